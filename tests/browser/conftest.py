"""A real browser: Chromium, driven by Playwright. `make browser` runs these tests; they are no part of `make test`."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from engine.cli.main import main

# Without these Chromium asks its maker's hosts for this and that, and as root it does not start.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("NIGHTCAP_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield running
        running.close()


@pytest.fixture
def exported(tmp_path: Path) -> Callable[..., Path]:
    """Export a story, given by its file or its text."""

    def export(story: Path | str, *options: str) -> Path:
        if isinstance(story, str):
            path = tmp_path / "story.story"
            path.write_text(story, encoding="utf-8")
        else:
            path = story
        page = tmp_path / "page.html"
        assert main(["export", str(path), "-o", str(page), *options]) == 0
        return page

    return export


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page in a window of its own; whatever it complains of fails the test."""
    contexts, problems = [], []

    def open_page(path: Path, width: int = 900, height: int = 800, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.goto(path.as_uri())
        page.wait_for_selector("main")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []
