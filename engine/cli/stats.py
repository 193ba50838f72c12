"""Say a story in numbers: how much there is of it, how long a play is, how likely each scene is seen at random."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from engine.characters import in_one_line
from engine.cli.main import FINE, STORY_HAS_ERRORS, WRONG_USE
from engine.cli.stories import UnclearStory, show_errors, story_meant


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap stats`."""
    parser.add_argument("story", nargs="?", metavar="STORY", help="a .story file; without one, the one in this folder")
    parser.add_argument("--runs", type=int, default=500, metavar="N", help="so many plays at random (500)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="the seed of the first of them (1)")
    parser.add_argument("--seconds", type=float, default=5.0, metavar="T", help="explore for at most so long (5)")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the numbers."""
    from engine.loading import load
    from engine.proof.numbers import numbers_of
    from engine.runtime.errors import StoryErrors

    try:
        story = load(story_meant(arguments.story))
    except UnclearStory as error:
        print(f"nightcap stats: {error}", file=sys.stderr)
        return WRONG_USE
    except StoryErrors as errors:
        show_errors(errors)
        return STORY_HAS_ERRORS
    numbers = numbers_of(story, max(0, arguments.runs), arguments.seed, arguments.seconds)
    if arguments.json:
        print(json.dumps(numbers, ensure_ascii=False, indent=2))
    else:
        _print(numbers)
    return FINE


def _print(numbers: dict[str, Any]) -> None:
    print("{words} words, {scenes} scenes, {choices} choices, {endings} named endings".format(**numbers))
    shortest, longest = numbers["shortest"], numbers["longest"]
    print(f"shortest play: {'unknown' if shortest is None else f'{shortest} steps'}", end="; ")
    print(f"longest: {'no bound known' if longest is None else f'{longest} steps'}", end="; ")
    average, minutes = numbers["average"], numbers["minutes"]
    print(f"at random: {average} steps, {minutes} minutes" if average is not None else "not played: it calls its host")
    for name, share in sorted(numbers["seen"].items(), key=lambda one: one[1]):
        print(f"  {share:7.1%}  {in_one_line(name)}")
    for name, count in numbers["ends"].items():
        print(f"  {count:7}  -> {in_one_line(name)}")
