"""Writes the nodes of a passage in their order; links are collected for the menu behind."""

from __future__ import annotations

from engine.importers.builder import tree as out
from engine.importers.builder.printing import is_empty, tag_with
from engine.importers.twine.links import Links
from engine.importers.twine.shapes import (
    first_link,
    length_of,
    trimmed,
)
from engine.importers.twine.tree import (
    Body,
    Lost,
    Node,
    Pick,
    Shown,
    TwineAsk,
    TwineAssign,
    TwineComment,
    TwineGoto,
    TwineIf,
    TwineInclude,
    TwineLink,
    TwinePicture,
    TwineStyled,
    TwineVary,
    Unsaid,
    Words,
)
from engine.importers.twine.walk import (
    assigned_in,
    is_inline,
    links_in,
)
from engine.importers.values.code import negated
from engine.importers.values.tree import SourceVariable, Unsayable, Value
from engine.importers.values.types import draws, variables_in

SHORT = 120


class FlowWriter(Links):
    """Text and logic in the order of the passage; links are collected for the menu behind."""

    # ------------------------------------------------------------ nodes

    def body(self, body: Body, guard: str, later: frozenset[SourceVariable]) -> None:
        """Write nodes. `guard` is the condition under which they are shown, `later` what is set behind them."""
        for number, node in enumerate(body):
            behind = body[number + 1 :]
            self.node(node, guard, later | assigned_in(behind), behind)

    def node(self, node: Node, guard: str, later: frozenset[SourceVariable], behind: Body) -> None:
        """Write one node; `behind` are those that follow it in its body."""
        match node:
            case Words(text):
                self.text(text)
            case Shown():
                self.line += self._shown(node)
            case TwineStyled(_, inner):
                if is_inline(inner):
                    self.line += self.inline((node,))
                else:
                    self.writer.story.count("styles")
                    self.body(inner, guard, later)
            case TwineVary():
                self._vary(node, guard, later)
            case TwineIf():
                self._if(node, guard, later, behind)
            case TwineLink():
                self._link(node, guard)
            case Pick():
                self._pick(node, guard)
            case TwineAssign():
                self._logic(node)
            case TwineAsk():
                self._ask(node)
            case TwineInclude() | TwineGoto():
                self._move(node)
            case TwinePicture(tag, address):
                self.tags.append(tag_with(tag, address))
                self.writer.story.count("pictures and sounds, as tags")
            case TwineComment(text):
                if text.strip():
                    self.todos.append(out.Comment(text))
            case Lost(what):
                self.writer.story.count(what)
            case Unsaid(why, line, source):
                self.todo(why, source, line)

    # ------------------------------------------------------------ blocks

    def _if(self, node: TwineIf, guard: str, later: frozenset[SourceVariable], behind: Body) -> None:
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
        self, node: TwineIf, branches: list[tuple[str, out.Body]], failed: list[str], otherwise: out.Body
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
            self.out.append(out.DraftIf(tuple(kept), otherwise, source=node.source, line=node.line))

    def _arm(self, arm: Body, guard: str, later: frozenset[SourceVariable], fixed: bool) -> tuple[out.Body, bool]:
        inner = FlowWriter(self.writer, self.menu, self.tight)
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

    def _is_fixed(self, condition: Value, later: frozenset[SourceVariable]) -> bool:
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
                case Words() | Lost() | TwineComment():
                    pass
                case _:
                    return False
        return True

    def _vary(self, node: TwineVary, guard: str, later: frozenset[SourceVariable]) -> None:
        if is_inline((node,)):
            self.line += self.inline((node,))
            return
        if any(links_in(item) for item in node.items):
            self.todo("links in one of several texts", node.source, node.line)
            return
        self.flush()
        items = tuple(self._arm(item, guard, later, True)[0] for item in node.items)
        self.out.append(out.DraftVary(node.kind, items, source=node.source, line=node.line))
