"""Reads what stands in braces: values, conditions, switches and sequences, in a line and as blocks."""

from __future__ import annotations

import re
from abc import abstractmethod

from engine.importers.ink.text_parser import TextParser
from engine.importers.ink.tree import (
    Content,
    Expression,
    InkBranch,
    InkConditional,
    Node,
    Print,
    Sequence,
)

SYMBOLS = re.compile(r"[!&~$]+")
KIND_OF_SYMBOL = {"!": "once", "&": "cycle", "~": "shuffle", "$": "stopping"}
KIND_WORDS = re.compile(r"(?:(?:once|cycle|shuffle|stopping)[ \t]*)+:")
ELSE = re.compile(r"else[ \t]*:")


class BraceParser(TextParser):
    """Reads braces."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, name)
        self._known: dict[tuple[int, str, bool], tuple[Node, int]] = {}

    def _inline(self, stop: str) -> Node:
        """What stands in braces here. Each place is read once, however often it is tried."""
        scanner = self.scanner
        key = (scanner.at, stop, self.in_choice)
        known = self._known.get(key)
        if known is not None:
            scanner.at = known[1]
            return known[0]
        opened = scanner.at
        scanner.take("{")
        scanner.deeper()
        in_choice, self.in_choice = self.in_choice, False
        node = self._logic_in_braces(opened, scanner.line())
        scanner.any_blanks()
        if not scanner.take("}"):
            message = "this `{` is not closed"
            if not scanner.is_end():
                message += f": `{scanner.rest_of_line()[:40].strip()}` cannot stand in it"
            scanner.fail(message, opened)
        self.in_choice = in_choice
        scanner.depth -= 1
        self._known[key] = (node, scanner.at)
        return node

    def _logic_in_braces(self, opened: int, line: int) -> Node:
        scanner = self.scanner
        scanner.blanks()
        kinds = self._kinds()
        if kinds:
            inline, items = self._items_of_sequence()
            return Sequence(kinds, items, inline, line)
        begin = scanner.at
        value = self.expressions.tried()
        scanner.blanks()
        if value is not None and scanner.take(":"):
            return self._conditional(value, line)
        has_bars = value is not None and "||" in scanner.text[begin : scanner.at]
        if value is not None and scanner.sees("}") and not has_bars:
            return Print(value, line)
        after = scanner.at
        scanner.at = begin
        if scanner.newline():
            branches = self._branches()
            if branches and any(one.condition is not None or is_else for one, is_else in branches):
                return self._block(None, branches, line)
            if not branches and value is not None:
                scanner.at = after
                return Print(value, line)
            return Sequence(frozenset(("stopping",)), tuple(one.content for one, _ in branches), False, line)
        items = self._inline_items()
        if len(items) < 2:
            if value is not None:
                scanner.at = after
                return Print(value, line)
            scanner.fail("what stands in these braces cannot be read", opened)
        return Sequence(frozenset(("stopping",)), items, True, line)

    # ------------------------------------------------------------ sequences

    def _kinds(self) -> frozenset[str]:
        scanner = self.scanner
        symbols = SYMBOLS.match(scanner.text, scanner.at)
        if symbols is not None:
            scanner.at = symbols.end()
            return frozenset(KIND_OF_SYMBOL[one] for one in symbols.group())
        words = KIND_WORDS.match(scanner.text, scanner.at)
        if words is not None:
            scanner.at = words.end()
            return frozenset(words.group()[:-1].split())
        return frozenset()

    def _items_of_sequence(self) -> tuple[bool, tuple[Content, ...]]:
        scanner = self.scanner
        if not scanner.newline():
            return True, self._inline_items()
        items: list[Content] = []
        while True:
            scanner.any_blanks()
            if not scanner.sees("-") or scanner.sees("->"):
                return False, tuple(items)
            scanner.at += 1
            scanner.blanks()
            items.append(self._statements(inner=True))

    def _inline_items(self) -> tuple[Content, ...]:
        scanner = self.scanner
        items = [self.mixed()]
        while scanner.take("|"):
            items.append(self.mixed())
        return tuple(items)

    # ------------------------------------------------------------ conditions

    def _branches(self) -> list[tuple[InkBranch, bool]]:
        """The cases of a block, each with whether it is an `else`."""
        scanner = self.scanner
        branches: list[tuple[InkBranch, bool]] = []
        while True:
            scanner.any_blanks()
            if not scanner.sees("-") or scanner.sees("->"):
                return branches
            scanner.at += 1
            scanner.blanks()
            is_else = ELSE.match(scanner.text, scanner.at)
            condition = None
            if is_else is not None:
                scanner.at = is_else.end()
            else:
                at = scanner.at
                condition = self.expressions.tried()
                scanner.blanks()
                if condition is None or not scanner.take(":"):
                    condition = None
                    scanner.at = at
            branches.append((InkBranch(condition, self._statements(inner=True)), is_else is not None))

    def _conditional(self, query: Expression, line: int) -> Node:
        scanner = self.scanner
        if not scanner.newline():
            items = self._inline_items()
            if len(items) > 2:
                scanner.fail("a condition in braces has two texts at the most")
            branches = [InkBranch(query, items[0])]
            if len(items) > 1:
                branches.append(InkBranch(None, items[1]))
            return InkConditional(tuple(branches), None, True, line)
        found = self._branches()
        if not found:
            content = self._statements(inner=True)
            rest = self._branches()
            if len(rest) > 1:
                scanner.fail("only an `- else:` can follow here")
            cases = [InkBranch(query, content), *(InkBranch(None, one.content) for one, _ in rest)]
            return InkConditional(tuple(cases), None, False, line)
        return self._block(query, found, line)

    def _block(self, query: Expression | None, found: list[tuple[InkBranch, bool]], line: int) -> Node:
        """A block of cases: with a query, these are what it is compared with, or else its true and its false case."""
        branches = [one for one, _ in found]
        bare = [one for one in branches[:-1] if one.condition is None]
        if any(one.condition is not None for one in branches):
            if bare:
                self.scanner.fail("only the last case can be without a condition")
            return InkConditional(tuple(branches), query, False, line)
        if query is None:
            self.scanner.fail("this block has no conditions")
        if len(branches) == 1:
            first = InkBranch(query, ()) if found[0][1] else InkBranch(query, branches[0].content)
            cases = (first, branches[0]) if found[0][1] else (first,)
            return InkConditional(cases, None, False, line)
        if len(branches) > 2:
            self.scanner.fail("only the last case can be without a condition")
        return InkConditional((InkBranch(query, branches[0].content), branches[1]), None, False, line)

    @abstractmethod
    def _statements(self, inner: bool) -> Content:
        """Statements up to where a block or a knot ends; they are in parser.py."""
