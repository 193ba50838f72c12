"""Stories beside the formatted ones: `cases/name.story` becomes `cases/name.formatted.story`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from formatting import check_formatting, formatted, program_of, program_of_file

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.story") if not path.stem.endswith(".formatted"))
ROOT = Path(__file__).resolve().parents[2]
STORY_BLOCK = re.compile(r"(?:<!-- prelude\n((?:(?!-->).)*)\n-->\n+)?```story([^\n]*)\n(.*?)```", re.DOTALL)


def examples() -> list[str]:
    """The stories of docs/language.md, each with the hidden lines around it."""
    document = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    found = []
    for prelude, words, story in STORY_BLOCK.findall(document):
        around = prelude if "fragment" in words and prelude else "== start\n…\n-> end" if "fragment" in words else "…"
        found.append(around.replace("…\n", story).replace("…", story))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, update: bool) -> None:
    result = check_formatting((CASES / f"{name}.story").read_text(encoding="utf-8"))
    expected = CASES / f"{name}.formatted.story"
    if update:
        expected.write_text(result, encoding="utf-8")
    assert result == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_cases_are_stories_that_can_be_played(name: str) -> None:
    assert isinstance(program_of((CASES / f"{name}.story").read_text(encoding="utf-8")), dict)


@pytest.mark.parametrize("text", examples())
def test_examples_of_the_language(text: str) -> None:
    check_formatting(text)


def test_there_are_examples() -> None:
    assert len(examples()) > 50


@pytest.mark.parametrize("path", sorted((ROOT / "stories").rglob("*.story")), ids=lambda path: path.name)
def test_our_own_stories(path: Path) -> None:
    check_formatting(path.read_text(encoding="utf-8"))


def test_several_files_keep_their_meaning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Formatted after every indentation has been made smaller and the blanks around bars have been taken away."""
    monkeypatch.chdir(shutil.copytree(ROOT / "stories", tmp_path / "stories"))
    before = program_of_file(Path("joes_bar.story"))
    for path in sorted(Path().rglob("*.story")):
        text = path.read_text(encoding="utf-8")
        messy = re.sub(r"(?m)^( {4})+", lambda found: " " * (len(found.group()) // 4), text)
        messy = "\n".join(line if "shuffle" in line else line.replace(" | ", "|") for line in messy.split("\n"))
        path.write_text(formatted(messy), encoding="utf-8")
    assert isinstance(before, dict)
    assert program_of_file(Path("joes_bar.story")) == before
