"""Lists of ink: sets here, whose names have no numbers; what ink does with the numbers is written out.

A list that is known (`(a, b)`, `LIST_ALL(x)`) is calculated here; of others, each name is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.importers.ink.scopes import Scopes, Untranslatable

if TYPE_CHECKING:
    from engine.importers.ink.tree import List

# So many names can be asked for one after the other.
MOST_ASKED = 12


class Entry(NamedTuple):
    """A name in the order in which ink shows lists: by number, then by the name of its list."""

    value: int
    of: str
    name: str
    place: int


class ListWriter:
    """Writes operations on lists."""

    def __init__(self, scopes: Scopes) -> None:
        self.scopes = scopes
        self.entries: dict[str, Entry] = {}
        for found in scopes.story.lists:
            for place, item in enumerate(found.items):
                name = scopes.item_name(found, item)
                self.entries[name] = Entry(item.value, found.name, name, place)

    def ordered(self, names: frozenset[str]) -> list[str]:
        """Names in the order in which ink shows them."""
        return sorted(names, key=lambda name: self.entries[name][:2])

    def literal(self, names: frozenset[str]) -> str:
        """A known list, as it is written."""
        return f"[{', '.join(self.ordered(names))}]"

    def all_of(self, lists: set[str]) -> frozenset[str]:
        """All names of some lists."""
        return frozenset(name for name, entry in self.entries.items() if entry.of in lists)

    def asked(self, lists: set[str]) -> list[Entry]:
        """The names of some lists, lowest first. Raises `Untranslatable` if there are none, or too many to ask for."""
        found = [self.entries[name] for name in self.ordered(self.all_of(lists))]
        if not found:
            raise Untranslatable("which list this is cannot be told")
        if len(found) > MOST_ASKED:
            raise Untranslatable("names of a set have no numbers here, and this list is too long to write them out")
        return found

    def value_of(self, code: str, names: frozenset[str] | None, lists: set[str], highest: bool = True) -> str:
        """The number of the highest or the lowest name in a list; 0 for an empty one."""
        if names is not None:
            entries = [self.entries[name] for name in self.ordered(names)]
            return str(entries[-1 if highest else 0].value) if entries else "0"
        chain = "0"
        # The one that is asked for first is the last that is put around the others.
        for entry in self.asked(lists) if highest else reversed(self.asked(lists)):
            value = entry.value if entry.value >= 0 else f"({entry.value})"
            chain = f"({value} if {code} has {entry.name} else {chain})"
        return chain

    def end_of(self, code: str, names: frozenset[str] | None, lists: set[str], highest: bool) -> str:
        """The list of only the highest or lowest name in a list."""
        if names is not None:
            entries = self.ordered(names)
            return self.literal(frozenset(entries[-1:] if highest else entries[:1]))
        chain = "[]"
        for entry in self.asked(lists) if highest else reversed(self.asked(lists)):
            chain = f"([{entry.name}] if {code} has {entry.name} else {chain})"
        return chain

    def shifted(self, code: str, names: frozenset[str] | None, lists: set[str], by: int) -> str:
        """Each name replaced by the one whose number is so much more, where its list has one."""
        moved: dict[str, str] = {}
        for name in names if names is not None else [entry.name for entry in self.asked(lists)]:
            entry = self.entries[name]
            goal = [one.name for one in self.entries.values() if one.of == entry.of and one.value == entry.value + by]
            if goal:
                moved[name] = goal[0]
        if names is not None:
            return self.literal(frozenset(moved.values()))
        parts = [f"([{goal}] if {code} has {name} else [])" for name, goal in moved.items()]
        return f"({' + '.join(parts)})" if parts else "[]"

    def named(self, found: List, number: int) -> frozenset[str]:
        """`list(2)`: the name with that number, or none."""
        return frozenset(self.scopes.item_name(found, item) for item in found.items if item.value == number)

    def between(self, lists: set[str], low: int, high: int) -> frozenset[str]:
        """The names of lists whose numbers lie between two others."""
        return frozenset(name for name in self.all_of(lists) if low <= self.entries[name].value <= high)
