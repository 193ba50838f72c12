"""NC313 and NC303: an `{otherwise}` beside another one, or beside a choice that can always be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.blocks import groups_of
from engine.check.flow import line_end_of
from engine.check.rules.signs import Signs
from engine.slips import Slip, SlipKind
from engine.syntax.tree import ChoiceStatement

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_several_otherwise(checked: Checked) -> None:
    """Warn about an `{otherwise}` that is never taken: not the first of its group, or never needed there."""
    signs = Signs(("otherwise",))
    for scene in checked.names.scenes.values():
        if not signs.are_in(scene):
            continue
        source = scene.node.source
        for group in groups_of(scene.node.body):
            first = None
            always = next((one for one in group if isinstance(one, ChoiceStatement) and _is_always_open(one)), None)
            for statement in group:
                if not isinstance(statement, ChoiceStatement):
                    continue
                kinds = [one.kind for one in statement.guards]
                if "otherwise" not in kinds:
                    continue
                if first is not None:
                    span = source.span(statement.guards[0].at, statement.guards[-1].end)
                    other = source.span(first.guards[0].at, first.guards[-1].end), "the first one"
                    message = "there is an `{otherwise}` among these choices already"
                    checked.report.warning("NC313", span, message, "only the first is ever taken", other)
                    continue
                if always is not None:
                    span = source.span(statement.guards[0].at, statement.guards[-1].end)
                    other = source.span(always.at, line_end_of(source, always)), "this one"
                    message = "this `{otherwise}` is never taken: another choice here can always be taken"
                    hint = "delete it, or give the other one a condition"
                    checked.report.warning("NC303", span, message, hint, other, slip=Slip(SlipKind.FALLBACK))
                if "if" not in kinds:
                    first = statement


def _is_always_open(choice: ChoiceStatement) -> bool:
    return not choice.once and not choice.guards and choice.loop is None
