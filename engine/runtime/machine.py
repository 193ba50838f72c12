"""Runs a program: from a state and where to go on, to the next state in which the play stops.

A state at a choice point is the state before its choices are looked at. Looking at them can change it (a text that
varies, a guard that draws), so the state after looking is kept beside it; a choice goes on from there. So what is
offered is a pure function of the state, and saving, undoing and exploring need nothing but states.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from engine.program.limits import COUNTER_BITS, MOST_STACK, MOST_STEPS
from engine.program.program import Program
from engine.program.story_stop import StoryStop
from engine.program.types import Value
from engine.runtime.code import Code, CodeCache, Segment
from engine.runtime.counters import keep
from engine.runtime.error_places import circle, play_error, span_of, work_place
from engine.runtime.errors import NightcapError
from engine.runtime.host_calls import call_host
from engine.runtime.layout import PLACE, SEED, STACK, Layout
from engine.runtime.offers import Choice, Question, Take
from engine.runtime.operations import drop_threads, forget, push, too_long, use_up
from engine.runtime.randomness import scene_numbers, winner
from engine.runtime.shared_code import Record
from engine.runtime.state_types import Functions, PageSlot, SlotContent, State, Working
from engine.runtime.text import Emit, Fragment
from engine.source import SourceSpan

# (the begin of its choices' ids, tag, counter or None, whether it is a visit, the local variables to leave)
Drawing = tuple[str, str, str | None, bool, tuple[tuple[int, int], ...]]

# Steps after which a turn's places are noted, to be named if it never ends.
FREE_STEPS = 64
NOTHING: Mapping[int, Value] = {}

# Where a turn stopped: the state, the state after its offers were looked at, what it printed, what it offers (choices,
# a question, or None at an ending). A plain tuple: one is made at every choice.
Stop = tuple[State, State, list[Fragment], tuple[Choice, ...] | Question | None]


class TurnOutput(list[Fragment]):
    """What a turn has printed so far; `work` is what heavy segments took from its budget, `trail` where it went.

    Whoever makes one sets both: a constructor of its own would take as long as a segment.
    """

    __slots__ = ("trail", "work")

    work: int
    trail: list[int] | None


class Machine:
    """Runs one program. Sessions share it: it holds code, and nothing of any play."""

    def __init__(self, program: Program, cache: CodeCache | None = None, has_source: bool = True) -> None:
        self.program = program
        self.has_source = has_source
        self.layout = Layout(program)
        self._turns = self.layout.turns
        operations = {
            "extern": self._extern,
            "drawn": self._drawn,
            "add_each": self._add_each,
            "add_thread": self._add_thread,
            "add_thread_apart": self._add_thread_apart,
            "push_thread": self._push_thread,
        }
        self.code = Code(program, self.layout, cache, operations)
        self.has_externs = any(function.is_extern for function in program.functions)

    # ------------------------------------------------------------ turns

    def start(
        self, seed: int, functions: Functions, scene: int | None = None, values: Mapping[int, Value] = NOTHING
    ) -> Stop:
        """Begin a play: at the story's beginning, or in another scene, with values for some variables."""
        w = Working((self.program.fingerprint, 0, (), seed, *self.layout.initial))
        for number, value in values.items():
            w[self.layout.variables + number] = value
        first = self.layout.segment(self.program.start if scene is None else scene, 0)
        return self.go(State(w), first, functions)

    def answer(self, after: State, question: Question, value: Value, functions: Functions) -> Stop:
        """Go on behind a question, with the value that was given."""
        w = Working(after)
        w[question.slot] = value
        return self.go(State(w), question.follow, functions)

    def look(self, state: State, functions: Functions) -> Stop | None:
        """What a state offers; None if the play would not stop there."""
        if self.layout.ending_at(state[PLACE]) is not None:
            return state, state, [], None
        point = -1 - state[PLACE]
        w = self._working(state, functions)
        try:
            offered = (self.code.looks[point] or self.code.look(point))(w)
        except Exception as error:
            raise self._error(error, w) from error
        return None if isinstance(offered, int) else (state, self._state(w), [], offered)

    def look_again(self, state: State, functions: Functions) -> Stop:
        """The same for a state that the host changed: where nothing is left to choose now, the play goes on."""
        return self.go(state, state[PLACE], functions)

    def go(self, after: State, first: Choice | int, functions: Functions) -> Stop:
        """Take a choice, or go on with a segment or a stop, by its number; run segments until the play stops.

        Raises `PlayError`.
        """
        w = Working(after) if not self.has_externs else self._working(after, functions)
        steps, turn, code = 0, TurnOutput(), self.code
        turn.work, turn.trail = 0, None
        emit, segments, points = turn.append, code.segments, len(code.looks)
        number: int
        segment: Record | None
        try:
            if isinstance(first, Choice):
                if self._turns is not None:
                    w[self._turns] += 1
                segment = first.behind or self._behind(first, w, emit)
                if first.echo is not None:
                    steps = 1
                    if first.echo:
                        emit(("echo", first))  # type: ignore[arg-type]  # it has a text, as its `echo` says
            else:
                number = first
                segment = None if number < 0 else segments[number] or code.segment(number)
            while True:
                while segment is not None:
                    number = segment[0](w, emit, segment)
                    steps += 1
                    if steps > FREE_STEPS or turn.work:
                        self._watch(turn, steps, number if number.__class__ is int else w[PLACE])
                    if number.__class__ is not int:
                        state = State(w) if not self.has_externs else State(w[:-1])
                        return state, state, turn, number  # type: ignore[return-value]  # as `__class__` says
                    segment = None if number < 0 else segments[number] or code.segment(number)
                w[PLACE] = number
                point = -1 - number
                if point >= points:
                    state = self._state(w)
                    return state, state, turn, None
                look = code.looks[point] or code.look(point)
                before = self._state(w) if point in code.effects else None
                offered = look(w)
                if offered.__class__ is not int:
                    state = State(w) if not self.has_externs else State(w[:-1])
                    return before or state, state, turn, offered  # type: ignore[return-value]  # as `__class__` says
                number = offered
                steps += 1 + code.point_steps.get(point, 0)
                if steps > FREE_STEPS:
                    self._watch(turn, steps, number)
                segment = None if number < 0 else segments[number] or code.segment(number)
        except Exception as error:
            raise self._error(error, w, turn) from error

    def _behind(self, choice: Choice, w: Working, emit: Emit) -> Record:
        """The segment that a choice leads to, which it then knows, unless it is a function that gives it."""
        take, code = choice.take, self.code
        if callable(take):
            number = take(w, emit)
            return code.segments[number] or code.segment(number)
        if isinstance(take, tuple):
            choice.echo = take[2] if len(take) == 3 else ""
            take = take[0]
        choice.behind = found = code.segments[take] or code.segment(take)
        return found

    def _working(self, state: State, functions: Functions) -> Working:
        """The state as a list to work on; behind it stand the host's functions if the story calls any."""
        return Working((*state, cast(SlotContent, functions))) if self.has_externs else Working(state)

    def _state(self, w: Working) -> State:
        return State(w[:-1]) if self.has_externs else State(w)

    def _watch(self, turn: TurnOutput, steps: int, number: int) -> None:
        """Note where a long turn goes, and end one that goes on too long."""
        if turn.trail is None:
            turn.trail = []
        if number >= 0:
            turn.trail.append(number)
        if steps + turn.work > MOST_STEPS:
            too_long()

    def status(self, state: State, functions: Functions) -> str:
        """The status line's text for a state."""
        if not self.program.status:
            return ""
        w = self._working(state, functions)
        try:
            return str(self.code.status()(w))
        except Exception as error:
            raise self._error(error, w) from error

    def _error(self, error: Exception, w: Working, turn: TurnOutput | None = None) -> Exception:
        """What is raised to the outside: a `PlayError` with the story's place for whatever the story did."""
        endless, place = None, self._where(w)
        if isinstance(error, StoryStop) and error.code == "NC904" and turn is not None and turn.trail:
            endless = circle(self.program, self.layout, turn.trail)
            place = work_place(self.program, self.layout, turn.trail[-1])
        found = play_error(error, self.code.names, place, endless)
        if isinstance(found, NightcapError):
            found.has_source = self.has_source
        return found

    def _where(self, w: Working) -> SourceSpan:
        """The place at which the play stands, or begins."""
        scenes, place = self.program.scenes, w[PLACE]
        if place >= 0 or self.layout.ending_at(place) is not None:
            scene = scenes[self.program.start]
            return span_of(self.program, scene.file, scene.at)
        scene = scenes[self.layout.scene_at(place)]
        point = scene.points[self.layout.stop(self.layout.scene_at(place), 0) - place]
        return span_of(self.program, scene.file, point.at)

    # ------------------------------------------------------------ operations that need the program

    def _may_be_drawn(self, w: Working, index: int) -> bool:
        scene = self.program.scenes[index]
        if scene.once:
            page, offset = self.layout.counters[f"visits {scene.name}"]
            if w[page][offset]:
                return False
        return scene.when is True or bool(self.code.when(index)(w))

    def _drawn(self, w: Working, tag: str, place: int, page: PageSlot, offset: int) -> int:
        """The entry of the best scene with a tag whose `when` holds, or -1."""
        scenes = self.program.scenes
        best: list[int] = []
        for index in self.program.tags.get(tag, ()):
            if best and scenes[index].priority < scenes[best[0]].priority:
                break
            if self._may_be_drawn(w, index):
                best.append(index)
        if not best:
            return -1
        count, numbers = w[page][offset], scene_numbers(self.program, best)
        keep(w, page, offset, count + 1)
        return self.layout.segment(best[winner(w[SEED], place, count, numbers)], 0)

    def _add_each(self, w: Working, choices: list[Choice], drawing: Drawing, reason: str | None) -> None:
        """Offer each scene with a tag that may be drawn."""
        prefix, tag, counter, returns, slices = drawing
        used = None
        for number, index in enumerate(self.program.tags.get(tag, ())):
            if counter is not None:
                page, offset = self.layout.counter_after(f"{counter} 0", number // COUNTER_BITS)
                if w[page][offset] >> number % COUNTER_BITS & 1:
                    continue
                used = (page, offset, 1 << number % COUNTER_BITS)
            if self._may_be_drawn(w, index):
                scene = self.program.scenes[index]
                take = self._take_each(index, used, returns, slices)
                choices.append(Choice(prefix + scene.name, None, (), scene.title or scene.name, take, reason))

    def _take_each(
        self, index: int, used: tuple[PageSlot, int, int] | None, returns: bool, slices: tuple[tuple[int, int], ...]
    ) -> Segment:
        """The function that takes such a choice; `used` is where to note that, if it can be taken but once."""
        entry = self.layout.segment(index, 0)

        def take(w: Working, emit: Emit) -> int:
            if used is not None:
                use_up(w, *used)
            if returns:
                push(w, self._follow(w), slices)
            else:
                forget(w, slices)
                drop_threads(w)
            return entry

        return take

    def _follow(self, w: Working) -> int:
        """The segment behind the point at which the play stands."""
        scene = self.layout.scene_at(w[PLACE])
        point = self.program.scenes[scene].points[self.layout.stop(scene, 0) - w[PLACE]]
        return self.layout.segment(scene, point.follow)

    def _add_thread(self, w: Working, choices: list[Choice], index: int) -> Segment | None:
        """Offer the choices of another scene; what is returned takes its `{otherwise}`, if one holds."""
        return self.code.thread(index)(w, choices)

    def _add_thread_apart(self, w: Working, choices: list[Choice], index: int) -> Segment | None:
        """The same for one that may be added again: each choice is taken with the parameters it was looked at with."""
        known, first = len(choices), self.layout.frames[index]
        last = first + self.program.scenes[index].parameters
        otherwise = self._add_thread(w, choices, index)
        values = w[first:last]

        def with_own(take: Take) -> Segment:
            assert not isinstance(take, tuple), "what is lent has to be noted when it is taken"

            def taking(w: Working, emit: Emit) -> int:
                w[first:last] = values
                return take if isinstance(take, int) else take(w, emit)

            return taking

        choices[known:] = [
            Choice(one.id, one.label, one.tags, one.text, with_own(one.take), one.reason) for one in choices[known:]
        ]
        return otherwise and with_own(otherwise)

    def _push_thread(self, w: Working) -> None:
        """After an added choice the play goes on where the including scene's choices meet."""
        stack = w[STACK]
        if len(stack) >= MOST_STACK:
            raise StoryStop("NC907", "choices added by `<-` are nested too deep here")
        w[STACK] = (*stack, (self._follow(w), None))

    def _extern(self, w: Working, index: int, arguments: tuple[Value, ...]) -> Value:
        """Call a function of the host."""
        return call_host(cast(Functions, w[-1]), self.program.functions[index], arguments)
