"""What the markups of all story formats share: plain text, HTML, emphasis, links in double brackets.

A passage is read in one pass, from special sign to special sign. What opens must close: a mark that does not is plain
text, as it is in a browser. Work is bounded by a budget, depth by `DEEPEST`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import ClassVar

from engine.importers.tables import words_of
from engine.importers.twine.archive import BrokenSource
from engine.importers.twine.tree import (
    Body,
    Lost,
    Node,
    Shown,
    TwineComment,
    TwineIf,
    TwineLink,
    TwinePicture,
    TwineStyled,
    TwineVary,
    Unsaid,
    Words,
)

DEEPEST = 40
LONGEST_PASSAGE = 1_000_000
LONGEST_MACRO = 20_000
BUDGET = 3_000_000

TAG = re.compile(
    r"<(/?)([A-Za-z][\w-]*)((?:\s++(?:[^<>\"'\s/]|/(?!>))*+|\"[^\"<>]{0,4000}\"|'[^'<>]{0,4000}')*+)\s*(/?)>"
)
ATTRIBUTE = re.compile(r"""([\w:@-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "var": "*"}
PARAGRAPHS = words_of("p div h1 h2 h3 h4 h5 h6 ul ol table tr blockquote section article header footer nav center pre")
MEDIA = {"img": "image", "audio": "sound", "video": "video", "source": "sound", "iframe": "page"}
SCRIPTED = words_of("script object embed canvas svg form input button select textarea dialog meter")
LINK = re.compile(r"\[\[(?!\[)((?:[^\[\]]|\[(?!\[)|\](?!\])){1,4000}?)\]\]")
BLANKS = re.compile(r"\s+")


class MarkupReader:
    """Reads one passage. A format's own reader says what else is special: `SPECIAL` and `special`."""

    SPECIAL = re.compile(r"<|&|\[\[|\\\n")
    # Signs of emphasis, and what they become; "" is a style that is left out.
    MARKS: ClassVar[dict[str, str]] = {}

    def __init__(self, text: str, line: int, depth: int = 0) -> None:
        if len(text) > LONGEST_PASSAGE:
            raise BrokenSource(line, f"this passage is longer than {LONGEST_PASSAGE:,} characters")
        self.text = text
        self.first_line = line
        self.at = 0
        self.depth = depth
        self.budget = BUDGET
        self.dead: set[str] = set()
        self._line = (0, line)

    # ------------------------------------------------------------ places

    def line(self, at: int | None = None) -> int:
        """The line of an offset (where we are, if left out)."""
        at = self.at if at is None else at
        known, line = self._line
        if at < known:
            known, line = 0, self.first_line
        line += self.text.count("\n", known, at)
        self._line = (at, line)
        return line

    def spend(self, work: int) -> None:
        """Pay for looking ahead. Text that is made to be slow to read ends in an error."""
        self.budget -= work
        if self.budget < 0:
            raise BrokenSource(self.line(), "this passage has too many brackets that are left open")

    # ------------------------------------------------------------ reading

    def read(self) -> Body:
        """The whole passage."""
        body, _ = self.body("")
        return body

    def body(self, closing: str) -> tuple[Body, bool]:
        """The nodes up to a closing sign, which is taken, and whether it was there."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise BrokenSource(self.line(), f"this is nested more than {DEEPEST} deep")
        out: list[Node] = []
        closed = not closing
        while self.at < len(self.text):
            found = self.SPECIAL.search(self.text, self.at)
            stop = found.start() if found else len(self.text)
            if closing:
                shut = self.text.find(closing, self.at, stop + len(closing))
                if 0 <= shut <= stop:
                    self.words(out, self.text[self.at : shut])
                    self.at = shut + len(closing)
                    closed = True
                    break
            if stop > self.at:
                self.words(out, self.text[self.at : stop])
                self.at = stop
            if found is None:
                break
            if self.ends(closing):
                break
            before = self.at
            if not self._special(out, found.group()):
                self.words(out, self.text[before])
                self.at = before + 1
        self.depth -= 1
        return tuple(out), closed

    def ends(self, closing: str) -> bool:
        """Whether something that stands outside closes here; what is open inside is then left open."""
        return False

    def words(self, out: list[Node], text: str) -> None:
        """Add plain text."""
        if not text:
            return
        if out and isinstance(out[-1], Words):
            out[-1] = Words(out[-1].text + text)
        else:
            out.append(Words(text))

    def _special(self, out: list[Node], sign: str) -> bool:
        if sign == "<":
            return self.html(out)
        if sign == "&":
            return self._entity(out)
        if sign == "\\\n":
            self.at += 2
            return True
        if sign[0] == "[" and self.text.startswith("[[", self.at) and self.link(out):
            return True
        return self.special(out, sign)

    def special(self, out: list[Node], sign: str) -> bool:
        """Read what the format has at a special sign; false if it is plain text after all."""
        return False

    def attempt(self, closing: str) -> Body | None:
        """The body up to a closing sign, or None, and nothing read, if it is never closed."""
        if closing in self.dead:
            return None
        begin, depth = self.at, self.depth
        body, closed = self.body(closing)
        if closed:
            return body
        self.spend(self.at - begin)
        self.at, self.depth = begin, depth
        self.dead.add(closing)
        return None

    def inside(self, text: str, line: int) -> Body:
        """What a piece of text says that stands in another: a link's text, a text in a macro."""
        return type(self)(text, line, self.depth + 1).read()

    # ------------------------------------------------------------ HTML

    def _entity(self, out: list[Node]) -> bool:
        found = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,31});").match(self.text, self.at)
        if found is None:
            return False
        self.words(out, unescape(found.group()))
        self.at = found.end()
        return True

    def html(self, out: list[Node]) -> bool:
        """A tag or a comment."""
        if self.text.startswith("<!--", self.at):
            end = self.text.find("-->", self.at)
            if end < 0:
                return False
            out.append(TwineComment(self.text[self.at + 4 : end].strip()))
            self.at = end + 3
            return True
        found = TAG.match(self.text, self.at, self.at + 8000)
        if found is None:
            return False
        closing, name, attributes = found.group(1), found.group(2).lower(), found.group(3)
        fields = {key.lower(): unescape(value.strip("\"'")) for key, value in ATTRIBUTE.findall(attributes)}
        line = self.line()
        self.at = found.end()
        if closing:
            if name in PARAGRAPHS or name == "li":
                self.words(out, "\n\n" if name != "li" else "\n")
            return True
        self._element(out, name, fields, found.group(), line)
        return True

    def _element(self, out: list[Node], name: str, fields: dict[str, str], source: str, line: int) -> None:
        if name == "br":
            self.words(out, "\n")
        elif name == "hr":
            self.words(out, "\n\n")
            out.append(Lost("rules across the page"))
        elif name in EMPHASIS and (body := self.attempt(f"</{name}>")) is not None:
            out.append(TwineStyled(EMPHASIS[name], body))
        elif name in MEDIA:
            if "src" in fields:
                out.append(TwinePicture(MEDIA[name], fields["src"]))
            if name == "iframe":
                end = self.text.find("</iframe>", self.at, self.at + 4000)
                self.at = end + 9 if end >= 0 else self.at
        elif "data-passage" in fields and (body := self.attempt(f"</{name}>")) is not None:
            out.append(TwineLink("go", body, fields["data-passage"], (), line, source))
        elif name in SCRIPTED:
            end = self.text.find(f"</{name}", self.at)
            if end >= 0 and name not in ("input", "meter"):
                end = self.text.find(">", end)
            stop = end + 1 if end >= 0 and name not in ("input", "meter") else self.at
            whole = source + self.text[self.at : stop]
            self.at = stop
            out.append(Unsaid(f"`<{name}>` belongs to the page", line, whole))
        elif name == "style":
            end = self.text.find("</style>", self.at)
            self.at = end + 8 if end >= 0 else self.at
            out.append(Lost("style sheets"))
        elif name == "pre" and (body := self.attempt("</pre>")) is not None:
            self.words(out, "\n\n")
            out.extend(mapped(body, lambda words: Words(words.text.strip("\n").replace(" ", "\u00a0"))))
            self.words(out, "\n\n")
        elif name in PARAGRAPHS or name == "li":
            self.words(out, "\n\n" if name != "li" else "\n")
        else:
            out.append(Lost("styles"))

    # ------------------------------------------------------------ links and emphasis

    def link(self, out: list[Node]) -> bool:
        """`[[text->target]]` in all its forms."""
        found = LINK.match(self.text, self.at)
        if found is None:
            return False
        inner = found.group(1)
        line = self.line()
        self.at = found.end()
        text, target = parted_link(inner)
        out.append(TwineLink("go", self.link_text(text, line), target, (), line, found.group()))
        return True

    def link_text(self, text: str, line: int) -> Body:
        """The text of a link, which may hold markup."""
        return self.inside(text, line)

    def emphasis(self, out: list[Node], mark: str) -> bool:
        """A mark of emphasis, its body, and the mark again."""
        self.at += len(mark)
        body = self.attempt(mark)
        if body is None:
            self.at -= len(mark)
            return False
        style = self.MARKS[mark]
        if style:
            out.append(TwineStyled(style, body))
        else:
            out.append(Lost("styles"))
            out.extend(body)
        return True

    # ------------------------------------------------------------ macros

    def closing_bracket(self, at: int, opening: str, closing: str) -> int:
        """The offset of the bracket that closes the one at `at`, not looking into quotes; -1 if there is none."""
        depth = 0
        limit = min(len(self.text), at + LONGEST_MACRO)
        place = at
        while place < limit:
            letter = self.text[place]
            if letter in "\"'`" and not (letter == "'" and place and self.text[place - 1].isalnum()):
                end = place + 1
                while end < limit and self.text[end] != letter:
                    end += 2 if self.text[end] == "\\" else 1
                if end >= limit and letter == "'":
                    place += 1
                    continue
                place = end
            elif letter == opening:
                depth += 1
            elif letter == closing:
                depth -= 1
                if depth == 0:
                    return place
            place += 1
        self.spend(limit - at)
        return -1


