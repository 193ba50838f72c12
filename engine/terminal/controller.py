"""Does what a typed line says: a command, a choice or an answer. Both players send their lines here."""

from __future__ import annotations

from engine.terminal.commands.table import run_command
from engine.terminal.outcome import Outcome, note
from engine.terminal.play import MOST_TYPED, Play
from engine.terminal.typed_input import meaning


def submit(play: Play, typed: str, keys: bool = False) -> Outcome:
    """Do what a typed line means; see engine/terminal/typed_input.py for the rule and for `keys`."""
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
