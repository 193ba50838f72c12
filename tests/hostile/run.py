"""Inputs of strangers, very many, over all surfaces: no traceback, no hang, no growth, no file from elsewhere.

    python tests/hostile/run.py --seconds 600 [--surface story] [--seed N] [--only N]

Each input is made of a number, so that one that does harm is made again by `--only`. A process of its own tries them;
one that dies or makes no headway is ended, and the number is told.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE.parent)]

# How the time is shared out: what is slow to try gets more of it.
SHARES = {
    "story": 5, "program": 5, "path": 4, "state": 0.5, "library": 4, "cache": 3, "command": 4, "import": 4, "host": 3, "made": 4,
}  # fmt: skip
MOST_SECONDS = 10.0  # of CPU for one input, on a machine that does other things too
MOST_GROWTH = 80_000  # kB that a process may grow between its 500th and its last input
MOST_MEMORY = 500_000_000  # bytes of address space
WARM = 500
# Folders there are written to in no time.
IN_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
NO_HEADWAY = 60.0  # seconds
SERIES = 100_000_000  # the most inputs of one seed


# By surface, how many inputs were not refused as a whole.
USED: Counter[str] = Counter()


def main() -> int:
    """Try inputs for some time; 1 if one did harm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--surface")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    arguments = parser.parse_args()
    chosen = [arguments.surface] if arguments.surface else list(SHARES)
    if arguments.only is not None:
        with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
            one = surface(chosen[0], Path(folder), arguments.only // SERIES)
            one.try_one(random.Random(f"{chosen[0]} {arguments.only}"))
        print("no harm")
        return 0
    total, harm = 0, 0
    whole = sum(SHARES[name] for name in chosen)
    for name in chosen:
        tried, found = run(name, arguments.seed, arguments.seconds * SHARES[name] / whole)
        print(f"{name}: {tried:,} inputs ({USED[name]:,} taken and used), {len(found)} did harm", flush=True)
        for line in found[:20]:
            print(f"  {line}", flush=True)
        total, harm = total + tried, harm + len(found)
    print(f"{total:,} inputs in all, {harm} did harm")
    return 1 if harm else 0


def surface(name: str, folder: Path, series: int) -> Any:
    """The surface of a name, for a series of inputs."""
    from hostile import sources
    from hostile.every_surface import SURFACES

    sources.series = series
    return SURFACES[name](folder)


def run(name: str, seed: int, seconds: float) -> tuple[int, list[str]]:
    """Have processes try inputs of a surface until the time is over; how many, and what did harm."""
    first, tried, found = seed * SERIES, 0, []
    end = time.monotonic() + seconds
    while time.monotonic() < end and len(found) < 20:
        done, harm = run_child(name, first + tried, end)
        tried += done
        found += harm
    return tried, found


def run_child(name: str, first: int, end: float, most: int = 10**9) -> tuple[int, list[str]]:
    """One process; it ends when the time is over or the most inputs are tried, when one did harm, or is ended when it
    makes no headway."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        note = Path(folder) / "number"
        note.write_text(str(first))
        child = subprocess.Popen(
            [sys.executable, str(HERE / "child.py"), name, str(first), str(end - time.monotonic()), folder, str(most)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        last, since = "", time.monotonic()
        while child.poll() is None:
            time.sleep(0.5)
            now = note.read_text()
            if now != last:
                last, since = now, time.monotonic()
            if time.monotonic() - since > NO_HEADWAY:
                child.send_signal(signal.SIGKILL)
        assert child.stdout is not None
        said = child.stdout.read()
        at = int(note.read_text() or first)
        if child.returncode == 0:
            USED[name] += int(said.split()[-1])
            return at - first, []
        reason = (
            "no headway" if child.returncode == -signal.SIGKILL else said.strip()[-1500:] or f"exit {child.returncode}"
        )
        return at - first + 1, [f"{name} --only {at}: {reason}"]


def watch(folder: Path) -> None:
    """Have every file that is opened for reading outside the folder, the engine and Python itself be an error."""
    roots = tuple(
        str(Path(one).resolve()) for one in (folder, ROOT, sys.prefix, sys.base_prefix, "/dev/null", "/proc/self")
    )

    def opened(event: str, given: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(given[0], str | bytes):
            path = os.path.realpath(os.fsdecode(given[0]))
            if not path.startswith(roots):
                raise AssertionError(f"opens {path!r}")
        elif event in ("subprocess.Popen", "os.system", "socket.connect", "os.exec", "os.fork"):
            raise AssertionError(f"{event} {given!r}")

    sys.addaudithook(opened)


def try_many(name: str, first: int, seconds: float, folder: Path, most: int = 10**9) -> int:
    """In the child: try inputs one after the other. 1, and the reason on its output, for one that did harm."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    end, one, at_first = time.monotonic() + seconds, surface(name, folder, first // SERIES), 0
    gc.collect()
    gc.freeze()  # what stays is not looked through again and again
    watch(folder)
    note = os.open(folder / "number", os.O_WRONLY | os.O_TRUNC)
    slowest: Counter[int] = Counter()
    number = first
    while time.monotonic() < end and number < first + most:
        os.pwrite(note, str(number).encode(), 0)
        before = time.process_time()
        try:
            one.try_one(random.Random(f"{name} {number}"))
        except BaseException:
            print(traceback.format_exc()[-3000:])  # more than a pipe holds would wait for a reader
            return 1
        took = time.process_time() - before
        if took > MOST_SECONDS:
            print(f"took {took:.1f} s of CPU")
            return 1
        slowest[number] = int(took * 1000)
        if len(slowest) > 1000:
            slowest = Counter(dict(slowest.most_common(5)))
        number += 1
        memory = current()
        if number == first + WARM:
            at_first = memory
        if at_first and memory - at_first > MOST_GROWTH:
            print(f"grew from {at_first:,} to {memory:,} kB in {number - first} inputs")
            return 1
    os.pwrite(note, str(number).encode(), 0)
    print(f"used {one.used}")
    return 0


def current() -> int:
    """The memory of this process now, in kB.  The most that `getrusage` tells begins with what the parent had."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024


if __name__ == "__main__":
    sys.exit(main())
