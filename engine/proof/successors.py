"""The states to which turns lead, whatever chance decides on the way: for who plays rather than searches."""

from __future__ import annotations

from engine.proof.transitions import ChanceNode, Node, TransitionSystem
from engine.proof.work_clock import A_STATE_AGAIN, A_STATE_LED, A_TURN_LED, spend

# So many states are remembered with where they lead, then that begins anew.
MOST_KNOWN = 20_000


class Successors:
    """Follows one system. What is seen on the way is noted in it, as always, when a state is followed first.

    Plays go by the same states again and again, most of all near the beginning, so these are remembered.
    """

    def __init__(self, system: TransitionSystem) -> None:
        self.system = system
        self.chance_nodes: list[ChanceNode] = []
        self.known: dict[Node | None, list[Node]] = {}
        system.forget_chance_nodes()

    def first(self) -> list[Node]:
        """Where a play can stop first."""
        if None not in self.known:
            self.known[None] = self._stops([*self.system.first()])
        return self.known[None]

    def after(self, node: Node) -> list[Node]:
        """Where the next turn can lead."""
        stops = self.known.get(node)
        if stops is not None:
            spend(A_STATE_AGAIN)
            return stops
        stops = self._stops([*self.system.after(node)])
        spend(A_STATE_LED + len(stops) * A_TURN_LED)
        if len(self.known) >= MOST_KNOWN:
            self.known.clear()
        self.known[node] = stops
        return stops

    def _stops(self, reached: list[Node]) -> list[Node]:
        system = self.system
        self.chance_nodes += system.fresh
        system.fresh.clear()
        if not system.through:
            return reached
        found, through = dict.fromkeys(reached), dict.fromkeys(system.through)
        system.through.clear()
        work = [*through]
        for number in work:
            stops, further = self.chance_nodes[number]
            found |= dict.fromkeys(stops)
            work += [one for one in further if one not in through]
            through |= dict.fromkeys(further)
        return [*found]
