"""The places that draw, and how what they draw can come out, as far as that is tried."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import product

from engine.program.nodes import ApplyDraw, Assign, CallDef, CallExtern, DrawScene, LocalRef, Reference, VarRef
from engine.program.program import Program
from engine.program.types import Value
from engine.program.walk import walk
from engine.proof.abstract.values import Draws
from engine.proof.draws import ToldApart
from engine.proof.reductions.draw_outcomes import told_apart
from engine.proof.reductions.value_ranges import Location, location_of

# In so many ways draws of a turn are tried to come out, and of a number with no more values each of them.
MOST_WAYS, MOST_VALUES = 40, 12


def ways_to_draw(places: dict[str, tuple[Value, ...]]) -> Iterator[Draws]:
    """Ways in which some places can draw, not too many: those first in which all are alike."""
    if not places:
        return
    alike = [
        {place: truth if isinstance(values[0], bool) else values[number] for place, values in places.items()}
        for number in (-1, 0)
        for truth in (True, False)
    ]
    yield from dict.fromkeys(tuple(one.items()) for one in alike)
    for choice in (places, {place: (values[0], values[-1]) for place, values in places.items()}):
        ways = 1
        for values in choice.values():
            ways *= len(values)
        if ways <= MOST_WAYS:
            for row in product(*choice.values()):
                yield tuple(zip(choice, row, strict=True))
            return
        # As one of several items is drawn: one of them comes out in a way of its own.
        for one in (alike[0], alike[-1]):
            for place, values in choice.items():
                yield from (tuple((one | {place: value}).items()) for value in values)


class DrawnPlaces:
    """The places of a program that draw, and what is tried there."""

    def __init__(self, program: Program) -> None:
        self.program = program

    @cached_property
    def told(self) -> dict[str, ToldApart]:
        """What is told apart of the numbers that are drawn, by place."""
        return told_apart(self.program, ())

    @cached_property
    def cells(self) -> list[Location]:
        """The variables into which draws are put, and what is made of them; parameters are not among them."""
        found: dict[Location, None] = {}
        sources: list[tuple[Location, set[Location], bool]] = []
        for index, scene in enumerate(self.program.scenes):
            for node in walk(scene.segments):
                if isinstance(node, Assign) and self._is_plain(node.target, index):
                    inner = [*walk((node.value,))]
                    read = {location_of(one, index) for one in inner if isinstance(one, VarRef | LocalRef)}
                    draws = any(isinstance(one, ApplyDraw | CallDef) for one in inner)
                    sources.append((location_of(node.target, index), read, draws))
        size = -1
        while len(found) > size:
            size = len(found)
            found |= dict.fromkeys(cell for cell, read, draws in sources if draws or read & found.keys())
        return [*found]

    def _is_plain(self, reference: Reference, index: int) -> bool:
        """Whether a variable is a number or a truth value, and no parameter."""
        if isinstance(reference, VarRef):
            return self.program.variables[reference.number].type.kind in ("number", "truth")
        scene = self.program.scenes[index]
        kind = scene.frame[reference.number].type.kind
        return reference.number >= scene.parameters and kind in ("number", "truth")

    def within(self, rows: object) -> dict[str, tuple[Value, ...]]:
        """Those in some nodes, and in the functions that they call."""
        found: dict[str, tuple[Value, ...]] = {}
        work, seen = [rows], set[int]()
        while work:
            for node in walk((work.pop(),)):
                if isinstance(node, ApplyDraw) and node.name in ("random", "chance"):
                    found[node.place] = self._outcomes(node)
                elif isinstance(node, DrawScene) and (scenes := self.program.tags.get(node.tag)):
                    found[node.place] = tuple(scenes)
                elif isinstance(node, CallDef | CallExtern) and node.function not in seen:
                    seen.add(node.function)
                    function = self.program.functions[node.function]
                    work.append((function.body or 0, tuple(function.steps)))
        return found

    def _outcomes(self, draw: ApplyDraw) -> tuple[Value, ...]:
        if draw.name == "chance":
            return (False, True)
        low, high = draw.arguments
        if not isinstance(low, int) or not isinstance(high, int) or low > high:
            return ("least", "greatest")
        if high - low < MOST_VALUES:
            return tuple(range(low, high + 1))
        told = self.told.get(draw.place, ToldApart(frozenset()))
        near = {one + step for one in told.constants for step in (-1, 0, 1)} | told.values
        return tuple(sorted({low, high, *(one for one in near if low < one < high)}))
