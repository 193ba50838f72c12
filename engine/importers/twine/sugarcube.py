"""Reads the passages of SugarCube 2: macros in `<<…>>`, links with setters, variables in prose.

Macros and markup: https://www.motoslave.net/sugarcube/2/docs/
"""

from __future__ import annotations

import re
from typing import ClassVar

from engine.importers.tables import words_of
from engine.importers.twine.dialects import SUGARCUBE
from engine.importers.twine.expressions import read_value
from engine.importers.twine.markup import MarkupReader, parted_link
from engine.importers.twine.sugarcube_macros import LINK, link_text, nodes_of_macro, settings
from engine.importers.twine.tree import (
    Body,
    Lost,
    Node,
    Shown,
    TwineComment,
    TwineLink,
    TwinePicture,
    Unsaid,
    Words,
)
from engine.importers.values.tree import Unsayable

OPENING = re.compile(r"<<(/?[A-Za-z][\w-]*|=|-)")
NAKED = re.compile(r"[$_][A-Za-z][\w$]*(?:\.[A-Za-z_]\w*|\[\"\w+\"\]|\['\w+'\])*")
DOLLARS = re.compile(r"\${2,}")
PICTURE = re.compile(r"\[(?:<|>)?img\[((?:[^\[\]])*)\](?:\[([^\]]*)\])?(?:\[([^\]]*)\])?\]")
STYLED_TEXT = re.compile(r"@@(?:[^@\n;]*;)*\n?")
LINE_MARK = re.compile(r"(?:^|(?<=\n))(?:(\*+|#+)[ ]*(?=\S)|(!{1,6})[ ]*(?=\S)|>+[ ]*(?=\S)|-{4,}(?=\n|$))")

BLOCKS = words_of(
    "if switch link button linkreplace linkappend linkprepend nobr silently silent for capture timed "
    "repeat done type append prepend replace copy widget script cycle listbox actions widget "
    "createaudiogroup createplaylist do toggleclass "
)


