"""What a heading was probably meant to be that has more than a name before its title, or other marks than `==`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from engine.patterns import regex
from engine.syntax.grammars import reads
from engine.syntax.messages import LONGEST, as_name, shortened
from engine.syntax.near_words import nearest_word

# `bar - The bar` and `bar # rainy`: what was meant behind the name of a scene.
TITLE_BEHIND = regex(r"[-–—;,.|/]+[ \t]+(?P<title>[^#]*[^#\s])$")
TAG_BEHIND = regex(r"[,;]?[ \t]*#[ \t]*(?P<tag>[^\W\d][\w-]*)[,;]?$")
# `(is old_bar)`, `was old_bar`, `[was old_bar]`: what a scene was called before, in other words or signs.
FORMER = regex(r"(?P<open>[(\[{])?[ \t]*(?P<word>[^\W\d]+)[ \t]*:?[ \t]+(?P<name>[^\W\d]\w*)[ \t]*(?(open)[)\]}])$")
# Where a file goes to, what it begins with and whose choices it borrows; and its tags.
PLACE = regex(r"(?:->|<-|^start:)[ \t]*([^\W\d]\w*)|(#[^\W\d]\w*)", re.MULTILINE)
# Longer than a heading that somebody has written.
MOST = 400
FORMER_BEHIND = regex(r"(?P<tags>(?:#[\w=-]+[ \t]+)+)\([ \t]*was[ \t]+(?P<name>[^\W\d]\w*)[ \t]*\)$")
FORMER_WORDS = ("is", "were", "formerly", "former", "previously", "ex", "aka", "old", "renamed")
# `[how: text]: Inside` and `(how: text: Inside`: parameters in other brackets, or in one that is not closed.
PARAMETERS = regex(
    r"[\[{][ \t]*(?P<other>[^\[\]{}()]+?)[ \t]*[\]})][ \t]*(?::[ \t]*(?P<title>.*))?$"
    r"|\([ \t]*(?P<open>[^()\[\]]+?)(?:[\]}]|(?=:[^:]*$))[ \t]*(?::[ \t]*(?P<behind>[^:]*))?$"
)


def former_name(rest: str) -> str | None:
    """The former name of a scene that stands behind its name in another form than `(was name)`."""
    found = FORMER.match(rest)
    if found is None:
        return None
    is_former = found["word"] in FORMER_WORDS and found["open"] is not None
    return found["name"] if is_former or nearest_word(found["word"], ("was",)) == "was" else None


def parameters_meant(name: str, text: str, tags: Sequence[str]) -> str | None:
    """A heading with its parameters in round brackets; `text` is what stands behind its name. None for no idea."""
    if len(text) < MOST and text.startswith("(") and reads("heading", f"{name}{text})"):
        return _heading(f"{name}{text})", "", tags)
    found = PARAMETERS.match(text) if len(text) < MOST else None
    written = None if found is None else f"{name}({found['other'] or found['open']})"
    if found is None or written is None or not reads("heading", written):
        return None
    return _heading(written, (found["title"] or found["behind"] or "").strip(), tags)


def heading_meant(name: str, rest: str, title: str, tags: Sequence[str], story: str) -> str | None:
    """How to write a heading that begins with a name, and has a `rest` between that and its title.

    None where the rest are parameters, or were meant as such: what is wrong with them is said elsewhere.

    `story` is the text of the file: a word that it draws as a tag was meant as one.
    """
    if len(rest) > MOST:
        return None if rest.startswith("(") else "the form is `== name: Title`"
    behind_tags = FORMER_BEHIND.match(rest)
    if behind_tags is not None:
        parts = (*(one[1:] for one in behind_tags["tags"].split()), *tags)
        renamed = f"{name} (was {behind_tags['name']})"
        return f"write `{_heading(renamed, title, parts)}`"
    if title.isidentifier() and _is_place(title, story) and not _is_place(f"{name}_{rest}", story):
        written = _heading(title, f"{name} {rest}", tags)
        return f"the name stands before its title: write `{written}`"
    joined = as_name(f"{name} {rest}")
    if not title and _is_place(joined, story):
        return f"write `{_heading(joined, '', tags)}`"
    former = former_name(rest)
    if former is not None:
        return f"write `{_heading(f'{name} (was {former})', title, tags)}`"
    if rest.startswith("(") and ")" in rest:
        parameters, _, behind = rest.partition(")")
        if behind.strip() and not title and reads("heading", f"{name}{parameters})"):
            written = _heading(f"{name}{parameters})", behind.strip(" -–—"), tags)
            return f"write `{written}`"
        return None
    given = parameters_meant(name, f"{rest}: {title}" if title else rest, tags)
    if given is not None or rest.startswith("("):
        return None if given is None else f"write `{given}`"
    titled, tagged = TITLE_BEHIND.match(rest), TAG_BEHIND.match(rest)
    if tagged is not None or (tags and not rest.strip(",;")):
        return f"write `{_heading(name, title, (*([tagged['tag']] if tagged is not None else ()), *tags))}`"
    if titled is not None:
        return f"write `{_heading(name, titled['title'], tags)}`"
    behind = rest.strip("= \t") if rest.startswith("=") else ""
    if not rest.strip("= \t") or (behind and not title):
        return f"write `{_heading(name, title or behind, tags)}`"
    if not title and rest.isidentifier() and f"#{rest}" in _places_of(story):
        return f"write `{_heading(name, title, (rest, *tags))}`"
    if not title and rest[0].isupper() and name.islower():
        return f"write `{_heading(name, rest, tags)}`"
    for place in (rest, rest.casefold()):
        if place.isidentifier() and _is_place(place, story) and not _is_place(joined, story):
            return f"write `{_heading(place, title or f'{name} {rest}', tags)}`"
    written = f"{name} {rest}"
    if title:
        return f"write `{_heading(as_name(written), title, tags)}`"
    return f"with a title for the player it would be `== {as_name(written)}: {shortened(written)}`"


def _is_place(name: str, story: str) -> bool:
    """Whether a story goes to a name, begins with it or borrows its choices."""
    return name in _places_of(story)


# One file after the other is read, and each heading of it that is wrong asks.
@lru_cache(maxsize=2)
def _places_of(story: str) -> frozenset[str]:
    return frozenset(found[1] or found[2] for found in PLACE.finditer(story))


def behind_name(rest: str) -> str:
    """What stands behind the name in a heading of another tool and can stay: its title and its tags."""
    rest = rest.strip(" \t=")
    return f": {shortened(rest[1:].strip(), LONGEST)}" if rest[:1] == ":" else f" {rest}" if rest[:1] == "#" else ""


def _heading(name: str, title: str, tags: Sequence[str]) -> str:
    return f"== {name}{f': {shortened(title, LONGEST)}' if title else ''}{''.join(f' #{tag}' for tag in tags)}"
