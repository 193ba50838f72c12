"""`(was …)`: a story that records how its scenes and choices were called before."""

import pytest
from umbrella import STORY, recorded

import engine
from engine.paths.repairing import repair
from engine.paths.replaying import replay
from engine.paths.saved_path import SavedPath

RENAMED = (
    STORY.replace("-> street", "-> road")
    .replace("-> porch", "-> veranda")
    .replace("start: porch", "start: veranda")
    .replace("== porch:", "== veranda (was stoop, porch):")
    .replace("== street:", "== road (was street):")
    .replace("(party)", "(dance was ball, party)")
    .replace("+ Wait a while.", "+ (wait was wait-a-while) Wait a bit.")
)


def test_recorded_renames_are_followed_and_are_no_difference(saved: SavedPath) -> None:
    story = engine.loads(RENAMED)
    assert {key: names for key, names in story.program.was.items() if names} == {
        "scenes": {"stoop": "veranda", "porch": "veranda", "street": "road"},
        "choices": {"road.ball": "road.dance", "road.party": "road.dance", "veranda.wait-a-while": "veranda.wait"},
    }
    done = replay(story, saved)
    assert done.stopped is None
    assert done.session.ending == ("Glad",)
    assert {one.kind.value for result in done.results for one in result.differences if not one.expected} == {
        "choice reworded"
    }


def test_a_renamed_scene_draws_as_it_did(saved: SavedPath) -> None:
    story = engine.loads(RENAMED.replace("Wait a bit.", "Wait a while."))
    done = replay(story, saved)
    assert done.fits
    assert done.session.text[0].text == replay(engine.loads(STORY), saved).session.text[0].text


def test_repair_writes_the_new_names(saved: SavedPath) -> None:
    story = engine.loads(RENAMED)
    found = repair(story, saved)
    assert list(found.changes) == [
        "step 1: `porch.wait-a-while` is `veranda.wait` now (untitled.story:20)",
        "step 2: `porch.ask` is `veranda.ask` now (untitled.story:13)",
        "step 4: `porch.smile` is `veranda.smile` now (untitled.story:28)",
        "step 5: `street.party` is `road.dance` now (untitled.story:37)",
    ]
    assert found.path is not None
    assert [step.id for step in found.path.steps] == [
        "veranda.wait", "veranda.ask", "veranda.name", "veranda.smile", "road.dance",
    ]  # fmt: skip
    assert replay(engine.loads(RENAMED), found.path).fits


def test_a_choice_that_came_from_another_scene() -> None:
    text = "== a\nA.\n* (x) One. -> end: X\n* Two. -> end\n"
    moved = "start: b\n\n== a\nA.\n* Two. -> end\n\n== b\nB.\n* (y was a.x) One, say. -> end: X\n* No. -> a\n"
    done = replay(engine.loads(moved), recorded(text, ["a.x"]))
    assert done.stopped is None
    assert done.session.ending == ("X",)


def test_scenes_that_each_offers_under_new_names() -> None:
    text = "== a\n* each #t\n\n== b: Bee #t\nB.\n-> end: B\n"
    done = replay(engine.loads(text.replace("== b", "== bee (was b)")), recorded(text, ["a.each-b"]))
    assert done.fits


def test_headings_with_old_names_hold_all_else() -> None:
    story = engine.loads("== a\n-> b(2)\n\n== b(n) (was c, d): The (other) scene #t\n{n}\n-> end\n")
    assert story.scenes == ("a", "b")
    assert story.program.scenes[1].title == "The (other) scene"
    assert story.program.scenes[1].tags == ("t",)
    assert story.start(seed=1).text[0].text == "2"


def test_text_in_brackets_is_no_old_name() -> None:
    session = engine.loads("== a (was b)\n* (he was very tired) Sleep.\n    -> end\n* (once) Was it? -> end\n").start(
        seed=1
    )
    assert [(choice.id, choice.text) for choice in session.choices] == [
        ("a.he-was-very-tired-sleep", "(he was very tired) Sleep."),
        ("a.once", "Was it?"),
    ]


WRONG = {
    "== a\n-> b\n\n== b (was a)\n-> end\n": (4, 11, "`a` is a scene of this story"),
    "== a\n-> b\n\n== b (was c)\n-> d\n\n== d (was x, c)\n-> end\n": (7, 14, "the scene `b` was `c` already"),
    "== a\n* (x was y) One. -> end\n* (y) Two. -> end\n": (2, 10, "`a.y` is a choice of this story"),
    "== a\n* (x was z) One. -> end\n* (y was z) Two. -> end\n": (3, 10, "`a.x` was `a.z` already"),
}


@pytest.mark.parametrize("text", WRONG)
def test_old_names_that_mean_something_else_are_errors(text: str) -> None:
    with pytest.raises(engine.StoryErrors) as caught:
        engine.loads(text)
    found = [one for one in caught.value.diagnostics if one.severity == "error"]
    assert [(one.code, one.span.line, one.span.column, one.message) for one in found] == [("NC113", *WRONG[text])]
