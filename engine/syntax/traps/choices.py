"""Lines that were meant as choices: no space behind the mark, bullets, options of other tools."""

from __future__ import annotations

import re

from engine.patterns import regex
from engine.source import Source
from engine.syntax.file_lines import in_file
from engine.syntax.foreign_lines import HASH_OPTION, OPTION, PLAIN_MOVE, QUOTED_MOVE, QUOTED_OPTION
from engine.syntax.messages import shortened
from engine.syntax.stars import is_note, plain_stars
from engine.syntax.traps.commands import command
from engine.syntax.traps.trap import MARKED, Trap, indented_below, is_in_list, line_above

# `+Ends+`, `+b3n` and `+(R)` are names and signs.
CHOICE = regex(r"\+(?=[^\W\d_]|[\"“«(\[{])(?!\(\w{1,2}\)|[^\W\d_]+(?:\d|\+(?:[\s.,;:!?]|\Z)))|\*(?=[^\s*])")
ROW_OF_STARS = regex(r"\*(?:[ \t]+\*)+[ \t]*$")
STOPPED = regex(r"[*+](?:[.:)>\]]|[ \t]+[.:>](?=[ \t]))[ \t]*(?=[\"“«]?[^\W\d_a-z])")
# `* +++ More +++` and `* * Chant. *` are one choice, with a text that is drawn.
NESTED = regex(
    r"([*+])(?![ \t]+(\*{2,}|\+{2,}|[*+](?=[ \t]+[^\s*+]))[ \t][^\n]*[ \t]\2[ \t]*(?:\n|$))(?:[ \t]*[*+])+[ \t]+(?=\S)"
)
# `*** TELEGRAM ***`, `+++ STOP PRESS +++`: drawn by hand, as the same signs close the line.
BANNER = regex(r"(?:\*{2,}[ \t][^\n]*[ \t]\*{2,}[ \t]*$|\+{2,}[ \t][^\n]*[ \t]\+{2,}(?:[ \t]|$))")
STARS = regex(r"(?<!\\)\*+")
# So far from a line its menu is looked for: a file may hold very many such lines.
NEAR = 2000
SECOND_LEVEL = regex(r"^[ \t]*\*[ \t]*\*[ \t]+(?=[^\s*])", re.MULTILINE)
NEXT_MARK = regex(r"[ \t]*(?:\n|$|[*+~=]|->|<-)")
MOVE_BEHIND = regex(r"[.!?…”\"»\w][ \t]++->[ \t]*[^\W\d]\w*[ \t]*\Z")
BULLET = regex(r"(?:(?:[-•·‣–—]|\d{1,3}[.)]|[o◦](?=[ \t]+[\"“A-Z]))[ \t]+(?=\S)|[-•·‣](?=[^\W\d_]))")
EACH = regex(r"each[ \t]+#[^\W\d][\w-]*+[ \t]*+(?:->)?[ \t]*+$")
ENGLISH = regex(r"\A(?![\s\S]*^language:[ \t]*+(?!en))", re.MULTILINE)


def choice(text: str, at: int, end: int) -> Trap | None:
    """`+Wait.`, `*Wait.`, `* * Wait.`, `+. Wait.`: a mark without its space, or with others beside it."""
    if ROW_OF_STARS.match(text, at, end):
        if not line_above(text, at) and text[end : end + 2].strip(" \t") in ("", "\n", "\n\n"):
            return None  # `* * *` between two paragraphs
        hint = f"a blank line parts two paragraphs; to show the stars, write `\\{shortened(text[at:end].rstrip())}`"
        return Trap("", end, hint)
    nested = NESTED.match(text, at, end)
    if nested is not None and BANNER.match(text, at, end):
        return None
    if nested is not None and text[nested.end()] in "=–—" and is_note(text, at):
        return None  # `** = see the chart`: what two stars mean that stand behind a word above
    if nested is not None:
        mark = nested.group(1)
        shown = shortened(text[nested.end() : end])
        hint = f"choices nest by indentation: write `{mark} {shown}` indented below the choice that it belongs to"
        if is_in_list(text, at, end):
            return None
        if not _is_in_menu(text, at, end) or _is_notice(text, at, end):
            return Trap("", end, hint, is_doubt=True)  # `** note`, a second footnote
        return Trap("CHOICE", at + len(nested.group().rstrip()) - 1, hint)
    stopped = STOPPED.match(text, at, end)
    if stopped is not None:
        hint = f"for a choice, put a space after the mark: `{text[at]} {shortened(text[stopped.end() : end])}`"
        return Trap("CHOICE", stopped.end() - 1, hint)
    found = CHOICE.match(text, at, end)
    if found is None or (
        text[at] == "*" and (plain_stars(text, at, end) or _is_emphasis(text, at, end) or is_note(text, at))
    ):
        return None
    other = command(text, at, end)
    if other is not None:
        return other
    shown = f"`{text[at]} {shortened(text[at + 1 : end])}`"
    if text[at] == "+":
        hint = f"for a choice, put a space after the mark: {shown}"
        if text[at + 1].islower() and not _is_in_menu(text, at, end):
            # `+b3n is away`
            return None if is_in_list(text, at, end) else Trap("", end, hint, is_doubt=True)
        return Trap("CHOICE", at, hint)
    hint = f"for a choice, put a space after it: {shown}; for emphasis, close it with `*`"
    return Trap("CHOICE", at, hint, "this `*` is not closed", "NC022")


