"""NC113: a name that something is said to have had, and that means something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.flow import SceneFlow
from engine.check.names import SceneNames, Variable
from engine.check.rules.signs import traits_of
from engine.check.scene_facts import of_scene
from engine.diagnostics import Report
from engine.source import Source
from engine.syntax.tree import ChoiceStatement, Move, Name, Point

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_old_names(checked: Checked) -> None:
    """Report `(was …)` with a name that is in use, or that two claim: saved paths could not tell which is meant."""
    scenes = checked.names.scenes
    _check_others(checked, checked.report)
    renamed = [(own, scenes[own]) for own in checked.facts.of(_has_old_names)]
    ids = {id for scene in scenes.values() for id in scene.choice_ids.values()} if renamed else set()
    claimed: dict[str, str] = {}

    def report(scene: SceneNames, name: Name, message: str, hint: str) -> None:
        checked.report.error("NC113", scene.node.source.span(name.at, name.end), message, hint)

    for own, scene in renamed:
        for name in scene.node.heading.was:
            if name.name == own and name is scene.node.heading.was[-1]:
                continue  # it has its first name again, by which its draws are known
            if name.name in scenes:
                report(
                    scene, name, f"`{name.name}` is a scene of this story", "a scene that is there was never renamed"
                )
            elif claimed.setdefault(name.name, own) != own:
                message = f"the scene `{claimed[name.name]}` was `{name.name}` already"
                report(scene, name, message, "a scene that was split in two has its old name in one of them")
        for place in of_scene(scene, _renamed_in):
            own_id = _name_today(scene, place)
            for name in place.was:
                old = full_name(own, name.name)
                if old in ids or name.name in scene.points:
                    what = "choice" if old in ids else "point"
                    report(scene, name, f"`{old}` is a {what} of this story", "one that is there was never renamed")
                elif claimed.setdefault(old, own_id) != own_id:
                    message = f"`{claimed[old]}` was `{old}` already"
                    report(scene, name, message, "leave the old name with one of them")


def _has_old_names(scene: SceneNames, flow: SceneFlow) -> bool:
    return bool(scene.node.heading.was or of_scene(scene, _renamed_in))


def _renamed_in(scene: SceneNames) -> list[ChoiceStatement | Point]:
    """What of a scene has old names: choices, points, and choices with loops, which are known by values."""
    if not scene.points and not of_scene(scene, traits_of).renamed:
        return []
    among = scene.statements if scene.points else scene.texts
    found = [one for one in among if isinstance(one, (ChoiceStatement, Point))]
    return [one for one in found if one.was or (isinstance(one, ChoiceStatement) and one.loop)]


def _name_today(scene: SceneNames, place: ChoiceStatement | Point) -> str:
    """By what saved plays know a choice or a point of a scene."""
    return scene.choice_ids[id(place)] if isinstance(place, ChoiceStatement) else f"{scene.node.name}.{place.name}"


def full_name(scene: str, name: str) -> str:
    """The id that an old name of a choice means: of its own scene, if none is named."""
    return name if "." in name else f"{scene}.{name}"


def renamed_names(checked: Checked) -> dict[str, dict[str, str]]:
    """The names of today for those that scenes and choices had, as the program keeps them."""
    scenes: dict[str, str] = {}
    choices: dict[str, str] = {}
    for own, scene in checked.names.scenes.items():
        scenes.update((name.name, own) for name in scene.node.heading.was)
        for place in of_scene(scene, _renamed_in):
            own_id = _name_today(scene, place)
            olds = [full_name(own, name.name) for name in place.was]
            choices.update((old, own_id) for old in olds)
            if isinstance(place, ChoiceStatement) and place.loop is not None:
                choices.update(_members(checked, place, own_id, olds))
    variables = {old.name: name for name, one in checked.names.variables.items() for old in one.node.was}
    values = {
        f"{name}.{old}": new for name, one in checked.names.variables.items() for old, new in _values(one, scenes)
    }
    return {
        "scenes": scenes,
        "choices": choices,
        "variables": variables,
        "values": values,
        "endings": {old.name: move.target or "" for _, move in _endings(checked) for old in move.was},
    }


def _members(checked: Checked, choice: ChoiceStatement, own: str, olds: list[str]) -> Iterator[tuple[str, str]]:
    """The ids of today for those that the choices of a loop had: another name of the choice, or of the value."""
    names_of = checked.resolved.targets[id(choice)][1].names
    before: dict[str, list[str]] = {}
    for variable in checked.names.variables.values():
        type = variable.node.type
        for name, was in zip(type.names if type else (), type.was if type else (), strict=False):
            before.setdefault(name.name, []).extend(one.name for one in was)
    for today in names_of:
        for past in (today, *before.get(today, ())):
            yield from ((f"{id}.{past}", f"{own}.{today}") for id in (*olds, own) if (id, past) != (own, today))


def _values(variable: Variable, scenes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The names of today for those that values of a variable had: by its type, and where a value names a scene."""
    type = variable.node.type
    names = [] if type is None else [name.name for name in type.names]
    yield from ((old, new) for old, new in scenes.items() if new in names and old not in names)
    for name, olds in zip(names, () if type is None else type.was, strict=False):
        yield from ((old.name, name) for old in olds)


def _endings(checked: Checked) -> Iterator[tuple[Source, Move]]:
    """All moves to endings that had other names."""
    for name, moves in checked.facts.of(_renamed_endings_in).items():
        for move in moves:
            yield checked.names.scenes[name].node.source, move


def _renamed_endings_in(scene: SceneNames, flow: SceneFlow) -> list[Move]:
    return [move for move in flow.moves if move.was]


def _check_others(checked: Checked, report: Report) -> None:
    """The same for variables, names of values, and endings."""
    declared = {*checked.names.variables, *checked.names.constants, *checked.names.functions}
    claimed: dict[str, str] = {}

    def check_old_name(source: Source, at: int, old: Name, new: str, what: str, in_use: bool) -> None:
        span = source.span(at + old.at, at + old.end)
        if in_use:
            report.error("NC113", span, f"`{old.name}` is {what} of this story", "what is there was never renamed")
        elif claimed.setdefault(f"{what} {old.name}", new) != new:
            message = f"`{claimed[f'{what} {old.name}']}` was `{old.name}` already"
            report.error("NC113", span, message, "leave the old name with one of them")

    for name, variable in checked.names.variables.items():
        node = variable.node
        for old in node.was:
            check_old_name(node.source, node.base, old, name, "a variable", old.name in declared)
        names = (
            {} if node.type is None else dict(zip((one.name for one in node.type.names), node.type.was, strict=False))
        )
        for new, olds in names.items():
            for old in olds:
                check_old_name(node.source, node.base, old, new, f"a name in the type of `{name}`", old.name in names)
    for source, move in _endings(checked):
        for old in move.was:
            check_old_name(source, 0, old, move.target or "", "an ending", old.name in checked.endings)
