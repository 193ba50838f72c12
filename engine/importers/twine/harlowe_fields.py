"""The macros of Harlowe that give variables values: assignments, questions, fields and lists to pick from."""

from __future__ import annotations

import re

from engine.importers.twine.dialects import HARLOWE
from engine.importers.twine.expressions import read_value, read_values
from engine.importers.twine.tokens import TwineToken, tokens_of
from engine.importers.twine.tree import Node, Pick, TwineAsk, TwineAssign
from engine.importers.values.tree import Literal, SourceCall, SourceVariable, Unsayable, Value


def assignments(name: str, arguments: str, line: int, source: str) -> list[Node]:
    """Assignments, with commas between them."""
    out: list[Node] = []
    for tokens in _split(tokens_of(arguments), (",",)):
        word = "to" if name == "set" else "into"
        sides = _split(tokens, (word, "=", "+=", "-="))
        if len(sides) != 2:
            raise Unsayable("this assignment cannot be read")
        sign = next(token.text for token in tokens if token.text in (word, "=", "+=", "-="))
        left, right = sides if name == "set" else (sides[1], sides[0])
        variable = read_value(_source(arguments, left), HARLOWE)
        if not isinstance(variable, SourceVariable):
            raise Unsayable("only a variable can be set")
        written = _source(arguments, right)
        if asked := re.fullmatch(r"(\(num(?:ber)?:\s*)?\(prompt:(.*?)\)(?(1)\s*\))", written, re.DOTALL):
            out.append(_prompt(variable, asked.group(2), bool(asked.group(1)), line, source))
            continue
        if name == "move":
            raise Unsayable("`(move:)` takes a value away from its place")
        operator = sign if sign in ("+=", "-=") else "="
        out.append(TwineAssign(variable, operator, read_value(written, HARLOWE, variable), line, source))
    return out


def _prompt(variable: SourceVariable, arguments: str, numeric: bool, line: int, source: str) -> TwineAsk:
    values = read_values(arguments, HARLOWE)
    if not values or not isinstance(values[0], Literal):
        raise Unsayable("this question is made while playing")
    default = values[1] if len(values) > 1 else None
    if default in (variable, SourceCall("text", (variable,))) or numeric:
        default = None
    return TwineAsk(variable, str(values[0].value), default, numeric, line, source)


def input_field(arguments: str, line: int, source: str) -> TwineAsk:
    """The question of `(input-box:)` and its like."""
    variable, values = _bound(arguments)
    texts = [value for value in values if isinstance(value, Literal) and isinstance(value.value, str)]
    default = next((text for text in texts if "=" not in str(text.value) and "X" not in str(text.value)), None)
    if variable is None:
        raise Unsayable("a field whose text goes nowhere")
    return TwineAsk(variable, "", default, False, line, source)


def pick_list(name: str, arguments: str, line: int, source: str) -> Node:
    """The fixed values of `(cycling-link:)` and `(dropdown:)`."""
    variable, values = _bound(arguments)
    if name == "seqlink" or not values or not all(isinstance(value, Literal) for value in values):
        raise Unsayable(f"`({name}:)` with values that are not fixed")
    return Pick(variable, tuple(value for value in values if isinstance(value, Literal)), line, source)


def passage_of(arguments: str) -> str:
    """The passage that a macro names."""
    value = read_value(arguments, HARLOWE)
    if isinstance(value, Literal) and isinstance(value.value, str):
        return value.value
    raise Unsayable("the passage is known only while playing")


def _split(tokens: list[TwineToken], words: tuple[str, ...]) -> list[list[TwineToken]]:
    """Tokens, parted at words that stand outside brackets."""
    parts: list[list[TwineToken]] = [[]]
    depth = 0
    for token in tokens:
        if token.kind == "macro" or token.text in ("(", "[", "{"):
            depth += 1
        elif token.text in (")", "]", "}"):
            depth -= 1
        if depth == 0 and token.text in words and token.kind in ("word", "sign"):
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _source(text: str, tokens: list[TwineToken]) -> str:
    return text[tokens[0].at : tokens[-1].at + len(tokens[-1].text)]


def _bound(arguments: str) -> tuple[SourceVariable | None, tuple[Value, ...]]:
    """`bind $name` or `2bind $name`, and the values behind it."""
    found = re.match(r"\s*2?bind\s+([$_]\w+)\s*,?", arguments)
    if found is None:
        return None, read_values(arguments, HARLOWE)
    name = found.group(1)
    return SourceVariable(name[1:], name[0] == "_"), read_values(arguments[found.end() :], HARLOWE)