class SugarCubeReader(MarkupReader):
    """Reads a passage of SugarCube."""

    SPECIAL = re.compile(r"<|&|\[|\\\n|\n\\|\$|_|''|//|~~|\^\^|==|\{\{\{|\"\"\"|@@|/\*|/%|\n")
    MARKS: ClassVar[dict[str, str]] = {"''": "**", "//": "*", "__": "", "~~": "", "^^": "", "==": ""}

    def ends(self, closing: str) -> bool:
        """A macro's closing tag ends what is open inside of it."""
        return bool(closing) and self.text.startswith("<</", self.at)

    def special(self, out: list[Node], sign: str) -> bool:
        if sign == "\n\\":
            self.at += 2
            return True
        if sign == "$" and (dollars := DOLLARS.match(self.text, self.at)):
            # Two of them are one, and begin no variable.
            MarkupReader.words(self, out, dollars.group()[1:])
            self.at = dollars.end()
            return True
        if sign == "$" or (sign == "_" and not self.text.startswith("__", self.at)):
            return self._naked(out)
        if sign == "_":
            return self.emphasis(out, "__")
        if sign == "[":
            return self._picture(out)
        if sign == "@@":
            return self._styled(out)
        if sign in ("/*", "/%"):
            return self._comment(out, "*/" if sign == "/*" else "%/")
        if sign in ("{{{", '"""'):
            return self._raw(out, sign, "}}}" if sign == "{{{" else sign)
        if sign == "//" and self.text[max(0, self.at - 1) : self.at] == ":":
            self.words(out, "//")
            self.at += 2
            return True
        return sign in self.MARKS and self.emphasis(out, sign)

    def words(self, out: list[Node], text: str) -> None:
        """Plain text; the marks of lists, headings and quotes at the beginning of lines are left out."""
        if "\n" in text or self._begins_line():
            text = LINE_MARK.sub("", text)
        super().words(out, text)

    def emphasis(self, out: list[Node], mark: str) -> bool:
        """A mark of emphasis; where it is never closed, the style goes on to the end."""
        if not super().emphasis(out, mark):
            self.at += len(mark)
            out.append(Lost("styles"))
        return True

    def _begins_line(self) -> bool:
        return self.at == 0 or self.text[self.at - 1] == "\n"

    def _naked(self, out: list[Node]) -> bool:
        found = NAKED.match(self.text, self.at)
        if found is None or (found.group()[0] == "_" and self.at and self.text[self.at - 1].isalnum()):
            return False
        line, source = self.line(), found.group()
        self.at = found.end()
        try:
            if "$" in source[1:]:
                # A `$` belongs to the name there, so this is a name that nothing sets: it shows itself.
                MarkupReader.words(self, out, source)
                return True
            out.append(Shown(read_value(source, SUGARCUBE), line, source))
        except Unsayable as problem:
            out.append(Unsaid(str(problem), line, source))
        return True

    def _comment(self, out: list[Node], closing: str) -> bool:
        end = self.text.find(closing, self.at + 2)
        if end < 0:
            return False
        out.append(TwineComment(self.text[self.at + 2 : end].strip()))
        self.at = end + 2
        return True

    def _raw(self, out: list[Node], opening: str, closing: str) -> bool:
        end = self.text.find(closing, self.at + len(opening))
        if end < 0:
            return False
        MarkupReader.words(self, out, self.text[self.at + len(opening) : end])
        self.at = end + len(closing)
        return True

    def _styled(self, out: list[Node]) -> bool:
        found = STYLED_TEXT.match(self.text, self.at)
        assert found is not None
        begin = self.at
        self.at = found.end()
        body = self.attempt("@@")
        if body is None:
            self.at = begin
            return False
        out.append(Lost("styles"))
        out.extend(body)
        return True

    def _picture(self, out: list[Node]) -> bool:
        found = PICTURE.match(self.text, self.at)
        if found is None:
            return False
        line = self.line()
        self.at = found.end()
        title, _, address = found.group(1).rpartition("|")
        out.append(TwinePicture("image", address))
        if found.group(2):
            text = title or found.group(2)
            out.append(TwineLink("go", (Words(text),), found.group(2), (), line, found.group()))
        return True

    def link(self, out: list[Node]) -> bool:
        """`[[text|target][$x = 1]]`."""
        found = LINK.match(self.text, self.at)
        if found is None:
            return False
        line = self.line()
        self.at = found.end()
        text, target = parted_link(found.group(1))
        if re.match(r"[$_]\w+$", target):
            out.append(Unsaid("the passage is known only while playing", line, found.group()))
            return True
        body: Body = ()
        if found.group(2):
            body = settings(found.group(2), line, found.group())
        out.append(TwineLink("go", link_text(text, line), target, body, line, found.group()))
        return True

    # ------------------------------------------------------------ macros

    def html(self, out: list[Node]) -> bool:
        """A macro, or a tag of HTML."""
        if self.text.startswith("<nowiki>", self.at):
            return self._raw(out, "<nowiki>", "</nowiki>")
        if not self.text.startswith("<<", self.at):
            return super().html(out)
        found = OPENING.match(self.text, self.at)
        if found is None or found.group(1).startswith("/"):
            return self._stray(out)
        begin, line = self.at, self.line()
        end = self._end_of_macro(found.end())
        if end < 0:
            return False
        name, arguments = found.group(1), self.text[found.end() : end].strip()
        self.at = end + 2
        content, end_of_content = "", self.at
        if name in BLOCKS:
            inner = self._content(name)
            if inner is not None:
                content, end_of_content = inner
        start_of_content = self.at
        self.at = end_of_content
        source = self.text[begin : self.at]
        try:
            out.extend(nodes_of_macro(self, name, arguments, content, start_of_content, line, source))
        except Unsayable as problem:
            out.append(Unsaid(str(problem), line, source))
        return True

    def _stray(self, out: list[Node]) -> bool:
        """A closing macro that closes nothing."""
        end = self.text.find(">>", self.at)
        if end < 0 or end - self.at > 200:
            return False
        out.append(Unsaid("this macro closes nothing", self.line(), self.text[self.at : end + 2]))
        self.at = end + 2
        return True

    def _end_of_macro(self, at: int) -> int:
        """The offset of the `>>` that ends a macro, not looking into quotes; -1 if there is none."""
        limit = min(len(self.text), at + 20_000)
        while at < limit:
            letter = self.text[at]
            if letter in "\"'`":
                end = at + 1
                while end < limit and self.text[end] != letter:
                    end += 2 if self.text[end] == "\\" else 1
                if end >= limit:
                    break
                at = end
            elif self.text.startswith(">>", at):
                return at
            at += 1
        self.spend(20_000)
        return -1

    def _content(self, name: str) -> tuple[str, int] | None:
        """What stands between a block macro and the one that closes it, and the offset behind that."""
        tags = re.compile(rf"<<(/?)(?:end(?={name}))?{name}\b|<<end{name}>>")
        depth, at = 1, self.at
        while True:
            found = tags.search(self.text, at)
            if found is None:
                self.spend(len(self.text) - self.at)
                return None
            closing = found.group(1) == "/" or found.group().startswith("<<end")
            depth += -1 if closing else 1
            at = found.end()
            if depth == 0:
                end = self.text.find(">>", found.start())
                stop = len(self.text) if end < 0 else end + 2
                return self.text[self.at : found.start()], stop
