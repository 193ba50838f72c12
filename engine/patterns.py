"""Regular expressions that are compiled when they are first used.

Reading and checking a story know some three hundred of them, nearly all for mistakes that a story does not have; to
compile them all took a third of the time in which `nightcap check` starts.
"""

from __future__ import annotations

import re

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, without the wait. A mistake in `source` is raised when it is first used."""
    return _Pattern(source, flags)  # type: ignore[return-value]  # it has all that patterns have


class _Pattern:
    """Stands for a pattern. Once compiled, its methods are attributes of this object, which are found at once."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.given_flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.pattern, self.given_flags)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
