"""Writes what a passage says as the body of a scene: its text and logic in order, then its links as choices.

Twine shows a passage once and leaves it standing, with its links in it. So conditions are looked at when the text is
shown: a link's condition that something could change before the player chooses is kept in a local of the scene. Links
after which the passage stays come back to a point before the choices.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from engine.importers.builder import tree as out
from engine.importers.builder.printing import is_empty, tag_with
from engine.importers.twine.early_moves import early_moves, unseen_dropped
from engine.importers.twine.markup import without_words
from engine.importers.twine.shapes import (
    always_moves,
    first_link,
    is_number,
    length_of,
    parted,
    trimmed,
    with_shared_menu,
)
from engine.importers.twine.tree import (
    Ask,
    Assign,
    Body,
    Comment,
    Goto,
    If,
    Include,
    Link,
    Lost,
    Node,
    Pick,
    Picture,
    Shown,
    Styled,
    Unsaid,
    Vary,
    Words,
)
from engine.importers.twine.walk import (
    assigned_in,
    has_words,
    is_inline,
    links_in,
)
from engine.importers.values.code import Coder, negated
from engine.importers.values.tree import Call, Collection, Literal, Operation, Record, Unsayable, Value, Variable
from engine.importers.values.types import NUMBER, SET, TEXT, TRUTH, draws, parts, variables_in

BETWEEN_LINKS = re.compile(r"(?:\b(?:or|and|und|oder|ou|et|o|y)\b|[\W_])*", re.IGNORECASE)
ENDS_OF_SENTENCES = (".", "!", "?", ":", "…", "”", '"', "»", "。", "！", "？")
DEFAULTS = {NUMBER: "0", TEXT: '""', TRUTH: "false", SET: "none"}
SHORT = 120


@dataclass(frozen=True, slots=True)
class Story:
    """What a passage has to know of the story around it."""

    coder: Callable[[str], Coder]
    scene: Callable[[str], str | None]
    new_name: Callable[[str], str]
    count: Callable[[str], None]
    declared: Callable[[Variable], bool]
    shows_itself: Callable[[Value], bool]
    shows_nothing: Callable[[Value], bool]
    is_plain: Callable[[str], bool]
    offered_once: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class LinkText:
    """The text of a link within a line: it stays there if the line says more than its links."""

    text: out.Text


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice, and the condition under which the passage offers it."""

    guard: str
    choice: out.Choice | out.Todo


@dataclass(slots=True)
class Menu:
    """The choices of a passage, what has to be remembered for them, and whether choices come back to them."""

    offers: list[Offer] = field(default_factory=list)
    lets: list[out.Statement] = field(default_factory=list)
    point: str = ""


