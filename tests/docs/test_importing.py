"""docs/importing.md: what stands in a block of another tool becomes the story in the block below it."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from engine.diagnostics import Report
from engine.importers.builder.finishing import finish
from engine.importers.kinds import KINDS, read
from engine.loading import check_tree

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(\w+)\n(.*?)```\n", re.DOTALL)
FORMATS = {"harlowe": "Harlowe", "sugarcube": "SugarCube", "chapbook": "Chapbook", "snowman": "Snowman"}


def pairs() -> list[tuple[int, str, str, str]]:
    """The line of each block of another tool, its tool, what it says, and the story below."""
    found = []
    blocks = [*BLOCK.finditer(PAGE)]
    for block, below in pairwise(blocks):
        if block[1] not in ("story", "sh", "text"):
            assert below[1] == "story", PAGE[: block.start()].count("\n")
            found.append((PAGE[: block.start()].count("\n") + 1, block[1], block[2], below[2]))
    return found


@pytest.mark.parametrize(
    ("line", "tool", "source", "expected"), pairs(), ids=lambda one: str(one) if type(one) is int else ""
)
def test_what_becomes_what(line: int, tool: str, source: str, expected: str, tmp_path: Path) -> None:
    if tool in FORMATS:
        file = tmp_path / "story.twee"
        source = f':: StoryData\n{{"format": "{FORMATS[tool]}"}}\n\n{source}'
    elif tool == "choicescript":
        file = tmp_path / "startup.txt"
    else:
        file = tmp_path / f"story.{tool}"
    file.write_text(source, encoding="utf-8")
    finished = finish(read(file))
    assert finished.unsolved == []
    text = re.sub(r"^(title|start): .*\n", "", next(iter(finished.files.values())), flags=re.MULTILINE).lstrip("\n")
    assert text == expected, f"line {line}"
    path = tmp_path / "a.story"
    path.write_text(expected, encoding="utf-8")
    report = Report()
    check_tree(path, report)
    assert not report.has_errors


def test_every_kind_of_file_is_named() -> None:
    for end in KINDS:
        assert f"`{end}`" in PAGE
