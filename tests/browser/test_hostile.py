"""Hostile stories of every kind in a real page: nothing of them runs, becomes markup, asks for an address, or covers the page.

NIGHTCAP_LONG=1 tries many more.
"""

import json
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile_stories import ATTACKS, HUGE, NAMES, TYPED, story
from playwright.sync_api import Browser, Page

STORIES = 60 if os.environ.get("NIGHTCAP_LONG") else 5
WATCHES = """
window.trips = []
window.tripped = () => window.trips.push('script')
document.addEventListener('securitypolicyviolation', (event) => window.trips.push(`${event.violatedDirective} ${event.blockedURI}`))
for (const name of ['alert', 'confirm', 'prompt', 'open']) window[name] = () => window.trips.push(name)
"""
# What the page makes itself: elements, and the attributes that they may have.
LOOK = """() => {
  const own = new Set(('MAIN HEADER FOOTER NAV DIV SECTION ASIDE H1 H2 P BUTTON OL UL LI SMALL B EM STRONG BR FORM LABEL INPUT ' +
    'TEXTAREA SELECT OPTION DIALOG').split(' '))
  const found = []
  for (const root of document.querySelectorAll('body > header, body > main, body > footer, body > dialog, body > aside')) {
    for (const one of [root, ...root.querySelectorAll('*')]) {
      if (!own.has(one.tagName)) found.push(one.tagName)
      for (const { name } of one.attributes) if (/^on|^(src|srcset|srcdoc|href|action|formaction|style|background)$/.test(name)) found.push(name)
    }
  }
  const known = new Set(['HEADER', 'MAIN', 'FOOTER', 'DIALOG', 'SCRIPT', 'NOSCRIPT'])
  for (const one of document.body.children) if (!known.has(one.tagName)) found.push(`body > ${one.tagName}`)
  if (document.querySelectorAll('script').length !== 4 || document.querySelectorAll('style').length !== 1) found.push('more scripts or styles')
  if (document.scrollingElement.scrollWidth > innerWidth) found.push(`${document.scrollingElement.scrollWidth} wide`)
  const covered = ['body > header', '#status'].map((one) => document.querySelector(one)?.getBoundingClientRect())
    .reduce((sum, box) => sum + Math.max(0, Math.min(box.bottom, innerHeight) - Math.max(box.top, 0)), 0)
  const stuck = ['body > header', '#status'].filter((one) => getComputedStyle(document.querySelector(one)).position === 'sticky')
  if (stuck.length && covered > innerHeight * 0.7) found.push(`${covered} of ${innerHeight} covered`)
  return [...found, ...window.trips]
}"""


@pytest.fixture
def watched(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page that counts what it must not do; whatever it asks for beside itself fails the test."""
    contexts, wrong = [], []

    def open_page(path: Path, width: int = 320) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 640}, reduced_motion="reduce")
        contexts.append(context)
        context.add_init_script(WATCHES)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("popup", lambda popup: wrong.append(popup.url))
        page.on("request", lambda request: None if request.url == path.as_uri() else wrong.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [one for one in wrong if not one.startswith(("data:,", "blob:"))] == []


def words_of(chance: random.Random) -> str:
    many = [chance.choice((*ATTACKS, *TYPED, *HUGE[:2])) for _ in range(3)]
    return "".join(many)


def step(page: Page, chance: random.Random) -> None:
    """Go on: an answer that is an attack, or a choice, by its key or by a click."""
    if page.query_selector("#answer"):
        page.evaluate("(text) => { document.querySelector('#answer').value = text }", words_of(chance)[:300])
        page.locator(".question button").click()
        if page.query_selector("#answer"):
            page.evaluate("(text) => { document.querySelector('#answer').value = text }", chance.choice(ATTACKS))
            page.locator(".question button").click()
        return
    page.keyboard.press(str(chance.randint(1, 4)))


@pytest.mark.parametrize("seed", range(STORIES))
def test_a_hostile_story_is_only_text(exported: Callable[..., Path], watched: Callable[..., Page], seed: int) -> None:
    chance = random.Random(seed)
    page = watched(exported(story(seed)), chance.choice((320, 900)))
    assert page.evaluate(LOOK) == []
    for _ in range(8):
        step(page, chance)
        assert page.evaluate(LOOK) == []
    for name in ("Plays", "Saves", "Help"):
        page.get_by_role("button", name=name, exact=True).first.click()
        assert page.evaluate(LOOK) == []
        page.keyboard.press("Escape")
    page.reload()
    assert page.evaluate(LOOK) == []


def test_hostile_saves_are_only_text(exported: Callable[..., Path], watched: Callable[..., Page]) -> None:
    """Saves with attacks where words stand, and with other things than there should be."""
    page = watched(exported(story(1)))
    for key in "3232":
        page.keyboard.press(key)
    saved = page.evaluate("JSON.parse(Object.entries(localStorage).find(([name]) => name.endsWith('plays.0'))[1])")
    page.get_by_role("button", name="Help", exact=True).click()
    page.get_by_role("button", name="Report a problem").click()
    page.fill("#report-note", ATTACKS[0])
    page.get_by_role("button", name="Copy", exact=True).click()
    report = page.input_value("#report-result")
    page.keyboard.press("Escape")
    save = json.loads(report.split("\n\n", 1)[1])
    chance = random.Random(3)
    for _ in range(STORIES * 8):
        text = json.dumps(spoiled(save, chance))
        page.get_by_role("button", name="Saves", exact=True).click()
        page.evaluate("(text) => { document.querySelector('#save-text').value = text }", text)
        page.get_by_role("button", name="Open", exact=True).click()
        page.locator("dialog").wait_for(state="detached")
        assert page.evaluate(LOOK) == []
    for _ in range(STORIES):
        # Other pages of a host may write where this one keeps its plays.
        nodes = json.dumps(spoiled(saved, chance))
        page.evaluate(
            "(nodes) => localStorage.setItem(Object.keys(localStorage).find((one) => one.endsWith('plays.0')), nodes)",
            nodes,
        )
        page.reload()
        assert page.evaluate(LOOK) == []
        page.get_by_role("button", name="Plays", exact=True).first.click()
        assert page.evaluate(LOOK) == []
        page.keyboard.press("Escape")


def spoiled(value: Any, chance: random.Random) -> Any:
    """A value in which a few things are attacks, or of another kind."""
    share = chance.choice((0.02, 0.1))

    def walk(one: Any) -> Any:
        if chance.random() < share:
            odd = (None, 7, -1, 1e300, True, [], {}, [[]], {"__proto__": {"x": 1}}, "constructor", *TYPED)
            return chance.choice((chance.choice(ATTACKS), chance.choice(odd)))
        if isinstance(one, dict):
            return {
                chance.choice(NAMES) if chance.random() < share / 3 else name: inner
                if name in ("format", "version", "ifid", "title") else walk(inner)
                for name, inner in one.items()
            }  # fmt: skip
        return [walk(inner) for inner in one] if isinstance(one, list) else one

    return walk(value)
