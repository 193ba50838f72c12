"""Stories as authors write them, too large to see every state of: their claims are decided by other means."""

from pathlib import Path

import pytest

import engine
from engine.paths.files import save_path
from engine.paths.saved_path import SavedPath
from engine.proof.abstract.abstraction import Abstraction
from engine.proof.background_proofs import proved
from engine.proof.budget import Budget, go_on
from engine.proof.claims import ClaimVerdict
from engine.proof.early_claims import OpenClaims
from engine.proof.instrumentation import instrument
from engine.proof.proof_run import Run
from engine.proof.prove import Proof, prove
from engine.proof.queries import nothing
from engine.proof.witness import Witness

SECONDS = 20.0


def proof_of(text: str) -> Proof:
    return prove(engine.loads(text), SECONDS, states=30_000)


def results(proof: Proof) -> dict[str, str]:
    return {one.text: one.result for one in proof.verdicts}


FLAGS = "".join(f"var f{n} = false\n" for n in range(24))
# Each turns the next one, too: so no two of them are alike.
ROOM = "".join(
    f"+ Turn {n}.\n    ~ f{n} = not f{n}\n    ~ f{(n + 1) % 24} = not f{(n + 1) % 24}\n    -> room\n" for n in range(24)
)
SHUT = " and ".join(f"f{n}" for n in range(24))


def test_what_plays_at_random_come_to_is_proved_with_a_play() -> None:
    proof = proof_of(
        f"{FLAGS}claim reach cellar\nclaim never seen(cellar) and f1 and f4 and f7 and f11 and f15 and f19\n== room\n{ROOM}+ {{if f3 or not ({SHUT})}} Down. -> cellar\n== cellar\n-> end: Down\n"
    )
    reach, never, ending = proof.verdicts
    assert (reach.result, never.result, ending.result) == ("proved", "refuted", "proved")
    assert not proof.complete
    assert never.witness is not None
    assert "there may be a shorter play" in str(never.witness)


def test_a_saved_path_beside_the_story_proves_that_its_ending_is_reached(tmp_path: Path) -> None:
    lock = "".join(f"+ {{if at == {n}}} Push {n}.\n    ~ at = {(n * 7 + 3) % 41}\n    -> room\n" for n in range(41))
    locked = "".join(f"+ {{if at != {n}}} Try {n}.\n    ~ at = 0\n    -> room\n" for n in range(39))
    text = f'{FLAGS}var at: 0..40\nclaim reach "Open"\n== room\n{ROOM}{lock}{locked}'
    (tmp_path / "lock.story").write_text(f"{text}+ {{if at == 38}} Open it. -> end: Open\n+ Leave. -> end: Left\n")
    session = engine.load(tmp_path / "lock.story").start(1)
    at = 0
    while at != 38 and len(session.path) < 60:
        session.choose(f"room.push-{at}")
        at = (at * 7 + 3) % 41
    session.choose("room.open-it")
    save_path(SavedPath.of(session), tmp_path / "open.path.json")
    [reach, ending] = prove(engine.load(tmp_path / "lock.story"), SECONDS, states=3000).verdicts
    assert (reach.result, ending.result) == ("proved", "proved")
    assert reach.witness is not None
    assert reach.witness.choices[-1] == "room.open-it"


def test_storylets_that_come_once_each() -> None:
    tales = "".join(f"== tale{n} #tale\n~ once\n~ told += 1\nTale {n}.\n+ Go on. -> back\n" for n in range(20))
    found = results(
        proof_of(
            'var told: 0..20\nvar fire = true\nclaim reach "Dawn"\nclaim never seen(dawn) and fire\nclaim an ending is always reachable\n'
            "== camp\n-> any #tale ->\n+ Another. -> camp\n+ Sleep.\n    ~ fire = false\n    -> dawn\n"
            f"== dawn\n-> end: Dawn\n{tales}"
        )
    )
    assert set(found.values()) == {"proved"}, found


@pytest.mark.parametrize("wrong", (False, True))
def test_people_to_help_all_of_whom_are_needed(wrong: bool) -> None:
    people = "".join(f"* Help {n}.\n    ~ h{n} = true\n    ~ helped += 1\n    -> square\n" for n in range(20))
    every = " and ".join(f"h{n}" for n in range(20))
    flags = "".join(f"var h{n} = false\n" for n in range(20))
    found = results(
        proof_of(
            f'{flags}var helped: 0..20\nclaim reach "Feast"\nclaim never seen(feast) and {"h7" if wrong else "not h7"}\n== square\n{people}'
            f"+ {{if {every}}} Feast. -> feast\n+ Leave. -> end: Gone\n== feast\n-> end: Feast\n"
        )
    )
    assert list(found.values()) == ["proved", "refuted" if wrong else "proved", "proved"], found


# What happens for want of air is no visit that comes back, so the room is entered anew within one.
AIR = """\
var air: 0..20 = 20
var credit = 0
var called = false
claim "Out" only after airlock
claim never credit < 0
claim an ending is always reachable
== spine
-> breathe ->
+ Go to the airlock. -> airlock
+ Wait. -> spine
* Look in the first locker.
    ~ credit += 5
    -> spine
* Look in the second.
    ~ credit += 40
    -> spine
* Call.
    ~ called = true
    -> spine
+ {if credit > 0 and called} Pay.
    ~ credit -= 5
    -> end: Paid
== breathe
~ if air < 2:
    -> choke
~ air -= 2
-> back
== choke
* Open the valve.
    ~ air = 10
    -> spine
+ Close your eyes. -> end: Cold
== airlock
+ Leave. -> end: Out
+ Go back. -> spine
"""


@pytest.mark.parametrize("claim", range(3))
def test_visits_that_do_not_come_back_are_not_taken_to_go_on_for_ever(claim: int) -> None:
    abstraction = Abstraction(instrument(engine.loads(AIR).program), go_on)
    assert proved(abstraction, claim, Budget(SECONDS))
    assert abstraction.states < 600
    # Where it is known what is paid, nothing else need be kept for that.
    assert len(abstraction.kept.get(("never", 1), ())) <= 2


def test_a_play_that_shows_one_claim_shows_others() -> None:
    """It is asked about them then and there: nothing else need be looked at for these."""
    story = engine.loads(
        'var power: 0..6 = 5\nclaim reach "Jump"\nclaim never seen(jump) and power < 4\nclaim never power == 6\n'
        "== room\n+ Jump. -> jump\n+ Wait. -> room\n== jump\n~ power -= 4\n-> end: Jump\n"
    )
    run = Run(story, instrument(story.program), None, None, None, False, 0.0, None, None, 1 << 30)
    claims = OpenClaims(run, nothing("nothing was looked at"), {}, False)
    verdicts: dict[int | None, ClaimVerdict] = {}
    jump = Witness(("room.wait", "room.jump"), (None, None), (), 0)
    claims._shown_by(lambda seconds: {0: jump}, None, verdicts)
    assert {number: one.result for number, one in verdicts.items()} == {0: "proved", 1: "refuted"}
    shown = verdicts[1].witness
    assert shown is not None and shown.choices == jump.choices
    assert claims.open.keys() == {2, None}
