"""What is said about an expression that does not parse: a table from what stands there to what was probably meant.

Each function returns (message, hint, code).
"""

from __future__ import annotations

import re

from engine.patterns import compiled, regex

Explanation = tuple[str, str | None, str]
# What a hint shows of one line.
LONGEST = 160
# A hint that is nothing but what to write.
WRITTEN = regex(r"write `([^`]+)`")
NO_COLON = "a `:` is missing at the end of this line"

# What writers of other languages write, by the text at the place where reading stopped.
WORDS_OF_CONDITIONS = frozenset(("not", "and", "or", "has"))
HABITS: dict[str, tuple[str, str]] = {
    "=": ("`=` sets a variable; it cannot stand inside an expression", "to compare, write `==`"),
    "+=": ("`+=` sets a variable; it cannot stand inside an expression", "give it a `~` line of its own"),
    "-=": ("`-=` sets a variable; it cannot stand inside an expression", "give it a `~` line of its own"),
    "&": ("`&&` is not a word of this language", "write `and`"),
    "|": ("`||` is not a word of this language", "write `or`"),
    "!": ("`!` is not a word of this language", "write `not`, or `!=` to compare"),
    "'": ("a text stands in double quotes", 'write `"…"`'),
    "“": ("a text in an expression stands in straight quotes", 'write `"…"`'),
    "”": ("a text in an expression stands in straight quotes", 'write `"…"`'),
    "$": ("names are written without `$`", "delete it"),
    "@": ("names are written without `@`", "delete it"),
    "?": ("`? :` is not written here", "write `a if condition else b`"),
    "[": ("there are no lists in this language", "use `set of a, b` for things that are there or not"),
    ".": ("numbers are whole", "leave the part after the `.` away; a label of another scene is `scene.label`"),
    "^": ("`^` is not an operator", "a square is `x * x`; what two sets have in common is `s & t`"),
    ";": ("a line holds one thing", "delete it, or put the next one on a line of its own"),
    "#": ("`#` cannot stand here", "a comment begins with `//`"),
    "≥": ("`≥` is not written here", "write `>=`"),
    "≤": ("`≤` is not written here", "write `<=`"),
    "≠": ("`≠` is not written here", "write `!=`"),
    "is": ("`is` is not a word of this language", "to compare, write `==`"),
    "eq": ("`eq` is not a word of this language", "write `==`"),
    "neq": ("`neq` is not a word of this language", "write `!=`"),
    "gt": ("`gt` is not a word of this language", "write `>`"),
    "gte": ("`gte` is not a word of this language", "write `>=`"),
    "lt": ("`lt` is not a word of this language", "write `<`"),
    "lte": ("`lte` is not a word of this language", "write `<=`"),
    "mod": ("`mod` is not a word of this language", "write `%`"),
    "then": ("`then` is not a word of this language", "delete it"),
    "to": ("`to` is not a word of this language", "to set a variable, write `=`"),
    "in": ("`in` is not a word of this language", "a set is asked with `has`: `knows has forecast`"),
    "contains": ("`contains` is not a word of this language", "a set is asked with `has`: `knows has forecast`"),
    "AND": ("`AND` is not a word of this language", "write `and`"),
    "OR": ("`OR` is not a word of this language", "write `or`"),
}

SHAPES = {
    "assignment": "`~ name = value`, `~ name += value` or `~ name -= value`",
    "let": "`~ let name = value`",
    "value": "`name = value`",
    "var": "`var name: type = value`",
    "const": "`const NAME = value`",
    "definition": "`def name(a, b) = expression`",
    "extern": "`extern name(number, text) -> number`",
    "heading": "`== name: Title`",
    "target": "`-> scene` or `-> scene(value)`",
    "claim": "`claim never …`, `claim reach … with …`, `claim … only after …` or `claim an ending is always reachable`",
    "type": "`true/false`, `0..6`, `number`, `one | two`, `set of one, two` or `text`",
}

# Types by the names they have elsewhere.
# More than these are no name of a scene.
MOST_WORDS = 3
TYPE_WORDS = {
    "bool": "true/false",
    "boolean": "true/false",
    "int": "number",
    "integer": "number",
    "float": "number",
    "str": "text",
    "string": "text",
    "list": "set of …",
    "enum": "one | two",
}

