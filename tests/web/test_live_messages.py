"""What a page is told while its story is written: the newest of each kind, once, in order, however slow it is."""

import asyncio
import json
import random
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("watchfiles")
from watchfiles import Change

from engine.web.live import live_story
from engine.web.live.live_story import LiveStory

KINDS = ("version", "map", "found", "seen")
Message = tuple[str, int, Any]


def read(message: str) -> Message:
    """A message: its kind, the number of the version, and what it says."""
    said = json.loads(message)
    return said["kind"], said["number"], said["data"]


@pytest.fixture
def live(tmp_path: Path) -> LiveStory:
    return LiveStory(tmp_path / "a.story", None)


@pytest.mark.parametrize("seed", range(20))
def test_a_slow_page_is_told_the_newest_of_each_kind(seed: int, live: LiveStory) -> None:
    chance = random.Random(seed)

    async def listen() -> None:
        messages, told, seen = live.messages(), 0, 0
        newest: dict[str, tuple[int, Message]] = {}
        for _ in range(30):
            for _ in range(chance.randrange(1, 6)):
                told += 1
                kind = chance.choice(KINDS)
                newest[kind] = told, (kind, told, {"said": told})
                await live._tell(kind, told, {"said": told})
            due = sorted(one for one in newest.values() if one[0] > seen)
            for number, message in due:
                assert read(await anext(messages)) == message
                seen = number
        await messages.aclose()  # type: ignore[attr-defined]  # it is a generator

    asyncio.run(asyncio.wait_for(listen(), 20))


def test_nothing_new_is_a_sign_of_life(live: LiveStory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_story, "STILL_HERE", 0.01)

    async def listen() -> None:
        messages = live.messages()
        assert await anext(messages) == ""
        await live._tell("seen", 1, {"a": 1})
        assert read(await anext(messages)) == ("seen", 1, {"a": 1})
        assert await anext(messages) == ""
        await messages.aclose()  # type: ignore[attr-defined]  # it is a generator

    asyncio.run(asyncio.wait_for(listen(), 20))


def test_all_pages_are_told(live: LiveStory) -> None:
    async def listen() -> None:
        pages = [live.messages(), live.messages()]
        waiting = [asyncio.create_task(anext(page)) for page in pages]  # type: ignore[arg-type]  # a coroutine
        await asyncio.sleep(0.01)
        await live._tell("found", 3, [])
        assert [read(one) for one in await asyncio.gather(*waiting)] == [("found", 3, [])] * 2

    asyncio.run(asyncio.wait_for(listen(), 20))


def test_a_new_version_ends_what_is_found_of_the_one_before(live: LiveStory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of an older version is told behind a newer one; one with mistakes is not explored."""
    explored: list[int] = []

    async def explorations(story: Path, options: object, seconds: float) -> Any:
        explored.append(live.number)
        for number in range(1000):
            yield {"seen": number}
            await asyncio.sleep(0.005)

    def version_of(story: Path, images: Path | None) -> dict[str, object]:
        return {"program": None if live.number == 2 else {}}

    monkeypatch.setattr(live_story, "explorations", explorations)
    monkeypatch.setattr(live_story, "version_of", version_of)
    monkeypatch.setattr(live_story, "map_data", lambda story: {})

    async def write() -> None:
        for number in (1, 2, 3):
            await live.take()
            told = [read(message) for _, message in live._newest.values()]
            assert {one for _, one, _ in told} == {number}
            await asyncio.sleep(0.05)
            told = [read(message) for _, message in live._newest.values()]
            assert {one for _, one, _ in told} == {number}
            assert {kind for kind, _, _ in told} == {"version", "map"} | ({"seen"} if number != 2 else set())
        live._stop_exploring()
        assert explored == [1, 3]

    asyncio.run(asyncio.wait_for(write(), 20))


@pytest.mark.parametrize(
    ("name", "is_one"), [("a.story", True), ("part/b.story", True), ("a.story.swp", False), ("story", False)]
)
def test_files_of_a_story_are_followed(name: str, is_one: bool) -> None:
    assert live_story._is_of_a_story(Change.modified, name) is is_one
