"""The code of a program: made, or read from the cache, when it is first needed.

Any number of threads may ask at once. Code is made under a lock, with all that it calls, and put where others find it
only when it is complete; code that is there is used without asking for the lock.
"""

from __future__ import annotations

from _thread import RLock
from collections.abc import Callable, Mapping
from types import CodeType
from typing import TYPE_CHECKING, Any, Protocol

from engine.program.program import Program
from engine.runtime.layout import Layout
from engine.runtime.operations import OPERATIONS
from engine.runtime.shared_code import Record, SharedCode
from engine.runtime.state_types import Working
from engine.runtime.text import Emit

if TYPE_CHECKING:
    from engine.runtime.offers import Choice, Question
    from engine.runtime.weights import Weights

# The names that generated code defines, which are functions of all kinds.
Module = dict[str, Any]
# A segment does its part of a turn and says where to go on; a look says what a point offers. What is borrowed from
# another scene is added to a list; its `{otherwise}` is returned. A segment with the code of a point joined to it
# (scene_code.py) gives what is offered there instead; only the machine runs these.
Segment = Callable[[Working, Emit], int]
StateReader = Callable[[Working], "tuple[Choice, ...] | Question | int"]
Borrow = Callable[[Working, "list[Choice]"], Segment | None]


class CodeCache(Protocol):
    """Keeps compiled modules between runs, by name."""

    def get(self, name: str) -> CodeType | None:
        """The code of that name, if it is kept."""

    def put(self, name: str, code: CodeType, owner: object) -> None:
        """Keep code under a name, at least as long as its owner lives."""


class Code:
    """The functions of one program, by the numbers of segments and points; None where they are not loaded yet.

    `names` are those that all modules share: their globals, which take the place of Python's builtins, too. What a
    module defines stands in names of its own. In one space for all, finding a name among hundreds of thousands took
    longer than what was done with it.

    `effects` are the points that change the state when they are looked at; `point_steps` what heavy ones cost.
    """

    def __init__(
        self, program: Program, layout: Layout, cache: CodeCache | None, operations: Mapping[str, object]
    ) -> None:
        self.program = program
        self.layout = layout
        self.cache = cache
        self.segments: list[Record | None] = [None] * layout.segments[-1]
        self.looks: list[StateReader | None] = [None] * layout.points[-1]
        self.shared = SharedCode()
        self.effects: set[int] = set()
        self.point_steps: dict[int, int] = {}
        self.names: dict[str, object] = {**OPERATIONS, **operations}
        self.names.update(has_effects=self.effects.add, weighs=self.point_steps.__setitem__)
        self.names["__builtins__"] = self.names
        self._lock = RLock()
        # The names of the modules that are complete, with those that they call.
        self._loaded: dict[str, Module] = {}
        self._weights: Weights | None = None

    def segment(self, number: int) -> Record:
        """A segment: its function, and what that finds behind itself."""
        scene = self.layout.scene_at(number)
        self._load_scene(scene)
        found = self.segments[number]
        if found is None:
            own = self._load("rest", scene)
            found = self.segments[number] = (own[f"s{scene}_{number - self.layout.segments[scene]}"],)
        return found

    def look(self, point: int) -> StateReader:
        """The function of a point."""
        scene = self.layout.scene_at(-1 - point)
        name = f"o{scene}_{point - self.layout.points[scene]}"
        found: StateReader | None = self._load_scene(scene).get(name)
        if found is None:
            found = self.looks[point] = self._load("rest", scene)[name]
        return found

    def thread(self, scene: int) -> Borrow:
        """The function that adds a scene's choices to those of another."""
        found: Borrow = self._load_scene(scene)[f"h{scene}"]
        return found

    def when(self, scene: int) -> StateReader:
        """The function that says whether a scene may be drawn."""
        found: StateReader = self._load("when", scene)[f"w{scene}"]
        return found

    def status(self) -> StateReader:
        """The function that gives the text of the status line."""
        found: StateReader = self._load("status", 0)["status"]
        return found

    def _load_scene(self, index: int) -> Module:
        """The names of a scene's module; its functions are put where they are looked for. Needs no scene."""
        own, layout = self._load("scene", index), self.layout
        for place in range(layout.segments[index], layout.segments[index + 1]):
            name = f"{index}_{place - layout.segments[index]}"
            if self.segments[place] is None and f"s{name}" in own:
                self.segments[place] = self.shared.record(own[f"s{name}"], own.get(f"d{name}"))
        for place in range(layout.points[index], layout.points[index + 1]):
            self.looks[place] = self.looks[place] or own.get(f"o{index}_{place - layout.points[index]}")
        return own

    def _load(self, kind: str, index: int) -> Module:
        """The names of a module. It is run once, with those of the functions that it calls."""
        name = f"{kind} {index}"
        own = self._loaded.get(name)
        if own is not None:
            return own
        with self._lock:
            own = self._loaded.get(name)
            if own is not None:
                return own
            code = self.cache.get(name) if self.cache is not None else None
            if code is None:
                code = self._make(kind, index)
                if self.cache is not None:
                    self.cache.put(name, code, self)
            own = {}
            exec(code, self.names, own)
            if kind == "function":
                self.names[f"f{index}"] = own[f"f{index}"]
            for called in own.pop("calls", ()):
                self._load("function", called)
            self._loaded[name] = own
            return own

    def _make(self, kind: str, index: int) -> CodeType:
        from engine.runtime.code_generator import module_of
        from engine.runtime.weights import Weights

        if self._weights is None:
            self._weights = Weights(self.program)
        return module_of(self.program, self.layout, self._weights, kind, index)
