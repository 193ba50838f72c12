"""Moves as other tools write them, or with something behind the name: what is meant by what stands behind the arrow.

The reader of moves asks here only when it cannot read a target.
"""

from __future__ import annotations

import re

from engine.named_tuples import NamedTuple
from engine.patterns import compiled, regex
from engine.syntax.file_lines import ENDING_LINES, HEADING_LINES, POINT_LINES, lines_with
from engine.syntax.grammars import reads
from engine.syntax.logic_meant import is_declared
from engine.syntax.messages import shortened
from engine.syntax.near_words import nearest_word

NAMED_END = regex(
    r"(?:end\b[ \t]*[=:;,.–—-]?|(?:the[ _]end|ending|finish|fin|finale|stop)[ \t]*[:;=])[ \t]*"
    r"(?P<open>\()?(?P<name>[^\s>(){#][^>(){#]*)(?(open)\))$",
    re.IGNORECASE,
)
BARE_TAG = regex(
    r"any(?:[ \t]+(?:(?:scene|of|from)[ \t]+)?[\"']?|\([ \t]*)(?P<tag>[^\W\d][\w-]*)[\"')]?[ \t]*(?P<returns>->)?$"
)
# `-> #gossip`, `-> random #gossip`, `-> any(#gossip)`.
ODD_DRAW = regex(
    r"(?:any|each|all|every|some|random|one[ \t]+of)?:?[ \t]*\(?[ \t]*#[ \t]*(?P<tag>[^\W\d][\w-]*)[ \t]*\)?[ \t]*"
    r"(?P<returns>->)?$",
    re.IGNORECASE,
)
MARKS_BEHIND = regex(r"(?P<name>[^\W\d]\w*)[ \t]*(?P<marks>[.;,:!?<>)-]++)$")
QUOTED = regex(r"[\"“'`\[<{(*](?P<name>[^\W\d]\w*)[\"”'`\]>})*]$")
SIGNED = regex(r"[-=#@$.<>]+[ \t]*(?P<name>[^\W\d]\w*)$")
# `edn: Found`: the word before the colon is nearly `end`.
NEAR_END = regex(r"(?P<word>[^\W\d]{2,5})[ \t]*[:;][ \t]*(?P<name>[^\s{}#][^{}#]*)$")
# `inn//warm`, `inn / in the warm`: a comment without its blank, or with one stroke.
COMMENT = regex(r"(?P<scene>[^\W\d]\w*+)(?:[ \t]*+//[ \t]*+|[ \t]++/[ \t]++)(?P<rest>\w[^\n`]*)$")
SLASHED = regex(r"(?P<scene>[^\W\d]\w*)[ \t]*(?:/|::|\.)[ \t]*(?P<point>[^\W\d]\w*)$")
# `home doorstep` and `home->doorstep`, of a scene and a point; `market -> stalls`, of two scenes.
BESIDE = regex(r"(?P<scene>[^\W\d]\w*)[ \t]*(?P<arrow>->|:|[ \t])[ \t]*(?P<point>[^\W\d]\w*)$")
BACK_AND_ON = regex(r"back[ \t]*[:;,]?[ \t]*(?P<scene>[^\W\d]\w*)$")
RETURN = regex(r"return[ \t]+(?P<value>\S.*)$")
# `inside "song"`: what a scene is given, without the brackets.
GIVEN = regex(r"(?P<scene>[^\W\d]\w*)[ \t]*\{?[ \t]*(?P<value>\"[^\"\n]*\"|-?\d+|true|false)[ \t]*\}?$")
# `bargain FARE, "ticket"`, `bargain: FARE` and `bargain [FARE]`.
VALUES_BEHIND = regex(
    r"(?P<scene>[^\W\d]\w*)(?:[ \t]*[,;:=][ \t]*|[ \t]*(?P<open>[\[{])[ \t]*|[ \t]+)(?:with[ \t]+)?"
    r"(?P<values>[^\s,;:][^\[\]{}]*?)[ \t]*(?(open)[\]}])$"
)
THE_END = regex(r"(?:the|an)[ \t]+end(?:ing)?")
FIRST_WORD = regex(r"(?P<name>[^\W\d]\w*)[ \t]+(?P<rest>[^\s>(].*)$")
WITH_COMMA = regex(r"(?P<name>[^\W\d]\w*)(?P<rest>[ \t]*[,;:][ \t]*\S.*)$")
ARTICLE = regex(r"(?:the|a|an|The|A|An)[ \t]+(?P<name>[^\W\d]\w*)$")
# Longer than a line that somebody has written.
MOST = 200
WORDS = regex(r"[^\W\d]\w*(?:[ \t-]+\w+)+")
QUOTES = " \t\"“”'"


