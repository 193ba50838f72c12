"""NC325 and NC329: choices in the arms of an `~ if` that are one menu with the choices below.

They once were a menu of their own before these. So the first place of a story is noted, and a blank line between, which
looks as if there were two menus still, is warned about each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.flow import line_end_of
from engine.check.names import SceneNames
from engine.check.scene_facts import of_scene
from engine.source import Source, SourceSpan
from engine.syntax.tree import Break, If, Let

if TYPE_CHECKING:
    from engine.check.checker import Checked

MOST_PLACES = 20
APART = "this choice and those below the `~ if` are offered together, as one menu"


def check_joined_menus(checked: Checked) -> None:
    """Warn where a blank line looks as if it parted what is one menu."""
    for scene in checked.names.scenes.values():
        for one in of_scene(scene, _menus_in):
            if one.arms != "apart":
                continue
            hint = "for one menu, take the blank line behind the block away; for two, write `--` in its place"
            checked.report.warning("NC329", _place_of(scene.node.source, one), APART, hint)


def note_joined_menus(checked: Checked) -> None:
    """Note, once for a story, that choices of arms are offered with those below."""
    places: list[SourceSpan] = []
    for scene in checked.names.scenes.values():
        menus = of_scene(scene, _menus_in)
        if menus:
            places += [_place_of(scene.node.source, one) for one in menus if one.arms == "close"]
    if places:
        related = ((place, "this one, too") for place in places[1:MOST_PLACES])
        hint = "leave it for one menu; for two, one after the other, write `--` behind the block"
        checked.report.note("NC325", places[0], APART, hint, *related)


def _menus_in(scene: SceneNames) -> list[If]:
    # Which arm held is noted in a local variable (syntax/menus.py).
    if Let not in scene.by_kind:
        return []
    return [one for one in scene.statements if one.__class__ is If and one.arms]


def _place_of(source: Source, menu: If) -> SourceSpan:
    first = next(one for one in menu.branches[0][1] if not isinstance(one, Break))
    return source.span(first.at, line_end_of(source, first))