class PassageWriter:
    """Writes one passage."""

    def __init__(self, story: Story, name: str) -> None:
        self.story = story
        self.name = name
        self.coder = story.coder(name)
        self.locals: set[Variable] = set()
        self.lets: list[out.Statement] = []
        self.stays: set[Variable] = set()

    def write(self, body: Body) -> out.Body:
        """The body of the scene. Each way through it ends in a move."""
        body = unseen_dropped(early_moves(body), self.story.count)
        self.stays = assigned_in(body, stays_only=True)
        statements = self.block(body, frozenset(), top=True)
        return (*self.lets, *statements)

    def block(self, body: Body, later: frozenset[Variable], top: bool = False) -> list[out.Statement]:
        """What stands at the end of a passage: text, then choices, or a condition with such ends in it."""
        lead, last = parted(body)
        if last is None:
            shared = with_shared_menu(body)
            return self._ended(body, later, top) if shared is None else self._shared(*shared, later, top)
        flow = Flow(self, Menu(), top=top)
        flow.body(lead, "", later)
        apart = flow._alone(()) and bool(flow.out or flow.line)
        flow.end()
        flow.out += [out.Break()] if apart else []
        branches = []
        for condition, arm in last.branches:
            branches.append((flow.condition(condition, last), tuple(self.block(trimmed(arm), later))))
        flow.todos_out()
        otherwise = tuple(self.block(trimmed(last.otherwise), later)) if last.otherwise else ()
        statements = [*flow.menu.lets, *flow.out]
        statements.append(out.If(tuple(branches), otherwise, source=last.source, line=last.line))
        if not otherwise:
            statements += [out.Break(), out.Move(out.End())]
        return statements

    def _shared(self, lead: Body, node: If, links: Body, later: frozenset[Variable], top: bool) -> list[out.Statement]:
        """A condition with text and links in it, and links below that are offered beside those: one menu."""
        flow = Flow(self, Menu(), top=top)
        flow.body(lead, "", later)
        apart = flow._alone(()) and bool(flow.out or flow.line)
        flow.end()
        flow.out += [out.Break()] if apart else []
        branches: list[tuple[str, out.Body]] = []
        for condition, arm in node.branches:
            code = flow.condition(condition, node)
            branches.append((code, self._arm_of_menu(arm, later)))
        flow.todos_out()
        otherwise = self._arm_of_menu(node.otherwise, later)
        below = Flow(self, Menu())
        below.body(links, "", later)
        choices = _choices(below.menu.offers)
        statements: list[out.Statement] = [*flow.menu.lets, *flow.out, *below.todos]
        statements += [out.If(tuple(branches), otherwise, source=node.source, line=node.line), *choices]
        if not _always_goes_on(choices, below.menu.offers):
            statements += [out.Break(), out.Move(out.End())]
        return statements

    def _arm_of_menu(self, arm: Body, later: frozenset[Variable]) -> out.Body:
        flow = Flow(self, Menu())
        flow.body(trimmed(arm), "", later)
        flow.end()
        choices = _choices(flow.menu.offers)
        return (*flow.menu.lets, *flow.out, *([out.Break()] if flow.out and choices else []), *choices)

    def _ended(self, body: Body, later: frozenset[Variable], top: bool) -> list[out.Statement]:
        flow = Flow(self, Menu(), top=top)
        flow.body(body, "", later)
        flow.end()
        statements = [*flow.menu.lets, *flow.out]
        if flow.menu.offers:
            statements += [out.Break()] if statements else []
            if flow.menu.point:
                statements.append(out.Point(flow.menu.point))
            statements += _choices(flow.menu.offers)
        if not _always_goes_on(statements, flow.menu.offers):
            statements += [out.Break()] if statements else []
            statements.append(out.Move(out.End()))
        return statements


