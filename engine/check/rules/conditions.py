"""NC303: conditions that can never hold, or that always do, whatever the values of the variables in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.check.constants import names_in
from engine.check.incremental import of_scene
from engine.check.names import SceneNames
from engine.check.rules.condition_chains import Chain, Kind, chains_of
from engine.program.conditions import MOST_ROWS, is_told_by_state, never_holds
from engine.program.functions import Interval
from engine.program.intervals import Leaf, interval_of_leaf
from engine.program.nodes import Apply, Count, LocalRef, Reference
from engine.program.nodes import Expression as Code
from engine.program.types import Value, values_of
from engine.syntax.tree import Expression

if TYPE_CHECKING:
    from engine.check.checker import Checked

# So many arms of one `if` are held against those before them: each is, so twice as many take four times as long.
MOST_ARMS = 12
# What follows where a condition never holds, and where it always does.
FOLLOWS = {
    Kind.SCENE: ("the scene is never drawn", "it says nothing"),
    Kind.CHOICE: ("the choice can never be taken", "it neither hides nor closes the choice"),
    Kind.VALUE: ("what is set here is always false", "what is set here is always true"),
    Kind.BLOCK: ("what stands below it is never done", "it says nothing"),
    Kind.TEXT: ("this text is never shown", "it says nothing"),
}


def check_conditions(checked: Checked) -> None:
    """Warn about conditions that are false whatever the values of the variables in them, or always true."""
    known = _Verdicts(checked)
    for scene in checked.names.tellings():
        for chain in of_scene(scene, chains_of):
            known.check(scene, chain)


def _ranges_in(scene: SceneNames) -> dict[int, Interval]:
    """The ranges of the parameters of a scene for which one is written, by their numbers."""
    written = zip(scene.node.heading.parameters, scene.parameters, strict=False)
    return {
        number: (type.low, type.high)
        for number, (parameter, type) in enumerate(written)
        if parameter.type is not None and type.kind == "number" and type.low is not None and type.high is not None
    }


class _Verdicts:
    """What is known of conditions, by their code: the same one is asked in many places."""

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        self._never: dict[tuple[Code, str, str], bool] = {}
        # Those of which nothing is to be said where they stand first.
        self._doubtless: set[tuple[Code, str]] = set()
        # The scene in hand, if it has parameters with a written range, and these by their numbers.
        self._with_ranges = ""
        self._ranges: dict[int, Interval] = {}
        self._domains: list[Sequence[Value] | None] | None = None

    def check(self, scene: SceneNames, chain: Chain) -> None:
        """Warn about the conditions of one `if`, the first of which holds that can: what follows from that is said."""
        self._ranges = of_scene(scene, _ranges_in)
        self._with_ranges = scene.node.name if self._ranges else ""
        before: Code | None = None
        never, always = FOLLOWS[chain.kind]
        # The scene that has been entered where the conditions stand.
        place = scene.node.name if chain.is_entered else ""
        for number, condition in enumerate(chain.conditions):
            known = self._checked.resolved.codes.get(id(condition))
            if known is None or known[0].kind != "truth":
                return
            code = known[1]
            if before is None and not self._ranges and (code, place) in self._doubtless:
                before = code
                continue
            if not is_told_by_state(code) and (code is True or self._has_constants(condition)):
                return  # a switch in the header, such as `const DEBUG = false`, is meant to be on or off
            if self._never_holds(code, place):
                self._warn(scene, condition, place, f"this can never hold, so {never}")
            elif before is None and self._never_holds(Apply("not", (code,)), place):
                self._warn(scene, condition, place, f"this always holds, so {always}")
                return
            elif number >= MOST_ARMS:
                continue
            elif before is not None and self._never_holds(Apply("and", (Apply("not", (before,)), code)), place):
                message = f"this can never hold where those before it fail, so {never}"
                self._warn(
                    scene, condition, place, message, "the first that holds is taken: put the narrower one first"
                )
            elif before is None:
                self._doubtless.add((code, place))
            before = code if before is None else Apply("or", (before, code))

    def _never_holds(self, code: Code, entered: str) -> bool:
        key = code, entered, self._with_ranges
        if key not in self._never:
            if self._domains is None:
                self._domains = [values_of(one.type, MOST_ROWS) for one in self._checked.names.variables.values()]

            def leaf(code: Leaf) -> Interval:
                low, high = interval_of_leaf(code)
                return (1, high) if entered and code == Count("visits", entered) else (low, high)

            self._never[key] = never_holds(code, self._domains, self._interval_of, leaf)
        return self._never[key]

    def _interval_of(self, reference: Reference) -> Interval:
        """What a variable or a parameter can hold."""
        if reference.__class__ is LocalRef and reference.number in self._ranges:
            return self._ranges[reference.number]
        return self._checked.names.interval_of_variable(reference)

    def _has_constants(self, condition: Expression) -> bool:
        return any(name in self._checked.names.constants for name in names_in(condition))

    def _warn(self, scene: SceneNames, condition: Expression, entered: str, message: str, hint: str = "") -> None:
        names = names_in(condition)
        if any(name in self._checked.names.broken for name in names):
            return  # nobody knows what values it has
        if not hint:
            hint = "compare it with the values its variables can have"
            if entered in names:
                hint = f"the visit under way counts, too: from the second on it is `visits({entered}) > 1`"
        span = scene.node.source.span(condition.at, condition.end)
        self._checked.report.warning("NC303", span, message, hint)
