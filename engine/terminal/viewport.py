"""The window onto the reading column: where reading is, which choice is selected, and what moves.

All of it without a terminal. `Screen` adds what keys, commands and pages do.
"""

from __future__ import annotations

from engine.terminal.blocks import Block, offer_blocks
from engine.terminal.play import PlayController
from engine.terminal.transcript_rows import Position, TranscriptRows

NEAR = 200


class Viewport:
    """Where reading is, in a window of some rows."""

    def __init__(self, play: PlayController) -> None:
        self.play = play
        self.height = 10
        self.flow = TranscriptRows(play.transcript, self.offers(), play.settings.width)
        self.selected = 0
        # Whether the player has selected it: before that, Enter reads on while anything is below.
        self.picked = False
        # Where reading is: the top row, or None to follow the newest text.
        self.top: Position | None = None
        # Whether the newest text was read before: then its end and the choices are what matters.
        self.known = False
        # Whether new text may scroll in: the line to the terminal must be fast enough.
        self.animated = play.settings.animation
        self.sliding: Position | None = None
        self.revealed: float | None = None

    def offers(self) -> list[Block]:
        """The blocks of what is offered now."""
        return list(offer_blocks(self.play.session, self.play.is_taken))

    # ------------------------------------------------------------ the selection

    def actions(self) -> list[int]:
        """The numbers of the blocks that can be taken, in order."""
        start = len(self.flow.transcript)
        return [start + at for at, block in enumerate(self.flow.tail) if block.kind in ("choice", "action")]

    def chosen_block(self) -> int | None:
        """The number of the selected block."""
        actions = self.actions()
        return actions[min(self.selected, len(actions) - 1)] if actions else None

    def select(self, number: int, upwards: bool = False) -> None:
        """Select a choice by its place among those that can be taken, and have it on the screen.

        Of one that is taller than the window, the beginning is shown, or coming from below, the end.
        """
        self.selected, self.picked = number, True
        block = self.actions()[number]
        ends = [(block, len(self.flow.rows(block)) - 1), (block, 0)]
        for at in ends[::-1] if upwards else ends:
            self.show(at)

    def _select_what_is_visible(self) -> None:
        """After scrolling: where the selected choice has left the window, the nearest one in it is selected."""
        block = self.chosen_block()
        if block is None or self.is_visible(block):
            return
        visible = [number for number, one in enumerate(self.actions()) if self.is_visible(one)]
        whole = [number for number in visible if self.is_seen(self.actions()[number])]
        if visible:
            self.selected = min(whole or visible, key=lambda number: abs(number - self.selected))
            self.picked = False

    # ------------------------------------------------------------ where reading is

    def target(self) -> Position:
        """Where the newest text is followed: its end is seen, but its beginning never leaves the screen.

        Of text that was read before, the end and the first choices are seen.
        """
        lowest = self.flow.lowest_top(self.height)
        if not self.play.here.depth:
            return min(lowest, (0, 0))
        start = self.play.new_from
        if self.known:
            start = next(iter(self.actions()), start)
        return min(lowest, (start, 0))

    def now_top(self) -> Position:
        """The row that is shown uppermost."""
        if self.sliding is not None:
            return self.flow.clamped(self.sliding)
        return self.target() if self.top is None else self.flow.clamped(self.top)

    def bottom(self) -> Position:
        """The row that is shown lowest."""
        return self.flow.moved(self.now_top(), self.height - 1)

    def more_below(self) -> bool:
        """Whether something is left to read below."""
        return self.bottom() < self.flow.last()

    def is_visible(self, number: int) -> bool:
        """Whether a row of a block is on the screen."""
        return self.now_top() <= self._last_row(number) and (number, 0) <= self.bottom()

    def is_seen(self, number: int) -> bool:
        """Whether a whole block is on the screen, or the end of one that is taller than that."""
        last = self._last_row(number)
        is_begun = self.now_top() <= (number, 0) or last[1] >= self.height
        return is_begun and self.now_top() <= last <= self.bottom()

    def _last_row(self, number: int) -> Position:
        return number, max(0, len(self.flow.rows(number)) - 1)

    def fit(self, width: int, height: int) -> None:
        """The reading column has this size now."""
        if width != self.flow.width:
            self.sliding = None
            if self.top is None:
                self.flow.resize(width, (0, 0))
            else:
                self.top = self.flow.resize(width, self.flow.clamped(self.top))
        self.height = height

    def scroll(self, count: int) -> None:
        """Read on, or back; not past the end."""
        self.sliding = None
        lowest = max(self.flow.lowest_top(self.height), self.target())
        self.go_to(min(self.flow.moved(self.now_top(), count), lowest))

    def go_to(self, top: Position) -> None:
        """Read from a row on."""
        self.top = None if top == self.target() else top
        self._select_what_is_visible()

    def show(self, at: Position) -> None:
        """Scroll as little as is needed to have a row on the screen."""
        top = self.now_top()
        if at < top:
            self.top = at
        elif self.flow.moved(top, self.height - 1) < at:
            self.top = self.flow.moved(at, 1 - self.height)

    # ------------------------------------------------------------ movement

    def tick(self, seconds: float) -> bool:
        """Move what is moving; whether anything still does."""
        if self.sliding is not None:
            target = self.target()
            left = self.flow.distance(self.sliding, target, NEAR)
            self.sliding = self.flow.moved(self.sliding, max(1, left // 4)) if left > 1 else None
        if self.revealed is not None:
            self.revealed += seconds * self.play.settings.pace
            new = self.play.transcript[self.play.new_from :]
            if self.revealed > sum(len(block.text) for block in new):
                self.revealed = None
        return self.moving

    @property
    def moving(self) -> bool:
        """Whether text is scrolling in or appearing."""
        return self.sliding is not None or self.revealed is not None

    def settle(self) -> None:
        """End all movement at once."""
        self.sliding = self.revealed = None

    def arrive(self, before: Position | None, known: bool) -> None:
        """The play stands elsewhere: show its text, scrolling in from `before`; `known` text was read before."""
        play = self.play
        self.flow.transcript, self.flow.tail = play.transcript, self.offers()
        self.top, self.selected, self.picked, self.known = None, 0, False, known
        self.settle()
        if before is not None and play.settings.animation and self.animated:
            before = self.flow.clamped(before)
            if 1 < self.flow.distance(before, self.target(), NEAR) < NEAR:
                self.sliding = before
        if play.settings.pace and not known:
            self.revealed = 0.0
