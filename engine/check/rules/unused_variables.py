"""NC305 and NC306: variables that nothing reads, or that nothing sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_unused_variables(checked: Checked) -> None:
    """Warn about variables that are never read, and about those that are read but never set."""
    if not checked.story.complete:
        return
    for name, variable in checked.names.variables.items():
        if name in checked.lost:
            continue
        node = variable.node
        span = node.source.span(node.at, node.end)
        if not variable.reads and not variable.writes:
            checked.report.warning("NC305", span, f"`{name}` is never used", "delete it")
        elif not variable.reads:
            checked.report.warning(
                "NC305", span, f"`{name}` is set, but nothing ever reads it", "delete it, or show it"
            )
        elif not variable.writes:
            if variable.type.kind == "set" and variable.initial:
                continue  # a set that never changes can be written in no other way
            hint = f"if it never changes, write `const {name} = …`"
            if variable.type.kind == "set":
                hint = f"it stays empty: put names into it, `~ {name} += {variable.type.names[0]}`"
            elif variable.type.kind == "names":
                hint = f"set it where it changes: `~ {name} = {variable.type.names[-1]}`"
            checked.report.warning("NC306", span, f"`{name}` is read, but nothing ever sets it", hint)
