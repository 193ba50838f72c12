"""What files and their names may not do: command a terminal, show other files, keep a command busy, break a trace."""

import contextlib
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import engine
from engine.characters import NEVER
from engine.cli.main import COMMANDS as ALL_COMMANDS
from engine.cli.main import main
from engine.loading import compile_file
from engine.program.codec import data_of

HARMFUL = re.compile(f"[\x00-\x09\x0b-\x1f{NEVER}]")
OPENED: list[str] = []
WATCHING = [False]


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if WATCHING[0] and event == "open":
        OPENED.append(str(arguments[0]))


sys.addaudithook(_note)


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """The names of the files that are opened."""
    OPENED.clear()
    WATCHING[0] = True
    yield OPENED
    WATCHING[0] = False


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    return tmp_path


COMMANDS = [
    ["play", "--plain"], ["check"], ["check", "--no-explore"], ["check", "--json"], ["explore"], ["explore", "--json"],
    ["stats"], ["stats", "--json"], ["format"], ["format", "--check"], ["compile"], ["test"], ["replay"],
    ["replay", "--story"], ["repair"], ["saves", "import"], ["outline"], ["outline", "--json"], ["outline", "--dot"], ["script"],
    ["script", "--csv"], ["script", "--markdown"], ["map", "-o", "out"], ["export", "-o", "out"], ["export", "--twee", "-o", "out"],
    ["where", "a"], ["rename", "a", "b", "--diff"], ["check", "--fix", "--diff"], ["compile", "--publish", "-o", "out"],
    ["import", "-o", "made"], ["no such command"], ["check", "--no-such-option"], ["play", "--no-such-option"],
]  # fmt: skip
# These read no file of that name, or go on until they are stopped.
OTHERS = {"new", "live", "lsp", "diff"}
# So that a command takes no more time than it needs.
QUICK = {"explore": ["--runs", "3", "--jobs", "1"], "stats": ["--runs", "3"], "check": ["--states", "9", "--jobs", "1"]}
NAMES = ["x\x1b[31m\x85\u202e\x7f.story", "\udcff.story"]
STORIES = ["== a\nHi.\n+ Go. -> end\n", "== a\nHi. -> nowhere\n", "var n = 0\n== a\n{1 / n}\n-> end\n", "\xa0", ""]


