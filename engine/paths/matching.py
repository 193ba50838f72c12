"""Finds the choice that a step of a path means among those that the story offers now.

By scene and id; else by the text, exactly as it was shown; else, for a choice without label, by a like text in the same
place; else, only when asked for, by the nearest text. A choice is never taken because it stands where another stood.
When in doubt, the answer is a difference that stops the replay: the same text in another scene or under another
question, the same label on another choice, or two choices with one text are no proof.
"""

from __future__ import annotations

from engine.named_tuples import NamedTuple
from engine.paths.differences import ANOTHER_MEANING, STOPPING, Difference, DifferenceKind
from engine.paths.original_play import OriginalPlay
from engine.paths.path_parts import SavedStep
from engine.paths.renames import Renames
from engine.paths.session_view import ending_of, question_id, says
from engine.paths.siblings import Siblings
from engine.paths.story_index import StoryIndex, nearest, own_name
from engine.runtime.offers import Choice
from engine.runtime.session import Session

IS_GONE = "is gone"


class Match(NamedTuple):
    """The choice to take (None: stop, or the step takes none), and what differs about it."""

    choice: Choice | None
    differences: tuple[Difference, ...] = ()

    @property
    def takes_none(self) -> bool:
        """Whether the step takes no choice, and nothing speaks against going on."""
        return self.choice is None and not any(one.kind in STOPPING for one in self.differences)


