"""Verdicts on claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.proof.findings import Finding, finding
from engine.proof.goals import Outcome
from engine.proof.marks import Marked
from engine.proof.witness import Witness, witness_of
from engine.runtime.session import Story
from engine.source import Span

ENDING = "an ending is always reachable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about a claim: "proved", "refuted" or "not decided".

    `witness` shows why a claim is refuted, or that something can be reached. `states` were looked at for it.
    """

    text: str
    span: Span | None
    result: str
    witness: Witness | None
    states: int
    why: str = ""


def span_of_claim(claim: dict[str, Any]) -> Span:
    """Where a claim stands."""
    return Span(claim["file"], claim["place"] // 65536, claim["place"] % 65536, len(claim["text"]))


def _mark_of(marked: Marked, number: int) -> int:
    return next(mark for mark, one in marked.watched.items() if one == number)


def judge(marked: Marked, number: int, outcome: Outcome, story: Story) -> Verdict:
    """The verdict on one claim."""
    claim = marked.program["claims"][number]
    kind, text, span = claim["kind"], claim["text"], span_of_claim(claim)
    if kind == "ending":
        return ending_verdict(outcome, story, text, span)
    turns = outcome.broken.get(number) if kind == "never" else outcome.hits.get(_mark_of(marked, number))
    witness = witness_of(turns, story) if turns is not None else None
    found, not_found = ("proved", "refuted") if kind == "reach" else ("refuted", "proved")
    result = found if witness is not None else not_found if outcome.complete else "not decided"
    return Verdict(text, span, result, witness, outcome.states, "; ".join(outcome.why))


def ending_verdict(outcome: Outcome, story: Story, text: str = f"claim {ENDING}", span: Span | None = None) -> Verdict:
    """Whether an ending can be reached from everywhere."""
    why = "; ".join(outcome.why)
    if outcome.traps:
        witness = witness_of(outcome.traps[0][2], story)
        return Verdict(text, span, "refuted", witness, outcome.states, why)
    return Verdict(text, span, "proved" if outcome.complete else "not decided", None, outcome.states, why)


def refuted(verdict: Verdict) -> Finding:
    """A refuted claim as a finding: NC510."""
    assert verdict.span is not None, "only claims that are written are reported here"
    message = f"refuted: {verdict.text}"
    hint = None if verdict.witness is not None else "no play comes there; all were looked at"
    return finding("error", "NC510", verdict.span, message, hint, verdict.witness)
