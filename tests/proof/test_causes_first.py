"""What exploring finds: errors first, and what may only follow from one is listed with it until that is mended."""

import json
from pathlib import Path

import pytest

from engine.cli.main import main
from engine.loading import checked_story
from engine.proof.combined_findings import combined_findings
from engine.proof.prove import prove

FAILS = """\
var coins: 0..2 = 1
== stall
+ {if coins > 0} Pay.
    ~ coins -= 2
    -> counted
+ Leave. -> end
== counted
{if coins == 0: Nothing is left. | Some are left.}
-> end
"""
# The key is never found.
LOST = """\
var key = false
var lamp = false
claim reach cellar
== hall
{if key: It is cold in your hand.}
+ {if key} Down. -> cellar
+ {if key} Look through the hole. -> hall
+ {if lamp} Light it. -> hall
+ Take the lamp, if you have the key.
    ~ lamp = key
    -> hall
+ Leave. -> end
== cellar
~ key = true
-> end
"""


def found_in(folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> list[dict]:
    (folder / "a.story").write_text("ifid: F1F1F1F1-0000-4000-8000-000000000001\n" + text, encoding="utf-8")
    main(["check", "--json", "--jobs", "1", str(folder / "a.story")])
    return [one for one in json.loads(capsys.readouterr().out) if one["code"].startswith("NC")]


def test_what_is_missing_is_listed_with_a_play_that_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = found_in(tmp_path, FAILS, capsys)
    assert (one["code"], one["line"]) == ("NC504", 5)
    assert [(place["line"], place["message"]) for place in one["related"]] == [
        (8, "no play reaches scene `counted`"),
    ]
    assert "no play comes to the other place named here, perhaps for this reason: mend this first" in one["hint"]
    assert one["hint"].splitlines()[-1].startswith("  play: 1 step"), "the play stands last, on its line"
    assert one["play"]["steps"], "the play is there as data, too"


def test_with_the_failure_mended_what_is_left_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = found_in(tmp_path, FAILS.replace("-= 2", "-= 1"), capsys)
    assert [(one["code"], one["severity"], one["line"]) for one in found] == [("NC503", "warning", 9)]


def test_a_claim_that_no_play_fulfils_comes_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = found_in(tmp_path, LOST, capsys)
    assert (one["code"], one["line"]) == ("NC510", 4)
    told = [(place["line"], place["message"]) for place in one["related"]]
    assert told[0] == (7, "`hall.down` is shut: `key` never holds where it is asked"), "what shuts the way there"
    assert told[1:] == [
        (14, "no play reaches scene `cellar`"),
        (8, "`hall.look-through-the-hole` is offered in no play (`key` never holds where it is asked)"),
        (9, "`hall.light-it` is offered in no play (`lamp` never holds where it is asked)"),
        (6, "no play comes here with this condition true: “It is cold in your hand.” is never shown"),
    ]
    assert "the 4 other places named here" in one["hint"]
    assert one["shut"], "as data, too"


def test_a_claim_that_a_play_breaks_hides_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = found_in(tmp_path, LOST.replace("reach cellar", "never seen(hall)"), capsys)
    assert found[0]["code"] == "NC510" and not found[0]["related"]
    assert [one["code"] for one in found[1:]] == ["NC501", "NC502", "NC502", "NC503"]


def test_choices_with_one_condition_are_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = found_in(tmp_path, LOST.replace("claim reach cellar\n", ""), capsys)
    choices = [one for one in found if one["code"] == "NC502"]
    assert [(one["line"], [place["line"] for place in one["related"]]) for one in choices] == [(6, [7]), (8, [])]
    assert choices[0]["related"][0]["message"] == "`hall.look-through-the-hole` is offered in no play"


def test_more_places_than_are_listed_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = "".join(f"{{if key: Text {number}.}}\n" for number in range(60))
    (one,) = found_in(tmp_path, LOST.replace("{if key: It is cold in your hand.}\n", texts), capsys)
    assert "the 63 other places, of which 50 are named here" in one["hint"]
    assert len(one["related"]) == 51


def test_an_editor_has_each_at_its_own_place(tmp_path: Path) -> None:
    (tmp_path / "a.story").write_text(LOST, encoding="utf-8")
    story, read, _ = checked_story(tmp_path / "a.story")
    assert story is not None
    combined = combined_findings(read, prove(story, 5.0), is_gathered=False)
    assert [(one.code, one.span.line) for one in combined] == [
        ("NC510", 3), ("NC501", 13), ("NC502", 6), ("NC502", 7), ("NC502", 8), ("NC503", 5),
    ]  # fmt: skip


def test_the_library_is_told_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = found_in(tmp_path, LOST, capsys)
    story, read, _ = checked_story(tmp_path / "a.story")
    assert story is not None
    combined = combined_findings(read, prove(story, 5.0))
    assert [(one.code, one.hint, len(one.related)) for one in combined] == [
        (one["code"], one["hint"], len(one["related"])) for one in printed
    ]
