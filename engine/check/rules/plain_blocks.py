"""NC324: what cannot stand in the block of a loop or in the body of a function, which always go on to their end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.blocks import move_of, statements_of
from engine.check.flow import line_end_of
from engine.check.rules.signs import Signs
from engine.diagnostics import Report
from engine.patterns import regex
from engine.source import Source
from engine.syntax.tree import Ask, Body, ChoiceStatement, Each, For, Point, Prose, Statement, Thread

if TYPE_CHECKING:
    from engine.check.checker import Checked

LOOP_LINE = regex(r"~[ \t]*for\b")
LOOP, FUNCTION = "the block of `~ for`", "the body of a `def`"


def check_plain_blocks(checked: Checked) -> None:
    """Report questions, moves, visits and choices in the blocks of loops."""
    signs = Signs((), (LOOP_LINE,))
    for scene in checked.names.scenes.values():
        if not signs.are_in(scene):
            continue
        inner: set[int] = set()
        for statement in scene.statements:
            if isinstance(statement, For) and id(statement) not in inner:
                inner.update(id(one) for one in statements_of(statement.body))
                report_unfit(checked.report, scene.node.source, statement.body, LOOP)


def report_unfit(report: Report, source: Source, body: Body, where: str) -> None:
    """Report what cannot stand in a block that always goes on to its end."""
    for statement in statements_of(body):
        what, hint = _unfit(statement, where)
        if what:
            at = statement.at
            if isinstance(statement, Prose) and statement.line.move is not None:
                at = statement.line.move.at
            span = source.span(at, line_end_of(source, statement))
            report.error("NC324", span, f"{what} cannot stand in {where}", hint)


def _unfit(statement: Statement, where: str) -> tuple[str, str]:
    """What of a statement cannot stand there, and what to do instead; nothing if it can."""
    behind = "put it behind the loop" if where == LOOP else "put it into a scene"
    if isinstance(statement, Ask):
        return "a question", f"{behind}, or ask before it"
    if isinstance(statement, (ChoiceStatement, Each, Thread)):
        if where == LOOP:
            return "a choice", "for a choice for each name, write `+ for name in set: Text` in the place of the loop"
        return "a choice", behind
    if isinstance(statement, Point):
        return "a point", "put it before the loop or behind it" if where == LOOP else behind
    move = move_of(statement)
    if move is None:
        return "", ""
    if move.returns:
        return "a visit", behind
    if where == LOOP:
        return "a move", "note what was found in a variable, and move behind the loop"
    return "a move", "a function goes back by itself; give back a value with `~ return value`"
