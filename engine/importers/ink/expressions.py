"""Reads the expressions of ink, with the precedence that ink gives its operators."""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.importers.ink.scanner import NoMatch, Scanner
from engine.importers.ink.tree import (
    Content,
    Decimal,
    Expression,
    InkBinary,
    InkCall,
    InkName,
    InkNumber,
    InkTruth,
    InkUnary,
    Items,
    String,
    Target,
)

# In the order in which ink tries them: what it is written as, how tight it binds, what it is called in the tree.
OPERATORS = (
    ("&&", 1, "and"),
    ("||", 1, "or"),
    ("and", 1, "and"),
    ("or", 1, "or"),
    ("==", 2, "=="),
    (">=", 2, ">="),
    ("<=", 2, "<="),
    ("<", 2, "<"),
    (">", 2, ">"),
    ("!=", 2, "!="),
    ("?", 3, "has"),
    ("has", 3, "has"),
    ("!?", 3, "hasnt"),
    ("hasnt", 3, "hasnt"),
    ("^", 3, "^"),
    ("+", 4, "+"),
    ("-", 5, "-"),
    ("*", 6, "*"),
    ("/", 7, "/"),
    ("%", 8, "mod"),
    ("mod", 8, "mod"),
)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?![\w])")
# Longer ones are no whole numbers that a story can hold.
MOST_DIGITS = 15
KEYWORDS = frozenset(("true", "false", "not", "return", "else", "VAR", "CONST", "temp", "LIST", "function"))


class InkExpressionReader:
    """Reads expressions; texts in quotes need the reader of content."""

    def __init__(self, scanner: Scanner, content: Callable[[str], Content]) -> None:
        self.scanner = scanner
        self.content = content

    def tried(self) -> Expression | None:
        """An expression if one stands here; else nothing is read."""
        at, depth = self.scanner.at, self.scanner.depth
        try:
            return self.read()
        except NoMatch:
            self.scanner.at, self.scanner.depth = at, depth
            return None

    def read(self, tighter: int = 0) -> Expression:
        """An expression of operators that bind tighter than some. Raises `NoMatch`."""
        scanner = self.scanner
        scanner.deeper()
        scanner.blanks()
        left = self._unary()
        while True:
            scanner.blanks()
            before = scanner.at
            operator = self._operator()
            if operator is None or operator[1] <= tighter:
                scanner.at = before
                break
            depth = scanner.depth
            try:
                right = self.read(operator[1])
            except NoMatch:
                scanner.at, scanner.depth = before, depth
                break
            left = InkBinary(operator[2], left, right)
        scanner.depth -= 1
        return left

    def _operator(self) -> tuple[str, int, str] | None:
        scanner = self.scanner
        for one in OPERATORS:
            if scanner.sees(one[0]):
                end = scanner.at + len(one[0])
                if one[0].isalpha() and scanner.text[end : end + 1] not in (" ", "\t"):
                    continue
                if one[0] in "+-" and scanner.sees(one[0] * 2):
                    continue
                if one[0] == "-" and scanner.sees("->"):
                    continue
                scanner.at = end
                return one
        return None

    def _unary(self) -> Expression:
        scanner = self.scanner
        if scanner.sees("->"):
            return self._target()
        at = scanner.at
        prefix = ""
        if scanner.sees("-") or (scanner.sees("!") and not scanner.sees("!=")):
            prefix = "-" if scanner.take("-") else "not"
            scanner.at += prefix == "not"
        elif scanner.identifier() == "not":
            prefix = "not"
        else:
            scanner.at = at
        scanner.blanks()
        operand = self._atom() if prefix == "" else self._operand()
        if prefix == "-" and isinstance(operand, InkNumber):
            return InkNumber(-operand.value)
        if prefix == "-" and isinstance(operand, Decimal):
            return Decimal("-" + operand.written)
        return InkUnary(prefix, operand) if prefix else operand

    def _operand(self) -> Expression:
        try:
            return self._atom()
        except NoMatch:
            self.scanner.deeper()
            inner = self._unary()
            self.scanner.depth -= 1
            return inner

    def _target(self) -> Target:
        self.scanner.take("->")
        self.scanner.blanks()
        return Target(self.path())

    def path(self) -> str:
        """A path such as `knot.stitch`. Raises `NoMatch`."""
        scanner = self.scanner
        name = scanner.identifier()
        if name is None:
            raise NoMatch
        names = [name]
        while True:
            at = scanner.at
            scanner.blanks()
            if not scanner.take("."):
                scanner.at = at
                return ".".join(names)
            scanner.blanks()
            name = scanner.identifier()
            if name is None:
                scanner.at = at
                return ".".join(names)
            names.append(name)

    def _atom(self) -> Expression:
        scanner = self.scanner
        if scanner.sees("("):
            return self._bracket()
        if scanner.sees('"'):
            return self._string()
        number = NUMBER.match(scanner.text, scanner.at)
        if number is not None:
            scanner.at = number.end()
            written = number.group()
            return Decimal(written) if "." in written or len(written) > MOST_DIGITS else InkNumber(int(written))
        at = scanner.at
        name = scanner.identifier()
        if name is None:
            raise NoMatch
        if name in ("true", "false"):
            return InkTruth(name == "true")
        after_name = scanner.at
        scanner.blanks()
        if scanner.sees("("):
            return InkCall(name, self.arguments())
        scanner.at = after_name
        if name in KEYWORDS:
            scanner.at = at
            raise NoMatch
        scanner.at = at
        return InkName(self.path())

    def arguments(self) -> tuple[Expression, ...]:
        """What stands between the brackets of a call."""
        scanner = self.scanner
        opened = scanner.at
        scanner.take("(")
        scanner.any_blanks()
        arguments: list[Expression] = []
        while not scanner.take(")"):
            arguments.append(self.read())
            scanner.any_blanks()
            if not scanner.take(",") and not scanner.sees(")"):
                if scanner.is_end():
                    scanner.fail("this bracket is not closed", opened)
                raise NoMatch
            scanner.any_blanks()
        return tuple(arguments)

    def _bracket(self) -> Expression:
        """`(a, b)` is a list; `(a)` too where `a` is an item, which shows later; all else is an expression."""
        scanner = self.scanner
        at = scanner.at
        items = self._items()
        if items is not None:
            return items
        scanner.at = at + 1
        scanner.deeper()
        inner = self.read()
        scanner.any_blanks()
        if not scanner.take(")"):
            raise NoMatch
        scanner.depth -= 1
        return inner

    def _items(self) -> Items | None:
        scanner = self.scanner
        scanner.take("(")
        names: list[str] = []
        scanner.any_blanks()
        while not scanner.take(")"):
            try:
                names.append(self.path())
            except NoMatch:
                return None
            scanner.any_blanks()
            if not scanner.take(",") and not scanner.sees(")"):
                return None
            scanner.any_blanks()
        return Items(tuple(names))

    def _string(self) -> String:
        scanner = self.scanner
        opened = scanner.at
        scanner.take('"')
        content = self.content('"')
        if not scanner.take('"'):
            if scanner.is_end():
                scanner.fail("this text is not closed", opened)
            raise NoMatch
        return String(content)
