"""Reads the passages of Chapbook: variables above `--`, modifiers in square brackets, inserts in braces.

Markup: https://klembot.github.io/chapbook/guide/
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar

from engine.importers.twine.dialects import PLAIN_JS
from engine.importers.twine.expressions import read_value
from engine.importers.twine.markup import MarkupReader
from engine.importers.twine.printed import printed
from engine.importers.twine.tree import (
    Body,
    Lost,
    Node,
    Pick,
    TwineAsk,
    TwineAssign,
    TwineIf,
    TwineInclude,
    TwineLink,
    TwinePicture,
    Unsaid,
    Words,
)
from engine.importers.values.tree import Collection, Literal, Operation, SourceVariable, Unsayable, Value

SETTING = re.compile(r"^([A-Za-z_$][\w.$]*)[ \t]*(?:\((.*)\))?[ \t]*:[ \t]*(.*)$")
MODIFIER = re.compile(r"^\[([^\[\]\n]+)\][ \t]*$", re.MULTILINE)
TIMED = re.compile(r"(?:after|append|align|fade|cont|continued|continue)\b")


def read_chapbook(text: str, line: int) -> Body:
    """What a passage of Chapbook says."""
    out: list[Node] = []
    found = re.search(r"^--[ \t]*$", text, re.MULTILINE)
    if found:
        for number, setting in enumerate(text[: found.start()].split("\n")):
            if setting.strip():
                out.append(_setting(setting.strip(), line + number))
        line += text.count("\n", 0, found.end()) + 1
        text = text[found.end() :].removeprefix("\n")
    out += _modified(text, line)
    return tuple(out)


def _setting(source: str, line: int) -> Node:
    """`name: value` or `name (condition): value`."""
    found = SETTING.match(source)
    try:
        if found is None:
            raise Unsayable("this setting of a variable cannot be read")
        name = found.group(1)
        if name.startswith(("config.", "engine.", "browser.")):
            return Lost("settings of the page")
        value = TwineAssign(SourceVariable(name), "=", read_value(found.group(3), PLAIN_JS), line, source)
        if found.group(2) is None:
            return value
        return TwineIf(((read_value(found.group(2), PLAIN_JS), (value,)),), (), line, source)
    except Unsayable as problem:
        return Unsaid(str(problem), line, source)


def _modified(text: str, line: int) -> list[Node]:
    """Text with modifiers: each governs what stands below it, up to the next."""
    out: list[Node] = []
    at, modifiers = 0, ""
    last: Value | Unsaid | None = None
    starts = [*MODIFIER.finditer(text)]
    for number in range(len(starts) + 1):
        stop = starts[number].start() if number < len(starts) else len(text)
        section, below = text[at:stop], line + text.count("\n", 0, at)
        last = _section(out, modifiers, section, below, last)
        if number < len(starts):
            modifiers, at = starts[number].group(1), min(starts[number].end() + 1, len(text))
    return out


def _section(
    out: list[Node], modifiers: str, text: str, line: int, last: Value | Unsaid | None
) -> Value | Unsaid | None:
    """One section with its modifiers; the result is the last condition, to which an `[else]` belongs."""
    source = f"[{modifiers}]"
    condition: Value | Unsaid | None = None
    before = _last_if(out) if modifiers.strip() == "else" and not isinstance(last, Unsaid) else None
    for modifier in (part.strip() for part in modifiers.split(";")):
        word, _, rest = modifier.partition(" ")
        try:
            if word in ("if", "unless"):
                value = read_value(rest, PLAIN_JS)
                condition = Operation("not", (value,)) if word == "unless" else value
                last = condition
            elif word == "else":
                if last is None:
                    raise Unsayable("no `[if]` stands before this")
                condition = last if isinstance(last, Unsaid) else Operation("not", (last,))
            elif word == "ifalways":
                condition = None
            elif (
                word == "ifnever"
                or word == "note"
                or word == "n.b."
                or modifier.lower() in ("note to myself", "todo", "fixme")
            ):
                return last
            elif word in ("JavaScript", "CSS"):
                out.append(Unsaid("script", line, f"{source} {text}") if word == "JavaScript" else Lost("style sheets"))
                return last
            elif TIMED.match(modifier):
                if word in ("after", "append", "align", "fade"):
                    out.append(Lost("timing" if word in ("after", "append") else "styles"))
            elif modifier:
                raise Unsayable(f"the modifier `{word}` has no counterpart here")
        except Unsayable as problem:
            condition = last = Unsaid(str(problem), line, source)
    body = ChapbookReader(text, line).read()
    if condition is None:
        out.extend(body)
    elif before is not None and isinstance(node := out[before], TwineIf):
        out[before] = replace(node, otherwise=body)
    else:
        out.append(TwineIf(((condition, body),), (), line, source))
    if condition is not None and text.endswith("\n"):
        out.append(Words("\n\n"))
    return last


def _last_if(out: list[Node]) -> int | None:
    """Where the condition stands that an `[else]` directly behind it belongs to."""
    number = len(out) - 1
    while number >= 0 and isinstance(out[number], Words) and out[number] == Words("\n\n"):
        number -= 1
    return number if number >= 0 and isinstance(out[number], TwineIf) else None


class ChapbookReader(MarkupReader):
    """Reads text of Chapbook, which is Markdown with inserts."""

    SPECIAL = re.compile(r"<|&|\[\[|\\\n|\{|\*|_|`|~~|\n[ \t]*(?:#+|>|[-*+])[ ]+")
    MARKS: ClassVar[dict[str, str]] = {"**": "**", "*": "*", "__": "**", "_": "*", "~~": ""}

    def special(self, out: list[Node], sign: str) -> bool:
        if sign == "{":
            return self._insert(out)
        if sign[0] == "\n":
            self.words(out, "\n")
            self.at += len(sign)
            return True
        if sign == "`":
            return self._code(out)
        mark = next((mark for mark in self.MARKS if self.text.startswith(mark, self.at)), "")
        before = self.text[self.at - 1 : self.at]
        behind = self.text[self.at + len(mark) : self.at + len(mark) + 1]
        if not mark or not behind.strip() or (mark[0] == "_" and before.isalnum()):
            return False
        return self.emphasis(out, mark)

    def _code(self, out: list[Node]) -> bool:
        """Text between back quotes, in which no mark means anything."""
        end = self.text.find("`", self.at + 1)
        if end < 0 or "{" in self.text[self.at : end]:
            return False
        self.words(out, self.text[self.at + 1 : end])
        self.at = end + 1
        return True

    def _insert(self, out: list[Node]) -> bool:
        end = self.closing_bracket(self.at, "{", "}")
        if end < 0:
            return False
        line, source = self.line(), self.text[self.at : end + 1]
        self.at = end + 1
        try:
            out.extend(self._inserted(source[1:-1].strip(), line, source))
        except Unsayable as problem:
            out.append(Unsaid(str(problem), line, source))
        return True

    def _inserted(self, insert: str, line: int, source: str) -> Body:
        words = re.match(r"([a-z]+(?: [a-z]+)+)[ \t]*(?:for)?[ \t]*(?::|,|$)", insert)
        if words is None:
            return printed(read_value(insert, PLAIN_JS), line, source, self.inside)
        name = words.group(1).removesuffix(" for")
        fields = self._fields(insert)
        match name:
            case "embed passage":
                return (TwineInclude(_text(fields, "embed passage", "passage"), line, source),)
            case "embed image" | "ambient sound" | "sound effect" | "embed youtube video":
                first = next(iter(fields.values()), None)
                address = first.value if isinstance(first, Literal) else ""
                return (TwinePicture("image" if name == "embed image" else "sound", str(address)),)
            case "reveal link":
                label = self.inside(_text(fields, "reveal link"), line)
                if "text" in fields:
                    return (TwineLink("reveal", label, None, self.inside(_text(fields, "text"), line), line, source),)
                shown = TwineInclude(_text(fields, "passage"), line, source)
                return (TwineLink("reveal", label, None, (shown,), line, source),)
            case "cycling link" | "dropdown menu":
                choices = fields.get("choices")
                if not isinstance(choices, Collection) or not all(isinstance(one, Literal) for one in choices.items):
                    raise Unsayable("values that are not fixed")
                values = tuple(one for one in choices.items if isinstance(one, Literal))
                return (Pick(SourceVariable(_text(fields, f"{name} for")), values, line, source),)
            case "text input":
                default = fields.get("default")
                return (TwineAsk(SourceVariable(_text(fields, "text input for")), "", default, False, line, source),)
            case _:
                raise Unsayable(f"the insert `{name}` has no counterpart here")

    def _fields(self, insert: str) -> dict[str, Value]:
        """`name: value, other: value` as values; the first name is that of the insert."""
        fields: dict[str, Value] = {}
        for found in re.finditer(
            r"(?:^|,)\s*([A-Za-z][A-Za-z ]*?)\s*:\s*((?:\[[^\]]*\]|'[^']*'|\"[^\"]*\"|[^,])*)", insert
        ):
            fields[found.group(1)] = read_value(found.group(2), PLAIN_JS)
        return fields


def _text(fields: dict[str, Value], *names: str) -> str:
    for name in names:
        value = fields.get(name)
        if isinstance(value, Literal) and isinstance(value.value, str):
            return value.value
    raise Unsayable(f"`{names[0]}` is known only while playing")
