"""Writes passages as a Twee 3 file."""

from __future__ import annotations

import json
import re
import uuid

from engine.exporters.twee.harlowe import Exported, WrittenPassage
from engine.exporters.twee.passages import Exporter
from engine.syntax.tree import StoryTree

ESCAPED = re.compile(r"[\\\[\]{}]")
COLUMNS, APART = 8, 150
HARLOWE = "3.3.9"


def twee_of(story: StoryTree) -> tuple[str, Exported]:
    """A checked story as Twee 3, and what was left out of it."""
    exported = Exporter(story).export()
    ifid = exported.ifid.upper() or str(uuid.uuid4()).upper()
    data = {"ifid": ifid, "format": "Harlowe", "format-version": HARLOWE, "start": exported.start}
    parts = [
        f":: StoryTitle\n{exported.title}\n",
        f":: StoryData\n{json.dumps(data, indent=2, ensure_ascii=False)}\n",
    ]
    parts += [_passage(passage, number) for number, passage in enumerate(exported.passages)]
    return "\n\n".join(parts), exported


def _passage(passage: WrittenPassage, number: int) -> str:
    name = ESCAPED.sub(lambda found: "\\" + found.group(), passage.name)
    tags = f" [{' '.join(passage.tags)}]" if passage.tags else ""
    place = f"{number % COLUMNS * APART + 100},{number // COLUMNS * APART + 100}"
    # A line of text that begins like a heading would be one.
    text = re.sub(r"(?m)^::", "`:`:", passage.text)
    return f':: {name}{tags} {{"position":"{place}","size":"100,100"}}\n{text}\n'