class Flow:
    """Text and logic in the order of the passage; links are collected for the menu behind."""

    def __init__(self, writer: PassageWriter, menu: Menu, tight: bool = False, top: bool = False) -> None:
        self.writer = writer
        # Whether this is the passage's own level, where a local is known from its line to the end.
        self.top = top
        self.coder = writer.coder
        self.menu = menu
        self.out: list[out.Statement] = []
        self.line: list[out.Piece | LinkText] = []
        self.todos: list[out.Statement] = []
        self.tags: list[str] = []
        # Whether the text so far ends without a blank, so that what comes next touches it.
        self.tight = tight

    # ------------------------------------------------------------ lines

    def text(self, text: str) -> None:
        """Plain text; a line break is one, two end the paragraph."""
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if number:
                self._end_of_line(blank=number < len(lines) - 1 and not line.strip())
            if line:
                self.line.append(line)

    def _end_of_line(self, blank: bool) -> None:
        begin = self._begin()
        if not any(not isinstance(piece, str) or piece.strip() for piece in self.line[begin:]):
            del self.line[begin:]
            self.paragraph()
        elif blank:
            self.paragraph()
        else:
            self._settle()
            if self.line:
                self.line.append(out.LineBreak())

    def _begin(self) -> int:
        """Where the last line of the paragraph so far begins."""
        return max((i + 1 for i, piece in enumerate(self.line) if isinstance(piece, out.LineBreak)), default=0)

    def _settle(self) -> None:
        """Decide whether the texts of links stay in the line that ends here, the last of the paragraph so far."""
        begin = self._begin()
        line = self.line[begin:]
        if any(isinstance(piece, LinkText) for piece in line):
            says = any(
                not isinstance(piece, LinkText) and not (isinstance(piece, str) and BETWEEN_LINKS.fullmatch(piece))
                for piece in line
            )
            kept: list[out.Piece | LinkText] = []
            if says:
                for piece in _without_last_links(line):
                    kept += piece.text if isinstance(piece, LinkText) else (piece,)
            self.line[begin:] = kept
        elif not any(not isinstance(piece, str) or piece.strip() for piece in line):
            del self.line[begin:]

    def flush(self) -> None:
        """Write the text so far; no paragraph ends."""
        self._settle()
        pieces = [piece for piece in self.line if not isinstance(piece, LinkText)]
        self.line = []
        self.todos_out()
        if not any(not isinstance(piece, str | out.LineBreak) or str(piece).strip() for piece in pieces):
            return
        if all(isinstance(piece, out.LineBreak) for piece in pieces):
            return
        first, last = pieces[0], pieces[-1]
        joins = self.tight and not (isinstance(first, str) and first[:1].isspace())
        self.tight = not (isinstance(last, out.LineBreak) or (isinstance(last, str) and last[-1:].isspace()))
        tags, self.tags = tuple(self.tags), []
        self.out.append(out.Prose(trimmed_lines(pieces), tags, joins=joins))

    def paragraph(self) -> None:
        """End the paragraph."""
        while self.line and isinstance(self.line[-1], out.LineBreak):
            self.line.pop()
        self.flush()
        self._drop_last_break()
        self.tight = False
        shown = [one for one in self.out if not isinstance(one, out.Logic | out.Comment | out.Todo)]
        if shown and not isinstance(shown[-1], out.Break):
            self.out.append(out.Break())

    def _drop_last_break(self) -> None:
        """A line break at the end of a paragraph breaks nothing; logic may stand behind it."""
        for number in range(len(self.out) - 1, -1, -1):
            last = self.out[number]
            if isinstance(last, out.Prose):
                text = last.text
                while text and isinstance(text[-1], out.LineBreak):
                    text = text[:-1]
                self.out[number] = replace(last, text=text)
                return
            if not isinstance(last, out.Logic | out.Comment | out.Todo):
                return

    def end(self) -> None:
        """End the text: what only kept it apart from something behind goes."""
        self.flush()
        self._drop_last_break()
        while self.out and isinstance(self.out[-1], out.Break):
            self.out.pop()

    def todos_out(self) -> None:
        """Write what is left to decide, before the line in which it stands."""
        self.out += self.todos
        self.todos = []

    def add(self, statement: out.Statement) -> None:
        """Add a statement behind the text so far."""
        self.flush()
        self.out.append(statement)

    def todo(self, why: str, source: str, line: int) -> None:
        """Mark what a person has to decide."""
        self.todos.append(out.Todo(why, source=source, line=line))

    # ------------------------------------------------------------ nodes

    def body(self, body: Body, guard: str, later: frozenset[Variable]) -> None:
        """Write nodes. `guard` is the condition under which they are shown, `later` what is set behind them."""
        for number, node in enumerate(body):
            behind = body[number + 1 :]
            self.node(node, guard, later | assigned_in(behind), behind)

    def node(self, node: Node, guard: str, later: frozenset[Variable], behind: Body) -> None:
        """Write one node; `behind` are those that follow it in its body."""
        match node:
            case Words(text):
                self.text(text)
            case Shown():
                self.line += self._shown(node)
            case Styled(_, inner):
                if is_inline(inner):
                    self.line += self.inline((node,))
                else:
                    self.writer.story.count("styles")
                    self.body(inner, guard, later)
            case Vary():
                self._vary(node, guard, later)
            case If():
                self._if(node, guard, later, behind)
            case Link():
                self._link(node, guard)
            case Pick():
                self._pick(node, guard)
            case Assign():
                self._logic(node)
            case Ask():
                self._ask(node)
            case Include() | Goto():
                self._move(node)
            case Picture(tag, address):
                self.tags.append(tag_with(tag, address))
                self.writer.story.count("pictures and sounds, as tags")
            case Comment(text):
                if text.strip():
                    self.todos.append(out.Comment(text))
            case Lost(what):
                self.writer.story.count(what)
            case Unsaid(why, line, source):
                self.todo(why, source, line)

    def _shown(self, node: Shown) -> out.Text:
        """A value in a line; one that cannot be said is marked before the line."""
        is_naked = isinstance(node.value, Variable) and node.source[0] in "$_"
        if is_naked and self.writer.story.shows_itself(node.value):
            return (node.source,)
        try:
            if is_naked and self.writer.story.shows_nothing(node.value):
                self.writer.story.count("truth values in the text, which Harlowe does not show")
                return ()
            return (self._show(node.value),)
        except Unsayable as problem:
            self.todo(str(problem), node.source, node.line)
            return ()

    def _show(self, value: Value) -> out.Piece:
        code, kind = self.coder.code(value)
        if kind == SET:
            raise Unsayable("a list is shown as it is")
        return out.Show(code)

    def inline(self, body: Body) -> out.Text:
        """A body that can stand in a line, as pieces of text; what cannot be said is marked before the line."""
        pieces: list[out.Piece] = []
        for node in body:
            match node:
                case Words(text):
                    pieces.append(text.replace("\n", " "))
                case Shown():
                    pieces += self._shown(node)
                case Styled(style, inner):
                    pieces.append(out.Styled(style, self.inline(inner)))
                case If():
                    pieces += self._inline_if(node, pieces)
                case Vary(kind, items):
                    pieces.append(out.Variation(kind, tuple(map(self.inline, items))))
                case Lost(what):
                    self.writer.story.count(what)
                case Unsaid(why, line, source):
                    self.todo(why, source, line)
                case Link():
                    pieces += self.inline(node.text)
                case Picture():
                    self.writer.story.count("pictures in links")
                case Comment():
                    pass
                case _:
                    self.todo("a text in a line that does something", node.source, node.line)
        return tuple(pieces)

    def _inline_if(self, node: If, before: list[out.Piece]) -> out.Text:
        """A condition within a line. A blank at the end of its only text stands better behind it."""
        if len(node.branches) == 1 and node.otherwise and not node.branches[0][1]:
            condition = node.branches[0][0]
            if not isinstance(condition, Unsaid):
                node = replace(node, branches=((negated(condition), node.otherwise),), otherwise=())
        arms = tuple((self.condition(one, node), self.inline(arm)) for one, arm in node.branches)
        otherwise = self.inline(node.otherwise)
        last = before[-1] if before else self.line[-1] if self.line else " "
        ends = isinstance(last, out.LineBreak) or (isinstance(last, str) and last[-1:] in (" ", "\n"))
        if len(arms) == 1 and not otherwise and ends and arms[0][1]:
            code, text = arms[0]
            end = text[-1]
            if isinstance(end, str) and end[-1:] == " ":
                return (out.Condition(((code, (*text[:-1], end.rstrip(" "))),)), " ")
        return (out.Condition(arms, otherwise),)

    def condition(self, condition: Value | Unsaid, node: If) -> str:
        """A condition as an expression; one that cannot be said is marked, and never holds."""
        if isinstance(condition, Unsaid):
            self.todo(f"{condition.why}; until then this never holds", condition.source, condition.line)
            return "false"
        try:
            return self.coder.truth(condition)
        except Unsayable as problem:
            source = node.source.partition("\n")[0][:80]
            self.todo(f"{problem}; until then this condition never holds", source, node.line)
            return "false"

    # ------------------------------------------------------------ blocks

    def _if(self, node: If, guard: str, later: frozenset[Variable], behind: Body) -> None:
        inline = is_inline((node,))
        if inline and (not self._alone(behind) or length_of(node) <= SHORT):
            self.line += self.inline((node,))
            return
        alone = self._alone(behind)
        if alone:
            self.paragraph()
        else:
            self.flush()
        branches: list[tuple[str, out.Body]] = []
        own = later | assigned_in((node,)) | self.writer.stays
        failed: list[str] = []
        tight = False
        fixed = all(isinstance(one, Unsaid) or self._is_fixed(one, own) for one, _ in node.branches)
        for condition, arm in node.branches:
            code = self.condition(condition, node)
            self.todos_out()
            arm_guard = "" if not links_in(arm) else self._guard([guard, *failed, code], fixed, arm)
            statements, ends_tight = self._arm(arm, arm_guard, later, fixed)
            branches.append((code, statements))
            tight = tight or ends_tight
            failed.append(self._opposite(condition, code))
        arm_guard = self._guard([guard, *failed], fixed, node.otherwise) if links_in(node.otherwise) else ""
        otherwise, ends_tight = self._arm(node.otherwise, arm_guard, later, fixed)
        self._conditions(node, branches, failed, otherwise)
        self.tight = (tight or ends_tight) and not alone
        if alone:
            self.paragraph()

    def _conditions(
        self, node: If, branches: list[tuple[str, out.Body]], failed: list[str], otherwise: out.Body
    ) -> None:
        """Write the blocks of a condition, without those in which nothing is left to do."""
        kept: list[tuple[str, out.Body]] = []
        passed: list[str] = []
        for (code, arm), opposite in zip(branches, failed, strict=True):
            if is_empty(arm):
                self.out += arm
                passed.append(opposite)
            else:
                kept.append((" and ".join([*passed, code]), arm))
        if is_empty(otherwise):
            self.out += otherwise
            otherwise = ()
        elif passed and kept:
            kept.append((" and ".join(passed), otherwise))
            otherwise = ()
        elif passed:
            kept, otherwise = [(" and ".join(passed), otherwise)], ()
        if kept:
            self.out.append(out.If(tuple(kept), otherwise, source=node.source, line=node.line))

    def _arm(self, arm: Body, guard: str, later: frozenset[Variable], fixed: bool) -> tuple[out.Body, bool]:
        inner = Flow(self.writer, self.menu, self.tight)
        if not fixed and links_in(arm):
            inner.out.append(out.Logic(f"{guard} = true"))
        inner.body(trimmed(arm), guard, later)
        inner.end()
        self.tags += inner.tags
        return tuple(inner.out), inner.tight

    def _guard(self, conditions: list[str], fixed: bool, arms: Body) -> str:
        """The condition of a link: said again, or a local that remembers what held when the text was shown."""
        if fixed:
            return " and ".join(condition for condition in conditions if condition)
        name = self.writer.story.new_name(f"offers_{first_link(arms)}")
        self.menu.lets.append(out.Logic(f"let {name} = false"))
        return name

    def _is_fixed(self, condition: Value, later: frozenset[Variable]) -> bool:
        """Whether a condition still says the same when the player chooses."""
        return not draws(condition) and not (variables_in(condition) & later)

    def _opposite(self, condition: Value | Unsaid, code: str) -> str:
        if isinstance(condition, Unsaid):
            return f"not ({code})"
        try:
            return self.coder.truth(negated(condition))
        except Unsayable:
            return f"not ({code})"

    def _alone(self, behind: Body) -> bool:
        """Whether nothing else stands in the line."""
        before = self.line[-1] if self.line else None
        if any(not isinstance(piece, out.LineBreak) for piece in self.line) and not isinstance(before, out.LineBreak):
            return False
        if not self.line and self.tight:
            return False
        for node in behind:
            match node:
                case Words(text) if text.strip(" \t"):
                    return text.lstrip(" \t").startswith("\n")
                case Words() | Lost() | Comment():
                    pass
                case _:
                    return False
        return True

    def _vary(self, node: Vary, guard: str, later: frozenset[Variable]) -> None:
        if is_inline((node,)):
            self.line += self.inline((node,))
            return
        if any(links_in(item) for item in node.items):
            self.todo("links in one of several texts", node.source, node.line)
            return
        self.flush()
        items = tuple(self._arm(item, guard, later, True)[0] for item in node.items)
        self.out.append(out.Vary(node.kind, items, source=node.source, line=node.line))

    # ------------------------------------------------------------ logic

    def _logic(self, node: Assign) -> None:
        try:
            statements = self.assignment(node)
        except Unsayable as problem:
            self.flush()
            self.out.append(out.Todo(str(problem), source=node.source, line=node.line))
            return
        self.flush()
        self.out += statements

    def assignment(self, node: Assign) -> list[out.Statement]:
        """An assignment as logic."""
        variable, value = node.variable, node.value
        if isinstance(value, Record) and node.operator == "=":
            found: list[out.Statement] = []
            for name, one in value.fields:
                inner = Variable(f"{variable.name}.{name}", variable.temporary)
                found += self.assignment(replace(node, variable=inner, value=one))
            return found
        match value:
            case Call("either", items) if items and not all(is_number(item) for item in items):
                options = tuple(tuple(self.assignment(replace(node, value=item))) for item in items)
                return [out.Vary("random", options, source=node.source, line=node.line)]
            case _:
                pass
        for part in parts(value):
            if isinstance(part, Literal) and isinstance(part.value, str) and not self.writer.story.is_plain(part.value):
                raise Unsayable("a text with markup in it as a value")
        operator = node.operator
        match value:
            case Operation("+" | "-" as sign, (left, right)) if left == variable and operator == "=":
                if variable not in {part for part in parts(right) if isinstance(part, Variable)}:
                    operator, value = f"{sign}=", right
            case _:
                pass
        kind = self.coder.types.of.get(variable, "")
        if variable in self.coder.types.mixed:
            raise Unsayable(f"`{variable.name}` holds values of two types")
        code = self._value(value, variable, kind, operator)
        name = self.coder.variable(variable)
        if not self.writer.story.declared(variable) and variable not in self.writer.locals:
            self.writer.locals.add(variable)
            if self.top and operator == "=" and variable not in variables_in(value):
                return [out.Logic(f"let {name} = {code}", source=node.source, line=node.line)]
            self.writer.lets.append(out.Logic(f"let {name} = {DEFAULTS.get(kind, '0')}"))
        return [out.Logic(f"{name} {operator} {code}", source=node.source, line=node.line)]

    def _value(self, value: Value, variable: Variable, kind: str, operator: str) -> str:
        if kind == SET:
            if not self.coder.types.members.get(variable):
                raise Unsayable("a list that nothing is ever put into")
            match value:
                case Collection(()):
                    return "none"
                case Literal(str() as text) | Collection((Literal(str() as text),)):
                    return self.coder.member(text)
                case _:
                    return self.coder.set_of(value)
        if isinstance(value, Collection):
            raise Unsayable("arrays have no counterpart here")
        code, given = self.coder.code(value)
        if kind == TEXT and given == NUMBER and operator == "+=":
            return self.coder.text(value)
        if given != kind or (kind == TRUTH and operator != "="):
            raise Unsayable("a value of another type than the variable's")
        return code

    def _ask(self, node: Ask) -> None:
        try:
            if node.default is not None:
                default = Assign(node.variable, "=", node.default, node.line, node.source)
                for statement in self.assignment(default):
                    self.add(statement)
            code, kind = self.coder.code(node.variable)
        except Unsayable as problem:
            self.todo(str(problem), node.source, node.line)
            return
        if kind not in (TEXT, NUMBER):
            self.todo("the answer is neither a text nor a number", node.source, node.line)
            return
        prompt = node.prompt
        if not prompt:
            words = re.sub(r"(?<=[a-z])(?=[A-Z])|[_.]", " ", node.variable.name).lower().strip()
            prompt = f"{words[:1].upper()}{words[1:]}?"
            self.writer.story.count("questions that had no words; they ask by the variable's name")
        self.add(out.Ask(code, (prompt,), source=node.source, line=node.line))

    def _move(self, node: Include | Goto) -> None:
        scene = self.writer.story.scene(node.target)
        if scene is None:
            self.todo(f"there is no passage `{node.target}`", node.source, node.line)
            return
        returns = isinstance(node, Include) and not node.is_last
        self.add(out.Move(out.Go(scene, returns=returns), source=node.source, line=node.line))

    # ------------------------------------------------------------ links

    def _link(self, node: Link, guard: str) -> None:
        text = self.inline(node.text)
        if not any(not isinstance(piece, str) or piece.strip() for piece in text):
            text = (node.target or "…",)
        if has_words(node.text):
            self.line.append(LinkText(text))
        if node.target is None and not any(isinstance(one, Goto) for one in node.body) and always_moves(node.body):
            choice = out.Choice(text, False, body=self._silent(node.body), source=node.source, line=node.line)
            self._offer(guard, choice)
            return
        if node.target is None and always_moves(node.body):
            pass
        elif node.kind in ("reveal", "append", "stay"):
            self._staying(node, text, guard)
            return
        once = node.kind == "once"
        if once and self.writer.story.offered_once(node.target or "") > 1:
            why = "this link is used up together with those of other passages that lead there"
            self.todo(why, node.source, node.line)
        target = node.target
        body = node.body
        if target is None:
            goto = next((one for one in body if isinstance(one, Goto)), None)
            if goto is None:
                self.todo("where this link goes cannot be told", node.source, node.line)
                return
            target, body = goto.target, body[: body.index(goto)]
        if re.match(r"[a-z]+://|mailto:", target) and self.writer.story.scene(target) is None:
            self.writer.story.count("links to the web, as text")
            return
        scene = self.writer.story.scene(target)
        if scene is None:
            self._offer(guard, out.Todo(f"there is no passage `{target}`", source=node.source, line=node.line))
            return
        statements = self._silent(body)
        choice = out.Choice(
            text, once, body=statements, move=None if statements else out.Go(scene), source=node.source, line=node.line
        )
        if statements:
            choice = replace(choice, body=(*statements, out.Move(out.Go(scene))))
        self._offer(guard, choice)

    def _silent(self, body: Body) -> out.Body:
        """What a link does on its way to another passage; what it shows is gone before anybody reads it."""
        inner = Flow(self.writer, Menu(lets=self.menu.lets))
        inner.body(without_words(body), "", frozenset())
        inner.flush()
        return tuple(inner.out)

    def _staying(self, node: Link, text: out.Text, guard: str) -> None:
        """A link after which the passage stands there as before, with its text put in, if it has any."""
        again = node.kind == "stay"
        point = self._point()
        inner = Flow(self.writer, self.menu)
        opened = ""
        guards = [guard] if guard else []
        if not again:
            opened = self.writer.story.new_name(f"opened_{first_link((node,))}")
            self.menu.lets.append(out.Logic(f"let {opened} = false"))
            inner.out.append(out.Logic(f"{opened} = true"))
            guards.append(f"not {opened}")
        place = len(self.menu.offers)
        inner.body(trimmed(node.body), f"{guard} and {opened}" if guard and opened else opened or guard, frozenset())
        inner.end()
        revealed = self.menu.offers[place:]
        del self.menu.offers[place:]
        body = (*inner.out, out.Move(out.Go(point)))
        choice = out.Choice(text, False, body=body, source=node.source, line=node.line)
        self._offer(" and ".join(guards), choice)
        self.menu.offers += revealed

    def _pick(self, node: Pick, guard: str) -> None:
        if node.variable is None or len(node.values) < 2:
            self.todo("a link that goes round texts and remembers none", node.source, node.line)
            return
        variable = node.variable
        try:
            first = self.assignment(Assign(variable, "=", node.values[0], node.line, node.source))
            steps: list[tuple[str, out.Body]] = []
            for value, after in zip(node.values[:-1], node.values[1:], strict=True):
                holds = self.coder.truth(Operation("==", (variable, value)))
                step = self.assignment(Assign(variable, "=", after, node.line, node.source))
                steps.append((holds, tuple(step)))
            shown = self._show(variable)
        except Unsayable as problem:
            self.todo(str(problem), node.source, node.line)
            return
        self.flush()
        self.out += first
        self.line.append(shown)
        point = self._point()
        back = out.Move(out.Go(point))
        body = (out.If(tuple(steps), tuple(first)), back)
        self._offer(guard, out.Choice((shown,), False, body=body, source=node.source, line=node.line))

    def _point(self) -> str:
        self.menu.point = self.menu.point or self.writer.story.new_name("links")
        return self.menu.point

    def _offer(self, guard: str, choice: out.Choice | out.Todo) -> None:
        offer = Offer(guard, choice)
        same = [
            one
            for one in self.menu.offers
            if one.guard == guard
            and isinstance(one.choice, out.Choice)
            and isinstance(choice, out.Choice)
            and one.choice.text == choice.text
            and one.choice.move == choice.move is not None
        ]
        if not same:
            self.menu.offers.append(offer)


