"""A turn on states that are numbers is the same turn as on those of the runtime, whatever the story has in it."""

import pytest
from random_stories import story

import engine
from engine.proof.instrumentation import instrument
from engine.proof.packed.transition_system import PackedSystem
from engine.proof.queries import build_system
from engine.proof.successors import Successors
from engine.runtime.errors import StoryErrors

STORIES, BATCHES, STATES, TURNS = 160, 4, 30, 400


@pytest.mark.parametrize("batch", range(BATCHES))
def test_packed_states_take_the_same_turns(batch: int) -> None:
    compared = 0
    for seed in range(1000 + batch, 1000 + STORIES, BATCHES):
        if compared > STATES:
            break
        try:
            marked = instrument(engine.loads(story(seed)).program)
        except StoryErrors:
            continue
        system = build_system(marked, frozenset(marked.watched), frozenset(marked.nevers))
        if not isinstance(system, PackedSystem):
            continue
        compared += same_turns(system, seed)
    assert compared > STATES


def same_turns(system: PackedSystem, seed: int) -> int:
    """Compare all turns from the first states of a story; says from how many."""
    successors = Successors(system)
    seen = dict.fromkeys(successors.first())
    # A probe is told when it is met first.
    told = {event.key for event in system.events}
    expected = set(told)
    tried = 0
    for number in range(STATES):
        if number >= len(seen) or tried > TURNS:
            return number
        node = [*seen][number]
        system.events.clear()
        quick = {*successors.after(node)}
        told |= {event.key for event in system.events}
        turns = [*system.turns(node)]
        tried += len(turns)
        expected |= {event.key for turn in turns for event in turn.events}
        assert quick == {turn.node for turn in turns if turn.node is not None}, f"story {seed}, state {number}"
        assert told == expected, f"story {seed}, state {number}"
        seen |= dict.fromkeys(quick)
    return STATES
