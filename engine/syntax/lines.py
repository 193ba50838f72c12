"""Cuts the scenes of a file into line tokens for story.lark and settles how they nest.

Lark's own `Indenter` cannot be used: it forgets its levels when parsing goes on after an error, and reports wrong
indentation without a place. Here a wrong level is reported where it stands and the line is taken at the nearest one.
"""

from __future__ import annotations

import re
from typing import Any

from engine.syntax.lexeme import Lexeme
from engine.syntax.reading import BLANKS, NAME, Reader, without_tags
from engine.syntax.statements import StatementReader
from engine.syntax.tree import Break, Heading, Jump, Prose

DEEPEST = 32
HEADING = re.compile(r"==(?!=)[ \t]*")
FOREIGN_HEADING = re.compile(r"(?:={3,}|=)[ \t]*([^\W\d]\w*)[^=\n]*=*[ \t]*$")
DASHED_MOVE = re.compile(r"-[ \t]+-?>[ \t]*(?=[^\W\d])")
MOVE_INSIDE = re.compile(r"(?<!\\)->")
OPENERS = {"CHOICE", "IF", "ELIF", "ELSE", "VARY", "ITEM"}
MUST_OPEN = {"IF", "ELIF", "ELSE", "VARY"}
NO_BREAK_BEFORE = {"ELIF", "ELSE", "ITEM"}


class SceneTokens:
    """The tokens of one scene, beginning with its heading."""

    __slots__ = ("end", "tokens")

    def __init__(self) -> None:
        self.tokens: list[Lexeme] = []
        self.end = 0


