"""Kinds of edit of edits/inn.story: those that may change what comes of a play, and those of words alone."""

import re

from edit_harness import SOURCE, Changes


def one(old: str, new: str, *more: tuple[str, str]) -> Changes:
    """An edit of one place, and of more."""
    return ((old, new), *more)


EDITS: dict[str, Changes] = {
    "nothing": (),
    # chance
    "a threshold": one("chance(50)", "chance(90)"),
    "a threshold the other way": one("chance(50)", "chance(5)"),
    "a wider range": one("~ let n = random(1, 6)", "~ let n = random(1, 12)"),
    "a narrower range": one("~ let n = random(1, 6)", "~ let n = random(1, 3)"),
    "another limit": one("~ if n > 3:", "~ if n > 1:"),
    "a limit the other way": one("~ if n > 3:", "~ if n < 4:"),
    "an item more in a shuffle": one("rain | mud | old leaves", "rain | mud | old leaves | iron"),
    "an item less in a shuffle": one("rain | mud | old leaves", "rain | mud"),
    "items swapped in a shuffle": one("rain | mud | old leaves", "old leaves | mud | rain"),
    "a draw in front": one("You come to the gate at dusk.", "You come to the gate at dusk. {random(1, 6)}"),
    "a draw of the same kind in front": one("~ if chance(50):", "~ if chance(50):\n    Rooks fly up.\n~ if chance(50):"),
    "a draw of the same shape in front": one("~ let n =", "~ let first = random(1, 6)\n{first} crows. {random(1, 2)}\n~ let n ="),
    "a scene with the tag more": one("== hall:", "== ox #beast\nAn ox. #x1\n-> back\n\n== hall:"),
    "a scene with the tag less": one("== goat #beast", "== goat"),
    "tagged scenes moved about": one("== horse #beast\nA grey horse looks up. #m14\n-> back\n\n", "", ("== hall:", "== horse #beast\nA grey horse looks up. #m14\n-> back\n\n== hall:")),
    "a priority": one("== mule #beast\n", "== mule #beast\n~ priority 2\n"),
    "a condition on a tagged scene": one("== horse #beast\n", "== horse #beast\n~ when coins > 100 - 100 + 50\n"),
    "a def that draws more": one("def roll() = random(1, 6)", "def roll() = random(1, 6) + random(0, 6)"),
    "a def of another range": one("def roll() = random(1, 6)", "def roll() = random(3, 8)"),
    "a def called once more elsewhere": one("The ditch smells", "{roll()} rooks. The ditch smells"),
    "a scene that is renamed": one("yard", "court"),
    # effects
    "another effect": one("~ coins -= PRICE", "~ coins -= 5"),
    "an effect less": one("    ~ coins -= PRICE\n", ""),
    "an effect more": one("    The guard counts your money. #m5", "    ~ mood = glad\n    The guard counts your money. #m5"),
    "a constant": one("const PRICE = 3", "const PRICE = 1"),
    "a default": one("0..20 = 9", "0..20 = 8"),
    "a default of names": one("even | glad = even", "even | glad = glad"),
    "a variable more": one("var mood", "var hats = 2\nvar mood"),
    "a variable renamed": one("coins", "pence"),
    "a wider type": one("0..20", "0..99"),
    "a narrower type": one("0..20 = 9", "0..9 = 9"),
    "an enumeration more": one("sour | even | glad =", "sour | even | glad | wild ="),
    # choices
    "a label that means another thing": one("(take) Take the iron key.\n    ~ bag += key\n    The key is cold and heavy. #m7", "(take) Kill the prisoner.\n    The prisoner dies. #x1"),
    "a label that means another thing, same end": one("(pay) Pay the toll.", "(pay) Set the gate on fire."),
    "labels swapped": one("(tea_yes) Yes.", "(tea_yes_) Yes.", ("(tea_no) No.", "(tea_yes) No."), ("(tea_yes_)", "(tea_no)")),
    "the first question cut": one("Will you have some tea? #m18\n\n* (tea_yes) Yes.\n    The tea is hot. #m19\n* (tea_no) No.\n    The cup goes back to the shelf. #m20\n\n", ""),
    "the questions swapped": one("tea_", "x_", ("marry_", "tea_"), ("x_", "marry_")),
    "a choice closed": one("* Sleep until", "* {needs bag has rope: you lack a rope} Sleep until", ("* (pay) Pay", "* (pay) {needs coins > 15: too dear} Pay")),
    "a choice hidden": one("* (ask) Ask Ada", "* (ask) {if coins > 15} Ask Ada"),
    "a choice gone": one("* Climb over the wall.\n    ~ mood = sour\n    You tear a sleeve on the wall. #m6\n    -> yard\n", ""),
    "choices in another order": one("* (take) Take the iron key.\n    ~ bag += key\n    The key is cold and heavy. #m7\n    -> yard\n", "", ("* (pay) Pay", "* (take) Take the iron key.\n    ~ bag += key\n    The key is cold and heavy. #m7\n    -> yard\n* (pay) Pay")),
    "a choice more": one("* (pay) Pay", "* Whistle for a horse. -> yard\n* (pay) Pay"),
    "a like choice more": one("* Climb over the wall.", "* Climb over the low wall. -> yard\n* Climb over the wall."),
    "a like choice for it": one("* Climb over the wall.\n    ~ mood = sour\n    You tear a sleeve on the wall. #m6\n    -> yard", "* Climb on the wall. -> night"),
    "a label given": one("* Climb over the wall.", "* (climb) Climb over the wall."),
    "a label taken away": one("* (take) Take the iron key.", "* Take the iron key."),
    "a label renamed": one("(ask) Ask Ada", "(room) Ask Ada"),
    "only once": one("+ Throw it once again.", "* Throw it once again."),
    # places
    "another target": one("    The guard counts your money. #m5\n    -> yard", "    The guard counts your money. #m5\n    -> hall"),
    "another target of a line": one("+ Throw it once again. -> yard", "+ Throw it once again. -> hall"),
    "another ending": one("-> end: Morning", "-> end: Cellar"),
    "an ending instead": one("    She closes the book. #m23\n    -> night", "    She closes the book. #m23\n    -> end: Married"),
    "an ending renamed": one("-> end: Morning", "-> end: A Late Morning"),
    "a visit more": one("    Ada: The room is", "    -> horse ->\n    Ada: The room is"),
    "a visit less": one("    -> any #beast ->\n", ""),
    "a scene between": one("    -> yard\n* Climb", "    -> lane\n* Climb", ("== yard:", "== lane\nA lane. #x1\n+ On. -> yard\n\n== yard:")),
    "a scene copied": one("== yard: The yard", "== court\n{The yard is full of carts. | The carts have gone by now.} #m8\n\n~ let n = random(1, 6)\nA die falls, and shows {n}. #x1\n+ Throw it once again. -> court\n* (ask) Ask Ada about the room. -> night\n\n== yard: The yard", ("money. #m5\n    -> yard", "money. #m5\n    -> court")),
    # conditions and variations
    "arms swapped": one("A friend stands beside you. #m2", "@", ("A friend lies dead in the ditch. #m3", "A friend stands beside you. #m2"), ("@", "A friend lies dead in the ditch. #m3")),
    "an inline condition": one("{if coins > 8: yours", "{if coins > 2: yours"),
    "an inline condition, turned about": one("{if coins > 8: yours | far too dear for you}", "{if coins > 8: far too dear for you | yours}"),
    "a cycle turned": one("An owl calls. | A dog barks. | Nothing stirs.", "A dog barks. | An owl calls. | Nothing stirs."),
    "a condition around a paragraph": one("You come to the gate at dusk. #m1", "~ if coins > 15:\n    You come to the gate at dusk. #m1"),
    "a condition less": one("~ if chance(50):\n    A friend stands beside you. #m2\n~ else:\n    A friend lies dead in the ditch. #m3", "A friend lies dead in the ditch. #m3"),
    "a question taken away": one("~ ask name: What is your name?\n", ""),
    "a question more": one("~ ask name: What", "~ ask coins: How many coins?\n~ ask name: What"),
    # functions, loops, points and places
    "a function that takes nothing": one("    ~ coins -= price\n    ~ return true", "    ~ return true"),
    "a function that says no": one("    ~ coins -= price\n    ~ return true", "    ~ return false"),
    "a limit in a function": one("~ if price > coins:", "~ if price + 8 > coins:"),
    "what a function says": one("~ if mood == sour:", "~ if mood == even:"),
    "what a function is given": one("afford(2)", "afford(4)"),
    "arms swapped behind a function": one("~ if paid:", "~ if not paid:"),
    "a loop less": one("    ~ for item in bag:\n        There is the {item}. #m33\n", "    There is nothing.\n"),
    "a loop over another set": one("~ for item in bag:", "~ for item in bag + [rope]:"),
    "names in another order": one("set of key, rope, lamp", "set of lamp, rope, key"),
    "a point elsewhere": one("-- stove\nYou stand at the stove. #m30\n", "You stand at the stove. #m30\n\n-- stove\n"),
    "no point, but the scene": one("    -> stove\n+ Lay", "    -> kitchen\n+ Lay"),
    "a point renamed": one("stove\n", "oven\n"),
    "a place": one("way: night | yard = night", "way: night | yard = yard"),
    "no place, but a scene": one("-> {way}", "-> hall"),
    "another variable is asked for": one("var name", 'var nick: text = "x"\nvar name', ("~ ask name: What is", "~ ask nick: What is"), ("down {name}", "down {nick}")),
}  # fmt: skip


