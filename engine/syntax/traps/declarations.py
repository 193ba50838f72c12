"""Declarations in a scene, of this language and of ink, and comments of ink."""

from __future__ import annotations

from engine.patterns import regex
from engine.source import Source
from engine.syntax.grammars import reads
from engine.syntax.messages import shortened
from engine.syntax.traps.trap import (
    Trap,
    begins_within,
    is_behind_sentence,
    is_heading,
    is_in_list,
    is_within_sentence,
    is_wrapped,
)

DECLARATION = regex(
    r"(?:(var|const|let|temp|set)[ \t]+([^\W\d]\w*)[ \t]*(?::.*)?="
    r"|(def)[ \t]+([^\W\d]\w*)[ \t]*\(.*\)[ \t]*="
    r"|(extern)[ \t]+([^\W\d]\w*)[ \t]*\(.*\)[ \t]*->"
    r"|(include)[ \t]+\S+\.story[ \t]*$"
    r"|(claim)[ \t]+(?:never|reach|an ending)\b)"
)
DECLARING = ("var", "const", "let", "temp", "set", "def", "extern", "include", "claim")
# A line of the header. Others than these may stand on a screen or a form in the story: `status: open`.
HEADER_LINE = regex(r"(?P<key>title|cast|start):[ \t]+(?P<value>[^\s\\][^\n\\]*)")
INK_DECLARATION = regex(
    r"(?:(?P<word>VAR|CONST|LIST|EXTERNAL)[ \t]+(?P<name>[^\W\d]\w*+)[ \t]*+[=(]"
    r"|(?P<include>INCLUDE)[ \t]+\S++[ \t]*+$)"
)
# What a sentence does not hold.
CODE = regex(r"[<>=()_+*/\"]|\w\.\w")
READ_AS = {"var": "var", "const": "const", "let": "let", "set": "assignment"}
INK_NOTE = regex(r"(?:TODO|FIXME)(?:[ \t]*:|[ \t]+(?=[A-Z]))")


def ink_line(text: str, at: int, end: int) -> Trap | None:
    """A declaration, a comment or a note of ink, which can stand anywhere there."""
    if text.startswith("/*", at) or INK_NOTE.match(text, at, end):
        # A note on a fridge is prose: what is only suspected is a doubt.
        is_comment = text.startswith("/*", at)
        if not is_comment and is_in_list(text, at, end):
            return None
        is_doubt = not is_comment or text.find("*/", at, end) >= 0
        return Trap("", end, "a comment begins with `//`, on each of its lines", is_doubt=is_doubt)
    found = INK_DECLARATION.match(text, at, end)
    if found is None:
        return None
    forms = {"VAR": "var NAME = …", "CONST": "const NAME = …", "EXTERNAL": "extern NAME(…) -> …"}
    written = forms.get(found["word"] or "", "var NAME: set of …").replace("NAME", found["name"] or "")
    written = "include chapters/hotel.story" if found["include"] else written
    hint = f"at the top of a file, before its first scene, write `{written}`"
    return Trap("", end, hint, name=found["name"])


def header_line(source: Source, at: int, end: int) -> Trap | None:
    """`title: The market` in a scene, where a paragraph begins."""
    text = source.text
    found = HEADER_LINE.fullmatch(text, at, end) if text[at : at + 6].find(":") > 0 else None
    if found is None or begins_within(text, at) or is_in_list(text, at, end):
        return None
    key, value = found["key"], found["value"].rstrip()
    if key == "start" and not is_heading(source, value):
        return None
    message = f"`{key}:` does not stand in a scene; this line would be read as prose"
    hint = "it stands at the top of the story, before its first scene"
    if key == "title":
        hint = (
            f"the title of a scene stands in its heading, `== name: {shortened(value)}`; that of the story at its top"
        )
    return Trap("", end, hint, message, is_doubt=True)


def declaration(text: str, at: int, end: int) -> Trap | None:
    """`var x = 3`, `include more.story`, `claim never wet` in a scene."""
    found = DECLARATION.match(text, at, end) if text.startswith(DECLARING, at) else None
    if found is None:
        return None
    word, *name = [group for group in found.groups() if group]
    # `They / claim never to have seen her.` is no claim.
    is_read = word != "claim" or reads("claim", text[found.end(found.lastindex or 0) : end].strip())
    is_doubt = not is_read and CODE.search(text, at, end) is None
    if is_doubt and is_wrapped(text, at, end) and not is_behind_sentence(text, at):
        return None
    if word in READ_AS and is_within_sentence(text, at, end):
        rest = text[found.end(found.lastindex or 0) - len(name[0]) : end] if name else ""
        if not reads(READ_AS[word], rest.strip()):
            return None  # it is quoted
    hint = "to set a variable, write `~ name = value`; for a moment only, `~ let name = value`"
    message = "this line would be read as prose"
    if word in ("var", "const", "def", "extern", "claim", "include"):
        message = f"`{word}` does not stand in a scene; this line would be read as prose"
        hint = "declarations and includes stand at the top of a file, before its first scene"
        if word == "var":
            hint += "; for a moment only, write `~ let name = value`"
    rest = text[found.end(1) : end].strip()
    if word in ("let", "set") and reads("let" if word == "let" else "assignment", rest):
        hint = f"write `~ {'let ' if word == 'let' else ''}{shortened(rest)}`"
    return Trap("", end, hint, message, name=name[0] if name else None, is_doubt=is_doubt)
