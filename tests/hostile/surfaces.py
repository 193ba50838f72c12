"""The surfaces that take what strangers wrote: for each, a number makes an input, and what becomes of it is looked at."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mutations import NUMBERS, TEXTS, places, spoilt, spoilt_value

import engine
from engine.diagnostics import render
from engine.paths.library import Library
from engine.paths.library.exchange import import_arguments, saved_path
from engine.paths.model import SavedPath
from engine.paths.path_diff import parting
from engine.paths.repairing import repair
from engine.paths.replaying import replay
from engine.program.codec import ProgramError, data_of
from engine.program.files import program_of_json
from engine.runtime.story import Story

TESTS = Path(__file__).resolve().parent.parent
# What could command a terminal, or turn text around.
COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
MOST_OF_A_STORY = 6000
STEPS = 8


class Wrong(Exception):
    """Something that must not happen."""


def stories() -> list[tuple[Path, bytes]]:
    """Stories of the tests, small ones."""
    found = [path for path in sorted((TESTS / "cases").rglob("*.story")) if path.stat().st_size < MOST_OF_A_STORY]
    return [(path, path.read_bytes()) for path in found]


def shown(text: str) -> None:
    """What reaches a terminal or a page."""
    if COMMANDS.search(text):
        raise Wrong(f"shows {COMMANDS.findall(text)[:3]!r} in {text[:200]!r}")


def told(error: engine.NightcapError) -> None:
    """The words of an error, as people get them."""
    shown(str(error))
    if isinstance(error, engine.StoryErrors):
        for one in error.diagnostics[:20]:
            shown(render(one, {}))
    if isinstance(error, engine.PlayError):
        shown(render(error.diagnostic, {}))


def play(session: engine.Session, chance: random.Random) -> None:
    """Some steps at random, looking at all that there is to see."""
    for _ in range(STEPS):
        for one in session.text:
            shown(one.text + (one.speaker or "") + "".join(one.tags))
        shown(session.scene_title)
        try:
            if session.status is not None:
                shown(session.status.text)
        except engine.PlayError as error:
            told(error)
        open_ones = [one for one in session.choices if one.enabled]
        for one in session.choices:
            shown(one.text + (one.reason or ""))
        json.dumps(session.state)
        try:
            if session.question is not None:
                session.answer(chance.choice(["", "Ada", "7", "x" * 300, "\x1b[2J"]))
            elif open_ones:
                session.choose(chance.choice(open_ones))
            else:
                return
        except (engine.PlayError, engine.AnswerError) as error:
            told(error)
            return


def host_functions(story: engine.Story) -> dict[str, Callable[..., Any]]:
    return dict.fromkeys(story.externs, lambda *given: given[0] if given else 1)


class Surface:
    """Makes and tries inputs in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def try_one(self, chance: random.Random) -> None:
        """Make one input and use it. Raises whatever should not have been raised."""
        raise NotImplementedError


class StoryFiles(Surface):
    """A `.story` file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.sources = [data for _, data in stories()]
        self.file = folder / "a.story"

    def try_one(self, chance: random.Random) -> None:
        data = spoilt(chance.choice(self.sources), self.sources, chance)
        self.file.write_bytes(data)
        try:
            story = engine.load(self.file, cache=False)
            play(story.start(chance.getrandbits(32), host_functions(story)), chance)
        except engine.NightcapError as error:
            told(error)


class Programs(Surface):
    """A compiled story."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.programs = []
        for path, _ in stories():
            try:
                data = json.loads(json.dumps(data_of(engine.load(path, cache=False).program)))
            except engine.StoryErrors:
                continue
            # Most parts are names and places; what means something is under these keys.
            keys = ("scenes", "variables", "functions", "status", "tags", "endings", "was", "files", "start", "visits")
            known = [place for key in keys for place in places(data.get(key), (key,))]
            self.programs.append((data, known))

    def try_one(self, chance: random.Random) -> None:
        data, known = chance.choice(self.programs)
        text = json.dumps(spoilt_value(data, known, chance))
        if chance.random() < 0.1:
            text = spoilt(text.encode(), [text.encode()], chance).decode("utf-8", "replace")
        try:
            story = Story(program_of_json(text.encode("utf-8", "surrogatepass")), has_source=False)
            play(story.start(chance.getrandbits(32), host_functions(story)), chance)
        except ProgramError as error:
            shown(str(error))
        except engine.NightcapError as error:
            told(error)


def played(story: engine.Story, seed: int, host: bool = False) -> engine.Session:
    """A session with some steps, some of them the host's."""
    chance = random.Random(seed)
    session = story.start(seed, variables={"coins": 5} if host else None)
    for _ in range(6):
        if session.over:
            break
        if host and chance.random() < 0.4:
            session.repeat(engine.Step("", None, None, None, chance.choice([("set", "coins", 7), ("refresh",)])))
        open_ones = [one for one in session.choices if one.enabled]
        if session.question is not None:
            session.answer("Ada")
        elif open_ones:
            session.choose(chance.choice(open_ones))
    return session


