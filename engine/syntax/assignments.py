"""Reads lines that give a variable its value: `~ name = value`, `~ let name = value`, `~ ask name: …`."""

from __future__ import annotations

import re

from engine.patterns import regex
from engine.slips import UNTOLD, Slip, SlipKind
from engine.syntax.file_lines import FUNCTION_LINES, lines_with
from engine.syntax.grammars import Problem, parse_expression, reads
from engine.syntax.messages import END_OF_BLOCK, LOGIC_WORDS, LONGEST, shortened
from engine.syntax.reading import NAME, PieceReader, placed_type
from engine.syntax.text import read_line
from engine.syntax.tree import Ask, Expression, Let, Missing, Set

ONLY_ONCE = regex(r"(?:only|just)[ \t]+once|one[ \t]+time")
LET_WORD = regex(r"(?:temp|local)[ \t]+(?=[^\W\d])")
ASSIGNMENT = regex(r"([^\W\d]\w*)[ \t]*(==|=\+|=-(?=[ \t])|[-+*/%:]?=|\+\+|--)")
# What others write to set a variable, and what is written here instead.
ODD_OPERATORS = {
    "==": "= …",
    ":=": "= …",
    "=+": "+= …",
    "=-": "-= …",
    "++": "+= 1",
    "--": "-= 1",
    "*=": "= NAME * …",
    "/=": "= NAME / …",
    "%=": "= NAME % …",
}
QUESTION = "the form is `~ ask name: The question?`"


def read_ask(reader: PieceReader, at: int, begin: int, end: int) -> Ask | None:
    """The question behind `~ ask`; None if it cannot be read."""
    name_at = reader.skip(begin, end)
    name = NAME.match(reader.source.text, name_at, end)
    stop = reader.source.text.find(":", name.end() if name else begin, end)
    if name is None or stop < 0 or reader.source.text[name.end() : stop].strip():
        from engine.syntax.logic_meant import question_meant

        hint = QUESTION
        words = reader.source.text[name.end() : end].strip(" \t=-–—") if name is not None and stop < 0 else ""
        if name is not None and words:
            hint = f"write `~ ask {name.group()}: {shortened(words, LONGEST)}`"
        meant = question_meant(reader.source.text[name_at:end].strip(), "ask", reader.source.whole)
        if meant is not None:
            hint, words = f"write `{meant}`", ""
        slip = Slip(SlipKind.PART_MISSING) if name is None else UNTOLD
        reader.error("NC012", at, end, "this question cannot be read", hint, slip=slip)
        if not words or name is None:
            return None
        return Ask(name_at, name.end(), name.group(), read_line(reader, name.end(), end, moves=False))
    prompt = read_line(reader, stop + 1, end, moves=False)
    if not prompt.items:
        reader.error("NC012", at, end, "the question is missing", QUESTION)
    return Ask(name_at, name.end(), name.group(), prompt)


def read_let(reader: PieceReader, begin: int, end: int) -> Let | None:
    """The local variable behind `~ let`; None if its name cannot be read."""
    begin = reader.skip(begin, end)
    parsed = reader.parse("let", begin, end)
    if parsed is None:
        name = NAME.match(reader.source.text, begin, end)
        if name is None:
            return None
        return Let(begin, name.end(), name.group(), None, Expression(begin, end, Missing(0, 1)))
    name, type, value = parsed
    return Let(begin, begin + name.end, name.name, placed_type(type, begin), Expression(begin, end, value))


def read_set(reader: PieceReader, at: int, begin: int, end: int) -> Set | Let | None:
    """What `~ name = value` sets; None if it is no assignment, of which it is said what it may be."""
    found = ASSIGNMENT.match(reader.source.text, begin, end)
    if found is None:
        _not_logic(reader, at, begin, end)
        let = LET_WORD.match(reader.source.text, begin, end)
        parsed = parse_expression("let", reader.source.text[let.end() : end]) if let is not None else None
        if let is None or parsed is None or isinstance(parsed, Problem):
            return None
        # It is known from here on, so that its uses are no further mistakes.
        name, type, value = parsed
        begin = let.end()
        return Let(begin, begin + name.end, name.name, placed_type(type, begin), Expression(begin, end, value))
    name, operator = found.groups()
    place = begin, begin + len(name), name
    if operator in ODD_OPERATORS:
        value = reader.source.text[found.end() : end].strip()
        written = f"{operator[0]}= …" if operator in ("++", "--") and value else ODD_OPERATORS[operator]
        meant = f"{name} {written.replace('NAME', name).replace('…', value or '…')}"
        message, hint = f"`{operator}` is not written here", f"write `~ {shortened(meant)}`"
        fixes = reader.fix(begin, end, meant) if reads("assignment", meant) else ()
        reader.error("NC012", *found.span(2), message, hint, fixes)
        return Set(*place, "=", Expression(begin, end, Missing(0, 1)))
    parsed = reader.parse("assignment", begin, end)
    if parsed is None:
        return Set(*place, "=", Expression(begin, end, Missing(0, 1)))
    _, operator, value = parsed
    return Set(*place, operator, Expression(begin, end, value))


def _is_function(reader: PieceReader, word: str) -> bool:
    lines = lines_with(FUNCTION_LINES, reader.source.whole)
    return word in lines and re.search(rf"^def[ \t]+{re.escape(word)}[ \t]*\(", lines, re.MULTILINE) is not None


def _not_logic(reader: PieceReader, at: int, begin: int, end: int) -> None:
    text = reader.source.text[begin:end]
    word, *others = text.split()
    if "->" in text:
        hint = f"a move is written without `~`: `{text[text.index('->') :]}`"
    elif word.rstrip(":") in LOGIC_WORDS:
        name, bracket, _ = others[0].partition("(") if others else ("scene", "", "")
        call = shortened(" ".join(others)) if bracket else f"{name}()"
        hint = LOGIC_WORDS[word.rstrip(":")].replace("NAME", name).replace("CALL", call)
        if others and NAME.fullmatch(others[0]):
            hint = hint.replace("~ let name =", f"~ let {others[0]} =")
    elif _is_function(reader, word):
        hint = f"a function is called with brackets: `~ {word}({shortened(', '.join(others))})`"
    elif ONLY_ONCE.fullmatch(text):
        hint = "write `~ once`"
    else:
        hint = (
            "the forms are `~ name = value`, `~ let name = value`, `~ name(value)`, `~ if condition:`, `~ ask name: …`"
        )
        if not reader.source.text[at + 1].isspace():
            hint += "; for plain text write `\\~`"
    from engine.syntax.logic_meant import question_meant, shown_change

    change = shown_change(text, word, reader.source.whole) or question_meant(text, word, reader.source.whole)
    hint = hint if change is None else f"write `{change}`"
    slip = Slip(SlipKind.OF_FLOW) if hint == END_OF_BLOCK else UNTOLD
    reader.error("NC012", at, end, "this line of logic cannot be read", hint, slip=slip)
