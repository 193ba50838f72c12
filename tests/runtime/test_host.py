"""What a host does besides choosing: variables, beginnings elsewhere, looking again, observing, pickling."""

import gc
import json
import pickle
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine
from engine.runtime.pickling import session_in_parts

TEXT = """\
status: {gold} coins
var gold: 0..20 = 3
var debt: number
var name: text = "stranger"
var mood: sour | glad
var bag: set of rope, lamp
var late = false

== hall: The hall
{gold} coins{once: , counted twice}.
+ (buy) {if gold > 5} Buy.
    ~ gold -= 5
    -> hall
+ {needs gold > 1: too poor} Toss {shuffle: one | two | three}.
    ~ gold -= 1
    -> hall
* {if gold > 0} Ask.
    ~ ask name: Who are you?
    {name}!
+ {if debt == 0} Wait. -> hall
Nothing is left.
-> cellar

== cellar
Dark. {visits(hall)}
+ Back. -> hall
+ End. -> end: Cold

== gate(n: 0..3)
{n}
-> end
"""
OPEN = """\
extern is_open() -> true/false
== hall
Here.
+ {if is_open()} Go in. -> hall
+ Wait. -> hall
"""


@pytest.fixture
def session() -> engine.Session:
    return engine.loads(TEXT).start(seed=3)


def ids(session: engine.Session) -> list[str]:
    return [choice.id for choice in session.choices if choice.enabled]


def test_set(session: engine.Session) -> None:
    session.set("gold", 9)
    assert session.variables["gold"] == 9
    assert "hall.buy" in ids(session)
    assert [paragraph.text for paragraph in session.text] == ["3 coins, counted twice."]
    session.choose("buy")
    assert [paragraph.text for paragraph in session.text] == ["4 coins."]
    session.set("name", " A\tB ")
    session.set("bag", ["lamp"])
    session.set("mood", "glad")
    session.set("late", True)
    session.set("debt", -5)
    assert dict(session.variables) == {
        "gold": 4, "debt": -5, "name": "A B", "mood": "glad", "bag": ("lamp",), "late": True
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("gold", 21, "`gold` takes a whole number from 0 to 20, not 21"),
        ("gold", True, "not True"),
        ("gold", "5", "not '5'"),
        ("gold", 5.0, "not 5.0"),
        ("gold", None, "not None"),
        ("debt", 2**53, "`debt` takes a whole number within ±9007199254740991, not 9007199254740992"),
        ("late", 1, "`late` takes true or false, not 1"),
        ("mood", "bad", "`mood` takes one of sour, glad, not 'bad'"),
        ("bag", ["rope", "axe"], "`bag` takes a list of rope, lamp, not ['rope', 'axe']"),
        ("bag", "rope", "not 'rope'"),
        ("name", "x" * 201, "at most 200 characters, not 201"),
        ("golf", 5, "no variable `golf`; did you mean `gold`?"),
        ("\x1b[2J", 5, "no variable"),
        (None, 5, "no variable None"),
        (["gold"], 5, "no variable"),
    ],
)
def test_what_cannot_be_set(session: engine.Session, name: Any, value: Any, told: str) -> None:
    before = session.state
    with pytest.raises(engine.HostError) as caught:
        session.set(name, value)
    assert told in str(caught.value) and "\x1b" not in str(caught.value)
    assert (session.state, session.path) == (before, ())


def test_what_is_set_is_a_step(session: engine.Session) -> None:
    assert session.is_proved
    session.set("gold", 3)
    assert session.path == (), "it has that value already"
    session.set("gold", 9)
    session.choose("buy")
    assert [step.host for step in session.path] == [("set", "gold", 9), None]
    assert session.turns == 1 and not session.is_proved
    assert session.undo() and session.variables["gold"] == 9
    assert session.undo() and session.variables["gold"] == 3
    assert [paragraph.text for paragraph in session.text] == ["3 coins, counted twice."]
    assert not session.undo() and session.is_proved
    assert session.redo() and session.redo() and session.variables["gold"] == 4


