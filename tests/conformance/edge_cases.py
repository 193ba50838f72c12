"""Cases at the edges: exactly at a limit, in an odd order, where a likely misreading of the format would show."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import engine

NO_CHANGE: Callable[[Any], object] = lambda program: None  # noqa: E731


class Edge(NamedTuple):
    """A story and what is done in it: a choice by the beginning of its text, or any request as it is."""

    text: str
    inputs: Sequence[str | dict[str, Any]]
    seed: int = 1
    begin: dict[str, Any] | None = None
    functions: dict[str, Callable[..., Any]] | None = None
    # What the program has that no compiler writes.
    change: Callable[[Any], object] = NO_CHANGE


def set_(**values: Any) -> dict[str, Any]:
    """A request that sets a variable."""
    return {"set": values}


def without_first_set(program: Any) -> None:
    """Take away the first `set` of the first scene's second segment, or of the first function with steps."""
    for function in program["functions"]:
        if "steps" in function:
            function["steps"] = [step for step in function["steps"] if step[0] != "set"]
            return
    for scene in program["scenes"]:
        scene["segments"] = [
            [one for one in row if one[0] != "set" or one[2][0] != "local"] for row in scene["segments"]
        ]


def with_more_of_an_otherwise(program: Any) -> None:
    """An `otherwise` that needs something, and has a text, both of which fail."""
    fails = ["/", 1, ["var", 0]]
    member = program["scenes"][1]["points"][0]["group"][1]
    assert member["guards"] == [["otherwise"]]
    member["guards"].append(["needs", ["==", fails, 1], [["show", 65537, fails, "number", []]]])
    member["text"] = [["show", 65537, fails, "number", []]]


def with_break_behind_a_speaker(program: Any) -> None:
    """A speaker of nothing: what comes behind the break is of nobody, and joins nothing."""
    operations = program["scenes"][0]["segments"][0]
    operations.insert(operations.index(["speak", "Tom"]) + 1, ["break"])


def without_breaks(program: Any) -> None:
    """Nothing but what the host does ends a paragraph within a scene."""
    for scene in program["scenes"]:
        scene["segments"] = [[one for one in row if one != ["break"]] for row in scene["segments"]]


def with_blanks_at_breaks(program: Any) -> None:
    """Blanks on both sides of line breaks."""
    for scene in program["scenes"]:
        scene["segments"] = json.loads(json.dumps(scene["segments"]).replace("\\n", "  \\n   "))


def with_blanks(program: Any) -> None:
    """Blanks at the ends of what a function prints, within which other forms show nothing."""
    for scene in program["scenes"]:
        text = json.dumps(scene["segments"]).replace(
            '"two"', '"  ", ["if", 65537, [[["var", 1], ["a "]]], []], " two  "'
        )
        scene["segments"] = json.loads(text)


def with_tag_in_a_plain_text(program: Any) -> None:
    """A choice's text of one part, in which a tag stands."""
    program["scenes"][0]["points"][0]["group"][0]["text"] = ["On.\x07mood=dark"]


def without_costs(program: Any) -> None:
    """What parts cost is not told: each costs 1."""
    for scene in program["scenes"]:
        del scene["costs"]


def with_more(program: Any) -> None:
    """Keys of objects that no reader of version 2 knows."""
    program["later"] = {"anything": [1, None]}
    for scene in program["scenes"]:
        scene["later"] = True
        for point in scene["points"]:
            point["later"] = []
            for member in point["group"]:
                member["later"] = "x"


# A function whose calls of functions come to a million parts, without doing anything.
HEAVY = "def f0(n) = n + n + n + n + n\n" + "".join(
    f"def f{i}(n) = n if n < 9 else {' + '.join([f'f{i - 1}(n)'] * 10)}\n" for i in range(1, 4)
)
LOOP = "~ n += 1\n~ if n < much:\n    -> round\n-> a\n"

# 34 scenes: what is used up of them takes more than one counter.
CARDS = "".join(f"== c{i:02} #card\nCard.\n-> back\n" for i in range(34))

