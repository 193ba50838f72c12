"""What reading a story and exploring it found, as one list."""

from __future__ import annotations

from engine.diagnostics import Diagnostic
from engine.proof.prove import Proof

# Codes for what is never reached: found by reading, and by exploring.
UNREACHABLE, NEVER_SEEN = {"NC302", "NC303"}, {"NC501", "NC502", "NC503"}
# What reading suspects and exploring knows: where choices can be used up, that is NC508 (or NC505), with a play.
SUSPECTED = {"NC311"}


def combined_findings(read: list[Diagnostic], proof: Proof) -> list[Diagnostic]:
    """What is known after both: what cannot be reached is told once, and what is only suspected not at all."""
    known = [one for one in read if not proof.complete or one.code not in SUSPECTED]
    told = {one.span[:2] for one in known if one.code in UNREACHABLE}
    found = [finding.diagnostic for finding in proof.findings]
    known += [one for one in found if one.code not in NEVER_SEEN or one.span[:2] not in told]
    return sorted(known, key=lambda one: one.severity == "note")
