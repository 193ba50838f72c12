"""States taken up by names in a story that has been edited."""

import pytest
from umbrella import STORY, edited, play

import engine
from engine.paths.model import Last
from engine.paths.snapshots import last_of, restore

BEFORE = ["porch.wait-a-while", "porch.ask", "=Mia", "porch.smile"]


def taken_up(story: engine.Story, inputs: list[str] = BEFORE) -> tuple[engine.Session, list[str]]:
    """A session of an edited story that goes on where a play of the first one stood, and what did not fit."""
    last = Last.model_validate_json(last_of(play(edited(), inputs)).model_dump_json())
    session = story.start(seed=7)
    return session, restore(session, last)


def seen(session: engine.Session) -> object:
    return session.scene, session.variables, [choice.id for choice in session.choices]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4])
def test_a_state_is_the_same_in_the_same_story(count: int) -> None:
    session, notes = taken_up(edited(), BEFORE[:count])
    assert (notes, session.state) == ([], play(edited(), BEFORE[:count]).state)


def test_a_state_fits_an_edited_story() -> None:
    story = edited(
        ("var rain", "var coins = 3\nvar rain"),
        ("== porch: The porch", "== cellar\n{random(1, 6)}\n* Up. -> porch\n\n== porch: The porch"),
        ("* Go home. -> end: Dry", "* Sing. -> end: Song\n* Go home. -> end: Dry"),
        ("{name}, he says.", "{name}, says he. {once: Hm.}"),
    )
    session, notes = taken_up(story)
    assert notes == []
    assert (session.scene, session.variables["name"], session.variables["coins"]) == ("street", "Mia", 3)
    assert [choice.id for choice in session.choices] == ["street.sing", "street.go-home", "street.party"]
    # The next draw of that place is the same as it would have been.
    session.choose("street.party")
    after = play(edited(), [*BEFORE, "street.party"])
    assert session.text == after.text


def test_used_up_choices_stay_used_up() -> None:
    text = "== a\nA.\n* One. -> a\n* Two. -> a\n* (c) Three. -> a\n+ Out. -> end\n"
    before = play(engine.loads(text), ["a.two", "a.c"])
    session = engine.loads(text.replace("* One. -> a\n", "* Zero. -> a\n* One. -> a\n")).start(seed=1)
    restore(session, last_of(before))
    assert [choice.id for choice in session.choices] == ["a.zero", "a.one", "a.out"]


def test_what_does_not_fit_is_told() -> None:
    session, notes = taken_up(
        edited(
            ("0..3 = 1", "0..1 = 1"), ("var name: text", "var who: text"), ("ask name", "ask who"), ("{name}", "{who}")
        )
    )
    assert notes == ["`rain` was 2, which does not fit any more; it is 1", "the variable `name` is gone"]
    assert session.variables["mood"] == "glad"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("street", "road", "the scene `street`, where the play stood, is gone"),
        ("* Go home. -> end: Dry\n* (party) Go to the party.\n", "* Stay.\n", "the choices at which the play stood are gone from scene `street`"),
    ],
)  # fmt: skip
def test_a_place_that_is_gone_is_an_error(old: str, new: str, message: str) -> None:
    story = engine.loads(STORY.replace(old, new))
    with pytest.raises(engine.StateError, match=message):
        taken_up(story)


def test_no_snapshot_in_a_visit_or_at_the_end() -> None:
    text = "== a\n-> b ->\n-> end\n== b\nB.\n* Back.\n    -> back\n"
    assert last_of(engine.loads(text).start(seed=1)).snapshot is None
    over = last_of(play(edited(), [*BEFORE, "street.party"]))
    assert (over.ending, over.snapshot) == ("Glad", None)
    with pytest.raises(engine.StateError, match="no stored state"):
        restore(edited().start(seed=1), over)