EDGES: dict[str, Edge] = {
    "edge-each-34": Edge(f"== a\n* each #card ->\n+ Out. -> end\n-> a\n{CARDS}", ["c32", "c00", "c33", "c01", "Out"]),
    "edge-visits-32": Edge(
        "var n = 0\n== a\n{n}\n+ Deeper.\n    ~ n += 1\n    -> a ->\n    Back to {n}.\n    -> a\n+ Up. -> back\n+ Out. -> end\n",
        ["Deeper"] * 33 + ["Up", "Deeper", "Deeper"] + ["Up"] * 33,
    ),
    "edge-threads-128": Edge(
        "var n = 0\n== a\n<- lent\n+ Out. -> end\nMet {n}.\n-> end\n== lent\n+ Deeper.\n    ~ n += 1\n    <- other\n    -> end\n"
        "+ Stop.\n    Stopped.\n== other\n+ On.\n    ~ n += 1\n    <- lent\n    -> end\n+ Stop.\n    Stopped.\n",
        ["Deeper", "On"] * 64 + ["Deeper", "Stop"],
    ),
    "edge-budget-start": Edge(f"var n = 0\nvar much: 0..20000 = 9998\n== a\n~ n = 0\n-> round\n== b\nOn.\n+ Stop. -> end\n== round\n{LOOP.replace('-> a', '-> b')}", ["Stop"]),
    "edge-budget-start-over": Edge(f"var n = 0\nvar much: 0..20000 = 9999\n== a\n~ n = 0\n-> round\n== b\nOn.\n+ Stop. -> end\n== round\n{LOOP.replace('-> a', '-> b')}", []),
    "edge-budget-choice": Edge(
        f"var n = 0\nvar much: 0..20000 = 9998\n== a\n{{n}}\n+ Plain. -> round\n* Once. -> round\n* (named) Named. -> round\n<- lent\n+ Visit. -> round2 ->\n    -> a\n"
        f"* Last {{visits(named)}}. -> end\n== round\n{LOOP}== round2\n~ n += 1\n~ if n < much:\n    -> round2\n-> back\n== lent\n+ Lent. -> round\n",
        [
            set_(much=9998), "Plain", set_(n=0), set_(much=9999), "Plain",
            set_(much=9998), "Once", set_(n=0), set_(much=9999), "Named", set_(much=9998), "Named",
            set_(n=0), set_(much=9999), "Lent", set_(much=9998), "Lent", set_(n=0), set_(much=9997), "Visit", set_(n=0), set_(much=9998), "Visit", "Last",
        ],
    ),
    "edge-budget-answer": Edge(
        "var n = 0\nvar much: 0..20000 = 9998\n== a\n~ n = 0\n~ ask much: How many?\n-> round\n== round\n~ n += 1\n~ if n < much:\n    -> round\n-> b\n== b\n{n}\n+ Again. -> a\n+ Out. -> end\n",
        [{"answer": "9999"}, {"answer": "9998"}, "Again", {"answer": "9998"}, "Out"],
    ),
    "edge-budget-each": Edge(
        "var n = 0\nvar much: 0..20000 = 9998\n== a\n{n}\n+ each #far\n+ Out. -> end\n== one: One #far\n-> round\n== round\n" + LOOP,
        [set_(much=9999), "One", set_(much=9998), "One", "Out"],
    ),
    "edge-budget-point": Edge(
        HEAVY + "var n = 0\n== a\nHere.\n+ Go on. -> b\n+ Out. -> end\n== b\nAt once too much.\n" + f"+ {{if {' + '.join(['f3(n)'] * 45)} == 1}} Never. -> a\n" * 2 + "+ {if n == 0} Nor this. -> a\n",
        ["Go on", "Out"],
    ),
    "edge-short-cut": Edge(
        "var n = 0\n== a\n{n != 0 and 10 / n > 1} {n == 0 or 10 / n > 1} {1 if n == 0 else 10 / n}\n+ {if n == 0 or 10 / n > 4} On.\n    ~ n += 3\n    -> a\n+ Wrong.\n"
        "    {n == 0 and 10 / n > 1}\n    -> a\n+ Wrong too.\n    {n != 0 or 10 / n > 1}\n    -> a\n+ Out. -> end\n",
        ["Wrong.", "Wrong too", "On", "Wrong.", "Wrong too", "Out"],
    ),
    "edge-set-alone": Edge(
        "const MUCH = 9007199254740991\nvar n: 0..9 = 5\nvar free = 5\nvar yes = true\ndef small(k):\n    ~ let x: 0..9 = k * MUCH\n    ~ return x\n"
        "def inner(k):\n    ~ let x: 0..9 = k * MUCH - MUCH\n    ~ return x\n== a\n{n}\n+ Outer.\n    ~ n = n * MUCH\n    -> a\n+ Inner.\n    ~ n = n * MUCH - 1\n    -> a\n"
        "+ Free.\n    ~ free = free * MUCH\n    -> a\n+ Either.\n    ~ n = n * MUCH if yes else 1\n    -> a\n+ Back.\n    ~ n = n * MUCH / MUCH\n    -> a\n"
        "+ Local.\n    ~ let x: 0..9 = n * MUCH\n    {x}\n    -> a\n+ Function.\n    {small(n)}\n    -> a\n+ Function within.\n    {inner(n)}\n    -> a\n"
        "+ Given. -> given(n * MUCH)\n+ Visited. -> given(n * MUCH) ->\n    -> a\n+ Lends. -> lends\n+ Argument.\n    {twice(n * MUCH)}\n    -> a\n+ Out. -> end\n== given(k: 0..9)\n{k}\n-> a\n== lends\n<- lent(n * MUCH)\n+ Home. -> a\n== lent(k: 0..9)\n+ Lent {k}. -> a\ndef twice(k: 0..9) = k + k\n".replace(
            "def twice(k: 0..9) = k + k\n", ""
        ).replace("def small", "def twice(k: 0..9) = k + k\ndef small"),
        ["Outer", "Inner", "Free", "Either", "Back", "Local", "Function.", "Function within", "Given", "Visited", "Lends", "Argument", "Out."],
    ),
    "edge-twice": Edge(
        "var n = 0\n== a\n{n}\n~ if n < 9:\n    <- lent(1)\n+ Between. -> a\n~ if n >= 0:\n    <- lent(2)\n+ Out. -> end\n== lent(k: 0..3)\n+ Lent {k} {cycle: x | y}.\n    Took {k}.\n    ~ n += k\n    -> a\n"
        "+ {if k == 1} One.\n    Took {k}.\n    -> a\n+ {if k == 2} Two.\n    Took {k}.\n    -> a\n",
        ["Lent", "One", "Two", "Between", "Lent", "Out"],
    ),
    "edge-twice-otherwise": Edge(
        "var n = 0\n== a\n{n}\n+ On.\n    ~ n += 1\n    -> b\n== b\n+ {if n > 3} Out. -> end\n~ if n != 1:\n    <- lent(1)\n~ if n != 2:\n    <- lent(2)\nBehind.\n-> a\n"
        "== lent(k: 0..3)\n+ {if k > 2} Never. -> a\n+ {otherwise}\n    Took {k}.\n",
        ["On", "On", "On", "On", "Out"],
    ),
    "edge-each-once": Edge(
        "var n = 0\n== a\n{n}\n+ each #far\n~ if n > 0:\n    + each #near\n* Between. -> a\n~ if n > 1:\n    + each #far\n+ More.\n    ~ n += 1\n    -> a\n+ Out. -> end\n"
        "== one: One #far #near\n-> a\n== two: Two #far\n-> a\n",
        ["More", "More", "One", "Two", "Out"],
    ),
    "edge-leave": Edge(
        "== a\n<- lent\n+ Out. -> end\nBehind.\n+ Again. -> a\n== lent\n+ Stay.\n    Stayed.\n+ Leave. -> c\n+ Visit. -> d ->\n    And on.\n== c\nLeft.\n+ Back. -> back\n+ Home. -> a\n"
        "== d\nVisited.\n+ Back. -> back\n+ Leave. -> c\n",
        ["Stay", "Again", "Leave", "Back", "Home", "Visit", "Back", "Again", "Visit", "Leave", "Back", "Again", "Out"],
    ),
    "edge-leave-a-visit": Edge(
        "== a\nA.\n+ Visit. -> v ->\n    Came back.\n    -> a\n+ Out. -> end\n== v\nV.\n<- lent\n+ Plain. -> back\nBehind.\n-> back\n== lent\n+ Stay.\n    Stayed.\n+ Leave. -> back -> b\n== b\nB.\n+ Back. -> back\n+ Home. -> a\n",
        ["Visit", "Stay", "Visit", "Leave", "Back", "Home", "Visit", "Plain", "Out"],
    ),
    "edge-each-of-a-thread": Edge(
        "== a\nA.\n<- lent\n+ Out. -> end\nBehind.\n+ Again. -> a\n== lent\n+ each #far ->\n+ Stay.\n    Stayed.\n== one: One #far\nThere.\n+ Back. -> back\n+ Home. -> a\n".replace("+ Again. -> a\n", "+ Again. -> a\n+ Return. -> back\n"),
        ["One", "Back", "Return", "Again", "One", "Home", "Stay", "Again", "Out"],
    ),
    "edge-locals-of-threads": Edge(
        "var n = 0\n== a\n~ let x = 7\n<- lent(3)\n+ Out. -> end\nBehind {x}.\n<- lent(5)\n+ Again. -> a\n-> a\n== lent(k)\n+ Lent {k}.\n    ~ let y = k * 2\n    Took {k} {y}.\n    -> c ->\n    Still {k} {y}.\n"
        "+ Far {k}. -> c\n== c\n~ let z = 1\nC {z}.\n+ Back. -> back\n+ Home. -> a\n",
        ["Lent", "Back", "Lent", "Back", "Out"],
    ),
    "edge-host-text": Edge(
        "extern given(number) -> text\nvar t: text = \"\"\n== a\n~ t = given(1)\n{t}|{length(t)}\n+ Two.\n    ~ t = given(2)\n    {t}|{length(t)}\n    -> b\n+ Three.\n    ~ t = given(3)\n    {t}|{length(t)}\n    -> b\n== b\n+ Out. -> end\n",
        ["Two", "Out"],
        functions={"given": lambda n: {1: "ab " * 100, 2: " a\u2028 b\t" + "\U0001f600" * 300, 3: ""}[n]},
    ),
    "edge-chance": Edge(
        "var p: 0..100 = 0\nvar n = 0\n== a\n{chance(p)}\n+ Again.\n    ~ p = 100 - p\n    -> a\n+ Half.\n    ~ p = 50\n    -> a\n+ Out. -> end\n",
        ["Again", "Again", "Half", "Half", "Half", "Half", "Half", "Half", "Out"],
    ),
    "edge-any-none": Edge(
        "var open = false\n== a\nA.\n-> any #far\nNone.\n+ Open.\n    ~ open = true\n    -> a\n+ Again. -> a\n== one: One #far\n~ when open\nOne.\n+ Home. -> a\n== two: Two #far\n~ when open\nTwo.\n+ Home. -> a\n== three: Three #far\n~ when open\nThree.\n+ Home. -> a\n+ Out. -> end\n",
        ["Again", "Again", "Open", "Home", "Home", "Home", "Home"],
    ),
    "edge-draw-order": Edge(
        "var n = 0\n== a\nA {n}.\n-> any #far\n-> end\n== high: High #far\n~ priority 2\n~ when 10 / (n - 3) != 1\nHigh.\n+ More.\n    ~ n += 1\n    -> a\n== low: Low #far\n~ when 10 / (n - 2) != 1\nLow.\n+ More.\n    ~ n += 1\n    -> a\n== last: Last #far\n~ once\n~ priority 3\n~ when 10 / (n - 1) != 7\nLast.\n+ More.\n    ~ n += 1\n    -> a\n",
        ["More", "More", "More", "More"],
    ),
    "edge-decimal": Edge(
        "var n = 1234\nvar digits = 15\n== a\n{decimal(n, digits)} {decimal(-n, digits)} {decimal(0, digits)}\n+ More.\n    ~ digits += 1\n    -> a\n+ Less.\n    ~ digits -= 8\n    -> a\n+ Out. -> end\n",
        ["More", "Less", "Less", "Out"],
    ),
    "edge-letters": Edge(
        'var t: text = "ǆ ᾳ ῳ ⅷ ⓐ ⱥ ꭰ ß ﬁ İ ſ ÿ"\n== a\n{upper(t)}|{lower(upper(t))}|{capital(t)}|{capital("ⅷ x")}|{capital("ÿ")}|{capital("„so")}|{capital("ßa")}|{lower("ⅧⒶİΣẞ")}\n+ Out. -> end\n',
        ["Out"],
    ),
    "edge-function-blanks": Edge(
        "var n = 0\nvar met = false\ndef said():\n    ~ met = not met\n    ~ if n == 0:\n        <> one <>\n    ~ elif n == 1:\n        two\n    ~ elif n == 2:\n        {if met: {if not met: x}}\n"
        "== a\nSay {said()}.\n\nOr {said()} and {said()}{said()} on.\n\n{said()}\n+ More.\n    ~ n += 1\n    -> a\n+ Out. -> end\n",
        ["More", "More", "More", "Out"],
        change=with_blanks,
    ),
    "edge-line-breaks": Edge(
        "var n = 0\nvar t: text = \"x\"\n== a\nOne {if n > 0: two} \\\n{if n > 0: three} {t} \\\n*{if n > 1: four}* \\\nfive.\n+ More \\\n    of it.\n    ~ n += 1\n    -> a\n+ Out. -> end\n".replace("+ More \\\n    of it.", "+ More."),
        ["More", "More", "Out"],
        change=with_blanks_at_breaks,
    ),
    "edge-was": Edge(
        "var n = 0\n== a\nA.\n-> any #far\n-> end\n== one (was first, oldest): One #far\n1\n+ Home. -> a\n== two (was second): Two #far\n2\n+ Home. -> a\n== three: Three #far\n3\n+ Home. -> a\n",
        ["Home"] * 8,
        change=lambda program: program["was"]["scenes"].update({"zeroth": "first", "lost": "gone", "second": "two"}),
    ),
    "edge-first-values": Edge(
        "var n = 0\ndef made():\n    ~ let x: 3..5 = 4\n    ~ return x\n== a\n{made()}\n+ Out. -> end\n",
        ["Out"],
        change=without_first_set,
    ),
    "edge-otherwise": Edge(
        "var n = 1\n== a\n{turns()} {n}\n+ On. -> b\n+ Out. -> end\n== b\n+ {if n > 3} Never. -> a\n+ {needs n > 2: not {10 / n}} Closed. -> a\n* {otherwise}\n    By itself, {turns()}.\n    ~ n += 1\n    -> a\n* {otherwise}\n    Second, {turns()}.\n    ~ n += 1\n    -> a\n",
        ["On", "On", "Out"],
    ),
    "edge-otherwise-guards": Edge(
        "var n = 0\n== a\n{n}\n+ On. -> b\n+ Out. -> end\n== b\n+ {if n > 5} Never. -> a\n+ {otherwise}\n    By itself.\n    -> a\n",
        ["On", "Out"],
        change=with_more_of_an_otherwise,
    ),
    "edge-passed": Edge(
        "var n = 0\n== a\nA.\n+ On. -> b\n+ Out. -> end\n== b\n+ {if chance(0)} Never. -> a\n+ {if n > random(1, 3) + 5} Never {cycle: x | y}. -> a\n\nPast {random(1, 1000)} {chance(50)}.\n~ n += 1\n-> c\n"
        "== c\n+ {if random(1, 2) > 2} Never. -> a\n+ {otherwise}\n    Otherwise {random(1, 1000)}.\n    -> a\n",
        ["On", "On", "On", "Out"],
    ),
    "edge-passed-draws": Edge(
        "var n = 0\ndef thrown() = random(1, 1000)\n== a\nA {n}.\n+ On. -> b\n+ Out. -> end\n== b\n+ {if f(0) > 5} Never. -> a\n\nPast {f(1)}.\n-> c\n== c\n+ {if f(0) > 5} Never. -> a\n+ {otherwise}\n    Otherwise {f(1)}.\n    -> a\n".replace(
            "def thrown() = random(1, 1000)\n", "def f(k) = random(1, 1000) * k\n"
        ),
        ["On", "On", "Out"],
    ),
    "edge-prompt": Edge(
        "var t: text = \"\"\nvar n: 0..9 = 3\n== a\n~ ask t: Who, {cycle: x | y | z} {random(1, 100)}?\n{t} {random(1, 100)}\n-> b\n== b\n~ ask n: {shuffle: a | b | c}, how many?\n{n}\n+ Again. -> a\n+ Out. -> end\n",
        [{"answer": "Ada"}, {"answer": "12"}, {"answer": "2"}, "Again", {"answer": ""}, {"answer": ""}, "Again", {"answer": "Bob"}, {"answer": "4"}, "Out"],
    ),
    "edge-status": Edge(
        'var n = 0\nvar t: text = ""\nstatus: {if n == 1: one}{t}{cycle: | }\n== a\nA {cycle: x | y}.\n+ On {cycle: p | q}.\n    ~ n += 1\n    -> a\n+ Out. -> end\n'.replace("{cycle: | }", ""),
        ["On", "On", set_(t="z"), "Out"],
    ),
    "edge-status-looks": Edge(
        "var n = 0\nstatus: {visits(a)} {turns()}\n== a\nA.\n+ {if random(1, 3) > 0} On {random(1, 1000)}.\n    {random(1, 1000)}\n    -> a\n+ Out. -> end\n",
        ["On", "On", {"refresh": True}, "Out"],
    ),
    "edge-speaker-joins": Edge(
        "cast: Tom\nvar n = 0\n== a\nOne <>\nTom: says <>\n\n<> this.\n\nTom: More <> #t\n\nand {if n > 0: so} on<>\nTom: again\n#u\n\nLast.\n+ More.\n    ~ n += 1\n    -> a\n+ Out. -> end\n",
        ["More", "Out"],
    ),
    "edge-speaker-of-nothing": Edge("cast: Tom\n== a\nOne <>\nTom: says this.\n+ Out. -> end\n", ["Out"], change=with_break_behind_a_speaker),
    "edge-wide": Edge(
        "var n = 0\nvar t = 0\n== a\n" + "~ t = 0\n".join(["東{if n > 0:は}\n", "京\n\n東\n", "{if n > 0:は}\n", "京\n\n東京\n", "*{if n > 1:は}*\n", "**京**{if n > 0:は}\n", "とa\n", "b\n", "{if n > 0:は}\n", "c {if n > 1:は}\n", "京\n"]) + "+ More.\n    ~ n += 1\n    -> a\n+ Out. -> end\n",
        ["More", "More", "Out"],
    ),
    "edge-host-sets": Edge(
        'var s: set of rope, silver_key "silver key", lamp = rope\nextern which(set of rope, silver_key, lamp) -> set of rope, silver_key, lamp\n== a\n{s} {count(s)} {which(s)}\n+ Out. -> end\n'.replace(
            'silver_key "silver key"', "silver_key"
        ),
        [set_(s=["lamp", "rope"]), set_(s=["silver_key", "lamp", "silver_key"]), set_(s=[]), set_(s=["rope", "no"]), "Out"],
        functions={"which": lambda s: [*reversed(s), *s]},
    ),
    "edge-host-begins": Edge(
        "var n = 0\ndef grow():\n    ~ n += 1\n== a\nA.\n+ Go.\n    ~ grow()\n    -> b(n)\n== b(k)\n{k}\n+ Home. -> a\n+ Out. -> end\n",
        [
            {"start": {"seed": 1, "host": {}, "scene": "def grow"}}, {"start": {"seed": 1, "host": {}, "scene": "b"}}, {"start": {"seed": 1, "host": {}, "variables": {"n": "x"}}},
            {"start": {"seed": 1, "host": {}, "variables": {"grow()": 1}}}, "Go", {"start": {"seed": 2, "host": {}, "variables": {"n": 4}}}, "Go", "Out",
        ],
    ),
    "edge-host-looks": Edge(
        "var n = 0\n== a\nA.\n+ {if n == 0} Go. -> a\n\nPast.\n+ {if n == 1} Here.\n    Gone.\n    -> a\nOn {n}.\n#t\n<>, and on\n+ Out. -> end\n",
        [set_(n=1), "Here", set_(n=2), "Out"],
        change=without_breaks,
    ),
    "edge-tag-in-a-text": Edge("== a\nHere.\n+ On. -> end\n", ["On"], change=with_tag_in_a_plain_text),
    "edge-without-costs": Edge(
        "var n = 0\n== a\n{n}\n+ On. -> b\n+ Out. -> end\n== b\n~ n += 1\n~ if n < 3:\n    -> b\n~ if n < 20000:\n    ~ if n > 3:\n        -> b\n-> a\n",
        ["On", "On", "Out"],
        change=without_costs,
    ),
    "edge-more-keys": Edge("var n = 0\n== a\nA {n}.\n+ On.\n    ~ n += 1\n    -> a\n+ Out. -> end\n", ["On", "Out"], change=with_more),
}  # fmt: skip


