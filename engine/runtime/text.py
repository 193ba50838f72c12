"""What a turn prints: fragments while it runs, paragraphs when somebody looks.

A fragment is a text, None for a break between paragraphs, ("speaker", name) or ("tags", (tag, …)). Style stands in
the texts as control characters (engine/program/styles.py), which no story text can hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from engine.named_tuples import NamedTuple
from engine.program.styles import EMPHASIS, EMPHASIS_END, NOTHING, STRONG, STRONG_END

Fragment = str | None | tuple[str, Any]

# Patterns, compiled when they are first used: the first text does not wait for them.
# What must not stand before them keeps them from trying each sign of a long row anew.
AFTER_NOTHING = rf"(?: |(?<![{EMPHASIS}-{STRONG_END}]))([{EMPHASIS}-{STRONG_END}]*){NOTHING}"
AROUND_BREAK = r"(?<! ) *\n *"
MARKS = r"([\x01-\x04])"


class Span(NamedTuple):
    """A stretch of text in one style. The text may hold line breaks."""

    text: str
    emphasis: bool = False
    strong: bool = False


class Paragraph:
    """One paragraph: who speaks it, if anybody, its text in styled spans, and the tags written behind its lines."""

    __slots__ = ("_spans", "raw", "speaker", "tags")

    def __init__(self, raw: str, speaker: str | None = None, tags: tuple[str, ...] = ()) -> None:
        self.raw = raw
        self.speaker = speaker
        self.tags = tags
        self._spans: tuple[Span, ...] | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The text in its styles."""
        if self._spans is None:
            self._spans = spans_of(self.raw)
        return self._spans

    @property
    def text(self) -> str:
        """The text alone."""
        return plain(self.raw)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Paragraph):
            return NotImplemented
        return (self.spans, self.speaker, self.tags) == (other.spans, other.speaker, other.tags)

    def __hash__(self) -> int:
        return hash((self.spans, self.speaker, self.tags))

    def __repr__(self) -> str:
        speaker = f"{self.speaker}: " if self.speaker else ""
        return f"<Paragraph {speaker}{self.text!r}>"


def settled(raw: str) -> str:
    """A text with the blanks around empty forms and line breaks settled."""
    if NOTHING in raw:
        raw = re.sub(AFTER_NOTHING, r"\1", raw)
    if "\n" in raw:
        raw = re.sub(AROUND_BREAK, "\n", raw)
    return raw.strip(" \n")


def spans_of(raw: str) -> tuple[Span, ...]:
    """The styled spans of a text as fragments hold it."""
    if _is_plain(raw):
        text = raw.strip(" ")
        return (Span(text),) if text else ()
    spans: list[Span] = []
    emphasis = strong = 0
    for part in re.split(MARKS, settled(raw)):
        if part == EMPHASIS:
            emphasis += 1
        elif part == EMPHASIS_END:
            emphasis -= 1
        elif part == STRONG:
            strong += 1
        elif part == STRONG_END:
            strong -= 1
        elif part:
            spans.append(Span(part, emphasis > 0, strong > 0))
    return tuple(spans)


def _is_plain(raw: str) -> bool:
    """Whether a text is in one style, with nothing left to settle: nearly all text is."""
    return "\n" not in raw and NOTHING not in raw and EMPHASIS not in raw and STRONG not in raw


def plain(raw: str) -> str:
    """The text without its style."""
    if _is_plain(raw):
        return raw.strip(" ")
    return "".join(span.text for span in spans_of(raw))


def paragraphs_of(fragments: Iterable[Fragment]) -> tuple[Paragraph, ...]:
    """The paragraphs of a turn. Texts that no break stands between join with a space."""
    paragraphs: list[Paragraph] = []
    texts: list[str] = []
    speaker: str | None = None
    tags: list[str] = []
    for fragment in fragments:
        if isinstance(fragment, str):
            texts.append(fragment)
        elif fragment is None or fragment[0] == "speaker":
            if texts or tags:
                _add(paragraphs, " ".join(texts), speaker, tuple(tags))
                texts, tags = [], []
            speaker = None if fragment is None else fragment[1]
        else:
            tags += fragment[1]
    if texts or tags:
        _add(paragraphs, " ".join(texts), speaker, tuple(tags))
    return tuple(paragraphs)


def _add(paragraphs: list[Paragraph], raw: str, speaker: str | None, tags: tuple[str, ...]) -> None:
    paragraph = Paragraph(raw, speaker, tags)
    # What consists of empty forms is no paragraph, unless something hangs on it.
    if tags or (NOTHING not in raw and not raw.isspace()) or paragraph.spans:
        paragraphs.append(paragraph)
