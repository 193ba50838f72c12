"""Reads text with inline forms: prose, dialogue, the text of a choice, a prompt, a reason.

Most text holds no inline form and is taken as it is. The rest is read in one pass that knows which `{` and `*` are
open, so that one which is never closed is reported where it was opened and the text around it still reads. The
expressions inside go to expressions.lark. (A Lark grammar for the forms themselves stood here once: it needed this
pass for its tokens all the same, never found a mistake that the pass had not, and took half the time of reading.)
"""

from __future__ import annotations

import re

from engine.patterns import regex
from engine.syntax.inline_forms import (
    ELSE,
    JOIN,
    KEPT_BLANK,
    LINE_BREAK,
    NEAR_GUARD,
    Form,
    bars_are_quoted,
    check_else,
    check_habits,
    check_no_value,
    check_once,
    check_tag,
    doubled,
    indented,
    report_else,
    unjoined,
)
from engine.syntax.mended_expressions import LONGEST, condition_and_rest
from engine.syntax.messages import shortened
from engine.syntax.reading import BLANKS, COMMENT, TAG, PieceReader, tags_begin, without_tags
from engine.syntax.text_builder import TextBuilder, joined_wide, spaced, words_of
from engine.syntax.tree import Conditional, Line, Move, Show, TagValue, Variation

# Written as alternatives, each beginning with a plain character: so `re` skips ordinary text at full speed.
FIRST_MARKUP = regex(r"\\|\{|\}|\*|#|//|->|<>")
MARKUP = regex(r"\\|\{|\}|\||\*|#|//|->|<>")
KIND = regex(r"[ \t\n]*(cycle|once|shuffle|random|then)[ \t]*:")
IF = regex(r"[ \t\n]*if\b(?=[^\w])")
BEFORE_QUOTE = regex(r"[=<>(,][ \t]*$")
GUARD_WORD = regex(r"[ \t\n]*(needs|otherwise)\b")
BEHIND_TAGS = regex(r"[ \t]//|(?<![ \t])[ \t]*+(?<!\\)(?:->|<>)")
BEHIND_TEXT = regex(r"[ \t]//|(?<!\\)->")
DEEPEST = 16

# Forms as nearly all are, which are read at once: with words alone in them. Whatever else begins with a sign of these
# or holds one is read mark by mark.
WORDS = r"[^\\{}|*#/<>\"\n\t:-]"
PLAIN_VARIATION = regex(
    rf"\{{ *+(?!(?:if|cycle|once|shuffle|random|then)\b)(?=[^\W\d_])({WORDS}*+(?:\|{WORDS}*+)++)\}}"
)
PLAIN_BRANCHES = regex(rf"({WORDS}*+)(?:\|(?! *+(?:el|if\b))({WORDS}*+))?+\}}")


def read_line(reader: PieceReader, at: int, end: int, moves: bool = True, joins: bool = False) -> Line:
    """The text between two offsets as a `Line`.

    Where a move is not allowed (`moves` false), `->` is an error, and so is `<>` where nothing can be joined.
    """
    text = reader.source.text
    special = FIRST_MARKUP.search(text, at, end)
    if special is None or (moves and special.group() == "->" and text.find("={", special.end(), end) < 0):
        stop = end if special is None else special.start()
        plain = spaced(joined_wide(text[at:stop].strip(BLANKS)))
        move, tags = (None, ()) if special is None else reader.move(stop, end)
        return Line(at, stop, (plain,) if plain else (), tags, move)
    scanner = TextScanner(reader, at, end, moves, joins)
    scanner.scan()
    items, joined = unjoined(indented(scanner.items))
    return Line(at, scanner.text_end, items, tuple(scanner.tags), scanner.move, joined, tuple(scanner.values))


