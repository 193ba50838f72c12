"""What is known of the newest texts at once: what was read last, and anew the few lines that have changed since then.

A question must not wait for a large story to be read. The scenes that were changed are read by themselves, and take the
place of the old ones in the index; what stands behind them has moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import overload

from engine.diagnostics import Report
from engine.lsp.open_documents import LineRange, OpenText, TextMark
from engine.named_tuples import NamedTuple
from engine.source import Source, source_from_text
from engine.symbols.index import Index, index_of
from engine.syntax.parser import parse_part

# More lines than these are not read while somebody waits.
MOST_LINES, FEW_LINES = 1000, 400
BASE = attrgetter("base")


class ReadIndex(NamedTuple):
    """The index of a story as it was read: its number, and the open texts as they were then."""

    number: int
    names: Index
    marks: dict[str, TextMark]
    cast: tuple[str, ...]


def changes_since(read: ReadIndex, marks: dict[str, TextMark]) -> dict[str, LineRange] | None:
    """What has changed in the files of a story since it was read; None if others are open than were then."""
    changed: dict[str, LineRange] = {}
    for file in read.names.sources:
        before, now = read.marks.get(file), marks.get(file)
        if before is None and now is None:
            continue
        if before is None or now is None or before.text is not now.text:
            return None
        stretch = now.text.changed_since(before.changes)
        if stretch is not None:
            changed[file] = stretch
    return changed


def is_far(read: ReadIndex, marks: dict[str, TextMark]) -> bool:
    """Whether so much has changed since a story was read that the next change may be too much for a glance."""
    changed = changes_since(read, marks)
    return changed is None or any(
        one.last - one.first > FEW_LINES or one.end - one.first > FEW_LINES for one in changed.values()
    )


def newest_index(read: ReadIndex, marks: dict[str, TextMark]) -> Index | None:
    """The index of the newest texts; None if too much has changed since they were read."""
    changed = changes_since(read, marks)
    index: Index | None = read.names
    for file, stretch in (changed or {}).items():
        if index is not None:
            index = _spliced(index, file, stretch, marks[file].text, read.cast)
    return None if changed is None else index


def _spliced(index: Index, file: str, stretch: LineRange, text: OpenText, cast: tuple[str, ...]) -> Index | None:
    """The index with the scenes of a file that some lines belong to read anew; None if they are too many."""
    old, groups = index.sources[file], index.groups_in(file)
    starts, size = old.starts(), len(old.text)
    if not groups or stretch.last > len(starts):
        return None
    # The scenes begin with their headings. One above which a line has changed is another one, if it is one at all.
    first = max(0, bisect_left(groups, _offset(starts, stretch.first, size), key=BASE) - 1)
    begin = groups[first].base
    first = bisect_left(groups, begin, key=BASE)
    last = bisect_left(groups, max(begin + 1, _offset(starts, stretch.last, size)), key=BASE)
    end = groups[last].base if last < len(groups) else size
    first_line, last_line = old.line_of(begin) - 1, old.line_of(end) - 1 if last < len(groups) else len(starts)
    lines = text.lines[first_line : last_line + stretch.end - stretch.last]
    if len(lines) > MOST_LINES:
        return None
    part, _ = source_from_text(file, "".join(lines))
    new = index_of(parse_part(part, cast, Report()))
    source = SplicedSource(old, (begin, first_line), (end, last_line), part)
    return index.spliced(source, first, last, new, begin, len(part.text) - (end - begin))


def _offset(starts: Sequence[int], line: int, size: int) -> int:
    return starts[line] if line < len(starts) else size + 1


class SplicedSource(Source):
    """A source with another stretch in it, whose lines are found without going through all of them."""

    __slots__ = ("_lines",)

    def __init__(self, old: Source, begin: tuple[int, int], end: tuple[int, int], new: Source) -> None:
        super().__init__(old.name, old.text[: begin[0]] + new.text + old.text[end[0] :])
        is_last = end[0] >= len(old.text)
        inner = new.starts() if is_last else new.starts()[:-1]
        self._lines = SplicedLines(old.starts(), begin, end, inner, len(new.text) - (end[0] - begin[0]))

    def starts(self) -> Sequence[int]:
        """The offsets at which the lines of this text begin."""
        return self._lines


class SplicedLines(Sequence[int]):
    """Where lines begin, some of them between those of another text."""

    def __init__(
        self, old: Sequence[int], begin: tuple[int, int], end: tuple[int, int], new: Sequence[int], shift: int
    ) -> None:
        self._old, self._new, self._shift = old, new, shift
        self._at, self._first = begin
        self._behind = self._first + len(new)
        self._last = end[1]

    def __len__(self) -> int:
        return self._behind + max(0, len(self._old) - self._last)

    @overload
    def __getitem__(self, number: int) -> int: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[int]: ...  # type: ignore[explicit-any]  # of `slice`
    def __getitem__(self, number: int | slice) -> int | Sequence[int]:  # type: ignore[explicit-any]  # of `slice`
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(number)
        if number < self._first:
            return self._old[number]
        if number < self._behind:
            return self._at + self._new[number - self._first]
        return self._old[number - self._behind + self._last] + self._shift
