"""`nightcap format`: which files it changes, what it says, and what it leaves alone."""

from __future__ import annotations

import io
import os
import stat
from argparse import ArgumentParser, Namespace
from pathlib import Path

import pytest

from engine.cli.format import add_arguments, run
from engine.cli.main import main
from engine.syntax import formatter

MESSY = b"\xef\xbb\xbftitle:Messy\r\n== start\r\n*  Go.\r\n\t->  end\r\n->end"
TIDY = b"title: Messy\n\n== start\n* Go.\n    -> end\n-> end\n"
BROKEN = b"== start\n* {if go} {Go.\n->  end\n"


def run_on(*files: Path | str, check: bool = False) -> int:
    return run(Namespace(files=[str(file) for file in files], check=check))


@pytest.fixture
def messy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("messy.story")
    path.write_bytes(MESSY)
    return path


def test_a_file_is_rewritten(messy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_on(messy) == 0
    assert messy.read_bytes() == TIDY
    assert capsys.readouterr().out == "messy.story formatted\n"
    assert [path.name for path in Path().iterdir()] == ["messy.story"]


def test_a_tidy_file_is_not_touched(messy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    messy.write_bytes(TIDY)
    os.utime(messy, (1, 1))
    assert run_on(messy) == 0
    assert messy.stat().st_mtime == 1
    assert capsys.readouterr() == ("", "")


def test_check_names_files_and_changes_none(messy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("tidy.story").write_bytes(TIDY)
    assert run_on("tidy.story", messy, check=True) == 1
    assert capsys.readouterr().out == "messy.story would change\n"
    assert messy.read_bytes() == MESSY
    assert run_on("tidy.story", check=True) == 0


def test_only_line_ends_differ(messy: Path) -> None:
    messy.write_bytes(TIDY.replace(b"\n", b"\r\n"))
    assert run_on(messy, check=True) == 1
    assert run_on(messy) == 0
    assert messy.read_bytes() == TIDY


def test_a_broken_story_is_left_and_explained(messy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("broken.story").write_bytes(BROKEN)
    assert run_on("broken.story", messy) == 1
    assert Path("broken.story").read_bytes() == BROKEN
    assert messy.read_bytes() == TIDY
    error = capsys.readouterr().err
    assert "broken.story:2:" in error
    assert "error[NC021]" in error
    assert "* {if go} {Go." in error


@pytest.mark.parametrize(
    "data", [b"== a\nText \xff\n-> end\n", b"== a\nbell \x07\n-> end\n", b"prose without a scene\n"]
)
def test_what_is_no_story_is_left(messy: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    messy.write_bytes(data)
    assert run_on(messy) == 1
    assert messy.read_bytes() == data
    error = capsys.readouterr().err
    assert error.startswith("messy.story:")
    assert "error[NC0" in error


def test_a_file_to_be_included(messy: Path) -> None:
    """Files with declarations only, and files that include others, are formatted by themselves."""
    messy.write_bytes(b"include   other.story\nvar  n=1")
    assert run_on(messy) == 0
    assert messy.read_bytes() == b"include other.story\nvar n = 1\n"


def test_an_empty_file_stays_empty(messy: Path) -> None:
    messy.write_bytes(b"")
    assert run_on(messy) == 0
    assert messy.read_bytes() == b""


def test_missing_files_and_folders(messy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("folder.story").mkdir()
    assert run_on("gone.story", "folder.story", messy) == 1
    error = capsys.readouterr().err
    assert "there is no file `gone.story`" in error
    assert "`folder.story` is not a file" in error
    assert messy.read_bytes() == TIDY


def test_a_read_only_file_is_left(messy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    messy.chmod(0o444)
    assert run_on(messy) == 2
    assert messy.read_bytes() == MESSY
    assert capsys.readouterr().err == "nightcap format: `messy.story` cannot be written: it is read-only\n"


def test_permissions_and_links_stay(messy: Path) -> None:
    messy.chmod(0o640)
    Path("link.story").symlink_to(messy)
    assert run_on("link.story") == 0
    assert Path("link.story").is_symlink()
    assert messy.read_bytes() == TIDY
    assert stat.S_IMODE(messy.stat().st_mode) == 0o640


def test_a_fault_while_writing_leaves_the_old_file(
    messy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert run_on(messy) == 2
    assert messy.read_bytes() == MESSY
    assert [path.name for path in Path().iterdir()] == ["messy.story"]
    assert "no space left on device" in capsys.readouterr().err


def test_a_mistake_of_the_formatter_costs_nothing(
    messy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The result is read again, and thrown away if it says something else."""
    print_lines = formatter.print_lines
    monkeypatch.setattr(formatter, "print_lines", lambda *given: print_lines(*given).replace("Go", "Stay"))
    assert run_on(messy) == 1
    assert messy.read_bytes() == MESSY
    assert "would change its meaning" in capsys.readouterr().err


class StandardInput(io.StringIO):
    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.buffer = io.BytesIO(data)


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr("sys.stdin", StandardInput(MESSY))
    assert run_on("-") == 0
    assert capfdbinary.readouterr().out == TIDY


def test_broken_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", StandardInput(BROKEN))
    assert run_on("-") == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "standard input:2:" in printed.err


def test_checking_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", StandardInput(MESSY))
    assert run_on("-", check=True) == 1
    assert capsys.readouterr().out == "standard input would change\n"


def test_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    parser = ArgumentParser()
    add_arguments(parser)
    assert parser.parse_args(["--check", "a.story", "-"]) == Namespace(files=["a.story", "-"], ifid=False, check=True)


def test_without_a_file_all_files_of_the_story_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["format"]) == 2
    assert "there is no story in this folder" in capsys.readouterr().err
    Path("parts").mkdir()
    Path("a.story").write_text("title: A\ninclude parts/b.story\n== a\n*  Go -> b\n", encoding="utf-8")
    Path("parts/b.story").write_text("== b\n*  Go -> a\n", encoding="utf-8")
    assert main(["format"]) == 0
    assert capsys.readouterr().out == "a.story formatted\nparts/b.story formatted\n"
    assert main(["format", "--check"]) == 0
