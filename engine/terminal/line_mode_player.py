"""The player of `--plain`, line by line: new text, numbered choices, one prompt. Append-only, no drawing, no control
characters but those that edit the line being typed.

For screen readers, pipes and slow lines, and whenever input or output is no terminal.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from engine.characters import visible
from engine.terminal.blocks import Block, offer_blocks, one_line, title_blocks
from engine.terminal.capabilities import encoding_of, shown_in
from engine.terminal.listings import ListEntry, Listing
from engine.terminal.messages import plural, tr
from engine.terminal.outcome import AGAIN, AUTO, CHOICES, COPY, HELP, SEARCH, CommandOutcome
from engine.terminal.play import PlayController
from engine.terminal.wrapping import width_of, wrapped

if TYPE_CHECKING:
    from engine.terminal.line_reader import InputLineReader

MOST_FOUND = 20
NARROWEST = 10


class LineModePlayer:
    """Plays over a stream of lines and a stream of text."""

    def __init__(self, play: PlayController, lines: TextIO, out: TextIO) -> None:
        self.play = play
        self.out = out
        self.is_terminal = lines.isatty()
        self.encoding = encoding_of(out)
        self.lines = lines
        self._reader: InputLineReader | None = None

    def run(self, greeting: Sequence[str] = (), welcome: Listing | None = None) -> bool:
        """Play to the end of input, or until the player leaves; false if the story made a mistake on the way."""
        play = self.play
        self._say(greeting)
        begun = self._welcome(welcome) if welcome is not None else None
        if begun is not None:
            if begun.leave:
                return True
            self._say(begun.notes)
            self._listing(begun)
        head = title_blocks(play.story) if play.here.depth else []
        if play.resumption is None:
            self._show(head + _without_echo(play.transcript[play.new_from :]))
            self._offer()
        if self.is_terminal:
            self._say([tr("Type the number of a choice, or its first words. :help lists what else there is.")])
        return self._loop()

    def _loop(self) -> bool:
        # Here and below: what the first text need not wait for.
        from engine.terminal.controller import submit

        asked, refused = False, ""
        while True:
            try:
                typed = self.reader.read(self._prompt(), refused)
            except KeyboardInterrupt:
                if asked:
                    self.out.write("\n")
                    self.out.flush()
                    raise
                asked = True
                self._say(["", tr("Press Ctrl-C again to leave, or type on.")])
                continue
            asked = False
            if typed is not None and self._is_new_version():
                continue  # the line was for the version before
            outcome = submit(self.play, typed, keys=True) if typed is not None else CommandOutcome(leave=True)
            self._answer(outcome)
            if outcome.leave:
                return not self.play.failed
            refused = outcome.refused or ""

    def _is_new_version(self) -> bool:
        """Take up a version of the story that was saved meanwhile; whether play goes on in it."""
        follower = self.play.follower
        if follower is None or not follower.has_changed():
            return False
        from engine.terminal.following import take_version

        outcome = take_version(self.play, follower)
        self._answer(outcome)
        return outcome.new_text

    @property
    def reader(self) -> InputLineReader:
        """Where lines come from; made when the first text stands there."""
        if self._reader is None:
            from engine.terminal.line_reader import line_reader

            self._reader = line_reader(self.lines, self.out, self._completions)
        return self._reader

    def _prompt(self) -> str:
        """The prompt, which says for as long as it lasts that nothing can be kept."""
        return f"({tr('not kept')}) > " if self.play.unkept else "> "

    def _welcome(self, listing: Listing) -> CommandOutcome | None:
        """Ask where to begin; what came of it, None for the beginning. Enter alone is the first answer."""
        from engine.terminal.commands.table import run_command
        from engine.terminal.typed_input import meaning_on_list

        self._say(listing.lines())
        while True:
            try:
                typed = self.reader.read(self._prompt())
            except KeyboardInterrupt:
                typed = None
                self.out.write("\n")
            if typed is None:
                return CommandOutcome(leave=True)
            meant = meaning_on_list(listing, " ".join(typed.split()) or "1", keys=True)
            if meant.command is None:
                self._say([meant.note])
                continue
            outcome = run_command(self.play, meant.command) if meant.command else None
            if outcome is None or outcome.new_text or outcome.leave:
                return outcome
            self._answer(outcome)

    # ------------------------------------------------------------ what came of a line

    def _answer(self, outcome: CommandOutcome) -> None:
        """Say what came of a line: one confirmation, what is new, and what is offered."""
        play = self.play
        if not self.is_terminal:
            # Nobody's Enter has ended the line, nobody sees what was typed.
            self._say([outcome.chosen or ""])
        elif outcome.chosen:
            self._say([outcome.chosen])
        self._say([outcome.told] if outcome.told else ())
        self._say(outcome.notes)
        self._listing(outcome)
        if outcome.leave or (outcome.new_text and play.resumption is not None):
            return
        if outcome.show in (HELP, SEARCH, COPY, AUTO):
            self._say(self._shown(outcome))
        is_known = outcome.read and outcome.chosen is None and outcome.told
        if (outcome.new_text and not is_known) or outcome.show == AGAIN:
            self.out.write("\n")
            self._show(_without_echo(play.transcript[play.new_from :]))
            self._offer()
        elif outcome.new_text or outcome.show == CHOICES:
            self.out.write("\n")
            self._offer()

    def _listing(self, outcome: CommandOutcome) -> None:
        if outcome.listing:
            self._say(outcome.listing.lines())

    def _shown(self, outcome: CommandOutcome) -> Iterable[str]:
        """The help, what a search finds, or the paragraph to be copied."""
        if outcome.show == HELP:
            return line_mode_help().lines()
        if outcome.show == COPY:
            return [outcome.text]
        if outcome.show == AUTO:
            return [tr("All text stands there at once here; there is nothing to turn.")]
        folded = outcome.text.casefold()
        found = [block.text for block in self.play.transcript if folded in block.text.casefold()]
        if not found:
            return [tr("“{text}” was not said so far.", text=one_line(outcome.text, 40))]
        first = max(0, len(found) - MOST_FOUND)
        head = plural("Found {count}.", "Found {count}.", len(found))
        if first:
            head += " " + tr("The last {count}:", count=MOST_FOUND)
        count = len(found)
        places = enumerate(found[first:], first + 1)
        return [
            head,
            *(tr("{number} of {count}: {text}", number=n, count=count, text=one_line(one, 400)) for n, one in places),
        ]

    def _completions(self, typed: str) -> list[str]:
        """What a line can become: a command behind its colon, a choice by its text."""
        if typed.startswith(":"):
            from engine.terminal.commands.table import COMMANDS

            words = [f":{name}" for name in COMMANDS]
        else:
            from engine.terminal.typed_input import offered

            words = [one_line(one.text) for one in offered(self.play.session) if one.number]
        return [word for word in words if word.casefold().startswith(typed.casefold())]

    # ------------------------------------------------------------ printing

    def _width(self) -> int | None:
        """The columns of a line; None where lines are not broken, as nobody's terminal would break words."""
        if not self.out.isatty():
            return None
        try:
            columns = os.get_terminal_size(self.out.fileno()).columns or 80
        except OSError:
            columns = 80
        return max(NARROWEST, min(columns - 1, self.play.settings.width))

    def _say(self, lines: Iterable[str]) -> None:
        for text in lines:
            for line in text.split("\n"):
                indent = line[: len(line) - len(line.lstrip(" "))]
                self._write(line.lstrip(" "), indent, indent)

    def _write(self, text: str, lead: str, indent: str) -> None:
        """A text behind its lead, in lines that break between words."""
        width = self._width()
        if width is None or (width_of(lead + text) <= width and "\n" not in text):
            self._out(f"{lead}{text}\n")
            return
        rows = wrapped([(text, "")], max(NARROWEST, width - width_of(indent)))
        for number, row in enumerate(rows):
            line = "".join(part for part, _ in row)
            self._out(f"{lead if number == 0 else indent}{line}\n")

    def _out(self, text: str) -> None:
        self.out.write(shown_in(text, self.encoding))

    def _show(self, blocks: Iterable[Block]) -> None:
        """The text of blocks: paragraphs with empty lines between."""
        for block in blocks:
            if block.text:
                self._write(block.text, "", "")
                self.out.write("\n" if block.gap else "")

    def _offer(self) -> None:
        """The numbered choices, the question, or what can be done after the end."""
        question = self.play.session.question
        default = f" [{visible(question.default)}]" if question is not None and question.default else ""
        for block in offer_blocks(self.play.session, self.play.is_taken):
            self._write(block.text + default, block.lead, " " * width_of(block.lead))


def play_in_line_mode(
    play: PlayController, lines: TextIO, out: TextIO, greeting: Sequence[str] = (), welcome: Listing | None = None
) -> bool:
    """Play to the end of input, or until the player leaves; false if the story made a mistake on the way.

    `welcome` is asked first, where the play may begin elsewhere.
    """
    return LineModePlayer(play, lines, out).run(greeting, welcome)


def line_mode_help() -> Listing:
    """The commands as typed lines."""
    from engine.terminal.commands.table import COMMANDS

    entries = [
        ListEntry(
            f":{name} {tr(row.argument)}".strip()
            + (f" ({row.key})" if len(row.key) == 1 else "")
            + f": {tr(row.about)}"
        )
        for name, row in COMMANDS.items()
    ]
    first = (
        ListEntry(tr("To choose, type the number of a choice, or its first words.")),
        ListEntry(
            tr(
                "A command is typed behind a colon. The name alone will do where no choice begins so; "
                "so will the letter in brackets."
            )
        ),
    )
    return Listing(tr("Help"), (*first, *entries))


def _without_echo(blocks: list[Block]) -> list[Block]:
    """A turn without what was asked and what the player chose, which stands there already."""
    return [block for block in blocks if block.kind not in ("asked", "taken")]
