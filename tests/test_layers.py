"""The direction of imports, as pyproject.toml draws it, and what is not imported to play."""

import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

from engine.cli.main import COMMANDS

HEAVY = ("lark", "pydantic", "prompt_toolkit")

STORY = """\
title: The Cloakroom

== hall: The hall
A coat hangs over the mirror.

* Take it down.
    It is your own. -> end: Found
* Leave it. -> end
"""

LIST_HEAVY = f"import sys; print(*[name for name in {HEAVY!r} if name in sys.modules])"

PLAY = """\
import sys
import engine
session = engine.load(sys.argv[1]).start(seed=1)
print(session.text[0].text)
session.choose(0)
print(session.ending.name)
"""


# What an expression means depends on functions, and what a function gives on the statements of its body.
RESOLVER = [
    f"engine.check.{name}" for name in ("assignments", "expressions", "function_bodies", "functions", "statements")
]


def imports_of_all() -> dict[str, set[str]]:
    """Of each module of the engine, those that it imports, wherever that stands in it, but not for their types alone."""
    graph = grimp.build_graph("engine", exclude_type_checking_imports=True, cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    imports["engine.cli.main"] |= {f"engine.cli.{command}" for command in COMMANDS}  # by their names
    return imports


def run_python(code: str, *arguments: str) -> list[str]:
    """The lines that `code` prints in a Python of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_imports_keep_to_the_layers(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = lint_imports(config_filename=str(root / "pyproject.toml"), no_cache=True, no_logo=True)
    assert broken == 0, capsys.readouterr().out


def test_no_files_import_each_other_in_a_circle() -> None:
    imports = imports_of_all()
    with pytest.raises(CycleError) as the_resolver:
        TopologicalSorter(imports).prepare()
    assert set(the_resolver.value.args[1]) <= set(RESOLVER), "move what both need into a lower file, or hand it over"
    for name in imports:
        imports[name] -= set(RESOLVER) if name in RESOLVER else set()
    TopologicalSorter(imports).prepare()  # raises what it finds


def test_import_engine_loads_nothing_heavy() -> None:
    assert run_python("import engine\n" + LIST_HEAVY) == [""]


def test_playing_a_cached_story_loads_nothing_heavy(tmp_path: Path) -> None:
    story = tmp_path / "cloakroom.story"
    story.write_text(STORY, encoding="utf-8")
    played = ["A coat hangs over the mirror.", "Found"]
    assert run_python(PLAY, str(story)) == played
    assert run_python(PLAY + LIST_HEAVY, str(story)) == [*played, ""]
