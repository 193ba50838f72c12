"""docs/contributing.md names files that are there, and its example of a row is one."""

import re
from pathlib import Path

from engine.program import functions
from engine.program.functions import BuiltIn

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
ROOMS = ("engine", "engine/syntax", "engine/syntax/printing", "engine/program", "engine/check", "engine/check/rules",
         "engine/compile", "engine/runtime", "engine/proof", "engine/web/runtime", "engine/terminal", "engine/cli")  # fmt: skip


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:engine|tests|docs)/[\w/.]+|[\w/]+\.(?:py|js))`", TEXT))
    assert len(named) > 30
    missing = [
        name
        for name in named
        if not any((ROOT / room / name).exists() for room in ("", *ROOMS)) and "NAME" not in name and "3xx" not in name
    ]
    assert not missing


def test_the_example_of_a_function_is_a_row() -> None:
    example = re.search(r"```python\n(BuiltIn.*?)```", TEXT, re.DOTALL)
    assert example is not None
    row = eval(example[1], vars(functions))
    assert isinstance(row, BuiltIn)
    assert row.value is not None and row.value(4) == 8
    assert row.interval((1, 3)) == (2, 6)
