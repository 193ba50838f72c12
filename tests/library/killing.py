"""Kills processes that play, at random instants, and looks whether the library holds what they said they had done.

    python killing.py FOLDER ROUNDS SEED

A child plays: it records steps and takes some back, and after each says so on a pipe. When it is killed, its last play
must stand where its words led, or one step on: the one in flight. Children are forked, so that a round takes
milliseconds; each round goes on with the library that the one before left behind, and sometimes with a new one.
"""

import os
import random
import select
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from engine.paths.library.library import Library
from engine.paths.library.records import PathStep, PlayRecord, StoredState, StoryKey

STORY = StoryKey("ifid:BAR", "Joe's Bar", "")
ROUNDS_A_FILE = 10
LONGEST = 0.02  # seconds until the kill


def doings(seed: int) -> Iterator[PathStep | None]:
    """What a child does, endlessly, and the same for the same seed: steps, and undoings, which are None."""
    chance = random.Random(seed)
    while True:
        if chance.random() < 0.2:
            yield None
        else:
            number = chance.randrange(30)
            yield PathStep(f"scene{number}", f"scene{number}.ask", f"Ask number {number}.", None)


def done(steps: list[PathStep], doing: PathStep | None) -> list[PathStep]:
    """The steps after a doing."""
    return steps[:-1] if doing is None else [*steps, doing]


def resumed(library: Library) -> PlayRecord:
    last = library.last(STORY)
    return library.begin(STORY, 7) if last is None else library.resume(last)


def play(file: Path, seed: int, pipe: int) -> NoReturn:
    with Library.open(file) as library:
        record = resumed(library)
        for number, doing in enumerate(doings(seed)):
            if number % 200 == 199:
                library.save(record, f"save {number}", replace=True)
            if doing is None:
                library.undo(record)
            else:
                state = StoredState("fingerprint", [number] * 50)
                library.record(record, doing, scenes=(doing.scene,), snapshot=state)
            os.write(pipe, b".")
    os._exit(0)


def kill_one(file: Path, before: list[PathStep], seed: int, chance: random.Random) -> tuple[int, list[PathStep]]:
    """One round; how many doings the child spoke of, and the steps found. Asserts that all of them are there."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        play(file, seed, writing)
    os.close(writing)
    if chance.random() < 0.8:
        select.select([reading], [], [], 5)  # else it may be killed while it opens the file
    time.sleep(chance.random() * LONGEST)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    said = 0
    while spoken := os.read(reading, 65536):
        said += len(spoken)
    os.close(reading)
    expected, coming = before, doings(seed)
    for _ in range(said):
        expected = done(expected, next(coming))
    with Library.open(file) as library:
        assert not library.notices, library.notices
        found = list(resumed(library).steps)
        assert found in (expected, done(expected, next(coming))), (said, len(expected), len(found))
        connection = library._connection
        assert connection is not None
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        orphans = "SELECT count(*) FROM nodes WHERE parent NOT IN (SELECT id FROM nodes UNION SELECT 0)"
        assert connection.execute(orphans).fetchone() == (0,)
        connection.execute("PRAGMA synchronous = OFF")  # nobody kills this one: its closing need not wait for the disk
    return said, found


def main() -> None:
    folder, rounds, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    total, early, steps = 0, 0, []
    for number in range(rounds):
        if number % ROUNDS_A_FILE == 0:
            steps = []
        file = folder / f"{number // ROUNDS_A_FILE}.sqlite"
        said, steps = kill_one(file, steps, seed * 1_000_000 + number, chance)
        total, early = total + said, early + (said == 0)
    print(f"{rounds} kills, {total} steps, {early} kills before the first")


if __name__ == "__main__":
    main()
