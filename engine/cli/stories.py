"""What the subcommands share: which story is meant, and how diagnostics are shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from engine.diagnostics import Diagnostic, counted, render
from engine.source import ReadProblem, Source, read_bytes, source_from_bytes

if TYPE_CHECKING:
    from engine.runtime.errors import StoryErrors
    from engine.runtime.session import Story


class WrongUse(Exception):
    """A command cannot be done as it was given. Its text is for the user."""


class UnclearStory(WrongUse):
    """No story is named, and which is meant cannot be told."""


def joes_bar() -> Path:
    """Joe's Bar: in the installed package, or in the checkout beside it."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "stories" / "joes_bar.story"
    return installed if installed.is_file() else package.parent / "stories" / "joes_bar.story"


def story_meant(named: str | None) -> Path:
    """The story that is meant: the one named, else the only one in this folder, else Joe's Bar.

    Raises `UnclearStory` when there are several.
    """
    if named is not None:
        return Path(named)
    here = sorted(path for path in Path().glob("*.story") if path.is_file())
    if len(here) > 1:
        names = ", ".join(path.name for path in here[:8]) + (", …" if len(here) > 8 else "")
        raise UnclearStory(f"there are {len(here)} stories in this folder; name one: {names}")
    return here[0] if here else joes_bar()


def loaded(named: str | None) -> Story:
    """The story that is meant, ready to be played. Raises `UnclearStory` and `StoryErrors`."""
    from engine.loading import load

    return load(story_meant(named))


def wants_color(stream: TextIO) -> bool:
    """Whether colour may be sent to a stream."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def sources_of(diagnostics: Iterable[Diagnostic]) -> dict[str, Source]:
    """The files that diagnostics speak of, read once more for their excerpts."""
    sources: dict[str, Source] = {}
    for name in {diagnostic.span.file for diagnostic in diagnostics}:
        data = read_bytes(Path(name))
        if not isinstance(data, ReadProblem):
            sources[name] = source_from_bytes(name, data)[0]
    return sources


def show(diagnostics: list[Diagnostic], sources: Mapping[str, Source], stream: TextIO) -> None:
    """Print diagnostics with their excerpts, and how many there are."""
    color = wants_color(stream)
    for diagnostic in diagnostics:
        print(render(diagnostic, sources, color), file=stream, end="\n\n")
    if diagnostics:
        print(counted(diagnostics), file=stream)


def show_errors(errors: StoryErrors) -> None:
    """Print why a story cannot be played."""
    wrong = [one for one in errors.diagnostics if one.severity == "error"]
    show(wrong, sources_of(wrong), sys.stderr)
