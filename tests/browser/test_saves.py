"""Saves between the page and the terminal, over edits of the story: both go on alike, or say the same of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from test_page import STORY, choose, load, saved_by, terminal_tells, text_of

import engine
from engine.cli.main import main
from engine.paths.replaying import replay
from engine.paths.saved_path import SavedPath, path_of

# Each edit, and whether the reader is asked (None: it depends on what the path is, and both must agree).
EDITS: dict[str, tuple[tuple[str, str], ...]] = {
    "a text is reworded": (("A hall with a *red* door", "A hall, with a *scarlet* door"),),
    "a choice is reworded": (("Light a lamp.", "Light one lamp."),),
    "a choice is renamed": (("Light a lamp.", "(light was light-a-lamp) Set fire to a lamp."),),
    "a choice is gone": (("* {needs lamps > 1: too dark} Read the plate.", "* {needs lamps > 1: too dark} Break the window."),),
    "a choice is closed": (("needs lamps > 1: too dark", "needs lamps > 7: too dark"),),
    "a scene is renamed": (("== hall:", "== lobby (was hall):"), ("-> hall", "-> lobby")),
    "a variable changes otherwise": (("clamp(lamps + 1)", "clamp(lamps + 2)"),),
    "a variable is renamed": (("lamps", "lights"), ("var lights:", "var lights (was lamps):")),
    "a choice is added before": (("+ Light a lamp.", "+ Look around. -> hall\n+ Light a lamp."),),
    "a question is gone": (("    ~ ask name: Whose name stands there?\n", ""),),
    "another ending": (("Go out. -> end: The garden", "Go out. -> end: The cellar"),),
    "another order": (("* Go out. -> end: The garden\n", ""), ("+ Light a lamp.", "* Go out. -> end: The garden\n+ Light a lamp.")),
}  # fmt: skip


def edited(name: str) -> str:
    text = STORY
    for old, new in EDITS[name]:
        assert old in text
        text = text.replace(old, new)
    return text


def played_on(page: Page) -> None:
    """Three lamps, a name, and out."""
    for key in "1112":
        page.keyboard.press(key)
    page.fill("#answer", "Ada")
    page.keyboard.press("Enter")
    page.keyboard.press("2")


@pytest.mark.parametrize("name", EDITS)
def test_both_judge_a_save_alike(
    exported: Callable[..., Path], opened: Callable[..., Page], tmp_path: Path, name: str
) -> None:
    page = opened(exported(STORY))
    played_on(page)
    there = SavedPath.loads(saved_by(page))
    before = engine.load(tmp_path / "story.story")
    assert replay(before, there).fits
    assert path_of(replay(before, there).session).steps == there.steps
    # The same play from the terminal, in a page that never saw it.
    elsewhere = opened(exported(STORY))
    load(elsewhere, path_of(replay(before, there).session).dumps())
    assert text_of(elsewhere) == text_of(page)
    exported(edited(name))
    today = engine.load(tmp_path / "story.story")
    done = replay(today, there, original=before)
    # A published story holds no places, so the page tells none.
    told = [re.sub(r" \([^()]*:\d+\)$", "", line) for line in terminal_tells(today, before, there)]
    page.reload()
    if told:
        page.get_by_role("heading", name="The story was changed").wait_for()
        assert page.locator(".message > p:not(.row)").all_inner_texts()[1:-1] == told
        return
    page.locator(".end, .choices button, #answer").first.wait_for()
    assert page.query_selector(".message") is None
    assert replay(today, SavedPath.loads(saved_by(page))).fits
    assert SavedPath.loads(saved_by(page)).steps == path_of(done.session).steps


def test_a_report_is_replayed_as_it_is(
    exported: Callable[..., Path], opened: Callable[..., Page], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the reader sends, put into a file by the author: words and all."""
    page = opened(exported(STORY))
    played_on(page)
    choose(page, "Help")
    choose(page, "Report a problem")
    page.fill("#report-note", 'The lamp "stays" dark { }.\n\n[sent from my phone]')
    choose(page, "Copy")
    report = tmp_path / "report.txt"
    report.write_text(page.input_value("#report-result"), encoding="utf-8")
    assert main(["replay", str(report), "--story", str(tmp_path / "story.story")]) == 0
    assert "So it is Ada." in capsys.readouterr().out
