"""Expressions as other tools write them, or with a slip in them, written as they are written here.

One change after the other is tried, until what comes of it can be read: that is what a hint shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.patterns import regex
from engine.program.functions import BUILT_INS, FUNCTIONS
from engine.program.types import NUMBER
from engine.syntax.grammars import reads

# The functions that may have one value; those whose value is a name or a text, which ends there; and the others, which
# take all that stands behind them.
OF_ONE = [row.name for row in FUNCTIONS if any("," not in form for form in row.forms) and row.takes]
OF_NAME = [name for name in OF_ONE if BUILT_INS[name].takes[0] != NUMBER]
OF_ALL = [row.name for row in FUNCTIONS if row.takes and row.name not in OF_NAME]
MOST = 200
# What a hint shows of one line.
LONGEST = 160

Change = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _quoted(found: re.Match[str]) -> str:
    return f'{found[1]}"{found[2]}"'


CHANGES: tuple[Change, ...] = (
    (regex(r"=![ \t]*(?=\w)"), "!= "),
    (regex(r"(?:\bis|==)[ \t]+(?:empty|nothing|null)\b"), "== none"),
    (regex(r"([^\W\d]\w*)[ \t]+(?:hasn't|hasn’t|lacks)[ \t]+([^\W\d]\w*)"), r"not \1 has \2"),
    (regex(r"([^\W\d]\w*)\.(?:has|includes)\([ \t]*([^\W\d]\w*)[ \t]*\)"), r"\1 has \2"),
    (regex(r"([^\W\d]\w*\([^()]*\))[ \t]+(?:contains|includes|has)[ \t]+(\"[^\"\n]*\")"), r"contains(\1, \2)"),
    (regex(r"(?<!\|)\|(?!\|)([^|\n\[\]]+)\|(?!\|)"), r"abs(\1)"),
    (regex(r"(?<=[\w)])[ \t]*\^[ \t]*(?=\[)"), " & "),
    (regex(r"\brandom\[([^\[\]\n]*)\]"), r"random([\1])"),
    (regex(r"\[[ \t]*(\w+)[ \t]*\|[ \t]*(\w+)[ \t]*\]"), r"[\1, \2]"),
    (regex(r",[ \t]*(?=else\b)"), " "),
    (regex(r"[“”„«»]"), '"'),
    (regex(r"(?<![\w\"])'([^'\"\n]*)'"), r'"\1"'),
    (regex(r"(?<![\w\"])[$@](?=[^\W\d])"), ""),
    (regex(r"([<>=!])[ \t]+=(?!=)"), r"\1="),
    (regex(r"=>"), ">="),
    (regex(r"=<"), "<="),
    (regex(r"<>|=/=|=!="), "!="),
    (regex(r"={3,}"), "=="),
    (regex(r"[ \t]*&&[ \t]*"), " and "),
    (regex(r"[ \t]*\|\|[ \t]*"), " or "),
    (regex(r"!(?=[\w(])"), "not "),
    (regex(r"([^\W\d]\w*)\.(contains)\([ \t]*([^()\n]+?)[ \t]*\)"), r"\2(\1, \3)"),
    (regex(rf"([^\W\d]\w*)\.({'|'.join(OF_NAME)})\(\)"), r"\2(\1)"),
    (regex(r"([^\W\d]\w*)[ \t]+(?:has|does)[ \t]+not[ \t]+(?:have[ \t]+)?([^\W\d]\w*)"), r"not \1 has \2"),
    (regex(r"(?<=[\w)])[ \t]+(?:contains|includes|holds)[ \t]+(?=[^\W\d])"), " has "),
    (regex(r"(?<=[\w)])[ \t]+(?:is[ \t]+)?(?:more|greater|larger)[ \t]+than[ \t]+(?=[\w-])"), " > "),
    (regex(r"(?<=[\w)])[ \t]+(?:is[ \t]+)?(?:less|fewer|smaller)[ \t]+than[ \t]+(?=[\w-])"), " < "),
    (regex(r"\bhas[ \t]+(?:an?|the)[ \t]+(?=[^\W\d])"), "has "),
    (regex(r"\bhas[ \t]+\"(\w+)\""), r"has \1"),
    (regex(r"\b(?:is|equals|eq)[ \t]+not\b|\bisn't\b|\bneq\b"), "!="),
    (regex(r"\b(?:is|equals|eq)\b"), "=="),
    (regex(r"(?<![=<>!])=(?!=)"), "=="),
    (regex(rf"\b({'|'.join(OF_NAME)})[ \t]+([^\W\d][\w.]*)"), r"\1(\2)"),
    (regex(rf"\b({'|'.join(OF_ALL)})[ \t]+(?=[\w\"-])(.+)$"), r"\1(\2)"),
    (regex(r"\b([^\W\d]\w*)[ \t]+((?:\d+|\"[^\"\n]*\")(?:[ \t]*,[ \t]*(?:\d+|\"[^\"\n]*\"))*)$"), r"\1(\2)"),
    (regex(r"([(,][ \t]*)([^\W\d][\w']*(?:[ \t]+[^\W\d][\w']*)+)(?=[ \t]*[,)])"), _quoted),
    (regex(r"(\"[^\"\n]*\"|[\w.]+|\))[ \t]+(?=\"|\d|[^\W\d]\w*[ \t]*[,)])"), r"\1, "),
    (regex(r"^if[ \t]+(.+?)[ \t]*(?:\bthen\b|,|:)[ \t]*(.+?)[ \t]*,?[ \t]*\belse\b:?[ \t]*(.+)$"), r"\2 if \1 else \3"),
    (regex(r"^if[ \t]+(.+\)|\w+)[ \t]+(.+?)[ \t]+else[ \t]+(.+)$"), r"\2 if \1 else \3"),
    (regex(r"^(.+?)[ \t]*\?[ \t]*(.+?)[ \t]*:[ \t]*(.+)$"), r"\2 if \1 else \3"),
    (regex(r"(?<=[\w)\"])[ \t]*[.,;:!?]+$"), ""),
    (regex(r"[ \t]+then$"), ""),
)
# What an assignment or a local variable begins with, which is no part of the value.
BEFORE_VALUE = {
    "assignment": regex(r"[^\W\d]\w*[ \t]*(?:[+-]?=(?!=))[ \t]*"),
    "let": regex(r"[^\W\d]\w*[ \t]*(?::[^=]*)?=(?!=)[ \t]*"),
}
# `inside(how = "key")`: a value with the name of what it is given to.
NAMED_VALUE = regex(r"([(,][ \t]*)[^\W\d]\w*[ \t]*[=:](?!=)[ \t]*")
ODD_LET = regex(r"([^\W\d]\w*)[ \t]*(?:={2,}|:=|<-|\bto\b|\bis\b|:)[ \t]*(?=\S)")


def mended_expression(start: str, text: str) -> str | None:
    """What a text that cannot be read as the rule `start` of expressions.lark is meant to be; None for no idea."""
    if len(text) > MOST:
        return None
    text = text.strip()
    if start == "let" and (odd := ODD_LET.match(text)) is not None:
        written = f"{odd[1]} = {text[odd.end() :]}"
        if reads(start, written):
            return written
    before = BEFORE_VALUE[start].match(text) if start in BEFORE_VALUE else None
    if start == "target" and reads(start, named := NAMED_VALUE.sub(r"\1", text)):
        return named
    head, value = ("", text) if before is None else (before.group(), text[before.end() :])
    for pattern, put in CHANGES:
        changed = pattern.sub(put, value)
        if changed != value and (pattern in QUOTING or TEXT.findall(changed) == TEXT.findall(value)):
            if reads(start, head + changed):
                return head + changed
            # More than one thing may be wrong; but a sign that nothing has is never right.
            value = changed if pattern in KEPT else value
    return None


TEXT = regex(r'"(?:[^"\\\n]|\\.)*"')
KEPT = frozenset(pattern for pattern, _ in CHANGES[:26])
QUOTING = frozenset(pattern for pattern, written in CHANGES if written in ('"', r'"\1"', r"has \1", _quoted))


END_OF_CONDITION = regex(r"(?=[ \t\n,;?])|$")
BEHIND_CONDITION = regex(r"[ \t\n]*(?:then\b|[,;?]|--|—|–|=>)?[ \t\n]*")
GOES_ON = regex(r"[-+*/%=<>!&|)\]]|(?:has|and|or|if|in|is)\b")
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
