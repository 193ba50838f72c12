"""Between the library and saved paths: nothing of a path is lost in the library but the texts of what was printed.

A step's marks are the hash of the state after it and of what it printed, eight digits each, and then, as JSON, what
else a saved path keeps with a step. The head of a play is the saved path without steps; where the play stood last is
part of the snapshot: `{"last": …}`, and `{"state": …}` for the state itself.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from engine.paths.errors import PathError
from engine.paths.library.records import LibraryError, PathStep, PlayRecord, Snapshot, StoryKey, key_from, value_of
from engine.paths.model import FORMAT, VERSION, Last, SavedPath, SavedStep
from engine.paths.watching import ending_of

if TYPE_CHECKING:
    from engine.runtime.session import Session

NO_HASH = "-" * 8
IN_HEAD = ("story", "engine", "variables", "begin")


def step_of(step: SavedStep) -> PathStep:
    """A step of a saved path as the library keeps it."""
    more = step.model_dump(mode="json", include={"changed", "expect"}, exclude_defaults=True)
    marks = (step.state or NO_HASH) + (step.prose or NO_HASH) + (_compact(more) if more else "")
    return PathStep(step.scene or "", step.id, step.text, step.answer, "" if marks == NO_HASH * 2 else marks)


def head_of(path: SavedPath) -> dict[str, Any]:
    """What the library keeps of a saved path beside its steps."""
    return path.model_dump(mode="json", include=set(IN_HEAD), exclude_defaults=True)


def snapshot_of(session: Session, last: Last | None = None) -> Snapshot:
    """The state of a session for the library, with where it stands; `last` says that in more words."""
    last = last or Last.model_construct(scene=session.scene, ending=ending_of(session))
    state = {"state": session.state, "last": last.model_dump(mode="json", exclude_defaults=True)}
    return Snapshot(session.story.program["fingerprint"], state)


def saved_path(play: PlayRecord) -> SavedPath:
    """The saved path of a play. Raises `PathError` if something in the library cannot stand in one."""
    head = value_of(play.head)
    path: dict[str, Any] = {"format": FORMAT, "version": VERSION, "story": _story(play.story), "seed": play.seed}
    path |= {key: head[key] for key in IN_HEAD if isinstance(head, dict) and key in head}
    path["steps"] = [_saved_step(step) for step in play.steps]
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
        if step.id is None and step.answer is None:
            raise LibraryError(f"Step {number} of the path has neither an id nor an answer.")
    snapshot = None
    if path.last is not None:
        last = path.last.model_dump(mode="json", exclude_defaults=True)
        snapshot = Snapshot(path.story.source, {"last": last})
    steps = [step_of(step) for step in path.steps]
    return {"story": story, "seed": path.seed, "steps": steps, "head": head_of(path), "snapshot": snapshot}


def _saved_step(step: PathStep) -> dict[str, Any]:
    known = {"scene": step.scene or None, "id": step.id, "text": step.text, "answer": step.answer}
    state, prose, more = step.marks[:8], step.marks[8:16], step.marks[16:]
    known |= {"state": state.strip("-") or None, "prose": prose.strip("-") or None}
    rest = value_of(more)  # None too if it was cut off, because it was longer than what the library keeps
    return known | {key: rest[key] for key in ("changed", "expect") if isinstance(rest, dict) and key in rest}


def _story(story: StoryKey) -> dict[str, str]:
    ifid = story.key.removeprefix("ifid:") if story.key.startswith("ifid:") else ""
    return {"title": story.title, "ifid": ifid}


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


__all__ = ["PathError", "head_of", "import_arguments", "saved_path", "snapshot_of", "step_of"]
