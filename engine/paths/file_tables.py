"""The tables of a long path: what was chosen and what was offered stand once each, and steps have their numbers.

So 10,000 choices stay below 1.5 MB. A step is still one line, and there is nothing to know but what a number means.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.paths.path_parts import SavedStep

IN_TABLE = ("scene", "id", "text", "offered")


class WrittenTables:
    """The tables of one path, as it is written, in the order in which steps need them."""

    def __init__(self) -> None:
        self.choices: dict[tuple[str | None, ...], int] = {}
        self.menus: dict[tuple[str, ...], int] = {}
        self.ids: dict[str, int] = {}

    def fields(self, step: SavedStep) -> dict[str, object]:
        """A step as it is written, with numbers for what stands in the tables."""
        named = (step.scene, step.id, step.text)
        fields: dict[str, object] = {"choice": self.choices.setdefault(named, len(self.choices))}
        if step.offered:
            fields["menu"] = self.menus.setdefault(step.offered, len(self.menus))
        return fields | {key: value for key, value in step.fields().items() if key not in IN_TABLE}

    def lists(self) -> dict[str, Sequence[object]]:
        """The tables as they are written."""
        choices = []
        for scene, id, text in self.choices:
            one = {"scene": scene, "id": None if id is None else self._number(id), "text": text}
            choices.append({key: value for key, value in one.items() if value is not None})
        menus = [[self._number(id) for id in menu] for menu in self.menus]
        return {"ids": list(self.ids), "choices": choices, "menus": menus}

    def _number(self, id: str) -> int:
        return self.ids.setdefault(id, len(self.ids))
