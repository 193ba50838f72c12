"""What is read at once because it is as nearly all lines are, is read as the whole of the reader reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnostics import Report
from engine.syntax import choices, lines, logic, moves, text_braces
from engine.syntax.parser import parse_text

PLAIN: tuple[tuple[ModuleType, str], ...] = (
    (text_braces, "PLAIN_VARIATION"),
    (text_braces, "PLAIN_BRANCHES"),
    (choices, "PLAIN_WORDS"),
    (choices, "PLAIN_CHOICE"),
    (logic, "PLAIN_SET"),
    (moves, "PLAIN_MOVE"),
    (lines, "PLAIN_MOVE"),
    (lines, "PLAIN_HEADING"),
)
HEAD = "title: Plain\ncast: Ada\nvar x: number = 1\nvar a = true\n\n== s\n"
STARTS = ("== ", "==", "", "* ", "+ ", "~ ", "-> ", "    ", "- ", "Ada: ")
PIECES = (
    *(
        "{",
        "}",
        "|",
        "if ",
        "else",
        "elif ",
        "once",
        "cycle:",
        "each",
        "each #t",
        "for ",
        "any",
        "anyone",
        "back",
        "end",
    ),
    *(
        " ",
        "  ",
        "\t",
        "a",
        "Word",
        "two words",
        "é",
        "well-known",
        '"',
        "'",
        ".",
        ",",
        ":",
        "-",
        "--",
        "/",
        "//c",
        " // c",
    ),
    *(
        "->",
        " -> bar",
        "-> back",
        "-> endless",
        "-> bar ->",
        "-> bar.x",
        "-> bar(1)",
        "<>",
        "#tag",
        "*",
        "\\",
        "\\{",
        "&",
    ),
    *("{a | b}", "{ a|| b }", "{if x > 3: one | two}", "{if x: one}", "{if x > 1: a | if x > 2: b | c}", "{if a} "),
    *("(label) ", "[x]", "x", "1", "~", "=", "+=", "==", " x = 1", " IF = 3", "elsif = 3", "returned = 3", "ask = 2"),
)


@contextmanager
def without_shortcuts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module, name in PLAIN:
            patch.setattr(module, name, re.compile(r"(?!)"))
        yield


def read(story: list[str]) -> tuple[object, object]:
    """The scenes of a story with these lines, and what is said of them."""
    report = Report()
    story = parse_text(HEAD + "\n".join(story) + "\n== bar\n-> end\n", "plain.story", report)
    return [(one.heading, one.properties, one.body, one.end) for one in story.scenes], report.found


LINE = st.builds(
    lambda start, pieces: start + "".join(pieces), st.sampled_from(STARTS), st.lists(st.sampled_from(PIECES))
)


@settings(max_examples=40)
@given(st.lists(LINE, max_size=8))
def test_plain_lines_are_read_as_all_others(story: list[str]) -> None:
    at_once = read(story)
    with without_shortcuts():
        assert read(story) == at_once


@pytest.mark.parametrize(
    "name, line",
    [
        ("PLAIN_VARIATION", "It is {cold | wet|}."),
        ("PLAIN_BRANCHES", "It is {if x > 3: cold | wet}."),
        ("PLAIN_BRANCHES", "It is {if x > 3: cold | if a: wet}."),
        ("PLAIN_WORDS", "* Go. -> bar"),
        ("PLAIN_WORDS", "+ Go half-way."),
        ("PLAIN_CHOICE", "* Go *now*. -> bar"),
        ("PLAIN_SET", "~ x += 2"),
        ("PLAIN_MOVE", "-> bar"),
        ("PLAIN_HEADING", "== bar: The bar"),
    ],
)
def test_each_shortcut_is_taken(name: str, line: str) -> None:
    module = next(module for module, own in PLAIN if own == name)
    taken: list[object] = []

    class Noted:
        def __getattr__(self, method: str) -> object:
            return lambda *given: (taken.append(getattr(pattern, method)(*given)), taken[-1])[1]

    pattern = getattr(module, name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, Noted())
        read([line])
    assert any(taken)


def test_a_line_of_logic_that_is_known_has_its_own_places() -> None:
    line = "~ x += 12 // twice"
    report = Report()
    text = f"{HEAD}Text.\n{line}\n~ if x > 3:\n    {line}\n~ else:\n    {line}\n~ if x > 3:\n    {line}\n"
    (scene,) = parse_text(text, "plain.story", report).scenes
    assert report.found == []
    for one in (scene.body[1], *(body[0] for two in (scene.body[2], scene.body[3]) for body in two.blocks if body)):
        assert text[one.at : one.end] == "x"
        assert text[one.value.at : one.value.end] == "x += 12"
    for one in (scene.body[2], scene.body[3]):
        assert [text[condition.at : condition.end] for condition, _ in one.branches] == ["x > 3"]
    assert scene.body[2].branches[0][0].at < scene.body[3].branches[0][0].at


def test_a_mistake_in_a_line_of_logic_is_told_each_time() -> None:
    found = read(["Text.", "~ x = = 2", "~ x = = 2", "~ if x >:", "    One.", "~ if x >:", "    Two."])[1]
    assert len({one.span.line for one in found}) == 4
