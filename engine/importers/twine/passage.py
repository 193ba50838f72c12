"""Writes what a passage says as the body of a scene: its text and logic in order, then its links as choices.

Twine shows a passage once and leaves it standing, with its links in it. So conditions are looked at when the text is
shown: a link's condition that something could change before the player chooses is kept in a local of the scene. Links
after which the passage stays come back to a point before the choices.
"""

from __future__ import annotations

from engine.importers.builder import tree as out
from engine.importers.twine.early_moves import early_moves, unseen_dropped
from engine.importers.twine.flow import FlowWriter
from engine.importers.twine.links import always_goes_on, choices_of
from engine.importers.twine.page import Menu, PassageContext
from engine.importers.twine.shapes import (
    parted,
    trimmed,
    with_shared_menu,
)
from engine.importers.twine.tree import (
    Body,
    TwineIf,
)
from engine.importers.twine.walk import (
    assigned_in,
)
from engine.importers.values.tree import SourceVariable


class PassageWriter:
    """Writes one passage."""

    def __init__(self, story: PassageContext, name: str) -> None:
        self.story = story
        self.name = name
        self.coder = story.coder(name)
        self.locals: set[SourceVariable] = set()
        self.lets: list[out.Statement] = []
        self.stays: set[SourceVariable] = set()

    def write(self, body: Body) -> out.Body:
        """The body of the scene. Each way through it ends in a move."""
        body = unseen_dropped(early_moves(body), self.story.count)
        self.stays = assigned_in(body, stays_only=True)
        statements = self.block(body, frozenset(), top=True)
        return (*self.lets, *statements)

    def block(self, body: Body, later: frozenset[SourceVariable], top: bool = False) -> list[out.Statement]:
        """What stands at the end of a passage: text, then choices, or a condition with such ends in it."""
        lead, last = parted(body)
        if last is None:
            shared = with_shared_menu(body)
            return self._ended(body, later, top) if shared is None else self._shared(*shared, later, top)
        flow = FlowWriter(self, Menu(), top=top)
        flow.body(lead, "", later)
        apart = flow._alone(()) and bool(flow.out or flow.line)
        flow.end()
        flow.out += [out.DraftBreak()] if apart else []
        branches = []
        for condition, arm in last.branches:
            branches.append((flow.condition(condition, last), tuple(self.block(trimmed(arm), later))))
        flow.todos_out()
        otherwise = tuple(self.block(trimmed(last.otherwise), later)) if last.otherwise else ()
        statements = [*flow.menu.lets, *flow.out]
        statements.append(out.DraftIf(tuple(branches), otherwise, source=last.source, line=last.line))
        if not otherwise:
            statements += [out.DraftBreak(), out.DraftMove(out.End())]
        return statements

    def _shared(
        self, lead: Body, node: TwineIf, links: Body, later: frozenset[SourceVariable], top: bool
    ) -> list[out.Statement]:
        """A condition with text and links in it, and links below that are offered beside those: one menu."""
        flow = FlowWriter(self, Menu(), top=top)
        flow.body(lead, "", later)
        apart = flow._alone(()) and bool(flow.out or flow.line)
        flow.end()
        flow.out += [out.DraftBreak()] if apart else []
        branches: list[tuple[str, out.Body]] = []
        for condition, arm in node.branches:
            code = flow.condition(condition, node)
            branches.append((code, self._arm_of_menu(arm, later)))
        flow.todos_out()
        otherwise = self._arm_of_menu(node.otherwise, later)
        below = FlowWriter(self, Menu())
        below.body(links, "", later)
        choices = choices_of(below.menu.offers)
        statements: list[out.Statement] = [*flow.menu.lets, *flow.out, *below.todos]
        statements += [out.DraftIf(tuple(branches), otherwise, source=node.source, line=node.line), *choices]
        if not always_goes_on(choices, below.menu.offers):
            statements += [out.DraftBreak(), out.DraftMove(out.End())]
        return statements

    def _arm_of_menu(self, arm: Body, later: frozenset[SourceVariable]) -> out.Body:
        flow = FlowWriter(self, Menu())
        flow.body(trimmed(arm), "", later)
        flow.end()
        choices = choices_of(flow.menu.offers)
        return (*flow.menu.lets, *flow.out, *([out.DraftBreak()] if flow.out and choices else []), *choices)

    def _ended(self, body: Body, later: frozenset[SourceVariable], top: bool) -> list[out.Statement]:
        flow = FlowWriter(self, Menu(), top=top)
        flow.body(body, "", later)
        flow.end()
        statements = [*flow.menu.lets, *flow.out]
        if flow.menu.offers:
            statements += [out.DraftBreak()] if statements else []
            if flow.menu.point:
                statements.append(out.DraftPoint(flow.menu.point))
            statements += choices_of(flow.menu.offers)
        if not always_goes_on(statements, flow.menu.offers):
            statements += [out.DraftBreak()] if statements else []
            statements.append(out.DraftMove(out.End()))
        return statements
