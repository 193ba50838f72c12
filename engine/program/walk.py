"""One walk over the nodes of a program: what stands in a node, and a node with that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar, cast

from engine.program.lazy import Lazy
from engine.program.nodes import Node

Kind = TypeVar("Kind")


def children(data: object) -> Iterator[Node]:
    """The nodes that stand directly in a node, or in a row of nodes. Constants and plain texts are no nodes."""
    if isinstance(data, tuple | Lazy):
        for part in data:
            if part.__class__ is tuple or part.__class__ is Lazy:
                yield from children(part)
            elif isinstance(part, tuple):
                yield cast(Node, part)


def walk(data: object) -> Iterator[Node]:
    """All nodes in a node or in a row of nodes, each before those in it, in the order of the source; not itself."""
    stack = [children(data)]
    while stack:
        for node in stack[-1]:
            yield node
            stack.append(children(node))
            break
        else:
            stack.pop()


def changed(node: Kind, change: Callable[[Node], object]) -> Kind:
    """A node, or a row of nodes, with each node that stands directly in it changed."""
    if not isinstance(node, tuple | Lazy):
        return node
    parts = (_changed(part, change) for part in node)
    row = tuple(parts) if isinstance(node, Lazy) else tuple.__new__(node.__class__, parts)
    return cast(Kind, row)


def _changed(part: object, change: Callable[[Node], object]) -> object:
    if part.__class__ is tuple or part.__class__ is Lazy:
        return changed(part, change)
    return change(cast(Node, part)) if isinstance(part, tuple) else part
