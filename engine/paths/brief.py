"""The brief form of a long path's steps, so that 10,000 choices with long texts stay below 1.5 MB.

What follows from the rest of the file is left out, and is there again when the file is read: the scene that an id
begins with; an id that is made of the text, of which `scene.*` is left; the text that the same choice had the last
time; the hash of the variables, which follows from those at the beginning and those that changed. A step is still one
line that a person can read. Only texts that find no room are lost.
"""

from __future__ import annotations

from typing import Any

from engine.paths.model import SavedPath, SavedStep
from engine.paths.watching import Values, hash_of_values

DERIVED = ".*"


def brief_steps(path: SavedPath, room: int) -> list[dict[str, Any]]:
    """The steps of a path in the brief form. Texts are kept as long as there are bytes for them in `room`."""
    from engine.paths.writing import compact

    texts: dict[str, str | None] = {}
    states = _States(path)
    steps: list[dict[str, Any]] = []
    wanted: list[tuple[dict[str, Any], dict[str, Any], str, str | None]] = []
    for step in path.steps:
        fields = step.model_dump(exclude_defaults=True)
        if states.after(step.changed) == step.state:
            fields.pop("state", None)
        if step.id is None:
            steps.append(fields)
            continue
        if step.scene == _scene_of(step.id):
            fields.pop("scene", None)
        text = fields.pop("text", None)
        steps.append(fields)
        if texts.get(step.id) != text and text is not None:
            wanted.append((fields, _with_text(step, fields, text), step.id, text))
        texts[step.id] = text
    room -= sum(len(compact(fields).encode()) + 2 for fields in steps)
    lost: set[str] = set()
    for fields, whole, id, _ in wanted:
        more = len(compact(whole).encode()) - len(compact(fields).encode())
        if id in lost or more > room:
            lost.add(id)  # a text that came later would be read into the steps before it has come
            continue
        room -= more
        fields.clear()
        fields.update(whole)
    return steps


def _with_text(step: SavedStep, fields: dict[str, Any], text: str) -> dict[str, Any]:
    scene = _scene_of(step.id or "")
    id = f"{scene}{DERIVED}" if scene and step.id == _derived(scene, text) else step.id
    rest = {key: value for key, value in fields.items() if key != "id"}
    where = {"scene": rest.pop("scene")} if "scene" in rest else {}
    return {**where, "id": id, "text": text, **rest}


def expanded(path: SavedPath) -> SavedPath:
    """A path that was written in the brief form, with all that was left out."""
    texts: dict[str, str | None] = {}
    states = _States(path)
    steps = []
    for step in path.steps:
        found: dict[str, Any] = {}
        id = step.id
        if id is not None and id.endswith(DERIVED) and step.text is not None:
            found["id"] = id = _derived(_scene_of(id), step.text)
        if id is not None:
            found["scene"] = step.scene or _scene_of(id) or None
            found["text"] = texts[id] = step.text if step.text is not None else texts.get(id)
        state = states.after(step.changed)
        if step.state is None:
            found["state"] = state
        # All of it has been checked, or is made of what has: nothing is to be validated again.
        steps.append(SavedStep.model_construct(**{**step.__dict__, **found}) if found else step)
    return path.model_copy(update={"steps": tuple(steps), "brief": False})


class _States:
    """The hashes of a path's variables, as they follow from what its steps changed."""

    def __init__(self, path: SavedPath) -> None:
        self.values: Values = dict(path.variables)
        self.hash = hash_of_values(self.values)

    def after(self, changed: Values) -> str:
        if changed:
            self.values.update(changed)
            self.hash = hash_of_values(self.values)
        return self.hash


def _scene_of(id: str) -> str:
    return id.partition(".")[0] if "." in id else ""


def _derived(scene: str, text: str) -> str:
    from engine.check.names import slug_of

    return f"{scene}.{slug_of(text)}"
