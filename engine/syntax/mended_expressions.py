"""Expressions as other tools write them, or with a slip in them, written as they are written here.

One change after the other is tried, until what comes of it can be read: that is what a hint shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.patterns import regex
from engine.program.functions import ALSO_CALLED, BUILT_INS, FUNCTIONS
from engine.program.types import NUMBER
from engine.syntax.grammars import reads

# The functions that may have one value; those whose value is a name or a text, which ends there; and the others, which
# take all that stands behind them.
OF_ONE = [row.name for row in FUNCTIONS if any("," not in form for form in row.forms) and row.takes]
OF_NAME = [name for name in OF_ONE if BUILT_INS[name].takes[0] != NUMBER]
OF_ALL = [row.name for row in FUNCTIONS if row.takes and row.name not in OF_NAME]
# What others call those of a text, which is a method of it there.
METHODS = [other for row in FUNCTIONS if [one.kind for one in row.takes] == ["text"] for other in row.also_called]
# `visits bar`, without the brackets.
CALL_OF_ONE = regex(rf"(?P<function>{'|'.join(OF_ONE)})[ \t]+(?P<value>[^\W\d]\w*)")
MOST = 200

WORD = regex(r"[^\W\d]\w*")
Change = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _quoted(found: re.Match[str]) -> str:
    return f'{found[1]}"{found[2]}"'


def _names_listed(found: re.Match[str]) -> str:
    """`[loaf pie]` and `[loaf; pie]`: names in square brackets with commas between them."""
    return f"[{', '.join(WORD.findall(found[1]))}]"


def _called(found: re.Match[str]) -> str:
    """`TURNS_SINCE(` and `random.randint(`: a function as others call it, perhaps of a module of theirs."""
    name = found[1].rpartition(".")[2].casefold()
    return f"{name if name in BUILT_INS else ALSO_CALLED.get(name, found[1])}("


def _of_method(found: re.Match[str]) -> str:
    """`name.title()`: a function of a text, as others call it."""
    return f"{ALSO_CALLED[found[2]]}({found[1]})"


def _hundredths(found: re.Match[str]) -> str:
    """`decimal(1.25)`: the number of hundredths, and how many digits stand behind the point."""
    return f"decimal({int(found[1] + found[2])}, {len(found[2])})"


def _one_of_both(found: re.Match[str]) -> str:
    """`loaf or pie in basket`: the set is asked for each."""
    return f"{found[4]} has {found[1]} {found[2]} {found[4]} has {found[3]}"


# Signs that nothing has here, and those of which no other reading is known: one that is right stays so when another
# thing is wrong, too.
OF_SIGNS: tuple[Change, ...] = (
    (regex(r"=![ \t]*(?=\w)"), "!= "),
    (regex(r"(?<=[\w)])[ \t]*<<+[ \t]*(?=[\w(-])"), " < "),
    (regex(r"(?<=[\w)])[ \t]*>>+[ \t]*(?=[\w(-])"), " > "),
    (regex(r"(?:\bis|==)[ \t]+(?:empty|nothing|null|None)\b"), "== none"),
    (regex(r"([^\W\d]\w*)[ \t]+(?:hasn['’]?t|lacks|without|not[ \t]+has)[ \t]+([^\W\d]\w*)"), r"not \1 has \2"),
    (regex(r"([^\W\d]\w*)[ \t]+(?:has|have|holds)[ \t]+no[ \t]+([^\W\d]\w*+)(?![ \t]+n?or\b)"), r"not \1 has \2"),
    (regex(r"([^\W\d]\w*)[ \t]+(?:is[ \t]+)?not[ \t]+in[ \t]+([^\W\d]\w*)"), r"not \2 has \1"),
    (regex(r"([^\W\d]\w*)\.(?:has|includes)\([ \t]*([^\W\d]\w*)[ \t]*\)"), r"\1 has \2"),
    (regex(r"([^\W\d]\w*\([^()]*\))[ \t]+(?:contains|includes|has)[ \t]+(\"[^\"\n]*\")"), r"contains(\1, \2)"),
    (regex(r"(\"[^\"\n]* [^\"\n]*\")[ \t]+in[ \t]+([^\W\d]\w*)"), r"contains(\2, \1)"),
    (regex(r"\"(\w+)\"[ \t]+in[ \t]+([^\W\d]\w*)"), r"\2 has \1"),
    (regex(r"([^\W\d]\w*)[ \t]+(or|and)[ \t]+([^\W\d]\w*)[ \t]+in[ \t]+([^\W\d]\w*)"), _one_of_both),
    (regex(r"(?<![|\w])\|(?!\|)([^|\n\[\]]+)\|(?!\|)"), r"abs(\1)"),
    (regex(r"(?<=[\w)])[ \t]*\^[ \t]*(?=\[)"), " & "),
    (regex(r"\brandom\[([^\[\]\n]*)\]"), r"random([\1])"),
    (regex(r"\[[ \t]*(\w+)[ \t]*\|[ \t]*(\w+)[ \t]*\]"), r"[\1, \2]"),
    (regex(r"(?<=[&+-])[ \t]*[{(][ \t]*([^\W\d]\w*(?:[ \t]*,[ \t]*[^\W\d]\w*)+)[ \t]*[)}]"), r" [\1]"),
    (regex(r"(?<=\bhas)[ \t]*[{(][ \t]*([^\W\d]\w*(?:[ \t]*,[ \t]*[^\W\d]\w*)+)[ \t]*[)}]"), r" [\1]"),
    (regex(rf"\b({'|'.join(row.name for row in FUNCTIONS)})\{{[ \t]*([^{{}}\n]*)\}}"), r"\1(\2)"),
    (regex(r"(?<![\w.])([A-Z_]{4,}|turns_since|read_count|[\w.]*\.?randint|renpy\.random\.choice)\("), _called),
    (regex(r"(?<=\w)->(?=[^\W\d])"), "."),
    (regex(r"\(->[ \t]*(?=[^\W\d])"), "("),
    (regex(r"\"[^\"\n]*\"\.join\([ \t]*([^\W\d]\w*)[ \t]*\)"), r"list(\1)"),
    (regex(rf"([^\W\d]\w*)\.({'|'.join(METHODS)})\(\)"), _of_method),
    (regex(r"\bdecimal\([ \t]*(\d+)\.(\d+)[ \t]*\)"), _hundredths),
    (regex(r",[ \t]*(?=else\b)"), " "),
    (regex(r"(?<=[ \t])(?:esle|els|eles|elze|elss|elase|elsse|ekse|rlse)(?=[ \t])"), "else"),
    (regex(r"(?<=[<>]=)([ \t]*)['\"“‘]([^\W\d]\w*)['\"”’]"), r"\1\2"),
    (regex(r"(?<=[<>])([ \t]*)['\"“‘]([^\W\d]\w*)['\"”’]"), r"\1\2"),
    (regex(r"(?<=[\w)])[ \t]*[–—−][ \t]*(?=[\w(])"), " - "),
    (regex(r"[“”„«»]"), '"'),
    (regex(r"(?<![\w\"])'([^'\"\n]*)'"), r'"\1"'),
    (regex(r"(?<![\w\"])[$@](?=[^\W\d])"), ""),
    (regex(r"([<>=!])[ \t]+=(?!=)"), r"\1="),
    (regex(r"=>"), ">="),
    (regex(r"=<"), "<="),
    (regex(r"<>|=/=|=!=|!={2,}"), "!="),
    (regex(r"={3,}"), "=="),
    (regex(r"[ \t]*&&[ \t]*|[ \t]+&[ \t]+(?=not\b)"), " and "),
    (regex(r"\b(and|or|not)(?:[ \t]+\1\b)+"), r"\1"),
    (regex(r"[ \t]*\|\|[ \t]*"), " or "),
    (regex(r"!(?=[\w(])"), "not "),
    (regex(r"([^\W\d]\w*)\.(contains)\([ \t]*([^()\n]+?)[ \t]*\)"), r"\2(\1, \3)"),
    (regex(rf"([^\W\d]\w*)\.({'|'.join(OF_NAME)})\(\)"), r"\2(\1)"),
    (
        regex(r"([^\W\d]\w*)[ \t]+(?:has[ \t]+not|does(?:[ \t]+not|n['’]?t)[ \t]+ha(?:ve|s))[ \t]+([^\W\d]\w*)"),
        r"not \1 has \2",
    ),
    (regex(r"([^\W\d]\w*)[ \t]+does[ \t]+not[ \t]+([^\W\d]\w*)"), r"not \1 has \2"),
)
OF_WORDS: tuple[Change, ...] = (
    (
        regex(r"(?<![\w.])(?:AND|And|OR|Or|NOT|Not|HAS|Has|IF|If|ELSE|Else)(?![\w.(])"),
        lambda found: found[0].casefold(),
    ),
    (regex(r"^\{[ \t]*(.+?)[ \t]*\}$"), r"\1"),
    (regex(r"(?<=[\w)])[ \t]+(?:contains|includes|holds)[ \t]+(?=[^\W\d])"), " has "),
    (regex(r"([^\W\d]\w*)[ \t]+in[ \t]+([^\W\d]\w*)"), r"\2 has \1"),
    (regex(r"\b(\w+)[ \t]+has[ \t]+(\w+)[ \t]+(or|and)[ \t]+\1[ \t]+(?=[^\W\d])"), r"\1 has \2 \3 \1 has "),
    (regex(r"(?<=[\w)])[ \t]+(?:is[ \t]+)?(?:more|greater|larger)[ \t]+than[ \t]+(?=[\w-])"), " > "),
    (regex(r"(?<=[\w)])[ \t]+(?:is[ \t]+)?(?:less|fewer|smaller)[ \t]+than[ \t]+(?=[\w-])"), " < "),
    (regex(r"\bhas[ \t]+(?:an?|the)[ \t]+(?=[^\W\d])"), "has "),
    (regex(r"\bhas[ \t]+\"(\w+)\""), r"has \1"),
    (regex(r"\b(?:is|equals|eq)[ \t]+not\b|\bisn['’]?t\b|\bneq\b"), "!="),
    (regex(r"\b(?:is|equals|eq)\b"), "=="),
    (regex(r"(?<![=<>!])=(?!=)"), "=="),
    (regex(r"((?:[\w.]+|(?=\())(?:\([^()]*\))?)[ \t]+not[ \t]*$"), r"not \1"),
    (regex(r"^((?:(?!\b(?:and|or|not)\b).)+?)[ \t]+not$"), r"not \1"),
    (regex(r"(?<=[\d)])[ \t]+(?=not\b)"), " and "),
    (regex(r"(?<=\band[ \t])[ \t]*no[ \t]+(?=[^\W\d]\w*(?:\(|$|[ \t]+(?:and|or)\b))"), "not "),
    (regex(r"(?<=\band[ \t])([^\W\d]\w*)[ \t]+not[ \t]+([^\W\d]\w*)(?=$|[ \t]+(?:and|or)\b)"), r"\1 != \2"),
    (regex(r"^([^\W\d]\w*)[ \t]+not[ \t]+([^\W\d]\w*)(?=$|[ \t]+(?:and|or)\b)"), r"\1 != \2"),
    (regex(r"([\w.]+)([ \t]*(?:[<>]=?|[=!]=)[ \t]*[\w.]+[ \t]+(?:and|or)[ \t]+)(?=[<>=!])"), r"\1\2\1 "),
    (regex(r"(?<=[\w)])[ \t]+(?:an|adn|nad|anf|ans|andd|ande|und|et)[ \t]+(?=[\w(])"), " and "),
    (regex(r"(?<=[\w)])[ \t]+(?:ro|orr|od|oder|ou)[ \t]+(?=[\w(])"), " or "),
    (regex(r"(?<=[\w)])[ \t]+[x×][ \t]+(?=[\w(])"), " * "),
    (regex(r"\[[ \t]*([^\W\d]\w*(?:[ \t,;:]+[^\W\d]\w*)+)[ \t]*[;:.]?[ \t]*\]"), _names_listed),
    (regex(rf"\b({'|'.join(OF_NAME)})[ \t]+([^\W\d][\w.]*)"), r"\1(\2)"),
    (regex(rf"\b({'|'.join(OF_ALL)})[ \t]+(?=[\w\"-])(.+)$"), r"\1(\2)"),
    (regex(r"\b([^\W\d]\w*)[ \t]+((?:\d+|\"[^\"\n]*\")(?:[ \t]*,[ \t]*(?:\d+|\"[^\"\n]*\"))*)$"), r"\1(\2)"),
    (regex(r"([(,][ \t]*)([^\W\d][\w']*(?:[ \t]+[^\W\d][\w']*)+)(?=[ \t]*[,)])"), _quoted),
    (regex(r"(\"[^\"\n]*\"|[\w.]+|\))[ \t]+(?=\"|\d|[^\W\d]\w*[ \t]*[,)])"), r"\1, "),
    (regex(r"(?<=[\w\")\]])[ \t]*;[ \t]*(?=[\w\"\[])"), ", "),
    (regex(r"(?<=\()([^()\n]*?\w)[ \t]+to[ \t]+(?=\w)"), r"\1, "),
    (regex(r"^if[ \t]+(.+?)[ \t]*(?:\bthen\b|,|:)[ \t]*(.+?)[ \t]*,?[ \t]*\belse\b:?[ \t]*(.+)$"), r"\2 if \1 else \3"),
    (regex(r"^if[ \t]+(.+\)|\w+)[ \t]+(.+?)[ \t]+else[ \t]+(.+)$"), r"\2 if \1 else \3"),
    (regex(r"^(.+?)[ \t]*\?[ \t]*(.+?)[ \t]*:[ \t]*(.+)$"), r"\2 if \1 else \3"),
    (regex(r"(?<=[\w)\"])[ \t]*[.,;:!?]+$"), ""),
    (regex(r"(?<=\d)[ \t]+(?!or\b|and\b|not\b|has\b|if\b|else\b)[a-z]{3,}$"), ""),
    (regex(r"[ \t]+then$"), ""),
)
CHANGES = OF_SIGNS + OF_WORDS
# What an assignment or a local variable begins with, which is no part of the value.
BEFORE_VALUE = {
    "assignment": regex(r"[^\W\d]\w*[ \t]*(?:[+-]?=(?!=))[ \t]*"),
    "let": regex(r"[^\W\d]\w*[ \t]*(?::[^=]*)?=(?!=)[ \t]*"),
}
# `inside(how = "key")`: a value with the name of what it is given to.
NAMED_VALUE = regex(r"([(,][ \t]*)[^\W\d]\w*[ \t]*[=:](?!=)[ \t]*")
TWICE_SET = regex(r"([^\W\d]\w*)[ \t]*=[ \t]*\1[ \t]*([-+]=)")
PARTED_SET = regex(r"([^\W\d]\w*)[ \t]*=[ \t]*([-+])[ \t]+")
TWO_WORDS = regex(r"([^\W\d]\w*)[ \t]+([^\W\d]\w*)(?=[ \t]*=(?!=))")
# `coins = 2 if lucky`, which says no value for the other case.
WITHOUT_ELSE = regex(
    r"(?P<name>[^\W\d]\w*)[ \t]*(?P<sign>[-+]?=)(?!=)(?:(?!\belse\b).)+?[ \t]if[ \t](?:(?!\belse\b).)+$"
)
ODD_LET = regex(r"([^\W\d]\w*)(?:[ \t]+(?=[^\W\d]\w*\()|[ \t]*(?:={2,}|:=|<-|\bto\b|\bis\b|:)[ \t]*(?=\S))")


def mended_expression(start: str, text: str) -> str | None:
    """What a text that cannot be read as the rule `start` of expressions.lark is meant to be; None for no idea."""
    if len(text) > MOST:
        return None
    text = text.strip()
    if start == "let" and (odd := ODD_LET.match(text)) is not None:
        written = f"{odd[1]} = {text[odd.end() :]}"
        if reads(start, written):
            return written
    for pattern, written in ((TWICE_SET, r"\1 \2"), (PARTED_SET, r"\1 \2= "), (TWO_WORDS, r"\1_\2")):
        if start in BEFORE_VALUE and pattern.match(text) and reads(start, changed := pattern.sub(written, text, 1)):
            return changed
    if start == "assignment" and (half := WITHOUT_ELSE.match(text)) is not None:
        otherwise = half["name"] if half["sign"] == "=" else "0"
        if reads(start, written := f"{text} else {otherwise}"):
            return written
    before = BEFORE_VALUE[start].match(text) if start in BEFORE_VALUE else None
    if start == "target" and reads(start, named := NAMED_VALUE.sub(r"\1", text)):
        return named
    head, value = ("", text) if before is None else (before.group(), text[before.end() :])
    closed = _closed(start, head, value) or _commented(start, text)
    if closed is None and value.endswith(")") and value.count(")") > value.count("(") and reads(start, text[:-1]):
        return text[:-1].rstrip()
    if closed is not None:
        return closed
    for pattern, put in CHANGES:
        changed = pattern.sub(put, value)
        if changed != value and _says_the_same(pattern, value, changed):
            if reads(start, head + changed):
                return head + changed
            # More than one thing may be wrong; but a sign that nothing has is never right.
            value = changed if pattern in KEPT else value
    return None


def _says_the_same(pattern: re.Pattern[str], value: str, changed: str) -> bool:
    """Whether a change leaves texts as they are, denies what was denied, and makes no name that was not there."""
    before, after = TEXT.findall(value), TEXT.findall(changed)
    if pattern not in QUOTING and before != after:
        return False
    bare, written = TEXT.sub("", value), TEXT.sub("", changed)
    if DENIED.search(bare) is not None and NEGATION.search(written) is None:
        return False
    return pattern in QUOTING or {*WORD.findall(written)} - {*WORD.findall(bare)} <= WORDS_HERE


def _closed(start: str, head: str, value: str) -> str | None:
    """A value with the bracket that it lacks, as far behind as it can be read; None where none is missing."""
    opened: list[str] = []
    for found in BRACKET.finditer(value):
        if found.group() in CLOSING:
            opened.append(CLOSING[found.group()])
        elif opened and found.group() == opened[-1]:
            opened.pop()
        elif found.group() in opened and len(opened) > 1:
            break  # the inner one is not closed
    if not opened:
        return None
    ends = [len(value), *(found.start() for found in END_OF_VALUE.finditer(value))]
    for at in sorted(set(ends), reverse=True)[:MOST_ENDS]:
        if reads(start, written := f"{head}{value[:at].rstrip()}{opened[-1]}{value[at:]}"):
            return written
    return None


def _commented(start: str, text: str) -> str | None:
    """`2 / one of them is broken`: a value and a comment that begins otherwise."""
    found = NO_COMMENT.match(text) or DASHED_COMMENT.match(text)
    return f"{found[1]}  // {found[2]}" if found is not None and reads(start, found[1]) else None


NO_COMMENT = regex(r"(.*?[\w\")\]])[ \t]*(?://|/|#)[ \t]*([^\W\d]\w*(?:[ \t]+[\w'’]+){2}.*)$")
DASHED_COMMENT = regex(r"(.*?[\w\")\]])[ \t]+(?:--|—|–|\\\\)[ \t]*([^\W\d]\w*(?:[ \t]+[\w'’]+)+[.!?]?)$")
CLOSING = {"(": ")", "[": "]"}
BRACKET = regex(r'"(?:[^"\\\n]|\\.)*"|[()\[\]]')
END_OF_VALUE = regex(r"(?<=[\w\"\])])(?=[ \t]*[,)\]]|[ \t]+\S)")
TEXT = regex(r'"(?:[^"\\\n]|\\.)*"')
# What a change may write that was not there.
WORDS_HERE = frozenset(("and", "else", "false", "has", "if", "none", "not", "or", "true", *BUILT_INS))
DENIED = regex(r"\b(?:not|Not|NOT|lacks|without|neq|(?:has|is|does)n['’]?t)\b|!(?=[\w(=])|=!|=/=|<>")
NEGATION = regex(r"\bnot\b|!=")
KEPT = frozenset(pattern for pattern, _ in OF_SIGNS)
QUOTING = frozenset(
    pattern for pattern, written in CHANGES if written in ('"', r'"\1"', r"has \1", r"\2 has \1", r"list(\1)", _quoted)
)


END_OF_CONDITION = regex(r"(?=[ \t\n,;?])|$")
BEHIND_CONDITION = regex(r"[ \t\n]*(?:then\b|[,;?]|--|—|–|=>)?[ \t\n]*")
# `and a crust` goes on with the text, as does `or the other`.
GOES_ON = regex(
    r"[-+*/%=<>!&|)\]]|(?:has|if|in|is)\b"
    r"|(?:and|or)\b(?![ \t]+(?:a|an|the|some|his|her|their|your|my|its)[ \t]+(?!and\b|or\b|has\b|if\b)[^\W\d])"
)
MOST_ENDS = 12


def condition_and_rest(text: str) -> tuple[str, str] | None:
    """Where a condition ends behind which the colon is missing: it and what follows it; None where neither is clear."""
    text = text.strip()
    for number, end in enumerate(END_OF_CONDITION.finditer(text, 1)):
        condition = text[: end.start()]
        if number > MOST_ENDS:
            return None
        rest = text[end.start() :].lstrip()
        if not GOES_ON.match(rest) and reads("expression", condition):
            behind = BEHIND_CONDITION.match(text, end.start())
            return condition, text[behind.end() if behind is not None else end.start() :]
    return None
