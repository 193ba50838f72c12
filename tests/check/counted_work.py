"""Counts the work of reading, checking and compiling a story, file by file, without a clock.

What is counted are the lines of Python that are run, and the characters that are looked at: those that a pattern goes
over, and those of the story's text that are searched or copied. What one call of C does beside these is not seen.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import engine
from engine import patterns

ENGINE = str(Path(engine.__file__).parent) + "/"


class Work:
    """The lines run and the characters looked at, by the files of the engine that do it."""

    def __init__(self) -> None:
        self.lines: Counter[str] = Counter()
        self.characters: Counter[str] = Counter()

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count what is run inside."""
        global _work
        before, _work = sys.gettrace(), self
        sys.settrace(self._note)
        try:
            yield
        finally:
            sys.settrace(before)
            _work = None

    def _note(self, frame: FrameType, event: str, argument: object) -> Callable[..., Any]:
        self.lines[frame.f_code.co_filename] += 1
        return self._note


_work: Work | None = None


def _looked_at(characters: int) -> None:
    if _work is not None:
        _work.characters[sys._getframe(2).f_code.co_filename] += characters


class CountedText(str):
    """The text of a story, which notes how much of it is looked at."""

    __slots__ = ()

    def __getitem__(self, key: Any) -> str:
        found = super().__getitem__(key)
        _looked_at(len(found))
        return found

    def __contains__(self, part: object) -> bool:
        at = super().find(str(part))
        _looked_at(len(self) if at < 0 else at)
        return at >= 0

    def find(self, part: str, *bounds: Any) -> int:
        begin, end = _bounds(self, bounds)
        at = super().find(part, begin, end)
        _looked_at((end if at < 0 else at) - begin)
        return at

    def rfind(self, part: str, *bounds: Any) -> int:
        begin, end = _bounds(self, bounds)
        at = super().rfind(part, begin, end)
        _looked_at(end - (begin if at < 0 else at))
        return at

    def count(self, part: str, *bounds: Any) -> int:
        begin, end = _bounds(self, bounds)
        _looked_at(end - begin)
        return super().count(part, begin, end)

    def split(self, *arguments: Any, **options: Any) -> list[str]:
        _looked_at(len(self))
        return super().split(*arguments, **options)

    def splitlines(self, *arguments: Any) -> list[str]:
        _looked_at(len(self))
        return super().splitlines(*arguments)

    def replace(self, *arguments: Any) -> str:
        _looked_at(len(self))
        return super().replace(*arguments)

    def casefold(self) -> str:
        _looked_at(len(self))
        return super().casefold()


def _bounds(text: str, bounds: tuple[Any, ...]) -> tuple[int, int]:
    begin, end, _ = slice(*(*bounds, None, None)[:2]).indices(len(text))
    return begin, max(begin, end)


@contextmanager
def counted_patterns() -> Iterator[None]:
    """Within this, the patterns of the engine note what they go over."""
    found = {
        id(one): one
        for name, module in list(sys.modules.items())
        if name.startswith("engine.")
        for one in vars(module).values()
        if isinstance(one, patterns._Pattern)
    }
    before = [(one, dict(one.__dict__)) for one in found.values()]
    for one in found.values():
        compiled = re.compile(one.pattern, one.given_flags)
        for method in patterns.METHODS:
            setattr(one, method, _counting(method, getattr(compiled, method)))
    try:
        yield
    finally:
        for one, attributes in before:
            one.__dict__.clear()
            one.__dict__.update(attributes)


def _counting(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    def look(*arguments: Any, **options: Any) -> Any:
        found = method(*arguments, **options)
        text = arguments[1 if name == "sub" else 0]
        begin, end = _bounds(text, () if name in ("sub", "split") else arguments[1:])
        if isinstance(found, re.Match):
            end = found.end()
        elif name in ("match", "fullmatch"):
            end = begin
        _looked_at(end - begin)
        return found

    return look