def test_where_nothing_is_left_to_choose_the_story_goes_on(session: engine.Session) -> None:
    session.choose("hall.ask")
    session.answer("Mia")
    assert session.scene == "cellar"
    session.choose(0)
    session.set("debt", 1)
    session.set("gold", 0)
    assert session.scene == "cellar"
    assert [paragraph.text for paragraph in session.text] == ["3 coins.", "Nothing is left.", "Dark. 2"]
    session.undo()
    assert session.scene == "hall" and [paragraph.text for paragraph in session.text] == ["3 coins."]


def test_a_question_is_looked_at_again(session: engine.Session) -> None:
    session.choose("hall.ask")
    session.set("name", "Tom")
    assert session.question is not None and session.question.default == "Tom"
    session.answer("")
    assert session.variables["name"] == "Tom"


def test_nothing_is_set_behind_the_end(session: engine.Session) -> None:
    session = engine.loads(TEXT).start(seed=1, scene="cellar")
    session.choose(1)
    for act in (lambda: session.set("gold", 1), session.refresh):
        with pytest.raises(engine.SessionError, match="over"):
            act()
    session.undo()
    session.set("gold", 1)


def test_variables_are_only_shown(session: engine.Session) -> None:
    shown = session.variables
    for change in (
        lambda: shown.__setitem__("gold", 5), lambda: shown.pop("gold"), shown.clear, lambda: shown.update(gold=5),
        lambda: shown.__delitem__("gold"), lambda: shown.setdefault("gold", 5), lambda: shown.__ior__({"gold": 5}),
    ):  # fmt: skip
        with pytest.raises(TypeError, match=r"session\.set"):
            change()
    assert shown["gold"] == 3 and json.loads(json.dumps(shown))["gold"] == 3
    assert pickle.loads(pickle.dumps(shown)) == shown


def test_a_beginning_elsewhere() -> None:
    story = engine.loads(TEXT)
    session = story.start(seed=3, scene="cellar", variables={"gold": 7, "bag": ("rope",)})
    assert [paragraph.text for paragraph in session.text] == ["Dark. 0"]
    assert session.beginning == engine.Beginning("cellar", {"gold": 7, "bag": ("rope",)})
    assert not session.is_proved
    session.choose(0)
    assert [paragraph.text for paragraph in session.text] == ["7 coins, counted twice."]
    session.undo()
    assert [paragraph.text for paragraph in session.text] == ["Dark. 0"]
    assert story.start(seed=3).beginning is None


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"scene": "cellars"}, "no scene `cellars`; did you mean `cellar`?"),
        ({"scene": "gate"}, "a play cannot begin in it"),
        ({"scene": 3}, "no scene 3"),
        ({"variables": {"gold": 99}}, "`gold` takes a whole number from 0 to 20"),
        ({"variables": {"golf": 1}}, "did you mean `gold`?"),
    ],
)
def test_no_such_beginning(asked: dict[str, Any], told: str) -> None:
    with pytest.raises(engine.HostError) as caught:
        engine.loads(TEXT).start(seed=1, **asked)
    assert told in str(caught.value)


def test_refresh() -> None:
    hour = [False]
    session = engine.loads(OPEN).start(seed=1, functions={"is_open": lambda: hour[0]})
    assert ids(session) == ["hall.wait"]
    assert not session.refresh() and session.path == ()
    hour[0] = True
    assert session.refresh()
    assert ids(session) == ["hall.go-in", "hall.wait"]
    assert [paragraph.text for paragraph in session.text] == ["Here."]
    session.choose("hall.go-in")
    assert session.undo() and ids(session) == ["hall.go-in", "hall.wait"]
    assert session.undo() and ids(session) == ["hall.wait"]
    assert not session.undo()


def test_a_refresh_that_changes_nothing_keeps_what_was_undone(session: engine.Session) -> None:
    session.choose("hall.wait")
    session.undo()
    assert not session.refresh()
    assert session.redo()


