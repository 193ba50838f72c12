"""From a place in a play to the source of the story, for who writes it."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from engine.characters import in_one_line
from engine.program.places import line_and_column
from engine.runtime.layout import PLACE

if TYPE_CHECKING:
    from engine.runtime.session import Session

# The command that shows a place, such as `code -g {file}:{line}` or `nvim --server /tmp/nvim --remote +{line} {file}`.
EDITOR = "NIGHTCAP_EDITOR"


def place_of(session: Session) -> tuple[str, int]:
    """The file and the line where a play stands: its choices or its question; after the end, its last scene."""
    story, place = session.story, session.packed_state[PLACE]
    program, layout = story.program, story.machine.layout
    if layout.ending_at(place) is not None:
        scene = next(one for one in program.scenes if one.name == session.scene)
        return str(program.files[scene.file]), line_and_column(scene.at)[0]
    number = layout.scene_at(place)
    scene = program.scenes[number]
    point = scene.points[-1 - place - layout.points[number]]
    return str(program.files[scene.file]), line_and_column(point.at)[0]


def open_editor(file: str, line: int) -> str:
    """Show a place in the editor that the environment names; what was done, or why it could not be."""
    command = os.environ.get(EDITOR, "")
    if not command:
        return ""
    words = [one.replace("{file}", file).replace("{line}", str(line)) for one in shlex.split(command)]
    try:
        subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError as error:
        return in_one_line(f"{file}:{line} ({words[0]}: {(error.strerror or 'it cannot be run').lower()})")
    return in_one_line(f"{file}:{line}, shown in the editor")
