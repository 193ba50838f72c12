"""The states to which turns lead, whatever chance decides on the way: for who plays rather than searches."""

from __future__ import annotations

from engine.proof.transitions import Middle, Node, TransitionSystem


class Successors:
    """Follows one system. What is seen on the way is noted in it, as always."""

    def __init__(self, system: TransitionSystem) -> None:
        self.system = system
        self.middles: list[Middle] = []
        system.forget_middles()

    def first(self) -> list[Node]:
        """Where a play can stop first."""
        return self._stops([*self.system.first()])

    def after(self, node: Node) -> list[Node]:
        """Where the next turn can lead."""
        return self._stops([*self.system.after(node)])

    def _stops(self, stops: list[Node]) -> list[Node]:
        system = self.system
        self.middles += system.fresh
        system.fresh.clear()
        if not system.through:
            return stops
        found, through = dict.fromkeys(stops), dict.fromkeys(system.through)
        system.through.clear()
        work = [*through]
        for number in work:
            middle = self.middles[number]
            found |= dict.fromkeys(middle.stops)
            work += [one for one in middle.middles if one not in through]
            through |= dict.fromkeys(middle.middles)
        return [*found]
