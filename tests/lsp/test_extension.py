"""The extension for Visual Studio Code: what can be told without the editor. `make extension` tests its grammar."""

import json
import re
from pathlib import Path

from engine.syntax.header import KNOWN_KEYS
from engine.version import VERSION

FOLDER = Path(__file__).resolve().parents[2] / "engine" / "lsp" / "vscode"
PACKAGE = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))


def test_every_file_that_is_named_is_there() -> None:
    contributed = PACKAGE["contributes"]
    files = [PACKAGE["main"], contributed["grammars"][0]["path"], contributed["languages"][0]["configuration"]]
    assert all((FOLDER / file).is_file() for file in files)
    json.loads((FOLDER / files[2]).read_text(encoding="utf-8"))


def test_every_command_is_registered() -> None:
    code = (FOLDER / "extension.js").read_text(encoding="utf-8")
    registered = set(re.findall(r'registerCommand\("([\w.]+)"', code))
    assert {one["command"] for one in PACKAGE["contributes"]["commands"]} | {
        "nightcap.play",
        "nightcap.playThis",
    } == registered
    server = (FOLDER.parent / "requests" / "plays.py").read_text(encoding="utf-8")
    for asked in re.findall(r'"(nightcap\.play(?:From|At|Steps))"', code):
        assert f'server.command("{asked}")' in server


def test_the_grammar_knows_the_header_lines() -> None:
    grammar = json.loads((FOLDER / "syntaxes" / "story.tmLanguage.json").read_text(encoding="utf-8"))
    assert all(key in grammar["repository"]["header"]["match"] for key in KNOWN_KEYS)
    included = set(re.findall(r'"include": "#([\w-]+)"', json.dumps(grammar)))
    assert included == set(grammar["repository"])


def test_the_version_is_that_of_nightcap() -> None:
    assert PACKAGE["version"] == VERSION
