"""Reads text with inline forms: prose, dialogue, the text of a choice, a prompt, a reason.

Most text holds no inline form and is taken as it is. The rest is read in one pass that knows which `{` and `*` are
open, so that one which is never closed is reported where it was opened and the text around it still reads. The
expressions inside go to expressions.lark. (A Lark grammar for the forms themselves stood here once: it needed this
pass for its tokens all the same, never found a mistake that the pass had not, and took half the time of reading.)
"""

from __future__ import annotations

from engine.patterns import regex
from engine.syntax.arrows import is_drawn, is_sentence_arrow, is_shown
from engine.syntax.inline_forms import (
    JOIN,
    KEPT_BLANK,
    LINE_BREAK,
    check_tag,
    indented,
    unjoined,
)
from engine.syntax.moves import read_move
from engine.syntax.reading import BLANKS, COMMENT, TAG, PieceReader, tags_begin, without_tags
from engine.syntax.stars import AT_END, NO_END, in_code, plain_stars
from engine.syntax.text_braces import MARKUP, BraceScanner
from engine.syntax.text_builder import spaced
from engine.syntax.tree import Line, Move, TagValue
from engine.syntax.wide_breaks import joined_wide

# Alternatives that begin with a plain character each: so `re` skips ordinary text at full speed.
FIRST_MARKUP = regex(r"\\|\{|\}|\*|#|//|->|<>")
# What ends a text in braces, looked for so far: stars of emphasis do not stand further apart.
PART_END = regex(r"(?<!\\)[{}|]")
LONGEST_PART = 600
ROW = regex(r"\*{4,}")
BEHIND_TAGS = regex(r"[ \t]//|(?<![ \t])[ \t]*+(?<!\\)(?:->|<>)")
# What an escape stands for, where that is not the character itself. A tab is as wide as a level of indentation.
ESCAPES = {"\n": LINE_BREAK, "": LINE_BREAK, " ": KEPT_BLANK, "\t": KEPT_BLANK * 4}
NO_MOVE = "nothing can follow the name of a scene on its line; for a plain arrow in a text write `\\->`"
BEHIND_TEXT = regex(r"[ \t]//|(?<!\\)->")


def read_line(reader: PieceReader, at: int, end: int, moves: bool = True, joins: bool = False) -> Line:
    """The text between two offsets as a `Line`.

    Where a move is not allowed (`moves` false), `->` is an error, and so is `<>` where nothing can be joined.
    """
    text = reader.source.text
    special = FIRST_MARKUP.search(text, at, end)
    if special is None or (
        moves
        and special.group() == "->"
        and text.find("={", special.end(), end) < 0
        and not is_shown(reader.source, special.start())
    ):
        stop = end if special is None else special.start()
        plain = spaced(joined_wide(text[at:stop].strip(BLANKS)))
        move, tags = (None, ()) if special is None else read_move(reader, stop, end)
        return Line(at, stop, (plain,) if plain else (), tags, move)
    scanner = TextScanner(reader, at, end, moves, joins)
    if special.start() > at:
        scanner.add_literal(text[at : special.start()])  # bars in it are plain ones
    scanner.scan()
    items, joined = unjoined(indented(scanner.settled_items()))
    return Line(at, scanner.text_end, items, tuple(scanner.tags), scanner.move, joined, tuple(scanner.values))