NO_WORD = regex(r"\W+")
INDEXED = regex(r"\W*([^\W\d]\w*)\[[ \t]*([^\W\d]\w*)[ \t]*\]")
BETWEEN = regex(r"(-?\w+)[ \t]+to[ \t]+(-?\w+)")
PART_IN = regex(r"(\"[^\"\n]* [^\"\n]*\")[ \t]+in[ \t]+([^\W\d]\w*)")
PLACE = regex(r"(?P<name>[^\W\d]\w*)[ \t]*=[ \t]*->[ \t]*(?P<target>[^\W\d]\w*(?:\([^()\n]*\))?)")
CHANGE = regex(r"\s*([^\W\d]\w*)\s*(\+=|-=|\+\+|--|=(?!=))(.*)$", re.DOTALL)
SHARE = regex(r"\b(chance)\(\s*(\d+)\s*%\s*\)")
FRACTION = regex(r"\bchance\(\s*(0?\.\d+)\s*\)")
DICE = regex(r"\b(\d*)d(\d+)\b")
DRAW = regex(r"\brandom\(\s*([\w.]+?)\s*\.\.\s*(\w+)\s*\)")
MEMBER = regex(r"([^\W\d]\w*)\s+in\s+([^\W\d]\w*)")
ASKED = regex(r"([^\W\d]\w*)\s*\?\s*\(?\s*([^\W\d]\w*)(?=\s*(?:\)|$|(?:and|or)\b))")
ODD_COMPARISON = regex(r"=>|=<|={3,}")
IS_MORE = regex(r"is[ \t]+(more|greater|less|fewer|at least|at most)\b")
NAMES = regex(r"[^\W\d]\w*(?:[ \t]*,[ \t]*[^\W\d]\w*)+")
COMPARED = regex(r"[<>=!]|\bhas\b")
BEFORE_SET = regex(r"(\bhas|[=!]=|[-+&])[ \t]*$")
CHAIN = regex(r"([\w.]+)\s*([<>]=?)\s*([\w.]+)\s*([<>]=?)\s*([\w.]+)")

# What the commands of other tools are called here, by their word. NAME stands for the word behind them.
SET = "to set a variable, write `~ name = value`"
IF = "for a condition, write `~ if condition:`, with its block indented"
MOVE = "to go to a scene, write `-> NAME`"
VISIT = "to go to a scene and come back, write `-> NAME ->`"
CHOICES = "choices stand on lines of their own that begin with `* ` or `+ `"
DECLARE = "variables are declared at the top of the file: `var name = value`"
CLOSES_NOTHING = "this `)` closes nothing"
END_OF_BLOCK = "a block ends where its indentation ends; delete this line"
WISH = "a wish to the program that shows the story is a tag at the end of a line, such as `#image=dragon`"
COMMANDS = {
    "set": SET,
    "put": SET,
    "if": IF,
    "elseif": IF,
    "else": IF,
    "unless": IF,
    "endif": END_OF_BLOCK,
    "goto_scene": MOVE,
    "goto": MOVE,
    "jump": MOVE,
    "gosub_scene": VISIT,
    "gosub": VISIT,
    "detour": VISIT,
    "include": VISIT,
    "display": VISIT,
    "return": "to come back from a visit, write `-> back`",
    "label": "a scene begins with a line `== NAME`",
    "choice": CHOICES,
    "fake_choice": CHOICES,
    "link": CHOICES,
    "link-goto": CHOICES,
    "link-reveal": CHOICES,
    "either": "to draw one of some texts, write `{shuffle: … | …}`",
    "once": "what is told once only stands below `~ once:`, with a `- ` before it",
    "endonce": END_OF_BLOCK,
    "comment": "a comment begins with `//`",
    "line_break": "`\\` at the end of a line breaks it; a blank line begins a paragraph",
    "image": WISH,
    "sound": WISH,
    "achieve": WISH,
    "stat_chart": "`status:` at the top of the file names what the player always sees",
    "run": SET,
    "create": DECLARE,
    "declare": DECLARE,
    "temp": "a variable for the moment is written `~ let name = value`",
    "page_break": "a choice such as `* Go on.` makes the player wait",
    "finish": "to end the story, write `-> end: Name`",
    "ending": "to end the story, write `-> end: Name`",
    "stop": "to end the story, write `-> end: Name`",
    "print": "a value is shown with `{name}`",
    "rand": "for a number drawn at random, write `~ name = random(1, 6)`",
    "input_text": "to ask the player, write `~ ask name: The question?`",
    "input_number": "to ask the player, write `~ ask name: The question?`",
}

