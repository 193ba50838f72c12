"""NC318: lines that stand right below a choice, and are not indented as what happens when it is taken."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.blocks import blocks_of
from engine.check.flow import line_end_of
from engine.check.names import SceneNames
from engine.check.scene_facts import of_scene
from engine.named_tuples import NamedTuple
from engine.source import Source
from engine.syntax.menus import is_choice
from engine.syntax.tree import BlockStatement, Body, Break, ChoiceStatement, Do, Let, Prose, Set, Statement

if TYPE_CHECKING:
    from engine.check.checker import Checked

# In so many places, the lines behind a menu stand behind a blank line before one place without is odd.
HABIT = 2
# What can be done behind a menu, and was meant for its last choice.
LINES = frozenset((Prose, Set, Let, Do))
ENDS_MENU = "this line is not indented: it ends the menu, and the next choice begins another one"


class BodyPlace(NamedTuple):
    """The first line behind a menu: the choice above it, whether a blank line parts them, and what comes next.

    `again` is true where the next choice stands below that line as close, and has such a line itself. `has_block` is
    true where another choice of the menu has a block. `between` is true where the line stands close below a block and
    close above another choice.
    """

    source: Source
    line: Statement
    choice: Statement
    apart: bool
    again: bool
    has_block: bool
    between: bool


def check_flush_bodies(checked: Checked) -> None:
    """Warn about bodies of choices at the margin, as ink has them: the choice behind them is another menu here."""
    if not any(of_scene(scene, _has_close_line) for scene in checked.names.scenes.values()):
        return
    every = [place for scene in checked.names.scenes.values() for place in of_scene(scene, _places_of)]
    places = [place for place in every if isinstance(place.line, Prose) or place.again]
    close = [place for place in places if not place.apart and _is_bare(place.choice)]
    is_habit = sum(place.apart for place in every) >= HABIT
    by_habit = is_habit and len(close) == 1
    between = [place for place in every if place.between]
    if is_habit and len(between) == 1 and not close:
        _report(checked, between[0], ENDS_MENU)
    reported = ""
    last = -1
    for place in close:
        message = ENDS_MENU
        if not place.again:
            if not by_habit or not place.has_block:
                continue
            message = "this line is not indented: it comes after every choice above"
        if place.source.name == reported and _at(place) < last:
            continue
        reported, last = place.source.name, _end_of_run(places, place)
        _report(checked, place, message)


def _report(checked: Checked, place: BodyPlace, message: str) -> None:
    hint = "indent it by four spaces below its choice; where it is for all of them, put a blank line above it"
    span = place.source.span(place.line.at, line_end_of(place.source, place.line))
    if any(one.code == "NC304" and one.span[:2] == span[:2] for one in checked.report.found):
        return
    checked.report.warning("NC318", span, message, hint)


def _has_close_line(scene: SceneNames) -> bool:
    return ChoiceStatement in scene.by_kind and _has_close_lines(scene.node.body)


def _has_close_lines(body: Body) -> bool:
    """Whether lines stand close to the choice above in a body or in a block of it: nearly all stories have none."""
    above: ChoiceStatement | None = None
    for number, statement in enumerate(body):
        if statement.__class__ is ChoiceStatement:
            above = statement
            if above.body and _has_close_lines(above.body):
                return True
            continue
        if statement.__class__ in LINES:
            if above is not None and (_is_bare(above) or _is_between(body, number)):
                return True
        elif isinstance(statement, BlockStatement) and any(map(_has_close_lines, statement.blocks)):
            return True
        above = None
    return False


def _is_between(body: Body, number: int) -> bool:
    """Whether one line that moves nowhere stands between the block of a choice and another choice."""
    above, line = body[number - 1], body[number]
    below = body[number + 1] if number + 1 < len(body) else None
    return (
        line.__class__ in LINES
        and not (isinstance(line, Prose) and line.line.move is not None)
        and isinstance(above, ChoiceStatement)
        and bool(above.body)
        and isinstance(below, ChoiceStatement)
    )


def _end_of_run(places: list[BodyPlace], place: BodyPlace) -> int:
    """Where the lines end of which the first one is reported: behind the last choice that has such a line."""
    run = places[places.index(place) :]
    last = next((one for one in run if not one.again or one.apart), run[-1])
    return _at(last) + 1


def _at(place: BodyPlace) -> int:
    return place.source.base_at + place.line.at


def _places_of(scene: SceneNames) -> list[BodyPlace]:
    return list(_places(scene.node.source, scene.node.body))


def _places(source: Source, body: Body) -> Iterator[BodyPlace]:
    """The first lines behind all menus of a body and of the blocks in it."""
    bodies = [body]
    while bodies:
        body = bodies.pop()
        group: list[Statement] = []
        apart = False
        for number, statement in enumerate(body):
            if is_choice(statement):
                group, apart = [*group, statement], False
            elif isinstance(statement, Break):
                apart = True
            elif group:
                has_block = any(isinstance(one, ChoiceStatement) and one.body for one in group[:-1])
                again = _comes_again(body, number, group[-1]) or _cuts(body, number, group)
                between = not apart and _is_between(body, number)
                yield BodyPlace(source, statement, group[-1], apart, again, has_block, between)
                group = []
            bodies += blocks_of(statement)


def _comes_again(body: Body, number: int, above: Statement) -> bool:
    """Whether behind the line at a place comes one other choice, with a line right below it as well."""
    place = next((one for one in range(number + 1, len(body)) if not isinstance(body[one], (Prose, Break))), number)
    choice = body[place]
    if not isinstance(choice, ChoiceStatement) or not _is_bare(choice) or not isinstance(above, ChoiceStatement):
        return False
    between = body[number:place]
    while isinstance(between[-1], Break):
        between = between[:-1]
    below = body[place + 1] if place + 1 < len(body) else None
    return (
        isinstance(below, Prose)
        and not any(isinstance(one, Break) for one in between)
        and choice.source != above.source
    )


def _cuts(body: Body, number: int, group: list[Statement]) -> bool:
    """Whether lines close below the only choice above are as close to another one, in a menu that has blocks."""
    if len(group) > 1:
        return False
    rest = (body[at] for at in range(number, len(body)))
    below = next((one for one in rest if not isinstance(one, (Prose, Set, Let))), None)
    if not isinstance(below, ChoiceStatement) or not isinstance(group[0], ChoiceStatement):
        return False
    menu = [below, *itertools.takewhile(is_choice, rest)]
    has_block = any(isinstance(one, ChoiceStatement) and one.body for one in menu)
    return has_block and below.source != group[0].source


def _is_bare(statement: Statement) -> bool:
    """Whether a choice has neither a block nor a move."""
    return (
        isinstance(statement, ChoiceStatement)
        and not statement.body
        and not statement.line.move
        and bool(statement.line.items)
    )