def _prose() -> dict[str, Changes]:
    """Edits of words alone: of each paragraph a slip mended, a word more, another end; and choices reworded."""
    edits: dict[str, Changes] = {}
    for indent, line in re.findall(r"^( *)([A-Z][^{}|:\n]*?) #m\d+$", SOURCE, re.M):
        words = line.split()
        slip = [*words[:-1], words[-1][:-2] + words[-1][-2] * 2 + words[-1][-1:]]
        more = [*words[:2], "really", *words[2:]]
        edits[f"a slip: {line}"] = one(f"{line} #", f"{' '.join(slip)} #")
        edits[f"a word more: {line}"] = one(f"{line} #", f"{' '.join(more)} #")
        edits[f"another end: {line}"] = one(f"{line} #", f"{line[:-1]}!\n{indent}At least so it seems. #")
    for old, new in (
        ("Throw it once again.", "Throw it once more."),
        ("Throw it once again.", "Throw it, once again!"),
        ("Climb over the wall.", "Climb over the high wall."),
        ("Climb over the wall.", "Climb over teh wall."),
        ("Walk into the stable.", "Walk into the old stable."),
        ("Buy a tallow candle.", "Buy one tallow candle."),
        ("Sleep until the morning.", "Sleep until morning."),
        ("Open the cellar door.", "Open the door to the cellar."),
        ("(ask) Ask Ada about the room.", "(ask) Ask her about a room."),
        ("(pay) Pay the toll.", "(pay) Pay the man his toll."),
        ("What is your name?", "And what is your name?"),
        ("An owl calls.", "An old owl calls."),
        ("far too dear for you", "much too dear for you"),
        ("rain | mud | old leaves", "cold rain | mud | old leaves"),
        ("The yard is full of carts.", "The whole yard is full of carts."),
        ("The Inn", "The Old Inn"),
        ("rain beats upon the roof", "rain beats on the roof"),
        ("the sky is clear", "the sky is quite clear"),
        ("There is the {item}.", "There lies the {item}."),
        ("The kitchen is warm, and", "The kitchen is warm and bright, and"),
        ("Order a bowl of soup.", "Order a bowl of hot soup."),
        ("The gate", "The town gate"),
    ):
        edits[f"{old} -> {new}"] = one(old, new)
    return edits


PROSE = _prose()
