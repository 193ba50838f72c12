"""NC301: a scene that can fall off its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.causes import LOST_ENDS, lines_of, moves_are_lost
from engine.check.flow import Exit, SceneFlow, exit_end_of
from engine.check.names import SceneNames
from engine.data_classes import replace
from engine.diagnostics import AND_HERE
from engine.slips import Slip, SlipKind
from engine.source import Source
from engine.syntax.menus import is_choice
from engine.syntax.tree import Break, Thread

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_loose_ends(checked: Checked) -> None:
    """Report each scene that can be left at its end without a move.

    Scenes whose choices are only ever added to other scenes are left out: theirs is not the end that is met.
    """
    wrong = lines_of(checked.report, LOST_ENDS)
    are_lost = moves_are_lost(checked.report)
    for name, loose in checked.facts.of(_loose_in).items():
        if are_lost and name not in checked.reach.reached:
            continue  # its choices may be meant for another scene
        source = checked.names.scenes[name].node.source
        exits = [one for one in loose if source.span(one.at)[:2] not in wrong]
        if not exits or (name in checked.reach.included and name not in checked.reach.entered):
            continue
        *others, last = exits
        if _report_thread(checked, name, last) or _report_heading(checked, name, exits):
            continue
        # Where it is left in several places, the move is sooner missing behind all of them.
        related = tuple((source.span(one.at, one.end), AND_HERE) for one in others[:5])
        message = f"scene `{name}` ends here without a move"
        hint = "write `-> scene`, `-> back` or `-> end: Name` where it goes on"
        if any(_is_visit(source, one) for one in exits):
            hint = f"a visit comes back, and the story goes on behind the choices: {hint}"
        if is_menu(checked.names.scenes[name]):
            is_lent = not checked.flows[name].moves and name not in checked.reach.included
            if is_lent and _report_moves(checked, name, last):
                continue
            hint = f"if its choices belong to the scene that leads here, write `<- {name}` there; else {hint}"
        checked.report.error("NC301", source.span(last.at, last.end), message, hint, *related)


def _report_moves(checked: Checked, name: str, end: Exit) -> bool:
    """Report the moves to a scene of nothing but choices none of which goes on: they are meant to be added there."""
    moves = [
        checked.names.scenes[scene].node.source.span(move.at, move.end)
        for scene, flow in checked.flows.items()
        for move in flow.moves
        if move.target == name and move.kind == "scene" and scene in checked.names.scenes
    ]
    if not moves:
        return False
    source = checked.names.scenes[name].node.source
    related = (*((move, AND_HERE) for move in moves[1:6]), (source.span(end.at, end.end), "it ends here"))
    message = f"scene `{name}` has choices only, and ends without a move"
    hint = f"for its choices, write `<- {name}`; to come back from a visit, it needs a `-> back`"
    checked.report.error("NC301", moves[0], message, hint, *related, slip=Slip(SlipKind.LENT_CHOICES))
    return True


def _report_heading(checked: Checked, name: str, exits: list[Exit]) -> bool:
    """Report a heading without a title right below the end of a scene, if it may be meant as a point of it.

    Then only that scene goes there, and all of it ends above, not one choice. What is said of labels that it does not
    have, as they stand behind that heading, follows from it.
    """
    scenes = iter(checked.names.scenes)
    below = next((next(scenes, None) for one in scenes if one == name), None)
    above = checked.names.scenes[name].node
    scene = None if below is None else checked.names.scenes[below]
    if below is None or scene is None or scene.node.source is not above.source or scene.parameters:
        return False
    heading = scene.node.heading
    last = exits[-1]
    if heading.title or not above.heading.title or heading.tags or below in (checked.start, *checked.reach.included):
        return False
    if len(exits) == 1 and above.source.span(last.at).column > 1:
        return False
    users = {
        one
        for one, flow in checked.flows.items()
        for move in flow.moves
        if move.kind == "scene" and move.target == below and not move.returns
    }
    labels = {
        id(one)
        for one in checked.report.found
        if one.slip.kind is SlipKind.UNKNOWN_LABEL and one.slip.owner == name and one.slip.name in scene.labels
    }
    if not users <= {name, below} or not (users or labels):
        return False
    text = above.source.text
    if any(
        move.target == below and not text[move.end : heading.at].strip(" \t\n=") for move in checked.flows[name].moves
    ):
        return False  # to a point right below, nobody needs a move
    checked.report.drop(labels)
    span = scene.node.source.span(heading.at, heading.at + len(heading.name))
    message = f"scene `{name}` ends above without a move, and only it leads to `{below}`"
    hint = f"for a point of `{name}`, write `-- {below}`; else `{name}` ends in a move, such as `-> {below}`"
    where = (above.source.span(last.at, last.end), "it ends here")
    checked.report.error("NC301", span, message, hint, where)
    return True


def _report_thread(checked: Checked, name: str, last: Exit) -> bool:
    """Report a `<-` where a scene ends that adds the choices of one which has more than choices."""
    thread = next((one for one in checked.names.scenes[name].statements if one.at == last.at), None)
    if not isinstance(thread, Thread):
        return False
    meant = checked.names.scenes.get(thread.target or "")
    if meant is None or is_menu(meant):
        return False
    source = checked.names.scenes[name].node.source
    target = meant.node.heading.name
    message = f"scene `{name}` ends here without a move: this only adds the choices of `{target}`"
    hint = f"to go there, write `-> {target}`; to come back from it, `-> {target} ->`"
    checked.report.error("NC301", source.span(thread.at, thread.end), message, hint)
    return True


def is_menu(scene: SceneNames) -> bool:
    """Whether a scene is nothing but choices, which another scene may add to its own."""
    body = [one for one in scene.node.body if not isinstance(one, Break)]
    return bool(body) and all(map(is_choice, body))


def _loose_in(scene: SceneNames, flow: SceneFlow) -> list[Exit]:
    return [_last_line(scene.node.source, one) for one in flow.exits if not one.dry]


def _last_line(source: Source, exit: Exit) -> Exit:
    """The last line of wrapped prose: there the move is missing."""
    exit = replace(exit, end=exit_end_of(source, exit))
    at = source.text.rfind("\n", exit.at, exit.end) + 1
    if at <= exit.at:
        return exit
    while source.text[at : at + 1] in (" ", "\t"):
        at += 1
    return replace(exit, at=at)


def _is_visit(source: Source, exit: Exit) -> bool:
    """Whether what stands there ends in a visit."""
    return source.text[exit.at : exit.end].rstrip().endswith("->")
