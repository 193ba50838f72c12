"""Records plays of Twine's cases in their own story format, in a browser.

`python -m tests.importers.record_twine harlowe PAGE.html`: the page is any story that Twine has published in the
format; its passages are replaced by those of each case. It needs Playwright and Chromium (`make browser`).
"""

import html
import json
import random
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from engine.importers.twine.archive import read_archive
from engine.importers.twine.tree import Archive
from tests.importers.recording import PLAYED, write

MOST_TURNS, PLAYS = 5, 3
# By format: where the passage stands, and what can be clicked on in it.
PLACES = {
    "harlowe": ("tw-passage", "tw-link"),
    "sugarcube": ("#passages .passage", "a.link-internal, a.macro-cycle, button"),
    "chapbook": ("#page > article > div", "a"),
    "snowman": ("#passage", "a"),
}
# Its text, with the links marked; and whether it was there in the turn before.
SHOWN = """(passage, links) => {
    let seen = passage.dataset.seen === "1";
    passage.dataset.seen = "1";
    if (window.engine && engine.state) {
        // Chapbook makes the page anew where something on it changes.
        const steps = String(engine.state.get("trail").length);
        seen = document.body.dataset.steps === steps;
        document.body.dataset.steps = steps;
    }
    const copy = passage.cloneNode(true);
    copy.querySelectorAll(links).forEach((link) => { link.textContent = "\\u2045" + link.textContent + "\\u2046"; });
    copy.querySelectorAll("tw-sidebar, tw-icon, script, style").forEach((one) => one.remove());
    return [copy.textContent, seen];
}"""


def published(page: str, archive: Archive) -> str:
    """A published page with the passages of another story."""
    begin, end = page.index("<tw-storydata"), page.index("</tw-storydata>")
    head = page[begin : page.index(">", begin) + 1]
    names = [passage.name for passage in archive.passages]
    start = names.index(archive.start) + 1 if archive.start in names else 1
    head = re.sub(r'startnode="\d+"', f'startnode="{start}"', head)
    head = re.sub(r'ifid="[^"]*"', f'ifid="11111111-1111-4111-8111-{random.randrange(10**11):012d}"', head)
    empty = (
        '<style role="stylesheet" id="twine-user-stylesheet" type="text/twine-css"></style>'
        '<script role="script" id="twine-user-script" type="text/twine-javascript"></script>'
    )
    passages = "".join(
        f'<tw-passagedata pid="{number}" name="{html.escape(one.name)}" tags="{html.escape(" ".join(one.tags))}">'
        f"{html.escape(one.text.strip(chr(10)))}</tw-passagedata>"
        for number, one in enumerate(archive.passages, 1)
    )
    return page[:begin] + head + empty + passages + page[end:]


def turns_of(page: Page, kind: str, seed: int) -> list[dict[str, Any]]:
    """One play, at random."""
    draw, turns = random.Random(seed), []
    passage, link = PLACES[kind]
    for _ in range(MOST_TURNS):
        page.wait_for_selector(passage, state="attached", timeout=5000)
        text, same = page.eval_on_selector(passage, SHOWN, link)
        links = page.query_selector_all(", ".join(f"{passage} {one}" for one in link.split(", ")))
        error = page.query_selector("tw-error, .error")
        turn = {
            "text": text,
            "choices": [one.text_content() for one in links],
            "same": same,
            "taken": None,
            "error": error.text_content() if error else None,
        }
        turns.append(turn)
        if error or not links:
            break
        turn["taken"] = draw.randrange(len(links))
        links[turn["taken"]].evaluate("link => link.click()")
        page.wait_for_timeout(800 if kind == "chapbook" else 200)  # it fades from page to page
    return turns


def plays_of(browser: Browser, kind: str, page: str, source: Path) -> list[Any]:
    """Some plays of one source."""
    file = Path(tempfile.mkdtemp()) / "story.html"
    file.write_text(published(page, read_archive(source.read_text(encoding="utf-8"), source.stem)), encoding="utf-8")
    plays = []
    for seed in range(PLAYS):
        context = browser.new_context()
        tab = context.new_page()
        tab.goto(file.as_uri())
        tab.wait_for_timeout(300)
        plays.append(turns_of(tab, kind, seed))
        context.close()
    return plays


def main(kind: str, page: str, browser: str = "/usr/bin/chromium") -> None:
    """Record all cases of a format."""
    sources = sorted((PLAYED / kind).glob("*.twee"))
    whole = Path(page).read_text(encoding="utf-8")
    with sync_playwright() as tools:
        opened = tools.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        write(kind, sources, json.loads(json.dumps([plays_of(opened, kind, whole, source) for source in sources])))


if __name__ == "__main__":
    main(*sys.argv[1:])
