"""One walk over the nodes of a program: what stands in a node, and a node with that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar, cast

from engine.program.lazy import Lazy

if TYPE_CHECKING:
    from engine.program.nodes import Node

Kind = TypeVar("Kind")
# Most of what stands in a node: it is told from nodes and rows at once.
ATOMS = frozenset((str, int, bool, type(None)))


def children(data: object) -> list[Node]:
    """The nodes that stand directly in a node, or in a row of nodes. Constants and plain texts are no nodes."""
    found: list[Node] = []
    rows: Iterable[object] = data if isinstance(data, tuple | Lazy) else ()
    for part in rows:
        kind = part.__class__
        if kind in ATOMS:
            continue
        if kind is tuple:
            found += children(part)
        elif issubclass(kind, tuple):
            found.append(cast("Node", part))
        elif issubclass(kind, Lazy):
            found += children(part)
    return found


def walk(data: object) -> Iterator[Node]:
    """All nodes in a node or in a row of nodes, each before those in it, in the order of the source; not itself."""
    if not isinstance(data, tuple | Lazy):
        return
    # What a node holds is looked through where it stands: a list of its nodes would be made for nothing.
    stack: list[Iterator[object]] = [iter(data)]
    while stack:
        for part in stack[-1]:
            kind = part.__class__
            if kind in ATOMS:
                continue
            if isinstance(part, tuple):
                if kind is not tuple:
                    yield cast("Node", part)
                stack.append(iter(part))
                break
            if isinstance(part, Lazy):
                stack.append(iter(part))
                break
        else:
            stack.pop()


def map_children(node: Kind, change: Callable[[Node], object]) -> Kind:
    """A node, or a row of nodes, with each node that stands directly in it changed."""
    if not isinstance(node, tuple | Lazy):
        return node
    parts = [_mapped(part, change) for part in cast(Iterable[object], node)]
    row = tuple(parts) if isinstance(node, Lazy) else tuple.__new__(node.__class__, parts)
    return cast(Kind, row)


def _mapped(part: object, change: Callable[[Node], object]) -> object:
    if part.__class__ is tuple or isinstance(part, Lazy):
        return map_children(part, change)
    return change(cast("Node", part)) if isinstance(part, tuple) else part