class TargetProblem(NamedTuple):
    """What is wrong with a target, from which offset in it on, and what to write."""

    message: str
    hint: str
    at: int = 0


def ending_meant(inner: str) -> str | None:
    """The name of the ending in `end The near side` and `end "The near side"`, where a colon is missing."""
    found = NAMED_END.match(inner) if len(inner) < MOST else None
    return found["name"].strip(QUOTES) or None if found is not None else None


def draw_meant(inner: str) -> re.Match[str] | None:
    """The `tag` of a draw in another form, such as `any gossip ->` or `random #gossip`, and whether it `returns`."""
    return BARE_TAG.match(inner) or ODD_DRAW.match(inner) if len(inner) < MOST else None


def target_meant(inner: str, source: str, returns: bool = False) -> TargetProblem | None:
    """What a target is meant to be that is no name alone; `source` is the file, in which scenes may have that name."""
    if len(inner) > MOST:
        return None
    back = " ->" if returns else ""
    behind = MARKS_BEHIND.match(inner)
    if behind is not None:
        return _without_marks(behind, returns, back)
    meant = _two_names_meant(inner, source, back)
    if meant is not None:
        return meant
    near_end = NEAR_END.match(inner)
    if near_end is not None and nearest_word(near_end["word"], ("end",)) and near_end["word"] not in ("ended",):
        return TargetProblem("the name of an ending stands behind `end:`", f"write `-> end: {near_end['name']}`")
    dressed = QUOTED.match(inner) or SIGNED.match(inner)
    if dressed is not None:
        name, is_scene = dressed["name"], has_scene(dressed["name"], source)
        is_place = not is_scene and is_declared(name, source)
        hint = f"write `-> {{{name}}}{back}`" if is_place else f"write `-> {name}{back}`"
        if not is_scene and not is_place and inner[0] in "$({":
            hint += f"; to go where a variable says, `-> {{{name}}}{back}`"
        return TargetProblem("this is not a scene's name", hint)
    comment = COMMENT.match(inner)
    if comment is not None and has_scene(comment["scene"], source):
        hint = f"a blank and two strokes stand before a comment: `-> {comment['scene']}{back} // {comment['rest']}`"
        if not _has_point(comment["scene"], comment["rest"], source):
            return TargetProblem("nothing can follow a move on its line", hint, comment.end("scene"))
    slashed = SLASHED.match(inner)
    if slashed is not None:
        hint = f"write `-> {slashed['scene']}.{slashed['point']}{back}`"
        return TargetProblem("a point of another scene stands behind a `.`", hint)
    if THE_END.fullmatch(inner):
        return TargetProblem("this is not a scene's name", "to end the story, write `-> end`")
    if (found := RETURN.match(inner)) is not None:
        return TargetProblem("this is no move", f"to give back a value, write `~ return {shortened(found['value'])}`")
    given = GIVEN.match(inner)
    if given is not None and _takes_values(given["scene"], source):
        hint = f"write `-> {given['scene']}({given['value']}){back}`"
        return TargetProblem("what a scene is given stands in brackets", hint, given.end("scene"))
    if " " in inner and named_ending(inner, source):
        return TargetProblem("this is an ending, and no scene", f"write `-> end: {inner.strip(QUOTES)}`")
    titled = _scene_titled(inner, source)
    if titled is not None:
        return TargetProblem("this is a scene's title; a move names the scene", f"write `-> {titled}{back}`")
    first = FIRST_WORD.match(inner)
    comma = WITH_COMMA.match(inner)
    values = VALUES_BEHIND.match(inner)
    if values is not None and _takes_values(values["scene"], source):
        written = f"{values['scene']}({values['values']})"
        if reads("target", written):
            hint = f"write `-> {written}{back}`"
            return TargetProblem("what a scene is given stands in brackets", hint, values.end("scene"))
    if comma is not None and has_scene(comma["name"], source):
        hint = f"delete `{shortened(comma['rest'])}`: `-> {comma['name']}{back}`"
        return TargetProblem("nothing can follow a move on its line", hint, comma.start("rest"))
    article = ARTICLE.match(inner)
    if article is not None and has_scene(article["name"], source):
        return TargetProblem("this is not a scene's name", f"write `-> {article['name']}{back}`")
    titled = _partly_titled(inner, source)
    if titled is not None:
        message = "this is part of a scene's title; a move names the scene"
        return TargetProblem(message, f"write `-> {titled}{back}`")
    if first is not None and "->" not in inner and has_scene(first["name"], source):
        hint = f"write `-> {first['name']}` alone, and `{shortened(first['rest'])}` before it or in that scene"
        return TargetProblem("nothing can follow a move on its line", hint, first.start("rest"))
    return None


