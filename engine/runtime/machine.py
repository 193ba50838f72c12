"""Runs a program: from a state and where to go on, to the next state in which the play stops.

A state at a choice point is the state before its choices are looked at. Looking at them can change it (a text that
varies, a guard that draws), so the state after looking is kept beside it; a choice goes on from there. So what is
offered is a pure function of the state, and saving, undoing and exploring need nothing but states.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from itertools import accumulate
from types import CodeType
from typing import Any

from engine.diagnostics import Diagnostic
from engine.program.model import Program, ProgramError, line_and_column
from engine.runtime.errors import PlayError, StoryStop
from engine.runtime.layout import FIRST_SLOT, PLACE, SEED, STACK, Layout
from engine.runtime.offers import Choice, Question
from engine.runtime.operations import MOST, OPERATIONS, drop_threads, forget, push
from engine.runtime.randomness import number_between
from engine.runtime.text import Fragment
from engine.source import Span

State = tuple[Any, ...]
Segment = Callable[[list[Any], Callable[[Any], None]], int]

MOST_STEPS = 10_000
FREE_STEPS = 100
MOST_TEXT = 4_000_000
SHOWN_PLACES = 6
MOST_ANSWER = 200


class Numbers:
    """The numbers of segments and points through the whole story."""

    def __init__(self, program: Program) -> None:
        scenes = program["scenes"]
        self.segments = [0, *accumulate(len(scene["segments"]) for scene in scenes)]
        self.first_points = [0, *accumulate(len(scene["points"]) for scene in scenes)]
        self.points = self.first_points[-1]
        self.has_threads = any(scene["thread"] is not None for scene in scenes)

    def segment(self, scene: int, number: int) -> int:
        """The number of a scene's segment."""
        return self.segments[scene] + number

    def point(self, scene: int, number: int) -> int:
        """The number of a scene's point."""
        return self.first_points[scene] + number

    def scene_of_segment(self, segment: int) -> int:
        """The scene that a segment belongs to."""
        return bisect_right(self.segments, segment) - 1

    def scene_of_point(self, point: int) -> int:
        """The scene that a point belongs to."""
        return bisect_right(self.first_points, point) - 1


# Where a turn stopped: the state, the state after its offers were looked at, what it printed, what it offers (choices,
# a question, or None at an ending). A plain tuple: one is made at every choice.
Stop = tuple[State, State, list[Fragment], list[Choice] | Question | None]


class CodeCache:
    """Keeps compiled scenes between runs. This one keeps nothing; the loader gives a real one."""

    def get(self, name: str) -> CodeType | None:
        """The code of that name, if it is kept."""
        return None

    def put(self, name: str, code: CodeType) -> None:
        """Keep code under a name."""


