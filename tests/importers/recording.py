"""Where recorded plays of the small sources in `played` are kept."""

import json
from pathlib import Path
from typing import Any

from tests.importers.comparing import compare

PLAYED = Path(__file__).parent / "played"
MOST_PLAYS = 4


def write(kind: str, sources: list[Path], plays: list[Any]) -> None:
    """Write the plays of all sources of a kind, and which of them the importer marks. Tells what is not equal."""
    lines = []
    for source, turns in zip(sources, plays, strict=True):
        different = [play for number, play in enumerate(turns) if play not in turns[:number]][:MOST_PLAYS]
        compared = compare(source, different)
        if not compared.equal and not compared.todos:
            print(f"{source.name}: {compared.difference}")
        recorded = {
            "file": source.relative_to(PLAYED).as_posix(),
            "marked": bool(compared.todos),
            "plays": different,
        }
        lines.append(json.dumps(recorded, ensure_ascii=False) + "\n")
    (PLAYED / f"{kind}.plays").write_text("".join(lines), encoding="utf-8")
