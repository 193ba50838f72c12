"""The runtime in JavaScript plays as the one in Python does: every paragraph, choice, status, value and state.

NIGHTCAP_WEB_STORIES=4000 compares so many generated stories, and 1,000 plays of Joe's Bar.
"""

import os
from pathlib import Path

import pytest
from function_stories import story_with
from hypothesis import given, settings
from javascript import JavaScript, compare
from made_stories import SEEDS, story_texts
from random_stories import story as random_story

import engine
from engine.program.functions import FUNCTIONS, BuiltIn

ROOT = Path(__file__).parent.parent
CASES = sorted(path for path in (ROOT / "cases").rglob("*.story") if path.parent.name != "parts")
STORIES = int(os.environ.get("NIGHTCAP_WEB_STORIES", "120"))


@pytest.fixture(scope="module")
def javascript() -> JavaScript:
    return JavaScript()


@pytest.mark.parametrize("case", CASES, ids=[str(case.relative_to(ROOT)) for case in CASES])
def test_a_case_plays_the_same(javascript: JavaScript, case: Path) -> None:
    story = engine.load(case)
    javascript.load(story)
    for seed in range(12):
        compare(javascript, story, seed)


@pytest.mark.parametrize("row", FUNCTIONS, ids=lambda row: row.name)
def test_a_function_gives_the_same(javascript: JavaScript, row: BuiltIn) -> None:
    story = engine.loads(story_with(row))
    javascript.load(story)
    for seed in range(4):
        compare(javascript, story, seed)


def test_joes_bar_plays_the_same(javascript: JavaScript) -> None:
    story = engine.load(ROOT.parent / "stories" / "joes_bar.story")
    javascript.load(story)
    for seed in range(1000 if STORIES > 1000 else 20):
        compare(javascript, story, seed, 80)


LOOPS = {
    "a light step": "~ n += 1",
    "a long text": "~ n += 1\n" + "A long and winding sentence about nothing at all. " * 60,
    "a deep sum": "~ n += 1" + " + 0 * n" * 30,
    "a list of names": "~ n += 1\n{list(all)}",
}


@pytest.mark.parametrize("body", LOOPS.values(), ids=LOOPS)
def test_a_story_that_goes_round_stops_at_the_same_step(javascript: JavaScript, body: str) -> None:
    def story(limit: int) -> engine.Story:
        names = ", ".join(f"name{number}" for number in range(60))
        return engine.loads(
            f"var n: 0..99999 = 0\nvar all: set of {names} = name0\n\n== hall\n* Go. -> round\n\n"
            f"== round\n{body}\n~ if n < {limit}:\n    -> round\n-> end\n"
        )

    def is_stopped(limit: int) -> bool:
        session = story(limit).start()
        try:
            session.choose(session.choices[0])
        except engine.PlayError as error:
            assert error.diagnostic.code == "NC904"
            return True
        return False

    low, high = 0, 20_000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_stopped(middle) else (middle, high)
    assert 0 < low < 11_000
    for limit, wanted in ((low, 2), (high, "NC904")):
        javascript.load(story(limit))
        turns = javascript.played(0, [0])
        assert (len(turns) if wanted == 2 else turns[-1]) == wanted


def test_generated_stories_play_the_same(javascript: JavaScript, tmp_path: Path) -> None:
    played = 0
    for seed in range(STORIES):
        path = tmp_path / "made.story"
        path.write_text(random_story(seed), encoding="utf-8")
        try:
            story = engine.load(path)
        except engine.StoryErrors:
            continue
        if story.externs:
            continue
        javascript.load(story)
        for one in range(2):
            compare(javascript, story, seed * 10 + one, 25)
        played += 1
    assert played > STORIES // 2


@settings(max_examples=3 if STORIES <= 120 else STORIES // 8, deadline=None)
@given(story_texts(), SEEDS)
def test_made_stories_play_the_same(javascript: JavaScript, text: str, seed: int) -> None:
    """Longer ones: functions that print in the middle of sentences, texts that join, tags with values."""
    story = engine.loads(text)
    javascript.load(story)
    compare(javascript, story, seed)
