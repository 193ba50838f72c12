"""Reads the passages of Snowman as far as no script is involved: Markdown, links, and templates that show or test.

Markup: https://videlais.github.io/snowman/
"""

from __future__ import annotations

import re

from engine.importers.twine.chapbook import ChapbookReader
from engine.importers.twine.dialects import PLAIN_JS
from engine.importers.twine.expressions import read_value
from engine.importers.twine.printed import printed
from engine.importers.twine.tree import Body, Node, TwineAssign, TwineIf, Unsaid, Words
from engine.importers.values.tree import Literal, SourceVariable, Unsayable, Value

TEMPLATE = re.compile(r"<%(=?)(.*?)%>", re.DOTALL)
BEGIN = re.compile(r"if\s*\((.*)\)\s*\{", re.DOTALL)
ELSE_IF = re.compile(r"\}\s*else\s+if\s*\((.*)\)\s*\{", re.DOTALL)
ELSE = re.compile(r"\}\s*else\s*\{")
SETTING = re.compile(
    r"(?:var\s+)?(?:window\.story\.state|story\.state|s)\.(\w+)\s*(\+=|-=|=(?!=)|\+\+|--)\s*(.*)", re.DOTALL
)
MOST_PIECES = 5_000


def read_snowman(text: str, line: int) -> Body:
    """What a passage of Snowman says."""
    return Templates(text, line).read()


class Templates:
    """The pieces of a passage: text, and templates between `<%` and `%>`."""

    def __init__(self, text: str, line: int) -> None:
        self.pieces: list[tuple[str, str, int]] = []
        at = 0
        for found in TEMPLATE.finditer(text):
            self.pieces.append(("text", text[at : found.start()], line + text.count("\n", 0, at)))
            kind = "show" if found.group(1) else "code"
            self.pieces.append((kind, found.group(2).strip(), line + text.count("\n", 0, found.start())))
            at = found.end()
            if len(self.pieces) > MOST_PIECES:
                break
        self.pieces.append(("text", text[at:], line + text.count("\n", 0, at)))
        self.at = 0

    def read(self) -> Body:
        """All pieces; a `}` without its beginning is script."""
        out: list[Node] = []
        while self.at < len(self.pieces):
            out += self._until_brace(0)
            if self.at < len(self.pieces):
                _, code, line = self.pieces[self.at]
                out.append(Unsaid("script", line, f"<% {code} %>"))
                self.at += 1
        return tuple(out)

    def _until_brace(self, depth: int) -> Body:
        out: list[Node] = []
        while self.at < len(self.pieces):
            kind, text, line = self.pieces[self.at]
            if kind == "code" and text.startswith("}"):
                break
            self.at += 1
            if kind == "text":
                out += ChapbookReader(text, line).read() if text.strip() else (Words(text),)
            elif kind == "show":
                out += _shown(text, line)
            elif (begin := BEGIN.fullmatch(text)) and depth < 20:
                out.append(self._if(begin.group(1), line, depth))
            else:
                out += _code(text, line)
        return tuple(out)

    def _if(self, condition: str, line: int, depth: int) -> Node:
        branches: list[tuple[Value | Unsaid, Body]] = [(_condition(condition, line), self._until_brace(depth + 1))]
        otherwise: Body = ()
        while self.at < len(self.pieces):
            _, text, at = self.pieces[self.at]
            self.at += 1
            if more := ELSE_IF.fullmatch(text):
                branches.append((_condition(more.group(1), at), self._until_brace(depth + 1)))
            elif ELSE.fullmatch(text):
                otherwise = self._until_brace(depth + 1)
            else:
                break
        return TwineIf(tuple(branches), otherwise, line, f"<% if ({condition}) {{ %>")


def _condition(source: str, line: int) -> Value | Unsaid:
    try:
        return read_value(source, PLAIN_JS)
    except Unsayable as problem:
        return Unsaid(str(problem), line, f"if ({source})")


def _shown(source: str, line: int) -> Body:
    whole = f"<%= {source} %>"
    try:
        return printed(read_value(source.rstrip("; "), PLAIN_JS), line, whole, lambda text, at: (Words(text),))
    except Unsayable as problem:
        return (Unsaid(str(problem), line, whole),)


def _code(source: str, line: int) -> Body:
    """Assignments; anything else is script."""
    out: list[Node] = []
    whole = f"<% {source} %>"
    for part in re.split(r";\s*|\n", source):
        if not part.strip() or part.strip().startswith("//"):
            continue
        found = SETTING.fullmatch(part.strip())
        try:
            if found is None:
                raise Unsayable("script")
            variable, sign = SourceVariable(found.group(1)), found.group(2)
            if sign in ("++", "--"):
                out.append(TwineAssign(variable, "+=" if sign == "++" else "-=", Literal(1), line, whole))
            else:
                out.append(TwineAssign(variable, sign, read_value(found.group(3), PLAIN_JS), line, whole))
        except Unsayable as problem:
            return (Unsaid(str(problem), line, whole),)
    return tuple(out)