# ---------------------------------------------------------------- choices


def _choices(offers: list[Offer]) -> list[out.Statement]:
    """Choices, those beside each other that have one condition together under it."""
    found: list[out.Statement] = []
    number = 0
    while number < len(offers):
        guard = offers[number].guard
        stop = number
        while stop < len(offers) and offers[stop].guard == guard:
            stop += 1
        same = [offer.choice for offer in offers[number:stop]]
        choices = sum(isinstance(choice, out.Choice) for choice in same)
        if guard and choices > 1:
            found.append(out.If(((guard, tuple(same)),)))
        else:
            for choice in same:
                if guard and isinstance(choice, out.Choice):
                    choice = replace(choice, guards=(out.Guard("if", guard),))
                found.append(choice)
        number = stop
    return found


def _always_goes_on(statements: list[out.Statement], offers: list[Offer]) -> bool:
    """Whether a passage certainly ends in a choice that leads on, or in a move."""
    if any(not offer.guard and isinstance(offer.choice, out.Choice) and not offer.choice.once for offer in offers):
        return True
    last = next((one for one in reversed(statements) if not isinstance(one, out.Break | out.Comment | out.Todo)), None)
    return isinstance(last, out.Move) and not (isinstance(last.to, out.Go) and last.to.returns)


def _without_last_links(line: list[out.Piece | LinkText]) -> list[out.Piece | LinkText]:
    """A line without links behind its last sentence, which are no part of it."""
    end = len(line)
    while end and (isinstance(line[end - 1], LinkText) or BETWEEN_LINKS.fullmatch(_plain(line[end - 1]))):
        end -= 1
    before = _plain(line[end - 1]).rstrip() if end else ""
    return line[:end] if before.endswith(ENDS_OF_SENTENCES) else line


def _plain(piece: out.Piece | LinkText) -> str:
    return piece if isinstance(piece, str) else "x"


def trimmed_lines(pieces: list[out.Piece]) -> out.Text:
    """Pieces without the blanks at the beginnings and ends of their lines, which no browser shows."""
    found: list[out.Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        else:
            found.append(piece)
    for number, piece in enumerate(found):
        if not isinstance(piece, str):
            continue
        if number == 0 or isinstance(found[number - 1], out.LineBreak):
            piece = piece.lstrip(" \t\n")
        if number == len(found) - 1 or isinstance(found[number + 1], out.LineBreak):
            piece = piece.rstrip(" \t\n")
        found[number] = piece
    return tuple(piece for piece in found if piece != "")
