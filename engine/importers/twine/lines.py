"""Puts the text of a passage together as lines and paragraphs, with the values and conditions in them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.importers.builder import tree as out
from engine.importers.twine.page import LinkText, Menu
from engine.importers.twine.tree import (
    Body,
    Lost,
    Shown,
    TwineComment,
    TwineIf,
    TwineLink,
    TwinePicture,
    TwineStyled,
    TwineVary,
    Unsaid,
    Words,
)
from engine.importers.values.code import negated
from engine.importers.values.tree import SourceVariable, Unsayable, Value
from engine.importers.values.types import SET

if TYPE_CHECKING:
    from engine.importers.twine.passage import PassageWriter

BETWEEN_LINKS = re.compile(r"(?:\b(?:or|and|und|oder|ou|et|o|y)\b|[^\w\[\]{}]|_)*", re.IGNORECASE)
ENDS_OF_SENTENCES = (".", "!", "?", ":", "…", "”", '"', "»", "。", "！", "？")


class Lines:
    """Text in the order of the passage."""

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
        self.out.append(out.DraftProse(trimmed_lines(pieces), tags, joins=joins))

    def paragraph(self) -> None:
        """End the paragraph."""
        while self.line and isinstance(self.line[-1], out.LineBreak):
            self.line.pop()
        self.flush()
        self._drop_last_break()
        self.tight = False
        shown = [one for one in self.out if not isinstance(one, out.Logic | out.Comment | out.Todo)]
        if shown and not isinstance(shown[-1], out.DraftBreak):
            self.out.append(out.DraftBreak())

    def _drop_last_break(self) -> None:
        """A line break at the end of a paragraph breaks nothing; logic may stand behind it."""
        for number in range(len(self.out) - 1, -1, -1):
            last = self.out[number]
            if isinstance(last, out.DraftProse):
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
        while self.out and isinstance(self.out[-1], out.DraftBreak):
            self.out.pop()

    # ------------------------------------------------------------ statements

    def add(self, statement: out.Statement) -> None:
        """Add a statement behind the text so far."""
        self.flush()
        self.out.append(statement)

    def todo(self, why: str, source: str, line: int) -> None:
        """Mark what a person has to decide."""
        self.todos.append(out.Todo(why, source=source, line=line))

    def todos_out(self) -> None:
        """Write what is left to decide, before the line in which it stands."""
        self.out += self.todos
        self.todos = []

    # ------------------------------------------------------------ within a line

    def inline(self, body: Body) -> out.Text:
        """A body that can stand in a line, as pieces of text; what cannot be said is marked before the line."""
        pieces: list[out.Piece] = []
        for node in body:
            match node:
                case Words(text):
                    pieces.append(text.replace("\n", " "))
                case Shown():
                    pieces += self._shown(node)
                case TwineStyled(style, inner):
                    pieces.append(out.DraftStyled(style, self.inline(inner)))
                case TwineIf():
                    pieces += self._inline_if(node, pieces)
                case TwineVary(kind, items):
                    pieces.append(out.DraftVariation(kind, tuple(map(self.inline, items))))
                case Lost(what):
                    self.writer.story.count(what)
                case Unsaid(why, line, source):
                    self.todo(why, source, line)
                case TwineLink():
                    pieces += self.inline(node.text)
                case TwinePicture():
                    self.writer.story.count("pictures in links")
                case TwineComment():
                    pass
                case _:
                    self.todo("a text in a line that does something", node.source, node.line)
        return tuple(pieces)

    def _inline_if(self, node: TwineIf, before: list[out.Piece]) -> out.Text:
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

    def condition(self, condition: Value | Unsaid, node: TwineIf) -> str:
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

    def _shown(self, node: Shown) -> out.Text:
        """A value in a line; one that cannot be said is marked before the line."""
        is_naked = isinstance(node.value, SourceVariable) and node.source[0] in "$_"
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
        return out.DraftShow(code)


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
