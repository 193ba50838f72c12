"""A scene's operations without those that do not matter to an exploration."""

from __future__ import annotations

from collections.abc import Callable

from engine.program.nodes import Branch, Operation, Operations, VaryBlock


def relevant(operations: Operations, matters: Callable[[Operation], bool]) -> Operations:
    """The operations that matter, and the blocks that have some."""
    left: list[Operation] = []
    for operation in operations:
        if isinstance(operation, Branch):
            cases = tuple(case._replace(body=relevant(case.body, matters)) for case in operation.cases)
            otherwise = relevant(operation.otherwise, matters)
            if otherwise or any(case.body for case in cases):
                left.append(Branch(cases, otherwise))
        elif isinstance(operation, VaryBlock):
            items = tuple(relevant(item, matters) for item in operation.items)
            if any(items):
                left.append(operation._replace(items=items))
        elif matters(operation):
            left.append(operation)
    return tuple(left)