def test_observe(session: engine.Session) -> None:
    told: list[tuple[str, Any, str]] = []
    stop = session.observe("gold", lambda name, value: told.append((name, value, session.scene)))
    session.observe("mood", lambda name, value: told.append((name, value, session.scene)))
    session.choose("hall.wait")
    session.set("gold", 9)
    session.choose("buy")
    session.undo()
    session.redo()
    session.set("mood", "glad")
    session.restore(engine.loads(TEXT).start(seed=3).state)
    assert told == [
        ("gold", 9, "hall"), ("gold", 4, "hall"), ("gold", 9, "hall"), ("gold", 4, "hall"), ("mood", "glad", "hall"),
        ("gold", 3, "hall"), ("mood", "sour", "hall"),
    ]  # fmt: skip
    stop()
    stop()
    session.set("gold", 1)
    assert len(told) == 7
    with pytest.raises(engine.HostError):
        session.observe("golf", print)


def test_all_observers_are_told_though_one_fails(session: engine.Session) -> None:
    told: list[Any] = []

    def fail(name: str, value: Any) -> None:
        raise ValueError(value)

    session.observe("gold", fail)
    session.observe("gold", lambda name, value: told.append(value))
    with pytest.raises(ValueError, match="7"):
        session.set("gold", 7)
    with pytest.raises(ValueError, match="3"):
        session.undo()
    assert told == [7, 3] and session.path == ()


@pytest.mark.parametrize("what", ["choose", "set", "undo", "restore", "refresh", "answer"])
def test_an_observer_looks_but_does_not_go_on(session: engine.Session, what: str) -> None:
    seen: list[Any] = []

    def observer(name: str, value: Any) -> None:
        seen.extend([session.choices, session.text, session.variables[name], session.status])
        getattr(session, what)(*{"choose": [0], "set": ["gold", 1], "restore": [()], "answer": [""]}.get(what, []))

    session.observe("gold", observer)
    with pytest.raises(engine.SessionError, match="observer"):
        session.set("gold", 7)
    assert len(seen) == 4 and seen[2] == 7
    assert session.variables["gold"] == 7, "the step stands"


MOVES = st.lists(
    st.one_of(
        st.integers(0, 9),
        st.sampled_from(["undo", "redo", "refresh"]),
        st.tuples(st.just("gold"), st.integers(0, 20)),
        st.tuples(st.just("debt"), st.integers(0, 1)),
    ),
    max_size=60,
)


def do(session: engine.Session, move: Any) -> None:
    if session.over:
        session.undo()
    elif isinstance(move, tuple):
        session.set(*move)
    elif isinstance(move, str):
        getattr(session, move)()
    elif session.question is not None:
        session.answer(f"N{move}")
    else:
        open_choices = ids(session)
        session.choose(open_choices[move % len(open_choices)])


def shown(session: engine.Session) -> Any:
    return session.state, session.text, session.choices, session.question, session.ending


@settings(max_examples=60, deadline=None)
@given(MOVES, st.integers(0, 3))
def test_undo_and_pickling_with_all_that_a_host_does(moves: list[Any], seed: int) -> None:
    """Going back step by step shows what was there; a session out of a pickle is the same one."""
    session = engine.loads(TEXT).start(seed=seed, variables={"gold": 4})
    looks = [shown(session)]
    for move in moves:
        before = len(session.path)
        do(session, move)
        count = len(session.path)
        if count > before and move != "redo":
            looks[count:] = [shown(session)]
        assert shown(session) == looks[count]
    again = pickle.loads(pickle.dumps(session))
    assert (shown(again), again.path, again.beginning) == (shown(session), session.path, session.beginning)
    for expected in reversed(looks[: len(session.path)]):
        assert session.undo() and again.undo()
        assert shown(session) == shown(again) == expected
    assert not session.undo()


def flips() -> bool:
    return random.random() < 0.5


