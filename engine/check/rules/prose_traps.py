"""NC304: lines of prose that begin like a change of a variable (syntax/traps.py finds those that need no names)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.blocks import blocks_of, is_choice
from engine.check.flow import line_end_of
from engine.source import Source
from engine.syntax.foreign import GATHER
from engine.syntax.logic import ODD_OPERATORS
from engine.syntax.messages import shortened
from engine.syntax.reading import before_comment
from engine.syntax.tree import Body, Break, Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

ASSIGNMENT = re.compile(r"[ \t]*([^\W\d]\w*)[ \t]*([-+*/]?=(?!=)|\+\+|--)[^\n]*", re.MULTILINE)
WORD = re.compile(r"[^\W\d]\w*")
SUSPECT = re.compile(r"=|\+\+|--")


def check_prose_traps(checked: Checked) -> None:
    """Report prose lines that begin with the name of a variable and `=`, `+=` and the like."""
    for scene in checked.names.scenes.values():
        source = scene.node.source
        gathers = {id(one) for one in _gathers(source, scene.node.body)}
        for statement in scene.statements:
            if not isinstance(statement, Prose) or statement.speaker is not None:
                continue
            if id(statement) in gathers:
                at = statement.at
                message = "this line would be read as prose"
                hint = "where branches meet no mark is needed: leave the `-` away; for a dash put a `\\` before it"
                checked.report.error("NC304", source.span(at, line_end_of(source, statement)), message, hint)
                continue
            if SUSPECT.search(source.text, statement.at, statement.line.end):
                _check_lines(checked, source, statement.at, statement.line.end)


def _gathers(source: Source, body: Body) -> Iterator[Prose]:
    """The lines behind choices that begin with a `-`, the gathers of ink, in a body and the blocks in it."""
    bodies = [body]
    while bodies:
        behind_choices = False
        for statement in bodies.pop():
            if isinstance(statement, Break):
                continue
            if behind_choices and isinstance(statement, Prose) and GATHER.match(source.text, statement.at):
                yield statement
            behind_choices = is_choice(statement)
            bodies += blocks_of(statement)


def _check_lines(checked: Checked, source: Source, at: int, end: int) -> None:
    while 0 <= at < end:
        found = ASSIGNMENT.match(source.text, at, end)
        if found is not None:
            name, operator = found.groups()
            if name in checked.names.variables or name in checked.names.broken:
                stop = before_comment(source.text, found.start(1), found.end())
                meant = source.text[found.start(1) : stop]
                if operator in ODD_OPERATORS:
                    meant = f"{name} {ODD_OPERATORS[operator].replace('NAME', name)}"
                hint = f"to set a variable, write `~ {shortened(meant)}`; for plain text put a `\\` before it"
                span = source.span(found.start(1), stop)
                checked.lost.update(WORD.findall(source.text, found.start(1), stop))
                checked.report.error("NC304", span, "this line would be read as prose", hint)
        at = source.text.find("\n", at, end) + 1 or end
