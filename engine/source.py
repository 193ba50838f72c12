"""Story files as text: reading them safely, and naming places in them.

Everything later in the pipeline speaks of places as offsets into `Source.text`; people are shown a `SourceSpan`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, count, islice
from operator import add
from pathlib import Path

from engine.characters import NEVER
from engine.named_tuples import NamedTuple
from engine.patterns import know_marks_of, unusual_in

MAX_BYTES = 32 * 1024 * 1024
MAX_LINE = 20_000
# Up to here, lines are counted where no index of them was made.
NEAR = 4096

# Patterns, compiled when the first story is read: one that comes from the cache does not wait for them.
# A story may hold tabs and newlines, but nothing else that could command a terminal or turn text around.
FORBIDDEN = f"[\x00-\x08\x0b-\x1f{NEVER}]"
# Behind the mark of a line, a blank that the space bar does not make: a no-break space and the like.
ODD_BLANK = r"(?m)^(?P<mark>[ \t]*(?:==|->|<-|[*+~]))(?P<odd>[^\S\t\n ]+)(?=\S)"


class SourceSpan(NamedTuple):
    """A place in a story file: its name, line and column from 1, and how many characters it covers."""

    file: str
    line: int
    column: int
    length: int = 1


class Source:
    """The text of one story file, with line ends made `\\n`, and the index from offsets to lines."""

    __slots__ = ("checksum", "line_starts", "name", "text")

    # Where the text begins in its file: a line, and an offset. A `SourcePiece` has others.
    base_line = 0
    base_at = 0

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        self.line_starts: list[int] | None = None
        self.checksum = ""

    @property
    def whole(self) -> str:
        """The text of the whole file."""
        return self.text

    def starts(self) -> Sequence[int]:
        """The offsets at which the lines of this text begin."""
        if self.line_starts is None:
            # The length of a line, and of the ends before: the quickest way in a text of many lines.
            lengths = accumulate(map(len, self.text.split("\n")[:-1]))
            self.line_starts = [0, *map(add, lengths, count(1))]
        return self.line_starts

    def line_of(self, offset: int) -> int:
        """The number of the line, from 1, that holds the offset."""
        if offset < NEAR and self.line_starts is None:
            # Of a large file with a mistake in its head, nobody wants an index of all lines.
            return self.text.count("\n", 0, max(0, offset)) + 1
        return bisect_right(self.starts(), offset)

    def place_of(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset."""
        if self.line_starts is None:
            return self.line_of(offset), offset - self.text.rfind("\n", 0, max(0, offset))
        number = bisect_right(self.line_starts, max(0, offset))
        return number + self.base_line, offset - self.line_starts[number - 1] + 1

    def span(self, start: int, end: int | None = None) -> SourceSpan:
        """The span from start to end, cut at the end of its first line."""
        start = max(0, min(start, len(self.text)))
        line, column = self.place_of(start)
        line_end = self.text.find("\n", start)
        limit = len(self.text) if line_end < 0 else line_end
        stop = start + 1 if end is None else min(end, limit)
        return SourceSpan(self.name, line, column, max(1, stop - start))

    def line(self, number: int) -> str:
        """The text of a line, numbered from 1; empty when there is no such line."""
        starts = self.starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end]


class SourcePiece(Source):
    """A stretch of a file, from the beginning of a line on. Offsets count from its own beginning, lines do not.

    So what was read of it stays as it is when the piece moves up or down in the file: then only its base changes.
    """

    __slots__ = ("_whole", "base_at", "base_line", "looked_around")

    def __init__(self, name: str, text: str, whole: str) -> None:
        super().__init__(name, text)
        self._whole = whole
        # Whether what was read of it depends on the rest of the file.
        self.looked_around = False
        self.base_line = self.base_at = 0

    @property
    def whole(self) -> str:
        """The text of the whole file, for as long as the piece is being read."""
        self.looked_around = True
        return self._whole

    def read(self) -> None:
        """Let the text of the whole file go: the piece has been read."""
        self._whole = self.text

    def line_of(self, offset: int) -> int:
        """The number of the line in the file, from 1, that holds the offset of the piece."""
        return super().line_of(offset) + self.base_line

    def line(self, number: int) -> str:
        """The text of a line of the file; empty when it does not lie in the piece."""
        return super().line(number - self.base_line)


class ReadProblem(NamedTuple):
    """Something wrong with a file before its text means anything: where (an offset, or None) and what.

    `removable` says that it is one character which can be deleted without a loss; `blanks` how many characters a
    plain space can take the place of.
    """

    code: str
    message: str
    offset: int | None = None
    hint: str | None = None
    removable: bool = False
    blanks: int = 0


# What gives the bytes of a file, or why there are none: `read_bytes`, or texts that an editor has not saved yet.
Read = Callable[[Path], bytes | ReadProblem]


