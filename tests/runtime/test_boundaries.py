"""Where limits lie and counters end: the last that is allowed, the first that is not, and what stands in between."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from made_stories import story_texts

import engine
from engine.program import nodes
from engine.program.limits import COUNTER_BITS, MOST_STEPS, MOST_VISITS
from engine.program.walk import walk
from engine.runtime import operations
from engine.runtime.states import fitted_state
from engine.runtime.weights import Weights


@pytest.mark.parametrize("deep", [MOST_VISITS - 1, MOST_VISITS, MOST_VISITS + 1])
def test_so_many_visits_can_be_under_way(deep: int) -> None:
    text = f"var n = 0\n== s\n+ On.\n    -> v ->\n    -> end: Back\n== v\n~ n += 1\n~ if n < {deep}:\n    -> v ->\n-> back\n"
    session = engine.loads(text).start(seed=1)
    if deep <= MOST_VISITS:
        session.choose(0)
        assert session.ending == ("Back",)
        return
    with pytest.raises(engine.PlayError) as caught:
        session.choose(0)
    assert caught.value.diagnostic.code == "NC907"


def test_a_plain_move_leaves_where_borrowed_choices_go_on() -> None:
    """`-> back` behind it goes back to the visit, not behind the choices that borrowed one."""
    text = (
        "== hall\n-> room ->\nIn the hall.\n+ Out. -> end\n"
        "== room\n<- things\n+ Wait. -> back\nBehind the choices.\n-> back\n"
        "== things\n+ (go) Go away. -> attic\n+ (look) Look.\n    Seen.\n"
        "== attic\nUp here.\n-> back\n"
    )
    session = engine.loads(text).start(seed=1)
    session.choose("things.go")
    assert [one.text for one in session.text] == ["Up here.", "In the hall."]
    session = engine.loads(text).start(seed=1)
    session.choose("things.look")
    assert [one.text for one in session.text] == ["Seen.", "Behind the choices.", "In the hall."]


MANY = COUNTER_BITS + 8


def each_of(many: int) -> str:
    return "== s\n* each #t ->\n* {otherwise} -> end\n-> s\n" + "".join(
        f"== k{number} #t\n-> back\n" for number in range(many)
    )


def test_each_of_many_scenes_is_offered_until_it_is_taken() -> None:
    story = engine.loads(each_of(MANY))
    session = story.start(seed=1)
    left = [f"s.each-k{number}" for number in range(MANY)]
    chance = random.Random(1)
    while left:
        assert [choice.id for choice in session.choices] == left
        taken = chance.choice(left)
        session.choose(taken)
        left.remove(taken)
    assert session.over


PERCENT = (-5, 0, 1, 49, 50, 51, 99, 100, 200)


@pytest.mark.parametrize("drawn", [0, 49, 50, 99])
def test_chance_is_so_many_of_a_hundred(drawn: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "number_between", lambda *_: drawn)
    w: list[Any] = [None, None, None, 7, (0,)]
    true = [percent for percent in PERCENT if operations.chance(w, 11, 4, 0, percent)]
    assert true == [percent for percent in PERCENT if percent > drawn]


def test_a_shuffle_shows_each_once_and_then_in_another_order() -> None:
    rounds: list[list[int]] = []
    w: list[Any] = [None, None, None, 7, (0,)]
    for _ in range(6):
        rounds.append([operations.next_shuffle(w, 4, 0, 5, 11) for _ in range(5)])
    assert all(sorted(one) == [0, 1, 2, 3, 4] for one in rounds)
    assert len({*map(tuple, rounds)}) > 3


@settings(max_examples=30)
@given(story_texts())
def test_a_branch_weighs_no_less_than_any_of_its_parts(text: str) -> None:
    program = engine.loads(text).program
    weights = Weights(program)
    for node in walk(program.scenes):
        for whole, part in weighed(weights, node):
            assert whole >= part


def test_a_branch_weighs_what_its_heaviest_part_does() -> None:
    long = "word " * 900
    for first, last in ((long, "A."), ("A.", long)):
        text = f"var b = true\n== s\n~ if b:\n    {first}\n~ else:\n    {last}\n+ Turn.\n    ~ b = not b\n    -> s\n"
        program = engine.loads(text + "+ Out. -> end\n").program
        (branch,) = [node for node in walk(program.scenes) if isinstance(node, nodes.Branch)]
        assert Weights(program).operations((branch,)) >= len(long) // 4


def weighed(weights: Weights, node: object) -> Iterator[tuple[int, int]]:
    """The weights of something that branches, and of each of its branches."""
    if isinstance(node, nodes.Branch):
        whole = weights.operations((node,))
        yield from ((whole, weights.operations(one)) for one in (node.otherwise, *(case.body for case in node.cases)))
    elif isinstance(node, nodes.VaryBlock):
        whole = weights.operations((node,))
        yield from ((whole, weights.operations(one)) for one in node.items)
    elif isinstance(node, nodes.OfferIf):
        whole = weights.members((node,))
        yield from (
            (whole, weights.members(one)) for one in (node.otherwise, *(case.members for case in node.branches))
        )
    elif isinstance(node, nodes.ChooseText):
        whole = weights.parts((node,))
        yield from ((whole, weights.parts(one)) for one in (node.otherwise, *(case.parts for case in node.cases)))


def test_locals_that_wait_in_a_visit_are_looked_at() -> None:
    text = "== a\n~ let toll = random(1, 6)\n-> b ->\nYou owe {toll}.\n+ Out. -> end\n== b\n+ Go. -> back\n"
    session = engine.loads(text).start(seed=1)
    machine, state = session.story.machine, session.state

    stack = state[operations.STACK]
    ((segment, saved),) = stack
    for value, fits in ((3, True), ("three", False), (True, False), (2**60, False)):
        waiting = tuple((start, tuple(value for _ in values)) for start, values in saved)
        changed = [*state]
        changed[operations.STACK] = ((segment, waiting),)
        if fits:
            assert fitted_state(machine, changed)
        else:
            with pytest.raises(engine.StateError):
                fitted_state(machine, changed)


FORGETTING = """var n = 0
def roll(k: number):
    ~ n = k
    ~ return k * 2
== a
+ One.
    ~ n = roll(1)
+ Two.
    ~ n = roll(2)
+ Alone.
    ~ roll(3)
--
~ n = 0
-> a
"""


def test_what_a_function_gave_back_is_forgotten() -> None:
    story, states = engine.loads(FORGETTING), set()
    for number in range(3):
        session = story.start(seed=1)
        session.choose(number)
        states.add(session.state)
    assert len(states) == 1


@pytest.mark.parametrize(
    "choice", ["+ On. -> t", "+ On.\n    -> t", "+ On.\n    Then.\n    -> t", "* (first) On. -> t"]
)
def test_the_segment_of_a_choice_is_a_step_whatever_it_does(choice: str) -> None:
    """Also where going on is all that it does: then it has no code of its own."""
    for rounds, fits in ((MOST_STEPS - 1, True), (MOST_STEPS, False)):
        around = f"== t\n~ n += 1\n~ if n < {rounds}:\n    -> t\n+ Stop. -> end\n"
        session = engine.loads(f"var n = 0\n== s\n{choice}\n{around}").start(seed=1)
        if fits:
            session.choose(0)
            assert session.variables["n"] == rounds
        else:
            with pytest.raises(engine.PlayError):
                session.choose(0)
