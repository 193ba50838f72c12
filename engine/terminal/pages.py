"""Lists over the full screen: which entry is selected, which part of it is seen. And the help of that player."""

from __future__ import annotations

from engine.terminal.commands.table import COMMANDS
from engine.terminal.kept import Saved
from engine.terminal.listings import Entry, Listing
from engine.terminal.wrapping import Row, row_width, wrapped

WELCOME = "Welcome back"
KEYS_WIDTH = 18


class Page:
    """A listing on the screen. Where entries carry commands one is selected; else it is a text to scroll through."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.choosing = any(entry.command is not None for entry in listing.entries)
        here = [number for number, entry in enumerate(listing.entries) if entry.current]
        self.selected = here[0] if here else 0
        self.top = 0

    def move(self, count: int, height: int) -> None:
        """Select another entry, or scroll."""
        if self.choosing:
            self.selected = min(max(0, self.selected + count), len(self.listing.entries) - 1)
        else:
            self.top = max(0, self.top + count)

    def command(self) -> str | None:
        """The command of the selected entry."""
        entries = self.listing.entries
        return entries[self.selected].command if self.choosing and entries else None

    def rows(self, width: int, height: int, mark: str) -> list[tuple[int, Row]]:
        """The rows that are seen, each with the number of its entry; the selected one is among them."""
        rows: list[tuple[int, Row]] = []
        firsts, first, last = [], 0, 0
        for number, entry in enumerate(self.listing.entries):
            firsts.append(len(rows))
            rows += [(number, row) for row in self._entry(entry, number, width, mark)]
            if number == self.selected:
                first, last = firsts[-1], len(rows)
        if self.choosing:
            self.top = min(self.top, first)
            self.top = max(self.top, min(first, last - height))
        self.top = max(0, min(self.top, len(rows) - height))
        return rows[self.top : self.top + height]

    def _entry(self, entry: Entry, number: int, width: int, mark: str) -> list[Row]:
        selected = self.choosing and number == self.selected
        lead = "  " if self.choosing else ""
        heading = "strong" if entry.details and not self.choosing else ""
        style = "selected" if selected else "ending" if entry.current else heading
        rows = [
            [((mark if selected and index == 0 else lead), "selected"), *row]
            for index, row in enumerate(wrapped([(entry.text, style)], max(4, width - len(lead))))
        ]
        for detail in entry.details:
            rows += _detail(detail, lead + ("   " if self.choosing else "  "), width)
        return rows


def _detail(detail: str, indent: str, width: int) -> list[Row]:
    """What is said below an entry; a key and what it does, with a tab between, in two columns."""
    key, tab, text = detail.partition("\t")
    if not tab:
        return [[(indent, ""), *row] for row in wrapped([(detail, "dim")], max(4, width - len(indent)))]
    first = min(KEYS_WIDTH, width // 2)
    rows = wrapped([(text, "")], max(4, width - len(indent) - first))
    key_rows = wrapped([(key, "key")], first - 1)
    rows += [[]] * (len(key_rows) - len(rows))
    return [
        [(indent, ""), *left, (" " * (first - row_width(left)), ""), *row]
        for left, row in zip(key_rows + [[]] * (len(rows) - len(key_rows)), rows, strict=True)
    ]


def help_page() -> Listing:
    """What the keys of the full-screen player do."""
    keys = tuple(f"{one.key}\t{name}: {one.about}" for name, one in COMMANDS.items() if one.key)
    typed = tuple(f":{name} {one.argument}\t{one.about}" for name, one in COMMANDS.items() if not one.key)
    entries = (
        Entry(
            "To choose",
            (
                "1, 2, 3 …\tthat choice",
                "↑ ↓, Enter\tselect a choice, and take it",
                "a click\ttakes the choice, too",
                "its first words\tand Enter; Tab completes. Begin with a capital, or with ' "
                "where a small letter is one of the keys below",
            ),
        ),
        Entry(""),
        Entry(
            "To read",
            (
                "Space, Enter\tone page on, while there is more",
                "Page Up, Down\tone page; the wheel, Home and End as well",
                "/ n N\tsearch, and go to the next places",
            ),
        ),
        Entry(""),
        Entry("Keys", keys),
        Entry(""),
        Entry("Typed behind a colon, as are all of these", typed),
        Entry(""),
        Entry("Everything is kept by itself at every choice."),
    )
    return Listing("Help", entries)


def welcome_page(saved: Saved) -> Listing:
    """The offer to go on where the story was left."""
    details = saved.lines()
    entries = (
        Entry("Go on where you left", details, "continue"),
        Entry("Begin again", ("What you played before is kept.",), ""),
        Entry("Look at all saves", (), "saves"),
    )
    return Listing(WELCOME, entries, "arrow keys and Enter, or the first letter")
