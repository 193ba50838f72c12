"""Reads the passages of SugarCube 2: macros in `<<…>>`, links with setters, variables in prose.

Macros and markup: https://www.motoslave.net/sugarcube/2/docs/
"""

from __future__ import annotations

import re
from typing import ClassVar

from engine.importers.tables import words_of
from engine.importers.twine.expressions import SUGARCUBE, Token, read_value, text_of, tokens_of
from engine.importers.twine.harlowe import contains_move, printed
from engine.importers.twine.markup import MarkupReader, parted_link, without_breaks, without_words
from engine.importers.twine.tree import (
    Ask,
    Assign,
    Body,
    Comment,
    Goto,
    If,
    Include,
    Link,
    Lost,
    Node,
    Pick,
    Picture,
    Shown,
    Unsaid,
    Words,
)
from engine.importers.values.tree import Literal, Operation, Unsayable, Value, Variable

OPENING = re.compile(r"<<(/?[A-Za-z][\w-]*|=|-)")
NAKED = re.compile(r"[$_][A-Za-z][\w$]*(?:\.[A-Za-z_]\w*|\[\"\w+\"\]|\['\w+'\])*")
DOLLARS = re.compile(r"\${2,}")
PICTURE = re.compile(r"\[(?:<|>)?img\[((?:[^\[\]])*)\](?:\[([^\]]*)\])?(?:\[([^\]]*)\])?\]")
LINK = re.compile(
    r"\[\[((?:[^\[\]]|\[(?!\[)|\](?![\]\[])){1,4000}?)\]"
    r"(?:\[((?:[^\[\]\"']|\"[^\"]*\"|'[^']*'|\[[^\]]*\])*)\])?\]"
)
STYLED_TEXT = re.compile(r"@@(?:[^@\n;]*;)*\n?")
LINE_MARK = re.compile(r"(?:^|(?<=\n))(?:(\*+|#+)[ ]*(?=\S)|(!{1,6})[ ]*(?=\S)|>+[ ]*(?=\S)|-{4,}(?=\n|$))")
RAW = re.compile(r'"""|<nowiki>|\{\{\{')
SETTING = re.compile(r"\s*([$_][A-Za-z][\w.]*(?:\[[^\]]+\])?)\s*(\+=|-=|\*=|/=|%=|=(?!=)|to\b|\+\+|--)\s*", re.DOTALL)

