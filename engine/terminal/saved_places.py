"""What players show of a saved place: where and when it was, and how to come there."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from engine.named_tuples import NamedTuple
from engine.terminal.messages import tr

if TYPE_CHECKING:
    from engine.paths.library.records import PathStep, PlayRecord, SavedPlay
    from engine.paths.path_parts import Origin
    from engine.runtime.session import Session
    from engine.runtime.story import Story

DAY = 86_400
FEW_LETTERS = 25


class SavedPlace(NamedTuple):
    """A place that can be gone to: a named save, or where a play was left."""

    name: str
    when: str
    scene: str
    line: str
    said: str
    turns: int
    over: bool
    play: SavedPlay

    def told(self) -> str:
        """Where it is, in a few words."""
        if self.over:
            return tr("turn {turn}, at its end", turn=self.turns)
        turns = tr("turn {turn}", turn=self.turns)
        return tr("turn {turn}, {place}", turn=self.turns, place=self.scene) if self.scene else turns

    def lines(self) -> tuple[str, ...]:
        """When and where it was, the last choice, and what was said last."""
        said = last_sentence(self.said)
        return tuple(line for line in (f"{self.when} · {self.told()}", self.line, said) if line)


class RouteToPlace(NamedTuple):
    """How to come to a saved place: the seed and the number of its tree, where it begins, if that is not the story's
    beginning, the steps from there, and whether the story changed since."""

    seed: int
    tree: int
    origin: Origin | None
    steps: tuple[PathStep, ...]
    record: PlayRecord
    changed: bool


def beginning_of(session: Session) -> Origin | None:
    """Where a session began that a host, or the command line, began elsewhere. Usual plays do not wait for that."""
    if session.beginning is None:
        return None
    from engine.paths.saved_path import start_of

    return start_of(session)


def started(story: Story, seed: int, origin: Origin | None) -> Session:
    """A session that begins with the story, or elsewhere, where that fits it."""
    if origin is None:
        return story.start(seed)
    from engine.paths.snapshots import begun

    return begun(story, seed, origin)[0]


def last_sentence(text: str) -> str:
    """The last sentence of a text, with those before it that make it at least a few words long."""
    starts = [match.end() for match in re.finditer(r"[.!?…。！？][\"”’»」』)]*\s*(?=\S)", text)]
    return next((text[start:] for start in reversed(starts) if len(text) - start >= FEW_LETTERS), text)


def when(seconds: float, now: float | None = None) -> str:
    """A time as people say it."""
    now = time.time() if now is None else now
    moment, today = time.localtime(seconds), time.localtime(now)
    clock = time.strftime("%H:%M", moment)
    if moment[:3] == today[:3]:
        return tr("today {time}", time=clock)
    if moment[:3] == time.localtime(now - DAY)[:3]:
        return tr("yesterday {time}", time=clock)
    return time.strftime("%Y-%m-%d", moment) + f" {clock}"
