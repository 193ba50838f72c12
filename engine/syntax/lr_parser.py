"""Reads by the tables that Lark made of a grammar, without Lark.

To import Lark takes as long as to read a story of four hundred lines. It is needed to analyse a grammar, which is done
before (tables.py), and to say what is wrong with a text. To read what has no mistake takes its tables and the loop that
all LALR parsers have (A. Aho, M. Lam, R. Sethi, J. Ullman, "Compilers", 2nd edition, section 4.5).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from engine.named_tuples import NamedTuple
from engine.patterns import regex

END = "$END"

# The LALR(1) tables of a grammar as the file has them; see `lr_table_of` in tables.py.
Table: TypeAlias = dict[str, Any]
# A method of a tree, and the places of what it is called with: of a token its number from 1 on, of what the first call
# gave -1, of the second -2, and so on; of what is left out 0.
Call: TypeAlias = tuple[Callable[..., object], list[int]]


class Unreadable(Exception):
    """What is read is nothing of the grammar. Where and why, Lark says."""


class Token(str):
    """A stretch of a text with its place, as Lark has them."""

    __slots__ = ("end_pos", "start_pos", "type")
    type: str
    start_pos: int
    end_pos: int

    def __new__(cls, type: str, text: str, at: int, end: int) -> Token:
        made = super().__new__(cls, text)
        made.type, made.start_pos, made.end_pos = type, at, end
        return made


class Rule(NamedTuple):
    """What is done when all parts of a rule are there.

    `taken` says of each thing that the rule keeps the number of its part, -1 for one that is left out, and whether it
    is a list of things. The `method` of the tree is None for rules that only make such a list; where a rule `passes`,
    a thing alone stands for itself.
    """

    name: str
    size: int
    taken: list[tuple[int, bool]]
    method: Callable[..., object] | None
    passes: bool


class LRParser:
    """An LALR parser, which finds the methods of a tree to be called for an input, in their order."""

    def __init__(self, table: Table, tree: object) -> None:
        # By state and symbol: the state to go on with, or below zero the rule that is done.
        self.states: list[dict[str, int]] = table["states"]
        self.starts: dict[str, list[int]] = table["starts"]
        self.rules = [
            Rule(name, size, taken, getattr(tree, method, None), passes)
            for name, size, taken, method, passes in table["rules"]
        ]

    def calls(self, start: str, next_type: Callable[[int], str]) -> tuple[list[Call], int]:
        """The calls for the input that is a `start`, and the place of what comes of them all.

        `next_type` gives the type of the next token, as it can be in a state, and `END` behind the last. Raises
        `Unreadable`.
        """
        first, last = self.starts[start]
        states, places, calls = [first], list[Any](), list[Call]()
        count = 0
        while True:
            type = next_type(states[-1])
            while True:
                action = self.states[states[-1]].get(type)
                if action is None:
                    raise Unreadable
                if action >= 0:
                    break
                rule = self.rules[-1 - action]
                first_part = len(places) - rule.size
                made = _done(rule, places[first_part:], calls)
                del states[first_part + 1 :], places[first_part:]
                states.append(self.states[states[-1]][rule.name])
                places.append(made)
                if type == END and states[-1] == last:
                    return calls, made
            count += 1
            states.append(action)
            places.append(count)


def _done(rule: Rule, parts: list[Any], calls: list[Call]) -> Any:
    """The place of what a rule makes of its parts, or a list of the places in its list. Its call is added."""
    kept: list[int] = []
    for number, is_list in rule.taken:
        if number < 0:
            kept.append(0)
        elif is_list:
            kept += parts[number]
        else:
            kept.append(parts[number])
    if rule.passes and len(kept) == 1:
        return kept[0]
    if rule.method is None:
        return kept
    calls.append((rule.method, kept))
    return -len(calls)


class LRTextParser(LRParser):
    """One that finds the tokens in a text itself, among those that can stand where it is."""

    def __init__(self, table: Table, tree: object) -> None:
        super().__init__(table, tree)
        # The pattern of the tokens; and by type, what is another token where that finds it: a word of the grammar.
        self.lexers: list[tuple[re.Pattern[str], dict[str, dict[str, str]]]] = [
            (regex(one["pattern"]), one["words"]) for one in table["lexers"]
        ]
        self.lexer_of: list[int] = table["lexer_of"]
        self.ignored = frozenset(table["ignored"])
        # All words of the grammar.
        self.words: list[str] = table["words"]

    def read(self, start: str, text: str) -> tuple[list[Token], list[Call], int]:
        """The tokens of a text, and what `calls` gives. Raises `Unreadable`."""
        tokens: list[Token] = []
        at = 0

        def next_type(state: int) -> str:
            nonlocal at
            pattern, words = self.lexers[self.lexer_of[state]]
            while at < len(text):
                found = pattern.match(text, at)
                if found is None:
                    raise Unreadable
                begin, at = found.span()
                type = found.lastgroup or ""
                if type not in self.ignored:
                    type = words.get(type, {}).get(found[0], type)
                    tokens.append(Token(type, found[0], begin, at))
                    return type
            return END

        calls, made = self.calls(start, next_type)
        return tokens, calls, made
