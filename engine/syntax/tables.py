"""What Lark makes of our grammars, kept in files beside them, so that no start of the engine waits for it.

Lark analyses a grammar whenever a parser is made of it: 60 ms for our two, as long as reading a story of two hundred
scenes. `lr_tables.json` has what it takes to read a text that has no mistake (lr_tables.py). With others Lark itself is
asked: it can write down what it found, and make a parser of that (`Lark.save` and `load`), which is in `tables.json`,
named by Lark's version besides. Where a grammar or that has changed, a parser is made of the grammar itself, as if
there were no file. `make tables` writes both anew; a test fails where that was forgotten.

They are JSON, not the pickle of `Lark.save`: it can be read by people, and reading it runs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import lark
from lark import Lark
from lark.grammar import Rule, Symbol, Terminal
from lark.lexer import BasicLexer, ContextualLexer, Lexer, PatternStr, TerminalDef, Token, UnlessCallback

from engine.patterns import with_known_marks
from engine.syntax.lr_parser import Table
from engine.syntax.table_keys import FOLDER, key_of

FILE = FOLDER / "tables.json"
# What does not depend on the grammar, or no file can hold: it is given when a parser is made.
GIVEN = ("transformer", "lexer")
SHIFT = 0


class MadeTokens(Lexer):
    """Stands for the lexer of a grammar whose tokens are made by hand."""

    def __init__(self, lexer_conf: object) -> None:
        pass

    def lex(self, data: Iterable[Token]) -> Iterator[Token]:  # type: ignore[override]  # Lark passes custom input through as it is
        """The tokens, one after the other."""
        return iter(data)


def parser_of(grammar: str, starts: list[str]) -> Lark:
    """Lark's LALR parser of the grammar file with that name, which has these start rules."""
    table = _tables().get(_key(grammar, starts))
    if table is None:
        return analysed(grammar, starts)
    data, memo = table["data"], _numbered({number: _with_marks(one) for number, one in table["memo"].items()})
    states = data["parser"]["parser"]
    states["tokens"] = _numbered(states["tokens"])
    states["states"] = {number: _numbered(actions) for number, actions in _numbered(states["states"]).items()}
    data["options"]["lexer"] = data["parser"]["lexer_conf"]["lexer_type"] = "contextual"
    # As the parsers begin that Lark's own tool writes (`lark.tools.standalone`).
    parser: Lark = Lark._load_from_dict(data, memo)  # type: ignore[no-untyped-call]  # Lark says no types there
    return parser


def analysed(grammar: str, starts: list[str]) -> Lark:
    """The same, made of the grammar itself."""
    text = (FOLDER / grammar).read_text(encoding="utf-8")
    lexer = MadeTokens if "%declare" in text else "contextual"
    return Lark(text, parser="lalr", start=starts, lexer=lexer, maybe_placeholders=True)


def written_down(grammar: str, parser: Lark) -> str:
    """What `tables.json` holds for a parser."""
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    data["options"] = {name: value for name, value in data["options"].items() if name not in GIVEN}
    del data["parser"]["lexer_conf"]["lexer_type"]
    table = data["parser"]["parser"]
    number = _in_order(table)
    names = sorted(table["tokens"].values())
    data["parser"]["parser"] = {
        "tokens": dict(enumerate(names)),
        "states": {
            number[state]: {
                names.index(name): [action, number[arg] if action == SHIFT else arg]
                for name, (action, arg) in _named(table, state)
            }
            for state in number
        },
        "start_states": {rule: number[state] for rule, state in table["start_states"].items()},
        "end_states": {rule: number[state] for rule, state in table["end_states"].items()},
    }
    return _as_json({_key(grammar, parser.options.start): {"data": data, "memo": memo}})


def lr_tables_written_down(parsers: dict[str, Lark]) -> str:
    """What `lr_tables.json` holds for parsers, by the names of their grammars."""
    return _as_json({key_of(grammar, one.options.start): lr_table_of(one) for grammar, one in parsers.items()})


