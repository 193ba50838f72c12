"""Names that scenes and choices had before: `== bar (was pub): Title`, `* (ask was ask-about-steph) Ask.`

Saved paths know scenes and choices by name; here the story itself says how it was renamed. Several names are written
with commas, the latest first. A choice that had no label is named by its slug; one that stood in another scene with
its scene, `pub.ask`.
"""

from __future__ import annotations

import re

from engine.patterns import regex
from engine.syntax.tree import Name

OLD_NAMES = r"was[ \t]++(?P<names>\w[\w.-]*+(?:[ \t]*+,[ \t]*+\w[\w.-]*+)*+)"
WAS = regex(rf"\([ \t]*+{OLD_NAMES}[ \t]*+\)[ \t]*+$")
# An ending has a name of several words: `-> end: A Late Morning (was Morning)`.
ENDING_WAS = regex(r"(?<=\S)[ \t]+\([ \t]*was[ \t]+(?P<names>[^()]*[^()\s])[ \t]*\)[ \t]*$")
OLD_NAME = regex(r"[\w.-]+")


def ending_names(found: re.Match[str], base: int) -> tuple[Name, ...]:
    """The names in a match of `ENDING_WAS` in a text that begins at `base`."""
    at = base + found.start("names")
    parts = re.finditer(r"[^,]+", found["names"])
    return tuple(Name(at + one.start(), at + one.end(), " ".join(one.group().split())) for one in parts)


def old_names(found: re.Match[str]) -> tuple[Name, ...]:
    """The names in a match of `OLD_NAMES`, with their places in the text."""
    at = found.start("names")
    return tuple(Name(at + one.start(), at + one.end(), one.group()) for one in OLD_NAME.finditer(found["names"]))
