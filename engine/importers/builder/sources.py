"""Reads the files of another tool: as text, within bounds, and never outside the folder of the main file."""

from __future__ import annotations

from pathlib import Path

from engine.importers.builder.import_errors import ImportFault
from engine.source import MAX_BYTES, ReadProblem, read_bytes

MOST_FILES = 500


class SourceFolder:
    """The folder of the main file, with how much has been read of it."""

    def __init__(self, main: Path) -> None:
        self.main = main
        self.folder = main.resolve().parent
        self.size = 0
        self.count = 0

    def read(self, path: Path, shown: str, told: tuple[str, int] = ("", 0)) -> str:
        """The text of a file. Raises `ImportFault`, at the place that `told` of it where there is one."""
        file, line = told if told[0] else (shown, 0)
        try:
            real = path.resolve()
        except (OSError, RuntimeError, ValueError):
            raise ImportFault(f"`{shown}` cannot be followed to a file", file, line) from None
        if not real.is_relative_to(self.folder):
            raise ImportFault(f"`{shown}` lies outside the folder of the story", file, line)
        data = read_bytes(real)
        if isinstance(data, ReadProblem):
            raise ImportFault(data.message.replace(str(real), shown), file, line)
        self.size += len(data)
        self.count += 1
        if self.size > MAX_BYTES or self.count > MOST_FILES:
            most = f"{MAX_BYTES // 1024 // 1024} MB in {MOST_FILES} files"
            raise ImportFault(f"a story has {most} at the most", file, line)
        return decoded(data, shown)


def text_of_file(path: Path, shown: str) -> str:
    """The text of a file that stands for itself, known as `shown`. Raises `ImportFault` with its place."""
    data = read_bytes(path)
    if isinstance(data, ReadProblem):
        raise ImportFault(data.message.replace(str(path), shown), shown)
    return decoded(data, shown)


def decoded(data: bytes, shown: str) -> str:
    """The text in UTF-8, with `\\n` at the ends of lines. Raises `ImportFault` with the line of what is no UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ImportFault("this file is UTF-16; save it as UTF-8", shown, 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportFault("this file is not UTF-8; save it in that encoding", shown, line) from None
    if "\x00" in text:
        raise ImportFault("this is no text", shown, text.count("\n", 0, text.index("\x00")) + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n")
