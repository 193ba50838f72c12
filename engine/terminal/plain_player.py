"""The plain player: new text, numbered choices, one prompt. Append-only, no control characters, no drawing.

For screen readers, pipes and slow lines, and whenever input or output is no terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from engine.characters import visible
from engine.terminal.blocks import Block, offer_blocks, one_line, title_blocks
from engine.terminal.commands.table import COMMANDS
from engine.terminal.controller import submit
from engine.terminal.listings import Entry, Listing
from engine.terminal.outcome import AGAIN, CHOICES, HELP, SEARCH, Outcome
from engine.terminal.play import MOST_TYPED, Play
from engine.terminal.typed_input import what_to_type

MOST_FOUND = 20


def play_plain(play: Play, lines: TextIO, out: TextIO, greeting: tuple[str, ...] = ()) -> bool:
    """Play to the end of input, or until the player leaves; false if the story made a mistake on the way."""
    for line in greeting:
        out.write(f"{line}\n")
    head = title_blocks(play.story) if play.here.depth else []
    out.write(text_of(head + _without_echo(play.transcript[play.new_from :])) + offers_of(play))
    asked = False
    while True:
        out.write("> ")
        out.flush()
        try:
            typed = _line(lines)
        except KeyboardInterrupt:
            if asked:
                raise
            asked = True
            out.write("\nPress Ctrl-C again to leave, or type on.\n")
            continue
        asked = False
        outcome = submit(play, typed) if typed else Outcome(leave=True)
        if not lines.isatty():
            out.write(f"{outcome.chosen or ''}\n")  # nobody's Enter has ended the line, nobody sees what was typed
        elif outcome.chosen:
            out.write(f"{outcome.chosen}\n")
        if outcome.leave:
            return not play.failed
        for note in outcome.notes:
            out.write(f"{note}\n")
        if outcome.listing:
            out.writelines(f"{line}\n" for line in outcome.listing.lines())
        if outcome.show in (HELP, SEARCH):
            out.writelines(f"{line}\n" for line in _shown(play, outcome))
        if outcome.new_text or outcome.show == AGAIN:
            out.write("\n" + text_of(_without_echo(play.transcript[play.new_from :])) + offers_of(play))
        elif outcome.show == CHOICES:
            out.write("\n" + offers_of(play))


def _shown(play: Play, outcome: Outcome) -> Iterable[str]:
    """The help, or what a search finds: the last places."""
    if outcome.show == HELP:
        return plain_help().lines()
    folded = outcome.text.casefold()
    found = [block.text for block in play.transcript if folded in block.text.casefold()]
    if not found:
        return [f"“{one_line(outcome.text, 40)}” was not said so far."]
    more = f"The last {MOST_FOUND} of {len(found)}:" if len(found) > MOST_FOUND else f"Found {len(found)}:"
    return [more, *(one_line(text, 400) for text in found[-MOST_FOUND:])]


def plain_help() -> Listing:
    """The commands as typed lines."""
    entries = [Entry(f"{name} {command.argument}".strip() + f": {command.about}") for name, command in COMMANDS.items()]
    first = Entry("To choose, type a choice's number, its label, or the beginning of its text.")
    hint = "A colon before a command tells it from a choice or an answer: :undo"
    return Listing("Help", (first, *entries), hint)


def _line(lines: TextIO) -> str:
    """The next typed line; of one that is too long, its beginning."""
    line = lines.readline(MOST_TYPED + 1)
    typed = line
    while typed and not typed.endswith("\n"):
        typed = lines.readline(MOST_TYPED * 100)
    return line


def _without_echo(blocks: list[Block]) -> list[Block]:
    """A turn without what was asked and what the player chose, which stands there already."""
    return [block for block in blocks if block.kind not in ("asked", "taken")]


def text_of(blocks: list[Block]) -> str:
    """The text of blocks: one line a paragraph, blank lines between."""
    parts = []
    for block in blocks:
        if block.text:
            parts.append(f"{block.text}\n" + ("\n" if block.gap else ""))
    return "".join(parts)


def offers_of(play: Play) -> str:
    """The numbered choices, the question, or what can be done after the end."""
    question = play.session.question
    if question is not None:
        default = f" [{visible(question.default)}]" if question.default else ""
        return "".join(f"{block.text}{default}\n" for block in offer_blocks(play.session))
    if play.session.over:
        return f"{what_to_type(play.session)}\n"
    return "".join(f"{block.lead}{block.text}\n" for block in offer_blocks(play.session))
