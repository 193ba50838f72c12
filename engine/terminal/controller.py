"""Does what a typed line says: a command, a choice or an answer. Both players send their lines here."""

from __future__ import annotations

from engine.terminal.commands.table import COMMANDS, command_meant, run_command
from engine.terminal.outcome import Outcome, note
from engine.terminal.play import MOST_TYPED, Play
from engine.terminal.typed_input import choice_meant, what_to_type


def submit(play: Play, typed: str) -> Outcome:
    """Do what a typed line says."""
    typed = " ".join(typed[:MOST_TYPED].split())
    session = play.session
    if typed.startswith(":"):
        return run_command(play, typed[1:].strip())
    if session.question is not None:
        return play.answer(typed)
    choice, problem = choice_meant(session, typed) if typed else (None, "")
    meant = command_meant(typed)
    labels = [one.label for one in session.choices] + [one.id for one in session.choices]
    if meant and (choice is None or (not meant[1] and meant[0] not in labels)):
        return COMMANDS[meant[0]].handler(play, meant[1])
    if choice is None:
        return note(problem or what_to_type(session))
    return play.choose(choice)
