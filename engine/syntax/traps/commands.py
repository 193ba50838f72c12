"""Commands of other tools: those with signs around them, and wishes to the program that shows the story."""

from __future__ import annotations

import re

from engine.patterns import compiled, regex
from engine.source import Source
from engine.syntax.file_lines import in_file
from engine.syntax.foreign_lines import HASH_OPTION
from engine.syntax.messages import COMMANDS, shortened
from engine.syntax.traps.trap import (
    MARKED,
    RENPY_SCRIPT,
    Trap,
    is_behind_sentence,
    is_within_sentence,
    is_wrapped,
    line_above,
)

COMMAND = regex(r"(?:(?:\*|<<[ \t]*/?)[ \t]*({0})\b|\([ \t]*({0}):)(?:[ \t]*([^\W\d]\w*))?".format("|".join(COMMANDS)))
DOLLAR = regex(r"\$[ \t]*([^\W\d]\w*)[ \t]*([-+*/]?=|\+\+|--)")
ADDED = regex(r"<[ \t]+-+[ \t]*([^\W\d]\w*)[ \t]*$")
LINE_COMMAND = regex(r"<<.*>>$")
# `<< Non. >>` and `<<Oui>>`, quotations in plain signs, and `<< Prev | Next >>`: other tools have no command like that.
QUOTED_LINE = regex(
    r"<<[ \t]*(?!(?i:%s)\b)[¿¡—–-]*[ \t]*[^\W\d_a-z][^<>$=\"\n]*>>$" % "|".join((*COMMANDS, "wait", "play", "fade"))
)
# Wishes to the program that shows the story, as lines of other tools: `wait 2`, `play sound "bell"`, `with fade`.
STAGE = regex(
    r"(?P<word>wait|pause|delay|sleep|clear|cls)(?:[ \t]*\(?[ \t]*(?P<number>\d[\d.]*)[ \t]*s?\)?)?;?$"
    r"|(?P<sound>(?:play|stop|queue)[ \t]+(?:sound|music|voice|ambience))[ \t]+[^\s.!?…][^!?…]*$"
    r"|with[ \t]+(?P<effect>fade|dissolve|pixellate)$|(?P<stop>stop[ \t]+(?:music|sound))$"
    r"|(?P<window>window)[ \t]+(?:hide|show|auto)$|(?P<scene>scene)[ \t]+bg(?:[ \t]+[a-z_]\w*){1,2}$"
    r"|(?P<shown>show|hide|scene)(?:[ \t]+[a-z_]\w*){1,4}[ \t]+with[ \t]+(?:fade|dissolve|pixellate)$"
)
STAGE_WORDS = (
    *("wait", "pause", "delay", "sleep", "clear", "cls", "play", "stop", "queue", "with", "window", "scene", "show"),
    "hide",
)
EFFECTS = ("fade", "dissolve", "pixellate")
CAST = regex(r"^cast:.*", re.MULTILINE)
SHOWN = regex(r"(?P<word>show|hide)(?![ \t]+(?:me|him|her|us|them|you|it)\b)(?:[ \t]+[a-z_]\w*){1,3}$")
# Within a paragraph, `show him` may be a verse.
SHOWN_BELOW = regex(
    r"(?P<word>show)[ \t]+(?!(?:me|him|her|us|them|you|it|the|an?|my|your|his|our|their|no|all|some)\b)[a-z_]\w*"
    r"(?:[ \t]+[a-z_]\w*){1,2}$"
)


def sign_of_other_tool(text: str, at: int, end: int) -> Trap | None:
    """What begins with `<`, `[`, `(` or `$`: `$ gold = 1`, `< - small_talk`, `<!-- a note -->`, a command."""
    found = DOLLAR.match(text, at, end)
    if found is not None:
        return Trap("", end, f"to set a variable, write `~ {found.group(1)} {found.group(2)} …`")
    added = ADDED.match(text, at, end)
    if added is not None:
        return Trap("", end, f"the choices of another scene are added with `<- {added.group(1)}`")
    if text.startswith("<!--", at):
        closed = text.find("-->", at, end)
        is_doubt = closed >= 0 and text[closed + 3 : end].strip() != ""
        return Trap("", end, "a comment begins with `//`", is_doubt=is_doubt)
    return command(text, at, end)


def command(text: str, at: int, end: int) -> Trap | None:
    """A command of ChoiceScript, Twine, Yarn or Ren'Py: `*set gold 5`, `(set: …)`, `<<set …>>`."""
    option = HASH_OPTION.match(text, at, end) if text[at] == "*" else None
    if option is not None and option["word"]:
        word, condition = option["word"], option["condition"].strip() or "condition"
        guard = {"selectable_if": f"{{needs {condition}: reason}} ", "if": f"{{if {condition}}} "}.get(word, "")
        hint = f"a choice is written `{'+' if word == 'allow_reuse' else '*'} {guard}{shortened(option['text'])}`"
        return Trap("CHOICE", option.start("text") - 1, hint)
    found = COMMAND.match(text, at, end)
    if found is None:
        if LINE_COMMAND.match(text, at, end) and not QUOTED_LINE.match(text, at, end):
            return Trap("", end, "commands are not written here; a wish to the program is a tag, such as `#wait=2`")
        return None
    word, name = found.group(1) or found.group(2), found.group(3)
    hint = COMMANDS[word].replace("NAME", name or "scene")
    if word in ("goto", "jump", "gosub") and name:
        return Trap("JUMP", found.start(3), hint, end=found.end(3))
    return Trap("", end, hint, name=name if word == "label" else None)


def stage_direction(source: Source, at: int, end: int) -> Trap | None:
    """`wait 2`, `play sound "bell"`, `show goat`: wishes to the program, as lines of other tools."""
    text = source.text
    if not text.startswith(STAGE_WORDS, at) or (text.startswith("with", at) and not text.endswith(EFFECTS, at, end)):
        return None
    stage = STAGE.match(text, at, end)
    if stage is None and (not is_wrapped(text, at, end) or is_behind_sentence(text, at)):
        stage = (SHOWN_BELOW if is_wrapped(text, at, end) else SHOWN).match(text, at, end)
    if stage is None:
        stage = _shown_name(source, at, end)
    if stage is not None and not any(map(str.isdigit, stage.group())) and is_within_sentence(text, at, end):
        return None
    if stage is not None and in_file(RENPY_SCRIPT, source.whole) is None:
        word = next(one for one in stage.groups() if one).split()[-1]
        number = f"={stage['number']}" if "number" in stage.groupdict() and stage["number"] else ""
        hint = f"a wish to the program that shows the story is a tag at the end of a line: `#{word}{number}`"
        return Trap("", end, hint, is_doubt=True)
    return None


def _shown_name(source: Source, at: int, end: int) -> re.Match[str] | None:
    """`hide bram`, where the name is one of the cast, and `show goat` above a line that begins anew."""
    found = SHOWN.match(source.text, at, end)
    if found is None:
        return None
    first = source.text[at:end].split()[1]
    cast = in_file(CAST, source.whole)
    is_cast = cast is not None and compiled(rf"\b{re.escape(first)}\b", re.IGNORECASE).search(cast.group()) is not None
    above = line_above(source.text, at)
    is_first = not above or MARKED.match(above) is not None
    below = source.text[end + 1 : end + 40].lstrip()
    return found if is_cast or (is_first and below[:1].isupper()) else None
