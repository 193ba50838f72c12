"""What the page is told of a story each time that it is saved: the program, what is wrong with it, and its map."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

from engine.diagnostics import Report
from engine.loading import checked_story
from engine.program.files import portable, program_data
from engine.rendering import to_json
from engine.runtime.publishing import costs_of
from engine.symbols.outline import outline_of
from engine.syntax.parser import parse_file
from engine.web.export import ExportError, file_in, media_names
from engine.web.scene_map import laid_out, map_of

MOST_PROBLEMS = 200
# Above, each file is one box: the picture would take seconds after each save.
MOST_DRAWN = 1000


def version_of(story: Path, images: Path | None) -> dict[str, object]:
    """The story as it is on the disk: its program, None if it has errors, and what is wrong, each with its place."""
    found, diagnostics, _ = checked_story(story)
    program = None
    if found is not None:
        program = program_data(portable(found.program), costs_of(found.program))
    return {
        "program": program,
        "media": {} if program is None or images is None else _media(program, images),
        "problems": [to_json(one) for one in diagnostics[:MOST_PROBLEMS]],
    }


def _media(program: dict[str, object], folder: Path) -> dict[str, str]:
    """The addresses of pictures and sounds that are there; an author may name one before it is drawn."""
    addresses = {}
    for name in media_names(program, folder):
        try:
            file_in(folder, name)
        except ExportError:
            continue
        addresses[name] = f"media/{quote(name)}"
    return addresses


def map_data(story: Path) -> dict[str, object]:
    """The map of the scenes as it is drawn, as far as the story can be read."""
    outline = outline_of(parse_file(story, Report()))
    drawn = map_of(outline, fold=len(outline.scenes) > MOST_DRAWN)
    picture = laid_out(drawn)
    boxes = [
        {"key": key, **box._asdict(), "x": picture.places[key][0], "y": picture.places[key][1]}
        for key, box in drawn.boxes.items()
    ]
    arrows = [{"kind": arrow.kind, "d": way} for arrow, way in zip(drawn.arrows, picture.ways, strict=True)]
    return {"frame": picture.frame, "boxes": boxes, "arrows": arrows}


def as_event(kind: str, number: int, data: object) -> str:
    """A message for the page, on one line."""
    return json.dumps({"kind": kind, "number": number, "data": data}, separators=(",", ":"))
