"""Finds lines that would be read as prose although a mark was meant: habits of other tools, a space left out.

Each is reported once and then read as what was meant, so that it leads to no further messages. What was meant is a
choice, a move, logic, a declaration or a command of another tool: each has its file.
"""

from __future__ import annotations

from engine.patterns import regex
from engine.source import Source
from engine.syntax.text_forms import FORM
from engine.syntax.traps.choices import NESTED, arrow_option, bullet, choice, option
from engine.syntax.traps.commands import sign_of_other_tool, stage_direction
from engine.syntax.traps.declarations import declaration, header_line, ink_line
from engine.syntax.traps.logic import brace_block, branch, dash_branch, logic_in_words, sign_command
from engine.syntax.traps.moves import move, move_in_words, renpy_line
from engine.syntax.traps.trap import Trap, indented_below, is_heading, is_in_list, is_within_sentence, is_wrapped

__all__ = [
    "CAPITALS",
    "MAY_BE_TRAP",
    "NESTED",
    "SUSPECTS",
    "Trap",
    "arrow_option",
    "indented_below",
    "is_heading",
    "is_in_list",
    "is_within_sentence",
    "trap_at",
]

# The characters with which such a line can begin; every other line of prose is taken at once.
SUSPECTS = frozenset('*+-=→⇒➔➜⟶−<[(${#@;"/aievcltsdwmjprogh•·‣◦–—0123456789')
ARROWS, BULLETS = frozenset("-=–—−→⇒➔➜⟶"), frozenset("•·‣◦0123456789")
# The words of ink are written in capitals: a sentence has a small letter behind its first one.
CAPITALS = frozenset("VCLEIT")

# How a text can begin that is the beginning of no line, and would be one of these as a line.
MAY_BE_TRAP = regex(
    r"[*+=→<\[($#@]|-[->]|/\*|(?:TODO|FIXME|VAR|CONST|LIST|EXTERNAL|INCLUDE)\b"
    r"|(?:visit|gosub|divert|any|when|priority|ask|include|" + FORM + r"|wait|pause|delay|play|stop|queue"
    r"|with|window|scene|show|hide|var|const|let|temp|set|def|extern|claim|jump|call|while|for|if|elif)[ \t:]+\S"
)


def trap_at(source: Source, at: int, end: int, width: int) -> Trap | None:
    """What the line from `at` to `end`, indented by `width`, is meant to be; None for prose."""
    text = source.text
    first = text[at]
    if first in "*+":
        return choice(text, at, end)
    if first in ARROWS:
        return move(source, at, end) or dash_branch(text, at, end, width) or bullet(source, at, end, width)
    if first in BULLETS or text.startswith("o ", at):
        return bullet(source, at, end, width)
    if first in "<[($":
        return sign_of_other_tool(text, at, end)
    if first == "{":
        return brace_block(text, at, end, width)
    if first == "/" or first in CAPITALS:
        return ink_line(text, at, end)
    if first in '#"@':
        return option(text, at, end, width) or sign_command(text, at, end)
    if first == ";":
        # A line may be wrapped before one; but in French, where a blank stands there, that blank is asked about.
        found = text.startswith("; ", at) and not is_wrapped(text, at, end)
        return Trap("", end, "a comment begins with `//`", is_doubt=True) if found else None
    return (
        move_in_words(source, at, end)
        or logic_in_words(source, at, end)
        or stage_direction(source, at, end)
        or branch(text, at, end, width)
        or declaration(text, at, end)
        or header_line(source, at, end)
        or renpy_line(source, at, end, width)
    )
