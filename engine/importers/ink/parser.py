"""Reads one ink file: knots, stitches, and content with its lines, choices, blocks and inline logic."""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.importers.ink.declarations import LogicParser
from engine.importers.ink.scanner import NoMatch
from engine.importers.ink.tree import (
    Content,
    Divert,
    Expression,
    External,
    Flow,
    Gather,
    InkChoice,
    InkComment,
    InkText,
    List,
    Newline,
    Node,
    Tag,
    VariableDeclaration,
)

KNOT = re.compile(r"[ \t]*={2,}[ \t]*")
STITCH = re.compile(r"[ \t]*=(?!=)[ \t]*")
TODO = re.compile(r"[ \t]*TODO[ \t]*(?::[ \t]*|(?=[ \t]))([^\n]*)")
DECLARATION = re.compile(r"[ \t]*(VAR|CONST|LIST|EXTERNAL|INCLUDE)(?![\w])[ \t]*")


class Parsed(NamedTuple):
    """What one file holds."""

    root: Flow
    knots: list[Flow]
    variables: list[VariableDeclaration]
    lists: list[List]
    externals: list[External]
    notes: list[InkComment]


class InkParser(LogicParser):
    """Reads one file. `included` reads another one, and gives what of it belongs to where the `INCLUDE` stands."""

    def __init__(self, text: str, name: str, file: int, included: object) -> None:
        super().__init__(text, name, file, included)
        self.knots: list[Flow] = []

    # ------------------------------------------------------------ flows

    def parse(self) -> Parsed:
        """The whole file."""
        root = Flow("", (), False, self.file, 1)
        flow, knot = root, root
        flow.content = self._statements(inner=False)
        while not self.scanner.is_end():
            line = self.scanner.line()
            head = KNOT.match(self.scanner.text, self.scanner.at)
            if head is not None:
                self.scanner.at = head.end()
                knot = flow = self._heading(line)
                self.knots.append(knot)
            else:
                head = STITCH.match(self.scanner.text, self.scanner.at)
                if head is None:
                    self.scanner.fail("this line cannot be read")
                self.scanner.at = head.end()
                flow = self._heading(line)
                knot.stitches.append(flow)
            flow.content = self._statements(inner=False)
        self.notes += [InkComment(one.text, one.line) for one in self.comments]
        return Parsed(root, self.knots, self.variables, self.lists, self.externals, self.notes)

    def _heading(self, line: int) -> Flow:
        scanner = self.scanner
        name = scanner.identifier()
        is_function = name == "function" and scanner.text[scanner.at : scanner.at + 1] in (" ", "\t")
        if is_function:
            scanner.blanks()
            name = scanner.identifier()
        if name is None:
            scanner.fail("a name is missing behind the `=`")
        scanner.blanks()
        parameters = self._parameters() if scanner.sees("(") else ()
        scanner.blanks()
        while scanner.take("="):
            pass
        if not scanner.newline() and scanner.rest_of_line().strip():
            scanner.fail(f"this does not belong behind the name `{name}`")
        scanner.blanks()
        return Flow(name, parameters, is_function, self.file, line)

    # ------------------------------------------------------------ statements

    def _statements(self, inner: bool) -> Content:
        """Content up to the next heading or, `inner` to a block, up to its next `-` or `}`."""
        scanner = self.scanner
        nodes: list[Node] = []
        while True:
            while scanner.newline():
                pass
            scanner.blanks()
            self._flush(nodes)
            if scanner.is_end():
                break
            if inner and (scanner.sees("}") or (scanner.sees("-") and not scanner.sees("->"))):
                break
            if not inner and scanner.sees("="):
                break
            if not inner and scanner.text[scanner.at :].strip() == "}":
                scanner.at = len(scanner.text)  # one too many at the very end, which ink does not mind
                break
            before = scanner.at
            self._statement(nodes, inner)
            if scanner.at == before:
                scanner.fail(f"`{scanner.text[before]}` cannot stand here")
        return tuple(nodes)

    def _flush(self, nodes: list[Node]) -> None:
        """Add the comments that stand above, or on the line that is read next."""
        line = self.scanner.line()
        while self.comments and self.comments[0].line <= line:
            comment = self.comments.pop(0)
            nodes.append(InkComment(comment.text, comment.line))

    def _statement(self, nodes: list[Node], inner: bool) -> None:
        scanner = self.scanner
        line = scanner.line()
        mark = scanner.text[scanner.at]
        if mark in "*+":
            nodes.append(self._choice(line))
        elif mark == "-" and not scanner.sees("->") and not inner:
            nodes.append(self._gather(line))
        elif mark == "~":
            self._logic(nodes, line)
        elif scanner.sees("->") or scanner.sees("<-"):
            nodes += self._diverts()
            self._end_of_line()
        else:
            todo = TODO.match(scanner.text, scanner.at)
            declaration = DECLARATION.match(scanner.text, scanner.at)
            if todo is not None:
                nodes.append(InkComment("TODO: " + todo.group(1).strip(), line))
                scanner.at = todo.end()
                self._end_of_line()
            elif declaration is not None:
                scanner.at = declaration.end()
                self._declaration(declaration.group(1), nodes, line)
            else:
                self._line_of_text(nodes, inner)

    def _line_of_text(self, nodes: list[Node], inner: bool) -> None:
        content = self.mixed()
        has_text = any(not isinstance(one, Tag) for one in content)
        if content and not isinstance(content[-1], Divert) and isinstance(content[-1], InkText):
            content = (*content[:-1], InkText(content[-1].text.rstrip(" \t")))
        nodes += content
        if has_text:
            nodes.append(Newline())
        scanner = self.scanner
        if scanner.is_end() or scanner.newline() or (inner and scanner.sees("}")):
            return
        scanner.fail(f"the line should end before `{scanner.rest_of_line()[:40].strip()}`")

    def _gather(self, line: int) -> Gather:
        scanner = self.scanner
        depth = 0
        while scanner.sees("-") and not scanner.sees("->"):
            scanner.at += 1
            depth += 1
            scanner.blanks()
        label = self._label()
        scanner.newline()
        return Gather(depth, label, line)

    def _label(self) -> str:
        """A name in brackets, if one stands here."""
        scanner = self.scanner
        at = scanner.at
        if scanner.take("("):
            scanner.blanks()
            name = scanner.identifier()
            if name is not None:
                scanner.blanks()
                if not scanner.take(")"):
                    scanner.fail("the `)` behind this name is missing", at)
                return name
        scanner.at = at
        return ""

    def _choice(self, line: int) -> InkChoice:
        scanner = self.scanner
        mark = scanner.text[scanner.at]
        depth = 0
        while scanner.take(mark):
            depth += 1
            scanner.blanks()
        label = self._label()
        scanner.blanks()
        if label:
            scanner.newline()
            scanner.blanks()
        conditions = self._conditions()
        self.in_choice = True
        start = self.mixed()
        only: Content = ()
        inner: Content = ()
        if scanner.take("["):
            only = self.mixed()
            if not scanner.take("]"):
                scanner.fail("the `]` of this choice is missing")
            inner = self.mixed()
        self.in_choice = False
        scanner.blanks()
        diverts = self._diverts(empty=True)
        self._end_of_line()
        is_fallback = not (start or only or inner)
        return InkChoice(depth, mark == "*", label, conditions, start, only, inner, diverts, is_fallback, line)

    def _conditions(self) -> tuple[Expression, ...]:
        scanner = self.scanner
        found: list[Expression] = []
        while scanner.sees("{"):
            at = scanner.at
            scanner.take("{")
            try:
                found.append(self.expressions.read())
            except NoMatch:
                scanner.fail("this condition cannot be read", at)
            scanner.any_blanks()
            if not scanner.take("}"):
                # It is no condition but text that changes, at the beginning of the choice.
                scanner.at = at
                found.pop()
                break
            scanner.newline()
            scanner.blanks()
        return tuple(found)
