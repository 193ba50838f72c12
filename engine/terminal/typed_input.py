"""The input rule: what a typed line means. Both players ask here, and tests/terminal/typed_lines.txt has its cases.

1. Behind a colon stands a command, always. 2. At a question every other line is the answer. 3. A number is the number
of a choice. 4. What begins a shown choice is that choice, even where it is also the name of a command; one letter
alone begins none. 5. The name of a command as the whole line, or its key, is the command. 6. The label of a choice,
which no player sees, comes last. Where two of these were possible, the player is told which was taken and how to get
the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.named_tuples import NamedTuple
from engine.runtime.offers import Choice
from engine.runtime.session import Session
from engine.terminal.blocks import AFTER_THE_END, one_line
from engine.terminal.commands.table import COMMANDS, KEYS
from engine.terminal.messages import plural, tr

if TYPE_CHECKING:
    from engine.terminal.listings import Listing


class Meaning(NamedTuple):
    """What a line means: one of a choice, a command line and an answer; or nothing, and `note` says why.

    With one of them, `note` tells of another reading that was possible.
    """

    choice: Choice | None = None
    command: str | None = None
    answer: str | None = None
    note: str = ""


class TypedOffer(NamedTuple):
    """Something shown that can be taken, or is closed: its number and text; a choice, or after the end a command."""

    number: int | None
    text: str
    choice: Choice | None = None
    command: str | None = None


def meaning(session: Session, typed: str, keys: bool = False) -> Meaning:
    """What a typed line means. With `keys`, one letter alone is the key of a command, where keys cannot be pressed."""
    if typed.startswith(":"):
        return Meaning(command=typed[1:].strip())
    command = _bare_command(typed, keys)
    if session.question is not None:
        told = tr("“{typed}” was taken as your answer; :{command} is the command.", typed=typed, command=command)
        return Meaning(answer=typed, note=told if command and len(typed) > 1 else "")
    if not typed:
        return Meaning(note=what_to_type(session))
    offers = offered(session)
    found = beginning_with(offers, typed)
    numbered = _numbered(offers, typed)
    if numbered is not None:
        other = one_line(found[0].text, 40) if found and numbered not in found else ""
        told = tr("{typed} was taken as a number; for “{text}”, type more of it.", typed=typed, text=other)
        return _taken(numbered, told if other else "")
    if len(found) == 1:
        told = tr("“{typed}” was taken as a choice; :{command} is the command.", typed=typed, command=command)
        return _taken(found[0], told if command else "")
    if found:
        count = plural("{count} choice begins", "{count} choices begin", len(found))
        told = tr("{count} like that: {texts} Type more, or a number.", count=count, texts=_listed(found))
        return Meaning(note=f"{told} {_as_command(command)}".strip())
    if command:
        return Meaning(command=command)
    if not typed.isdecimal():
        labelled = next((one for one in offers if one.choice and typed.casefold() in _names(one.choice)), None)
        if labelled is not None:
            return _taken(labelled)
    return Meaning(note=_nothing(session, typed))


def meaning_on_list(listing: Listing, typed: str, keys: bool = False) -> Meaning:
    """What a line means where the player itself asks: the number of an entry, how it begins, or a command."""
    if typed.startswith(":"):
        return Meaning(command=typed[1:].strip())
    offers = [TypedOffer(one.number, one.text, None, one.command) for one in listing.entries if one.number is not None]
    numbered, found = _numbered(offers, typed), beginning_with(offers, typed)
    if numbered is not None or len(found) == 1:
        return _taken(numbered or found[0])
    command = _bare_command(typed, keys)
    if command and not found:
        return Meaning(command=command)
    return Meaning(note=tr("First say how to go on: a number from 1 to {count}.", count=len(offers)))


def offered(session: Session) -> list[TypedOffer]:
    """What is shown to be taken: the choices, open ones numbered; after the end, ways to go on."""
    if session.over:
        return [TypedOffer(number, tr(text), None, name) for number, (name, text) in enumerate(AFTER_THE_END, 1)]
    offers, number = [], 0
    for choice in session.choices:
        number += choice.enabled
        offers.append(TypedOffer(number if choice.enabled else None, choice.text, choice))
    return offers


def beginning_with(offers: list[TypedOffer], typed: str) -> list[TypedOffer]:
    """The offers whose text begins as typed, whatever the case and the quotation marks.

    One of which it is the whole text goes before the others, and open ones before closed.
    """
    wanted = comparable(typed)
    whole = [one for one in offers if wanted and comparable(one.text) == wanted]
    if len(whole) == 1:
        return whole
    if _is_one_letter(wanted):
        return [one for one in whole if one.number] or whole
    found = [one for one in offers if wanted and comparable(one.text).startswith(wanted)]
    return [one for one in found if one.number] or found


def comparable(text: str) -> str:
    """A text for comparing beginnings: without case, quotes and other marks."""
    letters = (char if char.isalnum() else "" if char in "'’" else " " for char in text.casefold())
    return " ".join("".join(letters).split())


def what_to_type(session: Session) -> str:
    """One line on what can be typed now."""
    if session.over:
        return tr("The story is over. Type a number from 1 to {count}. :help tells more.", count=len(AFTER_THE_END))
    count = sum(choice.enabled for choice in session.choices)
    if count == 1:
        return tr("Type 1, or the beginning of the choice. :help tells more.")
    return tr("Type a number from 1 to {count}, or the beginning of a choice. :help tells more.", count=count)


def _taken(offer: TypedOffer, note: str = "") -> Meaning:
    return Meaning(offer.choice, offer.command, None, note)


def _numbered(offers: list[TypedOffer], typed: str) -> TypedOffer | None:
    """The offer of a typed number."""
    if not typed.isdecimal() or not typed.isascii():
        return None
    return next((one for one in offers if one.number == int(typed[:9])), None)


def _bare_command(typed: str, keys: bool) -> str:
    """The command of which a whole line is the name, or the key; empty if it is none."""
    folded = typed.casefold()
    if keys and len(folded) == 1 and (typed in KEYS or folded in KEYS):
        return KEYS[typed if typed in KEYS else folded].name
    return folded if folded in COMMANDS else ""


def _is_one_letter(text: str) -> bool:
    """Whether a text is a letter alone; a character that is as wide as two, such as 走, is a word."""
    if len(text) != 1 or text.isascii():
        return len(text) == 1
    import unicodedata

    return unicodedata.east_asian_width(text) not in "WF"


def _names(choice: Choice) -> tuple[str, str]:
    return choice.id.casefold(), (choice.label or choice.id).casefold()


def _listed(found: list[TypedOffer]) -> str:
    shown = [f"{one.number}. {one_line(one.text, 40)}" if one.number else one_line(one.text, 40) for one in found[:4]]
    return " · ".join([*shown, "…"] if len(found) > 4 else shown)


def _as_command(command: str) -> str:
    return tr(":{command} is the command.", command=command) if command else ""


def _nothing(session: Session, typed: str) -> str:
    """Why a line means nothing, and what would."""
    if typed.isdecimal() and typed.isascii():
        return f"{tr('There is no choice {typed}.', typed=typed[:20])} {what_to_type(session)}"
    told = tr("No choice begins with “{typed}”.", typed=one_line(typed, 40))
    if _is_one_letter(comparable(typed)):
        return f"{tr('One letter alone is no beginning.')} {what_to_type(session)}"
    first = typed.casefold().partition(" ")[0]
    if first in COMMANDS:
        return f"{told} {tr('A command with more behind it needs a colon: {line}', line=f':{one_line(typed, 40)}')}"
    from difflib import get_close_matches

    near = get_close_matches(typed.casefold(), COMMANDS, 1)
    return f"{told} {tr('Did you mean :{command}?', command=near[0]) if near else what_to_type(session)}"
