"""The runtime in JavaScript plays as the one in Python does: every paragraph, choice, status, value and state.

NIGHTCAP_WEB_STORIES=4000 compares so many generated stories.
"""

import os
from pathlib import Path

import pytest
from function_stories import story_with
from javascript import JavaScript, compare
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
    for seed in range(20):
        compare(javascript, story, seed, 80)


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
