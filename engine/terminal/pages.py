"""Lists over the full screen: which entry is selected, which part of it is seen. And the help of that player."""

from __future__ import annotations

from engine.terminal.listings import ListEntry, Listing
from engine.terminal.messages import tr
from engine.terminal.wrapping import Row, row_width, wrapped

KEYS_WIDTH = 18


class Page:
    """A listing on the screen. Where entries carry commands one is selected; else it is a text to scroll through."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.choosing = any(entry.command is not None for entry in listing.entries)
        here = [number for number, entry in enumerate(listing.entries) if entry.current]
        self.selected = here[0] if here else 0
        self.top = 0
        self._digits = ""
        self._is_numbered = any(entry.number is not None for entry in listing.entries)

    def number_of(self, at: int) -> int | None:
        """The number of an entry; where none has one of its own, entries that can be taken are counted from 1."""
        return self.listing.entries[at].number if self._is_numbered else at + 1 if self.choosing else None

    def digit(self, digit: str) -> None:
        """A digit was pressed: it selects the entry of that number, or of the number that it goes on."""
        numbers = {self.number_of(at): at for at in range(len(self.listing.entries))} if self.choosing else {}
        for typed in (self._digits + digit, digit):
            if int(typed) in numbers:
                self._digits, self.selected = typed, numbers[int(typed)]
                return
        self._digits = ""

    def move(self, count: int) -> None:
        """Select another entry, or scroll."""
        self._digits = ""
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

    def _entry(self, entry: ListEntry, number: int, width: int, mark: str) -> list[Row]:
        selected = self.choosing and number == self.selected
        lead = "  " if self.choosing else ""
        heading = "strong" if entry.details and not self.choosing else ""
        style = "selected" if selected else "ending" if entry.current else heading
        shown = self.number_of(number)
        count = f"{shown}. " if shown is not None else ""
        rows = [
            [((mark if selected and index == 0 else lead), "selected"), *row]
            for index, row in enumerate(wrapped([(count, "number"), (entry.text, style)], max(4, width - len(lead))))
        ]
        for detail in (*entry.details, *entry.aside):
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
    from engine.terminal.commands.table import COMMANDS

    rows = COMMANDS.values()
    keys = tuple(f"{key_name(row.key)}\t{row.name}: {tr(row.about)}" for row in rows if row.key)
    typed = tuple(f":{row.name} {tr(row.argument)}\t{tr(row.about)}" for row in rows if not row.key)
    first_words = tr(
        "and Enter; Tab completes. Begin with a capital, or with ' where a small letter is one of the keys below"
    )
    entries = (
        ListEntry(
            tr("To choose"),
            (
                f"1, 2, 3 …\t{tr('that choice')}",
                f"↑ ↓, Enter\t{tr('select a choice, and take it')}",
                f"{tr('a click')}\t{tr('takes the choice, too')}",
                f"{tr('its first words')}\t{first_words}",
            ),
        ),
        ListEntry(""),
        ListEntry(
            tr("To read"),
            (
                f"Space, Enter\t{tr('one page on, while there is more')}",
                f"Page Up, Down\t{tr('one page; the wheel, Home and End as well')}",
                f"/ n N\t{tr('search, and go to the next places')}",
            ),
        ),
        ListEntry(""),
        ListEntry(tr("Keys"), keys),
        ListEntry(""),
        ListEntry(tr("Typed behind a colon, as are all of these"), typed),
        ListEntry(""),
        ListEntry(tr("Everything is kept by itself at every choice.")),
    )
    return Listing(tr("Help"), entries)


def key_name(key: str) -> str:
    """A key as it is called on a keyboard."""
    return key if len(key) == 1 else key.capitalize()
