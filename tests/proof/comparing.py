"""Compares what is said about a story with what the plain exploration and the runtime itself see of it.

The plain exploration of a story whose states have no end is stopped after some thousands of them. As it goes breadth
first, it has seen everything that plays of so many steps can do, and that much is compared.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.proof import findings as rules
from engine.proof.budget import NO_TIME
from engine.proof.explored import Explored
from engine.proof.findings import Finding
from engine.proof.instrumentation import Instrumented, instrument
from engine.proof.prove import Proof, prove
from engine.proof.queries import ExplorationResult, Query, explore
from engine.proof.reference import ReferenceSystem
from engine.proof.search import Budget, search
from engine.proof.segment_graph import SegmentGraph
from engine.proof.transitions import Turn
from engine.proof.type_values import TypeValues
from engine.runtime.errors import PlayError
from engine.runtime.session import Session
from engine.runtime.story import Story

PLAIN_STATES = 1000
# A single turn may try a great many outcomes of chance, one after the other.
PLAIN_SECONDS = 2.0
REDUCED_STATES = 6000
SECONDS, PREFIX_SECONDS = 60.0, 5.0
PLAYS, PLAY_STEPS = 6, 25
# Errors that exploring leaves out (docs/proving.md, "What is assumed").
ASSUMED = {"NC903"}

Key = tuple[object, ...]


@dataclass
class Compared:
    """What came of a comparison: "complete", "prefix" or "large", and the differences."""

    kind: str
    differences: list[str]
    plain_states: int = 0
    states: int = 0


def compare(story: Story) -> Compared:
    """Compare all that is said about a story."""
    marked = instrument(story.program)
    plain = search(ReferenceSystem(marked), Budget(states=PLAIN_STATES, seconds=PLAIN_SECONDS))
    whole = explore(
        instrument(story.program),
        Query(frozenset(marked.watched)),
        Budget(states=REDUCED_STATES, seconds=2 * PLAIN_SECONDS),
    )
    if not _searched(whole):
        return Compared("large", [*_prefix(marked, plain, whole)])
    proof = prove(story, SECONDS if plain.complete else PREFIX_SECONDS)
    different = [*_prefix(marked, plain, whole), *_played(story, marked, proof)]
    different += [f"{proof.unconfirmed} plays that do not show what they should"] if proof.unconfirmed else []
    if plain.complete:
        one, other = told(prove(story, SECONDS, plain=True)), told(proof)
        different += [f"only plain: {said}" for said in sorted(map(str, one - other))]
        different += [f"only reduced: {said}" for said in sorted(map(str, other - one))]
        different += ["not complete"] if not proof.complete else []
        different += [f"{proof.states} states, plain {plain.states}"] if proof.states > plain.states else []
    else:
        different += _unreached(marked, plain, proof)
        different += _verdicts(marked, plain, proof)
    return Compared("complete" if plain.complete else "prefix", different, plain.states, proof.states)


def _searched(outcome: ExplorationResult) -> bool:
    """Whether every state was seen, be it that something had too many values to try them all."""
    return outcome.complete or not any("are the most" in one or one == NO_TIME for one in outcome.why)


def told(proof: Proof) -> set[Key]:
    """What a proof says, with the lengths of its shortest plays but without the plays themselves."""
    return {_told(one) for one in proof.findings} | {
        (one.text, one.result, len(one.witness.choices) if one.witness is not None else None) for one in proof.verdicts
    }


def _told(one: Finding) -> Key:
    steps = len(one.witness.choices) if one.witness is not None else None
    return one.diagnostic.code, one.diagnostic.severity, one.diagnostic.span, steps


# ---------------------------------------------------------------- as far as the plain exploration went


def _depth(plain: Explored) -> float:
    """How many steps plays can have of which everything was seen."""
    if not plain.expanded:
        return -1  # not even the first turn
    if plain.system.inexact:
        # Where a turn had too many values to try them all, nothing is known of what comes behind it.
        return 0
    if plain.expanded > plain.states:
        return float("inf")
    return len(plain.trace_to(plain.expanded)) - 3


def _steps(turns: list[Turn]) -> int:
    return sum(turn.choice is not None or turn.answer is not None for turn in turns)


def _events(plain: Explored) -> dict[Any, int]:
    """When each error and each probe of a claim came first."""
    return {
        key: len(plain.trace_to(number)) - 1
        for key, (event, number) in plain.found.items()
        if event.error is None or event.error.code not in ASSUMED
    }


def _prefix(marked: Instrumented, plain: Explored, whole: ExplorationResult) -> Iterator[str]:
    depth = _depth(plain)
    one = {key: steps for key, steps in _events(plain).items() if steps <= depth}
    known = {(error.code, error.span): _steps(turns) for error, turns in whole.errors if error.code not in ASSUMED}
    other = {**known, **{hit: _steps(turns) for hit, turns in whole.hits.items()}}
    # Where the reduced exploration was stopped as well, it has seen less.
    for key, steps in one.items():
        if _searched(whole) and other.get(key) != steps:
            yield f"plain finds {key} after {steps} steps, reduced after {other.get(key)}"
    for key, steps in other.items():
        if steps <= depth and one.get(key) != steps:
            yield f"reduced finds {key} after {steps} steps, plain after {one.get(key)}"
    if not _searched(whole):
        return
    for number, item in enumerate(marked.items):
        seen = plain.system.reached[number] and item.kind in ("scene", "segment", "point", "choice")
        if seen and not whole.reached[number]:
            yield f"only plain reaches {item}"
    if plain.complete:
        for number, item in enumerate(marked.items):
            if whole.reached[number] and not plain.system.reached[number]:
                yield f"only reduced reaches {item}"
    for missing in plain.system.closed - whole.closed:
        yield f"only plain shows {missing} closed"
    for scene, own, turns in whole.traps:
        if _ends(marked, turns):
            yield f"an ending can be reached from point {own} of scene {scene} after {_steps(turns)} steps"


def _ends(marked: Instrumented, turns: list[Turn]) -> bool:
    """Whether an ending can be reached behind a play, as far as plain exploration can tell."""
    system = ReferenceSystem(marked)
    node = None
    for turn in turns:
        same = [one for one in system.turns(node) if one[:3] == turn[:3]]
        if not same:
            # What the text alone draws is no part of the reduced story: this play cannot be followed.
            return False
        node = same[0].node
    points = sum(len(scene.points) for scene in marked.program.scenes)
    seen, level = {node}, [node]
    while level and len(seen) < PLAIN_STATES // 3:
        level = [turn.node for one in level for turn in system.turns(one) if turn.node is not None]
        level = [one for one in dict.fromkeys(level) if one not in seen]
        seen.update(level)
        if any(system.place(one) >= points for one in level if one is not None):
            return True
    return False


def _unreached(marked: Instrumented, plain: Explored, proof: Proof) -> Iterator[str]:
    """What no play reaches, they say, though the plain exploration did."""
    alone = Instrumented(marked.program, [_outermost(item) for item in marked.items], marked.watched, marked.nevers)
    right = {
        _told(one)[2:] for one in rules.unreached(alone, SegmentGraph(alone), plain.system.reached, plain.system.closed)
    }
    for one in proof.findings:
        if one.diagnostic.code in ("NC501", "NC502", "NC503", "NC507", "NC509") and _told(one)[2:] not in right:
            yield f"wrong: {one.diagnostic.code} {one.diagnostic.span} {one.diagnostic.message}"


def _outermost(item: Any) -> Any:
    return type(item)(item.kind, item.scene, item.at, item.name, item.place)


def _verdicts(marked: Instrumented, plain: Explored, proof: Proof) -> Iterator[str]:
    depth = _depth(plain)
    broken = {number: len(plain.trace_to(state)) - 2 for number, state in plain.broken.items()}
    events = _events(plain)
    hits = {number: events[hit] for hit, number in marked.watched.items() if hit in events}
    for number, verdict in enumerate(proof.verdicts[: len(marked.program.claims)]):
        kind = marked.program.claims[number].kind
        if kind == "ending" or verdict.result == "not decided":
            continue
        seen = broken.get(number) if kind == "never" else hits.get(number)
        steps = len(verdict.witness.choices) if verdict.witness is not None else None
        if verdict.witness is not None and not verdict.witness.is_shortest:
            # On a machine that is busy it was found at random. It is right, and its length says nothing.
            if seen is not None and seen < depth and steps is not None and steps < seen:
                yield f"plain decides `{verdict.text}` after {seen} steps, reduced after {steps}"
            continue
        # A claim `never` is looked at level by level, and the last one may not have been whole.
        if seen is not None and seen < depth and seen != steps:
            yield f"plain decides `{verdict.text}` after {seen} steps, reduced after {steps}"
        if steps is not None and steps < depth and seen != steps:
            yield f"reduced decides `{verdict.text}` after {steps} steps, plain after {seen}"


# ---------------------------------------------------------------- what real plays see


def _played(story: Story, marked: Instrumented, proof: Proof) -> Iterator[str]:
    """Real plays at random find nothing that the proof denies."""
    errors: dict[Key, int] = {}
    for one in proof.findings:
        if one.diagnostic.code in ("NC504", "NC505", "NC508") and one.witness is not None:
            errors[one.diagnostic.span] = len(one.witness.choices)  # type: ignore[index]
    never = {one.diagnostic.span for one in proof.findings if one.diagnostic.code in ("NC502", "NC507")}
    denied = {item.name for item in marked.items if item.kind == "choice" and marked.span(item) in never}
    exact = proof.complete
    for seed in range(PLAYS):
        chance = random.Random(seed)
        steps = 0
        try:
            session = story.start(seed, _functions(story, chance))
            while not session.over and steps < PLAY_STEPS:
                offered = [choice.id for choice in session.choices if choice.enabled]
                if denied.intersection(offered):
                    yield f"wrong: never offered: {denied.intersection(offered)}, seed {seed}"
                if session.question is None and not offered:
                    yield f"a play stops where nothing can be done, seed {seed}"
                    break
                steps += 1
                if session.question is not None:
                    session.answer(_answer(session, story, chance))
                else:
                    session.choose(chance.choice(offered))
        except PlayError as error:
            found = error.diagnostic
            if found.code in ASSUMED:
                continue
            if exact and errors.get(found.span, 99) > steps:  # type: ignore[call-overload]
                yield f"a play finds {found.code} at {found.span} after {steps} steps, seed {seed}"


def _answer(session: Session, story: Story, chance: random.Random) -> str:
    question = session.question
    assert question is not None
    if chance.random() < 0.2:
        return ""
    if question.kind != "number":
        return chance.choice((*TypeValues(story.program).texts, "three", "something new", "x"))
    low = -10 if question.low is None else question.low
    return str(chance.randint(low, 10 if question.high is None else question.high))


def _functions(story: Story, chance: random.Random) -> dict[str, Any]:
    """Functions of the host that give anything."""
    values = TypeValues(story.program)

    def given(function: dict[str, Any]) -> Any:
        kind, _, _, names = function.result
        value = chance.choice(values.of(function.result)[0])
        return tuple(name for place, name in enumerate(names) if value >> place & 1) if kind == "set" else value

    return {one.name: lambda *_, one=one: given(one) for one in story.program.functions if one.is_extern}
