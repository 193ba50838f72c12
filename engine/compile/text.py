"""Compiles text with inline forms into parts (engine/program/model.py)."""

from __future__ import annotations

from typing import Any

from engine.check.bodies import Resolved
from engine.program.model import EMPHASIS, EMPHASIS_END, STRONG, STRONG_END, UNNUMBERED, Parts, place
from engine.source import Source
from engine.syntax.tree import Conditional, Expression, Show, TextItem, TextItems, Variation, Vary


class Text:
    """Compiles the texts of one scene, and names the counters of its variations."""

    def __init__(self, resolved: Resolved, source: Source, owner: str) -> None:
        self.codes = resolved.codes
        self.source = source
        self.owner = owner
        self.counters: dict[int, str] = {}

    def at(self, offset: int) -> int:
        """The place of an offset, as the program keeps it."""
        return place(*self.source.place_of(offset))

    def code(self, expression: Expression) -> Any:
        """The resolved form of an expression."""
        return self.codes[id(expression)][1]

    def counter(self, node: Variation | Vary) -> str:
        """The name of a variation's counter; the same whenever the same variation is compiled again.

        A shuffle draws: its name is numbered when all of the scene is compiled (engine/compile/draws.py).
        """
        if id(node) not in self.counters:
            name = f"vary {self.owner} {len(self.counters) + 1}"
            if node.kind == "shuffle":
                name = f"shuffle {len(node.items)}{UNNUMBERED}{node.at}"
            self.counters[id(node)] = name
        return self.counters[id(node)]

    def parts(self, items: TextItems) -> Parts:
        """The parts of a text; texts that stand beside each other are joined."""
        parts: Parts = []
        for item in items:
            _join(parts, self._parts_of(item))
        return parts

    def _parts_of(self, item: TextItem) -> Parts:
        if isinstance(item, str):
            return [item]
        if isinstance(item, Show):
            type, code = self.codes[id(item.value)]
            kind = "text" if type.kind == "literal" else type.kind
            return [["show", self.at(item.at), code, kind, list(type.names) if kind == "set" else []]]
        if isinstance(item, Conditional):
            branches = [[self.code(condition), self.parts(branch)] for condition, branch in item.branches]
            return [["if", self.at(item.at), branches, self.parts(item.otherwise)]]
        if isinstance(item, Variation):
            return [["vary", item.kind, self.counter(item), [self.parts(one) for one in item.items]]]
        begin, end = (EMPHASIS, EMPHASIS_END) if item.style == "*" else (STRONG, STRONG_END)
        parts: Parts = [begin]
        _join(parts, self.parts(item.items))
        _join(parts, [end])
        return parts


def _join(parts: Parts, more: Parts) -> None:
    """Add parts to parts."""
    if parts and more and isinstance(parts[-1], str) and isinstance(more[0], str):
        parts[-1] += more[0]
        more = more[1:]
    parts += more
