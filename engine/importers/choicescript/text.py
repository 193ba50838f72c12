"""Reads ChoiceScript's prose: `${value}`, `@{which one|two}`, `[b]…[/b]`, `[i]…[/i]`, `[n/]`."""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.importers.builder.tree import Condition, DraftShow, DraftStyled, LineBreak, Piece, Text
from engine.importers.choicescript.expressions import Scope, read_value
from engine.importers.values.code import Coder, negated
from engine.importers.values.tree import Literal, Operation, SourceVariable, Unsayable, Value
from engine.importers.values.types import NUMBER, SET, TRUTH

FORM = re.compile(r"([$@])(!{0,2})\{|\[(/?)([bi])\]|\[n/\]|\[c/\]|\[/?url(?:=[^\]\n]*)?\]")
DEEPEST = 8
STYLES = {"b": "**", "i": "*"}


class TextReader:
    """Reads text into pieces. What cannot be said is told to `mark`, with its source, and left out."""

    def __init__(self, coder: Coder, mark: Callable[[str, str], None], scope: Scope = SourceVariable) -> None:
        self.scope = scope
        self.coder = coder
        self.mark = mark

    def read(self, text: str, depth: int = 0) -> Text:
        """The pieces of a text."""
        stack: list[tuple[str, list[Piece]]] = [("", [])]
        at = 0
        while True:
            found = FORM.search(text, at)
            stop = found.start() if found else len(text)
            if stop > at:
                stack[-1][1].append(text[at:stop])
            if found is None:
                break
            at = found.end()
            if found.group(1):
                at = self._value(text, found, stack[-1][1], depth)
            elif found.group(4):
                _style(stack, found.group(3) == "/", found.group(4))
            elif found.group() == "[n/]":
                stack[-1][1].append(LineBreak())
        while len(stack) > 1:
            _, inner = stack.pop()
            stack[-1][1].extend(inner)
        return tuple(stack[-1][1])

    def _value(self, text: str, found: re.Match[str], pieces: list[Piece], depth: int) -> int:
        """A `${…}` or `@{…}`; the result is the offset behind it."""
        end = closing(text, found.end())
        if end < 0 or depth > DEEPEST:
            pieces.append(text[found.start() : found.end()])
            return found.end()
        source = text[found.start() : end + 1]
        body = text[found.end() : end]
        try:
            if found.group(1) == "$":
                pieces.append(self._shown(body, found.group(2)))
            else:
                if found.group(2):
                    raise Unsayable("capital letters for one of several texts")
                pieces.extend(self._several(body, depth))
        except Unsayable as problem:
            self.mark(str(problem), source)
        return end + 1

    def _shown(self, source: str, capital: str) -> Piece:
        value = read_value(source, self.scope)
        code, kind = self.coder.code(value)
        if kind == SET:
            raise Unsayable("a list is shown as it is")
        if capital:
            code = f"{'capital' if capital == '!' else 'upper'}({self.coder.text(value)})"
        return DraftShow(code)

    def _several(self, body: str, depth: int) -> Text:
        """`@{value one|two}`: the first for 1 or `true`, the second for 2 or `false`, and so on."""
        if body.lstrip().startswith("("):
            body = body.lstrip()
            end = closing(body, 1, "(", ")")
            if end < 0:
                raise Unsayable("a bracket is missing")
            source, options = body[1:end], body[end + 2 :]
        else:
            source, _, options = body.partition(" ")
        texts = [self.read(option, depth + 1) for option in parted(options)]
        if len(texts) < 2:
            raise Unsayable("there is only one text to choose from")
        value = read_value(source, self.scope)
        kind = self.coder.types.type_of(value)
        if kind == TRUTH:
            if not texts[0]:
                return (Condition(((self.coder.truth(negated(value)), texts[1]),)),)
            return (Condition(((self.coder.truth(value), texts[0]),), texts[1]),)
        if kind != NUMBER:
            raise Unsayable("what chooses the text is neither a number nor a truth value")
        branches = tuple((self._is(value, number), text) for number, text in enumerate(texts[:-1], 1))
        return (Condition(branches, texts[-1]),)

    def _is(self, value: Value, number: int) -> str:
        return self.coder.truth(Operation("==", (value, Literal(number))))


def closing(text: str, at: int, opening: str = "{", end: str = "}") -> int:
    """The offset of the bracket that closes one opened before `at`; -1 if there is none within reach."""
    depth = 0
    for place in range(at, min(len(text), at + 20_000)):
        if text[place] == opening:
            depth += 1
        elif text[place] == end:
            if depth == 0:
                return place
            depth -= 1
    return -1


def parted(options: str) -> list[str]:
    """Texts, parted at bars. ChoiceScript does not look into brackets here: neither is this."""
    return options.split("|")


def _style(stack: list[tuple[str, list[Piece]]], closes: bool, letter: str) -> None:
    if not closes:
        stack.append((letter, []))
    elif len(stack) > 1 and stack[-1][0] == letter:
        _, inner = stack.pop()
        if any(not isinstance(piece, str) or piece.strip() for piece in inner):
            stack[-1][1].append(DraftStyled(STYLES[letter], tuple(inner)))
