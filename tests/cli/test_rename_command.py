"""`nightcap rename`: all files, and the saved paths beside the story fit afterwards, or nothing is written."""

import shutil
from pathlib import Path

import pytest

import engine
from engine.cli.main import main

STORY = """\
title: The Bridge
include parts/far.story
var gold: 0..9 = 3
var name: text = ""
var mood: sour | calm = sour
== bridge: The bridge
~ ask name: Who goes there?
{shuffle: Rain. | Fog. | Wind.} {gold + random(1, 6)}
* (pay) {if gold > 1} Pay.
    ~ gold -= 2
    -> far
* Turn back. -> end: Home
"""
FAR = "== far\n{name} has {gold}.\n~ mood = calm if mood == sour else sour\n+ Back. -> bridge\n+ On. -> any #gate\n-> end\n== gate #gate\n-> end: Away\n"


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("parts").mkdir()
    Path("parts/far.story").write_text(FAR, encoding="utf-8")
    path = Path("bridge.story")
    path.write_text(STORY, encoding="utf-8")
    session = engine.load(path).start(seed=5)
    session.answer("Ada")
    session.choose(0)
    session.choose(0)
    session.answer("Bea")
    session.choose(0)
    engine.save_path(engine.SavedPath.of(session), "play.path.json")
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("bridge", "ford"),
        ("pay", "toll"),
        ("bridge.turn-back", "home"),
        ("gold", "coins"),
        ("name", "who"),
        ("sour", "cross"),
        ("Home", "Back home"),
    ],
)
def test_saved_paths_fit_afterwards(old: str, new: str, story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rename", old, new]) == 0
    told = capsys.readouterr().out
    assert f"{old} -> {new}: " in told.replace("bridge.pay", "pay") and "1 saved path fits" in told
    assert main(["check", "--no-explore"]) == 0
    assert main(["test"]) == 0
    assert "1 path: 1 fit, 0 failed" in capsys.readouterr().out


def test_one_after_the_other(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for old, new in (("bridge", "ford"), ("ford", "weir"), ("weir", "bridge"), ("pay", "toll"), ("name", "who")):
        assert main(["rename", old, new, "parts/far.story"]) == 0
    assert main(["test"]) == 0
    assert "== bridge (was weir, ford, bridge): The bridge" in story.read_text(encoding="utf-8")


def test_nothing_is_written_where_a_path_would_be_left_behind(
    story: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "engine.symbols.old_names._was", lambda source, was, at, *names, **more: engine_replaced(source, at)
    )
    before = story.read_bytes()
    assert main(["rename", "pay", "toll"]) == 1
    told = capsys.readouterr()
    assert "play.path.json would not fit any more: step 2" in told.out and "nothing is written" in told.err
    assert story.read_bytes() == before
    assert main(["rename", "pay", "toll", "--force"]) == 0
    assert story.read_bytes() != before


def engine_replaced(source: object, at: int) -> object:
    from engine.diagnostics import replaced

    return replaced(source, at, at, "")  # type: ignore[arg-type]


def test_who_speaks(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other words are printed, as the writer wants it; the way is the same."""
    for file in (story, Path("parts/far.story")):
        text = (
            file.read_text(encoding="utf-8")
            .replace("title:", "cast: Tom\ntitle:")
            .replace("{name} has", "Tom: {name} has")
        )
        file.write_text(text, encoding="utf-8")
    assert main(["test", "--accept"]) == 0
    assert main(["rename", "Tom", "Old Bob"]) == 0
    assert "1 saved path fits; in some of them other words are printed now" in capsys.readouterr().out


def test_a_path_that_did_not_fit_before(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story.write_text(story.read_text(encoding="utf-8").replace("Rain.", "Snow."), encoding="utf-8")
    text = Path("play.path.json").read_text(encoding="utf-8").replace("bridge.pay", "bridge.fight")
    Path("play.path.json").write_text(text, encoding="utf-8")
    assert main(["rename", "pay", "toll"]) == 0
    assert "1 saved path did not fit before" in capsys.readouterr().out


def test_only_shown(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = story.read_bytes()
    assert main(["rename", "gold", "coins", "--diff"]) == 0
    told = capsys.readouterr().out
    assert "-var gold: 0..9 = 3\n+var coins (was gold): 0..9 = 3\n" in told and "parts/far.story" in told
    assert story.read_bytes() == before


def test_with_errors_elsewhere(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story.write_text(STORY + "* Broken {\n", encoding="utf-8")
    assert main(["rename", "gold", "coins"]) == 0
    assert "the story has errors" in capsys.readouterr().out


def test_refused(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rename", "gold", "name"]) == 1
    assert "nightcap rename: there is a variable `name` already" in capsys.readouterr().err
    assert main(["rename", "silver", "name"]) == 1


def test_joes_bar(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(root / "stories", tmp_path / "stories")
    monkeypatch.chdir(tmp_path / "stories")
    for old, new in (("stool", "last_stool"), ("shots", "whiskeys")):
        assert main(["rename", old, new]) == 0
        assert "21 saved paths fit" in capsys.readouterr().out
    assert main(["check", "--no-explore"]) == 0
