"""Follows the files of a story, and tells all pages that listen what there is to know of its newest version."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from pathlib import Path

from watchfiles import Change, awatch

from engine.proof.exploration_client import explorations
from engine.web.live.versions import as_event, map_data, version_of

SECONDS = 20.0
# Files are looked at so long after the last of several changes, in milliseconds.
DEBOUNCE, STEP = 120, 30
# A sign of life for what lies between, in seconds.
STILL_HERE = 15.0


class LiveStory:
    """One story that is being written."""

    def __init__(self, story: Path, images: Path | None) -> None:
        self.story, self.images = story, images
        self.number = 0
        # The newest message of each kind, with its number among all messages.
        self._newest: dict[str, tuple[int, str]] = {}
        self._told = 0
        self._news = asyncio.Condition()
        self._exploring: asyncio.Task[None] | None = None

    async def follow(self) -> None:
        """Take each version of the story that is saved, until this is cancelled."""
        await self.take()
        try:
            async for _ in awatch(
                self.story.parent, watch_filter=_is_of_a_story, debounce=DEBOUNCE, step=STEP, raise_interrupt=False
            ):
                await self.take()
        finally:
            self._stop_exploring()

    async def take(self) -> None:
        """Take the story as it is on the disk."""
        self._stop_exploring()
        self.number += 1
        number = self.number
        version = await asyncio.to_thread(version_of, self.story, self.images)
        self._newest.clear()
        await self._tell("version", number, version)
        self._exploring = asyncio.create_task(self._explore(number, version["program"] is not None))

    async def _explore(self, number: int, is_sound: bool) -> None:
        with suppress(ImportError):  # without igraph there is no map
            await self._tell("map", number, await asyncio.to_thread(map_data, self.story))
        if not is_sound:
            return
        async with aclosing(explorations(self.story, {}, SECONDS)) as said:
            async for data in said:
                kind = next(name for name in ("found", "scenes", "seen") if name in data)
                await self._tell(kind, number, data)

    def _stop_exploring(self) -> None:
        if self._exploring is not None:
            self._exploring.cancel()
            self._exploring = None

    async def _tell(self, kind: str, number: int, data: object) -> None:
        async with self._news:
            self._told += 1
            self._newest[kind] = self._told, as_event(kind, number, data)
            self._news.notify_all()

    async def messages(self) -> AsyncIterator[str]:
        """What a page that listens is told: the newest of each kind, however slow it is; empty as a sign of life."""
        seen = 0
        while True:
            news = await self._news_behind(seen)
            for number, message in news:
                seen = number
                yield message
            if not news:
                yield ""

    async def _news_behind(self, seen: int) -> list[tuple[int, str]]:
        """The newest messages behind the one that was seen last; none if there was nothing for a while."""
        async with self._news:
            with suppress(TimeoutError):
                async with asyncio.timeout(STILL_HERE):
                    await self._news.wait_for(lambda: self._told > seen)
            return sorted(one for one in self._newest.values() if one[0] > seen)


def _is_of_a_story(change: Change, path: str) -> bool:
    return path.endswith(".story")
