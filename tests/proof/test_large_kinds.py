"""Kinds of stories that are large and need not be: each is decided in a few states, however many things it has.

What is counted are the states that were seen, which do not depend on the machine.
"""

import pytest

import engine
from engine.program.nodes import ApplyDraw
from engine.program.walk import walk
from engine.proof.abstract.abstraction import Abstraction
from engine.proof.budget import Budget, go_on
from engine.proof.instrumentation import instrument
from engine.proof.play_finder import sessions_at_random
from engine.proof.prove import Proof, prove
from engine.proof.reductions.inlined_functions import thrown_in_place
from engine.proof.witness_validation import ExpectedOutcome, WitnessReplayer

NAMES = [
    "ada",
    "ben",
    "cas",
    "dot",
    "eli",
    "fay",
    "gus",
    "hal",
    "ida",
    "jo",
    "kai",
    "lu",
    "mo",
    "ned",
    "olga",
    "pam",
    "quin",
    "ray",
    "sue",
    "tom",
]
FLAGS = "".join(f"var {name} = false\n" for name in NAMES)
EACH = " and ".join(NAMES)

PEOPLE_ALL_NEEDED = (
    f'{FLAGS}claim reach "Hero"\nclaim never seen(feast) and not ada\nclaim "Hero" only after green.help_tom\n== green\n'
    + "".join(f"* (help_{name}) Help.\n    ~ {name} = true\n    -> green\n" for name in NAMES)
    + f"+ {{if {EACH}}} Feast. -> feast\n+ Leave. -> end: Gone\n== feast\n-> end: Hero\n"
)
PEOPLE_WITH_SCENES = (
    f'{FLAGS}var thanks = 0\nclaim reach "Mayor"\nclaim never thanks > 20\nclaim never seen(hall) and thanks < 15\n== street\n'
    + "".join(f"+ {{if not {name}}} Call. -> call_{name}\n" for name in NAMES)
    + "+ {if thanks >= 15} Stand. -> hall\n+ Go. -> end: Away\n== hall\n-> end: Mayor\n"
    + "".join(
        f"== call_{name}\n+ Help.\n    ~ {name} = true\n    ~ thanks += 1\n    -> street\n+ Not now. -> street\n"
        for name in NAMES
    )
)
PEOPLE_IN_A_SET = (
    f"var helped: set of {', '.join(NAMES)}\n"
    'claim reach "Rest"\nclaim never helped has tom and not seen(ward)\nclaim never seen(bed) and not helped has ned\n== ward\n'
    + "".join(f"+ {{if not helped has {name}}} Tea.\n    ~ helped += {name}\n    -> ward\n" for name in NAMES)
    + "+ {if count(helped) == 20} Rest. -> bed\n+ Quit. -> end: Quit\n== bed\n-> end: Rest\n"
)
COUNTS_WITH_OFFSETS = (
    'var bells: 0..11\nclaim reach "Noon"\nclaim never bells == 7 and visits(hall) % 12 != 7\n'
    'claim reach "Late" with (turns() + 1) % 7 == 5\n== hall\n~ bells = visits(hall) % 12\n+ Wait. -> hall\n'
    "+ Talk. -> porter ->\n    -> hall\n+ {if bells == 0} Noon. -> end: Noon\n+ {if (turns() + 2) % 7 == 5} Leave. -> end: Late\n"
    "== porter\n+ Go on. -> back\n"
)
MANY_CHOICES = (
    'var n = 0\nclaim reach "Out"\nclaim never n > 120\n== shop\n'
    + "".join(f"* Buy thing {number}.\n    ~ n += 1\n    -> shop\n" for number in range(120))
    + "+ Out. -> end: Out\n"
)
DUEL = (
    "var health = 10\nvar foe = 12\nvar wind: 0..3 = 3\nvar high = false\n"
    'claim reach "Won"\nclaim never foe > 12\nclaim never seen(won) and health < 1\n== round\n'
    "+ High.\n    ~ high = true\n    -> blows\n+ Low.\n    ~ high = false\n    -> blows\n"
    "+ {if wind > 0} Breathe.\n    ~ wind -= 1\n    ~ health = min(health + 3, 10)\n    -> blows\n"
    "== blows\n~ let mine = random(1, 6) + random(1, 6)\n~ let his = random(1, 6) + (2 if high else 0)\n"
    "~ foe -= mine if mine > his else 0\n~ if foe <= 0:\n    -> won\n~ health -= his if his >= mine else 1\n"
    "~ if health <= 0:\n    -> end: Lost\n-> round\n== won\n-> end: Won\n"
)


