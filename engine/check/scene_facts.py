"""What is found in single scenes, gathered over a story: most rules look for something that few scenes have.

While a story is written, only scenes that are new are looked at again; what others hold is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from engine.check.flow import SceneFlow
    from engine.check.names import SceneNames

Value = TypeVar("Value")
# What finds something in a scene. It reads the tree and the flow of this scene, and nothing else of the story.
Find = Callable[["SceneNames", "SceneFlow"], Value]


def of_scene(scene: SceneNames, function: Callable[[SceneNames], Value]) -> Value:
    """What a function makes of the tree of a scene alone; remembered while a story is written."""
    # Each rule asks for each scene: what is said to the type checker alone costs nothing here.
    values: dict[Callable[[SceneNames], Value], Value] = scene.values  # type: ignore[assignment]  # each function has a value of its kind
    if function not in values:
        values[function] = function(scene)
    return values[function]


class SceneFacts:
    """What functions find in the scenes of a story, each called once for each scene."""

    def __init__(self, scenes: Mapping[str, SceneNames], flows: Mapping[str, SceneFlow]) -> None:
        self.scenes = scenes
        self.flows = flows
        self._known: dict[Find[object], dict[str, object]] = {}

    def of(self, find: Find[Value | None]) -> dict[str, Value]:
        """What a function finds, by the names of scenes in the order of the story, where it is not empty or false."""
        if find not in self._known:
            self._known[find] = self._gathered(find)
        return cast(dict[str, Value], self._known[find])

    def _gathered(self, find: Find[object]) -> dict[str, object]:
        flows = self.flows
        return {name: found for name, scene in self.scenes.items() if (found := find(scene, flows[name]))}


class CachedFacts:
    """What a function found in the scenes of an earlier check, by their numbers, and in which scenes it has looked."""

    __slots__ = ("found", "seen")

    def __init__(self) -> None:
        self.seen: frozenset[int] = frozenset()
        self.found: dict[int, object] = {}


class RememberedFacts(SceneFacts):
    """The same, from what was gathered before: `numbers` are those of the scenes, which no two scenes ever share.

    `unsteady` are the scenes of which the flow may be another one than the last time.
    """

    def __init__(
        self,
        scenes: Mapping[str, SceneNames],
        flows: Mapping[str, SceneFlow],
        gathered: dict[Find[object], CachedFacts],
        numbers: Mapping[int, SceneNames],
        unsteady: set[int],
    ) -> None:
        super().__init__(scenes, flows)
        self._before = gathered
        self._numbers = numbers
        self._all = frozenset(numbers)
        self._unsteady = unsteady

    def _gathered(self, find: Find[object]) -> dict[str, object]:
        known, numbers, flows = self._before.setdefault(find, CachedFacts()), self._numbers, self.flows
        for number in known.seen - self._all:
            known.found.pop(number, None)
        for number in (self._all - known.seen) | self._unsteady:
            scene = numbers[number]
            if found := find(scene, flows[scene.node.name]):
                known.found[number] = found
            else:
                known.found.pop(number, None)
        known.seen = self._all
        ordered = sorted(known.found, key=lambda number: numbers[number].index)
        return {numbers[number].node.name: known.found[number] for number in ordered}
