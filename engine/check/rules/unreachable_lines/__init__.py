"""NC310: lines behind a move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.causes import LOST_ENDS, lines_of
from engine.check.flow import SceneFlow, line_end_of
from engine.check.names import SceneNames
from engine.check.rules.loose_ends import is_menu
from engine.check.rules.unreachable_lines.behind_draws import check_draws
from engine.check.rules.unreachable_lines.moves_meant import (
    choice_meant,
    flush_body,
    flush_move,
    is_missed,
    last_before,
    may_come_back,
    visit_meant,
)
from engine.check.rules.unreachable_lines.nested_choices import nested_below, nested_in, tell_nested
from engine.diagnostics import Fix, replaced
from engine.named_tuples import NamedTuple
from engine.slips import UNTOLD, Slip, SlipKind
from engine.source import Source, SourceSpan
from engine.syntax.menus import is_choice
from engine.syntax.messages import LONGEST, shortened
from engine.syntax.tree import ChoiceStatement, Jump, Move, Prose, Statement, Unread

if TYPE_CHECKING:
    from engine.check.checker import Checked

# A line that is indented wrongly may belong elsewhere.
INDENTATION = ("NC006", "NC007")
OUTSIDE_VISIT = frozenset(("NC307",))


class Unreached(NamedTuple):
    """A statement to which no player comes: its scene, its place, where its line begins, and what is wrong elsewhere.

    `outside` are the lines that say `-> back` in a scene that is not visited.
    """

    statement: Statement
    scene: SceneNames
    flow: SceneFlow
    span: SourceSpan
    line_at: int
    outside: set[tuple[str, int]]

    @property
    def source(self) -> Source:
        """The file in which it stands."""
        return self.scene.node.source

    @property
    def is_paragraph(self) -> bool:
        """Whether it is prose or a move at the margin, behind a blank line."""
        return self.span.column == 1 and self.begins

    @property
    def begins(self) -> bool:
        """Whether its line stands at the margin, behind a blank line."""
        return self.source.text[self.line_at] not in " \t" and not self.source.line(self.span.line - 1).strip()


def check_unreachable_lines(checked: Checked) -> None:
    """Warn about what stands behind a move in the same block, which no player ever reads."""
    check_draws(checked)
    for name, choices in checked.facts.of(nested_in).items():
        for move, nested in choices:
            tell_nested(checked, checked.names.scenes[name], move, nested)
    wrong = {(one.span.file, one.span.line) for one in checked.report.found if one.code in INDENTATION}
    causes = lines_of(checked.report, LOST_ENDS)
    outside = lines_of(checked.report, OUTSIDE_VISIT)
    for name, unreachable in checked.facts.of(_unreachable_in).items():
        scene, flow = checked.names.scenes[name], checked.flows[name]
        source = scene.node.source
        # Where the move above is not what was meant, neither is what stands behind it.
        lost = [move.at for move in flow.moves if source.span(move.at)[:2] in causes] if causes else []
        for statement in unreachable:
            if isinstance(statement, Unread) or any(at <= statement.at for at in lost):
                continue
            if isinstance(statement, Move):
                first = nested_below(scene, statement)
                if first is not None:
                    tell_nested(checked, scene, statement, first)
                    continue
                message = "this move is never made: what is indented below the choice comes first, and has moved on"
                hint = "delete it, or the move below; `-> scene ->` visits a scene before what is below is done"
                checked.report.warning("NC310", source.span(statement.at, statement.end), message, hint)
                continue
            span = source.span(statement.at, line_end_of(source, statement))
            if (span.file, span.line) not in wrong:
                line_at = source.text.rfind("\n", 0, statement.at) + 1
                _tell(checked, Unreached(statement, scene, flow, span, line_at, outside))


def _tell(checked: Checked, one: Unreached) -> None:
    """Say the likeliest cause, at the line that was meant otherwise; or nothing, if it is said there already."""
    above = _visit_above(checked, one)
    is_told = (
        _tell_tag(checked, one)
        or _tell_twice(checked, one)
        or _tell_choice(checked, one)
        or _tell_body(checked, one)
        or (above is not None and above.returns and not is_menu(checked.names.scenes[above.target or ""]))
        or _tell_value(checked, one)
        or bool(one.outside and _is_in(one.scene, one.outside))
        or (above is not None and _tell_visit(checked, one, above))
        or _tell_flush(checked, one)
    )
    if is_told:
        return
    message, hint = "no player comes here: the story has moved on before", "delete it, or move it above"
    slip = Slip(SlipKind.BEHIND_MOVE) if one.begins else UNTOLD
    is_behind = bool(one.flow.moves) and one.flow.moves[-1].at < one.line_at
    if one.is_paragraph and is_behind and isinstance(one.statement, Prose):
        hint = "delete it, or move it above; what players do not see is a comment, behind `// `"
    if isinstance(one.statement, Jump) and is_missed(one.flow):
        slip = Slip(SlipKind.MOVED_ON)
        message = "this move is never made: the story has moved on before"
        hint = "delete it, or indent it as far as the lines behind which it is to stand"
    checked.report.warning("NC310", one.span, message, hint, slip=slip)


def _warn_above(checked: Checked, one: Unreached, move: Move, message: str, hint: str) -> bool:
    """Warn about the move above, with a look at what nobody comes to."""
    where = (one.span, "no player comes here")
    slip = Slip(SlipKind.BEHIND_VISIT) if one.begins else UNTOLD
    checked.report.warning("NC310", one.source.span(move.at, move.end), message, hint, where, slip=slip)
    return True


def _tell_tag(checked: Checked, one: Unreached) -> bool:
    """A line of tags alone may be a note: `#TODO`."""
    line = one.statement.line if isinstance(one.statement, Prose) else None
    if line is None or line.items or line.move is not None or not line.tags:
        return False
    message = "this tag stands on a line of its own, and behind a move: no player comes here"
    hint = "tags stand at the end of a text; what players do not see is a comment, behind `// `"
    checked.report.warning("NC310", one.span, message, hint)
    return True


def _tell_twice(checked: Checked, one: Unreached) -> bool:
    """The move right above may be the same one."""
    above, text = last_before(one.flow.moves, one.line_at), one.source.text
    if above is None or not isinstance(one.statement, Jump) or text[above.end : one.line_at].strip():
        return False
    move = one.statement.move
    if text[above.at : above.end] != text[move.at : move.end]:
        return False
    where = (one.source.span(above.at, above.end), "here")
    end = text.find("\n", one.line_at)
    line = replaced(one.source, one.line_at, len(text) if end < 0 else end + 1, "")
    fixes = (Fix("delete this line", (line,), safe=True),)
    message, hint = "this move is never made: the same one stands above", "delete one of them"
    checked.report.warning("NC310", one.span, message, hint, where, fixes=fixes)
    return True


def _tell_choice(checked: Checked, one: Unreached) -> bool:
    """The line above may be a choice without its mark."""
    source, statement = one.source, one.statement
    unmarked = choice_meant(one.flow.moves, source, one.line_at) if is_choice(statement) else None
    if unmarked is None:
        return False
    written = shortened(source.line(source.line_of(unmarked.at)).strip(), LONGEST)
    mark = "+" if isinstance(statement, ChoiceStatement) and not (statement.once or statement.guards) else "*"
    message = "the story moves on here: no player comes to the choices below"
    hint = f"for a choice, write `{mark} {written}`; else put this behind the choices"
    return _warn_above(checked, one, unmarked, message, hint)


def _tell_body(checked: Checked, one: Unreached) -> bool:
    """The lines above may be the body of the choice that stands above them."""
    source = one.source
    first = flush_body(source, one.span.line) if is_choice(one.statement) else 0
    if not first:
        return False
    message = "these lines are not indented: they end the menu, and no player comes to the choices below"
    hint = "indent them by four spaces below their choice; for all of them, put a blank line above"
    line = source.line(first)
    begin = source.starts()[first - 1] + len(line) - len(line.lstrip())
    where = (one.span, "no player comes here")
    checked.report.warning("NC318", source.span(begin, begin + len(line.strip())), message, hint, where)
    return True


def _visit_above(checked: Checked, one: Unreached) -> Move | None:
    """The move above, if it may have been meant as a visit, or is one from which there is no way back."""
    above = visit_meant(checked, one.flow.moves, one.source, one.line_at)
    # Else it is the move that is missing where the scene ends.
    return None if isinstance(one.statement, Jump) and is_missed(one.flow) else above


def _tell_value(checked: Checked, one: Unreached) -> bool:
    """The move above goes where a value says, to scenes that come back."""
    value = last_before(one.flow.moves, one.line_at)
    if value is None or not may_come_back(checked, value) or one.source.text[value.end : one.line_at].strip():
        return False
    written = one.source.text[value.at : value.end]
    message = f"the story does not come back behind `{written}`: no player comes to what stands below"
    return _warn_above(checked, one, value, message, f"to come back, write `{written} ->`")


def _tell_visit(checked: Checked, one: Unreached, above: Move) -> bool:
    """The move above may have been meant as a visit, or as choices of another scene."""
    target = above.target or ""
    message = f"the story does not come back from `{target}`: no player comes to what stands below"
    hint = f"to come back, write `-> {target} ->`"
    if not any(move.kind == "back" for move in checked.flows[target].moves):
        hint = f"put this move below what follows it; {hint}"
    is_loose = any(not one.dry for one in checked.flows[target].exits)
    if target not in checked.reach.returning or (is_loose and is_menu(checked.names.scenes[target])):
        hint = f"for its choices, write `<- {target}`"
    elif above is flush_move(one.flow.moves, one.source, one.line_at, is_choice(one.statement)):
        hint += "; or indent it as the lines above, if it belongs to them"
    return _warn_above(checked, one, above, message, hint)


def _tell_flush(checked: Checked, one: Unreached) -> bool:
    """The move above stands further left than the block to which it may belong."""
    flush = flush_move(one.flow.moves, one.source, one.line_at, is_choice(one.statement))
    if flush is None or (one.is_paragraph and one.flow.moves[-1] is flush):
        return False  # indented, it would leave the scene without a move behind that paragraph
    message = "this move is made whether the condition above holds or not: no player comes to what is below"
    if is_choice(one.statement):
        message = "this move is made whatever is chosen above: no player comes to the choices below"
    hint = "indent it as the lines above, if it belongs to them"
    lent = checked.names.scenes.get(flush.target or "")
    if is_choice(one.statement) and lent is not None and is_menu(lent):
        hint = f"for its choices, write `<- {flush.target}`; else {hint}"
        used_up = (other for other in checked.report.found if other.code == "NC311")
        checked.report.drop({id(other) for other in used_up if _is_in(lent, {other.span[:2]})})
    return _warn_above(checked, one, flush, message, hint)


def _is_in(scene: SceneNames, lines: set[tuple[str, int]]) -> bool:
    """Whether one of some lines stands in a scene."""
    node = scene.node
    first, last = node.source.span(node.heading.at).line, node.source.span(max(node.end - 1, 0)).line
    return any(file == node.source.name and first <= line <= last for file, line in lines)


def _unreachable_in(scene: SceneNames, flow: SceneFlow) -> list[Statement | Move]:
    return flow.unreachable
