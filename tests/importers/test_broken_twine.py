"""Broken and hostile sources of Twine and ChoiceScript: an error with a place and nothing written, or a story; soon."""

import contextlib
import random
import re
import time
from pathlib import Path

import pytest

from engine.cli.main import main
from engine.importers.builder.finishing import finish
from engine.importers.builder.import_errors import ImportFault
from engine.importers.kinds import read
from engine.importers.twine.archive import BrokenSource, twee_passages

HERE = Path(__file__).parent / "cases"
STORY = (
    '<tw-storydata name="x" startnode="1" format="Harlowe"><tw-passagedata pid="1" name="A" tags="">{}</tw-passagedata>'
)
END = "</tw-storydata>"
HEAD = ':: StoryData\n{"format": "%s"}\n\n:: A\n'
BROKEN = {
    "no_story.html": ("<html><body>Hello</body></html>", "holds no Twine story"),
    "cut_story.html": (STORY.format("x"), "1: the story in this page is cut off"),
    "cut_passage.html": ("<html>\n" + STORY.format("x")[:-10] + END, "2: this passage is cut off"),
    "cut_tag.html": ('<tw-storydata name="x', "1: this tag is never closed"),
    "no_twee.twee": ("Hello\n", "no line begins with `::`"),
    "no_name.twee": (":: A\nx\n\n::  [tag]\nx\n", "4: this passage has no name"),
    "heading.twee": (":: A [tag\nx\n", "1: the heading"),
    "data.twee": (':: StoryData\n{\n  "ifid": \n}\n\n:: A\nx\n', "4: the passage StoryData holds no JSON"),
    "deep_data.twee": (":: StoryData\n" + "[" * 100_000 + "\n\n:: A\nx\n", "2: the passage StoryData"),
    "only_scripts.twee": (":: S [script]\nalert()\n", "no passages to play"),
    "deep.twee": (HEAD % "Harlowe" + "(if: true)[" * 300, "nested more than"),
    "deep_sugar.twee": (HEAD % "SugarCube" + "<<nobr>>" * 300 + "<</nobr>>" * 300, "nested more than"),
    "long.twee": (HEAD % "Harlowe" + "x" * 10_000_000, "5: this passage is longer than"),
    "brackets.twee": (HEAD % "Harlowe" + "(if: (" * 150_000, "brackets that are left open"),
    "angles.twee": (HEAD % "SugarCube" + "<<if " * 150_000, "brackets that are left open"),
    "show.twee": (HEAD % "Harlowe" + "".join(f"(display: 'P{n}')" * 30 for n in range(9)), ""),
    "startup.txt": ("*choice\n  text\n", "2: an option is expected"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, message = BROKEN[name]
    source = tmp_path / name
    source.write_text(text, encoding="utf-8")
    begun = time.process_time()
    code = main(["import", str(source), "-o", str(tmp_path / "out")])
    assert time.process_time() - begun < 20
    told = capsys.readouterr().err
    if message:
        assert code == 1
        assert message in told
        assert "Traceback" not in told
        assert not (tmp_path / "out").exists()
    else:
        assert code == 0


@pytest.mark.parametrize("name", ["a.twee", "a.html", "startup.txt"])
def test_other_encodings(name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes(":: A\nCafé\n".encode("latin-1"))
    with pytest.raises(ImportFault, match=f"{re.escape(name)}:2: this file is not UTF-8"):
        read(source)
    source.write_bytes("\ufeff:: A\nx\n".encode("utf-16"))
    with pytest.raises(ImportFault, match="UTF-16"):
        read(source)
    source.write_bytes(b"\xef\xbb\xbf:: A\r\nCaf\xc3\xa9 <tw-storydata\r\n")
    if name == "a.twee":
        with pytest.raises(ImportFault, match="never closed"):
            read(source)


def test_passages_that_show_each_other(tmp_path: Path) -> None:
    """Ten passages that each show the next ten times would be ten thousand million."""
    parts = [f":: P{n}\nx" + f"(display: 'P{n + 1}')y" * 10 for n in range(10)]
    source = tmp_path / "a.twee"
    source.write_text("\n\n".join([*parts, ":: P10\n[[P0]]"]), encoding="utf-8")
    with pytest.raises(ImportFault, match="too large"):
        read(source)
    source.write_text(":: A\nx(display: 'A')\n[[A]]", encoding="utf-8")
    assert any("shows itself" in todo.text for todo in finish(read(source)).todos)


def test_scenes_stay_in_their_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Secret.", encoding="utf-8")
    folder = tmp_path / "game"
    folder.mkdir()
    source = folder / "startup.txt"
    source.write_text("*goto_scene ../secret\n*scene_list\n  startup\n  ../secret\n  C:/x\n", encoding="utf-8")
    finished = finish(read(source))
    assert "Secret" not in "".join(finished.files.values())
    assert "there is no scene `../secret`" in finished.todos[0].text


PIECES = [
    "(if: $x)[",
    "](else:)[",
    "]",
    "[[",
    "]]",
    "->",
    "<<if $x>>",
    "<</if>>",
    "<<",
    "&gt;",
    "<%",
    "%>",
    "<% if (s.x) { %>",
    "<% } %>",
    "{",
    "}",
    "''",
    "//",
    "$",
    "_x",
    "(set: $x to ",
    "<<set $x = ",
    "*choice\n  #a\n",
    "*if x\n  ",
    "*else\n",
    "*goto x\n",
    "*label x\n",
    "@{x a~b}",
    "${",
    '(link: "a")[',
    "<!--",
    "-->",
    "<b>",
    "</b>",
    "\x00",
    "\u202e",
    ":: B [x] {\n",
    "\n\n",
    "\\",
    "`",
    '"',
]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_stands_in_a_source(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    sources = sorted(path for path in HERE.rglob("*") if path.suffix in (".twee", ".html", ".txt"))
    for _ in range(12):
        source = draw.choice(sources)
        text = source.read_text(encoding="utf-8")
        for _ in range(draw.randrange(1, 8)):
            at, other = draw.randrange(len(text) + 1), draw.randrange(len(text) + 1)
            kind = draw.randrange(4)
            if kind == 0:
                text = text[:at] + draw.choice(PIECES) * draw.choice([1, 1, 3]) + text[at:]
            elif kind == 1:
                text = text[:at] + text[at + draw.randrange(30) :]
            elif kind == 2:
                text = text[:at] + text[other : other + 60] + text[at:]
            else:
                text = text[: max(at, 1)]
        file = tmp_path / ("startup.txt" if source.suffix == ".txt" else f"a{source.suffix}")
        file.write_text(text, encoding="utf-8")
        try:
            finished = finish(read(file))
        except ImportFault:
            continue
        assert finished.unsolved == [], text


def test_a_folder_of_twee_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project as Tweego takes it: one story file for each of its files, in the same folders."""
    project = tmp_path / "My Project"
    (project / "Chapter 1").mkdir(parents=True)
    (project / "data.twee").write_text(':: StoryTitle\nTwo\n\n:: StoryData\n{"start": "A"}\n', encoding="utf-8")
    (project / "begin.tw").write_text(":: A\nOne.\n[[B]]\n", encoding="utf-8")
    (project / "Chapter 1" / "The end.twee").write_text(":: B\nTwo.\n", encoding="utf-8")
    (project / "Chapter 1" / "notes.txt").write_text("No Twee.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["import", "My Project"]) == 0
    made = tmp_path / "My Project-story"
    files = {path.relative_to(made).as_posix() for path in made.rglob("*.story")}
    assert files == {"My Project.story", "begin.story", "Chapter_1/The_end.story"}
    assert main(["check", str(made / "My Project.story")]) == 0
    (project / "Chapter 1" / "bad.twee").write_bytes(b":: C\n\xff\n")
    capsys.readouterr()
    assert main(["import", "My Project", "-o", "out"]) == 1
    assert "Chapter 1/bad.twee:2: this file is not UTF-8" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert main(["import", str(tmp_path / "My Project" / "Chapter 1"), "-o", "out2"]) == 1


@pytest.mark.parametrize("row", [" ", "\t", "\\ ", "] ", "} ", "[ "])
def test_rows_of_signs_in_a_heading_keep_nobody_busy(row: str) -> None:
    """A heading with three thousand blanks took hours: each could belong to the name, or stand behind it."""
    for heading in (f":: A{row * 3000}b [c] x", f":: {row * 3000}", f":: A [{row * 3000}", f":: A {{{row * 3000}x"):
        began = time.process_time()
        with contextlib.suppress(BrokenSource):
            twee_passages(f"{heading}\nText.\n")
        assert time.process_time() - began < 0.5, heading[:20]


def test_a_blank_behind_a_backslash_belongs_to_the_name() -> None:
    assert [one.name for one in twee_passages(":: A\\   [x]\nText.\n:: \tB \n:: C\\\\ \n")] == ["A ", "B", "C\\ "]
