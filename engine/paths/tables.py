"""The tables of a long path: what was chosen and what was offered stand once each, and steps have their numbers.

So 10,000 choices stay below 1.5 MB. A step is still one line, and there is nothing to know but what a number means.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.paths.errors import PathError
from engine.paths.model import SavedPath, SavedStep

IN_TABLE = ("scene", "id", "text")


class Tables:
    """The tables of one path, as it is written, in the order in which steps need them."""

    def __init__(self) -> None:
        self.choices: dict[tuple[str | None, ...], int] = {}
        self.menus: dict[tuple[str, ...], int] = {}
        self.ids: dict[str, int] = {}

    def fields(self, step: SavedStep) -> dict[str, Any]:
        """A step as it is written, with numbers for what stands in the tables."""
        named = (step.scene, step.id, step.text)
        fields: dict[str, Any] = {"choice": self.choices.setdefault(named, len(self.choices))}
        if step.offered:
            fields["menu"] = self.menus.setdefault(step.offered, len(self.menus))
        rest = step.model_dump(exclude_defaults=True, exclude={*IN_TABLE, "offered", "choice", "menu"})
        return fields | rest

    def lists(self) -> dict[str, list[Any]]:
        """The tables as they are written."""
        choices = []
        for scene, id, text in self.choices:
            one = {"scene": scene, "id": None if id is None else self._number(id), "text": text}
            choices.append({key: value for key, value in one.items() if value is not None})
        menus = [[self._number(id) for id in menu] for menu in self.menus]
        return {"ids": list(self.ids), "choices": choices, "menus": menus}

    def _number(self, id: str) -> int:
        return self.ids.setdefault(id, len(self.ids))


def expanded(path: SavedPath, name: str) -> SavedPath:
    """A path with nothing in tables. Raises `PathError` for a number that stands for nothing."""
    if not path.choices and not path.menus and all(step.choice is step.menu is None for step in path.steps):
        return path
    steps = []
    choices = []
    for number, one in enumerate(path.choices):
        id = None if one.id is None else _known(path.ids, one.id, f"choices, {number}, id", name)
        choices.append({"scene": one.scene, "id": id, "text": one.text})
    menus = [
        tuple(_known(path.ids, id, f"menus, {number}", name) for id in menu) for number, menu in enumerate(path.menus)
    ]
    for number, step in enumerate(path.steps, 1):
        found: dict[str, Any] = {"choice": None, "menu": None}
        if step.choice is not None:
            found |= _known(choices, step.choice, f"step {number}, choice", name)
        if step.menu is not None:
            found["offered"] = _known(menus, step.menu, f"step {number}, menu", name)
        # All of it has been checked: nothing is to be validated again.
        steps.append(SavedStep.model_construct(**{**step.__dict__, **found}))
    return path.model_copy(update={"steps": tuple(steps), "choices": (), "menus": (), "ids": ()})


def _known(table: Sequence[Any], number: int, what: str, name: str) -> Any:
    if number >= len(table):
        raise PathError(name, [f"{what}: there is no number {number} in the table"])
    return table[number]