ROOMS_WITH_TWO_THINGS = (
    'var found = 0\nvar coins = 3\nclaim reach "Expert"\nclaim never found > 14\nclaim never coins < -11\n'
    'claim "Expert" only after room7\n'
    + "".join(
        f"== room{n}\n* Read.\n    ~ found += 1\n    -> room{n}\n* Light a lamp.\n    ~ coins -= 1\n    -> room{n}\n"
        f"+ Next. -> room{(n + 1) % 14}\n"
        + ("+ {if found == 14} Talk. -> end: Expert\n+ Leave. -> end: Out\n" if n == 0 else "")
        for n in range(14)
    )
)
PEOPLE_WHO_GIVE = (
    f"{FLAGS}var helped = 0\nvar gold = 2\nclaim never helped > 20\nclaim never gold > 42\n== square\n"
    + "".join(
        f"+ {{if not {name} and helped >= {n // 3}}} Help.\n    ~ {name} = true\n    ~ helped += 1\n    ~ gold += {n % 5}\n    -> square\n"
        for n, name in enumerate(NAMES)
    )
    + "+ {if ada and helped == 20} Feast. -> end: Hero\n+ Leave. -> end: Gone\n"
)
FIVE_DICE = (
    'var a = 0\nvar b = 0\nvar c = 0\nvar x = 0\nvar y = 0\nvar wins: 0..3 = 0\nvar lost: 0..3 = 0\nclaim reach "Won"\n'
    "claim never a + b + c > 30\nclaim never wins == 3 and lost == 3\n== arena\n+ Roll.\n"
    + "".join(f"    ~ {name} = random(1, 10)\n" for name in "abcxy")
    + "    ~ if a + b + c > x + y + 5:\n        ~ wins += 1\n    ~ elif max(x, y) > a:\n        ~ lost += 1\n"
    "    ~ if wins == 3:\n        -> end: Won\n    ~ if lost == 3:\n        -> end: Lost\n    -> arena\n"
)


@pytest.mark.parametrize("text", [ROOMS_WITH_TWO_THINGS, PEOPLE_WHO_GIVE], ids=["rooms", "people who give"])
def test_claims_are_decided_where_not_every_play_can_be_checked(text: str) -> None:
    proof = prove(engine.loads(text), 12, states=1000)
    assert not proof.complete
    assert {one.text: one.result for one in proof.verdicts} == {one.text: "proved" for one in proof.verdicts}


def test_five_dice_in_variables_are_not_thrown_in_every_way() -> None:
    story = engine.loads(FIVE_DICE)
    marked = instrument(story.program)
    abstraction = Abstraction(marked, go_on)
    assert abstraction.never(1) and abstraction.never(2) and abstraction.ending()
    replayer = WitnessReplayer(story, marked)
    (probe,) = marked.watched
    ((_, witness),) = sessions_at_random(replayer, {0: ExpectedOutcome(probe=probe)}, Budget(5).check)
    assert witness.choices[-1] == "arena.roll"


# Dice that are thrown by functions, one of which calls another.
POOL = """\
var record: 0..30
var thrown = 0
claim reach "Lucky" with record == 30
claim never record > 0 and record < 5
claim reach "Even" with thrown == 2
def die() = random(1, 6)
def pool() = die() + die() + die() + die() + die()
def one_more(n: number) = die()
== table
+ Throw.
    ~ let sum = pool()
    ~ record = max(record, sum)
    ~ if sum < 8:
        -> end: Tired
    -> count_up
* Try a die.
    ~ thrown = one_more(random(1, 2))
    ~ if thrown == 2:
        -> end: Even
    -> table
+ Go. -> end: Home
== count_up
~ if record == 30:
    -> end: Lucky
-> table
"""


def test_dice_of_functions_are_added_one_by_one() -> None:
    proof = prove(engine.loads(POOL), 5.0)
    assert proof.complete
    assert [one.result for one in proof.verdicts] == ["proved"] * 4
    # What its argument draws is drawn, though the value is not asked for.
    even = proof.verdicts[2].witness
    assert even is not None and len(even.draws) == 2


def test_no_two_calls_share_a_draw() -> None:
    """What is drawn is given to one of them: the other would come out as that did."""
    program = thrown_in_place(engine.loads(POOL).program)
    draws = [node for node in walk(program.scenes) if isinstance(node, ApplyDraw)]
    assert len(draws) == 6 and len({id(one) for one in draws}) == 6


