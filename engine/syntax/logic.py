"""Reads the lines of logic, which begin with `~`."""

from __future__ import annotations

import re
from typing import Any

from engine.syntax.messages import LOGIC_WORDS, shortened
from engine.syntax.reading import NAME, Reader, placed_type
from engine.syntax.text import read_line
from engine.syntax.tree import Ask, Expression, Let, Missing, Property, Set, Vary

LOGIC_WORD = re.compile(r"~[ \t]*([^\W\d]\w*)?")
VARIATIONS = {"cycle", "once", "shuffle", "then"}
ASSIGNMENT = re.compile(r"([^\W\d]\w*)[ \t]*(==|=\+|[-+*/%:]?=|\+\+|--)")
# What others write to set a variable, and what is written here instead.
ODD_OPERATORS = {
    "==": "= …",
    ":=": "= …",
    "=+": "+= …",
    "++": "+= 1",
    "--": "-= 1",
    "*=": "= NAME * …",
    "/=": "= NAME / …",
    "%=": "= NAME % …",
}
QUESTION = "the form is `~ ask name: The question?`"
ELSE_IF = re.compile(r"[ \t]*(if|elif)\b")
INSTEAD_OF_COLON = re.compile(r"[ \t]*(?:\bthen|\{|;)$")

Token = tuple[str, Any]


