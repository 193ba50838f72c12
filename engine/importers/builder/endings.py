"""Where bodies end."""

from __future__ import annotations

from engine.importers.builder.tree import (
    Body,
    Break,
    Choice,
    Comment,
    Go,
    If,
    Move,
    Statement,
    Todo,
    Vary,
)


def falls_through(body: Body) -> bool:
    """Whether a body can come to its end without a move."""
    rest = [one for one in body if not isinstance(one, Break | Comment | Todo)]
    if not rest:
        return True
    last = rest[-1]
    if isinstance(last, Move):
        return isinstance(last.to, Go) and last.to.returns
    if isinstance(last, If):
        return falls_through(last.otherwise) or any(falls_through(block) for _, block in last.branches)
    if isinstance(last, Vary):
        return last.kind == "once" or any(map(falls_through, last.items))
    if isinstance(last, Choice):
        return any(falls_through(one.body) for one in _group(rest))
    return True


def _group(rest: list[Statement]) -> list[Choice]:
    """The choices at the end of a body that belong together."""
    group: list[Choice] = []
    for one in reversed(rest):
        if not isinstance(one, Choice):
            break
        group.append(one)
    return group
