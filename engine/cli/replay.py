"""Replay a saved path: show the play again, and say where the story differs from what it was."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from engine.characters import in_one_line, speaker_colon
from engine.cli.exit_codes import FINE, STORY_HAS_ERRORS
from engine.cli.play import play_session
from engine.cli.stories import WrongUse, joes_bar

if TYPE_CHECKING:
    from engine.paths.differences import StepResult
    from engine.paths.replaying import PathReplayer
    from engine.paths.transcripts import TranscriptTurn

COLUMN = 76
OUTSIDE = "Not only the player had a hand in this play: what `nightcap check` proves does not hold for it."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap replay`."""
    parser.add_argument("path", nargs="?", metavar="FILE", help="a saved path, or a list of choices (.choices)")
    parser.add_argument("--all", metavar="DIR", help="replay every saved path in a folder, as `nightcap test` does")
    parser.add_argument("--story", metavar="FILE", help="the story; else the one beside the path")
    parser.add_argument("--until", type=int, metavar="N", help="stop after N steps")
    parser.add_argument(
        "--accept-nearest", action="store_true", help="where a choice is gone, take the one most like it"
    )
    pace = parser.add_mutually_exclusive_group()
    pace.add_argument("--step", action="store_true", help="wait for Enter before each step")
    pace.add_argument("--speed", type=float, metavar="X", help="pause between steps to read; 2 is twice as fast")
    pace.add_argument("--quiet", action="store_true", help="do not show the play, only what differs")
    parser.add_argument("--go-on", action="store_true", help="hand over to the player where the path ends or stops")
    parser.add_argument(
        "--transcript", metavar="OUT", help="write a transcript: OUT.md in Markdown, OUT.txt as plain text"
    )
    parser.add_argument("--cast", metavar="OUT", help="write a recording of the terminal (asciicast v2)")
    parser.add_argument("--save", metavar="OUT", help="write the path as it is now, with today's texts and state")


def run(arguments: argparse.Namespace) -> int:
    """Replay the path; 1 if it could not be followed, or does not lead where it is expected to."""
    if arguments.all is not None:
        from engine.cli.test import run_paths

        return run_paths([arguments.all], arguments.story, False, None)
    _refuse_wrong_use(arguments)
    from engine.loading import load
    from engine.paths.replaying import PathReplayer
    from engine.paths.reports import read_report
    from engine.paths.story_lookup import story_of

    file = Path(arguments.path)
    words, path = read_report(file)
    story = load(arguments.story or story_of(path, file, (joes_bar(),)))
    if words:
        print(f"The reader writes:\n\n{words}\n")
    replayer = PathReplayer(story, path, arguments.accept_nearest)
    results, turns = _replay(replayer, arguments)
    _say_result(results, path.is_proved)
    _write(replayer, turns, results[-1].stopped, arguments)
    if arguments.go_on:
        return FINE if play_session(replayer, results[-1].lines() if results[-1].stopped else []) else STORY_HAS_ERRORS
    return FINE if _is_followed(results) else STORY_HAS_ERRORS


def _refuse_wrong_use(arguments: argparse.Namespace) -> None:
    if arguments.path is None:
        raise WrongUse("name a saved path, or a folder with --all")
    if arguments.speed is not None and not 0.01 <= arguments.speed <= 1000:
        raise WrongUse("--speed is a number from 0.01 to 1000")
    if arguments.transcript is not None and Path(arguments.transcript).suffix not in (".md", ".txt"):
        raise WrongUse("--transcript writes a file whose name ends in .md or .txt")


