"""Translates the content of a knot, a stitch or a function: its weave of choices and gathers, its blocks.

Lines are put together in lines.py, diverts in diverts.py, logic in logic.py.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from engine.importers.builder.printing import tag_of
from engine.importers.builder.tree import (
    Body,
    Comment,
    DraftBreak,
    DraftChoice,
    DraftGuard,
    DraftIf,
    DraftMove,
    DraftPoint,
    DraftVary,
    End,
    Go,
    Piece,
)
from engine.importers.ink.menus import shown_together
from engine.importers.ink.pieces import is_plain, pieces_of, sequence_kind
from engine.importers.ink.scopes import Untranslatable, live_branches, walk
from engine.importers.ink.tree import (
    Content,
    Divert,
    Expression,
    Gather,
    Glue,
    InkAssign,
    InkChoice,
    InkComment,
    InkConditional,
    InkDo,
    InkReturn,
    InkText,
    Newline,
    Node,
    Print,
    Sequence,
    Tag,
)

if TYPE_CHECKING:
    pass
from engine.importers.ink.logic import LogicWriter
from engine.importers.ink.weave import Branching, begins_glued, has_choices, structured


class BodyWriter(LogicWriter):
    """Writes the statements of one scene or function."""

    # ------------------------------------------------------------ the whole

    def body(self, content: Content) -> Body:
        """The statements of a scene or a function."""
        return self._block(lambda: self.weave(content, base=1), False)[0]

    def weave(self, content: Content, in_choice: bool = False, base: int = 0) -> None:
        """Content with its choices and gathers; that of a choice goes on behind the choices around it.

        `base` is the depth of its outermost choices; without one, it is that of the first choice or gather.
        """
        in_menu = False
        parted = False
        menu: list[InkChoice] = []
        if not in_choice:
            self.shown_together.update(shown_together(content, base))
        for item in structured(content):
            if isinstance(item, Branching):
                self._mark_shown_together(item.choice)
                if parted:
                    self.out.append(DraftPoint())
                parted = False
                self._end_of_text()
                if self.is_dead and self._jumped_to(item.choice):
                    self._bare_choice(item)
                    in_menu = True
                    continue
                self._part_menu(item.choice.line)
                self._choice(item)
                menu.append(item.choice)
                in_menu, self.soft_at = True, None
            elif isinstance(item, Gather):
                self.line = item.line
                self._end_of_text()
                self._mark_shown_together(item)
                label = self.place.labels.get(item.label) if item.label else None
                is_reached = in_menu or (label is not None and label.jumped)
                self.is_dead = self.is_dead and not is_reached
                if in_menu:
                    self.soft_at = None
                    self._stop_where_dry(menu)
                    menu = []
                if label is not None and (label.jumped or label.counted):
                    if self.soft_at is not None:
                        self._todo("what stands at this label is shown before the choices above it", item.line)
                    self._add(DraftPoint(label.out))
                    self.translation.wrote(label)
                    parted = False
                else:
                    parted = in_menu
                in_menu = False
            else:
                if parted and has_choices(item, self._offers):
                    self._add(DraftPoint())
                parted = parted and isinstance(item, InkComment | Newline)
                self._node(item)
        if in_menu and in_choice:
            self._stop_where_dry(menu)

    def _mark_shown_together(self, node: InkChoice | Gather) -> None:
        if why := self.shown_together.get(id(node)):
            self._todo(why, node.line)

    def _stop_where_dry(self, menu: list[InkChoice]) -> None:
        """Where no choice of a menu can be taken, ink stops, and does not go on behind it as here."""
        if not menu or any(one.is_fallback for one in menu):
            return
        comes_back = self.translation.circles.leads_back(self.place, menu[0].line)
        if all(one.conditions or (one.once and comes_back) for one in menu):
            self._add(DraftChoice((), guards=(DraftGuard("otherwise"),), move=End()))

    # ------------------------------------------------------------ nodes

    def nodes(self, content: Content) -> None:
        """Content in which no choice stands directly."""
        for node in content:
            self._node(node)

    def _node(self, node: Node) -> None:
        if self.part == "value" and isinstance(node, InkText | Print | Glue | Tag):
            return
        line = getattr(node, "line", 0)
        self.line = line or self.line
        if isinstance(node, InkText):
            self._text(node.text)
        elif isinstance(node, Newline):
            self._end_line()
        elif isinstance(node, Glue):
            self._glue()
        elif isinstance(node, Tag):
            self._tag(node)
        elif isinstance(node, InkComment):
            self._flush()
            self._add(Comment(node.text))
        elif isinstance(node, Divert):
            self._divert(node)
        else:
            try:
                self._acting(node)
            except Untranslatable as problem:
                self.pieces = []
                self._todo(problem, self.line)
                # The line stands in the TODO as a whole.
                self.is_broken = isinstance(node, Print) or getattr(node, "inline", False)

    def _acting(self, node: Node) -> None:
        if isinstance(node, Print):
            self._print(node)
        elif isinstance(node, InkConditional | Sequence):
            if node.inline and is_plain((node,), self.values, self.place):
                self.is_glued = False
                self.pieces += pieces_of((node,), self.values, self.place)
            elif isinstance(node, InkConditional):
                self._if(node)
            else:
                self._vary(node)
        elif isinstance(node, InkAssign):
            self._assign(node)
        elif isinstance(node, InkDo):
            self._do(node)
        elif isinstance(node, InkReturn):
            self._return(node)

    # ------------------------------------------------------------ blocks

    def _if(self, node: InkConditional) -> None:
        is_soft = has_choices(node, self._offers)
        self._flush()
        if self.is_glued:
            self._glue_last()
        if any(begins_glued(branch.content) for branch in node.branches):
            self._part_from_glue()
        branches: list[tuple[str, Body]] = []
        otherwise: Body = ()
        opens: list[bool] = []
        deads: list[bool] = []
        has_else = False
        for number, branch in enumerate(live_branches(node)):
            body, is_open, is_dead = self._block(
                partial(self.weave, branch.content),
                self.is_open and node.inline,
            )
            opens.append(is_open)
            deads.append(is_dead)
            if branch.condition is None:
                otherwise, has_else = body, True
            else:
                branches.append((self._case(node, branch.condition, number), body))
        soft_at = len(self.out)
        if not branches:
            for one in otherwise:
                self._add(one)
        else:
            self._add(DraftIf(tuple(branches), otherwise, source=self.source(node.line), line=node.line))
        self._after_block(node.inline, opens, deads, has_else, is_soft, soft_at)

    def _after_block(
        self, inline: bool, opens: list[bool], deads: list[bool], has_else: bool, is_soft: bool, soft_at: int
    ) -> None:
        if has_else and all(deads):
            self.is_dead = True
        alive = [is_open for is_open, is_dead in zip(opens, deads, strict=True) if not is_dead]
        if inline and any(alive):
            self.is_open, self.gap = True, ""
        elif inline:
            self.is_open = self.is_open and not has_else
        else:
            self.is_open = False
            if any(alive) or not is_soft:
                self._add(DraftBreak())
        if is_soft and self.soft_at is None and not self.is_dead:
            self.soft_at = soft_at

    def _case(self, node: InkConditional, condition: Expression, number: int) -> str:
        """The condition of a case; where it cannot be translated, a TODO is written and the case never holds."""
        try:
            if node.query is not None:
                left = self.values.value(node.query, self.place)
                right = self.values.value(condition, self.place)
                return self.values.equal(left, right)
            if number == 0:
                with self.hoisting():
                    return self.values.condition(condition, self.place)
            return self.values.condition(condition, self.place)
        except Untranslatable as problem:
            self._todo(problem, node.line)
            return "false"

    def _vary(self, node: Sequence) -> None:
        kind = sequence_kind(node.kinds)
        is_soft = has_choices(node, self._offers)
        self._flush()
        if self.is_glued:
            self._glue_last()
        if any(map(begins_glued, node.items)):
            self._part_from_glue()
        items: list[Body] = []
        opens: list[bool] = []
        deads: list[bool] = []
        for content in node.items:
            body, is_open, is_dead = self._block(
                partial(self.weave, content),
                self.is_open and node.inline,
            )
            items.append(body)
            opens.append(is_open)
            deads.append(is_dead)
        soft_at = len(self.out)
        self._add(DraftVary(kind, tuple(items), source=self.source(node.line), line=node.line))
        self._after_block(node.inline, opens, deads, kind != "once", is_soft, soft_at)

    # ------------------------------------------------------------ choices

    def _choice(self, item: Branching) -> None:
        node = item.choice
        self.line = node.line
        label = self.place.labels.get(node.label) if node.label else None
        guards, problems = self._guards(node)
        text: tuple[Piece, ...] = ()
        if not node.is_fallback:
            try:
                text = tuple(self._choice_text(node))
            except Untranslatable as problem:
                problems.append(problem)
                text = (self.source(node.line).lstrip("*+ "),)
        for one in problems:
            self._todo(one, node.line)
        tags = tuple(tag for tag in (self._choice_tag(one) for one in (*node.start, *node.only)) if tag)

        def write() -> None:
            if label is not None and label.jumped:
                self.out.append(DraftPoint(label.out))
            self.line = node.line
            self.nodes((*node.start, *node.inner))
            self.nodes(node.diverts)
            self._node(Newline())
            self.weave(item.content, in_choice=True)

        body = self._block(write, False)[0]
        if label is not None and not self.is_dead:
            self.translation.wrote(label)
        move = body[0].to if len(body) == 1 and isinstance(body[0], DraftMove) else None
        if move is not None and not (isinstance(move, Go) and move.returns):
            body = ()
        else:
            move = None
        name = label.out if label is not None and label.counted and not label.jumped else None
        self._add(
            DraftChoice(
                text,
                node.once,
                name,
                tuple(guards),
                tags,
                body,
                move,
                source=self.source(node.line),
                line=node.line,
            )
        )

    def _jumped_to(self, node: InkChoice) -> bool:
        label = self.place.labels.get(node.label) if node.label else None
        return label is not None and label.jumped

    def _bare_choice(self, item: Branching) -> None:
        """A choice that is never offered, but gone to by its label: what it does stands at that point."""
        label = self.place.labels[item.choice.label]
        self.is_dead = False
        self._add(DraftPoint(label.out))
        self.translation.wrote(label)
        self.nodes((*item.choice.start, *item.choice.inner, *item.choice.diverts, Newline()))
        self.weave(item.content, in_choice=True)
        if not self.is_dead:
            # It goes on at the next gather, whatever stands before that.
            self._end_of_text()
            self.is_dead = True

    def _choice_text(self, node: InkChoice) -> list[Piece]:
        content = tuple(one for one in (*node.start, *node.only) if not isinstance(one, Tag | Glue))
        if any(isinstance(one, Sequence) for one in walk(node.start)):
            raise Untranslatable("a text that moves on, and is both in the choice and printed: ink moves it on twice")
        if not is_plain(content, self.values, self.place):
            raise Untranslatable("a choice with a divert or a block in its text")
        return pieces_of(content, self.values, self.place)

    def _choice_tag(self, node: Node) -> str | None:
        if not isinstance(node, Tag):
            return None
        return tag_of("".join(one.text for one in node.content if isinstance(one, InkText)))

    def _guards(self, node: InkChoice) -> tuple[list[DraftGuard], list[Untranslatable]]:
        conditions: list[str] = []
        problems: list[Untranslatable] = []
        for one in node.conditions:
            try:
                conditions.append(self.values.condition(one, self.place))
            except Untranslatable as problem:
                problems.append(problem)
                conditions = ["false"]
                break
        guards = [DraftGuard("if", " and ".join(conditions))] if conditions else []
        if node.is_fallback:
            guards.append(DraftGuard("otherwise"))
        return guards, problems
