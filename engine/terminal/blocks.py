"""What a reading column shows, before it is wrapped: blocks, each a paragraph, a choice or a line about the play.

Both players show the same blocks; the full-screen one wraps and colours them, the plain one prints their text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.characters import closed, speaker_colon, visible
from engine.named_tuples import NamedTuple
from engine.runtime.offers import Choice
from engine.runtime.session import Session
from engine.runtime.story import Story
from engine.runtime.text import Paragraph
from engine.terminal.messages import mark, tr

# A text and its style: names from engine/terminal/themes.py with spaces between, or nothing.
Piece = tuple[str, str]

# What can be done after an ending: a command and how it is offered.
AFTER_THE_END = (
    ("undo", mark("Take back the last choice")),
    ("hint", mark("A hint where another ending begins")),
    ("timeline", mark("Look at every choice, and go back to one")),
    ("restart", mark("Begin again")),
    ("quit", mark("Leave")),
)


class Block(NamedTuple):
    """A stretch of the reading column that is wrapped on its own.

    `lead` stands before its first row, the others are indented by its width; `gap` asks for an empty row behind it;
    `choice` is the place of the choice it offers in `Session.choices`.
    """

    kind: str
    pieces: tuple[Piece, ...]
    lead: str = ""
    gap: bool = True
    choice: int | None = None

    @property
    def text(self) -> str:
        """The text alone."""
        return "".join(text for text, _ in self.pieces)


def one_line(text: str, most: int = 200) -> str:
    """A text as part of a line: visible, without line breaks, not longer than so many characters."""
    text = " ".join(visible(text).split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def title_blocks(story: Story) -> list[Block]:
    """The story's title and author, at the beginning of a play."""
    blocks = []
    if story.title:
        blocks.append(Block("title", ((one_line(story.title), "title"),), gap=not story.author))
    if story.author:
        blocks.append(Block("byline", ((tr("by {author}", author=one_line(story.author)), "dim"),)))
    return blocks


def paragraph_block(paragraph: Paragraph, colon: str = ":") -> Block | None:
    """One paragraph of the story, with the colon of its language; None if there is nothing in it to read."""
    pieces: list[Piece] = []
    if paragraph.speaker:
        pieces.append((visible(paragraph.speaker) + colon, "speaker"))
    for number, span in enumerate(paragraph.spans):
        style = " ".join(name for name, on in (("emphasis", span.emphasis), ("strong", span.strong)) if on)
        lead = " " if number == 0 and pieces else ""
        pieces.append((lead + visible(span.text), style))
    return Block("prose", tuple(pieces)) if pieces else None


def turn_blocks(session: Session, after: int = 0) -> list[Block]:
    """What the last turn printed, from the paragraph `after` on; at an ending, its name too."""
    colon = speaker_colon(session.story.language)
    blocks = [block for paragraph in session.text[after:] if (block := paragraph_block(paragraph, colon))]
    if session.over:
        name = session.ending.name if session.ending else None
        text = closed(tr("The end: {name}.", name=one_line(name))) if name else tr("The end.")
        blocks.append(Block("ending", ((text, "ending"),)))
    return blocks


def echo_block(text: str) -> Block:
    """What was chosen or typed, as it stands in the transcript."""
    return Block("taken", ((visible(text) or "…", "taken"),), "> ")


def offer_blocks(session: Session, is_taken: Callable[[Choice], bool] | None = None) -> Iterator[Block]:
    """What is offered now: the choices in the order of the story, with their numbers, or the question; after the end,
    what can be done then. Choices that were taken before (`is_taken`) are marked.
    """
    if session.question is not None:
        yield Block("question", ((visible(session.question.text), "question"),))
        return
    if session.over:
        for number, (_, text) in enumerate(AFTER_THE_END, 1):
            yield Block("action", ((tr(text), "choice"),), f"{number}. ", False, number - 1)
        return
    number = 0
    for place, choice in enumerate(session.choices):
        if choice.enabled:
            number += 1
            pieces: tuple[Piece, ...] = ((visible(choice.text), "choice"),)
            if is_taken is not None and is_taken(choice):
                pieces += ((f" {tr('(taken)')}", "dim"),)
            yield Block("choice", pieces, f"{number}. ", False, place)
        else:
            reason = f" ({visible(choice.reason or tr('closed'))})"
            pieces = ((visible(choice.text), "closed"), (reason, "reason"))
            yield Block("closed", pieces, "-. ", False, place)


def sentence(text: str) -> str:
    """A clause as a sentence."""
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
