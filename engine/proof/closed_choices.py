"""Which choices are shut for good where no ending can be reached any more, and by what."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.program import nodes
from engine.program.nodes import Member, Members, OfferChoice
from engine.proof.instrumentation import Instrumented
from engine.proof.successors import Successors
from engine.proof.transitions import Node, TransitionSystem

# So many states are looked at, and so many choices named.
MOST_STATES, MOST_NAMED = 300, 3
# Scene, place and what is said of it.
Shut = tuple[int, int, str]


def shut_from(marked: Instrumented, system: TransitionSystem, node: Node, check: Callable[[], None]) -> list[Shut]:
    """The choices at the stops from a state on that can be taken in no play from there, those nearest to it first."""
    successors, region = Successors(system), {node}
    before = bytes(system.reached)
    for probe in range(len(before)):
        system.reached[probe] = 0
    stops: dict[int, None] = {}
    try:
        work = [node]
        for one in work:
            check()
            stops[system.place(one)] = None
            for target in successors.after(one):
                if target not in region and len(region) < MOST_STATES:
                    region.add(target)
                    work.append(target)
            system.events.clear()
        system.spread_probes()
        taken = {
            item.name for probe, item in enumerate(marked.items) if item.kind == "choice" and system.reached[probe]
        }
    finally:
        for probe, was in enumerate(before):
            system.reached[probe] = was
    return list(_shut(marked, [*stops], taken))[:MOST_NAMED]


def _shut(marked: Instrumented, stops: list[int], taken: set[str]) -> Iterator[Shut]:
    program, told = marked.program, set[str]()
    places = [(index, point) for index, scene in enumerate(program.scenes) for point in scene.points]
    for stop in stops:
        if stop >= len(places) or not isinstance(places[stop][1], nodes.ChoicePoint):
            continue
        scene, point = places[stop]
        assert isinstance(point, nodes.ChoicePoint), "choices are offered there"
        for index, choice, is_asked in _choices(marked, scene, point.group, False):
            if choice.id in taken or choice.id in told:
                continue
            told.add(choice.id)
            if is_asked or any(guard.kind in ("if", "needs") for guard in choice.guards):
                yield index, choice.at, f"the condition of `{choice.id}` never holds again"
            elif choice.once is not None:
                yield index, choice.at, f"`{choice.id}` can be taken but once, and was"


def _choices(
    marked: Instrumented, scene: int, members: Members, is_asked: bool
) -> Iterator[tuple[int, OfferChoice, bool]]:
    """The choices of a group with their scenes, and whether they stand behind a condition."""
    for member in members:
        yield from _of_member(marked, scene, member, is_asked)


def _of_member(
    marked: Instrumented, scene: int, member: Member, is_asked: bool
) -> Iterator[tuple[int, OfferChoice, bool]]:
    if isinstance(member, OfferChoice):
        yield scene, member, is_asked
    elif isinstance(member, nodes.OfferIf):
        for case in member.branches:
            yield from _choices(marked, scene, case.members, True)
        yield from _choices(marked, scene, member.otherwise, True)
    elif isinstance(member, nodes.OfferThread):
        lender = marked.program.scenes[member.scene]
        own = [one for one in lender.thread or () if not isinstance(one, nodes.OfferThread)]
        yield from _choices(marked, member.scene, tuple(own), is_asked)
