"""Plays an imported story along the plays that its own runtime has recorded, and says where they part."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from engine.importers.builder.finishing import Finished, finish
from engine.importers.kinds import read
from engine.loading import load
from engine.runtime.errors import PlayError, StoryErrors


class Compared(NamedTuple):
    """Whether all plays were equal, how many TODOs there are, and the first difference."""

    equal: bool
    todos: list[str]
    difference: str
    finished: Finished | None


def words_of(texts: list[str]) -> list[str]:
    return " ".join(texts).split()


def compare(path: Path, plays: list[Any]) -> Compared:
    """Import a file and play it along."""
    try:
        finished = finish(read(path))
    except Exception as problem:  # whatever it is, it is to be reported
        return Compared(False, [], f"import: {type(problem).__name__}: {problem}", None)
    todos = [todo.text for todo in finished.todos]
    with tempfile.TemporaryDirectory() as folder:
        for name, text in finished.files.items():
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_text(text, encoding="utf-8")
        try:
            story = load(Path(folder) / next(iter(finished.files)), cache=False)
        except StoryErrors as errors:
            return Compared(
                False, todos, "check: " + "; ".join(str(one.message) for one in errors.diagnostics[:3]), finished
            )
        for number, turns in enumerate(plays):
            difference = _along(story, turns)
            if difference:
                return Compared(False, todos, f"play {number}: {difference}", finished)
    return Compared(True, todos, "", finished)


def _along(story: Any, turns: list[Any]) -> str:
    try:
        session = story.start(seed=1)
    except PlayError as error:
        return f"turn 0: {error}"
    for number, turn in enumerate(turns):
        if turn["error"] and "ran out of content" not in turn["error"]:
            return ""  # ink itself fails here
        lines = [paragraph.text for paragraph in session.text]
        if words_of(lines) != words_of(turn["lines"]):
            return f"turn {number}: words {turn['lines']!r} != {lines!r}"
        if turn["error"]:
            return ""
        choices = [re.sub(r"\s+", " ", choice.text).strip() for choice in session.choices if choice.enabled]
        wanted = [re.sub(r"\s+", " ", choice).strip() for choice in turn["choices"]]
        if choices != wanted:
            return f"turn {number}: choices {wanted!r} != {choices!r} after {lines[-2:]!r}"
        if turn["taken"] is None:
            break
        try:
            session.choose([choice for choice in session.choices if choice.enabled][turn["taken"]])
        except PlayError as error:
            if number + 1 < len(turns) and turns[number + 1]["error"]:
                return ""  # it fails in ink, too
            return f"turn {number}: taking {wanted[turn['taken']]!r}: {error}"
    return ""
