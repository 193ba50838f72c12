"""Play a story in this terminal."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from engine.characters import in_one_line
from engine.cli.exit_codes import FINE, STORY_HAS_ERRORS
from engine.cli.stories import WrongUse, loaded

if TYPE_CHECKING:
    import argparse

    from engine.paths.replaying import PathReplayer
    from engine.runtime.session import Session
    from engine.runtime.story import Story
    from engine.terminal.following import Follower
    from engine.terminal.listings import Listing
    from engine.terminal.outcome import CommandOutcome
    from engine.terminal.play import PlayController
    from engine.terminal.saved_places import SavedPlace
    from engine.terminal.seen import Seen
    from engine.terminal.settings import Settings

FLAGS = {
    "--plain": ("plain", "only new text and a prompt: for screen readers, pipes and slow lines"),
    "--continue": ("go_on", "go on where this story was last left, without asking"),
    "--new": ("new", "begin anew, without asking"),
    "--follow": (
        "follow",
        "take up each version of the story that you save; --draft comes with it",
    ),
    "--draft": ("draft", "a move to a scene that is not written yet ends there, with a note; nothing is kept"),
    "--no-save": ("no_save", "keep nothing of this play"),
    "--keep": ("keep", "keep this play, too, though it begins elsewhere, by --scene or --set"),
    "--ascii": ("ascii", "draw nothing that is not ASCII"),
    "--no-animation": ("no_animation", "new text stands there at once"),
    "--no-mouse": ("no_mouse", "leave the mouse to the terminal"),
}
VALUES = {
    "--load": ("load", "NAME", "begin at what was saved under this name"),
    "--scene": ("scene", "NAME", "begin in this scene, to try it; such a play is not kept without --keep"),
    "--theme": ("theme", "NAME", "auto, dark, light, contrast or terminal"),
    "--width": ("width", "N", "the most columns of the reading column, 20 to 120"),
    "--pace": ("pace", "N", "let new text appear at so many characters a second; 0: at once"),
}


def read_quickly(arguments: list[str]) -> SimpleNamespace | None:
    """The arguments in their usual forms, without argparse, whose import a player would wait for; None for others."""
    found = SimpleNamespace(story=None, seed=None, set=None)
    for name, *_ in FLAGS.values():
        setattr(found, name, False)
    for name, *_ in VALUES.values():
        setattr(found, name, None)
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument in FLAGS:
            setattr(found, FLAGS[argument][0], True)
        elif argument in VALUES and rest:
            setattr(found, VALUES[argument][0], rest.pop(0))
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
    about = "give a variable another value at the beginning; of a set, its names with commas between"
    parser.add_argument("--set", action="append", metavar="NAME=VALUE", help=about)
    for flag, (name, about) in FLAGS.items():
        parser.add_argument(flag, dest=name, action="store_true", help=about)
    for flag, (name, shown, about) in VALUES.items():
        parser.add_argument(flag, dest=name, metavar=shown, help=about)


def _seed(text: str) -> int:
    import argparse

    if not text.isdecimal() or int(text[:11]) >= 2**32:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number from 0 to {2**32 - 1}")
    return int(text)


def run(arguments: argparse.Namespace | SimpleNamespace) -> int:
    """Play the story."""
    from engine.terminal.play import PlayController
    from engine.terminal.progress import ProgressLine
    from engine.terminal.saves import SavedPlays

    settings, notes = _settings(arguments)
    with ProgressLine("Reading the story", stays=_is_line_mode(arguments)):
        story = _draft(arguments.story) if _may_lack_scenes(arguments) else loaded(arguments.story)
        scene, values = _beginning(story, arguments)
        session = story.start(arguments.seed, scene=scene, variables=values)
    if session.beginning is not None:
        arguments.new = True
        arguments.no_save = arguments.no_save or not arguments.keep
        told = "it is not kept (--keep does that)" if arguments.no_save else "it is kept as it is"
        notes.append(f"This play begins elsewhere: {told}, and what `nightcap check` proves may not hold in it.")
    if arguments.follow or arguments.draft:
        arguments.no_save = arguments.new = True
    play = PlayController(
        session, None if arguments.no_save else SavedPlays(story), settings, _seen(session, arguments.no_save)
    )
    if arguments.follow:
        play.follower = _follower(story)
    return FINE if _play(play, arguments, notes) else STORY_HAS_ERRORS


def _may_lack_scenes(arguments: argparse.Namespace | SimpleNamespace) -> bool:
    """Whether scenes that are not there yet stop nothing. Who follows a story is about to write them."""
    return bool(arguments.draft or (arguments.follow and not str(arguments.story).endswith(".json")))


def _draft(named: str | None) -> Story:
    """The story that is meant, in which scenes may be missing."""
    from engine.cli.stories import whole_story
    from engine.loading import load_draft

    return load_draft(whole_story(named))


def _follower(story: Story) -> Follower:
    """What takes up the versions of the story that are saved."""
    from engine.terminal.following import Follower

    if story.path is None or not story.path.endswith(".story"):
        raise WrongUse("--follow is for a .story file, which you write")
    return Follower(Path(story.path))


def _beginning(story: Story, arguments: argparse.Namespace | SimpleNamespace) -> tuple[str | None, dict[str, object]]:
    """The scene in which the command line says that the play begins, and values of variables."""
    from engine.runtime.variables import typed_value

    values: dict[str, object] = {}
    if arguments.scene is None and not arguments.set:
        return None, values
    if arguments.load or arguments.go_on:
        raise WrongUse("--scene and --set begin a play; --load and --continue go on with one that was kept")
    for one in arguments.set or ():
        name, sign, text = one.partition("=")
        name = name.strip()
        if not sign or not name:
            raise WrongUse(f"--set takes NAME=VALUE, not `{in_one_line(one)}`")
        if name in values:
            raise WrongUse(f"--set gives `{in_one_line(name)}` two values")
        values[name] = typed_value(story.program, name, text.strip())
    return arguments.scene, values


def play_session(replayer: PathReplayer, reasons: list[str]) -> bool:
    """Play on where a replay stands, in the player that suits this terminal; false if the story made a mistake.

    `reasons` say why the path does not go on; then the stored state of one that has any is offered too.
    """
    from engine.terminal.compatibility import stored_of
    from engine.terminal.play import PlayController
    from engine.terminal.resuming import outgrown
    from engine.terminal.saved_places import started
    from engine.terminal.saves import SavedPlays

    arguments = read_quickly(["--new"])
    assert arguments is not None, "these are known"
    settings, notes = _settings(arguments)
    session, beginning = replayer.session, replayer.recorder.beginning
    play = PlayController(session.story.start(session.seed), SavedPlays(session.story), settings, _seen(session, False))
    if beginning is not None:
        play.begin(started(session.story, session.seed, beginning), beginning)
    play.take_up(session.path)
    last, outcome = replayer.path.last, None
    if reasons and last is not None and last.snapshot is not None:
        outcome = outgrown(play, tuple(reasons), stored_of(session.story, replayer.path))
    return _play(play, arguments, notes, outcome)


def _play(
    play: PlayController,
    arguments: argparse.Namespace | SimpleNamespace,
    notes: list[str],
    begun: CommandOutcome | None = None,
) -> bool:
    """Choose the player and where to begin; `begun` is what came of going there, if that is done already."""
    from engine.terminal.capabilities import draws, encoding_of

    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if not draws(encoding_of(sys.stdout)):
        play.settings = play.settings._replace(ascii=True)
    begun = begun or _begin(play, arguments)
    notes += begun.notes
    asks = not (arguments.new or arguments.go_on or arguments.load or arguments.seed is not None)
    latest = play.with_saved_plays(lambda saved: saved.latest(), None) if asks and is_terminal else None
    notes += play.trouble()
    if _is_line_mode(arguments) or not is_terminal:
        from engine.terminal.line_mode_player import play_in_line_mode

        notes += begun.listing.lines() if begun.listing is not None else ()
        fine = play_in_line_mode(play, sys.stdin, sys.stdout, tuple(notes), _welcome(latest))
        told = sys.stdout.isatty()
    else:
        from engine.terminal.fullscreen_player import play_fullscreen

        fine = play_fullscreen(play, tuple(notes), _welcome(latest) or begun.listing)
        told = True
    if told:
        print(_farewell(play, arguments.story))
    if play.saved_plays is not None:
        play.saved_plays.close()
    return fine


def _seen(session: Session, forgets: bool) -> Seen:
    """What was seen of the story before; the player's words are in its language from now on."""
    from engine.terminal.messages import use_language
    from engine.terminal.seen import Seen, seen_of

    use_language(session.story.language)
    return Seen() if forgets else seen_of(session.story)


