"""What can differ between a saved path and the story today, in kinds, and how each is said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from enum import StrEnum

from engine.named_tuples import NamedTuple
from engine.patterns import regex


class DifferenceKind(StrEnum):
    """A kind of difference. Those in `STOPPING` end a replay: nothing is played that might be another branch."""

    PROSE = "prose changed"
    STATE = "state changed"
    REWORDED = "choice reworded"
    MEANING = "another meaning"
    RENAMED = "choice renamed"
    MOVED = "scene renamed"
    NEAREST = "nearest taken"
    EXPECT = "expectation failed"
    CLOSED = "choice closed"
    GONE = "choice gone"
    UNCLEAR = "choice unclear"
    ELSEWHERE = "another scene"
    SCENE_GONE = "scene gone"
    STATE_GONE = "stored state unfit"
    ENDED = "ends sooner"
    ENDING = "another ending"
    PLACE = "another place"
    ASKED = "question instead"
    UNASKED = "question gone"
    REFUSED = "answer refused"
    HOST = "host step unfit"
    MISTAKE = "story mistake"


STOPPING = frozenset(
    (
        DifferenceKind.CLOSED,
        DifferenceKind.GONE,
        DifferenceKind.UNCLEAR,
        DifferenceKind.ELSEWHERE,
        DifferenceKind.SCENE_GONE,
        DifferenceKind.STATE_GONE,
        DifferenceKind.ENDED,
        DifferenceKind.ASKED,
        DifferenceKind.UNASKED,
        DifferenceKind.REFUSED,
        DifferenceKind.HOST,
        DifferenceKind.MISTAKE,
    )
)
# The path was followed, and the play stands elsewhere in the end than it did.
LED_ELSEWHERE = frozenset((DifferenceKind.ENDING, DifferenceKind.PLACE))
ANOTHER_MEANING = ", which is another meaning"
# Blanks, words and each other sign, of which all of a text is made.
PIECE = regex(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 5000
BETWEEN_PARAGRAPHS = re.compile(r"\s*\n\s*")


class Difference(NamedTuple):
    """One difference. `message` is a clause for people; `old` and `new` are the texts of which it speaks.

    `expected` says that the story records it (`(was …)`); `again` that an earlier step had it already; `old_id` is that
    of a choice that was found under another one.
    """

    kind: DifferenceKind
    message: str
    old: str | None = None
    new: str | None = None
    expected: bool = False
    again: bool = False
    old_id: str | None = None


class StepVerdict(StrEnum):
    """What became of a step of a saved play, the gravest last (engine/paths/judgement.py)."""

    SAME = "the same"
    REWORDED = "reworded"
    UNTOLD = "cannot be told"
    OUTCOME = "another outcome"
    MEANING = "another meaning"
    CLOSED = "closed"
    GONE = "gone"


def told_verdicts(verdicts: Iterable[StepVerdict]) -> str:
    """How often there is which verdict, in a clause; nothing is said of what is the same."""
    found = list(verdicts)
    counts = {verdict: found.count(verdict) for verdict in StepVerdict if verdict is not StepVerdict.SAME}
    return ", ".join(f"{count} {verdict.value}" for verdict, count in counts.items() if count)


class Judgement(NamedTuple):
    """A verdict, and what it rests on as a clause for people."""

    verdict: StepVerdict
    why: str = ""
    # Of what was reworded: some of it is like nothing that stood there.
    edited: bool = False

    @property
    def is_grave(self) -> bool:
        """Whether a player is told before play goes on."""
        return self.verdict not in (StepVerdict.SAME, StepVerdict.REWORDED)


SAME = Judgement(StepVerdict.SAME)
REWORDED = Judgement(StepVerdict.REWORDED)
EDITED = Judgement(StepVerdict.REWORDED, edited=True)


class StepResult(NamedTuple):
    """How one step of a path went: its number (0 is the beginning), its scene, all that differed, and the verdict."""

    number: int
    scene: str
    differences: tuple[Difference, ...] = ()
    taken: str | None = None
    judgement: Judgement = SAME

    @property
    def stopped(self) -> bool:
        """Whether the path could not be followed beyond this step."""
        return any(one.kind in STOPPING for one in self.differences)

    @property
    def fits(self) -> bool:
        """Whether nothing differed but what the story records itself."""
        return all(one.expected for one in self.differences)

    @property
    def kind(self) -> str:
        """The gravest difference in a word or two; "same" if there is none."""
        grave = [one for one in self.differences if one.kind in STOPPING]
        shown = grave or [one for one in self.differences if not one.expected] or self.differences
        return str(shown[-1].kind) if shown else "same"

    def lines(self) -> list[str]:
        """What to tell people: one line a difference, without those that earlier steps had already."""
        place = f"step {self.number}, scene {self.scene}" if self.number else "the beginning"
        return [f"{place}: {one.message}" for one in self.differences if not one.again]


class Compared(NamedTuple):
    """Where two texts differ, word by word: (sign, words) with " " for both, "-" for the old, "+" for the new."""

    parts: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        marks = {" ": "%s", "-": "[-%s-]", "+": "{+%s+}"}
        shown = "".join(text if sign == " " else marks[sign] % text for sign, text in self.parts)
        return BETWEEN_PARAGRAPHS.sub(" ¶ ", shown)


def compared(old: str, new: str) -> Compared:
    """The difference of two texts in words. Long ones are compared in their beginnings."""
    before, after = _words(old), _words(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    parts: list[tuple[str, str]] = []
    for operation, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if operation == "equal":
            parts.append((" ", "".join(before[old_from:old_to])))
            continue
        if old_to > old_from:
            parts.append(("-", "".join(before[old_from:old_to])))
        if new_to > new_from:
            parts.append(("+", "".join(after[new_from:new_to])))
    return Compared(tuple(parts))


def around_changes(difference: Compared, words: int = 6) -> Compared:
    """A difference with only a few words left around what changed."""
    parts: list[tuple[str, str]] = []
    for place, (sign, text) in enumerate(difference.parts):
        if sign == " ":
            whole = _words(text)
            head = whole[: 2 * words] if place else []
            tail = whole[-2 * words :] if place < len(difference.parts) - 1 else []
            if len(head) + len(tail) < len(whole):
                text = "".join(head) + " … " + "".join(tail)
        parts.append((sign, text))
    return Compared(tuple(parts))


def _words(text: str) -> list[str]:
    words: list[str] = PIECE.findall(text)
    return words[:MOST_WORDS]


def written(value: object) -> str:
    """A variable's value as a story writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value)) or "none"
    return f'"{value}"' if isinstance(value, str) and not value.isidentifier() else str(value)
