"""Which importer reads a file."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from engine.importers.builder.import_errors import ImportFault
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
STARTUP = "startup.txt"


def read(path: Path) -> Draft:
    """The story that a file of another tool holds. Raises `ImportFault`. Only the importer that is needed is loaded.

    Of a folder: the ChoiceScript game that begins in it, or the Twee files of a project, also those in folders of it.
    """
    if path.is_dir() and (path / STARTUP).is_file():
        path /= STARTUP
    kind = KINDS[".twee"] if path.is_dir() else KINDS.get(path.suffix.lower())
    if kind is None:
        raise ImportFault(f"this is no file that can be imported: its name should end in {NAMES}", path.as_posix())
    module = import_module(f"engine.importers.{kind[0]}")
    draft: Draft = module.read(path)
    return draft
