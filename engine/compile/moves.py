"""Compiles moves: to scenes and points, to a place in a variable, by tag, and the visits that come back."""

from __future__ import annotations

from collections.abc import Mapping

from engine.compile.assignments import Targets
from engine.compile.segments import Segments, Statements
from engine.compile.text import TextCompiler
from engine.data_classes import replace
from engine.program import nodes
from engine.program.nodes import Operation
from engine.program.slugs import UNNUMBERED
from engine.syntax.tree import Move, Scene


class MoveCompiler:
    """Compiles the moves of one scene. Afterwards `draws` are the places that draw a scene by its tag, by move."""

    def __init__(
        self,
        node: Scene,
        segments: Segments,
        text: TextCompiler,
        targets: Targets,
        index: dict[str, int],
        endings: dict[str | None, int],
        entered: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.node = node
        self.segments = segments
        self.text = text
        self.at = text.at
        self.targets = targets
        self.index = index
        self.endings = endings
        self.entered = entered
        self.draws: dict[int, str] = {}

    def visit(self, move: Move, statements: Statements, begin: int, after: Operation) -> list[Operation]:
        """A visit: coming back begins a paragraph; where nothing was drawn to visit, the paragraph goes on."""
        if move.kind != "any":
            return self.go(move, self.segments.queue(statements, begin, after, meeting=True))
        follow = self.segments.queue(statements, begin, after)
        returns = self.segments.add((nodes.NewParagraph(), nodes.Goto(follow)))
        return [self._move(move, returns), nodes.Goto(follow)]

    def go(self, move: Move, returns: int | None) -> list[Operation]:
        """The operations of a move; one to a value is a choice between all places that it can name."""
        if move.value is None:
            return [self._move(move, returns)]
        place, type = self.targets[id(move)]
        at, code = self.at(move.at), self.text.code(move.value)
        kept = [] if code == place else [nodes.Assign(at, place, code, None, None)]
        *others, last = [self._move(replace(move, kind="scene", target=name), returns) for name in type.names]
        cases = [
            nodes.Case(at, nodes.Apply("==", (place, name)), (one,))
            for name, one in zip(type.names, others, strict=False)
        ]
        return [*kept, nodes.Branch(tuple(cases), (last,)) if cases else last]

    def _move(self, move: Move, returns: int | None) -> Operation:
        """The operation of a move; `returns` is the segment to come back to."""
        at = self.at(move.at)
        if move.kind == "back":
            return nodes.GoBack(at)
        if move.kind == "end":
            return nodes.EndStory(self.endings[move.target])
        if move.kind == "any":
            return nodes.DrawScene(at, move.target or "", self._draw(move), returns)
        if move.kind == "point" and not self.segments.is_borrowed:
            return nodes.Goto(self.segments.of_point(move.target or ""))
        arguments = tuple([self.text.code(one) for one in move.arguments])
        scene, point = (self.node.name, move.target) if move.kind == "point" else (move.target, move.point)
        target = self.index[scene or ""]
        entry = 0 if point is None else 1 + self.entered[scene or ""].index(point)
        if returns is not None:
            return nodes.VisitScene(at, target, arguments, returns, entry)
        return nodes.MoveTo(at, target, arguments, entry, move.leaves)

    def _draw(self, move: Move) -> str:
        """The name of the place that draws a scene by its tag."""
        if id(move) not in self.draws:
            self.draws[id(move)] = f"any{UNNUMBERED}{move.at}"
        return self.draws[id(move)]
