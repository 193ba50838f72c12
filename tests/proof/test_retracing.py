"""Plays in which chance and the host must have it so: followed again in the whole story, however much these can say."""

import pytest

import engine
from engine.proof.instrumentation import instrument
from engine.proof.prove import Proof, prove
from engine.proof.transitions import Turn
from engine.proof.witness_feasibility import FeasibilityChecker
from engine.proof.witness_validation import ExpectedOutcome

# The ways of one turn are too many to try them all, or the answer is none that the comparisons of the story tell of.
STORIES = {
    "values of the host by the thousand": """\
extern any_number(0..3) -> number
extern of_a_hundred(number) -> 0..70
var g = 0
var h = 0
var x: 0..70
var y: 0..99
var c = false
claim never g == 7 and h == 9 and x > 50 and y == 70 and c
== hall
+ Go.
    ~ x = of_a_hundred(1)
    ~ y = of_a_hundred(2)
    ~ g = any_number(1)
    ~ h = any_number(2)
    -> yard
+ Leave. -> end
== yard
+ On.
    ~ c = true
    -> hall
""",
    "a guess beside a secret, and a host": """\
extern agrees() -> true/false
var secret: 0..100000
var guess: 0..100000
var won = false
claim never won
== hall
~ secret = 20000 + random(0, 600)
-> ask
== ask
~ ask guess: Which?
~ if guess == secret and agrees():
    ~ won = true
    + Ah. -> end
+ Again. -> ask
+ Stop. -> end
""",
    "a draw that does not matter beside one that does": """\
extern agrees() -> true/false
var won = false
claim never won
== hall
~ let noise = random(1, 5000)
You hear {noise} bees.
~ if random(1, 2000) == 1234 and agrees():
    ~ won = true
+ Again. -> hall
+ Stop. -> end
""",
}


def proof_of(text: str) -> Proof:
    return prove(engine.loads(text), 10)


@pytest.mark.parametrize("name", STORIES)
def test_a_refuted_claim_has_its_play(name: str) -> None:
    proof = proof_of(STORIES[name])
    verdict = proof.verdicts[0]
    assert verdict.result == "refuted"
    assert verdict.witness is not None
    assert not proof.unconfirmed


def test_what_its_own_play_does_not_show_is_not_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FeasibilityChecker, "can_show", lambda *_: False)
    proof = proof_of(
        "extern agrees() -> true/false\nvar n: 0..2\nclaim never n == 1\n== a\n+ More.\n    ~ n += 1\n    -> a\n"
    )
    assert [one.result for one in proof.verdicts] == ["not decided"]
    assert not proof.findings
    assert (proof.complete, proof.unconfirmed) == (False, 2)


def test_other_steps_do_not_show_it() -> None:
    story = engine.loads(
        "extern agrees() -> true/false\nvar won = false\nclaim never won\n== a\n"
        "+ Ask.\n    ~ won = agrees()\n    -> a\n+ Leave. -> end\n"
    )
    retracer, what = FeasibilityChecker(instrument(story.program)), ExpectedOutcome(claim=0)
    first = Turn(None, None, (), None, ())
    assert retracer.can_show([first, first._replace(choice="a.ask")], what, lambda: None)
    assert not retracer.can_show([first, first._replace(choice="a.leave")], what, lambda: None)
    assert not retracer.can_show([first], what, lambda: None)
