"""Stories written from what was decided of the language, before anybody ran them, with the plays that follow from it.

Each file holds many: `=== what it is about`, the story, `--- play` and the transcript, as in the `.play` files.
"""

import re
from pathlib import Path

import pytest
from playing import transcript

import engine

FOLDER = Path(__file__).parent / "decisions"
CASES = [
    (file.stem, *case.split("\n", 1))
    for file in sorted(FOLDER.glob("*.cases"))
    for case in file.read_text(encoding="utf-8").split("=== ")[1:]
]


@pytest.mark.parametrize(("file", "name", "text"), CASES, ids=[f"{file}: {name}" for file, name, _ in CASES])
def test_plays_as_decided(file: str, name: str, text: str) -> None:
    story, play = re.split(r"^--- play\n", text, maxsplit=1, flags=re.MULTILINE)
    inputs = [line[2:] for line in play.splitlines() if line.startswith("> ")]
    assert transcript(engine.loads(story), inputs, 1).strip() == play.strip()
