"""Verdicts do not depend on the clock: what a search may take is counted in work."""

import os
import subprocess
import sys
import time

import pytest

import engine
from engine.proof.abstract.abstract_search import in_order
from engine.proof.budget import NO_TIME, Budget, BudgetExceeded
from engine.proof.guided_plays import GuidedPlays
from engine.proof.instrumentation import instrument
from engine.proof.packed.transition_system import PackedSystem
from engine.proof.play_finder import sessions_at_random
from engine.proof.prove import Proof, prove
from engine.proof.queries import build_system
from engine.proof.witness_validation import ExpectedOutcome, WitnessReplayer
from engine.proof.work_clock import spend, wait_until, work_time

# Too large for a second; some of its claims are decided in a part of that.
STORY = (
    "".join(f"var f{n} = false\n" for n in range(16))
    + 'var gold = 0\nvar hour: 0..23\nclaim reach "Rich"\nclaim never gold > 3000\nclaim never hour == 7 and f3 and not f4\n'
    + "== a\n"
    + "".join(
        f"+ Turn {n}.\n    ~ f{n} = not f{n}\n    ~ hour = (hour + {n}) % 24\n    ~ gold += {n}\n    -> a\n"
        for n in range(16)
    )
    + "+ {if gold > 40 and f1 and f7} Out. -> end: Rich\n"
)


def told(proof: Proof) -> list[object]:
    return [
        proof.states,
        proof.all_states,
        *[(one.text, one.result, one.states, one.witness and one.witness.choices) for one in proof.verdicts],
    ]


def test_two_runs_say_the_same_however_slow_the_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    first = told(prove(engine.loads(STORY), 0.6))

    # A machine that does nothing but this for a quarter of its time.
    began, real = time.monotonic(), time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: began + 4 * (real() - began))
    assert told(prove(engine.loads(STORY), 0.6)) == first


def test_a_budget_counts_what_is_done() -> None:
    budget = Budget(1.0)
    budget.check()
    spend(0.9)
    budget.check()
    spend(0.2)
    with pytest.raises(BudgetExceeded, match=NO_TIME):
        budget.check()


def test_the_clock_of_the_cpu_ends_what_takes_far_longer_than_it_should(monkeypatch: pytest.MonkeyPatch) -> None:
    budget = Budget(1.0)
    monkeypatch.setattr(time, "process_time", lambda: budget.cpu_end + 1)
    with pytest.raises(BudgetExceeded, match=NO_TIME):
        for _ in range(100):
            budget.check()


def test_who_waits_for_others_is_as_late_as_they_are() -> None:
    now = work_time()
    wait_until(now + 2)
    assert work_time() == now + 2
    wait_until(now + 1)
    assert work_time() == now + 2


def test_what_is_counted_is_what_is_taken() -> None:
    """The CPU's seconds may be a few times those of the work, or some share of them: a machine is a machine."""
    began, done = time.process_time(), work_time()
    prove(engine.loads(STORY), 0.6)
    took, work = time.process_time() - began, work_time() - done
    assert 0.5 < work < 1.0
    assert work / 4 < took < work * 4


# What one turn of these takes is thousands of steps: a circle that is noticed late, and a long loop.
ROUND = """\
var n: 0..6
var far: 0..9000 = 2
claim reach "Out"
== hall
+ Go round.
    -> round
+ {if n == 5 and far == 1} Leave. -> end: Out
== round
~ n = (n + 3) % 7
~ if n != 1 or far > 1:
    -> more
-> hall
== more
~ n = (n + 4) % 7
-> round
"""
LOOP = ROUND.replace("far > 1", "far > 2").replace("~ n = (n + 4) % 7", "~ far = 9000 if far == 2 else far - 2")


@pytest.mark.parametrize("text", (ROUND, LOOP), ids=("round", "loop"))
def test_turns_of_thousands_of_steps_count_for_what_they_take(text: str) -> None:
    story = engine.loads(text)
    replayer = WitnessReplayer(story, instrument(story.program))
    wanted = {0: ExpectedOutcome(probe=next(iter(instrument(story.program).watched)))}
    began, done = time.process_time(), work_time()
    assert [*sessions_at_random(replayer, wanted, Budget(0.3).check)] == []
    took, work = time.process_time() - began, work_time() - done
    assert work / 10 < took < work * 10


def test_states_have_one_order_in_every_process() -> None:
    """That of a set with texts in it is another each time: here, and where plays are led."""
    states = [(0, (name, True), ()) for name in ("calm", "angry", "bold")]
    assert in_order(frozenset(states)) == in_order([*states[::-1]]) == [states[1], states[2], states[0]]
    marked = instrument(engine.loads(STORY).program)
    system = build_system(marked, frozenset(marked.watched), frozenset())
    assert isinstance(system, PackedSystem)
    plays = GuidedPlays(system)
    with pytest.raises(BudgetExceeded):
        plays.find(ExpectedOutcome(claim=0), Budget(0.05).check)
    assert [*plays.waiting] == [node for node in plays.parents if node in plays.waiting]


MOODS = (
    "".join(f"var m{n}: calm | angry | bold | shy\n" for n in range(4))
    + 'var bag: set of rope, lamp, bell\nclaim never m0 == bold and m1 == shy and bag has bell\nclaim reach "Out"\n'
    + 'claim "Out" only after hall\nclaim never m2 == shy and not bag has rope and m3 == angry\n== yard\n-> hall\n== hall\n'
    + "".join(
        f"+ {{if m{n} == calm}} Tease {n}.\n    ~ m{n} = angry\n    -> hall\n"
        f"+ {{if m{n} == angry and bag has lamp}} Cheer {n}.\n    ~ m{n} = bold\n    ~ bag -= lamp\n    -> hall\n"
        f"+ {{if m{n} == bold and bag has rope}} Bind {n}.\n    ~ m{n} = shy\n    -> hall\n"
        for n in range(4)
    )
    + "".join(f"+ Take the {name}.\n    ~ bag += {name}\n    -> hall\n" for name in ("rope", "lamp", "bell"))
    + "+ {if m0 == shy and m3 == bold} Go. -> end: Out\n"
)
OF_A_PROCESS = """
import sys
import engine
from engine.proof.abstract.abstraction import Abstraction
from engine.proof.budget import Budget, go_on
from engine.proof.instrumentation import instrument
from engine.proof.background_proofs import in_order, proved
program = engine.loads(sys.stdin.read()).program
abstraction = Abstraction(instrument(program), go_on)
for number in in_order(program, [*range(len(program.claims))]):
    holds = proved(abstraction, number, Budget(0.3))
    print(number, holds, abstraction.states, abstraction.kept)
for search in abstraction.searches.values():
    print(search.names)
"""


def test_what_is_proved_and_how_is_the_same_in_every_process() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", OF_A_PROCESS],
            input=MOODS,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
        ).stdout
        for seed in range(4)
    }
    assert len(told) == 1
