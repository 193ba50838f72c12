"""Turns that come to an error that is known by now.

Code on states as numbers only sees that something goes wrong. What it is, and with which message, the runtime says,
which takes fifty times as long. An error is its kind and its place in the story; so it is enough that the runtime says
it once for each place of the code. From then on a way that fails there leads to one point in the middle of turns,
`FAILED`, that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.program.story_stop import StoryStop
from engine.proof.packed.code import TurnFails
from engine.proof.packed.outcome_tables import Point
from engine.proof.transitions import Node

# Its segment is one that no story has.
FAILED: Point = (1 << 60, 0)

# The function, the place in it, and the code of the error if that is known there.
Site = tuple[int, int, str]


class KnownFailures:
    """The places of the generated code at which a turn is known to fail; `builtins` are those by which it is known."""

    def __init__(self, builtins: object) -> None:
        self.builtins = builtins
        self.sites: set[Site] = set()

    def clear(self) -> None:
        """Begin anew, for somebody to whom no error was told."""
        self.sites.clear()

    def learn(self, problem: Exception) -> None:
        """Note where a turn failed whose errors were all told."""
        if (site := self._site(problem)) is not None:
            self.sites.add(site)

    def is_known(self, problem: Exception) -> bool:
        """Whether a turn failed where all ways fail with an error that was told."""
        return self._site(problem) in self.sites

    def tried(self, run: Callable[[], Node]) -> Node:
        """Where something leads; `FAILED` if its error is known."""
        try:
            return run()
        except Exception as problem:
            if self.is_known(problem):
                return FAILED
            raise

    def _site(self, problem: Exception) -> Site | None:
        """Where a turn failed; None if that need not be an error of the story each time."""
        if not isinstance(problem, TurnFails | StoryStop | ZeroDivisionError):
            return None
        site, traceback = None, problem.__traceback__
        while traceback is not None:
            frame = traceback.tb_frame
            if frame.f_builtins is self.builtins:
                site = id(frame.f_code), traceback.tb_lasti, getattr(problem, "code", "")
            traceback = traceback.tb_next
        return site
