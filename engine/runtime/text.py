"""What a turn prints: fragments while it runs, paragraphs when somebody looks.

A fragment is a text, None for a break between paragraphs, ("speaker", name), ("tags", (tag, …)),
("echo", choice) for the text that a choice prints, which begins a turn, or

    (record, kind, place, value, …)

for a text that is kept in the second item of some tuple, from a place on: a text, then for each value how it is shown,
as it is (None) or as one of some texts (a tuple, of which it is the number), and the text behind it. So a turn touches
none of its texts: many a one is taken of which nobody reads them. The kind is "plain" if it was known when its code was
made that nothing has to be settled in the text, else "parts". Style stands in the texts as control characters
(engine/program/styles.py), which no story text can hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, Protocol, TypeAlias

from engine.characters import WIDE
from engine.named_tuples import NamedTuple
from engine.program.styles import CALL, CALL_END, EMPHASIS, EMPHASIS_END, JOIN, NOTHING, STRONG, STRONG_END, TAG

Joined: TypeAlias = str | tuple[Literal["speaker"], str] | tuple[Literal["tags"], tuple[str, ...]] | None
TextKind: TypeAlias = Literal["plain", "parts"]
KeptTexts: TypeAlias = tuple[str | tuple[str, ...] | None, ...]
Kept: TypeAlias = tuple[tuple[object, KeptTexts], TextKind, int, *tuple[str | int, ...]]
Echo: TypeAlias = tuple[Literal["echo"], "Echoed"]
Fragment: TypeAlias = Joined | Kept | Echo
# Takes what is printed; it is the method of a turn (machine.py).
Emit: TypeAlias = Callable[[Fragment], None]

# Patterns, compiled when they are first used: the first text does not wait for them.
# What must not stand before them keeps them from trying each sign of a long row anew.
AFTER_NOTHING = rf"(?: |(?<![{EMPHASIS}-{STRONG_END}]))([{EMPHASIS}-{STRONG_END}]*){NOTHING}"
EMPTY_CALL = f"{CALL}[ {NOTHING}]*{CALL_END}"
AROUND_CALL = f"{CALL} *|(?<! ) +{CALL_END}|{CALL_END}"
AROUND_BREAK = r"(?<! ) +\n *|\n *"
MARKS = r"([\x01-\x04])"
# Of these nothing is seen, and two texts meet over them.
UNSEEN = f"[{EMPHASIS}-{NOTHING}]*"


class Echoed(Protocol):
    """A choice that prints a text of its own: where it leads, the text, and its kind (offers.py)."""

    take: tuple[int, str, TextKind]


class Span(NamedTuple):
    """A stretch of text in one style. The text may hold line breaks."""

    text: str
    emphasis: bool = False
    strong: bool = False


class Paragraph:
    """One paragraph: who speaks it, if anybody, its text in styled spans, and the tags written behind its lines."""

    __slots__ = ("_is_plain", "_spans", "raw", "speaker", "tags")

    def __init__(
        self, raw: str, speaker: str | None = None, tags: tuple[str, ...] = (), is_plain: bool = False
    ) -> None:
        self.raw = raw
        self.speaker = speaker
        self.tags = tags
        self._is_plain = is_plain
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
        return self.raw.strip(" ") if self._is_plain else unstyled(self.raw)

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
    # A stranger's program may end a style that it did not begin.
    if "\n" in raw or NOTHING in raw or EMPHASIS in raw or STRONG in raw:
        return False
    return EMPHASIS_END not in raw and STRONG_END not in raw


def unstyled(raw: str) -> str:
    """The text without its style."""
    if _is_plain(raw):
        return raw.strip(" ")
    return "".join(span.text for span in spans_of(raw))


def is_plain(text: str) -> bool:
    """Whether a part of a text is something, and holds no control character."""
    return text != "" and text.isprintable()


def joined(fragment: Fragment) -> Joined:
    """A fragment with its text in one piece."""
    if isinstance(fragment, tuple):
        if fragment[0].__class__ is tuple:
            return _text_of(fragment)
        if fragment[0] == "echo":
            return fragment[1].take[1]
    return fragment  # type: ignore[return-value]  # as `__class__` says


def _text_of(fragment: Kept) -> str:
    """The text of a fragment that keeps it elsewhere."""
    kept, place = fragment[0][1], fragment[2]
    if len(fragment) == 3:
        return kept[place]  # type: ignore[return-value]  # as the module says
    if len(fragment) == 4:
        options, value = kept[place + 1], fragment[3]
        shown = value if options is None else options[value]  # type: ignore[index]  # a number, of texts
        return f"{kept[place]}{shown}{kept[place + 2]}"
    texts = [kept[place]]
    for value in fragment[3:]:
        options = kept[place + 1]
        place += 2
        texts += (str(value) if options is None else options[value], kept[place])  # type: ignore[index]  # here, too
    return "".join(texts)  # type: ignore[arg-type]  # as the module says


def paragraphs_of(fragments: Sequence[Fragment]) -> tuple[Paragraph, ...]:
    """The paragraphs of a turn. Texts that no break stands between join with a space, or as `<>` says."""
    plain = _plain_paragraphs(fragments)
    return _any_paragraphs(fragments) if plain is None else plain


def _plain_paragraphs(fragments: Sequence[Fragment]) -> tuple[Paragraph, ...] | None:
    """The same, in half the time, for what most turns print: plain texts, breaks and speakers. None for all others."""
    paragraphs: list[Paragraph] = []
    texts: list[str] = []
    speaker: str | None = None
    for fragment in fragments:
        if fragment is None:
            if texts:
                paragraphs.append(Paragraph("".join(texts), speaker, (), True))
                texts = []
            speaker = None
        elif isinstance(fragment, str):
            return None
        elif fragment[0].__class__ is tuple:
            if fragment[1] != "plain":
                return None
            text = _text_of(fragment)
            if not texts:
                texts = [text]
            elif text.isascii() or not _are_wide(texts[-1], text):
                texts += (" ", text)
            else:
                texts.append(text)
        elif fragment[0] == "speaker":
            if texts:
                paragraphs.append(Paragraph("".join(texts), speaker, (), True))
                texts = []
            speaker = fragment[1]
        elif fragment[0] == "echo" and fragment[1].take[2] == "plain" and not texts:
            texts = [fragment[1].take[1]]
        else:
            return None
    if texts:
        paragraphs.append(Paragraph("".join(texts), speaker, (), True))
    return tuple(paragraphs)


def _any_paragraphs(fragments: Sequence[Fragment]) -> tuple[Paragraph, ...]:
    paragraphs: list[Paragraph] = []
    texts: list[str] = []
    speaker: str | None = None
    tags: list[str] = []
    # Whether a break stands above; the tags behind it, which belong to what comes, unless that joins.
    is_broken = is_joined = False
    waiting: list[str] = []
    for fragment in fragments:
        if isinstance(fragment, tuple):
            fragment = joined(fragment)
        begins = ends = False
        if isinstance(fragment, str) and (JOIN in fragment or TAG in fragment):
            if fragment.startswith(TAG):
                fragment = "tags", (unstyled(fragment[1:]),)
            else:
                begins, ends = fragment.startswith(JOIN), fragment.endswith(JOIN)
                fragment = fragment.removeprefix(JOIN).removesuffix(JOIN)
        if isinstance(fragment, str):
            if is_broken:
                if not is_joined and not begins:
                    _add(paragraphs, texts, speaker, tags)
                    texts, speaker, tags = [], None, []
                tags += waiting
                waiting, is_broken = [], False
            if is_joined or begins:
                _join(texts, fragment)
            elif not texts:
                texts = [fragment]
            elif fragment < JOIN and re.fullmatch(UNSEEN, fragment):
                texts[-1] += fragment
            elif fragment.isascii() or not _are_wide(texts[-1], fragment):
                texts += (" ", fragment)
            else:
                texts.append(fragment)
            is_joined = ends
        elif fragment is None:
            if waiting:
                _add(paragraphs, texts, speaker, tags)
                texts, speaker, tags, waiting = [], None, waiting, []
            is_broken = True
        elif fragment[0] == "speaker":
            _add(paragraphs, texts, speaker, tags)
            _add(paragraphs, [], None, waiting)
            texts, speaker, tags, waiting = [], fragment[1], [], []
            is_broken = is_joined = False
        elif is_broken and not is_joined:
            waiting += fragment[1]
        else:
            tags += fragment[1]
    _add(paragraphs, texts, speaker, tags)
    if waiting:
        _add(paragraphs, [], None, waiting)
    return tuple(paragraphs)


def with_tags(raw: str) -> tuple[tuple[str, ...], str]:
    """The tags that stand behind the text of a choice, and the text alone."""
    text, *tags = raw.split(TAG)
    return tuple(map(unstyled, tags)), unstyled(text)


def _are_wide(text: str, behind: str) -> bool:
    """Whether two texts meet in wide East Asian characters, between which no blank is written."""
    if text.isascii() or behind.isascii():
        return False
    ends = re.search(rf"[{WIDE}]{UNSEEN}\Z", text)
    return ends is not None and re.match(rf"{UNSEEN}[{WIDE}]", behind) is not None


def _join(texts: list[str], text: str) -> None:
    """Add a text right behind the last one; of two blanks that meet, one stays."""
    is_blank = bool(texts) and texts[-1].endswith(" ") and text.startswith(" ")
    texts.append(text[1:] if is_blank else text)


def _with_calls(raw: str) -> str:
    """A text with what functions have printed in it: without the blanks at their ends."""
    count = 1
    while count:
        raw, count = re.subn(EMPTY_CALL, NOTHING, raw)
    return re.sub(AROUND_CALL, "", raw)


def _add(paragraphs: list[Paragraph], texts: list[str], speaker: str | None, tags: list[str]) -> None:
    if not texts and not tags:
        return
    raw = texts[0] if len(texts) == 1 else "".join(texts)
    # A stranger's program may end what it did not begin.
    if CALL in raw or CALL_END in raw:
        raw = _with_calls(raw)
    paragraph = Paragraph(raw, speaker, tuple(tags))
    # What consists of empty forms is no paragraph, unless something hangs on it.
    if tags or (NOTHING not in raw and not raw.isspace()) or paragraph.spans:
        paragraphs.append(paragraph)
