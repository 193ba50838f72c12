"""`nightcap explore`: plays at random, each repeated alone from its own seed, failures saved as paths."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from engine import loads
from engine.cli.main import main
from engine.proof import endings
from engine.proof.witness import Witness

STORY = """\
title: Shop
var coins: 0..3 = 3
== shop
Shop.
+ Buy.
    ~ coins -= 1
    -> shop
+ Luck.
    ~ if chance(5):
        ~ coins = 6 / (coins - coins)
    -> shop
+ Leave. -> end: Out
"""
# Behind a crowd of choices that lead nowhere stands one that most plays do not take.
CROWD = (
    "title: Crowd\n== hall\n"
    + "".join(f"+ Door {n}. -> end: Ordinary\n" for n in range(40))
    + "+ Stairs. -> attic\n== attic\n+ Look. -> end: Rare\n+ Leave. -> end: Ordinary\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.story").write_text(STORY, encoding="utf-8")
    (tmp_path / "crowd.story").write_text(CROWD, encoding="utf-8")
    return tmp_path


def explore(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    code = main(["explore", *arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("how", [[], ["--least-seen"]])
def test_each_play_is_repeated_alone_from_its_own_seed(how: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for story in ("shop.story", "crowd.story"):
        _, together = explore(capsys, story, "--runs", "40", "--seed", "7", *how)
        assert [play["seed"] for play in together["plays"]] == list(range(7, 47))
        assert len({tuple(play["steps"]) for play in together["plays"]}) > 5
        for number in (0, 23, 39):
            seed = str(7 + number)
            _, alone = explore(capsys, story, "--runs", "1", "--seed", seed, *how)
            assert alone["plays"] == together["plays"][number : number + 1]


def test_least_seen_first_finds_what_is_rare(capsys: pytest.CaptureFixture[str]) -> None:
    def attics(*how: str) -> int:
        _, found = explore(capsys, "crowd.story", "--runs", "300", *how)
        return sum("hall.stairs" in play["steps"] for play in found["plays"])

    usual, least_seen = attics(), attics("--least-seen")
    assert least_seen > 1.3 * usual > 0


def test_seeds_begin_anew_after_the_last(capsys: pytest.CaptureFixture[str]) -> None:
    _, found = explore(capsys, "shop.story", "--runs", "3", "--seed", "4294967295", "--least-seen")
    assert [play["seed"] for play in found["plays"]] == [4294967295, 0, 1]


def test_failures_are_gathered_and_saved(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    code, found = explore(capsys, "shop.story", "--runs", "100", "--save", "lost")
    assert code == 1
    failed = [play for play in found["plays"] if play["error"] is not None]
    assert {play["error"]["line"] for play in failed} == {6, 10}
    saved = [play for play in failed if play["saved"] is not None]
    assert len(saved) == 2 and len(list((folder / "lost").iterdir())) == 2
    for play in saved:
        alike = [one for one in failed if one["error"]["line"] == play["error"]["line"]]
        assert len(play["steps"]) == min(len(one["steps"]) for one in alike), "the shortest is kept"
        assert main(["replay", play["saved"], "--story", "shop.story"]) == 0
        assert capsys.readouterr().out.count("\n> ") == len(play["steps"]) - 1, "up to the step before"


def test_what_a_person_reads(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", "shop.story", "--save", "lost"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("100 plays: ")
    assert "seen: 1 of 1 scenes, 3 of 3 choices, 1 of 1 endings\n" in out
    assert "shop.story:6: `coins` would be -1; its range is 0 to 3\n  6 | ~ coins -= 1\n" in out
    again = next(line for line in out.splitlines() if line.startswith("  again: nightcap "))
    assert main(again.removeprefix("  again: nightcap ").split()) == 1
    assert "1 play: 0 came to an ending, 1 failed" in capsys.readouterr().out
    assert out.count("  saved, up to the step before: nightcap replay lost/seed-") == 2


def test_plays_without_end_are_told(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "shop.story").write_text("== a\n+ Round. -> a\n", encoding="utf-8")
    assert main(["explore", "shop.story", "--runs", "2"]) == 0
    assert "2 plays: 0 came to an ending, 0 failed, 2 went on beyond 1,000 choices\n" in capsys.readouterr().out


def test_questions_are_answered_with_what_the_story_knows(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    text = (
        "var name: text\nvar n: 3..5 = 3\nvar any = 0\n== a\n~ ask name: Who?\n~ ask n: How many?\n~ ask any: And?\n"
        '~ if name == "Ada" and n == 5 and any == 41:\n    -> end: Found\n-> end: Lost\n'
    )
    (folder / "shop.story").write_text(text, encoding="utf-8")
    code, found = explore(capsys, "shop.story", "--runs", "400")
    assert code == 0
    assert found["endings"] == {"Found": True, "Lost": True}


def test_a_story_that_fails_at_once(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    text = "var n: 0..3\n== a\n~ n = n - random(1, 3)\n+ On. -> end\n"
    (folder / "shop.story").write_text(text, encoding="utf-8")
    assert main(["explore", "shop.story", "--runs", "3", "--save", "lost"]) == 1
    assert "after 0: as soon as the story begins" in capsys.readouterr().out
    assert not (folder / "lost").exists(), "there is no step to save"


def test_wrong_use(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    for wrong in (["--runs", "0"], ["--seed", "-1"], ["--seed", "4294967296"]):
        assert main(["explore", "shop.story", *wrong]) == 2
    assert main(["explore"]) == 2, "there are two stories here"
    (folder / "shop.story").write_text("extern dice() -> 1..6\n== a\n* On. -> end\n", encoding="utf-8")
    assert main(["explore", "shop.story"]) == 2
    assert "the story calls its host, which is not here: `dice`" in capsys.readouterr().err


ENDINGS = """\
title: Ends
include more.story
== a
+ Left. -> end: Near
+ Luck.
    ~ if chance(1):
        -> end: Rare
    -> a
