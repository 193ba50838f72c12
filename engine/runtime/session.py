"""Sessions: the plays of a story, one object each, as every player and every host works with them."""

from __future__ import annotations

from _thread import get_ident
from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.program.values import cleaned
from engine.runtime.answers import MOST_TYPED
from engine.runtime.error_places import missing_function
from engine.runtime.errors import AnswerError, ChoiceError, HostError, PlayError, SessionError, StateError
from engine.runtime.history import KEEP_EVERY, Act, Done, History
from engine.runtime.host_calls import shown
from engine.runtime.input_matching import chosen, typed_answer
from engine.runtime.machine import Stop
from engine.runtime.observers import Observer, Observers
from engine.runtime.offers import Choice, Question
from engine.runtime.readable_session import ReadableSession
from engine.runtime.state_types import Functions
from engine.runtime.states import fitted_state
from engine.runtime.steps import Beginning, Step
from engine.runtime.variables import host_act, number_of, start_of

if TYPE_CHECKING:
    from engine.runtime.story import Story

# What pickling keeps of a session that cannot be played again: whether it was restored, its steps, the scenes of those
# that are no choices, and all its stops.
Kept = tuple[bool, list[Done], dict[int, str], list[Stop]]


class Session(ReadableSession):
    """One play of a story. It belongs to one thread at a time, while the story is shared by any number of them.

    What is used while a turn is under way, by another thread or by a function of the host that the story calls,
    raises `SessionError`; the turn goes on.
    """

    # So that `session.gold = 5` is an error, and no attribute that nobody reads.
    __slots__ = ("__weakref__", "_go", "_is_usual", "_steps")

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
        self._free = [None]
        self._caller = 0
        # A choice has nobody to call or to tell, and nothing was undone: then it takes less time.
        self._is_usual = False
        self._observers = Observers()
        for function in story.program.functions:
            if function.is_extern and not callable(functions.get(function.name)):
                error = PlayError(missing_function(story.program, function))
                error.has_source = story.has_source
                raise error
        scene, values, beginning = start_of(story.program, beginning)

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
        self._is_usual = not (self._observers.watched or self._machine.has_externs)

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
            if which.__class__ is int and offers.__class__ is tuple and 0 <= which < len(offers):
                choice = offers[which]
            elif which.__class__ is str and offers.__class__ is tuple:
                for choice in offers:
                    if choice.id == which:
                        break
                else:
                    choice = chosen(offers, which)
            else:
                choice = chosen(offers, which)
            if choice.behind is None and choice.reason is not None:
                raise ChoiceError(f"`{choice.text}` is closed: {choice.reason}")
            self._now = stop = self._go(now[1], choice, self.functions)
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
            said = cleaned(typed_answer(text)[:MOST_TYPED])
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
        self._is_usual = not (self._observers.watched or history.undone or history.stops is not None)
        if self._observers.watched:
            base = self._machine.layout.variables
            self._observers.tell(before[0][base:], self._now[0][base:], lambda: self.variables)

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
                act = host_act(self.story.program, self._machine.layout, step.host)
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
            act = host_act(self.story.program, self._machine.layout, ("set", name, value))
            if act.slot is None or self._now[0][act.slot] != act.value:
                self._note(act, self._history.after(self._now, act))

    def refresh(self) -> bool:
        """Look at the offers again, where the host's functions may answer otherwise now; whether something changed.

        If so, it is a step of the path like `set`. Raises `SessionError` and `PlayError` as that does.
        """
        with self._under_way():
            self._refuse_when_over()
            before, act = self._now, Act(None, None, ("refresh",))
            stop = self._history.after(before, act)
            if (stop[0], stop[1], stop[3]) == (before[0], before[1], before[3]) and stop[2] is before[2]:
                return False
            self._note(act, stop)
            return True

    def observe(self, name: str, function: Observer) -> Callable[[], None]:
        """Have a function called with the name and the new value of a variable behind each step that changes it.

        It is called when the step is done: by choices and answers, `set`, undo, redo and `restore`. It may look at the
        session, but not go on with it. When all were told, the first error of an observer reaches whoever made the
        step, which stands. What is returned stops the observing. A copy and a pickle have no observers. Raises
        `HostError` if there is no such variable.
        """
        number = number_of(self.story.program, name)
        stop = self._observers.add(number, self.story.program.variables[number].name, function)
        self._is_usual = False
        return stop

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
