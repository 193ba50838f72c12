"""What exploration_process.py finds out about a story that is being written, as it finds it out."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

MOST_LINE = 256 * 1024 * 1024


async def explorations(main: Path, texts: Mapping[str, str], seconds: float) -> AsyncGenerator[dict[str, Any], None]:
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
