"""The tokens of expressions in story formats."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.importers.values.tree import Unsayable

MOST_TOKENS = 400
ESCAPE = re.compile(r"\\(.)", re.DOTALL)


TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<number>\d+(?:\.\d+)?(?:m?s\b)?)
  | (?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\$])*`)
  | (?P<variable>[$_][A-Za-z_\u0080-\uffff][\w]*)
  | (?P<macro>\([A-Za-z][\w-]*:)
  | (?P<possessive>'s\b)
  | (?P<word>[A-Za-z\u0080-\uffff][\w]*)
  | (?P<sign>===|!==|==|!=|<=|>=|&&|\|\||\+\+|--|\.\.\.|=>|[-+*/%]=|[-+*/%<>=!?:.,()\[\]{}&|])
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class TwineToken:
    """A token: its kind, its text, and where it begins."""

    kind: str
    text: str
    at: int


def tokens_of(source: str) -> list[TwineToken]:
    """The tokens of an expression, without blanks."""
    tokens: list[TwineToken] = []
    at = 0
    while at < len(source):
        found = TOKEN.match(source, at)
        if found is None:
            raise Unsayable(f"`{source[at]}` cannot be read here")
        if found.lastgroup != "space":
            tokens.append(TwineToken(found.lastgroup or "", found.group(), at))
            if len(tokens) > MOST_TOKENS:
                raise Unsayable("the expression is too long")
        at = found.end()
    return tokens


def text_of(literal: str) -> str:
    """The text that a literal in quotes stands for."""
    return ESCAPE.sub(lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), literal[1:-1])
