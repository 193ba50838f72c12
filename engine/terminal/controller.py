"""Does what a typed line says: a command, a choice or an answer. Both players send their lines here."""

from __future__ import annotations

from engine.terminal.commands.table import command_meant, run_command
from engine.terminal.listings import changed_story
from engine.terminal.messages import tr
from engine.terminal.outcome import Outcome, note
from engine.terminal.play import MOST_TYPED, Play
from engine.terminal.typed_input import meaning


def _decided(play: Play, typed: str) -> Outcome:
    """What a line means while the player is asked how to go on: the number of an offer, or a command by its name."""
    assert play.resumption is not None, "asked before"
    offers = [entry for entry in changed_story(play.here, play.resumption.fitting).entries if entry.number]
    numbered = next((entry.command for entry in offers if str(entry.number) == typed), None)
    if numbered is not None:
        return run_command(play, numbered)
    if command_meant(typed) is not None:
        return run_command(play, typed)
    return note(tr("First say how to go on: a number from 1 to {count}.", count=len(offers)))


def submit(play: Play, typed: str, keys: bool = False) -> Outcome:
    """Do what a typed line means; see engine/terminal/typed_input.py for the rule and for `keys`."""
    if play.resumption is not None and not typed.startswith(":"):
        return _decided(play, typed.strip())
    meant = meaning(play.session, " ".join(typed[:MOST_TYPED].split()), keys)
    if meant.command is not None:
        outcome = run_command(play, meant.command)
    elif meant.answer is not None:
        outcome = play.answer(meant.answer)
    elif meant.choice is not None:
        outcome = play.choose(meant.choice)
    else:
        return note(meant.note)
    return outcome._replace(notes=(*outcome.notes, meant.note)) if meant.note else outcome
