"""What has been read of a text so far: its items, the literal text that still grows, and the forms that are open."""

from __future__ import annotations

import re

from engine.patterns import regex
from engine.slips import Slip, SlipKind
from engine.syntax.grammars import reads
from engine.syntax.inline_forms import (
    JOIN,
    KEPT_BLANK,
    LINE_BREAK,
    NO_BREAK_SPACE,
    Form,
    check_else,
    switch_meant,
    trimmed,
    unkept,
)
from engine.syntax.messages import LONGEST, shortened
from engine.syntax.reading import PieceReader
from engine.syntax.stars import is_plain_unclosed
from engine.syntax.tree import Conditional, Expression, Missing, Styled, TextItem, TextItems, Variation
from engine.syntax.wide_breaks import HAS_WIDE, joined_wide, may_be_wide, settled, with_open_breaks

SPACES = regex(r"[ \t\n]{2,}|[\t\n]")
AFTER_BREAK = regex(rf"(?<=\n){KEPT_BLANK}+")
AROUND_BREAK = regex(f" *{LINE_BREAK} *")
# Between two lines of one stretch of text; the blanks before a line and at its end are not seen.
# With nothing but tags between it and an end of the text, a `<>` joins what stands beyond.
JOINS_ABOVE = regex(rf"\A[ \t]*+\n[ \t\n]*+{JOIN}")
JOINS_BELOW = regex(rf"{JOIN}[ \t\n]*+\Z")
JOINED_LINES = regex(rf"{JOIN}[ \t]*+\n[ \t\n]*+{JOIN}?|(?<![ \t\n])[ \t]*+\n[ \t\n]*+{JOIN}")
NOT_CLOSED, OF_FLOW = Slip(SlipKind.NOT_CLOSED), Slip(SlipKind.OF_FLOW)


def spaced(text: str) -> str:
    """A text with one blank wherever it has several, or a line break."""
    if "\n" in text or "  " in text or "\t" in text:
        return SPACES.sub(" ", text)
    return text


def words_of(text: str) -> TextItems:
    """The items of an alternative that is one line of words."""
    words = spaced(text).strip(" ")
    return (words,) if words else ()


# `She goes. *finish`: a command of ChoiceScript at the end of a line.
COMMAND = regex(r"(?:finish|ending|(?:goto|goto_scene|gosub)[ \t]+(?P<target>[^\W\d]\w*))[ \t]*$", re.MULTILINE)
HEAD_OF_CHOICE = regex(r"[ \t]*[*+][ \t]+(?:\([^()\n]*\)[ \t]*)?(?:\{[^{}\n]*\}[ \t]*)*$")
GUARD_BEGINS = regex(r"\{[ \t]*if\b[ \t]*")


