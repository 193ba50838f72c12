"""Whether a text holds signs that a rule looks for: whole files first, because most have none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.check.names import SceneNames


class Signs:
    """Finds scenes that hold one of some signs: texts, or patterns that begin with a plain character."""

    def __init__(self, texts: Sequence[str], patterns: Sequence[re.Pattern[str]] = ()) -> None:
        self.texts = texts
        self.patterns = patterns
        self._files: dict[int, tuple[list[str], list[re.Pattern[str]]]] = {}

    def are_in(self, scene: SceneNames) -> bool:
        """Whether the scene holds one."""
        source = scene.node.source
        text = source.text
        known = self._files.get(id(source))
        if known is None:
            texts = [one for one in self.texts if one in text]
            known = self._files[id(source)] = texts, [one for one in self.patterns if one.search(text)]
        texts, patterns = known
        if not texts and not patterns:
            return False
        at, end = scene.node.heading.end, scene.node.end
        return any(text.find(one, at, end) >= 0 for one in texts) or any(one.search(text, at, end) for one in patterns)
