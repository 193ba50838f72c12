"""Segments of one form share code; what differs between them stands in their data, and errors are told at their lines."""

from __future__ import annotations

import pickle

import pytest

import engine

ALIKE = """\
start: first

var n: 0..9 = 5
var m: 0..9 = 0
var b = false

== before
{cycle: x | y} and {cycle: x | y}.
+ On. -> first

== first
One {n}, {if n > 6: many | few}, {cycle: a | b}.
~ n += 3
+ On. -> second
+ {if m > 2} Never. -> first

== second
Two {m}, {if m > 8: many | few}, {cycle: c | d}.
~ m += 2
+ Back. -> first
+ {if n > 7} Full.
    You go.
    -> third

== third
~ b = true
-> fourth

== fourth
~ n = 1
-> first
"""


def functions(story: engine.Story) -> list[object]:
    """The functions of the first segments of all scenes."""
    code, layout = story.machine.code, story.machine.layout
    return [code.segment(layout.segment(number, 0))[0] for number in range(len(story.program.scenes))]


def test_scenes_of_one_form_share_their_code() -> None:
    story = engine.loads(ALIKE)
    _, one, two, truth, number = functions(story)
    # A truth value and the number that is equal to it are not the same code.
    assert one is two and truth is not number
    session, told = story.start(seed=1), []
    for which in (0, 1):
        told.append(session.text[0].text)
        session.choose(which)
    told += [one.text for one in session.text]
    assert told == ["One 5, few, a.", "Two 0, few, c.", "You go.", "One 1, few, b."]
    assert (session.variables["n"], session.variables["b"]) == (4, True)


@pytest.mark.parametrize(("turns", "name"), [(2, "n"), (1, "m")])
def test_an_error_in_shared_code_is_told_at_its_own_line(turns: int, name: str) -> None:
    text = ALIKE if name == "n" else ALIKE.replace("m: 0..9 = 0", "m: 0..9 = 8")
    session = engine.loads(text).start(seed=1)
    for _ in range(turns - 1):
        session.choose(0)
    with pytest.raises(engine.PlayError, match=f"`{name}` would be") as caught:
        session.choose(0)
    line = text.splitlines()[caught.value.diagnostic.span.line - 1]
    assert line == ("~ n += 3" if name == "n" else "~ m += 2")


def test_a_session_with_an_extern_is_pickled_with_what_it_printed() -> None:
    story = engine.loads("extern luck() -> number\n== s\nYou {luck()}, {if luck() > 2: well | ill}.\n+ On. -> s\n")
    session = story.start(seed=1, functions={"luck": int})
    session.choose(0)
    assert pickle.loads(pickle.dumps(session)).text == session.text
