"""A search that was ended goes on where it was, with the same result as one that never was."""

from __future__ import annotations

from pathlib import Path

import pytest

import engine
from engine.proof.budget import NO_TIME, Budget, BudgetExceeded
from engine.proof.explored import Explored
from engine.proof.instrumentation import instrument
from engine.proof.queries import build_system
from engine.proof.search import search
from engine.proof.transitions import TransitionSystem

FOLDER = Path(__file__).parent
STORIES = [
    *(FOLDER / "combat" / f"{name}.story" for name in ("crits", "dice", "flee", "shield", "skirmish")),
    FOLDER / "faults" / "borrowed_in_a_visit.story",
    FOLDER / "faults" / "division_in_the_third_cycle.story",
    FOLDER / "stories" / "dice_behind_conditions.story",
    FOLDER / "stories" / "read_no_more_in_a_visit.story",
]


class Short(Budget):
    """A budget that is spent at its so manieth check."""

    def __init__(self, checks: int) -> None:
        super().__init__()
        self.checks = checks

    def check(self) -> None:
        self.checks -= 1
        if self.checks < 0:
            raise BudgetExceeded(NO_TIME)


def system_of(path: Path) -> TransitionSystem:
    marked = instrument(engine.load(path).program)
    return build_system(marked, frozenset(marked.watched), frozenset(marked.nevers))


def summary(explored: Explored) -> dict[str, object]:
    """What was found, whatever the order among states that are as far."""
    points = sum(len(scene.points) for scene in explored.system.machine.program.scenes)
    names = [explored.node(number) for number in range(explored.states + 1)]
    steps = [len(explored.trace_to(number)) for number in range(explored.states + 1)]
    return {
        "steps": dict(zip(names, steps, strict=True)),
        "after": {names[number]: {names[one] for one in explored.after(number)} for number in range(explored.expanded)},
        "found": {key: steps[number] for key, (_, number) in explored.found.items()},
        "broken": {claim: steps[number] for claim, number in explored.broken.items()},
        "failing": {names[number] for number in explored.failing},
        "without ending": len(explored.without_ending(points, lambda: None)),
        "complete": explored.complete,
    }


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
@pytest.mark.parametrize("step", [1, 7])
def test_ended_again_and_again(path: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.proof.search.LOOK", 5)
    monkeypatch.setattr("engine.proof.packed.chance_nodes.CHECK_EVERY", 3)
    whole = search(system_of(path), Budget())
    explored, ended, checks = None, 0, 0
    while explored is None or explored.stopped:
        checks += step
        explored = search(explored.system if explored else system_of(path), Short(checks), so_far=explored)
        ended += explored.stopped != ""
    assert (ended or step > 1) and whole.complete == explored.complete
    assert summary(explored) == summary(whole)


def test_more_states_at_a_time() -> None:
    path = FOLDER / "combat" / "skirmish.story"
    explored, most = None, 0
    while explored is None or explored.stopped:
        most += 100
        explored = search(explored.system if explored else system_of(path), Budget(states=most), so_far=explored)
    assert most >= 300
    assert summary(explored) == summary(search(system_of(path), Budget()))


def test_claims_are_looked_at_in_states_that_were_found_before_it_went_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.proof.search.LOOK", 1)
    story = engine.loads(
        "var n: 0..9\nclaim never n == 7\n== a\n+ {if n < 9} More.\n    ~ n += 1\n    -> a\n+ Go. -> end\n"
    )
    marked = instrument(story.program)
    explored, most = None, 0
    while explored is None or explored.stopped:
        most += 1
        system = explored.system if explored else build_system(marked, frozenset(), frozenset(marked.nevers))
        explored = search(system, Budget(states=most), so_far=explored)
    assert explored.complete and [*explored.broken] == [0]