def _replay(replayer: PathReplayer, arguments: argparse.Namespace) -> tuple[list[StepResult], list[TranscriptTurn]]:
    """Replay, show, and collect."""
    from engine.paths.transcripts import WORDS_A_SECOND, plain_turn, turn_of

    keep = arguments.transcript is not None or arguments.cast is not None
    results: list[StepResult] = []
    turns: list[TranscriptTurn] = []
    colon = speaker_colon(replayer.session.story.language)
    for result in replayer.results(arguments.until):
        results.append(result)
        if not result.stopped and (keep or not arguments.quiet):
            turn = turn_of(replayer, begun=result.number > 0)
            if keep:
                turns.append(turn)
            if not arguments.quiet:
                text = plain_turn(turn, colon)
                if arguments.step and result.number > 0:
                    sys.stdout.flush()
                    sys.stdin.readline()
                sys.stdout.write(_fitted(text))
                if arguments.speed is not None:
                    sys.stdout.flush()
                    time.sleep(min(12.0, len(text.split()) / WORDS_A_SECOND) / arguments.speed)
        _say(result)
    return results, turns


def _say(result: StepResult) -> None:
    """Tell what differs at a step."""
    lines = result.lines()
    if lines:
        sys.stdout.flush()
        for line in lines:
            print(in_one_line(line), file=sys.stderr)


def _say_result(results: list[StepResult], is_proved: bool) -> None:
    """Tell how many steps differed, if any did, and how gravely."""
    from engine.paths.differences import told_verdicts

    if not is_proved:
        print(OUTSIDE, file=sys.stderr)
    told = told_verdicts(one.judgement.verdict for one in results if not one.fits and not one.stopped)
    told = f" ({told})" if told else ""
    stopped = results[-1].stopped
    differing = sum(not result.fits for result in results) - stopped
    done = max(0, len(results) - 1 - stopped)
    if stopped:
        more = f"; {differing} of them differed{told}" if differing else ""
        print(f"The path was followed for {done} step{'' if done == 1 else 's'}{more}.", file=sys.stderr)
    elif differing:
        print(f"The path was followed to its end; {differing} of {done + 1} turns differed{told}.", file=sys.stderr)


def _is_followed(results: list[StepResult]) -> bool:
    """Whether the path was followed, and nothing that its author expects failed."""
    from engine.paths.differences import LED_ELSEWHERE, STOPPING, DifferenceKind

    grave = STOPPING | LED_ELSEWHERE | {DifferenceKind.EXPECT}
    return not any(one.kind in grave and not one.expected for result in results for one in result.differences)


def _fitted(text: str) -> str:
    """The text in lines that fit a terminal; unchanged if it goes elsewhere."""
    if not sys.stdout.isatty():
        return text
    return wrapped_text(text, COLUMN)


def wrapped_text(text: str, width: int) -> str:
    """A text in lines no wider than that."""
    from engine.terminal.wrapping import wrapped

    return "\n".join("".join(piece for piece, _ in row) for row in wrapped([(text, "")], width))


def _write(replayer: PathReplayer, turns: list[TranscriptTurn], stopped: bool, arguments: argparse.Namespace) -> None:
    """Write the files that were asked for."""
    from engine.paths.files import write
    from engine.paths.transcripts import Cast, markdown, plain_text, plain_turn

    story = replayer.session.story
    if arguments.transcript is not None:
        out = Path(arguments.transcript)
        write(out, "".join((markdown if out.suffix == ".md" else plain_text)(story, turns)))
    if arguments.cast is not None:
        cast = Cast(story.title)
        for turn in turns:
            if turn.asked:
                cast.show(wrapped_text(turn.asked, COLUMN) + "\n\n")
            if turn.chosen is not None:
                cast.type(wrapped_text(f"> {turn.chosen}", COLUMN) + "\n\n")
            said = plain_turn(turn._replace(chosen=None, asked=None), speaker_colon(story.language))
            cast.show(wrapped_text(said, COLUMN))
        write(Path(arguments.cast), cast.text())
    if arguments.save is not None and stopped:
        # Half a path would pass for a whole one, and may stand where the whole one is.
        print(f"{in_one_line(arguments.save)} is not written: the path does not fit to its end.", file=sys.stderr)
    elif arguments.save is not None:
        write(Path(arguments.save), replayer.recorder.path().dumps())
