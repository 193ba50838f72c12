"""A compiled story as a whole: its variables, functions, claims and scenes.

These are the parts that every play needs. What stands in a scene (nodes.py) is decoded when it is needed, so that a
story begins at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from engine.named_tuples import NamedTuple

if TYPE_CHECKING:
    from engine.program.nodes import Expression, Members, Operations, Part, Point, Steps
    from engine.program.types import Type, Value


# No name of a scene has a blank in it.
FUNCTION = "def "


class Slot(NamedTuple):
    """A local variable of a scene."""

    name: str
    type: Type


class SceneNode(NamedTuple):
    """A scene.

    Its local variables are the `frame`; the first `parameters` of them are given by moves. It is cut into segments,
    stretches from an entry to where the play stops or goes elsewhere; segment 0 is its beginning. `thread` are the
    members that `<-` adds to other scenes, if any does, `includes` the scenes that it adds so itself. `when` says
    whether it may be drawn by a tag, `once` that it is drawn but once.
    """

    name: str
    title: str
    tags: tuple[str, ...]
    file: int
    at: int
    parameters: int
    frame: tuple[Slot, ...]
    segments: Sequence[Operations]
    points: Sequence[Point]
    thread: Members | None
    includes: tuple[int, ...]
    counters: tuple[str, ...]
    when: Expression
    when_at: int
    once: bool
    priority: int

    @property
    def is_function(self) -> bool:
        """Whether it is a `def` that changes something: only the program visits it, by this name."""
        return self.name.startswith(FUNCTION)


class VariableNode(NamedTuple):
    """A variable of the story, and the value with which every play begins."""

    name: str
    type: Type
    initial: Value

    @property
    def is_hidden(self) -> bool:
        """Whether it holds what a function gave back, on the way to whoever called it: at a stop, its first value."""
        return self.name.endswith("()")


class FunctionNode(NamedTuple):
    """A `def`, or an `extern` that the host supplies. The body of a `def` is alone in a row, to be decoded late.

    A `def` of several lines has `steps` instead, one row of them, and a `frame`: its parameters and its other local
    variables. It changes nothing of a play; what does is a scene that is visited. One that `prints` comes to a text.
    """

    name: str
    file: int
    at: int
    parameters: tuple[Type, ...]
    result: Type
    bodies: Sequence[Expression] = ()
    frame: tuple[Slot, ...] = ()
    steps: Sequence[Steps] = ()
    prints: bool = False

    @property
    def body(self) -> Expression | None:
        """What a `def` comes to; None of an `extern`, and of one with steps."""
        return self.bodies[0] if self.bodies else None

    @property
    def locals(self) -> tuple[Type, ...]:
        """The types of its parameters and its other local variables."""
        return tuple([slot.type for slot in self.frame]) if self.steps else self.parameters

    @property
    def is_extern(self) -> bool:
        """Whether the host supplies it."""
        return not self.bodies and not self.steps


class ClaimedPlace(NamedTuple):
    """What a claim speaks of: a "scene", a "label" (`scene.label`) or an "ending", by its name."""

    kind: str
    name: str


class ClaimNode(NamedTuple):
    """A claim, of a kind: "never", "reach", "only_after" or "ending". `file` and `place` say where it stands."""

    kind: str
    text: str
    place: int
    file: str
    condition: Expression | None = None
    point: ClaimedPlace | None = None
    after: ClaimedPlace | None = None


class Program(NamedTuple):
    """A compiled story.

    `fingerprint` is a hash of its sources. `visits` and `since` are what is counted, `turns` whether turns are.
    `counters` are those of no scene. `tags` names the scenes of each tag, highest priority first. `was` has two
    mappings, "scenes" and "choices": the names of today for those that saved paths may still hold.
    """

    engine: str
    metadata: Mapping[str, str]
    cast: tuple[str, ...]
    files: tuple[str, ...]
    checksums: tuple[str, ...]
    fingerprint: str
    start: int
    variables: tuple[VariableNode, ...]
    functions: tuple[FunctionNode, ...]
    visits: tuple[str, ...]
    since: tuple[str, ...]
    turns: bool
    counters: tuple[str, ...]
    scenes: Sequence[SceneNode]
    endings: tuple[str | None, ...]
    tags: Mapping[str, tuple[int, ...]]
    was: Mapping[str, Mapping[str, str]]
    status: Sequence[Part]
    claims: Sequence[ClaimNode]
