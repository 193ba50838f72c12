"""Bring a story from ink, Twine or ChoiceScript: formatted .story files, and a list of what is left to decide."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from engine.characters import in_one_line
from engine.cli.exit_codes import FINE, STORY_HAS_ERRORS
from engine.cli.stories import WrongUse

if TYPE_CHECKING:
    from engine.importers.builder.finishing import Finished

MOST_LISTED = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap import`."""
    parser.add_argument(
        "file", metavar="FILE", help="the story's main file in its own tool, or the folder of its Twee files"
    )
    parser.add_argument("-o", "--output", metavar="FOLDER", help="the folder to make; else it is named after FILE")


def run(arguments: argparse.Namespace) -> int:
    """Write the story into a new folder; 1 if the source cannot be read, 2 if the folder is there already."""
    from engine.importers.builder.finishing import finish
    from engine.importers.builder.import_errors import ImportFault
    from engine.importers.kinds import read
    from engine.program.garbage_collection import without_collector

    source = Path(arguments.file)
    named = f"{source.resolve().name}-story" if source.is_dir() else source.stem or "story"
    folder = Path(arguments.output) if arguments.output else Path(named)
    if (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))) or folder.is_symlink():
        raise WrongUse(f"there is something in `{in_one_line(str(folder))}` already; nothing was written")
    try:
        with without_collector():
            finished = finish(read(source))
    except ImportFault as fault:
        print(f"nightcap import: {in_one_line(str(fault))}; nothing was written", file=sys.stderr)
        return STORY_HAS_ERRORS
    _write(folder, finished)
    _tell(folder, finished)
    return STORY_HAS_ERRORS if finished.unsolved else FINE


def _write(folder: Path, finished: Finished) -> None:
    from engine.paths.files import write

    try:
        for name in finished.files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise WrongUse(f"`{in_one_line(str(folder))}` cannot be made: {reason}") from error
    for name, text in finished.files.items():
        write(folder / name, text)


def _tell(folder: Path, finished: Finished) -> None:
    """The report: files, counts, what is left to decide."""
    main, *others = finished.files
    shown = in_one_line((folder / main).as_posix())
    print(shown + (f" and {len(others)} more file{'s' if len(others) > 1 else ''}" if others else ""))
    for what, count in finished.counts.items():
        print(f"{count:>8,} {in_one_line(what)}")
    print(f"{len(finished.todos):>8,} left to decide" + (", marked `// TODO`:" if finished.todos else ""))
    for todo in finished.todos[:MOST_LISTED]:
        print(f"  {in_one_line(f'{folder.as_posix()}/{todo.file}:{todo.line}: {todo.text}')}")
    if len(finished.todos) > MOST_LISTED:
        print(f"  … and {len(finished.todos) - MOST_LISTED:,} more")
    for one in finished.unsolved:
        print(f"  {in_one_line(f'{one.span.file}:{one.span.line}: {one.message}')}", file=sys.stderr)
    if not finished.unsolved:
        print(f"To play it: nightcap play {shown}")
