"""NC106: a speaker who is nearly one of the cast."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.syntax.tree import Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

SPEAKER = re.compile(r"^[ \t]*([^\W\d][\w'’. -]{0,30}?)[ \t]*:(?=\s)", re.MULTILINE)


def check_near_cast_names(checked: Checked) -> None:
    """Warn about a line of prose that begins with a name and a colon, where the cast has a name very like it."""
    cast = cast_of(checked)
    if not cast:
        return
    for scene in checked.names.scenes.values():
        source = scene.node.source
        for statement in scene.statements:
            if not isinstance(statement, Prose):
                continue
            text = source.text[statement.at : statement.line.end]
            if ":" not in text:
                continue
            for found in SPEAKER.finditer(text):
                name = found.group(1)
                near = None if name in cast else checked.names.speller.nearest(name, cast)
                if near is not None:
                    span = source.span(statement.at + found.start(1), statement.at + found.end(1))
                    message = f"`{name}` is not in the cast, so this line is read as prose"
                    checked.report.warning("NC106", span, message, f"did you mean `{near}`?")


def cast_of(checked: Checked) -> list[str]:
    """The names in the `cast:` line."""
    entries = [entry for entry in checked.story.entries if entry.key == "cast"]
    return [name.strip() for entry in entries[:1] for name in entry.value.split(",") if name.strip()]
