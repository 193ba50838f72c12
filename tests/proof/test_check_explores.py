"""`nightcap check` explores what it has read: what it says, and with which code it ends."""

import json
import time
from pathlib import Path

import pytest

from engine.cli.main import main

FINE = """\
ifid: F1F1F1F1-0000-4000-8000-000000000001
var key = false
claim reach cellar
claim never seen(cellar) and not key
== hall
+ {if not key} Take the key.
    ~ key = true
    -> hall
+ {if key} Down. -> cellar
== cellar
-> end: Below
"""
LOCK = FINE.replace("== cellar\n", "== cellar\n+ Deeper. -> well\n+ Up.\n").replace(
    "-> end: Below", "    -> end: Below"
)
LOCK += "== well\n+ Swim. -> well\n"
REFUTED = FINE.replace("not key\n==", "key\n==", 1)
WARNING = FINE.replace("== cellar\n", "== cellar\n{if not key: Strange. | Dark.}\n")
ENDLESS = (
    "ifid: F1F1F1F1-0000-4000-8000-000000000002\nvar gold = 0\nclaim never gold * gold == gold + 1\n== a\n+ {if gold % 7 * 2 != 9} Dig.\n    ~ gold += 1\n    -> a\n"
    "+ Leave. -> end\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("FINE", "LOCK", "REFUTED", "WARNING", "ENDLESS"):
        (tmp_path / f"{name.lower()}.story").write_text(globals()[name], encoding="utf-8")
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["check", *arguments])
    out, err = capsys.readouterr()
    assert err == ""
    return code, out


PROVED = "  proved: line 3: reach cellar\n    play: 2 steps: hall.take-the-key › hall.down\n"


def test_a_story_without_fault_is_one_line_and_what_can_be_reached(capsys: pytest.CaptureFixture[str]) -> None:
    line = f"fine.story: no errors; every play checked (3 states, 2 claims proved)\n{PROVED}"
    assert check(capsys, "fine.story") == (0, line)
    assert check(capsys, "--strict", "fine.story") == (0, line)


