"""Draw the scenes of a story and where they lead, as one picture."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.cli.exit_codes import FINE
from engine.cli.stories import WrongUse, parsed, story_meant


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap map`."""
    parser.add_argument("story", nargs="?", metavar="STORY", help="a .story file; without one, the one in this folder")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write; the story's name with .svg if left out")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--all", action="store_true", help="draw every scene, however many there are")
    how.add_argument("--fold", action="store_true", help="draw each file as one box")
    how.add_argument("--chapter", metavar="FILE", help="draw the scenes of one file, and the others folded")


def run(arguments: argparse.Namespace) -> int:
    """Write the picture."""
    from engine.symbols.outline import outline_of
    from engine.web.scene_map import map_of, picture_of

    output = Path(arguments.output) if arguments.output else story_meant(arguments.story).with_suffix(".svg")
    if output.suffix != ".svg":
        raise WrongUse(f"a map's name ends in .svg, not `{output.name}`")
    outline = outline_of(parsed(arguments.story))
    story = outline.story
    only = None
    if arguments.chapter:
        names = [source.name for source in story.sources]
        only = next((name for name in names if Path(name).name == Path(arguments.chapter).name), None)
        if only is None:
            raise WrongUse(f"`{arguments.chapter}` is no file of this story; it has {', '.join(names)}")
    fold = False if arguments.all else True if arguments.fold else None
    scenes = map_of(outline, fold=fold, only=only)
    try:
        picture = picture_of(scenes)
    except ImportError as error:
        raise WrongUse("drawing a map needs one package more: pip install 'nightcap[map]'") from error
    try:
        output.write_text(picture, encoding="utf-8", newline="\n")
    except OSError as error:
        raise WrongUse(f"`{output}` cannot be written: {error.strerror}") from error
    return FINE
