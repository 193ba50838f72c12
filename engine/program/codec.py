"""Between a program's nodes and plain data: dictionaries, lists, numbers and texts, which JSON can hold.

A program is of one `FORMAT`, and of the lowest version that has all that it uses (`version_of`). Every version from
`VERSION` to the `newest` is read, others are refused. An expression is

    5, true, "text"                 constants; a name of an enumeration is its text
    ["set", i, …]                   a constant set: the places of its names in their type, ascending
    ["var", i]  ["local", i]        variables by number
    [name, a, …]                    an operator or a function of the language (functions.py)
    [name, a, …, draw]              one that draws; `draw` names the place that draws
    ["call", i, [a, …]]  ["extern", i, [a, …]]
    ["visits", key]  ["since", key]  ["turns"]

A text is a list of parts: a text, or

    ["show", at, expression, kind, names]         a value; kind is that of its type
    ["if", at, [[expression, parts], …], parts]
    ["vary", kind, counter, [parts, …]]

with control characters for style inside texts (styles.py). A segment is a list of operations:

    ["say", at, parts]  ["break"]  ["speak", name]  ["tags", [tag, …]]
    ["set", at, variable, expression, low, high]
    ["if", [[at, expression, operations], …], operations]
    ["vary", kind, counter, [operations, …]]
    ["goto", segment]  ["stop", point]
    ["move", at, scene, [a, …]]  ["visit", at, scene, [a, …], segment]      to the beginning of a scene
    ["move", at, scene, [], entry, leaves]  ["visit", at, scene, [], segment, entry]    to a segment of it
    ["enter"]  ["pass", at, "scene.point"]
    ["any", at, tag, draw, segment or null]
    ["back", at]  ["end", ending]  ["fail", at]

and a guard ["if", expression], ["needs", expression, parts] or ["otherwise"]. A type is [kind, low, high, names].
Points, members, scenes and all else are mappings by the names of their fields (nodes.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.program.functions import TABLE
from engine.program.lazy import Lazy
from engine.program.program import ClaimedPlace, ClaimNode, FunctionNode, Program, SceneNode, Slot, VariableNode
from engine.program.types import mask_of, read_type

if TYPE_CHECKING:
    from engine.program.nodes import Expression, Member, Operations, Part, Point, Steps

FORMAT = "nightcap program"
# The oldest version that is read, and the one that is written as long as a newer one is not needed.
VERSION = 2


class ProgramError(ValueError):
    """A file that holds no program this version can play."""


def data_of(program: Program) -> dict[str, Any]:
    """The plain data of a program, as its file holds it."""
    from engine.program.node_codec import fields_of

    # Scenes from the cache come in a row of their own kind.
    whole = program._replace(scenes=tuple(program.scenes))
    return {"format": FORMAT, "version": version_of(whole), **fields_of(whole)}


def newest() -> int:
    """The newest version that is known: that of the newest function of the language."""
    return max(row.version for row in TABLE.values())


def version_of(program: Program) -> int:
    """The lowest version of the form that has all functions of a program."""
    newer = {row.name: row.version for row in TABLE.values() if row.version > VERSION}
    if not newer:
        return VERSION
    from engine.program.nodes import Apply, ApplyDraw, Count
    from engine.program.walk import walk

    used = [one.name for one in walk(program) if isinstance(one, Apply | ApplyDraw | Count)]
    return max((newer[name] for name in used if name in newer), default=VERSION)


def program_of(data: Any) -> Program:
    """The program that plain data holds; what it is made of is decoded when it is needed."""
    return Program(
        data["engine"],
        data["metadata"],
        tuple(data["cast"]),
        tuple(data["files"]),
        tuple(data["checksums"]),
        data["fingerprint"],
        data["start"],
        tuple(map(_variable, data["variables"])),
        tuple(map(_function, data["functions"])),
        tuple(data["visits"]),
        tuple(data["since"]),
        data["turns"],
        tuple(data["counters"]),
        Lazy(data["scenes"], scene_of),
        tuple(data["endings"]),
        {tag: tuple(scenes) for tag, scenes in data["tags"].items()},
        data["was"],
        Lazy(data["status"], _part),
        Lazy(data["claims"], _claim),
    )


def scene_of(data: Any) -> SceneNode:
    """A scene. Its lines are decoded when they are needed."""
    when, thread = data["when"], data["thread"]
    return SceneNode(
        data["name"],
        data["title"],
        tuple(data["tags"]),
        data["file"],
        data["at"],
        data["parameters"],
        tuple([Slot(name, read_type(*type)) for name, type in data["frame"]]),
        Lazy(data["segments"], _operations),
        Lazy(data["points"], _point),
        None if thread is None else Lazy(thread, _member),
        tuple(data["includes"]),
        tuple(data["counters"]),
        _expression(when) if isinstance(when, list) else when,
        data["when_at"],
        data["once"],
        data["priority"],
    )


def _variable(data: Any) -> VariableNode:
    type, initial = read_type(*data["type"]), data["initial"]
    return VariableNode(data["name"], type, mask_of(initial) if type.kind == "set" else initial)


def _function(data: Any) -> FunctionNode:
    parameters = tuple([read_type(*one) for one in data["parameters"]])
    known = data["name"], data["file"], data["at"], parameters, read_type(*data["result"])
    if "steps" in data:
        frame = tuple([Slot(name, read_type(*type)) for name, type in data["frame"]])
        return FunctionNode(*known, frame=frame, steps=Lazy([data["steps"]], _steps), prints=data["prints"])
    return FunctionNode(*known, Lazy([data["code"]], _expression) if data["kind"] == "def" else ())


def _claim(data: Any) -> ClaimNode:
    condition = _expression(data["condition"]) if "condition" in data else None
    point, after = (_claimed(data[key]) if key in data else None for key in ("point", "after"))
    return ClaimNode(data["kind"], data["text"], data["place"], data["file"], condition, point, after)


def _claimed(data: Any) -> ClaimedPlace:
    ((kind, name),) = data.items()
    return ClaimedPlace(kind, name)


# Nodes are imported when something is decoded: a play that has all its code does not need them.


def _expression(data: Any) -> Expression:
    from engine.program.node_codec import expression_of

    return expression_of(data)


def _operations(data: Any) -> Operations:
    from engine.program.node_codec import operations_of

    return operations_of(data)


def _steps(data: Any) -> Steps:
    from engine.program.node_codec import steps_of

    return steps_of(data)


def _part(data: Any) -> Part:
    from engine.program.node_codec import part_of

    return part_of(data)


def _point(data: Any) -> Point:
    from engine.program.node_codec import point_of

    return point_of(data)


def _member(data: Any) -> Member:
    from engine.program.node_codec import member_of

    return member_of(data)