+ On. -> b
"""
MORE = "== b\n+ {if seen(c)} Never. -> end: No way\n+ Back. -> a\n+ On. -> end: Near by\n+ Out. -> end\n== c\n-> end\n"


def test_a_play_to_each_ending(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "ends.story").write_text(ENDINGS, encoding="utf-8")
    (folder / "more.story").write_text(MORE, encoding="utf-8")
    code, found = explore(capsys, "ends.story", "--each-ending", "ends")
    assert code == 1
    assert {one["ending"]: len(one["play"]["steps"]) for one in found["plays"]} == {"Near": 1, "Rare": 1, "Near by": 2}
    assert (found["unreached"], found["unknown"]) == (["No way"], [])
    (folder / "ends" / "near-by.path.json").write_text("not a path", encoding="utf-8")
    assert main(["explore", "ends.story", "--each-ending", "ends"]) == 1
    told = capsys.readouterr().out
    assert "Near: 1 step, ends/near.path.json\n" in told and "Near by: 2 steps, ends/near-by-2.path.json\n" in told
    assert "No way: no play comes to it\n" in told
    (folder / "ends" / "near-by.path.json").unlink()
    assert main(["test", "ends", "--story", "ends.story"]) == 0
    assert "3 paths: 3 fit, 0 failed" in capsys.readouterr().out


def test_a_play_to_each_ending_of_a_story_without_bound(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    text = "title: X\nvar n = 0\n== a\n+ Dig.\n    ~ n += 1\n    -> a\n+ {if n > 400} Out. -> end: Deep\n+ Home. -> end: Home\n"
    (folder / "deep.story").write_text(text, encoding="utf-8")
    code, found = explore(capsys, "deep.story", "--each-ending", "ends", "--seconds", "0.2")
    assert [one["ending"] for one in found["plays"]] == ["Home"] or code == 0
    assert code == (1 if found["unknown"] else 0)


@pytest.mark.parametrize("how", [[], ["--least-seen"]])
def test_several_processes_play_the_same_plays(
    how: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.proof.random_plays.A_PIECE", 10)
    _, alone = explore(capsys, "shop.story", "--runs", "35", "--jobs", "1", *how)
    _, together = explore(capsys, "shop.story", "--runs", "35", "--jobs", "2", *how)
    assert together == alone


def test_it_ends_when_the_time_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    Path("many.story").write_text("== s\n" + "".join(f"+ Turn {n}. -> s\n" for n in range(1000)), encoding="utf-8")
    began = time.monotonic()
    assert main(["explore", "many.story", "--seconds", "0.2"]) == 0
    assert time.monotonic() - began < 20, "the first look at so many choices takes as long as it takes"
    assert " of 100, then it was over: 0 came to an ending, 0 failed" in capsys.readouterr().out


def test_each_ending_is_told_as_soon_as_it_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where all together take too long, each is looked for alone; each play is written before the next is looked for."""
    monkeypatch.setattr(endings, "TOGETHER", 0.0)
    seen: list[tuple[str, int]] = []

    def tell(name: str, witness: Witness) -> None:
        seen.append((name, len(witness.choices)))

    text = "== a\n* Near. -> end: Near\n* On. -> b\n== b\n* Far. -> end: Far\n"
    story = loads(text)
    found = endings.plays_to_endings(story, 20, tell=tell)
    assert seen == [("Near", 1), ("Far", 2)] == [(name, len(one.choices)) for name, one in found.plays.items()]
    assert not found.unknown
