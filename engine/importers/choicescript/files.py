"""Reads the files of a game: one for each scene."""

from __future__ import annotations

import re
from pathlib import Path

from engine.importers.builder.import_errors import ImportFault
from engine.importers.builder.sources import text_of_file
from engine.importers.choicescript.parser import BrokenScene, read_scene
from engine.importers.choicescript.tree import Body, ListCommand, PlainCommand
from engine.importers.choicescript.walk import walk

LARGEST = 32_000_000
MOST_FILES = 499
SAFE_NAME = re.compile(r"[\w-]{1,100}")
STATS = "choicescript_stats"


def read_scenes(startup: Path) -> dict[str, Body]:
    """The first scene, and all scenes that are named or can be gone to from there. Raises ImportFault."""
    scenes: dict[str, Body] = {}
    folder, first = startup.parent, startup.stem.lower()
    total = 0
    waiting = [first, STATS]
    while waiting:
        name = waiting.pop(0)
        if name in scenes or not (name == first or SAFE_NAME.fullmatch(name)):
            continue
        path = startup if name == first else folder / f"{name}.txt"
        if name != first and not path.is_file():
            continue
        if len(scenes) >= MOST_FILES:
            raise ImportFault(f"more than {MOST_FILES} scenes", startup.name)
        text = text_of_file(path, path.name)
        total += len(text)
        if total > LARGEST:
            raise ImportFault(f"more than {LARGEST:,} characters in all scenes", startup.name)
        try:
            body = read_scene(text)
        except BrokenScene as problem:
            raise ImportFault(problem.message, path.name, problem.line) from problem
        scenes[name] = body
        waiting += scenes_named_in(body)
    return scenes


def scenes_named_in(body: Body) -> list[str]:
    """The scenes that a body lists or goes to."""
    found: list[str] = []
    for node in walk(body):
        match node:
            case ListCommand("scene_list", _, rows):
                found += [row.lstrip("$").split()[0].lower() for row in rows if row.lstrip("$").split()]
            case PlainCommand("goto_scene" | "gosub_scene" | "redirect_scene", data) if data:
                found.append(data.split()[0].lower())
            case _:
                pass
    return found
