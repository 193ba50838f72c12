"""Between the nodes of scenes and functions and their plain data (codec.py says how that looks)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, cast, get_args

from engine.program import nodes
from engine.program.functions import FUNCTIONS
from engine.program.lazy import Lazy
from engine.program.nodes import Expression, Member, Operation, Operations, Parts, Point, Steps
from engine.program.outline import OutlinedScenes
from engine.program.program import ClaimNode, FunctionNode, SceneNode, Slot, VariableNode
from engine.program.types import SetOf, Type, mask_of, places_in, read_type

# ---------------------------------------------------------------- from plain data


def expression_of(data: Any) -> Expression:
    """An expression."""
    if not isinstance(data, list):
        return cast(Expression, data)
    name = data[0]
    make = EXPRESSIONS.get(name)
    if make is not None:
        return make(data)
    return nodes.Apply(name, tuple([expression_of(one) for one in data[1:]]))


def _row(data: Any) -> tuple[Expression, ...]:
    return tuple([expression_of(one) for one in data])


EXPRESSIONS: dict[str, Callable[[Any], Expression]] = {
    "set": lambda data: SetOf(mask_of(data[1:])),
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


def parts_of(data: Any) -> Parts:
    """A text."""
    return tuple(map(part_of, data))


def part_of(data: Any) -> nodes.Part:
    """A part of a text."""
    return data if isinstance(data, str) else PARTS[data[0]](data)


PARTS: dict[str, Callable[[Any], nodes.Part]] = {
    "show": lambda data: nodes.ShowValue(data[1], expression_of(data[2]), data[3], tuple(data[4])),
    "if": lambda data: nodes.ChooseText(
        data[1],
        tuple([nodes.TextCase(expression_of(one), parts_of(parts)) for one, parts in data[2]]),
        parts_of(data[3]),
    ),
    "vary": lambda data: nodes.VaryText(data[1], data[2], tuple([parts_of(one) for one in data[3]])),
}


def operations_of(data: Any) -> Operations:
    """The operations of a segment, or of a block in it."""
    return tuple([OPERATIONS[one[0]](one) for one in data])


def _reference(data: Any) -> nodes.Reference:
    return nodes.VarRef(data[1]) if data[0] == "var" else nodes.LocalRef(data[1])


OPERATIONS: dict[str, Callable[[Any], Operation]] = {
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
    "move": lambda data: nodes.MoveTo(data[1], data[2], _row(data[3]), *data[4:]),
    "visit": lambda data: nodes.VisitScene(data[1], data[2], _row(data[3]), *data[4:]),
    "enter": lambda data: nodes.EnterScene(),
    "pass": lambda data: nodes.PassPoint(data[1], data[2]),
    "any": lambda data: nodes.DrawScene(*data[1:]),
    "back": lambda data: nodes.GoBack(data[1]),
    "end": lambda data: nodes.EndStory(data[1]),
    "fail": lambda data: nodes.FallOff(data[1]),
}


def steps_of(data: Any) -> Steps:
    """The steps of a function, or of a block in it."""
    return tuple([STEPS[one[0]](one) for one in data])


STEPS: dict[str, Callable[[Any], nodes.Step]] = {
    "say": lambda data: nodes.Say(data[1], parts_of(data[2])),
    "set": lambda data: nodes.Assign(data[1], _reference(data[2]), expression_of(data[3]), data[4], data[5]),
    "if": lambda data: nodes.StepBranch(
        tuple([nodes.StepCase(at, expression_of(one), steps_of(body)) for at, one, body in data[1]]),
        steps_of(data[2]),
    ),
    "for": lambda data: nodes.ForEach(
        data[1], nodes.LocalRef(data[2][1]), expression_of(data[3]), tuple(data[4]), steps_of(data[5])
    ),
    "return": lambda data: nodes.ReturnValue(data[1], expression_of(data[2])),
}


def _guards(data: Any) -> tuple[nodes.OfferGuard, ...]:
    return tuple([_guard(*one) for one in data])


def _guard(kind: str, condition: Any = True, reason: Any = ()) -> nodes.OfferGuard:
    return nodes.OfferGuard(kind, expression_of(condition), parts_of(reason))


def member_of(data: Any) -> Member:
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


def _members(data: Any) -> tuple[Member, ...]:
    return tuple([member_of(one) for one in data])


def point_of(data: Any) -> Point:
    """A point."""
    if data["kind"] == "ask":
        prompt = parts_of(data["prompt"])
        return nodes.AskPoint(data["at"], _reference(data["ref"]), read_type(*data["type"]), prompt, data["follow"])
    return nodes.ChoicePoint(data["at"], _members(data["group"]), data["follow"])


# ---------------------------------------------------------------- to plain data


class NodeTuple(Protocol):
    """A named tuple, whichever."""

    @property
    def _fields(self) -> tuple[str, ...]: ...

    def __iter__(self) -> Iterator[object]: ...


class Kinded(NodeTuple, Protocol):
    """One whose plain data says of which kind it is."""

    @property
    def code(self) -> str: ...


def encoded(node: object) -> Any:
    """The plain data of a node, a row of nodes, or a value."""
    write = WRITERS.get(node.__class__)
    return node if write is None else write(node)


def _listed(row: Iterable[object]) -> list[object]:
    # As `plain` does it; most of a program is rows, and a call for each value in them takes twice as long.
    writer = WRITERS.get
    return [one if (write := writer(one.__class__)) is None else write(one) for one in row]


def _coded(node: Iterable[object]) -> list[object]:
    """A node by its name, which its last field has, and its other fields."""
    data = _listed(node)
    data.insert(0, data.pop())
    return data


def fields_of(node: NodeTuple, kind: str | None = None, without: tuple[str, ...] = ("code",)) -> dict[str, object]:
    """The fields of a node by their names."""
    data: dict[str, object] = {} if kind is None else {"kind": kind}
    data.update(zip(node._fields, _listed(node), strict=True))
    for name in without:
        data.pop(name, None)
    return data


def _named(node: Kinded) -> dict[str, object]:
    return fields_of(node, node.code, ("code", "matters"))


def _guard_data(node: nodes.OfferGuard) -> list[object]:
    if node.kind == "otherwise":
        return [node.kind]
    return _listed(node if node.kind == "needs" else node[:2])


def _variable_data(node: VariableNode) -> dict[str, object]:
    initial = places_in(int(node.initial)) if node.type.kind == "set" else node.initial
    return {"name": node.name, "type": encoded(node.type), "initial": initial}


def _function_data(node: FunctionNode) -> dict[str, object]:
    data = fields_of(node, "extern" if node.is_extern else "def", ("bodies", "frame", "steps", "prints"))
    if node.steps:
        return {**data, "prints": node.prints, "frame": _listed(node.frame), "steps": encoded(node.steps[0])}
    return data if node.is_extern else {**data, "code": encoded(node.body)}


def _claim_data(node: ClaimNode) -> dict[str, object]:
    data = fields_of(node, None, ("condition", "point", "after"))
    if node.condition is not None:
        data["condition"] = encoded(node.condition)
    return data | {key: {one.kind: one.name} for key in ("point", "after") if (one := getattr(node, key)) is not None}


WRITERS: dict[type, Callable[[Any], object]] = {
    tuple: _listed,
    Lazy: _listed,
    OutlinedScenes: _listed,
    dict: lambda mapping: {key: encoded(value) for key, value in mapping.items()},
    Type: _listed,
    nodes.Apply: lambda node: [node.name, *_listed(node.arguments)],
    nodes.ApplyDraw: lambda node: [node.name, *_listed(node.arguments), node.place],
    nodes.Count: lambda node: [node.name, node.key] if node.key else [node.name],
    **dict.fromkeys((nodes.TextCase, nodes.Case, nodes.StepCase, nodes.OfferCase, nodes.Once, Slot), _listed),
    **dict.fromkeys(
        (nodes.OfferChoice, nodes.OfferEach, nodes.OfferThread, nodes.OfferIf, nodes.ChoicePoint, nodes.AskPoint),
        _named,
    ),
    **dict.fromkeys((nodes.VarRef, nodes.LocalRef, nodes.CallDef, nodes.CallExtern, *get_args(Operation)), _coded),
    nodes.MoveTo: lambda node: _coded(node)[: 4 if not (node.entry or node.leaves) else None],
    nodes.VisitScene: lambda node: _coded(node)[: 5 if not node.entry else None],
    **dict.fromkeys((nodes.StepBranch, nodes.ForEach, nodes.ReturnValue), _coded),
    **dict.fromkeys((nodes.ShowValue, nodes.ChooseText, nodes.VaryText), _coded),
    nodes.OfferGuard: _guard_data,
    SceneNode: fields_of,
    VariableNode: _variable_data,
    SetOf: lambda mask: ["set", *places_in(mask)],
    FunctionNode: _function_data,
    ClaimNode: _claim_data,
}
