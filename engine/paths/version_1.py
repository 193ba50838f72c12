"""Reads the brief form of long paths of version 1. Those of today have tables (engine/paths/file_tables.py).

What follows from the rest of such a file is left out: the scene that an id begins with; an id that is made of the
text, of which `scene.*` is left; the text that the same choice had the last time; the hash of the variables, which
follows from those at the beginning and those that changed. Where ids take much room, each is written in full once, and
elsewhere as far as no other one begins likewise: `bar.ask-abo…`.
"""

from __future__ import annotations

from bisect import bisect_left

from engine.paths.path_parts import SavedStep
from engine.paths.session_view import Values, hash_of_values

DERIVED = ".*"
CUT = "…"  # no id ends with it: they are made of letters, digits, `_`, `-` and `.`


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


def expanded(brief: tuple[SavedStep, ...], variables: Values) -> tuple[SavedStep, ...]:
    """The steps of a path that was written in the brief form, with all that was left out."""
    texts: dict[str, str | None] = {}
    states = _States(variables)
    steps: list[SavedStep] = []
    ids = [_id_of(step) for step in brief]
    cut = {id for id in ids if id is not None and id.endswith(CUT)}
    whole = _in_full({id for id in ids if id is not None} - cut, cut)
    for step, own in zip(brief, ids, strict=True):
        id = None if own is None else whole.get(own, own)
        if id is not None:
            texts[id] = step.text if step.text is not None else texts.get(id)
            step = step._replace(id=id, scene=step.scene or _scene_of(id) or None, text=texts[id])
        state = states.after(step.changed)
        steps.append(step._replace(state=state) if step.state is None else step)
    return tuple(steps)


class _States:
    """The hashes of a path's variables, as they follow from what its steps changed."""

    def __init__(self, variables: Values) -> None:
        self.values: Values = dict(variables)
        self.hash = hash_of_values(self.values, 1)

    def after(self, changed: Values) -> str:
        if changed:
            self.values.update(changed)
            self.hash = hash_of_values(self.values, 1)
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
