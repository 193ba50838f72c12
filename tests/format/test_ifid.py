"""`format --ifid` gives a story its number, once, where a header holds it; `check` says once that one has none."""

import re
from pathlib import Path

import pytest

import engine
from engine.cli.main import main
from engine.syntax.ifid import has_ifid, with_ifid

UUID = r"[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}"


@pytest.mark.parametrize(
    "text",
    [
        "title: A\n== a\nA.\n-> end\n",
        "title: A\r\nauthor: B\r\n\r\n== a\r\nA.\r\n-> end\r\n",
        "== a\nA.\n-> end\n",
        "// A comment.\n\nvar n = 0\n== a\nifid: this is prose.\n-> end\n",
        "\ufefftitle: A\n== a\nA.\n-> end\n",
    ],
)
def test_a_story_gets_an_ifid_once(text: str) -> None:
    new = with_ifid(text)
    assert not has_ifid(text) and has_ifid(new)
    assert with_ifid(new) == new
    assert re.fullmatch(UUID, engine.loads(new.removeprefix("\ufeff")).ifid)
    assert re.sub(r"ifid: [0-9A-F-]+\r?\n(\r?\n(?===))?", "", new, count=1) == text


def test_check_says_once_that_a_story_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.story").write_text("title: A\n\n== a\nA.\n-> end\n", encoding="utf-8")
    assert main(["check"]) == 0
    assert capsys.readouterr().out.count("no ifid") == 1
    assert main(["format", "--ifid"]) == 0
    assert main(["check"]) == 0
    assert "no ifid" not in capsys.readouterr().out
    before = Path("a.story").read_bytes()
    assert main(["format", "--ifid", "a.story"]) == 0
    assert Path("a.story").read_bytes() == before
