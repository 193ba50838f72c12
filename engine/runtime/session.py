"""Sessions: the plays of a story, one object each, as every player and every host works with them."""

from __future__ import annotations

from _thread import get_ident
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from engine.named_tuples import NamedTuple
from engine.program.limits import MOST
from engine.program.program import SceneNode
from engine.program.values import cleaned, outer_value, plain
from engine.runtime.answers import MOST_TYPED
from engine.runtime.counters import outer_state
from engine.runtime.error_places import missing_function
from engine.runtime.errors import AnswerError, ChoiceError, HostError, PlayError, SessionError, StateError
from engine.runtime.history import KEEP_EVERY, Act, Done, History, HostAct
from engine.runtime.hosts import shown
from engine.runtime.layout import PLACE, SEED
from engine.runtime.machine import Stop
from engine.runtime.offers import Choice, Question
from engine.runtime.state_types import Functions, State, ValueSlot
from engine.runtime.states import fitted_state
from engine.runtime.text import Fragment, Paragraph, joined, paragraphs_of
from engine.runtime.variables import Variables, number_of, scene_named, value_for, values_for

if TYPE_CHECKING:
    from engine.runtime.story import Story

Observer = Callable[[str, Any], object]
# What pickling keeps of a session that cannot be played again: whether it was restored, its steps, the scenes of those
# that are no choices, and all its stops.
Kept = tuple[bool, list[Done], dict[int, str], list[Stop]]


class Ending(NamedTuple):
    """An ending; its name is None for the unnamed one."""

    name: str | None


class Step(NamedTuple):
    """One step of a path: in which scene, and the id and text of a choice, or the answer to a question.

    `host` is what the host did instead: `("set", name, value)` or `("refresh",)`.
    """

    scene: str
    id: str | None
    text: str | None
    answer: str | None
    host: HostAct | None = None


class Beginning(NamedTuple):
    """Where a play began that did not begin as the story does: in a scene, with values for some variables."""

    scene: str | None
    variables: Mapping[str, object]


