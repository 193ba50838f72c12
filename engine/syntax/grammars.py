"""The parser for what is inside lines, and what is wrong with a text that it cannot read, which Lark says."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, cast

from engine.named_tuples import NamedTuple
from engine.patterns import knows_marks, regex
from engine.slips import UNTOLD, Slip, SlipKind
from engine.syntax.expression_shapes import GluedWord, ShapeParser
from engine.syntax.expression_tree import ExpressionTree
from engine.syntax.lr_parser import LRTextParser, Unreadable
from engine.syntax.lr_tables import lr_table
from engine.syntax.messages import CLOSES_NOTHING, TYPE_WORDS, explain_expression, shortened

if TYPE_CHECKING:
    from lark import Lark

EXPRESSION_STARTS = [
    *("expression", "assignment", "let", "value", "var", "const", "definition", "extern", "heading", "target", "claim"),
    "type",
]
MOST_TOKENS = 200
BRACKET = regex(r'[()]|"(?:[^"\\\n]|\\.)*"')
MOST_BRACKETS = 32


class Problem(NamedTuple):
    """Why a text inside a line does not parse; offsets are relative to that text."""

    at: int
    end: int
    message: str
    hint: str | None
    code: str = "NC020"
    slip: Slip = UNTOLD


@cache
def expression_parser() -> ShapeParser:
    """The parser for what is inside lines."""
    table = lr_table("expressions.lark", EXPRESSION_STARTS)
    return ShapeParser(LRTextParser(table, ExpressionTree()))


@cache
def _lark(marks: bool) -> Lark:
    """The same by Lark, which says what is wrong: few runs need it, and it takes as long to load as a short story.

    With `marks`, its words have the marks that patterns know by then.
    """
    from engine.syntax.tables import parser_of

    return parser_of("expressions.lark", EXPRESSION_STARTS)


@lru_cache(maxsize=65_536)
def parse_expression(start: str, text: str) -> Any:
    """The tree of a text inside a line, or the `Problem` with it. Equal texts give the same tree."""
    problem = _problem_of_size(text) or _problem_of_type(start, text)
    if problem is not None:
        return problem
    try:
        return expression_parser().parse(start, text)
    except GluedWord as error:
        word = text[error.at : error.end]
        hint = f"write `{word} {shortened(text[error.end :])}`; a name may not begin in the middle of a word"
        return Problem(error.at, error.end, f"a blank is missing behind `{word}`", hint)
    except Unreadable:
        return _problem_of_lark(start, text)


def _problem_of_lark(start: str, text: str) -> Problem:
    """Why Lark cannot read a text."""
    from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

    try:
        _lark(knows_marks()).parse(text, start=start)
    except UnexpectedToken as error:
        token = error.token
        at = len(text) if token.type == "$END" else token.start_pos or 0
        accepts = set(error.accepts or ())
        if token.type == "$END" and "CLOSE" in accepts and (bracket := _unclosed_bracket(text)) >= 0:
            return Problem(bracket, bracket + 1, "this `(` is not closed", "put a `)` where it ends")
        word = "" if token.type == "$END" else str(token)
        explanation = explain_expression(start, text, at, word, accepts)
        slip = UNTOLD if word else Slip(SlipKind.PART_MISSING)
        if explanation[0] is CLOSES_NOTHING:
            slip = Slip(SlipKind.CLOSES_NOTHING)
        return Problem(at, at + max(1, len(word)), *explanation, slip)
    except UnexpectedCharacters as error:
        return _problem_of_character(start, text, cast(int, error.pos_in_stream))
    except UnexpectedInput:
        pass
    return Problem(0, len(text), "this does not read as an expression", None)


def reads(start: str, text: str) -> bool:
    """Whether a text can be read as the rule `start`."""
    return not isinstance(parse_expression(start, text), Problem)


def _unclosed_bracket(text: str) -> int:
    """Where the innermost bracket stands that is not closed, or -1."""
    opened: list[int] = []
    for found in BRACKET.finditer(text):
        if found.group() == "(":
            opened.append(found.start())
        elif found.group() == ")" and opened:
            opened.pop()
    return opened[-1] if opened else -1


def _problem_of_character(start: str, text: str, at: int) -> Problem:
    if text[at] == '"':
        return Problem(at, len(text), "this text is not closed", 'put a `"` at its end', "NC023")
    return Problem(at, at + 1, *explain_expression(start, text, at, text[at], set()))


FOREIGN_TYPE = regex(r"(?:^|:|->|,|\()\s*(%s)\b\s*(?=$|[=,)])" % "|".join(TYPE_WORDS), re.IGNORECASE)


def _problem_of_type(start: str, text: str) -> Problem | None:
    if start not in ("var", "let", "type", "extern"):
        return None
    found = FOREIGN_TYPE.search(text)
    if found is None or (found.start(1) == 0 and start != "type"):
        return None
    named = TYPE_WORDS[found.group(1).lower()]
    return Problem(*found.span(1), f"there is no type `{found.group(1)}`", f"write `{named}`", "NC025")


def _problem_of_size(text: str) -> Problem | None:
    if len(text) <= MOST_BRACKETS:
        return None
    # What counts is how deep the tree can get: a long list of names is no deeper than a short one.
    tokens = 0
    opened: list[int] = []
    in_text = in_word = False
    previous = ""
    for at, char in enumerate(text):
        if in_text:
            in_text = char != '"' or previous == "\\"
        elif char == '"':
            in_text, tokens = True, tokens + 1
        elif char in "([":
            opened.append(tokens)
            if len(opened) > MOST_BRACKETS:
                return Problem(at, at + 1, f"brackets are nested more than {MOST_BRACKETS} deep here", None, "NC008")
        elif char in ")]":
            tokens = opened.pop() + 1 if opened else tokens
        elif char in ",|":
            tokens = opened[-1] if opened else 0
        word = char.isalnum() or char in "_." or char > "~"
        if not in_text and char not in " ()" and not (word and in_word):
            tokens += 1
            if tokens > MOST_TOKENS:
                hint = "give a part of it a name, with `def` or `~ let`"
                return Problem(at, at + 1, f"this expression has more than {MOST_TOKENS} parts", hint, "NC020")
        in_word, previous = word, char
    return None
