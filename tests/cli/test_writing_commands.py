"""`where`, `outline`, `script`: what they print for a small story, in files beside this one (`--update` writes them)."""

import json
import shutil
from pathlib import Path

import pytest

from engine.cli.main import main

HERE = Path(__file__).parent


@pytest.fixture
def tide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(HERE / "tide", tmp_path / "tide")
    monkeypatch.chdir(tmp_path / "tide")
    return tmp_path / "tide"


@pytest.mark.parametrize(
    "command",
    [
        "where light",
        "where coins",
        "where quay.pay",
        "where Bram",
        "where lit",
        "where pier",
        "where #indoors",
        "outline",
        "outline --dot",
        "outline --json",
        "script",
        "script --markdown",
        "script --csv",
        "script --speaker Bram",
        "outline chapters/light.story",
    ],
)
def test_printed(command: str, tide: Path, update: bool, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command.split()) == 0
    expected = HERE / "expected" / f"{command.replace('/', '-').replace(' ', '_').replace('#', '')}.txt"
    printed = capsys.readouterr().out
    if update:
        expected.write_text(printed, encoding="utf-8")
    assert printed == expected.read_text(encoding="utf-8")


def test_an_ending_by_its_name(tide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["where", "High water", "--json"]) == 0
    (ending,) = json.loads(capsys.readouterr().out)
    assert [(use["line"], use["role"]) for use in ending["uses"]] == [(13, "claimed"), (25, "definition")]


def test_names_that_are_not_there(tide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["where", "coin"]) == 1
    assert "did you mean `coins`?" in capsys.readouterr().err
    assert main(["script", "--speaker", "Adda"]) == 1
    assert "who speaks: Ada, Bram" in capsys.readouterr().err


def test_a_chapter_stands_for_its_story(tide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["where", "coins", "chapters/light.story"]) == 0
    told = capsys.readouterr()
    assert "tide.story:10:5" in told.out
    assert told.err.startswith("`chapters/light.story` is a chapter of `tide.story`, which is taken\n")


def test_two_stories_of_one_chapter(tide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("neap.story").write_text("title: Neap\ninclude chapters/light.story\n== a\n-> light\n", encoding="utf-8")
    assert main(["check", "chapters/light.story"]) == 2
    told = "2 stories include `chapters/light.story`; name one: neap.story, tide.story"
    assert told in capsys.readouterr().err
    assert main(["outline"]) == 2
    assert "there are 2 stories in this folder" in capsys.readouterr().err


def test_a_cell_is_no_formula(tide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.story").write_text('title: X\n== a\n\\=HYPERLINK("x")\n\n-1 is cold, "he" said, here.\n-> end\n')
    assert main(["script", "x.story", "--csv"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[1].endswith(',"\'=HYPERLINK(""x"")"') and rows[2].endswith(',"\'-1 is cold, ""he"" said, here."')


def test_a_story_with_errors_is_told_and_shown(tide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.story").write_text("title: X\n== a\nOne two {.\n* Go -> b\n", encoding="utf-8")
    assert main(["outline", "x.story"]) == 0
    told = capsys.readouterr()
    assert "not written yet\n  b  (from x.story:4)" in told.out
    assert "`x.story` has 1 error" in told.err


def test_no_file(tide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("where x", "outline", "script"):
        assert main([*command.split(), "gone.story"]) == 2
        assert "there is no file `gone.story`" in capsys.readouterr().err


def test_words_by_file_scene_and_speaker(tide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path("tide.story").read_text(encoding="utf-8").replace("-> pier", "-> light")
    Path("tide.story").write_text(text, encoding="utf-8")
    light = Path("chapters/light.story")
    light.write_text(light.read_text(encoding="utf-8").replace("-> pier", "-> end"), encoding="utf-8")
    assert main(["stats", "--runs", "2", "--json"]) == 0
    words = json.loads(capsys.readouterr().out)["words_by"]
    assert words == {
        "files": {"tide.story": 36, "chapters/light.story": 9},
        "scenes": {"quay": 36, "light": 9},
        "speakers": {"Bram": 9, "Ada": 8},
    }
    assert main(["stats", "--runs", "2", "chapters/light.story"]) == 0
    assert "words by speaker, the most first\n       9  Bram\n       8  Ada\n" in capsys.readouterr().out


def test_from_a_folder_of_chapters_their_story_is_taken(
    tide: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("chapters/rocks.story").write_text("== rocks\n-> end\n", encoding="utf-8")
    main_file = Path("tide.story")
    text = main_file.read_text(encoding="utf-8")
    main_file.write_text(text.replace("include ", "include chapters/rocks.story\ninclude ", 1), encoding="utf-8")
    monkeypatch.chdir("chapters")
    for command in (["outline"], ["where", "coins"], ["script"], ["check", "--no-explore"], ["format", "--check"]):
        main(command)
        assert capsys.readouterr().err.startswith("these are chapters of `../tide.story`, which is taken\n"), command
