"""Odd lines that are right are shown letter for letter, and nothing is said of them: as_written.txt."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from slips import FOLDER, said_of

import engine

HEAD = "language: en\ncast: Ada\nvar n: 0..9 = 3\n"
PLACES = {
    "line": "{}\n-> s{next}\n",
    "below a line": "The page said\n{}\nand no more.\n-> s{next}\n",
    "speech": "Ada: {}\n-> s{next}\n",
    "choice": "* {} -> s{next}\n",
}


class OddLine(NamedTuple):
    """A line as it is written and as it is shown, with the places where it is something else."""

    written: str
    shown: str
    elsewhere: tuple[str, ...]


def odd_lines() -> list[OddLine]:
    """The lines of the file."""
    lines = []
    for line in (FOLDER / "as_written.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("# "):
            continue
        rest, _, places = line.partition(" ~~ ")
        written, _, shown = rest.partition(" ⟹ ")
        shown = re.sub(r"[ \t]+", " ", shown or re.sub(r"\\(.)", r"\1", written)).strip(" ")
        lines.append(OddLine(written, shown, tuple(one.strip() for one in places.split(",") if one.strip())))
    return lines


def story_of(place: str, lines: list[OddLine]) -> str:
    """A story with each line in a scene of its own; the first one uses what is declared."""
    scenes = ["== start\n~ n = random(3, 3)\nAda: {n}\n\n* Go. -> s0\n"]
    for number, one in enumerate(lines):
        body = PLACES[place].replace("{}", one.written).replace("{next}", str(number + 1))
        scenes.append(f"== s{number}\n{body if place == 'choice' else f'* Go on. -> t{number}'}")
        if place != "choice":
            scenes.append(f"== t{number}\n{body}")
    return "\n".join([HEAD, *scenes, f"== s{len(lines)}\n-> end\n"])


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_said_and_all_is_shown(place: str) -> None:
    lines = [one for one in odd_lines() if place not in one.elsewhere]
    text = story_of(place, lines)
    rows = text.split("\n")
    assert [(rows[one.span.line - 1], one.message) for one in said_of(text)] == []
    session = engine.loads(text).start(seed=1)
    session.choose(0)
    wrong = []
    for one in lines:
        if place == "choice":
            shown = session.choices[0].text
        session.choose(0)
        if place != "choice":
            shown = " ".join(part.text for part in session.text)
            shown = shown.removeprefix("The page said ").removesuffix(" and no more.").removeprefix("Ada: ")
        if shown != one.shown:
            wrong.append((one.written, shown))
    assert wrong == []


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Ada:Go.", "Ada: Go."),
        ("Ada:(sighs) Go.", "Ada: (sighs) Go."),
        (r"Ada:\*sighs\* Go.", "Ada: *sighs* Go."),
        ("Ada:/Go/.", "Ada: /Go/."),
        ("Ada :-- No.", "Ada: -- No."),
        ("Ada:Do it now.", "Ada: Do it now."),
        ("Ada：(sighs) Go.", "Ada: (sighs) Go."),
        ("Ada :( was sad.", "Ada :( was sad."),
        ("Ada :-/ was not sure.", "Ada :-/ was not sure."),
        ("Ada :D laughed.", "Ada :D laughed."),
        ("Ada:12 of them.", "Ada:12 of them."),
    ],
)
def test_who_speaks(line: str, shown: str) -> None:
    [part] = engine.loads(f"cast: Ada\n\n== start\n{line}\n-> end\n").start(seed=1).text
    assert (f"{part.speaker}: {part.text}" if part.speaker else part.text) == shown


def test_there_are_enough_of_them() -> None:
    assert len(odd_lines()) > 250
