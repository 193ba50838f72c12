"""Begin a story: a folder with the story, a saved path as its first test, and nothing else."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.characters import in_one_line
from engine.cli.exit_codes import FINE
from engine.cli.stories import WrongUse

STORY = """\
title: {title}
author: {author}
language: en
ifid: {ifid}

== start: The beginning
It begins here.

* (on) Go on.
    And it goes on.
    -> end: The End
"""
MOST_TITLE = 200


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap new`."""
    parser.add_argument("name", metavar="NAME", help="the folder to make; the story is named after it")
    parser.add_argument("--title", metavar="TITLE", help="the title; else the folder's name")
    parser.add_argument("--author", metavar="NAME", default="", help="who writes it")


def run(arguments: argparse.Namespace) -> int:
    """Make the folder; 2 if there is something of that name."""
    import uuid

    from engine.paths.files import write

    folder = Path(arguments.name)
    name = folder.name
    if not name or name in (".", ".."):
        raise WrongUse("name the folder that is to be made")
    if folder.exists() or folder.is_symlink():
        raise WrongUse(f"there is something named `{in_one_line(str(folder))}` already; nothing was written")
    title = " ".join((arguments.title or name.replace("_", " ").replace("-", " ").capitalize()).split())[:MOST_TITLE]
    text = STORY.format(title=in_one_line(title), author=in_one_line(arguments.author), ifid=str(uuid.uuid4()).upper())
    text = text.replace("author: \n", "")
    try:
        (folder / "paths").mkdir(parents=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise WrongUse(f"`{in_one_line(str(folder))}` cannot be made: {reason}") from error
    story = folder / f"{name}.story"
    write(story, text)
    write(folder / "paths" / "first.path.json", _first_path(story))
    print(f"{in_one_line(story.as_posix())}: a story with one scene and one choice")
    print(f"{in_one_line((folder / 'paths' / 'first.path.json').as_posix())}: a play of it, as its first test")
    print(f"To play it: nightcap play {in_one_line(story.as_posix())}")
    return FINE


def _first_path(story: Path) -> str:
    """The one play of the new story."""
    from engine.loading import load
    from engine.paths.saved_path import SavedPath

    session = load(story).start(seed=1)
    session.choose("on")
    return SavedPath.of(session).dumps()
