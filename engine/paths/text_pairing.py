"""Pairs the texts of two versions of a story: which text of today is which of then."""

from __future__ import annotations

from difflib import SequenceMatcher

from engine.paths.renames import Renames
from engine.paths.similarity import LIKE, similarity
from engine.paths.tracing import Traced

# Comparing each text of a scene with each other one takes time; in longer scenes only equal texts are pairs.
MOST_UNPAIRED = 150


class Pairing:
    """Pairs the texts of one scene when they are first asked for, by their numbers in the traced stories."""

    def __init__(self, old: Traced, new: Traced, renames: Renames) -> None:
        self.old, self.new = old, new
        self.renames = renames
        self._known = {text.words for text in old.texts}
        self._done: set[tuple[str, str]] = set()
        self._partners: dict[int, int] = {}
        self._origins: dict[int, int] = {}

    def partner(self, old: int) -> int | None:
        """The text of today that an old one has become; None if there is none like it."""
        scene = self.old.texts[old].scene
        self._pair(scene, self.renames.scene(scene))
        return self._partners.get(old)

    def origin(self, new: int) -> int | None:
        """The old text that a text of today comes from; None if it is new."""
        scene = self.new.texts[new].scene
        for old in self.old.by_scene:
            if self.renames.scene(old) == scene:
                self._pair(old, scene)
        return self._origins.get(new)

    def _pair(self, old_scene: str, new_scene: str) -> None:
        if (old_scene, new_scene) in self._done:
            return
        self._done.add((old_scene, new_scene))
        olds = [one for one in self.old.by_scene.get(old_scene, ()) if one not in self._partners]
        news = [one for one in self.new.by_scene.get(new_scene, ()) if one not in self._origins]
        before, now = [self.old.texts[one].words for one in olds], [self.new.texts[one].words for one in news]
        for at, other_at, size in SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks():
            for step in range(size):
                self._join(olds[at + step], news[other_at + step])
        self._pair_equal(olds, news)
        self._pair_like(olds, news)

    def _pair_equal(self, olds: list[int], news: list[int]) -> None:
        """Texts that stand elsewhere in the scene."""
        free = {self.new.texts[one].words: one for one in reversed(news) if one not in self._origins}
        for old in olds:
            new = free.get(self.old.texts[old].words)
            if old not in self._partners and new is not None and new not in self._origins:
                self._join(old, new)

    def _pair_like(self, olds: list[int], news: list[int]) -> None:
        """Texts that were reworded: the most alike first. What the story had already is no new wording."""
        left = [one for one in olds if one not in self._partners]
        free = [one for one in news if one not in self._origins and self.new.texts[one].words not in self._known]
        if len(left) > MOST_UNPAIRED or len(free) > MOST_UNPAIRED:
            return
        pairs = [
            (similarity(self.old.texts[old].words, self.new.texts[new].words), old, new) for old in left for new in free
        ]
        for ratio, old, new in sorted(pairs, key=lambda pair: -pair[0]):
            if ratio >= LIKE and old not in self._partners and new not in self._origins:
                self._join(old, new)

    def _join(self, old: int, new: int) -> None:
        self._partners[old] = new
        self._origins[new] = old
