"""Reads the head of a file: what stands before its first scene."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.named_tuples import NamedTuple
from engine.patterns import compiled, regex
from engine.slips import Slip, SlipKind
from engine.syntax.foreign_lines import CHARACTER, foreign_heading, ink_function
from engine.syntax.function_heads import FunctionHeadReader
from engine.syntax.grammars import Problem, parse_expression, reads
from engine.syntax.lines import HEADINGS
from engine.syntax.messages import LONGEST, WRITTEN, shortened
from engine.syntax.reading import BLANKS, HEADING, NAME, PieceReader, placed, placed_type
from engine.syntax.tree import (
    Claim,
    Const,
    Declaration,
    Def,
    Expression,
    ExpressionNode,
    Extern,
    HeaderEntry,
    Name,
    Parameter,
    Text,
    TypeNode,
    UnreadableDeclaration,
    Var,
)

if TYPE_CHECKING:
    from engine.syntax.expression_tree import Claimed, Declared

KEYWORD = regex(r"(var|const|def|extern|claim|include)\b(?![ \t]*:)[ \t]*")
ENTRY = regex(r"([^\W\d][\w-]*)[ \t]*:[ \t]*")
FOREIGN_DECLARATION = regex(
    r"(?:\*|~[ \t]*|<<[ \t]*)?"
    r"(var|const|list|external|extern|def|function|func|fn|fun|let|temp|set|default|define|declare|create|enum|int|bool|string)"
    r"[ \t]+\$?([^\W\d]\w*)[ \t]*(?:[=:(\d\"]|true\b|false\b)"
    r"|(?:~[ \t]*)?(\$?)([^\W\d]\w*)[ \t]*=(?!=)",
    re.IGNORECASE,
)
FOREIGN_INCLUDE = regex(
    r"[^\w\s]{0,3}[ \t]*(?:includes?|INCLUDE|import|load|require|use)(?:[ \t]*[:=][ \t]*|[ \t]+)"
    r"[\"'<]?([^\s\"'<>]+)[\"'>]*[ \t]*$"
)
# `incldue chapters/inn.story`, `includechapters/inn.story`: what else would a line with the name of a story be?
NEAR_INCLUDE = regex(
    r"[^\w\s]{0,3}[ \t]*(?:(?:includes?)?(?=[\w.]+/)|\w{1,12}(?:[ \t]*[:=][ \t]*|[ \t]+))"
    r"[\"'<]?([\w./\\-]+\.story)[\"'>]?[ \t]*;?$"
)
# How a declaration is written here, by the word with which others begin it.
FORMS = {
    "const": "const NAME = …",
    "define": "const NAME = …",
    "list": "var NAME: one | two` or `var NAME: set of one, two",
    "enum": "var NAME: one | two",
    **dict.fromkeys(("def", "function", "func", "fn", "fun"), "def NAME(…) = …"),
    "extern": "extern NAME(…) -> …",
    "external": "extern NAME(…) -> …",
}
KNOWN_KEYS = ("title", "author", "language", "start", "cast", "status", "ifid", "version")
# What others call a header line.
OTHER_KEYS = {
    **dict.fromkeys(("characters", "character", "speakers", "people", "persons", "actors"), "cast"),
    **dict.fromkeys(("begin", "begins", "first", "startnode", "start_scene"), "start"),
    **dict.fromkeys(("name", "story", "storytitle"), "title"),
    **dict.fromkeys(("by", "writer", "creator"), "author"),
    **dict.fromkeys(("lang", "locale"), "language"),
}
FUNCTION_WORDS = ("def", "function", "func", "fn", "fun", "define")
DECLARING = {"var": "var", "const": "const", "def": "definition", "extern": "extern", "claim": "claim"}
INCLUDE_KEYS = ("include", "includes", "import")
FOREIGN_ENTRY = regex(r"(?:[*#][ \t]*)?(%s)(?:[ \t]*[:=][ \t]*|[ \t]+)(?=\S)" % "|".join(KNOWN_KEYS))
# `~ gold = 3` and `function rich() = …`: what they would declare is no further mistake.
STRAY_NAME = regex(r"(?:~|(?:function|func|fn|define|set|default)\b)[ \t]*([^\W\d]\w*)[ \t]*[=(:]")
FIRST_VALUE = regex(r"[ \t]*+(?:=|\bto\b)?[ \t]*(-?\d+|\"[^\"\n]*\"|true|false)[ \t]*(?:>>)?$")
INK_LIST = regex(r"LIST[ \t]+(\w+)[ \t]*=[ \t]*(.+)$")
FIRST_WORD = regex(r"([^\W\d]\w*)[ \t]+(?=\S)")
SCENE_LIST = regex(r"\*scene_list\b")
FIRST_MOVE = regex(r"->[ \t]*(\w+)[ \t]*$")


class Include(NamedTuple):
    """`include path`, with the offsets of the path."""

    at: int
    end: int
    path: str


class FileHead(NamedTuple):
    """The head of one file, and where its first scene begins (the end of the text if there is none)."""

    entries: tuple[HeaderEntry, ...]
    declarations: tuple[Declaration, ...]
    includes: tuple[Include, ...]
    scenes_at: int
    first_stray: tuple[int, int] | None
    complete: bool


def is_heading(line: str) -> bool:
    """Whether a line by itself ends the head of a file; some headings of other tools need what stands around them."""
    return line.lstrip(BLANKS).startswith("==") or (bool(line) and foreign_heading(line, 0, len(line)) is not None)


class HeadReader:
    """Reads the head of one source."""

    def __init__(self, reader: PieceReader) -> None:
        self.reader = reader
        self.source = reader.source
        self.text = reader.source.text
        self.entries: list[HeaderEntry] = []
        self.declarations: list[Declaration] = []
        self.includes: list[Include] = []
        self.stray: tuple[int, int] | None = None
        # Whether the lines are those of a `*scene_list`, which ChoiceScript has.
        self.in_scene_list = False
        # Whether a line across has been told: there are two around a head in YAML.
        self.is_ruled = False
        self.functions = FunctionHeadReader(reader, self.declarations)
        # False once an include could not be read: names that are nowhere may stand in that file.
        self.complete = True

    def read(self) -> FileHead:
        """The head; mistakes in it are reported."""
        text, size, at = self.text, len(self.text), 0
        while at < size:
            end = text.find("\n", at)
            end = size if end < 0 else end
            start = at
            while start < end and text[start] in BLANKS:
                start += 1
            if start < end and text[start] in HEADINGS and self._is_heading(at, start, end):
                break
            if start < end and not text.startswith("//", start):
                self._line(at, start, end)
            at = max(end + 1, self.functions.resume)
        head = tuple(self.entries), tuple(self.declarations), tuple(self.includes)
        return FileHead(*head, min(at, size), self.stray, self.complete)

    def _is_heading(self, line_at: int, at: int, end: int) -> bool:
        """Whether a scene begins here, be it as others write it; those headings stand at the beginning of the line."""
        if self.text.startswith("==", at):
            is_mark = self.text.startswith("=", at + 2) or HEADING.match(self.text, at, end) is not None
            return is_mark and ink_function(self.text, at, self.reader.end_of_line(at, end)) is None
        return at == line_at and foreign_heading(self.text, at, end) is not None

    def _line(self, line_at: int, at: int, end: int) -> None:
        self.in_scene_list = self.in_scene_list and at > line_at
        if self.in_scene_list:
            return
        stop = self.reader.end_of_line(at, end)
        keyword = KEYWORD.match(self.text, at, stop)
        entry = ENTRY.match(self.text, at, stop)
        if keyword is None and (entry is None or entry.group(1).casefold() in INCLUDE_KEYS):
            if not self.functions.read_foreign(at, stop, end):
                self._stray(at, stop)
            return
        if at > line_at:
            message = "lines before the first scene are not indented"
            self.reader.error("NC007", at, stop, message, "move it to the beginning of the line")
        if keyword is not None:
            if keyword.group(1) != "def" or not self.functions.read(keyword.end(), stop, end):
                known = len(self.reader.report.found)
                self._declaration(keyword.group(1), at, keyword.end(), stop)
                if keyword.group(1) == "def" and len(self.reader.report.found) > known:
                    self.functions.pass_over(end)
        elif entry is not None:
            value = self.text[entry.end() : stop]
            rule = DECLARING.get(entry.group(1))
            if rule is not None and reads(rule, value):
                hint = f"write `{entry.group(1)} {shortened(value, LONGEST)}`"
                fixes = self.reader.fix(entry.end(1), entry.end(), " ", hint)
                self.reader.error("NC010", at, stop, f"no `:` stands behind `{entry.group(1)}`", hint, fixes)
                self._declaration(entry.group(1), at, entry.end(), stop)
                return
            if self._is_variable(entry.group(1), at, stop):
                glued = 3 if entry.group(1).startswith("var") and self._is_used(entry.group(1)[3:]) else 0
                hint = f"write `var {shortened(self.text[at + glued : stop], LONGEST)}`"
                self.reader.error("NC010", at, stop, "a declaration begins with `var`", hint)
                self._declaration("var", at, at + glued, stop)
                return
            self.entries.append(HeaderEntry(self.source, at, stop, entry.group(1), value, entry.end()))

    def _is_used(self, name: str) -> bool:
        """Whether a name stands in the file: `gold` of `vargold: 0..9 = 3`."""
        return bool(name) and compiled(rf"(?<!\w){re.escape(name)}(?!\w)").search(self.text) is not None

    def _is_variable(self, key: str, at: int, end: int) -> bool:
        """Whether a header line is the declaration of a variable without its `var`."""
        if key in KNOWN_KEYS or "=" not in self.text[at:end]:
            return False
        return not isinstance(parse_expression("var", self.text[at:end]), Problem)

    def _stray(self, at: int, end: int) -> None:
        """A line that does not belong here: a declaration as others write it, or else what belongs into a scene."""
        from engine.syntax.stray_lines import is_rule, stray_meant

        foreign = FOREIGN_DECLARATION.match(self.text, at, end)
        include = FOREIGN_INCLUDE.match(self.text, at, end)
        key = FOREIGN_ENTRY.match(self.text, at, end)
        if key is not None:
            value = self.text[key.end() : end].removeprefix("->").strip()
            hint = f"write `{key.group(1)}: {shortened(value, LONGEST)}`"
            fixes = self.reader.fix(at, end, f"{key.group(1)}: {value}", hint)
            self.reader.error("NC010", at, end, "a `:` is missing in this header line", hint, fixes)
        elif foreign is not None:
            word, name = foreign.group(1) or "", foreign.group(2) or foreign.group(4)
            hint = f"write `{self._form(word, name, at, foreign.end(2 if foreign.group(2) else 4), end)}`"
            self.reader.error("NC010", at, end, "this declaration cannot be read", hint)
            self.declarations.append(UnreadableDeclaration(self.source, at, end, name))
        elif include is not None or (include := NEAR_INCLUDE.match(self.text, at, end)) is not None:
            written = f"include {include.group(1).rsplit('.', 1)[0]}.story"
            fixes = self.reader.fix(at, end, written)
            self.reader.error("NC030", at, end, "this include cannot be read", f"write `{written}`", fixes)
            self.complete = False
        elif SCENE_LIST.match(self.text, at, end):
            self.in_scene_list = True
            hint = "each file is named by a line such as `include chapters/hotel.story`; delete this list"
            self.reader.error("NC010", at, end, "there is no list of scenes here", hint)
        elif FIRST_MOVE.match(self.text, at, end):
            hint = f"the story begins with its first scene, or write `start: {self.text[at + 2 : end].strip()}`"
            self.reader.error("NC010", at, end, "a move stands in a scene", hint, slip=Slip(SlipKind.OF_FLOW))
        elif is_rule(self.text[at:end]):
            if not self.is_ruled:
                message = "a line across means nothing before the first scene"
                self.reader.error("NC010", at, end, message, "delete it, and others like it")
            self.is_ruled = True
        elif (meant := stray_meant(self.text[at:end])) is not None:
            whole = WRITTEN.fullmatch(meant[1])
            fixes = self.reader.fix(at, end, whole[1]) if whole is not None and "…" not in whole[1] else ()
            self.reader.error("NC010", at, end, *meant, fixes)
        elif (word_meant := self._near_declaration(at, end)) is not None:
            word, begin = word_meant
            hint = f"write `{word} {shortened(self.text[begin:end], LONGEST)}`"
            fixes = self.reader.fix(at, begin, f"{word} ", hint)
            self.reader.error("NC010", at, end, "this declaration cannot be read", hint, fixes)
            self._declaration(word, at, begin, end)
        else:
            self.stray = self.stray or (at, end)
            name = STRAY_NAME.match(self.text, at, end)
            if name is not None:
                self.declarations.append(UnreadableDeclaration(self.source, at, end, name.group(1)))

    def _near_declaration(self, at: int, end: int) -> tuple[str, int] | None:
        """The word that a misspelt one at the beginning of a declaration was meant to be, and where the rest begins."""
        from engine.syntax.near_words import nearest_word

        first = FIRST_WORD.match(self.text, at, end)
        word = None if first is None else nearest_word(first.group(1), DECLARING)
        if first is None or word is None or not reads(DECLARING[word], self.text[first.end() : end]):
            return None
        return word, first.end()

    def _form(self, word: str, name: str, at: int, name_end: int, end: int) -> str:
        """How a declaration of another tool is written here."""
        character = CHARACTER.match(self.text, at, end)
        if character is not None:
            return f"cast: {character['shown']}"
        names = INK_LIST.match(self.text, at, end)
        if names is not None:
            listed = ", ".join(one.strip(" \t()") for one in names.group(2).split(","))
            some, one = shortened(listed, 200), shortened(listed.replace(", ", " | "), 200)
            return f"var {name}: set of {some}` or `var {name}: {one}"
        typed = f"{name}{self.text[name_end:end].rstrip('>; ')}"
        is_variable = word.casefold() in ("", "var", "let", "temp", "set", "define", "declare", "create")
        if is_variable and (":" in typed or ".." in typed):
            from engine.syntax.foreign_declarations import mended

            typed = typed if ":" in typed and reads("var", typed) else mended("var", typed) or ""
            if reads("var", typed):
                return f"var {shortened(typed, LONGEST)}"
        if word.casefold() in FUNCTION_WORDS and reads("definition", typed):
            return f"def {shortened(typed, LONGEST)}"
        value = FIRST_VALUE.match(self.text, name_end, end)
        constant = "const NAME = …" if name.isupper() else "var NAME = …"
        form = FORMS.get(word.casefold(), constant).replace("NAME", name)
        return form if value is None else form.replace("= …", f"= {value.group(1)}")

    def _declaration(self, word: str, at: int, begin: int, end: int) -> None:
        if word == "include":
            path = self.text[begin:end].strip('"')
            if path:
                self.includes.append(Include(begin, end, path))
            else:
                hint = "the form is `include chapters/hotel.story`"
                self.reader.error("NC025", at, end, "the name of the file is missing", hint)
                self.complete = False
            return
        parsed = self.reader.parse_declared("definition" if word == "def" else word, word, begin, end)
        if parsed is None:
            name = NAME.match(self.text, begin, end)
            if name is not None and word != "claim":
                self.declarations.append(UnreadableDeclaration(self.source, begin, end, name.group()))
            return
        make = getattr(self, f"_{word}")
        self.declarations.append(make(parsed, begin, end))

    def _var(self, parsed: tuple[Declared, TypeNode | None, ExpressionNode | None], base: int, end: int) -> Var:
        (name, was), type, value = parsed
        initial = None if value is None else Expression(base, end, value)
        kind = placed_type(type, base)
        return Var(self.source, base + name.at, base + name.end, name.name, kind, initial, base, was)

    def _const(self, parsed: tuple[Name, ExpressionNode], base: int, end: int) -> Const:
        name, value = parsed
        return Const(self.source, base + name.at, base + name.end, name.name, Expression(base, end, value))

    def _def(self, parsed: tuple[Name, tuple[Parameter, ...], ExpressionNode], base: int, end: int) -> Def:
        name, parameters, value = parsed
        known = placed(parameters, base)
        return Def(self.source, base + name.at, base + name.end, name.name, known, Expression(base, end, value))

    def _extern(self, parsed: tuple[Name, tuple[TypeNode, ...], TypeNode], base: int, end: int) -> Extern:
        name, types, result = parsed
        return Extern(self.source, base + name.at, base + name.end, name.name, types, result, base)

    def _claim(self, parsed: Claimed, base: int, end: int) -> Claim:
        kind, condition, point, after = parsed
        expression = None if condition is None else Expression(base, end, condition)
        return Claim(self.source, base, end, kind, expression, _moved(point, base), _moved(after, base))


def _moved(point: ExpressionNode | None, base: int) -> Name | Text | None:
    """A point of a claim with offsets counted from the start of the file."""
    if isinstance(point, Name):
        return Name(base + point.at, base + point.end, point.name)
    if isinstance(point, Text):
        return Text(base + point.at, base + point.end, point.value)
    return None
