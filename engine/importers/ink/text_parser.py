"""Reads lines of ink: plain text, glue, tags, and the diverts at their ends."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from engine.importers.ink.comments import without_comments
from engine.importers.ink.expressions import InkExpressionReader
from engine.importers.ink.scanner import NoMatch, Scanner
from engine.importers.ink.tree import (
    Content,
    Divert,
    Expression,
    Glue,
    InkText,
    Node,
    Tag,
)

# Where plain text stops: always, within a choice, within a text in quotes.
PLAIN = re.compile(r"[^\\{}|\n#<-]+")
PLAIN_CHOICE = re.compile(r"[^\\{}|\n#<\[\]-]+")
PLAIN_STRING = re.compile(r'[^\\{}|\n#<"-]+')


class TextParser(ABC):
    """Reads text."""

    def __init__(self, text: str, name: str) -> None:
        bare, self.comments = without_comments(text)
        self.scanner = Scanner(bare, name)
        self.expressions = InkExpressionReader(self.scanner, self._quoted)
        self.in_choice = False

    def _quoted(self, stop: str) -> Content:
        in_choice, self.in_choice = self.in_choice, False
        content = self.mixed(stop)
        self.in_choice = in_choice
        return content

    def mixed(self, stop: str = "") -> Content:
        """Text, inline logic, glue and tags, up to the end of the line or what else ends it; diverts at its end."""
        scanner = self.scanner
        nodes: list[Node] = []
        tag: list[Node] | None = None
        tag_line = 0

        def close_tag() -> None:
            nonlocal tag
            if tag is not None:
                if tag and isinstance(tag[-1], InkText):
                    tag[-1] = InkText(tag[-1].text.rstrip(" \t"))
                nodes.append(Tag(tuple(tag), tag_line))
                tag = None

        while not scanner.is_end():
            here = nodes if tag is None else tag
            text = self._plain(stop)
            if text:
                here.append(InkText(text))
            elif scanner.sees("{"):
                here.append(self._inline(stop))
            elif scanner.take("<>"):
                here.append(Glue())
            elif scanner.sees("#") and not stop:
                close_tag()
                if nodes and isinstance(nodes[-1], InkText):
                    nodes[-1] = InkText(nodes[-1].text.rstrip(" \t") + (" " if nodes[-1].text[-1:] in " \t" else ""))
                tag_line = scanner.line()
                scanner.at += 1
                scanner.blanks()
                tag = []
            elif (scanner.sees("->") or scanner.sees("<-")) and not self.in_choice and not stop:
                close_tag()
                if nodes and isinstance(nodes[-1], InkText):
                    nodes[-1] = InkText(nodes[-1].text.rstrip(" \t") + " ")
                nodes += self._diverts()
                break
            else:
                break
        close_tag()
        return tuple(nodes)

    def _plain(self, stop: str) -> str:
        """Plain text with its escapes; empty where something else stands."""
        scanner = self.scanner
        pattern = PLAIN_STRING if stop else PLAIN_CHOICE if self.in_choice else PLAIN
        text = ""
        while True:
            found = pattern.match(scanner.text, scanner.at)
            if found is not None:
                text += found.group()
                scanner.at = found.end()
            elif scanner.sees("\\") and scanner.at + 1 < len(scanner.text):
                if scanner.text[scanner.at + 1] == "\n":
                    scanner.at += 2
                    text += " "
                    scanner.blanks()
                    continue
                text += scanner.text[scanner.at + 1]
                scanner.at += 2
            elif scanner.sees("-") and not scanner.sees("->"):
                text += "-"
                scanner.at += 1
            elif scanner.sees("<") and not scanner.sees("<-") and not scanner.sees("<>"):
                text += "<"
                scanner.at += 1
            elif stop and scanner.sees("#"):
                text += "#"
                scanner.at += 1
            else:
                return text

    # ------------------------------------------------------------ diverts

    def _diverts(self, empty: bool = False) -> Content:
        """A thread, or diverts and tunnels one after the other."""
        scanner = self.scanner
        line = scanner.line()
        at = scanner.at
        if scanner.take("<-"):
            path, arguments = self._place()
            if not path:
                scanner.fail("the name of a knot is missing behind `<-`", at)
            return (Divert("thread", path, arguments, line),)
        found: list[Node] = []
        while scanner.take("->"):
            onwards = scanner.take("->")
            path, arguments = self._place()
            if onwards:
                found.append(Divert("onwards", path, arguments, line))
                break
            if not path:
                if not found and not empty:
                    scanner.fail("the name of a knot is missing behind `->`", at)
                break
            found.append(Divert("tunnel" if scanner.sees("->") else "go", path, arguments, line))
        return tuple(found)

    def _place(self) -> tuple[str, tuple[Expression, ...]]:
        scanner = self.scanner
        scanner.blanks()
        try:
            path = self.expressions.path()
        except NoMatch:
            return "", ()
        scanner.blanks()
        at = scanner.at
        arguments: tuple[Expression, ...] = ()
        if scanner.sees("("):
            try:
                arguments = self.expressions.arguments()
            except NoMatch:
                scanner.fail("these values cannot be read", at)
        scanner.blanks()
        return path, arguments

    @abstractmethod
    def _inline(self, stop: str) -> Node:
        """What stands between braces; it is in braces.py."""
