"""Plays that are led: what no play at random comes to is found, and every play is confirmed."""

import pytest

import engine
from engine.proof.abstract.abstraction import Abstraction
from engine.proof.budget import Budget, BudgetExceeded, go_on
from engine.proof.guided_plays import GuidedPlays, luby
from engine.proof.instrumentation import instrument
from engine.proof.packed.transition_system import PackedSystem
from engine.proof.prove import prove
from engine.proof.queries import build_system
from engine.proof.witness_validation import ExpectedOutcome

FLAGS = "".join(f"var f{n} = false\n" for n in range(20))
# So that there are too many states to see them all, and no two flags are alike.
ROOM = "".join(
    f"+ Turn {n}.\n    ~ f{n} = not f{n}\n    ~ f{(n + 1) % 20} = not f{(n + 1) % 20}\n    -> yard\n" for n in range(20)
)
SHUT = " and ".join(f"f{n}" for n in range(20))
# Each step of the ladder is one of many choices, and a wrong one is a step back.
LADDER = (
    f'{FLAGS}var step: 0..9 = 0\nvar wet: 0..3 = 0\nclaim reach "Roof"\nclaim never step == 9 and wet == 3\n'
    f"== yard\n{ROOM}+ {{if f3 or not ({SHUT})}} Climb. -> ladder\n+ Stand in the rain.\n    ~ wet = min(3, wet + 1)\n    -> yard\n+ Leave. -> end: Gone\n"
    "== ladder\n+ Up.\n    ~ step += 1 if step < 9 else 0\n+ Look.\n    ~ step = 0\n+ Sing.\n    ~ step = 0\n+ Wave.\n    ~ step = 0\n"
    "+ {if step == 9} On the roof. -> end: Roof\n+ Dry.\n    ~ wet = 0\n    -> yard\n-> ladder\n"
)


def test_what_takes_many_right_steps_is_found() -> None:
    proof = prove(engine.loads(LADDER), 20, states=3000)
    found = {one.text: one for one in proof.verdicts}
    assert found['reach "Roof"'].result == "proved"
    never = found["never step == 9 and wet == 3"]
    assert never.result == "refuted"
    assert never.witness is not None and len(never.witness.choices) < 40
    assert not proof.unconfirmed and not proof.complete


@pytest.mark.parametrize("looked_for", ("probe", "claim"))
def test_it_goes_on_where_it_was(looked_for: str) -> None:
    marked = instrument(engine.loads(LADDER).program)
    (probe,) = marked.watched
    what = ExpectedOutcome(probe=probe) if looked_for == "probe" else ExpectedOutcome(claim=1)
    system = build_system(marked, frozenset([probe]), frozenset([1]))
    assert isinstance(system, PackedSystem)
    abstraction = Abstraction(marked, go_on)
    question = (looked_for, probe) if looked_for == "probe" else ("never", 1)
    assert not (abstraction.unreached(probe) if looked_for == "probe" else abstraction.never(1))
    plays = GuidedPlays(system)
    plays.lead(abstraction, question)
    calls = 0

    def now_and_then() -> None:
        nonlocal calls
        calls += 1
        if calls % 7 == 0:
            raise BudgetExceeded

    for _ in range(5_000):
        try:
            trail = plays.find(what, now_and_then)
        except BudgetExceeded:
            continue
        assert trail is not None
        assert trail[0] is None and len(trail) < 60
        return
    pytest.fail("nothing was found")


def test_an_abstract_search_goes_on_where_its_time_was_over() -> None:
    marked = instrument(
        engine.loads(
            "var n: 0..60 = 0\nvar m: 0..3 = 0\nclaim never n == 60 and m == 3\n== hall\n+ {if n < 59} On.\n    ~ n += 1\n    -> hall\n"
            "+ Round.\n    ~ m = (m + 1) % 4\n    -> hall\n+ Out. -> end: Out\n"
        ).program
    )
    abstraction, tried = Abstraction(marked, go_on), 0
    while True:
        steps = iter(range(25))

        def a_few(steps: object = steps) -> None:
            if next(steps, None) is None:  # type: ignore[call-overload]
                raise BudgetExceeded

        abstraction.check = a_few
        tried += 1
        try:
            assert abstraction.never(0)
            break
        except BudgetExceeded:
            assert tried < 200
    assert tried > 3
    whole = Abstraction(marked, Budget(10).check)
    assert whole.never(0)
    assert whole.states == abstraction.states


def test_times_are_doubled_now_and_then() -> None:
    assert [luby(number) for number in range(1, 16)] == [1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8]


# Where a visit is as deep as visits may be, choices that are borrowed and stop again are one more under way.
BORROWED_DEEP_DOWN = """\
var dug = 0
claim reach "Out"
== hall
+ Dig. -> pit ->
-> hall
== pit
+ Deeper. -> pit ->
+ {dug * dug == 49} Leave. -> end: Out
<- spades
-> back
== spades
+ Dig.
    + With the spade.
        ~ dug += 1
    + With the hands.
-> back
"""


def test_it_is_led_as_far_as_is_known_where_visits_are_too_deep() -> None:
    marked = instrument(engine.loads(BORROWED_DEEP_DOWN).program)
    (probe,) = marked.watched
    abstraction = Abstraction(marked, go_on)
    assert not abstraction.unreached(probe)
    _, _, far = abstraction.distances(("probe", probe))
    assert len(far) > 30
    assert prove(engine.loads(BORROWED_DEEP_DOWN), 3).verdicts[0].result == "proved"
