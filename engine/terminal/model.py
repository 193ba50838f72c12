"""A play from a player's side: what a typed line means, and what there is to say. No player-specific drawing."""

from __future__ import annotations

from typing import NamedTuple

from engine.diagnostics import render
from engine.runtime.errors import AnswerError, ChoiceError, PlayError
from engine.runtime.offers import Choice
from engine.runtime.session import Session

COMMANDS = {
    "undo": "take back the last choice",
    "redo": "take the undone choice again",
    "choices": "hear the choices again",
    "again": "hear the last text again",
    "status": "hear the status line",
    "restart": "begin again",
    "help": "hear what can be typed",
    "quit": "leave",
}
MOST_TYPED = 1000


class Outcome(NamedTuple):
    """What a typed line led to: whether new text is there, whether the choices are to be shown again, and notes.

    `chosen` is the text of the choice that was taken, which players show, as the story does not repeat it.
    """

    new_text: bool = False
    show_choices: bool = False
    notes: tuple[str, ...] = ()
    leave: bool = False
    chosen: str | None = None


def visible(text: str) -> str:
    """A text as it may be sent to a terminal: whatever could command it is replaced."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in "\n\xa0\xad\u200c\u200d" else "\ufffd" for char in text)


class Play:
    """One play, driven by typed lines."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.failed = False

    def take(self, typed: str) -> Outcome:
        """Do what a typed line says: a command, a choice, or an answer."""
        typed = " ".join(typed[:MOST_TYPED].split())
        session = self.session
        if session.question is not None:
            return self._answer(typed)
        if not typed:
            return Outcome(notes=(self.prompt_help(),))
        command = typed.casefold().removeprefix(":")
        if command in COMMANDS and not any(choice.label == command for choice in session.choices):
            return self._command(command)
        choice, problem = self.choice_meant(typed)
        if choice is None:
            return Outcome(notes=(problem,))
        return self._choose(choice)

    def choice_meant(self, typed: str) -> tuple[Choice | None, str]:
        """The choice that a typed line means: its number, its label or id, or the beginning of its text.

        Without one, the text says why.
        """
        choices = self.session.choices
        if self.session.over:
            return None, "The story is over. Type undo, restart or quit."
        if typed.isdecimal() and typed.isascii():
            numbered = self.numbered()
            number = int(typed[:9])
            if 1 <= number <= len(numbered):
                return numbered[number - 1], ""
            return None, f"There is no choice {visible(typed[:20])}. {self.prompt_help()}"
        folded = typed.casefold()
        for choice in choices:
            if folded in (choice.id.casefold(), (choice.label or choice.id).casefold()):
                return choice, ""
        found = [choice for choice in choices if _beginning(choice.text).startswith(_beginning(typed))]
        exact = [choice for choice in found if _beginning(choice.text) == _beginning(typed)]
        found = exact if len(exact) == 1 else [one for one in found if one.enabled] or found
        if len(found) == 1:
            return found[0], ""
        if found:
            return None, f"{len(found)} choices begin like that. {self.prompt_help()}"
        return None, f"No choice begins with “{visible(typed[:40])}”. {self.prompt_help()}"

    def numbered(self) -> list[Choice]:
        """The open choices in the order of their numbers."""
        return [choice for choice in self.session.choices if choice.enabled]

    def prompt_help(self) -> str:
        """One line on what can be typed now."""
        if self.session.over:
            return "Type undo, restart or quit."
        count = len(self.numbered())
        numbers = "1" if count == 1 else f"a number from 1 to {count}"
        return f"Type {numbers}, or the beginning of a choice. help tells more."

    def _choose(self, choice: Choice) -> Outcome:
        try:
            self.session.choose(choice)
        except ChoiceError as error:
            return Outcome(notes=(_sentence(str(error)),))
        except PlayError as error:
            return self._story_error(error)
        return Outcome(new_text=True, chosen=visible(choice.text))

    def _answer(self, typed: str) -> Outcome:
        try:
            self.session.answer(typed)
        except AnswerError as error:
            return Outcome(notes=(str(error),))
        except PlayError as error:
            return self._story_error(error)
        return Outcome(new_text=True)

    def _story_error(self, error: PlayError) -> Outcome:
        self.failed = True
        note = "The story has a mistake here; you are still where you were.\n" + render(error.diagnostic, {})
        return Outcome(notes=(note,))

    def _command(self, command: str) -> Outcome:
        session = self.session
        if command == "quit":
            return Outcome(leave=True)
        if command == "help":
            lines = [f"{name}: {text}" for name, text in COMMANDS.items()]
            first = "To choose, type a choice's number, its label, or the beginning of its text."
            return Outcome(notes=("\n".join([first, *lines]),))
        if command == "undo":
            return Outcome(new_text=True) if session.undo() else Outcome(notes=("There is nothing to undo.",))
        if command == "redo":
            return Outcome(new_text=True) if session.redo() else Outcome(notes=("There is nothing to redo.",))
        if command == "restart":
            while session.undo():
                pass
            return Outcome(new_text=True)
        if command == "status":
            status = session.status
            return Outcome(notes=(visible(status.text) if status else "This story has no status line.",))
        return Outcome(new_text=command == "again", show_choices=command == "choices")


def _beginning(text: str) -> str:
    """A text for comparing beginnings: without case, quotes and other marks."""
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
