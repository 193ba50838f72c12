"""What was done in a session, step by step, so that it can be undone and done again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from engine.named_tuples import NamedTuple
from engine.program.types import Value
from engine.runtime.answers import value_of
from engine.runtime.errors import StateError
from engine.runtime.machine import Machine, Stop
from engine.runtime.offers import Choice, Question
from engine.runtime.state_types import Functions, State

# A state is kept at every so many steps; the turns between are played again when somebody goes back to them, which
# gives the same, as a turn is a function of its state and the choice. Keeping each state cost more than the turns.
KEEP_EVERY = 16
# Stands for the state behind the look at a stop that comes out of a pickle.
NOT_LOOKED_AT = State()
# `("set", name, value)` or `("refresh",)`.
HostAct: TypeAlias = tuple[str, str, object] | tuple[str]


class Act(NamedTuple):
    """What a host did: set the variable in a slot, or, without one, have the offers looked at again.

    `said` is that as a path tells it.
    """

    slot: int | None
    value: Value | None
    said: HostAct


Done = Choice | str | Act


class History:
    """The steps of one session since it began, or was restored."""

    def __init__(self, machine: Machine, functions: Functions, first: Stop, again: Callable[[], Stop]) -> None:
        self.machine = machine
        self.functions = functions
        self.again = again
        # The choices taken, the answers given, what the host did; what was undone, last first.
        self.steps: list[Done] = []
        self.undone: list[tuple[Done, Stop]] = []
        # The scenes in which questions were answered and the host did something, by number of step.
        self.scenes: dict[int, str] = {}
        self.kept: list[State] = [first[0]]
        # Where the host's functions take part, a turn may not come out the same again: every stop is kept.
        self.stops: list[Stop] | None = [first] if machine.has_externs else None

    def add(self, step: Done, stop: Stop) -> None:
        """Note a step and where it led; nothing can be done again any more."""
        self.steps.append(step)
        if len(self.steps) % KEEP_EVERY == 0:
            self.kept.append(stop[0])
        if self.stops is not None:
            self.stops.append(stop)
        if self.undone:
            self.undone.clear()

    def undo(self, now: Stop) -> Stop | None:
        """Take the last step back: where the play stood before; None if there is none."""
        if not self.steps:
            return None
        stop = self._stop_at(len(self.steps) - 1)
        self.undone.append((self.steps.pop(), now))
        count = len(self.steps)
        del self.kept[count // KEEP_EVERY + 1 :]
        if self.stops is not None:
            del self.stops[count + 1 :]
        return stop

    def redo(self) -> Stop | None:
        """Do again what was undone last: where that led; None if there is nothing."""
        if not self.undone:
            return None
        undone = self.undone
        step, stop = undone.pop()
        self.undone = []
        self.add(step, stop)
        self.undone = undone
        return stop

    def _stop_at(self, count: int) -> Stop:
        """Where the play stood after so many of its steps, with what it had printed then."""
        if self.stops is not None:
            if self.stops[count][1] is NOT_LOOKED_AT:
                self.look_at(count)
            return self.stops[count]
        # What the host does adds to what the turn before printed, so that turn is played again as well.
        turn = count
        while turn and isinstance(self.steps[turn - 1], Act):
            turn -= 1
        begin = (turn - 1) // KEEP_EVERY * KEEP_EVERY if turn else 0
        if turn:
            look = self.machine.look(self.kept[begin // KEEP_EVERY], self.functions)
            assert look is not None, "the play stopped here before"
            stop = look
        else:
            stop = self.again()
        for step in self.steps[begin:count]:
            stop = self.after(stop, step)
        return stop

    def look_at(self, count: int) -> Stop:
        """The stop after so many steps of a session that was pickled: what it offers is looked at again."""
        assert self.stops is not None, "only these are kept"
        state, _, printed, _ = self.stops[count]
        found = self.machine.look(state, self.functions)
        if found is None:
            raise StateError("what the host's functions answer now leaves nothing to choose here")
        self.stops[count] = (state, found[1], printed, found[3])
        return self.stops[count]

    def after(self, stop: Stop, step: Done) -> Stop:
        """Where a step leads from a stop."""
        _, after, _, offers = stop
        if isinstance(step, Choice):
            return self.machine.go(after, step, self.functions)
        if isinstance(step, Act):
            return self._after_act(stop, step)
        assert isinstance(offers, Question), "a question was answered here before"
        # An empty answer keeps the value that is there.
        value = value_of(offers, step) if step else after[offers.slot]
        return self.machine.answer(after, offers, value, self.functions)

    def _after_act(self, stop: Stop, act: Act) -> Stop:
        """What the host did changes nothing but its variable; then the play is where it was, and looks again.

        What is printed by that, where nothing is left to choose and the story goes on, is added to the turn's text.
        """
        state, _, printed, _ = stop
        if act.slot is not None:
            state = State((*state[: act.slot], act.value, *state[act.slot + 1 :]))
        state, after, more, offers = self.machine.look_again(state, self.functions)
        return state, after, [*printed, None, *more] if more else printed, offers
