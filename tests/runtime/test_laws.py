"""Laws of playing, which hold for every story: tried on made ones."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from made_stories import MOVES, SEEDS, step, story_texts

import engine
from engine.loading import compile_file
from engine.program.codec import data_of, program_of
from engine.program.files import read_program, write_program
from engine.program.validation import check_program
from engine.runtime.session import Session
from engine.runtime.story import Story

Draw = Callable[[st.SearchStrategy[Any]], Any]
LAW = settings(deadline=None, suppress_health_check=list(HealthCheck))


@lru_cache(maxsize=4)
def loaded(text: str) -> Story:
    return engine.loads(text)


def begun(text: str, seed: int) -> Session:
    """A session of a story; stories that fail before their first choice are left out."""
    try:
        return loaded(text).start(seed=seed)
    except engine.PlayError:
        assume(False)
        raise


def seen(session: Session) -> tuple[Any, ...]:
    """What a player can see, and the state."""
    question = session.question
    asked = None if question is None else (question.text, question.kind, question.low, question.high, question.default)
    try:
        status: object = session.status
    except engine.PlayError as error:
        status = error.diagnostic
    return (
        session.state, session.text, session.choices, asked, session.ending, session.over, session.scene, status,
        tuple(session.variables.items()),
    )  # fmt: skip


def all_seen(session: Session) -> tuple[Any, ...]:
    return (*seen(session), session.path, session.turns)


def played(session: Session, moves: list[int]) -> list[tuple[Any, ...]]:
    """All that is seen on the way."""
    frames = [seen(session)]
    for number in moves:
        if not step(session, number):
            break
        frames.append(seen(session))
    return frames


def same_seed_and_same_choices_are_the_same_play(text: str, moves: list[int], seed: int, _: Draw) -> None:
    assert played(begun(text, seed), moves) == played(begun(text, seed), moves)


def undo_makes_what_was_never_have_been(text: str, moves: list[int], seed: int, draw: Draw) -> None:
    session = begun(text, seed)
    frames = [all_seen(session)]
    for number in moves:
        if not step(session, number):
            break
        frames.append(all_seen(session))
    back = draw(st.integers(0, len(frames) - 1))
    for frame in reversed(frames[len(frames) - 1 - back : -1]):
        assert session.undo()
        assert all_seen(session) == frame
    here = len(frames) - 1 - back
    # A part of the way forward again, and back.
    again = draw(st.integers(0, back))
    for frame in frames[here + 1 : here + 1 + again]:
        assert session.redo()
        assert all_seen(session) == frame
    for frame in reversed(frames[here : here + again]):
        assert session.undo()
        assert all_seen(session) == frame
    # Another way is as if the first had never been.
    other = begun(text, seed)
    for number in moves[:here]:
        step(other, number)
    number = draw(st.integers(0, 99))
    assert step(session, number) == step(other, number)
    assert all_seen(session) == all_seen(other)


def undo_to_the_start_and_redo_to_the_end(text: str, moves: list[int], seed: int, _: Draw) -> None:
    session = begun(text, seed)
    first = all_seen(session)
    count = len(played(session, moves)) - 1
    last = all_seen(session)
    for _ in range(count):
        assert session.undo()
    assert not session.undo()
    assert all_seen(session) == first
    for _ in range(count):
        assert session.redo()
    assert not session.redo()
    assert all_seen(session) == last


def restoring_gives_the_same_choices_and_the_same_future(text: str, moves: list[int], seed: int, draw: Draw) -> None:
    session = begun(text, seed)
    played(session, moves)
    other = begun(text, seed ^ 5)
    other.restore(json.loads(json.dumps(session.state)))
    assert other.state == session.state
    assert other.text == ()
    assert (other.choices, other.ending, other.scene) == (session.choices, session.ending, session.scene)
    assert (other.path, other.undo(), other.redo()) == ((), False, False)
    after = draw(MOVES)
    there, here = played(other, after), played(session, after)
    assert there[1:] == here[1:]
    # After restoring, undo leads back to the restored state and no further.
    while other.undo():
        pass
    assert other.text == ()
    assert [choice.id for choice in other.choices] == [choice.id for choice in there[0][2]]


def a_path_leads_to_the_same_place(text: str, moves: list[int], seed: int, _: Draw) -> None:
    session = begun(text, seed)
    played(session, moves)
    other = begun(text, session.seed)
    for taken in session.path:
        assert other.scene
        if taken.id is None:
            assert taken.answer is not None
            other.answer(taken.answer)
        else:
            other.choose(taken.id)
    assert all_seen(other) == all_seen(session)


def what_is_offered_depends_on_the_state_alone(text: str, moves: list[int], seed: int, _: Draw) -> None:
    session = begun(text, seed)
    played(session, moves)
    for other_seed in (seed, seed ^ 1):
        other = begun(text, other_seed)
        played(other, moves[: len(moves) // 2])
        other.restore(session.state)
        assert other.choices == session.choices
        assert other.state == session.state
        assert other.choices == session.choices


def assert_plain(value: object) -> None:
    """A state holds tuples, numbers and texts only, all of them immutable."""
    assert value is None or type(value) in (tuple, int, str, bool)
    if isinstance(value, tuple):
        for one in value:
            assert_plain(one)


def states_are_values(text: str, moves: list[int], seed: int, _: Draw) -> None:
    session = begun(text, seed)
    states = [frame[0] for frame in played(session, moves)]
    copies = json.loads(json.dumps(states))
    for state, copy in zip(states, copies, strict=True):
        assert_plain(state)
        assert hash(state) == hash(tuple_of(copy))
        assert state == tuple_of(copy)


def tuple_of(value: Any) -> Any:
    return tuple(map(tuple_of, value)) if isinstance(value, list) else value


def a_program_from_json_plays_the_same(text: str, moves: list[int], seed: int, _: Draw) -> None:
    story = loaded(text)
    program = json.loads(json.dumps(data_of(story.program)))
    assert program_of(program) == story.program
    check_program(program)
    expected = played(begun(text, seed), moves)
    assert played(Story(program_of(program)).start(seed=seed), moves) == expected


LAWS: tuple[Callable[[str, list[int], int, Draw], None], ...] = (
    same_seed_and_same_choices_are_the_same_play,
    undo_makes_what_was_never_have_been,
    undo_to_the_start_and_redo_to_the_end,
    restoring_gives_the_same_choices_and_the_same_future,
    a_path_leads_to_the_same_place,
    what_is_offered_depends_on_the_state_alone,
    states_are_values,
    a_program_from_json_plays_the_same,
)


@settings(LAW, max_examples=60)
@given(story_texts(), MOVES, SEEDS, st.data())
def test_laws(text: str, moves: list[int], seed: int, data: st.DataObject) -> None:
    """All laws for each story: to make and to read it takes far longer than to play it."""
    for law in LAWS:
        law(text, moves, seed, data.draw)


@settings(LAW, max_examples=15)
@given(text=story_texts(), moves=MOVES, seed=SEEDS)
def test_code_from_the_cache_plays_the_same(
    text: str, moves: list[int], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("made") / "made.story"
    path.write_text(text, encoding="utf-8")
    first = played(begun(text, seed), moves)
    for _ in range(3):
        story = engine.load(path)
        assert [frame[1:] for frame in played(story.start(seed=seed), moves)] == [frame[1:] for frame in first]
        story.machine.code.cache.write_codes()  # type: ignore[union-attr]  # a StoryCache
    assert story.machine.code.cache.get("scene 0") is not None  # type: ignore[union-attr]
    write_program(compile_file(path)[0], path.with_suffix(".json"))
    assert played(Story(read_program(path.with_suffix(".json"))).start(seed=seed), moves) == played(
        engine.load(path).start(seed=seed), moves
    )


DRAWING = """
== start
Dice {random(1, 1000000)} {random(1, 1000000)} {shuffle: a | b | c | d | e | f | g}.
~ shuffle:
    - One.
    - Two.
    - Three.
-> any #t ->
+ Go. -> other

== other
EDITED
+ Back. -> start

== ta #t
A. -> back

== tb #t
B. -> back

== tc #t
C. -> back
"""


@settings(LAW, max_examples=25)
@given(SEEDS)
def test_an_edit_in_one_scene_leaves_the_draws_of_others(seed: int) -> None:
    def draws(story: str) -> list[Any]:
        session = engine.loads(story).start(seed=seed)
        found = []
        for _ in range(6):
            found.append(session.text)
            session.choose(0)
            session.choose(0)
        return found

    edited = "Text {random(1, 6)} {random(1, 1000000)} {shuffle: a | b}.\n~ let x = random(1, 2)\n{x}\n-> any #t ->"
    assert draws(DRAWING) == draws(DRAWING.replace("EDITED", edited))
    # Nor does an edit in the same scene that leaves the drawing lines alone.
    more = DRAWING.replace("Dice", "Dice {random(1, 5) > 9} {cycle: x | y} {shuffle: p | q}")
    assert [one[0].text.split()[-4:] for one in draws(DRAWING)] == [one[0].text.split()[-4:] for one in draws(more)]
