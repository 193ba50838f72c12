"""The graph of a story's segments and points, and which of its ways are shut between two parts of it.

It knows nothing of values: what an exploration has come by is given, and what stands between that and the rest is
looked for. Where visits go back to is taken to be any place behind a visit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeAlias

from engine.program import nodes
from engine.program.nodes import Operations
from engine.program.walk import walk
from engine.proof.closed_choices import NOTHING_ASKED, AllAsked, Shut, drawn_by, each_line_once, negated, offered_by
from engine.proof.instrumentation import Instrumented
from engine.proof.successors import Successors
from engine.proof.transitions import Node, TransitionSystem
from engine.proof.work_clock import spend

# ("segment", scene, number), ("point", scene, number), the end of a visit, or ("end", number, 0) for an ending.
Place: TypeAlias = tuple[str, int, int]
BACK: Place = ("back", 0, 0)
# So many states are looked at behind a trap, and so many ways named.
MOST_STATES, MOST_NAMED = 2000, 4
# What it takes to make the graph, for each of its nodes, in seconds of work.
A_NODE = 2e-6


class SegmentGraph:
    """The ways of a marked program, from place to place, each with what shuts it where something can."""

    def __init__(self, marked: Instrumented) -> None:
        self.program = marked.program
        spend(sum(1 for _ in walk(self.program.scenes)) * A_NODE)
        self.endings: list[Place] = [("end", number, 0) for number in range(len(self.program.endings))]
        self.ways: dict[Place, list[tuple[Place, Shut | None]]] = {BACK: []}
        self.probes: dict[Place, int] = {}
        # All that can be offered at any point: of each choice, the first.
        self.offered: dict[str, Shut] = {}
        for index, scene in enumerate(self.program.scenes):
            for number, operations in enumerate(scene.segments):
                place = "segment", index, number
                if operations and isinstance(operations[0], nodes.Probe):
                    self.probes[place] = operations[0].number
                self.ways[place] = [*self._of(index, operations, NOTHING_ASKED)]
            for number, point in enumerate(scene.points):
                self.ways["point", index, number] = [*self._of_point(index, point)]
        self.before: dict[Place, list[Place]] = {}
        for place, ways in self.ways.items():
            for target, _ in ways:
                self.before.setdefault(target, []).append(place)

    def passed(self, reached: Sequence[int]) -> dict[Place, None]:
        """The places whose probes were come by."""
        return {place: None for place, probe in self.probes.items() if probe >= 0 and reached[probe]}

    def doors(self, passed: dict[Place, None], wanted: Collection[Place]) -> Iterator[Shut]:
        """The ways out of what was passed, which were not taken, that may lead to wanted places; points come first, in
        the order in which they are given."""
        if any(place in passed for place, _ in self.ways[BACK]):
            passed = passed | {BACK: None}
        ahead = self._leading_to(wanted, passed)
        spend((len(ahead) + len(passed)) * A_NODE)
        for place in sorted(passed, key=lambda one: one[0] != "point"):
            for target, shut in self.ways[place]:
                if target in ahead and target not in passed and shut is not None:
                    yield shut

    def _leading_to(self, wanted: Collection[Place], passed: dict[Place, None]) -> set[Place]:
        """The places from which ways lead to wanted ones through such as were not passed."""
        ahead, work = {*wanted}, [*wanted]
        for target in work:
            for place in self.before.get(target, ()):
                if place not in ahead and place not in passed:
                    ahead.add(place)
                    work.append(place)
        return ahead

    def _of(
        self, index: int, operations: Operations, asked: AllAsked, at: int = 0
    ) -> Iterator[tuple[Place, Shut | None]]:
        """The ways on from some operations, behind conditions: those around them, and those that did not leave."""
        shut = Shut(index, at, "", asked) if asked is not NOTHING_ASKED else None
        probe = -1
        for operation in operations:
            match operation:
                case nodes.Probe():
                    probe = operation.number
                case nodes.Branch():
                    before, stayed = asked, asked
                    for case in operation.cases:
                        yield from self._of(index, case.body, before.then(index, case.condition), case.at)
                        before = before.then(index, negated(case.condition))
                        stayed = stayed.then(index, negated(case.condition)) if _leaves(case.body) else stayed
                    yield from self._of(index, operation.otherwise, before, operation.cases[0].at)
                    if stayed is not asked:
                        asked, at = stayed, operation.cases[0].at
                        shut = Shut(index, at, "", asked)
                case nodes.VaryBlock():
                    for item in operation.items:
                        yield from self._of(index, item, asked, at)
                case nodes.Goto():
                    yield ("segment", index, operation.segment), shut
                case nodes.MoveTo() | nodes.VisitScene():
                    yield ("segment", operation.scene, operation.entry), shut
                    if isinstance(operation, nodes.VisitScene):
                        self._back_to(index, operation.segment)
                case nodes.DrawScene():
                    for drawn_shut, drawn in drawn_by(self.program, operation.tag, index, operation.at, asked):
                        yield ("segment", drawn, 0), drawn_shut
                    if operation.segment is not None:
                        self._back_to(index, operation.segment)
                case nodes.Halt():
                    self.probes["point", index, operation.point] = probe
                    yield ("point", index, operation.point), shut
                case nodes.GoBack():
                    yield BACK, shut
                case nodes.FallOff() if self.program.scenes[index].thread is not None:
                    yield BACK, shut
                case nodes.EndStory():
                    yield ("end", operation.ending, 0), shut
                case _:
                    pass

    def _of_point(self, index: int, point: nodes.Point) -> Iterator[tuple[Place, Shut | None]]:
        yield ("segment", index, point.follow), None
        if isinstance(point, nodes.AskPoint):
            return
        for shut, member in offered_by(self.program, index, point.group):
            self.offered.setdefault(shut.name, shut)
            if isinstance(member, nodes.OfferChoice):
                yield ("segment", shut.scene, member.segment), shut
            elif isinstance(member, nodes.OfferEach):
                for drawn in self.program.tags.get(member.tag, ()):
                    if self.program.scenes[drawn].name == shut.name:
                        yield ("segment", drawn, 0), shut
        # Behind a choice that was borrowed, or a scene that was visited.
        self._back_to(index, point.follow)

    def _back_to(self, index: int, segment: int) -> None:
        self.ways[BACK].append((("segment", index, segment), None))


def _leaves(body: Operations) -> bool:
    """Whether no play goes on behind a block."""
    last = body[-1] if body else None
    if isinstance(last, nodes.Branch):
        return bool(last.otherwise) and all(map(_leaves, [last.otherwise, *[case.body for case in last.cases]]))
    return isinstance(last, nodes.MoveTo | nodes.EndStory | nodes.GoBack | nodes.Halt | nodes.Goto)


def shut_from(marked: Instrumented, system: TransitionSystem, node: Node, check: Callable[[], None]) -> list[Shut]:
    """The ways from a state on that would lead towards an ending and are open in no play from there, the nearest first.

    None is told where more states lie behind it than are looked at.
    """
    graph = SegmentGraph(marked)
    reached, stops = _region(system, node, check)
    if stops is None:
        return []
    scenes = enumerate(marked.program.scenes)
    points: list[Place] = [("point", index, own) for index, scene in scenes for own in range(len(scene.points))]
    met = dict.fromkeys(points[stop] for stop in stops if stop < len(points))
    return each_line_once(graph.doors(met | graph.passed(reached), graph.endings))[:MOST_NAMED]


def _region(system: TransitionSystem, node: Node, check: Callable[[], None]) -> tuple[bytes, dict[int, None] | None]:
    """The probes that plays come by from a state on, and their stops in the order in which they are found; None if
    these are too many."""
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
                if target not in region:
                    region.add(target)
                    work.append(target)
            system.events.clear()
            if len(region) > MOST_STATES:
                return b"", None
        system.spread_probes()
        return bytes(system.reached), stops
    finally:
        for probe, was in enumerate(before):
            system.reached[probe] = was
