"""Look after the saved plays in the user's library: list them, show one, write one to a file, read one, delete one."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.exit_codes import FINE, STORY_HAS_ERRORS, WRONG_USE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.paths.library.library import Library
    from engine.paths.library.records import PathStep, SavedPlay
    from engine.paths.saved_path import SavedPath

FAILED = STORY_HAS_ERRORS  # the same code: what was asked for could not be done
MOST_SHOWN = 60
MOST_SAID = 110
SAVE = "the name of a save, or its number in the list"
STORY = "the story's title, where several stories have a save of that name"


class AmbiguousSave(Exception):
    """Which save is meant cannot be told. Its text is for the user."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap saves`."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    listing = actions.add_parser(
        "list", help="list the saved plays of all stories; this happens without an action, too"
    )
    listing.add_argument("--story", metavar="TITLE", help="only those of the story with this title")
    show = actions.add_parser("show", help="show what was chosen in a play")
    export = actions.add_parser("export", help="write a play to a file, to share it or to keep it as a test")
    take = actions.add_parser("import", help="take a play from a file into the library")
    delete = actions.add_parser("delete", help="delete a play from the library")
    backup = actions.add_parser("backup", help="write the whole library to a file")
    backup.add_argument("file", metavar="FILE", help="where to write")
    backup.add_argument("--replace", action="store_true", help="write over the file if it is there")
    restore = actions.add_parser("restore", help="put a library that was backed up in the place of the present one")
    restore.add_argument("file", metavar="FILE", help="what `backup` wrote")
    for action in (show, delete):
        action.add_argument("name", metavar="NAME", help=SAVE)
    export.add_argument("name", nargs="?", metavar="NAME", help=f"{SAVE}; with --feedback, the folder to write into")
    for action in (show, export, delete):
        action.add_argument("--story", metavar="TITLE", help=STORY)
    export.add_argument(
        "file", nargs="?", metavar="FILE", help="where to write, usually NAME.path.json; - for the output"
    )
    about = "write all notes that were made with :feedback while playing, each as a path to its place"
    export.add_argument("--feedback", action="store_true", help=about)
    export.add_argument("--replace", action="store_true", help="write over the file if it is there")
    take.add_argument("file", metavar="FILE", help="a .path.json file")
    take.add_argument("--name", metavar="NAME", help="the name of the save; the file's own name if left out")
    take.add_argument("--story", metavar="FILE", help="the .story file that it belongs to, for stories without ifid")
    take.add_argument("--replace", action="store_true", help="put it in the place of a save of that name")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked. 1 if it cannot be done, 2 if it is not clear what is meant."""
    from engine.paths.library.records import LibraryError

    actions = {"show": _show, "export": _export, "import": _import, "delete": _delete}
    if arguments.action == "export":
        if arguments.feedback:
            return _export_feedback(arguments)
        if arguments.file is None:
            print(
                "usage: nightcap saves export NAME FILE, or nightcap saves export --feedback [FOLDER]", file=sys.stderr
            )
            return WRONG_USE
    try:
        from engine.paths.library.library import Library

        if arguments.action in ("backup", "restore"):
            return (_backup if arguments.action == "backup" else _restore)(arguments)
        with Library.open() as library:
            code = actions.get(arguments.action, _list)(library, arguments)
            _tell(library)
            return code
    except AmbiguousSave as error:
        print(f"nightcap saves: {error}", file=sys.stderr)
        return WRONG_USE
    except LibraryError as error:
        print(f"nightcap saves: {_line(str(error), 2000)}", file=sys.stderr)
        return FAILED


def _tell(library: Library) -> None:
    for notice in library.notices:
        print(f"nightcap saves: {_line(notice, 2000)}", file=sys.stderr)


def _list(library: Library, arguments: argparse.Namespace) -> int:
    from engine.paths.library.records import place_of

    saves = _of_story(library.saves(), getattr(arguments, "story", None))
    if not saves:
        print("There are no saved plays.")
        return FINE
    for key in dict.fromkeys(save.story.key for save in saves):
        of_story = [save for save in saves if save.story.key == key]
        story = of_story[0].story
        endings, scenes = len(library.endings_found(story)), len(library.scenes_seen(story))
        print(f"{_line(story.title) or 'untitled'} (endings found: {endings}, scenes seen: {scenes})")
        width = max(len(_name(save)) for save in of_story)
        for save in of_story:
            over = "at the end" if save.over else _line(save.last)
            print(f"{save.id:>6}  {_name(save):<{width}}  {_date(save.updated)}  {_steps(save):>11}  {over}".rstrip())
            said = place_of(library.snapshot(save))[1]
            if said:
                print(f"        {_line(said, MOST_SAID)}")
    return FINE


def _show(library: Library, arguments: argparse.Namespace) -> int:
    save = _meant(library, arguments)
    if save is None:
        return FAILED
    from engine.paths.library.records import seed_of

    play = library.resume(save)
    print(f"{_name(save)}, {_line(save.story.title) or 'untitled'}")
    seed = seed_of(play)
    stored = ""
    if seed != save.seed:
        stored = ", from a stored state" if '"origin"' in (play.head or "") else ", begun elsewhere than the story"
    print(f"number {save.id}, seed {seed}, begun {_date(save.begun)}{stored}, last played {_date(save.updated)}")
    for number, step in enumerate(play.steps, 1):
        print(f"{number:>6}  {_line(step.scene)}: {_words(step)}")
    if save.over:
        print("        The end.")
    return FINE


def _export(library: Library, arguments: argparse.Namespace) -> int:
    save = _meant(library, arguments)
    if save is None:
        return FAILED
    from engine.paths.errors import PathError
    from engine.paths.files import save_path
    from engine.paths.library.exchange import saved_path

    file = Path(arguments.file)
    try:
        path = saved_path(library.resume(save))
        if arguments.file == "-":
            print(path.dumps(), end="")
            return FINE
        if os.path.lexists(file) and not arguments.replace:
            raise AmbiguousSave(f"{_line(str(file))} is there already; --replace writes over it")
        save_path(path, file)
    except PathError as error:
        print(f"nightcap saves: {error}", file=sys.stderr)
        return FAILED
    what = f"{_name(save)} of {_line(save.story.title) or 'an untitled story'}, number {save.id}, {_steps(save)}"
    print(f"Wrote {what}, last played {_date(save.updated)}, to {_line(str(file))}.")
    return FINE


def _export_feedback(arguments: argparse.Namespace) -> int:
    """Write the notes that were made while playing into a folder."""
    from engine.paths.errors import PathError
    from engine.paths.player_notes import INDEX, all_feedback, export_feedback

    notes = all_feedback(arguments.story)
    if not notes:
        print("There are no notes. While playing, :feedback TEXT makes one.")
        return FINE
    folder = Path(arguments.name or "feedback")
    try:
        written = export_feedback(notes, folder)
    except PathError as error:
        print(f"nightcap saves: {error}", file=sys.stderr)
        return FAILED
    count = f"{len(written)} note{'' if len(written) == 1 else 's'}"
    print(f"Wrote {count} to {_line(str(folder))}: the paths, and {INDEX}, which lists them.")
    return FINE


def _import(library: Library, arguments: argparse.Namespace) -> int:
    from engine.paths.errors import PathError
    from engine.paths.files import load_path
    from engine.paths.library.exchange import import_arguments
    from engine.paths.library.records import NameTaken, StoryKey, clean_name
    from engine.paths.path_parts import SUFFIX

    name = arguments.name or Path(arguments.file).name.removesuffix(SUFFIX)
    story: StoryKey | None = None
    try:
        path = load_path(arguments.file)
        if arguments.story is not None:
            from engine.loading import load
            from engine.runtime.errors import StoryErrors

            try:
                story = library.key_of(load(arguments.story))
            except StoryErrors as error:
                print(f"nightcap saves: {_line(str(error), 2000)}", file=sys.stderr)
                return FAILED
        elif not path.story.ifid:
            known = {one.story for one in library.saves() if one.story.title == path.story.title}
            if len(known) != 1:
                which = "several stories have" if known else "no story in the library has"
                title = _line(path.story.title)
                raise AmbiguousSave(f"{which} the title “{title}”; name the story's file with --story")
            story = known.pop()
        save = library.import_(name=clean_name(name), replace=arguments.replace, **import_arguments(path, story))
    except PathError as error:
        print(f"nightcap saves: {error}", file=sys.stderr)
        return FAILED
    except NameTaken as error:
        raise AmbiguousSave(
            f"{_line(str(error))} --name gives it another name, --replace puts it in that one's place"
        ) from error
    print(f"Imported “{_line(name)}” of {_line(save.story.title) or 'an untitled story'}, {_steps(save)}.")
    for line in _judged(path, arguments.story or save.story.path):
        print(_line(line, 400))
    return FINE


def _judged(path: SavedPath, file: str) -> Iterator[str]:
    """What is to be said of a path in the story of today, if that is there to be read."""
    from engine.loading import load
    from engine.paths.replaying import replay
    from engine.runtime.errors import PlayError, StoryErrors

    if not file or not Path(file).is_file():
        return
    try:
        done = replay(load(file), path)
    except (StoryErrors, PlayError, ValueError):
        return  # whoever plays it is told
    first = next((one for one in done.results if one.judgement.is_grave), None)
    if first is not None:
        place = f"step {first.number}, scene {first.scene}" if first.number else "the beginning"
        yield f"In the story as it is now it does not come out as it did: {place}: {first.judgement.verdict}:"
        yield f"  {first.judgement.why}"


def _backup(arguments: argparse.Namespace) -> int:
    """Copy the library to a file."""
    import sqlite3

    from engine.paths.library.opening import copy, real_path

    library, target = real_path(None), Path(arguments.file)
    if not library.exists():
        print("There is no library of plays yet.")
        return FAILED
    if os.path.lexists(target) and not arguments.replace:
        raise AmbiguousSave(f"{_line(str(target))} is there already; --replace writes over it")
    try:
        copy(library, target)
    except (OSError, ValueError, sqlite3.Error) as error:
        print(f"nightcap saves: {_line(str(target))} cannot be written: {error}", file=sys.stderr)
        return FAILED
    print(f"Wrote the library of plays to {_line(str(target))}.")
    return FINE


def _restore(arguments: argparse.Namespace) -> int:
    """Put a copy in the library's place; what was there is kept under another name."""
    import sqlite3

    from engine.paths.library.library import Library
    from engine.paths.library.opening import check_library, copy, put_aside, real_path

    file, library = Path(arguments.file), real_path(None)
    check_library(file)
    fresh = library.with_name(f"{library.name}.restored")
    try:
        library.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        copy(file, fresh)
        aside = put_aside(library, "before-restore")
        fresh.replace(library)
    except (OSError, ValueError, sqlite3.Error) as error:
        print(f"nightcap saves: the library cannot be restored: {error}", file=sys.stderr)
        return FAILED
    with Library.open() as restored:
        print(f"Restored: {len(restored.saves())} saved plays.")
    if aside is not None:
        print(f"What was there before is kept as {_line(str(aside))}.")
    return FINE


