"""Breadth-first search: the states that can be reached, the shortest way to each, and what is found on the way.

Explicit-state model checking (E. Clarke, O. Grumberg, D. Peled, "Model Checking", 1999). What comes of it is kept as
`Explored` (explored.py).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import count, islice
from operator import invert

from engine.proof.budget import INTERRUPTED, Budget, BudgetExceeded
from engine.proof.explored import Exploration, Explored
from engine.proof.transitions import Event, Node, TransitionSystem, Turn
from engine.proof.work_clock import A_JUDGED_STATE, A_LEVEL, A_STATE, A_TURN, spend

# So many turns between two looks at the clock.
LOOK = 1024
FOUND = "what was asked for was found"


def search(
    system: TransitionSystem, budget: Budget, wanted: set[Hashable] | None = None, so_far: Explored | None = None
) -> Explored:
    """Explore until everything is seen, the budget is spent, or the user interrupts.

    With `wanted`, keys of events or (claim, "never"), also until all of these are found. What was explored `so_far` is
    gone on with: it is the same object then.
    """
    explored = Explored(system) if so_far is None else so_far
    explored.numbers.default_factory = count(explored.states + 1).__next__
    explored.stopped = ""
    began = budget.clock() - explored.seconds
    wanted = set() if wanted is None else wanted - explored.found.keys()
    system.oracle.check = budget.check
    try:
        _search(system, explored, budget, wanted)
    except (BudgetExceeded, KeyboardInterrupt) as stop:
        explored.stopped = str(stop) if isinstance(stop, BudgetExceeded) else INTERRUPTED
        _settle(explored)
    explored.numbers.default_factory = None
    explored.seconds = budget.clock() - began
    return explored


def _settle(explored: Explored) -> None:
    """Mend the lists after an interruption in the middle of a state.

    Points in the middle that have a number by now, and events that were noted, wait for the state to be followed again.
    """
    del explored.targets[explored.starts[-1] :]
    del explored.chance_nodes[explored.chance_node_starts[-1] :]
    explored.system.through.clear()
    explored.system.oracle.begin([])
    while len(explored.parents) < len(explored.numbers) + 1:
        explored.parents.append(explored.expanded)


def _search(system: TransitionSystem, explored: Explored, budget: Budget, wanted: set[Hashable]) -> None:
    numbers, parents, starts, targets = explored.numbers, explored.parents, explored.starts, explored.targets
    events, through, fresh = system.events, system.through, system.fresh
    number_of = numbers.__getitem__
    # States before `known` have a parent; those of the level in hand begin behind `before`.
    number, look, looking, known, before = explored.expanded - 1, 0, bool(wanted), explored.states, explored.states
    spent, followed = explored.turns, explored.expanded
    led: Iterable[Sequence[Node]]
    example: Node | None = None
    if number < 0:
        led = [system.first()]
    else:
        _check_claims(system, explored, explored.judged, _behind(explored, explored.judged), budget)
        waiting = _behind(explored, number)
        led, example = map(system.after, waiting), waiting[-1] if waiting else None
    while True:
        for reached in led:
            number += 1
            targets.extend(map(number_of, reached))
            if through or fresh:
                _note_chance_nodes(explored)
            if len(numbers) > known:
                parents.extend([number] * (len(numbers) - known))
                known = len(numbers)
            starts.append(len(targets))
            if events:
                _note(explored, events, number)
                wanted.difference_update(explored.found)
                if looking and not wanted:
                    explored.stopped = FOUND
                    return
            if len(targets) >= look:
                spend((explored.turns - spent) * A_TURN + (explored.expanded - followed) * A_STATE)
                look, spent, followed = len(targets) + LOOK, explored.turns, explored.expanded
                budget.check()
                budget.check_room(known, example, explored.turns)
        level = _behind(explored, before)
        _check_claims(system, explored, before, level, budget)
        wanted.difference_update((claim, "never") for claim in explored.broken)
        if looking and not wanted:
            explored.stopped = FOUND
            return
        if not level:
            break
        spend(A_LEVEL)
        before, example = known, level[-1]
        led = map(system.after, level)
    explored.complete = not system.inexact


def _behind(explored: Explored, number: int) -> list[Node]:
    """The states that were found behind that of a number; a dict remembers the order in which it was filled."""
    nodes = [*islice(reversed(explored.numbers), explored.states - number)]
    nodes.reverse()  # not as a copy: where memory is what there is too little of, a level is much of it
    return nodes


def _note_chance_nodes(explored: Explored) -> None:
    """Note where new points in the middle of turns lead, and to which of them a state does."""
    system, chance_nodes, starts = explored.system, explored.chance_nodes, explored.chance_node_starts
    number_of = explored.numbers.__getitem__
    for stops, further in system.fresh:
        if stops:
            chance_nodes.extend(map(number_of, stops))
        if further:
            chance_nodes.extend(map(invert, further))
        elif not stops:
            explored.failing.add(~(len(starts) - 1))
        starts.append(len(chance_nodes))
    explored.targets.extend(map(invert, system.through))
    system.fresh.clear()
    system.through.clear()


def _note(explored: Explored, events: list[Event], number: int) -> None:
    for event in events:
        explored.found.setdefault(event.key, (event, number))
        if event.error is not None:
            explored.failing.add(number)
    events.clear()


def _check_claims(
    system: TransitionSystem, explored: Explored, before: int, frontier: list[Node], budget: Budget
) -> None:
    """Look at the claims `never` in the states of one level."""
    if not system.nevers:
        return
    spend(len(frontier) * A_JUDGED_STATE)
    for place, node in enumerate(frontier, before + 1):
        if place % LOOK == 0:
            budget.check()
        for claim in system.violated(node):
            explored.broken.setdefault(claim, place)
    explored.judged = before + len(frontier)


def turns_to(explored: Exploration, number: int, event: Hashable = None) -> list[Turn]:
    """The turns of a shortest play to a state; with an event, the turn after it in which that happens."""
    turns, last = turns_along(explored.system, map(explored.node, explored.trace_to(number)))
    if event is not None:
        offered = explored.system.turns(last)
        turns.append(next(turn for turn in offered if any(one.key == event for one in turn.events)))
    return turns


def turns_along(system: TransitionSystem, nodes: Iterable[Node | None]) -> tuple[list[Turn], Node | None]:
    """The turns from each state of a line to the next, and where they end.

    These are turns of one play: where a state stands for others, from the one to which the turn before really led.
    """
    here: Node | None = None
    turns = []
    for node in nodes:
        if node is not None:
            wanted = node
            turn = next(
                one for one in system.turns(here) if one.node is not None and system.canonical(one.node) == wanted
            )
            turns.append(turn)
            here = turn.node
    return turns, here
