"""Explores a story on a local Dask cluster whose workers have less memory than its states take together.

    python tests/bench/cluster.py                         # about six million states, four workers of 400 MB
    python tests/bench/cluster.py --slots 3 --workers 2   # a small one, to try it

The story is a row of wheels that turn by themselves, so that its states are all of their positions. Each worker holds a
part of the states (docs/proving.md, "On several machines"). Printed are the verdicts, the time, and what each process took:
the most memory, as the system counts it, and CPU. A worker that takes more than its limit is ended by an alarm in
it, and the whole run fails. `--alone` does the same in one process, to compare. Needs `pip install nightcap[cluster]`.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import engine
from engine.proof.prove import prove
from engine.proof.workers import Workers

# What a worker takes besides its states: Python, Dask, the engine with the story, what goes from part to part.
BESIDE = 200 << 20
MEGABYTE = 1 << 20
# The scheduler of a local cluster is in the process that asks, and remembers the last ten thousand steps of its tasks.
SHORT_LOGS = {
    "distributed.admin.log-length": 100,
    "distributed.admin.low-level-log-length": 50,
    "distributed.diagnostics.computations.max-history": 1,
}


def story_of(slots: int, positions: int) -> str:
    """A story of `positions ** slots` states, each of which plays come to."""
    wheels = "".join(f"var w{slot}: 0..{positions - 1}\n" for slot in range(slots))
    last = " and ".join(f"w{slot} == {positions - 1}" for slot in range(slots))
    turns = "".join(
        f"+ Turn wheel {slot}.\n    ~ w{slot} = (w{slot} + 1) % {positions}\n    -> safe\n" for slot in range(slots)
    )
    claims = f'claim never w0 == {positions}\nclaim reach "Open"\n' + "claim an ending is always reachable\n"
    return f"{wheels}{claims}== safe\n{turns}+ {{if {last}}} Open it. -> end: Open\n"


def most_memory() -> int:
    """The most memory that this process ever took, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # `getrusage` begins with what the process took that started this one.
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def keep_below(limit: int) -> None:
    """In a worker: end the process when it takes more than its limit."""

    def watch() -> None:
        while most_memory() <= limit:
            time.sleep(0.2)
        print(f"process {os.getpid()} takes more than {limit // MEGABYTE} MB", file=sys.stderr, flush=True)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--slots", type=int, default=5, help="wheels of the story")
    parser.add_argument("--positions", type=int, default=23, help="positions of a wheel")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--limit", type=int, default=400, help="megabytes for each worker")
    parser.add_argument("--alone", action="store_true", help="one process, without a limit")
    options = parser.parse_args(arguments)
    text = story_of(options.slots, options.positions)
    print(f"{options.positions**options.slots:,} positions of {options.slots} wheels", flush=True)
    if options.alone:
        tell(text, None)
        return
    import dask
    from distributed import Client, LocalCluster

    with (
        dask.config.set(SHORT_LOGS),
        LocalCluster(n_workers=options.workers, threads_per_worker=1, memory_limit=None, dashboard_address=None) as on,
        Client(on) as client,
    ):
        client.run(keep_below, options.limit * MEGABYTE)
        names = [*client.scheduler_info()["workers"]]
        executors = [client.get_executor(workers=[one], pure=False) for one in names]
        tell(text, Workers(executors, room=max(MEGABYTE, options.limit * MEGABYTE - BESIDE)))
        took = client.run(time.process_time)
        for number, (name, most) in enumerate(client.run(most_memory).items(), 1):
            print(f"worker {number}: {most // MEGABYTE} MB at most, {took[name]:.0f} s of CPU")


def tell(text: str, workers: Workers | None) -> None:
    """Explore the story and print what comes of it."""
    proof = prove(engine.loads(text), workers=workers)
    for verdict in proof.verdicts:
        print(f"{verdict.result}: {verdict.text}")
    every = "all" if proof.complete else "not all: " + "; ".join(proof.why)
    print(f"{proof.states:,} states ({every}) in {proof.seconds:.0f} s")
    print(f"the process that asks: {most_memory() // MEGABYTE} MB at most, {time.process_time():.0f} s of CPU")


if __name__ == "__main__":
    main()
