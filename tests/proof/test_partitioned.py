"""An exploration of which several workers hold a part each sees the same states, in the same order, and says the same."""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from random_stories import loaded

import engine
from engine.proof.budget import Budget
from engine.proof.instrumentation import Instrumented, instrument
from engine.proof.partitioned import search as partitioned
from engine.proof.partitioned.search import PartitionedExplored
from engine.proof.partitioned.store import States
from engine.proof.queries import ExplorationResult, Query, build_system, explore
from engine.proof.search import search
from engine.proof.transitions import Node, TransitionSystem
from engine.proof.workers import Workers

ROOT = Path(__file__).resolve().parents[2]
JOES_BAR = ROOT / "stories" / "joes_bar.story"
STATES, SECONDS = 2000, 1.0
SEEDS = range(20)
DICE = (
    "var a: 0..9 = 9\nvar b: 0..9 = 9\nclaim never a == 3 and b == 0\nclaim reach lost with a > 6\n== fight\n"
    "~ if a == 0:\n    -> end: Won\n~ if b == 0:\n    -> lost\n+ Hit.\n    ~ a = clamp(a - random(1, 3) - random(0, 1))\n"
    "    ~ if a > 0:\n        ~ b = clamp(b - random(1, 2))\n    -> fight\n* Wait. -> fight\n* Fall. -> pit\n"
    "== lost\n-> end: Lost\n== pit\n+ Sit. -> pit\n"
)
# Each blow can take more than there is; behind the last one nothing is left but to fail.
FAILING = (
    "var a: 0..9 = 9\nvar b: 0..9 = 5\n== fight\n+ Hit.\n    ~ a -= random(1, 3)\n    -> fight\n+ Rest.\n    ~ b += 1\n"
    "    -> fight\n+ {a > 3 and b == 6} Leave. -> end\n"
)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitioned, "PIECE", 7)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Three in one process: what is told from part to part is the same."""
    executors = [ThreadPoolExecutor(1) for _ in range(3)]
    yield Workers(executors)
    for one in executors:
        one.shutdown()


@pytest.fixture(scope="module")
def marked_stories() -> list[Instrumented]:
    marked = [instrument(engine.loads(text).program) for text in (DICE, FAILING)]
    return marked + [instrument(made.program) for seed in SEEDS if (made := loaded(seed)) is not None]


def in_order(explored: PartitionedExplored) -> list[Node]:
    """All states, by their numbers."""
    found: list[tuple[int, Node]] = []
    for place in range(len(explored.workers)):
        number = 0
        while True:
            try:
                id = (number * len(explored.workers) + place) * 2
                node, _ = explored.ask(place, "before", id).result()
            except IndexError:
                break
            found.append((number, node))
            number += 1
    return [node for _, node in found]


def test_the_same_states_and_turns(workers: Workers, marked_stories: list[Instrumented]) -> None:
    compared = 0
    for marked in marked_stories:
        making = marked, frozenset(marked.watched), frozenset(marked.nevers)
        alone = search(build_system(*making), Budget(SECONDS, states=STATES))
        if not alone.complete:
            continue
        parts = partitioned.search(build_system(*making), Budget(), set(), workers, (build_system, *making), edges=True)
        assert parts.complete
        assert {*in_order(parts)} == {*alone.numbers}
        assert parts.system.reached == alone.system.reached
        assert parts.system.closed == alone.system.closed
        assert {key: parts.order[key] for key in parts.found} == {
            key: number for key, (_, number) in alone.found.items()
        }
        assert {claim: parts.order[claim, "never"] for claim in parts.broken} == alone.broken
        for key, (_, number) in parts.found.items():
            line = [parts.node(one) for one in parts.trace_to(number)]
            assert line == [alone.node(one) for one in alone.trace_to(alone.found[key][1])]
        points = sum(len(scene.points) for scene in marked.program.scenes)
        first: dict[int, Node | None] = {}
        for trap in alone.without_ending(points, lambda: None):
            first.setdefault(alone.system.place(alone.node(trap)), alone.node(trap))
        assert [parts.node(one) for one in parts.without_ending(points, lambda: None)] == [*first.values()]
        parts.end()
        compared += 1
    assert compared > 6


def told(outcome: ExplorationResult) -> object:
    """What an exploration says, without how long it took."""
    return (
        outcome.states,
        outcome.complete,
        outcome.why,
        outcome.reached,
        outcome.closed,
        outcome.errors,
        sorted(outcome.traps[:1]),
        outcome.hits,
        outcome.broken,
    )


def test_the_same_findings_with_the_same_plays(workers: Workers, marked_stories: list[Instrumented]) -> None:
    compared = 0
    for marked in marked_stories:
        query = Query(frozenset(marked.watched), frozenset(marked.nevers))
        budget = Budget(SECONDS, states=STATES)
        alone = explore(marked, query, budget)
        # What is looked at once more, of things that are alike, is left out where the time is over.
        if alone.complete and budget.clock() - budget.began < SECONDS / 2:
            compared += 1
            assert told(explore(marked, query, Budget(), workers)) == told(alone)
    assert compared


def test_what_is_known_before_the_end_is_no_wrong_trap(workers: Workers) -> None:
    """Turns of which only some were taken in must not look like turns that lead nowhere."""
    marked = instrument(engine.load(JOES_BAR).program)
    for most in (50, 200, 900):
        outcome = explore(marked, Query(), Budget(states=most), workers)
        assert not outcome.complete
        assert not outcome.traps


def test_a_lost_worker_ends_the_search_and_says_so() -> None:
    marked = instrument(engine.load(JOES_BAR).program)
    making = marked, frozenset[int](), frozenset[int]()
    with ProcessPoolExecutor(1) as executor:
        found = partitioned.search(
            build_system(*making), Budget(), set(), Workers([executor]), (_lost, *making), edges=False
        )
    assert not found.complete
    assert found.stopped == "a worker process died; it may have run out of memory"


def test_a_worker_that_was_begun_anew_is_no_part_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = instrument(engine.load(JOES_BAR).program)
    making = marked, frozenset[int](), frozenset[int]()
    monkeypatch.setattr(partitioned, "ask", lambda *_: None)
    with ThreadPoolExecutor(1) as executor:
        found = partitioned.search(
            build_system(*making), Budget(), set(), Workers([executor]), (build_system, *making), edges=False
        )
    assert not found.complete
    assert found.stopped == "a worker was begun anew, and what it knew was lost"


def test_a_worker_says_when_its_memory_is_full() -> None:
    marked = instrument(engine.load(JOES_BAR).program)
    with ThreadPoolExecutor(1) as executor:
        outcome = explore(marked, Query(), Budget(), Workers([executor], room=60_000))
    assert not outcome.complete
    assert outcome.why == ["the memory of a worker was full"]


def test_states_are_found_again() -> None:
    states = States(3)
    many = [number.to_bytes(3, "little") for number in range(0, 60_000, 7)]
    for _ in range(2):
        assert states.numbers_of(b"".join(many)) == [*range(len(many))]
    assert states.other_numbers_of([b"longer", (1, 2), b"longer"]) == [len(many), len(many) + 1, len(many)]
    assert states.numbers_of(b"".join(many[5:7]) + b"new") == [5, 6, len(many) + 2]
    assert [states.node(number) for number in (3, len(many), len(many) + 2)] == [many[3], b"longer", b"new"]
    assert states.bytes_taken() < 20 * len(many)


def _lost(marked: Instrumented, probes: frozenset[int], claims: frozenset[int]) -> TransitionSystem:
    os._exit(1)


def test_states_of_other_sizes_are_none_of_the_usual_one() -> None:
    """In the row of bytes they have no more than a gap, and when the table grows, that is no state."""
    states = States(2)
    assert states.other_numbers_of([b"long", b"", (1, 2)]) == [0, 1, 2]  # type: ignore[list-item]
    many = [number.to_bytes(2, "little") for number in range(1, 20_000)]
    assert states.numbers_of(b"".join(many)) == list(range(3, 20_002))
    assert states.numbers_of(bytes(2)) == [20_002]
    assert states.other_numbers_of([b"long", b"new"]) == [0, 20_003]
    assert [states.node(number) for number in (0, 3, 20_002)] == [b"long", many[0], bytes(2)]
