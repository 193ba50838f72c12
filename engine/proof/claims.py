"""Verdicts on claims."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.program.places import line_and_column
from engine.program.program import ClaimNode
from engine.proof.findings import Finding, Shown, finding
from engine.proof.instrumentation import Instrumented
from engine.proof.queries import ExplorationResult
from engine.proof.witness import Witness
from engine.proof.witness_validation import ExpectedOutcome
from engine.source import SourceSpan

ENDING = "an ending is always reachable"


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """What was found out about a claim: "proved", "refuted" or "not decided".

    `witness` shows why a claim is refuted, or that something can be reached; `is_absence` says that it is refuted by
    there being no such play. `states` were looked at for it; `why` says why it is not decided, `large` what made the
    story large for it.
    """

    text: str
    span: SourceSpan | None
    result: str
    witness: Witness | None
    states: int
    why: str = ""
    is_absence: bool = False
    large: tuple[str, ...] = ()


def span_of_claim(claim: ClaimNode) -> SourceSpan:
    """Where a claim stands."""
    return SourceSpan(claim.file, *line_and_column(claim.place), len(claim.text))


def _probe_of(marked: Instrumented, number: int) -> int:
    return next(probe for probe, one in marked.watched.items() if one == number)


def judge(marked: Instrumented, number: int, outcome: ExplorationResult, shown: Shown) -> ClaimVerdict:
    """The verdict on one claim."""
    claim = marked.program.claims[number]
    kind, text, span = claim.kind, claim.text, span_of_claim(claim)
    if kind == "ending":
        return ending_verdict(outcome, shown, text, span)
    place, plays = (number, outcome.broken) if kind == "never" else (_probe_of(marked, number), outcome.hits)
    if place in plays:
        result = "proved" if kind == "reach" else "refuted"
        what = ExpectedOutcome(claim=number) if kind == "never" else ExpectedOutcome(probe=place)
        return ClaimVerdict(text, span, result, shown(plays[place], what), outcome.states)
    if not outcome.complete:
        return _not_decided(text, span, outcome)
    return ClaimVerdict(
        text, span, "refuted" if kind == "reach" else "proved", None, outcome.states, "", kind == "reach"
    )


def _not_decided(text: str, span: SourceSpan | None, outcome: ExplorationResult) -> ClaimVerdict:
    why = "; ".join(outcome.why)
    return ClaimVerdict(text, span, "not decided", None, outcome.states, why, large=tuple(outcome.large))


def ending_verdict(
    outcome: ExplorationResult, shown: Shown, text: str = ENDING, span: SourceSpan | None = None
) -> ClaimVerdict:
    """Whether an ending can be reached from everywhere."""
    if outcome.traps:
        scene, own, turns = outcome.traps[0]
        witness = shown(turns, ExpectedOutcome(point=(scene, own)))
        if witness is not None and not outcome.are_shortest:
            witness = replace(witness, is_shortest=False)
        return ClaimVerdict(text, span, "refuted", witness, outcome.states)
    if not outcome.complete:
        return _not_decided(text, span, outcome)
    return ClaimVerdict(text, span, "proved", None, outcome.states)


def refuted(verdict: ClaimVerdict) -> Finding:
    """A refuted claim as a finding: NC510."""
    assert verdict.span is not None, "only claims that are written are reported here"
    message = f"refuted: {verdict.text}"
    hint = "no play comes there; all were looked at" if verdict.is_absence else None
    return finding("error", "NC510", verdict.span, message, hint, verdict.witness)
