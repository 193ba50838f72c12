"""Which choice a typed line means: its number, its label or id, or the beginning of its text."""

from __future__ import annotations

from engine.runtime.offers import Choice
from engine.runtime.session import Session
from engine.terminal.blocks import one_line


def numbered(session: Session) -> list[Choice]:
    """The open choices in the order of their numbers."""
    return [choice for choice in session.choices if choice.enabled]


def what_to_type(session: Session) -> str:
    """One line on what can be typed now."""
    if session.over:
        return "The story is over. Type undo, timeline, restart or quit."
    count = len(numbered(session))
    numbers = "1" if count == 1 else f"a number from 1 to {count}"
    return f"Type {numbers}, or the beginning of a choice. help tells more."


def choice_meant(session: Session, typed: str) -> tuple[Choice | None, str]:
    """The choice that a typed line means. Without one, the text says why."""
    if session.over:
        return None, what_to_type(session)
    if typed.isdecimal() and typed.isascii():
        offered = numbered(session)
        number = int(typed[:9])
        if 1 <= number <= len(offered):
            return offered[number - 1], ""
        return None, f"There is no choice {typed[:20]}. {what_to_type(session)}"
    folded = typed.casefold()
    for choice in session.choices:
        if folded in (choice.id.casefold(), (choice.label or choice.id).casefold()):
            return choice, ""
    found = beginning_with(session, typed)
    if len(found) == 1:
        return found[0], ""
    if found:
        return None, f"{len(found)} choices begin like that. {what_to_type(session)}"
    return None, f"No choice begins with “{one_line(typed, 40)}”. {what_to_type(session)}"


def beginning_with(session: Session, typed: str) -> list[Choice]:
    """The choices whose text begins as typed, whatever the case and the quotation marks; open ones before closed."""
    wanted = comparable(typed)
    found = [choice for choice in session.choices if wanted and comparable(choice.text).startswith(wanted)]
    exact = [choice for choice in found if comparable(choice.text) == wanted]
    return exact if len(exact) == 1 else [choice for choice in found if choice.enabled] or found


def comparable(text: str) -> str:
    """A text for comparing beginnings: without case, quotes and other marks."""
    letters = (char if char.isalnum() else "" if char in "'’" else " " for char in text.casefold())
    return " ".join("".join(letters).split())
