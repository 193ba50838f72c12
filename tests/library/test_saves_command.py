"""`nightcap saves`: what it prints, its exit codes, and that it destroys nothing it was not told to."""

from pathlib import Path

import pytest
from library_steps import choice

from engine.cli.main import main
from engine.paths.files import load_path, save_path
from engine.paths.library.exchange import import_arguments, saved_path
from engine.paths.library.library import Library
from engine.paths.library.records import PathStep, StoryKey, key_of
from engine.paths.saved_path import SavedPath

STORY = """\
title: The Cloakroom
%s
var name = "Ann"
var coats: 0..9 = 2

== hall: The hall
A coat hangs over the mirror.

~ ask name: Who are you?

* (take) Take it down.
    ~ coats -= 1
    It is your own. -> end: Found
* Leave it. -> end
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "home"))
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def filled(bar: StoryKey) -> StoryKey:
    with Library.open() as library:
        play = library.begin(bar, 7)
        library.record(play, choice("porch.ask"), scenes=("porch", "bar"))
        library.record(play, PathStep("bar", "bar.name", "Your name?", "Paul"))
        library.save(play, "before the bar")
        library.record(play, choice("bar.leave"), over=True, ending="Alone")
    return bar


def saves(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["saves", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_list(filled: StoryKey, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = saves(capsys)
    assert (code, err) == (0, "")
    head, latest, named = out.splitlines()
    assert head == "Joe's Bar (endings found: 1, scenes seen: 2)"
    assert latest.startswith("     1  (autosave)        ") and latest.endswith("      3 steps  at the end")
    assert named.startswith("     2  “before the bar”  ") and named.endswith("      2 steps  Paul")
    assert saves(capsys, "list") == saves(capsys, "list", "--story", "joe's bar") == (0, out, "")
    assert saves(capsys, "list", "--story", "other") == (0, "There are no saved plays.\n", "")


def test_nothing_to_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert saves(capsys) == (0, "There are no saved plays.\n", "")


@pytest.mark.parametrize("name", ["before the bar", "BEFORE  the bar", "2"])
def test_show(filled: StoryKey, capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, out, err = saves(capsys, "show", name)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "“before the bar”, Joe's Bar" and lines[1].startswith("number 2, seed 7, begun ")
    assert lines[2:] == ["     1  porch: Ask.", "     2  bar: Your name? = Paul"]


@pytest.mark.parametrize("action", [["show"], ["delete"], ["export"]])
@pytest.mark.parametrize("name", ["before", "9", "\x1b[2J"])
def test_no_such_save(filled: StoryKey, capsys: pytest.CaptureFixture[str], action: list[str], name: str) -> None:
    code, out, err = saves(capsys, *action, name, *(["x.path.json"] if action == ["export"] else []))
    assert (code, out) == (1, "") and "there is no save" in err and "\x1b" not in err
    assert len(saves(capsys)[1].splitlines()) == 3


def test_delete(filled: StoryKey, capsys: pytest.CaptureFixture[str]) -> None:
    assert saves(capsys, "delete", "before the bar") == (0, "Deleted “before the bar” of Joe's Bar, 2 steps.\n", "")
    assert saves(capsys, "delete", "1") == (0, "Deleted (autosave) of Joe's Bar, 3 steps.\n", "")
    assert saves(capsys)[1] == "There are no saved plays.\n"


def test_a_name_in_two_stories(filled: StoryKey, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open() as library:
        library.import_(StoryKey("ifid:OTHER", "Other", ""), 1, [choice("a.b")], "before the bar")
    code, out, err = saves(capsys, "delete", "before the bar")
    assert (code, out) == (2, "") and "give the number of one: 3 (Other), 2 (Joe's Bar)" in err
    assert saves(capsys, "delete", "before the bar", "--story", "Other")[0] == 0
    assert saves(capsys, "show", "before the bar")[0] == 0


@pytest.mark.parametrize("wrong", [["lose"], ["delete"], ["show"], ["export", "x"], ["import"], ["list", "x"]])
def test_wrong_use(capsys: pytest.CaptureFixture[str], wrong: list[str]) -> None:
    code, out, err = saves(capsys, *wrong)
    assert (code, out) == (2, "") and "usage: nightcap saves" in err


def test_export_and_import(filled: StoryKey, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "mine.path.json"
    assert saves(capsys, "export", "1", str(file))[0] == 0
    path = load_path(file)
    assert (path.story.title, path.story.ifid, path.seed) == ("Joe's Bar", "BAR", 7)
    assert [(step.id, step.answer) for step in path.steps] == [
        ("porch.ask", None),
        ("bar.name", "Paul"),
        ("bar.leave", None),
    ]
    code, out, _ = saves(capsys, "export", "1", "-")
    assert (code, out) == (0, file.read_text(encoding="utf-8"))
    assert saves(capsys, "import", str(file)) == (0, "Imported “mine” of Joe's Bar, 3 steps.\n", "")
    with Library.open() as library:
        autosave, mine = (next(one for one in library.saves(filled) if one.name == name) for name in (None, "mine"))
        assert library.resume(mine).steps == library.resume(autosave).steps
        assert mine.node == autosave.node


def test_export_writes_over_nothing(filled: StoryKey, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "mine.path.json"
    file.write_text("precious", encoding="utf-8")
    code, out, err = saves(capsys, "export", "1", str(file))
    assert (code, out) == (2, "") and "--replace" in err
    assert file.read_text(encoding="utf-8") == "precious"
    assert saves(capsys, "export", "1", str(file), "--replace")[0] == 0
    assert load_path(file).seed == 7
    assert saves(capsys, "export", "1", str(home / "none" / "x.path.json"))[0] == 1


def test_import_replaces_nothing(filled: StoryKey, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "before the bar.path.json"
    saves(capsys, "export", "1", str(file))
    code, out, err = saves(capsys, "import", str(file))
    assert (code, out) == (2, "") and "--name" in err
    assert saves(capsys, "show", "before the bar")[1].count("\n") == 4
    assert saves(capsys, "import", str(file), "--name", "another")[0] == 0
    assert saves(capsys, "import", str(file), "--replace")[0] == 0
    assert saves(capsys, "show", "before the bar")[1].count("\n") == 5


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": "nightcap path", "version": 9}', "[" * 100_000, '{"steps": "\x1b[2J"}', "\0"]
)
def test_import_of_what_is_no_path(home: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    file = home / "a.path.json"
    file.write_text(text, encoding="utf-8")
    code, out, err = saves(capsys, "import", str(file))
    assert (code, out) == (1, "") and err.startswith("nightcap saves: ") and "\x1b" not in err
    assert saves(capsys, "import", str(home / "missing.path.json"))[0] == 1
    assert saves(capsys)[1] == "There are no saved plays.\n"


@pytest.mark.parametrize("ifid", ["", "ifid: abc"])
def test_a_real_play_and_back(home: Path, capsys: pytest.CaptureFixture[str], ifid: str) -> None:
    import engine

    (home / "cloakroom.story").write_text(STORY % ifid, encoding="utf-8")
    story = engine.load(home / "cloakroom.story")
    session = story.start(seed=5)
    session.answer("Bea")
    session.choose("take")
    path = SavedPath.of(session)
    save_path(path, home / "one.path.json")
    code, out, err = saves(capsys, "import", "one.path.json")
    if not ifid:
        assert (code, out) == (2, "") and "--story" in err
        code, out, err = saves(capsys, "import", "one.path.json", "--story", "cloakroom.story")
    assert (code, err) == (0, "")
    with Library.open() as library:
        (saved,) = library.saves(key_of(story))
        again = saved_path(library.resume(saved))
    assert again.model_copy(update={"texts": path.texts, "story": path.story}) == path
    assert again.story.source == path.story.source
    assert import_arguments(again, key_of(story))["steps"] == import_arguments(path, key_of(story))["steps"]
    assert saves(capsys, "import", "one.path.json", "--name", "known by its title")[0] == 0


def test_what_is_printed_commands_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    evil = "\x1b[2J\x07\u202e\r\n" * 30
    with Library.open() as library:
        play = library.begin(StoryKey("k", evil, evil), 1)
        library.record(play, PathStep(evil, evil, evil, None))
        library.record(play, PathStep(evil, None, evil, evil))
    for arguments in (["list"], ["show", "1"], ["export", "1", "x.path.json"], ["delete", "1"]):
        _, out, err = saves(capsys, *arguments)
        assert all(char.isprintable() or char == "\n" for char in out + err)
        assert len((out + err).splitlines()) <= 5


def test_a_damaged_library_is_told_of(filled: StoryKey, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "home" / "nightcap" / "plays.sqlite").write_bytes(b"garbage")
    code, out, err = saves(capsys)
    assert (code, out) == (0, "There are no saved plays.\n") and "was damaged. It is kept as" in err


def test_no_library(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "home").touch()
    code, out, err = saves(capsys)
    assert (code, out) == (1, "") and err.startswith("nightcap saves: The library of plays cannot be opened")
