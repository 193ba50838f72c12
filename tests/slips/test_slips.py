"""Slips typed into a story one at a time: each gives exactly one message, at its place, with a hint that works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from slips import EXPECTED, FOLDER, STORY, Slip, all_slips, said_of

SLIPS = all_slips()
CODE = re.compile(r"`([^`]+)`")
RIGHT = re.split(r"^%%%% ", (FOLDER / "right.stories").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]


def squeezed(text: str) -> str:
    """A text without its blanks, in which code is looked for."""
    return re.sub(r"\s+", "", text)


def test_the_story_is_right() -> None:
    assert said_of(STORY) == []
    assert len(STORY.split()) > 2500


def test_there_are_enough_of_them() -> None:
    assert len(SLIPS) >= 300
    assert len(RIGHT) >= 50


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.where)
def test_slip(slip: Slip) -> None:
    text, first = slip.story(slip.new)
    found = [f"{one.span.line} {one.code} {one.message}" for one in said_of(text)]
    assert len(slip.expected) >= 1, "nothing may pass silently"
    expected = []
    for line in slip.expected:
        match = EXPECTED.fullmatch(line)
        assert match is not None, line
        place = slip.place(text, first, match["number"], match["line"])
        expected.append(f"{place} {match['code']} {match['message']}")
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("slip", [slip for slip in SLIPS if slip.mended], ids=lambda slip: slip.where)
def test_what_the_hint_says_is_right(slip: Slip) -> None:
    """What the slip's file gives as mended has no mistake, and it is what the hint shows."""
    assert said_of(slip.story(slip.mended)[0]) == []
    (said,) = said_of(slip.story(slip.new)[0])
    shown = [re.escape(squeezed(code)).replace("…", ".*") for code in CODE.findall(said.hint or "")]
    mended = squeezed("\n".join(slip.mended))
    assert not shown or any(re.search(code, mended, re.DOTALL) for code in shown), said.hint


@pytest.mark.parametrize("text", RIGHT, ids=lambda text: str(text).partition("\n")[0])
def test_odd_but_legal_prose_gives_no_message(text: str) -> None:
    assert said_of(text.partition("\n")[2]) == []


def test_nearly_every_slip_gives_one_message() -> None:
    assert sum(len(slip.expected) == 1 for slip in SLIPS) >= 0.97 * len(SLIPS)


def test_files_hold_nothing_but_slips() -> None:
    assert {path.suffix for path in Path(FOLDER).iterdir() if path.is_file()} <= {".slips", ".stories", ".story", ".py"}
