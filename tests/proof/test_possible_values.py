"""Which values a variable can have at a scene: what brute force over all plays finds."""

import json
from pathlib import Path

import pytest

import engine
from engine.cli.main import main
from engine.proof.possible_values import values_at
from engine.source import read_bytes

STORY = """\
title: Values
var gold: 0..4 = 1
var mood: sour | glad = sour
var bag: set of rope, lamp
var key = false
var name: text = ""
claim reach yard with gold == 1

== hall
+ Earn.
    ~ gold = clamp(gold + 2)
    -> hall
+ {if gold >= 3} Buy a rope.
    ~ gold -= 3
    ~ bag += rope
    ~ mood = glad
    -> yard
+ Try luck.
    ~ key = chance(50)
    -> yard

== yard
+ Out. -> end

== attic
-> end
"""


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("values.story")
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("scene", "variable", "possible", "impossible"),
    [
        ("yard", "gold", ["0", "1", "3", "4"], ["2"]),
        ("hall", "gold", ["1", "3", "4"], ["0", "2"]),
        ("yard", "mood", ["sour", "glad"], []),
        ("hall", "mood", ["sour"], ["glad"]),
        ("attic", "mood", [], ["sour", "glad"]),
    ],
)
def test_numbers_and_names(story: Path, scene: str, variable: str, possible: list[str], impossible: list[str]) -> None:
    found = values_at(story, scene, variable, 10, read_bytes)
    assert found is not None and not found.unknown
    assert list(found.possible) == [f"{variable} == {one}" for one in possible]
    assert list(found.impossible) == [f"{variable} == {one}" for one in impossible]


def test_sets_and_truths(story: Path) -> None:
    assert values_at(story, "yard", "bag", 10, read_bytes) == (("bag has rope",), ("bag has lamp",), ())
    assert values_at(story, "yard", "key", 10, read_bytes) == (("key", "not key"), (), ())
    assert values_at(story, "hall", "key", 10, read_bytes) == (("not key",), ("key",), ())


def test_what_cannot_be_told(story: Path) -> None:
    assert values_at(story, "yard", "name", 10, read_bytes) is None
    assert values_at(story, "nowhere", "gold", 10, read_bytes) is None
    assert values_at(story, "yard", "silver", 10, read_bytes) is None


def test_no_time(story: Path) -> None:
    found = values_at(story, "yard", "gold", 0.0, read_bytes)
    assert found is not None and not found.possible and not found.impossible and len(found.unknown) == 5


def test_what_plays_at_random_see_is_possible(root: Path) -> None:
    path = root / "stories" / "joes_bar.story"
    found = values_at(path, "karma", "shots", 20, read_bytes)
    assert found is not None
    session = engine.load(path).start(seed=2)
    while session.scene != "karma" and not session.over:
        open_ = [choice for choice in session.choices if choice.reason is None]
        session.choose(open_[0])
    if session.scene == "karma":
        assert f"shots == {session.variables['shots']}" in found.possible


def test_the_command(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["where", "mood", "--at", "hall"]) == 0
    assert capsys.readouterr().out == "can be       mood == sour\nnever        mood == glad\n"
    assert main(["where", "gold", "--at", "hall", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["impossible"] == ["gold == 0", "gold == 2"]
    assert main(["where", "name", "--at", "hall"]) == 1