# The same for words that stand behind a `~`.
LOGIC_WORDS = {
    **COMMANDS,
    "end": END_OF_BLOCK,
    "endwhile": END_OF_BLOCK,
    "var": "variables are declared before the first scene: `var name = value`",
    "const": "constants are declared before the first scene: `const NAME = value`",
    "call": "a function is called with `~ CALL`; a scene is visited with `-> NAME ->`",
    "while": "a loop goes over the names of a set, `~ for name in set:`; a move back to the scene goes round",
    "elsif": "write `~ elif condition:`",
    "else": "write `~ else:`",
    "otherwise": "write `~ else:`",
    "switch": "write `~ if …:`, `~ elif …:` and `~ else:`",
    "match": "write `~ if …:`, `~ elif …:` and `~ else:`",
    "sequence": "write `~ then:`",
    "input": "to ask the player, write `~ ask name: The question?`",
    "stopping": "write `~ then:`",
    "random": "write `~ random:`, or `~ name = random(1, 6)` for a number",
}


def shortened(text: str, most: int = 72) -> str:
    """A text for a hint: short enough to be read there."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rstrip() + "…"


def as_name(text: str) -> str:
    """A name made of several words."""
    return NO_WORD.sub("_", text.strip()).strip("_") or "name"


def explain_expression(start: str, text: str, at: int, word: str, accepts: set[str]) -> Explanation:
    """Why reading `text` as `start` stopped at `at`, where `word` stands ("" at the end)."""
    if start == "target" and ("->" in text or "(" not in text):
        return _explain_target(text)
    hint: str | None
    shape = SHAPES.get(start)
    if start == "expression" and text.lstrip().startswith("->"):
        written = shortened(text.strip()[2:].strip())
        hint = f"a move stands outside of braces: `-> {written}` to a scene, `-> {{{written}}}` to where a value says"
        return "there is no arrow in an expression", hint, "NC020"
    if start in ("var", "let", "assignment") and (place := PLACE.fullmatch(text.strip())) is not None:
        name, target = place["name"], place["target"]
        hint = f"names stand alone: `{name} = {target}`"
        hint = f"write `~ let {name} = {target}`" if start == "let" else hint
        if start == "var":
            hint = f"a place is one of the names of some scenes: `var {name}: {target} | … = {target}`"
        return "there is no arrow in a value", hint, "NC020"
    if start == "expression" and "->" in text:
        written = shortened(re.sub(r"\s*->\s*", "", text))
        return "there is no arrow in an expression", f"names stand alone: `{written}`", "NC020"
    if not text.strip():
        hint = f"the form is {shape}" if shape else "write a value here, such as a number or a variable"
        return "an expression is missing here", hint, "NC020"
    habit = _habit(start, text, at, word)
    if habit is not None:
        return habit
    if start == "expression" and NO_SET.search(text[:at]) is not None:
        return "a set is missing before this `has`", f"write it there: `… has {word}`", "NC020"
    if word in HABITS and not (word == "=" and shape and start not in ("expression",) and "=" not in text[:at]):
        message, hint = HABITS[word]
        return message, hint, "NC020"
    if word == ")" and text[:at].count("(") > text[:at].count(")"):
        return "a value is missing before this `)`", None, "NC020"
    if word == ")":
        return CLOSES_NOTHING, None, "NC020"
    if word == "{":
        return "`{` cannot stand here", _round_or_square(text, at), "NC020"
    if word in ("==", "!=", "<", ">", "<=", ">=") and NO_VALUE.search(text[:at]):
        return f"a value is missing before this `{word}`", None, "NC020"
    if word in ("==", "!=", "<", ">", "<=", ">=") and "COMPARISON" not in accepts and at:
        return f"`{word}` cannot stand here", "compare two things at a time: `a < b and b < c`", "NC020"
    if word and word[0].isdigit() and at and (text[at - 1].isalpha() or text[at - 1] == "."):
        return "numbers are whole", None, "NC020"
    hint = f"the form is {shape}" if shape else None
    if start in ("var", "let") and ":" in text[:at] and "=" not in text[:at]:
        hint = f"a type is one of {SHAPES['type']}"
    if not word:
        return "this ends too early; something is missing after it", hint, "NC020"
    if text[at:].lower().startswith(("else if", "elseif")):
        return f"`{word}` cannot stand here", "write `a if c else b`", "NC020"
    return f"`{word}` cannot stand here", hint or _hint_of(accepts), "NC020"


def _explain_target(text: str) -> Explanation:
    """Why what stands behind an arrow is no place to go to."""
    if "->" in text:
        first, _, then = text.partition("->")
        first, then = shortened(first), shortened(then.strip().removeprefix("->"))
        if not compiled(r"\w").search(then) and compiled(r"\w+").fullmatch(first):
            hint = f"write `-> {first} ->`"
        elif first in ("end", "back"):
            hint = f"nothing comes after `-> {first}`: delete what is behind it"
        elif all(compiled(r"\w+(?:\(.*\))?").fullmatch(one.strip()) for one in (first, then)):
            hint = f"write the visit, `-> {first} ->`, and on a line of its own below it `-> {then}`"
        else:
            hint = f"write `<- {first}`" if not then else "a visit, which comes back, is written `-> scene ->`"
        return "only one scene can stand here", hint, "NC014"
    words = text.split()
    hint = f"a name is one word, such as `{as_name(text)}`; nothing can follow it on the line"
    if words and words[0][:1].isupper() and words[-1][:1].isupper():
        hint = f"a scene's name is one word; an ending is written `-> end: {shortened(' '.join(words))}`"
    if len(words) > MOST_WORDS or re.search(r"[\"“”«»*_{}]|[.,;:!?…]\s*$", text):
        hint = "for a plain arrow in a text write `\\->`; nothing can follow the name of a scene on its line"
    if "#" in text:
        hint = "a comment begins with `//`; a tag has no blank behind its `#`"
    return "this is not a scene's name", hint, "NC014"


NO_SET = regex(r"(?:^|\b(?:and|or|not|if))[ \t]+has[ \t]+$")
NO_VALUE = regex(r"(?:^|\b(?:and|or|not|if))[ \t]*$")


def _round_or_square(text: str, at: int) -> str | None:
    """What `capital{name` and `bag & {lamp, rope` were meant to be; the `}` ends what is read."""
    before, inner = text[:at], text[at + 1 :].strip()
    if not before:
        return None if "}" in inner else f"one pair of braces is enough: `{{{inner}}}`"
    if re.search(r"\w$", before):
        return f"a function is called with round brackets: `{before.split()[-1]}({inner})`"
    return f"several names are a set in square brackets: `[{inner}]`" if NAMES.fullmatch(inner) else None


def _habit(start: str, text: str, at: int, word: str) -> Explanation | None:
    """A habit of other languages of which the hint can show the writer's own words put right."""
    if start == "expression" and (change := CHANGE.match(text)) and at <= change.end():
        name, operator, rest = change.groups()
        wrong = {"=>": ">=", "=<": "<=", "=!": "!="}.get(text[change.end(1) :].lstrip()[:2])
        if wrong is not None:
            value = text[change.end(1) :].lstrip()[2:].strip()
            return "this comparison is written the other way", f"write `{name} {wrong} {value}`", "NC020"
        operator, rest = {"++": ("+=", " 1"), "--": ("-=", " 1")}.get(operator, (operator, rest))
        hint = f"give it a line of its own: `~ {name} {operator} {rest.strip()}`"
        if operator == "=":
            value = rest.strip()
            hint = f"to compare, write `{name} == {value}`; to set it, `~ {name} = {value}` on a line of its own"
        return f"`{operator}` sets a variable; it cannot stand inside an expression", hint, "NC020"
    if word == "=" and (odd := ODD_COMPARISON.search(text, max(0, at - 2))) and odd.start() <= at <= odd.end():
        meant = {"=>": ">=", "=<": "<="}.get(odd.group(), "==")
        return f"`{odd.group()}` is not written here", f"to compare, write `{meant}`", "NC020"
    if word == "is" and (words := IS_MORE.match(text, at)):
        meant = {"more": ">", "greater": ">", "less": "<", "fewer": "<", "at least": ">=", "at most": "<="}[words[1]]
        return "`is` is not a word of this language", f"to compare, write `{meant}`", "NC020"
    if word == ")" and (share := SHARE.search(text, 0, at + 1)):
        return "a chance is a number of a hundred", f"write `{share.group(1)}({share.group(2)})`", "NC020"
    if word == "." and (share := FRACTION.search(text)):
        percent = round(float(share.group(1)) * 100)
        return "numbers are whole, and a chance is one of a hundred", f"write `chance({percent})`", "NC020"
    if (dice := DICE.search(text)) and dice.start() <= at <= dice.end():
        count, sides = int(dice.group(1) or 1), dice.group(2)
        hint = f"a number drawn at random is `{' + '.join([f'random(1, {sides})'] * min(count, 4))}`"
        return "there are no dice in an expression", hint, "NC020"
    if word == ".." and (draw := DRAW.search(text)):
        return "`..` cannot stand here", f"write `random({draw.group(1)}, {draw.group(2)})`", "NC020"
    if word == "?" and (asked := ASKED.search(text)) and asked.start() <= at < asked.end():
        return "`?` is not written here", f"a set is asked with `has`: `{asked[1]} has {asked[2]}`", "NC020"
    if word == "in" and (member := MEMBER.search(text)):
        return (
            "`in` is not a word of this language",
            f"a set is asked with `has`: `{member[2]} has {member[1]}`",
            "NC020",
        )
    if word == "," and text[at + 1 :].lstrip().startswith("else"):
        return "`,` cannot stand here", None, "NC020"
    if word == "|" and text[at : at + 2] != "||":
        return "`|` cannot stand here", None, "NC020"
    if word == "[" and (indexed := INDEXED.match(text, max(0, text.rfind(" ", 0, at) + 1))) is not None:
        name, value = indexed.groups()
        hint = f"a function is called with round brackets, `{name}({value})`; a set is asked with `{name} has {value}`"
        return "`[` cannot stand here", None if name == "random" else hint, "NC020"
    if word == "to" and text[:at].count("(") > text[:at].count(")") and (draw := BETWEEN.search(text)) is not None:
        return "`to` cannot stand here", f"values are parted by commas: `{draw[1]}, {draw[2]}`", "NC020"
    if word == "in" and (part := PART_IN.search(text)) is not None:
        hint = f"a text is asked with `contains({part[2]}, {part[1]})`"
        return "`in` is not a word of this language", hint, "NC020"
    if word == "," and start in ("expression", "let", "assignment", "definition"):
        return _names_in_a_row(text, at)
    if word in ("<", ">", "<=", ">=") and (chain := CHAIN.search(text)):
        low, first, name, then, high = chain.groups()
        hint = f"compare two things at a time: `{low} {first} {name} and {name} {then} {high}`"
        return f"`{word}` cannot stand here", hint, "NC020"
    return None