class TextScanner(TextBuilder):
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
            return self._open_brace()
        elif mark == "}":
            self._close_brace()
        elif mark == "|":
            return self._bar()
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
        elif self.is_inside_braces() or not self.moves:
            if self.lost_move < 0:
                self.lost_move = at
            self.add_literal(mark)
        else:
            self._move()
        return False

    def _escape(self) -> None:
        follower = self.text[self.at + 1 : min(self.at + 2, self.end)]
        self.pending.append({"\n": LINE_BREAK, "": LINE_BREAK, " ": KEPT_BLANK}.get(follower, follower))
        self.at += 1 + len(follower)

    def _move(self) -> None:
        self.close_styles()
        line_end = self.text.find("\n", self.at, self.end)
        line_end = self.end if line_end < 0 else line_end
        self.text_end = min(self.text_end, self.at)
        self.move, tags = self.reader.move(self.at, line_end)
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
        """`<>` joins at the beginning of a line of prose or at its end."""
        at = self.at
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

    def _star(self) -> None:
        at = self.at
        style = "**" if self.text.startswith("**", at) and at + 1 < self.end else "*"
        after = self.text[at + len(style) : min(at + len(style) + 1, self.end)]
        if self.pending:
            before = self.pending[-1][-1]
        else:
            before = self.text[at - 1] if self.items or self.open else ""
        top = self.open[-1] if self.open else None
        behind_text = top is not None and top.kind == "style" and before not in ("", *BLANKS)
        if top is not None and behind_text and (top.value == style or (top.value == "*" and style == "**")):
            self.at += len(top.value)
            self.close_form()
            return
        opened = [token.value for token in self.own_styles()]
        if after not in ("", "=", *BLANKS) and style not in opened:
            self.begin_form("style", at, at + len(style), style)
            self.at += len(style)
        else:
            self.add_literal(style)

    def _unclosed_expression(self, brace: int, at: int) -> bool:
        """An expression behind a brace that does not end: for want of a `}`, or of a quote before that."""
        line_end = self.text.find("\n", at, self.end)
        quote = self.reader.unclosed_text(at, self.end if line_end < 0 else line_end)
        if quote >= 0 and (BEFORE_QUOTE.search(self.text, at, quote) or not self.text[at:quote].strip()):
            self.reader.unclosed(quote, self.end)
            self.is_unclosed = True
            if self.lost_move < 0:
                self.lost_move = self.text.find("->", brace, self.end)
            self.close_all()
        else:
            self.report_unclosed_brace(brace)
        return True

    # ------------------------------------------------------------ braces

    def _open_brace(self) -> bool:
        at = self.at
        if len(self.open) >= DEEPEST and sum(form.kind != "style" for form in self.open) >= DEEPEST:
            self.reader.error("NC008", at, at + 1, f"`{{` is nested more than {DEEPEST} deep here")
            self.close_all()
            return True
        if self.text.startswith("{", at + 1) and (end := doubled(self.reader, at, self.end)) >= 0:
            self.at = end
            return False
        plain = PLAIN_VARIATION.match(self.text, at, self.end)
        if plain is not None:
            self.end_literal()
            self.at = plain.end()
            self.items.append(Variation(at, self.at, "then", tuple(map(words_of, plain[1].split("|")))))
            return False
        word = IF.match(self.text, at + 1, self.end)
        if word:
            return self._condition(self.begin_form("if", at, at + 1, ""), at, word.end())
        kind = KIND.match(self.text, at + 1, self.end)
        if kind:
            self.begin_form("vary", at, kind.end(), kind.group(1))
            self.at = kind.end()
            return False
        has_bar = self._has_bar(at + 1) and not bars_are_quoted(self.reader, at + 1, self.end)
        if has_bar:
            check_habits(self.reader, at, self.end)
            self.begin_form("vary", at, at + 1, "then")
            self.at = at + 1
            return False
        return self._show(at)

    def _show(self, at: int) -> bool:
        stop = self.reader.end_of_expression(at + 1, self.end, "}")
        if stop >= self.end:
            return self._unclosed_expression(at, at + 1)
        if GUARD_WORD.match(self.text, at + 1, stop):
            hint = "it belongs right behind the `*` or `+` of a choice and its label"
            self.reader.error("NC024", at, stop + 1, "this guard does not stand before a choice's text", hint)
        elif not self.text[at + 1 : stop].strip():
            self.reader.error("NC024", at, stop + 1, "these braces are empty", "write `\\{` for a plain brace")
        else:
            # What a word before a colon was meant to be, the checker says: it knows the names.
            colon = self.reader.end_of_expression(at + 1, stop, ":")
            if colon < stop and NEAR_GUARD.match(self.text, at + 1):
                words = self.text[at + 1 : colon].split(None, 1)
                hint = "the form is `{needs condition: reason}`"
                if len(words) == 2 and words[0] == "unless":
                    hint = f"write `{{needs not ({shortened(words[1])}): …}}`"
                elif len(words) == 2:
                    hint = f"write `{{needs {shortened(words[1])}: …}}`"
                self.reader.error("NC024", at, colon + 1, "this guard cannot be read", hint)
            elif colon < stop:
                self.begin_form("vary", at, at + 1, "then")
                self.at = at + 1
                return False
            elif not (check_once(self.reader, at, stop) or check_no_value(self.reader, at, stop)):
                self.end_literal()
                self.items.append(Show(at, stop + 1, self.reader.expression(at + 1, stop)))
        self.at = stop + 1
        return False

    def _condition(self, form: Form, at: int, begin: int) -> bool:
        """Read the condition that begins behind an `if`; `at` is the brace or bar before it."""
        stop = self.reader.end_of_expression(begin, self.end, ":}|")
        if stop >= self.end:
            return self._unclosed_expression(form.at, begin)
        colon = self.text.find(":", begin, stop)
        if self.text[stop] != ":" and colon >= 0:
            stop = colon  # behind a bracket that is not closed
        if self.text[stop] == ":":
            form.conditions.append(self.reader.expression(begin, stop))
        else:
            form.conditions.append(self.reader.quiet_expression(begin, stop))
            split = condition_and_rest(self.text[begin:stop])
            hint = "the form is `{if condition: text | other text}`"
            if split is not None and split[1]:
                hint = f"write `{'{' if self.text[at] == '{' else '| '}if {split[0]}: {shortened(split[1], LONGEST)}`"
            self.reader.error("NC024", at, stop, "a `:` is missing after this condition", hint)
        self.at = form.part_at = stop + (self.text[stop] == ":")
        plain = PLAIN_BRANCHES.match(self.text, self.at, self.end)
        if plain is not None:
            self._close_branches(form, plain)
        return False

    def _close_branches(self, form: Form, plain: re.Match[str]) -> None:
        """Close a conditional of which nothing is left but words."""
        self.at = plain.end()
        self.open.pop()
        branches = tuple(zip(form.conditions, (*form.parts, words_of(plain[1])), strict=True))
        node = Conditional(form.at, self.at, branches, words_of(plain[2] or ""))
        self.items = [*form.outer, node]

    def _bar(self) -> bool:
        """A `|`; true when the rest of the text is used up."""
        if not self.is_inside_braces():
            self.add_literal("|")
            return False
        self.close_styles()
        at, form = self.at, self.open[-1]
        # Nearly all alternatives begin otherwise.
        other = ELSE.match(self.text, at + 1, self.end) if "e" in self.text[at + 1 : at + 4] else None
        if other is not None and other["elif"] and form.kind != "if":
            other = None
        if other is not None:
            report_else(self.reader, other)
        if form.kind == "if":
            check_else(self.reader, form.part_at, at)
            word = IF.match(self.text, at + 1, self.end)
            if other is not None and other["elif"]:
                word = other
            if form.last:
                message = "this form has an alternative too many"
                hint = "`{if c: this | that}` has two; for more write `| if d: …`, for a plain bar `\\|`"
                if word:
                    message = "nothing can follow the alternative without a condition"
                    hint = "the text without a condition comes last"
                self.reader.error("NC024", at, at + 1, message, hint)
                self.add_literal("|")
                return False
            if word:
                self.end_alternative(form)
                return self._condition(form, at, word.end())
            form.last = True
        self.end_alternative(form)
        self.at = form.part_at = at + 1 if other is None else other.end()
        return False

    def _close_brace(self) -> None:
        self.close_styles()
        if not self.open:
            hint = "write `\\}` for a plain brace"
            self.reader.error("NC024", self.at, self.at + 1, "this `}` closes nothing", hint)
            self.add_literal("}")
            return
        self.at += 1
        self.close_form()

    def _has_bar(self, at: int) -> bool:
        """Whether a `|` stands between the brace before `at` and the one that closes it."""
        depth = 0
        while True:
            found = MARKUP.search(self.text, at, self.end)
            if found is None:
                return False
            mark, at = found.group(), found.end()
            if mark == "\\":
                at += 1
            elif mark == "{":
                depth += 1
            elif mark == "}":
                depth -= 1
                if depth < 0:
                    return False
            elif mark == "|" and depth == 0:
                return True
