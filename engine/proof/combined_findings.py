"""What reading a story and exploring it found, as one list: causes before what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.diagnostics import MOST_USES, SEVERITIES, Diagnostic
from engine.proof.prove import Proof
from engine.rendering import PLAY

# Codes for what is never reached: found by reading, and by exploring.
UNREACHABLE, NEVER_SEEN = {"NC302", "NC303"}, {"NC501", "NC502", "NC503"}
# What reading suspects and exploring knows: where choices can be used up, that is NC508 (or NC505), with a play.
SUSPECTED = {"NC311"}
# To what no play comes, by what it tells: scenes before choices, and these before texts.
UNREACHED = ("NC501", "NC509", "NC507", "NC502", "NC503")
# Those whose hint is a condition that never holds.
OF_CHOICES = ("NC502", "NC507")


def combined_findings(read: list[Diagnostic], proof: Proof, is_gathered: bool = True) -> list[Diagnostic]:
    """What is known after both: what cannot be reached is told once, and what is only suspected not at all.

    Where a play fails, those that would go on from there are not known; and where no play comes to what a claim asks
    for, other things are missing for the same reason. Until that is mended, all to which no play comes is listed with
    it, as nobody can tell what of it is a mistake of its own. Where that is not gathered, each has its own place: an
    editor shows there what no player sees.
    """
    known = [one for one in read if not proof.complete or one.code not in SUSPECTED]
    told = {one.span[:2] for one in known if one.code in UNREACHABLE}
    found = [finding.diagnostic for finding in proof.findings]
    found = [one for one in found if one.code not in NEVER_SEEN or one.span[:2] not in told]
    missing = sorted((one for one in found if one.code in UNREACHED), key=lambda one: UNREACHED.index(one.code))
    others = [one for one in found if one.code not in UNREACHED]
    at = _cause_among(others, proof) if is_gathered else None
    if at is not None and missing:
        others[at] = _with_missing(others[at], missing)
        missing = []
    return sorted(
        [*known, *others, *(_once_for_each_reason(missing) if is_gathered else missing)],
        key=lambda one: SEVERITIES.index(one.severity),
    )


def _cause_among(found: Sequence[Diagnostic], proof: Proof) -> int | None:
    """The error by which plays can be missing: a failure of one, else a claim that there is a play."""
    absent = {one.span for one in proof.verdicts if one.result == "refuted" and one.is_absence}
    failures = [number for number, one in enumerate(found) if one.code == "NC504"]
    claims = [number for number, one in enumerate(found) if one.code == "NC510" and one.span in absent]
    return next(iter(failures + claims), None)


def _with_missing(cause: Diagnostic, missing: Sequence[Diagnostic]) -> Diagnostic:
    """An error with all to which no play comes; what the error names itself is not named again."""
    named = {span for span, _ in cause.related}
    others = [one for one in missing if one.span not in named]
    if not others:
        return cause
    count = "the other place" if len(others) == 1 else f"the {len(others)} other places"
    listed = f", of which {MOST_USES} are" if len(others) > MOST_USES else ""
    told = f"no play comes to {count}{listed} named here, perhaps for this reason"
    told += ": mend this first, and `check` tells what is left"
    own = cause.hint or ""
    hint, play, shown = (f"\n  {own}" if own.startswith("play: ") else own).partition(PLAY)
    hint = f"{hint}; {told}" if hint else told
    related = tuple((one.span, _in_a_line(one)) for one in others[:MOST_USES])
    return cause._replace(hint=hint + play + shown, related=(*cause.related, *related))


def _in_a_line(one: Diagnostic) -> str:
    """A finding with the condition that never holds, if one is known."""
    return f"{one.message} ({one.hint})" if one.hint and one.code in OF_CHOICES else one.message


def _once_for_each_reason(missing: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What no play comes to; where the same condition never holds for several choices, they are told as one."""
    told: dict[tuple[object, ...], Diagnostic] = {}
    for one in missing:
        key = (one.code, one.hint) if one.hint and one.code in OF_CHOICES else (one.code, one.span, one.message)
        if key in told:
            known = told[key]
            one = known._replace(related=(*known.related, (one.span, one.message)))
        told[key] = one
    return [*told.values()]
