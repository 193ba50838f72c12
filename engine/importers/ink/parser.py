"""Reads one ink file: knots, stitches, and content with its lines, choices, blocks and inline logic."""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.importers.ink.comments import without_comments
from engine.importers.ink.expressions import ExpressionReader
from engine.importers.ink.scanner import NoMatch, Scanner
from engine.importers.ink.scopes import expressions_of, parts_of
from engine.importers.ink.tree import (
    Assign,
    Branch,
    Call,
    Choice,
    Conditional,
    Content,
    Divert,
    Do,
    Expression,
    External,
    Flow,
    Gather,
    Glue,
    Item,
    List,
    Newline,
    Node,
    Note,
    Number,
    Parameter,
    Print,
    Return,
    Sequence,
    Tag,
    Text,
    Variable,
)

# Where plain text stops: always, within a choice, within a text in quotes.
PLAIN = re.compile(r"[^\\{}|\n#<-]+")
PLAIN_CHOICE = re.compile(r"[^\\{}|\n#<\[\]-]+")
PLAIN_STRING = re.compile(r'[^\\{}|\n#<"-]+')
KNOT = re.compile(r"[ \t]*={2,}[ \t]*")
STITCH = re.compile(r"[ \t]*=(?!=)[ \t]*")
SYMBOLS = re.compile(r"[!&~$]+")
KIND_OF_SYMBOL = {"!": "once", "&": "cycle", "~": "shuffle", "$": "stopping"}
KIND_WORDS = re.compile(r"(?:(?:once|cycle|shuffle|stopping)[ \t]*)+:")
ELSE = re.compile(r"else[ \t]*:")
TODO = re.compile(r"[ \t]*TODO[ \t]*(?::[ \t]*|(?=[ \t]))([^\n]*)")
DECLARATION = re.compile(r"[ \t]*(VAR|CONST|LIST|EXTERNAL|INCLUDE)(?![\w])[ \t]*")
TEMP = re.compile(r"temp(?![\w])[ \t]*")
RETURN = re.compile(r"return(?![\w])[ \t]*")
ASSIGNMENT = re.compile(r"[ \t]*(\+=|-=|=(?!=))")
STEP = re.compile(r"[ \t]*(\+\+|--)")


class Parsed(NamedTuple):
    """What one file holds."""

    root: Flow
    knots: list[Flow]
    variables: list[Variable]
    lists: list[List]
    externals: list[External]
    notes: list[Note]


