"""What a program that plays a story does wrong is told at once, in words, and the session stays where it was."""

import copy
import math
from collections.abc import Callable
from typing import Any

import pytest

import engine
from engine.paths.files import save_path

STORY = engine.loads(
    """\
var coins: 0..9 = 2
var name: text = "stranger"
var mood: good | bad
var bag: set of rope, lamp
== stop
Here.
+ (tea) Tea.
    ~ coins -= 1
    -> stop
+ {if coins > 0} Ask.
    ~ ask name: Who?
    -> stop
* Out. -> end
== give(n: 0..3)
{n}
-> stop
"""
)
OTHER = engine.loads("== a\n+ (x) X. -> a\n+ Y. -> end\n").start(seed=1)
HUGE = 10**5000

CHOICES: list[Any] = [
    -1,
    3,
    HUGE,
    True,
    False,
    None,
    1.0,
    math.nan,
    b"stop.tea",
    "",
    "1",
    "\x1b[2J",
    "x" * 100_000,
    [],
    OTHER.choices[0],
]
ANSWERS: list[Any] = [None, True, 1.5, math.nan, b"x", [], HUGE, "x" * 201]
VALUES: list[tuple[Any, Any]] = [
    ("coins", 5.0), ("coins", math.nan), ("coins", math.inf), ("coins", True), ("coins", "5"), ("coins", HUGE), ("coins", -1),
    ("coins", None), ("name", 5), ("name", b"x"), ("name", "x" * 201), ("mood", "sad"), ("mood", 0), ("bag", "rope"),
    ("bag", ["knife"]), ("bag", [["rope"]]), ("bag", None), ("gold", 1), ("Coins", 1), (5, 1), (None, 1), ([], 1),
]  # fmt: skip
STARTS: list[dict[str, Any]] = [
    {"seed": "x"}, {"seed": 1.5}, {"seed": True}, {"scene": 5}, {"scene": "nope"}, {"scene": "give"}, {"variables": 5},
    {"variables": [("coins", 1)]}, {"variables": {"gold": 1}}, {"functions": 5}, {"functions": [len]},
]  # fmt: skip


def told(call: Callable[[], object], kind: type[Exception]) -> str:
    """What is told of a mistake, which can be shown on a line."""
    with pytest.raises(kind) as caught:
        call()
    text = str(caught.value)
    assert text.isprintable() and 10 < len(text) < 300, text
    return text


@pytest.mark.parametrize("which", CHOICES, ids=lambda one: type(one).__name__)
def test_what_is_no_choice(which: Any) -> None:
    session = STORY.start(seed=1)
    before = session.state
    told(lambda: session.choose(which), engine.ChoiceError)
    assert session.state == before and session.path == ()


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda one: type(one).__name__)
def test_what_is_no_answer(answer: Any) -> None:
    session = STORY.start(seed=1)
    told(lambda: session.answer("x"), engine.AnswerError)
    session.choose("stop.ask")
    told(lambda: session.answer(answer), engine.AnswerError)
    assert session.question is not None


def test_a_whole_number_is_an_answer() -> None:
    session = engine.loads("var n: 0..9\n== a\n~ ask n: How many?\n-> end\n").start(seed=1)
    session.answer(7)
    assert session.variables["n"] == 7


def test_what_is_no_value() -> None:
    session = STORY.start(seed=1)
    for name, value in VALUES:
        told(lambda name=name, value=value: session.set(name, value), engine.HostError)  # type: ignore[misc]
    assert session.path == ()


def test_what_is_no_beginning() -> None:
    for given in STARTS:
        told(lambda given=given: STORY.start(**given), engine.HostError)  # type: ignore[misc]


def test_what_is_no_step_no_observer_and_no_state() -> None:
    session = STORY.start(seed=1)
    steps: list[Any] = [None, 5, "stop.tea", OTHER, engine.Step("", None, None, None, 5)]  # type: ignore[arg-type]
    for step in steps:
        told(lambda step=step: session.repeat(step), engine.HostError)  # type: ignore[misc]
    for name, function in (("nope", print), (5, print), ("coins", 5)):
        told(lambda name=name, function=function: session.observe(name, function), engine.HostError)  # type: ignore[misc]
    for state in (None, 5, "x", [], {}, [math.nan] * 9, OTHER.state, HUGE):
        told(lambda state=state: session.restore(state), engine.StateError)  # type: ignore[misc]


def test_what_is_no_story_and_no_path() -> None:
    for text in (None, 5, b"== a\n"):
        told(lambda text=text: engine.loads(text), TypeError)  # type: ignore[misc]
    assert "SavedPath.of(session)" in told(lambda: save_path(STORY.start(seed=1), "x.json"), TypeError)  # type: ignore[arg-type]


def test_nothing_is_lost_without_a_word() -> None:
    session = STORY.start(seed=1)
    with pytest.raises(TypeError, match=r"session\.set\(name, value\)"):
        session.variables["coins"] = 5
    with pytest.raises(AttributeError):
        session.coins = 5  # type: ignore[attr-defined]
    assert repr(session) == "<Session of 'untitled': 0 steps>"


def test_a_copy_is_a_session_of_its_own() -> None:
    session = STORY.start(seed=1)
    other = copy.copy(session)
    other.choose("stop.tea")
    assert (session.variables["coins"], other.variables["coins"]) == (2, 1)


def test_an_asynchronous_function_of_the_host(recwarn: pytest.WarningsRecorder) -> None:
    async def give() -> int:
        return 1

    story = engine.loads("extern give() -> number\n== a\n+ Go {give()}. -> a\n+ End. -> end\n")
    assert "it is asynchronous" in told(lambda: story.start(functions={"give": give}), engine.PlayError)
    assert not recwarn.list


class Words(str):
    """A text that is equal to every other, and shows itself as it likes."""

    def __eq__(self, other: object) -> bool:
        return True

    def __getitem__(self, at: Any) -> str:
        raise KeyError(at)

    def __repr__(self) -> str:
        return "\x1b[2J"

    __hash__ = str.__hash__
    __str__ = __repr__


class Many(int):
    """A number that is everywhere between all others."""

    def __le__(self, other: object) -> bool:
        return True

    __lt__ = __ge__ = __gt__ = __le__


def test_texts_and_numbers_of_a_kind_of_their_own() -> None:
    session = STORY.start(seed=1, scene=Words("stop"), variables={Words("name"): Words("Ada")})
    assert session.variables["name"] == "Ada" and type(session.variables["name"]) is str
    assert session.beginning == engine.Beginning("stop", {"name": "Ada"})
    told(lambda: session.choose(Many(7)), engine.ChoiceError)
    told(lambda: session.choose(Words("stop.nothing")), engine.ChoiceError)
    told(lambda: session.set(Words("nothing"), 1), engine.HostError)
    told(lambda: session.set("coins", Many(70)), engine.HostError)
    told(lambda: STORY.start(scene=Words("nowhere")), engine.HostError)
    told(lambda: STORY.start(variables={Words("nothing"): 1}), engine.HostError)
    session.set(Words("coins"), Many(7))
    session.choose(Words("stop.ask"))
    session.answer(Words("Bob"))
    assert [(type(step.answer), step.answer) for step in session.path if step.answer] == [(str, "Bob")]
    host = session.path[0].host
    assert host is not None and host[0] == "set" and [type(one) for one in host] == [str, str, int]
    told(lambda: session.repeat(engine.Step("", Words("x"), None, None)), engine.ChoiceError)
