"""Which menus a play can come back to: their choices can all be used up, and then ink stops."""

from __future__ import annotations

from engine.importers.ink.scopes import InkScope, Label, Scopes, walk
from engine.importers.ink.tree import Divert


class Circles:
    """Where diverts lead round in a story."""

    def __init__(self, scopes: Scopes) -> None:
        self.scopes = scopes
        self.ways: dict[InkScope, set[InkScope]] = {place: set() for place in scopes.all_places()}
        # By scene: from which line back to which line a divert to a label leads.
        self.back: dict[InkScope, list[tuple[int, int]]] = {}
        for place in scopes.all_places():
            for node in walk(place.flow.content):
                if isinstance(node, Divert) and node.path:
                    self._divert(node, place)
        self.round = {place for place in self.ways if place in self._reached(place)}

    def _divert(self, node: Divert, place: InkScope) -> None:
        found = self.scopes.target(node.path, place)
        goals = [found]
        if found is None:
            variable = self.scopes.variable(node.path, place)
            goals = [self.scopes.target(one, self.scopes.root) for one in (variable.targets if variable else ())]
        for goal in goals:
            if isinstance(goal, Label) and goal.place is place:
                self.back.setdefault(place, []).append((node.line, goal.node.line))
            elif goal is not None:
                self.ways[place].add(goal.place if isinstance(goal, Label) else goal)

    def _reached(self, start: InkScope) -> set[InkScope]:
        reached: set[InkScope] = set()
        rest = list(self.ways[start])
        while rest:
            place = rest.pop()
            if place not in reached:
                reached.add(place)
                rest += self.ways[place]
        return reached

    def leads_back(self, place: InkScope, line: int) -> bool:
        """Whether a play can come back to the menu on a line of a scene."""
        if place in self.round:
            return True
        return any(goal <= line <= source for source, goal in self.back.get(place, ()))
