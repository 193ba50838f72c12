"""Calls in braces that are shown to nobody: what the hint says to write is right, for each function there is."""

from __future__ import annotations

import re

import pytest

from engine.check.checker import check
from engine.diagnostics import Report
from engine.program.functions import FUNCTIONS, POINT, SCENE, SET, BuiltIn
from engine.program.types import NUMBER, TEXT, TRUTH
from engine.syntax.parser import parse_text

HEAD = "title: Yard\nvar bag: set of rope, lamp\nvar name: text\nvar n: -3..9\n\n== yard\n~ n += 1\n"
ASKED = [row for row in FUNCTIONS if row.result in (TRUTH, NUMBER) and not row.repeats and row.name != "clamp"]
OF_ONE = [row for row in ASKED if len(row.takes) == 1]
WORDS = {NUMBER: "n", TEXT: "name", SET: "bag", POINT: "yard", SCENE: "yard"}


def said_of(text: str) -> list[tuple[str, str]]:
    """The codes and hints of the errors of a story that shows a text."""
    report = Report()
    check(parse_text(f"{HEAD}{text}\n-> end\n", "yard.story", report), report)
    return [(one.code, one.hint) for one in report.found if one.severity == "error"]


def written(row: BuiltIn, call: str) -> None:
    """What the hint says to write instead of `{call: …}` is right."""
    [(code, hint)] = said_of(f"{{{call}: It is so. | It is not.}}")
    assert code == "NC024"
    form = re.search(r"write `([^`]*)`", hint)
    assert form is not None, hint
    assert row.name in form[1]
    assert said_of(form[1]) == []


@pytest.mark.parametrize("row", [row for row in ASKED if row.name != "random"], ids=lambda row: row.name)
def test_a_call_is_no_condition_without_if(row: BuiltIn) -> None:
    written(row, f"{row.name}({', '.join(WORDS[one] for one in row.takes)})")


@pytest.mark.parametrize("row", OF_ONE, ids=lambda row: row.name)
def test_a_call_without_its_brackets(row: BuiltIn) -> None:
    written(row, f"{row.name} {WORDS[row.takes[0]]}")


@pytest.mark.parametrize("call", ["max(n, -2)", "min(n, 2)", "clamp(n, -2, 3)"])
def test_a_number_that_can_be_less_than_nothing_is_asked_whether_it_is_nothing(call: str) -> None:
    [(code, hint)] = said_of(f"{{{call}: It is so. | It is not.}}")
    assert code == "NC024"
    form = re.search(r"write `([^`]*)`", hint)
    assert form is not None and f"if {call} != 0:" in form[1]
    assert said_of(form[1]) == []
