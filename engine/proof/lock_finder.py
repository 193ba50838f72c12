"""Finds a state from which no ending can be reached any more, in a story that is too large to see all of it.

What an author shuts by mistake is seldom large behind the door: the player goes round among a few states. So plays are
played at random, and where one comes to no ending for long, everything is followed to which its last state leads. If
that is not much, and no ending is among it, the story is locked from there on; and so it is from some state of the play
on, which is looked for by halving.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from engine.proof.successors import Successors
from engine.proof.transitions import Node, TransitionSystem

# A play goes on for so many steps; behind its last state so many are followed.
MOST_STEPS, MOST_BEHIND = 150, 3000


class LockFinder:
    """Looks for a lock in one system; `points` is the number of stops that are no endings.

    `check` raises `BudgetExceeded` when it is time to end.
    """

    def __init__(self, system: TransitionSystem, points: int, check: Callable[[], None]) -> None:
        self.system, self.points, self.check = system, points, check
        system.oracle.check = check
        self.successors = Successors(system)
        self.chance = random.Random(1)  # a fixed seed, so that two runs find the same
        # States from which an ending can be reached.
        self.open: set[Node] = set()
        # Whether a mistake was met. It is told of once, though many turns may come by it; so nothing is said then.
        self.has_failed = False

    def find(self) -> list[Node | None]:
        """The states of a play to the first from which no ending can be reached."""
        while True:
            self.check()
            trail = self._play()
            if not trail or not self._is_locked(trail[-1]):
                continue
            first, last = 0, len(trail) - 1
            while first < last:
                middle = (first + last) // 2
                if self._is_locked(trail[middle]):
                    last = middle
                else:
                    first = middle + 1
            return [None, *trail[: last + 1]]

    def _play(self) -> list[Node]:
        """The states of a play at random, to its end or as far as it is followed."""
        trail: list[Node] = []
        nodes = self.successors.first()
        while nodes and len(trail) < MOST_STEPS:
            self.check()
            trail.append(self.chance.choice(nodes))
            if self._is_ending(trail[-1]):
                self.open.update(trail)
                break
            nodes = self._after(trail[-1])
        return trail

    def _after(self, node: Node) -> list[Node]:
        targets = self.successors.after(node)
        self.has_failed |= any(event.error is not None for event in self.system.events)
        self.system.events.clear()
        return targets

    def _is_ending(self, node: Node) -> bool:
        return self.system.place(node) >= self.points

    def _is_locked(self, node: Node) -> bool:
        """Whether it is known that no ending can be reached from a state, and no mistake of the story is."""
        seen, work = {node}, [node]
        while work:
            self.check()
            here = work.pop()
            if here in self.open or self._is_ending(here) or len(seen) > MOST_BEHIND:
                return False
            targets = self._after(here)
            if self.has_failed:
                return False
            for target in targets:
                if target not in seen:
                    seen.add(target)
                    work.append(target)
        return not self.system.inexact and not self.has_failed
