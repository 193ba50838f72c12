"""The brief form of a long path's steps, so that 10,000 choices with long texts stay below 1.5 MB.

What follows from the rest of the file is left out, and is there again when the file is read: the scene that an id
begins with; an id that is made of the text, of which `scene.*` is left; the text that the same choice had the last
time; the hash of the variables, which follows from those at the beginning and those that changed. Where ids take much
room, each is written in full once, and elsewhere as far as no other one begins likewise: `bar.ask-abo…`. A step is
still one line that a person can read. Only texts that find no room are lost.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from engine.paths.model import SavedPath, SavedStep
from engine.paths.watching import Values, hash_of_values

DERIVED = ".*"
CUT = "…"  # no id ends with it: they are made of letters, digits, `_`, `-` and `.`
LEAST_OF_ID = 12


def brief_steps(path: SavedPath, room: int) -> list[dict[str, Any]]:
    """The steps of a path in the brief form. Texts are kept as long as there are bytes for them in `room`."""
    from engine.paths.writing import compact

    texts: dict[str, str | None] = {}
    states = _States(path)
    steps: list[dict[str, Any]] = []
    wanted: list[tuple[dict[str, Any], str, str]] = []
    cut = _cut_ids(path.steps) if sum(len((step.id or "").encode()) for step in path.steps) > room // 4 else {}
    written: set[str] = set()
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
        if step.id in written:
            fields["id"] = cut.get(step.id, step.id)
        written.add(step.id)
        steps.append(fields)
        if texts.get(step.id) != text and text is not None:
            wanted.append((fields, step.id, text))
        texts[step.id] = text
    room -= sum(len(compact(fields).encode()) + 2 for fields in steps)
    lost: set[str] = set()
    for fields, id, text in wanted:
        whole = _with_text(id, fields, text)
        more = len(compact(whole).encode()) - len(compact(fields).encode())
        if id in lost or more > room:
            lost.add(id)  # a text that came later would be read into the steps before it has come
            continue
        room -= more
        fields.clear()
        fields.update(whole)
    return steps


def _with_text(id: str, fields: dict[str, Any], text: str) -> dict[str, Any]:
    scene = _scene_of(id)
    if scene and id == _derived(scene, text):
        fields = {**fields, "id": f"{scene}{DERIVED}"}
    where: dict[str, Any] = {key: fields[key] for key in ("scene", "id") if key in fields}
    return {**where, "text": text, **{key: value for key, value in fields.items() if key not in where}}


def _cut_ids(steps: Iterable[SavedStep]) -> dict[str, str]:
    """Each id that can be cut, as far as no other one begins likewise."""
    ids = sorted({step.id for step in steps if step.id is not None})
    cut = {}
    for number, id in enumerate(ids):
        beside = (*ids[max(0, number - 1) : number], *ids[number + 1 : number + 2])
        least = max((_shared(id, other) for other in beside), default=0) + 1
        short = id[: max(LEAST_OF_ID, least)] + CUT
        if len(short) < len(id):
            cut[id] = short
    return cut


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with both."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared


def _in_full(ids: set[str], cut: set[str]) -> dict[str, str]:
    """The ids that begin as the cut ones do. One that could be several, or none, stays as it is: it fits nothing."""
    whole = sorted(ids)
    found = {}
    for short in cut:
        start = short.removesuffix(CUT)
        at = bisect_left(whole, start)
        like = [id for id in whole[at : at + 2] if id.startswith(start)]
        if len(like) == 1:
            found[short] = like[0]
    return found


def expanded(path: SavedPath) -> SavedPath:
    """A path that was written in the brief form, with all that was left out."""
    texts: dict[str, str | None] = {}
    states = _States(path)
    steps = []
    ids = [_id_of(step) for step in path.steps]
    cut = {id for id in ids if id is not None and id.endswith(CUT)}
    whole = _in_full({id for id in ids if id is not None} - cut, cut)
    for step, own in zip(path.steps, ids, strict=True):
        found: dict[str, Any] = {}
        id = None if own is None else whole.get(own, own)
        if id != step.id:
            found["id"] = id
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


def _id_of(step: SavedStep) -> str | None:
    """The id of a step, made of its text where that is left out."""
    if step.id is not None and step.id.endswith(DERIVED) and step.text is not None:
        return _derived(_scene_of(step.id), step.text)
    return step.id


def _scene_of(id: str) -> str:
    return id.partition(".")[0] if "." in id else ""


def _derived(scene: str, text: str) -> str:
    from engine.program.slugs import slug_of

    return f"{scene}.{slug_of(text)}"
