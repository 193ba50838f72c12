"""What authors expect of steps."""

import time

import pytest
from umbrella import PLAIN, play

import engine
from engine.paths.expectations import matches, unmet
from engine.paths.path_parts import Expect
from engine.paths.renames import Renames
from engine.paths.session_view import prose_of

MET = [
    {},
    {"contains": ("Say please",), "lacks": ("music",), "matches": ("Tom: *", "Tom: Say please?")},
    {"variables": {"mood": "even", "rain": 1, "knows": ("forecast",)}},
]
UNMET = {
    "contains": (["Say thanks"], "`Say thanks` was not printed"),
    "lacks": (["please"], "`please` was printed"),
    "matches": (["Say *"], "what was printed does not match `Say *`"),
    "offered": (["smile"], "the choice `smile` is not offered"),
    "closed": (["porch.smile"], "the choice `porch.smile` is not shown"),
    "ending": ("Dry", "the ending `Dry` is not reached here"),
    "variables": ({"rain": 2, "gold": 1}, "`rain` is 1, not 2"),
}


def found(expect: Expect, inputs: list[str]) -> list[str]:
    session = play(engine.loads(PLAIN), inputs)
    differences = unmet(expect, session, prose_of(session.text), session.variables, Renames(session.story.program))
    return [one.message.removeprefix("expected otherwise: ") for one in differences]


@pytest.mark.parametrize("expect", MET)
def test_what_holds_is_not_told(expect: dict[str, object]) -> None:
    assert found(Expect.model_validate(expect), ["porch.ask"]) == []


@pytest.mark.parametrize("key", UNMET)
def test_what_does_not_hold_is_told(key: str) -> None:
    value, message = UNMET[key]
    assert (
        found(Expect.model_validate({key: tuple(value) if isinstance(value, list) else value}), ["porch.ask"])[0]
        == message
    )


def test_choices_are_named_by_id_label_or_text() -> None:
    sour = ["porch.grab-it-from-him", "=Mia"]
    assert (
        found(Expect(closed=("smile", "porch.smile", "Smile at him."), offered=("Walk off.",), absent=("ask",)), sour)
        == []
    )
    assert found(Expect(offered=("smile",), closed=("porch.walk-off",), absent=("Smile at him.",)), sour) == [
        "the choice `smile` is closed",
        "the choice `porch.walk-off` is open",
        "the choice `Smile at him.` is shown",
    ]


def test_endings() -> None:
    home = ["porch.ask", "=Mia", "porch.walk-off", "street.go-home"]
    assert found(Expect(ending="Dry"), home) == []
    assert found(Expect(ending="Wet"), home) == ["the story ends with `Dry`, not with the ending `Wet`"]
    assert found(Expect(ending=""), home) == ["the story ends with `Dry`, not with an ending without a name"]


RENAMED = """\
var money (was coins): 0..9 = 3
var mood: cross (was sour) | calm = cross

== hall (was porch)
* (peace was truce) Make peace. -> end: Late Morning (was Morning)
+ (buy) {needs money > 5: no} Buy. -> end: Rich
"""


@pytest.mark.parametrize("number", [0, 1])
def test_what_is_expected_follows_new_names(number: int) -> None:
    session = engine.loads(RENAMED).start(seed=1)
    expect = (
        Expect(offered=("porch.truce", "truce"), closed=("porch.buy",), variables={"coins": 3, "mood": "sour"}),
        Expect(ending="Morning"),
    )[number]
    if number:
        session.choose("hall.peace")
    assert unmet(expect, session, "", session.variables, Renames(session.story.program)) == []


def test_truth_values_are_no_numbers() -> None:
    session = engine.loads("var b = true\nvar n = 1\n\n== a\n* Go. -> end\n").start(seed=1)
    expect = Expect(variables={"b": 1, "n": True})
    assert len(unmet(expect, session, "", session.variables, Renames(session.story.program))) == 2


@pytest.mark.parametrize(
    ("pattern", "text", "whole"),
    [
        ("", "", True), ("", "a", False), ("*", "", True), ("a?c", "abc", True), ("a?c", "ac", False),
        ("*b*", "abc", True), ("a*", "ba", False), ("*.*.*", "a.b", False), ("*a*b", "aabab", True), ("[a]", "a", False),
        ("*ab", "ab", True), ("ab*", "ab", True), ("ab*b", "ab", False), ("*?", "", False), ("*?*", "x", True), ("a.*", "axc", False),
    ],
)  # fmt: skip
def test_patterns(pattern: str, text: str, whole: bool) -> None:
    assert matches(pattern, text) is whole


def test_a_hostile_pattern_takes_no_time() -> None:
    begun = time.perf_counter()
    assert not matches("*a" * 240 + "*b", "a" * 1_000_000)
    assert not matches("*" + "a?" * 200 + "b*", "a" * 100_000)
    assert time.perf_counter() - begun < 10
