"""The surface that a program has to which stories belong: functions of its own, variables, beginnings, sessions kept."""

from __future__ import annotations

import contextlib
import json
import math
import pickle
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import engine
from engine.paths.replaying import replay
from engine.program.types import Type
from engine.program.values import fits, inner_value, outer_value
from hostile.mutations import NUMBERS, TEXTS
from hostile.sources import sound_story
from hostile.surfaces import COMMANDS, Surface, Wrong, shown, told

STORIES = 150
GOOD = [True, False, 0, 1, 3, 9, "a", "b", ["x", "y"], (), "x" * 500, "\x1b[31m"]
STEPS = 12
EXTERN = """\
extern odd(number) -> 0..9
extern named(text) -> text
extern which(set of x, y, z) -> set of x, y, z
extern holds() -> true/false
extern picks(a | b) -> a | b
status: {named("status")} {n}
var n: 0..9 = 1
var all: number
var word: text = "w"
var some: set of x, y, z = y
var one: a | b
var met = false
def twice(k):
    ~ met = not met
    ~ return odd(k)
== a
{odd(n)} {named(word)} {which(some)} {picks(one)}{if holds(): , so}.
~ all += odd(all)
+ {if holds()} Held {named("x")}.
    ~ some = which(some)
    ~ one = picks(one)
    -> a
+ {needs odd(all) > 2: not {named("odd")}} Odd.
    ~ n = odd(3)
    ~ let k = twice(n)
    {k}
    -> a
+ Ask.
    ~ ask word: Who, {named("you")}?
    -> b
+ Count.
    ~ ask n: How many?
    -> a
+ Visit. -> c(odd(1)) ->
    -> a
* Out. -> end
== b
~ word = named(word)
<- lent(odd(2))
+ Back. -> a
== c(k: 0..9)
{k}: {named("c")}
+ {if k != odd(k)} Return. -> back
+ {if k > 4} Home. -> back -> a
+ {otherwise} -> back
== lent(k)
+ Lent {k}. -> a
"""


class Own(Exception):
    """What a host's own code raises, and gets back where it goes through."""


class Unprintable(Exception):
    def __str__(self) -> str:
        raise Own

    __repr__ = __str__


class OddVariation:
    """A value whose every method is against whoever uses it."""

    def __repr__(self) -> str:
        raise Own

    def __eq__(self, other: object) -> bool:
        raise Own

    __str__ = __repr__
    __bool__ = __len__ = __iter__ = __index__ = __int__ = __hash__ = __repr__  # type: ignore[assignment]


class Liar(str):
    """A text that says that it is another one."""

    def __repr__(self) -> str:
        return "\x1b[2J" * 100

    def __len__(self) -> int:
        return 1

    def __eq__(self, other: object) -> bool:
        return True

    def __getitem__(self, at: Any) -> Any:
        raise Own

    def __hash__(self) -> int:
        return 0

    __str__ = __repr__


class Number(int):
    def __repr__(self) -> str:
        return "\u202e5"

    def __le__(self, other: object) -> bool:
        return True

    __ge__ = __lt__ = __gt__ = __le__
    __str__ = __repr__


def values(session: engine.Session | None) -> list[Any]:
    """What a host's function gives, or a host sets, in error or not."""
    made = [True, False, 0, 1, 5, 9, "a", "b", "x", "plain", ["x"], ("y", "z"), {"x"}, frozenset("xyz")]
    made += [
        *NUMBERS,
        *TEXTS,
        None,
        math.nan,
        math.inf,
        1.0,
        b"x",
        bytearray(3),
        object(),
        OddVariation(),
        Liar("a"),
        Number(10**9),
    ]
    made += [
        "\u0301" * 300,
        "\ud83d",
        "a\x06\x05\x10b",
        "x" * 3_000_000,
        10**5000,
        [[]],
        ["x"] * 99_999,
        [OddVariation()],
        {Liar("x")},
    ]
    made += [session, range(3), lambda: 1, Unprintable(), {"x": 1}, iter("x"), Number(3), [Liar("x")], complex(1)]
    return made


