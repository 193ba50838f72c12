"""NC321, NC322 and NC323: moves to points past local variables, points nobody goes to, `--` that parts nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from engine.check.blocks import blocks_of, first_group, move_of, statements_of
from engine.check.flow import SceneFlow
from engine.check.names import RESERVED_SCENES, SceneNames
from engine.check.rules.signs import traits_of
from engine.check.scene_facts import of_scene
from engine.syntax.menus import is_choice
from engine.syntax.tree import Body, Break, ChoiceStatement, Claim, If, Move, Name, Point, Prose, Statement

if TYPE_CHECKING:
    from engine.check.checker import Checked


# How such lines begin.
DASHES = frozenset(("--", "—", "–", "——", "––", "- "))


def check_points(checked: Checked) -> None:
    """Report moves to points behind which a local variable is read that has no value then; warn about idle points."""
    with_points = {name: checked.names.scenes[name] for name in checked.facts.of(_points_in)}
    if with_points:
        _check_moves(checked, with_points)
        _check_use(checked, with_points)
    for name, lines in checked.facts.of(_dash_lines).items():
        source = checked.names.scenes[name].node.source
        for line in lines:
            span = source.span(line.at, line.line.end)
            message = f"`{source.text[line.at : line.line.end].strip()}` is shown as it stands"
            hint = "for two menus, one after the other, write `--`; for a line that is shown, put a `\\` before it"
            checked.report.warning("NC315", span, message, hint)
    for name in checked.facts.of(_has_dashes):
        scene = checked.names.scenes[name]
        _check_dashes(checked, scene, scene.node.body)


def _dash_lines(scene: SceneNames, flow: SceneFlow) -> list[Prose]:
    """Lines of nothing but dashes right above a menu and below another; one dash alone is told elsewhere."""
    if DASHES.isdisjoint(of_scene(scene, traits_of).begins):
        return []
    found: list[Prose] = []
    bodies: list[Body] = [scene.node.body]
    while bodies:
        above: Statement | None = None
        body = bodies.pop()
        for one, below in pairwise(body):
            if isinstance(one, Prose) and _ends_in_choices(above) and is_choice(below):
                text = "".join(item for item in one.line.items if isinstance(item, str)).strip()
                if text and not text.strip("-–— ") and text != "-":
                    found.append(one)
            above = above if isinstance(one, Break) else one
        bodies += (block for one in body for block in blocks_of(one))
    return found


def _points_in(scene: SceneNames, flow: SceneFlow) -> dict[str, Point]:
    return scene.points


def _has_dashes(scene: SceneNames, flow: SceneFlow) -> bool:
    """Whether a scene has a `--` without a name."""
    has_sign = scene.node.source.text.find("--", scene.node.heading.end, scene.node.end) >= 0
    return has_sign and any(isinstance(one, Point) and not one.name for one in scene.statements)


def _moves_to_points(scene: SceneNames, flow: SceneFlow) -> list[Move]:
    return [move for move in flow.moves if move.kind == "point" or move.point is not None]


# ---------------------------------------------------------------- local variables


def _check_moves(checked: Checked, with_points: dict[str, SceneNames]) -> None:
    needed = {
        (name, point): _needed(checked, scene, point) for name, scene in with_points.items() for point in scene.points
    }
    for name, moves in checked.facts.of(_moves_to_points).items():
        own = checked.resolved.scopes.get(name)
        lent = _lent_moves(checked, name) if name in with_points else set()
        for move in moves:
            if move.kind == "point" and own is not None:
                known = frozenset() if id(move) in lent else own.known.get(id(move), frozenset())
                _check_move(checked, name, move, (name, move.target or ""), needed, known)
            elif move.point is not None:
                _check_move(checked, name, move, (move.target or "", move.point), needed, frozenset())


def _needed(checked: Checked, scene: SceneNames, point: str) -> dict[int, int]:
    """The local variables that have to have a value at a point, each with a place behind it where it is read.

    What stands behind the first point that knows the variable counts: from there on it can be come to.
    """
    scopes = checked.resolved.scopes.get(scene.node.name)
    if scopes is None:
        return {}
    found = {}
    for number in scopes.known.get(id(scene.points[point]), ()):
        first = min(one.at for one in scene.points.values() if number in scopes.known.get(id(one), ()))
        places = [at for local, at in scopes.reads if local == number and at > first]
        if places:
            found[number] = min(places)
    return found


def _lent_moves(checked: Checked, name: str) -> set[int]:
    """The moves in choices that the scene lends to others: they come from there."""
    if name not in checked.reach.included:
        return set()
    lent = first_group(checked.names.scenes[name].node.body)
    return {id(move) for one in statements_of(tuple(lent)) if (move := move_of(one)) is not None}


def _check_move(
    checked: Checked,
    name: str,
    move: Move,
    place: tuple[str, str],
    needed: dict[tuple[str, str], dict[int, int]],
    known: frozenset[int],
) -> None:
    missing = [(number, at) for number, at in needed.get(place, {}).items() if number not in known]
    if not missing:
        return
    number, at = missing[0]
    target = checked.names.scenes[place[0]].node.source
    local = checked.resolved.frames[place[0]][number]
    message = f"`{local}` has no value when the play comes to `{place[1]}` from here"
    hint = f"keep it in a `var`, or set it behind `-- {place[1]}`"
    source = checked.names.scenes[name].node.source
    read = (target.span(at, at + 1), f"`{local}` is read here")
    checked.report.error("NC321", source.span(move.at, move.end), message, hint, read)


# ---------------------------------------------------------------- what no move needs


def _check_use(checked: Checked, with_points: dict[str, SceneNames]) -> None:
    """Warn about points that no move goes to and nothing asks about: they may be meant as dashes."""
    used = checked.resolver.counted | checked.resolver.timed
    for name, moves in checked.facts.of(_moves_to_points).items():
        for move in moves:
            used.add(f"{name}.{move.target}" if move.kind == "point" else f"{move.target}.{move.point}")
    for declaration in checked.story.declarations:
        if isinstance(declaration, Claim):
            used.update(one.name for one in (declaration.point, declaration.after) if isinstance(one, Name))
    for name, scene in with_points.items():
        for point in scene.points.values():
            taken = point.name in checked.names.scenes or point.name in RESERVED_SCENES
            if f"{name}.{point.name}" not in used and point.name not in checked.lost and not taken:
                span = scene.node.source.span(point.at, point.end)
                hint = f"go there with `-> {point.name}`, or delete it; for a dash and a word write `\\-- {point.name}`"
                message = f"no move goes to the point `{point.name}`, and the player does not see its line"
                checked.report.warning("NC322", span, message, hint)


def _check_dashes(checked: Checked, scene: SceneNames, body: Body) -> None:
    """Warn about `--` alone that does not stand between choices."""
    lines = [one for one in body if not isinstance(one, Break)]
    for number, statement in enumerate(lines):
        if isinstance(statement, Point) and not statement.name:
            before = lines[number - 1] if number else None
            behind = lines[number + 1] if number + 1 < len(lines) else None
            if not (_ends_in_choices(before) and _ends_in_choices(behind)):
                span = scene.node.source.span(statement.at, statement.end)
                hint = "delete it; a paragraph ends at a blank line; for dashes write `\\--`"
                checked.report.warning(
                    "NC323", span, "this `--` parts nothing: there is no menu on both sides of it", hint
                )
        for block in blocks_of(statement):
            _check_dashes(checked, scene, block)


def _ends_in_choices(statement: Statement | None) -> bool:
    """Whether a statement is a choice, or an `~ if` with choices in it."""
    if isinstance(statement, If):
        return any(
            isinstance(one, ChoiceStatement) or _ends_in_choices(one) for block in blocks_of(statement) for one in block
        )
    return statement is not None and is_choice(statement)
