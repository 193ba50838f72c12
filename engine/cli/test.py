"""Replay the saved paths beside stories as tests: one line each and a summary; 1 if any does not fit any more."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from engine.characters import in_one_line
from engine.cli.main import FINE, STORY_HAS_ERRORS
from engine.cli.stories import WrongUse, joes_bar

if TYPE_CHECKING:
    from engine.paths.suite import Outcome


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap test`."""
    parser.add_argument(
        "paths", nargs="*", metavar="DIR", help="folders, or saved paths; without one, this folder and those below it"
    )
    parser.add_argument("--story", metavar="FILE", help="the story of all of them; else the one beside each path")
    parser.add_argument(
        "--accept", action="store_true", help="write today's text and state into the paths, after showing them"
    )
    parser.add_argument("--junit", metavar="FILE", help="write the outcome as JUnit's XML, for a build server")


def run(arguments: argparse.Namespace) -> int:
    """Replay the paths."""
    return run_paths(arguments.paths or ["."], arguments.story, arguments.accept, arguments.junit)


def run_paths(names: list[str], story: str | None, accept: bool, junit_file: str | None) -> int:
    """Replay all paths in folders, and those named; say how each went."""
    from engine.paths.suite import Job, junit, paths_in, run_all, summary
    from engine.paths.writing import write

    files: list[Path] = []
    for name in names:
        if not Path(name).exists():
            raise WrongUse(f"there is no folder and no file `{in_one_line(name)}`")
        files += paths_in(Path(name)) if Path(name).is_dir() else [Path(name)]
    if not files:
        raise WrongUse("there is no saved path (*.path.json) here")
    jobs = [Job(file.as_posix(), story, (str(joes_bar()),)) for file in files]
    outcomes: list[Outcome] = []
    accepted = 0
    for outcome in run_all(jobs):
        outcomes.append(outcome)
        print(in_one_line(outcome.line()))
        if accept and outcome.accepted is not None:
            for line in outcome.lines:
                print(f"      {in_one_line(line)}")
            write(Path(outcome.file), outcome.accepted)
            print("      accepted: this is what the path expects now")
            accepted += 1
    print(summary(outcomes, accepted))
    if junit_file is not None:
        write(Path(junit_file), junit(outcomes))
    failed = sum(not one.fits for one in outcomes) - accepted
    return STORY_HAS_ERRORS if failed else FINE
