"""Where scenes lie in the texts of a story: which of them hold some words, or lines.

Looking for a word in a whole file is quicker than in each of its scenes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from engine.source import Source

if TYPE_CHECKING:
    from engine.check.names import SceneNames

BEGIN = attrgetter("node.source.base_at")


class SceneExtents:
    """The scenes of a story, each a piece of its file, in the order of the story."""

    def __init__(self, sources: Iterable[Source], scenes: Iterable[SceneNames]) -> None:
        self._sources = {source.name: source for source in sources}
        self._scenes = list(scenes)
        self._folded: dict[str, str] = {}

    @cached_property
    def _by_file(self) -> dict[str, list[SceneNames]]:
        scenes: dict[str, list[SceneNames]] = {}
        for scene in self._scenes:
            scenes.setdefault(scene.node.source.name, []).append(scene)
        return scenes

    def holding(self, words: Iterable[str]) -> Iterator[SceneNames]:
        """The scenes whose text holds one of some words, and perhaps some more; an empty word is everywhere."""
        for word in words:
            if not word:
                yield from self._scenes
                return
            for file, scenes in self._by_file.items():
                yield from _holding(self._sources[file].text, word, scenes)

    def holding_all(self, parts: Sequence[str]) -> Iterator[SceneNames]:
        """The scenes whose text holds all of some words, however they are written."""
        longest = max(parts, key=len)
        for file, scenes in self._by_file.items():
            text = self._sources[file].text
            folded = self._folded.setdefault(file, text.casefold())
            if longest and len(folded) == len(text):
                scenes = list(_holding(folded, longest, scenes))
            for scene in scenes:
                own = scene.node.source.text.casefold()
                if all(part in own for part in parts):
                    yield scene

    def at_lines(self, file: str, lines: Iterable[int]) -> Iterator[SceneNames]:
        """The scenes of a file in which a line lies, or whose heading stands below it."""
        scenes = self._by_file.get(file, [])
        for line in lines:
            last = bisect_right(scenes, line + 1, key=_first_line)
            yield from (one for one in scenes[max(0, last - 3) : last] if line <= _last_line(one))


def _holding(text: str, word: str, scenes: list[SceneNames]) -> Iterator[SceneNames]:
    at = text.find(word)
    while at >= 0:
        last = bisect_right(scenes, at, key=BEGIN)
        # Several scenes may lie in one piece, and all of them hold what it holds.
        first = last - 1
        while first > 0 and scenes[first - 1].node.source is scenes[last - 1].node.source:
            first -= 1
        yield from scenes[max(0, first) : last]
        end = BEGIN(scenes[last]) if last < len(scenes) else len(text)
        at = text.find(word, max(end, at + 1))


def _first_line(scene: SceneNames) -> int:
    return scene.node.source.line_of(scene.node.heading.at)


def _last_line(scene: SceneNames) -> int:
    return scene.node.source.line_of(scene.node.end)
