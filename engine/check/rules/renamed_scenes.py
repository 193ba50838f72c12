"""A name that is used and that nothing has, where one scene or one variable is left that nothing uses: its new name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.diagnostics import Diagnostic, Fix, replaced
from engine.patterns import compiled
from engine.slips import Slip, SlipKind

if TYPE_CHECKING:
    from engine.check.checker import Checked

USE = r"(?:->|<-|[(|]|(?<!=)=)[ \t]*{name}\b|\b{name}\.[^\W\d]|^(?:claim|start)\b[^\n]*\b{name}\b"
# What is said of lines that may be those of a scene whose heading is missing.
LOST = (SlipKind.BEHIND_MOVE, SlipKind.BEHIND_VISIT)


def check_renamed_scenes(checked: Checked) -> None:
    """Tell of the only unknown scene that the only scene may be meant to which nothing leads, and the other way round.

    Used in one place, either of both may be what is new; used in several, the heading is what was changed.
    """
    unknown = [one for one in checked.report.found if one.code in ("NC101", "NC116") and one.severity == "error"]
    if len(unknown) != 1 or unknown[0].slip.meant or not unknown[0].slip.name:
        return
    one, name = unknown[0], unknown[0].slip.name
    if not checked.story.complete or not name.isidentifier() or one.slip.kind is not SlipKind.OTHER:
        return
    idle = [
        scene
        for scene in checked.names.scenes
        if scene not in checked.reach.reached and scene != checked.start and not _is_used(checked, scene)
    ]
    if len(idle) != 1:
        return
    scene = checked.names.scenes[idle[0]]
    heading, source = scene.node.heading, scene.node.source
    span = source.span(heading.at, heading.at + len(heading.name))
    fix = Fix(f"write `{name}`", (replaced(source, heading.at, heading.at + len(heading.name), name),))
    lines = range(span.line, source.line_of(scene.node.end - 1) + 1)
    outside = [at for at in (one.span, *(at for at, _ in one.related)) if at.file != span.file or at.line not in lines]
    if len(outside) < 2 and one.code == "NC101":
        hint = f"{one.hint}; or nothing leads to `{heading.name}`: if that is meant, write `-> {heading.name}`"
        checked.report.put(one, one._replace(hint=hint, related=((span, "nothing leads here"),)))
        return
    message = f"nothing leads to `{heading.name}`, and there is no scene `{name}`"
    hint = f"write `== {name}` here, or `-> {heading.name}` where it is used"
    if scene.node.heading.title:
        hint = f"write `== {name}: {heading.title}` here, or `-> {heading.name}` where it is used"
    related = ((one.span, "here, for one"), *one.related)
    slip = Slip(SlipKind.MISNAMED, heading.name, (name,))
    checked.report.put(one, Diagnostic("NC101", "error", message, span, hint, related, (fix,), slip))


def check_missing_headings(checked: Checked) -> None:
    """Where one scene is unknown, and nobody comes to a line behind a move: a heading is missing."""
    found = checked.report.found
    unknown = [one for one in found if one.code in ("NC101", "NC116") and one.severity == "error"]
    lines = [one for one in found if one.code == "NC310" and one.slip.kind in LOST]
    if len(unknown) != 1 or len(lines) != 1:
        return
    (one,), (line,) = unknown, lines
    if one.slip.meant or not one.slip.name or one.slip.kind is not SlipKind.OTHER:
        return
    message = f"no player comes here, and there is no scene `{one.slip.name}`: its heading is missing"
    hint = f"write `== {one.slip.name}` above this line, or give the scene that is meant its name"
    checked.report.drop({id(line)})
    related = ((one.span, "here, for one"), *one.related)
    # Of a move that may have been meant as a visit, what nobody comes to is the place that is named with it.
    span = line.related[0][0] if line.slip.kind is SlipKind.BEHIND_VISIT else line.span
    checked.report.put(one, Diagnostic("NC101", "error", message, span, hint, related, (), one.slip))


def check_renamed_variables(checked: Checked) -> None:
    """Tell of the only unknown value, used in several places, that the only variable may be meant that nothing uses."""
    unknown = [
        one
        for one in checked.report.found
        if one.code == "NC103" and one.slip.kind is SlipKind.UNKNOWN_VARIABLE and not one.slip.meant
    ]
    idle = [one for one in checked.names.variables.values() if not (one.reads or one.writes)]
    if len(unknown) != 1 or not unknown[0].slip.name or not unknown[0].related or len(idle) != 1:
        return
    (one,), (variable,) = unknown, idle
    name, node = one.slip.name, variable.node
    at = node.source.text.find(node.name, node.at)
    if not checked.story.complete or not checked.report.covers("NC305", node.source.span(at)):
        return
    span = node.source.span(at, at + len(node.name))
    fix = Fix(f"write `{name}`", (replaced(node.source, at, at + len(node.name), name),))
    message = f"nothing uses the name `{node.name}`, and there is no `{name}`"
    hint = f"write `{name}` here, or `{node.name}` where it is used"
    slip = Slip(SlipKind.MISNAMED, node.name, (name,))
    related = ((one.span, "here, for one"), *one.related)
    checked.report.drop({id(other) for other in checked.report.found if other.code == "NC305" and other.span == span})
    checked.report.put(one, Diagnostic("NC103", "error", message, span, hint, related, (fix,), slip))


def _is_used(checked: Checked, name: str) -> bool:
    """Whether a move or a question names a scene, or it is drawn; in its title and in prose the same word may stand."""
    tags = {tag.partition("=")[0] for tag in checked.names.scenes[name].node.heading.tags}
    if not tags.isdisjoint(checked.reach.drawn_tags):
        return True
    pattern = compiled(USE.format(name=name), re.MULTILINE)
    return any(name in source.text and pattern.search(source.text) for source in checked.story.sources)