class LogicReader:
    """Reads the lines of logic of one source."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.text = reader.source.text

    def read(self, at: int, end: int, under_heading: bool) -> Token:
        """A line that begins with `~`: the type of its token, and its node."""
        found = LOGIC_WORD.match(self.text, at, end)
        word = found.group(1) if found else None
        begin = found.end() if found else at + 1
        if word == "ask":
            return "LOGIC", self._ask(at, begin, end)
        end = self.reader.end_of_line(at, end)
        if word is None:
            what = "nothing stands behind this `~`" if begin >= end else "this line of logic cannot be read"
            hint = "the form is `~ name = value` or `~ if condition:`"
            if self.text[begin : begin + 1] in ("$", "@"):
                hint = f"names are written without `{self.text[begin]}`"
            self.reader.error("NC012", at, end, what, hint)
            return "LOGIC", None
        if word in ("if", "elif", "else"):
            return self._branch(word, at, begin, end)
        rest = self.text[begin:end].strip()
        if word in VARIATIONS and rest == ":":
            return "VARY", Vary(at, end, word, ())
        if word in ("when", "once", "priority") and not rest.startswith(("=", "+=", "-=")):
            return self._property(word, at, begin, end, under_heading)
        if word in VARIATIONS and rest.startswith(":"):
            hint = "each item stands on a line of its own, indented, with a `- ` before it"
            self.reader.error("NC012", at, end, f"nothing can follow the `:` of `~ {word}:`", hint)
            return "LOGIC", None
        if word in VARIATIONS and not rest:
            self.reader.error("NC012", at, end, "a `:` is missing at the end of this line", f"write `~ {word}:`")
            return "VARY", Vary(at, end, word, ())
        if word == "let" and not rest.startswith(("=", "+=", "-=")):
            return "LOGIC", self._let(at, begin, end)
        return "LOGIC", self._set(at, found.start(1) if found else begin, end)

    def _branch(self, word: str, at: int, begin: int, end: int) -> Token:
        further = ELSE_IF.match(self.text, begin, end) if word == "else" else None
        if further:
            self.reader.error(
                "NC012", at, end, f"`else {further.group(1)}` is one word here", "write `~ elif condition:`"
            )
            word, begin = "elif", further.end()
        stop = self.reader.end_of_expression(begin, end, ":")
        if stop >= end and self.text[end - 1] == ":" and self.reader.unclosed_text(begin, end) < 0:
            stop = end - 1  # behind a bracket that is not closed
        if stop >= end:
            return self._branch_without_colon(word, at, begin, end, bool(further))
        condition = None
        if word != "else":
            condition = self.reader.expression(begin, stop)
        elif self.text[begin:stop].strip():
            hint = "write `~ elif condition:`, or `~ else:` alone"
            self.reader.error("NC012", begin, stop, "`else` has no condition", hint)
        if self.text[stop + 1 : end].strip() and not (condition and isinstance(condition.root, Missing)):
            hint = "put it on the next line, indented by four spaces"
            self.reader.error("NC012", stop + 1, end, "nothing can follow the `:` on this line", hint)
        return word.upper(), condition

    def _branch_without_colon(self, word: str, at: int, begin: int, end: int, reported: bool) -> Token:
        """A branch whose `:` is missing. A word such as `then` that other languages put there is part of that."""
        quote = self.reader.unclosed_text(begin, end)
        instead = INSTEAD_OF_COLON.search(self.text, begin, end)
        stop = end if instead is None else instead.start()
        condition = self.text[begin:stop].strip()
        if quote >= 0:
            self.reader.unclosed(quote, end)
            return word.upper(), Expression(begin, end, Missing(0, 1))
        if not reported:
            hint = f"write `~ {word} {shortened(condition)}:`" if condition else f"write `~ {word}:`"
            self.reader.error("NC012", at, end, "a `:` is missing at the end of this line", hint)
        return ("ELSE", None) if word == "else" else (word.upper(), self.reader.quiet_expression(begin, stop))

    def _property(self, word: str, at: int, begin: int, end: int, under_heading: bool) -> Token:
        if not under_heading:
            hint = "it says when the scene may be drawn; put it directly under the heading"
            self.reader.error("NC012", at, end, f"`~ {word}` does not stand under a heading here", hint)
            return "LOGIC", None
        value = None
        if word != "once":
            value = self.reader.expression(begin, end)
        elif self.text[begin:end].strip():
            self.reader.error("NC012", begin, end, "nothing can follow `~ once` under a heading", None)
        return "PROPERTY", Property(at, end, word, value)

    def _ask(self, at: int, begin: int, end: int) -> Ask | None:
        name_at = self.reader.skip(begin, end)
        name = NAME.match(self.text, name_at, end)
        stop = self.text.find(":", name.end() if name else begin, end)
        if name is None or stop < 0 or self.text[name.end() : stop].strip():
            self.reader.error(
                "NC012", at, end, "this question cannot be read", "the form is `~ ask name: The question?`"
            )
            return None
        prompt = read_line(self.reader, stop + 1, end, moves=False)
        if not prompt.items:
            self.reader.error("NC012", at, end, "the question is missing", QUESTION)
        return Ask(name_at, name.end(), name.group(), prompt)

    def _let(self, at: int, begin: int, end: int) -> Let | None:
        begin = self.reader.skip(begin, end)
        parsed = self.reader.parse("let", begin, end)
        if parsed is None:
            name = NAME.match(self.text, begin, end)
            if name is None:
                return None
            return Let(begin, name.end(), name.group(), None, Expression(begin, end, Missing(0, 1)))
        name, type, value = parsed
        return Let(begin, begin + name.end, name.name, placed_type(type, begin), Expression(begin, end, value))

    def _set(self, at: int, begin: int, end: int) -> Set | None:
        found = ASSIGNMENT.match(self.text, begin, end)
        if found is None:
            self._not_logic(at, begin, end)
            return None
        name, operator = found.groups()
        place = begin, begin + len(name), name
        if operator in ODD_OPERATORS:
            hint = f"write `~ {name} {ODD_OPERATORS[operator].replace('NAME', name)}`"
            self.reader.error("NC012", *found.span(2), f"`{operator}` is not written here", hint)
            return Set(*place, "=", Expression(begin, end, Missing(0, 1)))
        parsed = self.reader.parse("assignment", begin, end)
        if parsed is None:
            return Set(*place, "=", Expression(begin, end, Missing(0, 1)))
        _, operator, value = parsed
        return Set(*place, operator, Expression(begin, end, value))

    def _not_logic(self, at: int, begin: int, end: int) -> None:
        text = self.text[begin:end]
        word, *others = text.split()
        if "->" in text:
            hint = f"a move is written without `~`: `{text[text.index('->') :]}`"
        elif word.rstrip(":") in LOGIC_WORDS:
            hint = LOGIC_WORDS[word.rstrip(":")].replace("NAME", others[0] if others else "scene")
            if others and NAME.fullmatch(others[0]):
                hint = hint.replace("~ let name =", f"~ let {others[0]} =")
        else:
            hint = "the forms are `~ name = value`, `~ let name = value`, `~ if condition:`, `~ ask name: …`"
        self.reader.error("NC012", at, end, "this line of logic cannot be read", hint)
