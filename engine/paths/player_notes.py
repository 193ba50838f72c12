"""Notes for the author that players keep while they play: each with the path to its place, as a file of its own.

They lie in the user's data folder, in `feedback`: `STAMP.path.json` is a saved path like any other, `STAMP.json` says
what was noted, where and when. They need no library of plays, and outlive it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.characters import in_one_line
from engine.folders import user_folder
from engine.named_tuples import NamedTuple
from engine.paths.errors import PathError

if TYPE_CHECKING:
    from engine.paths.path_parts import Origin
    from engine.paths.saved_path import SavedPath
    from engine.runtime.session import Session
    from engine.runtime.steps import Step

FOLDER = "feedback"
SUFFIX = ".path.json"
MOST_TEXT = 2000
MOST_FILE = 100_000
INDEX = "feedback.md"


class Feedback(NamedTuple):
    """A note: its text, the story's title, the scene and the number of turns where it was made, and when (seconds
    since 1970). `path` is the file of its path."""

    text: str
    title: str
    scene: str
    turns: int
    time: float
    path: Path


def keep_feedback(session: Session, steps: Sequence[Step], origin: Origin | None, text: str) -> Path:
    """Keep a note with the path of a play: a session at its beginning, and the steps from there.

    Raises `OSError` or `RuntimeError` if it cannot be written, and `PathError` if the steps cannot be played again.
    """
    from engine.paths.files import save_path

    path = _path_of(session, steps, origin)
    folder = user_folder("data") / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    stamp = _free_stamp(folder)
    about = {
        "text": in_one_line(text)[:MOST_TEXT],
        "title": session.story.title,
        "scene": session.scene,
        "turns": len(path.steps),
        "time": time.time(),
    }
    file = folder / f"{stamp}{SUFFIX}"
    save_path(path, file)
    (folder / f"{stamp}.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return file


def all_feedback(title: str | None = None) -> list[Feedback]:
    """All notes, or those about the story of a title, the oldest first. What cannot be read is left out."""
    try:
        files = sorted((user_folder("data") / FOLDER).glob(f"*{SUFFIX}"))
    except (OSError, RuntimeError):
        return []
    notes = [one for file in files if (one := _read(file)) is not None]
    return [one for one in notes if title is None or one.title.casefold() == title.casefold()]


def export_feedback(notes: Iterable[Feedback], folder: Path) -> list[Path]:
    """Write notes into a folder, which is made if it is missing: their paths, and a list of them in `feedback.md`.

    Nothing that is there already is written over but that list. Raises `PathError`.
    """
    written, lines = [], ["# Feedback", ""]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in notes:
            target = folder / one.path.name
            if not target.exists():
                target.write_bytes(one.path.read_bytes())
            when = time.strftime("%Y-%m-%d %H:%M", time.localtime(one.time))
            place = f"{in_one_line(one.title) or 'untitled'}, {in_one_line(one.scene)}, step {one.turns}, {when}"
            lines += [f"- {in_one_line(one.text)}  ", f"  ({place}: `{target.name}`)"]
            written.append(target)
        (folder / INDEX).write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise PathError(str(folder), [error.strerror or str(error)]) from error
    return written


def _path_of(session: Session, steps: Sequence[Step], origin: Origin | None) -> SavedPath:
    from engine.paths.saved_path import Recorder
    from engine.runtime.errors import AnswerError, ChoiceError, HostError, PlayError

    recorder = Recorder(session, origin=origin)
    try:
        for step in steps:
            recorder.take(step)
    except (AnswerError, ChoiceError, HostError, PlayError) as error:
        raise PathError("this play", [str(error)]) from error
    return recorder.path()


def _free_stamp(folder: Path) -> str:
    stamp = time.strftime("%Y%m%d-%H%M%S")
    number = 1
    while (folder / f"{stamp}-{number}{SUFFIX}").exists():
        number += 1
    return f"{stamp}-{number}"


def _read(file: Path) -> Feedback | None:
    about = file.with_name(file.name.removesuffix(SUFFIX) + ".json")
    try:
        with about.open(encoding="utf-8") as stream:
            data = json.loads(stream.read(MOST_FILE))
        text, title, scene = (str(data[key]) for key in ("text", "title", "scene"))
        return Feedback(text, title, scene, int(data["turns"]), float(data["time"]), file)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