def inn() -> engine.Story:
    """The story that saved plays are of."""
    return engine.load(TESTS / "paths" / "edits" / "inn.story", cache=False)


class SavedPaths(Surface):
    """A saved path."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.story = inn()
        self.paths = []
        for seed in range(12):
            path = SavedPath.of(played(self.story, seed, seed % 2 == 1))
            data = json.loads(path.dumps())
            self.paths.append((data, list(places(data)), path.dumps().encode(), path))

    def try_one(self, chance: random.Random) -> None:
        data, known, text, whole = chance.choice(self.paths)
        given = json.dumps(spoilt_value(data, known, chance)).encode()
        if chance.random() < 0.3:
            given = spoilt(text, [text], chance)
        try:
            path = SavedPath.loads(given, "a\x1b.path.json")
            done = replay(self.story, path, original=self.story if chance.random() < 0.3 else None)
            for result in done.results:
                for line in [*result.lines(), result.judgement.why]:
                    shown(line.replace("\n", " "))
            SavedPath.loads(done.recorder.path().dumps())
            for line in parting(whole, path).lines(("a", "b")):
                shown(line)
            if chance.random() < 0.05:
                repair(self.story, path)
        except engine.NightcapError as error:
            told(error)


class States(Surface):
    """A stored state."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.story = inn()
        self.states = []
        for seed in range(12):
            data = json.loads(json.dumps(played(self.story, seed).state))
            self.states.append((data, list(places(data))))

    def try_one(self, chance: random.Random) -> None:
        data, known = chance.choice(self.states)
        session = self.story.start(1)
        try:
            session.restore(spoilt_value(data, known, chance))
            play(session, chance)
            session.undo()
        except engine.NightcapError as error:
            told(error)


class Libraries(Surface):
    """The library of plays, with values in it that others wrote, or bytes that changed."""

    TABLES = ("stories", "roots", "words", "programs", "nodes", "plays", "scenes", "endings")

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.story = inn()
        self.sound, self.file = folder / "sound.sqlite", folder / "plays.sqlite"
        with Library.open(self.sound) as library:
            key = library.key_of(self.story)
            for seed in range(6):
                path = SavedPath.of(played(self.story, seed, seed % 2 == 1))
                library.import_(name=f"save {seed}", **import_arguments(path, key))
        self.key = key

    def try_one(self, chance: random.Random) -> None:
        for old in self.folder.glob("plays.sqlite*"):
            old.unlink()
        shutil.copyfile(self.sound, self.file)
        if chance.random() < 0.3:
            self.file.write_bytes(spoilt(self.file.read_bytes(), [b"SQLite format 3\x00"], chance))
        else:
            self._write(chance)
        try:
            with Library.open(self.file) as library:
                for save in library.saves():
                    self._use(library, save)
                library.ways(self.key, 1)
        except engine.NightcapError as error:
            told(error)

    def _write(self, chance: random.Random) -> None:
        connection = sqlite3.connect(self.file, isolation_level=None)
        try:
            for _ in range(chance.choice((1, 2, 5))):
                table = chance.choice(self.TABLES)
                columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
                column = chance.choice(columns)
                value: Any = chance.choice(
                    [*NUMBERS, *TEXTS, None, b"\x00\xff", 1.5, "{" * 2000, '{"origin":{}}', '!{"set":{"a":[{}]}}']
                )
                if isinstance(value, int) and abs(value) >= 2**63:
                    value = float(value)
                if isinstance(value, str):
                    value = value.encode("utf-8", "replace").decode()
                try:
                    connection.execute(
                        f"UPDATE {table} SET {column} = ? WHERE rowid % ? = 0", (value, chance.choice((1, 2, 3)))
                    )
                except sqlite3.Error:
                    continue
        finally:
            connection.close()

    def _use(self, library: Library, save: Any) -> None:
        try:
            record = library.resume(save)
            library.program(record)
            library.snapshot(save)
            path = saved_path(record)
            replay(self.story, path)
            library.record(record, engine.Step("gate", "gate.pay", "Pay.", None))
            library.undo(record)
        except engine.NightcapError as error:
            told(error)


class Caches(Surface):
    """The user's cache."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        self.file = folder / "a.story"
        self.file.write_bytes((TESTS / "paths" / "edits" / "inn.story").read_bytes())
        play(engine.load(self.file).start(1), random.Random(1))
        self.kept = {path: path.read_bytes() for path in (folder / "cache").rglob("*") if path.is_file()}
        if not self.kept:
            raise Wrong("nothing was kept")

    def try_one(self, chance: random.Random) -> None:
        for path, data in self.kept.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(spoilt(data, list(self.kept.values()), chance) if chance.random() < 0.6 else data)
        try:
            play(engine.load(self.file).start(1), chance)
        except engine.NightcapError as error:
            raise Wrong(f"a damaged cache is not passed by: {error}") from error


SURFACES: dict[str, type[Surface]] = {
    "story": StoryFiles,
    "program": Programs,
    "path": SavedPaths,
    "state": States,
    "library": Libraries,
    "cache": Caches,
}


def surfaces() -> Iterator[str]:
    """Their names."""
    yield from SURFACES
