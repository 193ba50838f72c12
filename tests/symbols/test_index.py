"""The index of names: each use leads to its definition, and every place covers exactly the name."""

from pathlib import Path

import pytest

from engine.diagnostics import Report
from engine.program.functions import BUILT_INS
from engine.symbols.index import Index, Symbol, index_of
from engine.syntax.parser import parse_file, parse_text

STORY = """\
title: Names
start: hall
cast: Mia, Old Tom
status: {gold} coins

const MOST = 9
var gold: 0..MOST = 1
var mood: sour | glad = sour
var bag: set of rope, lamp = rope
def rich(least) = gold > least
extern dice(number) -> number
claim reach hall.pay with mood == glad
claim reach "Far away"

== hall(n: 0..9): The hall \\# one #indoors #beat=1
// gold in a comment, and hall
~ when gold > 0
The gold is {gold}. #sound=bell
Old Tom: It is {mood == glad and bag has rope}.
~ let n2 = n + gold
* (pay) {needs rich(n2): not gold} Pay. #quiet
    ~ gold -= n2
    -> hall(2)
* {if seen(pay) and visits(cellar) > 0} Go. -> cellar ->
+ each #dark
<- cellar
-> any #dark

== cellar (was cave): #dark
~ let n2 = 1
~ bag += rope, lamp
Mia: {n2} {rich(3)} {hall}
* Up. -> end: Far away
* {if seen(hall.pay)} Out. -> end: Far   away  // gold
"""


@pytest.fixture
def index() -> Index:
    return index_of(parse_text(STORY, "names.story", Report()))


def places(index: Index, symbol: Symbol) -> list[str]:
    source = index.sources["names.story"]
    return [f"{source.line_of(use.at)} {use.role}" for use in sorted(index.uses_of(symbol), key=lambda use: use.at)]


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        (
            Symbol("scene", "hall"),
            ["2 start", "12 claimed", "15 definition", "23 move", "32 read", "34 asked"],
        ),
        (Symbol("scene", "cellar"), ["24 asked", "24 visit", "26 thread", "29 definition"]),
        (Symbol("label", "pay", "hall"), ["12 claimed", "21 definition", "24 asked", "34 asked"]),
        (
            Symbol("variable", "gold"),
            ["4 read", "7 definition", "10 read", "17 read", "18 read", "20 read", "22 write"],
        ),
        (Symbol("constant", "MOST"), ["6 definition", "7 read"]),
        (Symbol("member", "glad"), ["8 definition", "12 read", "19 read"]),
        (Symbol("member", "lamp"), ["9 definition", "31 read"]),
        (Symbol("member", "rope"), ["9 definition", "9 read", "19 read", "31 read"]),
        (Symbol("function", "rich"), ["10 definition", "21 read", "32 read"]),
        (Symbol("function", "dice"), ["11 definition"]),
        (Symbol("local", "least", "def rich"), ["10 definition", "10 read"]),
        (Symbol("local", "n2", "hall"), ["20 definition", "21 read", "22 read"]),
        (Symbol("local", "n2", "cellar"), ["30 definition", "32 read"]),
        (Symbol("local", "n", "hall"), ["15 definition", "20 read"]),
        (Symbol("tag", "dark"), ["25 read", "27 read", "29 definition"]),
        (Symbol("tag", "beat"), ["15 definition"]),
        (Symbol("line tag", "sound"), ["18 read"]),
        (Symbol("line tag", "quiet"), ["21 read"]),
        (Symbol("speaker", "Old Tom"), ["3 definition", "19 read"]),
        (Symbol("speaker", "Mia"), ["3 definition", "32 read"]),
        (Symbol("ending", "Far away"), ["13 claimed", "33 definition", "34 definition"]),
        (Symbol("title", "The hall # one", "hall"), ["15 definition"]),
    ],
    ids=str,
)
def test_places(index: Index, symbol: Symbol, expected: list[str]) -> None:
    assert places(index, symbol) == expected


def test_a_place_covers_the_name(index: Index) -> None:
    text = index.sources["names.story"].text
    for use in index.in_file("names.story"):
        if use.symbol.kind not in ("title", "ending"):
            assert text[use.at : use.end] == use.symbol.name
    assert {text[use.at : use.end] for use in index.uses_of(Symbol("title", "The hall # one", "hall"))} == {
        "The hall \\# one"
    }


def test_at_an_offset(index: Index) -> None:
    text = index.sources["names.story"].text
    at = text.index("rich(n2)")
    for offset in (at, at + 2, at + 4):
        use = index.at("names.story", offset)
        assert use is not None and use.symbol == Symbol("function", "rich")
    assert index.at("names.story", text.index("in a comment")) is None
    assert index.at("names.story", text.index("The gold") + 5) is None
    assert index.at("other.story", 3) is None


def test_locals_of_one_name_in_two_blocks() -> None:
    text = "== a\n* One.\n    ~ let n = 1\n    {n}\n* Two.\n    ~ let n = 2\n    {n} {n}\n- -> end\n"
    index = index_of(parse_text(text, "a.story", Report()))
    first, second = Symbol("local", "n", "a"), Symbol("local", "n", "a 2")
    assert (len(index.uses_of(first)), len(index.uses_of(second))) == (2, 3)


def test_choices_of_an_arm_use_the_names_of_the_arm() -> None:
    text = (
        "var a = true\n== s\n~ if a:\n    ~ let n = 1\n    One.\n    * Take {n}.\n        {n}\n"
        "~ else:\n    ~ let n = 2\n    Two.\n    * Leave {n}.\n* Go.\n-> end\n"
    )
    index = index_of(parse_text(text, "a.story", Report()))
    first, second = Symbol("local", "n", "s"), Symbol("local", "n", "s 2")
    assert (len(index.uses_of(first)), len(index.uses_of(second))) == (3, 2)


def test_every_name_of_joes_bar_is_covered_and_defined(root: Path) -> None:
    index = index_of(parse_file(root / "stories" / "joes_bar.story", Report()))
    built_in = {*BUILT_INS, "none"}
    for symbol in index:
        uses = index.uses_of(symbol)
        if symbol.kind not in ("line tag",) and symbol.name not in built_in:
            assert index.definitions(symbol), symbol
        for use in uses:
            assert index.sources[use.file].text[use.at : use.end] == symbol.name
