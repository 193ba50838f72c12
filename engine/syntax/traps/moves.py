"""Lines that were meant as moves: other arrows, words for them, and those of Ren'Py."""

from __future__ import annotations

import re

from engine.patterns import regex
from engine.source import Source
from engine.syntax.file_lines import HEADING_LINES, in_file, lines_with
from engine.syntax.messages import COMMANDS, shortened
from engine.syntax.near_words import nearest_word
from engine.syntax.traps.trap import (
    END_OF_SCENE,
    MARKED,
    NEXT_LINE,
    RENPY_SCRIPT,
    Trap,
    indented_below,
    is_heading,
    is_wrapped,
    line_above,
)

TO_ENDING = regex(r"end(?:[ \t]*:.*)?$")
ARROW = regex(r"(?:-[ \t]+-?>|-{2,}>|=+>|-+[ \t]*<|[–—−~]+[ \t]*>|[→⇒➔➜⟶])[ \t]*(?=[^\W\d])")
# Arrows that print has, too.
PRINTED = frozenset("→⇒➔➜⟶")
TARGET = regex(r"(?P<name>[^\W\d]\w*)[ \t]*+(?:\(.*\)[ \t]*+)?(?:->|→)?$")
CHOICE_BELOW = regex(r"\n[ \t]*[*+][ \t]")
RENPY = regex(r"(?:(jump|call)[ \t]+([^\W\d]\w*)|(menu)(?:[ \t]+\w+)?:|(?:init[ \t]+)?(python):|(pass|return))$")
HEADINGS = regex(r"^==[ \t]*([^\W\d]\w*)", re.MULTILINE)
# A move in words: `visit bar`; a draw without its arrow: `any #gossip`; what stands below a heading without its `~`.
WORD_MOVE = regex(r"(?:visit|gosub|divert|enter)[ \t]+(?:to[ \t]+)?([^\W\d]\w*)[ \t]*(?:->)?$")
DRAW = regex(r"any[ \t]*\(?[ \t]*#([^\W\d]\w*)[ \t]*\)?[ \t]*(->)?$")
EACH = regex(r"each[ \t]+#[^\W\d][\w-]*+[ \t]*+(?:->)?$")
# `end: Found`, whose arrow is missing.
ENDING = regex(r"(?:the[ \t]+)?end(?:ing)?[ \t]*:[ \t]*+(?P<name>[^\n]*[^\s])", re.IGNORECASE)
INCLUDED = regex(r"include[ \t]+([^\W\d]\w*)$")


def move(source: Source, at: int, end: int) -> Trap | None:
    """`=> street`, `–> street`, `→ end: Found`: a move with another arrow. `→ wyrm` may be a word of a lexicon."""
    text = source.text
    arrow = ARROW.match(text, at, end)
    if arrow is None or not (TARGET.match(text, arrow.end(), end) or TO_ENDING.match(text, arrow.end(), end)):
        return None
    target = TARGET.match(text, arrow.end(), end)
    if text[at] in PRINTED and target is not None and not _may_be_scene(source, target["name"]):
        return None
    hint = f"write `-> {shortened(text[arrow.end() : end]).replace('→', '->')}`"
    type = "" if text[end - 1] == "→" else "JUMP"
    return Trap(type, arrow.end(), hint, "this move would be read as prose")


def _may_be_scene(source: Source, name: str) -> bool:
    """Whether a scene may have a name: here it has, or a move of this file leads there, or to one much like it."""
    names = [*HEADINGS.findall(lines_with(HEADING_LINES, source.whole)), "end", "back", "any"]
    if name in names or f"-> {name}" in source.whole:
        return True
    return nearest_word(name, names) is not None


def move_in_words(source: Source, at: int, end: int) -> Trap | None:
    """`visit bar`, `any #gossip`, `end: Found`, `include small_talk`: words for what an arrow says."""
    text = source.text
    move = WORD_MOVE.match(text, at, end)
    if move is not None and is_heading(source, move.group(1)):
        hint = f"to go to a scene and come back, write `-> {move.group(1)} ->`"
        return Trap("", end, hint, "this move would be read as prose")
    draw = DRAW.match(text, at, end)
    if draw is not None:
        hint = f"write `-> any #{draw.group(1)}{' ->' if draw.group(2) else ''}`"
        return Trap("", end, hint, "this move would be read as prose")
    if (each := EACH.match(text, at, end)) is not None:
        return Trap("", end, f"a choice for each scene with a tag is written `* {each.group()}`")
    ending = ENDING.match(text, at, end)
    is_last = ending is not None and END_OF_SCENE.match(text, end) is not None
    if ending is not None and (is_last or (text.startswith("end:", at) and _ends_block(text, at, end))):
        hint = f"to end the story, write `-> end: {shortened(ending['name'])}`"
        hint += "; for plain text put a `\\` before it" if is_last else ""
        return Trap("", end, hint, "this move would be read as prose", is_doubt=not is_last)
    included = INCLUDED.match(text, at, end)
    if included is not None and is_heading(source, included.group(1)):
        hint = f"the choices of another scene are added with `<- {included.group(1)}`"
        return Trap("", end, hint)
    return None


def _ends_block(text: str, at: int, end: int) -> bool:
    """Whether an indented line is the last of its block."""
    width = at - text.rfind("\n", 0, at) - 1
    below = NEXT_LINE.match(text, text.find("\n", end))
    return below is not None and len(below[1]) < width


def _begins_paragraph(text: str, at: int, end: int) -> bool:
    """Whether a word alone stands above a line that begins a sentence, and below none."""
    above = line_above(text, at)
    return (not above or MARKED.match(above) is not None) and text[end + 1 : end + 40].lstrip()[:1].isupper()


def renpy_line(source: Source, at: int, end: int, width: int) -> Trap | None:
    """`jump street`, `call street`, `menu:`, `pass`: what scripts of Ren'Py and programs have."""
    text = source.text
    found = RENPY.match(text, at, end)
    if found is None:
        return None
    move, name, _, python, word = found.groups()
    if move or word:
        is_scene = bool(move) and is_heading(source, name)
        is_script = in_file(RENPY_SCRIPT, source.whole) is not None
        belongs = not is_script and is_wrapped(text, at, end)
        if belongs and not is_scene and not (word == "pass" and _begins_paragraph(text, at, end)):
            return None
        # At the end of a scene something must stand that goes on; elsewhere it may well be prose.
        is_doubt = belongs or not (is_script or is_scene or END_OF_SCENE.match(text, end))
        hint = COMMANDS["return"] if word == "return" else "what does nothing is not written"
        if move == "jump":
            return Trap("JUMP", found.start(2), f"to go to a scene, write `-> {name}`", end=end, is_doubt=is_doubt)
        if move:
            hint = f"to go to a scene and come back, write `-> {name} ->`"
        return Trap("", end, hint, is_doubt=is_doubt)
    if not python and CHOICE_BELOW.match(text, end) is not None:
        return Trap("", end, "choices need no word above them: delete this line")
    if not indented_below(text, end, width):
        return None
    hint = "code of a program stands in the program: the story asks it with an `extern`" if python else ""
    return Trap("", end, hint or COMMANDS["choice"])
