"""Conditions are told as the story has them: what is written, read again in its place, is the same condition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.program import nodes
from engine.program.expression_text import MOST_WRITTEN, ExpressionTexts
from engine.program.nodes import Expression
from engine.program.program import Program
from engine.program.types import Type

HEAD = """\
var bag: set of rope, lamp, bell
var box: set of rope, lamp, bell = bell
var held: rope | lamp | bell
var mood: calm | cross
var key = false
var n = 0
var name = ""
def rich(much: 0..9) = n > much
def feels(how: calm | cross) = how == mood
def holds(what: set of rope, lamp, bell) = bag has what
def best() = held
def called(who: text) = who == name
"""
# As they are written, and told.
AS_WRITTEN = [
    # what is counted
    "seen(a)", "since(a) > 0", "turns() > 0", "visits(a) > 1", "not seen(a.x)", "since(a) == 0",
    # sets beside numbers and texts
    "count(bag) == 2", "2 == count(bag)", "count(bag - rope) == n", "count([rope, lamp]) == 2", "count([rope]) == 1",
    'list(bag) == "rope"', 'list(bag, "or") == "rope or lamp"', 'list([rope, lamp]) == "rope"', "[rope, lamp] has held",
    "(bag has rope) == (n == 1)",
    # names and sets given to functions
    "feels(calm)", "holds(rope)", "holds([rope, lamp])", "holds(none)", "holds(held)", "holds(bag + rope)",
    'called("calm")', "rich(2)", "feels(calm if n > 2 else cross)", "holds(rope if n > 2 else lamp)",
    "holds(held if n > 2 else best())",
    # `if` within what tells the type
    "(calm if n > 2 else cross) == mood", "mood == (calm if n > 2 else cross)", "bag has (rope if n > 2 else lamp)",
    "bag == (rope if n > 2 else none)", "(bag if n > 2 else box) == [rope, bell]", "(1 if key else 2) == n",
    '("a" if key else "b") == name', "(calm if key else cross if n > 2 else calm) == mood",
    "bag + (rope if key else lamp) has bell",
    "bag == ([held] if key else none)", "([rope] if key else [lamp]) == bag", "count([rope] if key else bag) == 1",
    # sets
    "bag has held", "bag == [held]", "bag == [rope, held]", "count([lamp, held]) == 2", "bag - held == none",
    "bag + lamp == [rope, lamp] or bag & box == bag", "bag - (box + rope) == none", "bag + box has [rope, bell]",
    "count([held]) == 1", "bag != none", "[rope] + bag == box", "count([rope] + [lamp]) == 2", "best() == rope",
    "bag has best()",
    # texts
    r'name == "say \"so\""', r'name == "a \\ b"', r'name == "\{n\}"', 'name == "calm"', 'name + "x" == "ax"',
    'contains(name, "calm")', 'upper(name) == "ADA"', 'length("rope") == n',
    # chance
    "random(bag) == rope", "bag has random(box)", "random(1, 6) > 3", "random([rope, lamp]) == held", "chance(20)",
    "random(1, count(bag)) == 1",
    # signs
    "n == -(-n)", "n == -n", "n == -3", "n - -3 == 2", "n - (n - 2) > -1 - n", "-(n + 2) * 3 == -n * 2", "-3 * n < 1",
    "n == -max(n, 3)", "n / (n * 2) == n % 3 / 2", "-(1 if key else 2) == n",
    # how tightly it binds
    "key and (n > 1 or mood == calm) and not (key or n < 2)", "key == true", "(not key) == (n > 2)",
    "not mood == cross", "key or n > 1 and mood == cross", "key and (n > 1 and n > 2)", "clamp(n, 1, 3) == 2",
]  # fmt: skip
# As they are told, where that is shorter.
TOLD = {
    "visits(a) > 0": "seen(a)",
    "[rope] == bag": "bag == rope",
    "bag has [rope]": "bag has rope",
    "bag has [held]": "bag has held",
    "((key))": "key",
    "n == 1 + 2": "n == 3",
    'list(bag, "and") == ""': 'list(bag) == ""',
}


def conditions_of(*written: str, head: str = HEAD) -> tuple[Program, list[Expression]]:
    """A program with some conditions in it, and these."""
    choices = "".join(f"+ {{if {one}}} Do {place}. -> a\n" for place, one in enumerate(written))
    story = engine.loads(
        f"{head}== a\n~ let deep: 0..9 = 4\n~ let best_of: rope | lamp | bell = rope\n{choices}+ (x) Done. -> end\n"
    )
    [point] = story.program.scenes[0].points
    assert isinstance(point, nodes.ChoicePoint)
    guards = [one.guards for one in point.group if isinstance(one, nodes.OfferChoice)]
    return story.program, [guard.condition for row in guards for guard in row]


def told(*written: str, head: str = HEAD) -> list[str]:
    program, conditions = conditions_of(*written, head=head)
    texts = ExpressionTexts(program, 0)
    return [texts.written(one) for one in conditions]


@pytest.mark.parametrize("condition", AS_WRITTEN)
def test_a_condition_is_told_as_it_is_written(condition: str) -> None:
    assert told(condition) == [condition]


@pytest.mark.parametrize("condition", TOLD)
def test_a_condition_is_told_in_the_shortest_way(condition: str) -> None:
    assert told(condition) == [TOLD[condition]]
    assert conditions_of(TOLD[condition])[1] == conditions_of(condition)[1]


NAMES = st.sampled_from(["calm", "cross", "mood"])
THINGS = st.sampled_from(["rope", "lamp", "held", "best_of", "best()", "random(bag)"])
LITERALS = st.sampled_from(["[rope]", "[rope, lamp]", "[lamp, held]", "[held]", "[bell, best_of, held]"])


def _either(one: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("({} if {} else {})".format, one, st.sampled_from(["key", "n > 2", "not bag has rope"]), one)


def _calculated(one: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.builds("({} {} {})".format, one, st.sampled_from(["+", "-", "*"]), one)
    return st.one_of(two, st.builds("-({})".format, one), st.builds("max({}, {})".format, one, one), _either(one))


def _of_sets(one: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    wanted = st.one_of(one, LITERALS, THINGS)
    return st.one_of(st.builds("({} {} {})".format, one, st.sampled_from(["+", "-", "&"]), wanted), _either(one))


SETS = st.recursive(st.sampled_from(["bag", "box"]), _of_sets, max_leaves=4)
COUNTED = [
    "n",
    "deep",
    "0",
    "1",
    "7",
    "count(bag)",
    "since(a)",
    "turns()",
    "visits(a)",
    "count([rope, held])",
    "length(name)",
]
NUMBERS = st.recursive(
    st.one_of(st.sampled_from(COUNTED), st.builds("count({})".format, SETS)), _calculated, max_leaves=4
)
WORDS = st.one_of(
    st.sampled_from(["name", "list(bag)", 'list(box, "or")', "upper(name)"]),
    st.sampled_from(["rope", 'say "so"', "a \\ b", "{n}", "calm", ""]).map(
        lambda one: '"' + "".join("\\" * (sign in '"\\{}') + sign for sign in one) + '"'
    ),
)
ASKED = st.one_of(
    st.builds("{} {} {}".format, NUMBERS, st.sampled_from(["==", "!=", "<", ">="]), NUMBERS),
    st.builds("{} has {}".format, SETS, st.one_of(SETS, THINGS, LITERALS, _either(st.sampled_from(["rope", "lamp"])))),
    st.builds("{} {} {}".format, SETS, st.sampled_from(["==", "!="]), st.one_of(SETS, LITERALS, st.just("none"))),
    st.builds("mood == {}".format, st.one_of(NAMES, _either(NAMES))),
    st.builds("{} == mood".format, _either(NAMES)),
    st.builds("{} == held".format, _either(st.sampled_from(["rope", "held", "bell"]))),
    st.builds("{} == {}".format, WORDS, st.one_of(WORDS, _either(WORDS))),
    st.builds("feels({})".format, st.one_of(NAMES, _either(NAMES))),
    st.builds("holds({})".format, st.one_of(SETS, THINGS, LITERALS, st.just("none"))),
    st.sampled_from(["key", "seen(a)", "seen(a.x)", "chance(20)", "rich(3)", 'called("calm")']),
)


def _combined(one: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.builds("({} {} {})".format, one, st.sampled_from(["and", "or"]), one)
    same = st.builds("(({}) == ({}))".format, one, one)
    return st.one_of(two, same, st.builds("(not {})".format, one), _either(one.map("({})".format)))


@given(st.recursive(ASKED, _combined, max_leaves=3))
def test_what_is_told_means_the_same(condition: str) -> None:
    program, [code] = conditions_of(condition)
    text = ExpressionTexts(program, 0).written(code)
    if len(text) < MOST_WRITTEN / 2:
        assert conditions_of(text)[1] == [code], text


def test_of_many_parts_the_first_are_told() -> None:
    parts = [f"n != {place}" for place in range(1, 41)]
    first = " and ".join(parts[:6])
    assert told(" and ".join(parts)) == [f"{first} and …"]
    assert told(" or ".join(parts)) == [f"{first.replace('and', 'or')} or …"]
    assert told(" and ".join(parts[:6])) == [first]
    assert told(f"key or ({' and '.join(parts[:20])})") == [f"key or {first} and …"]


def test_a_long_text_is_told_by_its_beginning() -> None:
    assert told(f'name == "{"ab " * 40}"') == [f'name == "{("ab " * 14)[:40].rstrip()}…"']
    texts = ExpressionTexts(conditions_of("key")[0])
    assert texts.value('"' * 60, Type("text")) == '"' + '\\"' * 40 + '…"'


def test_nothing_told_is_very_long() -> None:
    [text] = told(" + ".join(f"max(n, {place})" for place in range(40)) + " > 3")
    assert len(text) < MOST_WRITTEN + 3 and text.startswith("max(n, 0) + max(n, 1) + ") and text.endswith(" …")
    names = [f"thing{place}" for place in range(60)]
    [text] = told(f"many == [{', '.join(names)}]", head=f"var many: set of {', '.join(names)}\n")
    assert text == f"many == [{', '.join(names[:12])}, …]"


def test_a_set_of_which_nothing_tells_which_it_is_has_no_names_of_another() -> None:
    head = "var bag: set of rope, lamp\nvar box: set of bell, coin\n"
    assert told("count([bell, coin]) == 2", head=head) == ["count([…]) == 2"]
    assert told("box has coin and bag has lamp", head=head) == ["box has coin and bag has lamp"]
    assert told('list([bell, coin]) == "bell"', head=head) == ['list([bell, coin]) == "bell"']


def test_the_word_of_the_language_is_not_told() -> None:
    head = "language: de-AT\nvar bag: set of rope, lamp\n"
    assert told('list(bag) == ""', 'list(bag, "and") == ""', head=head) == ['list(bag) == ""', 'list(bag, "and") == ""']


def test_a_local_variable_tells_what_stands_beside_it() -> None:
    assert told("best_of == lamp and deep == 2", "holds(best_of)") == [
        "best_of == lamp and deep == 2",
        "holds(best_of)",
    ]
