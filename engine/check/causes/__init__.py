"""Causes before consequences: of what one slip leads to, only the slip itself is told.

Findings are of a few kinds, each of which can be a cause of those behind it: lines that cannot be read, names that are
not known, values of the wrong kind, texts that may not be meant so, how a scene goes on, and what the story uses at
all. A finding follows from an earlier kind where both meet: on one line, in one scene, or in one name. What is left
out is told as soon as its cause is mended, if it is still so.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.check.causes.kinds import LOST_ENDS, files_are_lost, lines_of, moves_are_lost
from engine.diagnostics import Report
from engine.source import Source

__all__ = ["LOST_ENDS", "drop_consequences", "files_are_lost", "lines_of", "moves_are_lost"]


def drop_consequences(report: Report, sources: Iterable[Source]) -> None:
    """Take from the report what only follows from something else in it: one slip is one message.

    Where an error follows from a warning, the warning is an error instead.
    """
    if len(report.found) > 1:
        from engine.check.causes.dropping import drop

        drop(report, {source.name: source for source in sources})
