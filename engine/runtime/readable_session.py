"""What can be read of a session, between its turns."""

from __future__ import annotations

from _thread import get_ident
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from engine.program.program import SceneNode
from engine.program.values import outer_value
from engine.runtime.counters import outer_state
from engine.runtime.errors import SessionError
from engine.runtime.history import Act, History
from engine.runtime.layout import PLACE, SEED
from engine.runtime.machine import Machine, Stop
from engine.runtime.observers import Observers
from engine.runtime.offers import Choice, Question
from engine.runtime.state_types import Functions, State, ValueSlot
from engine.runtime.steps import Beginning, Ending, Step
from engine.runtime.text import Fragment, Paragraph, joined, paragraphs_of
from engine.runtime.variables import Variables

if TYPE_CHECKING:
    from engine.runtime.story import Story


class ReadableSession:
    """A session as observers and readers see it. While a turn is under way, all but the observers are refused."""

    __slots__ = (
        "_beginning", "_caller", "_free", "_history", "_machine", "_now", "_observers", "_restored", "functions",
        "story",
    )  # fmt: skip

    story: Story
    functions: Functions
    _machine: Machine
    _now: Stop
    _history: History
    _observers: Observers
    _beginning: Beginning | None
    _restored: bool
    # Empty while a turn is under way: a session belongs to one thread at a time, and a host's function that the
    # story calls cannot go on with the play that waits for its answer. To take the last of a list is one step to
    # all threads, as with a lock, at a third of the time.
    _free: list[None]
    # The thread of the turn that is under way.
    _caller: int

    @property
    def text(self) -> tuple[Paragraph, ...]:
        """What was printed since the last choice or answer."""
        if not self._free and not self._observers.are_told:
            raise self._in_use()
        return paragraphs_of(self._now[2])

    @property
    def fragments(self) -> list[Fragment]:
        """What the last turn printed, before it is joined into paragraphs."""
        return [joined(one) for one in self._at_rest()[2]]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen, closed choices included, in the order of the story; empty at a question or an ending."""
        if not self._free and not self._observers.are_told:
            raise self._in_use()
        offers = self._now[3]
        return offers if offers.__class__ is tuple else ()

    @property
    def question(self) -> Question | None:
        """The question that waits for an answer."""
        offers = self._at_rest()[3]
        return offers if isinstance(offers, Question) else None

    @property
    def ending(self) -> Ending | None:
        """The ending that was reached."""
        number = self._machine.layout.ending_at(self._at_rest()[0][PLACE])
        return None if number is None else Ending(self.story.program.endings[number])

    @property
    def over(self) -> bool:
        """Whether the play is at an ending."""
        return self._at_rest()[3] is None

    @property
    def state(self) -> State:
        """The whole state: an immutable, hashable value that JSON can hold. Undoing is keeping it."""
        return outer_state(self._at_rest()[0])

    @property
    def packed_state(self) -> State:
        """The same as the engine keeps it: quicker to have and to compare, but not for JSON, nor for `restore`."""
        return self._at_rest()[0]

    @property
    def seed(self) -> int:
        """The seed of the play."""
        return int(self._at_rest()[0][SEED])

    @property
    def turns(self) -> int:
        """How many choices have been taken; after `restore`, since then, if the story itself does not count."""
        counted = self._machine.layout.turns
        if counted is not None:
            return int(self._at_rest()[0][counted])
        return sum(isinstance(step, Choice) for step in self._history.steps)

    @property
    def scene(self) -> str:
        """The name of the scene in which the play stands, or came to an end."""
        self._at_rest()
        return str(self._scene().name)

    @property
    def scene_title(self) -> str:
        """Its title; empty if it has none."""
        self._at_rest()
        return str(self._scene().title)

    def _scene(self) -> SceneNode:
        return self.story.program.scenes[self._machine.layout.scene_at(self._now[0][PLACE])]

    @property
    def status(self) -> Paragraph | None:
        """The status line, or None if the story has none."""
        if self._observers.are_told:
            raw = self._machine.status(self._now[0], self.functions)
        else:
            with self._under_way():
                raw = self._machine.status(self._now[0], self.functions)
        return Paragraph(raw) if raw else None

    @property
    def variables(self) -> Variables:
        """All variables by name: truth values, numbers, texts, names; a set is a tuple of names.

        To read: what changes one is `set`.
        """
        base, state = self._machine.layout.variables, self._at_rest()[0]
        return Variables(
            (variable.name, outer_value(state[ValueSlot(base + number)], variable.type))
            for number, variable in enumerate(self.story.program.variables)
            if not variable.is_hidden
        )

    @property
    def path(self) -> tuple[Step, ...]:
        """What was done so far: with the seed and the beginning, all that is needed to play the same again."""
        scenes = self._history.scenes
        return tuple(
            Step(step.id.partition(".")[0], step.id, step.text, None)
            if isinstance(step, Choice)
            else Step(scenes[number], None, None, step)
            if isinstance(step, str)
            else Step(scenes[number], None, None, None, step.said)
            for number, step in enumerate(self._history.steps)
        )

    @property
    def beginning(self) -> Beginning | None:
        """Where the play began, if not where the story does, or with other values."""
        return self._beginning

    @property
    def is_proved(self) -> bool:
        """Whether the play is one of those that `nightcap check` looks at: the host changed nothing in it."""
        plain = self._beginning is None and not self._restored
        return plain and not any(isinstance(step, Act) for step in self._history.steps)

    # ------------------------------------------------------------ one turn at a time

    def _at_rest(self) -> Stop:
        """Where the play stands. Raises `SessionError` while a turn is under way."""
        if not self._free and not self._observers.are_told:
            raise self._in_use()
        return self._now

    @contextmanager
    def _under_way(self) -> Iterator[None]:
        """Keep others out while a turn is under way. Raises `SessionError` if one is already."""
        try:
            self._free.pop()
        except IndexError:
            raise self._in_use() from None
        try:
            self._caller = get_ident()
            yield
        finally:
            self._free.append(None)

    def _in_use(self) -> SessionError:
        if self._caller != get_ident():
            told = "this session is in the middle of a turn in another thread; it belongs to one at a time"
        elif self._observers.are_told:
            told = "an observer cannot go on with the session that it observes; it can look at it"
        else:
            told = "a function of the host cannot use the session that is calling it"
        return SessionError(told)
