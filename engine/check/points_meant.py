"""Lines that were meant as the point that a move goes to: `— ask`, `--- ask`, `-- (ask)`, which are prose."""

from __future__ import annotations

import re

from engine.check.names import SceneNames
from engine.check.scene_facts import of_scene
from engine.diagnostics import Report
from engine.patterns import regex
from engine.source import SourceSpan

MEANT = regex(
    r"^[ \t]*+(?P<line>(?P<dash>[-—–―−]{1,4}[ \t]*+)?(?P<open>[(\[])?(?P<name>[^\W\d]\w*+)(?P<close>[)\]])?[:.]?)"
    r"[ \t]*+(?:\n|\Z)",
    re.MULTILINE,
)


def report_point_meant(report: Report, scene: SceneNames, name: str, used: SourceSpan) -> bool:
    """Report the line of a scene that was meant as `-- name`, to which a move goes; whether there is one."""
    found = of_scene(scene, _points_meant).get(name)
    if found is None:
        return False
    hint = f"write `-- {name}`; for a dash put a `\\` before it"
    span = scene.node.source.span(*found)
    report.error("NC304", span, "this point would be read as prose", hint, (used, "a move goes to it here"))
    return True


def _points_meant(scene: SceneNames) -> dict[str, tuple[int, int]]:
    """Where the first such line of each name stands in a scene: thousands of moves may ask."""
    node, lines = scene.node, dict[str, tuple[int, int]]()
    for found in MEANT.finditer(node.source.text, node.heading.end, node.end):
        if found["dash"] or (found["open"] and found["close"]):
            lines.setdefault(found["name"], found.span("line"))
    return lines
