"""Causes and consequences: what is not said of a story because something else is wrong that may be the reason."""

from __future__ import annotations

from engine.diagnostics import Report

# With one of these errors, a move, a draw or a heading is not what was meant: any scene may be the one it leads to.
LOST_MOVES = frozenset(("NC011", "NC013", "NC014", "NC030", "NC101", "NC102", "NC107", "NC304"))
# What is said of a scene's end or of the lines behind a move follows from one of these above.
LOST_ENDS = frozenset(("NC014", "NC304", "NC307", "NC318"))


def moves_are_lost(report: Report) -> bool:
    """Whether a move of the story goes nobody knows where."""
    return any(one.code in LOST_MOVES and (one.severity == "error" or one.code == "NC304") for one in report.found)


def lines_of(report: Report, codes: frozenset[str] | None = None) -> set[tuple[str, int]]:
    """The lines on which one of the codes, or any error, has been reported: file and number."""
    return {
        (one.span.file, one.span.line)
        for one in report.found
        if (one.code in codes if codes is not None else one.severity == "error")
    }
