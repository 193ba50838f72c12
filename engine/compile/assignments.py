"""What scenes and functions have in common: assignments, and the local variables that lines give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.check.blocks import move_of
from engine.compile.text import TextCompiler
from engine.program import nodes
from engine.program.limits import MOST
from engine.program.nodes import Reference
from engine.program.program import Slot
from engine.program.types import SetOf, Type, default_of
from engine.syntax.tree import ChoiceStatement, Do, For, Let, Set, Statement

# What an assignment that changes a value does, by the kind of its type.
CHANGES = {
    "number": {"+=": "+", "-=": "-"},
    "set": {"+=": "union", "-=": "minus"},
    "text": {"+=": "join"},
}
Targets = Mapping[int, tuple[Reference, Type]]


def assignment(
    text: TextCompiler, target: tuple[Reference, Type], statement: Set | Let, given: nodes.Expression | None = None
) -> nodes.Assign:
    """The assignment of a line; `given` is its value, where that is not what stands on the line."""
    reference, type = target
    code = text.code(statement.value) if given is None else given
    operator = statement.operator if isinstance(statement, Set) else "="
    if operator != "=":
        code = nodes.Apply(CHANGES[type.kind][operator], (reference, code))
    return nodes.Assign(text.at(statement.at), reference, code, *bounds_of(type))


def first_value(at: int, target: tuple[Reference, Type]) -> nodes.Assign:
    """The assignment of the value that a variable of such a type has when it is declared without one."""
    reference, type = target
    type = settled(type)
    value = default_of(type)
    return nodes.Assign(at, reference, SetOf(int(value)) if type.kind == "set" else value, *bounds_of(type))


def bounds_of(type: Type) -> tuple[int, int] | tuple[None, None]:
    """Between which numbers a value has to be, if it is a number."""
    if type.kind != "number":
        return None, None
    assert (type.low is None) == (type.high is None)
    return (-MOST, MOST) if type.low is None or type.high is None else (type.low, type.high)


def frame_of(
    names: Sequence[str],
    parameters: Sequence[Type],
    statements: Iterable[Statement],
    targets: Targets,
    text: TextCompiler,
) -> tuple[Slot, ...]:
    """The local variables of a scene or a function, each with its type; the parameters come first."""
    if not names:
        return ()
    types = [*parameters]
    if len(types) < len(names):
        types = [type for _, type in sorted((*enumerate(types), *_locals(statements, targets, text)))]
    return tuple([Slot(name, settled(type)) for name, type in zip(names, types, strict=True)])


def _locals(statements: Iterable[Statement], targets: Targets, text: TextCompiler) -> Iterator[tuple[int, Type]]:
    """The numbers of the local variables that are no parameters, with their types."""
    for one in statements:
        move = move_of(one)
        if move is not None and move.value is not None:
            # A value that a move goes to may be kept in a local variable of its own.
            target, type = targets[id(move)]
            if target != text.code(move.value):
                yield target.number, Type("names", names=type.names)
        looped = isinstance(one, ChoiceStatement) and one.loop is not None
        if isinstance(one, (Let, For)) or looped or (isinstance(one, Do) and id(one) in targets):
            target, type = targets[id(one)]
            yield target.number, type
            if isinstance(one, For):
                yield target.number + 1, Type("set", names=type.names)
                yield target.number + 2, Type("number", 0, len(type.names))


def settled(type: Type) -> Type:
    """A type as the program keeps it. A `def` that nobody calls has parameters of any type: numbers will do."""
    return type._replace(kind={"any": "number", "literal": "text"}.get(type.kind, type.kind))
