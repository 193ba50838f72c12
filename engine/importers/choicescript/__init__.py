"""ChoiceScript: `startup.txt`, and the scenes that it names."""

from __future__ import annotations

from pathlib import Path

from engine.importers.builder.tree import Draft


def read(path: Path) -> Draft:
    """The game that begins with a file. Raises ImportFault with file and line."""
    from engine.importers.choicescript.story import Game

    return Game(path).draft()
