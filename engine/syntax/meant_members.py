"""Names in the types of declarations that are not written as here: which of several words are a name.

The story tells: what it compares with, sets and asks for is a name by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.patterns import compiled, regex
from engine.source import Source
from engine.syntax.messages import as_name

WORD = regex(r"[^\W\d]\w*")
# `high was low_water`, `high (were low_water)`, `high [was: low_water]`: an old name in another form than `(was …)`.
OLD = regex(
    r"[ \t]*(?:[(\[{][ \t]*(?:was|were|is|formerly|ex)[ \t]*:?[ \t]+(?P<braced>[^\W\d]\w*)[ \t]*[)\]}]?"
    r"|\b(?:was|were)[ \t]+(?P<bare>[^\W\d]\w*))"
)
# A name with the words that it shows, in brackets or without their quotes.
SHOWN = regex(r"(?P<name>[^\W\d]\w*)[ \t]*(?:\((?!was\b)(?P<words>[^()]*)\)|\"(?P<quoted>[^\"]*)\"?)$")
# Names with their words in quotes, in whatever order, and with whatever between them.
MEMBER = regex(r"(?P<name>[^\W\d]\w*)|\"(?P<words>[^\"\n]+)\"|(?P<sign>\S)")
PARTED = regex(r"[ \t]*[,|/;][ \t]*(?=(?:[^\"\n]*\"[^\"\n]*\")*[^\"\n]*$)")
# Where a name stands as a value.
USED_AS_VALUE = r"(?:[=!]=|\bhas|[-+]=|(?<![=!<>])=|\[)[ \t]*{name}(?!\w)"
VALUES = r"(?<!\w){name}[ \t]*(?:[-+!=]?=|\bhas\b)[ \t]*\[?[ \t]*([^\W\d]\w*)(?![\w(])"
USED = r"(?:[{{~(]|\b(?:if|and|or|not)\b)[ \t]*{name}(?!\w)"


def with_old_names(text: str) -> str:
    """A declaration in which former names stand as `(was name)`; what is within quotes stays."""

    def written(found: re.Match[str]) -> str:
        if text.count('"', 0, found.start()) % 2:
            return found.group()
        return f" (was {found['braced'] or found['bare']})"

    return OLD.sub(written, text) if "w" in text or "is" in text or "ex" in text else text


def members(text: str, story: str, is_set: bool) -> list[str] | None:
    """Names with the words that they show, `lamp "old lamp"`, from a row of both; None where that is not clear."""
    parts = [one for one in PARTED.split(text) if one.strip()]
    pairs = [one for part in parts for one in ([_member(part)] if '"' in part else shown_names(part, story, is_set))]
    if len(parts) > 1 and None not in pairs:
        return [one for one in pairs if one is not None]
    found: list[str] = []
    name = words = ""
    for part in MEMBER.finditer(text):
        if part["sign"]:
            if part["sign"] not in ",;:=|/":
                return None
            continue
        if part["name"] is not None:
            if words and not name:  # the words came first
                found.append(f'{part["name"]} "{words}"')
                words = ""
                continue
            found += [name] if name else []
            name = part["name"]
        elif name:
            found.append(f'{name} "{part["words"]}"')
            name = ""
        else:
            words = part["words"]
    found += [name] if name else []
    return found if len(found) > 1 and not words else None


def _member(text: str) -> str | None:
    """One name and its words, in whichever order they stand; None for more of either."""
    pieces = list(MEMBER.finditer(text))
    names, words = [one["name"] for one in pieces if one["name"]], [one["words"] for one in pieces if one["words"]]
    if len(names) > 1 and len(words) == 1 and as_name(" ".join(names)).casefold() == as_name(words[0]).casefold():
        names = [as_name(" ".join(names))]  # `brass key "brass key"`
    if len(names) != 1 or len(words) > 1 or any(one["sign"] and one["sign"] not in ":=" for one in pieces):
        return None
    return f'{names[0]} "{words[0]}"' if words else names[0]


def shown_names(text: str, story: str, is_set: bool) -> list[str]:
    """The names that a part of a type was meant to have: `lamp (old lamp)` and `old lamp` are one, `sad glad` two.

    Of several words those are names that the story has as values; in a set, the last of them may show all.
    """
    found = SHOWN.match(text)
    if found is not None:
        return [f'{found["name"]} "{found["words"] or found["quoted"]}"']
    words = text.split()
    if len(words) < 2 or not all(map(WORD.fullmatch, words)):
        return [text]
    used = [one for one in words if is_value(one, story)]
    others = [one for one in words[1:] if one != words[0]]
    if words[0] in used and others and not any(one in used for one in others):
        return [f'{words[0]} "{" ".join(words[1:])}"']  # `flask silver flask`, without the quotes
    if len(used) == len(words) or (used and not is_set):
        return words
    if used == words[-1:]:
        return [f'{words[-1]} "{text}"']
    return [f'{as_name(text)} "{text}"']


def is_value(name: str, story: str) -> bool:
    """Whether a story compares something with a name, sets something to it, or asks a set for it."""
    return compiled(USED_AS_VALUE.format(name=re.escape(name))).search(story) is not None


def values_of(variable: str, sources: Iterable[Source]) -> list[str]:
    """The names that a story compares a variable with, sets it to, puts into it or asks it for, each once."""
    pattern = compiled(VALUES.format(name=re.escape(variable)))
    found = dict.fromkeys(one for source in sources for one in pattern.findall(source.text))
    return [one for one in found if one not in ("true", "false", "not", "none", variable)]


def one_name(text: str, story: str) -> str:
    """The name that several words were meant to be: `is raining` is `raining` where that is what the story asks."""
    words, joined = text.split(), as_name(text)
    last = words[-1] if words else ""
    if len(words) < 2 or compiled(rf"(?<!\w){re.escape(joined)}(?!\w)").search(story):
        return joined
    return last if compiled(USED.format(name=re.escape(last))).search(story) is not None else joined