def test_every_command_is_tried() -> None:
    assert {*ALL_COMMANDS} - OTHERS <= {command[0] for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("name", NAMES, ids=["controls", "no UTF-8"])
def test_names_of_files(
    command: list[str], name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever a file is called, every command ends as it should and prints nothing that could do harm."""
    monkeypatch.setattr("sys.stdin", open(os.devnull, encoding="utf-8"))  # noqa: PTH123, SIM115
    for text in STORIES:
        (folder / name).write_text(text, encoding="utf-8")
        assert main([*command, *QUICK.get(command[0], []), name]) in (0, 1, 2)
        out, err = capsys.readouterr()
        assert not HARMFUL.search(out), out
        assert not HARMFUL.search(err), err
    assert not list(folder.glob(".*.tmp"))


def test_json_is_read_as_it_was_meant(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    name = "x\x7f\x85\u202e.story"
    (folder / name).write_text("== a\n-> nowhere\n", encoding="utf-8")
    assert main(["check", "--json", name]) == 1
    out = capsys.readouterr().out
    assert not HARMFUL.search(out)
    assert json.loads(out)[0]["file"] == name


def planted(folder: Path, named: str) -> Path:
    """A compiled story that fails at once, and calls a file its own that is none of its business."""
    (folder / "x.story").write_text(
        "var n = 0\nvar m: 0..3\n== a\n+ Go. -> b\n== b\n~ m = n - 1\n-> a\n", encoding="utf-8"
    )
    text = json.dumps(data_of(compile_file(folder / "x.story")[0]))
    program = json.loads(text)
    program["files"] = [named]
    (folder / "x.json").write_text(json.dumps(program), encoding="utf-8")
    return folder / "x.json"


@pytest.mark.parametrize("named", ["secret.story", "../secret.txt", "/etc/passwd", "secret"])
def test_a_compiled_story_shows_no_file(
    named: str, folder: Path, capsys: pytest.CaptureFixture[str], opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for secret in (folder / "secret.story", folder / "secret", folder.parent / "secret.txt"):
        secret.write_text("the secret\n" * 9, encoding="utf-8")
    path = planted(folder, named)
    opened.clear()
    monkeypatch.setattr("sys.stdin", (folder / "x.story").open(encoding="utf-8"))
    assert main(["explore", str(path), "--runs", "3"]) == 1
    assert main(["play", "--plain", "--no-save", str(path)]) in (0, 1)
    out, err = capsys.readouterr()
    assert "NC901" in out + err or "range is 0 to 3" in out + err
    assert "secret\n" not in out + err and "root:" not in out + err
    assert not [one for one in opened if "secret" in one or "passwd" in one]


def test_a_compiled_story_that_fails_at_once_shows_no_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "x.story").write_text("var n = 0\n== a\n{1 / n}\n+ Go. -> a\n", encoding="utf-8")
    assert main(["play", "--plain", "x.story"]) == 1
    assert "^" in capsys.readouterr().err
    assert main(["compile", "x.story"]) == 0
    assert main(["play", "--plain", "x.json"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("x.story:3:1: error[NC902]") and "^" not in told


def test_a_compiled_story_names_its_files_from_its_folder_on(folder: Path) -> None:
    (folder / "bar" / "more").mkdir(parents=True)
    story = folder / "bar" / "x.story"
    story.write_text("include more/y.story\nclaim reach b\n== a\n-> b\n", encoding="utf-8")
    (folder / "bar" / "more" / "y.story").write_text("claim reach a\n== b\n+ Go. -> a\n", encoding="utf-8")
    assert main(["compile", str(story)]) == 0
    program = json.loads((folder / "bar" / "x.json").read_text(encoding="utf-8"))
    assert program["files"] == ["x.story", "more/y.story"]
    assert [claim["file"] for claim in program["claims"]] == ["x.story", "more/y.story"]
    assert str(folder) not in json.dumps(program)


@pytest.mark.parametrize("name", NAMES, ids=["controls", "no UTF-8"])
def test_names_of_files_of_other_tools(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for end, text in (
        (".ink", "Hi.\n* Go.\n-> END\n"),
        (".twee", ":: Start\nHi.\n"),
        (".txt", "Hi.\n*finish\n"),
        (".html", "<p>"),
    ):
        file = name.replace(".story", end)
        (folder / file).write_text(text, encoding="utf-8")
        assert main(["import", "-o", f"made{end}", file]) in (0, 1, 2)
        for printed in capsys.readouterr():
            assert not HARMFUL.search(printed), printed


LONG_LINES = (
    "{}x", "x{}", "x{}y", "== a{}: b", "== b (was c){}#t", "== b #t{}#u", "* x{}-> end", "* (l){}x", "* {{if n}}{}x", "* x #t{}#u",
    "~ n{}= 1", "~ if n{}:", "~ for{}x in y:", "~ let x{}= 1", "~ ask n:{}x", "-> a{}", "-> end:{}x", "<- any{}#t", "#t{}",
    "x #t{}u", "#t=a{}b", "x<>{}y", "<>{}", "{{n{}}}", "{{if{}n: x}}", "{{n|{}x}}", "{{cycle:{}a|b}}", "A:{}x", "--{}x", "x{}// y",
    "*x{}*", "- a{}", "x{}(was y)", "if{}x", "* (if{}x", "* if{}x", "'if{}x", "n{}= 1", "x: n{}+", "[picture:{}x",
)  # fmt: skip


def test_a_long_line_keeps_nobody_busy() -> None:
    """The longest line that there may be, blanks for the most part, in each place that knows blanks."""
    for line in LONG_LINES:
        began = time.process_time()
        with contextlib.suppress(engine.StoryErrors):
            engine.loads(
                f"title: y\nvar n = 1\ncast: A\n== c\nHi.\n{line.format(' ' * 19_900)}\n-> end\n== a\n-> end\n"
            )
        assert time.process_time() - began < 1, line


def test_rows_of_signs_keep_nobody_busy() -> None:
    """A pattern that can part a row of signs in many ways would take hours on sixty of them."""
    signs = "/\\-–—….,;:!?'\"“”()[]{}<>=+*~#@$%&^|_`°•"
    for row in (*signs, *(f"{sign} " for sign in signs), "if ", "set ", "a ", "a, ", "a.", "a=", "(a) ", "$ -"):
        for line in ("{}a", "a{}", "a {}b", "* {}a", "~ {}a", "-> {}a", "A: {}a", "a\n    {}a", "{}a\n    b"):
            began = time.process_time()
            with contextlib.suppress(engine.StoryErrors):
                engine.loads(f"title: y\ncast: A\n== c\nHi.\n\n{line.format(row * 60)}\n-> end\n")
            assert time.process_time() - began < 1, line.format(row * 60)


@pytest.mark.parametrize("blanks", [" ", "\t", " \t"])
def test_a_long_line_in_the_head_keeps_no_command_busy(blanks: str, folder: Path) -> None:
    head = "title:" + blanks * (60_000 // len(blanks)) + "x\n"
    (folder / "x.story").write_text(head + "== a\n+ Go. -> end\n", encoding="utf-8")
    path = '{"format":"nightcap path","version":1,"story":{"title":"y"},"steps":[{"id":"a.go"}]}'
    (folder / "x.path.json").write_text(path, encoding="utf-8")
    began = time.process_time()
    for command in (["replay", "x.path.json"], ["repair", "x.path.json"], ["test", "."]):
        assert main(command) in (0, 1, 2)
    assert time.process_time() - began < 2
    for command in COMMANDS if blanks == " " else ():
        began = time.process_time()
        assert main([*command, *QUICK.get(command[0], []), "x.story"]) in (0, 1, 2)
        assert time.process_time() - began < 1.5, command


@pytest.mark.parametrize("where", ["folder", "program", "code"])
def test_what_others_can_write_to_is_not_read(where: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code from the cache is run, so it has to come from this user."""
    story = folder / "x.story"
    story.write_text("== a\nHi.\n+ Go. -> end\n", encoding="utf-8")

    def load() -> None:
        session = engine.load(story).start(seed=1)
        keeper: Any = session.story.machine.code.cache
        keeper.write_codes()

    load()
    with monkeypatch.context() as patch:
        patch.setattr("engine.runtime.code.Code._make", None)
        load()
    cache = folder / "home" / "XDG_CACHE_HOME" / "nightcap"
    planted = [cache] if where == "folder" else list(cache.glob(f"*.{where}"))
    for one in planted:
        one.chmod(0o777)
    made: list[Any] = []
    original = engine.runtime.code.Code._make
    monkeypatch.setattr("engine.runtime.code.Code._make", lambda *given: made.append(given) or original(*given))
    compiled: list[Any] = []
    monkeypatch.setattr("engine.loading.compile_file", lambda one: compiled.append(one) or compile_file(one))
    load()
    assert bool(made) == (where != "program")
    assert bool(compiled) == (where != "code")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(folder: Path) -> None:
    story = folder / "x.story"
    story.write_text("== a\nHi.\n+ Go. -> end\n", encoding="utf-8")
    engine.load(story).start(seed=1)
    cache = folder / "home" / "XDG_CACHE_HOME" / "nightcap"
    for file in list(cache.iterdir()):
        file.unlink()
        os.mkfifo(file, 0o600)
    assert engine.load(story).start(seed=1).choices


@pytest.mark.parametrize("named", ["cache", "./cache", "../cache", ""])
def test_relative_folders_of_the_user_do_not_count(named: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.folders import user_folder

    for kind in ("CACHE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", named)
        assert user_folder(kind.lower()).is_absolute()
        assert folder not in user_folder(kind.lower()).parents


def test_a_published_story_holds_nothing_of_its_author(folder: Path) -> None:
    story = folder / "secret_name.story"
    story.write_text("claim reach b\nstatus: {n}\nvar n = 1\n== a\n{n}\n+ Go. -> b\n== b\n-> end\n", encoding="utf-8")
    assert main(["compile", "--publish", str(story), "-o", "out.json"]) == 0
    text = (folder / "out.json").read_text(encoding="utf-8")
    program = json.loads(text)
    assert (program["files"], program["checksums"], program["claims"]) == (["story"], [""], [])
    assert "secret_name" not in text and set(re.findall(r'"at":(\d+)', text)) == {"65537"}
    assert [scene["costs"] for scene in program["scenes"]] == [[[1, 1, 1], [1]], [[1], []]]
    session = engine.load("out.json").start(seed=1)
    session.choose(0)
    assert session.over


def test_options_stand_anywhere(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "x.story").write_text("== old\nHi.\n+ Go. -> old\n+ End. -> end\n", encoding="utf-8")
    for arguments in (
        ["--diff", "old", "new", "x.story"],
        ["old", "new", "--diff", "x.story"],
        ["old", "--diff", "new", "x.story"],
    ):
        assert main(["rename", *arguments]) == 0
        assert "+== new" in capsys.readouterr().out
