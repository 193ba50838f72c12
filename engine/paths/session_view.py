"""Looks at a session as saved paths see it: what it printed, the values of its variables, and the hashes of both."""

from __future__ import annotations

import json
from hashlib import blake2s

from engine.program.limits import MOST_TEXT
from engine.program.values import OuterValue, cleaned
from engine.runtime.layout import PLACE
from engine.runtime.session import Session
from engine.runtime.state_types import SlotContent
from engine.runtime.text import Paragraph

Values = dict[str, OuterValue]
# Of the format of saved paths, and so of the hashes in them.
FORMAT_VERSION = 2


def hash_of(text: str) -> str:
    """A short hash: 32 bits, enough to see a change."""
    return blake2s(text.encode("utf-8", "replace"), digest_size=4).hexdigest()


def hash_of_values(values: Values, version: int = FORMAT_VERSION) -> str:
    """The hash of some variables, whatever the order in which they are declared.

    It is that of canonical JSON: names in the order of their code points, no blanks, nothing escaped that need not be.
    Paths of version 1 have hashes of what Python's `repr` made of the variables.
    """
    if version == 1:
        return hash_of(repr(sorted(values.items())))
    return hash_of(json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def prose_of(paragraphs: tuple[Paragraph, ...]) -> str:
    """What a turn printed as plain text: paragraphs apart by a blank line, speakers before a colon."""
    return "\n\n".join([f"{one.speaker}: {one.text}" if one.speaker else one.text for one in paragraphs])


def ending_of(session: Session) -> str | None:
    """The ending as paths write it: an empty text for the unnamed one, None where the play goes on."""
    ending = session.ending
    return None if ending is None else ending.name or ""


def question_id(session: Session) -> str:
    """The id of the question that is asked: its scene and its variable."""
    question = session.question
    assert question is not None, "asked only where a question waits"
    layout, program = session.story.machine.layout, session.story.program
    number = question.slot - layout.variables
    if 0 <= number < len(program.variables):
        return f"{session.scene}.{program.variables[number].name}"
    index = layout.scene_at(session.packed_state[PLACE])
    return f"{session.scene}.{program.scenes[index].frame[question.slot - layout.frames[index]].name}"


def shortened(text: str) -> str:
    """A text as a path holds it: on one line, and no longer than a line of a story."""
    return cleaned(text)[:MOST_TEXT]


def says(shown: str, saved: str | None) -> bool:
    """Whether a choice or a question that is shown says what a path has."""
    return shown == saved or (saved is not None and shortened(shown) == saved)


class SessionView:
    """Watches one session. Nothing is worked out again while the variables stay as they were."""

    def __init__(self, session: Session) -> None:
        self.session = session
        layout = session.story.machine.layout
        self._slots = slice(layout.variables, layout.variables + len(session.story.program.variables))
        self._raw: tuple[SlotContent, ...] | None = None
        self._values: Values = {}
        self._hash = ""

    def values(self) -> Values:
        """All variables by name; the same dictionary while none has changed."""
        raw = self.session.packed_state[self._slots]
        if raw != self._raw or self._raw is None:
            self._raw = raw
            self._values = self.session.variables
            self._hash = ""
        return self._values

    def values_hash(self) -> str:
        """The hash of all variables."""
        values = self.values()
        if not self._hash:
            self._hash = hash_of_values(values)
        return self._hash

    def prose(self) -> str:
        """What the last turn printed."""
        return prose_of(self.session.text)
