"""The ids of a scene's choices, by which saved plays know them, and the names of its points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.blocks import blocks_of
from engine.diagnostics import Report
from engine.program.slugs import slug_of
from engine.syntax.tree import Body, ChoiceStatement, Point, Scene, Statement

if TYPE_CHECKING:
    from engine.check.names import SceneNames


def name_choices(report: Report, scene: Scene, names: SceneNames) -> None:
    """Give the choices of a scene their ids, and note its statements, labels and points."""
    taken: dict[str, ChoiceStatement] = {}
    same: dict[str, list[ChoiceStatement]] = {}
    nameless, name = 0, scene.name
    names.hold(scene.body)
    for point in names.of_kind(Point):
        if point.name:
            _name_point(report, scene, names, point)
    for statement in names.of_kind(ChoiceStatement):
        own = statement.label or slug_of(statement.source)
        if not own:
            # It never shows, so that its id is free: the first is `otherwise`, the next `otherwise-2`.
            nameless += 1
            own = "otherwise" if nameless == 1 else f"otherwise-{nameless}"
        names.choice_ids[id(statement)] = f"{name}.{own}"
        if statement.label:
            names.labels.setdefault(statement.label, statement)
        other = taken.setdefault(own, statement)
        if other is statement:
            continue
        if statement.label and other.label:
            _report_same_label(report, scene, own, statement, other)
        else:
            same.setdefault(own, [other]).append(statement)
    if same:
        _tell_apart(report, scene, names, same)


def _name_point(report: Report, scene: Scene, names: SceneNames, point: Point) -> None:
    first = names.points.setdefault(point.name, point)
    if first is not point:
        where = scene.source.span(first.at, first.end)
        what, hint = f"two points of this scene are named `{point.name}`", "give one of them another name"
        report.error("NC111", scene.source.span(point.at, point.end), what, hint, (where, "the other one"))


def _report_same_label(report: Report, scene: Scene, own: str, choice: ChoiceStatement, first: ChoiceStatement) -> None:
    where = scene.source.span(first.at, first.end)
    what, hint = f"two choices of this scene are labelled `{own}`", "give one of them another label"
    report.error("NC111", scene.source.span(choice.label_at, choice.end), what, hint, (where, "the other one"))


def _tell_apart(report: Report, scene: Scene, names: SceneNames, same: dict[str, list[ChoiceStatement]]) -> None:
    """Give choices of the same text ids by the choices that they stand under, then by their number.

    None of them keeps the id that one alone would have: a play that was saved before there were two stops, and
    says so, where it cannot be told which was meant.
    """
    parents = _parents_of(scene.body)
    group_of = {id(one): own for own, choices in same.items() for one in choices if one.label is None}
    beside: dict[tuple[str, int], list[ChoiceStatement]] = {}
    for statement in names.statements:
        if isinstance(statement, ChoiceStatement) and id(statement) in group_of:
            beside.setdefault((group_of[id(statement)], id(parents.get(id(statement)))), []).append(statement)
    number_of = {id(one): number for equal in beside.values() for number, one in enumerate(equal, 1)}
    # A choice stands behind the one that it stands under: that has its id by then.
    for statement in names.statements:
        own = group_of.get(id(statement))
        if own is None or not isinstance(statement, ChoiceStatement):
            continue
        parent = parents.get(id(statement))
        above = "-" if parent is None else names.choice_ids[id(parent)].partition(".")[2]
        count = len(beside[own, id(parent)])
        number = f"/{number_of[id(statement)]}-of-{count}" if count > 1 else ""
        names.choice_ids[id(statement)] = f"{scene.name}.{above}/{own}{number}"
    # Saved plays know nothing of a scene that has no name yet.
    for choices in same.values() if not scene.name.startswith("?") else ():
        last = next(one for one in reversed(choices) if one.label is None)
        ids = " and ".join(f"`{names.choice_ids[id(one)]}`" for one in choices[:2])
        are_same = len({one.source for one in choices}) == 1
        alike = "the same text" if are_same else "texts with the same letters"
        what = f"choices of this scene have {alike}: saved plays know them as {ids}"
        hint = "for plays that outlive changes of the story, give one of them a label: `* (label) Text`"
        others = [(scene.source.span(one.at, one.end), "another one") for one in choices if one is not last][:5]
        report.warning("NC111", scene.source.span(last.at, last.end), what, hint, *others)


def _parents_of(body: Body) -> dict[int, ChoiceStatement]:
    """The choice that each choice of a body stands under, by the `id` of its node."""
    parents: dict[int, ChoiceStatement] = {}
    waiting: list[tuple[Statement, ChoiceStatement | None]] = [(one, None) for one in body]
    while waiting:
        statement, above = waiting.pop()
        if isinstance(statement, ChoiceStatement):
            if above is not None:
                parents[id(statement)] = above
            above = statement
        waiting += [(one, above) for block in blocks_of(statement) for one in block]
    return parents
