"""Say everything that is wrong with stories: what is miswritten, and what goes wrong in any play of them.

A story without errors is explored, every state that any player can reach, for five seconds at most. Ctrl-C ends that
sooner and shows what is known by then. See docs/proving.md.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.characters import in_one_line, json_text
from engine.cli.exit_codes import FINE, INTERRUPTED, STORY_HAS_ERRORS
from engine.cli.numbers import seconds, whole
from engine.cli.stories import WrongUse, show, whole_story
from engine.cli.verdicts import CheckedFile, as_json, reached, told
from engine.cli.watching import InterruptWatch
from engine.diagnostics import Diagnostic
from engine.rendering import counted

if TYPE_CHECKING:
    from engine.proof.prove import Proof
    from engine.runtime.story import Story

SECONDS, JOBS = 5.0, 2
# The share of the time that is not given away: for setting up and for what cannot be interrupted.
SPARE = 0.04
MOST_NAMED = 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap check`."""
    parser.add_argument(
        "stories", nargs="*", metavar="STORY", help="a .story file; without one, the one in this folder"
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON, one list for all stories")
    parser.add_argument(
        "--strict", action="store_true", help="exit with 1 for warnings as well, and where something is not decided"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--no-explore", action="store_true", help="only read the stories, without exploring their plays")
    how.add_argument(
        "--seconds",
        type=seconds,
        metavar="T",
        help="explore for so many seconds of work at most, all stories together (5)",
    )
    how.add_argument("--prove", action="store_true", help="explore for as long as it takes, and list every claim")
    parser.add_argument("--states", type=whole(1, 10**10), metavar="N", help="explore so many states at most")
    parser.add_argument(
        "--jobs",
        type=whole(1, 1000),
        metavar="N",
        help="explore in so many processes (2; with --prove one for each core)",
    )
    parser.add_argument(
        "--cluster", metavar="ADDRESS", help="explore on the workers of the Dask cluster whose scheduler is there"
    )
    parser.add_argument(
        "--fix", action="store_true", help="correct what is mechanical and safe, after showing it as a diff"
    )
    parser.add_argument(
        "--unsafe", action="store_true", help="with --fix: also what the writer may have meant otherwise"
    )
    parser.add_argument("--diff", action="store_true", help="with --fix: only show the diff, write nothing")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="save the plays that show what was found as paths")


def run(arguments: argparse.Namespace) -> int:
    """Check the stories; 1 if any has errors."""
    from engine.loading import check_file, checked_story
    from engine.proof.work_clock import work_time

    if (arguments.unsafe or arguments.diff) and not arguments.fix:
        raise WrongUse("--unsafe and --diff say how to --fix")
    if arguments.cluster is not None and (arguments.no_explore or arguments.jobs is not None):
        raise WrongUse("--cluster explores by all of its workers")
    paths = _stories_of(arguments.stories or [None])
    if arguments.fix:
        from engine.cli.fixing import fix

        done = max(fix(path, arguments.unsafe, not arguments.diff) for path in paths)
        if done != FINE or arguments.diff:
            return done
    checked: list[CheckedFile] = []
    left = None if arguments.prove else (arguments.seconds or SECONDS) * (1 - SPARE)
    interrupted = False
    for number, path in enumerate(paths):
        if arguments.no_explore:
            checked.append(CheckedFile(path, *check_file(path)))
            continue
        story, diagnostics, sources = checked_story(path)
        one = CheckedFile(path, diagnostics, sources)
        checked.append(one)
        if story is not None:
            began = work_time()
            # What one story does not need is there for the next ones.
            share = None if left is None else max(0.0, left / (len(paths) - number))
            one.proof, stopped = _explore(story, share, arguments, interrupted)
            interrupted |= stopped
            left = None if left is None else left - (work_time() - began)
            one.diagnostics = _together(diagnostics, one.proof)
            if arguments.save is not None:
                one.saved = _save(story, one.proof, arguments.save)
    if arguments.json:
        print(json_text(as_json(checked), indent=2))
    else:
        _print(checked, arguments)
        _tell_of_ifids(checked)
    if any(diagnostic.severity == "error" for one in checked for diagnostic in one.diagnostics):
        return STORY_HAS_ERRORS
    if interrupted:
        return INTERRUPTED
    return STORY_HAS_ERRORS if arguments.strict and any(map(_is_doubtful, checked)) else FINE


def _tell_of_ifids(checked: Sequence[CheckedFile]) -> None:
    """Say once which stories have a title and no ifid: saved plays know them by title and place alone."""
    from engine.syntax.ifid import lacks_ifid

    without = [one for one in checked if one.sources and lacks_ifid(next(iter(one.sources.values())).text)]
    if without:
        names = ", ".join(in_one_line(one.path.name) for one in without[:MOST_NAMED])
        print(f"{names}: no ifid, by which saved plays know a story that is moved; `nightcap format --ifid` gives one")


def _stories_of(names: Sequence[str | None]) -> list[Path]:
    """The stories that are meant; one that is meant by several of its chapters only once."""
    paths: list[Path] = []
    for name in names:
        path = whole_story(name)
        if path not in paths or path.as_posix() == name:
            paths.append(path)
    return paths


def _is_doubtful(one: CheckedFile) -> bool:
    """Whether a strict reader minds: a warning, or something that is not decided."""
    return any(found.severity != "note" for found in one.diagnostics) or (
        one.proof is not None and not one.proof.decided
    )


def _together(read: list[Diagnostic], proof: Proof) -> list[Diagnostic]:
    from engine.proof.combined_findings import combined_findings

    return combined_findings(read, proof)


def _explore(story: Story, share: float | None, arguments: argparse.Namespace, over: bool) -> tuple[Proof, bool]:
    """Explore a story, and whether the user had enough of it; at once if it is over already."""
    from engine.proof.prove import prove

    if arguments.cluster is not None:
        from engine.cli.cluster import cluster

        with cluster(arguments.cluster, pinned=True) as on, InterruptWatch("states explored", not arguments.json) as to:
            to.stopped = over
            return prove(story, share, to.progress, on, states=arguments.states, stop=to.is_stopped), to.stopped
    # What is decided in some seconds depends on how many processes share the work, and so not on the machine.
    jobs = arguments.jobs or ((os.cpu_count() or 1) if arguments.prove else JOBS)
    if jobs == 1:
        with InterruptWatch("states explored", not arguments.json) as watching:
            watching.stopped = over
            proof = prove(story, share, watching.progress, states=arguments.states, stop=watching.is_stopped)
            return proof, watching.stopped
    from engine.proof.workers import pool

    # One that is asked for takes the story as a whole, while its claims are looked at here.
    with (
        pool(jobs if jobs > JOBS else 1) as (workers, end),
        InterruptWatch("states explored", not arguments.json, end) as watching,
    ):
        watching.stopped = over
        progress, stop = watching.progress, watching.is_stopped
        proof = prove(story, share, progress, workers, states=arguments.states, stop=stop)
        return proof, watching.stopped


def _save(story: Story, proof: Proof, folder: Path) -> list[Path]:
    """Save each play that a seed can bring about, up to its last step that does not fail."""
    from engine.paths.files import save_path
    from engine.paths.saved_path import SavedPath
    from engine.proof.witness import replayed

    saved: list[Path] = []
    for number, finding in enumerate(proof.findings, 1):
        session = replayed(story, finding.witness) if finding.witness is not None else None
        if session is not None:
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"{finding.diagnostic.code}-{finding.diagnostic.span.line}-{number}.path.json"
            save_path(SavedPath.of(session), file)
            saved.append(file)
    for verdict in reached(proof):
        session = replayed(story, verdict.witness) if verdict.witness is not None else None
        if session is not None and verdict.span is not None:
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"reach-{verdict.span.line}.path.json"
            save_path(SavedPath.of(session), file)
            saved.append(file)
    return saved


def _print(checked: list[CheckedFile], arguments: argparse.Namespace) -> None:
    found = [diagnostic for one in checked for diagnostic in one.diagnostics]
    show(found, {name: source for one in checked for name, source in one.sources.items()}, sys.stdout)
    if not found and arguments.no_explore:
        print(f"{', '.join(in_one_line(one.path.name) for one in checked)}: {counted(found)}")
    for one in checked:
        if one.proof is not None:
            for line in told(one, every=arguments.prove, seconds=arguments.seconds or SECONDS):
                print(line)
