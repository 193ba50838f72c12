"""What a player has read and chosen before, in this play or an earlier one: passages and choices, each as a hash.

The file grows by eight bytes for each. It is a convenience: where it cannot be read or written, everything is new.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.runtime.story import Story

MOST_BYTES = 8_000_000  # a million passages; of a longer file, its end counts
TEXT, CHOICE = "text", "choice"


class Seen:
    """What was seen of one story. Without a file, what this sitting saw."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._hashes: set[int] | None = None

    def knows(self, kind: str, text: str) -> bool:
        """Whether a passage (TEXT) was read, or a choice (CHOICE, by its id) taken before."""
        return _hash(kind, text) in self._known()

    def add(self, found: Iterable[tuple[str, str]]) -> None:
        """Note what was read or chosen now: kinds and texts."""
        known = self._known()
        new = [one for one in dict.fromkeys(_hash(kind, text) for kind, text in found) if one not in known]
        known.update(new)
        if new and self.path is not None:
            with contextlib.suppress(OSError):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                with self.path.open("ab") as file:
                    # A write that was cut off leaves a piece; the next begins at a multiple of eight again.
                    file.write(bytes(-file.tell() % 8) + b"".join(one.to_bytes(8, "little") for one in new))

    def _known(self) -> set[int]:
        if self._hashes is None:
            self._hashes = set()
            if self.path is not None:
                with contextlib.suppress(OSError, ValueError):
                    self._hashes.update(_read(self.path))
        return self._hashes


def seen_of(story: Story) -> Seen:
    """What this user has seen of a story: the one of that ifid, or else of that place and title."""
    from engine.folders import user_folder

    key = story.ifid.strip().upper() or f"{Path(story.path).resolve() if story.path else ''}|{story.title}"
    try:
        return Seen(user_folder("data") / "seen" / f"{_hash('story', key):016x}")
    except (OSError, RuntimeError):
        return Seen()


def _read(path: Path) -> Iterable[int]:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, (size - MOST_BYTES) // 8 * 8))
        data = file.read(MOST_BYTES)
    data = data[: len(data) // 8 * 8]
    if sys.byteorder == "little":
        return memoryview(data).cast("Q")
    return [int.from_bytes(data[at : at + 8], "little") for at in range(0, len(data), 8)]


def _hash(kind: str, text: str) -> int:
    try:
        # Importing hashlib loads OpenSSL, for which the first text would wait.
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b

    return int.from_bytes(blake2b(f"{kind}\0{text}".encode("utf-8", "replace"), digest_size=8).digest(), "little")