REFUSED_STORY = """\
extern given() -> 0..9
var n = 0
def f(k):
    ~ let x = k
    ~ return x
== a
{n} {given()}
~ if n > 3:
    {f(n)}
<- b
+ {if n > 1} On. -> a
+ {needs n > 2: no} Out. -> end
== b
+ Lent. -> a
"""


def put(*path: Any) -> Callable[[Any], object]:
    """Put the last value in the place that the others lead to."""

    def change(program: Any) -> None:
        for key in path[:-2]:
            program = program[key]
        program[path[-2]] = path[-1]

    return change


# Programs that are of no version that there is, by name.
REFUSED: dict[str, Callable[[Any], object]] = {
    "format": put("format", "nightcap story"),
    "no-format": lambda program: program.pop("format"),
    "version-1": put("version", 1),
    "version-1000": put("version", 1000),
    "version-text": put("version", "2"),
    "no-version": lambda program: program.pop("version"),
    "operation": put("scenes", 0, "segments", 0, 0, ["shout", 65537]),
    "operation-inside": lambda program: next(one for one in program["scenes"][0]["segments"][0] if one[0] == "if")[1][
        0
    ][2].append(["later"]),
    "point": put("scenes", 0, "points", 0, "kind", "menu"),
    "member": put("scenes", 0, "points", 0, "group", 0, "kind", "yarn"),
    "member-of-a-thread": put("scenes", 1, "thread", 0, "kind", "choices"),
    "guard": put("scenes", 0, "points", 0, "group", 1, "guards", 0, ["unless", True]),
    "part": lambda program: program["scenes"][0]["segments"][0][1][2].append(["picture", "a.png"]),
    "expression": put("scenes", 0, "points", 0, "group", 1, "guards", 0, 1, ["power", 2, 3]),
    "expression-of-a-function": put("functions", 1, "steps", 0, 3, ["power", 2, 3]),
    "step": put("functions", 1, "steps", 0, ["while", 65537, True, []]),
    "function": put("functions", 0, "kind", "async"),
    "type": put("variables", 0, "type", 0, "list"),
    "type-of-a-parameter": put("functions", 1, "parameters", 0, 0, "any"),
    "status": put("status", [["picture", "a.png"]]),
}