def _welcome(latest: SavedPlace | None) -> Listing | None:
    """The question where to begin, if the story was played before."""
    from engine.terminal.listings import welcome

    return welcome(latest) if latest is not None else None


def _is_line_mode(arguments: argparse.Namespace | SimpleNamespace) -> bool:
    """Whether nothing may be redrawn."""
    return bool(arguments.plain) or os.environ.get("TERM") == "dumb"


def _begin(play: PlayController, arguments: argparse.Namespace | SimpleNamespace) -> CommandOutcome:
    """Go to where the command line says; what came of it."""
    from engine.terminal.outcome import CommandOutcome

    if not arguments.load and not arguments.go_on:
        return CommandOutcome()
    from engine.terminal.commands.table import run_command

    return run_command(play, f"load {arguments.load}" if arguments.load else "continue")


def _settings(arguments: argparse.Namespace | SimpleNamespace) -> tuple[Settings, list[str]]:
    """The settings of the user with those of the command line over them. Raises `SettingError`."""
    from engine.terminal.settings import changed, read_settings

    settings, notes = read_settings()
    for name in ("theme", "width", "pace"):
        if getattr(arguments, name) is not None:
            settings = changed(settings, name, getattr(arguments, name))
    switches = (("ascii", "ascii", "on"), ("no_animation", "animation", "off"), ("no_mouse", "mouse", "off"))
    for flag, name, value in switches:
        if getattr(arguments, flag):
            settings = changed(settings, name, value)
    return settings, notes


def _farewell(play: PlayController, story: str | None) -> str:
    """The line that stays on the terminal: what is kept, and how to go on."""
    from engine.terminal.blocks import one_line
    from engine.terminal.messages import tr

    title = one_line(play.story.title) or tr("The story")
    if play.session.over:
        name = play.session.ending.name if play.session.ending else None
        place = tr("ended: {name}", name=one_line(name)) if name else tr("ended")
    else:
        place = tr("turn {turn}, {place}", turn=play.here.depth, place=play.here.place())
    command = "nightcap play" + (f" {shlex.quote(one_line(story))}" if story else "")
    if not play.here.depth:
        return tr("{title}. To play: {command}", title=title, command=command)
    if play.is_lost_on_leaving:
        return tr("{title} ({place}) was not kept. To play again: {command}", title=title, place=place, command=command)
    return tr("{title} ({place}) is kept. To go on: {command}", title=title, place=place, command=command)
