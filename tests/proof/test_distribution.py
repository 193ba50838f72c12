"""One exploration on many workers sees the same states in the same order, and says the same of them."""

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from random_stories import story

import engine
from engine.proof import distribution as spreading
from engine.proof.budget import Budget
from engine.proof.distribution import Distribution
from engine.proof.instrumentation import Instrumented, instrument
from engine.proof.model import System
from engine.proof.queries import reduced
from engine.proof.search import Explored, search
from engine.runtime.errors import StoryErrors

ROOT = Path(__file__).resolve().parents[2]
STATES = 3000
SEEDS = range(20)


@pytest.fixture(autouse=True)
def everything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "FEW", 1)
    monkeypatch.setattr(spreading, "LATER", 0)
    monkeypatch.setattr(spreading, "PIECE", 7)
    monkeypatch.setattr(spreading, "FEWEST_WORKERS", 1)


@pytest.fixture(scope="module")
def processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(2) as executor:
        yield executor


def marked_stories() -> Iterator[Instrumented]:
    for seed in SEEDS:
        try:
            yield instrument(engine.loads(story(seed)).program)
        except StoryErrors:
            continue


def explored(marked: Instrumented, executor: Executor | None) -> Explored:
    making = marked, frozenset(marked.watched), frozenset(marked.nevers)
    spread = None if executor is None else Distribution(executor, 2, reduced, making)
    return search(reduced(*making), Budget(states=STATES), None, spread)


def test_the_same_states_in_the_same_order(processes: Executor) -> None:
    compared = 0
    for marked in marked_stories():
        alone, together = explored(marked, None), explored(marked, processes)
        known = min(alone.expanded, together.expanded)
        assert [*together.numbers][:known] == [*alone.numbers][:known]
        assert together.starts[:known] == alone.starts[:known]
        assert together.complete == alone.complete
        if alone.complete:
            assert together.targets == alone.targets
            assert together.failing == alone.failing
            assert together.broken == alone.broken
            assert {key: number for key, (_, number) in together.found.items()} == {
                key: number for key, (_, number) in alone.found.items()
            }
            assert together.system.reached == alone.system.reached
            assert together.system.closed == alone.system.closed
            compared += 1
    assert compared > 5


def test_a_lost_worker_ends_the_search_and_says_so() -> None:
    marked = instrument(engine.load(ROOT / "stories" / "joes_bar.story").program)
    with ProcessPoolExecutor(1) as executor:
        making = marked, frozenset[int](), frozenset[int]()
        spread = Distribution(executor, 1, _lost, making)
        found = search(reduced(*making), Budget(), None, spread)
    assert not found.complete
    assert found.stopped == "a worker process died; it may have run out of memory"


def test_a_stopped_worker_is_told_from_a_finished_one(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = instrument(engine.load(ROOT / "stories" / "joes_bar.story").program)
    monkeypatch.setattr(spreading, "stopped", lambda: True)
    with ThreadPoolExecutor(1) as executor:
        found = explored(marked, executor)
    assert not found.complete
    assert found.stopped == "a worker was stopped"


def _lost(marked: Instrumented, marks: frozenset[int], claims: frozenset[int]) -> System:
    os._exit(1)
