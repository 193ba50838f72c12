"""A traced story prints what the story prints, whatever the story is made of."""

import random
from pathlib import Path

import pytest
from playing import functions_for

import engine
from engine.paths.original_play import OriginalPlay
from engine.paths.saved_path import SavedPath
from engine.paths.tracing import Traced

CASES = sorted((Path(__file__).parent.parent / "cases").rglob("*.story"))


def said(session: engine.Session) -> list[str]:
    return [f"{one.speaker}: {one.text}" if one.speaker else one.text for one in session.text if one.text]


@pytest.mark.parametrize(
    "path", [one for one in CASES if one.with_suffix(".play").exists()], ids=lambda path: path.stem
)
def test_a_traced_story_prints_what_the_story_prints(path: Path) -> None:
    story = engine.load(path, cache=False)
    traced = Traced(story)
    for seed in range(3):
        dice = random.Random(seed)
        functions = functions_for(story)
        one, other = story.start(seed, functions), traced.story.start(seed, functions)
        for _ in range(12):
            assert [printed.text for printed in traced.printed(other)] == said(one)
            taken = [choice.id for choice in one.choices if choice.enabled]
            try:
                if one.question is not None:
                    one.answer("")
                    other.answer("")
                elif taken:
                    chosen = dice.choice(taken)
                    one.choose(chosen)
                    other.choose(chosen)
                else:
                    break
            except engine.PlayError:
                break


def test_blanks_around_marks_are_settled_as_without_them() -> None:
    story = engine.loads(
        'var name: text = ""\n== a\nHello {name} there {if 1 > 2: x}.\n\n山がある\n川{name}\n木。\n\nOne<>\n<>, two.\n\n<> Three.\n+ Go. -> end\n'
    )
    traced = Traced(story)
    printed = traced.printed(traced.story.start(seed=1))
    assert [one.text for one in printed] == said(story.start(seed=1))
    assert [len(one.texts) for one in printed] == [2, 2, 2]


def test_a_paragraph_that_only_has_tags_is_no_other_text() -> None:
    story = engine.loads("== a\nOne. #x\n\n#image=door.png\n\nTwo.\n* Go. -> end\n")
    session = story.start()
    session.choose(session.choices[0])
    play = OriginalPlay(story, SavedPath.of(session))
    assert play.place is not None
