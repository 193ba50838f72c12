"""How fast the line to the terminal is: asks where the cursor is, behind what was sent, and times the answer.

A terminal that does not answer may be on any line; nothing is animated there, and keys may come in pieces.
"""

from __future__ import annotations

import time

QUESTION, PROMPT_SECONDS = "\x1b[6n", 0.15
NO_ANSWER_AFTER = 3.0  # seconds; then the terminal is taken for one that never answers
# How long the bytes of one key may lie apart, on a line that is prompt, and on another.
TOGETHER, APART = 0.05, 0.25


class LineSpeed:
    """What the answers so far tell."""

    def __init__(self) -> None:
        self.asked: float | None = None
        self.is_prompt = False
        self._answers = True

    def ask(self) -> bool:
        """Whether to send `QUESTION` now: no other waits for its answer, and the terminal is not known to be mute."""
        if self.asked is not None and time.monotonic() - self.asked > NO_ANSWER_AFTER:
            self._answers = False
        if self.asked is not None or not self._answers:
            return False
        self.asked = time.monotonic()
        return True

    def answered(self) -> None:
        """The answer has come."""
        if self.asked is not None:
            self.is_prompt = time.monotonic() - self.asked < PROMPT_SECONDS
            self.asked = None
            self._answers = True

    def is_late(self) -> bool:
        """Whether an answer is waited for that a prompt line would have brought by now."""
        late = self.asked is not None and time.monotonic() - self.asked > PROMPT_SECONDS
        self.is_prompt = self.is_prompt and not late
        return late

    def may_still_come(self) -> bool:
        """Whether an answer may be under way, so that it would reach whoever reads keys next."""
        return self.asked is not None and time.monotonic() - self.asked < NO_ANSWER_AFTER

    @property
    def key_timeout(self) -> float:
        """Seconds to wait for the rest of a key."""
        return TOGETHER if self.is_prompt else APART
