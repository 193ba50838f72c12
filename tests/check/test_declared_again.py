"""A name that is declared again, because the first time was wrong, is no other variable."""

from engine.check.names import Names
from engine.diagnostics import Report
from engine.syntax.parser import parse_text

STORY = """title: Again
var gold = 1
var home: hall | attic = hall~ gold
var bag: set of rope, lamp
var gold: 0..9 = 2
var home: hall | attic = hall

== hall
-> end
"""


def test_each_variable_has_a_number_of_its_own() -> None:
    report = Report()
    names = Names(parse_text(STORY, "x.story", report), report)
    assert [one.index for one in names.variables.values()] == [0, 1, 2]
