"""Between the library and saved paths: nothing of a path is lost in the library but the texts of what was printed.

A step's marks are the hash of the state after it and of what it printed, eight digits each, and then, as JSON, what
else a saved path keeps with a step, and as `text` what it printed, unless a step before it on the way printed the same.
The head of a play is the saved path without steps; its version is 1 where none is named. Where the play stood last is
part of the snapshot: `{"last": …}`, with the state by names, and `{"said": …}` for the last words.

A play that begins elsewhere than the story, in a stored state or where a host said, has a tree of its own: the head has
that beginning and the seed, and where others have their seed, the library has a number made of both.
"""

from __future__ import annotations

import json
from typing import Any

from engine.paths.host_steps import host_fields
from engine.paths.library.records import (
    LibraryError,
    PathStep,
    PlayRecord,
    StoredState,
    StoryKey,
    key_from,
    seed_of,
    step_hashes,
    tree_of,
    value_of,
)
from engine.paths.path_parts import FORMAT, SavedStep
from engine.paths.saved_path import SavedPath

NO_HASH = "-" * 8
IN_HEAD = ("version", "story", "engine", "variables", "origin", "start", "begin", "texts")


def steps_of(path: SavedPath) -> list[PathStep]:
    """The steps of a saved path as the library keeps them."""
    said = {path.begin.prose}
    steps = []
    for step in path.steps:
        steps.append(_step_of(step, "" if step.prose in said else path.texts.get(step.prose or "", "")))
        said.add(step.prose)
    return steps


def _step_of(step: SavedStep, said: str) -> PathStep:
    more = {key: value for key, value in step.fields().items() if key in ("changed", "expect")}
    marks = step_hashes(step.state or NO_HASH, step.prose or NO_HASH, more, said)
    marks = "" if marks == NO_HASH * 2 else marks
    return PathStep(step.scene or "", step.id, step.text, step.answer, marks, step.offered, step.host)


def head_of(path: SavedPath) -> dict[str, Any]:
    """What the library keeps of a saved path beside its steps."""
    head = path.model_dump(mode="json", include=set(IN_HEAD) - {"texts"}, exclude_defaults=True)
    if path.begin.prose in path.texts:
        head["texts"] = {path.begin.prose: path.texts[path.begin.prose]}
    return head if path.beginning is None else {**head, "seed": path.seed}


def saved_path(play: PlayRecord) -> SavedPath:
    """The saved path of a play. Raises `PathError` if something in the library cannot stand in one."""
    head = value_of(play.head)
    head = head if isinstance(head, dict) else {}
    path: dict[str, Any] = {"format": FORMAT, "version": 1, "story": _story(play.story)}
    path["seed"] = seed_of(play)
    path |= {key: head[key] for key in IN_HEAD if key in head}
    if play.snapshot is not None and play.snapshot.fingerprint and isinstance(path["story"], dict):
        path["story"] = {**path["story"], "source": play.snapshot.fingerprint}
    texts = dict(path["texts"]) if isinstance(path.get("texts"), dict) else {}
    path["steps"] = [_saved_step(step, texts) for step in play.steps]
    path["texts"] = texts
    state = play.snapshot.state if play.snapshot is not None else None
    if isinstance(state, dict) and "last" in state:
        path["last"] = state["last"]
    return SavedPath.loads(_compact(path), "this play")


def import_arguments(path: SavedPath, story: StoryKey | None = None) -> dict[str, Any]:
    """What `Library.import_` needs to know of a saved path, but the name.

    Raises `LibraryError` if no `story` is given and the path does not say to which it belongs, and for a step that
    only has a text: it is replayed first, and saved as what was found.
    """
    if story is None:
        if not path.story.ifid:
            raise LibraryError("The path has no ifid that says to which story it belongs.")
        story = key_from(path.story.ifid, path.story.title)
    for number, step in enumerate(path.steps, 1):
        if step.id is None and step.answer is None and step.host is None:
            raise LibraryError(f"Step {number} of the path has neither an id nor an answer.")
    snapshot = None
    if path.last is not None:
        last = path.last.model_dump(mode="json", exclude_defaults=True)
        snapshot = StoredState(path.story.source, {"last": last})
    head = head_of(path)
    tree = tree_of(path.seed, head.get("origin") or head.get("start"))
    return {"story": story, "seed": tree, "steps": steps_of(path), "head": head, "snapshot": snapshot}


def _saved_step(step: PathStep, texts: dict[str, object]) -> dict[str, object]:
    known: dict[str, object] = {"scene": step.scene or None, "id": step.id, "text": step.text, "answer": step.answer}
    state, prose, more = step.marks[:8], step.marks[8:16], step.marks[16:]
    known |= {"state": state.strip("-") or None, "prose": prose.strip("-") or None}
    rest = value_of(more)  # None too if it was cut off, because it was longer than what the library keeps
    rest = rest if isinstance(rest, dict) else {}
    if "text" in rest and known["prose"]:
        texts[str(known["prose"])] = rest["text"]
    if step.host is not None:
        known |= host_fields(step.host)
    return known | {"offered": step.offered} | {key: rest[key] for key in ("changed", "expect") if key in rest}


def _story(story: StoryKey) -> dict[str, str]:
    ifid = story.key.removeprefix("ifid:") if story.key.startswith("ifid:") else ""
    return {"title": story.title, "ifid": ifid}


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
