"""What can be known of a point without playing: what belongs to its group, and what looking at it can do."""

from __future__ import annotations

from engine.program import nodes
from engine.program.nodes import Member, Members, OfferChoice, OfferThread, Point
from engine.program.program import Program
from engine.program.walk import walk
from engine.proof.reductions.reads import Reads

CHANGING = (nodes.ApplyDraw, nodes.CallExtern, nodes.VaryText, nodes.VaryBlock)


def always_open(program: Program, reads: Reads) -> list[bool]:
    """For each point, whether it offers something in every state, and looking can neither draw nor fail."""
    return [
        _is_always_open(point, reads, index) for index, scene in enumerate(program.scenes) for point in scene.points
    ]


def _is_always_open(point: Point, reads: Reads, scene: int) -> bool:
    if not isinstance(point, nodes.ChoicePoint):
        return False
    open_to_all = False
    for one in point.group:
        if not isinstance(one, OfferChoice) or one.text or not _asks_alone(one, reads, scene):
            return False
        open_to_all |= one.once is None and not one.guards
    return open_to_all


def plain_points(program: Program, reads: Reads) -> list[bool]:
    """For each point, whether looking at it does nothing but ask conditions that cannot fail."""
    return [_is_plain(point, reads, index) for index, scene in enumerate(program.scenes) for point in scene.points]


def _is_plain(point: Point, reads: Reads, scene: int) -> bool:
    return isinstance(point, nodes.ChoicePoint) and all(
        isinstance(one, OfferChoice) and not one.text and _asks_alone(one, reads, scene) for one in point.group
    )


def _asks_alone(choice: OfferChoice, reads: Reads, scene: int) -> bool:
    """Whether the conditions of a choice do nothing but ask, and cannot fail."""
    return not any(
        guard.reason or reads.can_fail(guard.condition, scene) or reads.draws(guard.condition)
        for guard in choice.guards
    )


def needs_tuples(program: Program, point: Point) -> bool:
    """Whether looking at a point can change the state, or is rare enough to be left to the general code."""
    if isinstance(point, nodes.AskPoint):
        return _draws(program, point.prompt)
    members = with_added(program, point.group, ())
    if any(isinstance(member, OfferThread) for member in members):
        return True
    # What `<-` adds by two ways is offered once.
    ids = [member.id for member in members if isinstance(member, OfferChoice)]
    if len(set(ids)) < len(ids):
        return True
    # Draws are looked for in the conditions between the members, too.
    added = [program.scenes[one].thread or () for one in _borrowed(program, point.group, ())]
    several = sum(isinstance(member, nodes.OfferEach) for member in members) > 1
    return several or _draws(program, (point.group, *added))


def with_added(program: Program, members: Members, through: tuple[int, ...]) -> list[Member]:
    """All members of a group, with those that `<-` adds; one that sets parameters, or adds itself, stays."""
    found = []
    for member in all_members(members):
        if isinstance(member, OfferThread) and not member.arguments and member.scene not in through:
            added = program.scenes[member.scene].thread or ()
            found += with_added(program, added, (*through, member.scene))
        else:
            found.append(member)
    return found


def _borrowed(program: Program, members: Members, through: tuple[int, ...]) -> set[int]:
    """The scenes whose choices `<-` adds to a group."""
    found: set[int] = set()
    for member in all_members(members):
        if isinstance(member, OfferThread) and member.scene not in through:
            inner = program.scenes[member.scene].thread or ()
            found |= {member.scene, *_borrowed(program, inner, (*through, member.scene))}
    return found


def _draws(program: Program, rows: object) -> bool:
    """Whether something draws or moves a variation on, in itself or in a function that it calls."""
    for node in walk(rows):
        if isinstance(node, CHANGING):
            return True
        if isinstance(node, nodes.CallDef) and _draws(program, (program.functions[node.function].body,)):
            return True
    return False


def all_members(members: Members) -> list[Member]:
    """The members of a group with those in its branches."""
    found: list[Member] = []
    for member in members:
        if isinstance(member, nodes.OfferIf):
            found += all_members([*(one for case in member.branches for one in case.members), *member.otherwise])
        else:
            found.append(member)
    return found


def has_thread(members: Members) -> bool:
    """Whether `<-` adds something to a group."""
    return any(isinstance(member, OfferThread) for member in all_members(members))


def is_otherwise(member: Member) -> bool:
    """Whether a choice is taken by itself where nothing else is open."""
    return isinstance(member, OfferChoice) and any(guard.kind == "otherwise" for guard in member.guards)


def can_be_closed(member: Member) -> bool:
    """Whether a choice can be shown closed."""
    if not isinstance(member, OfferChoice | nodes.OfferEach):
        return False
    return any(guard.kind == "needs" for guard in member.guards)
