"""The exported page, as a reader meets it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

import engine
from engine.paths.replaying import replay
from engine.paths.saved_path import SavedPath, path_of
from engine.terminal.compatibility import reasons

JOES_BAR = Path(__file__).parent.parent.parent / "stories" / "joes_bar.story"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STORY = """\
title: The Hall
ifid: 11111111-2222-3333-4444-555555555555
status: Lamps {lamps}

var lamps: 0..9 = 0
var name: text = "stranger"

== hall: The hall
A hall with a *red* door and **two** windows.

+ Light a lamp.
    ~ lamps = clamp(lamps + 1)
    It is {lamps} now.
    -> hall
* {needs lamps > 1: too dark} Read the plate.
    ~ ask name: Whose name stands there?
    So it is {name}.
    -> hall
* Go out. -> end: The garden
"""


def text_of(page: Page) -> str:
    # All of it, and not what is rendered: turns that are scrolled away are skipped by the browser until they are near.
    return page.text_content("main") or ""


def choose(page: Page, text: str) -> None:
    page.get_by_role("button", name=text, exact=True).first.click()


def saved_by(page: Page) -> str:
    choose(page, "Saves")
    with page.expect_download() as download:
        choose(page, "Save to a file")
    page.keyboard.press("Escape")
    return Path(download.value.path()).read_text(encoding="utf-8")


def load(page: Page, text: str) -> None:
    choose(page, "Saves")
    page.fill("#save-text", text)
    choose(page, "Open")


def play_to_the_end(page: Page, most: int = 400) -> None:
    """By keyboard alone: the first choice that is open, and whatever is asked left as it is."""
    for _ in range(most):
        if page.query_selector(".end"):
            return
        if page.query_selector("#answer"):
            page.focus("#answer")
            page.keyboard.press("Enter")
            continue
        count = page.locator(".choices li").count()
        closed = [
            one for one in range(count) if page.locator(".choices li > button").nth(one).get_attribute("aria-disabled")
        ]
        page.keyboard.press(str(next(one for one in range(count) if one not in closed) + 1))
    raise AssertionError("no ending came")


def test_joes_bar_is_played_by_keyboard_on_a_phone(exported: Callable[..., Path], opened: Callable[..., Page]) -> None:
    page = opened(exported(JOES_BAR), 320, 640)
    play_to_the_end(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.inner_text(".end h2").lower() == "the end"


def test_focus_goes_to_the_first_new_paragraph(exported: Callable[..., Path], opened: Callable[..., Page]) -> None:
    page = opened(exported(STORY))
    page.keyboard.press("1")
    assert page.evaluate("document.activeElement.textContent") == "It is 1 now."
    assert page.query_selector("[aria-live]:not(dialog *)") is None


def test_a_play_is_there_again_after_a_reload(exported: Callable[..., Path], opened: Callable[..., Page]) -> None:
    page = opened(exported(STORY))
    for _ in range(3):
        page.keyboard.press("1")
    before = text_of(page)
    page.reload()
    assert text_of(page) == before
    assert page.inner_text("#status") == "Lamps 3"


def test_undo_and_the_tree_of_plays(exported: Callable[..., Path], opened: Callable[..., Page]) -> None:
    page = opened(exported(STORY))
    page.keyboard.press("1")
    page.keyboard.press("1")
    page.keyboard.press("u")
    assert page.inner_text("#status") == "Lamps 1"
    page.keyboard.press("3")
    assert "The garden" in text_of(page)
    choose(page, "Plays")
    assert "1 of 1" in page.inner_text("dialog")
    page.locator(".tree button", has_text="Light a lamp.").nth(1).click()
    assert page.inner_text("#status") == "Lamps 2"


def test_a_closed_choice_says_why_and_cannot_be_taken(
    exported: Callable[..., Path], opened: Callable[..., Page]
) -> None:
    page = opened(exported(STORY))
    before = text_of(page)
    assert "Read the plate. — too dark" in before
    page.keyboard.press("2")
    page.locator(".closed button").click(force=True)
    assert text_of(page) == before


def test_a_question_is_answered(exported: Callable[..., Path], opened: Callable[..., Page]) -> None:
    page = opened(exported(STORY))
    for key in "112":
        page.keyboard.press(key)
    page.fill("#answer", "<b>Ada</b>")
    page.keyboard.press("Enter")
    assert "So it is <b>Ada</b>." in text_of(page)
    assert page.query_selector("main b") is None


def test_a_save_plays_in_the_terminal_and_back(
    exported: Callable[..., Path], opened: Callable[..., Page], tmp_path: Path
) -> None:
    page = opened(exported(STORY))
    for key in "112":
        page.keyboard.press(key)
    page.fill("#answer", "Ada")
    page.keyboard.press("Enter")
    path = SavedPath.loads(saved_by(page))
    story = engine.load(tmp_path / "story.story")
    replayed = replay(story, path)
    assert replayed.fits, replayed.differing
    assert [step.answer or step.id for step in path.steps][-1] == "Ada"
    session = story.start(seed=5)
    session.choose("hall.light-a-lamp")
    session.choose("hall.go-out")
    load(page, path_of(session).dumps())
    assert "The garden" in text_of(page)


def test_a_report_holds_words_and_a_save(
    exported: Callable[..., Path], opened: Callable[..., Page], tmp_path: Path
) -> None:
    page = opened(exported(STORY))
    page.keyboard.press("1")
    choose(page, "Help")
    choose(page, "Report a problem")
    page.fill("#report-note", "The lamp stays dark.")
    choose(page, "Copy")
    report = page.input_value("#report-result")
    words, save = report.split("\n\n", 1)
    assert words == "The lamp stays dark."
    assert replay(engine.load(tmp_path / "story.story"), SavedPath.loads(save)).fits


def test_another_storys_save_is_refused(exported: Callable[..., Path], opened: Callable[..., Page]) -> None:
    page = opened(exported(STORY))
    for text in ("nonsense", '{"format": "nightcap path"}', "[]"):
        load(page, text)
        assert "no save of a Nightcap story" in page.inner_text(".message >> nth=-1")
    path = json.loads(saved_by(page))
    path["story"]["ifid"] = "99999999-2222-3333-4444-555555555555"
    page.keyboard.press("1")
    load(page, json.dumps(path))
    assert "belongs to another story" in page.inner_text(".message >> nth=-1")
    assert page.inner_text("#status") == "Lamps 1"


def test_in_a_frame_without_storage_it_plays_and_warns(
    exported: Callable[..., Path], opened: Callable[..., Page], tmp_path: Path
) -> None:
    exported(STORY)
    frame = tmp_path / "frame.html"
    frame.write_text(
        '<!doctype html><title>f</title><main><iframe sandbox="allow-scripts allow-modals" src="page.html"></iframe></main>'
    )
    page = opened(frame)
    inside = page.frames[1]
    inside.get_by_role("button", name="Light a lamp.").click()
    assert "It is 1 now." in inside.locator("main").inner_text()
    inside.get_by_role("button", name="Saves").click()
    assert "cannot keep anything here" in inside.locator("dialog").inner_text()


CHANGED = "The story was changed since you played it"


def terminal_tells(story: engine.Story, kept: engine.Story | None, path: SavedPath) -> list[str]:
    """What the terminal says of a play that was taken up, in its words."""
    done = replay(story, path, original=kept)
    grave = [one for one in done.results if one.judgement.is_grave]
    shown = grave[:1] if done.stopped in (None, *grave[:1]) else [grave[0], done.stopped]
    return [line for one in shown for line in reasons(one)]


def told_by(page: Page) -> list[str]:
    page.get_by_role("heading", name=CHANGED).wait_for()
    return page.locator(".message > p:not(.row)").all_inner_texts()


# Asks, for as long as the database is not there, for its opening: it is made with the first version that is kept.
KEPT = """async () => {
    const known = await indexedDB.databases()
    if (!known.some(one => one.name === 'nightcap')) return false
    const request = indexedDB.open('nightcap')
    const database = await new Promise(done => { request.onsuccess = () => done(request.result) })
    try {
        const [store] = database.objectStoreNames
        const count = database.transaction(store).objectStore(store).count()
        return await new Promise(done => { count.onsuccess = () => done(count.result > 0) })
    } finally { database.close() }
}"""


def wait_for_version(page: Page) -> None:
    """Wait until the page has kept the version that is played: it writes while the reader reads."""
    page.wait_for_function(KEPT)


def test_a_reworded_text_in_a_new_version_is_no_question(
    exported: Callable[..., Path], opened: Callable[..., Page]
) -> None:
    page = opened(exported(STORY))
    page.keyboard.press("1")
    page.keyboard.press("1")
    wait_for_version(page)
    exported(
        STORY.replace("Light a lamp.", "(light was light-a-lamp) Light one lamp.").replace(
            "It is {lamps} now", "Now it is {lamps}"
        )
    )
    page.reload()
    page.get_by_text("Now it is 2.").wait_for()
    assert page.query_selector(".message") is None
    # The play is one of the new version now, and the tree has it once.
    choose(page, "Plays")
    assert page.locator(".tree button").count() == 3


def test_another_outcome_in_a_new_version_is_told(
    exported: Callable[..., Path], opened: Callable[..., Page], tmp_path: Path
) -> None:
    page = opened(exported(STORY))
    then = engine.load(tmp_path / "story.story")
    for _ in range(3):
        page.keyboard.press("1")
    path = SavedPath.loads(saved_by(page))
    wait_for_version(page)
    exported(STORY.replace("lamps = clamp(lamps + 1)", "lamps = clamp(lamps + 2)"))
    today = engine.load(tmp_path / "story.story")
    page.reload()
    told = told_by(page)
    assert told[0] == "Your earlier play comes out otherwise now"
    assert told[1:-1] == terminal_tells(today, then, path)
    assert "another outcome: `lamps` is 2, and was 1" in told[1]
    assert page.inner_text("#status") == "Lamps 0"
    choose(page, "Go on in the version in which you played")
    assert page.inner_text("#status") == "Lamps 3"
    page.reload()
    told_by(page)
    choose(page, "Go on with the story as it is now")
    assert page.inner_text("#status") == "Lamps 6"
    page.reload()
    assert page.inner_text("#status") == "Lamps 6"
    assert page.query_selector(".message") is None
    choose(page, "Plays")
    assert "(an earlier version of the story)" not in page.inner_text(".tree")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_question_of_a_new_version_on_a_phone(
    exported: Callable[..., Path], opened: Callable[..., Page], scheme: str
) -> None:
    long = STORY.replace("A hall with", "A hall with a long story to it. " * 40 + "A hall with")
    page = opened(exported(long), 320, 640, color_scheme=scheme, reduced_motion="reduce")
    page.keyboard.press("1")
    # A version that is only read keeps the play, too, and is there to be gone on in later.
    reworded = long.replace("A hall with a *red*", "The hall with a *red*")
    wait_for_version(page)
    exported(reworded)
    page.reload()
    page.get_by_text("It is 1 now.").wait_for()
    page.wait_for_timeout(300)
    exported(reworded.replace("lamps + 1", "lamps + 2"))
    page.reload()
    told_by(page)
    assert page.get_by_role("button", name="Go on in the version in which you played").count() == 1
    heading = page.get_by_role("heading", name=CHANGED).bounding_box()
    assert heading is not None and 0 <= heading["y"] < 320, "it stands where the reader looks"
    assert page.evaluate("document.activeElement.textContent") == CHANGED
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert Axe().run(page, options={"runOnly": RULES}).violations_count == 0
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.inner_text("#status") == "Lamps 2"


def test_a_choice_that_is_gone_is_told(exported: Callable[..., Path], opened: Callable[..., Page]) -> None:
    page = opened(exported(STORY))
    page.keyboard.press("1")
    wait_for_version(page)
    exported(STORY.replace("Light a lamp.", "Strike a match."))
    page.reload()
    told = told_by(page)
    assert told[0] == "Your earlier play does not fit any more"
    assert told[1].startswith("step 1, scene hall: the choice `Light a lamp.` is gone")
    # A choice is an answer, too.
    page.locator(".choices button").first.click()
    assert page.query_selector(".message") is None
    choose(page, "Plays")
    assert "Light a lamp." in page.inner_text(".tree")


def test_a_save_from_before_an_edit_is_judged(
    exported: Callable[..., Path], opened: Callable[..., Page], tmp_path: Path
) -> None:
    """The page never had the version in which it was played: the texts of the save tell."""
    exported(STORY)
    session = engine.load(tmp_path / "story.story").start(seed=5)
    session.choose("hall.light-a-lamp")
    session.choose("hall.go-out")
    path = path_of(session)
    page = opened(exported(STORY.replace("Go out. -> end: The garden", "Go out. -> end: The cellar")))
    load(page, path.dumps())
    assert told_by(page)[1:-1] == terminal_tells(engine.load(tmp_path / "story.story"), None, path)
    assert page.query_selector(".end") is None
    choose(page, "Go on with the story as it is now")
    assert "The cellar" in page.inner_text(".end")


HOSTILE = """\
title: </title><script>window.hacked = 1</script>
author: <img src=x onerror="window.hacked = 1">
cast: <b>Eve
status: <svg onload="window.hacked = 1">

