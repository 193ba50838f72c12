"""All that can be said about a story, in one call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from engine.proof import findings as rules
from engine.proof.claims import Verdict, ending_verdict, judge, refuted
from engine.proof.findings import Finding
from engine.proof.marks import mark
from engine.proof.plain import PlainSystem
from engine.proof.search import Budget, search
from engine.runtime.session import Story


@dataclass(slots=True)
class Proof:
    """What was found out about a story.

    `complete` says that all was seen; if not, `why` says why not. `states` were seen in `seconds`.
    """

    findings: list[Finding] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    complete: bool = False
    why: list[str] = field(default_factory=list)
    states: int = 0
    seconds: float = 0.0


def prove(story: Story, seconds: float | None = None, progress: Callable[[int], None] | None = None) -> Proof:
    """Explore a story for at most so long, and say what holds in all its plays."""
    marked = mark(story.program)
    system = PlainSystem(marked)
    explored = search(system, Budget(seconds, progress=progress))
    proof = Proof(complete=explored.complete, states=explored.states, seconds=explored.seconds)
    proof.why = [one for one in (explored.stopped, *sorted(system.inexact)) if one]
    proof.findings += rules.errors(marked, explored, story)
    proof.findings += rules.traps(marked, explored, story)
    if explored.complete:
        proof.findings += rules.unreached(marked, system.reached, system.closed)
    claims = story.program["claims"]
    proof.verdicts += [judge(marked, number, explored, story) for number in range(len(claims))]
    if story.program["endings"] and all(claim["kind"] != "ending" for claim in claims):
        proof.verdicts.append(ending_verdict(marked, explored, story))
    proof.findings += [refuted(one) for one in proof.verdicts if one.result == "refuted" and one.span is not None]
    return proof