class TextBuilder:
    """Builds the items of a text from left to right; `at` is where reading stands."""

    def __init__(self, reader: PieceReader, at: int, end: int) -> None:
        self.reader = reader
        self.text = reader.source.text
        self.begin = self.at = at
        self.end = end
        self.items: list[TextItem] = []
        self.open: list[Form] = []
        # Literal text that is still growing, in pieces; none of them is empty.
        self.pending: list[str] = []
        # Where the first move is that cannot be read: it stands where none can, or behind a brace left open.
        self.lost_move = -1
        # Whether it has Chinese or Japanese characters, once somebody asks.
        self.wide: bool | None = None
        self.is_unclosed = False

    def add_literal(self, text: str) -> None:
        """Take what stands at `at` as it is written."""
        self.pending.append(text)
        self.at += len(text)

    def is_inside_braces(self) -> bool:
        """Whether a form with braces is open."""
        return bool(self.open) and any(form.kind != "style" for form in self.open)

    def is_wide(self) -> bool:
        """Whether the text has Chinese or Japanese characters."""
        if self.wide is None:
            text = self.text[self.begin : self.end]
            self.wide = may_be_wide(text) and HAS_WIDE.search(text) is not None
        return self.wide

    def end_literal(self, is_last: bool = False) -> None:
        """Make an item of the literal text: blanks and line breaks as they are shown. Nothing follows the last."""
        if self.pending:
            text = joined_wide("".join(self.pending))
            if JOIN in text:
                if not self.items and not self.open:
                    text = JOINS_ABOVE.sub(JOIN, text)
                if is_last:
                    text = JOINS_BELOW.sub(JOIN, text)
                text = JOINED_LINES.sub("", text)
            if "\n" in text and self.is_wide():
                text = with_open_breaks(text)
            text = spaced(text)
            if LINE_BREAK in text:
                text = AFTER_BREAK.sub(lambda kept: NO_BREAK_SPACE * len(kept.group()), AROUND_BREAK.sub("\n", text))
            self.items.append(text)
            self.pending = []

    def settled_items(self) -> list[TextItem]:
        """The items, with the line breaks settled that were left open; there are none but beside wide characters."""
        return settled(self.items) if self.wide else self.items

    def begin_form(self, kind: str, at: int, end: int, value: str) -> Form:
        """Open a form; what comes next belongs to it."""
        self.end_literal()
        form = Form(kind, at, end, value, self.items)
        self.open.append(form)
        self.items = []
        return form

    def end_alternative(self, form: Form) -> None:
        """End the alternative that is being read."""
        self.end_literal()
        form.parts.append(trimmed(self.settled_items()))
        self.items = []

    def close_form(self) -> None:
        """Close the innermost form before `self.at`."""
        form = self.open.pop()
        if form.kind == "style":
            self.end_literal()
            node: TextItem = Styled(form.at, self.at, form.value, unkept(self.settled_items()))
        else:
            if form.kind == "if":
                check_else(self.reader, form.part_at, self.at - 1)
            self.end_alternative(form)
            if form.kind == "vary":
                node = Variation(form.at, self.at, form.value, tuple(form.parts))
            else:
                # A condition that never ended was not read.
                conditions = form.conditions or [Expression(form.at, self.at, Missing(0, 1))]
                branches = tuple(zip(conditions, form.parts, strict=False))
                node = Conditional(form.at, self.at, branches, form.parts[-1] if form.last else ())
        self.items = form.outer
        self.items.append(node)

    def _ended(self) -> list[TextItem]:
        """The items since the innermost form began, with the literal text that still grew."""
        self.end_literal()
        return self.items

    def own_styles(self) -> list[Form]:
        """The styles opened since the innermost brace."""
        own: list[Form] = []
        for form in reversed(self.open):
            if form.kind != "style":
                break
            own.append(form)
        return own

    def close_styles(self) -> None:
        """Report and close the styles opened since the innermost brace."""
        while self.open and self.open[-1].kind == "style":
            self.close_unclosed()

    def close_all(self) -> None:
        """Close all that is open, after an error that has been reported."""
        while self.open:
            self.close_form()

    def close_unclosed(self) -> None:
        """Report what is open innermost, and close it."""
        top = self.open[-1]
        if top.kind == "style" and is_plain_unclosed(self.text, top.at, top.end):
            self.open.pop()
            self.items = [*top.outer, top.value, *self._ended()]
        elif top.kind == "style":
            hint = f"close it with `{top.value}`, or write `\\*` for a plain star"
            line_end = self.text.find("\n", top.at)
            line = self.text[self.text.rfind("\n", 0, top.at) + 1 : line_end if line_end >= 0 else None].strip()
            if len(line) > 2 and not line.strip("*"):
                shown = "\\*" * min(len(line), 12)
                hint = f"a blank line parts two paragraphs; to show the stars, write `{shown}`"
            slip = NOT_CLOSED
            command = COMMAND.match(self.text, top.end) if top.value == "*" else None
            if command is not None:
                target = command["target"]
                hint = f"a move is written `-> {target}`" if target else "to end the story, write `-> end: Name`"
                hint, slip = f"{hint}; for a plain star write `\\*`", OF_FLOW
            self.reader.error("NC022", top.at, top.end, f"this `{top.value}` is not closed", hint, slip=slip)
            self.close_form()
        else:
            self.report_unclosed_brace(top.at)

    def _closed(self, at: int) -> str | None:
        """The hint for `* {if wet Go.`, a guard that nothing closes: the line with it; None for any other brace."""
        line_at, line_end = self.text.rfind("\n", 0, at) + 1, self.reader.end_of_line(at, self.end)
        before, line = self.text[line_at:at], self.text[at:line_end].partition("\n")[0]
        guard = GUARD_BEGINS.match(line)
        if guard is None or HEAD_OF_CHOICE.match(before) is None or len(before) + len(line) > LONGEST:
            return None
        from engine.syntax.mended_expressions import condition_and_rest

        asked, colon, text = line[guard.end() :].partition(":")
        split = (
            (asked.strip(), text) if colon and reads("expression", asked) else condition_and_rest(line[guard.end() :])
        )
        if split is None or not split[1]:
            return None
        rest = split[1].lstrip(" \t:,;")
        return f"close it with `}}`: `{before.lstrip()}{{if {split[0]}}} {rest}`; for a plain brace write `\\{{`"

    def is_switch(self, at: int) -> bool:
        """Report the brace at an offset if its texts stand on lines of their own, as ink has them; whether they do."""
        meant = switch_meant(self.text, at)
        if meant is not None:
            message = "the texts of these braces do not stand on lines of their own"
            slip = Slip(SlipKind.LINES_IN_BRACES)
            self.reader.error("NC021", at, at + 1, message, f"write `{shortened(meant, LONGEST)}`", slip=slip)
        return meant is not None

    def report_unclosed_brace(self, at: int) -> None:
        """Report the brace at an offset, and close all that is open."""
        if not self.is_switch(at):
            hint = self._closed(at) or "close it with `}`, or write `\\{` for a plain brace"
            self.reader.error("NC021", at, at + 1, "this `{` is not closed", hint)
        self.is_unclosed = True
        if self.lost_move < 0:
            self.lost_move = self.text.find("->", at, self.end)
        # One missing brace is one mistake: what surrounds it is closed without a word.
        self.close_all()