def _is_notice(text: str, at: int, end: int) -> bool:
    """Whether three stars begin a line that no two stars are above, as in `*** PING reply`; nothing goes there."""
    is_row = text.startswith("***", at) and "->" not in text[at:end]
    return is_row and SECOND_LEVEL.search(text, max(at - NEAR, 0), at + NEAR) is None


def _is_in_menu(text: str, at: int, end: int) -> bool:
    """Whether a line with the marks of nested choices stands by other choices, or has something to do."""
    begin = text.rfind("\n", 0, at) + 1
    width = len(text[begin:at].expandtabs(4))
    if indented_below(text, end, width) or "->" in text[at:end]:
        return True
    above, below = line_above(text, at), text[text.find("\n", end) + 1 :][:80]
    if not above or MARKED.match(above) is not None:
        below = below.lstrip()  # behind a line of prose, it is one of a menu if the next one is
    is_indented_above = text[:begin].rstrip("\n").rpartition("\n")[2][:1] in (" ", "\t") and not width
    return above[:1] in ("*", "+") or below[:2] in ("* ", "+ ", "**", "++") or is_indented_above


def _is_emphasis(text: str, at: int, end: int) -> bool:
    """Whether the stars of the paragraph that begins here come in pairs."""
    open_styles = 0
    while True:
        for found in STARS.finditer(text, at, end):
            before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
            if before.strip() and found.start() > at:
                open_styles -= 1
            elif after.strip():
                open_styles += 1
        if open_styles <= 0:
            return True
        at = end + 1
        if at >= len(text) or NEXT_MARK.match(text, at):
            return False
        end = text.find("\n", at)
        end = len(text) if end < 0 else end


def bullet(source: Source, at: int, end: int, width: int) -> Trap | None:
    """`- Go.` or `1. Go.` with a block below, or with a move beside choices: a choice as lists have it."""
    text = source.text
    found = BULLET.match(text, at, end)
    if found is not None and EACH.match(text, found.end(), end):
        return Trap("", end, f"a choice for each scene with a tag is written `* {text[found.end() : end].rstrip()}`")
    if found is None or not (indented_below(text, end, width) or _is_beside_choice(source, at, end)):
        return None
    from engine.syntax.openers import lost_items

    begin = text.rfind("\n", 0, at) + 1
    items = lost_items(text, begin, end) if begin < at and text.startswith("- ", at) else None
    if items is not None and MOVE_BEHIND.search(text[at:end]) is None:
        return Trap("", end, items.hint, items.message, slip=items.slip)
    hint = f"a choice is written `* {shortened(text[found.end() : end])}`"
    return Trap("CHOICE", found.end() - 1, hint)


def _is_beside_choice(source: Source, at: int, end: int) -> bool:
    """Whether `• Go. -> street` stands in a menu: above or below it, as far to the right and close, is a choice.

    With a dash begins what somebody says, in many languages.
    """
    text = source.text
    if MOVE_BEHIND.search(text[at:end]) is None or (text[at] in "-–—" and not in_file(ENGLISH, source.whole)):
        return False
    begin = text.rfind("\n", 0, at) + 1
    indent = text[begin:at]
    below = text[text.find("\n", end) + 1 :][: len(indent) + 2] if text.find("\n", end) >= 0 else ""
    choices = (indent + "* ", indent + "+ ")
    while begin > 0:
        above = text[text.rfind("\n", 0, begin - 1) + 1 : begin]
        begin -= len(above)
        if not above.startswith((indent + " ", indent + "\t")):
            return above.startswith(choices) or below.startswith(choices)
    return False


def option(text: str, at: int, end: int, width: int) -> Trap | None:
    """`#Text` of ChoiceScript and `"Text":` of Ren'Py, with a block below."""
    pattern = HASH_OPTION if text[at] == "#" else QUOTED_OPTION
    found = pattern.match(text, at, end)
    if found is None and (moved := QUOTED_MOVE.match(text, at, end)) is not None:
        hint = f"a choice is written `* {shortened(moved['text'])} {shortened(moved['move'])}`"
        return Trap("CHOICE", moved.start("text") - 1, hint, end=moved.end("text"))
    if found is None or not indented_below(text, end, width):
        return None
    condition = found["condition"]
    guard = f"{{if {shortened(condition)}}} " if condition else ""
    hint = f"a choice is written `* {guard}{shortened(found['text'])}`"
    return Trap("CHOICE", found.start("text") - 1, hint, end=found.end("text"))


# The next line is a heading, be it indented.
HEADING_BELOW = regex(r"(?:[ \t]*\n)+[ \t]*==")


def arrow_option(text: str, at: int, end: int, width: int) -> Trap | None:
    """`-> Text` with a block below, an option of Yarn."""
    found = OPTION.match(text, at, end)
    if found is None or PLAIN_MOVE.fullmatch(found["text"]) or not indented_below(text, end, width):
        return None
    if HEADING_BELOW.match(text, end):
        return None
    condition = text.find("<<", at, end)
    stop = end if condition < 0 else condition
    hint = f"a choice is written `* {shortened(text[found.start('text') : stop])}`, with its conditions in `{{if …}}`"
    message = "a move has nothing indented below it; this looks like a choice"
    return Trap("CHOICE", found.start("text") - 1, hint, message, "NC014", end=stop)
