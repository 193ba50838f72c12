"""Looks through what passages say: which nodes there are, what they set, what they read."""

from __future__ import annotations

from collections.abc import Iterator

from engine.importers.twine.tree import (
    Body,
    Node,
    Pick,
    Shown,
    TwineAsk,
    TwineAssign,
    TwineGoto,
    TwineIf,
    TwineInclude,
    TwineLink,
    TwineStyled,
    TwineVary,
    Unsaid,
    Words,
)
from engine.importers.values.tree import Literal, Record, SourceVariable, Value
from engine.importers.values.types import AssignedValue


def nodes_of(body: Body) -> Iterator[Node]:
    """All nodes of a body, also those inside others, in the order of the text."""
    for node in body:
        yield node
        for inner in bodies_in(node):
            yield from nodes_of(inner)


def bodies_in(node: Node) -> tuple[Body, ...]:
    """The bodies that stand inside a node."""
    match node:
        case TwineStyled(_, body):
            return (body,)
        case TwineLink():
            return (node.text, node.body)
        case TwineIf(branches, otherwise):
            return (*(arm for _, arm in branches), otherwise)
        case TwineVary():
            return node.items
        case _:
            return ()


def given_in(body: Body) -> Iterator[AssignedValue]:
    """What variables are given in a body. An answer is a value of its type."""
    for node in nodes_of(body):
        match node:
            case TwineAssign():
                yield AssignedValue(node.variable, node.operator, node.value)
            case TwineAsk():
                yield AssignedValue(node.variable, "=", node.default or Literal(0 if node.numeric else ""))
            case Pick(SourceVariable() as variable, values):
                for value in values:
                    yield AssignedValue(variable, "=", value)
            case _:
                pass


def values_in(body: Body) -> Iterator[Value]:
    """The values that a body reads."""
    for node in nodes_of(body):
        match node:
            case Shown(value) | TwineAssign(_, _, value):
                yield value
            case TwineIf(branches):
                for condition, _ in branches:
                    if not isinstance(condition, Unsaid):
                        yield condition
            case TwineAsk(default=default) if default is not None:
                yield default
            case _:
                pass


def assigned_in(body: Body, stays_only: bool = False) -> set[SourceVariable]:
    """The variables that are set while a body is shown, or by links after which its passage stays."""
    found: set[SourceVariable] = set()
    for node in body:
        if isinstance(node, TwineLink):
            if node.kind in ("reveal", "append", "stay"):
                found |= {one.variable for one in given_in(node.body)}
            continue
        for inner in bodies_in(node):
            found |= assigned_in(inner, stays_only)
        if not stays_only:
            found |= _assigned(node)
    return found


def _assigned(node: Node) -> set[SourceVariable]:
    match node:
        case TwineAssign(variable, _, Record(fields)):
            return {SourceVariable(f"{variable.name}.{name}", variable.temporary) for name, _ in fields} | {variable}
        case TwineAssign(variable) | TwineAsk(variable) | Pick(SourceVariable() as variable):
            return {variable}
        case _:
            return set()


def links_in(body: Body) -> bool:
    """Whether a body offers something to click on."""
    return any(isinstance(node, TwineLink | Pick) for node in nodes_of(body))


def moves_in(body: Body) -> bool:
    """Whether a body may go to another passage by itself."""
    for node in body:
        if isinstance(node, TwineGoto):
            return True
        if not isinstance(node, TwineLink) and any(moves_in(inner) for inner in bodies_in(node)):
            return True
    return False


def targets_in(body: Body) -> Iterator[str]:
    """The passages that a body leads to."""
    for node in nodes_of(body):
        match node:
            case TwineLink(target=str() as target) | TwineGoto(target):
                yield target
            case _:
                pass


def includes_in(body: Body) -> Iterator[str]:
    """The passages whose text a body takes in."""
    for node in nodes_of(body):
        if isinstance(node, TwineInclude):
            yield node.target


def runs_on(body: Body) -> bool:
    """Whether a body ends, on some way, by running on into another passage."""
    return any(isinstance(node, TwineInclude) and node.is_last for node in nodes_of(body))


def has_words(body: Body) -> bool:
    """Whether a body shows anything."""
    return any(
        (isinstance(node, Words) and node.text.strip()) or isinstance(node, Shown | TwineLink | TwineVary)
        for node in nodes_of(body)
    )


def does_something(body: Body) -> bool:
    """Whether a body has an effect beside its text."""
    return any(
        isinstance(node, TwineAssign | TwineAsk | Pick | TwineGoto | TwineInclude | Unsaid) for node in nodes_of(body)
    )


def is_inline(body: Body) -> bool:
    """Whether a body can stand in the middle of a line."""
    for node in body:
        match node:
            case Words(text):
                if "\n" in text:
                    return False
            case Shown():
                pass
            case TwineStyled(_, inner):
                if not is_inline(inner):
                    return False
            case TwineIf(branches, otherwise):
                if any(isinstance(condition, Unsaid) for condition, _ in branches):
                    return False
                if not all(is_inline(arm) for _, arm in branches) or not is_inline(otherwise):
                    return False
            case TwineVary(_, items):
                if not all(is_inline(item) for item in items):
                    return False
            case _:
                return False
    return True
