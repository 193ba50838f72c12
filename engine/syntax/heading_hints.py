"""What a heading was probably meant to be that has more than a name before its title, or other marks than `==`."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from engine.patterns import regex
from engine.syntax.mended_expressions import LONGEST
from engine.syntax.messages import as_name, shortened

# `bar - The bar` and `bar # rainy`: what was meant behind the name of a scene.
TITLE_BEHIND = regex(r"[-–—][ \t]+(?P<title>[^#]*[^#\s])$")
TAG_BEHIND = regex(r"[,;]?[ \t]*#[ \t]*(?P<tag>[^\W\d][\w-]*)[,;]?$")


def heading_meant(name: str, rest: str, title: str, tags: Sequence[str], story: str) -> str:
    """How to write a heading that begins with a name, and has a `rest` between that and its title.

    `story` is the text of the file: a word that it draws as a tag was meant as one.
    """
    if unicodedata.category(rest[0]) in ("Mn", "Mc"):
        return f"`{rest[0]}` is no letter: name the scene in Latin letters or in words without such signs, `== hall: …`"
    titled, tagged = TITLE_BEHIND.match(rest), TAG_BEHIND.match(rest)
    if tagged is not None or (tags and not rest.strip(",;")):
        return f"write `{_heading(name, title, (*([tagged['tag']] if tagged is not None else ()), *tags))}`"
    if titled is not None:
        return f"write `{_heading(name, titled['title'], tags)}`"
    if not rest.strip("= \t"):
        return f"write `{_heading(name, title, tags)}`"
    if not title and rest.isidentifier() and f"#{rest}" in story:
        return f"write `{_heading(name, title, (rest, *tags))}`"
    if not title and rest[0].isupper() and name.islower():
        return f"write `{_heading(name, rest, tags)}`"
    written = f"{name} {rest}"
    if title:
        return f"write `{_heading(as_name(written), title, tags)}`"
    return f"with a title for the player it would be `== {as_name(written)}: {shortened(written)}`"


def behind_name(rest: str) -> str:
    """What stands behind the name in a heading of another tool and can stay: its title and its tags."""
    rest = rest.strip(" \t=")
    return f": {shortened(rest[1:].strip(), LONGEST)}" if rest[:1] == ":" else f" {rest}" if rest[:1] == "#" else ""


def _heading(name: str, title: str, tags: Sequence[str]) -> str:
    return f"== {name}{f': {shortened(title, LONGEST)}' if title else ''}{''.join(f' #{tag}' for tag in tags)}"
