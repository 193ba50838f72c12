"""Reads headings of scenes: `== bar(seat) (was old): The Bar #tag`."""

from __future__ import annotations

import re

from engine.diagnostics import Fix
from engine.syntax.messages import WRITTEN
from engine.syntax.old_names import WAS, old_names
from engine.syntax.reading import NAME, PieceReader, placed, without_tags
from engine.syntax.tree import Heading


def read_heading(reader: PieceReader, at: int, end: int) -> Heading:
    """The heading whose name begins at `at`; one that has no name gets one that nobody can write."""
    content = reader.source.text
    end = reader.end_of_line(at, end)
    text, tags = without_tags(content[at:end].rstrip())
    if any("{" in tag for tag in tags):
        hint = "a scene has its tags for good; a tag with a value that changes stands on a line of its text"
        reader.error("NC011", at + len(text), end, "a scene's tag cannot hold `{…}`", hint)
    stop = reader.end_of_expression(at, at + len(text), ":")
    title = re.sub(r"\\(.)", r"\1", content[stop + 1 : at + len(text)]).strip()
    name = NAME.match(content, at, stop)
    if name is None:
        what = "a scene's name is missing here" if not text.strip() else "this is not a name for a scene"
        hint = "the form is `== name: Title`; a name has letters, digits and `_`, and begins with a letter"
        reader.error("NC011", at, max(stop, at + 1), what, hint)
        return Heading(at, at, f"?{at}", (), title, tags)
    found = WAS.search(content, name.end(), stop)
    was = old_names(found) if found else ()
    stop = found.start() if found else stop
    rest = content[name.end() : stop].strip()
    if not rest:
        return Heading(at, name.end(), name.group(), (), title, tags, was)
    from engine.syntax.heading_hints import heading_meant

    meant = heading_meant(name.group(), rest, title, tags, reader.source.whole)
    if meant is not None:
        if found is not None and f"== {name.group()} (was" not in meant:
            meant = meant.replace(f"== {name.group()}", f"== {name.group()} {found.group().strip()}", 1)
        whole = WRITTEN.fullmatch(meant)
        line_at = content.rfind("\n", 0, at) + 1
        fixes = () if whole is None else line_as(reader, line_at, end, whole[1])
        reader.error("NC011", name.end(), stop, "a scene's name is one word", meant, fixes)
        return Heading(at, name.end(), name.group(), (), title, tags)
    parsed = reader.parse_declared("heading", "heading", at, stop)
    parameters = placed(parsed[1], at) if parsed else ()
    return Heading(at, name.end(), name.group(), parameters, title, tags, was)


def line_as(reader: PieceReader, at: int, end: int, written: str) -> tuple[Fix, ...]:
    """The fix that writes a whole line anew, if no part of it was left out or is a comment."""
    line = reader.source.text[at:end].rstrip()
    return reader.fix(at, at + len(line), written) if "…" not in written and "//" not in line else ()
