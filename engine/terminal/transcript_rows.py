"""The reading column as rows, wrapped only where somebody looks: a transcript of any length costs what is visible.

A position is a block's number and a row in it. Rows are kept by block for one width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.terminal.blocks import Block
from engine.terminal.wrapping import Row, width_of, wrapped

Position = tuple[int, int]
MOST_KEPT = 5000


class TranscriptRows:
    """The transcript, and behind it what is offered now (`tail`)."""

    def __init__(self, transcript: Sequence[Block], tail: Sequence[Block], width: int) -> None:
        self.transcript = transcript
        self.tail = tail
        self.width = width
        self._kept: dict[Block, list[Row]] = {}

    def __len__(self) -> int:
        return len(self.transcript) + len(self.tail)

    def block(self, number: int) -> Block:
        """A block by its number."""
        before = len(self.transcript)
        return self.transcript[number] if number < before else self.tail[number - before]

    def rows(self, number: int) -> list[Row]:
        """The rows of a block, with the empty one that parts it from the next."""
        block = self.block(number)
        rows = self._kept.get(block)
        if rows is None:
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            rows = self._kept[block] = _rows(block, self.width)
        return rows

    def resize(self, width: int, top: Position) -> Position:
        """Wrap to another width; the result is where the text at `top` is now."""
        if width == self.width:
            return top
        number = min(top[0], len(self) - 1)
        before = sum(_length(row) for row in self.rows(number)[: top[1]])
        self.width = width
        self._kept.clear()
        for index, row in enumerate(self.rows(number)):
            before -= _length(row)
            if before < 0:
                return number, index
        return number, 0

    # ------------------------------------------------------------ positions

    def clamped(self, at: Position) -> Position:
        """The position itself, or the nearest one that exists."""
        number = min(max(at[0], 0), len(self) - 1)
        if number != at[0]:
            return (0, 0) if at[0] < 0 else (number, len(self.rows(number)) - 1)
        return number, min(at[1], len(self.rows(number)) - 1)

    def moved(self, at: Position, count: int) -> Position:
        """The position so many rows further down, or up if negative; at most the first or the last row."""
        number, row = at
        while count < 0:
            if row + count >= 0:
                return number, row + count
            if number == 0:
                return 0, 0
            count += row + 1
            number -= 1
            row = len(self.rows(number)) - 1
        while count > 0:
            size = len(self.rows(number))
            if row + count < size:
                return number, row + count
            if number == len(self) - 1:
                return number, size - 1
            count -= size - row
            number, row = number + 1, 0
        return number, row

    def distance(self, start: Position, end: Position, most: int) -> int:
        """How many rows lie from one position to a later one, counted up to `most`."""
        if end <= start:
            return 0
        count = -start[1]
        number = start[0]
        while number < end[0] and count < most:
            count += len(self.rows(number))
            number += 1
        return min(most, count + end[1] if number == end[0] else count)

    def last(self) -> Position:
        """The last row that is not empty."""
        number = len(self) - 1
        rows = self.rows(number)
        return number, len(rows) - (2 if self.block(number).gap and len(rows) > 1 else 1)

    def lowest_top(self, height: int) -> Position:
        """The position of the top row when the last row is the lowest of so many."""
        return self.moved(self.last(), 1 - height)

    def visible(self, top: Position, height: int) -> Iterator[tuple[int, int, Row]]:
        """The rows from a position downwards: block, row in it, and the row."""
        number, first = top
        left = height
        while left > 0 and number < len(self):
            for index, row in enumerate(self.rows(number)[first : first + left], first):
                yield number, index, row
                left -= 1
            number, first = number + 1, 0

    def places(self, text: str) -> list[int]:
        """The numbers of the blocks that hold a text, which is in lower case."""
        return [number for number in range(len(self)) if text in self.block(number).text.lower()]

    def row_with(self, text: str, number: int) -> Position:
        """The first row of a block that holds a text, or its first row if the text is broken over rows."""
        for index, row in enumerate(self.rows(number)):
            if text in "".join(part for part, _ in row).lower():
                return number, index
        return number, 0


def _rows(block: Block, width: int) -> list[Row]:
    indent = width_of(block.lead)
    rows = wrapped(block.pieces, max(1, width - indent))
    if block.lead:
        styles = {"choice": "number", "action": "number"}
        rows = [
            [(block.lead if index == 0 else " " * indent, styles.get(block.kind, block.kind)), *row]
            for index, row in enumerate(rows)
        ]
    return [*rows, []] if block.gap else rows


def _length(row: Row) -> int:
    """The characters of a row, with the blank or the break behind it."""
    return sum(len(text) for text, _ in row) + 1
