"""What an exploration comes to, in a few lines for a person, and as JSON for a program."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from engine.characters import in_one_line
from engine.diagnostics import Diagnostic
from engine.rendering import counted, to_json
from engine.source import Source

if TYPE_CHECKING:
    from engine.proof.claims import ClaimVerdict
    from engine.proof.findings import Finding
    from engine.proof.prove import Proof

MOST_LISTED = 5
# So many reasons are told for one claim besides those of the story as a whole.
MOST_REASONS = 2


@dataclass(slots=True)
class CheckedFile:
    """A story, and what was found in it; `proof` is there if it was explored, `saved` are the paths written."""

    path: Path
    diagnostics: list[Diagnostic]
    sources: dict[str, Source]
    proof: Proof | None = None
    saved: list[Path] = field(default_factory=list)


def told(one: CheckedFile, every: bool, seconds: float) -> Iterator[str]:
    """The lines about a story: one if all is well. `every` lists every claim."""
    proof = one.proof
    assert proof is not None, "it was explored"
    name = in_one_line(one.path.name)
    is_wrong = any(found.severity != "note" for found in one.diagnostics)
    head = f"{name}: " if is_wrong else f"{name}: {counted(())}; "
    why = "; ".join(_reason(reason, seconds) for reason in proof.why)
    claims = [verdict for verdict in proof.verdicts if verdict.span is not None]
    open_claims = [verdict for verdict in claims if verdict.result == "not decided"]
    if not proof.complete:
        yield f"{head}not every play checked: {why} ({_states(proof.states)} seen{_proved(claims)})"
    else:
        yield f"{head}every play checked ({_states(proof.states)}{_proved(claims)})"
    for reason in proof.large:
        yield f"  {in_one_line(reason)}"
    listed = claims if every else open_claims
    for verdict in listed if every else listed[:MOST_LISTED]:
        yield from _lines_of(verdict)
        if verdict.result == "not decided":
            yield from _own_reasons(verdict, proof)
    if len(listed) > MOST_LISTED and not every:
        yield f"  not decided: {len(listed) - MOST_LISTED} more claims"
    for verdict in () if every else reached(proof)[:MOST_LISTED]:
        yield from _lines_of(verdict)
    if proof.undecided:
        yield f"  not decided: whether {_texts(proof.undecided)} ever shown"
    if not every and _was_cut_short(proof):
        yield f"  To explore for as long as it takes: nightcap check --prove {in_one_line(shlex.quote(str(one.path)))}"
    for file in one.saved:
        file_name, story = (in_one_line(shlex.quote(str(path))) for path in (file, one.path))
        yield f"  saved: nightcap replay {file_name} --story {story}"


def _was_cut_short(proof: Proof) -> bool:
    """Whether more would be known with more time; what cannot be tried in full stays so."""
    from engine.proof.budget import INTERRUPTED, NO_TIME, TOO_MANY

    reasons = "; ".join([*proof.why, *(verdict.why for verdict in proof.verdicts)])
    return proof.undecided > 0 or any(one in reasons for one in (INTERRUPTED, NO_TIME, TOO_MANY))


def _states(count: int) -> str:
    return f"{count:,} state{'' if count == 1 else 's'}"


def _proved(claims: list[ClaimVerdict]) -> str:
    """How the claims came out."""
    results = [verdict.result for verdict in claims]
    counts = [(results.count(result), result) for result in ("proved", "refuted", "not decided")]
    told = [f"{count} {result}" for count, result in counts if count]
    if len(told) != 1:
        return f"; claims: {', '.join(told)}" if told else ""
    return f", {len(claims)} claim{'' if len(claims) == 1 else 's'} {results[0]}"


def _texts(count: int) -> str:
    return "one text is" if count == 1 else f"{count} texts are"


def _reason(reason: str, seconds: float) -> str:
    from engine.proof.budget import NO_TIME

    if reason != NO_TIME:
        return in_one_line(reason)
    return f"{seconds:g} seconds were over" if seconds != 1 else "1 second was over"


def reached(proof: Proof) -> list[ClaimVerdict]:
    """The claims `reach` that a play proves."""
    return [one for one in proof.verdicts if one.result == "proved" and one.witness is not None]


def _lines_of(verdict: ClaimVerdict) -> Iterator[str]:
    """One claim in one line, and the play that proves it below."""
    assert verdict.span is not None, "it is written in the story"
    states = f" ({_states(verdict.states)})" if verdict.result == "proved" and verdict.witness is None else ""
    yield f"  {verdict.result}: line {verdict.span.line}: {in_one_line(verdict.text)}{states}"
    if verdict.result == "proved" and verdict.witness is not None:
        yield f"    play: {in_one_line(str(verdict.witness))}"


def _own_reasons(verdict: ClaimVerdict, proof: Proof) -> Iterator[str]:
    """Why one claim is not decided, as far as it is not said of the story as a whole."""
    from engine.proof.budget import NO_TIME

    if verdict.why not in ("", NO_TIME, "; ".join(proof.why)):
        yield f"    {in_one_line(verdict.why)}"
    told = {_about(reason) for reason in proof.large}
    for reason in [one for one in verdict.large if _about(one) not in told][:MOST_REASONS]:
        yield f"    {in_one_line(reason)}"


def _about(reason: str) -> str:
    """What a reason speaks of: the first name in it."""
    return reason.partition("`")[2].partition("`")[0] or reason


# ------------------------------------------------------------ JSON


def as_json(checked: list[CheckedFile]) -> list[dict[str, object]]:
    """Findings, those of an exploration with the play that shows them; then notes: verdicts, and what was explored."""
    listed: list[dict[str, object]] = []
    for one in checked:
        proof = one.proof
        shown = {} if proof is None else {finding.diagnostic[:4]: finding for finding in proof.findings}
        for diagnostic in one.diagnostics:
            listed.append(to_json(diagnostic) | _of_exploration(shown.get(diagnostic[:4])))
    for one in checked:
        if one.proof is not None:
            listed += [_verdict_note(one, verdict) for verdict in one.proof.verdicts]
            listed.append(_exploration_note(one, one.proof))
    return listed


def _of_exploration(finding: Finding | None) -> dict[str, object]:
    """What a finding of an exploration has besides: the play that shows it, the ways that are shut."""
    more: dict[str, object] = {}
    if finding is not None and finding.witness is not None:
        more["play"] = finding.witness.to_json()
    if finding is not None and finding.shut:
        more["shut"] = [one.to_json() for one in finding.shut]
    return more


def _note(
    one: CheckedFile, code: str, message: str, line: int = 1, column: int = 1, length: int = 1
) -> dict[str, object]:
    place = {"file": one.path.as_posix(), "line": line, "column": column, "length": length}
    return {"code": code, "severity": "note", "message": message, **place, "hint": None, "related": [], "fixes": []}


def _verdict_note(one: CheckedFile, verdict: ClaimVerdict) -> dict[str, object]:
    message = f"{verdict.result}: {verdict.text}"
    note = _note(one, "verdict", message, *(() if verdict.span is None else verdict.span[1:]))
    if verdict.span is not None:
        note["file"] = verdict.span.file
    play = None if verdict.witness is None else verdict.witness.to_json()
    return note | {
        "claim": verdict.text,
        "written": verdict.span is not None,
        "result": verdict.result,
        "states": verdict.states,
        "why": verdict.why,
        "large": [*verdict.large],
        "play": play,
    }


def _exploration_note(one: CheckedFile, proof: Proof) -> dict[str, object]:
    message = f"every play checked: {_states(proof.states)}"
    if not proof.complete:
        message = f"not every play checked: {'; '.join(proof.why)} ({_states(proof.states)} seen)"
    return _note(one, "explored", message) | {
        "complete": proof.complete,
        "decided": proof.decided,
        "states": proof.states,
        "all_states": proof.all_states,
        "undecided_texts": proof.undecided,
        "seconds": round(proof.seconds, 3),
        "why": proof.why,
        "large": proof.large,
        "saved": [file.as_posix() for file in one.saved],
    }
