"""Fights with dice on both sides: what draws come to is remembered (packed/outcome_tables.py), and nothing changes."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

import engine
from engine.proof.budget import Budget
from engine.proof.explored import Explored
from engine.proof.instrumentation import instrument
from engine.proof.packed.transition_system import PackedSystem
from engine.proof.prove import prove
from engine.proof.queries import build_system
from engine.proof.search import search
from engine.proof.successors import Successors
from engine.proof.transitions import Node

STORIES = sorted((Path(__file__).parent / "combat").glob("*.story"))
# Of each story so many states are compared, turn by turn.
COMPARED = 12


def explored(path: Path) -> Explored:
    marked = instrument(engine.load(path).program)
    return search(build_system(marked, frozenset(marked.watched), frozenset(marked.nevers)), Budget())


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_turn_is_what_the_runtime_makes_of_it(path: Path) -> None:
    found = explored(path)
    system = found.system
    assert isinstance(system, PackedSystem) and found.complete
    tables = [table for table in system.chance_nodes.outcomes.tables.values() if table is not None]
    assert sum(table.asked for table in tables) > sum(len(table.rows) for table in tables) > 0
    successors = Successors(system)
    for node in some_of(found):
        expected = {turn.node for turn in system.turns(node)}
        assert {*successors.after(node)} == expected, f"{path.stem}, state {found.numbers[node]}"


def some_of(found: Explored) -> Iterator[Node]:
    """States from all over a search."""
    return islice(found.numbers, 0, None, max(1, found.states // COMPARED))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_all_is_decided(path: Path) -> None:
    proof = prove(engine.load(path), 60)
    assert proof.complete and proof.decided
    assert [one.result for one in proof.verdicts] == ["proved"] * len(proof.verdicts)
    assert not [one.diagnostic.code for one in proof.findings]
