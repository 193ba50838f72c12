"""Reads the expressions of story formats.

One reader by precedence serves all; a `Dialect` (dialects.py) says which words are which operators. What has
no meaning in a story here raises `Unsayable` with the reason, and its place becomes a TODO.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.importers.twine.tokens import TwineToken, text_of, tokens_of
from engine.importers.values.tree import (
    Choose,
    Collection,
    Literal,
    Operation,
    Record,
    SourceVariable,
    Unsayable,
    Value,
)
from engine.program.limits import MOST

DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a format writes expressions: its operators, from those that bind last, and its names for functions."""

    levels: tuple[dict[str, str], ...]
    negations: frozenset[str]
    function: Callable[[str, tuple[Value, ...]], Value]
    property: Callable[[Value, str, tuple[Value, ...] | None], Value]
    bare_names: bool = False
    words: frozenset[str] = frozenset()
    mixes_and_or: bool = True


class TwineExpressionReader:
    """Reads one expression, or several with commas between them."""

    def __init__(self, source: str, dialect: Dialect, it: Value | None = None) -> None:
        self.dialect = dialect
        self.tokens = tokens_of(source)
        self.at = 0
        self.depth = 0
        self.it = it

    # ------------------------------------------------------------ tokens

    def peek(self, ahead: int = 0) -> TwineToken:
        """The next token; at the end, one of the kind "end"."""
        number = self.at + ahead
        return self.tokens[number] if number < len(self.tokens) else TwineToken("end", "", -1)

    def next(self) -> TwineToken:
        """Take the next token."""
        token = self.peek()
        self.at += 1
        return token

    def expect(self, sign: str) -> None:
        """Take a sign that has to stand here."""
        if self.next().text != sign:
            raise Unsayable(f"`{sign}` is missing")

    # ------------------------------------------------------------ values

    def whole(self) -> Value:
        """The one expression that the source holds."""
        value = self.value()
        if self.peek().kind != "end":
            raise Unsayable(f"`{self.peek().text}` cannot be read here")
        return value

    def all(self) -> tuple[Value, ...]:
        """All expressions of the source, with commas between them."""
        values = self.listed("")
        if self.peek().kind != "end":
            raise Unsayable(f"`{self.peek().text}` cannot be read here")
        return values

    def listed(self, closing: str) -> tuple[Value, ...]:
        """Expressions up to a closing sign, which is taken."""
        values: list[Value] = []
        while self.peek().kind != "end" and self.peek().text != closing:
            values.append(self.value())
            if self.peek().text != ",":
                break
            self.next()
        if closing:
            self.expect(closing)
        return tuple(values)

    def value(self) -> Value:
        """An expression, with `?:` where the format has it."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unsayable("the expression is nested too deep")
        value = self._level(0)
        if self.peek().text == "?":
            self.next()
            this = self.value()
            self.expect(":")
            value = Choose(value, this, self.value())
        self.depth -= 1
        return value

    def _level(self, level: int) -> Value:
        if level == len(self.dialect.levels):
            return self._unary()
        operators = self.dialect.levels[level]
        left = self._level(level + 1)
        used: set[str] = set()
        while True:
            operator, width = self._operator(operators)
            if not operator:
                return left
            used.add(operator)
            if {"and", "or"} <= used and not self.dialect.mixes_and_or:
                raise Unsayable("`and` and `or` stand beside each other without brackets")
            self.at += width
            it, self.it = self.it, left if self.it is None else self.it
            right = self._level(level + 1)
            self.it = it
            left = combined(operator, left, right)

    def _operator(self, operators: dict[str, str]) -> tuple[str, int]:
        for width in (4, 3, 2, 1):
            words = " ".join(self.peek(ahead).text for ahead in range(width))
            if words.lower() in operators:
                return operators[words.lower()], width
        return "", 0

    def _unary(self) -> Value:
        token = self.peek()
        if token.text.lower() in self.dialect.negations:
            self.next()
            return Operation("not", (self._deeper(self._unary),))
        if token.text in ("-", "+"):
            self.next()
            operand = self._deeper(self._unary)
            if token.text == "+":
                return operand
            if isinstance(operand, Literal) and type(operand.value) is int:
                return Literal(-operand.value)
            return Operation("-", (operand,))
        return self._member(self._primary())

    def _deeper(self, read: Callable[[], Value]) -> Value:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unsayable("the expression is nested too deep")
        value = read()
        self.depth -= 1
        return value

    def _member(self, value: Value) -> Value:
        """What stands behind a value: `.name`, `.name(…)`, `["name"]`, `'s name`."""
        while True:
            token = self.peek()
            if token.text == "." and self.peek(1).kind in ("word", "variable"):
                self.next()
                name = self.next().text
                arguments = None
                if self.peek().text == "(":
                    self.next()
                    arguments = self.listed(")")
                value = self.dialect.property(value, name, arguments)
            elif token.kind == "possessive":
                self.next()
                value = self.dialect.property(value, self.next().text, None)
            elif token.text == "[" and isinstance(value, SourceVariable):
                self.next()
                index = self.value()
                self.expect("]")
                if not (isinstance(index, Literal) and isinstance(index.value, str)):
                    raise Unsayable("arrays have no counterpart here")
                value = self.dialect.property(value, index.value, None)
            else:
                return value

    def _primary(self) -> Value:
        token = self.next()
        if token.kind == "number":
            return _number(token.text)
        if token.kind == "text":
            return Literal(text_of(token.text))
        if token.kind == "macro":
            return self.dialect.function(token.text[1:-1], self.listed(")"))
        if token.kind == "variable":
            if token.text[0] == "_" and self.dialect.bare_names:
                return self._named(token.text)
            return SourceVariable(token.text[1:], token.text[0] == "_")
        if token.text == "(":
            value = self.value()
            self.expect(")")
            return value
        if token.text == "[":
            return Collection(self.listed("]"))
        if token.text == "{":
            return self._record()
        if token.kind == "word":
            return self._named(token.text)
        if token.kind == "end":
            raise Unsayable("a value is missing")
        raise Unsayable(f"`{token.text}` cannot be read here")

    def _named(self, name: str) -> Value:
        """A word: a truth value, `it`, a function with its values, or a variable where the format has bare names."""
        if name.lower() in ("true", "false"):
            return Literal(name.lower() == "true")
        if name in ("it", "its") and "it" in self.dialect.words:
            if self.it is None:
                raise Unsayable("`it` stands for nothing here")
            return self.it
        if self.peek().text == "(":
            self.next()
            return self.dialect.function(name, self.listed(")"))
        if name in ("Math", "State", "state", "passage", "story", "random", "engine", "config", "setup", "window", "s"):
            return self._of_host(name)
        if name in self.dialect.words:
            return self.dialect.function(name, ())
        if self.dialect.bare_names:
            return SourceVariable(name)
        raise Unsayable(f"`{name}` has no counterpart here")

    def _of_host(self, name: str) -> Value:
        """`Math.floor(…)`, `State.variables.x` and their like."""
        path = [name]
        while self.peek().text == "." and self.peek(1).kind in ("word", "variable"):
            self.next()
            path.append(self.next().text)
            if path[:2] == ["State", "variables"] and len(path) == 3:
                return SourceVariable(path[2])
            if path[0] == "s" and len(path) == 2 and self.dialect.bare_names and self.peek().text != "(":
                return SourceVariable(path[1])
        dotted = ".".join(path)
        if self.peek().text == "(" and dotted != name:
            self.next()
            return self.dialect.function(dotted, self.listed(")"))
        if dotted == name and self.dialect.bare_names:
            return SourceVariable(name)
        return self.dialect.function(dotted, ())

    def _record(self) -> Value:
        fields: list[tuple[str, Value]] = []
        while self.peek().text != "}":
            key = self.next()
            if key.kind not in ("word", "text", "variable"):
                raise Unsayable("this object cannot be read")
            self.expect(":")
            fields.append((text_of(key.text) if key.kind == "text" else key.text, self.value()))
            if self.peek().text != ",":
                break
            self.next()
        self.expect("}")
        return Record(tuple(fields))


def _number(text: str) -> Value:
    if text[-1] == "s":
        raise Unsayable("times have no counterpart here")
    if "." in text:
        whole, _, part = text.partition(".")
        if part.strip("0"):
            raise Unsayable(f"{text} is a decimal; numbers are whole here")
        text = whole
    if len(text) > 16 or int(text) > MOST:
        raise Unsayable("the number is too large")
    return Literal(int(text))


def combined(operator: str, left: Value, right: Value) -> Value:
    """An operation; those that are made of others are taken apart here."""
    if operator == "lacks":
        return Operation("not", (Operation("has", (left, right)),))
    if operator == "in":
        return Operation("has", (right, left))
    if operator == "not in":
        return Operation("not", (Operation("has", (right, left)),))
    return Operation(operator, (left, right))


def read_value(source: str, dialect: Dialect, it: Value | None = None) -> Value:
    """The value that an expression stands for. Raises Unsayable."""
    return TwineExpressionReader(source, dialect, it).whole()


def read_values(source: str, dialect: Dialect) -> tuple[Value, ...]:
    """The values of expressions with commas between them. Raises Unsayable."""
    return TwineExpressionReader(source, dialect).all()
