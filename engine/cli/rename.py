"""Rename a scene, a label, a variable, a tag, a function or whatever else has a name, in all files of a story.

Prose stays as it is. A scene or a label gets its old name written beside the new one, `(was …)`, so that saved paths
find it. Before anything is written, every name of the story is proved to mean what it meant, and the saved paths
beside the story are replayed: where one would not fit any more, nothing is written. A choice without a label is named
by its id, `bar.ask-about-steph`, and gets a label.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from engine.characters import in_one_line
from engine.cli.main import FINE, STORY_HAS_ERRORS, WRONG_USE
from engine.cli.stories import whole_story

if TYPE_CHECKING:
    from engine.runtime.story import Story
    from engine.symbols.index import Symbol

MOST_LISTED, MOST_SAID = 8, 160


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
    from engine.symbols.renaming import CannotRename, renamed

    path = whole_story(arguments.story)
    old, new = (name.removeprefix("#") for name in (arguments.old, arguments.new))
    try:
        symbol, result = renamed(path, old, new, arguments.kind)
    except CannotRename as error:
        print(f"nightcap rename: {error}", file=sys.stderr)
        return STORY_HAS_ERRORS
    fitting = _fitting(path, result.texts, symbol, new)
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
    for file, data in (*result.texts.items(), *fitting.rewritten.items()):
        if not put_in_place(file, data, "rename"):
            return WRONG_USE
    return FINE


class Fitting(NamedTuple):
    """How the saved paths beside a story fit after a renaming: lines for the writer, and files to be written anew."""

    lines: list[str]
    lost: int
    rewritten: dict[Path, bytes]


def _fitting(path: Path, texts: Mapping[Path, bytes], symbol: Symbol, new: str) -> Fitting:
    """Replay the saved paths of a story in the story as it is and as it would be."""
    from engine.fixes import overlay
    from engine.loading import checked_story

    before, _, _ = checked_story(path)
    after, _, _ = checked_story(path, overlay(texts))
    if before is None or after is None:
        why = "the story has errors: what could not be read is not renamed, and no saved path was replayed"
        return Fitting([why], 0, {})
    return _replayed(path, before, after, {symbol.name: new} if symbol.kind == "variable" else {})


def _replayed(path: Path, before: Story, after: Story, variables: Mapping[str, str]) -> Fitting:
    from engine.paths.errors import PathError
    from engine.paths.finding import story_of
    from engine.paths.model import SavedPath
    from engine.paths.refitting import refit
    from engine.paths.suite import paths_in

    lines: list[str] = []
    rewritten: dict[Path, bytes] = {}
    fit = unfit = lost = 0
    for file in paths_in(path.parent):
        try:
            saved = SavedPath.load(file)
            if story_of(saved, file).resolve() != path.resolve():
                continue
        except PathError:
            continue
        found = refit(before, after, saved, variables)
        if not found.before:
            unfit += 1
        elif found.after:
            fit += 1
            if found.rewritten is not None:
                rewritten[file] = found.rewritten.encode("utf-8")
        else:
            lost += 1
            if lost <= MOST_LISTED:
                why = found.why if len(found.why) <= MOST_SAID else found.why[: MOST_SAID - 1] + "…"
                lines.append(f"{file.as_posix()} would not fit any more: {why}")
    if lost > MOST_LISTED:
        lines.append(f"and {lost - MOST_LISTED} more")
    if fit:
        written = f", {len(rewritten)} of them written anew with the new name" if rewritten else ""
        lines.append(f"{fit} saved path{' fits' if fit == 1 else 's fit'}{written}")
    if unfit:
        lines.append(f"{unfit} did not fit before")
    return Fitting(lines, lost, rewritten)