class Machine:
    """Runs one program. Sessions share it: it holds code, and nothing of any play."""

    def __init__(self, program: Program, cache: CodeCache | None = None) -> None:
        self.program = program
        self.cache = cache or CodeCache()
        self.layout = Layout(program)
        self.numbers = Numbers(program)
        self.code: list[Segment | None] = [None] * self.numbers.segments[-1]
        self.offers: list[Callable[[list[Any]], Any] | None] = [None] * self.numbers.points
        self.effects: set[int] = set()
        self.has_externs = any(function["kind"] == "extern" for function in program["functions"])
        self.weights: dict[int, int] = {}
        self.loaded: set[str] = set()
        self.names: dict[str, Any] = {"__builtins__": {}, **OPERATIONS}
        self.names.update(
            extern=self._extern,
            drawn=self._drawn,
            add_each=self._add_each,
            add_thread=self._add_thread,
            push_thread=self._push_thread,
            has_effects=self.effects.add,
        )

    # ------------------------------------------------------------ turns

    def start(self, seed: int, functions: Mapping[str, Any]) -> Stop:
        """Begin a play."""
        w = self._working((self.program["fingerprint"], 0, (), seed, *self.layout.initial), functions)
        return self.run(w, self.numbers.segment(self.program["start"], 0))

    def go(self, after: State, take: Segment, functions: Mapping[str, Any]) -> Stop:
        """Take a choice: `take` is its function."""
        w = list(after) if not self.has_externs else self._working(after, functions)
        if self.layout.turns is not None:
            w[self.layout.turns] += 1
        return self.run(w, take)

    def _working(self, state: State, functions: Mapping[str, Any]) -> list[Any]:
        """The state as a list to work on; behind it stand the host's functions if the story calls any."""
        return [*state, functions] if self.has_externs else list(state)

    def answer(self, after: State, question: Question, value: Any, functions: Mapping[str, Any]) -> Stop:
        """Go on behind a question, with the value that was given."""
        w = self._working(after, functions)
        w[question.slot] = value
        return self.run(w, question.follow)

    def look(self, state: State, functions: Mapping[str, Any]) -> Stop | None:
        """What a state offers; None if the play would not stop there."""
        place = state[PLACE]
        point = -1 - place
        if point >= self.numbers.points:
            return state, state, [], None
        w = self._working(state, functions)
        try:
            offered = (self.offers[point] or self._load_point(point))(w)
        except Exception as error:
            raise self._error(error) from error
        if offered.__class__ is int:
            return None
        return state, self._state(w), [], offered

    def run(self, w: list[Any], first: int | Segment) -> Stop:
        """Run segments until the play stops, from a segment's number or from the function that takes a choice.

        Raises `PlayError`; `w` is lost then, the state it came from is not.
        """
        fragments: list[Fragment] = []
        emit, code, points, steps = fragments.append, self.code, self.numbers.points, 0
        try:
            number: Any = first if first.__class__ is int else first(w, emit)  # type: ignore[operator]  # asked
            while True:
                while number >= 0:
                    number = (code[number] or self._load_segment(number))(w, emit)
                    steps += 1
                    if steps > FREE_STEPS:
                        steps += self._spend(number, steps, fragments)
                w[PLACE] = number
                point = -1 - number
                if point >= points:
                    state = self._state(w)
                    return state, state, fragments, None
                look = self.offers[point] or self._load_point(point)
                before = self._state(w) if point in self.effects else None
                offered = look(w)
                if offered.__class__ is not int:
                    state = tuple(w) if not self.has_externs else tuple(w[:-1])
                    return before or state, state, fragments, offered
                number = offered
                steps += self._weight_of_point(point)
                if steps > MOST_STEPS:
                    self._spend(number, steps, fragments)
        except Exception as error:
            raise self._error(error) from error

    def _state(self, w: list[Any]) -> State:
        return tuple(w[:-1]) if self.has_externs else tuple(w)

    def _spend(self, number: int, steps: int, fragments: list[Fragment]) -> int:
        """What a step costs beyond one, once a turn is long; raises when the turn has used up its budget."""
        if steps > MOST_STEPS:
            where = sorted({self.program["scenes"][self.scene_at(number)]["name"]} if number >= 0 else set())
            place = f" (it came through scene `{where[0]}`)" if where else ""
            raise StoryStop(
                "NC904",
                f"the story goes round without a choice: {MOST_STEPS} steps in one turn{place}",
                "put a choice, an ending or a condition that ends it into the circle",
            )
        if steps % 16 == 0 and sum(len(one) for one in fragments if isinstance(one, str)) > MOST_TEXT:
            raise StoryStop("NC904", "the story prints without end in one turn", "put a choice into the circle")
        if number < 0:
            return 0
        weight = self.weights.get(number)
        if weight is None:
            scene = self.numbers.scene_of_segment(number)
            operations = self.program["scenes"][scene]["segments"][number - self.numbers.segments[scene]]
            weight = self.weights[number] = self._weight(operations) // 100
        return weight

    def _weight(self, data: Any) -> int:
        """Roughly how much work some operations are, in nodes."""
        if not isinstance(data, list):
            return len(data) // 100 if isinstance(data, str) else 1
        weight = sum(map(self._weight, data))
        if data and data[0] == "any":
            weight += 10 * len(self.program["tags"].get(data[2], ()))
        elif data and data[0] == "call":
            weight += 500
        return weight

    def _weight_of_point(self, point: int) -> int:
        scene = self.numbers.scene_of_point(point)
        data = self.program["scenes"][scene]["points"][point - self.numbers.first_points[scene]]
        members = data.get("group", ())
        tagged = sum(len(self.program["tags"].get(one["tag"], ())) for one in members if one["kind"] == "each")
        return (len(members) + tagged) // 10

    def scene_at(self, place: int) -> int:
        """The scene of a segment's number, or of a stop's."""
        if place >= 0:
            return self.numbers.scene_of_segment(place)
        return self.numbers.scene_of_point(-1 - place)

    # ------------------------------------------------------------ code

    def _load_segment(self, number: int) -> Segment:
        self.load_scene(self.numbers.scene_of_segment(number))
        return self.code[number]  # type: ignore[return-value]  # it is there now

    def _load_point(self, point: int) -> Callable[[list[Any]], Any]:
        self.load_scene(self.numbers.scene_of_point(point))
        return self.offers[point]  # type: ignore[return-value]  # it is there now

    def load_scene(self, index: int) -> None:
        """Make a scene's code, or take it from the cache."""
        if not self._load(f"scene {index}", index):
            return
        scene = self.program["scenes"][index]
        for number in range(len(scene["segments"])):
            self.code[self.numbers.segment(index, number)] = self.names[f"s{index}_{number}"]
        for number in range(len(scene["points"])):
            self.offers[self.numbers.point(index, number)] = self.names[f"o{index}_{number}"]

    def _load(self, name: str, index: int) -> bool:
        """Run the module of that name, once; with it the functions that it calls."""
        if name in self.loaded:
            return False
        self.loaded.add(name)
        code = self.cache.get(name)
        if code is None:
            code = self._compile(name, index)
            self.cache.put(name, code)
        exec(code, self.names)  # noqa: S102  # made by generate.py from numbers and constants, never from text
        for called in self.names.pop("calls", ()):
            self._load(f"function {called}", called)
        return True

    def _compile(self, name: str, index: int) -> CodeType:
        import ast

        from engine.runtime.generate import SceneCode, function_module, status_module

        files = self.program["files"]
        try:
            if name.startswith("scene"):
                maker = SceneCode(self.program, self.layout, index, self.numbers)
                module, called = maker.build(), maker.called
                file = files[self.program["scenes"][index]["file"]]
            elif name.startswith("function"):
                module, called = function_module(self.program, self.layout, index)
                file = files[self.program["functions"][index]["file"]]
            else:
                (module, called), file = status_module(self.program, self.layout), files[0]
            if called:
                source = ast.parse(f"calls = {tuple(sorted(map(int, called)))}")
                module.body += source.body
            return compile(module, file, "exec", dont_inherit=True)
        except (RecursionError, MemoryError, LookupError, TypeError, ValueError, AttributeError) as error:
            raise ProgramError(f"the program is damaged: {name} cannot be made ({error.__class__.__name__})") from error

    def status(self, state: State, functions: Mapping[str, Any]) -> str:
        """The status line's text for a state."""
        if not self.program["status"]:
            return ""
        self._load("status", 0)
        w = [*state, functions] if self.has_externs else list(state)
        try:
            return self.names["status"](w)  # type: ignore[no-any-return]  # generated
        except Exception as error:
            raise self._error(error) from error

    # ------------------------------------------------------------ operations that need the program

    def _may_be_drawn(self, w: list[Any], index: int) -> bool:
        name = f"w{index}"
        if name not in self.names:
            self.load_scene(index)
        return bool(self.names[name](w))

    def _drawn(self, w: list[Any], tag: str, place: int, page: int, offset: int) -> int:
        """The entry of the best scene with a tag whose `when` holds, or -1."""
        scenes = self.program["scenes"]
        open_scenes = [index for index in self.program["tags"].get(tag, ()) if self._may_be_drawn(w, index)]
        if not open_scenes:
            return -1
        best = scenes[open_scenes[0]]["priority"]
        open_scenes = [index for index in open_scenes if scenes[index]["priority"] == best]
        chosen = 0
        if len(open_scenes) > 1:
            counters = w[page]
            chosen = number_between(w[SEED], place, counters[offset], 0, len(open_scenes) - 1)
            w[page] = counters[:offset] + (counters[offset] + 1,) + counters[offset + 1 :]
        return self.numbers.segment(open_scenes[chosen], 0)

    def _add_each(
        self,
        w: list[Any],
        choices: list[Choice],
        prefix: str,
        tag: str,
        page: int,
        offset: int,
        returns: bool,
        slices: Any,
        reason: str | None,
    ) -> None:
        """Offer each scene with a tag that may be drawn."""
        for place, index in enumerate(self.program["tags"].get(tag, ())):
            if page >= 0 and w[page][offset] >> place & 1:
                continue
            if self._may_be_drawn(w, index):
                scene = self.program["scenes"][index]
                take = self._take_each(index, page, offset, 1 << place, returns, slices)
                title = scene["title"] or scene["name"]
                choices.append(Choice(prefix + scene["name"], None, (), title, take, reason))

    def _take_each(self, index: int, page: int, offset: int, bit: int, returns: bool, slices: Any) -> Segment:
        entry = self.numbers.segment(index, 0)

        def take(w: list[Any], emit: Callable[[Any], None]) -> int:
            if page >= 0:
                OPERATIONS["use_up"](w, page, offset, bit)
            if returns:
                push(w, self._follow(w), slices)
            else:
                forget(w, slices)
                drop_threads(w)
            return entry

        return take

    def _follow(self, w: list[Any]) -> int:
        """The segment behind the point at which the play stands."""
        point = -1 - w[PLACE]
        scene = self.numbers.scene_of_point(point)
        data = self.program["scenes"][scene]["points"][point - self.numbers.first_points[scene]]
        return self.numbers.segment(scene, data["follow"])

    def _add_thread(self, w: list[Any], choices: list[Choice], index: int) -> None:
        """Offer the choices of another scene."""
        name = f"h{index}"
        if name not in self.names:
            self.load_scene(index)
        self.names[name](w, choices)

    def _push_thread(self, w: list[Any]) -> None:
        """After an added choice the play goes on where the including scene's choices meet."""
        stack = w[STACK]
        if len(stack) >= 64:
            raise StoryStop("NC907", "choices added by `<-` are nested too deep here")
        w[STACK] = (*stack, (self._follow(w), None))

    def _extern(self, w: list[Any], index: int, arguments: tuple[Any, ...]) -> Any:
        """Call a function of the host, and check what it gives."""
        function = self.program["functions"][index]
        name, type = function["name"], function["result"]
        given = [outer_value(value, kind) for value, kind in zip(arguments, function["parameters"], strict=True)]
        try:
            value = w[-1][name](*given)
        except Exception as error:
            raise StoryStop("NC909", f"the host's function `{name}` failed: {error}") from error
        inner = inner_value(value, type)
        if inner is None:
            raise StoryStop("NC909", f"the host's function `{name}` gave {value!r}, which is not of its type")
        return inner

    # ------------------------------------------------------------ errors

    def _error(self, error: Exception) -> Exception:
        """What is raised to the outside: a `PlayError` with the story's place for whatever the story did."""
        if isinstance(error, PlayError | ProgramError):
            return error
        if isinstance(error, StoryStop):
            code, message, hint = error.code, error.message, error.hint
        elif isinstance(error, ZeroDivisionError):
            code, message, hint = "NC902", "this divides by zero", "ask first: `~ if x != 0:`"
        elif isinstance(error, RecursionError | MemoryError | OverflowError):
            code, message, hint = "NC904", "this is too much work for one turn", None
        else:
            return error
        return PlayError(Diagnostic(code, "error", message, self._place(error), hint))

    def _place(self, error: Exception) -> Span:
        """The story's file and line in which an error arose: the innermost generated frame of its traceback."""
        traceback, found = error.__traceback__, None
        while traceback is not None:
            if traceback.tb_frame.f_globals is self.names:
                found = traceback
            traceback = traceback.tb_next
        if found is None:
            return Span(self.program["files"][0], 1, 1)
        code, column = found.tb_frame.f_code, 1
        positions = list(code.co_positions())
        if found.tb_lasti // 2 < len(positions):
            column = positions[found.tb_lasti // 2][2] or 1
        return Span(code.co_filename, found.tb_lineno, column)


def outer_value(value: Any, type: list[Any]) -> Any:
    """A value as the outside sees it: a set is a tuple of names."""
    if type[0] == "set" and isinstance(value, int):
        return tuple(name for place, name in enumerate(type[3]) if value >> place & 1)
    return value


def inner_value(value: Any, type: list[Any]) -> Any:
    """A value from outside as a state keeps it, or None if it is not of the type."""
    kind, low, high, names = type
    if kind == "truth":
        return value if isinstance(value, bool) else None
    if kind == "number":
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        return value if (-MOST if low is None else low) <= value <= (MOST if high is None else high) else None
    if kind == "text":
        return " ".join(value.split())[:MOST_ANSWER] if isinstance(value, str) else None
    if kind == "names":
        return value if value in names else None
    if kind == "set":
        if isinstance(value, str) or not all(name in names for name in value):
            return None
        return sum({1 << names.index(name) for name in value})
    return value


__all__ = ["FIRST_SLOT", "Machine", "State", "Stop", "line_and_column"]
