"""NC314: scenes drawn by tag that take values, or say when though nothing draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.flow import SceneFlow
from engine.check.names import SceneNames
from engine.slips import Slip, SlipKind
from engine.syntax.tree import Property

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_drawn_scenes(checked: Checked) -> None:
    """Report scenes with parameters among those that a draw can go to; warn about `~ when` on scenes without tags."""
    drawn = checked.reach.drawn_tags
    known = [checked.names.meant.get(tag, tag) for tag in drawn]
    candidates = {name for tag in known for name in checked.names.tags.get(tag, ())}
    for name in checked.facts.of(_can_be_drawn):
        scene = checked.names.scenes[name]
        heading, source = scene.node.heading, scene.node.source
        # Of two scenes with one name only the first is known here; the tag may be the other's.
        again = _stands_twice(scene)
        if again is not None:
            message, hint = f"`~ {again.kind}` stands twice", "delete one of them"
            if again.kind == "when":
                message = "this condition stands twice"
            checked.report.warning("NC314", source.span(again.at, again.end), message, hint)
        own = [tag.partition("=")[0] for tag in heading.tags if tag.partition("=")[0] in drawn]
        if own and heading.parameters:
            span = source.span(heading.at, heading.end)
            message = f"scene `{name}` takes values, so it cannot be drawn by its tag `{own[0]}`"
            checked.report.error("NC314", span, message, "take the tag or the parameters away")
        elif scene.node.properties and name not in candidates:
            if "#" in heading.title or checked.report.covers("NC302", source.span(heading.at, heading.end)):
                continue
            prop = scene.node.properties[0]
            message = f"`~ {prop.kind}` has no effect: nothing draws scene `{name}` by a tag"
            hint = "it counts for `-> any #tag` and `each #tag` only"
            checked.report.warning("NC314", source.span(prop.at, prop.end), message, hint, slip=Slip(SlipKind.DRAW))


def _stands_twice(scene: SceneNames) -> Property | None:
    """The second `~ once` or `~ priority`, or the second `~ when` with the same words."""
    known: set[str] = set()
    for one in scene.node.properties:
        written = " ".join(scene.node.source.text[one.at : one.end].split()) if one.kind == "when" else one.kind
        if written in known:
            return one
        known.add(written)
    return None


def _can_be_drawn(scene: SceneNames, flow: SceneFlow) -> bool:
    """Whether a scene has tags, or says when it is drawn."""
    return bool(scene.node.heading.tags or scene.node.properties)
