"""The page on writing names what there is."""

import argparse
import re
import tomllib
from importlib import import_module
from pathlib import Path

from engine.cli.main import COMMANDS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "writing.md").read_text(encoding="utf-8")


def test_every_command_and_option_is_there() -> None:
    named = set(re.findall(r"\bnightcap ([a-z]+)\b", PAGE.split("## In an editor")[0]))
    assert named <= COMMANDS.keys() and {"check", "rename", "where", "outline", "script", "format", "test"} <= named
    for command, options in re.findall(r"`nightcap ([a-z]+)([^`]*)`", PAGE):
        parser = argparse.ArgumentParser()
        import_module(f"engine.cli.{command}").add_arguments(parser)
        assert set(re.findall(r"--[a-z][a-z-]*", options)) <= set(re.findall(r"--[a-z][a-z-]*", parser.format_help()))


def test_the_configurations_can_be_read() -> None:
    helix = tomllib.loads(PAGE.split("```toml\n")[1].split("```")[0])
    assert helix["language-server"]["nightcap"] == {"command": "nightcap", "args": ["lsp"]}
    assert helix["language"][0]["language-servers"] == ["nightcap"]
