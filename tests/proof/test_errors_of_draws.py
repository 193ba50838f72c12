"""`random(3, 2)` is the same mistake, with the same words, wherever a story draws: in a play and in what is explored."""

from __future__ import annotations

import pytest

import engine
from engine.proof.prove import prove

HEAD = """var a: 0..9 = 3
var b: 0..9 = 2
var n = 0
var t = true
def once(x: number, y: number) = random(x, y)
def lines(x: number, y: number):
    ~ let r = random(x, y)
    ~ return r
def print(x: number, y: number):
    {random(x, y)} it.
def act(x: number, y: number):
    ~ n = random(x, y)
== s
%s
== other(z: number)
{z} {n} {t}
-> end
"""
PLACES = {
    "assignment": "~ n = random(a, b)",
    "local variable": "~ let q = random(a, b)",
    "part of a sum": "~ n = 1 + random(a, b) * 2",
    "argument": "~ n = abs(random(a, b))",
    "either": "~ n = 1 if random(a, b) > 1 else 2",
    "comparison": "~ t = random(a, b) == 2",
    "another draw": "~ t = chance(random(a, b))",
    "text": "You see {random(a, b)}.",
    "condition in a text": "{if random(a, b) == 1: yes | no}",
    "tag": "Line #x={random(a, b)}",
    "condition": "~ if random(a, b) > 2:\n    Yes.",
    "behind a choice": "* Go.\n    ~ n = random(a, b)",
    "function": "~ n = once(a, b)",
    "function with lines": "~ n = lines(a, b)",
    "function that prints": "{print(a, b)}",
    "function that acts": "~ act(a, b)",
    "scene's value": "-> other(random(a, b))",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_draw_from_nothing_is_said_in_the_same_words(place: str) -> None:
    body = PLACES[place]
    story = engine.loads(HEAD % (body if body.startswith("->") else f"{body}\n-> end"))
    with pytest.raises(engine.PlayError) as caught:
        session = story.start(seed=1)
        while not session.over:
            session.choose(0)
    said = caught.value.diagnostic
    assert said.code == "NC906" and said.hint is not None
    (found,) = [one.diagnostic for one in prove(story, seconds=5).findings if one.diagnostic.code == "NC504"]
    assert found.message == f"a play fails here: {said.message}"
    assert (found.hint or "").startswith(f"{said.hint}\n")
    assert found.span == said.span


def test_a_turn_that_draws_without_end_is_told_and_all_its_other_ways_are_known() -> None:
    text = "== a\n+ Roll. -> spin\n+ Stop. -> end\n== spin\n~ if random(1, 6) < 6:\n    -> spin\n-> a\n"
    proof = prove(engine.loads(text), 10)
    assert [one.diagnostic.code for one in proof.findings] == ["NC504"]
    assert proof.complete and not proof.why