def test_a_session_with_functions_of_the_host_is_pickled_with_its_states() -> None:
    session = engine.loads(OPEN).start(seed=1, functions={"is_open": flips})
    looks = [shown(session)[:2]]
    for _ in range(40):
        session.choose("hall.wait")
        looks.append(shown(session)[:2])
    again = pickle.loads(pickle.dumps(session))
    assert again.path == session.path
    for expected in reversed(looks):
        assert shown(again)[:2] == expected
        again.undo()
    again.choose("hall.wait")


def test_a_session_whose_states_are_laid_out_otherwise_is_refused() -> None:
    session = engine.loads(OPEN).start(seed=1, functions={"is_open": flips})
    make, (story, began, steps, scenes, stops, state, kind) = session_in_parts(session)
    with pytest.raises(engine.StateError, match="another version of Nightcap"):
        make(story, began, steps, scenes, stops, (*state, b"\0"), kind)
    with pytest.raises(engine.StateError, match="another version of Nightcap"):
        make(story, began, steps, scenes, stops, state)


def test_choices_that_were_taken_are_pickled_and_taken_again() -> None:
    story = engine.loads("== a\nHere.\n+ Round. -> a\n+ Say it.\n    Said.\n    -> a\n+ Out. -> end\n")
    session = story.start(seed=1)
    for _ in range(3):
        taken = session.choices[1]
        session.choose(1)
        session.choose("a.round")
        again = pickle.loads(pickle.dumps((session, taken)))
        assert again[1] == taken == session.choices[1]
        again[0].choose(again[1])
        assert [one.text for one in again[0].text] == ["Said.", "Here."]


def test_a_session_of_a_file_is_pickled_without_it(tmp_path: Path) -> None:
    file = tmp_path / "x.story"
    file.write_text(TEXT + "// " + "long " * 2000, encoding="utf-8")
    story = engine.load(file)
    sessions = [story.start(seed=seed) for seed in range(20)]
    for session in sessions:
        session.choose(0)
    data = [pickle.dumps(session) for session in sessions]
    assert all(len(one) < 2000 for one in data)
    again = [pickle.loads(one) for one in data]
    assert len({id(session.story) for session in again}) == 1
    assert [shown(session) for session in again] == [shown(session) for session in sessions]
    del again, session
    gc.collect()
    file.write_text(TEXT.replace("-> cellar", "-> end"), encoding="utf-8")
    with pytest.raises(engine.StateError, match="changed"):
        pickle.loads(data[0])


def test_a_restored_session_is_pickled_from_there(session: engine.Session) -> None:
    session.choose("hall.wait")
    session.restore(session.state)
    session.choose("hall.wait")
    again = pickle.loads(pickle.dumps(session))
    assert (shown(again), again.path) == (shown(session), session.path)


def test_a_session_in_use_is_not_pickled() -> None:
    kept: list[engine.Session] = []
    session = engine.loads(OPEN).start(seed=1, functions={"is_open": lambda: bool(kept and pickle.dumps(kept[0]))})
    kept.append(session)
    with pytest.raises(engine.PlayError, match="cannot use the session"):
        session.refresh()


def test_steps_of_another_play_are_repeated(session: engine.Session) -> None:
    session.set("bag", ["lamp"])
    session.choose("hall.ask")
    session.set("gold", 9)
    session.answer("Ada")
    again = session.story.start(seed=session.seed)
    for step in session.path:
        again.repeat(step)
    assert (shown(again), again.path) == (shown(session), session.path)
    again.repeat(engine.Step("", None, None, None, ("set", "gold", 9)))
    again.repeat(engine.Step("", None, None, None, ("refresh",)))
    assert len(again.path) == len(session.path) + 2 and again.undo() and again.undo()
    assert shown(again) == shown(session)


@pytest.mark.parametrize("host", [("set", "gold", 50), ("set", "silver", 1), ("set", "gold"), ("burn",), ()])
def test_what_no_host_can_do_is_not_repeated(session: engine.Session, host: tuple[Any, ...]) -> None:
    before = shown(session)
    with pytest.raises(engine.HostError):
        session.repeat(engine.Step("", None, None, None, host))
    assert (shown(session), session.path) == (before, ())