SETTING = regex(r"[^\W\d]\w*[ \t]*[-+]?=(?!=)")


def _names_in_a_row(text: str, at: int) -> Explanation | None:
    """`bag has rope, lamp`: names side by side where a set was meant; None where these are no names."""
    row = next((one for one in NAMES.finditer(text) if one.start() < at < one.end()), None)
    behind = "" if row is None else text[row.end() :].lstrip()
    if row is not None and behind.startswith(("(", "<", ">", "==", "!=", ".", "has ")):
        row = None  # another condition begins behind the comma
    if row is not None and not WORDS_OF_CONDITIONS.isdisjoint(one.strip() for one in row.group().split(",")):
        row = None  # `weather == drift, not wet`
    if row is None:
        if COMPARED.search(text[:at]) or COMPARED.search(text[at:]):
            settings = [one.strip() for one in text.split(",")]
            if all(SETTING.match(one) for one in settings):
                lines = ", ".join(f"`~ {one}`" for one in settings)
                return "a line holds one thing", f"give each a line of its own: {lines}", "NC020"
            both = shortened(f"{text[:at].strip()} and {text[at + 1 :].strip()}")
            return "`,` cannot stand here", f"for both conditions write `{both}`, for one of them `or`", "NC020"
        return None
    names = f"[{', '.join(one.strip() for one in row.group().split(','))}]"
    before = BEFORE_SET.search(text[max(0, row.start() - 40) : row.start()])
    if before is None:
        return "`,` cannot stand here", f"several names are a set in brackets: `{names}`", "NC020"
    hint = f"several names stand in brackets: `{before[1]} {names}`"
    if before[1] == "has":
        owner = text[: row.start()].split()[-2:-1] or ["bag"]
        first, last = row.group().split(",")[0].strip(), row.group().split(",")[-1].strip()
        hint = f"for all of them write `has {names}`; for one of them `{owner[0]} has {first} or {owner[0]} has {last}`"
    return "`,` cannot stand here", hint, "NC020"


def _hint_of(accepts: set[str]) -> str | None:
    """What could stand there instead, where that helps."""
    if "COMPARISON" in accepts or "PLUS" in accepts:
        return "an operator such as `+`, `==`, `and` is missing before it"
    if "NAME" in accepts:
        return "a value is missing before it"
    return None
