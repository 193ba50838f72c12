"""Replays many saved paths at once, as the tests of stories: one line each, a summary, JUnit's XML."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from engine.loading import load
from engine.named_tuples import NamedTuple
from engine.paths.differences import LED_ELSEWHERE, STOPPING, DifferenceKind, StepResult, StepVerdict, told_verdicts
from engine.paths.errors import PathError, located, safe
from engine.paths.files import load_path
from engine.paths.path_parts import SUFFIX
from engine.paths.replaying import Replay, replay
from engine.paths.saved_path import SavedPath, path_of_list
from engine.paths.story_lookup import story_of
from engine.program.codec import ProgramError
from engine.runtime.errors import PlayError, StoryErrors
from engine.runtime.story import Story

# A process costs about as much time to start as this many paths take.
PATHS_A_PROCESS = 8
# What `--accept` never settles: the path cannot be followed, or its author expects something else.
NEVER_ACCEPTED = frozenset((DifferenceKind.EXPECT,))


class Job(NamedTuple):
    """One path to replay; `story` is None where it is found beside the path."""

    file: str
    story: str | None
    others: tuple[str, ...] = ()


class PathOutcome(NamedTuple):
    """How one path went: all `lines` about it, the gravest (`worst`), and of which kind that is.

    `broken`: it could not be replayed at all; `accepted`: what its file would hold instead. `first` is where it first
    differs, without the number of the step; `verdict` the gravest of its steps.
    """

    file: str
    kind: str
    fits: bool
    broken: bool
    steps: int
    seconds: float
    lines: tuple[str, ...]
    worst: str
    accepted: str | None
    first: str = ""
    verdict: StepVerdict = StepVerdict.GONE

    def summary(self) -> str:
        """The one line about it."""
        if self.fits:
            return f"ok    {self.file}  ({self.steps} step{'' if self.steps == 1 else 's'})"
        more = f" (and {len(self.lines) - 1} more)" if len(self.lines) > 1 else ""
        return f"FAIL  {located(self.file, safe(self.worst))}{more}"


def paths_in(folder: Path) -> list[Path]:
    """All saved paths in a folder and below it, in order."""
    return sorted(path for path in folder.rglob(f"*{SUFFIX}") if path.is_file())


def read_path(file: Path) -> SavedPath:
    """The path in a file: a saved path, or a typed list of choices (`.choices`). Raises `PathError`."""
    if file.suffix != ".choices":
        return load_path(file)
    from engine.paths.files import read

    return path_of_list(read(file).decode("utf-8", "replace"))


def run_all(jobs: Sequence[Job], processes: int | None = None) -> Iterator[PathOutcome]:
    """Replay all, in parallel where it pays; the outcomes come in the order of the jobs."""
    _story.cache_clear()  # it may have been edited since
    count = min(processes or os.cpu_count() or 1, -(-len(jobs) // PATHS_A_PROCESS))
    if count <= 1:
        yield from map(run, jobs)
        return
    with ProcessPoolExecutor(count) as pool:
        yield from pool.map(run, jobs, chunksize=PATHS_A_PROCESS // 2)


def run(job: Job) -> PathOutcome:
    """Replay one path. Raises nothing that a path or a story can cause."""
    begun = time.perf_counter()
    try:
        path = read_path(Path(job.file))
        story = _story(str(job.story or story_of(path, Path(job.file), tuple(map(Path, job.others)))))
        done = replay(story, path)
    except PathError as error:
        return _failed_outcome(job, "no saved path", error.problems, begun)
    except (StoryErrors, PlayError, ProgramError) as error:
        return _failed_outcome(job, "story errors", [str(error)], begun)
    return _outcome(job, path, done, time.perf_counter() - begun)


@lru_cache(maxsize=8)
def _story(file: str) -> Story:
    return load(file)


def _failed_outcome(job: Job, kind: str, problems: list[str], begun: float) -> PathOutcome:
    lines = tuple(safe(problem) for problem in problems)
    first, seconds = lines[0] if lines else kind, time.perf_counter() - begun
    return PathOutcome(job.file, kind, False, True, 0, seconds, lines, first, None, first)


def _outcome(job: Job, path: SavedPath, done: Replay, seconds: float) -> PathOutcome:
    lines = tuple(line for result in done.results for line in result.lines() if not result.fits)
    worst = _worst(done)
    refused = any(one.kind in NEVER_ACCEPTED for result in done.results for one in result.differences)
    settled = done.stopped is None and not refused
    accepted = done.recorder.path().dumps() if settled and not done.fits else None
    kind, said = ("same", "") if worst is None else (worst.kind, worst.lines()[0])
    return PathOutcome(
        job.file, kind, done.fits, False, len(path.steps), seconds, lines, said, accepted, _first(done), _verdict(done)
    )


def _first(done: Replay) -> str:
    """Where a path first differs, as other paths of the same story would have it."""
    for result in done.results:
        if not result.fits:
            place = f"scene {result.scene}" if result.number else "the beginning"
            step = done.path.steps[result.number - 1] if result.number else None
            what = f", `{step.id or step.told()}`" if step is not None else ""
            grave = result.judgement.why if result.judgement.is_grave else ""
            return f"{place}{what}: {grave or next(one.message for one in result.differences if not one.expected)}"
    return ""


def _verdict(done: Replay) -> StepVerdict:
    return max((one.judgement.verdict for one in done.results), key=list(StepVerdict).index)


def _worst(done: Replay) -> StepResult | None:
    """The gravest difference: where the path stopped, else what its author expects or where it led, else the first."""
    grave = (STOPPING, NEVER_ACCEPTED, LED_ELSEWHERE, frozenset(DifferenceKind))
    for kinds in grave:
        for result in done.results:
            for one in result.differences:
                if one.kind in kinds and not one.expected and not one.again:
                    return result._replace(differences=(one,))
    return None


def summary(outcomes: Sequence[PathOutcome], accepted: int = 0) -> str:
    """One line on all of them."""
    failed = sum(not one.fits for one in outcomes) - accepted
    fitting = len(outcomes) - failed - accepted
    words = [f"{len(outcomes)} path{'' if len(outcomes) == 1 else 's'}: {fitting} fit"]
    if accepted:
        words.append(f"{accepted} accepted")
    words.append(f"{failed} failed")
    told = told_verdicts(one.verdict for one in outcomes if not one.fits)
    return ", ".join(words) + (f" ({told})" if told and not accepted else "")


def junit(outcomes: Sequence[PathOutcome]) -> str:
    """The outcomes as JUnit's XML, which build servers read: a path is a test case."""
    root = ElementTree.Element("testsuites")
    counts = {
        "tests": str(len(outcomes)),
        "failures": str(sum(not one.fits and not one.broken for one in outcomes)),
        "errors": str(sum(one.broken for one in outcomes)),
        "time": f"{sum(one.seconds for one in outcomes):.3f}",
    }
    suite = ElementTree.SubElement(root, "testsuite", {"name": "nightcap test", **counts})
    for one in outcomes:
        name = Path(one.file).name.removesuffix(SUFFIX)
        folder = Path(one.file).parent.as_posix()
        case = ElementTree.SubElement(
            suite, "testcase", {"name": safe(name), "classname": safe(folder), "time": f"{one.seconds:.3f}"}
        )
        if not one.fits:
            problem = ElementTree.SubElement(
                case, "error" if one.broken else "failure", {"type": one.kind, "message": safe("; ".join(one.lines))}
            )
            problem.text = "\n".join(safe(line) for line in one.lines)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
