"""Mend a saved path that no longer fits its story: show the smallest change that does it, and write it when told."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from engine.characters import in_one_line
from engine.cli.exit_codes import FINE
from engine.cli.stories import joes_bar

NOT_WRITTEN = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap repair`."""
    parser.add_argument("path", metavar="FILE", help="a saved path")
    parser.add_argument("--story", metavar="FILE", help="the story; else the one beside the path")
    parser.add_argument("--write", action="store_true", help="write the mended path into the file")
    parser.add_argument("-o", "--output", metavar="OUT", help="write it into another file")


def run(arguments: argparse.Namespace) -> int:
    """Propose a repair; 1 if one is needed and was not written."""
    from engine.loading import load
    from engine.paths.files import save_path
    from engine.paths.repairing import repair
    from engine.paths.story_lookup import story_of
    from engine.paths.suite import read_path

    file = Path(arguments.path)
    path = read_path(file)
    found = repair(load(arguments.story or story_of(path, file, (joes_bar(),))), path)
    if found.path is None:
        steps = f"{found.fitted} step{'' if found.fitted == 1 else 's'}"
        print(f"No small change was found; {steps} can be followed. `nightcap replay` says why.", file=sys.stderr)
        return NOT_WRITTEN
    for change in found.changes:
        print(in_one_line(change))
    for note in found.notes:
        print(f"not mended: {in_one_line(note)}")
    for proposal in found.proposals:
        print(f"or write in the story: {in_one_line(proposal)}")
    if not found.changes:
        print("The path can be followed as it is" + (", and comes out otherwise." if found.notes else "."))
        return FINE
    out = arguments.output or (arguments.path if arguments.write else None)
    if out is None:
        print("Nothing was written. To write this: --write")
        return NOT_WRITTEN
    save_path(found.path, out)
    print(f"Written to {in_one_line(str(out))}.")
    return FINE
