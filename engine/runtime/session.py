"""Stories and sessions: what an engineer who embeds the engine, and every player, works with."""

from __future__ import annotations

import os
from _thread import allocate_lock, get_ident
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from engine.diagnostics import Diagnostic
from engine.program.model import Program
from engine.program.values import cleaned, outer_value
from engine.runtime.answers import MOST_TYPED, value_of
from engine.runtime.code import CodeCache
from engine.runtime.errors import AnswerError, ChoiceError, PlayError, SessionError, StateError
from engine.runtime.layout import PLACE, SEED
from engine.runtime.machine import Machine, State, Stop
from engine.runtime.mistakes import missing_function
from engine.runtime.offers import Choice, Question
from engine.runtime.states import fitted_state
from engine.runtime.text import Paragraph, paragraphs_of


class Ending(NamedTuple):
    """An ending; its name is None for the unnamed one."""

    name: str | None


class Step(NamedTuple):
    """One step of a path: in which scene, and either the id and text of a choice or the answer to a question."""

    scene: str
    id: str | None
    text: str | None
    answer: str | None


# A state is kept at every so many steps; the turns between are played again when somebody goes back to them, which
# gives the same, as a turn is a function of its state and the choice. Keeping each state cost more than the turns.
KEEP_EVERY = 16


class Story:
    """A story that can be played. Made by `engine.load`. Any number of threads may share it."""

    def __init__(
        self,
        program: Program,
        path: str | None = None,
        warnings: tuple[Diagnostic, ...] = (),
        cache: CodeCache | None = None,
        has_source: bool = True,
    ) -> None:
        self.program = program
        self.path = path
        self.warnings = warnings
        # Whether the files that the program names are those it was made of, and may be read for excerpts.
        self.has_source = has_source
        self.machine = Machine(program, cache, has_source)

    @property
    def metadata(self) -> dict[str, str]:
        """All header lines, known and unknown."""
        return dict(self.program["metadata"])

    @property
    def title(self) -> str:
        """The story's title; empty if it has none."""
        return str(self.program["metadata"].get("title", ""))

    @property
    def author(self) -> str:
        """Its author; empty if none is named."""
        return str(self.program["metadata"].get("author", ""))

    @property
    def language(self) -> str:
        """The language it is written in, as its header says; empty if it does not."""
        return str(self.program["metadata"].get("language", ""))

    @property
    def version(self) -> str:
        """Its version, as its header says."""
        return str(self.program["metadata"].get("version", ""))

    @property
    def ifid(self) -> str:
        """Its interactive-fiction id, as its header says."""
        return str(self.program["metadata"].get("ifid", ""))

    @property
    def cast(self) -> tuple[str, ...]:
        """Who can speak."""
        return tuple(self.program["cast"])

    @property
    def scenes(self) -> tuple[str, ...]:
        """The names of all scenes, in the order of the source."""
        return tuple(scene["name"] for scene in self.program["scenes"])

    @property
    def endings(self) -> tuple[str, ...]:
        """The names of all named endings."""
        return tuple(name for name in self.program["endings"] if name is not None)

    @property
    def externs(self) -> tuple[str, ...]:
        """The names of the functions that the host must supply."""
        return tuple(one["name"] for one in self.program["functions"] if one["kind"] == "extern")

    def start(self, seed: int | None = None, functions: Mapping[str, Callable[..., Any]] | None = None) -> Session:
        """Begin a play. The seed (32 bits) decides all chance; without one it is drawn.

        Raises `PlayError` if a function that the story declares with `extern` is missing, or if the story makes a
        mistake before its first choice.
        """
        if seed is None:
            seed = int.from_bytes(os.urandom(4), "little")
        return Session(self, seed & 0xFFFFFFFF, dict(functions or {}))

    def __repr__(self) -> str:
        return f"<Story {self.title or self.path or 'untitled'!r}: {len(self.program['scenes'])} scenes>"


