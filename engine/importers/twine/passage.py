"""Writes what a passage says as the body of a scene: its text and logic in order, then its links as choices.

Twine shows a passage once and leaves it standing, with its links in it. So conditions are looked at when the text is
shown: a link's condition that something could change before the player chooses is kept in a local of the scene. Links
after which the passage stays come back to a point before the choices.
"""

from __future__ import annotations

from engine.importers.builder import tree as out
from engine.importers.twine.early_moves import early_moves, unseen_dropped
from engine.importers.twine.flow import Flow
from engine.importers.twine.links import always_goes_on, choices_of
from engine.importers.twine.page import Menu, Story
from engine.importers.twine.shapes import (
    parted,
    trimmed,
    with_shared_menu,
)
from engine.importers.twine.tree import (
    Body,
    If,
)
from engine.importers.twine.walk import (
    assigned_in,
)
from engine.importers.values.tree import Variable


class PassageWriter:
    """Writes one passage."""

    def __init__(self, story: Story, name: str) -> None:
        self.story = story
        self.name = name
        self.coder = story.coder(name)
        self.locals: set[Variable] = set()
        self.lets: list[out.Statement] = []
        self.stays: set[Variable] = set()

    def write(self, body: Body) -> out.Body:
        """The body of the scene. Each way through it ends in a move."""
        body = unseen_dropped(early_moves(body), self.story.count)
        self.stays = assigned_in(body, stays_only=True)
        statements = self.block(body, frozenset(), top=True)
        return (*self.lets, *statements)

    def block(self, body: Body, later: frozenset[Variable], top: bool = False) -> list[out.Statement]:
        """What stands at the end of a passage: text, then choices, or a condition with such ends in it."""
        lead, last = parted(body)
        if last is None:
            shared = with_shared_menu(body)
            return self._ended(body, later, top) if shared is None else self._shared(*shared, later, top)
        flow = Flow(self, Menu(), top=top)
        flow.body(lead, "", later)
        apart = flow._alone(()) and bool(flow.out or flow.line)
        flow.end()
        flow.out += [out.Break()] if apart else []
        branches = []
        for condition, arm in last.branches:
            branches.append((flow.condition(condition, last), tuple(self.block(trimmed(arm), later))))
        flow.todos_out()
        otherwise = tuple(self.block(trimmed(last.otherwise), later)) if last.otherwise else ()
        statements = [*flow.menu.lets, *flow.out]
        statements.append(out.If(tuple(branches), otherwise, source=last.source, line=last.line))
        if not otherwise:
            statements += [out.Break(), out.Move(out.End())]
        return statements

    def _shared(self, lead: Body, node: If, links: Body, later: frozenset[Variable], top: bool) -> list[out.Statement]:
        """A condition with text and links in it, and links below that are offered beside those: one menu."""
        flow = Flow(self, Menu(), top=top)
        flow.body(lead, "", later)
        apart = flow._alone(()) and bool(flow.out or flow.line)
        flow.end()
        flow.out += [out.Break()] if apart else []
        branches: list[tuple[str, out.Body]] = []
        for condition, arm in node.branches:
            code = flow.condition(condition, node)
            branches.append((code, self._arm_of_menu(arm, later)))
        flow.todos_out()
        otherwise = self._arm_of_menu(node.otherwise, later)
        below = Flow(self, Menu())
        below.body(links, "", later)
        choices = choices_of(below.menu.offers)
        statements: list[out.Statement] = [*flow.menu.lets, *flow.out, *below.todos]
        statements += [out.If(tuple(branches), otherwise, source=node.source, line=node.line), *choices]
        if not always_goes_on(choices, below.menu.offers):
            statements += [out.Break(), out.Move(out.End())]
        return statements

    def _arm_of_menu(self, arm: Body, later: frozenset[Variable]) -> out.Body:
        flow = Flow(self, Menu())
        flow.body(trimmed(arm), "", later)
        flow.end()
        choices = choices_of(flow.menu.offers)
        return (*flow.menu.lets, *flow.out, *([out.Break()] if flow.out and choices else []), *choices)

    def _ended(self, body: Body, later: frozenset[Variable], top: bool) -> list[out.Statement]:
        flow = Flow(self, Menu(), top=top)
        flow.body(body, "", later)
        flow.end()
        statements = [*flow.menu.lets, *flow.out]
        if flow.menu.offers:
            statements += [out.Break()] if statements else []
            if flow.menu.point:
                statements.append(out.Point(flow.menu.point))
            statements += choices_of(flow.menu.offers)
        if not always_goes_on(statements, flow.menu.offers):
            statements += [out.Break()] if statements else []
            statements.append(out.Move(out.End()))
        return statements