class LineReader:
    """Reads the scenes of one source, line by line."""

    def __init__(self, reader: Reader, cast: tuple[str, ...]) -> None:
        self.reader = reader
        self.text = reader.source.text
        self.statements = StatementReader(reader)
        self.scenes: list[SceneTokens] = []
        self.tokens: list[Lexeme] = []
        names = sorted(map(re.escape, cast), key=len, reverse=True)
        self.speech = re.compile(rf"({'|'.join(names)})[ \t]*:[ \t]*") if names else None
        # One (width, token type of the opener) for each open block; the first is the scene's own.
        self.levels: list[tuple[int, str]] = [(0, "HEADING")]
        self.tolerated = -1
        self.opener: Lexeme | None = None
        self.blank = False
        # A stretch of prose whose lines are still being joined: (start, end, speaker, start of the text).
        self.prose: list[Any] | None = None
        self.tabs: bool | None = None
        self.mixed = self.too_deep = False

    def read(self, at: int) -> list[SceneTokens]:
        """The tokens of every scene from offset `at`, where the first heading stands, to the end of the text."""
        text, size = self.text, len(self.text)
        while at < size:
            end = text.find("\n", at)
            if end < 0:
                end = size
            start = at
            while start < end and text[start] in " \t":
                start += 1
            if start == end:
                self.blank = True
                self._end_prose()
            elif not text.startswith("//", start):
                self._line(at, start, end)
            at = end + 1
        self._end_scene(size)
        return self.scenes

    # ------------------------------------------------------------ lines

    def _line(self, line_at: int, at: int, end: int) -> None:
        text = self.text
        first = text[at]
        if first == "=" and self._heading(line_at, at, end):
            return
        if not self.scenes:
            return
        width = self._width(line_at, at)
        if first == "~":
            type, node = self.statements.logic(at, end, self._under_heading())
        elif first in "*+" and (at + 1 == end or text[at + 1] in " \t"):
            type, node = self.statements.choice(at, end)
        elif first == "-" and text.startswith("->", at):
            type, node = "JUMP", Jump(at, self.reader.move(at, end)[0])
        elif first == "<" and text.startswith("<-", at):
            type, node = "THREAD", self.statements.thread(at, end)
        elif first == "-" and self._expects_item(width):
            self._item(at, end, width)
            return
        elif first == "-" and DASHED_MOVE.match(text, at, end):
            type, node = "JUMP", self._dashed_move(at, end)
        else:
            self._prose_line(at, end, width)
            return
        self._end_prose()
        self._place(width, Lexeme(type, at, end, node))

    def _heading(self, line_at: int, at: int, end: int) -> bool:
        found = HEADING.match(self.text, at, end)
        if found is None:
            foreign = FOREIGN_HEADING.match(self.text, at, end)
            if foreign is None:
                return False
            message = "this heading would be read as prose"
            self.reader.error("NC304", at, end, message, f"write `== {foreign.group(1)}`, or `\\=` for a plain `=`")
            self._start_scene(at, foreign.start(1), foreign.end(1))
            return True
        if at > line_at:
            hint = "headings are not indented"
            self.reader.error("NC011", at, end, "a heading stands at the beginning of its line", hint)
        self._start_scene(at, found.end(), end)
        return True

    def _start_scene(self, at: int, begin: int, end: int) -> None:
        self._end_scene(at)
        scene = SceneTokens()
        self.scenes.append(scene)
        self.tokens = scene.tokens
        self.tokens.append(Lexeme("HEADING", at, end, self._heading_node(begin, end)))
        self.levels = [(0, "HEADING")]
        self.tolerated, self.opener, self.blank = -1, None, False

    def _heading_node(self, at: int, end: int) -> Heading:
        end = self.reader.end_of_line(at, end)
        text, tags = without_tags(self.text[at:end].rstrip())
        stop = self.reader.end_of_expression(at, at + len(text), ":")
        title = re.sub(r"\\(.)", r"\1", self.text[stop + 1 : at + len(text)]).strip()
        name = NAME.match(self.text, at, stop)
        if name is None:
            what = "a scene's name is missing here" if not text.strip() else "this is not a name for a scene"
            hint = "the form is `== name: Title`; a name has letters, digits and `_`, and begins with a letter"
            self.reader.error("NC011", at, max(stop, at + 1), what, hint)
            return Heading(at, at, f"?{at}", (), title, tags)
        rest = self.text[name.end() : stop].strip()
        if not rest:
            return Heading(at, name.end(), name.group(), (), title, tags)
        if not rest.startswith("("):
            hint = f"write the title after a colon: `== {name.group()}: {rest}`"
            self.reader.error("NC011", name.end(), stop, "a scene's name is one word", hint)
            return Heading(at, name.end(), name.group(), (), title, tags)
        parsed = self.reader.parse("heading", at, stop)
        parameters = self.statements.placed(parsed[1], at) if parsed else ()
        return Heading(at, name.end(), name.group(), parameters, title, tags)

    def _dashed_move(self, at: int, end: int) -> Jump:
        found = DASHED_MOVE.match(self.text, at, end)
        target_at = found.end() if found else at
        target = self.text[target_at:end].strip()
        self.reader.error("NC304", at, end, "this move would be read as prose", f"write `-> {target}`")
        # Read as if it had been written rightly: the two characters before the target stand for the arrow.
        return Jump(at, self.reader.move(target_at - 2, end)[0])

    # ------------------------------------------------------------ prose

    def _prose_line(self, at: int, end: int, width: int) -> None:
        speech = self.speech.match(self.text, at, end) if self.speech else None
        if self.prose is not None and speech is None and width in (self.levels[-1][0], self.tolerated):
            self.prose[1] = end
        else:
            self._end_prose()
            lexeme = Lexeme("PROSE", at, end)
            self._place(width, lexeme)
            self.prose = [at, end, speech.group(1) if speech else None, speech.end() if speech else at, lexeme]
        if self.text.find("->", at, end) >= 0 and MOVE_INSIDE.search(self.text, at, end):
            self._end_prose()

    def _end_prose(self) -> None:
        if self.prose is not None:
            at, end, speaker, text_at, lexeme = self.prose
            self.prose = None
            lexeme.value = Prose(at, self.statements.line(text_at, end), speaker)

    # ------------------------------------------------------------ items of variations

    def _expects_item(self, width: int) -> bool:
        """Whether a line of this width stands directly in a `~ cycle:` block."""
        if self.opener is not None and self.opener.type == "VARY" and width > self.levels[-1][0]:
            return True
        return any(level == width and opener == "VARY" for level, opener in self.levels)

    def _item(self, at: int, end: int, width: int) -> None:
        self._end_prose()
        self._place(width, Lexeme("ITEM", at, end))
        begin = at + 1
        while begin < end and self.text[begin] in BLANKS:
            begin += 1
        if begin == end or self.text.startswith("//", begin):
            self.tokens[-1].value = ()
            return
        if self.text[begin] in "~*+" and begin + 1 < end and self.text[begin + 1] in BLANKS:
            hint = "put it on the next line, indented below the `-`"
            self.reader.error("NC012", begin, end, "an item begins with text or a move", hint)
            self.tokens[-1].value = ()
            return
        if self.text.startswith("->", begin):
            self.tokens[-1].value = (Jump(begin, self.reader.move(begin, end)[0]),)
            return
        speech = self.speech.match(self.text, begin, end) if self.speech else None
        line = self.statements.line(speech.end() if speech else begin, end)
        self.tokens[-1].value = (Prose(begin, line, speech.group(1) if speech else None),)

    # ------------------------------------------------------------ indentation

    def _width(self, line_at: int, at: int) -> int:
        blanks = self.text[line_at:at]
        if not blanks:
            return 0
        if self.tabs is None:
            self.tabs = blanks[0] == "\t"
        if not self.mixed and (" " if self.tabs else "\t") in blanks:
            self.mixed = True
            first = "tabs" if self.tabs else "spaces"
            message = f"this line is indented with {'spaces' if self.tabs else 'tabs'}, the lines above with {first}"
            if " " in blanks and "\t" in blanks:
                message = "this line is indented with tabs and spaces mixed"
            self.reader.error("NC005", line_at, at, message, "use four spaces for each level everywhere")
        return len(blanks.expandtabs(4))

    def _place(self, width: int, token: Lexeme) -> None:
        """Add a token at its indentation, with the INDENT, DEDENT and BREAK tokens that come before it."""
        opener, self.opener = self.opener, None
        current = self.levels[-1][0]
        if width > current and width != self.tolerated:
            if opener is not None and len(self.levels) <= DEEPEST:
                self.levels.append((width, opener.type))
                self.tokens.append(Lexeme("INDENT", token.at, token.at))
                self.blank, opener = False, None
                self.tolerated = -1
            else:
                self._unexpected_indentation(width, token, opener)
                opener = None
        elif width < current:
            self._finish(opener)
            opener = None
            self._dedent(width, token)
        self._finish(opener)
        if self.levels[-1][1] == "VARY" and token.type != "ITEM":
            hint = "write `- ` before each item"
            self.reader.error("NC012", token.at, token.end, "only items can stand directly in this block", hint)
            self.tokens.append(Lexeme("ITEM", token.at, token.at, ()))
            self.tokens.append(Lexeme("INDENT", token.at, token.at))
            self.levels.append((width, "ITEM"))
        if self.blank and token.type not in NO_BREAK_BEFORE and self.tokens[-1].type not in ("HEADING", "PROPERTY"):
            self.tokens.append(Lexeme("BREAK", token.at, token.at, Break(token.at)))
        self.blank = False
        self.tokens.append(token)
        self.opener = token if token.type in OPENERS else None

    def _unexpected_indentation(self, width: int, token: Lexeme, opener: Lexeme | None) -> None:
        self.tolerated = width
        if opener is not None:
            if not self.too_deep:
                self.too_deep = True
                hint = "move the inner part to a scene of its own"
                message = f"blocks are nested more than {DEEPEST} deep here"
                self.reader.error("NC008", token.at, token.end, message, hint)
            return
        hint = "indent only below a choice, an `~ if`, a `~ cycle:` or one of its items"
        self.reader.error("NC007", token.at, token.end, "this line is indented, but nothing above opens a block", hint)

    def _dedent(self, width: int, token: Lexeme) -> None:
        while width < self.levels[-1][0]:
            self.levels.pop()
            self.tokens.append(Lexeme("DEDENT", token.at, token.at))
        if width > self.levels[-1][0] and width != self.tolerated:
            self.tolerated = width
            hint = "use four spaces for each level"
            message = "this indentation fits no level above"
            self.reader.error("NC006", token.at, token.end, message, hint)

    def _finish(self, opener: Lexeme | None) -> None:
        """An opener below which nothing is indented: an error where something must be."""
        if opener is None or opener.type not in MUST_OPEN:
            return
        hint = "indent what belongs to it by four spaces"
        if opener.type == "VARY":
            hint = "indent its items by four spaces, each with a `- ` before it"
        self.reader.error("NC009", opener.at, opener.end, "nothing is indented below this line", hint)
        self.tokens.append(Lexeme("INDENT", opener.at, opener.at))
        if opener.type == "VARY":
            self.tokens.append(Lexeme("ITEM", opener.at, opener.at, ()))
        self.tokens.append(Lexeme("DEDENT", opener.at, opener.at))

    def _under_heading(self) -> bool:
        return self.tokens[-1].type in ("HEADING", "PROPERTY")

    def _end_scene(self, at: int) -> None:
        self._end_prose()
        if not self.scenes:
            return
        self._finish(self.opener)
        self.opener = None
        for _ in self.levels[1:]:
            self.tokens.append(Lexeme("DEDENT", at, at))
        self.levels = self.levels[:1]
        self.scenes[-1].end = at
