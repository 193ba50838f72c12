"""`nightcap play --scene … --set …`: to try a place without playing to it."""

import io
from pathlib import Path

import pytest

from engine.cli.main import main

STORY = """\
var gold: 0..20 = 3
var bag: set of rope, lamp
var late = false
var name: text = "nobody"
== hall
{name}, {gold} coins.
+ On. -> cellar
== cellar
Dark: {gold}, {bag}, {late}.
+ Back. -> hall
== gate(n: 0..3)
{n} -> end
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "x.story").write_text(STORY, encoding="utf-8")
    return tmp_path


def play(arguments: list[str], typed: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return main(["play", "--plain", "x.story", *arguments])


def test_a_play_elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given = [
        "--scene",
        "cellar",
        "--set",
        "gold=7",
        "--set=bag=rope, lamp",
        "--set",
        "late=true",
        "--set",
        "name=A = B",
    ]
    assert play(given, "1\n:new\n", monkeypatch) == 0
    out = capsys.readouterr().out
    assert "it is not kept" in out
    assert "Dark: 7, rope, lamp, true." in out and "A = B, 7 coins." in out
    assert out.count("Dark: 7, rope, lamp, true.") == 2, "a new play begins there, too"
    assert not list(folder.rglob("*.db")), "nothing is kept of it"


def test_a_variable_alone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert play(["--set", "gold=0"], "", monkeypatch) == 0
    assert "nobody, 0 coins." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--set", "gold=99"], "`gold` takes a whole number from 0 to 20, not 99"),
        (["--set", "gold=x"], "not 'x'"),
        (["--set", "gold=" + "9" * 5000], "`gold` takes"),
        (["--set", "gold"], "--set takes NAME=VALUE, not `gold`"),
        (["--set", "=3"], "--set takes NAME=VALUE, not `=3`"),
        (["--set", "gold=3", "--set", " gold =4"], "--set gives `gold` two values"),
        (["--set", "golf=3"], "did you mean `gold`?"),
        (["--set", "late=yes"], "`late` takes true or false"),
        (["--set", "bag=axe"], "`bag` takes a list of rope, lamp"),
        (["--scene", "cella"], "no scene `cella`; did you mean `cellar`?"),
        (["--scene", "gate"], "a play cannot begin in it"),
        (["--scene", "x\x1b[2J"], "no scene"),
        (["--scene", "hall", "--continue"], "--scene and --set begin a play"),
        (["--set", "gold=1", "--load", "x"], "--scene and --set begin a play"),
    ],
)
def test_what_cannot_be(
    given: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(given, "", monkeypatch) == 2
    err = capsys.readouterr().err
    assert err.startswith("nightcap play: ") and told in err and "\x1b" not in err
