"""Puts the printed lines of a file in order: levels, blank lines, comments on lines of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from engine.diagnostics import Report
from engine.named_tuples import NamedTuple
from engine.rendering import width_of
from engine.source import Source
from engine.syntax.header import FileHead
from engine.syntax.layout import OPENERS
from engine.syntax.lexeme import Lexeme
from engine.syntax.lines import SceneLineReader
from engine.syntax.printing.statements import print_head, print_token
from engine.syntax.printing.text import COMMENT_GAP
from engine.syntax.reading import PieceReader
from engine.syntax.tree import Def

INDENT = "    "
BLANK = " \t"
SETTLED = {"INDENT": 1, "DEDENT": -1, "BREAK": 0}


class PrintedPiece(NamedTuple):
    """What begins on a line of the source: its printed text, its level, and the last line that it takes up."""

    text: str
    depth: int
    last: int
    opens: bool = False
    is_heading: bool = False


class SourceComment(NamedTuple):
    """A comment on a line of its own: how far it is indented, and whether a blank line stands above it."""

    text: str
    width: int
    blank: bool


def print_lines(source: Source, head: FileHead, cast: tuple[str, ...]) -> str:
    """The text of a file that has no errors, in its usual form."""
    reader = PieceReader(source, Report())
    lines = source.text.split("\n")
    pieces = _head_pieces(print_head(reader, head), lines)
    tokens = SceneLineReader(reader, cast).read(head.scenes_at)
    for node in head.declarations:
        if isinstance(node, Def) and node.value is None:
            body = SceneLineReader(reader, cast).read_function(node)[1:]
            pieces = _scene_pieces(reader, body, lines[: source.line_of(node.body_end)]) | pieces
    pieces |= _scene_pieces(reader, tokens, lines)
    arranged = OutputLines()
    number, blank = 1, False
    while number <= len(lines):
        line = lines[number - 1].strip(BLANK)
        piece = pieces.get(number)
        if piece is not None:
            arranged.add(piece, _width(lines[number - 1]), blank)
            number = piece.last
        elif line:
            arranged.comments.append(SourceComment(line, _width(lines[number - 1]), blank))
        blank = not line
        number += 1
    return arranged.text()


def _width(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))


def _head_pieces(printed: dict[int, tuple[str, str]], lines: list[str]) -> dict[int, PrintedPiece]:
    """The lines before the first scene, with the comments behind them in columns."""
    pieces = {number: PrintedPiece(line, 0, number) for number, (line, _) in printed.items()}
    for column in _columns(printed, lines):
        widest = max(width_of(printed[number][0]) for number in column)
        for number in column:
            line, comment = printed[number]
            gap = " " * (widest - width_of(line)) + COMMENT_GAP
            pieces[number] = PrintedPiece(line + gap + comment, 0, number)
    return {number: piece._replace(opens=_opens(printed[number][0])) for number, piece in pieces.items()}


def _opens(line: str) -> bool:
    return line.startswith("def ") and line.endswith(":")


def _columns(printed: dict[int, tuple[str, str]], lines: list[str]) -> Iterator[list[int]]:
    """The numbers of lines with comments behind them that follow each other; blank lines between do not matter."""
    column: list[int] = []
    for number in range(1, max(printed, default=0) + 1):
        if number in printed and printed[number][1]:
            column.append(number)
        elif lines[number - 1].strip(BLANK) and column:
            yield column
            column = []
    if column:
        yield column


def _scene_pieces(reader: PieceReader, tokens: list[Lexeme], lines: list[str]) -> dict[int, PrintedPiece]:
    source = reader.source
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    begins = {source.line_of(token.at) for token in tokens if token.type not in SETTLED}
    pieces: dict[int, PrintedPiece] = {}
    depth = 0
    for token in tokens:
        if token.type in SETTLED:
            depth += SETTLED[token.type]
            continue
        first = source.line_of(token.at)
        last = _last_of_prose(first, begins, lines) if token.type == "PROSE" else first
        end = starts[last - 1] + len(lines[last - 1])
        printed = [INDENT * depth + _trimmed(line) for line in print_token(reader, token, end).split("\n")]
        opens, is_heading = token.type in OPENERS, token.type == "HEADING"
        pieces[first] = PrintedPiece("\n".join(printed), depth, last, opens, is_heading)
    return pieces


def _last_of_prose(first: int, begins: set[int], lines: list[str]) -> int:
    """The last line of the prose that begins on a line. Comments within it belong to it, those after it do not."""
    last = first
    for number in range(first + 1, len(lines) + 1):
        line = lines[number - 1].strip(BLANK)
        if not line or number in begins:
            break
        if not line.startswith("//"):
            last = number
    return last


def _trimmed(line: str) -> str:
    """A line without the blanks around it; one that is escaped at its end stays."""
    line = line.lstrip(BLANK)
    stripped = line.rstrip(BLANK)
    escaped = (len(stripped) - len(stripped.rstrip("\\"))) % 2 == 1
    return line[: len(stripped) + 1] if escaped else stripped


class OutputLines:
    """The lines of the result so far, and the comments that wait for the line below them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.comments: list[SourceComment] = []
        # How far the lines of each open level were indented in the source, the outermost first.
        self.widths = [0]

    def add(self, piece: PrintedPiece, width: int, blank: bool) -> None:
        """Add a line or stretch of prose that was indented by `width`, below a blank line or not."""
        if piece.is_heading:
            blank = self._parted_from_above(blank)
        self._add_comments(piece.depth)
        self._append(piece.text, blank)
        self.widths[piece.depth :] = [width, width + 1] if piece.opens else [width]

    def text(self) -> str:
        """The whole."""
        self._add_comments(0)
        return "\n".join([*self.lines, ""])

    def _append(self, text: str, blank: bool) -> None:
        if blank and self.lines:
            self.lines.append("")
        self.lines.append(text)

    def _add_comments(self, below: int) -> None:
        """Add the waiting comments, above a line of level `below`."""
        for comment in self.comments:
            depth = max(below, self._depth_of(comment))
            self._append(INDENT * depth + comment.text, comment.blank)
        self.comments.clear()

    def _depth_of(self, comment: SourceComment) -> int:
        """The deepest open level as far in as which the comment is indented."""
        return max(depth for depth, width in enumerate(self.widths) if width <= comment.width or depth == 0)

    def _parted_from_above(self, blank: bool) -> bool:
        """See to the blank line above a heading and the comments that touch it; whether it stands right above it."""
        first = len(self.comments)
        touches = not blank
        while touches and first > 0 and self._depth_of(self.comments[first - 1]) == 0:
            first -= 1
            touches = not self.comments[first].blank
        if first == len(self.comments):
            return True
        self.comments[first] = self.comments[first]._replace(blank=True)
        return blank
