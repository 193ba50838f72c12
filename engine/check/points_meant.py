"""Lines that were meant as the point that a move goes to: `— ask`, `--- ask`, `-- (ask)`, which are prose."""

from __future__ import annotations

import re

from engine.check.names import SceneNames
from engine.diagnostics import Report
from engine.patterns import compiled
from engine.source import SourceSpan

MEANT = r"^[ \t]*+(?P<line>(?:[-—–―−]{{1,4}}[ \t]*+[(\[]?{name}[)\]]?|[(\[]{name}[)\]])[:.]?)[ \t]*+(?:\n|\Z)"


def report_point_meant(report: Report, scene: SceneNames, name: str, used: SourceSpan) -> bool:
    """Report the line of a scene that was meant as `-- name`, to which a move goes; whether there is one."""
    node = scene.node
    text = node.source.text
    if text.find(name, node.heading.end, node.end) < 0:
        return False
    pattern = compiled(MEANT.format(name=re.escape(name)), re.MULTILINE)
    found = pattern.search(text, node.heading.end, node.end)
    if found is None:
        return False
    hint = f"write `-- {name}`; for a dash put a `\\` before it"
    span = node.source.span(*found.span("line"))
    report.error("NC304", span, "this point would be read as prose", hint, (used, "a move goes to it here"))
    return True
