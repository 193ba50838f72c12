"""What the subcommands share: which story is meant, and how diagnostics are shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from engine.characters import in_one_line
from engine.diagnostics import Diagnostic
from engine.rendering import counted, render
from engine.source import ReadProblem, Source, read_bytes, source_from_bytes

if TYPE_CHECKING:
    from engine.runtime.errors import StoryErrors
    from engine.runtime.story import Story
    from engine.syntax.tree import StoryTree


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

    Files that others include are chapters, no stories. Raises `UnclearStory` when there are several stories.
    """
    return Path(named) if named is not None else story_here() or joes_bar()


def story_here() -> Path | None:
    """The only story in this folder, or None if there is none. Raises `UnclearStory` when there are several."""
    here = sorted(path for path in Path().glob("*.story") if path.is_file())
    if len(here) > 1:
        from engine.syntax.main_file import main_files_in

        here = main_files_in(Path()) or here
    if len(here) > 1:
        whole = _whole_of(here)
        if whole is not None:
            return whole
        names = ", ".join(in_one_line(path.name) for path in here[:8]) + (", …" if len(here) > 8 else "")
        raise UnclearStory(f"there are {len(here)} stories in this folder; name one: {names}")
    return here[0] if here else None


def _whole_of(chapters: list[Path]) -> Path | None:
    """The story to which all of some files belong, none of which is a story of its own; says so on standard error."""
    from engine.syntax.main_file import main_files_of

    mains = {main.resolve(): main for one in chapters for main in main_files_of(one)}
    if len(mains) != 1:
        return None
    main = next(iter(mains.values()))
    print(f"these are chapters of `{in_one_line(main.as_posix())}`, which is taken", file=sys.stderr)
    return main


def whole_story(named: str | None) -> Path:
    """The story that is meant, where a chapter stands for the story that includes it; says so on standard error.

    Raises `UnclearStory` when several stories are in question.
    """
    path = story_meant(named)
    if named is None or path.suffix != ".story" or not path.is_file():
        return path
    from engine.syntax.main_file import main_files_of

    mains = main_files_of(path)
    if len(mains) > 1:
        names = ", ".join(in_one_line(one.as_posix()) for one in mains[:8])
        raise UnclearStory(f"{len(mains)} stories include `{in_one_line(path.as_posix())}`; name one: {names}")
    if mains[0].resolve() == path.resolve():
        return path
    told = f"`{in_one_line(path.as_posix())}` is a chapter of `{in_one_line(mains[0].as_posix())}`, which is taken"
    print(told, file=sys.stderr)
    return mains[0]


def loaded(named: str | None) -> Story:
    """The story that is meant, ready to be played. Raises `UnclearStory` and `StoryErrors`.

    A chapter stands for its story, which is looked for only where the chapter alone cannot be played: so that a
    story that has not changed is played without a parser.
    """
    from engine.loading import load
    from engine.runtime.errors import StoryErrors

    path = story_meant(named)
    try:
        return load(path)
    except StoryErrors:
        whole = whole_story(named)
        if whole == path:
            raise
        return load(whole)


def parsed(named: str | None) -> StoryTree:
    """The syntax tree of the story that is meant, chapters and all. Raises `UnclearStory`; `WrongUse` without a file.

    A story with errors has one as well: what could not be read is missing from it, and standard error says so.
    """
    from engine.diagnostics import Report
    from engine.syntax.parser import parse_file

    path = whole_story(named)
    report = Report()
    tree = parse_file(path, report)
    missing = next((one for one in report.found if one.code in ("NC001", "NC002")), None)
    if missing is not None:
        raise WrongUse(missing.message)
    if report.has_errors:
        count = counted(one for one in report.found if one.severity == "error")
        shown = in_one_line(path.as_posix())
        print(f"nightcap: `{shown}` has {count}; what could not be read is missing here", file=sys.stderr)
    return tree


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
    show(wrong, sources_of(wrong) if errors.has_source else {}, sys.stderr)
