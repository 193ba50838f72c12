"""Ways on that can be shut, and what it takes for them to be open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.named_tuples import NamedTuple
from engine.program import nodes
from engine.program.nodes import Expression, Member, Members, OfferChoice
from engine.program.program import Program
from engine.proof.instrumentation import line_of


class Shut(NamedTuple):
    """A way on that is shut: a choice by its id, a scene that is not drawn (`is_drawn`), else a way without a name.

    All `conditions` must hold for it to be open; the locals in them are those of `scene`. `once` is what uses it up.
    """

    scene: int
    at: int
    name: str = ""
    conditions: tuple[Expression, ...] = ()
    once: nodes.Once | None = None
    is_drawn: bool = False


def negated(code: Expression) -> Expression:
    """A condition that holds where another does not."""
    return nodes.Apply("not", (code,))


def offered_by(
    program: Program, scene: int, members: Members, asked: tuple[Expression, ...] = ()
) -> Iterator[tuple[Shut, Member]]:
    """What the members of a group can offer, with what it takes; `asked` are conditions around them.

    An `{otherwise}` is left out: nothing shuts it but that something else is open.
    """
    for member in members:
        if isinstance(member, nodes.OfferIf):
            before = asked
            for case in member.branches:
                yield from offered_by(program, scene, case.members, (*before, case.condition))
                before = (*before, negated(case.condition))
            yield from offered_by(program, scene, member.otherwise, before)
        elif isinstance(member, nodes.OfferThread):
            own = [one for one in program.scenes[member.scene].thread or () if not isinstance(one, nodes.OfferThread)]
            yield from offered_by(program, member.scene, tuple(own))
        elif not any(guard.kind == "otherwise" for guard in member.guards):
            conditions = (*asked, *[guard.condition for guard in member.guards])
            if isinstance(member, OfferChoice):
                yield Shut(scene, member.at, line_of(member.id), conditions, member.once), member
            else:
                for drawn in program.tags.get(member.tag, ()):
                    name, when = program.scenes[drawn].name, program.scenes[drawn].when
                    yield Shut(scene, member.at, name, (*conditions, when), is_drawn=True), member


def each_line_once(found: Iterable[Shut]) -> list[Shut]:
    """The same with one of each line: the choices of a loop are told as one."""
    return [*{(one.scene, one.at, one.name): one for one in reversed([*found])}.values()][::-1]
