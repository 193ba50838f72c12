"""NC302: a scene that no way leads to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.causes import moves_are_lost
from engine.check.flow import end_of
from engine.check.incremental import of_scene
from engine.check.rules.signs import written_in
from engine.patterns import regex
from engine.source import SourceSpan
from engine.syntax.tree import Heading

BRACKETED = regex(r"\(([^\W\d]\w*)\)[ \t.]*$", re.MULTILINE)

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_unreachable_scenes(checked: Checked) -> None:
    """Warn about scenes to which no chain of moves leads from the start, conditions aside."""
    if checked.start is None or not checked.story.complete or moves_are_lost(checked.report):
        return
    # What leads to a scene of which the heading is wrong may be wrong, too.
    wrong = {(one.span.file, one.span.line) for one in checked.report.found if one.severity == "error"}
    bracketed: dict[str, SourceSpan] | None = None
    for name, scene in checked.names.scenes.items():
        if name not in checked.reach.reached and name not in checked.lost:
            heading = scene.node.heading
            span = scene.node.source.span(heading.at, heading.end)
            message = f"no way leads to scene `{name}`"
            # A tag with a blank in it is part of the title, which is said of the heading (NC315).
            if (span.file, span.line) not in wrong and "#" not in heading.title:
                bracketed = _bracketed_names(checked) if bracketed is None else bracketed
                if name in bracketed:
                    message = f"`({name})` is shown as it stands"
                    meant = f"to go there, write `-> {name}`; to come back from there, `-> {name} ->`"
                    checked.report.warning("NC315", bracketed[name], message, meant)
                    continue
                checked.report.warning("NC302", span, message, _hint(checked, name, heading))


def _bracketed_names(checked: Checked) -> dict[str, SourceSpan]:
    """The names in brackets at the end of a text, with where they stand first: `Go down. (cellar)`."""
    found: dict[str, SourceSpan] = {}
    for scene in checked.names.scenes.values():
        source = scene.node.source
        if "(" not in of_scene(scene, written_in):
            continue
        for one in scene.texts:
            brackets = BRACKETED.search(source.text, one.at, end_of(one))
            if brackets is not None:
                found.setdefault(brackets[1], source.span(*brackets.span()))
    return found


def _hint(checked: Checked, name: str, heading: Heading) -> str:
    for parameter in heading.parameters:
        if parameter.name in checked.reach.drawn_tags:
            return f"a tag is written `#{parameter.name}`, behind the title"
    for tag in heading.tags:
        meant = checked.names.speller.nearest(tag, checked.reach.drawn_tags)
        if meant is not None:
            return f"nothing draws the tag `{tag}`; did you mean `{meant}`?"
    return f"move there with `-> {name}`, or delete it"