def _without_marks(behind: re.Match[str], returns: bool, back: str) -> TargetProblem:
    """A name, and signs of moves behind it."""
    name = behind["name"]
    hint = f"delete the `{behind['marks']}`: `-> {name}{back}`"
    if not behind["marks"].strip("->"):
        return TargetProblem("only one scene can stand here", f"write `-> {name} ->`")
    if behind["marks"].startswith("<") and not returns:
        hint = f"write `-> {name}`, or to come back from there `-> {name} ->`"
    return TargetProblem("this is not a scene's name", hint, behind.start("marks"))


def _two_names_meant(inner: str, source: str, back: str) -> TargetProblem | None:
    """Two names of which one is a point of the other, or a way back: `home doorstep`, `back vault`, `a -> b`."""
    beside = BESIDE.match(inner)
    if beside is not None and _has_point(beside["scene"], beside["point"], source):
        hint = f"write `-> {beside['scene']}.{beside['point']}{back}`"
        return TargetProblem("a point of another scene stands behind a `.`", hint)
    on = BACK_AND_ON.match(inner)
    if on is not None and not has_scene(f"back_{on['scene']}", source):
        return TargetProblem("an arrow is missing behind `back`", f"write `-> back -> {on['scene']}`")
    if beside is not None and beside["arrow"] == "->" and beside["point"] == "back":
        scene = beside["scene"]
        hint = f"to visit it and come back, write `-> {scene} ->`; to leave a visit for it, `-> back -> {scene}`"
        return TargetProblem("only one scene can stand here", hint, beside.start("arrow"))
    lines = _text_of(beside["scene"], source) if beside is not None and beside["arrow"] == "->" else None
    if beside is not None and lines is not None and "-> back" not in lines:
        hint = f"write `-> {beside['scene']}` or `-> {beside['point']}`"
        return TargetProblem("only one scene can stand here", hint, beside.start("arrow"))
    return None


def _text_of(scene: str, source: str) -> str | None:
    """The lines of a scene; None for one that is not in this file."""
    if not has_scene(scene, source):
        return None
    found = compiled(rf"^==[ \t]*{re.escape(scene)}\b", re.MULTILINE).search(source)
    assert found is not None, "it has a heading"
    end = source.find("\n==", found.end())
    return source[found.end() : len(source) if end < 0 else end]


def _has_point(scene: str, name: str, source: str) -> bool:
    text = _text_of(scene, source) if f"-- {name}" in lines_with(POINT_LINES, source) else None
    return text is not None and compiled(rf"^[ \t]*-- {re.escape(name)}\b", re.MULTILINE).search(text) is not None


def has_scene(name: str, source: str) -> bool:
    """Whether a file has a scene of a name."""
    lines = lines_with(HEADING_LINES, source)
    return name in lines and compiled(rf"^==[ \t]*{re.escape(name)}\b", re.MULTILINE).search(lines) is not None


def _takes_values(name: str, source: str) -> bool:
    lines = lines_with(HEADING_LINES, source)
    return name in lines and re.search(rf"^==[ \t]*{name}[ \t]*\(", lines, re.MULTILINE) is not None


def _scene_titled(text: str, source: str) -> str | None:
    """The scene with a title like a text, or with a name of the same words."""
    title = re.escape(text.strip(QUOTES + ".")).replace("\\ ", "[ \t]+")
    pattern = rf"^==[ \t]*([^\W\d]\w*)\b[^:\n]*:[ \t]*{title}[ \t]*(?:#.*)?$"
    headings = lines_with(HEADING_LINES, source)
    found = re.search(pattern, headings, re.MULTILINE | re.IGNORECASE)
    if found is None and WORDS.fullmatch(text):
        named = re.escape("_".join(text.split()))
        found = compiled(rf"^==[ \t]*({named})\b", re.MULTILINE | re.IGNORECASE).search(headings)
    return found.group(1) if found is not None else None


def _partly_titled(text: str, source: str) -> str | None:
    """The scene with some words in its title, if it is the only one."""
    title = re.escape(text.strip(QUOTES + ".")).replace("\\ ", "[ \t]+")
    pattern = rf"^==[ \t]*([^\W\d]\w*)\b[^:\n]*:[^#\n]*\b{title}\b"
    headings = lines_with(HEADING_LINES, source)
    found = re.findall(pattern, headings, re.MULTILINE | re.IGNORECASE) if WORDS.fullmatch(text) else []
    return found[0] if len(found) == 1 else None


def named_ending(text: str, source: str) -> bool:
    """Whether a text is the name of an ending that a file makes or claims."""
    name = re.escape(text.strip(QUOTES))
    pattern = rf"\bend:[ \t]*{name}[ \t]*(?:#|$)|^claim\b[^\n]*\"{name}\""
    lines = lines_with(ENDING_LINES, source)
    return text.strip(QUOTES) in lines and compiled(pattern, re.MULTILINE).search(lines) is not None
