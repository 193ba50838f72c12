"""What stops an import: the source cannot be read at all."""

from __future__ import annotations


class ImportFault(Exception):
    """A source that cannot be imported, with its file and line (0: the whole file). Nothing has been written."""

    def __init__(self, message: str, file: str = "", line: int = 0) -> None:
        place = f"{file}:{line}: " if line else f"{file}: " if file else ""
        super().__init__(place + message)
