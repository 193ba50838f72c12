"""Play a story many times at random, and say where it fails; each play can be repeated from its own seed."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.characters import in_one_line
from engine.cli.main import FINE, STORY_HAS_ERRORS, WRONG_USE
from engine.cli.stories import UnclearStory, show_errors, story_meant

if TYPE_CHECKING:
    from engine.proof.plays import Play


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap explore`."""
    parser.add_argument("story", nargs="?", metavar="STORY", help="a .story file; without one, the one in this folder")
    parser.add_argument("--runs", type=int, default=100, metavar="N", help="so many plays (100)")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the seed of the first; the next has S + 1 (1)"
    )
    parser.add_argument("--least-seen", action="store_true", help="prefer what was chosen least in the plays before")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="save each play that fails as a path")
    parser.add_argument("--json", action="store_true", help="print the plays as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Play; 1 if any play fails."""
    from engine.loading import load
    from engine.proof.plays import plays
    from engine.runtime.errors import StoryErrors

    try:
        story = load(story_meant(arguments.story))
    except UnclearStory as error:
        print(f"nightcap explore: {error}", file=sys.stderr)
        return WRONG_USE
    except StoryErrors as errors:
        show_errors(errors)
        return STORY_HAS_ERRORS
    if story.externs:
        print("nightcap explore: the story calls its host, which is not here", file=sys.stderr)
        return WRONG_USE
    done = list(plays(story, max(0, arguments.runs), arguments.seed, arguments.least_seen))
    failed = [play for play in done if play.error is not None]
    for play in failed if arguments.save is not None else ():
        _save(play, arguments.save)
    if arguments.json:
        print(json.dumps([_as_json(play) for play in done], ensure_ascii=False, indent=2))
    else:
        _print(done, failed, len(story.scenes))
    return STORY_HAS_ERRORS if failed else FINE


def _save(play: Play, folder: Path) -> None:
    """Save a play up to its last step that did not fail."""
    from engine.paths.model import SavedPath

    if play.session is not None:
        folder.mkdir(parents=True, exist_ok=True)
        SavedPath.of(play.session).save(folder / f"seed-{play.seed}.path.json")


def _as_json(play: Play) -> dict[str, Any]:
    error = None if play.error is None else {"code": play.error.code, "message": play.error.message}
    return {"seed": play.seed, "steps": list(play.steps), "ending": play.ending, "error": error}


def _print(done: list[Play], failed: list[Play], scenes: int) -> None:
    seen = {scene for play in done for scene in play.scenes}
    ended = sum(play.ending is not None for play in done)
    print(f"{len(done)} plays: {ended} came to an ending, {len(failed)} failed; {len(seen)} of {scenes} scenes seen")
    for play in failed:
        assert play.error is not None, "it failed"
        span = play.error.span
        print(f"  seed {play.seed}: {span.file}:{span.line}: {in_one_line(play.error.message)}")
        print(f"    {' › '.join(in_one_line(step) for step in play.steps)}")
