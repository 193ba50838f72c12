"""The full-screen player without a terminal: pages, fields, notes, and what commands show.

prompt_toolkit feeds it keys by name and lines from the input field, and draws what engine/terminal/frame.py makes of
it. So tests can drive it alone, and the first frame is there before prompt_toolkit is imported. Nor does that frame
wait for the commands: they are imported when something is pressed.
"""

from __future__ import annotations

from engine.program.limits import MOST_ANSWER
from engine.terminal.blocks import AFTER_THE_END
from engine.terminal.listings import Listing
from engine.terminal.messages import plural, tr
from engine.terminal.outcome import AGAIN, AUTO, CHOICES, COPY, HELP, SEARCH, SKIP, CommandOutcome
from engine.terminal.pages import Page, help_page
from engine.terminal.play import PlayController
from engine.terminal.transcript_rows import Position
from engine.terminal.viewport import Viewport

# Input fields: what the typed line is for. Another one is the name of the command whose argument is typed.
CHOOSE, COMMAND, ANSWER = ":choose", ":command", ":answer"
WHEEL = 3
LEAST_PAUSE = 1.5  # seconds before a page turns by itself, however little is on it


class Screen(Viewport):
    """The state of the full-screen player."""

    def __init__(self, play: PlayController) -> None:
        super().__init__(play)
        self.page: Page | None = None
        self.field: str | None = None
        # What a field that is opened now begins with; whoever shows it takes it.
        self.begun = ""
        self.notes: tuple[str, ...] = ()
        self.found = ""
        self.found_at: int | None = None
        self.asked_to_leave = self.done = False
        # Whether no key was pressed yet.
        self.is_new = True
        # Seconds until the page turns by itself; None while it does not.
        self.pause: float | None = None
        # What is to be copied to the terminal's clipboard; whoever does so takes it.
        self.to_copy = ""
        self._arrived()

    # ------------------------------------------------------------ what came of something

    def _arrived(self, before: Position | None = None, known: bool = False) -> None:
        """The play stands elsewhere: new text, new choices."""
        self.arrive(before, known)
        self.found, self.found_at = "", None
        self.page = None
        self.field = ANSWER if self.play.session.question is not None else None
        if self.pause is not None:
            self.pause = self._reading_time()

    def outcome(self, outcome: CommandOutcome, before: Position | None = None) -> None:
        """Show what came of a command or a choice."""
        self.notes = outcome.notes
        if outcome.leave:
            self.done = True
        if outcome.new_text:
            skipped = outcome.show == SKIP
            self._arrived(None if skipped else before, outcome.read or (skipped and self.play.unread_from is None))
        if outcome.listing is not None:
            self.page = Page(outcome.listing)
        if outcome.show:
            self._show(outcome)
        if outcome.refused is not None and self.play.session.question is not None:
            self.field, self.begun = ANSWER, outcome.refused

    def _show(self, outcome: CommandOutcome) -> None:
        if outcome.show == HELP:
            self.open(help_page())
        elif outcome.show == AGAIN:
            self.go_to(self.flow.clamped((self.play.new_from, 0)))
        elif outcome.show == SEARCH:
            self.found_at = None
            self.search(outcome.text)
        elif outcome.show == CHOICES:
            self.top, self.known = None, True
        elif outcome.show == SKIP and self.play.unread_from is not None:
            self.go_to(min((self.play.unread_from, 0), self.flow.lowest_top(self.height)))
        elif outcome.show == COPY:
            self.to_copy = outcome.text
            self.notes = (tr("Copied, if your terminal lets programs copy: {text}", text=outcome.text[:60] + "…"),)
        elif outcome.show == AUTO:
            self.pause = self._reading_time() if self.pause is None else None
            on, off = tr("Pages turn by themselves now; F8 stops that."), tr("Pages wait for you again.")
            self.notes = (off if self.pause is None else on,)

    def command(self, typed: str) -> None:
        """Run a command line, as it stands behind the colon."""
        from engine.terminal.commands.table import run_command

        self.page = None
        if typed:
            before = self.now_top()
            self.outcome(run_command(self.play, typed), before if not typed.startswith(("undo", "restart")) else None)
            if typed.startswith("set ") and self.page is None:
                self.open(self.play.settings.listing())
        elif self.play.session.question is not None:
            self.field = ANSWER

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
        """Go to the next place with a text, upwards unless told otherwise; says which of how many it is."""
        self.found = " ".join(text.lower().split())
        if not self.found:
            return
        start = len(self.flow) - 1 if self.found_at is None else self.found_at + step
        places = self.flow.places(self.found)
        if not places:
            self.notes = (tr("“{text}” was not said so far.", text=self.found[:40]),)
            self.found = ""
            return
        ahead = [one for one in places if (one <= start if step < 0 else one >= start)]
        at = max(ahead or places) if step < 0 else min(ahead or places)
        wrapped = "" if ahead else tr("from the end again") if step < 0 else tr("from the beginning again")
        self.found_at = at
        self.go_to(min(self.flow.moved(self.flow.row_with(self.found, at), -2), self.flow.lowest_top(self.height)))
        count = tr("{number} of {count}", number=places.index(at) + 1, count=len(places))
        keys = tr("n and N go to the others, Esc back to the newest text.")
        self.notes = (f"{count}{f', {wrapped}' if wrapped else ''}. {keys}",)

    # ------------------------------------------------------------ turning pages by itself

    def _reading_time(self) -> float:
        """Seconds that somebody reads at what is on the screen now."""
        rows = self.flow.visible(max(self.now_top(), (self.play.new_from, 0)), self.height)
        letters = sum(len(text) for _, _, row in rows for text, _ in row)
        return max(LEAST_PAUSE, letters / self.play.settings.reading)

    def wait(self, seconds: float) -> bool:
        """Let time pass: when the page was read, it turns, or a choice that is the only one is taken; whether so."""
        if self.pause is None or self.page is not None or self.field is not None or self.moving:
            return False
        self.pause -= seconds
        if self.pause > 0:
            return False
        from engine.terminal.commands.reading import lone_choice

        choice = lone_choice(self.play)
        if self.more_below():
            self.scroll(self.height - 1)
        elif choice is not None:
            self.outcome(self.play.choose(choice), self.now_top())
        else:
            self.pause = None
            self.notes = (tr("Pages wait for you again: this is for you to decide."),)
            return True
        if self.pause is not None:
            self.pause = self._reading_time()
        return True

    # ------------------------------------------------------------ lines typed into the field

    def submit(self, typed: str) -> None:
        """A line was typed into the field and ended with Enter."""
        from engine.terminal.commands.table import COMMANDS
        from engine.terminal.controller import submit

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
            else:
                self.outcome(submit(self.play, typed), self.now_top())
        elif field == CHOOSE and typed.strip():
            self.outcome(submit(self.play, typed), self.now_top())
        if self.field is None and self.play.session.question is not None and self.page is None:
            self.field = ANSWER

    def typed(self, text: str) -> None:
        """The field holds this now: the choice that begins so is selected; of an answer, what is too much."""
        question = self.play.session.question
        if self.field == ANSWER and question is not None and question.kind != "number" and len(text) > MOST_ANSWER:
            over = len(text) - MOST_ANSWER
            self.notes = (plural("{count} character too many", "{count} characters too many", over),)
        if self.field != CHOOSE:
            return
        from engine.terminal.typed_input import beginning_with, offered

        offers = offered(self.play.session)
        found = beginning_with(offers, text)
        if text.isdecimal() and text.isascii():
            found = [one for one in offers if one.number == int(text[:9])]
            self.notes = (tr("Enter takes {number}; or type one more digit.", number=text),) if found else ()
        if found and found[0].number is not None:
            self.select(found[0].number - 1)

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
            self.found, self.found_at = "", None
            self.go_to(self.target())

    def ask_to_leave(self, key: str) -> None:
        """A key that leaves, but not at once: the second time does."""
        if self.asked_to_leave:
            self.done = True
        self.asked_to_leave = True
        told = tr("Leave? Press {key} again to leave, any other key to stay.", key=key)
        lost = ""
        if self.play.is_lost_on_leaving:
            lost = (
                tr("Your last choices are not kept.") if self.play.saved_plays else tr("Nothing of this play is kept.")
            )
        self.notes = (f"{lost} {told}".strip(),)
