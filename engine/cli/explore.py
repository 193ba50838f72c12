"""Play a story many times at random, and say where it fails; each play can be repeated alone, from its own seed."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.characters import in_one_line, json_text
from engine.cli.main import FINE, INTERRUPTED, STORY_HAS_ERRORS
from engine.cli.numbers import MOST_SEED, seconds, whole
from engine.cli.stories import WrongUse, loaded, sources_of
from engine.cli.watching import Watching
from engine.diagnostics import to_json

if TYPE_CHECKING:
    from engine.proof.coverage import CoveredStory
    from engine.proof.random_plays import Play
    from engine.proof.witness import Witness
    from engine.runtime.story import Story

MOST_LISTED, MOST_STEPS_SHOWN = 12, 16


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap explore`."""
    parser.add_argument("story", nargs="?", metavar="STORY", help="a .story file; without one, the one in this folder")
    parser.add_argument("--runs", type=whole(1, 10**6), default=100, metavar="N", help="so many plays (100)")
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
        "--seconds", type=seconds, default=60.0, metavar="T", help="with --each-ending: look for so long at most (60)"
    )
    parser.add_argument("--json", action="store_true", help="print the plays as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Play; 1 if any play fails."""
    from engine.proof.coverage import CoveredStory
    from engine.proof.random_plays import plays

    story = loaded(arguments.story)
    if story.externs:
        raise WrongUse(f"the story calls its host, which is not here: `{story.externs[0]}`")
    if arguments.each_ending is not None:
        return _each_ending(story, arguments)
    covered = CoveredStory(story)
    done: list[Play] = []
    with Watching("plays", not arguments.json) as watching:
        for play in plays(covered, arguments.runs, arguments.seed, arguments.least_seen, watching.is_stopped):
            done.append(play)
            watching.progress(len(done))
    failures = _failures(done)
    saved = _save(failures, arguments.save) if arguments.save is not None else {}
    if arguments.json:
        print(json_text(_as_json(covered, done, saved), indent=2))
    else:
        for line in _told(covered, done, failures, saved, arguments):
            print(line)
    if failures:
        return STORY_HAS_ERRORS
    return INTERRUPTED if watching.stopped else FINE


def _each_ending(story: Story, arguments: argparse.Namespace) -> int:
    """Write a shortest play to each ending; 1 if some ending has none."""
    from engine.proof.endings import plays_to_endings

    with Watching("states explored", not arguments.json) as watching:
        found = plays_to_endings(story, arguments.seconds, watching.progress, watching.is_stopped)
    saved = {name: _save_ending(story, name, witness, arguments.each_ending) for name, witness in found.plays.items()}
    if arguments.json:
        plays = [
            {"ending": name, "play": witness.to_json(), "saved": None if saved[name] is None else str(saved[name])}
            for name, witness in found.plays.items()
        ]
        print(json_text({"plays": plays, "unreached": found.unreached, "unknown": found.unknown}, indent=2))
    else:
        for name, witness in found.plays.items():
            file = saved[name]
            where = "not written: no seed makes chance go so" if file is None else file.as_posix()
            steps = len(witness.choices)
            print(in_one_line(f"{name}: {steps} step{'' if steps == 1 else 's'}, {where}"))
        for name in found.unreached:
            print(in_one_line(f"{name}: no play comes to it"))
        for name in found.unknown:
            print(in_one_line(f"{name}: not found; {'; '.join(found.why)}"))
    if watching.stopped:
        return INTERRUPTED
    return FINE if len([one for one in saved.values() if one is not None]) == len(story.endings) else STORY_HAS_ERRORS


def _save_ending(story: Story, name: str, witness: Witness, folder: Path) -> Path | None:
    from engine.paths.files import save_path
    from engine.paths.model import SavedPath
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


def _failures(done: list[Play]) -> list[list[Play]]:
    """The plays that fail, those that fail alike together, the shortest first."""
    alike: dict[Any, list[Play]] = {}
    for play in done:
        if play.error is not None:
            alike.setdefault((play.error.span, play.error.code), []).append(play)
    return [sorted(group, key=lambda play: len(play.steps)) for group in alike.values()]


def _save(failures: list[list[Play]], folder: Path) -> dict[int, Path]:
    """Save a play of each failure, up to its last step that did not fail; the files by seed."""
    from engine.paths.files import save_path
    from engine.paths.model import SavedPath

    saved: dict[int, Path] = {}
    for play, *_ in failures:
        if play.session is not None:
            folder.mkdir(parents=True, exist_ok=True)
            saved[play.seed] = folder / f"seed-{play.seed}.path.json"
            save_path(SavedPath.of(play.session), saved[play.seed])
    return saved


def _told(
    story: CoveredStory,
    done: list[Play],
    failures: list[list[Play]],
    saved: dict[int, Path],
    arguments: argparse.Namespace,
) -> Iterator[str]:
    """The lines for a person."""
    from engine.proof.random_plays import MOST_STEPS

    scenes = {name for play in done for name in play.scenes} & {*story.enterable}
    choices = {name for play in done for name in play.choices} & {*story.choices}
    endings = {play.ending for play in done} & {*story.endings}
    ended, failed = sum(play.ending is not None for play in done), sum(map(len, failures))
    endless = len(done) - ended - failed
    went_on = f", {endless} went on beyond {MOST_STEPS:,} choices" if endless else ""
    yield f"{len(done)} play{'' if len(done) == 1 else 's'}: {ended} came to an ending, {failed} failed{went_on}"
    seen = f"{len(scenes)} of {len(story.enterable)} scenes, {len(choices)} of {len(story.choices)} choices"
    yield f"seen: {seen}, {len(endings)} of {len(story.endings)} endings"
    told = [group[0].error for group in failures if group[0].error is not None]
    sources = sources_of(told) if story.has_source else {}
    name = in_one_line(shlex.quote(story.path or ""))
    least_seen = " --least-seen" if arguments.least_seen else ""
    for play, *others in failures[:MOST_LISTED]:
        assert play.error is not None, "it failed"
        yield ""
        span = play.error.span
        yield f"{in_one_line(span.file)}:{span.line}: {in_one_line(play.error.message)}"
        if span.file in sources:
            yield f"  {span.line} | {in_one_line(sources[span.file].line(span.line).strip())[:100]}"
        yield f"  in {_counted(1 + len(others))}, with seed {play.seed} after {len(play.steps)}: {_steps(play)}"
        yield f"  again: nightcap explore {name} --runs 1 --seed {play.seed}{least_seen}"
        if play.seed in saved:
            file = in_one_line(shlex.quote(str(saved[play.seed])))
            yield f"  saved, up to the step before: nightcap replay {file} --story {name}"
    if len(failures) > MOST_LISTED:
        yield f"\n… and {len(failures) - MOST_LISTED} failures at other places (--json lists them all)"


def _counted(count: int) -> str:
    return f"{count} play{'' if count == 1 else 's'}"


def _steps(play: Play) -> str:
    steps = [in_one_line(step) for step in play.steps]
    if not steps:
        return "as soon as the story begins"
    return " › ".join(steps if len(steps) <= MOST_STEPS_SHOWN else ["…", *steps[-MOST_STEPS_SHOWN:]])


def _as_json(story: CoveredStory, done: list[Play], saved: dict[int, Path]) -> dict[str, Any]:
    """The plays, with what was seen in all of them."""
    scenes = {name for play in done for name in play.scenes}
    choices = {name for play in done for name in play.choices}
    endings = {play.ending for play in done}
    plays = [
        {
            "seed": play.seed,
            "steps": list(play.steps),
            "ending": play.ending,
            "error": None if play.error is None else to_json(play.error),
            "saved": saved[play.seed].as_posix() if play.seed in saved else None,
        }
        for play in done
    ]
    return {
        "plays": plays,
        "scenes": {name: name in scenes for name in story.enterable},
        "choices": {name: name in choices for name in story.choices},
        "endings": {name: name in endings for name in story.endings},
    }