class Hosts(Surface):
    """What a program does with a story and its sessions."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.story = engine.loads(EXTERN)
        self.session: engine.Session | None = None
        self.kept: list[Any] = []

    def try_one(self, chance: random.Random) -> None:
        story = self._story(chance)
        self.session, self.kept = None, []
        externs = [one for one in story.program.functions if one.is_extern]
        given: dict[str, Any] = {one.name: self._function(one.result, chance) for one in externs}
        if chance.random() < 0.05:
            given[chance.choice(list(given) or ["x"])] = chance.choice(values(None))
        beginning: dict[str, Any] = {}
        if chance.random() < 0.4:
            beginning["scene"] = chance.choice([*story.scenes, None, *([*TEXTS, 5] if chance.random() < 0.1 else ())])
        if chance.random() < 0.4:
            beginning["variables"] = {self._name(story, chance): self._value(story, chance)}
        seed = chance.choice([1, 7, None, -1, 2**40]) if chance.random() < 0.95 else chance.choice(values(None))
        try:
            self.session = session = story.start(seed, given, **beginning)
        except engine.NightcapError as error:
            told(error)
            return
        self.used += 1
        looks(session)
        for _ in range(STEPS):
            before = session.state
            try:
                self._do(session, chance)
            except engine.NightcapError as error:
                told(error)
                if session.state != before:
                    raise Wrong("a step that failed has changed the state") from error
            except Own:
                pass
            looks(session)
            self.kept.append(session.state)

    def _story(self, chance: random.Random) -> engine.Story:
        return self.story if chance.random() < 0.5 else sound_story(chance.randrange(STORIES))

    def _function(self, result: Type, chance: random.Random) -> Callable[..., Any]:
        """A function of the host; most of what it gives fits."""
        good = [value for value in GOOD if inner_value(value, result) is not None]

        def function(*given: Any) -> Any:
            how = chance.random()
            if how < 0.9 and good:
                return chance.choice(good)
            if how < 0.92:
                raise chance.choice(
                    [Own, Unprintable, KeyError, RecursionError, MemoryError, StopIteration, engine.HostError("x")]
                )
            if how < 0.95 and self.session is not None:
                with contextlib.suppress(engine.SessionError):
                    chance.choice(
                        [
                            self.session.undo,
                            self.session.refresh,
                            lambda: self.session.choose(0),
                            lambda: self.session.text,
                        ]
                    )()
                    raise Wrong("a function of the host has used the session that calls it")
            return chance.choice(values(self.session))

        return function

    def _name(self, story: engine.Story, chance: random.Random) -> Any:
        names = [one.name for one in story.program.variables]
        return chance.choice(names) if names and chance.random() < 0.9 else chance.choice([*TEXTS, None, 5, Liar("n")])

    def _value(self, story: engine.Story, chance: random.Random) -> Any:
        if chance.random() < 0.6 and story.program.variables:
            one = chance.choice(story.program.variables)
            return outer_value(one.initial, one.type)
        return chance.choice(values(self.session))

    def _do(self, session: engine.Session, chance: random.Random) -> None:
        """One thing that a host may do."""
        story, how = session.story, chance.randrange(12)
        if how < 4:
            open_ones = [one for one in session.choices if one.enabled]
            if session.question is not None:
                session.answer(chance.choice([5, "Ada", "", *values(session)]))
            elif open_ones and chance.random() < 0.8:
                session.choose(chance.choice(open_ones))
            else:
                session.choose(chance.choice([0, 1, -1, *values(session)]))
        elif how < 6:
            session.set(self._name(story, chance), self._value(story, chance))
        elif how == 6:
            session.refresh()
        elif how == 7:
            chance.choice([session.undo, session.redo])()
        elif how == 8:
            where = chance.choice([*self.kept, *values(session)])
            session.restore(
                json.loads(json.dumps(where)) if isinstance(where, tuple) and chance.random() < 0.5 else where
            )
        elif how == 9:
            host = chance.choice(
                [None, ("refresh",), ("set", self._name(story, chance), self._value(story, chance)), 5, ()]
            )
            session.repeat(
                engine.Step("", chance.choice([None, "a", Liar("a.ask")]), None, chance.choice([None, "x"]), host)
            )
        elif how == 10:
            stop = session.observe(self._name(story, chance), self._observer(session, chance))
            if chance.random() < 0.3:
                stop()
        else:
            self.session = None  # its path is made by playing it again; itself it is free
            try:
                self._keep(session)
            finally:
                self.session = session

    def _observer(self, session: engine.Session, chance: random.Random) -> Callable[[str, Any], object]:
        def observer(name: str, value: Any) -> None:
            if session.variables[name] != value:
                raise Wrong("an observer is told another value than there is")
            if chance.random() < 0.2:
                raise Own
            with contextlib.suppress(engine.SessionError):
                session.undo()
                raise Wrong("an observer goes on with its session")

        return observer

    def _keep(self, session: engine.Session) -> None:
        """Keep it in each way there is, and take it up again."""
        if not session.story.externs:
            functions, session.functions = session.functions, {}
            watched, session._observers.watched = session._observers.watched, []
            try:
                again = pickle.loads(pickle.dumps(session))
            finally:
                session.functions, session._observers.watched = functions, watched
            if again.state != session.state or again.path != session.path or again.is_proved != session.is_proved:
                raise Wrong("a pickled session is another one")
        with contextlib.suppress(engine.PathError):
            path = engine.SavedPath.of(session)
            again = engine.SavedPath.loads(path.dumps())
            if again.dumps() != path.dumps():  # what a file has no room for is not in it
                raise Wrong("a saved path is another one when it is read")
            if not session.story.externs:
                done = replay(session.story, again)
                if done.stopped is not None or done.session.state != session.state:
                    raise Wrong("a saved path leads elsewhere")


def looks(session: engine.Session) -> None:
    """Look at all that there is: values of their types, nothing that commands."""
    for one in session.text:
        shown(one.text + (one.speaker or "") + "".join(one.tags))
    for choice in session.choices:
        shown(choice.text + (choice.reason or "") + "".join(choice.tags))
    if session.question is not None:
        shown(session.question.text + session.question.default)
    try:
        if session.status is not None:
            shown(session.status.text)
    except engine.PlayError as error:
        told(error)
    shown(session.scene_title + session.scene + repr(session))
    shown(json.dumps(session.state, ensure_ascii=False))
    types = {one.name: one.type for one in session.story.program.variables}
    for name, value in session.variables.items():
        inner = inner_value(value, types[name])
        if inner is None or not fits(inner, types[name]) or type(value) not in (bool, int, str, tuple):
            raise Wrong(f"{name} is {value!r}")
        if COMMANDS.search(str(value)) or (isinstance(value, str) and len(value) > 200):
            raise Wrong(f"{name} is {value!r}")
