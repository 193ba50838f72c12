"""What exploration_process.py finds out about a story that is being written, as it finds it out."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from engine.proof.witness import PlayData
    from engine.rendering import DiagnosticData

MOST_LINE = 256 * 1024 * 1024


class VerdictData(TypedDict):
    """What became of a claim."""

    file: str
    line: int
    text: str
    result: str


class ShownPlay(TypedDict):
    """A play that shows a fault, and the line of the fault."""

    file: str
    line: int
    play: PlayData


class ExplorationLine(TypedDict, total=False):
    """A line of the explorer: what is wrong, or the shortest plays, or how often scenes and choices are seen."""

    found: list[DiagnosticData]
    verdicts: list[VerdictData]
    plays: list[ShownPlay]
    scenes: dict[str, PlayData]
    choices: dict[str, PlayData]
    complete: bool
    seen: dict[str, float]
    saved: dict[str, int]


async def explorations(main: Path, texts: Mapping[str, str], seconds: float) -> AsyncGenerator[ExplorationLine, None]:
    """What an explorer says of a story with some open texts in it, line by line. Closing this kills it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "engine.proof.exploration_process"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=MOST_LINE,
    )
    assert process.stdin is not None and process.stdout is not None, "they are pipes"
    try:
        process.stdin.write(json.dumps({"main": str(main), "texts": dict(texts), "seconds": seconds}).encode())
        process.stdin.write_eof()
        async for line in process.stdout:
            yield json.loads(line)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
