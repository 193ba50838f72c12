"""Which story a file belongs to, and which files of a folder are stories."""

from pathlib import Path

import pytest

from engine.syntax.main_file import files_of, main_files_in, main_files_of

FILES = {
    "tide.story": "title: Tide\ninclude chapters/harbour.story\n== a\n-> quay\n",
    "chapters/harbour.story": "include ../more/deep/light.story\n== quay\n-> end\n",
    "more/deep/light.story": "== light\n-> end\n",
    "alone.story": "== b\n-> end\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "main"),
    [
        ("chapters/harbour.story", "tide.story"),
        ("more/deep/light.story", "tide.story"),
        ("tide.story", "tide.story"),
        ("alone.story", "alone.story"),
    ],
)
def test_the_story_of_a_chapter(folder: Path, file: str, main: str) -> None:
    assert [one.resolve() for one in main_files_of(Path(file))] == [folder / main]
    assert [one.resolve() for one in main_files_of(folder / file)] == [folder / main]


def test_from_the_chapters_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "chapters")
    assert main_files_of(Path("harbour.story")) == [Path("../tide.story")]
    monkeypatch.chdir(folder / "more" / "deep")
    assert [one.resolve() for one in main_files_of(Path("light.story"))] == [folder / "tide.story"]


def test_two_stories_of_one_chapter(folder: Path) -> None:
    write(folder, {"neap.story": "title: Neap\ninclude chapters/harbour.story\n== c\n-> quay\n"})
    assert main_files_of(Path("chapters/harbour.story")) == [Path("neap.story"), Path("tide.story")]


def test_a_file_with_a_title_is_a_story_whoever_includes_it(folder: Path) -> None:
    write(folder, {"scratch.story": "include tide.story\n== z\n-> a\n"})
    assert main_files_of(Path("tide.story")) == [Path("tide.story")]
    assert main_files_in(Path()) == [Path("alone.story"), Path("scratch.story"), Path("tide.story")]


def test_the_stories_of_a_folder(folder: Path) -> None:
    write(folder, {"part.story": "== p\n-> end\n", "whole.story": "include part.story\n== w\n-> p\n"})
    assert main_files_in(Path()) == [Path("alone.story"), Path("tide.story"), Path("whole.story")]


def test_a_circle_and_what_is_not_there(folder: Path) -> None:
    write(folder, {"x.story": "include y.story\n", "y.story": "include x.story\ninclude gone.story\n"})
    assert main_files_of(Path("x.story")) == [Path("x.story")]
    assert main_files_of(Path("nowhere/gone.story")) == [Path("nowhere/gone.story")]
    assert main_files_in(Path("nowhere")) == []


def test_the_files_of_a_story(folder: Path) -> None:
    assert files_of(Path("tide.story")) == [folder / name for name in list(FILES)[:3]]


def test_nothing_outside_the_folder_of_a_story(folder: Path) -> None:
    write(folder, {"chapters/sub.story": "include ../alone.story\n== s\n-> end\n"})
    assert main_files_of(Path("alone.story")) == [Path("alone.story")]
