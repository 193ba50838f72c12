"""Threads of ink: what they print and what they offer are two things here.

`<-` adds choices and nothing else. So a thread that only offers choices is added, one that only prints is visited,
and one that does first this and then that is cut into two scenes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from engine.importers.builder.endings import falls_through
from engine.importers.builder.tree import (
    Body,
    Comment,
    DraftBreak,
    DraftChoice,
    DraftIf,
    DraftMove,
    DraftPoint,
    End,
    Go,
    Statement,
    Todo,
)
from engine.importers.ink.scopes import InkScope, expressions_of, parts_of, walk
from engine.importers.ink.tree import Content, Divert, Gather, InkAssign, InkChoice, InkComment, InkName, Newline, Node
from engine.importers.ink.weave import has_choices

if TYPE_CHECKING:
    from engine.importers.ink.translation import Translation


class ThreadPlan(NamedTuple):
    """How a thread is written: the scene that is visited for its text, the one whose choices are added, or why not."""

    text: str = ""
    choices: str = ""
    why: str = ""


class Threads:
    """The plans for all threads of a story."""

    def __init__(self, translation: Translation) -> None:
        self.translation = translation
        self.plans: dict[InkScope, ThreadPlan] = {}

    def plan(self, place: InkScope) -> ThreadPlan:
        """How the thread of a knot is written."""
        if place not in self.plans:
            self.plans[place] = self._planned(place)
        return self.plans[place]

    def _planned(self, place: InkScope) -> ThreadPlan:
        before, choices = parted(place.flow.content)
        does = [one for one in before if not _is_nothing(one)]
        if not does:
            return (
                ThreadPlan(choices=place.scene)
                if choices
                else ThreadPlan(why=f"the thread `{place.path}` does nothing")
            )
        if place in self.translation.gone_to or place in self.translation.values.counting.numbers:
            return ThreadPlan(
                why=f"the thread `{place.path}` does more than offer choices, and is gone to from elsewhere"
            )
        moves = [one for one in walk(before) if isinstance(one, Divert) and one.path != "DONE"]
        if not choices and not moves:
            return ThreadPlan(text=place.scene)
        if moves:
            return ThreadPlan(why=f"the thread `{place.path}` goes elsewhere before it offers choices")
        temps = {one.name for one in walk(before) if isinstance(one, InkAssign) and one.temp}
        for node in walk(choices):
            for expression in expressions_of(node):
                if any(isinstance(one, InkName) and one.path in temps for one in parts_of(expression)):
                    return ThreadPlan(why=f"the choices of the thread `{place.path}` use a temporary of its text")
        return ThreadPlan(self.translation.scopes.names.new(f"{place.scene}_text"), place.scene)


def parted(content: Content) -> tuple[Content, Content]:
    """What a knot does before it offers choices, and the rest."""
    for number, node in enumerate(content):
        if isinstance(node, InkChoice) or (not isinstance(node, Divert) and has_choices(node)):
            return content[:number], content[number:]
    return content, ()


def _is_nothing(node: Node) -> bool:
    is_done = isinstance(node, Divert) and node.path == "DONE"
    return isinstance(node, InkComment | Newline) or (isinstance(node, Gather) and not node.label) or is_done


def with_ends(body: Body, point: str) -> Body:
    """The body of a scene whose choices are added elsewhere: each of them says itself how it goes on.

    Where they come to what stands behind them in their own scene, that gets the name `point`.
    """
    at = next((number for number, one in enumerate(body) if isinstance(one, DraftChoice) or _holds_choice(one)), None)
    if at is None:
        return body
    end = at
    while end < len(body) and (isinstance(body[end], DraftChoice | Comment | DraftBreak) or _holds_choice(body[end])):
        end += 1
    rest = [one for one in body[end:] if not isinstance(one, DraftBreak | Comment | Todo)]
    to = (
        rest[0].to
        if rest and isinstance(rest[0], DraftMove) and not _returns(rest[0])
        else Go(point)
        if rest
        else End()
    )
    group = tuple(_ended(one, DraftMove(to)) for one in body[at:end])
    if group == body[at:end] or not rest or to != Go(point):
        return (*body[:at], *group, *body[end:])
    return (*body[:at], *group, DraftPoint(point), *body[end:])


def _returns(move: DraftMove) -> bool:
    return isinstance(move.to, Go) and move.to.returns


def _holds_choice(node: Statement) -> bool:
    return isinstance(node, DraftIf) and any(
        isinstance(one, DraftChoice) or _holds_choice(one)
        for block in (*(b for _, b in node.branches), node.otherwise)
        for one in block
    )


def _ended(node: Statement, move: DraftMove) -> Statement:
    if isinstance(node, DraftChoice) and node.move is None and falls_through(node.body):
        return replace(node, body=(*node.body, move))
    if isinstance(node, DraftIf):
        branches = tuple((one, tuple(_ended(inner, move) for inner in block)) for one, block in node.branches)
        return replace(node, branches=branches, otherwise=tuple(_ended(inner, move) for inner in node.otherwise))
    return node
