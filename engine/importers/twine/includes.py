"""Puts passages that others show in their places, but for those that are visited, or that the story runs on to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from engine.importers.twine.archive import BrokenSource
from engine.importers.twine.tree import (
    Body,
    Lost,
    Node,
    Passage,
    TwineAssign,
    TwineIf,
    TwineInclude,
    TwineLink,
    TwineStyled,
    TwineVary,
    Unsaid,
    Words,
)
from engine.importers.twine.walk import (
    bodies_in,
    includes_in,
    links_in,
    moves_in,
    nodes_of,
    targets_in,
    values_in,
)
from engine.importers.values.tree import Literal, SourceCall
from engine.importers.values.types import parts

DEEPEST = 8
MOST_NODES = 100_000
LONG = 300


class Includes:
    """The bodies of all passages, and which of them are scenes that others visit (`visitable`).

    `around` are the passages that stand before or behind all others.
    """

    def __init__(
        self,
        passages: Mapping[str, Passage],
        bodies: dict[str, Body],
        around: Sequence[tuple[int, str]],
        start: str,
        is_scene: Callable[[str], bool],
    ) -> None:
        self.passages = passages
        self.bodies = bodies
        self.around = around
        self.start = start
        self.is_scene = is_scene
        self.nodes_left = MOST_NODES
        self.visitable = self._visitable()

    def put_in_place(self) -> dict[str, Body]:
        """The bodies of all passages, in which those that they show stand in their places."""
        bodies = {name: self._with_last(body) if self.is_scene(name) else body for name, body in self.bodies.items()}
        self.bodies = {name: self._with_includes(body, (name,)) for name, body in bodies.items()}
        return self.bodies

    def _visitable(self) -> set[str]:
        """Passages that are shown within others and nowhere else: they become scenes that are visited."""
        shown = Counter(target for body in self.bodies.values() for target in includes_in(body))
        for _, name in self.around:
            shown[name] += len(self.passages)
        reached = {target for body in self.bodies.values() for target in targets_in(body)} | {self.start}
        self.asked = {
            part.arguments[0].value
            for body in self.bodies.values()
            for value in values_in(body)
            for part in parts(value)
            if isinstance(part, SourceCall) and part.arguments and isinstance(part.arguments[0], Literal)
        }
        found: set[str] = set()
        for name, times in shown.items():
            body = self.bodies.get(name, ())
            if not body or times < 2 or name in reached or name in self.asked:
                continue
            plain = not links_in(body) and not moves_in(body) and not any(includes_in(body))
            own = any(isinstance(node, TwineAssign) and node.variable.temporary for node in nodes_of(body))
            if plain and not own and (times > 4 or len(self.passages[name].text) > LONG):
                found.add(name)
        return found

    def _with_last(self, body: Body) -> Body:
        """A passage in which one that is shown at its end, behind no links, is marked: the story runs on there."""
        if self.around:
            return body
        number = len(body)
        while number and (isinstance(body[number - 1], Lost) or body[number - 1] == Words("\n")):
            number -= 1
        if not number or links_in(body[: number - 1]) or any(includes_in(body[: number - 1])):
            return body
        last = body[number - 1]
        match last:
            case TwineInclude(target) if target in self.passages and target not in self.asked and self.is_scene(target):
                if target in self.visitable:
                    return body  # it goes back at its end, so it is visited everywhere
                last = replace(last, is_last=True)
            case TwineIf(branches, otherwise):
                arms = tuple((one, self._with_last(arm)) for one, arm in branches)
                last = replace(last, branches=arms, otherwise=self._with_last(otherwise))
            case _:
                return body
        return (*body[: number - 1], last, *body[number:])

    def _with_includes(self, body: Body, inside: tuple[str, ...]) -> Body:
        """A body in which the passages that it shows stand in their places."""
        nodes: list[Node] = []
        for node in body:
            if isinstance(node, TwineInclude) and node.target not in self.visitable and not node.is_last:
                nodes += self.included(node, inside)
            elif any(any(includes_in(inner)) for inner in bodies_in(node)):
                nodes.append(self._inside(node, inside))
            else:
                nodes.append(node)
        return tuple(nodes)

    def included(self, node: TwineInclude, inside: tuple[str, ...]) -> Body:
        """The body of a passage that another one shows; `inside` are those that it stands in."""
        body = self.bodies.get(node.target)
        if body is None:
            return (Unsaid(f"there is no passage `{node.target}`", node.line, node.source),)
        if node.target in inside or len(inside) > DEEPEST:
            return (Unsaid("a passage that shows itself", node.line, node.source),)
        self.nodes_left -= sum(1 for _ in nodes_of(body)) + 1
        if self.nodes_left < 0:
            raise BrokenSource(node.line, "passages that show each other make this story too large")
        return self._with_includes(body, (*inside, node.target))

    def _inside(self, node: Node, inside: tuple[str, ...]) -> Node:
        match node:
            case TwineStyled():
                return replace(node, body=self._with_includes(node.body, inside))
            case TwineLink():
                return replace(node, body=self._with_includes(node.body, inside))
            case TwineIf():
                branches = tuple((one, self._with_includes(arm, inside)) for one, arm in node.branches)
                return replace(node, branches=branches, otherwise=self._with_includes(node.otherwise, inside))
            case TwineVary():
                return replace(node, items=tuple(self._with_includes(item, inside) for item in node.items))
            case _:
                return node