class Session:
    """One play of a story. It belongs to one thread at a time, while the story is shared by any number of them.

    What is used while a turn is under way, by another thread or by a function of the host that the story calls,
    raises `SessionError`; the turn goes on.
    """

    def __init__(self, story: Story, seed: int, functions: dict[str, Callable[..., Any]]) -> None:
        self.story = story
        self._functions = functions
        self._machine = story.machine
        # Held while a turn is under way: a session belongs to one thread at a time, and a host's function that the
        # story calls cannot go on with the play that waits for its answer.
        self._turn = allocate_lock()
        self._caller = 0
        for function in story.program["functions"]:
            if function["kind"] == "extern" and not callable(functions.get(function["name"])):
                error = PlayError(missing_function(story.program, function))
                error.has_source = self._machine.has_source
                raise error
        self._now = self._machine.start(seed, functions)
        self._begin(restored=False)

    def _begin(self, restored: bool) -> None:
        """Begin the history at the present state."""
        self._restored = restored
        # What was done: the choices taken and the answers given; what was undone, last first.
        self._steps: list[Choice | str] = []
        self._undone: list[tuple[Choice | str, Stop]] = []
        # The scenes in which questions were answered, by number of step.
        self._asked_in: dict[int, str] = {}
        self._kept: list[State] = [self._now[0]]
        # Where the host's functions take part, a turn may not come out the same again: every stop is kept.
        self._stops: list[Stop] | None = [self._now] if self._machine.has_externs else None

    # ------------------------------------------------------------ what is there

    @property
    def text(self) -> tuple[Paragraph, ...]:
        """What the last turn printed."""
        return paragraphs_of(self._at_rest()[2])

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen, closed choices included, in the order of the story; empty at a question or an ending."""
        offers = self._at_rest()[3]
        return tuple(offers) if isinstance(offers, list) else ()

    @property
    def question(self) -> Question | None:
        """The question that waits for an answer."""
        offers = self._at_rest()[3]
        return offers if isinstance(offers, Question) else None

    @property
    def ending(self) -> Ending | None:
        """The ending that was reached."""
        number = self._machine.layout.ending_at(self.state[PLACE])
        return None if number is None else Ending(self.story.program["endings"][number])

    @property
    def over(self) -> bool:
        """Whether the play is at an ending."""
        return self._at_rest()[3] is None

    @property
    def state(self) -> State:
        """The whole state: an immutable, hashable value that JSON can hold. Undoing is keeping it."""
        return self._at_rest()[0]

    @property
    def seed(self) -> int:
        """The seed of the play."""
        return int(self.state[SEED])

    @property
    def turns(self) -> int:
        """How many choices have been taken; after `restore`, since then, if the story itself does not count."""
        counted = self._machine.layout.turns
        if counted is not None:
            return int(self.state[counted])
        return sum(isinstance(step, Choice) for step in self._steps)

    @property
    def scene(self) -> str:
        """The name of the scene in which the play stands, or came to an end."""
        self._at_rest()
        return str(self._scene()["name"])

    @property
    def scene_title(self) -> str:
        """Its title; empty if it has none."""
        self._at_rest()
        return str(self._scene()["title"])

    def _scene(self) -> Any:
        return self.story.program["scenes"][self._machine.layout.scene_at(self._now[0][PLACE])]

    @property
    def status(self) -> Paragraph | None:
        """The status line, or None if the story has none."""
        with self._under_way():
            raw = self._machine.status(self._now[0], self._functions)
        return Paragraph(raw) if raw else None

    @property
    def variables(self) -> dict[str, Any]:
        """All variables by name: truth values, numbers, texts, names; a set is a tuple of names."""
        base, state = self._machine.layout.variables, self.state
        return {
            variable["name"]: outer_value(state[base + number], variable["type"])
            for number, variable in enumerate(self.story.program["variables"])
        }

    @property
    def path(self) -> tuple[Step, ...]:
        """The choices and answers so far: with the seed, all that is needed to play the same again."""
        return tuple(
            Step(step.id.partition(".")[0], step.id, step.text, None)
            if isinstance(step, Choice)
            else Step(self._asked_in[number], None, None, step)
            for number, step in enumerate(self._steps)
        )

    # ------------------------------------------------------------ going on

    def choose(self, which: int | str | Choice) -> None:
        """Take a choice: by its place in `choices` (from 0), its id or label, or itself.

        Raises `ChoiceError` if it is not there or closed, and `PlayError` if the story makes a mistake on the way;
        the session stays where it was in both cases.
        """
        if not self._turn.acquire(False):
            raise self._in_use()
        try:
            if self._stops is not None:
                self._caller = get_ident()
            _, after, _, offers = self._now
            if isinstance(which, int) and isinstance(offers, list) and 0 <= which < len(offers):
                choice = offers[which]
            else:
                choice = _chosen(offers, which)
            if choice.reason is not None:
                raise ChoiceError(f"`{choice.text}` is closed: {choice.reason}")
            stop = self._machine.go(after, choice.take, self._functions)
            self._now = stop
            self._steps.append(choice)
            if len(self._steps) % KEEP_EVERY == 0:
                self._kept.append(stop[0])
            if self._stops is not None:
                self._stops.append(stop)
            if self._undone:
                self._undone.clear()
        finally:
            self._turn.release()

    def answer(self, text: str) -> None:
        """Answer the question. An empty answer keeps the value that is there.

        Raises `AnswerError` with a message for the player if it does not fit, and `PlayError` as `choose` does.
        """
        with self._under_way():
            _, after, _, question = self._now
            if not isinstance(question, Question):
                raise AnswerError("no question is waiting for an answer")
            text = cleaned(str(text)[:MOST_TYPED])
            value = self._answered(after, question, text)
            scene = self._scene()["name"]
            stop = self._machine.answer(after, question, value, self._functions)
            self._asked_in[len(self._steps)] = scene
            self._steps.append(text)
            self._go_to(stop)
            self._undone.clear()

    def undo(self) -> bool:
        """Go back by one choice or answer, as if it had never been; false at the start."""
        with self._under_way():
            if not self._steps:
                return False
            stop = self._stop_at(len(self._steps) - 1)
            self._undone.append((self._steps.pop(), self._now))
            self._go_to(stop)
            return True

    def redo(self) -> bool:
        """Take back an undo; false if there is none."""
        with self._under_way():
            if not self._undone:
                return False
            step, stop = self._undone.pop()
            self._steps.append(step)
            self._go_to(stop)
            return True

    def _go_to(self, stop: Stop) -> None:
        """Stand where the present steps lead."""
        count = len(self._steps)
        self._now = stop
        del self._kept[count // KEEP_EVERY + 1 :]
        if len(self._kept) <= count // KEEP_EVERY:
            self._kept.append(stop[0])
        if self._stops is not None:
            self._stops[count:] = [stop]

    def _stop_at(self, count: int) -> Stop:
        """Where the play stood after so many of its steps, with what it printed then."""
        if self._stops is not None:
            return self._stops[count]
        if count == 0 and not self._restored:
            return self._machine.start(self._now[0][SEED], self._functions)
        begin = max(0, count - 1) // KEEP_EVERY
        stop = self._machine.look(self._kept[begin], self._functions)
        assert stop is not None, "the play stopped here before"
        for step in self._steps[begin * KEEP_EVERY : count]:
            stop = self._after_step(stop, step)
        return stop

    def _after_step(self, stop: Stop, step: Choice | str) -> Stop:
        """Where a step leads from a stop."""
        _, after, _, offers = stop
        if isinstance(step, Choice):
            return self._machine.go(after, step.take, self._functions)
        assert isinstance(offers, Question), "a question was answered here before"
        return self._machine.answer(after, offers, self._answered(after, offers, step), self._functions)

    def _answered(self, after: State, question: Question, text: str) -> Any:
        """The value of an answer: an empty one keeps the value that is there."""
        return value_of(question, text) if text else after[question.slot]

    def restore(self, state: Any) -> None:
        """Go to a state that this story gave before, also after it has been through JSON.

        Nothing is printed; the choices are there again. Undo begins anew. Raises `StateError` if the value is no
        state of this story; the session stays where it was.
        """
        with self._under_way():
            fitting = fitted_state(self._machine, state)
            stop = self._machine.look(fitting, self._functions)
            if stop is None:
                raise StateError("this state does not stop where it says")
            self._now = stop
            self._begin(restored=True)

    # ------------------------------------------------------------ one turn at a time

    def _at_rest(self) -> Stop:
        """Where the play stands. Raises `SessionError` while a turn is under way."""
        if self._turn.locked():
            raise self._in_use()
        return self._now

    @contextmanager
    def _under_way(self) -> Iterator[None]:
        """Keep others out while a turn is under way. Raises `SessionError` if one is already."""
        if not self._turn.acquire(False):
            raise self._in_use()
        try:
            self._caller = get_ident()
            yield
        finally:
            self._turn.release()

    def _in_use(self) -> SessionError:
        if self._caller == get_ident():
            return SessionError("a function of the host cannot use the session that is calling it")
        return SessionError("this session is in the middle of a turn in another thread; it belongs to one at a time")


def _chosen(offers: list[Choice] | Question | None, which: int | str | Choice) -> Choice:
    """The choice that is meant, also one that is closed."""
    if not isinstance(offers, list):
        what = "the play is over" if offers is None else "a question waits for an answer"
        raise ChoiceError(f"there is nothing to choose: {what}")
    if isinstance(which, int):
        raise ChoiceError(f"there is no choice {which}; there are {len(offers)}")
    key = which.id if isinstance(which, Choice) else which
    for choice in offers:
        if key == choice.id or (key == choice.label and which.__class__ is str):
            return choice
    raise ChoiceError(f"there is no choice `{key}` here")