class Parser:
    """Reads one file. `included` reads another one, and gives what of it belongs to where the `INCLUDE` stands."""

    def __init__(self, text: str, name: str, file: int, included: object) -> None:
        bare, self.comments = without_comments(text)
        self.scanner = Scanner(bare, name)
        self.expressions = ExpressionReader(self.scanner, self._quoted)
        self.file = file
        self.included = included
        self.in_choice = False
        self._known: dict[tuple[int, str, bool], tuple[Node, int]] = {}
        self.variables: list[Variable] = []
        self.lists: list[List] = []
        self.externals: list[External] = []
        self.knots: list[Flow] = []
        self.notes: list[Note] = []

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
        self.notes += [Note(one.text, one.line) for one in self.comments]
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

    def _parameters(self) -> tuple[Parameter, ...]:
        scanner = self.scanner
        scanner.take("(")
        found: list[Parameter] = []
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
            found.append(Parameter(name, first == "ref", is_target))
            scanner.any_blanks()
            if not scanner.take(",") and not scanner.sees(")"):
                scanner.fail("this list of parameters is not closed")
            scanner.any_blanks()
        return tuple(found)

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
            nodes.append(Note(comment.text, comment.line))

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
                nodes.append(Note("TODO: " + todo.group(1).strip(), line))
                scanner.at = todo.end()
                self._end_of_line()
            elif declaration is not None:
                scanner.at = declaration.end()
                self._declaration(declaration.group(1), nodes, line)
            else:
                self._line_of_text(nodes, inner)

    def _end_of_line(self) -> None:
        scanner = self.scanner
        scanner.blanks()
        if not scanner.is_end() and not scanner.newline() and not scanner.sees("}"):
            scanner.fail(f"the line should end before `{scanner.rest_of_line()[:40].strip()}`")

    def _line_of_text(self, nodes: list[Node], inner: bool) -> None:
        content = self.mixed()
        has_text = any(not isinstance(one, Tag) for one in content)
        if content and not isinstance(content[-1], Divert) and isinstance(content[-1], Text):
            content = (*content[:-1], Text(content[-1].text.rstrip(" \t")))
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

    def _choice(self, line: int) -> Choice:
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
        return Choice(depth, mark == "*", label, conditions, start, only, inner, diverts, is_fallback, line)

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

    # ------------------------------------------------------------ logic

    def _logic(self, nodes: list[Node], line: int) -> None:
        scanner = self.scanner
        scanner.take("~")
        scanner.blanks()
        node = self._return(line) or self._assignment(line) or self._do(line)
        nodes.append(node)
        if any(isinstance(part, Call) for expression in expressions_of(node) for part in parts_of(expression)):
            nodes.append(Newline())  # for what the function may print
        self._end_of_line()

    def _return(self, line: int) -> Node | None:
        scanner = self.scanner
        word = RETURN.match(scanner.text, scanner.at)
        if word is None:
            return None
        scanner.at = word.end()
        return Return(self.expressions.tried(), line)

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
            return Assign(name, "+=" if step.group(1) == "++" else "-=", Number(1), False, line)
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
        return Assign(name, operator.group(1), value, temp is not None, line)

    def _do(self, line: int) -> Node:
        scanner = self.scanner
        at = scanner.at
        value = self.expressions.tried()
        if not isinstance(value, Call):
            scanner.fail("this does nothing; ink sets a variable, calls a function or returns behind a `~`", at)
        return Do(value, line)

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
            self.variables.append(Variable(name, value, word == "CONST", self.file, line))
        # The comments above a declaration belong to it, not to the content.
        while nodes and isinstance(nodes[-1], Note) and not nodes[-1].text.startswith("TODO:"):
            self.notes.append(nodes.pop())  # type: ignore[arg-type]  # it is a note
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
                if not isinstance(number, Number):
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

    # ------------------------------------------------------------ text

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
                if tag and isinstance(tag[-1], Text):
                    tag[-1] = Text(tag[-1].text.rstrip(" \t"))
                nodes.append(Tag(tuple(tag), tag_line))
                tag = None

        while not scanner.is_end():
            here = nodes if tag is None else tag
            text = self._plain(stop)
            if text:
                here.append(Text(text))
            elif scanner.sees("{"):
                here.append(self._inline(stop))
            elif scanner.take("<>"):
                here.append(Glue())
            elif scanner.sees("#") and not stop:
                close_tag()
                if nodes and isinstance(nodes[-1], Text):
                    nodes[-1] = Text(nodes[-1].text.rstrip(" \t") + (" " if nodes[-1].text[-1:] in " \t" else ""))
                tag_line = scanner.line()
                scanner.at += 1
                scanner.blanks()
                tag = []
            elif (scanner.sees("->") or scanner.sees("<-")) and not self.in_choice and not stop:
                close_tag()
                if nodes and isinstance(nodes[-1], Text):
                    nodes[-1] = Text(nodes[-1].text.rstrip(" \t") + " ")
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

    # ------------------------------------------------------------ braces

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

    def _branches(self) -> list[tuple[Branch, bool]]:
        """The cases of a block, each with whether it is an `else`."""
        scanner = self.scanner
        branches: list[tuple[Branch, bool]] = []
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
            branches.append((Branch(condition, self._statements(inner=True)), is_else is not None))

    def _conditional(self, query: Expression, line: int) -> Node:
        scanner = self.scanner
        if not scanner.newline():
            items = self._inline_items()
            if len(items) > 2:
                scanner.fail("a condition in braces has two texts at the most")
            branches = [Branch(query, items[0])]
            if len(items) > 1:
                branches.append(Branch(None, items[1]))
            return Conditional(tuple(branches), None, True, line)
        found = self._branches()
        if not found:
            content = self._statements(inner=True)
            rest = self._branches()
            if len(rest) > 1:
                scanner.fail("only an `- else:` can follow here")
            cases = [Branch(query, content), *(Branch(None, one.content) for one, _ in rest)]
            return Conditional(tuple(cases), None, False, line)
        return self._block(query, found, line)

    def _block(self, query: Expression | None, found: list[tuple[Branch, bool]], line: int) -> Node:
        """A block of cases: with a query, these are what it is compared with, or else its true and its false case."""
        branches = [one for one, _ in found]
        bare = [one for one in branches[:-1] if one.condition is None]
        if any(one.condition is not None for one in branches):
            if bare:
                self.scanner.fail("only the last case can be without a condition")
            return Conditional(tuple(branches), query, False, line)
        if query is None:
            self.scanner.fail("this block has no conditions")
        if len(branches) == 1:
            first = Branch(query, ()) if found[0][1] else Branch(query, branches[0].content)
            cases = (first, branches[0]) if found[0][1] else (first,)
            return Conditional(cases, None, False, line)
        if len(branches) > 2:
            self.scanner.fail("only the last case can be without a condition")
        return Conditional((Branch(query, branches[0].content), branches[1]), None, False, line)
