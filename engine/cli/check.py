"""Say everything that is wrong with stories: names, types, moves, choices that can never be taken, and more."""

from __future__ import annotations

import argparse
import json
import sys

from engine.cli.main import FINE, STORY_HAS_ERRORS, WRONG_USE
from engine.cli.stories import UnclearStory, show, story_meant
from engine.diagnostics import Diagnostic, counted, to_json
from engine.source import Source


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap check`."""
    parser.add_argument(
        "stories", nargs="*", metavar="STORY", help="a .story file; without one, the one in this folder"
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON, one list for all stories")
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings as well")


def run(arguments: argparse.Namespace) -> int:
    """Check the stories; 1 if any has errors."""
    from engine.loading import check_file

    try:
        paths = [story_meant(name) for name in arguments.stories or [None]]
    except UnclearStory as error:
        print(f"nightcap check: {error}", file=sys.stderr)
        return WRONG_USE
    found: list[Diagnostic] = []
    sources: dict[str, Source] = {}
    for path in paths:
        diagnostics, own = check_file(path)
        found += diagnostics
        sources |= own
    if arguments.json:
        print(json.dumps([to_json(one) for one in found], ensure_ascii=False, indent=2))
    else:
        show(found, sources, sys.stdout)
        if not found:
            names = ", ".join(path.name for path in paths)
            print(f"{names}: {counted(found)}")
    severities = {one.severity for one in found}
    return STORY_HAS_ERRORS if "error" in severities or (arguments.strict and severities) else FINE
