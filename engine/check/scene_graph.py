"""Which scenes lead to which, conditions aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from engine.check.flow import SceneFlow
from engine.named_tuples import NamedTuple

if TYPE_CHECKING:
    from engine.check.names import Names
    from engine.check.resolution import Resolution
    from engine.syntax.tree import Move


class SceneExits(NamedTuple):
    """Where a scene goes, by how: by a move or a draw, by a visit, and by adding the choices of another scene.

    `drawn` are the tags from which a scene is drawn or offered, as they are written there; `comes_back` says whether a
    visit may end in it: it has a `-> back`, or a place where one may be missing.
    """

    plain: list[str]
    visited: list[str]
    threads: list[str]
    drawn: tuple[str, ...] = ()
    comes_back: bool = False

    def after(self, visits: bool = True, threads: bool = True) -> list[str]:
        """All of them, or fewer."""
        if not (visits and self.visited) and not (threads and self.threads):
            return self.plain
        return [*self.plain, *(self.visited if visits else ()), *(self.threads if threads else ())]


class ReachFindings(NamedTuple):
    """What was found out about the ways of a story, by the names of what finds it, and what that follows from."""

    decisive: tuple[object, ...]
    found: dict[str, object]


class Reach:
    """The ways between the scenes of a story. What takes a walk through all of them is found once, when asked for."""

    def __init__(
        self,
        names: Names,
        flows: dict[str, SceneFlow],
        others: list[SceneFlow],
        start: str | None,
        resolved: Resolution,
    ) -> None:
        self.names = names
        self.resolved = resolved
        self.flows = flows
        self.others = others
        self.start = start

    def findings(self) -> ReachFindings:
        """What was found out, to be taken over where it still holds."""
        return ReachFindings(self._decisive(), {name: self.__dict__[name] for name in FOUND if name in self.__dict__})

    def take_over(self, before: ReachFindings) -> None:
        """Take over what was found out of the story before an edit that has changed nothing of its ways."""
        if self._decisive() == before.decisive:
            self.__dict__.update(before.found)

    def _decisive(self) -> tuple[object, ...]:
        """All that decides what is found out."""
        others = [self._exits_of(flow) for flow in self.others]
        return self._exits, others, self.start, self.names.tags, self.names.meant

    def _target(self, name: str | None) -> str | None:
        """The scene that a move means: for an unknown name, the one that it is nearest to."""
        known = name if name in self.flows else self.names.meant.get(name or "")
        return known if known in self.flows else None

    def places(self, move: Move) -> tuple[str, ...]:
        """The scenes that the value in `-> {place}` can name."""
        known = self.resolved.targets.get(id(move))
        return () if known is None else known[1].names

    def _exits_of(self, flow: SceneFlow) -> SceneExits:
        known, meant = self.flows, self.names.meant
        plain: list[str] = []
        visited: list[str] = []
        for move in flow.moves:
            if move.value is not None:
                (visited if move.returns else plain).extend(name for name in self.places(move) if name in known)
                continue
            target = move.target if move.kind == "scene" else None
            if target is not None and target not in known:
                target = self._target(target)
            if target is not None:
                (visited if move.returns else plain).append(target)
        plain += [f"#{meant.get(tag, tag)}" for tag in flow.tags]
        visited += [f"#{meant.get(tag, tag)}" for tag in flow.visited_tags]
        threads = [target for one in flow.threads if (target := self._target(one.target)) is not None]
        loose = flow.unread or any(not one.dry for one in flow.exits)
        comes_back = loose or any(move.kind == "back" or move.leaves for move in flow.moves)
        return SceneExits(plain, visited, threads, (*flow.tags, *flow.visited_tags), comes_back)

    @cached_property
    def _exits(self) -> dict[str, SceneExits]:
        memory, flows = self.names.memory, self.flows
        if memory is not None:
            return memory.exits(self.names, lambda scene: self._exits_of(flows[scene.node.name]))
        return {name: self._exits_of(flow) for name, flow in flows.items()}

    def after(self, name: str, visits: bool = True, threads: bool = True) -> list[str]:
        """Where a scene goes: scenes, and tags from which one is drawn, as `#tag`; or the scenes that have a tag.

        `visits` counts `-> s ->` as well, `threads` the choices added by `<-`.
        """
        if name.startswith("#"):
            return self.names.tags.get(name[1:], [])
        exits = self._exits.get(name)
        return [] if exits is None else exits.after(visits, threads)

    @cached_property
    def drawn_tags(self) -> set[str]:
        """The tags from which a scene is drawn or offered, as they are written there."""
        every = (*self._exits.values(), *map(self._exits_of, self.others))
        return {tag for one in every for tag in one.drawn}

    @cached_property
    def perhaps_drawn(self) -> set[str]:
        """The scenes that a tag which no scene has, and which has been reported, may mean: all that have tags."""
        known = {**self.names.tags, **self.names.meant}
        if all(tag in known for tag in self.drawn_tags):
            return set()
        return {name for names in self.names.tags.values() for name in names}

    def from_(self, names: Iterable[str], visits: bool = True) -> set[str]:
        """The scenes themselves, and all to which a chain of moves leads from them."""
        found = set(names)
        waiting = list(found)
        while waiting:
            for target in self.after(waiting.pop(), visits):
                if target not in found:
                    found.add(target)
                    waiting.append(target)
        return found

    @cached_property
    def roots(self) -> set[str]:
        """Where a play can begin: the start, and what scenes lead to that could not be given a name."""
        found = {target for flow in self.others for target in self._exits_of(flow).after()}
        return found | ({self.start} if self.start else set())

    @cached_property
    def reached(self) -> set[str]:
        """All scenes that a chain of moves, visits and `<-` leads to from the start."""
        return self.from_(self.roots | self.perhaps_drawn)

    @cached_property
    def entered(self) -> set[str]:
        """All scenes that something moves to or visits, and the start; not those that are only included."""
        found = set(self.roots)
        for exits in self._exits.values():
            found.update(exits.plain, exits.visited)
        for tag in [one for one in found if one.startswith("#")]:
            found.update(self.after(tag))
        return found

    @cached_property
    def included(self) -> set[str]:
        """All scenes whose choices are added to others by `<-`."""
        every = (*self._exits.values(), *map(self._exits_of, self.others))
        return {target for one in every for target in one.threads}

    @cached_property
    def visited(self) -> set[str]:
        """All scenes that can be under way within a visit."""
        every = (*self._exits.values(), *map(self._exits_of, self.others))
        return self.from_({target for one in every for target in one.visited})

    @cached_property
    def plainly_entered(self) -> set[str]:
        """All scenes that can be under way outside any visit."""
        return self.from_(self.roots, visits=False)

    @cached_property
    def returning(self) -> set[str]:
        """All scenes from which a chain of moves leads to a `-> back`, or to a place where one may be missing."""
        sources: dict[str, list[str]] = {}
        found = {name for name, exits in self._exits.items() if exits.comes_back}
        for name in (*self.flows, *(f"#{tag}" for tag in self.names.tags)):
            for target in self.after(name, visits=False):
                sources.setdefault(target, []).append(name)
        waiting = list(found)
        while waiting:
            for source in sources.get(waiting.pop(), ()):
                if source not in found:
                    found.add(source)
                    waiting.append(source)
        return found

    @cached_property
    def circles(self) -> dict[str, int]:
        """The scenes that lead back to themselves, with a number that those of one circle share.

        Strongly connected components, after R. Tarjan, "Depth-first search and linear graph algorithms" (1972).
        """
        order: dict[str, int] = {}
        low: dict[str, int] = {}
        path: list[str] = []
        on_path: set[str] = set()
        circles: dict[str, int] = {}
        for root in self.flows:
            stack = [] if root in order else [self._entered(root, order, low, path, on_path)]
            while stack:
                name, targets = stack[-1]
                target = next(targets, None)
                if target is None:
                    stack.pop()
                    if stack:
                        low[stack[-1][0]] = min(low[stack[-1][0]], low[name])
                    if low[name] == order[name]:
                        members = [path.pop()]
                        while members[-1] != name:
                            members.append(path.pop())
                        on_path.difference_update(members)
                        if len(members) > 1 or name in self.after(name):
                            circles.update(dict.fromkeys(members, order[name]))
                elif target not in order:
                    stack.append(self._entered(target, order, low, path, on_path))
                elif target in on_path:
                    low[name] = min(low[name], order[target])
        return circles

    def _entered(
        self, name: str, order: dict[str, int], low: dict[str, int], path: list[str], on_path: set[str]
    ) -> tuple[str, Iterator[str]]:
        """Number a node that the search for circles has come to."""
        order[name] = low[name] = len(order)
        path.append(name)
        on_path.add(name)
        return name, iter(self.after(name))


# What takes a walk through the whole story, and changes only with its ways.
FOUND = tuple(name for name, value in vars(Reach).items() if isinstance(value, cached_property))
