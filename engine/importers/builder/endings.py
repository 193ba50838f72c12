"""Where bodies end."""

from __future__ import annotations

from engine.importers.builder.tree import (
    Body,
    Comment,
    DraftBreak,
    DraftChoice,
    DraftIf,
    DraftMove,
    DraftVary,
    Go,
    Statement,
    Todo,
)


def falls_through(body: Body) -> bool:
    """Whether a body can come to its end without a move."""
    rest = [one for one in body if not isinstance(one, DraftBreak | Comment | Todo)]
    if not rest:
        return True
    last = rest[-1]
    if isinstance(last, DraftMove):
        return isinstance(last.to, Go) and last.to.returns
    if isinstance(last, DraftIf):
        return falls_through(last.otherwise) or any(falls_through(block) for _, block in last.branches)
    if isinstance(last, DraftVary):
        return last.kind == "once" or any(map(falls_through, last.items))
    if isinstance(last, DraftChoice):
        return any(falls_through(one.body) for one in _group(rest))
    return True


def _group(rest: list[Statement]) -> list[DraftChoice]:
    """The choices at the end of a body that belong together."""
    group: list[DraftChoice] = []
    for one in reversed(rest):
        if not isinstance(one, DraftChoice):
            break
        group.append(one)
    return group
