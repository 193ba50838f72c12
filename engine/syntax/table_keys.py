"""By which names the tables of our grammars are kept."""

from __future__ import annotations

from pathlib import Path

from engine.source import checksum_of

FOLDER = Path(__file__).parent


def key_of(grammar: str, starts: list[str]) -> str:
    """What names a grammar with its start rules: tables of another version of it are not found by that."""
    return f"{grammar} {checksum_of((FOLDER / grammar).read_bytes() + ' '.join(starts).encode())}"
