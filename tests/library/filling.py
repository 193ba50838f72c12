"""Fills the disk under a play, at random sizes, again and again: what could not be kept is said, and kept later.

    python filling.py FOLDER ROUNDS SEED

A limit on the size of files stands for the disk. In each round a child plays with a limit, which fails its writing
sooner or later; then the limit goes, as when somebody makes room. Behind that the library must hold all of the play.
Where the child is ended while the disk is full, it must hold what was kept before, and nothing else.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
from pathlib import Path
from typing import NoReturn

from engine.paths.library.library import Library
from engine.paths.library.records import LibraryError, PathStep, StoryKey

STORY = StoryKey("ifid:BAR", "Joe's Bar", "")


def step(number: int, chance: random.Random) -> PathStep:
    return PathStep("scene", f"scene.ask-{number}", "Ask." * chance.choice((1, 20, 400)), None)


def play(file: Path, seed: int, pipe: int, is_ended: bool) -> NoReturn:
    """In the child: play while the disk is full, then with room, unless it is ended before; tell what was kept."""
    chance = random.Random(seed)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    library = Library.open(file)
    record = library.begin(STORY, 7)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (chance.randrange(1, 400_000), most))
    kept = failed = 0
    for number in range(chance.randrange(20, 400)):
        try:
            library.record(record, step(number, chance))
            kept = number + 1
        except LibraryError as error:
            assert "disk" in str(error), error
            failed += 1
    if not is_ended:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        library.record(record, step(len(record.steps), chance))
        kept = len(record.steps)
    os.write(pipe, f"{kept} {failed}".encode())
    os._exit(0)


def fill_once(file: Path, seed: int) -> tuple[int, int]:
    """One round: how many steps were kept, and how often the disk was full. Asserts that all of them are there."""
    is_ended = seed % 3 == 0
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        play(file, seed, writing, is_ended)
    os.close(writing)
    said = os.read(reading, 100)
    os.close(reading)
    assert os.waitpid(child, 0)[1] == 0, f"round {seed} ended badly"
    kept, failed = map(int, said.split())
    with Library.open(file) as library:
        assert not library.notices, library.notices
        last = library.last(STORY)
        steps = [] if last is None else library.resume(last).steps
        assert len(steps) == kept, (seed, kept, len(steps))
        assert [one.id for one in steps] == [f"scene.ask-{number}" for number in range(kept)]
        connection = library._connection
        assert connection is not None
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return kept, failed


def main() -> None:
    folder, rounds, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    steps = full = 0
    for number in range(rounds):
        kept, failed = fill_once(folder / f"{number}.sqlite", seed * 1_000_000 + number)
        steps, full = steps + kept, full + failed
    print(f"{rounds} plays, {steps} steps kept, {full} times the disk was full")


if __name__ == "__main__":
    main()