def checksum_of(data: bytes | memoryview) -> str:
    """A checksum (CRC-32, Adler-32 and the size, hexadecimal) that tells files and their damage apart, not forgers.

    Reading a cached story needs nothing stronger, and importing `hashlib` would take a sixth of the time until a
    player reads the first word.
    """
    import zlib

    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}{len(data):016x}"


def digest_of(data: bytes) -> str:
    """A short content hash (BLAKE2b, 128 bits, hexadecimal) of a file's bytes."""
    try:
        from _blake2 import blake2b  # that of `hashlib`, which loads OpenSSL besides
    except ImportError:
        from hashlib import blake2b

    return blake2b(data, digest_size=16).hexdigest()


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes | ReadProblem:
    """The bytes of a file, or why there are none. Never reads more than `most`, nor anything but a plain file."""
    try:
        if not path.is_file():
            missing = not path.exists()
            return ReadProblem("NC001", f"there is no file `{path}`" if missing else f"`{path}` is not a file")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not a file name"
        return ReadProblem("NC001", f"`{path}` cannot be read: {reason.lower()}")
    if len(data) > most:
        return ReadProblem("NC001", f"`{path}` is larger than {most // 1024 // 1024} MB")
    return data


def source_from_bytes(name: str, data: bytes) -> tuple[Source, list[ReadProblem]]:
    """Decode a story file. What cannot stand in one is reported and replaced by U+FFFD, so that offsets still hold."""
    problems: list[ReadProblem] = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        source = Source(name, "")
        return source, [ReadProblem("NC002", "this file is UTF-16", 0, "save it as UTF-8")]
    body = data[3:] if data.startswith(b"\xef\xbb\xbf") else data
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8")
        bad = body[error.start]
        problems.append(
            ReadProblem(
                "NC002",
                f"this is not UTF-8: the byte 0x{bad:02X} belongs to no character",
                len(before.replace("\r\n", "\n")),
                "save the file as UTF-8",
            )
        )
        text = body.decode("utf-8", errors="replace")
    know_marks_of(text)
    source = Source(name, text)
    source.checksum = checksum_of(data)
    problems += _problems_of_characters(source)
    return source, problems


def source_from_text(name: str, text: str) -> tuple[Source, list[ReadProblem]]:
    """A source from text in memory, checked like a file."""
    if len(text) > MAX_BYTES:
        return Source(name, ""), [ReadProblem("NC001", f"`{name}` is larger than {MAX_BYTES // 1024 // 1024} MB")]
    data = text.encode("utf-8", errors="replace")
    return source_from_bytes(name, data)


def _problems_of_characters(source: Source) -> list[ReadProblem]:
    problems = []
    if unusual_in(source.text) and re.search(FORBIDDEN, source.text):
        seen_lines = set()
        for found in re.finditer(FORBIDDEN, source.text):
            line = source.line_of(found.start())
            if line in seen_lines:
                continue
            seen_lines.add(line)
            problems.append(_forbidden(found))
            if len(problems) >= 100:
                break
        source.text = re.sub(FORBIDDEN, "\ufffd", source.text)
    if not source.text.isascii() and re.search(ODD_BLANK, source.text):
        for found in islice(re.finditer(ODD_BLANK, source.text), 100):
            at, code = found.start("odd"), ord(found["odd"][0])
            what = f"the blank behind this mark is U+{code:04X}, which looks like a space and is none"
            hint = "put a plain space in its place"
            problems.append(ReadProblem("NC003", what, at, hint, blanks=len(found["odd"])))
        # What follows is read as if the space was there.
        source.text = re.sub(ODD_BLANK, lambda found: found["mark"] + " " * len(found["odd"]), source.text)
    if _has_long_line(source.text):
        problems += _problems_of_long_lines(source)
    return problems


def _forbidden(found: re.Match[str]) -> ReadProblem:
    code = ord(found.group())
    if 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        what = f"the character U+{code:04X} changes the direction of the text around it and is not allowed"
    elif code == 0:
        what = "there is a NUL character here"
    else:
        what = f"the control character U+{code:04X} is not allowed"
    return ReadProblem("NC003", what, found.start(), "delete it; it may not be visible in your editor", True)


def _has_long_line(text: str) -> bool:
    """Whether a line is over the limit; looks at few of the others."""
    at = 0
    while len(text) - at > MAX_LINE:
        at = text.rfind("\n", at, at + MAX_LINE + 1) + 1
        if at == 0:
            return True
    return False


def _problems_of_long_lines(source: Source) -> list[ReadProblem]:
    """Lines over the limit are reported once and cut, so that nothing later has to cope with them."""
    lines = source.text.split("\n")
    sizes = list(map(len, lines))
    first = next(number for number, size in enumerate(sizes) if size > MAX_LINE)
    problem = ReadProblem(
        "NC004",
        f"this line has {sizes[first]:,} characters; {MAX_LINE:,} are the most",
        sum(sizes[:first]) + first,
        "break it; consecutive lines join to one paragraph",
    )
    source.text = "\n".join(line[:MAX_LINE] for line in lines)
    source.line_starts = None
    return [problem]
