"""Slips typed into a story one at a time: each gives exactly one message, at its place, with a hint that works."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mutate import program_of, verdict_of
from mutations import mutants_of
from slips import EXPECTED, FOLDER, STORY, Slip, all_slips, said_of

SLIPS = all_slips()
CODE = re.compile(r"`([^`]+)`")
CHUNKS = [SLIPS[at : at + 60] for at in range(0, len(SLIPS), 60)]
RIGHT = [
    text
    for path in sorted(FOLDER.glob("*.stories"))
    for text in re.split(r"^%%%% ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
]


def squeezed(text: str) -> str:
    """A text without its blanks, in which code is looked for."""
    return re.sub(r"\s+", "", text)


def test_the_story_is_right() -> None:
    assert said_of(STORY) == []
    assert len(STORY.split()) > 2500
    assert said_of((FOLDER / "signal_box.txt").read_text(encoding="utf-8")) == []


def test_there_are_enough_of_them() -> None:
    assert len(SLIPS) >= 300
    assert len(RIGHT) >= 120


@pytest.mark.parametrize("slips", CHUNKS, ids=lambda slips: slips[0].where)
def test_slips(slips: list[Slip]) -> None:
    assert [complaint for slip in slips for complaint in complaints(slip)] == []


def complaints(slip: Slip) -> Iterator[str]:
    """What is said of a slip otherwise than expected, and what is wrong with the story as its hint mends it."""
    text, first = slip.story(slip.new)
    said = said_of(text)
    if not slip.expected:
        yield f"{slip.where}: nothing may pass silently"
    expected = []
    for line in slip.expected:
        match = EXPECTED.fullmatch(line)
        assert match is not None, line
        place = slip.place(text, first, match["number"], match["line"])
        expected.append(f"{place} {match['code']} {match['message']}")
    found = [f"{one.span.line} {one.code} {one.message}" for one in said]
    if sorted(found) != sorted(expected):
        yield f"{slip.where}: {found} and not {expected}"
    if slip.mended:
        if (left := said_of(slip.story(slip.mended)[0])) != []:
            yield f"{slip.where}: mended, {left[0].message}"
        shown = [re.escape(squeezed(code)).replace("…", ".*") for code in CODE.findall(said[0].hint or "")]
        mended = squeezed("\n".join(slip.mended))
        if shown and not any(re.search(code, mended, re.DOTALL) for code in shown):
            yield f"{slip.where}: the hint is {said[0].hint}"


def test_odd_but_legal_prose_gives_no_message() -> None:
    named = [text.partition("\n") for text in RIGHT]
    assert [(name, said[0]) for name, _, text in named if (said := said_of(text))] == []


def test_nearly_every_slip_gives_one_message() -> None:
    assert sum(len(slip.expected) == 1 for slip in SLIPS) >= 0.97 * len(SLIPS)


def test_files_hold_nothing_but_slips() -> None:
    assert {path.suffix for path in Path(FOLDER).iterdir() if path.is_file()} <= {
        ".slips",
        ".stories",
        ".story",
        ".txt",
        ".py",
    }


def test_a_sample_of_mutants() -> None:
    """One of each kind of change to a token, of a story that uses the whole language: no traceback, and few are silent."""
    story = (FOLDER / "signal_box.txt").read_text(encoding="utf-8")
    base = program_of(story)
    mutants = random.Random(1).sample(list(mutants_of(story)), 40)
    verdicts = [verdict_of(mutant, base)[0] for mutant in mutants]
    assert "CRASH" not in verdicts
    assert verdicts.count("silent") <= 6
