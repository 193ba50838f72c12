"""How ink counts visits, and where a scene here counts otherwise.

Ink counts a knot each time that it is entered from outside, be it at one of its stitches; going round within it does
not count. Here each entering of a scene counts, and a stitch is a scene of its own. So, where a story asks for the
number: a knot that goes back to its own beginning goes to a point there, which is no entering; a knot whose stitches
are entered from elsewhere is refused. Whether it was seen at all can be told of either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.importers.ink.scopes import InkScope, Label, Scopes, Untranslatable, expressions_of, walk
from engine.importers.ink.tree import (
    Divert,
    Expression,
    InkBinary,
    InkCall,
    InkChoice,
    InkConditional,
    InkName,
    InkNumber,
    InkUnary,
    Target,
)

AT_ALL = {(">", 0), ("!=", 0), (">=", 1)}
# `TURNS_SINCE` is -1 for what was never visited.
EVER = {(">=", 0), (">", -1), ("!=", -1)}
NOT_YET = {("<", 0), ("<=", -1), ("==", -1)}
NEVER = {("==", 0), ("<", 1), ("<=", 0)}


def asked_at_all(expression: Expression) -> tuple[Expression, bool] | None:
    """`knot > 0`, `knot == 0`: what is asked for having been visited, and whether it is to hold."""
    if not isinstance(expression, InkBinary) or not isinstance(expression.right, InkNumber):
        return None
    sign = (expression.operator, expression.right.value)
    if isinstance(expression.left, InkCall) and expression.left.name == "TURNS_SINCE":
        argument = expression.left.arguments[0] if len(expression.left.arguments) == 1 else None
        if isinstance(argument, Target) and (sign in EVER or sign in NOT_YET):
            return InkName(argument.path), sign in EVER
        return None
    if sign in AT_ALL or sign in NEVER:
        return expression.left, sign in AT_ALL
    return None


class Counting:
    """What is asked about visits in a story."""

    def __init__(self, scopes: Scopes, is_dead: Callable[[Label], bool]) -> None:
        self.scopes = scopes
        self.is_dead = is_dead
        # Knots and stitches that are gone to from within themselves, and from where others are gone to.
        self.from_within: set[InkScope] = set()
        self.sources: dict[InkScope, set[InkScope]] = {}
        self.numbers: set[InkScope] = set()
        for place in scopes.all_places():
            for node in walk(place.flow.content):
                if isinstance(node, Divert) and node.path:
                    self._divert(node, place)
        for place in scopes.all_places():
            for node in walk(place.flow.content):
                is_truth = isinstance(node, InkChoice) or (isinstance(node, InkConditional) and node.query is None)
                for expression in expressions_of(node):
                    for path in _numbers(expression, is_truth):
                        self._asked(path, place)

    def _divert(self, node: Divert, place: InkScope) -> None:
        found = self.scopes.target(node.path, place)
        if isinstance(found, InkScope):
            self.sources.setdefault(found, set()).add(place)
            if found is place and node.kind == "go":
                self.from_within.add(place)

    def _asked(self, path: str, place: InkScope) -> None:
        if self.scopes.variable(path, place) is None:
            found = self.scopes.target(path, place)
            if isinstance(found, InkScope):
                self.numbers.add(found)

    def needs_top(self, place: InkScope) -> bool:
        """Whether a knot that goes to its own beginning must not enter itself anew by that."""
        return place in self.numbers and place in self.from_within and not place.flow.parameters

    def entered_elsewhere(self, place: InkScope) -> list[InkScope]:
        """The stitches of a knot that are entered from outside it."""
        return [
            one
            for one in place.stitches.values()
            if any(source.top is not place for source in self.sources.get(one, ()))
        ]

    def check_number(self, place: InkScope) -> None:
        """Raises `Untranslatable` where the number of visits would be another."""
        if place.is_thread:
            raise Untranslatable(f"ink counts a thread of `{place.path}` as a visit")
        if place in self.from_within and place.flow.parameters:
            raise Untranslatable(f"ink does not count where `{place.path}` goes back to itself")
        if self.entered_elsewhere(place):
            raise Untranslatable(f"ink counts a visit of a part of `{place.path}` as one of the whole")
        inner = set(place.stitches.values()) & self.sources.get(place, set())
        if inner:
            raise Untranslatable(f"ink does not count where a part of `{place.path}` goes back to its beginning")

    def seen(self, found: InkScope | Label, place: InkScope) -> str:
        """The condition that a place was visited."""
        if isinstance(found, Label):
            return "false" if self.is_dead(found) else f"seen({label_name(found, place)})"
        if found.flow.is_function:
            raise Untranslatable("how often a function was called is not counted")
        if found.is_thread:
            raise Untranslatable(f"ink counts a thread of `{found.path}` as a visit")
        scenes = [found.scene, *(one.scene for one in self.entered_elsewhere(found))]
        asked = " or ".join(f"seen({one})" for one in scenes)
        return asked if len(scenes) == 1 else f"({asked})"


def label_name(label: Label, place: InkScope) -> str:
    """How a label is written, as seen from a place."""
    return label.out if label.place is place else f"{label.place.scene}.{label.out}"


def _numbers(expression: Expression, is_truth: bool) -> Iterator[str]:
    """The paths whose number an expression reads, not only whether it is more than 0."""
    if isinstance(expression, InkName):
        if not is_truth:
            yield expression.path
    elif isinstance(expression, InkUnary):
        yield from _numbers(expression.operand, expression.operator == "not")
    elif isinstance(expression, InkBinary):
        if asked_at_all(expression) is not None:
            return
        inner = expression.operator in ("and", "or")
        yield from _numbers(expression.left, inner)
        yield from _numbers(expression.right, inner)
    elif isinstance(expression, InkCall):
        for argument in expression.arguments:
            if isinstance(argument, Target) and expression.name in ("TURNS_SINCE", "READ_COUNT"):
                yield argument.path
            else:
                yield from _numbers(argument, False)