var name: text = "</script><img src=x onerror=alert(1)>"

== hall: <script>window.hacked = 1</script>
<script>window.hacked = 1</script> <!-- ]]> </style> &lt; &amp; {name}

<b>Eve: <a href="javascript:window.hacked=1">Speak</a> #x=<b>

* <img src=x onerror="window.hacked = 1"> -> end: </script><script>x</script>

"""


def test_no_text_of_a_story_becomes_markup(exported: Callable[..., Path], opened: Callable[..., Page]) -> None:
    page = opened(exported(HOSTILE))
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    assert "<script>window.hacked = 1</script>" in text_of(page)
    page.keyboard.press("1")
    page.reload()
    assert page.evaluate("window.hacked") is None
    assert page.query_selector("main script, main img, main a, header img, footer svg") is None
    assert all(url.startswith("file:") and url.endswith("page.html") for url in requests)


def test_no_text_of_a_story_becomes_markup_where_a_new_version_is_told(
    exported: Callable[..., Path], opened: Callable[..., Page]
) -> None:
    page = opened(exported(HOSTILE))
    page.keyboard.press("1")
    wait_for_version(page)
    exported(HOSTILE.replace('* <img src=x onerror="window.hacked = 1">', "* Leave."))
    page.reload()
    assert any("<img src=x onerror" in line for line in told_by(page))
    choose(page, "Plays")
    assert "<img src=x onerror" in page.inner_text(".tree")
    assert page.evaluate("window.hacked") is None
    assert page.query_selector("main script, main img, main a, dialog img, dialog script") is None


def test_the_page_may_connect_to_nothing(exported: Callable[..., Path], opened: Callable[..., Page]) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', exported(STORY).read_text(encoding="utf-8"))
    assert policy is not None
    assert "connect-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    assert "default-src 'none'" in policy[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(exported: Callable[..., Path], opened: Callable[..., Page], scheme: str) -> None:
    page = opened(exported(STORY), 320, 700, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")

    def check() -> None:
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []

    check()
    page.keyboard.press("1")
    page.keyboard.press("1")
    check()
    for name in ("Plays", "Saves", "Reading", "Help"):
        choose(page, name)
        check()
        page.keyboard.press("Escape")
    page.keyboard.press("2")
    check()
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    page.keyboard.press("3")
    check()


def test_settings_are_remembered(exported: Callable[..., Path], opened: Callable[..., Page]) -> None:
    page = opened(exported(STORY))
    choose(page, "Reading")
    page.select_option("#setting-theme", "dark")
    page.select_option("#setting-size", "150")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "27px"


def test_ten_thousand_choices(exported: Callable[..., Path], opened: Callable[..., Page]) -> None:
    page = opened(exported(STORY), reduced_motion="reduce")
    seconds = page.evaluate("""() => {
      const begin = performance.now()
      for (let count = 0; count < 10000; count++) document.querySelector('.choices button').click()
      return (performance.now() - begin) / 1000
    }""")
    assert page.locator(".turn").count() < 100
    assert page.inner_text("#status") == "Lamps 9"
    assert seconds < 120
    page.reload()
    assert page.inner_text("#status") == "Lamps 9"


def test_pictures_from_tags(exported: Callable[..., Path], opened: Callable[..., Page], tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "door.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/></svg>'
    )
    story = STORY.replace("two** windows.", "two** windows. #image=door.svg #alt=door")
    page = opened(exported(story, "--images", str(folder)))
    assert page.evaluate("document.querySelector('main img').naturalWidth") == 40
    page = opened(exported(story, "--images", str(folder), "--beside"))
    assert page.evaluate("document.querySelector('main img').naturalWidth") == 40
    assert page.get_attribute("main img", "alt") == "door"


def test_a_right_to_left_story(exported: Callable[..., Path], opened: Callable[..., Page]) -> None:
    page = opened(exported("title: שלום\nlanguage: he\n\n== a\nשלום.\n\n* כן -> end\n"))
    assert page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "rtl"


def test_the_pages_words_are_in_the_storys_language(exported: Callable[..., Path], opened: Callable[..., Page]) -> None:
    page = opened(exported("title: Hallo\nlanguage: de-AT\n\n== a\nHallo.\n\n* Ja -> end\n"))
    assert page.get_by_role("button", name="Spielstände").count() == 1
