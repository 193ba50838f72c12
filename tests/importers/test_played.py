"""Small sources with constructs in unusual combinations play here as their own runtimes have played them.

In `played`, each kind has a folder of sources and a file of recorded plays, a line of JSON for each source: `marked`
says that the importer marks something in it, so that its plays may part. The files `record_….py` record them anew.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.importers.comparing import compare

HERE = Path(__file__).parent / "played"
RECORDED = [json.loads(line) for file in sorted(HERE.glob("*.plays")) for line in file.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("recorded", RECORDED, ids=[one["file"].removesuffix("/startup.txt") for one in RECORDED])
def test_it_plays_as_in_its_own_runtime(recorded: dict[str, Any]) -> None:
    compared = compare(HERE / recorded["file"], recorded["plays"])
    assert bool(compared.todos) is recorded["marked"], compared.todos
    assert recorded["marked"] or compared.difference == ""


def test_every_source_is_recorded() -> None:
    sources = {
        path.relative_to(HERE).as_posix() for path in HERE.rglob("*") if path.suffix in (".ink", ".twee", ".txt")
    }
    assert sources == {one["file"] for one in RECORDED}
