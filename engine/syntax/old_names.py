"""Names that scenes and choices had before: `== bar (was pub): Title`, `* (ask was ask-about-steph) Ask.`

Saved paths know scenes and choices by name; here the story itself says how it was renamed. Several names are written
with commas, the latest first. A choice that had no label is named by its slug; one that stood in another scene with
its scene, `pub.ask`.
"""

from __future__ import annotations

import re

from engine.syntax.tree import Name

OLD_NAMES = r"was[ \t]++(?P<names>\w[\w.-]*+(?:[ \t]*+,[ \t]*+\w[\w.-]*+)*+)"
WAS = re.compile(rf"\([ \t]*+{OLD_NAMES}[ \t]*+\)[ \t]*+$")
OLD_NAME = re.compile(r"[\w.-]+")


def old_names(found: re.Match[str]) -> tuple[Name, ...]:
    """The names in a match of `OLD_NAMES`, with their places in the text."""
    at = found.start("names")
    return tuple(Name(at + one.start(), at + one.end(), one.group()) for one in OLD_NAME.finditer(found["names"]))
