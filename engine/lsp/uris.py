"""Which file an editor means by a document's address, and by which address it knows a file.

Inside, files go by their real paths. An editor may have come to them by links: what it is told of a file must have the
address that it uses itself, or it would show it in another document. An open document stays the file that it was when
it was opened, whatever becomes of links on the disk.
"""

from __future__ import annotations

from pathlib import Path

from pygls import uris


class DocumentAddresses:
    """The addresses of one editor."""

    def __init__(self) -> None:
        self._files: dict[str, Path] = {}
        self._uris: dict[Path, str] = {}
        # Folders with the links by which an editor came to them.
        self._links: dict[Path, Path] = {}

    def opened(self, uri: str) -> Path | None:
        """The file of a document that is opened; None if it is no file."""
        path = self.path_of(uri)
        if path is not None:
            self._files[uri], self._uris[path] = path, uri
            given = Path(uris.to_fs_path(uri) or "")
            if given != path and given.is_absolute() and not path.is_dir():
                self._note_link(path, given)
        return path

    def _note_link(self, path: Path, given: Path) -> None:
        while path.name == given.name and path.parent != path and given.parent != given:
            path, given = path.parent, given.parent
        if path.is_dir():
            self._links[path] = given

    def closed(self, uri: str) -> Path | None:
        """The file of a document that is closed."""
        path = self._files.pop(uri, None)
        if path is not None and self._uris.get(path) == uri:
            del self._uris[path]
        return path

    def path_of(self, uri: str) -> Path | None:
        """The real path of a document; None for one that is no file."""
        known = self._files.get(uri)
        if known is not None:
            return known
        path = uris.to_fs_path(uri)
        try:
            return Path(path).resolve() if path else None
        except (OSError, RuntimeError, ValueError):
            return None

    def uri_of(self, file: str) -> str:
        """The address by which the editor knows a file, as far as can be told."""
        path = Path(file).absolute()
        known = self._uris.get(path)
        if known is not None:
            return known
        for real, given in self._links.items():
            if path.is_relative_to(real):
                path = given / path.relative_to(real)
                break
        return uris.from_fs_path(str(path)) or ""
