"""Each shape that is no prose, in each place where a player reads: a slip that is known in one is known in all.

A new row of kinds.txt is tried everywhere. One story holds all shapes in one place, each in a scene of its own, so that
the whole table takes a story for each place.
"""

from __future__ import annotations

import pytest
from slips import FOLDER, said_of

HEAD = """title: Places
cast: Ada
var coins: 0..9 = 3
var wet = false
var name: text = "x"
def price_of(n: 0..9) = n + 1
{head}
== pier
~ coins = random(0, 9)
~ wet = chance(50)
Coins: {{coins}}, {{price_of(coins)}}{{if wet:, wet}}, {{name}}.
"""
# What a scene with the shape looks like; in a function it stands in the head.
PLACES = {
    "line": "{}\n",
    "below a line": "She stands at the rail.\n{}\n",
    "speech": "Ada: {}\n",
    "choice": "* {}\n    Yes.\n* No.\n    No.\n\n",
    "choice with a condition": "* {{if wet}} {}\n    Yes.\n* No.\n    No.\n\n",
    "body of a choice": "* Yes.\n    {}\n* No.\n    No.\n\n",
    "nested choice": "* Yes.\n    * {}\n        Yes.\n    * Never.\n        No.\n* No.\n    No.\n\n",
    "arm of an if": "~ if wet:\n    {}\n~ else:\n    No.\n\n",
    "item": "~ cycle:\n    - {}\n    - No.\n\n",
    "braces": "She says {{if wet: {} | no}}.\n",
    "second text in braces": "She says {{if coins > 4: no | {}}}\n",
    "variation": "She says {{cycle: {} | no}}.\n",
    "reason": "* {{needs wet: {}}} Yes.\n    Yes.\n* No.\n    No.\n\n",
    "question": "~ ask name: {}\n",
    "title": "{}",
    "function": "    {}\n",
}


def rows() -> list[tuple[str, list[str]]]:
    """The shapes, each with the places where nothing is said of it."""
    lines = (FOLDER / "kinds.txt").read_text(encoding="utf-8").splitlines()
    parted = (line.partition(" ~~ ") for line in lines if line and not line.startswith("# "))
    return [(shape, [one.strip() for one in places.split(",") if one.strip()]) for shape, _, places in parted]


def silent_in(place: str, shapes: list[str]) -> list[str]:
    """The shapes of which nothing is said in a place."""
    form, head, body = PLACES[place], "", ""
    for number, shape in enumerate(shapes):
        written = form.format(shape)
        title, into = (f": {written}", "") if place == "title" else ("", written)
        if place == "function":
            head += f"def f{number}():\n{written}"
            into = f"{{f{number}()}}\n"
        body += f"\n== s{number}{title}\n{into}-> s{number + 1}\n"
    moves = "".join(f"* {number}. -> s{number}\n" for number in range(len(shapes)))
    text = f"{HEAD.format(head=head)}{moves}{body}\n== s{len(shapes)}\n-> end\n"
    lines = text.split("\n")
    said = {one.span.line for one in said_of(text)}
    silent = []
    for number, shape in enumerate(shapes):
        opening = f"def f{number}():" if place == "function" else f"== s{number}"
        at = next(n for n, line in enumerate(lines, 1) if line == opening or line.startswith(f"{opening}:"))
        if said.isdisjoint(range(at, at + 3 + form.count("\n"))):
            silent.append(shape)
    return silent


@pytest.mark.parametrize("place", PLACES)
def test_a_slip_is_one_in_all_places(place: str) -> None:
    table = rows()
    expected = [shape for shape, places in table if place in places]
    assert silent_in(place, [shape for shape, _ in table]) == expected


def test_prose_is_right_in_all_places() -> None:
    """What is said of a shape is said of it, and not of its place."""
    shapes = ["She waves.", "Two boats wait", "It is late, and nobody comes."]
    assert dict.fromkeys(PLACES, shapes) == {place: silent_in(place, shapes) for place in PLACES}