BLOCKS = words_of(
    "if switch link button linkreplace linkappend linkprepend nobr silently silent for capture timed "
    "repeat done type append prepend replace copy widget script cycle listbox actions widget "
    "createaudiogroup createplaylist do toggleclass "
)
PAGE = words_of(
    "addclass removeclass toggleclass css audio masteraudio playlist cacheaudio createaudiogroup "
    "createplaylist track removeplaylist removeaudiogroup waitforaudio setplaylist stopallaudio click "
    "redo stop "
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
        out.append(Comment(self.text[self.at + 2 : end].strip()))
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
        out.append(Picture("image", address))
        if found.group(2):
            text = title or found.group(2)
            out.append(Link("go", (Words(text),), found.group(2), (), line, found.group()))
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
            body = self._settings(found.group(2), line, found.group())
        out.append(Link("go", self._plain(text, line), target, body, line, found.group()))
        return True

    def _plain(self, text: str, line: int) -> Body:
        """The text of a link in brackets: an expression, or else what stands there, without any markup."""
        if text[:1] in ("$", "_", '"', "'", "`"):
            try:
                return printed(read_value(text, SUGARCUBE), line, text, lambda shown, _: (Words(shown),))
            except Unsayable:
                pass
        return (Words(text),)

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
            out.extend(self._macro(name, arguments, content, start_of_content, line, source))
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

    def _read(self, text: str, at: int) -> Body:
        """What the content of a macro says; `at` is where it begins in this passage."""
        return self.inside(text, self.line(at))

    def _macro(self, name: str, arguments: str, content: str, at: int, line: int, source: str) -> list[Node]:
        match name:
            case "set":
                return list(self._settings(arguments, line, source))
            case "print" | "=" | "-":
                return list(printed(read_value(arguments, SUGARCUBE), line, source, self.inside))
            case "if":
                return [self._if(arguments, content, at, line, source)]
            case "switch":
                return [self._switch(arguments, content, at, line, source)]
            case "link" | "button":
                return [self._link_macro(arguments, content, at, line, source)]
            case "linkreplace" | "linkappend" | "linkprepend":
                words = _words(arguments)
                if not words:
                    raise Unsayable("this link has no text")
                kind = "reveal" if name == "linkreplace" else "append"
                return [Link(kind, self._text(words[0], line), None, self._read(content, at), line, source)]
            case "include" | "display":
                return [Include(self._passage(arguments), line, source)]
            case "goto":
                return [Goto(self._passage(arguments), line, source, stops=False)]
            case "nobr":
                return list(without_breaks(self._read(content, at)))
            case "silently" | "silent":
                return list(without_words(self._read(content, at)))
            case "type" | "done":
                return [Lost("timing"), *self._read(content, at)]
            case "timed":
                body = self._read(content.replace("<<next>>", "\n"), at)
                if contains_move(body) or "<<next" in content.replace("<<next>>", ""):
                    raise Unsayable("something that happens by itself, after some time")
                return [Lost("timing"), *body]
            case "textbox" | "textarea" | "numberbox":
                return [self._field(name, arguments, line, source)]
            case "cycle" | "listbox":
                return [self._pick(arguments, content, line, source)]
            case "actions":
                return [self._once(target, line, source) for target in _words(arguments)]
            case "choice":
                raise Unsayable("a link that closes all choices of its passage, for good")
            case "run":
                return self._run(arguments, line, source)
            case "unset" | "remember" | "forget":
                raise Unsayable(f"`<<{name}>>` has no counterpart here")
            case _ if name in PAGE:
                return [Lost("effects of the page")]
            case _:
                raise Unsayable(f"`<<{name}>>` has no counterpart here")

    # ------------------------------------------------------------ conditions

    def _if(self, condition: str, content: str, at: int, line: int, source: str) -> If:
        branches: list[tuple[Value | Unsaid, Body]] = []
        otherwise: Body = ()
        for name, words, arm, start in self._arms(content, at, ("elseif", "else"), "if"):
            body = self._read(arm, start)
            words = condition if name == "" else words
            if name == "else" and not words.strip():
                otherwise = body
                break
            branches.append((self._condition(words.removeprefix("if "), self.line(start)), body))
        return If(tuple(branches), otherwise, line, source)

    def _condition(self, source: str, line: int) -> Value | Unsaid:
        try:
            return read_value(source, SUGARCUBE)
        except Unsayable as problem:
            return Unsaid(str(problem), line, f"<<if {source}>>")

    def _arms(self, content: str, at: int, words: tuple[str, ...], around: str) -> list[tuple[str, str, str, int]]:
        """A block's content, parted at its own `<<else>>` and the like: name, arguments, text, offset."""
        pattern = re.compile(rf"<<(/?{around}\b|end{around}\b|{'|'.join(rf'{word}(?![a-z])' for word in words)})")
        arms: list[tuple[str, str, str, int]] = []
        name, arguments, begin, depth, place = "", "", 0, 0, 0
        while True:
            found = pattern.search(content, place)
            if found is None:
                break
            place = found.end()
            word = found.group(1)
            if word == around:
                depth += 1
            elif word in (f"/{around}", f"end{around}"):
                depth -= 1
            elif depth == 0:
                end = content.find(">>", found.end())
                if end < 0:
                    break
                arms.append((name, arguments, content[begin : found.start()], at + begin))
                name, arguments, begin = word, content[found.end() : end].strip(), end + 2
                place = begin
        arms.append((name, arguments, content[begin:], at + begin))
        return arms

    def _switch(self, arguments: str, content: str, at: int, line: int, source: str) -> If:
        subject = read_value(arguments, SUGARCUBE)
        branches: list[tuple[Value | Unsaid, Body]] = []
        otherwise: Body = ()
        for name, words, arm, start in self._arms(content, at, ("case", "default"), "switch"):
            if name == "default":
                otherwise = self._read(arm, start)
            elif name == "case":
                condition: Value | None = None
                for word in _words(words):
                    same = Operation("==", (subject, read_value(word, SUGARCUBE)))
                    condition = same if condition is None else Operation("or", (condition, same))
                if condition is not None:
                    branches.append((condition, self._read(arm, start)))
        if not branches:
            raise Unsayable("a switch without cases")
        return If(tuple(branches), otherwise, line, source)

    # ------------------------------------------------------------ links and fields

    def _link_macro(self, arguments: str, content: str, at: int, line: int, source: str) -> Node:
        text, target = self._text_and_target(_words(arguments), line)
        body = without_words(self._read(content, at))
        if target is None:
            body, target = _parted_goto(body)
        kind = "go" if target is not None else "stay"
        return Link(kind, text, target, body, line, source)

    def _once(self, word: str, line: int, source: str) -> Link:
        text, target = self._text_and_target([word], line)
        return Link("once", text, target or self._passage(word), (), line, source)

    def _text_and_target(self, words: list[str], line: int) -> tuple[Body, str | None]:
        if not words:
            raise Unsayable("this link has no text")
        if found := LINK.fullmatch(words[0]):
            text, target = parted_link(found.group(1))
            return self._plain(text, line), target
        if words[0].startswith("[img["):
            raise Unsayable("a picture as a link")
        return self._text(words[0], line), self._passage(words[1]) if len(words) > 1 else None

    def _text(self, word: str, line: int) -> Body:
        if word[:1] in "\"'":
            return self.inside(text_of(word), line)
        return printed(read_value(word, SUGARCUBE), line, word, self.inside)

    def _passage(self, word: str) -> str:
        words = _words(word)
        if len(words) != 1:
            raise Unsayable("the passage is known only while playing")
        word = words[0]
        if found := LINK.fullmatch(word):
            return parted_link(found.group(1))[1]
        if word[:1] in "\"'":
            return text_of(word)
        if word[:1] in "$_`" or "(" in word:
            raise Unsayable("the passage is known only while playing")
        return word

    def _field(self, name: str, arguments: str, line: int, source: str) -> Ask:
        words = _words(arguments)
        variable = _receiver(words[0] if words else "")
        default = read_value(words[1], SUGARCUBE) if len(words) > 1 and words[1] != "autofocus" else None
        return Ask(variable, "", default, name == "numberbox", line, source)

    def _pick(self, arguments: str, content: str, line: int, source: str) -> Pick:
        words = _words(arguments)
        variable = _receiver(words[0] if words else "")
        values: list[Literal] = []
        for found in re.finditer(r"<<option(?:sfrom)?\b((?:[^>]|>(?!>))*)>>", content):
            words = _words(found.group(1))
            if "optionsfrom" in found.group() or not words:
                raise Unsayable("values that are known only while playing")
            value = read_value(words[1] if len(words) > 1 and words[1] != "selected" else words[0], SUGARCUBE)
            if not isinstance(value, Literal):
                raise Unsayable("values that are known only while playing")
            values.append(value)
        if not values:
            raise Unsayable("a list without fixed values")
        return Pick(variable, tuple(values), line, source)

    # ------------------------------------------------------------ setting

    def _settings(self, source: str, line: int, whole: str) -> Body:
        """`$a to 1, $b = 2; $c += 1`."""
        try:
            return tuple(self._setting(part, line, whole) for part in _statements(source))
        except Unsayable as problem:
            return (Unsaid(str(problem), line, whole),)

    def _run(self, source: str, line: int, whole: str) -> list[Node]:
        if re.match(r"\s*Engine\.play\(", source):
            raise Unsayable("script")
        try:
            return [self._setting(part, line, whole) for part in _statements(source)]
        except Unsayable as problem:
            raise Unsayable("script") from problem

    def _setting(self, source: str, line: int, whole: str) -> Node:
        pushed = re.fullmatch(r"\s*([$_][\w.]+)\.(push|pushUnique|add|delete|pluck)\((.*)\)\s*", source, re.DOTALL)
        if pushed:
            variable = read_value(pushed.group(1), SUGARCUBE)
            value = read_value(pushed.group(3), SUGARCUBE)
            if not isinstance(variable, Variable) or pushed.group(2) == "pluck":
                raise Unsayable("arrays have no counterpart here")
            operator = "-=" if pushed.group(2) == "delete" else "+="
            return Assign(variable, operator, value, line, whole)
        found = SETTING.match(source)
        if found is None:
            raise Unsayable("this assignment cannot be read")
        variable = read_value(found.group(1), SUGARCUBE)
        if not isinstance(variable, Variable):
            raise Unsayable("only a variable can be set")
        sign, written = found.group(2), source[found.end() :]
        if sign in ("++", "--"):
            return Assign(variable, "+=" if sign == "++" else "-=", Literal(1), line, whole)
        value = read_value(written, SUGARCUBE)
        if sign in ("*=", "/=", "%="):
            return Assign(variable, "=", Operation(sign[0], (variable, value)), line, whole)
        return Assign(variable, sign if sign in ("+=", "-=") else "=", value, line, whole)


def _parted_goto(body: Body) -> tuple[Body, str | None]:
    """A link's body without the move at its end, and where that goes."""
    gotos = [node for node in body if isinstance(node, Goto)]
    if len(gotos) == 1 and not any(isinstance(node, If) and contains_move((node,)) for node in body):
        return tuple(node for node in body if not isinstance(node, Goto)), gotos[0].target
    return body, None


def _receiver(word: str) -> Variable:
    value = read_value(text_of(word) if word[:1] in "\"'" else word, SUGARCUBE)
    if not isinstance(value, Variable):
        raise Unsayable("a field whose text goes nowhere")
    return value


WORD = re.compile(r"""\[\[.*?\]\]|\[img\[.*?\]\]|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|[^\s"'`]+""", re.DOTALL)


def _words(arguments: str) -> list[str]:
    """A macro's arguments, with blanks between them; one in back quotes is an expression."""
    words = WORD.findall(arguments)
    return [f"({word[1:-1]})" if word[0] == "`" else word for word in words]


def _statements(source: str) -> list[str]:
    """Assignments, parted at `,` and `;` that stand outside brackets."""
    tokens: list[Token] = tokens_of(source.replace(";", ","))
    parts, depth, begin = [], 0, 0
    for token in tokens:
        if token.text in ("(", "[", "{"):
            depth += 1
        elif token.text in (")", "]", "}"):
            depth -= 1
        elif token.text == "," and depth == 0:
            parts.append(source[begin : token.at])
            begin = token.at + 1
    parts.append(source[begin:])
    return [part for part in parts if part.strip()]
