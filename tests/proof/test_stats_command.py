"""`nightcap stats`: a story in numbers, for a person and as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

import engine
from engine.cli.main import main
from engine.paths.files import save_path
from engine.paths.saved_path import SavedPath

# At random every second play ends at once; a play is one to three choices long.
STORY = """\
title: Roads
== fork
You stand at a fork of roads.
* Left. -> left
* Right. -> end: Home
== left
A wood of old trees.
* Further. -> deep
* Back. -> end: Home
== deep
Dark.
* Lie down. -> end: Asleep
"""
ROUND = STORY.replace("== deep\nDark.\n", "== deep\nDark.\n+ Round. -> deep\n")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "roads.story").write_text(STORY, encoding="utf-8")
    return tmp_path


def save(folder: Path, name: str, *choices: str) -> None:
    session = engine.load("roads.story").start(seed=1)
    for choice in choices:
        session.choose(choice)
    (folder / "paths").mkdir(exist_ok=True)
    save_path(SavedPath.of(session), folder / "paths" / f"{name}.path.json")


def stats(capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert main(["stats", "roads.story", *more]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def numbers(capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    return json.loads(stats(capsys, "--json", *more))


def test_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    found = numbers(capsys)
    assert [found[key] for key in ("title", "words", "scenes", "choices", "endings")] == ["Roads", 19, 3, 5, 2]


def test_how_long_a_play_is(capsys: pytest.CaptureFixture[str]) -> None:
    found = numbers(capsys, "--runs", "1000")
    assert (found["shortest"]["choices"], found["longest"]["choices"], found["bound"]) == (1, 3, "bounded")
    assert 1.6 < found["average"]["choices"] < 1.9, "1 + 1/2 + 1/4"
    assert (found["plays"], found["ended"], found["failed"]) == (1000, 1000, 0)


def test_minutes_are_words_read(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    text = STORY.replace("Dark.", "dark " * 2000 + "\n").replace("You stand", "you " * 400)
    (folder / "roads.story").write_text(text, encoding="utf-8")
    found = numbers(capsys, "--runs", "400")
    assert (found["shortest"]["minutes"], found["longest"]["minutes"]) == (2.0, 12.1)
    assert 3.5 < found["average"]["minutes"] < 5.5, "2 + 10/4"


def test_a_play_that_can_go_round_has_no_bound(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "roads.story").write_text(ROUND, encoding="utf-8")
    found = numbers(capsys)
    assert (found["longest"], found["bound"]) == (None, "no bound")
    assert "longest   no bound: a play can go round\n" in stats(capsys)


def test_how_likely_scenes_and_endings_are(capsys: pytest.CaptureFixture[str]) -> None:
    found = numbers(capsys, "--runs", "1000")
    assert found["seen"]["fork"] == 1.0
    assert found["seen"]["left"] == pytest.approx(0.5, abs=0.06)
    assert found["seen"]["deep"] == pytest.approx(0.25, abs=0.06)
    assert found["ends"]["Home"] + found["ends"]["Asleep"] == 1000
    assert found == numbers(capsys, "--runs", "1000"), "the seed decides"
    assert found["seen"] != numbers(capsys, "--runs", "1000", "--seed", "5000")["seen"]


def test_scenes_that_are_passed_through_are_seen(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    text = STORY.replace("* Right. -> end: Home", "* Right. -> passing") + "== passing\nPast.\n-> end: Home\n"
    (folder / "roads.story").write_text(text, encoding="utf-8")
    assert 0.4 < numbers(capsys)["seen"]["passing"] < 0.6


def test_what_saved_paths_cover(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    save(folder, "home", "fork.right")
    save(folder, "wood", "fork.left", "left.back")
    (folder / "paths" / "broken.path.json").write_text("{", encoding="utf-8")
    (folder / "other.story").write_text(STORY.replace("Roads", "Other"), encoding="utf-8")
    found = numbers(capsys)
    broken, home, wood = found["paths"]
    assert (home["file"], home["scenes"], home["choices"], home["ending"]) == (
        "paths/home.path.json",
        ["fork"],
        ["fork.right"],
        "Home",
    )
    assert (wood["scenes"], wood["steps"], wood["problem"]) == (["fork", "left"], 2, None)
    assert "it is not JSON" in broken["problem"] and not broken["scenes"]
    assert found["uncovered"] == {
        "scenes": ["deep"],
        "choices": ["left.further", "deep.lie-down"],
        "endings": ["Asleep"],
    }
    out = stats(capsys)
    assert "3 saved paths cover 2 of 3 scenes, 3 of 5 choices, 1 of 2 endings\n" in out
    assert "scenes in none of them: 1\n  deep\n" in out
    assert "  paths/wood.path.json: 2 scenes, 2 choices -> Home\n" in out


def test_a_path_that_does_not_fit_covers_what_it_still_reaches(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    save(folder, "sleep", "fork.left", "left.further", "deep.lie-down")
    (folder / "roads.story").write_text(STORY.replace("* Further. -> deep\n", ""), encoding="utf-8")
    (path,) = numbers(capsys)["paths"]
    assert path["choices"] == ["fork.left"] and path["problem"]


def test_paths_of_another_story_do_not_count(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    save(folder, "home", "fork.right")
    (folder / "roads.story").rename(folder / "old.story")
    (folder / "roads.story").write_text(STORY.replace("title: Roads", "title: New"), encoding="utf-8")
    assert numbers(capsys)["paths"] == []
    assert "no saved path of this story lies beside it" in stats(capsys)


def test_lists_are_cut_with_a_count(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    scenes = "".join(
        f"== s{n}\nText.\n* On. -> {f's{n + 1}' if n < 299 else 'end'}\n* Out. -> end\n" for n in range(300)
    )
    (folder / "roads.story").write_text(f"title: Long\n{scenes}", encoding="utf-8")
    out = stats(capsys, "--runs", "50")
    assert len(out.splitlines()) < 45
    assert "… and 288 more (--all lists them)" in out
    assert out.index("0.0%") < out.rindex("… and 288 more")
    assert len(stats(capsys, "--runs", "50", "--all").splitlines()) > 300


def test_plays_that_fail_are_told(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    text = STORY.replace("title: Roads", "title: Roads\nvar n: 0..3").replace("Dark.", "~ n -= 1\nDark.")
    (folder / "roads.story").write_text(text, encoding="utf-8")
    found = numbers(capsys)
    assert found["failed"] == found["plays"] - found["ended"] > 50
    assert "fail" in stats(capsys)


def test_a_story_that_calls_its_host_is_not_played(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    text = "extern dice() -> 1..6\nvar n: 0..6\n== a\n~ n = dice()\n* On. -> end\n"
    (folder / "roads.story").write_text(text, encoding="utf-8")
    found = numbers(capsys)
    assert (found["plays"], found["average"], found["shortest"]["choices"]) == (0, None, 1)
    assert "average   not known: it was not played" in stats(capsys)


def test_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "roads.story", "--runs", "-1"]) == 2
    assert main(["stats", "nowhere.story"]) == 1
    assert "nowhere.story" in capsys.readouterr().err
