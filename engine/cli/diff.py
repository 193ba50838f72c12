"""Show where two saved paths part; 0 if they are the same, 1 if they differ."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.characters import in_one_line
from engine.cli.exit_codes import FINE

DIFFERENT = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap diff`."""
    parser.add_argument("first", metavar="A", help="a saved path")
    parser.add_argument("second", metavar="B", help="another one")


def run(arguments: argparse.Namespace) -> int:
    """Compare the paths."""
    from engine.paths.path_diff import parting
    from engine.paths.suite import read_path

    names = (arguments.first, arguments.second)
    first, second = (read_path(Path(name)) for name in names)
    found = parting(first, second)
    for line in found.lines(names):
        print(in_one_line(line))
    return FINE if found.same else DIFFERENT
