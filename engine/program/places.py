"""Places in the source, each as one number: line * 65536 + column."""

from __future__ import annotations

COLUMNS = 65536


def place(line: int, column: int) -> int:
    """Line and column as one number."""
    return line * COLUMNS + (column if column < COLUMNS else COLUMNS - 1)


def line_and_column(at: int) -> tuple[int, int]:
    """The line and the column of a place."""
    return at // COLUMNS, at % COLUMNS
