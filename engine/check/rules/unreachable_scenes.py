"""NC302: a scene that no way leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.causes import moves_are_lost

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_unreachable_scenes(checked: Checked) -> None:
    """Warn about scenes to which no chain of moves leads from the start, conditions aside."""
    if checked.start is None or not checked.story.complete or moves_are_lost(checked.report):
        return
    # What leads to a scene of which the heading is wrong may be wrong, too.
    wrong = {(one.span.file, one.span.line) for one in checked.report.found if one.severity == "error"}
    for name, scene in checked.names.scenes.items():
        if name not in checked.reach.reached and name not in checked.lost:
            heading = scene.node.heading
            span = scene.node.source.span(heading.at, heading.end)
            message = f"no way leads to scene `{name}`"
            # A tag with a blank in it is part of the title, which is said of the heading (NC315).
            if (span.file, span.line) not in wrong and "#" not in heading.title:
                checked.report.warning("NC302", span, message, _hint(checked, name, heading.tags))


def _hint(checked: Checked, name: str, tags: tuple[str, ...]) -> str:
    for tag in tags:
        meant = checked.names.speller.nearest(tag, checked.reach.drawn_tags)
        if meant is not None:
            return f"nothing draws the tag `{tag}`; did you mean `{meant}`?"
    return f"move there with `-> {name}`, or delete it"
