"""Finds the commit with which a path ceased to fit, in copies of a story as git has it. Nothing is checked out."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from engine.named_tuples import NamedTuple
from engine.paths.suite import Job, PathOutcome, run

SECONDS = 60


class GitProblem(Exception):
    """Git does not do what is asked. The text is for the user."""


class Commit(NamedTuple):
    """A commit, as people name it."""

    hash: str
    subject: str


class Bisected(NamedTuple):
    """The first commit with which the path does not fit, how it does not, and how many versions were tried.

    `commit` is None if the path fits the newest commit; `oldest` says that it fits none, so the first one is named.
    """

    commit: Commit | None
    outcome: PathOutcome | None
    tried: int
    oldest: bool = False


def bisect(path: Path, story: Path, progress: Callable[[str], None]) -> Bisected:
    """Try the path against the story as it was at commits that changed its folder. Raises `GitProblem`."""
    folder = story.resolve().parent
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    inside = folder.relative_to(top.resolve()).as_posix() or "."
    log = _git(top, "log", "--first-parent", "--format=%H %s", "--", inside)
    commits = [Commit(*line.partition(" ")[::2]) for line in log.splitlines()]
    if not commits:
        raise GitProblem(f"no commit has `{inside}`")
    known: dict[int, PathOutcome] = {}

    def fits(number: int) -> bool:
        if number not in known:
            progress(f"trying {commits[number].hash[:10]} {commits[number].subject}")
            known[number] = _outcome(top, commits[number].hash, inside, story.name, path)
        return known[number].fits

    if fits(0):
        return Bisected(None, None, len(known))
    # The newest commit is number 0. First in ever longer steps back to one that fits, then between.
    bad, step = 0, 1
    while bad + step < len(commits) and not fits(bad + step):
        bad, step = bad + step, step * 2
    good = bad + step
    if good >= len(commits):
        good = len(commits)
        if not fits(good - 1):
            return Bisected(commits[-1], known[good - 1], len(known), True)
        good -= 1
    while good - bad > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if fits(middle) else (good, middle)
    return Bisected(commits[bad], known[bad], len(known))


def _outcome(top: Path, commit: str, inside: str, name: str, path: Path) -> PathOutcome:
    """How a path goes with the story as a commit has it."""
    with tempfile.TemporaryDirectory() as copy:
        done = subprocess.run(
            ["git", "-C", str(top), "archive", "--format=tar", commit, inside], capture_output=True, timeout=SECONDS
        )
        if done.returncode == 0:
            with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
                archive.extractall(copy, filter="data")
        return run(Job(str(path), str(Path(copy) / inside / name)))


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitProblem(f"git cannot be run: {error}") from error
    if done.returncode != 0:
        raise GitProblem(done.stderr.decode("utf-8", "replace").strip().partition("\n")[0] or "git failed")
    return done.stdout.decode("utf-8", "replace")