def lr_table_of(parser: Lark) -> Table:
    """What `LRParser` and `LRTextParser` are made of."""
    data, _ = parser.memo_serialize([TerminalDef, Rule])
    table = data["parser"]["parser"]
    number = _in_order(table)
    rules = {id(rule): at for at, rule in enumerate(parser.rules)}
    shifts = parser.parser.parser._parse_table.states
    return {
        "states": [
            {
                name: number[arg] if isinstance(arg, int) else -1 - rules[id(arg)]
                for name, (_, arg) in sorted(shifts[state].items())
            }
            for state in number
        ],
        "starts": {
            rule: [number[state], number[table["end_states"][rule]]]
            for rule, state in sorted(table["start_states"].items())
        },
        "rules": [
            [rule.origin.name, len(rule.expansion), _taken(rule), rule.alias or rule.origin.name, _passes(rule)]
            for rule in parser.rules
        ],
        **_lexing(parser, list(number)),
    }


def _taken(rule: Rule) -> list[tuple[int, bool]]:
    """Which parts of a rule are kept, as `lark.parse_tree_builder` does it; see `Rule` in lr_parser.py."""
    taken: list[tuple[int, bool]] = []
    parts = iter(enumerate(rule.expansion))
    for is_left_out in rule.options.empty_indices or [False] * len(rule.expansion):
        if is_left_out:
            taken.append((-1, False))
            continue
        at, part = next(parts)
        if not (isinstance(part, Terminal) and part.filter_out):
            taken.append((at, _is_list(part)))
    return taken


def _is_list(part: Symbol) -> bool:
    return not part.is_term and part.name.startswith("_")


def _passes(rule: Rule) -> bool:
    return bool(rule.options.expand1) and rule.alias is None


def _lexing(parser: Lark, states: list[Any]) -> Table:
    """How the tokens are found in a text: by which lexer in each state, its pattern, and what is a word of it."""
    contextual = parser.parser.lexer
    if not isinstance(contextual, ContextualLexer):
        return {}
    lexers: list[Table] = []
    lexer_of = []
    for state in states:
        one = contextual.lexers[state]
        assert isinstance(one, BasicLexer)
        (pattern,) = [found.pattern for found in one.scanner._mres]
        words = {
            type: {word.pattern.value: word.name for word in callback.scanner.terminals}
            for type, callback in one.callback.items()
            if isinstance(callback, UnlessCallback)
        }
        lexer = {"pattern": pattern, "words": words}
        if lexer not in lexers:
            lexers.append(lexer)
        lexer_of.append(lexers.index(lexer))
    own = [one.pattern.value for one in parser.terminals if isinstance(one.pattern, PatternStr)]
    return {
        "lexers": lexers,
        "lexer_of": lexer_of,
        "ignored": sorted(parser.ignore_tokens),
        "words": sorted(one for one in own if one.isidentifier()),
    }


def _in_order(table: Table) -> dict[Any, int]:
    """A parser's states, numbered as they are reached from its start rules: Lark's own numbers are others each time."""
    order = [state for _, state in sorted(table["start_states"].items())]
    known = set(order)
    for state in order:
        reached = [arg for _, (action, arg) in _named(table, state) if action == SHIFT and arg not in known]
        known.update(reached)
        order += reached
    return {state: at for at, state in enumerate(order)}


def _with_marks(one: dict[str, Any]) -> dict[str, Any]:
    """A terminal in whose words the marks are that patterns know; other things of a table as they are."""
    pattern = one.get("pattern")
    if pattern is None or pattern["__type__"] != "PatternRE":
        return one
    return {**one, "pattern": {**pattern, "value": with_known_marks(pattern["value"])}}


def _named(table: Table, state: Any) -> list[tuple[str, Any]]:
    """The actions of a state, by the names of their tokens."""
    return sorted((table["tokens"][token], action) for token, action in table["states"][state].items())


def _as_json(tables: dict[str, Any]) -> str:
    return json.dumps(tables, separators=(",", ":"), sort_keys=True) + "\n"


def _key(grammar: str, starts: list[str]) -> str:
    return f"{key_of(grammar, starts)} Lark {lark.__version__}"


def _numbered(table: dict[str, Any]) -> dict[int, Any]:
    """A table whose keys are numbers, which JSON has as texts."""
    return {int(number): value for number, value in table.items()}


@cache
def _tables() -> dict[str, Any]:
    try:
        tables: dict[str, Any] = json.loads(FILE.read_bytes())
    except (OSError, ValueError):
        return {}
    return tables
