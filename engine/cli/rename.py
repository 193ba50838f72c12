"""Rename a scene, a label, a variable, a tag, a function or whatever else has a name, in all files of a story.

Prose stays as it is. What saved paths know by name gets its old name written beside the new one, `(was …)`, so that
they find it. Before anything is written, every name of the story is proved to mean what it meant, and the saved paths
beside the story are replayed: where one would not fit any more, nothing is written. A choice without a label is named
by its id, `bar.ask-about-steph`, and gets a label.
"""

from __future__ import annotations

import argparse
import sys

from engine.characters import in_one_line
from engine.cli.exit_codes import FINE, STORY_HAS_ERRORS, WRONG_USE
from engine.cli.stories import whole_story


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap rename`."""
    from engine.symbols.index import WORDS

    parser.add_argument("old", metavar="OLD", help="the name; a label may have its scene: bar.truce")
    parser.add_argument("new", metavar="NEW", help="the new name")
    parser.add_argument("story", nargs="?", metavar="STORY", help="a .story file; without one, the one in this folder")
    parser.add_argument("--kind", choices=[*WORDS, "choice"], metavar="KIND", help="which thing of that name: scene, …")
    parser.add_argument("--diff", action="store_true", help="show the diff and write nothing")
    parser.add_argument("--force", action="store_true", help="write even if a saved path would not fit any more")


def run(arguments: argparse.Namespace) -> int:
    """Rename. 1 if it cannot be done, or would leave a saved path behind."""
    from engine.cli.files import put_in_place
    from engine.cli.fixing import diff_of
    from engine.fixes import overlay
    from engine.paths.rename_check import fitting_of
    from engine.source import read_bytes
    from engine.symbols.renaming import PRINTED, CannotRename, renamed

    path = whole_story(arguments.story)
    old, new = (name.removeprefix("#") for name in (arguments.old, arguments.new))
    if "." in old:
        # A label is named with its scene, and so may be what it is to be called.
        new = new.removeprefix(f"{old.partition('.')[0]}.")
    try:
        symbol, result = renamed(path, old, new, arguments.kind)
    except CannotRename as error:
        print(f"nightcap rename: {error}", file=sys.stderr)
        return STORY_HAS_ERRORS
    fitting = fitting_of(path, read_bytes, overlay(result.texts), symbol.kind in PRINTED)
    if arguments.diff:
        for line in diff_of(result.texts):
            print(line)
    files = f"{len(result.texts)} file{'' if len(result.texts) == 1 else 's'}"
    places = f"{result.places} place{'' if result.places == 1 else 's'} in {files}"
    print(in_one_line(f"{symbol.shown} -> {new}: {places}"))
    for line in fitting.lines:
        print(f"  {in_one_line(line)}")
    if arguments.diff:
        return FINE
    if fitting.lost and not arguments.force:
        print("nightcap rename: nothing is written; --force writes it all the same", file=sys.stderr)
        return STORY_HAS_ERRORS
    for file, data in result.texts.items():
        if not put_in_place(file, data, "rename"):
            return WRONG_USE
    return FINE
