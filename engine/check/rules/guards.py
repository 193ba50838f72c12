"""NC303: a choice that can never be taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.check.constants import names_in
from engine.check.incremental import of_scene
from engine.check.rules.signs import traits_of
from engine.program.intervals import never_holds
from engine.program.types import Type, Value
from engine.syntax.tree import ChoiceStatement, Each

if TYPE_CHECKING:
    from engine.check.checker import Checked


GUARDED = frozenset((ChoiceStatement, Each))


def check_guards(checked: Checked) -> None:
    """Warn about guards that are false whatever the values of the variables in them."""
    domains = [_domain(variable.type) for variable in checked.names.variables.values()]

    verdicts: dict[int, bool] = {}
    for scene in checked.names.scenes.values():
        for statement in scene.statements if Each in of_scene(scene, traits_of).kinds else scene.texts:
            if statement.__class__ not in GUARDED:
                continue
            for guard in statement.guards:  # type: ignore[union-attr]  # these have them
                known = checked.resolved.codes.get(id(guard.condition))
                if guard.condition is None or known is None or known[0].kind != "truth":
                    continue
                key = id(known)
                if key not in verdicts:
                    verdicts[key] = never_holds(known[1], domains, checked.names.interval_of_variable)
                if not verdicts[key]:
                    continue
                if any(name in checked.names.constants for name in names_in(guard.condition)) and known[1] is False:
                    continue  # a switch in the header, such as `const DEBUG = false`, is meant to be off
                if not any(name in checked.names.broken for name in names_in(guard.condition)):
                    # Of a broken one nobody knows what values it has.
                    span = scene.node.source.span(guard.condition.at, guard.condition.end)
                    message = "this can never hold, so the choice can never be taken"
                    checked.report.warning("NC303", span, message, "compare it with the values its variables can have")


def _domain(type: Type) -> Sequence[Value] | None:
    """All values of a type as the runtime keeps them, or None where there are too many."""
    if type.kind == "truth":
        return (False, True)
    if type.kind == "names":
        return tuple(type.names)
    if type.kind == "set" and len(type.names) <= 8:
        return range(1 << len(type.names))
    if type.kind == "number" and type.low is not None and type.high is not None and type.high - type.low < 600:
        return range(type.low, type.high + 1)
    return None
