"""A play from a player's side, the same for both players: where it stands, what was played, and how to go about.

Knows nothing of drawing. `PlayController` holds the session, the timeline and the transcript; a `CommandOutcome` tells
the player's front what is new.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from engine.characters import visible
from engine.program.limits import MOST_ANSWER
from engine.rendering import render
from engine.runtime.errors import AnswerError, ChoiceError, PlayError
from engine.runtime.offers import Choice
from engine.runtime.session import Session
from engine.runtime.steps import Step
from engine.terminal.blocks import Block, one_line, sentence, title_blocks, turn_blocks
from engine.terminal.messages import plural, tr
from engine.terminal.outcome import CommandOutcome, note
from engine.terminal.saved_places import beginning_of, started
from engine.terminal.saves import SavedPlays, SavesError, tree_of_play
from engine.terminal.seen import CHOICE, TEXT, Seen
from engine.terminal.settings import Settings
from engine.terminal.timeline import Taken, TimelineNode, blocks_after, step_session, taken_of

if TYPE_CHECKING:
    from engine.paths.path_parts import Origin
    from engine.runtime.offers import Question
    from engine.runtime.story import Story
    from engine.terminal.compatibility import IncompatibleState
    from engine.terminal.following import Follower
    from engine.terminal.hints import LastHint
    from engine.terminal.resuming import Resumption
    from engine.terminal.saved_places import SavedPlace

T = TypeVar("T")
Item = TypeVar("Item")
REPORT_EVERY = 0.3
MOST_TYPED = 1000
# To go back by so many turns, undo is cheaper than to play again from the beginning.
FEW_TURNS = 64


class PlayController:
    """One play: its session, all ways that were played, and the transcript of the present one."""

    def __init__(
        self,
        session: Session,
        saved_plays: SavedPlays | None = None,
        settings: Settings | None = None,
        seen: Seen | None = None,
    ) -> None:
        self.story = session.story
        # Where the command line says that plays begin, if not where the story does.
        self.elsewhere = session.beginning
        self.saved_plays = saved_plays
        self.seen = seen or Seen()
        # A place whose passages are still to be noted as read: the first text does not wait for that.
        self._arrived: TimelineNode | None = None
        self._unread_from: int | None = None
        self.settings = settings or Settings()
        self.failed = False
        # Says what takes long; the player's front sets it.
        self.progress: Callable[[str], None] | None = None
        self.troubles: list[str] = []
        # Why nothing can be kept at present; empty while everything is.
        self.unkept = ""
        self.told: set[str] = set()
        self.failure = ""
        # Where the story was left before the play under way began, once that is kept itself.
        self.earlier: SavedPlace | None = None
        self._is_kept = False
        # The name for which it was asked whether a save may be replaced.
        self.asked_to_replace = ""
        # Which ending hints lead to, and how exact the last one was.
        self.hinted: LastHint | None = None
        self.endings_found: set[str | None] = set()
        self.scenes_seen: set[str] = set()
        self._endings_kept: set[str | None] | None = None
        # The stored state of a play that did not fit, for as long as the player has not gone on.
        self.stored: IncompatibleState | None = None
        # Where the story is being written: takes up each version that is saved.
        self.follower: Follower | None = None
        # That play, while the player is asked how to go on.
        self.resumption: Resumption | None = None
        self.begin(session)

    def begin(self, session: Session, origin: Origin | None = None, blocks: Sequence[Block] = ()) -> None:
        """Begin a play with a session that has just started, or taken up a stored state (`origin`).

        `blocks` are shown instead of what was printed.
        """
        self.session = session
        self.resumption = None
        self.origin = origin = origin or beginning_of(session)
        self.tree = tree_of_play(session.seed, origin)
        self.root = self.here = TimelineNode(
            None, None, [*title_blocks(self.story), *(blocks or turn_blocks(session))], session
        )
        self.transcript: list[Block] = list(self.root.blocks)
        self._starts = [0]
        # A play that begins here is in the tree whole; one that was taken up may have left other ways before.
        self._complete = True
        self._is_kept = False
        self._seen(self.root)
        self._arrived = self.root
        self.with_saved_plays(lambda saved: saved.begin(session, origin), None)

    def started_anew(self) -> Session:
        """A session of another play, with its own chances."""
        scene, variables = self.elsewhere or (None, None)
        return self.story.start(scene=scene, variables=variables)

    def started(self) -> Session:
        """A session of its own at the beginning of this play."""
        return started(self.story, self.session.seed, self.origin)

    @property
    def new_from(self) -> int:
        """The place in the transcript where the text of the last step begins."""
        return self._starts[-1]

    # ------------------------------------------------------------ going on

    def choose(self, choice: Choice) -> CommandOutcome:
        """Take a choice."""
        return self._step(Taken(choice.id, choice.text))

    def answer(self, typed: str) -> CommandOutcome:
        """Answer the question that waits."""
        question = self.session.question
        return self._step(Taken(None, typed or (question.default if question else "")))

    def is_taken(self, choice: Choice) -> bool:
        """Whether a choice is to be marked as taken in this or an earlier play."""
        return self.settings.seen and self.seen.knows(CHOICE, choice.id)

    def _step(self, step: Taken) -> CommandOutcome:
        question = self.session.question
        self._note_read()
        try:
            known = self.do(step)
        except ChoiceError as error:
            closed = next((one for one in self.session.choices if one.id == step.id and one.reason is not None), None)
            if closed is None:
                return note(sentence(visible(str(error))))
            return note(
                tr("“{text}” is closed: {reason}.", text=one_line(closed.text), reason=one_line(closed.reason or ""))
            )
        except AnswerError as error:
            return CommandOutcome(
                notes=(answer_problem(question, step.text) or visible(str(error)),), refused=step.text
            )
        except PlayError as error:
            self.failed = True
            told = visible(render(error.diagnostic, {}))
            return note(tr("The story has a mistake here; you are still where you were.") + f"\n{told}")
        self.stored = self.resumption = None
        self.asked_to_replace = ""
        self._arrived = self.here
        self._note_read()
        self._keep()
        chosen = visible(step.text) if step.id else None
        return CommandOutcome(new_text=True, notes=self.trouble(), chosen=chosen, read=known)

    @property
    def unread_from(self) -> int | None:
        """The place in the transcript of the first passage here that was never read before; None if there is none."""
        self._note_read()
        return self._unread_from

    def _note_read(self) -> None:
        """Note the passages that are read where the play has arrived, and the choice that led there."""
        node, self._arrived = self._arrived, None
        if node is None:
            return
        passages = [(number, block.text) for number, block in enumerate(node.blocks) if block.kind == "prose"]
        unread = (number for number, text in passages if not self.seen.knows(TEXT, text))
        first = next(unread, None)
        self._unread_from = None if first is None else self.new_from + first
        step = [(CHOICE, node.step.id)] if node.step is not None and node.step.id is not None else []
        self.seen.add(step + [(TEXT, text) for _, text in passages])

    def do(self, step: Taken) -> bool:
        """Take a step and put it into the tree and the transcript; the result says whether it was there already."""
        paragraphs = step_session(self.session, step)
        node = self.here.child(step)
        is_known = node is not None
        if node is None:
            node = TimelineNode(self.here, step, blocks_after(self.here, step, self.session, paragraphs), self.session)
            self.here.children.append(node)
            self._seen(node)
        self.here.latest = node
        self.here = node
        self._starts.append(len(self.transcript))
        self.transcript += node.blocks
        return is_known

    def _seen(self, node: TimelineNode) -> None:
        self.scenes_seen.add(node.scene)
        if node.ending is not None:
            self.endings_found.add(node.ending.name)

    # ------------------------------------------------------------ going about

    def undo(self, count: int = 1) -> CommandOutcome:
        """Go back by so many steps, or as far as there are any."""
        line = self.here.ancestry()
        if len(line) == 1:
            return note(tr("There is nothing to undo."))
        count = min(count, len(line) - 1)
        told = plural("Taken back: “{text}”", "{count} choices taken back.", count, text=self.here.said())
        return self.go(line[-1 - count], told)

    def redo(self, count: int = 1) -> CommandOutcome:
        """Go forward by so many steps on the way that was last taken from here."""
        node, done = self.here, 0
        while done < count and node.latest is not None:
            node, done = node.latest, done + 1
        if not done:
            return note(tr("There is nothing to redo."))
        return self.go(node, plural("Taken again: “{text}”", "{count} choices taken again.", done, text=node.said()))

    def go(self, node: TimelineNode, told: str = "") -> CommandOutcome:
        """Go to any place that was played; `told` says so to who does not see it."""
        self._note_read()
        self.travel(node)
        self._unread_from = None
        self._keep()
        return CommandOutcome(new_text=True, notes=self.trouble(), told=told, read=True)

    def travel(self, node: TimelineNode) -> None:
        """Be at a place of the tree: undo as far as the ways part, then play again from there."""
        target, present = node.ancestry(), self.here.ancestry()
        shared = sum(1 for one, other in zip(target, present, strict=False) if one is other)
        if len(present) - shared <= FEW_TURNS:
            for _ in range(len(present) - shared):
                self.session.undo()
        else:
            self.session = self.started()
            shared = 1
        self.here = target[shared - 1]
        if shared < len(self._starts):
            del self.transcript[self._starts[shared] :]
            del self._starts[shared:]
        for one in self.reporting(target[shared:]):
            assert one.step is not None, "only the beginning has no step"
            self.do(one.step)
        for parent, child in itertools.pairwise(target):
            parent.latest = child

    def reporting(self, steps: Sequence[Item]) -> Iterator[Item]:
        """Steps to be played again; says how far it has come if that takes long."""
        due = time.monotonic() + REPORT_EVERY
        for number, step in enumerate(steps):
            if number % 100 == 99 and self.progress is not None and time.monotonic() > due:
                due += REPORT_EVERY
                self.progress(tr("Playing it again: {number} of {all} turns", number=number + 1, all=len(steps)))
            yield step

    def complete(self) -> None:
        """Have the ways in the timeline that earlier sittings left."""
        if not self._complete and self.saved_plays is not None:
            self._complete = True
            from engine.terminal.earlier_branches import add_earlier_branches

            add_earlier_branches(self)

    def take_up(self, path: Iterable[Step]) -> None:
        """Play the steps of a session, and keep them as if they had been played here."""
        for step in path:
            self.do(taken_of(step))
            self._keep()

    def incomplete(self) -> None:
        """Note that earlier sittings may have left other ways of this play."""
        self._complete = False

    def use_version(self, story: Story) -> None:
        """Play another version of the story from the next beginning on."""
        self.story = story
        self.tree = -1  # nothing that was played in this one goes on there
        if self.saved_plays is not None:
            self.saved_plays.use_version(story)

    # ------------------------------------------------------------ keeping

    def all_endings(self) -> set[str | None]:
        """The endings found in this play and in all that are kept."""
        if self._endings_kept is None:
            none: set[str | None] = set()
            self._endings_kept = self.with_saved_plays(lambda saved: saved.endings(), none)
        return self.endings_found | self._endings_kept

    @property
    def is_lost_on_leaving(self) -> bool:
        """Whether there is something that leaving would lose."""
        return self.here.depth > 0 and (self.saved_plays is None or bool(self.unkept))

    def _keep(self) -> None:
        """Keep where the play stands. What could not be kept before is kept with it, as soon as that works again."""
        if not self._is_kept:
            # Once this play is kept, it is the latest one itself.
            self._is_kept, self.earlier = True, self.with_saved_plays(lambda saved: saved.latest(), None)
        if self.saved_plays is None:
            return

        def keep(saved_plays: SavedPlays) -> bool:
            saved_plays.keep(self.here, self.session)
            return True

        if not self.with_saved_plays(keep, False):
            self.unkept = self.failure
        elif self.unkept:
            self.unkept = ""
            self.told.clear()
            self.troubles.append(tr("Everything is kept again."))

    def with_saved_plays(self, work: Callable[[SavedPlays], T], otherwise: T) -> T:
        """Do something with the library; when it cannot be used, say so once and play on without it."""
        if self.saved_plays is None:
            return otherwise
        try:
            result = work(self.saved_plays)
            self.troubles += self.saved_plays.notices()
            return result
        except SavesError as error:
            self.failure = str(error)
            if self.failure not in self.told:
                self.told.add(self.failure)
                self.troubles.append(self.failure)
            return otherwise

    def trouble(self) -> tuple[str, ...]:
        """What went wrong with the library since this was last asked."""
        found, self.troubles = tuple(self.troubles), []
        return found


def answer_problem(question: Question | None, typed: str) -> str:
    """Why an answer does not fit its question, in the player's language."""
    if question is None:
        return ""
    if question.kind != "number":
        return plural(
            "That is too long: {count} character, and {most} are the most.",
            "That is too long: {count} characters, and {most} are the most.",
            len(typed),
            most=MOST_ANSWER,
        )
    if question.low is None or question.high is None:
        return tr("Please type a whole number.")
    return tr("Please type a whole number from {low} to {high}.", low=question.low, high=question.high)