def parted_link(inner: str) -> tuple[str, str]:
    """The text and the target of `text->target`, `target<-text`, `text|target` or `target`."""
    if "->" in inner:
        text, _, target = inner.rpartition("->")
    elif "<-" in inner:
        target, _, text = inner.partition("<-")
    elif "|" in inner:
        text, _, target = inner.rpartition("|")
    else:
        text = target = inner
    return text.strip(), target


def mapped(body: Body, words: Callable[[Words], Words]) -> Body:
    """A body in which each plain text, at any depth, has become another."""
    out: list[Node] = []
    for node in body:
        match node:
            case Words():
                out.append(words(node))
            case TwineStyled():
                out.append(replace(node, body=mapped(node.body, words)))
            case TwineLink():
                out.append(replace(node, text=mapped(node.text, words), body=mapped(node.body, words)))
            case TwineIf():
                branches = tuple((condition, mapped(arm, words)) for condition, arm in node.branches)
                out.append(replace(node, branches=branches, otherwise=mapped(node.otherwise, words)))
            case TwineVary():
                out.append(replace(node, items=tuple(mapped(item, words) for item in node.items)))
            case _:
                out.append(node)
    return tuple(out)


def without_breaks(body: Body) -> Body:
    """A body in which line breaks and runs of blanks are one blank, as in Harlowe's `{…}` and SugarCube's nobr."""
    nodes = list(mapped(body, lambda words: Words(BLANKS.sub(" ", words.text))))
    if nodes and isinstance(nodes[0], Words):
        nodes[0] = Words(nodes[0].text.lstrip())
    if nodes and isinstance(nodes[-1], Words):
        nodes[-1] = Words(nodes[-1].text.rstrip())
    return tuple(nodes)


def without_words(body: Body) -> Body:
    """What a body does, without what it shows: for places whose text no player sees."""
    out: list[Node] = []
    for node in body:
        match node:
            case Words() | Lost() | TwinePicture() | Shown():
                pass
            case TwineStyled():
                out.extend(without_words(node.body))
            case TwineIf():
                branches = tuple((condition, without_words(arm)) for condition, arm in node.branches)
                otherwise = without_words(node.otherwise)
                if any(arm for _, arm in branches) or otherwise:
                    out.append(replace(node, branches=branches, otherwise=otherwise))
            case TwineVary():
                items = tuple(map(without_words, node.items))
                if any(items):
                    out.append(replace(node, items=items))
            case _:
                out.append(node)
    return tuple(out)
