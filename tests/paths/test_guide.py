"""The examples of docs/replaying.md do what it says."""

import re
import shlex
from pathlib import Path

import pytest
from umbrella import STORY

import engine
from engine.cli import diff, repair, replay, test
from engine.cli.main import main
from engine.paths.differences import DifferenceKind
from engine.paths.replaying import replay as replay_path
from engine.paths.saved_path import SavedPath


def blocks(root: Path, kind: str) -> list[str]:
    guide = (root / "docs" / "replaying.md").read_text(encoding="utf-8")
    found: list[str] = re.findall(rf"^```{kind}\n(.*?)^```$", guide, flags=re.MULTILINE | re.DOTALL)
    return found


def test_the_expectations_of_the_example_hold(root: Path) -> None:
    text, _ = blocks(root, "json")
    done = replay_path(engine.loads(STORY), SavedPath.loads(text))
    assert [line for result in done.results for line in result.lines()] == []
    assert done.session.ending == ("Dry",)


def test_the_python_runs(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("umbrella.story").write_text(STORY, encoding="utf-8")
    (code,) = blocks(root, "python")
    exec(compile(code, "replaying.md", "exec"), {})


def test_the_commands_exist(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import argparse

    modules = {"replay": replay, "test": test, "repair": repair, "diff": diff}
    lines = [line.partition("#")[0] for block in blocks(root, "sh") for line in block.splitlines()]
    assert lines
    for line in lines:
        name, command, *rest = shlex.split(line)
        assert name == "nightcap"
        parser = argparse.ArgumentParser()
        modules[command].add_arguments(parser)
        parser.parse_args(rest)
    for command in modules:
        assert main([command, "--help"]) == 0


def test_every_kind_of_difference_is_in_the_table(root: Path) -> None:
    guide = (root / "docs" / "replaying.md").read_text(encoding="utf-8")
    table = guide.partition("## What can differ")[2].partition("\n## ")[0]
    assert [kind.value for kind in DifferenceKind if f"`{kind.value}`" not in table] == []


def test_every_option_of_replay_is_in_the_table(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["replay", "--help"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    guide = (root / "docs" / "replaying.md").read_text(encoding="utf-8")
    assert [option for option in sorted(options) if f"`{option}" not in guide] == []
