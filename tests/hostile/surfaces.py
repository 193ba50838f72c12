"""The surfaces that take what strangers wrote: for each, a number makes an input, and what becomes of it is looked at."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from conformance.make_cases import EXTRA

import engine
from engine.paths.library.exchange import import_arguments, saved_path
from engine.paths.library.library import Library
from engine.paths.path_diff import parting
from engine.paths.repairing import repair
from engine.paths.replaying import replay
from engine.paths.saved_path import SavedPath
from engine.program.codec import ProgramError, data_of
from engine.program.files import program_of_json
from engine.rendering import render
from engine.runtime.story import Story
from hostile.mutations import NUMBERS, TEXTS, Kinds, alike_value, kinds_of, spoilt, spoilt_lines, spoilt_value
from hostile.sources import a_story, sound_story, written

TESTS = Path(__file__).resolve().parent.parent
# What could command a terminal, or turn text around.
COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
STEPS = 8


class Wrong(Exception):
    """Something that must not happen."""


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
        # How many inputs were taken for what they claim to be, and used.
        self.used = 0

    def try_one(self, chance: random.Random) -> None:
        """Make one input and use it. Raises whatever should not have been raised."""
        raise NotImplementedError


class StoryFiles(Surface):
    """A `.story` file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.sources = written()
        self.file = folder / "a.story"

    def try_one(self, chance: random.Random) -> None:
        data = a_story(chance, self.sources)
        how = chance.random()
        if how < 0.9:
            data = (spoilt if how < 0.4 else spoilt_lines)(data, self.sources, chance)
        self.file.write_bytes(data)
        try:
            story = engine.load(self.file, cache=False)
            self.used += 1
            play(story.start(chance.getrandbits(32), host_functions(story)), chance)
        except engine.NightcapError as error:
            told(error)


class Programs(Surface):
    """A compiled story."""

    # Most parts are names and places; what means something is under these keys.
    KEYS = (
        "scenes",
        "variables",
        "functions",
        "status",
        "tags",
        "endings",
        "was",
        "files",
        "start",
        "visits",
        "claims",
    )
    KEPT = 200

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.programs: dict[int, Kinds] = {}

    def _program(self, chance: random.Random) -> Kinds:
        """One of the programs."""
        number = chance.randrange(self.KEPT)
        if number not in self.programs:
            program = json.loads(json.dumps(data_of(sound_story(number).program)))
            self.programs[number] = kinds_of(program, self.KEYS)
        return self.programs[number]

    def try_one(self, chance: random.Random) -> None:
        kinds = self._program(chance)
        if chance.random() < 0.8:
            text = json.dumps(alike_value(kinds, [self._program(chance) for _ in range(4)], chance))
        else:
            text = json.dumps(spoilt_value(kinds.data, kinds.places, chance))
        if chance.random() < 0.05:
            text = spoilt(text.encode(), [text.encode()], chance).decode("utf-8", "replace")
        try:
            story = Story(program_of_json(text.encode("utf-8", "surrogatepass")), has_source=False)
            self.used += 1
            play(story.start(chance.getrandbits(32), host_functions(story)), chance)
        except ProgramError as error:
            shown(str(error))
        except engine.NightcapError as error:
            told(error)


def played(story: engine.Story, seed: int, host: bool = False) -> engine.Session:
    """A session with some steps; with a host some of them are its, and it begins where it likes."""
    chance = random.Random(seed)
    begin: dict[str, Any] = {}
    of_host: list[tuple[Any, ...]] = [("refresh",)]
    for one in story.program.variables:
        if one.type.kind in ("number", "truth") and not one.name.endswith("()"):
            of_host.append(("set", one.name, one.initial))
            begin["variables"] = {one.name: one.initial}
    if host and chance.random() < 0.5:
        begin["scene"] = chance.choice([one.name for one in story.program.scenes if not one.parameters])
    try:
        session = story.start(seed, **(begin if host else {}))
    except engine.NightcapError:  # not where these choices lead back
        session = story.start(seed)
    for _ in range(6):
        if session.over:
            break
        with contextlib.suppress(engine.PlayError):
            if host and chance.random() < 0.4:
                session.repeat(engine.Step("", None, None, None, chance.choice(of_host)))
            open_ones = [one for one in session.choices if one.enabled]
            if session.question is not None:
                session.answer("Ada")
            elif open_ones:
                session.choose(chance.choice(open_ones))
    return session


