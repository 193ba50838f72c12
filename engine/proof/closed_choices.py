"""Ways on that can be shut, and what it takes for them to be open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from engine.named_tuples import NamedTuple
from engine.program import nodes
from engine.program.evaluate import evaluate, no_variables
from engine.program.nodes import Expression, Member, Members, OfferChoice
from engine.program.program import Program
from engine.program.story_stop import StoryStop
from engine.program.walk import walk
from engine.proof.instrumentation import line_of

# A condition, and the scene whose locals it reads.
Asked: TypeAlias = tuple[int, Expression]


class AllAsked:
    """Conditions that are asked one behind the other. One more makes no copy of those before it: of a thousand arms of
    an `~ if` the last one asks for all others, too."""

    __slots__ = ("before", "last")

    def __init__(self, before: AllAsked | None = None, last: Asked | None = None) -> None:
        self.before, self.last = before, last

    def __iter__(self) -> Iterator[Asked]:
        found: list[Asked] = []
        one: AllAsked | None = self
        while one is not None and one.last is not None:
            found.append(one.last)
            one = one.before
        return reversed(found)

    def __reduce__(self) -> tuple[Callable[[tuple[Asked, ...]], AllAsked], tuple[tuple[Asked, ...]]]:
        # One within the other, there could be too many to be sent to another process.
        return _all_asked, (tuple(self),)

    def then(self, scene: int, *conditions: Expression) -> AllAsked:
        """The same with some conditions of a scene behind them."""
        found = self
        for condition in conditions:
            found = AllAsked(found, (scene, condition))
        return found


NOTHING_ASKED = AllAsked()


def _all_asked(found: tuple[Asked, ...]) -> AllAsked:
    made = NOTHING_ASKED
    for one in found:
        made = AllAsked(made, one)
    return made


class Shut(NamedTuple):
    """A way on that is shut: a choice by its id, a scene that is not drawn (`is_drawn`), else a way without a name.

    All `conditions` must hold for it to be open. `once` is what uses it up. That a scene `is_drawn` takes more than
    conditions: that it was not drawn before, and that no other scene comes before it; `has_rivals` says so of either.
    """

    scene: int
    at: int
    name: str = ""
    conditions: AllAsked = NOTHING_ASKED
    once: nodes.Once | None = None
    is_drawn: bool = False
    has_rivals: bool = False


def negated(code: Expression) -> Expression:
    """A condition that holds where another does not."""
    return nodes.Apply("not", (code,))


def drawn_by(program: Program, tag: str, scene: int, at: int, asked: AllAsked) -> Iterator[tuple[Shut, int]]:
    """The scenes that a tag can draw, with what it takes."""
    members = program.tags.get(tag, ())
    for drawn in members:
        node = program.scenes[drawn]
        conditions = asked.then(drawn, node.when)
        yield Shut(scene, at, node.name, conditions, None, True, node.once or len(members) > 1), drawn


def offered_by(
    program: Program, scene: int, members: Members, asked: AllAsked = NOTHING_ASKED, within: tuple[int, ...] = ()
) -> Iterator[tuple[Shut, Member]]:
    """What the members of a group can offer, with what it takes; `asked` are conditions around them.

    An `{otherwise}` is left out: nothing shuts it but that something else is open. `within` are the scenes whose
    choices are being borrowed.
    """
    for member in members:
        if isinstance(member, nodes.OfferIf):
            before = asked
            for case in member.branches:
                yield from offered_by(program, scene, case.members, before.then(scene, case.condition), within)
                before = before.then(scene, negated(case.condition))
            yield from offered_by(program, scene, member.otherwise, before, within)
        elif isinstance(member, nodes.OfferThread):
            if member.scene not in within:
                own = program.scenes[member.scene].thread or ()
                yield from offered_by(program, member.scene, own, asked, (*within, member.scene))
        elif not any(guard.kind == "otherwise" for guard in member.guards):
            conditions = asked.then(scene, *[guard.condition for guard in member.guards])
            if isinstance(member, OfferChoice):
                yield Shut(scene, member.at, line_of(member.id), conditions, member.once), member
            else:
                for shut, _ in drawn_by(program, member.tag, scene, member.at, conditions):
                    yield shut._replace(has_rivals=shut.has_rivals or member.once is not None), member


def each_line_once(found: Iterable[Shut]) -> list[Shut]:
    """The same with one of each line: the choices of a loop are told as one, by the name that fits what they ask."""
    lines: dict[tuple[int, int, str], Shut] = {}
    for one in found:
        key = one.scene, one.at, one.name
        if key not in lines or _denied(one) < _denied(lines[key]):
            lines[key] = one
    return [*lines.values()]


def _denied(shut: Shut) -> int:
    """How many of the conditions of a way have parts that hold in no state: the name of a loop is not the one asked."""
    return sum(part_is_false(part) for _, code in shut.conditions for part in parts_of(code))


def parts_of(code: Expression) -> Iterator[Expression]:
    """The parts of a condition that must all hold."""
    if isinstance(code, nodes.Apply) and code.name == "and":
        for one in code.arguments:
            yield from parts_of(one)
        return
    inner = code.arguments[0] if isinstance(code, nodes.Apply) and code.name == "not" else None
    if isinstance(inner, nodes.Apply) and inner.name == "or":
        for one in inner.arguments:
            yield from parts_of(negated(one))
    elif isinstance(inner, nodes.Apply) and inner.name == "not":
        yield from parts_of(inner.arguments[0])
    elif code is not True:
        yield code


def reads_something(code: Expression) -> bool:
    """Whether a condition may hold at one time and not at another."""
    return any(not isinstance(one, nodes.Apply) for one in walk((code,)))


def part_is_false(code: Expression) -> bool:
    """Whether a condition of nothing but constants does not hold."""
    if reads_something(code):
        return False
    try:
        return not evaluate(code, no_variables)
    except (StoryStop, ZeroDivisionError):
        return False
