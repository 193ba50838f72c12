"""Renaming from an editor: the edits, proved as `nightcap rename` proves them, and how the saved paths fit."""

from __future__ import annotations

from pathlib import Path

from engine.check.checker import check
from engine.diagnostics import Edit, Report
from engine.fixes import overlay
from engine.paths.rename_check import fitting_of
from engine.source import Read
from engine.symbols.index import Index, Symbol
from engine.symbols.renaming import PRINTED, CannotRename, edits_of, prove_same, renamed_together, texts_of
from engine.syntax.parser import parse_file


def rename_at(main: Path, symbol: Symbol, new: str, index: Index, read: Read) -> tuple[list[Edit], str]:
    """The edits that rename a symbol, and what to tell about saved paths. Raises `CannotRename`.

    `index` is of the texts that `read` gives. A renaming that would leave a saved path behind is refused.
    """
    report = Report()
    checked = check(parse_file(main, report, read), report)
    edits = edits_of(index, checked, symbol, new)
    after = overlay(texts_of(edits, read), read)
    prove_same(main, renamed_together(checked, symbol), new, index, report.sorted(), after)
    fitting = fitting_of(main, read, after, symbol.kind in PRINTED)
    if fitting.lost:
        raise CannotRename("; ".join(fitting.lines))
    return edits, "; ".join(fitting.lines) or "no saved path lies beside the story"