def inn() -> engine.Story:
    """The story that most saved plays are of."""
    return engine.load(TESTS / "paths" / "edits" / "inn.story", cache=False)


def played_stories() -> list[engine.Story]:
    """The stories that saved plays are of."""
    return [inn(), *(engine.loads(EXTRA[name]) for name in ("functions", "points", "loops", "places", "arms", "tags"))]


class SavedPaths(Surface):
    """A saved path."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.paths = []
        for story in played_stories():
            for seed in range(8):
                path = SavedPath.of(played(story, seed, seed % 2 == 1))
                data = json.loads(path.dumps())
                self.paths.append((story, kinds_of(data, list(data)), path.dumps().encode(), path))
        self.kinds = [kinds for _, kinds, _, _ in self.paths]

    def try_one(self, chance: random.Random) -> None:
        story, kinds, text, whole = chance.choice(self.paths)
        how = chance.random()
        if how < 0.2:
            given = spoilt(text, [text], chance)
        elif how < 0.5:
            given = json.dumps(spoilt_value(kinds.data, kinds.places, chance)).encode()
        else:
            given = json.dumps(alike_value(kinds, self.kinds, chance)).encode()
        try:
            path = SavedPath.loads(given, "a\x1b.path.json")
            self.used += 1
            done = replay(story, path, original=story if chance.random() < 0.3 else None)
            for result in done.results:
                for line in [*result.lines(), result.judgement.why]:
                    shown(line.replace("\n", " "))
            SavedPath.loads(done.recorder.path().dumps())
            for line in parting(whole, path).lines(("a", "b")):
                shown(line)
            if chance.random() < 0.05:
                repair(story, path)
        except engine.NightcapError as error:
            told(error)


class States(Surface):
    """A stored state."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.states: list[tuple[engine.Story, Kinds]] = []
        for story in played_stories():
            for seed in range(6):
                data = {"state": json.loads(json.dumps(played(story, seed).state))}
                self.states.append((story, kinds_of(data, ["state"])))

    def try_one(self, chance: random.Random) -> None:
        story, kinds = chance.choice(self.states)
        others = [one for other, one in self.states if other is story]
        session = story.start(1)
        if chance.random() < 0.6:
            value = alike_value(kinds, others, chance)
        else:
            value = spoilt_value(kinds.data, kinds.places, chance)
        try:
            session.restore(value.get("state"))
            self.used += 1
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
                self.used += 1
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
        self.kept = []
        # The inn is long, and is seldom compiled; the others are short, and hold what is newest.
        stories = [(TESTS / "paths" / "edits" / "inn.story").read_text(encoding="utf-8")]
        stories += [EXTRA[name] for name in ("functions", "points", "loops", "places", "operators")]
        for number, text in enumerate(stories):
            file = folder / f"{number}.story"
            file.write_text(text, encoding="utf-8")
            before = set(self._files())
            play(engine.load(file).start(1), random.Random(1))
            kept = {path: path.read_bytes() for path in self._files() if path not in before}
            if not kept:
                raise Wrong("nothing was kept")
            self.kept.append((file, kept))

    def _files(self) -> list[Path]:
        return [path for path in (self.folder / "cache").rglob("*") if path.is_file()]

    def try_one(self, chance: random.Random) -> None:
        file, kept = self.kept[0] if chance.random() < 0.03 else chance.choice(self.kept[1:])
        for path, data in kept.items():
            path.write_bytes(spoilt(data, list(kept.values()), chance) if chance.random() < 0.6 else data)
        try:
            play(engine.load(file).start(1), chance)
            self.used += 1
        except engine.NightcapError as error:
            raise Wrong(f"a damaged cache is not passed by: {error}") from error
