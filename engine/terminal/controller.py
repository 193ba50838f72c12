"""Does what a typed line says: a command, a choice or an answer. Both players send their lines here."""

from __future__ import annotations

from engine.terminal.commands.table import run_command
from engine.terminal.listings import changed_story
from engine.terminal.outcome import CommandOutcome, note
from engine.terminal.play import MOST_TYPED, PlayController
from engine.terminal.typed_input import meaning, meaning_on_list


def submit(play: PlayController, typed: str, keys: bool = False) -> CommandOutcome:
    """Do what a typed line means; see engine/terminal/typed_input.py for the rule and for `keys`."""
    line = " ".join(typed[:MOST_TYPED].split())
    if play.resumption is not None:
        # The player is asked how to go on; the story waits.
        meant = meaning_on_list(changed_story(play.here, play.resumption.fitting), line, keys)
    else:
        meant = meaning(play.session, line, keys)
    if meant.command is not None:
        outcome = run_command(play, meant.command)
    elif meant.answer is not None:
        outcome = play.answer(meant.answer)
    elif meant.choice is not None:
        outcome = play.choose(meant.choice)
    else:
        return note(meant.note)
    return outcome._replace(notes=(*outcome.notes, meant.note)) if meant.note else outcome
