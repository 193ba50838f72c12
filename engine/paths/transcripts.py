"""A play as something to read or to watch: a transcript in Markdown or plain text, and an asciicast.

An asciicast (version 2, https://docs.asciinema.org/manual/asciicast/v2/) is a line of JSON for the terminal, then one
for each output: [seconds since the beginning, "o", text]. The times are those of a reader, not of this computer, so
the same play makes the same recording.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from engine.characters import closed, harmless, speaker_colon
from engine.named_tuples import NamedTuple
from engine.paths.replaying import PathReplayer
from engine.paths.session_view import ending_of
from engine.runtime.session import Session
from engine.runtime.story import Story
from engine.runtime.text import Paragraph

WORDS_A_SECOND = 5.0
LONGEST_PAUSE = 12.0
A_KEY = 0.04

MARKDOWN_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")
AT_LINE_START = re.compile(r"^([ \t]*)(?:([-+=])|(\d+)([.)]))", re.MULTILINE)


class TranscriptTurn(NamedTuple):
    """One turn of a play: what was chosen or answered (None at the beginning), what it printed, the ending if any,
    the question, if it was an answer, and what the program did that plays the story."""

    chosen: str | None
    paragraphs: tuple[Paragraph, ...]
    ending: str | None
    asked: str | None = None
    host: str | None = None


def turn_of(replayer: PathReplayer, begun: bool) -> TranscriptTurn:
    """The turn that a replay has just taken."""
    session: Session = replayer.session
    if not begun:
        return TranscriptTurn(None, session.text, ending_of(session))
    step = replayer.recorder.steps[-1]
    if step.host is not None:
        added = session.text[replayer.recorder.paragraphs_before :]
        return TranscriptTurn(None, added, ending_of(session), None, f"(from outside: {step.told()})")
    if step.answer is None:
        return TranscriptTurn(step.text or "", session.text, ending_of(session))
    return TranscriptTurn(step.answer, session.text, ending_of(session), step.text)


def plain_text(story: Story, turns: Iterable[TranscriptTurn]) -> Iterator[str]:
    """The transcript as plain text, piece by piece."""
    author = f", by {story.author}" if story.author else ""
    if story.title:
        yield f"{harmless(story.title + author)}\n\n"
    for turn in turns:
        yield plain_turn(turn, speaker_colon(story.language))


def plain_turn(turn: TranscriptTurn, colon: str = ":") -> str:
    """One turn as plain text: the question, the choice or answer behind `> `, paragraphs, the ending.

    `colon` is what stands behind a speaker in the story's language (`speaker_colon`).
    """
    lines = [harmless(one) for one in (turn.asked, turn.host) if one]
    if turn.chosen is not None:
        lines.append(f"> {harmless(turn.chosen)}")
    for paragraph in turn.paragraphs:
        text = harmless(paragraph.text)
        lines.append(f"{harmless(paragraph.speaker)}{colon} {text}" if paragraph.speaker else text)
    if turn.ending is not None:
        lines.append(closed(f"The end: {harmless(turn.ending)}.") if turn.ending else "The end.")
    return "".join(f"{line}\n\n" for line in lines if line)


def markdown(story: Story, turns: Iterable[TranscriptTurn]) -> Iterator[str]:
    """The transcript in Markdown, piece by piece; no text of the story is taken for markup."""
    if story.title:
        yield f"# {_escaped(story.title)}\n\n"
    if story.author:
        yield f"by {_escaped(story.author)}\n\n"
    for turn in turns:
        if turn.asked:
            yield f"{_escaped(turn.asked)}\n\n"
        if turn.host:
            yield f"*{_escaped(turn.host)}*\n\n"
        if turn.chosen is not None:
            yield f"> **{_escaped(turn.chosen) or '…'}**\n\n"
        for paragraph in turn.paragraphs:
            speaker = f"**{_escaped(paragraph.speaker)}{speaker_colon(story.language)}** " if paragraph.speaker else ""
            yield f"{speaker}{_styled(paragraph)}\n\n"
        if turn.ending is not None:
            end = closed(f"The end: {_escaped(turn.ending)}.") if turn.ending else "The end."
            yield f"---\n\n*{end}*\n"


def _styled(paragraph: Paragraph) -> str:
    pieces = []
    for span in paragraph.spans:
        mark = ("*" if span.emphasis else "") + ("**" if span.strong else "")
        text = _escaped(span.text)
        inner = text.strip()
        if mark and inner:
            # Blanks at the edges stand outside the marks, or they would not be marks.
            text = text.replace(inner, f"{mark}{inner}{mark[::-1]}", 1)
        pieces.append(text)
    return "".join(pieces).replace("\n", "\\\n")


def _escaped(text: str) -> str:
    """A text in which Markdown finds no marks, neither inside nor at the beginning of a line."""
    return AT_LINE_START.sub(r"\1\3\\\2\4", MARKDOWN_MARKS.sub(r"\\\1", harmless(text)))


class Cast:
    """An asciicast that grows line by line."""

    def __init__(self, title: str, width: int = 80, height: int = 24) -> None:
        head = {"version": 2, "width": width, "height": height, "title": title, "env": {"TERM": "xterm-256color"}}
        self.lines = [json.dumps(head, ensure_ascii=False)]
        self.time = 0.5

    def show(self, text: str) -> None:
        """Show a text, and leave the time in which it is read."""
        self._put(text)
        self.time += min(LONGEST_PAUSE, 0.4 + len(text.split()) / WORDS_A_SECOND)

    def type(self, text: str) -> None:
        """Show a text as if it were typed."""
        for char in text:
            self._put(char)
            self.time += A_KEY
        self.time += 0.4

    def _put(self, text: str) -> None:
        event = [round(self.time, 3), "o", text.replace("\n", "\r\n")]
        self.lines.append(json.dumps(event, ensure_ascii=False))

    def text(self) -> str:
        """The recording as its file holds it."""
        return "\n".join(self.lines) + "\n"
