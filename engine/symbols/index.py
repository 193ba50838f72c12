"""The index of a story's names: from each use to its definition, and from each name to all its uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from engine.named_tuples import NamedTuple
from engine.source import Source, SourceSpan
from engine.symbols.mention_collector import mentions_of_head, mentions_of_scene
from engine.symbols.mentions import VALUES, Mention, Mentions
from engine.syntax.tree import Declaration, HeaderEntry, Scene, StoryTree

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
    mentions: Mentions


class Index:
    """All uses of all names of one story, in the order of its files.

    Made anew with every key while a story is written, so what takes long is made when it is asked for.
    """

    def __init__(self, sources: Iterable[Source], groups: Iterable[Group]) -> None:
        self.sources = {source.name: source for source in sources}
        self._groups = list(groups)
        self._by_file: dict[str, list[Group]] = {}
        self._declared: dict[str, str] = {}
        for group in self._groups:
            self._by_file.setdefault(group.file, []).append(group)
            for name, kind in group.mentions.declared:
                known = self._declared.get(name)
                if known is None or VALUES.index(kind) < VALUES.index(known):
                    self._declared[name] = kind

    def _symbol(self, mention: Mention) -> Symbol:
        kind = mention.kind
        if kind == "value" or (kind == "variable" and mention.role == "write"):
            kind = self._declared.get(mention.name, "variable")
        return Symbol(kind, mention.name, mention.owner)

    def _use(self, group: Group, one: Mention) -> Use:
        base = group.base
        return Use(self._symbol(one), group.file, base + one.at, base + one.end, one.role, group.scene)

    def at(self, file: str, offset: int) -> Use | None:
        """The use at an offset of a file: the one that covers it, or ends there."""
        for group in reversed(self._by_file.get(file, ())):
            if group.base <= offset:
                found = group.mentions.at(offset - group.base)
                if found is not None:
                    return self._use(group, found)
        return None

    def between(self, file: str, begin: int, end: int) -> list[Use]:
        """The uses between two offsets of a file, in order."""
        return [
            self._use(group, one)
            for group in self._by_file.get(file, ())
            if group.base <= end
            for one in group.mentions.found
            if begin <= group.base + one.at <= end
        ]

    def in_file(self, file: str) -> list[Use]:
        """All uses in a file, in order."""
        return [self._use(group, one) for group in self._by_file.get(file, ()) for one in group.mentions.found]

    def uses_of(self, symbol: Symbol) -> list[Use]:
        """All uses of a symbol."""
        return [
            self._use(group, one)
            for group in self._groups
            for one in group.mentions.named.get(symbol.name, ())
            if self._symbol(one) == symbol
        ]

    def definitions(self, symbol: Symbol) -> list[Use]:
        """Where a symbol is defined: a tag, an ending or a name of several enumerations at several places."""
        return [use for use in self.uses_of(symbol) if use.role == "definition"]

    def named(self, name: str) -> list[Symbol]:
        """All symbols of a name; a label may be written with its scene, `bar.truce`."""
        owner, dot, own = name.rpartition(".")
        found = [
            self._symbol(one)
            for each in ((name, own) if dot else (name,))
            for group in self._groups
            for one in group.mentions.named.get(each, ())
        ]
        return [one for one in dict.fromkeys(found) if one.name == name or one.owner == owner]

    def defined(self) -> Iterator[Symbol]:
        """All symbols that are defined; one that is at several places comes several times."""
        return (self._symbol(one) for group in self._groups for one in group.mentions.definitions)

    def missing(self, kind: str) -> list[str]:
        """The names of a kind that are used and defined nowhere, such as scenes that are not written yet."""
        used: dict[str, None] = {}
        defined: set[str] = set()
        for group in self._groups:
            for one in group.mentions.found:
                if one.kind == kind and one.role != "definition":
                    used[one.name] = None
            defined.update(one.name for one in group.mentions.definitions if one.kind == kind)
        return [name for name in used if name not in defined]

    def span(self, use: Use) -> SourceSpan:
        """The place of a use, for people."""
        return self.sources[use.file].span(use.at, use.end)

    def __iter__(self) -> Iterator[Symbol]:
        """All symbols, defined or not, each once."""
        every = (self._symbol(one) for group in self._groups for one in group.mentions.found)
        return iter(dict.fromkeys(every))


def _of_scene(scene: Scene) -> Mentions:
    return Mentions(mentions_of_scene(scene))


def index_of(story: StoryTree, mentions: Callable[[Scene], Mentions] = _of_scene) -> Index:
    """The index of a story, which may have errors: what could not be read is not in it.

    `mentions` gives those of a scene; an editor remembers them.
    """
    groups: list[Group] = []
    entries: dict[str, list[HeaderEntry]] = {}
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
        groups.append(Group(source.name, None, 0, Mentions(head)))
        groups += [
            Group(source.name, scene.name, scene.source.base_at, mentions(scene))
            for scene in scenes.get(source.name, ())
        ]
    return Index(story.sources, groups)
