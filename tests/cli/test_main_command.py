"""What all commands have in common: how a bad story or file is told, exit codes, help, pipes that are closed."""

import argparse
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from engine.cli.main import COMMANDS, main

MISTAKEN = "== a\n+ On. -> b\n"
FAILING = "var n: 0..3\n== a\n~ n = n - random(1, 3)\n+ On. -> end\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "mistaken.story").write_text(MISTAKEN, encoding="utf-8")
    (tmp_path / "failing.story").write_text(FAILING, encoding="utf-8")
    head = '{"format":"nightcap path","version":1,"steps":[{"id":"a.on"}]}'
    (tmp_path / "some.path.json").write_text(head, encoding="utf-8")
    (tmp_path / "broken.path.json").write_text("{", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ["play", "mistaken.story"],
        ["stats", "mistaken.story"],
        ["explore", "mistaken.story"],
        ["compile", "mistaken.story"],
        ["replay", "some.path.json", "--story", "mistaken.story"],
        ["repair", "some.path.json", "--story", "mistaken.story"],
    ],
)
def test_a_story_with_mistakes(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("mistaken.story:2:10: error[NC101]") and "^" in err and err.endswith("1 error\n")


@pytest.mark.parametrize(
    "command",
    [
        ["play", "failing.story", "--no-save"],
        ["play", "failing.story", "--no-save", "--seed=1"],
        ["replay", "some.path.json", "--story", "failing.story"],
        ["repair", "some.path.json", "--story", "failing.story"],
    ],
)
def test_a_story_that_fails_at_once(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command) == 1
    assert capsys.readouterr().err.startswith("failing.story:3:3: error[NC901]")


@pytest.mark.parametrize("command", ["play", "check", "stats", "explore"])
def test_which_story_is_not_clear(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command]) == 2
    expected = f"nightcap {command}: there are 2 stories in this folder; name one: failing.story, mistaken.story\n"
    assert capsys.readouterr().err == expected


@pytest.mark.parametrize(
    "command", [["replay", "broken.path.json"], ["repair", "broken.path.json"], ["diff", "broken.path.json", "x"]]
)
def test_a_file_that_is_no_path(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command) == 2
    assert capsys.readouterr().err.startswith(f"nightcap {command[0]}: broken.path.json:1:1: it is not JSON")


def test_a_setting_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", "failing.story", "--theme", "pink"]) == 2
    assert capsys.readouterr().err.startswith("nightcap play: ")


def test_our_own_mistakes_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.cli.stats.loaded", lambda name: [][1])
    with pytest.raises(IndexError):
        main(["stats", "failing.story"])


@pytest.mark.skipif(sys.platform == "win32", reason="a Unix shell")
@pytest.mark.parametrize("arguments", ["--help", "check --help", "check mistaken.story"])
def test_who_reads_no_further_gets_no_complaint(arguments: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m engine {arguments} | true'], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


@pytest.mark.parametrize("command", ["check", "stats", "explore"])
def test_the_page_on_proving_names_every_option(command: str, root: Path) -> None:
    page = (root / "docs" / "proving.md").read_text(encoding="utf-8")
    section = page.split(f"## nightcap {command}\n", 1)[1].split("\n## ", 1)[0]
    parser = argparse.ArgumentParser()
    import_module(f"engine.cli.{command}").add_arguments(parser)
    options = set(re.findall(r"--[a-z][a-z-]*", parser.format_help())) - {"--help"}
    named = set(re.findall(r"--[a-z][a-z-]*", section))
    assert options <= named
    assert named - options <= {"--runs"}, "and none that is not there"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"\n  {command} " in out for command in COMMANDS)


def test_a_note_is_no_reason_to_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Even a strict reader only reads it, below what is said of all plays."""
    path = tmp_path / "arms.story"
    path.write_text("== a\n~ if chance(50):\n    It pours.\n    * Run.\n* Wait.\n-> end\n", encoding="utf-8")
    assert main(["check", "--strict", str(path)]) == 0
    printed = capsys.readouterr().out
    assert "note[NC325]" in printed and "arms.story: no errors; every play checked" in printed
