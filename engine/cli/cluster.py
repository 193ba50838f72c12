"""The workers of a Dask cluster, for commands that explore on several machines."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from engine.characters import in_one_line
from engine.cli.stories import WrongUse
from engine.patterns import regex
from engine.version import VERSION

if TYPE_CHECKING:
    from distributed import Client

    from engine.proof.workers import Workers

ADDRESS = regex(r"(?:(?:tcp|tls|ws|wss)://)?[^\s/]+:\d{1,5}/?")
# So many seconds are waited for an answer of the scheduler.
TIMEOUT = 10
# The share of a worker's memory that states may take; the rest is for Python, Dask, and what is sent.
SHARE = 0.5


def version_here() -> str:
    """In a worker: the version of Nightcap that is installed there."""
    return VERSION


@contextmanager
def cluster(address: str, pinned: bool) -> Iterator[Workers]:
    """The workers of the cluster whose scheduler is at an address, such as `tcp://10.0.0.5:8786`.

    If they are `pinned`, what is given to one of them is done by no other: where it keeps something. Raises `WrongUse`
    where they cannot be used, and says why.
    """
    client = _client(address)
    try:
        limits = _limits(client, in_one_line(address))
        from engine.proof.workers import Workers

        others = not pinned
        executors: list[Executor] = [
            client.get_executor(workers=[one], pure=False, allow_other_workers=others)  # type: ignore[no-untyped-call]  # Dask says no types there
            for one in limits
        ]
        least = min(limits.values())
        yield Workers(executors, int(least * SHARE) if least and pinned else None, are_parts=pinned)
    finally:
        client.close()  # type: ignore[no-untyped-call]  # Dask says no types there


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as missing:
        raise WrongUse("exploring on a cluster needs one package more: pip install 'nightcap[cluster]'") from missing
    if not ADDRESS.fullmatch(address):
        raise WrongUse(f"`{in_one_line(address)}` is no address of a Dask scheduler; one is like `tcp://10.0.0.5:8786`")
    # What goes wrong is told below, once. Dask gives some of its loggers a level of their own.
    for name in logging.root.manager.loggerDict:
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=TIMEOUT, set_as_default=False)  # type: ignore[no-untyped-call]  # Dask says no types there
    except (OSError, ValueError) as problem:
        raise WrongUse(
            f"no Dask scheduler answers at {in_one_line(address)}; `dask scheduler` prints its address when it begins"
        ) from problem


def _limits(client: Client, address: str) -> dict[str, int]:
    """The memory that each worker may take, in bytes, by its address; 0 where there is no limit."""
    workers = client.scheduler_info(n_workers=-1)["workers"]
    if not workers:
        raise WrongUse(f"the cluster at {address} has no workers; begin some with `dask worker {address}`")
    try:
        versions = set(client.run(version_here).values())
    except Exception as problem:  # what fails in a worker is raised here, whatever it is
        raise WrongUse(f"the workers at {address} need Nightcap, too: pip install nightcap=={VERSION}") from problem
    if versions != {VERSION}:
        other = ", ".join(sorted(in_one_line(str(one)) for one in versions - {VERSION}))
        raise WrongUse(f"the workers at {address} have Nightcap {other}, here it is {VERSION}")
    return {name: int(worker.get("memory_limit") or 0) for name, worker in workers.items()}
