"""Scenes, points and labels that an expression asks about, as in `visits(bar)` and `seen(bar.beer)`."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from engine.check.names import SceneNames
from engine.patterns import compiled, regex
from engine.slips import Slip, SlipKind
from engine.syntax.tree import ChoiceStatement, Name

if TYPE_CHECKING:
    from engine.check.expressions import Resolver

# What stands in brackets at the beginning of a choice's text.
BRACKETS = regex(r"[(\[（［]([^()\[\]（）［］]*)[)\]）］]?")


def place_of(resolver: Resolver, node: Name, labels: bool = True) -> str | None:
    """The key of the scene, point or (where `labels` count) choice that a name stands for; None after an error."""
    name, scenes = node.name, resolver.names.scenes
    if "." in name:
        scene_name, _, label = name.partition(".")
        scene = scenes.get(scene_name)
        if scene is None:
            if scene_name in resolver.names.refused:
                resolver.failed = True
                return None
            resolver.unknown("NC101", node, f"there is no scene `{scene_name}`", scenes, name=scene_name)
        elif label not in scene.labels and label not in scene.points:
            if _report_odd_label(resolver, node, scene, label):
                return None
            hint = f"a choice gets a label at its beginning: `* ({label}) Text`"
            owner = resolver.names.owner_of(label)
            if owner is not None and resolver.names.speller.nearest(label, scene.places) is None:
                hint = f"scene `{owner}` has it: write `{owner}.{label}`"
            message = f"scene `{scene_name}` has no choice labelled `{label}`"
            resolver.unknown(
                "NC102", node, message, scene.places, hint, label, Slip(SlipKind.UNKNOWN_LABEL, owner=scene_name)
            )
        else:
            return name
        return None
    here = scenes.get(resolver.scope.scene or "")
    if here is not None and name in here.points:
        resolver.uses_local = True
        return f"{here.node.name}.{name}"
    if here is not None and name in here.labels and (labels or name not in scenes):
        resolver.uses_local = True
        if name in scenes:
            _warn_of_hidden_scene(resolver, node, here.node.name)
        return f"{here.node.name}.{name}"
    if name in scenes:
        return name
    owner = resolver.names.owner_of(name)
    message = f"there is no scene or label `{name}`"
    slip = Slip(SlipKind.UNKNOWN_PLACE, name, owner=resolver.scope.scene or "")
    if owner is not None:
        hint = f"the label of another scene is written `{owner}.{name}`"
        resolver.error("NC101", node, message, hint, slip, f"{owner}.{name}")
        return None
    known = chain(here.places if here else (), scenes)
    if here is not None and _report_odd_label(resolver, node, here, name):
        return None
    joined = next(
        (one for one in scenes if name.startswith(f"{one}_") and name[len(one) + 1 :] in scenes[one].places), None
    )
    if joined is not None:
        label = f"{joined}.{name[len(joined) + 1 :]}"
        hint = f"a label is written behind its scene and a `.`: `{label}`"
        resolver.error("NC101", node, message, hint, slip, label)
        return None
    resolver.unknown("NC101", node, message, known, slip=slip)
    return None


def _report_odd_label(resolver: Resolver, node: Name, scene: SceneNames, label: str) -> bool:
    """Report brackets that were meant as the label, such as `(the rail)` for `rail`; whether there are any."""
    for choice in scene.statements:
        if (
            not isinstance(choice, ChoiceStatement)
            or choice.source[:1] not in ("(", "[", "（", "［")
            or choice.label is not None
        ):
            continue
        brackets = BRACKETS.match(choice.source)
        if brackets is None or label not in compiled(r"\W+").split(brackets.group(1)):
            continue
        span = scene.node.source.span(choice.at, choice.at + brackets.end())
        message = f"these brackets are no label, so there is no choice `{scene.node.name}.{label}`"
        hint = f"a label is one name in round brackets, before the conditions: `({label})`"
        asked = resolver.source.span(resolver.base + node.at, resolver.base + node.end)
        resolver.failed = True
        resolver.report.error(
            "NC102", span, message, hint, (asked, "it is asked about here"), slip=Slip(SlipKind.ODD_LABEL, label)
        )
        return True
    return False


def _warn_of_hidden_scene(resolver: Resolver, node: Name, here: str) -> None:
    span = resolver.source.span(resolver.base + node.at, resolver.base + node.end)
    message = f"this asks about the choice labelled `{node.name}`, not about the scene `{node.name}`"
    hint = f"for the choice, write `{here}.{node.name}`; for the scene, give the label another name"
    resolver.report.warning("NC316", span, message, hint)
