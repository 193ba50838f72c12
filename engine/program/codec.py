"""Between a program's nodes and plain data: dictionaries, lists, numbers and texts, which JSON can hold.

A program is compiled for one `FORMAT` and `VERSION`; others are refused. An expression is

    5, true, "text"                 constants; a name of an enumeration is its text, a set is a bit mask
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
    ["move", at, scene, [a, …]]  ["visit", at, scene, [a, …], segment]
    ["any", at, tag, draw, segment or null]
    ["back", at]  ["end", ending]  ["fail", at]

and a guard ["if", expression], ["needs", expression, parts] or ["otherwise"]. A type is [kind, low, high, names].
Points, members, scenes and all else are mappings by the names of their fields (nodes.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from engine.program import nodes
from engine.program.functions import FUNCTIONS
from engine.program.lazy import Lazy
from engine.program.nodes import Expression, Member, Operation, Operations, Parts, Point, Program, SceneNode
from engine.program.types import Type

FORMAT = "nightcap program"
VERSION = 2

# What `json.loads` and `marshal.loads` give.
Data = Any


class ProgramError(ValueError):
    """A file that holds no program this version can play."""


# ---------------------------------------------------------------- from plain data


def program_of(data: Data) -> Program:
    """The program that plain data holds; what it is made of is decoded when it is needed."""
    return Program(
        data["engine"],
        data["metadata"],
        tuple(data["cast"]),
        tuple(data["files"]),
        tuple(data["checksums"]),
        data["fingerprint"],
        data["start"],
        tuple([nodes.VariableNode(one["name"], type_of(one["type"]), one["initial"]) for one in data["variables"]]),
        tuple(map(_function, data["functions"])),
        tuple(data["visits"]),
        tuple(data["since"]),
        data["turns"],
        tuple(data["counters"]),
        Lazy(data["scenes"], scene_of),
        tuple(data["endings"]),
        {tag: tuple(scenes) for tag, scenes in data["tags"].items()},
        data["was"],
        parts_of(data["status"]),
        tuple(map(_claim, data["claims"])),
    )


def scene_of(data: Data) -> SceneNode:
    """A scene. Its lines are decoded when they are needed."""
    thread = data["thread"]
    return SceneNode(
        data["name"],
        data["title"],
        tuple(data["tags"]),
        data["file"],
        data["at"],
        data["parameters"],
        tuple([nodes.Slot(name, type_of(type)) for name, type in data["frame"]]),
        Lazy(data["segments"], operations_of),
        Lazy(data["points"], point_of),
        None if thread is None else Lazy(thread, member_of),
        tuple(data["includes"]),
        tuple(data["counters"]),
        expression_of(data["when"]),
        data["when_at"],
        data["once"],
        data["priority"],
    )


def type_of(data: Data) -> Type:
    """A type."""
    return Type(data[0], data[1], data[2], tuple(data[3]))


def _function(data: Data) -> nodes.FunctionNode:
    parameters = tuple(map(type_of, data["parameters"]))
    body = expression_of(data["code"]) if data["kind"] == "def" else None
    return nodes.FunctionNode(data["name"], data["file"], data["at"], parameters, type_of(data["result"]), body)


def _claim(data: Data) -> nodes.ClaimNode:
    condition = expression_of(data["condition"]) if "condition" in data else None
    point, after = (_claimed(data[key]) if key in data else None for key in ("point", "after"))
    return nodes.ClaimNode(data["kind"], data["text"], data["place"], data["file"], condition, point, after)


def _claimed(data: Data) -> nodes.ClaimedPlace:
    ((kind, name),) = data.items()
    return nodes.ClaimedPlace(kind, name)


def expression_of(data: Data) -> Expression:
    """An expression."""
    if not isinstance(data, list):
        return cast(Expression, data)
    name = data[0]
    make = EXPRESSIONS.get(name)
    if make is not None:
        return make(data)
    return nodes.Apply(name, tuple([expression_of(one) for one in data[1:]]))


def _row(data: Data) -> tuple[Expression, ...]:
    return tuple([expression_of(one) for one in data])


EXPRESSIONS: dict[str, Callable[[Data], Expression]] = {
    "var": lambda data: nodes.VarRef(data[1]),
    "local": lambda data: nodes.LocalRef(data[1]),
    "call": lambda data: nodes.CallDef(data[1], _row(data[2])),
    "extern": lambda data: nodes.CallExtern(data[1], _row(data[2])),
    "visits": lambda data: nodes.Count("visits", data[1]),
    "since": lambda data: nodes.Count("since", data[1]),
    "turns": lambda data: nodes.Count("turns"),
    **dict.fromkeys(
        [row.name for row in FUNCTIONS if row.draws],
        lambda data: nodes.ApplyDraw(data[0], _row(data[1:-1]), data[-1]),
    ),
}


def parts_of(data: Data) -> Parts:
    """A text."""
    return tuple([one if isinstance(one, str) else PARTS[one[0]](one) for one in data])


PARTS: dict[str, Callable[[Data], nodes.Part]] = {
    "show": lambda data: nodes.ShowValue(data[1], expression_of(data[2]), data[3], tuple(data[4])),
    "if": lambda data: nodes.ChooseText(
        data[1],
        tuple([nodes.TextCase(expression_of(one), parts_of(parts)) for one, parts in data[2]]),
        parts_of(data[3]),
    ),
    "vary": lambda data: nodes.VaryText(data[1], data[2], tuple([parts_of(one) for one in data[3]])),
}


def operations_of(data: Data) -> Operations:
    """The operations of a segment, or of a block in it."""
    return tuple([OPERATIONS[one[0]](one) for one in data])


def _reference(data: Data) -> nodes.Reference:
    return nodes.VarRef(data[1]) if data[0] == "var" else nodes.LocalRef(data[1])


OPERATIONS: dict[str, Callable[[Data], Operation]] = {
    "say": lambda data: nodes.Say(data[1], parts_of(data[2])),
    "break": lambda data: nodes.NewParagraph(),
    "speak": lambda data: nodes.Speak(data[1]),
    "tags": lambda data: nodes.AddTags(tuple(data[1])),
    "set": lambda data: nodes.Assign(data[1], _reference(data[2]), expression_of(data[3]), data[4], data[5]),
    "if": lambda data: nodes.Branch(
        tuple([nodes.Case(at, expression_of(one), operations_of(body)) for at, one, body in data[1]]),
        operations_of(data[2]),
    ),
    "vary": lambda data: nodes.VaryBlock(data[1], data[2], tuple([operations_of(one) for one in data[3]])),
    "goto": lambda data: nodes.Goto(data[1]),
    "stop": lambda data: nodes.Halt(data[1]),
    "move": lambda data: nodes.MoveTo(data[1], data[2], _row(data[3])),
    "visit": lambda data: nodes.VisitScene(data[1], data[2], _row(data[3]), data[4]),
    "any": lambda data: nodes.DrawScene(*data[1:]),
    "back": lambda data: nodes.GoBack(data[1]),
    "end": lambda data: nodes.EndStory(data[1]),
    "fail": lambda data: nodes.FallOff(data[1]),
}


def _guards(data: Data) -> tuple[nodes.OfferGuard, ...]:
    return tuple([_guard(*one) for one in data])


def _guard(kind: str, condition: Data = True, reason: Data = ()) -> nodes.OfferGuard:
    return nodes.OfferGuard(kind, expression_of(condition), parts_of(reason))


def member_of(data: Data) -> Member:
    """A member of a group of choices."""
    kind = data["kind"]
    if kind == "choice":
        once = data["once"]
        return nodes.OfferChoice(
            data["at"],
            data["id"],
            data["label"],
            None if once is None else nodes.Once(*once),
            _guards(data["guards"]),
            parts_of(data["text"]),
            tuple(data["tags"]),
            data["segment"],
        )
    if kind == "each":
        return nodes.OfferEach(data["at"], data["once"], _guards(data["guards"]), data["tag"], data["returns"])
    if kind == "thread":
        return nodes.OfferThread(data["at"], data["scene"], _row(data["arguments"]))
    branches = [nodes.OfferCase(at, expression_of(one), _members(inner)) for at, one, inner in data["branches"]]
    return nodes.OfferIf(tuple(branches), _members(data["otherwise"]))


def _members(data: Data) -> tuple[Member, ...]:
    return tuple([member_of(one) for one in data])


def point_of(data: Data) -> Point:
    """A point."""
    if data["kind"] == "ask":
        prompt = parts_of(data["prompt"])
        return nodes.AskPoint(data["at"], _reference(data["ref"]), type_of(data["type"]), prompt, data["follow"])
    return nodes.ChoicePoint(data["at"], _members(data["group"]), data["follow"])


# ---------------------------------------------------------------- to plain data


def data_of(program: Program) -> Data:
    """The plain data of a program, as its file holds it."""
    return {"format": FORMAT, "version": VERSION, **_fields(program)}


def plain(node: object) -> Data:
    """The plain data of a node, a row of nodes, or a value."""
    if not isinstance(node, tuple | Lazy | Mapping):
        return node
    write = WRITERS.get(node.__class__)
    return write(node) if write is not None else [node[-1], *map(plain, node[:-1])]


def _listed(node: Iterable[object]) -> Data:
    return [plain(one) for one in node]


def _fields(node: Any, kind: str | None = None, without: tuple[str, ...] = ("code",)) -> Data:
    """The fields of a node by their names."""
    data = {} if kind is None else {"kind": kind}
    for name, value in zip(node._fields, node, strict=True):
        if name not in without:
            data[name] = plain(value)
    return data


def _coded_fields(node: Any) -> Data:
    return _fields(node, node.code, ("code", "matters"))


def _guard_data(node: nodes.OfferGuard) -> Data:
    size = {"otherwise": 1, "if": 2}.get(node.kind, 3)
    return _listed(node)[:size]


def _function_data(node: nodes.FunctionNode) -> Data:
    data = _fields(node, "extern" if node.is_extern else "def", ("body",))
    return data if node.is_extern else {**data, "code": plain(node.body)}


def _claim_data(node: nodes.ClaimNode) -> Data:
    data = _fields(node, None, ("condition", "point", "after"))
    if node.condition is not None:
        data["condition"] = plain(node.condition)
    return data | {key: {one.kind: one.name} for key in ("point", "after") if (one := getattr(node, key)) is not None}


WRITERS: dict[type, Callable[[Any], Data]] = {
    tuple: _listed,
    Lazy: _listed,
    dict: lambda mapping: {key: plain(value) for key, value in mapping.items()},
    Type: _listed,
    nodes.Apply: lambda node: [node.name, *map(plain, node.arguments)],
    nodes.ApplyDraw: lambda node: [node.name, *map(plain, node.arguments), node.place],
    nodes.Count: lambda node: [node.name, node.key] if node.key else [node.name],
    **dict.fromkeys((nodes.TextCase, nodes.Case, nodes.OfferCase, nodes.Once, nodes.Slot), _listed),
    nodes.OfferGuard: _guard_data,
    **dict.fromkeys(
        (nodes.OfferChoice, nodes.OfferEach, nodes.OfferThread, nodes.OfferIf, nodes.ChoicePoint, nodes.AskPoint),
        _coded_fields,
    ),
    **dict.fromkeys((SceneNode, nodes.VariableNode), _fields),
    nodes.FunctionNode: _function_data,
    nodes.ClaimNode: _claim_data,
}
