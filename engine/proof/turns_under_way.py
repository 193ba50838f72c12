"""Turns under way, at the points where draws lead on: which of them are the same, and where they go round."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping

from engine.named_tuples import NamedTuple
from engine.proof.draws import Draw
from engine.runtime.code import Segment
from engine.runtime.state_types import State


class TurnUnderWay(NamedTuple):
    """A turn under way: its state, where it goes on, what was drawn and which probes were met so far, and what it has
    taken from its budget beside its segments."""

    state: State
    first: int | Segment
    drawn: tuple[Draw, ...]
    hits: tuple[int, ...]
    work: int = 0

    @property
    def key(self) -> Hashable:
        """What makes two ways the same."""
        return self.state, self.first, self.hits, self.work


def has_cycle(led: Mapping[Hashable, Iterable[Hashable]]) -> bool:
    """Whether ways go round: where each leads is known (A. Kahn, 1962)."""
    waiting: dict[Hashable, int] = dict.fromkeys(led, 0)
    for targets in led.values():
        for target in targets:
            waiting[target] = waiting.get(target, 0) + 1
    ready = [key for key, count in waiting.items() if not count]
    done = 0
    while ready:
        done += 1
        for target in led.get(ready.pop(), ()):
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return done < len(waiting)


def cycle_of(first: Hashable, led: Mapping[Hashable, Mapping[Hashable, list[int]]]) -> tuple[list[int], list[int]]:
    """How draws come out on a way to where ways go round, and once round; depth first from the first place."""
    line: list[tuple[Hashable, Iterator[tuple[Hashable, list[int]]]]] = [(first, iter(led.get(first, {}).items()))]
    taken: list[list[int]] = []
    places: dict[Hashable, int] = {first: 0}
    done: set[Hashable] = set()
    while line:
        key, further = line[-1]
        for target, draws in further:
            if target in places:
                start = places[target]
                return [one for part in taken[:start] for one in part], [
                    one for part in (*taken[start:], draws) for one in part
                ]
            if target not in done:
                places[target] = len(line)
                taken.append(draws)
                line.append((target, iter(led.get(target, {}).items())))
                break
        else:
            done.add(key)
            del places[key]
            line.pop()
            if taken:
                taken.pop()
    return [], []