class TextScanner(BraceScanner):
    """Reads one stretch of text."""

    def __init__(self, reader: PieceReader, at: int, end: int, moves: bool, joins: bool) -> None:
        super().__init__(reader, at, end)
        self.start = at
        self.text_end = end
        self.moves = moves
        self.joins = joins
        self.tags: list[str] = []
        self.values: list[TagValue] = []
        # Of the line with the last `#`: where it ends, and where the tags at its end begin and end.
        self.tags_line = self.tags_at = self.tags_end = -1
        self.move: Move | None = None

    def scan(self) -> None:
        """Fill `items`, `tags` and `move`."""
        self.text_end = self.end
        while self.at < self.end:
            found = MARKUP.search(self.text, self.at, self.end)
            stop = self.end if found is None else found.start()
            if stop > self.at:
                self.pending.append(self.text[self.at : stop])
            if found is None:
                break
            self.at = stop
            if self._scan_markup(found.group()):
                break
        while self.open:
            self.close_unclosed()
        self.end_literal(is_last=True)
        if self.lost_move >= 0:
            self._report_lost_move()

    def _report_lost_move(self) -> None:
        at = self.lost_move
        if not self.is_unclosed and self.moves:
            hint = "write `\\->` for a plain arrow; for a move, use `~ if` with the move indented below it"
            self.reader.error("NC014", at, at + 2, "a move cannot stand inside braces", hint)
        elif not self.is_unclosed:
            self.reader.error("NC014", at, at + 2, "a move cannot stand here", "write `\\->` for a plain arrow")
        if self.move is None and self.moves:
            self.move = Move(self.end, self.end, "scene")

    def _scan_markup(self, mark: str) -> bool:
        """Handle the mark at `at` and go behind it; true when the rest of the text is used up."""
        at = self.at
        if mark == "\\":
            self._escape()
        elif mark == "{":
            return self.open_brace()
        elif mark == "}":
            self.close_brace()
        elif mark == "|":
            return self.bar()
        elif mark == "*":
            self._star()
        elif mark == "#":
            self._tags()
        elif mark == "<>":
            self._join()
        elif mark == "//":
            comment = COMMENT.match(self.text, at, self.end)
            if comment:
                self.at = comment.end()
            else:
                self.add_literal(mark)
        elif is_drawn(self.reader.source, at):
            self.add_literal(mark)
        elif is_sentence_arrow(self.reader.source, at):
            self.reader.warning("NC304", at, at + 2, "this arrow would be read as text", NO_MOVE)
            self.add_literal(mark)
        elif self.is_inside_braces() and self.text[at - 1] in "-<":
            self.add_literal(mark)
        elif self.is_inside_braces() or not self.moves:
            if self.lost_move < 0:
                self.lost_move = at
            self.add_literal(mark)
        else:
            self._move()
        return False

    def _escape(self) -> None:
        follower = self.text[self.at + 1 : min(self.at + 2, self.end)]
        self.pending.append(ESCAPES.get(follower, follower))
        self.at += 1 + len(follower)

    def _move(self) -> None:
        self.close_styles()
        line_end = self.text.find("\n", self.at, self.end)
        line_end = self.end if line_end < 0 else line_end
        self.text_end = min(self.text_end, self.at)
        self.move, tags = read_move(self.reader, self.at, line_end)
        if tags:
            stop = self.reader.end_of_line(self.at, line_end)
            self._add_tags(tags_begin(self.text, self.at, stop), stop)
        self.at = line_end

    def _tags(self) -> None:
        """Tags count only behind the text of a line; before a move or a comment they may stand too."""
        if self.tags_line < self.at:
            self._find_tags()
        inside_braces = self.is_inside_braces()
        if inside_braces:
            check_tag(self.reader, self.at, self.end)
        if inside_braces or self.at != self.tags_at:
            self.add_literal("#")
            return
        self._add_tags(self.at, self.tags_end)
        if self.tags_line >= self.end:
            self.text_end = min(self.text_end, self.at)
        self.at = self.tags_end

    def _add_tags(self, begin: int, end: int) -> None:
        """Add the tags between two offsets, with the inline forms in their values."""
        for found in TAG.finditer(self.text, begin, end):
            tag = found.group()[1:]
            self.tags.append(tag)
            if "{" in tag:
                value = read_line(self.reader, found.start() + tag.index("=") + 2, found.end(), moves=False)
                self.values.append(TagValue(len(self.tags) - 1, value.items))

    def _join(self) -> None:
        """`<>` joins at the beginning of a line of prose or at its end; in `><>`, a fish, it is text."""
        at = self.at
        if self.text[at - 1 : at] in ("<", ">") or self.text[at + 2 : min(at + 3, self.end)] in ("<", ">"):
            self.add_literal("<>")
            return
        line_end = self.text.find("\n", at, self.end)
        line_end = self.end if line_end < 0 else line_end
        behind = BEHIND_TEXT.search(self.text, at + 2, line_end)
        rest, _ = without_tags(self.text[at + 2 : behind.start() if behind else line_end])
        line_at = max(self.start, self.text.rfind("\n", self.start, at) + 1)
        is_forced = self.text.endswith("\\\n", 0, line_at) and line_at > self.start
        is_at_end = not rest.strip(BLANKS) or (not self.text[line_at:at].strip(BLANKS) and not is_forced)
        if self.joins and is_at_end and not self.is_inside_braces():
            self.pending.append(JOIN)
            self.at += 2
            return
        what = "`<>` joins lines of prose; it stands at the beginning of one or at its end"
        self.reader.error("NC026", at, at + 2, what, "delete it; for plain text write `\\<>`")
        self.add_literal("<>")

    def _find_tags(self) -> None:
        """Settle once for this line where the tags at its end stand."""
        line_end = self.text.find("\n", self.at, self.end)
        self.tags_line = self.end if line_end < 0 else line_end
        behind = BEHIND_TAGS.search(self.text, self.at, self.tags_line)
        self.tags_end = behind.start() if behind else self.tags_line
        begin = max(self.start, self.text.rfind("\n", self.start, self.at) + 1)
        self.tags_at = tags_begin(self.text, begin, self.tags_end)

    # ------------------------------------------------------------ emphasis

    def _check_row(self, end: int) -> None:
        """Warn about a line of nothing but stars."""
        at, text = self.at, self.text
        line_end = text.find("\n", end)
        line = text[text.rfind("\n", 0, at) + 1 : line_end if line_end >= 0 else None].strip()
        is_alone = text[self.start : self.end].strip() == line
        if len(line) > 2 and len(line) == end - at and not is_alone:
            shown = "\\*" * min(len(line), 12)
            hint = f"a blank line parts two paragraphs; to show the stars, write `{shown}`"
            self.reader.warning("NC315", at, end, f"`{line[:12]}` is shown as it stands", hint)

    def _behind(self) -> str:
        """The character before the place where reading stands; none at the beginning of the text."""
        if self.pending:
            return self.pending[-1][-1]
        return self.text[self.at - 1] if self.items or self.open else ""

    def _opens_speech(self) -> bool:
        """Whether a straight quotation mark stands right before, and opens: nothing ends behind it."""
        return self._behind() == '"' and (self.at < 2 or self.text[self.at - 2] in NO_END)

    def _stop(self) -> int:
        """Where the text ends that a star stands in: in braces, at the next bar or brace that belongs to them."""
        if not self.is_inside_braces():
            return self.end
        depth = 0
        for found in PART_END.finditer(self.text, self.at, min(self.end, self.at + LONGEST_PART)):
            mark = found.group()
            depth += (mark == "{") - (mark == "}")
            if depth < 0 or (mark == "|" and depth == 0):
                return found.start()
        return min(self.end, self.at + LONGEST_PART)

    def _star(self) -> None:
        at, end = self.at, self._stop()
        run = AT_END.match(self.text, at, end)
        if run is not None:
            # Before no word a star begins nothing, and several of them are no emphasis of nothing.
            closes = any(one.kind == "style" for one in self.open) and self._behind() not in NO_END
            if not closes:
                self._check_row(run.end())
                self.add_literal(run.group())
                return
        row = ROW.match(self.text, at, end)
        if row is not None and not any(one.kind == "style" and one.value == "**" for one in self.open):
            self.add_literal(row.group())  # letters that are not told: `the ****ing parrot`
            return
        style = "**" if self.text.startswith("**", at) and at + 1 < self.end else "*"
        after = self.text[at + len(style) : min(at + len(style) + 1, self.end)]
        before = self._behind()
        top = self.open[-1] if self.open else None
        behind_text = top is not None and top.kind == "style" and before not in NO_END and not self._opens_speech()
        if top is not None and behind_text and (top.value == style or (top.value == "*" and style == "**")):
            self.at += len(top.value)
            self.close_form()
            return
        opened = [token.value for token in self.own_styles()]
        literal = plain_stars(self.text, at, end, bool(opened))
        if literal is not None:
            self.add_literal(literal.group())
            return
        if in_code(self.text, at, self.start, self.end):
            self.add_literal(style)
            return
        if after not in ("", "=", *BLANKS) and style not in opened:
            self.begin_form("style", at, at + len(style), style)
            self.at += len(style)
        else:
            self.add_literal(style)
