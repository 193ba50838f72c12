"""What only mistakes need is loaded for a story that has one: to load it takes as long as to check some hundred lines."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

LATE = (
    "engine.check.causes.consequences",
    "engine.check.causes.declarations",
    "engine.check.causes.doubts",
    "engine.check.causes.dropping",
    "engine.check.causes.line_layout",
    "engine.check.causes.lost_lines",
    "engine.check.causes.one_line",
    "engine.check.causes.repeated",
    "engine.check.incremental",
    "engine.check.missing_includes",
    "engine.check.points_meant",
    "engine.check.scene_extents",
    "engine.check.scene_resolution",
    "engine.syntax.foreign_declarations",
    "engine.syntax.foreign_moves",
    "engine.syntax.logic_meant",
    "engine.syntax.loops",
    "engine.syntax.meant_members",
    "engine.syntax.mended_expressions",
    "engine.syntax.openers",
    "engine.syntax.several_words",
    "engine.syntax.stray_lines",
    "lark",
    "hashlib",
    "string",
)
COMPILE = "import engine, sys; engine.load(sys.argv[1], cache=False); print(*sys.modules)"
CHECK = "import engine, sys; engine.diagnose(sys.argv[1]); print(*sys.modules)"


def loaded(code: str, story: Path) -> set[str]:
    """The modules that a Python of its own has loaded behind `code`."""
    done = subprocess.run([sys.executable, "-c", code, story], capture_output=True, text=True, timeout=60, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("code", [COMPILE, CHECK])
def test_a_story_without_mistakes_loads_nothing_for_them(code: str, root: Path) -> None:
    assert not loaded(code, root / "stories" / "joes_bar.story") & set(LATE)


def test_they_are_there() -> None:
    assert all(find_spec(name) for name in LATE)


def test_mistakes_load_what_tells_of_them(tmp_path: Path) -> None:
    story = tmp_path / "one.story"
    story.write_text("var gold = 3\n== start\n~ gold = gold plus\n~ for x in 3:\n    {x}\n-> tnt ->\n-> end\n")
    told = loaded(CHECK, story)
    assert {"engine.check.causes.dropping", "engine.syntax.several_words", "engine.syntax.loops", "lark"} <= told
