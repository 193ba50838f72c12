"""Backup and restore of the whole library; one that must not be written to is listed all the same."""

import os
from pathlib import Path

import pytest
from library_steps import choice

from engine.cli.main import main
from engine.paths.library import opening as opening_module
from engine.paths.library.library import Library
from engine.paths.library.records import LibraryError, StoryKey


def fill(file: Path | None, bar: StoryKey, *names: str) -> None:
    with Library.open(file) as library:
        play = library.begin(bar, 7)
        for name in names:
            library.record(play, choice(name))


def test_a_backup_is_restored_and_nothing_is_lost(
    file: Path, bar: StoryKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    assert main(["saves", "backup", "copy.nightcap"]) == 1
    fill(None, bar, "porch.ask", "bar.order")
    assert main(["saves", "backup", "copy.nightcap"]) == 0
    assert Path("copy.nightcap").stat().st_mode & 0o777 == 0o600
    assert main(["saves", "backup", "copy.nightcap"]) == 2
    fill(None, bar, "porch.leave")
    assert main(["saves", "restore", "copy.nightcap"]) == 0
    assert "What was there before is kept as" in capsys.readouterr().out
    with Library.open() as library:
        assert [save.steps for save in library.saves()] == [2]
    aside = next((tmp_path / "home" / "nightcap").glob("*before-restore*"))
    with Library.open(aside) as library:
        assert sorted(save.steps for save in library.saves()) == [1, 2]
    Path("no.nightcap").write_text("no library", encoding="utf-8")
    assert main(["saves", "restore", "no.nightcap"]) == 1
    assert "is no library of plays" in capsys.readouterr().err
    with Library.open() as library:
        assert [save.steps for save in library.saves()] == [2]


def test_a_library_that_must_not_be_written_to_is_listed(
    file: Path, bar: StoryKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(file, bar, "porch.ask", "bar.order")
    monkeypatch.setattr(opening_module.os, "access", lambda path, mode: mode != os.W_OK)
    with Library.open(file) as library:
        (save,) = library.saves()
        assert [step.id for step in library.resume(save).steps] == ["porch.ask", "bar.order"]
        with pytest.raises(LibraryError, match="must not be written to"):
            library.record(library.begin(bar, 8), choice("porch.ask"))
