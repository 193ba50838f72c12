"""Slips typed into a story one at a time: each gives exactly one message, at its place, with a hint that works."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mutate import program_of, verdict_of
from mutations import mutants_of
from slips import EXPECTED, FOLDER, STORY, Slip, all_slips, replaced, said_of

from engine.fixes import edited_text

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
    """What is said of a slip otherwise than expected, a hint that does not say how it is mended, an empty fix."""
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
    for fix in (one for each in said for one in each.fixes):
        if edited_text(text, fix.edits) == text:
            yield f"{slip.where}: a fix that changes nothing, {fix.title}"
    if slip.mended:
        codes = CODE.findall((said[0].hint or "") if said else "")
        shown = [re.escape(squeezed(code)).replace("…", ".*") for code in codes]
        mended = squeezed("\n".join(slip.mended))
        if shown and not any(re.search(code, mended, re.DOTALL) for code in shown):
            yield f"{slip.where}: the hint is {said[0].hint}"


def test_mended_as_the_hints_say_the_story_has_no_mistake() -> None:
    """Slips in different lines are mended in one story, and one by one only where that has a mistake."""
    rest = [slip for slip in SLIPS if slip.mended]
    wrong: list[str] = []
    while rest:
        together, later, taken = [], [], set[int]()
        for slip in rest:
            if taken.isdisjoint(slip.replaces) and len(together) < 16:
                together.append(slip)
                taken.update(slip.replaces)
            else:
                later.append(slip)
        wrong += mistakes_in(together)
        rest = later
    assert not wrong


def mistakes_in(slips: list[Slip]) -> Iterator[str]:
    """What is said of the story with these slips mended, slip by slip."""
    left = said_of(replaced([(slip, slip.mended) for slip in slips]))
    if left and len(slips) > 1:
        half = len(slips) // 2
        yield from mistakes_in(slips[:half])
        yield from mistakes_in(slips[half:])
    elif left:
        yield f"{slips[0].where}: mended, {left[0].message}"


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