def refused(program_of: Callable[[engine.Story], Any]) -> Iterator[tuple[str, Any]]:
    """All programs that a reader refuses, by name."""
    for name, change in REFUSED.items():
        program = json.loads(json.dumps(program_of(engine.loads(REFUSED_STORY))))
        change(program)
        yield name, program


def edge_cases(
    program_of: Callable[[engine.Story], Any], driver_of: Callable[[], Any]
) -> Iterator[tuple[str, Any, Any]]:
    """All cases: name, program, play."""
    for name, edge in EDGES.items():
        story = engine.loads(edge.text)
        program = json.loads(json.dumps(program_of(story)))
        edge.change(program)
        yield name, program, play_of(edge, program, driver_of())


def play_of(edge: Edge, program: Any, driver: Any) -> Any:
    """What comes of an edge's inputs."""
    tables: dict[str, list[Any]] = {}

    def noting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        rows = tables.setdefault(name, [])

        def call(*given: Any) -> Any:
            row = [[list(one) if isinstance(one, tuple) else one for one in given], function(*given)]
            if row not in rows:
                rows.append(row)
            return row[1]

        return call

    assert driver.answer({"load": program}) == {"loaded": True}, driver.answer({"load": program})
    functions = {name: noting(name, one) for name, one in (edge.functions or {}).items()}
    head = {"seed": edge.seed, "host": tables, **(edge.begin or {})}
    turns, inputs = [driver.begin(edge.seed, functions, edge.begin or {})], []
    for one in edge.inputs:
        if isinstance(one, str):
            found = [number for number, choice in enumerate(driver.session.choices) if choice.text.startswith(one)]
            assert len(found) == 1, (one, driver.session.choices, inputs[-3:])
            one = {"choose": found[0]}
        inputs.append(one)
        turns.append(driver.answer(one))
    return {**head, "inputs": inputs, "turns": turns}
