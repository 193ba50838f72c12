"""What is forgotten never changes a verdict: every reduction against the plain exploration, on generated stories."""

import os
from collections import Counter

import pytest
from random_stories import story

import engine
from engine.proof.prove import Proof, prove
from engine.runtime.errors import StoryErrors

STORIES = int(os.environ.get("NIGHTCAP_PROOF_STORIES", "240"))
BATCHES = 12
MOST = 4.0


def told(proof: Proof) -> set[tuple[object, ...]]:
    """What a proof says, with the lengths of its shortest plays but without the plays themselves."""
    findings = {
        (one.diagnostic.code, one.diagnostic.span, len(one.witness.choices) if one.witness is not None else None)
        for one in proof.findings
    }
    verdicts = {
        (one.text, one.result, len(one.witness.choices) if one.witness is not None else None) for one in proof.verdicts
    }
    return findings | verdicts


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_same_is_said_with_and_without_reductions(batch: int) -> None:
    compared: Counter[str] = Counter()
    for seed in range(batch, STORIES, BATCHES):
        try:
            loaded = engine.loads(story(seed))
        except StoryErrors:
            compared["not a story"] += 1
            continue
        plain = prove(loaded, MOST / 4, plain=True)
        if not plain.complete:
            compared["too large"] += 1
            continue
        reduced = prove(loaded, MOST)
        assert reduced.complete, f"story {seed}"
        assert told(reduced) == told(plain), f"story {seed}"
        assert reduced.states <= plain.states, f"story {seed}"
        compared["compared"] += 1
    assert compared["compared"] > STORIES / BATCHES / 3, compared
