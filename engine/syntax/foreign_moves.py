"""Moves as other tools write them, or with something behind the name: what is meant by what stands behind the arrow.

The reader of moves asks here only when it cannot read a target.
"""

from __future__ import annotations

import re

from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.syntax.messages import shortened

NAMED_END = regex(
    r"(?:end\b[ \t]*[=:,-]?|(?:the[ _]end|ending|finish|fin|finale|stop)[ \t]*[:=])[ \t]*"
    r"(?P<open>\()?(?P<name>[^\s>(){#][^>(){#]*)(?(open)\))$",
    re.IGNORECASE,
)
BARE_TAG = regex(r"any[ \t]+(?:(?:scene|of|from)[ \t]+)?[\"']?(?P<tag>[^\W\d][\w-]*)[\"']?[ \t]*(?P<returns>->)?$")
# `-> #gossip`, `-> random #gossip`, `-> any(#gossip)`.
ODD_DRAW = regex(r"(?:any|random|one[ \t]+of)?[ \t]*\(?[ \t]*#(?P<tag>[^\W\d][\w-]*)[ \t]*\)?[ \t]*(?P<returns>->)?$")
MARKS_BEHIND = regex(r"(?P<name>[^\W\d]\w*)[ \t]*(?P<marks>[.;,:!?<>)-]++)$")
QUOTED = regex(r"[\"“'`\[<{(*](?P<name>[^\W\d]\w*)[\"”'`\]>})*]$")
SIGNED = regex(r"[-=#@$.<>]+[ \t]*(?P<name>[^\W\d]\w*)$")
SLASHED = regex(r"(?P<scene>[^\W\d]\w*)[ \t]*(?:/|::)[ \t]*(?P<point>[^\W\d]\w*)$")
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
        name = behind["name"]
        hint = f"delete the `{behind['marks']}`: `-> {name}{back}`"
        if not behind["marks"].strip("->"):
            return TargetProblem("only one scene can stand here", f"write `-> {name} ->`")
        if behind["marks"].startswith("<") and not returns:
            hint = f"write `-> {name}`, or to come back from there `-> {name} ->`"
        return TargetProblem("this is not a scene's name", hint, behind.start("marks"))
    dressed = QUOTED.match(inner) or SIGNED.match(inner)
    if dressed is not None:
        name = dressed["name"]
        is_place = not _has_scene(name, source) and re.search(rf"^var[ \t]+{name}\b", source, re.MULTILINE)
        written = f"{{{name}}}" if is_place else name
        return TargetProblem("this is not a scene's name", f"write `-> {written}{back}`")
    slashed = SLASHED.match(inner)
    if slashed is not None:
        hint = f"write `-> {slashed['scene']}.{slashed['point']}{back}`"
        return TargetProblem("a point of another scene stands behind a `.`", hint)
    if THE_END.fullmatch(inner):
        return TargetProblem("this is not a scene's name", "to end the story, write `-> end`")
    titled = _scene_titled(inner, source)
    if titled is not None:
        return TargetProblem("this is a scene's title; a move names the scene", f"write `-> {titled}`")
    first = FIRST_WORD.match(inner)
    comma = WITH_COMMA.match(inner)
    if comma is not None and _has_scene(comma["name"], source):
        hint = f"delete `{shortened(comma['rest'])}`: `-> {comma['name']}{back}`"
        return TargetProblem("nothing can follow a move on its line", hint, comma.start("rest"))
    article = ARTICLE.match(inner)
    if article is not None and _has_scene(article["name"], source):
        return TargetProblem("this is not a scene's name", f"write `-> {article['name']}{back}`")
    if first is not None and "->" not in inner and _has_scene(first["name"], source):
        hint = f"write `-> {first['name']}` alone, and `{shortened(first['rest'])}` before it or in that scene"
        return TargetProblem("nothing can follow a move on its line", hint, first.start("rest"))
    return None


def _has_scene(name: str, source: str) -> bool:
    return re.search(rf"^==[ \t]*{re.escape(name)}\b", source, re.MULTILINE) is not None


def _scene_titled(text: str, source: str) -> str | None:
    """The scene with a title like a text, or with a name of the same words."""
    title = re.escape(text.strip(QUOTES + ".")).replace("\\ ", "[ \t]+")
    pattern = rf"^==[ \t]*([^\W\d]\w*)\b[^:\n]*:[ \t]*{title}[ \t]*(?:#.*)?$"
    found = re.search(pattern, source, re.MULTILINE | re.IGNORECASE)
    if found is None and WORDS.fullmatch(text):
        named = re.escape("_".join(text.split()))
        found = re.search(rf"^==[ \t]*({named})\b", source, re.MULTILINE | re.IGNORECASE)
    return found.group(1) if found is not None else None
