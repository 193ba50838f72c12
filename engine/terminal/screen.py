"""The full-screen player without a terminal: what is seen, what is selected, what each key does.

prompt_toolkit feeds it keys by name and lines from the input field, and draws what engine/terminal/frame.py makes of
it. So tests can drive it alone, and the first frame is there before prompt_toolkit is imported.
"""

from __future__ import annotations

from engine.terminal.blocks import Block, offer_blocks
from engine.terminal.commands.table import COMMANDS, run_command
from engine.terminal.controller import submit
from engine.terminal.flow import Flow, Position
from engine.terminal.listings import Listing
from engine.terminal.outcome import AGAIN, CHOICES, HELP, SEARCH, Outcome
from engine.terminal.pages import Page, help_page
from engine.terminal.play import Play
from engine.terminal.typed_input import beginning_with, numbered

# Input fields: what the typed line is for. Another one is the name of the command whose argument is typed.
CHOOSE, COMMAND, ANSWER = ":choose", ":command", ":answer"
AFTER_THE_END = (
    ("undo", "Take back the last choice"),
    ("timeline", "Look at every choice, and go back to one"),
    ("restart", "Begin again"),
    ("quit", "Leave"),
)
NEAR = 200
WHEEL = 3


class Screen:
    """The state of the full-screen player."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.height = 10
        self.page: Page | None = None
        self.flow = Flow(play.transcript, self._tail(), play.settings.width)
        self.selected = 0
        # Whether the player has selected it: before that, Enter reads on while anything is below.
        self.picked = False
        # Where reading is: the top row, or None to follow the newest text.
        self.top: Position | None = None
        self.sliding: Position | None = None
        self.revealed: float | None = None
        self.field: str | None = None
        self.notes: tuple[str, ...] = ()
        self.found = ""
        self.found_at: int | None = None
        self.asked_to_leave = self.done = False
        self._arrived()

    # ------------------------------------------------------------ what is offered

    def _tail(self) -> list[Block]:
        session = self.play.session
        if not session.over:
            return list(offer_blocks(session))
        return [
            Block("action", ((text, "choice"),), f"{number}. ", False, number - 1)
            for number, (_, text) in enumerate(AFTER_THE_END, 1)
        ]

    def actions(self) -> list[int]:
        """The numbers of the blocks that can be taken, in order."""
        start = len(self.flow.transcript)
        return [start + at for at, block in enumerate(self.flow.tail) if block.kind in ("choice", "action")]

    def chosen_block(self) -> int | None:
        """The number of the selected block."""
        actions = self.actions()
        return actions[min(self.selected, len(actions) - 1)] if actions else None

    # ------------------------------------------------------------ where reading is

    def target(self) -> Position:
        """Where the newest text is followed: its end is seen, but its beginning never leaves the screen."""
        lowest = self.flow.lowest_top(self.height)
        return min(lowest, (self.play.new_from, 0)) if self.play.here.depth else min(lowest, (0, 0))

    def now_top(self) -> Position:
        """The row that is shown uppermost."""
        if self.sliding is not None:
            return self.flow.clamped(self.sliding)
        return self.target() if self.top is None else self.flow.clamped(self.top)

    def more_below(self) -> bool:
        """Whether something is left to read below."""
        return self.flow.moved(self.now_top(), self.height - 1) < self.flow.last()

    def is_seen(self, number: int) -> bool:
        """Whether a whole block is on the screen."""
        top = self.now_top()
        last = (number, max(0, len(self.flow.rows(number)) - 1))
        return top <= (number, 0) and last <= self.flow.moved(top, self.height - 1)

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
        self.top = min(self.flow.moved(self.now_top(), count), lowest)
        if self.top == self.target():
            self.top = None

    def show(self, at: Position) -> None:
        """Scroll as little as is needed to have a row on the screen."""
        top = self.now_top()
        if at < top:
            self.top = at
        elif self.flow.moved(top, self.height - 1) < at:
            self.top = self.flow.moved(at, 1 - self.height)

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

    # ------------------------------------------------------------ what came of something

    def _arrived(self, before: Position | None = None) -> None:
        """The play stands elsewhere: new text, new choices."""
        play = self.play
        self.flow.transcript, self.flow.tail = play.transcript, self._tail()
        self.top, self.selected, self.picked = None, 0, False
        self.found, self.found_at = "", None
        self.page = None
        self.field = ANSWER if play.session.question is not None else None
        self.settle()
        if before is not None and play.settings.animation:
            before = self.flow.clamped(before)
            if 1 < self.flow.distance(before, self.target(), NEAR) < NEAR:
                self.sliding = before
        if play.settings.pace:
            self.revealed = 0.0

    def outcome(self, outcome: Outcome, before: Position | None = None) -> None:
        """Show what came of a command or a choice."""
        self.notes = outcome.notes
        if outcome.leave:
            self.done = True
        if outcome.new_text:
            self._arrived(before)
        if outcome.listing is not None:
            self.page = Page(outcome.listing)
        if outcome.show:
            self._show(outcome)

    def _show(self, outcome: Outcome) -> None:
        if outcome.show == HELP:
            self.open(help_page())
        elif outcome.show == AGAIN:
            self.top = self.flow.clamped((self.play.new_from, 0))
        elif outcome.show == SEARCH:
            self.found_at = None
            self.search(outcome.text)
        elif outcome.show == CHOICES:
            self.top = None
            self.scroll(NEAR)

    def command(self, typed: str) -> None:
        """Run a command line, as it stands behind the colon."""
        self.page = None
        if typed:
            before = self.now_top()
            self.outcome(run_command(self.play, typed), before if not typed.startswith(("undo", "restart")) else None)
            if typed.startswith("set ") and self.page is None:
                self.open(self.play.settings.listing())

    def open(self, listing: Listing) -> None:
        """Show a list."""
        self.page = Page(listing)

    def take(self, number: int) -> None:
        """Take what a block offers."""
        block = self.flow.block(number)
        if block.choice is None:
            return
        if block.kind == "action":
            self.command(AFTER_THE_END[block.choice][0])
        else:
            before = self.now_top()
            self.outcome(self.play.choose(self.play.session.choices[block.choice]), before)

    def search(self, text: str, step: int = -1) -> None:
        """Go to the next place with a text, upwards unless told otherwise."""
        self.found = " ".join(text.lower().split())
        if not self.found:
            return
        start = len(self.flow) - 1 if self.found_at is None else self.found_at + step
        at = self.flow.find(self.found, start, step)
        if at is None:
            self.notes = (f"“{self.found[:40]}” was not said so far.",)
        else:
            self.found_at = at[0]
            self.top = min(self.flow.moved(at, -2), self.flow.lowest_top(self.height))
            self.notes = ("n and N go to the others, Esc back to the newest text.",)

    # ------------------------------------------------------------ lines typed into the field

    def submit(self, typed: str) -> None:
        """A line was typed into the field and ended with Enter."""
        field, self.field, self.notes = self.field, None, ()
        self.asked_to_leave = False
        if field == COMMAND:
            self.command(typed.strip())
        elif field in COMMANDS:
            if typed.strip():
                self.command(f"{field} {typed.strip()}")
        elif field == ANSWER:
            if not typed and self.more_below():
                self.field = ANSWER
                self.scroll(self.height - 1)
                return
            self.outcome(self.play.answer(" ".join(typed[:1000].split())), self.now_top())
        elif typed.strip():
            self.outcome(submit(self.play, typed), self.now_top())
        if self.play.session.question is not None and self.page is None:
            self.field = ANSWER

    def typed(self, text: str) -> None:
        """The field holds this now: the choice that begins like it is selected."""
        if self.field != CHOOSE:
            return
        offered = numbered(self.play.session)
        found = beginning_with(self.play.session, text)
        if text.isdecimal() and text.isascii() and 1 <= int(text[:9]) <= len(offered):
            found = [offered[int(text[:9]) - 1]]
        if found and found[0] in offered:
            self.selected = offered.index(found[0])
            block = self.chosen_block()
            if block is not None:
                self.show((block, len(self.flow.rows(block)) - 1))

    def cancel(self) -> None:
        """Leave the field or the page, or go back to the newest text."""
        self.notes, self.asked_to_leave = (), False
        if self.field is not None:
            self.field = None
        elif self.page is not None:
            self.page = None
            if self.play.session.question is not None:
                self.field = ANSWER
        else:
            self.top, self.found, self.found_at = None, "", None

    def interrupt(self) -> None:
        """Ctrl-C: asks, and leaves the second time."""
        if self.asked_to_leave:
            self.done = True
        self.asked_to_leave = True
        self.notes = ("Leave? Press Ctrl-C again to leave, any other key to stay.",)
