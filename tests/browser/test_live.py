"""The page of `nightcap live`, as an author meets it: it follows the file, and keeps the play."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytest.importorskip("starlette")
STORY = """\
title: Live

var coins: 0..9 = 1

== hall: The hall
A hall with {coins} coins.

+ (take) Take a coin.
    ~ coins = clamp(coins + 1)
    -> hall
* Go down. -> cellar

== cellar: The cellar
It is dark.
* Out. -> end: Home

== attic
Nobody comes here.
-> hall
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "live.story"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def page(story: Path, browser: Browser) -> Iterator[Page]:
    command = [sys.executable, "-m", "engine", "live", story.name, "--no-browser"]
    with subprocess.Popen(command, cwd=story.parent, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        problems: list[str] = []
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.goto(address)
        page.wait_for_selector("main .choices button")
        yield page
        page.close()
        process.terminate()
        process.wait(20)
    assert problems == []


def told(page: Page, text: str) -> None:
    page.locator("#live .told", has_text=text).wait_for()


def save(story: Path, *changes: tuple[str, str]) -> None:
    text = story.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    story.write_text(text, encoding="utf-8")


def test_the_play_is_kept_over_edits(page: Page, story: Path) -> None:
    page.keyboard.press("1")
    page.keyboard.press("1")
    assert "2 was" not in page.inner_text("#live table")
    assert "3 was 2" in page.inner_text("#live table").replace("\t", " ")
    save(story, ("It is dark.", "It is very dark."))
    told(page, "Saved: your play fits it as it is.")
    save(story, ("A hall with", "A cold hall with"))
    told(page, "Saved. the beginning:")
    assert page.locator(".turn", has_text="A cold hall with 3 coins.").count() == 1
    save(story, ("clamp(coins + 1)", "clamp(coins + 2)"))
    told(page, "`coins` is 3, and was 2")
    assert "A cold hall with 5 coins." in (page.text_content("main") or "")
    save(story, ("    -> hall\n* Go", "    -> hal\n* Go"))
    told(page, "Saved with 1 error; you play on in the version before.")
    assert "live.story:10" in page.inner_text("#live li.error")
    page.keyboard.press("1")
    assert "A cold hall with 7 coins." in (page.text_content("main") or "")
    save(story, ("    -> hal\n* Go", "    -> hall\n* Go"))
    told(page, "Saved: your play fits it as it is.")
    save(story, ("(take) Take a coin.", "(grab) Grab it all."))
    told(page, "Saved: your play goes no further than this. step 1, scene hall: the choice `Take a coin.` is gone")
    assert page.locator(".turn").count() == 1


def test_the_play_is_there_after_a_reload(page: Page) -> None:
    page.keyboard.press("1")
    page.reload()
    page.get_by_text("A hall with 2 coins.").wait_for()


def test_the_map_tells_what_is_reached_and_plays_from_there(page: Page) -> None:
    page.locator(".map .unreached").wait_for()
    assert page.locator(".map .unreached").get_attribute("aria-label") == "attic"
    page.locator(".map .untested").first.wait_for()
    assert page.locator(".map .here").get_attribute("aria-label") == "hall"
    page.locator(".map [aria-label=cellar]").click()
    assert "never tested" in page.inner_text("#live .about")
    page.get_by_role("button", name="Play from here (1 step)").click()
    assert "It is dark." in (page.text_content("main") or "")
    assert page.locator(".map .here").get_attribute("aria-label") == "cellar"


def test_a_play_is_saved_as_a_test(page: Page, story: Path) -> None:
    page.keyboard.press("2")
    page.keyboard.press("1")
    page.get_by_role("button", name="Save this play as a test").click()
    told(page, "Saved as paths/home.path.json")
    assert (story.parent / "paths" / "home.path.json").is_file()


def test_a_story_with_errors_is_waited_for(browser: Browser, story: Path) -> None:
    save(story, ("-> cellar", "-> celar"))
    command = [sys.executable, "-m", "engine", "live", story.name, "--no-browser"]
    with subprocess.Popen(command, cwd=story.parent, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        page = browser.new_page()
        page.goto(process.stdout.readline().strip())
        told(page, "The story has 1 error.")
        save(story, ("-> celar", "-> cellar"))
        page.wait_for_selector("main .choices button")
        page.close()
        process.terminate()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of both
    page.locator(".map .untested").first.wait_for()
    page.locator(".map [aria-label=cellar]").click()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
