"""Stories that grow in one thing: many lines of one kind in one scene, many declarations, or many scenes of one kind.

In each text `{n}` is the number of the piece, of three digits, and `{next}` that of the piece behind it; of the last
piece, the first.
"""

from __future__ import annotations

HEADER = """title: Streets
ifid: 78E77BD1-AAE4-4C5C-927D-3AA034F162DB
cast: Ada

var coins: 0..9999 = 4
var wet = false
var bag: set of rope, lamp
var mood: glad | sour
def name(x) = x + 1
def pay(price):
    ~ coins = clamp(coins - price)
"""
START = """
== start
~ wet = not wet
~ bag += rope, lamp
~ mood = sour
~ coins = clamp(coins - 1)
{if wet: She is wet.} {if bag has lamp: A lamp.} {if mood == glad: She smiles.} She has {coins} coins, or {name(coins)}.

~ pay(1)
-> other ->

"""
HUB = """
== hub
Here.
+ Go on. -> start
+ Leave. -> end
"""
OTHER = """
== other
Other.
-> back
"""
# Lines of one scene.
LINES = {
    "prose": "She walks on past the harbour, and the wind goes with her, number {n}.\n",
    "paragraphs": "She walks on past the harbour, and the wind goes with her, number {n}.\n\n",
    "names": "~ let x{n} = coins + {n}\nNow it is {x{n}}.\n\n",
    "changes": "~ coins = clamp(coins + {n})\n",
    "conditions": "~ if coins > 2{n}:\n    She counts {n}.\n~ else:\n    She sings {n}.\n",
    "variations": "It is {cold | colder} today, and {if wet: it rains | it is dry} {n}.\n\n",
    "values": "She has {coins} coins, {words(coins)} in all, and {name(coins)} {n}.\n\n",
    "tags": "She waves from the boat. #wave{n} #far\n\n",
    "speech": 'Ada: Come in, number {n}.\n\n"Come in," he says, "number {n}, and sit down."\n\n',
    "emphasis": "She is *very* **loud** {n}.\n\n",
    "comments": "She walks. // why? {n}\n// nobody knows\n\n",
    "blocks of choices": "+ Take the road {n}.\n    It is long.\n    -> hub\n",
    "choices": "+ Take the road {n}. -> hub\n",
    "guards": "+ {if coins > 1} Take the road {n}. -> hub\n+ {needs wet: It is dry.} Take the boat {n}. -> hub\n",
    "labels": "+ (l{n}) Take the road {n}.\n    {if seen(l{n}): It is long {n}.}\n    -> hub\n",
    "menus": "* Sit down {n}.\n    She sits.\n* Stay {n}.\n    She stays.\nThen she goes on {n}.\n",
    "points": "~ if wet and coins == {n}:\n    -> p{n}\nShe waits.\n\n-- p{n}\nShe goes on {n}.\n\n",
    "visits": "-> other ->\nThen she goes on {n}.\n\n",
    "loops": "~ for one in bag:\n    There is {one} {n}.\n",
    "items": "~ once:\n    - It rains {n}.\n    - It rains again.\n",
    "draws": "~ coins = random(1, 6)\n~ if chance(50):\n    It rains {n}.\n",
    "calls": "~ pay({n})\nThen {n}.\n\n",
    "questions": "~ ask coins: How many, {n}?\n",
}
# Declarations, and the lines that use them.
DECLARED = {
    "variables": ("var v{n}: 0..9 = 1\n", "~ v{n} = clamp(v{n} + 1)\nNow {v{n}}.\n\n"),
    "constants": ("const C{n} = {n}\n", "Now {C{n}}.\n\n"),
    "functions": ("def f{n}(x) = x + {n}\n", "Now {f{n}(2)}.\n\n"),
    "functions with bodies": (
        "def g{n}(x):\n    ~ if x > {n}:\n        ~ return 1\n    ~ return x\n",
        "Now {g{n}(2)}.\n\n",
    ),
    "claims": ("claim never coins > {n}\n", "Now {n}.\n\n"),
}
# Scenes, and the choice that leads to the first of them.
SCENES = {
    "scenes": ("\n== s{n}\nThe street {n}.\n+ Go on. -> s{next}\n* Leave it. -> end\n", "s100"),
    "scenes used up": ("\n== s{n}\nThe street {n}.\n* Go on. -> s{next}\n* Leave it. -> end\n", "s100"),
    "forks": ("\n== s{n}\n{if seen(s{next}): Again.}\n~ if coins > 2:\n    -> s{next}\n+ Wait. -> hub\n", "s100"),
    "drawn scenes": ("\n== s{n} #street\n~ when coins > {n}\nNumber {n}.\n+ Go on. -> hub\n", "any #street\n-> end"),
    "visits of scenes": ("\n== s{n}\nThe street {n}.\n-> other ->\n+ Go on. -> s{next}\n", "s100"),
    "lent choices": ("\n== s{n}\nThe street {n}.\n<- hub\n+ Go on. -> s{next}\n", "s100"),
    "points of scenes": ("\n== s{n}\nNumber {n}.\n+ (go) Go on. -> s{next}\n* Stay. -> at\n-- at\nThere.\n-> hub\n", "s100"),
    "parameters": ("\n== s{n}(x)\nThe street {x}.\n+ Go on. -> s{next}(x)\n+ Back. -> hub\n", "s100(1)"),
    "titles": ('\n== s{n}: Street {n}\nCold.\n\n"Wet," she says. #rain\n+ Go on. -> s{next}\n', "s100"),
    "long names": ("\n== street_number_{n}\nA street.\n+ Go on. -> street_number_{next}\n", "street_number_100"),
    "names of scenes": ("\n== s{n}\n~ let x = coins + 1\nIt is {x}.\n+ Go on. -> s{next}\n", "s100"),
}  # fmt: skip
# Lines that cannot be read, or may have been meant otherwise: what a hint says of them, the rest of the file tells.
UNREADABLE = (
    "~ word{n} is odd here\n",
    "~ word{n}\n",
    "~ temp word{n} = 3\n",
    "~ ask What is word{n}?\n",
    "ask name{n}: Who?\n\n",
    "-> $name{n}\n\n",
    "-> name{n}, gone\n\n",
    "-> the name{n}\n\n",
    "hide name{n}\n\n",
    "wait {n}\n\n",
    "<-- name{n}\n\n",
    "pass\n\nreturn\n\n",
    "~ if word{n} == the name{n}:\n    Hi.\n",
    "* #tag{n}\n",
    "go{n} ->\n",
    "~ elif coins == {n}:\n    Hi.\n",
    "It is {if wet: wet {n} | else: dry}.\n\n",
    "== name Place{n}\nHere.\n",
    "~ once:\n",
)
# Of these the same is said for each; whether it was said of a line already is looked up.
WRONG = UNREADABLE[-4:]
# Lines that are read, and of which something is said when they are checked, with the file that looks for it.
TOLD = {
    "—start\n\n": "check/rules/dialogue.py",
    "* Go on {n}. -> start.p{n}\n": "check/points_meant.py",
}
KINDS = (*LINES, *DECLARED, *SCENES)
ENDS = ("blocks of choices", "choices", "guards", "labels")


def story(kind: str, size: int) -> str:
    """A story with so many pieces of a kind, in which nothing is wrong."""
    if kind in LINES:
        return HEADER + START + _pieces(LINES[kind], size) + ("" if kind in ENDS else "-> hub\n") + HUB + OTHER
    if kind in DECLARED:
        declared, used = DECLARED[kind]
        return HEADER + _pieces(declared, size) + START + _pieces(used, size) + "-> hub\n" + HUB + OTHER
    scene, first = SCENES[kind]
    return HEADER + START + "-> hub\n" + HUB + f"+ Go far. -> {first}\n" + OTHER + _pieces(scene, size)


def _pieces(text: str, size: int) -> str:
    numbers = [str(100 + one) for one in range(size)]
    return "".join(text.replace("{n}", numbers[one]).replace("{next}", numbers[one + 1 - size]) for one in range(size))
