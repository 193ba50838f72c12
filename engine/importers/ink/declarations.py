"""Reads lines of logic (`~ …`) and declarations: variables, constants, lists, functions of the host, includes."""

from __future__ import annotations

import re

from engine.importers.ink.braces import BraceParser
from engine.importers.ink.scopes import expressions_of, parts_of
from engine.importers.ink.tree import (
    External,
    InkAssign,
    InkCall,
    InkComment,
    InkDo,
    InkNumber,
    InkParameter,
    InkReturn,
    Item,
    List,
    Newline,
    Node,
    VariableDeclaration,
)

TEMP = re.compile(r"temp(?![\w])[ \t]*")
RETURN = re.compile(r"return(?![\w])[ \t]*")
ASSIGNMENT = re.compile(r"[ \t]*(\+=|-=|=(?!=))")
STEP = re.compile(r"[ \t]*(\+\+|--)")


class LogicParser(BraceParser):
    """Reads logic and declarations."""

    def __init__(self, text: str, name: str, file: int, included: object) -> None:
        super().__init__(text, name)
        self.file = file
        self.included = included
        self.variables: list[VariableDeclaration] = []
        self.lists: list[List] = []
        self.externals: list[External] = []
        self.notes: list[InkComment] = []

    # ------------------------------------------------------------ logic

    def _logic(self, nodes: list[Node], line: int) -> None:
        scanner = self.scanner
        scanner.take("~")
        scanner.blanks()
        node = self._return(line) or self._assignment(line) or self._do(line)
        nodes.append(node)
        if any(isinstance(part, InkCall) for expression in expressions_of(node) for part in parts_of(expression)):
            nodes.append(Newline())  # for what the function may print
        self._end_of_line()

    def _return(self, line: int) -> Node | None:
        scanner = self.scanner
        word = RETURN.match(scanner.text, scanner.at)
        if word is None:
            return None
        scanner.at = word.end()
        return InkReturn(self.expressions.tried(), line)

    def _assignment(self, line: int) -> Node | None:
        scanner = self.scanner
        at = scanner.at
        temp = TEMP.match(scanner.text, at)
        if temp is not None:
            scanner.at = temp.end()
        name = scanner.identifier()
        if name is None:
            scanner.at = at
            return None
        step = STEP.match(scanner.text, scanner.at)
        if step is not None:
            scanner.at = step.end()
            return InkAssign(name, "+=" if step.group(1) == "++" else "-=", InkNumber(1), False, line)
        operator = ASSIGNMENT.match(scanner.text, scanner.at)
        if operator is None:
            if temp is not None:
                scanner.fail(f"a value is missing: `temp {name} = …`")
            scanner.at = at
            return None
        scanner.at = operator.end()
        value = self.expressions.tried()
        if value is None:
            scanner.fail("a value is missing behind the `=`")
        return InkAssign(name, operator.group(1), value, temp is not None, line)

    def _do(self, line: int) -> Node:
        scanner = self.scanner
        at = scanner.at
        value = self.expressions.tried()
        if not isinstance(value, InkCall):
            scanner.fail("this does nothing; ink sets a variable, calls a function or returns behind a `~`", at)
        return InkDo(value, line)

    def _end_of_line(self) -> None:
        scanner = self.scanner
        scanner.blanks()
        if not scanner.is_end() and not scanner.newline() and not scanner.sees("}"):
            scanner.fail(f"the line should end before `{scanner.rest_of_line()[:40].strip()}`")

    # ------------------------------------------------------------ declarations

    def _declaration(self, word: str, nodes: list[Node], line: int) -> None:
        scanner = self.scanner
        if word == "INCLUDE":
            path = scanner.rest_of_line().strip()
            scanner.at += len(scanner.rest_of_line())
            if not path:
                scanner.fail("the name of the file is missing")
            nodes += self.included(path, self, line)  # type: ignore[operator]  # see files.py
            self._end_of_line()
            return
        name = scanner.identifier()
        if name is None:
            scanner.fail(f"a name is missing behind {word}")
        scanner.blanks()
        if word == "EXTERNAL":
            parameters = self._parameters() if scanner.sees("(") else ()
            self.externals.append(External(name, tuple(one.name for one in parameters), self.file, line))
        elif not scanner.take("="):
            scanner.fail(f"a value is missing: `{word} {name} = …`")
        elif word == "LIST":
            self.lists.append(List(name, self._items(), self.file, line))
        else:
            value = self.expressions.tried()
            if value is None:
                scanner.fail("a value is missing behind the `=`")
            self.variables.append(VariableDeclaration(name, value, word == "CONST", self.file, line))
        # The comments above a declaration belong to it, not to the content.
        while nodes and isinstance(note := nodes[-1], InkComment) and not note.text.startswith("TODO:"):
            self.notes.append(note)
            nodes.pop()
        self._end_of_line()

    def _items(self) -> tuple[Item, ...]:
        scanner = self.scanner
        items: list[Item] = []
        value = 0
        while True:
            scanner.any_blanks()
            is_in = scanner.take("(")
            closes = is_in
            scanner.blanks()
            name = scanner.identifier()
            if name is None:
                scanner.fail("the name of an item is missing in this list")
            scanner.blanks()
            if closes and scanner.take(")"):
                closes = False
                scanner.blanks()
            value += 1
            if scanner.take("="):
                scanner.blanks()
                number = self.expressions.tried()
                if not isinstance(number, InkNumber):
                    scanner.fail("the value of an item is a whole number")
                value = number.value
                scanner.blanks()
                if closes and scanner.take(")"):
                    closes = False
            if closes:
                scanner.fail("the `)` behind this item is missing")
            items.append(Item(name, value, is_in))
            at = scanner.at
            scanner.any_blanks()
            if not scanner.take(","):
                scanner.at = at
                return tuple(items)

    def _parameters(self) -> tuple[InkParameter, ...]:
        scanner = self.scanner
        scanner.take("(")
        found: list[InkParameter] = []
        scanner.any_blanks()
        while not scanner.take(")"):
            first = scanner.identifier()
            scanner.blanks()
            is_target = scanner.take("->")
            scanner.blanks()
            second = scanner.identifier()
            name = second if first == "ref" or is_target else first
            if name is None:
                scanner.fail("this list of parameters cannot be read")
            found.append(InkParameter(name, first == "ref"))
            scanner.any_blanks()
            if not scanner.take(",") and not scanner.sees(")"):
                scanner.fail("this list of parameters is not closed")
            scanner.any_blanks()
        return tuple(found)
