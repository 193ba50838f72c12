"""What Lark makes of our grammars, kept in a file beside them, so that no start of the engine waits for it.

Lark analyses a grammar whenever a parser is made of it: 60 ms for our two, as long as reading a story of two hundred
scenes. It can write down what it found, and make a parser of that (`Lark.save` and `load`); this is in `tables.json`,
named by the grammar's checksum and by Lark's version. Where one of these has changed, a parser is made of the grammar
itself, as if there were no file. `make tables` writes the file anew; a test fails where that was forgotten.

It is JSON, not the pickle of `Lark.save`: it can be read by people, and reading it runs nothing.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import lark
from lark import Lark, Transformer
from lark.grammar import Rule
from lark.lark import PostLex
from lark.lexer import Lexer, TerminalDef

from engine.source import checksum_of

FOLDER = Path(__file__).parent
FILE = FOLDER / "tables.json"
# What does not depend on the grammar, or no file can hold: it is given when a parser is made.
GIVEN = ("transformer", "lexer")
SHIFT = 0

# A parser as Lark writes it down, or a part of that.
Table = dict[str, Any]


def parser_of(
    grammar: str,
    start: list[str],
    transformer: Transformer[Any, Any],
    lexer: str | type[Lexer] = "contextual",
    postlex: PostLex | None = None,
) -> Lark:
    """The LALR parser of the grammar file with that name, which has these start rules."""
    table = _tables().get(_key(grammar, start))
    if table is None:
        return analysed(grammar, start, transformer, lexer, postlex)
    data, memo = table["data"], _numbered(table["memo"])
    states = data["parser"]["parser"]
    states["tokens"] = _numbered(states["tokens"])
    states["states"] = {number: _numbered(actions) for number, actions in _numbered(states["states"]).items()}
    data["options"]["lexer"] = data["parser"]["lexer_conf"]["lexer_type"] = lexer
    # As the parsers begin that Lark's own tool writes (`lark.tools.standalone`).
    parser: Lark = Lark._load_from_dict(data, memo, transformer=transformer, postlex=postlex)  # type: ignore[no-untyped-call]
    return parser


def analysed(
    grammar: str,
    start: list[str],
    transformer: Transformer[Any, Any],
    lexer: str | type[Lexer] = "contextual",
    postlex: PostLex | None = None,
) -> Lark:
    """The same, made of the grammar itself."""
    text = (FOLDER / grammar).read_text(encoding="utf-8")
    given = {"transformer": transformer, "postlex": postlex}
    return Lark(text, parser="lalr", start=start, lexer=lexer, maybe_placeholders=True, **given)


def written_down(parsers: dict[str, Lark]) -> str:
    """What the file holds for these parsers, by the names of their grammars."""
    tables: dict[str, Any] = {}
    for grammar, parser in parsers.items():
        data, memo = parser.memo_serialize([TerminalDef, Rule])
        data["options"] = {name: value for name, value in data["options"].items() if name not in GIVEN}
        del data["parser"]["lexer_conf"]["lexer_type"]
        data["parser"]["parser"] = _in_order(data["parser"]["parser"])
        tables[_key(grammar, parser.options.start)] = {"data": data, "memo": memo}
    return json.dumps(tables, separators=(",", ":"), sort_keys=True) + "\n"


def _in_order(table: Table) -> Table:
    """A parser's states, numbered as they are reached from its start rules: Lark's own numbers are others each time."""
    tokens: dict[int, str] = table["tokens"]
    order = [state for _, state in sorted(table["start_states"].items())]
    known, states = set(order), {}
    for state in order:
        actions = sorted((tokens[token], action) for token, action in table["states"][state].items())
        reached = [arg for _, (action, arg) in actions if action == SHIFT and arg not in known]
        known.update(reached)
        order += reached
        states[state] = actions
    number = {state: at for at, state in enumerate(order)}
    names = sorted(tokens.values())
    place = {name: at for at, name in enumerate(names)}
    return {
        "tokens": dict(enumerate(names)),
        "states": {
            number[state]: {
                place[name]: [action, number[arg] if action == SHIFT else arg] for name, (action, arg) in actions
            }
            for state, actions in states.items()
        },
        "start_states": {rule: number[state] for rule, state in table["start_states"].items()},
        "end_states": {rule: number[state] for rule, state in table["end_states"].items()},
    }


def _key(grammar: str, start: list[str]) -> str:
    text = (FOLDER / grammar).read_bytes() + " ".join(start).encode()
    return f"{grammar} {checksum_of(text)} Lark {lark.__version__}"


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
