"""The plain player: new text, numbered choices, one prompt. Append-only, no control characters, no drawing.

For screen readers, pipes and slow lines, and whenever input or output is no terminal.
"""

from __future__ import annotations

from typing import TextIO

from engine.runtime.session import Session
from engine.terminal.model import MOST_TYPED, Outcome, Play, visible


def play_plain(session: Session, lines: TextIO, out: TextIO) -> bool:
    """Play to the end of input, or until the player leaves; false if the story made a mistake on the way."""
    play = Play(session)
    title = session.story.title
    if title:
        author = f", by {session.story.author}" if session.story.author else ""
        out.write(f"{visible(title + author)}\n\n")
    out.write(text_of(session) + offers_of(play))
    while True:
        out.write("> ")
        out.flush()
        typed = lines.readline(MOST_TYPED * 100)
        outcome = play.take(typed) if typed else Outcome(leave=True)
        if not lines.isatty():
            out.write(f"{outcome.chosen or ''}\n")  # nobody's Enter has ended the line, nobody sees what was typed
        elif outcome.chosen:
            out.write(f"{outcome.chosen}\n")
        if outcome.leave:
            return not play.failed
        for note in outcome.notes:
            out.write(f"{note}\n")
        if outcome.new_text:
            out.write("\n" + text_of(session) + offers_of(play))
        elif outcome.show_choices:
            out.write("\n" + offers_of(play))


def text_of(session: Session) -> str:
    """The text of the last turn: one line a paragraph, blank lines between."""
    paragraphs = []
    for paragraph in session.text:
        text = visible(paragraph.text)
        if paragraph.speaker:
            text = f"{visible(paragraph.speaker)}: {text}"
        if text:
            paragraphs.append(f"{text}\n\n")
    return "".join(paragraphs)


def offers_of(play: Play) -> str:
    """The numbered choices, the question, or the ending."""
    session = play.session
    if session.question is not None:
        question = session.question
        default = f" [{visible(question.default)}]" if question.default else ""
        return f"{visible(question.text)}{default}\n"
    if session.over:
        name = session.ending.name if session.ending else None
        end = f"The end: {visible(name)}." if name else "The end."
        return f"{end}\n{play.prompt_help()}\n"
    lines, number = [], 0
    for choice in session.choices:
        if choice.enabled:
            number += 1
            lines.append(f"{number}. {visible(choice.text)}\n")
        else:
            lines.append(f"-. {visible(choice.text)} ({visible(choice.reason or 'closed')})\n")
    return "".join(lines)