def _delete(library: Library, arguments: argparse.Namespace) -> int:
    save = _meant(library, arguments)
    if save is None:
        return FAILED
    library.delete(save)
    print(f"Deleted {_name(save)} of {_line(save.story.title) or 'an untitled story'}, {_steps(save)}.")
    return FINE


def _meant(library: Library, arguments: argparse.Namespace) -> SavedPlay | None:
    """The save that is meant by a name or a number; None, and a message, if there is none such."""
    saves = _of_story(library.saves(), arguments.story)
    wanted = " ".join(arguments.name.split())
    if wanted.isdecimal():
        found = [save for save in saves if str(save.id) == wanted]
    else:
        found = [save for save in saves if save.name == wanted]
        found = found or [save for save in saves if (save.name or "").casefold() == wanted.casefold() and save.name]
    if len(found) > 1:
        which = ", ".join(f"{save.id} ({_line(save.story.title)})" for save in found[:8])
        raise AmbiguousSave(f"{len(found)} saves are named “{_line(wanted)}”; give the number of one: {which}")
    if found:
        return found[0]
    print(f"nightcap saves: there is no save “{_line(wanted)}”; `nightcap saves list` lists them", file=sys.stderr)
    return None


def _of_story(saves: list[SavedPlay], title: str | None) -> list[SavedPlay]:
    return saves if title is None else [one for one in saves if one.story.title.casefold() == title.casefold()]


def _name(save: SavedPlay) -> str:
    return "(autosave)" if save.name is None else f"“{_line(save.name)}”"


def _steps(save: SavedPlay) -> str:
    return f"{save.steps} step{'' if save.steps == 1 else 's'}"


def _words(step: PathStep) -> str:
    if step.host is not None:
        from engine.paths.host_steps import told_host

        return f"(from outside: {_line(told_host(step.host))})"
    if step.answer is None:
        return _line(step.text or step.id or "")
    question = f"{_line(step.text)} " if step.text else ""
    return f"{question}= {_line(step.answer)}"


def _date(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))


def _line(text: str, most: int = MOST_SHOWN) -> str:
    """A text from the library on one line, without anything that could command the terminal, and not without end."""
    from engine.characters import visible

    line = " ".join(visible(text[: most + 1]).split())
    return line if len(line) <= most else line[: most - 1] + "…"
