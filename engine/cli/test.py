"""Replay the saved paths beside stories as tests: one line each and a summary; 1 if any does not fit any more."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from engine.characters import in_one_line
from engine.cli.exit_codes import FINE, STORY_HAS_ERRORS
from engine.cli.stories import WrongUse, joes_bar

if TYPE_CHECKING:
    from engine.paths.suite import PathOutcome


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap test`."""
    parser.add_argument(
        "paths", nargs="*", metavar="DIR", help="folders, or saved paths; without one, this folder and those below it"
    )
    parser.add_argument("--story", metavar="FILE", help="the story of all of them; else the one beside each path")
    parser.add_argument(
        "--accept", action="store_true", help="write today's text and state into the paths, after showing them"
    )
    parser.add_argument("--group", action="store_true", help="list the paths that fail by where they first differ")
    parser.add_argument(
        "--bisect", action="store_true", help="name the commit with which each path that fails ceased to fit, by git"
    )
    parser.add_argument("--junit", metavar="FILE", help="write the outcome as JUnit's XML, for a build server")


def run(arguments: argparse.Namespace) -> int:
    """Replay the paths."""
    if (arguments.group or arguments.bisect) and arguments.accept:
        raise WrongUse("--accept settles what --group and --bisect are about")
    names, told = arguments.paths or ["."], (arguments.group, arguments.bisect)
    return run_paths(names, arguments.story, arguments.accept, arguments.junit, *told)


def run_paths(
    names: list[str], story: str | None, accept: bool, junit_file: str | None, group: bool = False, bisect: bool = False
) -> int:
    """Replay all paths in folders, and those named; say how each went."""
    from engine.paths.files import write
    from engine.paths.suite import Job, junit, paths_in, run_all, summary

    files: list[Path] = []
    for name in names:
        if not Path(name).exists():
            raise WrongUse(f"there is no folder and no file `{in_one_line(name)}`")
        files += paths_in(Path(name)) if Path(name).is_dir() else [Path(name)]
    if not files:
        raise WrongUse("there is no saved path (*.path.json) here")
    jobs = [Job(file.as_posix(), story, (str(joes_bar()),)) for file in files]
    outcomes: list[PathOutcome] = []
    accepted = 0
    for outcome in run_all(jobs):
        outcomes.append(outcome)
        if not group or outcome.fits:
            print(in_one_line(outcome.summary()))
        if accept and outcome.accepted is not None:
            for line in outcome.lines:
                print(f"      {in_one_line(line)}")
            write(Path(outcome.file), outcome.accepted)
            print("      accepted: this is what the path expects now")
            accepted += 1
    if group:
        from engine.paths.grouping import groups_of, lines_of

        for line in lines_of(groups_of(outcomes)):
            print(in_one_line(line))
    if bisect:
        _bisect([one for one in outcomes if not one.fits], story)
    print(summary(outcomes, accepted))
    if junit_file is not None:
        write(Path(junit_file), junit(outcomes))
    failed = sum(not one.fits for one in outcomes) - accepted
    return STORY_HAS_ERRORS if failed else FINE


def _bisect(failing: list[PathOutcome], story: str | None) -> None:
    """Say of each path with which commit it ceased to fit; of those that first differ alike, of the first one only."""
    from engine.paths.bisecting import GitProblem, bisect
    from engine.paths.errors import PathError
    from engine.paths.grouping import groups_of
    from engine.paths.story_lookup import story_of
    from engine.paths.suite import read_path

    for group in groups_of(failing):
        file = Path(group[0].file)
        try:
            found = bisect(file, Path(story or story_of(read_path(file), file)), lambda told: None)
        except (GitProblem, PathError) as error:
            print(f"      {in_one_line(f'{file.as_posix()}: {error}')}")
            continue
        others = f" (and {len(group) - 1} like it)" if len(group) > 1 else ""
        if found.commit is None or found.outcome is None:
            said = "fits the newest commit; what broke it is not committed yet"
        else:
            commit = f"{found.commit.hash[:10]} “{found.commit.subject}”"
            said = f"fits no commit, the first one is {commit}" if found.oldest else f"broken by {commit}"
            said += f": {found.outcome.worst}"
        print(f"      {in_one_line(f'{file.as_posix()}{others}: {said}')}")