class Session:
    """One play of a story. It belongs to one thread at a time, while the story is shared by any number of them.

    What is used while a turn is under way, by another thread or by a function of the host that the story calls,
    raises `SessionError`; the turn goes on.
    """

    # So that `session.gold = 5` is an error, and no attribute that nobody reads.
    __slots__ = (
        "__weakref__", "_beginning", "_caller", "_free", "_go", "_history", "_is_usual", "_machine", "_now",
        "_observers", "_restored", "_steps", "_telling", "functions", "story",
    )  # fmt: skip

    def __init__(
        self,
        story: Story,
        seed: int,
        functions: Functions,
        beginning: Beginning | None = None,
        kept: Kept | None = None,
    ) -> None:
        self.story = story
        self.functions = functions
        self._machine = story.machine
        self._go = story.machine.go
        # Empty while a turn is under way: a session belongs to one thread at a time, and a host's function that the
        # story calls cannot go on with the play that waits for its answer. To take the last of a list is one step to
        # all threads, as with a lock, at a third of the time.
        self._free = [None]
        self._caller = 0
        # A choice has nobody to call or to tell, and nothing was undone: then it takes less time.
        self._is_usual = False
        # Observers are being told of a step: they may look at what has come of it.
        self._telling = False
        self._observers: list[tuple[int, str, Observer]] = []
        for function in story.program.functions:
            if function.is_extern and not callable(functions.get(function.name)):
                error = PlayError(missing_function(story.program, function))
                error.has_source = story.has_source
                raise error
        scene, values = None, {}
        if beginning is not None:
            scene = None if beginning.scene is None else scene_named(story.program, beginning.scene)
            values = values_for(story.program, beginning.variables)
            variables = [story.program.variables[number] for number in values]
            told = {
                one.name: outer_value(value, one.type) for one, value in zip(variables, values.values(), strict=True)
            }
            beginning = beginning._replace(variables=told)

        def begin() -> Stop:
            return self._machine.start(seed, functions, scene, values)

        if kept is None:
            self._now = begin()
            self._begin(begin, beginning, restored=False)
        else:
            restored, steps, scenes, stops = kept
            self._now = stops[-1]
            self._begin(begin, beginning, restored)
            self._history.steps, self._history.scenes, self._history.stops = steps, scenes, stops
            self._steps = steps
            self._now = self._history.look_at(len(steps))

    def _begin(self, again: Callable[[], Stop], beginning: Beginning | None, restored: bool) -> None:
        """Begin the history at the present state."""
        self._beginning = beginning
        self._restored = restored
        self._history = History(self._machine, self.functions, self._now, again)
        self._steps = self._history.steps
        self._is_usual = not (self._observers or self._machine.has_externs)

    # ------------------------------------------------------------ what is there

    @property
    def text(self) -> tuple[Paragraph, ...]:
        """What was printed since the last choice or answer."""
        return paragraphs_of(self._at_rest()[2])

    @property
    def fragments(self) -> list[Fragment]:
        """What the last turn printed, before it is joined into paragraphs."""
        return [joined(one) for one in self._at_rest()[2]]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen, closed choices included, in the order of the story; empty at a question or an ending."""
        if not self._free and not self._telling:
            raise self._in_use()
        offers = self._now[3]
        return tuple(offers) if offers.__class__ is list else ()

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
        if self._telling:
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

    # ------------------------------------------------------------ going on

    def choose(self, which: int | str | Choice) -> None:
        """Take a choice: by its place in `choices` (from 0), its id or label, or itself.

        Raises `ChoiceError` if it is not there or closed, and `PlayError` if the story makes a mistake on the way;
        the session stays where it was in both cases.
        """
        try:
            self._free.pop()
        except IndexError:
            raise self._in_use() from None
        try:
            usual = self._is_usual
            if not usual:
                self._caller = get_ident()
            now = self._now
            offers = now[3]
            if which.__class__ is int and offers.__class__ is list and 0 <= which < len(offers):
                choice = offers[which]
            elif which.__class__ is str and offers.__class__ is list:
                for choice in offers:
                    if choice.id == which:
                        break
                else:
                    choice = _chosen(offers, which)
            else:
                choice = _chosen(offers, which)
            if choice.reason is not None:
                raise ChoiceError(f"`{choice.text}` is closed: {choice.reason}")
            self._now = stop = self._go(now[1], choice.take, self.functions)
            if usual:
                steps = self._steps
                steps.append(choice)
                if not len(steps) % KEEP_EVERY:
                    self._history.kept.append(stop[0])
            else:
                self._history.add(choice, stop)
                self._settle(now)
        finally:
            self._free.append(None)

    def answer(self, text: str | int) -> None:
        """Answer the question; a whole number is as good as its digits. An empty answer keeps the value that is there.

        Raises `AnswerError` with a message for the player if it does not fit, and `PlayError` as `choose` does.
        """
        with self._under_way():
            if not isinstance(self._now[3], Question):
                raise AnswerError("no question is waiting for an answer")
            said = cleaned(_typed(text)[:MOST_TYPED])
            self._note(said, self._history.after(self._now, said))

    def _note(self, step: str | Act, stop: Stop) -> None:
        """Note a step that is no choice, and stand where it led."""
        before = self._now
        self._history.scenes[len(self._history.steps)] = str(self._scene().name)
        self._history.add(step, stop)
        self._now = stop
        self._settle(before)

    def _settle(self, before: Stop) -> None:
        """End a step: know whether the next one needs more than the usual, and tell the observers."""
        history = self._history
        self._is_usual = not (self._observers or history.undone or history.stops is not None)
        if self._observers:
            self._tell(before[0])

    def undo(self) -> bool:
        """Go back by one step, as if it had never been; false at the start."""
        with self._under_way():
            before = self._now
            stop = self._history.undo(before)
            if stop is not None:
                self._now = stop
                self._settle(before)
            return stop is not None

    def redo(self) -> bool:
        """Take back an undo; false if there is none."""
        with self._under_way():
            before = self._now
            stop = self._history.redo()
            if stop is not None:
                self._now = stop
                self._settle(before)
            return stop is not None

    def restore(self, state: object) -> None:
        """Go to a state that this story gave before, also after it has been through JSON.

        Nothing is printed; the choices are there again. Undo begins anew. Raises `StateError` if the value is no
        state of this story; the session stays where it was.
        """
        with self._under_way():
            fitting = fitted_state(self._machine, state)

            def look() -> Stop:
                stop = self._machine.look(fitting, self.functions)
                if stop is None:
                    raise StateError("this state does not stop where it says")
                return stop

            before, self._now = self._now, look()
            self._begin(look, None, restored=True)
            self._settle(before)

    # ------------------------------------------------------------ what the host does

    def repeat(self, step: Step) -> None:
        """Do a step of another play of this story once more: a choice, by its id, an answer, or what its host did.

        That is a step of this play, too, where it changes nothing. Raises what `choose`, `answer` and `set` raise.
        """
        if not isinstance(step, Step):
            raise HostError(f"what is repeated is a step of a path, not {shown(step)}")
        if step.host is None and step.answer is None:
            self.choose(step.id or "")
        elif step.host is None:
            self.answer(step.answer or "")
        else:
            with self._under_way():
                self._refuse_when_over()
                act = self._act(step.host)
                self._note(act, self._history.after(self._now, act))

    def set(self, name: str, value: object) -> None:
        """Give a variable a value, as the story itself could; a set takes a list or a tuple of its names.

        What is offered is looked at again, and where nothing is left to choose the story goes on. It is a step of the
        path, undone and done again like a choice; what `nightcap check` proves does not hold behind it. To set what
        the variable has already is nothing.

        Raises `HostError` if there is no such variable or the value is not of its type, `SessionError` if the play is
        over, and `PlayError` as `choose` does.
        """
        with self._under_way():
            self._refuse_when_over()
            act = self._act(("set", name, value))
            if act.slot is None or self._now[0][act.slot] != act.value:
                self._note(act, self._history.after(self._now, act))

    def refresh(self) -> bool:
        """Look at the offers again, where the host's functions may answer otherwise now; whether something changed.

        If so, it is a step of the path like `set`. Raises `SessionError` and `PlayError` as that does.
        """
        with self._under_way():
            self._refuse_when_over()
            before, act = self._now, self._act(("refresh",))
            stop = self._history.after(before, act)
            if (stop[0], stop[1], stop[3]) == (before[0], before[1], before[3]) and stop[2] is before[2]:
                return False
            self._note(act, stop)
            return True

    def _act(self, said: object) -> Act:
        """What the host does, as a path tells it, for this story. Raises `HostError` if it does not fit."""
        if said == ("refresh",):
            return Act(None, None, ("refresh",))
        if not isinstance(said, tuple) or len(said) != 3 or said[0] != "set":
            raise HostError("a host sets a variable, `('set', name, value)`, or looks again, `('refresh',)`")
        number, inner = value_for(self.story.program, said[1], said[2])
        variable = self.story.program.variables[number]
        said = ("set", variable.name, outer_value(inner, variable.type))
        return Act(self._machine.layout.variables + number, inner, said)

    def observe(self, name: str, function: Observer) -> Callable[[], None]:
        """Have a function called with the name and the new value of a variable behind each step that changes it.

        It is called when the step is done: by choices and answers, `set`, undo, redo and `restore`. It may look at the
        session, but not go on with it. When all were told, the first error of an observer reaches whoever made the
        step, which stands. What is returned stops the observing. A copy and a pickle have no observers. Raises
        `HostError` if there is no such variable.
        """
        if not callable(function):
            raise HostError(f"an observer is a function of a name and a value, not {shown(function)}")
        number = number_of(self.story.program, name)
        observer = (number, self.story.program.variables[number].name, function)
        self._observers.append(observer)
        self._is_usual = False

        def stop() -> None:
            if observer in self._observers:
                self._observers.remove(observer)

        return stop

    def _tell(self, before: State) -> None:
        """Tell observers of what is not as it was before."""
        state, base = self._now[0], self._machine.layout.variables
        changed = [one for one in self._observers if state[base + one[0]] != before[base + one[0]]]
        if not changed:
            return
        self._telling, failed = True, None
        try:
            values = self.variables
            for _, name, function in changed:
                try:
                    function(name, values[name])
                except Exception as error:
                    failed = failed or error  # the others are told all the same
        finally:
            self._telling = False
        if failed is not None:
            raise failed

    def _refuse_when_over(self) -> None:
        if self._now[3] is None:
            raise SessionError("the play is over: nothing that the host does can change it")

    def __repr__(self) -> str:
        steps = len(self._steps)
        return f"<Session of {self.story.title or self.story.path or 'untitled'!r}: {steps} step{'s' * (steps != 1)}>"

    def __reduce__(self) -> tuple[object, ...]:
        from engine.runtime.pickling import session_in_parts

        with self._under_way():
            return session_in_parts(self)

    # ------------------------------------------------------------ one turn at a time

    def _at_rest(self) -> Stop:
        """Where the play stands. Raises `SessionError` while a turn is under way."""
        if not self._free and not self._telling:
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
        elif self._telling:
            told = "an observer cannot go on with the session that it observes; it can look at it"
        else:
            told = "a function of the host cannot use the session that is calling it"
        return SessionError(told)


def _typed(text: object) -> str:
    """An answer as a player would have typed it."""
    text = plain(text)
    if isinstance(text, str):
        return text
    if isinstance(text, int) and not isinstance(text, bool) and abs(text) <= MOST:
        return str(text)
    raise AnswerError(f"an answer is a text, or a whole number, not {shown(text)}")


def _chosen(offers: list[Choice] | Question | None, which: int | str | Choice) -> Choice:
    """The choice that is meant, also one that is closed."""
    if not isinstance(offers, list):
        what = "the play is over" if offers is None else "a question waits for an answer"
        raise ChoiceError(f"there is nothing to choose: {what}")
    if not isinstance(which, Choice):
        which = plain(which)  # type: ignore[assignment]  # of its kind
    if isinstance(which, int) and not isinstance(which, bool):
        if 0 <= which < len(offers):
            return offers[which]
        raise ChoiceError(f"there is no choice {shown(which)}; there are {len(offers)}")
    if not isinstance(which, str | Choice):
        raise ChoiceError(f"a choice is taken by its place, its id, its label or as itself, not by {shown(which)}")
    id = which.id if isinstance(which, Choice) else which
    for choice in offers:
        if choice.id == id:
            return choice
    # No label is an id, which has a point in it.
    for choice in offers:
        if choice.label == id and id is which:
            return choice
    raise ChoiceError(f"there is no choice `{shown(id)[1:-1]}` here")
