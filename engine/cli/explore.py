"""Play a story many times at random, and say where it fails; each play can be repeated alone, from its own seed."""

from __future__ import annotations

import argparse
import os
import shlex
import time
from collections.abc import Hashable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from engine.characters import in_one_line, json_text
from engine.cli.exit_codes import FINE, INTERRUPTED, STORY_HAS_ERRORS
from engine.cli.numbers import MOST_SEED, seconds, whole
from engine.cli.stories import WrongUse, loaded, sources_of
from engine.cli.watching import InterruptWatch
from engine.rendering import to_json

if TYPE_CHECKING:
    from engine.proof.coverage import CoveredStory
    from engine.proof.random_plays import RandomPlay
    from engine.proof.witness import Witness
    from engine.runtime.story import Story

MOST_LISTED, MOST_STEPS_SHOWN = 12, 16
RUNS, SECONDS = 100, 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap explore`."""
    parser.add_argument("story", nargs="?", metavar="STORY", help="a .story file; without one, the one in this folder")
    parser.add_argument("--runs", type=whole(1, 10**6), metavar="N", help="so many plays (100)")
    parser.add_argument(
        "--seed", type=whole(0, MOST_SEED), default=1, metavar="S", help="the seed of the first; the next has S + 1 (1)"
    )
    parser.add_argument("--least-seen", action="store_true", help="prefer what plays at random choose least")
    parser.add_argument(
        "--save", type=Path, metavar="FOLDER", help="save the shortest play of each failure, up to where it fails"
    )
    parser.add_argument(
        "--each-ending",
        type=Path,
        metavar="FOLDER",
        help="instead: write a shortest play to each ending as a saved path into the folder",
    )
    parser.add_argument(
        "--seconds", type=seconds, metavar="T", help="play, or look, for so long at most (60, if no --runs are named)"
    )
    parser.add_argument("--jobs", type=whole(1, 1000), metavar="N", help="play in so many processes; one for each core")
    parser.add_argument(
        "--cluster", metavar="ADDRESS", help="play on the workers of the Dask cluster whose scheduler is there"
    )
    parser.add_argument("--json", action="store_true", help="print the plays as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Play; 1 if any play fails."""
    from engine.proof.coverage import CoveredStory

    story = loaded(arguments.story)
    if story.externs:
        raise WrongUse(f"the story calls its host, which is not here: `{story.externs[0]}`")
    if arguments.cluster is not None and (arguments.each_ending is not None or arguments.jobs is not None):
        raise WrongUse("--cluster is for plays at random, by all of its workers")
    if arguments.each_ending is not None:
        return _each_ending(story, arguments)
    covered = CoveredStory(story)
    tally, is_over = _played(covered, arguments)
    saved = _save(covered, tally.failures, arguments.save) if arguments.save is not None else {}
    if arguments.json:
        print(json_text(_as_json(covered, tally, saved), indent=2))
    else:
        for line in _told(covered, tally, saved, arguments):
            print(line)
    if tally.failures:
        return STORY_HAS_ERRORS
    return INTERRUPTED if is_over else FINE


@dataclass
class _Tally:
    """What plays came to. Of a million plays not each is kept, but where `all` are asked for."""

    asked: int
    all: list[RandomPlay] | None
    count: int = 0
    ended: int = 0
    failed: int = 0
    scenes: set[str] = field(default_factory=set)
    choices: set[str] = field(default_factory=set)
    endings: set[str | None] = field(default_factory=set)
    # Those that fail alike together: the shortest, and how many there are.
    alike: dict[Hashable, tuple[RandomPlay, int]] = field(default_factory=dict)

    def add(self, play: RandomPlay) -> None:
        """Count one more."""
        self.count += 1
        self.ended += play.ending is not None
        self.scenes |= play.scenes
        self.choices |= play.choices
        self.endings.add(play.ending)
        if self.all is not None:
            self.all.append(play)
        if play.error is not None:
            self.failed += 1
            key = play.error.span, play.error.code
            shortest, count = self.alike.get(key, (play, 0))
            self.alike[key] = (play if len(play.steps) < len(shortest.steps) else shortest), count + 1

    @property
    def failures(self) -> list[tuple[RandomPlay, int]]:
        """The shortest play of each failure, and how many plays fail so."""
        return [*self.alike.values()]


def _played(covered: CoveredStory, arguments: argparse.Namespace) -> tuple[_Tally, bool]:
    """Play, by several processes where that pays; and whether the user had enough of it."""
    from engine.proof.random_plays import A_PIECE, plays
    from engine.proof.workers import pool

    runs, jobs = arguments.runs or RUNS, arguments.jobs or os.cpu_count() or 1
    left = SECONDS if arguments.seconds is None and arguments.runs is None else arguments.seconds
    end = None if left is None else time.monotonic() + left
    tally = _Tally(runs, [] if arguments.json else None)
    with ExitStack() as stack:
        workers, tell = None, None
        if arguments.cluster is not None:
            from engine.cli.cluster import cluster

            workers = stack.enter_context(cluster(arguments.cluster, pinned=False))
        elif jobs > 1 and runs > A_PIECE:
            workers, tell = stack.enter_context(pool(jobs))
        watching = stack.enter_context(InterruptWatch("plays", not arguments.json, tell))

        def is_over() -> bool:
            return watching.is_stopped() or (end is not None and time.monotonic() > end)

        for play in plays(covered, runs, arguments.seed, arguments.least_seen, is_over, workers):
            tally.add(play)
            watching.progress(tally.count)
    return tally, watching.stopped


def _each_ending(story: Story, arguments: argparse.Namespace) -> int:
    """Write a shortest play to each ending, and say so as soon as it is found; 1 if some ending has none."""
    from engine.proof.endings import plays_to_endings

    saved: dict[str, Path | None] = {}
    with InterruptWatch("states explored", not arguments.json) as watching:

        def save(name: str, witness: Witness) -> None:
            file = saved[name] = _save_ending(story, name, witness, arguments.each_ending)
            if not arguments.json:
                where = "not written: no seed makes chance go so" if file is None else file.as_posix()
                steps = len(witness.choices)
                watching.clear()
                print(in_one_line(f"{name}: {steps} step{'' if steps == 1 else 's'}, {where}"), flush=True)

        found = plays_to_endings(story, arguments.seconds or SECONDS, watching.progress, watching.is_stopped, save)
    if arguments.json:
        plays = [
            {"ending": name, "play": witness.to_json(), "saved": None if saved[name] is None else str(saved[name])}
            for name, witness in found.plays.items()
        ]
        print(json_text({"plays": plays, "unreached": found.unreached, "unknown": found.unknown}, indent=2))
    else:
        for name in found.unreached:
            print(in_one_line(f"{name}: no play comes to it"))
        for name in found.unknown:
            print(in_one_line(f"{name}: not found; {'; '.join(found.why)}"))
    if watching.stopped:
        return INTERRUPTED
    return FINE if len([one for one in saved.values() if one is not None]) == len(story.endings) else STORY_HAS_ERRORS


def _save_ending(story: Story, name: str, witness: Witness, folder: Path) -> Path | None:
    from engine.paths.files import save_path
    from engine.paths.saved_path import SavedPath
    from engine.program.slugs import slug_of
    from engine.proof.witness import replayed

    session = replayed(story, witness)
    if session is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    own = slug_of(name) or "ending"
    number = 1
    while (file := folder / f"{own}{'' if number == 1 else f'-{number}'}.path.json").exists() and not _ends(file, name):
        number += 1
    save_path(SavedPath.of(session), file)
    return file


def _ends(file: Path, name: str) -> bool:
    """Whether a saved path ends there, and may be written anew."""
    from engine.paths.errors import PathError
    from engine.paths.files import load_path

    try:
        last = load_path(file).last
    except PathError:
        return False
    return last is not None and last.ending == name


def _save(covered: CoveredStory, failures: list[tuple[RandomPlay, int]], folder: Path) -> dict[int, Path]:
    """Save a play of each failure, up to its last step that did not fail; the files by seed."""
    from engine.paths.files import save_path
    from engine.paths.saved_path import SavedPath
    from engine.proof.random_plays import session_of

    saved: dict[int, Path] = {}
    for play, _ in failures:
        session = session_of(covered, play)
        if session is not None:
            folder.mkdir(parents=True, exist_ok=True)
            saved[play.seed] = folder / f"seed-{play.seed}.path.json"
            save_path(SavedPath.of(session), saved[play.seed])
    return saved


def _told(story: CoveredStory, tally: _Tally, saved: dict[int, Path], arguments: argparse.Namespace) -> Iterator[str]:
    """The lines for a person."""
    from engine.proof.random_plays import MOST_STEPS

    failures = sorted(tally.failures, key=lambda one: one[0].seed)
    scenes, choices, endings = ({*some} for some in (story.enterable, story.choices, story.endings))
    endless = tally.count - tally.ended - tally.failed
    went_on = f", {endless} went on beyond {MOST_STEPS:,} choices" if endless else ""
    of_all = f" of {tally.asked:,}, then it was over" if tally.count < tally.asked else ""
    yield f"{_counted(tally.count)}{of_all}: {tally.ended} came to an ending, {tally.failed} failed{went_on}"
    seen = f"{len(scenes & tally.scenes)} of {len(story.enterable)} scenes"
    seen += f", {len(choices & tally.choices)} of {len(story.choices)} choices"
    yield f"seen: {seen}, {len(endings & tally.endings)} of {len(story.endings)} endings"
    told = [play.error for play, _ in failures if play.error is not None]
    sources = sources_of(told) if story.has_source else {}
    name = in_one_line(shlex.quote(story.path or ""))
    least_seen = " --least-seen" if arguments.least_seen else ""
    for play, count in failures[:MOST_LISTED]:
        assert play.error is not None, "it failed"
        yield ""
        span = play.error.span
        yield f"{in_one_line(span.file)}:{span.line}: {in_one_line(play.error.message)}"
        if span.file in sources:
            yield f"  {span.line} | {in_one_line(sources[span.file].line(span.line).strip())[:100]}"
        yield f"  in {_counted(count)}, with seed {play.seed} after {len(play.steps)}: {_steps(play)}"
        yield f"  again: nightcap explore {name} --runs 1 --seed {play.seed}{least_seen}"
        if play.seed in saved:
            file = in_one_line(shlex.quote(str(saved[play.seed])))
            yield f"  saved, up to the step before: nightcap replay {file} --story {name}"
    if len(failures) > MOST_LISTED:
        yield f"\n… and {len(failures) - MOST_LISTED} failures at other places (--json lists them all)"


def _counted(count: int) -> str:
    return f"{count:,} play{'' if count == 1 else 's'}"


def _steps(play: RandomPlay) -> str:
    steps = [in_one_line(step) for step in play.steps]
    if not steps:
        return "as soon as the story begins"
    return " › ".join(steps if len(steps) <= MOST_STEPS_SHOWN else ["…", *steps[-MOST_STEPS_SHOWN:]])


def _as_json(story: CoveredStory, tally: _Tally, saved: dict[int, Path]) -> dict[str, object]:
    """The plays, with what was seen in all of them."""
    plays = [
        {
            "seed": play.seed,
            "steps": list(play.steps),
            "ending": play.ending,
            "error": None if play.error is None else to_json(play.error),
            "saved": saved[play.seed].as_posix() if play.seed in saved else None,
        }
        for play in tally.all or ()
    ]
    return {
        "plays": plays,
        "scenes": {name: name in tally.scenes for name in story.enterable},
        "choices": {name: name in tally.choices for name in story.choices},
        "endings": {name: name in tally.endings for name in story.endings},
    }
