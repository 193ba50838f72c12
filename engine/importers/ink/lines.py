"""Puts what ink prints together as lines: where they end, where they join, which tags they have.

Ink's content is a stream of texts and line ends; here a paragraph ends at a blank line, and `<>` joins. `is_open` is
where the two meet: something of the line stands already, so what comes next joins it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.importers.builder.printing import tag_of
from engine.importers.builder.tree import (
    Body,
    Comment,
    Condition,
    DraftBreak,
    DraftChoice,
    DraftIf,
    DraftPoint,
    DraftProse,
    DraftThread,
    DraftVariation,
    DraftVary,
    Piece,
    Statement,
    Todo,
)
from engine.importers.ink.menus import parted as split_menu
from engine.importers.ink.scopes import InkScope, Untranslatable
from engine.importers.ink.tree import (
    InkText,
    Tag,
)

if TYPE_CHECKING:
    from engine.importers.ink.translation import Translation


class LineWriter:
    """Writes lines of a scene or a function."""

    def __init__(self, translation: Translation, place: InkScope) -> None:
        self.translation = translation
        self.values = translation.values
        self.scopes = translation.scopes
        self.place = place
        self.out: list[Statement] = []
        self.pieces: list[Piece] = []
        self.tags: list[str] = []
        self.is_open = False
        # The blank with which an open line ends so far.
        self.gap = ""
        self.is_glued = False
        # Nothing but `<>` stands on the line so far.
        self.is_lone = False
        # Something of the line could not be translated, so none of it is written.
        self.is_broken = False
        # Nothing that is written now is ever reached.
        self.is_dead = False
        # Where in `out` choices begin that the text below does not belong to; None where there are none.
        self.soft_at: int | None = None
        self.line = 0
        # Of a function that is parted: which part is written.
        self.part = ""
        # Choices and gathers of uneven depth, and what is to be said of them.
        self.shown_together: dict[int, str] = {}
        # A thread that is visited for what it prints goes back where ink says that it is done.
        self.is_visited_thread = False

    def _block(self, write: Callable[[], None], is_open: bool) -> tuple[Body, bool, bool]:
        """What is written within a block of its own: the statements, whether its line is open, whether it is dead."""
        kept = self.out, self.pieces, self.tags, self.is_open, self.is_glued, self.is_dead, self.soft_at, self.gap
        self.out, self.pieces, self.tags, self.is_open, self.is_glued = [], [], [], is_open, False
        self.is_dead, self.soft_at = False, None
        write()
        self._flush()
        self._left_tags()
        if self.is_glued:
            self._glue_last()
        if self.translation.glues_backwards:
            self._part_from_glue()
        while self.out and isinstance(self.out[-1], DraftBreak):
            self.out.pop()
        result = tuple(self.out), self.is_open, self.is_dead
        self.out, self.pieces, self.tags, self.is_open, self.is_glued, self.is_dead, self.soft_at, self.gap = kept
        return result

    def source(self, line: int) -> str:
        """What stands on a line of the file."""
        return self.translation.source(self.place.flow.file, line)

    # ------------------------------------------------------------ statements

    def _add(self, statement: Statement) -> None:
        if self.is_dead and not isinstance(statement, Comment | DraftPoint):
            if isinstance(statement, DraftProse):
                self.translation.count("texts that are never reached, left out")
            return
        if isinstance(statement, DraftBreak) and (not self.out or isinstance(self.out[-1], DraftBreak)):
            return
        self.out.append(statement)

    def _todo(self, why: str | Untranslatable, line: int) -> None:
        self._flush()
        todo = Todo(str(why), source=self.source(line), line=line)
        if not self.out or self.out[-1] != todo:
            self.out.append(todo)

    def _todo_above(self, why: Untranslatable, line: int) -> None:
        """Mark what stands in `out` already, once."""
        assert self.soft_at is not None
        before = self.out[self.soft_at - 1] if self.soft_at else None
        if not (isinstance(before, Todo) and before.why == str(why)):
            self.out.insert(self.soft_at, Todo(str(why), source=self.source(line), line=line))
            self.soft_at += 1

    def _part_menu(self, line: int) -> None:
        """More comes behind choices in conditions: what is printed with them goes before them all."""
        if self.soft_at is None:
            return
        try:
            before, choices = split_menu(tuple(self.out[self.soft_at :]))
        except Untranslatable as problem:
            self._todo_above(problem, line)
            return
        self.out[self.soft_at :] = [*before, *choices]
        self.soft_at += len(before)

    # ------------------------------------------------------------ lines

    def _text(self, text: str) -> None:
        if text.strip():
            self.is_glued = False
        self.pieces.append(text)

    def _flush(self) -> None:
        """Write the text that there is of the line, which stays open."""
        is_blank = all(isinstance(one, str) and not one.strip() for one in self.pieces)
        if self.is_broken:
            self.pieces = []
        elif is_blank:
            # A line of tags alone belongs to the text that follows.
            if self.is_open and self.pieces:
                self.gap = " "
            self.pieces = []
        else:
            self._write()

    def _write(self) -> None:
        """Write the pieces that there are. The blank at their end is kept for what joins them."""
        self.is_lone = False
        if self.is_open and self.gap:
            self.pieces.insert(0, self.gap)
        if self.is_open and self.out and isinstance(self.out[-1], DraftIf | DraftVary):
            self.out[-1] = _keeping_blanks(self.out[-1])
        self.pieces = [one for one in self.pieces if one != ""]
        last = self.pieces[-1]
        self.gap = " " if isinstance(last, str) and last[-1:].isspace() else ""
        prose = DraftProse(
            tuple(self.pieces), tuple(self.tags), joins=self.is_open, source=self.source(self.line), line=self.line
        )
        self.pieces, self.tags = [], []
        self._part_menu(self.line)
        if self.soft_at is not None:
            self.out[self.soft_at : self.soft_at] = [prose, DraftBreak()]
            self.soft_at += 2
        else:
            self._add(prose)
        self.is_open = True

    def _end_line(self) -> None:
        self._flush()
        self.is_broken = False
        if self.is_lone:
            self.is_lone = False
        elif self.is_glued:
            self._glue_last()
        elif self.is_open:
            self.is_open = False
            if self.soft_at is None:
                self._add(DraftBreak())

    def _end_of_text(self) -> None:
        """What comes now begins a paragraph in ink as well as here."""
        self._flush()
        if self.is_glued:
            self._glue_last()
        self.is_open = False

    # ------------------------------------------------------------ glue and tags

    def _glue(self) -> None:
        if any(not isinstance(one, str) or one.strip() for one in self.pieces):
            self.is_glued = True
        elif not self.is_open:
            self.pieces = []
            self._part_from_glue()
            while self.out and isinstance(self.out[-1], DraftBreak):
                self.out.pop()
            self.is_open, self.is_lone, self.gap = True, True, ""
        else:
            self.is_glued = True

    def _glue_last(self) -> None:
        """The line ends with `<>`: the text before it goes on."""
        self.is_glued = False
        last = self.out[-1] if self.out else None
        if isinstance(last, DraftProse):
            self.out[-1] = replace(last, goes_on=True)
            self.is_open = False
        else:
            self.is_open = True

    def _part_from_glue(self) -> None:
        """Lines that may show nothing become blocks where `<>` may come behind them: it then joins what is before."""
        for number in range(len(self.out) - 1, -1, -1):
            node = self.out[number]
            if isinstance(node, DraftChoice | DraftThread):
                return
            if isinstance(node, DraftProse):
                shown = [one for one in node.text if not isinstance(one, str) or one.strip()]
                block = _as_block(shown[0]) if len(shown) == 1 and not (node.tags or node.joins) else None
                if block is None:
                    return
                self.out[number] = replace(block, source=node.source, line=node.line)

    def _tag(self, node: Tag) -> None:
        if not all(isinstance(one, InkText) for one in node.content):
            self._todo("a tag that changes", node.line)
            return
        words = "".join(one.text for one in node.content if isinstance(one, InkText)).strip()
        tag = tag_of(words)
        if tag is None:
            self._todo("a tag begins with a letter", node.line)
            return
        if tag != words:
            self.translation.count("tags written without blanks")
        self.tags.append(tag)

    def _left_tags(self) -> None:
        """Write the tags behind which no text comes."""
        if self.tags:
            self._add(DraftProse((), tuple(self.tags)))
            self.tags = []


def _as_block(piece: Piece) -> DraftIf | DraftVary | None:
    """A line that may show nothing, as a block: where nothing shows, `<>` behind it joins what stands before."""
    if isinstance(piece, Condition) and not piece.otherwise:
        return DraftIf(tuple((condition, (DraftProse(items),)) for condition, items in piece.branches))
    if isinstance(piece, DraftVariation) and (piece.kind == "once" or not all(piece.items)):
        return DraftVary(piece.kind, tuple((DraftProse(items),) if items else () for items in piece.items))
    return None


def _keeping_blanks(node: Statement) -> Statement:
    """A block whose texts keep the blanks at their ends, because more of their line comes behind it."""
    if isinstance(node, DraftIf):
        branches = tuple((condition, _keeping_in(block)) for condition, block in node.branches)
        return replace(node, branches=branches, otherwise=_keeping_in(node.otherwise))
    if isinstance(node, DraftVary):
        return replace(node, items=tuple(map(_keeping_in, node.items)))
    if isinstance(node, DraftProse) and node.text and isinstance(node.text[-1], str) and node.text[-1][-1:].isspace():
        return replace(node, goes_on=True)
    return node


def _keeping_in(block: Body) -> Body:
    return (*block[:-1], _keeping_blanks(block[-1])) if block else block
