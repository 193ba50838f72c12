"""Which importer reads a file."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from engine.importers.builder.faults import ImportFault
from engine.importers.builder.tree import Draft

# By the end of a file's name: the package with its importer, and what it is called.
KINDS: dict[str, tuple[str, str]] = {
    ".twee": ("twine", "Twee 3"),
    ".tw": ("twine", "Twee"),
    ".html": ("twine", "Twine, published"),
    ".htm": ("twine", "Twine, published"),
    ".txt": ("choicescript", "ChoiceScript"),
    ".ink": ("ink", "ink"),
}
NAMES = ", ".join(KINDS)


def read(path: Path) -> Draft:
    """The story that a file of another tool holds. Raises `ImportFault`. Only the importer that is needed is loaded."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise ImportFault(f"this is no file that can be imported: its name should end in {NAMES}", path.as_posix())
    module = import_module(f"engine.importers.{kind[0]}")
    draft: Draft = module.read(path)
    return draft
