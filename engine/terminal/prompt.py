"""The first player for a terminal: printed text, wrapped to a reading column, and prompt_toolkit's prompt.

The text is printed before prompt_toolkit is imported, so that reading begins at once.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any

from engine.runtime.session import Session
from engine.runtime.text import Paragraph
from engine.terminal.model import COMMANDS, Play, visible
from engine.terminal.plain import offers_of
from engine.terminal.wrapping import wrapped

COLUMN = 72
BOLD, DIM, ITALIC, OFF = "\x1b[1m", "\x1b[2m", "\x1b[3m", "\x1b[0m"


def play_prompt(session: Session) -> bool:
    """Play until the player leaves; false if the story made a mistake on the way."""
    play = Play(session)
    screen = Screen()
    screen.title(session)
    screen.turn(play)
    ask = Prompt(play)
    while True:
        typed = ask.line()
        if typed is None:
            return not play.failed
        outcome = play.take(typed)
        if outcome.leave:
            return not play.failed
        if outcome.chosen:
            screen.chosen(outcome.chosen)
        for note in outcome.notes:
            screen.note(note)
        if outcome.new_text:
            screen.turn(play)
        elif outcome.show_choices:
            screen.offers(play)


class Screen:
    """Prints turns to a terminal."""

    def __init__(self) -> None:
        self.styled = not os.environ.get("NO_COLOR")

    def width(self) -> int:
        """The width of the reading column."""
        return max(10, min(COLUMN, shutil.get_terminal_size((80, 24)).columns - 2))

    def style(self, text: str, *codes: str) -> str:
        """The text in a style, if styles are wanted."""
        return f"{''.join(codes)}{text}{OFF}" if self.styled and codes else text

    def title(self, session: Session) -> None:
        """The story's title and author, once."""
        story = session.story
        if story.title:
            author = f"  by {visible(story.author)}" if story.author else ""
            print(f"\n {self.style(visible(story.title), BOLD)}{self.style(author, DIM)}\n")

    def turn(self, play: Play) -> None:
        """The text of a turn, then what is offered."""
        print()
        for paragraph in play.session.text:
            self.paragraph(paragraph)
        self.offers(play)

    def paragraph(self, paragraph: Paragraph) -> None:
        """One paragraph, wrapped."""
        pieces = [
            (visible(span.text), (ITALIC if span.emphasis else "") + (BOLD if span.strong else ""))
            for span in paragraph.spans
        ]
        if paragraph.speaker:
            pieces.insert(0, (f"{visible(paragraph.speaker)}: ", BOLD))
        for line in wrapped(pieces, self.width()):
            print(" " + "".join(self.style(text, style) if style else text for text, style in line))
        if pieces:
            print()

    def offers(self, play: Play) -> None:
        """The choices, the question or the ending."""
        for line in offers_of(play).splitlines():
            head, _, rest = line.partition(" ")
            closed = head == "-."
            indent = " " * (len(head) + 2) if head.rstrip(".").isdigit() or closed else " "
            rows = list(wrapped([(rest if indent != " " else line, "")], self.width() - len(indent) + 1))
            for number, row in enumerate(rows):
                lead = f" {head} " if number == 0 and indent != " " else indent
                text = lead + "".join(text for text, _ in row)
                print(self.style(text, DIM) if closed else text)
        sys.stdout.flush()

    def chosen(self, text: str) -> None:
        """What was chosen, as part of what is read."""
        print()
        for row in wrapped([(text, "")], self.width() - 2):
            print("   " + self.style("".join(piece for piece, _ in row), DIM, ITALIC))

    def note(self, note: str) -> None:
        """Something to the player that is not of the story."""
        for line in note.split("\n"):
            print(f" {self.style(line, DIM)}")


class Prompt:
    """Reads lines with prompt_toolkit: editing, completion of choices, the status line at the bottom."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.session: Any = None
        self.asked = False

    def line(self) -> str | None:
        """A typed line; None when the player leaves by Ctrl-D, or by Ctrl-C twice."""
        if self.session is None:
            self.session = self._prompt_session()
        while True:
            try:
                typed: str = self.session.prompt(" > ")
            except EOFError:
                return None
            except KeyboardInterrupt:
                if self.asked:
                    return None
                self.asked = True
                print(" Press Ctrl-C again to leave.")
                continue
            self.asked = False
            return typed

    def _prompt_session(self) -> Any:
        from prompt_toolkit import PromptSession
        from prompt_toolkit.completion import Completer, Completion
        from prompt_toolkit.history import DummyHistory

        play = self.play

        class Choices(Completer):
            """Completes the texts of open choices, then commands."""

            def get_completions(self, document: Any, complete_event: Any) -> Any:
                typed = document.text_before_cursor
                if play.session.question is not None:
                    return
                for text in [visible(choice.text) for choice in play.numbered()] + list(COMMANDS):
                    if text.casefold().startswith(typed.casefold()):
                        yield Completion(text, start_position=-len(typed))

        def status() -> Any:
            line = play.session.status
            return f" {visible(line.text)}" if line else None

        return PromptSession(
            completer=Choices(),
            complete_while_typing=False,
            history=DummyHistory(),
            bottom_toolbar=status if self.play.session.status else None,
            enable_open_in_editor=False,
        )
