"""Play a story in this terminal."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

from engine.cli.main import FINE, STORY_HAS_ERRORS, WRONG_USE
from engine.cli.stories import UnclearStory, show_errors, story_meant

if TYPE_CHECKING:
    import argparse

    from engine.runtime.session import Session


def read_quickly(arguments: list[str]) -> SimpleNamespace | None:
    """The arguments in their usual forms, without argparse, whose import a player would wait for; None for others."""
    found = SimpleNamespace(story=None, seed=None, plain=False)
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--plain":
            found.plain = True
        elif argument == "--seed" and rest and rest[0].isdecimal() and int(rest[0][:11]) < 2**32:
            found.seed = int(rest.pop(0))
        elif argument.startswith("-") or found.story is not None:
            return None
        else:
            found.story = argument
    return found


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap play`."""
    which = "a .story file, or a .json file that `nightcap compile` wrote"
    which += "; without one, the one in this folder, else Joe's Bar"
    parser.add_argument("story", nargs="?", metavar="STORY", help=which)
    parser.add_argument("--seed", type=_seed, metavar="N", help="a number that decides all chance in the story")
    parser.add_argument(
        "--plain", action="store_true", help="only new text and a prompt: for screen readers, pipes and slow lines"
    )


def _seed(text: str) -> int:
    import argparse

    if not text.isdecimal() or int(text[:11]) >= 2**32:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number from 0 to {2**32 - 1}")
    return int(text)


def run(arguments: argparse.Namespace | SimpleNamespace) -> int:
    """Play the story."""
    from engine.loading import load
    from engine.runtime.errors import PlayError, StoryErrors

    try:
        story = load(story_meant(arguments.story))
        session = story.start(arguments.seed)
    except UnclearStory as error:
        print(f"nightcap play: {error}", file=sys.stderr)
        return WRONG_USE
    except StoryErrors as errors:
        show_errors(errors)
        return STORY_HAS_ERRORS
    except PlayError as error:
        show_errors(StoryErrors([error.diagnostic]))
        return STORY_HAS_ERRORS
    return FINE if play_session(session, arguments.plain) else STORY_HAS_ERRORS


def play_session(session: Session, plain: bool = False) -> bool:
    """Play on where a session stands, in the player that suits this terminal; false if the story made a mistake."""
    if plain or not sys.stdin.isatty() or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        from engine.terminal.plain import play_plain

        return play_plain(session, sys.stdin, sys.stdout)
    from engine.terminal.prompt import play_prompt

    return play_prompt(session)
