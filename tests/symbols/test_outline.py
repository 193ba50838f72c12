"""The outline and the words of stories with functions, loops, words of names, and moves to what a value names."""

from engine.diagnostics import Report
from engine.symbols.outline import outline_of
from engine.symbols.passages import passages_of
from engine.syntax.parser import parse_text

PLACES = """\
var home: attic | cellar
var open: set of attic, cellar
== street
* Home. -> {home}
* Visit. -> {random(open)} ->
    * Point. -> yard.gate
* Deep. -> {home} ->
* Shop. -> shop ->
-> end
== attic
-> back
== cellar
-> back
== yard
-- gate
-> end
== shop
~ let next = home
* Leave. -> back -> yard
* Home. -> back -> {next}
"""

WORDS = """\
status: Gold
var bag: set of rope, lamp "old lamp"

def few(n: 0..3):
    ~ if n > 2:
        a great many
    ~ else:
        few

== street
You have {few(2)}.
~ for item in bag:
    A {item}.
+ for item in bag: Use it.
    Used.
-> end
"""


def test_moves_to_values_lead_to_all_that_they_can_name() -> None:
    links = {one.scene.name: one.links for one in outline_of(parse_text(PLACES, "a.story", Report())).scenes}
    visits = [("visit", "attic"), ("visit", "cellar")]
    assert links["street"] == (
        ("move", "attic"), ("move", "cellar"), *visits, ("move", "yard"), ("visit", "shop"),
    )  # fmt: skip
    assert links["shop"] == (("move", "yard"), ("move", "attic"), ("move", "cellar"))


def test_all_that_a_story_says() -> None:
    story = parse_text(WORDS, "a.story", Report())
    assert [(one.scene, one.kind, one.text) for one in passages_of(story)] == [
        ("", "status", "Gold"),
        ("", "name", "old lamp"),
        ("def few", "prose", "a great many"),
        ("def few", "prose", "few"),
        ("street", "prose", "You have {few(2)}."),
        ("street", "prose", "A {item}."),
        ("street", "choice", "Use it."),
        ("street", "prose", "Used."),
    ]
    outline = outline_of(story)
    assert outline.words == 10 and outline.scenes[0].words == 6
