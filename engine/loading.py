"""From a path to a story that can be played: from the cache where nothing has changed, else through the pipeline."""

from __future__ import annotations

import os
from _thread import allocate_lock
from pathlib import Path
from typing import TYPE_CHECKING

from engine.program.codec import ProgramError
from engine.program.garbage_collection import without_collector
from engine.program.program import Program
from engine.runtime.errors import StateError, StoryErrors
from engine.source import Read, Source, SourceSpan, read_bytes
from engine.version import VERSION

if TYPE_CHECKING:
    from weakref import WeakValueDictionary

    from engine.check.checker import Checked
    from engine.diagnostics import Diagnostic, Report
    from engine.runtime.story import Story

# What plays a story is loaded where one is made: who checks or compiles one does not wait for it.


def load(path: str | Path, cache: bool = True) -> Story:
    """The story in a `.story` file, or in a `.json` file that `nightcap compile` wrote.

    Raises `StoryErrors` with every mistake if it cannot be played. With `cache` false, nothing is read from the
    user's cache or written to it.
    """
    from engine.program.cache import StoryCache
    from engine.runtime.story import Story

    path = Path(path)
    if path.suffix == ".json":
        return load_program(path)
    store = StoryCache.for_story(path) if cache else None
    kept = store.program() if store is not None else None
    if kept is not None:
        program, warnings = kept
    else:
        from engine.slips import UNTOLD

        program, found = compile_file(path)
        # What the rules ask of each other about a slip is over; a story from the cache has none of it either.
        warnings = tuple(one._replace(slip=UNTOLD) for one in found)
        if store is not None:
            store.keep(program, warnings)
    return Story(program, str(path), warnings, store, reader=load_again)


def load_draft(path: str | Path) -> Story:
    """The story in a `.story` file in which scenes may be missing: a move to one ends the play there, with a note.

    Raises `StoryErrors` with every other mistake. Nothing of it is read from the user's cache or written to it.
    """
    story, found = checked_draft(Path(path))
    if story is None:
        raise StoryErrors(found)
    return story


def checked_draft(path: Path) -> tuple[Story | None, list[Diagnostic]]:
    """The same story, None if it has other mistakes, and what was found besides scenes that are missing."""
    from engine.check.checker import check
    from engine.check.missing_includes import name_files_not_included
    from engine.check.unwritten_scenes import with_drafts
    from engine.diagnostics import Report
    from engine.runtime.story import Story
    from engine.syntax.parser import parse_file

    reading = Report()
    tree = parse_file(path, reading, read_bytes)
    report = reading.copy()
    checked = check(tree, report)
    if any(one.code in ("NC101", "NC107", "NC116") for one in report.found):
        report = reading.copy()
        checked = check(with_drafts(checked), report)
    if report.found:
        name_files_not_included(checked, path, read_bytes)
    if report.has_errors:
        return None, report.sorted()
    return Story(_program(checked, report), str(path), tuple(report.sorted())), report.sorted()


def loads(text: str, name: str = "untitled.story") -> Story:
    """The story in a text. It cannot include files. Raises `StoryErrors` like `load`."""
    if not isinstance(text, str):
        raise TypeError(f"the text of a story is a str, not {type(text).__name__}; `load` reads a file")
    from engine.diagnostics import Report
    from engine.runtime.story import Story
    from engine.syntax.parser import parse_text

    report = Report()
    program = _compiled(parse_text(text, name, report), report)
    return Story(program, None, tuple(report.sorted()))


def load_program(path: Path) -> Story:
    """The story in a compiled program. Raises `StoryErrors` if the file holds none that this version can play."""
    from engine.diagnostics import Diagnostic
    from engine.program.files import read_program
    from engine.runtime.story import Story

    try:
        return Story(read_program(path), str(path), has_source=False, reader=load_again)
    except ProgramError as error:
        diagnostic = Diagnostic(
            "NC040", "error", str(error), SourceSpan(path.as_posix(), 1, 1), "compile the story again"
        )
        problem = StoryErrors([diagnostic])
        problem.has_source = False
        raise problem from error


# The stories of sessions that were pickled, by path and fingerprint: a thousand sessions of one story share it.
_loaded_again: WeakValueDictionary[tuple[str, str], Story] | None = None
_loading_again = allocate_lock()


def load_again(absolute: str, path: str, fingerprint: str) -> Story:
    """The story of a session that was pickled. Raises `StateError` if its file holds another one now."""
    from weakref import WeakValueDictionary

    global _loaded_again
    with _loading_again:
        if _loaded_again is None:
            _loaded_again = WeakValueDictionary()
        found = _loaded_again.get((absolute, fingerprint))
        if found is None:
            found = load(path if os.path.abspath(path) == absolute else absolute)  # noqa: PTH100
            if found.program.fingerprint != fingerprint:
                raise StateError(f"`{absolute}` has changed since the session was kept")
            _loaded_again[absolute, fingerprint] = found
        return found


def diagnose(path: str | Path) -> list[Diagnostic]:
    """Everything that is wrong with a story, errors and warnings, in the order of the source. Raises nothing."""
    return check_file(Path(path))[0]


def check_file(path: Path, read: Read = read_bytes) -> tuple[list[Diagnostic], dict[str, Source]]:
    """The diagnostics of a story, and its sources by name, from which excerpts are shown."""
    from engine.diagnostics import Report

    report = Report()
    checked = check_tree(path, report, read)
    return report.sorted(), {source.name: source for source in checked.story.sources}


def checked_story(path: Path, read: Read = read_bytes) -> tuple[Story | None, list[Diagnostic], dict[str, Source]]:
    """The same, with the story itself if it has no errors. `read` gives what the files hold."""
    from engine.diagnostics import Report
    from engine.runtime.story import Story

    report = Report()
    checked = check_tree(path, report, read)
    sources = {source.name: source for source in checked.story.sources}
    if report.has_errors:
        return None, report.sorted(), sources
    program = _program(checked, report)
    return Story(program, str(path), tuple(report.found)), report.sorted(), sources


def compile_file(path: Path) -> tuple[Program, list[Diagnostic]]:
    """The program of a story file, and the warnings about it. Raises `StoryErrors`."""
    from engine.diagnostics import Report

    report = Report()
    checked = check_tree(path, report)
    return _program(checked, report), report.sorted()


def check_tree(path: Path, report: Report, read: Read = read_bytes) -> Checked:
    """The syntax tree of a story with all that the checker knows of it; what is wrong goes to the report."""
    with without_collector():
        # To load them makes many objects as well.
        from engine.check.checker import check
        from engine.syntax.parser import parse_file

        checked = check(parse_file(path, report, read), report)
    if checked.names.name_at:
        from engine.check.missing_includes import name_files_not_included

        name_files_not_included(checked, path, read)
    return checked


def _compiled(tree: object, report: Report) -> Program:
    from engine.check.checker import check

    return _program(check(tree, report), report)  # type: ignore[arg-type]  # a tree.Story


def _program(checked: Checked, report: Report) -> Program:
    from engine.syntax.grammars import parse_expression

    if report.has_errors:
        raise StoryErrors(report.sorted())
    with without_collector():
        from engine.compile.compiler import compile_story

        program = compile_story(checked, VERSION)
    parse_expression.cache_clear()
    return program
