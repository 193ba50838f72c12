"""Verdicts on claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.proof.findings import Finding, finding
from engine.proof.marks import Marked
from engine.proof.search import Explored, hopeless
from engine.proof.witness import Witness, turns_to, witness_of
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


def judge(marked: Marked, number: int, explored: Explored, story: Story) -> Verdict:
    """The verdict on one claim."""
    claim = marked.program["claims"][number]
    kind, text, span = claim["kind"], claim["text"], span_of_claim(claim)
    if kind == "ending":
        return ending_verdict(marked, explored, story, text, span)
    turns = None
    if kind == "never":
        if number in explored.broken:
            turns = turns_to(explored, explored.broken[number])
    else:
        mark = next(mark for mark, one in marked.watched.items() if one == number)
        if mark in explored.found:
            turns = turns_to(explored, explored.found[mark][1], mark)
    witness = witness_of(turns, story) if turns is not None else None
    if kind == "reach":
        result = "proved" if witness is not None else "refuted" if explored.complete else "not decided"
    else:
        result = "refuted" if witness is not None else "proved" if explored.complete else "not decided"
    return Verdict(text, span, result, witness, explored.states, explored.stopped)


def ending_verdict(
    marked: Marked, explored: Explored, story: Story, text: str = f"claim {ENDING}", span: Span | None = None
) -> Verdict:
    """Whether an ending can be reached from everywhere."""
    points = sum(len(scene["points"]) for scene in marked.program["scenes"])
    system = explored.system
    lost = hopeless(explored, lambda node: system.place(node) >= points)
    if lost:
        witness = witness_of(turns_to(explored, lost[0]), story)
        return Verdict(text, span, "refuted", witness, explored.states)
    result = "proved" if explored.complete else "not decided"
    return Verdict(text, span, result, None, explored.states, explored.stopped)


def refuted(verdict: Verdict) -> Finding:
    """A refuted claim as a finding: NC510."""
    assert verdict.span is not None, "only claims that are written are reported here"
    message = f"refuted: {verdict.text}"
    hint = None if verdict.witness is not None else "no play comes there; all were looked at"
    return finding("error", "NC510", verdict.span, message, hint, verdict.witness)
