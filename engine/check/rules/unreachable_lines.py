"""NC310: lines behind a move."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from engine.check.blocks import blocks_of, move_of
from engine.check.causes import LOST_ENDS, lines_of
from engine.check.flow import SceneFlow, line_end_of
from engine.check.names import SceneNames
from engine.check.rules.loose_ends import is_menu
from engine.diagnostics import Fix, replaced
from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.slips import UNTOLD, Slip, SlipKind
from engine.source import Source, SourceSpan
from engine.syntax.menus import is_choice
from engine.syntax.messages import LONGEST, shortened
from engine.syntax.tree import Body, Break, ChoiceStatement, Jump, Move, Prose, Statement, Unread

if TYPE_CHECKING:
    from engine.check.checker import Checked

# A line that is indented wrongly may belong elsewhere.
INDENTATION = ("NC006", "NC007")
OUTSIDE_VISIT = frozenset(("NC307",))
MOVES_AT_END = regex(r"->[^>]*$")


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
    _check_draws(checked)
    for name, choices in checked.facts.of(_nested_in).items():
        for move, nested in choices:
            _tell_nested(checked, checked.names.scenes[name], move, nested)
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
                first = _nested_below(scene, statement)
                if first is not None:
                    _tell_nested(checked, scene, statement, first)
                    continue
                message = "this move is never made: what is indented below the choice comes first, and has moved on"
                hint = "delete it, or the move below; `-> scene ->` visits a scene before what is below is done"
                checked.report.warning("NC310", source.span(statement.at, statement.end), message, hint)
                continue
            span = source.span(statement.at, line_end_of(source, statement))
            if (span.file, span.line) not in wrong:
                line_at = source.text.rfind("\n", 0, statement.at) + 1
                _tell(checked, Unreached(statement, scene, flow, span, line_at, outside))


def _nested_in(scene: SceneNames, flow: SceneFlow) -> list[tuple[Move, ChoiceStatement]]:
    """Choices that go on by themselves and stand alone below one that goes elsewhere, each with the move of that one.

    The move of the first is made only when the other is used up: nobody means that, where not a word stands between.
    """
    found: list[tuple[Move, ChoiceStatement]] = []
    for one in scene.of_kind(ChoiceStatement):
        if one.body and one.line.move is not None and _leaves(one):
            below = [line for line in one.body if not isinstance(line, Break)]
            (first, *more), move = below, one.line.move
            if more or not isinstance(first, ChoiceStatement) or first.guards or first.loop:
                continue  # a condition may leave it out: `* {if has_key} Use the key.`
            if first.once and _leaves(first):
                found.append((move, first))
    return found


def _leaves(choice: ChoiceStatement) -> bool:
    """Whether a choice goes to another place, and does not come back."""
    move = choice.line.move
    if move is None and choice.body:
        last = choice.body[-1]
        move = move_of(last) if isinstance(last, Jump | Prose) else None
    return move is not None and not move.returns


def _nested_below(scene: SceneNames, move: Move) -> ChoiceStatement | None:
    """A choice right below the one with a move, if what belongs to it is not indented below it, but beside it."""
    for one in scene.statements:
        if isinstance(one, ChoiceStatement) and one.line.move is move:
            first, *rest = (line for line in one.body if not isinstance(line, Break))
            if not isinstance(first, ChoiceStatement) or first.body or first.line.move is not None:
                return None
            return first if rest and not is_choice(rest[0]) else None
    return None


def _tell_nested(checked: Checked, scene: SceneNames, move: Move, nested: ChoiceStatement) -> None:
    source = scene.node.source
    written = source.text[move.at : move.end]
    message = f"this choice is offered only behind the one above it, in the place of `{written}`"
    hint = "for one menu, indent it and what belongs to it as that one; else delete the move above"
    above = (source.span(move.at, move.end), "this move waits for it")
    checked.report.warning("NC310", source.span(nested.at, line_end_of(source, nested)), message, hint, above)


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
    slip = UNTOLD
    if one.is_paragraph:
        slip = Slip(SlipKind.BEHIND_MOVE)
        if isinstance(one.statement, Prose) and one.flow.moves and one.flow.moves[-1].at < one.line_at:
            hint = "delete it, or move it above; what players do not see is a comment, behind `// `"
    if isinstance(one.statement, Jump) and _is_missed(one.flow):
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
    above, text = _last_before(one.flow.moves, one.line_at), one.source.text
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
    unmarked = _choice_meant(one.flow.moves, source, one.line_at) if is_choice(statement) else None
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
    first = _flush_body(source, one.span.line) if is_choice(one.statement) else 0
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
    above = _visit_meant(checked, one.flow.moves, one.source, one.line_at)
    # Else it is the move that is missing where the scene ends.
    return None if isinstance(one.statement, Jump) and _is_missed(one.flow) else above


def _tell_value(checked: Checked, one: Unreached) -> bool:
    """The move above goes where a value says, to scenes that come back."""
    value = _last_before(one.flow.moves, one.line_at)
    if value is None or not _may_come_back(checked, value) or one.source.text[value.end : one.line_at].strip():
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
    elif above is _flush_move(one.flow.moves, one.source, one.line_at, is_choice(one.statement)):
        hint += "; or indent it as the lines above, if it belongs to them"
    return _warn_above(checked, one, above, message, hint)


def _tell_flush(checked: Checked, one: Unreached) -> bool:
    """The move above stands further left than the block to which it may belong."""
    flush = _flush_move(one.flow.moves, one.source, one.line_at, is_choice(one.statement))
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


def _check_draws(checked: Checked) -> None:
    """Warn about lines behind `-> any #tag` where a scene with the tag can always be drawn, so that none is left."""
    for name, found in checked.facts.of(_behind_draws).items():
        source = checked.names.scenes[name].node.source
        for move, behind in found:
            scenes = checked.names.tags.get(move.target or "", ())
            always = next((one for one in scenes if not _has_conditions(checked.names.scenes[one])), None)
            if always is None:
                continue
            heading = checked.names.scenes[always].node
            where = (heading.source.span(heading.heading.at, heading.heading.end), "this one can always be drawn")
            message = f"`#{move.target}` can always be drawn: no player comes to what stands below"
            hint = f"to come back, write `-> any #{move.target} ->`"
            span = source.span(move.at, move.end)
            below = (source.span(behind.at, line_end_of(source, behind)), "no player comes here")
            checked.report.warning("NC310", span, message, hint, where, below)


def _has_conditions(scene: SceneNames) -> bool:
    """Whether a scene is drawn on a condition, or once."""
    return any(one.kind in ("when", "once") for one in scene.node.properties)


def _is_in(scene: SceneNames, lines: set[tuple[str, int]]) -> bool:
    """Whether one of some lines stands in a scene."""
    node = scene.node
    first, last = node.source.span(node.heading.at).line, node.source.span(max(node.end - 1, 0)).line
    return any(file == node.source.name and first <= line <= last for file, line in lines)


def _behind_draws(scene: SceneNames, flow: SceneFlow) -> list[tuple[Move, Statement]]:
    """Each draw that does not come back, with the text that stands behind it; a move there is for when none is left."""
    if not any(one.kind == "any" and not one.returns for one in flow.moves):
        return []
    found: list[tuple[Move, Statement]] = []
    bodies: list[Body] = [scene.node.body]
    while bodies:
        move: Move | None = None
        for statement in bodies.pop():
            if move is not None and not isinstance(statement, Break):
                if not isinstance(statement, Jump):
                    found.append((move, statement))
                break
            here = move_of(statement) if isinstance(statement, Jump | Prose) else None
            move = here if here is not None and here.kind == "any" and not here.returns else move
            bodies += blocks_of(statement)
    return found


def _is_missed(flow: SceneFlow) -> bool:
    """Whether a move is missing at the end of the scene."""
    return any(not one.dry for one in flow.exits)


def _unreachable_in(scene: SceneNames, flow: SceneFlow) -> list[Statement | Move]:
    return flow.unreachable


def _last_before(moves: list[Move], at: int) -> Move | None:
    """The last of some moves, which stand in the order of the source, before a place."""
    number = bisect_left(moves, at, key=lambda one: one.at)
    return moves[number - 1] if number else None


def _choice_meant(moves: list[Move], source: Source, at: int) -> Move | None:
    """The move at the end of a line of prose right above the line of a choice: it may be one, too, without its mark."""
    above = _last_before(moves, at)
    if above is None or above.returns or source.text[above.end : at].strip(" \t") != "\n":
        return None
    begin = source.text.rfind("\n", 0, above.at) + 1
    line = source.text[begin : above.at].strip()
    return above if line and line[0] not in "*+~<-" else None


def _flush_move(moves: list[Move], source: Source, at: int, before_choice: bool) -> Move | None:
    """The move above a place, if it stands close below the lines of an `~ if` and is indented less than they are.

    Close before a choice it may have been meant as the last line of the choice above.
    """
    above = _last_before(moves, at)
    if above is None or above.returns:
        return None
    number = source.line_of(above.at)
    line, before = source.line(number), source.line(number - 1) if number > 1 else ""
    depth = len(line) - len(line.lstrip())
    if not before.strip() or len(before) - len(before.lstrip()) <= depth or not line.lstrip().startswith("->"):
        return None
    while number > 1 and (not before.strip() or len(before) - len(before.lstrip()) > depth):
        number -= 1
        before = source.line(number)
    is_close = before_choice and source.text[above.end : at].strip(" \t") == "\n"
    openers = ("~ if", "~ elif", "~ else", *(("* ", "+ ") if is_close else ()))
    return above if before.lstrip().startswith(openers) else None


def _flush_body(source: Source, number: int) -> int:
    """The first of the lines between a choice and the one on a line, none of which is indented or blank; or 0."""
    last, depth = number, _depth_of(source.line(number))
    while number > 1:
        line = source.line(number - 1)
        if not line.strip() or _depth_of(line) != depth:
            return 0
        if line.lstrip().startswith(("* ", "+ ")):
            return number if number < last and MOVES_AT_END.search(line) is None else 0
        number -= 1
    return 0


def _depth_of(line: str) -> int:
    return len(line) - len(line.lstrip())


def _may_come_back(checked: Checked, move: Move) -> bool:
    """Whether a move to the scene that a value names leads to scenes all of which say `-> back`."""
    places = () if move.value is None or move.returns else checked.reach.places(move)
    return bool(places) and all(one in checked.reach.returning for one in places)


def _visit_meant(checked: Checked, moves: list[Move], source: Source, at: int) -> Move | None:
    """The move right above a place, if it may have been meant to come back: its scene says `-> back`, or just ends."""
    above = _last_before(moves, at)
    if above is None or above.kind != "scene" or source.text[above.end : at].strip():
        return None
    flow = checked.flows.get(above.target or "")
    if flow is None:
        return None
    is_visited = above.target in checked.reach.returning and not above.returns
    return above if is_visited or any(not one.dry for one in flow.exits) else None