class Matcher:
    """Matches the steps of one path. `known` are the ids that its steps have, `scenes` the scenes they stand in."""

    def __init__(
        self,
        session: Session,
        renames: Renames,
        where: StoryIndex,
        steps: tuple[SavedStep, ...],
        accept_nearest: bool,
        original: OriginalPlay | None = None,
    ) -> None:
        self.session = session
        self.renames = renames
        self.where = where
        self.known = {step.id for step in steps if step.id is not None}
        self.scenes = {step.scene for step in steps if step.scene is not None}
        self.accept_nearest = accept_nearest
        self.siblings = Siblings(session, renames, where, self.known, original)
        self._same_before = False

    def find(self, step: SavedStep, same_before: bool) -> Match:
        """What a step means here. `same_before` says that the step before printed exactly what it did once."""
        session = self.session
        self._same_before = same_before
        if session.over:
            return Match(None, (self._ended(step),))
        if step.host is not None:
            moved = self._scene(step, same_before)
            return Match(None, () if moved is None else (moved,))
        if session.question is not None and step.answer is None:
            message = f"the story asks `{session.question.text}` before the choice `{_named(step)}`"
            return Match(None, (Difference(DifferenceKind.ASKED, message, step.text, session.question.text),))
        if session.question is None and step.answer is not None:
            what = f"the question `{step.text}`" if step.text else "a question"
            return Match(None, (Difference(DifferenceKind.UNASKED, f"{what} is not asked; the story offers choices"),))
        moved = self._scene(step, same_before)
        if moved is not None and moved.kind is not DifferenceKind.MOVED:
            return Match(None, (moved,))
        found = self._choice(step) if session.question is None else self._question(step)
        return found if moved is None else Match(found.choice, (moved, *found.differences))

    def _ended(self, step: SavedStep) -> Difference:
        name = ending_of(self.session)
        end = f"the ending `{name}`" if name else "an ending"
        what = f"`{step.told()}` is not reached" if step.answer is None else "the question is not reached"
        return Difference(DifferenceKind.ENDED, f"the story is at {end} already; {what}")

    # ------------------------------------------------------------ scenes

    def _scene(self, step: SavedStep, same_before: bool) -> Difference | None:
        """What differs about the scene; None if it is the one that the path has."""
        old, here = step.scene, self.session.scene
        if old is None:
            return None
        today = self.renames.scene(old)
        if self._is_offered_under_new_name(step):
            return None
        if today == here:
            return None if today == old else self.moved(old, here, old in self.renames.recorded)
        gone = not self.renames.exists(today)
        if gone and same_before and self._same_choice(step) and here not in self.scenes:
            # The same text was printed and the same choice is offered: only the scene has another name.
            if not self.renames.is_new_name(here):
                self.renames.scene_became(old, here)
            return self.moved(old, here, False)
        if gone:
            hint = f"; the play stands in scene `{here}`{self.where.scene_place(here)}"
            return Difference(DifferenceKind.SCENE_GONE, f"the scene `{old}` is gone{hint}", old, here)
        message = f"the play stands in scene `{here}`{self.where.scene_place(here)}, where the path has `{old}`"
        return Difference(DifferenceKind.ELSEWHERE, message, old, here)

    def _is_offered_under_new_name(self, step: SavedStep) -> bool:
        """Whether the story records that the choice came from another scene to this one."""
        id = None if step.id is None else self.renames.choices.get(step.id)
        return id is not None and any(choice.id == id for choice in self.session.choices)

    def moved(self, old: str, here: str, recorded: bool) -> Difference:
        return Difference(DifferenceKind.MOVED, f"the scene `{old}` is `{here}` now", old, here, recorded)

    def _same_choice(self, step: SavedStep) -> bool:
        """Whether one choice here has both the text that was shown and the own name that it had; or the question."""
        if step.host is not None:
            return True  # it takes no choice that could be another one
        if step.text is None or step.id is None:
            return False
        if self.session.question is not None:
            return says(self.session.question.text, step.text)
        return any(says(one.text, step.text) and own_name(one.id) == own_name(step.id) for one in self.session.choices)

    # ------------------------------------------------------------ choices

    def _choice(self, step: SavedStep) -> Match:
        choices = self.session.choices
        if step.id is not None:
            id = self.renames.choice(step.id)
            for choice in choices:
                if choice.id == id:
                    return self._by_id(step, choice)
        same = [one for one in choices if says(one.text, step.text)]
        if len(same) > 1:
            return self._stop(step, DifferenceKind.UNCLEAR, f"is gone, and {len(same)} choices say the same")
        if same and step.id is None:
            return self._renamed(step, same[0])
        if same and same[0].id not in self.known:
            if self.siblings.is_renamed(step, same[0], self._same_before):
                return self._renamed(step, same[0])
            return self._stop(
                step, DifferenceKind.GONE, f"is gone, and stands under another question as `{same[0].id}`"
            )
        like = self.siblings.reworded(step)
        return self._missing(step) if like is None else self._by_similarity(step, like)

    def _by_similarity(self, step: SavedStep, choice: Choice) -> Match:
        message = (
            f"the choice `{step.id}` is `{choice.id}` now, as it says `{choice.text}`{self.where.place(choice.id)}"
        )
        return self._open(
            step, choice, (Difference(DifferenceKind.REWORDED, message, step.text, choice.text, old_id=step.id),)
        )

    def _by_id(self, step: SavedStep, choice: Choice) -> Match:
        differences: tuple[Difference, ...] = ()
        assert step.id is not None, "it was found by its id"
        if choice.id != step.id and self.renames.is_recorded(step.scene, step.id):
            message = f"the choice `{step.id}` is `{choice.id}` now"
            differences = (Difference(DifferenceKind.RENAMED, message, step.id, choice.id, expected=True),)
        if step.text is not None and not says(choice.text, step.text):
            other = next((one for one in self.session.choices if says(one.text, step.text)), None)
            if other is not None:
                message = f"`{choice.id}` now says `{choice.text}`, and `{step.text}` is said by `{other.id}`"
                place = self.where.place(choice.id)
                return Match(None, (Difference(DifferenceKind.UNCLEAR, message + place, step.text, choice.text),))
            kind, message = DifferenceKind.REWORDED, f"the choice `{step.text}` now says `{choice.text}`"
            if self.siblings.means_another(step, choice):
                kind, message = DifferenceKind.MEANING, message + ANOTHER_MEANING + self.where.place(choice.id)
            differences += (Difference(kind, message, step.text, choice.text),)
        return self._open(step, choice, differences)

    def _renamed(self, step: SavedStep, choice: Choice) -> Match:
        if step.id is None:
            return self._open(step, choice, ())
        message = f"the choice `{step.text}` was `{step.id}` and is `{choice.id}` now{self.where.place(choice.id)}"
        return self._open(
            step, choice, (Difference(DifferenceKind.RENAMED, message, step.id, choice.id, old_id=step.id),)
        )

    def _open(self, step: SavedStep, choice: Choice, differences: tuple[Difference, ...]) -> Match:
        if choice.enabled:
            return Match(choice, differences)
        message = f"the choice `{choice.text}` is closed: {choice.reason}{self.where.place(choice.id)}"
        return Match(None, (*differences, Difference(DifferenceKind.CLOSED, message, step.text, choice.reason)))

    def _missing(self, step: SavedStep) -> Match:
        """A step whose choice is not offered: hidden here, elsewhere, or nowhere in the story."""
        id = None if step.id is None else self.renames.choice(step.id)
        near = nearest(self.session.choices, step.id, step.text)
        if near is not None and self.accept_nearest:
            message = f"the choice `{_named(step)}` is gone; `{near.choice.text}` was taken{self._place(near.choice)}"
            return Match(near.choice, (Difference(DifferenceKind.NEAREST, message, step.text, near.choice.text),))
        if id is not None and id in self.where.members:
            here, why = self.where.why_not(self.session, id)
            if here:
                return Match(
                    None, (Difference(DifferenceKind.CLOSED, f"the choice `{_named(step)}` {why}", step.text),)
                )
            return self._stop(step, DifferenceKind.GONE, why)
        return self._stop(step, DifferenceKind.GONE, IS_GONE)

    def _stop(self, step: SavedStep, kind: DifferenceKind, why: str) -> Match:
        near = nearest(self.session.choices, step.id, step.text)
        if near is not None:
            why += f"; nearest: `{near.choice.text}`{self._place(near.choice)}"
        elif why == IS_GONE:
            why += f" from this scene{self.where.scene_place(self.session.scene)}"
        message = f"the choice `{_named(step)}` {why}"
        return Match(None, (Difference(kind, message, step.text, near.choice.text if near else None),))

    def _place(self, choice: Choice) -> str:
        return self.where.place(choice.id)

    # ------------------------------------------------------------ questions

    def _question(self, step: SavedStep) -> Match:
        question = self.session.question
        assert question is not None, "asked before"
        reworded = step.text is not None and not says(question.text, step.text)
        if (
            step.id is not None
            and own_name(self.renames.question(step.id)) != own_name(question_id(self.session))
            and reworded
        ):
            message = f"the story asks `{question.text}`, where the path answers `{_named(step)}`"
            return Match(None, (Difference(DifferenceKind.UNASKED, message, step.text, question.text),))
        if reworded:
            message = f"the question `{step.text}` now says `{question.text}`"
            return Match(None, (Difference(DifferenceKind.REWORDED, message, step.text, question.text),))
        if step.id is not None and own_name(self.renames.question(step.id)) != own_name(question_id(self.session)):
            message = f"the question `{step.text}` asked for `{own_name(step.id)}`, and asks for "
            message += f"`{own_name(question_id(self.session))}` now"
            return Match(None, (Difference(DifferenceKind.RENAMED, message, step.id, question_id(self.session)),))
        return Match(None)


def _named(step: SavedStep) -> str:
    return step.text or step.id or ""
