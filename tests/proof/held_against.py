"""What is proved of a story, held against what the brute force sees of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from brute_force import NODES, Seen, explore, instrumented

import engine
from engine.proof.prove import Proof, prove

ERRORS = ("NC504", "NC505", "NC508")
ENDLESS = "NC904"
SECONDS, STATES = 3.0, 4_000


@dataclass
class Held:
    """How far a comparison went ("complete", "prefix" or "large"), and the differences."""

    kind: str
    differences: list[str]
    nodes: int = 0


def with_words(text: str) -> str:
    """The story with each of its words another one, so that it can be seen which were printed."""
    number = iter(range(10**6))
    return re.sub(r"\bword\b", lambda _: f"zq{next(number)}", text)


def held(text: str, nodes: int = NODES, only_complete: bool = False) -> Held:
    """Hold what is proved of a story against what is seen of it; perhaps only where all of it was seen."""
    text = with_words(re.sub(r"[ \t]+//.*$", "", text, flags=re.MULTILINE))
    if "claim never" in text:
        text = re.sub(r"^status:.*$", "// no status", text, flags=re.MULTILINE)
    story = engine.loads(text)
    seen = explore(text, instrumented(text), nodes)
    if only_complete and not seen.complete:
        return Held("left out", [], seen.nodes)
    proof = prove(story, SECONDS, states=STATES)
    different = [*_differences(text, story, seen, proof)]
    kind = "large" if not proof.complete else "complete" if seen.complete else "prefix"
    return Held(kind, different, seen.nodes)


def _differences(text: str, story: engine.Story, seen: Seen, proof: Proof) -> Iterator[str]:
    # A turn that draws and does not end cannot be played again in every way.
    endless = any("steps in one turn" in one.diagnostic.message for one in proof.findings)
    if proof.unconfirmed and not endless:
        yield f"{proof.unconfirmed} plays that do not show what they should"
    yield from _errors(seen, proof)
    yield from _unreached(seen, proof)
    yield from _verdicts(text, story, seen, proof)
    yield from _traps(story, seen, proof)


def _errors(seen: Seen, proof: Proof) -> Iterator[str]:
    told: dict[tuple[int, int], int | None] = {}
    for one in proof.findings:
        if one.diagnostic.code in ERRORS:
            span = one.diagnostic.span
            told[span.line, span.column] = len(one.witness.choices) if one.witness is not None else None
    endless = [steps for (code, _, _), steps in seen.errors.items() if code == ENDLESS]
    real = {(line, column): steps for (code, line, column), steps in seen.errors.items() if code != ENDLESS}
    for place, steps in real.items():
        # One that is told without a play was found when there was no time left to put the play together.
        if proof.complete and told.get(place, 99) not in (steps, None) and steps <= seen.depth:
            yield f"an error at {place} after {steps} steps; told: {told.get(place)}"
    for place, steps in told.items():
        if steps is not None and steps < seen.depth and place not in real and not endless:
            yield f"told an error at {place} after {steps} steps, seen: none"
    if endless and proof.complete and min(endless) < seen.depth and not told:
        yield "a turn without end is not told"


def _unreached(seen: Seen, proof: Proof) -> Iterator[str]:
    scenes = {name for kind, name in seen.signs if kind == "S"}
    for one in proof.findings:
        code, message = one.diagnostic.code, one.diagnostic.message
        named = re.search(r"`([^`]+)`", message)
        if code in ("NC501", "NC509") and named and named[1] in scenes:
            yield f"wrong: {message}"
        if code == "NC502" and named and named[1] in seen.offered | seen.closed:
            yield f"wrong: {message}"
        if code == "NC507" and named and named[1] in seen.offered:
            yield f"wrong: {message}"
        if code == "NC503" and (word := re.search(r"“\W*(zq\d+)\b", message)) and word[1] in seen.words:
            yield f"wrong: {message}"


def _verdicts(text: str, story: engine.Story, seen: Seen, proof: Proof) -> Iterator[str]:
    claims = [line for line in text.splitlines() if line.startswith("claim ")]
    verdicts = {one.text: one for one in proof.verdicts}
    for number, line in enumerate(claims):
        verdict = verdicts.get(line.removeprefix("claim ").strip())
        if verdict is None or verdict.result == "not decided" or "ending is always" in line:
            continue
        kind = "N" if " never " in line[:12] else "P" if " only after " in line else "R"
        steps = seen.signs.get((kind, str(number)))
        if kind == "N" and seen.hidden:
            continue
        comes = verdict.result == ("proved" if kind == "R" else "refuted")
        if steps is not None and not comes:
            yield f"{verdict.result}: {line}; a play shows it after {steps} steps"
        elif steps is None and comes and seen.complete:
            yield f"{verdict.result}: {line}; no play shows it"
        elif steps is None or verdict.witness is None or not verdict.witness.is_shortest:
            continue
        elif len(verdict.witness.choices) != steps < seen.depth:
            yield f"{verdict.result}: {line}; after {len(verdict.witness.choices)} steps, seen after {steps}"


def _traps(story: engine.Story, seen: Seen, proof: Proof) -> Iterator[str]:
    if not story.program.endings or seen.unclear:
        return
    told = [one.witness for one in proof.findings if one.diagnostic.code == "NC506"]
    steps = min((len(one.choices) for one in told if one is not None), default=None)
    if None in told:
        return  # there was no time left to put its play together
    if seen.complete and proof.complete and seen.trapped != steps:
        yield f"no ending can be reached after {steps} steps, seen after {seen.trapped}"
