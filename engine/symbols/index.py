"""The index of a story's names: from each use to its definition, and from each name to all its uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from engine.source import Source, Span
from engine.symbols.mentions import Mention, mentions_of_head, mentions_of_scene
from engine.syntax.tree import Declaration, Entry, Scene, Story

# Names that live in one space: a value or a point is one of these, the first that is declared.
VALUES = ("variable", "constant", "member", "function", "scene")
# What each kind of name is called when it is told to a writer.
WORDS = {
    "variable": "variable",
    "constant": "constant",
    "member": "name of an enumeration or a set",
    "local": "local variable",
    "function": "function",
    "scene": "scene",
    "label": "label",
    "tag": "tag of scenes",
    "line tag": "tag of lines",
    "speaker": "speaker",
    "ending": "ending",
    "title": "title",
}


class Symbol(NamedTuple):
    """A thing that has a name. `owner` is the scene of a label, a local or a title, else empty."""

    kind: str
    name: str
    owner: str = ""

    @property
    def shown(self) -> str:
        """The name as a writer would say it: labels with their scene."""
        return f"{self.owner}.{self.name}" if self.kind in ("label", "choice") else self.name


class Use(NamedTuple):
    """A place where a symbol is defined or used; `role` as in `Mention`. `scene` is the scene it stands in, if any."""

    symbol: Symbol
    file: str
    at: int
    end: int
    role: str
    scene: str | None


class Group(NamedTuple):
    """The mentions of a scene, or of the head of a file (`scene` is None); their offsets count from `base`."""

    file: str
    scene: str | None
    base: int
    mentions: list[Mention]


class Index:
    """All uses of all names of one story, in the order of its files."""

    def __init__(self, sources: Iterable[Source], mentions: Iterable[Group]) -> None:
        self.sources = {source.name: source for source in sources}
        groups = list(mentions)
        self._declared: dict[str, str] = {}
        for kind in VALUES:
            for group in groups:
                for one in group.mentions:
                    if one.kind == kind and one.role == "definition":
                        self._declared.setdefault(one.name, kind)
        self.uses: dict[Symbol, list[Use]] = {}
        self._by_file: dict[str, list[Use]] = {}
        for file, scene, base, found in groups:
            for one in sorted(found, key=_at):
                use = Use(self._symbol(one), file, base + one.at, base + one.end, one.role, scene)
                self.uses.setdefault(use.symbol, []).append(use)
                self._by_file.setdefault(file, []).append(use)
        for uses in self._by_file.values():
            uses.sort(key=lambda use: use.at)

    def _symbol(self, mention: Mention) -> Symbol:
        kind = mention.kind
        if kind == "value" or (kind == "variable" and mention.role == "write"):
            kind = self._declared.get(mention.name, "variable")
        return Symbol(kind, mention.name, mention.owner)

    def at(self, file: str, offset: int) -> Use | None:
        """The use at an offset of a file: the one that covers it, or ends there."""
        from bisect import bisect_right

        uses = self._by_file.get(file, [])
        place = bisect_right(uses, offset, key=lambda use: use.at)
        for use in reversed(uses[max(0, place - 2) : place]):
            if use.at <= offset <= use.end:
                return use
        return None

    def in_file(self, file: str) -> list[Use]:
        """All uses in a file, in order."""
        return self._by_file.get(file, [])

    def definitions(self, symbol: Symbol) -> list[Use]:
        """Where a symbol is defined: a tag, an ending or a name of several enumerations at several places."""
        return [use for use in self.uses.get(symbol, []) if use.role == "definition"]

    def named(self, name: str) -> list[Symbol]:
        """All symbols of a name; a label may be written with its scene, `bar.truce`."""
        owner, dot, own = name.rpartition(".")
        return [
            symbol
            for symbol in self.uses
            if symbol.name == name or (dot and symbol.name == own and symbol.owner == owner)
        ]

    def span(self, use: Use) -> Span:
        """The place of a use, for people."""
        return self.sources[use.file].span(use.at, use.end)

    def __iter__(self) -> Iterator[Symbol]:
        return iter(self.uses)


def _at(mention: Mention) -> int:
    return mention.at


def index_of(story: Story, mentions: Callable[[Scene], list[Mention]] = mentions_of_scene) -> Index:
    """The index of a story, which may have errors: what could not be read is not in it.

    `mentions` gives those of a scene; an editor remembers them.
    """
    groups: list[Group] = []
    entries: dict[str, list[Entry]] = {}
    declarations: dict[str, list[Declaration]] = {}
    scenes: dict[str, list[Scene]] = {}
    for entry in story.entries:
        entries.setdefault(entry.source.name, []).append(entry)
    for declaration in story.declarations:
        declarations.setdefault(declaration.source.name, []).append(declaration)
    for scene in story.scenes:
        scenes.setdefault(scene.source.name, []).append(scene)
    for number, source in enumerate(story.sources):
        status = story.status if number == 0 else None
        head = mentions_of_head(source, entries.get(source.name, ()), declarations.get(source.name, ()), status)
        groups.append(Group(source.name, None, 0, head))
        groups += [
            Group(source.name, scene.name, scene.source.base_at, mentions(scene))
            for scene in scenes.get(source.name, ())
        ]
    return Index(story.sources, groups)
