"""The surfaces of the command line: stories and saved paths in files with hostile names, and stories of other tools."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

from conformance.make_cases import EXTRA

import engine
from engine.cli.main import main
from engine.paths.saved_path import SavedPath
from hostile.mutations import places, spoilt, spoilt_lines, spoilt_value
from hostile.sources import a_story, written
from hostile.surfaces import TESTS, Surface, Wrong, played, shown

# Names of files: what commands a terminal, what turns text around, what is not UTF-8, what looks like an option.
STEMS = (
    "a",
    "b c",
    "a\x1b[2J",
    "a\u202eb",
    "a\nb",
    "a\x9bm",
    os.fsdecode(b"\xff\xfe"),
    "-o",
    "a'\"$(b)",
    "ä" * 60,
    "..a",
)
CODES = (0, 1, 2)
# Each with STORY in the place of the file. None of them starts a process or waits for a key.
COMMANDS = (
    ("check", "--no-explore", "STORY"), ("check", "--no-explore", "--json", "STORY"), ("format", "STORY"),
    ("check", "--states", "40", "--seconds", "0.2", "--jobs", "1", "STORY"), ("check", "--fix", "--unsafe", "--diff", "STORY"),
    ("format", "--check", "STORY"), ("outline", "STORY"), ("outline", "--json", "STORY"), ("outline", "--dot", "STORY"),
    ("script", "STORY"), ("script", "--csv", "STORY"), ("script", "--markdown", "STORY"), ("map", "-o", "out", "STORY"),
    ("compile", "-o", "out", "STORY"), ("compile", "--publish", "-o", "out", "STORY"), ("export", "-o", "out", "STORY"),
    ("export", "--twee", "-o", "out", "STORY"), ("where", "a", "STORY"), ("rename", "a", "b", "--diff", "STORY"),
    ("stats", "--runs", "3", "--seconds", "0.2", "STORY"), ("explore", "--runs", "3", "--jobs", "1", "STORY"), ("compile", "STORY"),
)  # fmt: skip
PATH_COMMANDS = (
    ("replay", "--quiet", "--story", "STORY", "PATH"), ("repair", "--story", "STORY", "PATH"), ("diff", "PATH", "PATH"),
    ("test", "--story", "STORY", "FOLDER"), ("replay", "--story", "STORY", "--all", "FOLDER"),
)  # fmt: skip


def run(arguments: Sequence[str]) -> int:
    """The exit code of a command; what it prints is looked at."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(list(arguments))
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 2
    for printed in (out, err):
        shown(printed.getvalue().replace("\t", " "))
    if code not in CODES:
        raise Wrong(f"{arguments!r} ends with {code}: {err.getvalue()[-300:]}")
    return code


class Commands(Surface):
    """A story, or a saved path, in a file that a command is given."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.sources = written()
        self.place = folder / "place"
        self.story = engine.loads(EXTRA["functions"])
        self.paths = []
        for seed in range(6):
            data = json.loads(SavedPath.of(played(self.story, seed, seed % 2 == 1)).dumps())
            self.paths.append((data, list(places(data))))

    def try_one(self, chance: random.Random) -> None:
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        os.chdir(self.place)
        stem = chance.choice(STEMS)
        if chance.random() < 0.2:
            data, known = chance.choice(self.paths)
            saved = f"{stem}.path.json"
            Path(saved).write_text(json.dumps(spoilt_value(data, known, chance)), encoding="utf-8", errors="replace")
            story = self._written(f"{chance.choice(STEMS)}.story", EXTRA["functions"].encode())
            command = chance.choice(PATH_COMMANDS)
            given = {"STORY": story, "PATH": f"./{saved}", "FOLDER": "."}
        else:
            data_of_story = a_story(chance, self.sources)
            how = chance.random()
            if how < 0.9:
                data_of_story = (spoilt if how < 0.3 else spoilt_lines)(data_of_story, self.sources, chance)
            command = chance.choice(COMMANDS)
            given = {"STORY": self._written(f"{stem}.story", data_of_story)}
        if run([given.get(word, word) for word in command]) == 0:
            self.used += 1
        left = [path.name for path in self.place.iterdir() if path.name.startswith((".tmp", "tmp"))]
        if left:
            raise Wrong(f"{command!r} leaves {left!r}")

    def _written(self, name: str, data: bytes) -> str:
        Path(name).write_bytes(data)
        return f"./{name}"


class Imports(Surface):
    """A story of another tool."""

    ENDS = (".ink", ".twee", ".tw", ".html", ".txt")

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.sources: list[tuple[str, bytes]] = []
        for path in sorted((TESTS / "importers").rglob("*")):
            if path.suffix in self.ENDS and path.stat().st_size < 20_000:
                self.sources.append((path.suffix, path.read_bytes()))
        self.place = folder / "place"

    def try_one(self, chance: random.Random) -> None:
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        os.chdir(self.place)
        suffix, data = chance.choice(self.sources)
        # A part of a long one is as good, and is read sooner.
        lines = data.splitlines(keepends=True)
        if len(lines) > 60 and suffix != ".html":
            first = chance.randrange(len(lines) - 40)
            lines = [*lines[:3], *lines[first : first + 40]]
        others = [other for end, other in self.sources if end == suffix]
        data = (spoilt if chance.random() < 0.4 else spoilt_lines)(b"".join(lines), others, chance)
        name = f"./{chance.choice(STEMS)}{suffix if chance.random() < 0.95 else chance.choice(self.ENDS)}"
        Path(name).write_bytes(data)
        if run(["import", "-o", "made", name]) == 0:
            self.used += 1
        for made in Path("made").rglob("*.story") if Path("made").is_dir() else ():
            if run(["check", "--no-explore", str(made)]) == 2:
                raise Wrong(f"imports {made} that cannot be checked")
