"""`nightcap export`: one file, which holds no more than it needs, and does no more than it may."""

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from engine.cli.main import main

JOES_BAR = Path(__file__).parent.parent.parent / "stories" / "joes_bar.story"
STORY = """\
title: A <b> & "c"
var n: 0..9 = 0 // a comment of the author
claim never n == 1

== hall: The hall
A hall. #image=door.png
* Go on. -> round

== round
~ n += 2
-> end: Home
"""


def exported(folder: Path, text: str, *options: str) -> str:
    story = folder / "secret_name.story"
    story.write_text(text, encoding="utf-8")
    assert main(["export", str(story), *options]) == 0
    return story.with_suffix(".html").read_text(encoding="utf-8")


def program_in(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="program">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_what_only_the_author_needs_stays_at_home(tmp_path: Path) -> None:
    page = exported(tmp_path, STORY)
    program = program_in(page)
    assert "secret_name" not in page and "a comment of the author" not in page
    assert program["claims"] == []
    assert {scene["at"] for scene in program["scenes"]} == {65537}
    # Without what its parts cost, a page would stop a story that goes round elsewhere than the terminal.
    assert all(len(scene["costs"]) == 2 for scene in program["scenes"])
    claims = program_in(exported(tmp_path, STORY, "--with-claims"))["claims"]
    assert [claim["kind"] for claim in claims] == ["never"]


def test_the_policy_names_the_script_and_the_style(tmp_path: Path) -> None:
    page = exported(tmp_path, STORY)
    for tag in ("script", "style"):
        text = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert text is not None
        digest = base64.b64encode(hashlib.sha256(text[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in page
    assert "default-src 'none'" in page and "connect-src 'none'" in page
    assert "<title>A &lt;b&gt; &amp; &quot;c&quot;</title>" in page
    assert re.findall(r'(?:src|href)="(?!data:)', page) == []


def test_joes_bar_is_at_most_100_kilobytes_compressed(tmp_path: Path) -> None:
    page = tmp_path / "joes_bar.html"
    assert main(["export", str(JOES_BAR), "-o", str(page)]) == 0
    assert len(gzip.compress(page.read_bytes(), 9)) <= 100_000


def test_pictures_are_in_the_page_or_beside_it(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "door.png").write_bytes(b"\x89PNG")
    inside = exported(tmp_path, STORY, "--images", str(tmp_path / "pictures"))
    assert '{"door.png":"data:image/png;base64,iVBORw=="}' in inside
    beside = exported(tmp_path, STORY, "--images", str(tmp_path / "pictures"), "--beside")
    assert '{"door.png":"pictures/door.png"}' in beside


def test_pictures_of_a_tag_that_is_made_are_all_that_it_can_name(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    for name in ("door_red.png", "door_blue.png", "window.png"):
        (tmp_path / "pictures" / name).write_bytes(b"\x89PNG")
    text = "var color: red | blue = red\n\n== hall\nA hall. #image=door_{color}.png #mood={color}\n-> end\n"
    page = exported(tmp_path, text, "--images", str(tmp_path / "pictures"), "--beside")
    assert '{"door_blue.png":"pictures/door_blue.png","door_red.png":"pictures/door_red.png"}' in page


@pytest.mark.parametrize(
    ("text", "options", "told"),
    [
        (STORY, ["-o", "page.txt"], "ends in .html"),
        (STORY, ["--theme", "none.css"], "cannot be read"),
        (STORY, ["--theme", "bad.css"], "cannot hold `</style`"),
        (STORY, ["--images", "."], "there is no file `door.png`"),
        (STORY.replace("door.png", "../secret_name.story"), ["--images", "."], "is no name of a file"),
        (STORY.replace("var n", "extern luck() -> number\nvar n"), [], "the story calls its host, and a page has none: `luck`"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_page_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    text: str,
    options: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.story").write_text(text, encoding="utf-8")
    Path("bad.css").write_text("</STYLE>", encoding="utf-8")
    assert main(["export", "story.story", *options]) == 2
    assert told in capsys.readouterr().err
    assert list(tmp_path.glob("*.html")) == []


def test_a_story_with_errors_is_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.story").write_text("== hall\n-> cellar\n", encoding="utf-8")
    assert main(["export", "story.story"]) == 1
    assert list(tmp_path.glob("*.html")) == []
