"""Reads text with inline forms: prose, dialogue, the text of a choice, a prompt, a reason.

Most text holds no inline form and is taken as it is. Otherwise it is cut into tokens here, by one pass that knows
which `{` and `*` are open (so that one which is never closed is reported where it was opened, and the rest of the
text still reads), and text.lark makes a tree of them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from lark import Lark, Transformer, v_args

from engine.syntax.grammars import token_parser
from engine.syntax.lexeme import Lexeme
from engine.syntax.reading import BLANKS, COMMENT, NAME, TRAILING_TAGS, Reader
from engine.syntax.tree import Conditional, Line, Move, Show, Styled, TextItems, Variation

SPECIAL = re.compile(r"[\\{}*#]|//|->")
MARK = re.compile(r"[\\{}|*#]|//|->")
SPACES = re.compile(r"[ \t\n]{2,}|[\t\n]")
KIND = re.compile(r"[ \t\n]*(cycle|once|shuffle|then)[ \t]*:")
IF = re.compile(r"[ \t\n]*if\b(?=[^\w])")
GUARD_WORD = re.compile(r"[ \t\n]*(needs|otherwise)\b")
DEEPEST = 16

# Stand for an escaped blank and a forced line break until the blanks around them are settled.
KEPT_BLANK, LINE_BREAK = "\x05", "\x06"
AROUND_BREAK = re.compile(f" *{LINE_BREAK} *")


def read_line(reader: Reader, at: int, end: int, moves: bool = True) -> Line:
    """The text between two offsets as a `Line`. Where a move is not allowed (`moves` false), `->` is an error."""
    text = reader.source.text
    if not SPECIAL.search(text, at, end):
        plain = SPACES.sub(" ", text[at:end].strip(BLANKS))
        return Line(at, end, (plain,) if plain else ())
    scanner = Scanner(reader, at, end, moves)
    scanner.scan()
    items: TextItems = text_parser().parse(scanner.tokens)  # type: ignore[arg-type]  # tokens instead of text
    return Line(at, scanner.text_end, trimmed(items), tuple(scanner.tags), scanner.move)


@cache
def text_parser() -> Lark:
    """The parser for text with inline forms."""
    return token_parser("text.lark", "text", TextTree())


class Scanner:
    """Cuts one stretch of text into the tokens of text.lark. They are always balanced, whatever the text holds."""

    def __init__(self, reader: Reader, at: int, end: int, moves: bool) -> None:
        self.reader = reader
        self.text = reader.source.text
        self.at = at
        self.end = end
        self.text_end = end
        self.moves = moves
        self.tokens: list[Lexeme] = []
        # What is open: (token type, offset, whether an `if` form already has its last alternative).
        self.open: list[Lexeme] = []
        self.pending = ""
        self.tags: list[str] = []
        self.move: Move | None = None

    def scan(self) -> None:
        """Fill `tokens`, `tags` and `move`."""
        self.text_end = self.end
        while self.at < self.end:
            found = MARK.search(self.text, self.at, self.end)
            if found is None:
                self.pending += self.text[self.at : self.end]
                break
            self.pending += self.text[self.at : found.start()]
            self.at = found.start()
            if self._mark(found.group()):
                break
        while self.open:
            self._unclosed()
        self._flush()

    def _mark(self, mark: str) -> bool:
        """Handle the mark at `at` and go behind it; true when the rest of the text is used up."""
        at = self.at
        if mark == "\\":
            self._escape()
        elif mark == "{":
            return self._open_brace()
        elif mark == "}":
            self._close_brace()
        elif mark == "|":
            self._bar()
        elif mark == "*":
            self._star()
        elif mark == "#":
            self._tags()
        elif mark == "//":
            comment = COMMENT.match(self.text, at, self.end)
            if comment:
                self.at = comment.end()
            else:
                self._plain(mark)
        elif self._inside_braces() or not self.moves:
            where = "inside braces" if self._inside_braces() else "here"
            hint = "use `~ if` with the move indented below it" if self._inside_braces() else None
            self.reader.error("NC014", at, at + 2, f"a move cannot stand {where}; write `\\->` for a plain arrow", hint)
            self._plain(mark)
        else:
            self._move()
        return False

    def _plain(self, text: str) -> None:
        self.pending += text
        self.at += len(text)

    def _inside_braces(self) -> bool:
        return any(token.type != "STYLE" for token in self.open)

    def _escape(self) -> None:
        follower = self.text[self.at + 1 : min(self.at + 2, self.end)]
        self.pending += {"\n": LINE_BREAK, "": LINE_BREAK, " ": KEPT_BLANK}.get(follower, follower)
        self.at += 1 + len(follower)

    def _move(self) -> None:
        self._close_styles()
        line_end = self.text.find("\n", self.at, self.end)
        line_end = self.end if line_end < 0 else line_end
        self.text_end = min(self.text_end, self.at)
        self.move, tags = self.reader.move(self.at, line_end)
        self.tags += tags
        self.at = line_end

    def _tags(self) -> None:
        """Tags count only behind the text of a line; before a move or a comment they may stand too."""
        line_end = self.text.find("\n", self.at, self.end)
        stop = self.end if line_end < 0 else line_end
        for mark in (re.compile(r"[ \t]//"), re.compile(r"[ \t]->")):
            found = mark.search(self.text, self.at, stop)
            stop = found.start() if found else stop
        preceded = self.pending[-1:] in ("", *BLANKS)
        found = TRAILING_TAGS.match(self.text[self.at : stop]) if preceded and not self._inside_braces() else None
        if found is None:
            self._plain("#")
            return
        self.tags += [tag[1:] for tag in found.group(1).split()]
        if line_end < 0:
            self.text_end = min(self.text_end, self.at)
        self.at = stop

    def _flush(self) -> None:
        if self.pending:
            text = SPACES.sub(" ", self.pending)
            if LINE_BREAK in text:
                text = AROUND_BREAK.sub("\n", text)
            self.tokens.append(Lexeme("PLAIN", self.at, self.at, text))
            self.pending = ""

    def _push(self, token: Lexeme) -> None:
        self._flush()
        self.tokens.append(token)
        if token.type not in ("ELIF", "BAR", "SHOW"):
            self.open.append(token)

    # ------------------------------------------------------------ emphasis

    def _star(self) -> None:
        at = self.at
        style = "**" if self.text.startswith("**", at) and at + 1 < self.end else "*"
        after = self.text[at + len(style) : min(at + len(style) + 1, self.end)]
        before = self.pending[-1:] or (self.text[at - 1] if self.tokens else "")
        top = self.open[-1] if self.open else None
        if top is not None and top.type == "STYLE" and before not in ("", *BLANKS):
            if top.value == style or (top.value == "*" and style == "**"):
                self.at += len(top.value)
                self._close_top("STYLE_END")
                return
        opened = [token.value for token in self._own_styles()]
        if after not in ("", *BLANKS) and style not in opened:
            self._push(Lexeme("STYLE", at, at + len(style), style))
            self.at += len(style)
        else:
            self._plain(style)

    def _own_styles(self) -> list[Lexeme]:
        """The styles opened since the innermost brace."""
        own: list[Lexeme] = []
        for token in reversed(self.open):
            if token.type != "STYLE":
                break
            own.append(token)
        return own

    def _close_styles(self) -> None:
        while self.open and self.open[-1].type == "STYLE":
            self._unclosed()

    def _close_top(self, type: str) -> None:
        self._flush()
        top = self.open.pop()
        self.tokens.append(Lexeme(type, top.at, self.at))

    def _unclosed(self) -> None:
        """Report what is open innermost, and close it."""
        top = self.open[-1]
        if top.type == "STYLE":
            hint = f"close it with `{top.value}`, or write `\\*` for a plain star"
            self.reader.error("NC022", top.at, top.end, f"this `{top.value}` is not closed", hint)
            self._close_top("STYLE_END")
        else:
            hint = "close it with `}`, or write `\\{` for a plain brace"
            self.reader.error("NC021", top.at, top.at + 1, "this `{` is not closed", hint)
            self._close_top("CLOSE")
            # One missing brace is one mistake: what surrounds it is closed without a word.
            while self.open:
                self._close_top("STYLE_END" if self.open[-1].type == "STYLE" else "CLOSE")

    # ------------------------------------------------------------ braces

    def _open_brace(self) -> bool:
        at = self.at
        if sum(token.type != "STYLE" for token in self.open) >= DEEPEST:
            self.reader.error("NC008", at, at + 1, f"`{{` is nested more than {DEEPEST} deep here")
            self.open_silently()
            return True
        if IF.match(self.text, at + 1, self.end):
            return self._condition("IF", at, at + 1)
        kind = KIND.match(self.text, at + 1, self.end)
        if kind:
            self._push(Lexeme("VARY", at, kind.end(), kind.group(1)))
            self.at = kind.end()
            return False
        if self._has_bar(at + 1):
            self._push(Lexeme("VARY", at, at + 1, "then"))
            self.at = at + 1
            return False
        return self._show(at)

    def open_silently(self) -> None:
        """Drop the rest of the text, closing all that is open, after an error that has been reported."""
        while self.open:
            self._close_top("STYLE_END" if self.open[-1].type == "STYLE" else "CLOSE")

    def _show(self, at: int) -> bool:
        stop = self.reader.end_of_expression(at + 1, self.end, "}")
        if stop >= self.end:
            hint = "close it with `}`, or write `\\{` for a plain brace"
            self.reader.error("NC021", at, at + 1, "this `{` is not closed", hint)
            self.open_silently()
            return True
        if GUARD_WORD.match(self.text, at + 1, stop):
            hint = "it belongs right behind the `*` or `+` of a choice and its label"
            self.reader.error("NC024", at, stop + 1, "this guard does not stand before a choice's text", hint)
        elif not self.text[at + 1 : stop].strip():
            self.reader.error("NC024", at, stop + 1, "these braces are empty", "write `\\{` for a plain brace")
        else:
            value = self.reader.expression(at + 1, stop)
            self._push(Lexeme("SHOW", at, stop + 1, Show(at, stop + 1, value)))
        self.at = stop + 1
        return False

    def _condition(self, type: str, at: int, start: int) -> bool:
        """`if condition:` behind a brace or a bar; `start` is where `if` stands."""
        word = IF.match(self.text, start, self.end)
        begin = word.end() if word else start
        stop = self.reader.end_of_expression(begin, self.end, ":}|")
        if stop >= self.end:
            self.reader.error("NC021", at, at + 1, "this `{` is not closed", "close it with `}`")
            self.open_silently()
            return True
        condition = self.reader.expression(begin, stop)
        token = Lexeme(type, at, stop, condition)
        if self.text[stop] == ":":
            self.at = stop + 1
        else:
            hint = "the form is `{if condition: text | other text}`"
            self.reader.error("NC024", at, stop, "a `:` is missing after this condition", hint)
            self.at = stop
        self._push(token)
        return False

    def _bar(self) -> None:
        if not self._inside_braces():
            self._plain("|")
            return
        self._close_styles()
        at, top = self.at, self.open[-1]
        if top.type == "IF" and IF.match(self.text, at + 1, self.end):
            if top.end < 0:
                hint = "the text without a condition comes last"
                self.reader.error("NC024", at, at + 1, "nothing can follow the alternative without a condition", hint)
            self._condition("BAR" if top.end < 0 else "ELIF", at, at + 1)
            return
        if top.type == "IF" and top.end < 0:
            hint = "`{if c: this | that}` has two; for more write `| if d: …`, for a plain bar `\\|`"
            self.reader.error("NC024", at, at + 1, "this form has an alternative too many", hint)
            self._plain("|")
            return
        if top.type == "IF":
            top.end = -1
        self._push(Lexeme("BAR", at, at + 1))
        self.at = at + 1

    def _close_brace(self) -> None:
        self._close_styles()
        if not self.open:
            hint = "write `\\}` for a plain brace"
            self.reader.error("NC024", self.at, self.at + 1, "this `}` closes nothing", hint)
            self._plain("}")
            return
        self.at += 1
        self._close_top("CLOSE")

    def _has_bar(self, at: int) -> bool:
        """Whether a `|` stands between the brace before `at` and the one that closes it."""
        depth = 0
        while True:
            found = MARK.search(self.text, at, self.end)
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


def trimmed(items: TextItems) -> TextItems:
    """Items without the blanks at both ends, escaped ones excepted."""
    kept = list(items)
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip(" ")
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip(" ")
    return tuple(item.replace(KEPT_BLANK, " ") if isinstance(item, str) else item for item in kept if item != "")


@v_args(inline=True)
class TextTree(Transformer[Any, Any]):
    """One method for each rule of text.lark."""

    def text(self, items: TextItems) -> TextItems:
        return items

    def items(self, *parts: Any) -> TextItems:
        return tuple(part.value if isinstance(part, Lexeme) else part for part in parts)

    def styled(self, opened: Lexeme, items: TextItems, closed: Lexeme) -> Styled:
        return Styled(opened.at, closed.end, opened.value, unkept(items))

    def conditional(self, *parts: Any) -> Conditional:
        branches = []
        otherwise: TextItems = ()
        for mark, items in zip(parts[:-1:2], parts[1::2], strict=True):
            if mark.type == "BAR":
                otherwise = trimmed(items)
            else:
                branches.append((mark.value, trimmed(items)))
        return Conditional(parts[0].at, parts[-1].end, tuple(branches), otherwise)

    def variation(self, opened: Lexeme, *parts: Any) -> Variation:
        items = tuple(trimmed(part) for part in parts if not isinstance(part, Lexeme))
        return Variation(opened.at, parts[-1].end, opened.value, items)


def unkept(items: TextItems) -> TextItems:
    """Items with their escaped blanks put in."""
    return tuple(item.replace(KEPT_BLANK, " ") if isinstance(item, str) else item for item in items)


__all__ = ["NAME", "read_line"]
