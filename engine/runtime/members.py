"""What can be told of the members of a group, the choices of a point, before anything is played."""

from __future__ import annotations

from collections.abc import Callable

from engine.program import nodes
from engine.program.nodes import Member, Members
from engine.program.styles import TAG

# Of more conditions there are too many ways in which a group of choices can come out, to have them all ready.
MOST_CONDITIONS = 2


def is_otherwise(member: Member) -> bool:
    """Whether a choice is offered where no other one is open."""
    return isinstance(member, nodes.OfferChoice) and any(guard.kind == "otherwise" for guard in member.guards)


def is_each(member: Member) -> bool:
    """Whether a member is a choice for each scene with a tag."""
    return isinstance(member, nodes.OfferEach)


def has(members: Members, wanted: Callable[[Member], bool]) -> bool:
    """Whether a group can hold some member. What `<-` adds is not looked into: it may."""
    for member in members:
        if isinstance(member, nodes.OfferThread) or wanted(member):
            return True
        if isinstance(member, nodes.OfferIf):
            inner = [one for case in member.branches for one in case.members]
            if has([*inner, *member.otherwise], wanted):
                return True
    return False


def threads(members: Members) -> int:
    """How many `<-` a group has, also those under conditions."""
    inner = [one for one in members if isinstance(one, nodes.OfferIf)]
    blocks = [case.members for one in inner for case in one.branches] + [one.otherwise for one in inner]
    return sum(isinstance(one, nodes.OfferThread) for one in members) + sum(map(threads, blocks))


def is_tagged(member: nodes.OfferChoice) -> bool:
    """Whether the text of a choice has tags."""
    return any(isinstance(part, str) and TAG in part for part in member.text)


def is_fixed(member: nodes.OfferChoice) -> bool:
    """Whether all is known of a choice, if it is offered."""
    static = all(isinstance(part, str) for part in member.text) and not is_tagged(member)
    return static and all(guard.kind == "if" for guard in member.guards)


def is_known(members: Members) -> bool:
    """Whether a group can come out in a few ways only, of which all is known."""
    choices = [one for one in members if isinstance(one, nodes.OfferChoice) and is_fixed(one)]
    if len(choices) < len(members):
        return False
    return sum(bool(one.guards) or one.once is not None for one in choices) <= MOST_CONDITIONS
