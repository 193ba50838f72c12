"""Prints text with inline forms: words as they stand, one spacing inside braces, before tags, moves and comments.

The places of the forms come from the tree; between them the source is walked once more, in the steps of text.py,
because the tree keeps what a text says and not how it was written. Line breaks stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.patterns import regex
from engine.syntax.printing.expressions import print_inline, print_move
from engine.syntax.reading import BLANKS, COMMENT, PieceReader
from engine.syntax.text_braces import KIND
from engine.syntax.tree import Conditional, Expression, Line, Show, Styled, TextItems, Variation

PIECE = regex(r"(?s:\\.?)|//[^\n]*|[ \t\n]+|[{}|/]|[^\\/ \t\n{}|]+")
# With a blank behind it, the beginning of `+->there` would turn into a choice.
ENDS_LIKE_MARK = regex(r"(?:^|\n)[-+*]$")
# Without its brackets, `{(needs)}` would be taken for a guard.
RESERVED = regex(r"(?:if|needs|otherwise)\b")
PUNCTUATION = regex(r"[,.;:!?)]+(?:\s|$)")
COMMENT_GAP = "  "

InlineForm = Show | Conditional | Variation


def print_line(reader: PieceReader, mark: str, line: Line, at: int, end: int) -> str:
    """The line of text between two offsets, behind the mark that begins it ("" for prose without a speaker)."""
    text = reader.source.text
    stop = line.move.at if line.move else end
    pieces, _ = TextPrinter(text, line, stop).pieces(at, False)
    lead, body, trail = _parted(pieces)
    printed = mark + _gap(lead, body) + body if mark else body
    if line.move is None:
        return printed
    gap = "" if not trail and ENDS_LIKE_MARK.search(body) else " "
    return printed + gap + print_move(text, line.move) + print_rest(reader, line.move.end, end)


def print_rest(reader: PieceReader, at: int, end: int) -> str:
    """The tags and the comment that stand behind the last thing printed from nodes."""
    stop = reader.end_of_line(at, end)
    tags = "".join(f" {tag}" for tag in reader.source.text[at:stop].split())
    comment = reader.source.text[stop:end].strip(BLANKS)
    return tags + (COMMENT_GAP + comment if comment else "")


class TextPrinter:
    """Prints text that ends at `end`."""

    def __init__(self, text: str, line: Line, end: int) -> None:
        self.text = text
        self.end = end
        self.forms: dict[int, InlineForm] = {}
        self.style_ends: set[int] = set()
        for item in _nodes(line.items):
            if isinstance(item, Styled):
                self.style_ends.add(item.end)
            else:
                self.forms[item.at] = item

    def pieces(self, at: int, inside: bool) -> tuple[list[str], int]:
        """The pieces from an offset on, and where they stop: at the end or, inside braces, at their `|` or `}`.

        Unescaped blanks are pieces of their own; those that break the line are `\\n`.
        """
        pieces: list[str] = []
        while at < self.end:
            found = PIECE.match(self.text, at, self.end)
            assert found is not None, "every character begins a piece"
            piece, after = found.group(), found.end()
            if inside and piece in ("|", "}"):
                break
            if at in self.forms:
                touches = bool(pieces and pieces[-1].strip(BLANKS))
                piece, after = self._form(self.forms[at], touches)
            elif piece.startswith("//"):
                if COMMENT.match(self.text, at, self.end):
                    _take_blank(pieces, "\n")
                    piece = COMMENT_GAP + piece.rstrip(BLANKS)
                else:
                    piece, after = "//", at + 2
            elif piece[0] in BLANKS:
                before_tag = self.text.startswith("#", after)
                piece = "\n" if "\n" in piece else " " if inside or before_tag or "\t" in piece else piece
            pieces.append(piece)
            at = after
        return pieces, at

    # ------------------------------------------------------------ forms

    def _form(self, node: InlineForm, touches: bool) -> tuple[str, int]:
        """A form, printed, and the offset behind it. It `touches` what stands before it, or there is a blank."""
        if isinstance(node, Show):
            return self._show(node), node.end
        head, at = self._head(node)
        printed = head
        number = 0
        while True:
            pieces, stop = self.pieces(at, True)
            closing = self.text[stop]
            printed += self._alternative(pieces, head, closing, stop, touches)
            if closing == "}":
                return printed + "}", stop + 1
            number += 1
            head, at = "|", stop + 1
            if isinstance(node, Conditional) and number < len(node.branches):
                head, at = self._condition("| if", stop, node.branches[number][0])
            printed += head

    def _show(self, node: Show) -> str:
        written = self.text[node.at : node.end]
        printed = print_inline(self.text, node.value)
        if "\n" in written or RESERVED.match(printed):
            return written
        return f"{{{printed}}}"

    def _head(self, node: Conditional | Variation) -> tuple[str, int]:
        """What stands before the first alternative, and where that begins."""
        if isinstance(node, Conditional):
            return self._condition("{if", node.at, node.branches[0][0])
        kind = KIND.match(self.text, node.at + 1, self.end)
        return (f"{{{kind.group(1)}:", kind.end()) if kind else ("{", node.at + 1)

    def _condition(self, mark: str, at: int, condition: Expression) -> tuple[str, int]:
        """`{if c:` or `| if c:` that begins at `at`, and the offset behind its colon."""
        begin = self.text.index(":", condition.end) + 1
        written = self.text[at:begin]
        printed = f"{mark} {print_inline(self.text, condition)}:"
        return (written if "\n" in written else printed), begin

    def _alternative(self, pieces: list[str], head: str, closing: str, stop: int, touches: bool) -> str:
        """One alternative with the blanks around it; `stop` is where its `|` or `}` stands.

        In a form that `touches` the word before it, as in `coin{if n != 1:s}`, it is the writer's to say whether the
        text touches its mark, too.
        """
        lead, body, trail = _parted(pieces)
        if not body and lead != "\n":
            return " " if closing == "|" or head == "|" else ""
        before = _gap(lead, body)
        if lead != "\n" and (head == "{" or PUNCTUATION.match(body) or (touches and not lead)):
            before = ""
        after = trail if trail == "\n" else " " if closing == "|" or self._holds_star(pieces, stop, trail) else ""
        return before + body + after

    def _holds_star(self, pieces: list[str], stop: int, trail: str) -> bool:
        """Whether the blank before a `}` keeps a plain star from beginning emphasis."""
        end = stop
        while self.text[end - 1] in BLANKS:
            end -= 1
        star = self.text[end - 1] == "*" and end not in self.style_ends
        return bool(trail) and star and not pieces[-1].startswith("\\")


def _nodes(items: TextItems) -> Iterator[InlineForm | Styled]:
    """All forms and emphases among items, also those inside others."""
    for item in items:
        if isinstance(item, str):
            continue
        yield item
        for inner in item.texts:
            yield from _nodes(inner)


def _take_blank(pieces: list[str], *kept: str) -> str:
    """Remove the blank at the end of the pieces unless it is one of those to keep; what was removed."""
    if pieces and not pieces[-1].strip(BLANKS) and pieces[-1] not in kept:
        return pieces.pop()
    return ""


def _parted(pieces: list[str]) -> tuple[str, str, str]:
    """The blank before the pieces, the pieces as one text, the blank behind them. Both blanks are removed."""
    lead = pieces.pop(0) if pieces and not pieces[0].strip(BLANKS) else ""
    trail = _take_blank(pieces)
    return lead, "".join(pieces), trail


def _gap(lead: str, body: str) -> str:
    """What stands between a mark and the text behind it, where `lead` stood.

    A `//` that touches its mark is no comment and must not become one; a comment has its gap already.
    """
    if lead == "\n" or not body:
        return lead.strip(" \t")
    return "" if body.startswith(COMMENT_GAP + "//") or (not lead and body.startswith("//")) else " "
