"""What a play offers when it stops: choices, or a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from engine.program.types import Value
from engine.runtime.shared_code import Record
from engine.runtime.state_types import ValueSlot, Working
from engine.runtime.text import Emit, TextKind, unstyled

# Taking a choice: the number of the segment to go on with; that of the one behind the choice's own, with the text that
# this prints and the kind of that (text.py), if that is all it does, and never changes; or a function that gives the
# number.
Take = int | tuple[int] | tuple[int, str, TextKind] | Callable[[Working, Emit], int]


class Choice:
    """A choice as a player sees it.

    `id` is stable over edits of the story; `text` is plain text; `enabled` says whether it can be taken. A
    closed choice has a `reason`.
    """

    # Taken once, it knows the segment `behind` it, and which kind of text it prints on the way there (`echo`,
    # "" if none), if that is always the same. Slots stand in an object in the order of the alphabet: these two stand
    # beside its head, so that a turn waits for memory once.
    __slots__ = ("behind", "echo", "enabled", "id", "label", "reason", "tags", "take", "text")

    def __init__(
        self, id: str, label: str | None, tags: tuple[str, ...], text: str, take: Take, reason: str | None = None
    ) -> None:
        self.behind: Record | None = None
        self.echo: TextKind | Literal[""] | None = None
        self.id = id
        self.label = label
        self.tags = tags
        self.text = text
        self.take = take
        self.reason = reason
        self.enabled = reason is None

    def __reduce__(self) -> tuple[object, ...]:
        return Choice, (self.id, self.label, self.tags, self.text, self.take, self.reason)

    def _key(self) -> tuple[object, ...]:
        return self.id, self.text, self.reason, self.tags

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Choice) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"<Choice {self.id}: {self.text!r}{'' if self.enabled else ' (closed)'}>"


class Question:
    """A question that the story asks. An empty answer keeps `default`, the value that the variable has.

    `kind` is "text" or "number"; a number lies from `low` to `high` where these are not None.
    """

    __slots__ = ("default", "follow", "high", "kind", "low", "slot", "text")

    def __init__(
        self, raw: str, kind: str, low: int | None, high: int | None, slot: int, value: Value | None, follow: int
    ) -> None:
        self.text = unstyled(raw)
        self.kind = kind
        self.low = low
        self.high = high
        self.slot = ValueSlot(slot)
        self.default = "" if value is None else str(value)
        self.follow = follow

    def _key(self) -> tuple[object, ...]:
        return self.text, self.kind, self.low, self.high, self.slot, self.default

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Question) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"<Question {self.text!r}>"
