"""Put story files into the one usual form. The words, the comments and the meaning of a story stay as they are."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from engine.characters import in_one_line
from engine.cli.exit_codes import FINE, STORY_HAS_ERRORS, WRONG_USE
from engine.cli.files import put_in_place
from engine.cli.stories import WrongUse, show, story_here
from engine.diagnostics import Report
from engine.source import MAX_BYTES, ReadProblem, Source, read_bytes, source_from_bytes

STANDARD_INPUT = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap format`."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="a .story file, changed in place; - reads from input, writes to output; without one, all files of the "
        "story in this folder",
    )
    parser.add_argument(
        "--ifid",
        action="store_true",
        help="give the story an ifid, the number by which saved plays know it, if it has none",
    )
    parser.add_argument("--check", action="store_true", help="change nothing; name the files that would change, exit 1")


def run(arguments: argparse.Namespace) -> int:
    """Format the files. 1 if one has errors or, with `--check`, would change; 2 if one cannot be written."""
    names = arguments.files or _files_here()
    main = _main_of(names) if getattr(arguments, "ifid", False) else None
    return max([_run_file(name, arguments.check, name == main) for name in names], default=FINE)


def _main_of(names: list[str]) -> str:
    """The file that begins a story, among those to be formatted. Raises `WrongUse` if there is not one of them."""
    from engine.paths.story_lookup import header_of

    stories = [name for name in names if name == STANDARD_INPUT or "title" in header_of(Path(name))] or names
    if len(stories) != 1:
        raise WrongUse("--ifid is for one story; name its first file")
    return stories[0]


def _files_here() -> list[str]:
    """The files of the story in this folder. Raises `WrongUse` where there is none, `UnclearStory` for several."""
    from engine.syntax.main_file import files_of

    story = story_here()
    if story is None:
        raise WrongUse("there is no story in this folder; name a file")
    here = Path.cwd()
    return [(file.relative_to(here) if file.is_relative_to(here) else file).as_posix() for file in files_of(story)]


def _run_file(name: str, check: bool, ifid: bool = False) -> int:
    shown = "standard input" if name == STANDARD_INPUT else Path(name).as_posix()
    data = _read(name)
    if isinstance(data, ReadProblem):
        report = Report()
        report.problem(Source(shown, ""), data)
        show(report.found, {}, sys.stderr)
        return STORY_HAS_ERRORS
    formatted = _formatted(_with_ifid(data) if ifid else data, shown)
    if formatted is None:
        return STORY_HAS_ERRORS
    if check:
        if formatted != data:
            print(f"{in_one_line(shown)} would change")
        return STORY_HAS_ERRORS if formatted != data else FINE
    if name == STANDARD_INPUT:
        sys.stdout.buffer.write(formatted)
        sys.stdout.buffer.flush()
        return FINE
    return _replace(Path(name), formatted) if formatted != data else FINE


def _with_ifid(data: bytes) -> bytes:
    """A story's first file with an ifid behind its title, if it has none."""
    from engine.syntax.ifid import with_ifid

    try:
        return with_ifid(data.decode("utf-8")).encode("utf-8")
    except UnicodeDecodeError:
        return data  # what is wrong with it is said when it is read


def _read(name: str) -> bytes | ReadProblem:
    if name != STANDARD_INPUT:
        return read_bytes(Path(name))
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return ReadProblem("NC001", f"standard input is larger than {MAX_BYTES // 1024 // 1024} MB")
    return data


def _formatted(data: bytes, name: str) -> bytes | None:
    """What a file should hold, or None after saying why that cannot be told."""
    from engine.syntax.formatter import FormatError, format_bytes

    report = Report()
    try:
        formatted = format_bytes(data, name, report)
    except FormatError as error:
        print(f"nightcap format: {in_one_line(str(error))}", file=sys.stderr)
        return None
    if formatted is None:
        show(report.sorted(), {name: source_from_bytes(name, data)[0]}, sys.stderr)
        return None
    return formatted.encode("utf-8")


def _replace(path: Path, data: bytes) -> int:
    if not put_in_place(path, data, "format"):
        return WRONG_USE
    print(f"{in_one_line(path.as_posix())} formatted")
    return FINE