def test_what_a_turn_draws_is_told_with_its_line() -> None:
    larger = FIVE_DICE.replace("random(1, 10)", "random(1, 100)")
    (reason,) = prove(engine.loads(larger), 1.0, states=1000).large
    assert reason.startswith(
        "5 draws in one turn of `arena`, from line 13 on, can come out in up to 10,000,000,000 ways"
    )


def proof_of(text: str) -> Proof:
    return prove(engine.loads(text), 60, states=20_000)


@pytest.mark.parametrize(
    ("text", "results", "most"),
    [
        (PEOPLE_ALL_NEEDED, ["proved"] * 4, 100),
        (PEOPLE_WITH_SCENES, ["proved"] * 4, 100),
        (PEOPLE_IN_A_SET, ["proved"] * 4, 100),
        (COUNTS_WITH_OFFSETS, ["proved", "proved", "proved", "proved"], 400),
        (MANY_CHOICES, ["proved"] * 3, 200),
        (DUEL, ["proved"] * 4, 2_000),
    ],
    ids=["all people needed", "people with scenes", "people in a set", "counts with offsets", "many choices", "a duel"],
)
def test_all_is_decided_in_few_states(text: str, results: list[str], most: int) -> None:
    proof = proof_of(text)
    assert [one.result for one in proof.verdicts] == results
    assert proof.complete and not proof.unconfirmed
    assert proof.states < most


def test_a_ring_of_rooms_and_a_set_of_what_was_seen() -> None:
    rooms = "".join(
        f"== room{number}\n* Read.\n    ~ read += item{number}\n    -> room{number}\n* Touch. -> room{number}\n"
        f"+ Next. -> room{(number + 1) % 14}\n"
        + ("+ {if count(read) == 14} Talk. -> end: Expert\n+ Leave. -> end: Out\n" if number == 0 else "")
        for number in range(14)
    )
    names = ", ".join(f"item{number}" for number in range(14))
    claims = 'claim reach "Out"\nclaim never read has item3 and not seen(room3)\n'
    proof = prove(engine.loads(f"var read: set of {names}\n{claims}{rooms}"), 20, states=3000)
    assert [one.result for one in proof.verdicts] == ["proved"] * 3


SECRET_THAT_CHANGES = """\
var secret = 5
var tries: 0..3 = 0

claim reach right
claim reach both
claim never tries > 3

== start
~ let guess = 0
~ ask guess: Your guess?
~ if guess == secret:
    -> right
~ if tries == 3:
    -> wrong
~ tries += 1
-> stir ->
~ if guess == secret:
    -> both
-> start

== stir
~ secret = random(40, 42)
+ Stir. -> back
+ Stir more.
    ~ secret += 100
    -> back

== right
-> end

== wrong
-> end

== both
-> end
"""


def test_a_guess_is_no_less_right_or_more_where_the_secret_changes() -> None:
    right, both, never, ending = proof_of(SECRET_THAT_CHANGES).verdicts
    assert [one.result for one in (right, never, ending)] == ["proved"] * 3
    assert both.result == "not decided"
    assert "the question in line 10: any number can come here" in both.why


def test_what_is_large_is_told_of_flags_as_well() -> None:
    flags = "".join(f"var f{n} = false\n" for n in range(30))
    turns = "".join(
        f"+ Flip {n}.\n    ~ f{n} = not f{n}\n    ~ f{n * 7 % 30} = not f{n * 3 % 30}\n    -> room\n" for n in range(30)
    )
    shut = " and ".join(f"{'not ' if n % 3 else ''}f{n}" for n in range(30))
    proof = prove(
        engine.loads(f"{flags}== room\n{turns}+ {{if {shut}}} Out. -> end\n+ Stay. -> end: In\n"), 5, states=2000
    )
    (reason,) = proof.large
    assert "variables with few values each (`f1` (set in line 37), `f2`, `f3`, …) can each be different" in reason


def test_plays_that_fail_at_once_take_no_longer_than_they_may() -> None:
    story = engine.loads(
        'extern lucky() -> true/false\nclaim reach "Won"\n== hall\n~ if lucky():\n    -> end: Won\n-> end: Lost\n'
    )
    marked = instrument(story.program)
    (probe,) = marked.watched
    replayer = WitnessReplayer(story, marked)
    assert not [*sessions_at_random(replayer, {0: ExpectedOutcome(probe=probe)}, Budget(0.05).check)]