def test_prove_lists_every_claim(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = check(capsys, "--prove", "fine.story")
    assert code == 0
    assert out.splitlines()[1:] == [
        *PROVED.splitlines(),
        "  proved: line 4: never seen(cellar) and not key (3 states)",
    ]


def test_what_a_play_comes_to_is_an_error_with_the_play(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = check(capsys, "lock.story")
    assert code == 1
    assert "lock.story:15:3: error[NC506]" in out
    assert "play: 3 steps: hall.take-the-key › hall.down › cellar.deeper" in out
    assert out.endswith("1 error\nlock.story: every play checked (5 states, 2 claims proved)\n" + PROVED)


def test_a_refuted_claim_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = check(capsys, "refuted.story")
    assert code == 1
    assert "refuted.story:4:7: error[NC510]: refuted: never seen(cellar) and key" in out
    assert out.endswith("every play checked (3 states; claims: 1 proved, 1 refuted)\n" + PROVED)


def test_a_warning_counts_only_where_it_is_strict(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, "warning.story")[0] == 0
    code, out = check(capsys, "--strict", "warning.story")
    assert code == 1
    assert "warning[NC503]" in out


def test_not_decided_is_said_and_fails_only_where_it_is_strict(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = check(capsys, "--states", "2000", "endless.story")
    assert code == 0
    first, large, claim, more = out.splitlines()
    assert first.startswith("endless.story: no errors; not every play checked: 2,000 states are the most (2,")
    assert first.endswith(" seen, 1 claim not decided)")
    assert large.startswith("  `gold` (set in line 6) has ") and large.endswith("; it is unbounded: give it a range")
    assert claim == "  not decided: line 3: never gold * gold == gold + 1"
    assert more == "  To explore for as long as it takes: nightcap check --prove endless.story"
    assert check(capsys, "--strict", "--states", "2000", "endless.story")[0] == 1


def test_the_time_is_for_all_stories_together(capsys: pytest.CaptureFixture[str]) -> None:
    began = time.process_time()
    code, out = check(capsys, "--seconds", "1.2", "endless.story", "fine.story", "endless.story", "--json")
    assert code == 0
    explored = [one for one in json.loads(out) if one["code"] == "explored"]
    assert [one["complete"] for one in explored] == [False, True, False]
    assert time.process_time() - began < 4, "a generous bound; test_proof_budget.py has the exact one"


def test_not_exploring_is_reading_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, "--no-explore", "--strict", "lock.story", "endless.story") == (
        0,
        "lock.story, endless.story: no errors\n",
    )
    assert check(capsys, "--no-explore", "--json", "fine.story") == (0, "[]\n")


def test_a_story_with_mistakes_is_not_explored(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "fine.story").write_text(FINE.replace("-> cellar", "-> celar"), encoding="utf-8")
    code, out = check(capsys, "fine.story")
    assert code == 1
    assert out.endswith("1 error\n"), out
    assert "play checked" not in out


def test_what_is_never_reached_is_told_once(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "fine.story").write_text(FINE + "== attic\n-> end\n", encoding="utf-8")
    code, out = check(capsys, "fine.story")
    assert code == 0
    assert out.count("attic") == 3, out  # the message, the excerpt, the hint
    assert "1 warning\n" in out


def test_plays_are_saved_and_replayed(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    code, out = check(capsys, "--save", "plays", "lock.story")
    assert code == 1
    assert "  saved: nightcap replay plays/NC506-15-1.path.json --story lock.story\n" in out
    assert out.endswith("  saved: nightcap replay plays/reach-3.path.json --story lock.story\n")
    assert main(["replay", "plays/NC506-15-1.path.json", "--story", "lock.story"]) == 0
    assert "> Deeper." in capsys.readouterr().out
    assert main(["replay", "plays/reach-3.path.json", "--story", "lock.story"]) == 0
    assert "> Down." in capsys.readouterr().out


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = check(capsys, "--json", "--save", "plays", "lock.story")
    assert code == 1
    finding, reach, never, ending, explored = json.loads(out)
    place = {"code", "severity", "message", "file", "line", "column", "length", "hint", "related", "fixes"}
    assert all(place <= one.keys() for one in (finding, reach, never, ending, explored))
    steps = ["hall.take-the-key", "hall.down", "cellar.deeper"]
    assert finding["play"] == {"seed": 0, "steps": [{"choice": one} for one in steps]}
    assert [(one["claim"], one["result"], one["line"]) for one in (reach, never)] == [
        ("reach cellar", "proved", 3),
        ("never seen(cellar) and not key", "proved", 4),
    ]
    assert (ending["written"], ending["result"], len(ending["play"]["steps"])) == (False, "refuted", 3)
    wanted = {"complete": True, "decided": True, "states": 5, "why": [], "large": [], "undecided_texts": 0}
    assert wanted.items() <= explored.items()
    assert explored["saved"] == ["plays/NC506-15-1.path.json", "plays/reach-3.path.json"]
    assert {one["severity"] for one in (reach, never, ending, explored)} == {"note"}


@pytest.mark.parametrize(
    "wrong", [["--jobs", "0"], ["--seconds", "-1"], ["--states", "x"], ["--prove", "--no-explore"]]
)
def test_wrong_use(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *wrong, "fine.story"]) == 2
    assert "nightcap check: error:" in capsys.readouterr().err


def test_several_stories_and_none_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    assert capsys.readouterr().err.startswith("nightcap check: there are 5 stories in this folder; name one: ")


def test_what_reading_suspects_is_not_said_when_exploring_knows_better(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    text = "== a\n* Look. -> a\n* {if seen(w)} Go. -> end\n* (w) Wait. -> b\n== b\n* One. -> b\n* Two. -> a\n"
    (folder / "hub.story").write_text(text, encoding="utf-8")
    assert "NC311" in check(capsys, "--no-explore", "hub.story")[1]
    code, out = check(capsys, "hub.story")
    assert code == 0
    assert "NC311" not in out
