"""The index of a story's names: from each use to its definition, and from each name to all its uses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain
from operator import attrgetter

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


BASE = attrgetter("base")


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
    node: Scene | None = None


class Index:
    """All uses of all names of one story, in the order of its files.

    Made anew with every key while a story is written, so what takes long is made when it is asked for.
    """

    def __init__(
        self, sources: Iterable[Source], groups: Iterable[Group], declarations: Iterable[Declaration] = ()
    ) -> None:
        self.sources = {source.name: source for source in sources}
        self.declarations = tuple(declarations)
        self._groups = list(groups)
        self._by_file: dict[str, list[Group]] = {}
        for group in self._groups:
            self._by_file.setdefault(group.file, []).append(group)

    @cached_property
    def _declared(self) -> dict[str, str]:
        """What names of values are: the first kind counts of those that one name is declared as."""
        declared: dict[str, str] = {}
        for group in self._groups:
            for name, kind in group.mentions.declared:
                known = declared.get(name)
                if known is None or VALUES.index(kind) < VALUES.index(known):
                    declared[name] = kind
        return declared

    def groups_in(self, file: str) -> list[Group]:
        """The groups of a file: its head, then its scenes in order."""
        return self._by_file.get(file, [])

    def spliced(self, source: Source, first: int, last: int, new: Index, base: int, shift: int) -> Index:
        """The index with other groups of a file in place of some of its own, from number `first` to before `last`.

        `new` is of the stretch that has taken their place, which begins at `base`; with it may come a new head. What
        stands behind it has moved by `shift`.
        """
        file, own = source.name, self._by_file[source.name]
        ours = new.groups_in(file)[0 if first == 0 else 1 :]
        moved = [Group(file, one.scene, one.base + shift, one.mentions, one.node) for one in own[last:]]
        groups = [*own[:first], *(one._replace(base=base) for one in ours), *moved]
        declarations = self.declarations
        if first == 0:
            others = (one for one in declarations if one.source.name != file)
            declarations = (*others, *(one for one in new.declarations if one.source.name == file))
        by_file = {**self._by_file, file: groups}
        made = Index((), (), declarations)
        made.sources = {**self.sources, file: source}
        made._by_file = by_file
        made._groups = list(chain.from_iterable(by_file.values()))
        before = sorted(one for group in own[first:last] for one in group.mentions.declared)
        if before == sorted(one for group in ours for one in group.mentions.declared):
            made._declared = self._declared
        return made

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
        groups = self._by_file.get(file, [])
        for group in reversed(groups[self._first_at(groups, offset) : bisect_right(groups, offset, key=BASE)]):
            found = group.mentions.at(offset - group.base)
            if found is not None:
                return self._use(group, found)
        return None

    def _first_at(self, groups: list[Group], offset: int) -> int:
        """The first of the groups that hold the place of an offset: several scenes may count from one base."""
        last = bisect_right(groups, offset, key=BASE)
        return bisect_left(groups, groups[last - 1].base, key=BASE) if last else 0

    def scene_at(self, file: str, offset: int) -> Scene | None:
        """The scene in which an offset of a file lies, from its heading on."""
        groups = self._by_file.get(file, [])
        for group in reversed(groups[: bisect_right(groups, offset, key=BASE)]):
            if group.node is not None and group.base + group.node.heading.at <= offset:
                return group.node
        return None

    def scene_named(self, name: str) -> Scene | None:
        """The first scene of a name."""
        return next((one.node for one in self._groups if one.scene == name), None)

    def between(self, file: str, begin: int, end: int) -> list[Use]:
        """The uses between two offsets of a file, in order."""
        groups = self._by_file.get(file, [])
        return [
            self._use(group, one)
            for group in groups[self._first_at(groups, begin) : bisect_right(groups, end, key=BASE)]
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

    def definitions_with(self, part: str) -> Iterator[Use]:
        """All definitions of names that hold some letters, or of labels of scenes whose names do."""
        for group in self._groups:
            own = part in (group.scene or "").casefold() or "." in part
            for one in group.mentions.definitions:
                if own or part in one.name.casefold():
                    yield self._use(group, one)

    def names_of(self, kind: str) -> list[str]:
        """The names of a kind that are defined, each once."""
        return list(dict.fromkeys(chain.from_iterable(one.mentions.defined.get(kind, ()) for one in self._groups)))

    def names_in(self, kind: str, owner: str) -> list[str]:
        """The names of a kind that a scene or a function owns; behind the owner of a local may stand a number."""
        groups, numbered = (one.mentions for one in self._groups if kind in one.mentions.defined), f"{owner} "
        every = (one for mentions in groups for one in mentions.definitions if one.kind == kind)
        return [one.name for one in every if one.owner == owner or one.owner.startswith(numbered)]

    def missing(self, kind: str) -> list[str]:
        """The names of a kind that are used and defined nowhere, such as scenes that are not written yet."""
        used = dict.fromkeys(chain.from_iterable(one.mentions.used.get(kind, ()) for one in self._groups))
        defined = set(self.names_of(kind))
        return [name for name in used if name not in defined]

    def span(self, use: Use) -> SourceSpan:
        """The place of a use, for people."""
        return self.sources[use.file].span(use.at, use.end)

    def __iter__(self) -> Iterator[Symbol]:
        """All symbols, defined or not, each once."""
        every = (self._symbol(one) for group in self._groups for one in group.mentions.found)
        return iter(dict.fromkeys(every))


def _of_scene(scene: Scene) -> Group:
    return Group(scene.source.name, scene.name, scene.source.base_at, Mentions(mentions_of_scene(scene)), scene)


def index_of(story: StoryTree, group_of: Callable[[Scene], Group] = _of_scene) -> Index:
    """The index of a story, which may have errors: what could not be read is not in it.

    `group_of` gives the mentions of a scene; an editor remembers them.
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
        groups += map(group_of, scenes.get(source.name, ()))
    return Index(story.sources, groups, story.declarations)
