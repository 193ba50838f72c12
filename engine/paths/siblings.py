"""What the choices beside a choice tell of it: whether it has another name, was reworded, or stands elsewhere."""

from __future__ import annotations

from engine.paths.original_play import OriginalPlay
from engine.paths.path_parts import SavedStep
from engine.paths.renames import Renames
from engine.paths.similarity import LIKE, is_like, similarity
from engine.paths.story_index import StoryIndex, own_name
from engine.program.nodes import OfferChoice, Parts
from engine.program.slugs import slug_of
from engine.runtime.offers import Choice
from engine.runtime.session import Session

# How much more alike a choice must be than any other one.
CLEARLY = 0.15


class Siblings:
    """Compares what is offered at a step with what was offered then, by the kept version or by the path itself."""

    def __init__(
        self, session: Session, renames: Renames, where: StoryIndex, known: set[str], original: OriginalPlay | None
    ) -> None:
        self.session = session
        self.renames, self.where = renames, where
        self.known = known
        self.original = original
        self._old_where = None if original is None else StoryIndex(original.story.program)

    # ------------------------------------------------------------ one question or another

    def is_renamed(self, step: SavedStep, choice: Choice, same_before: bool) -> bool:
        """Whether a choice with the step's text, under another id, is the one that was taken."""
        then = self._then(step)
        if self._existed(choice.id, then):
            return False
        if same_before or not then:
            return same_before or step.prose is None
        others = set(then) - {self.renames.choice(step.id or "")}
        now = {one.id for one in self.session.choices} - {choice.id}
        return (not others and not now) or bool(others & now)

    def _then(self, step: SavedStep) -> list[str]:
        """The ids that were offered, with the names of today."""
        offered = [id for id, _ in self.original.offered()] if self.original is not None else []
        return [self.renames.choice(id) for id in offered or step.offered]

    def _existed(self, id: str, then: list[str]) -> bool:
        """Whether a choice of today's story was there then, as another choice than the one that was taken."""
        if self._old_where is not None and id in self._old_where.members:
            return True
        return id in then or id in self.known

    # ------------------------------------------------------------ reworded

    def reworded(self, step: SavedStep) -> Choice | None:
        """The choice without label that says nearly what the step's choice said, in the same place; None in doubt."""
        then = self._then(step)
        id = self.renames.choice(step.id or "")
        if step.text is None or id not in then or id in self.where.members or not self._had_no_label(step):
            return None
        new = [one for one in self.session.choices if not one.label and not self._existed(one.id, then)]
        rated = sorted(((self._ratio(step, one), number) for number, one in enumerate(new)), reverse=True)
        if not rated or rated[0][0] < LIKE or (len(rated) > 1 and rated[0][0] - rated[1][0] < CLEARLY):
            return None
        found = new[rated[0][1]]
        return found if self._same_place(id, found, then) and not self._is_anothers(id, step, found, then) else None

    def _ratio(self, step: SavedStep, choice: Choice) -> float:
        by_id = similarity(own_name(step.id or "").replace("-", " "), own_name(choice.id).replace("-", " "))
        return max(similarity(step.text or "", choice.text), by_id)

    def _had_no_label(self, step: SavedStep) -> bool:
        if self._old_where is not None:
            found = self._old_where.members.get(step.id or "")
            return found is not None and isinstance(found[1], OfferChoice) and not found[1].label
        return own_name(step.id or "") == slug_of(step.text or "")

    def _same_place(self, id: str, choice: Choice, then: list[str]) -> bool:
        """Whether a choice stands among the same others as the one that was taken stood."""
        now = [one.id for one in self.session.choices]
        before = [one for one in then[: then.index(id)] if one in now]
        before_now = [one for one in now[: now.index(choice.id)] if one in then]
        others = [one for one in then if one != id]
        stayed = sum(one in now for one in others)
        return before == before_now and (not others or stayed * 2 >= len(others) or len(now) == len(then))

    def _is_anothers(self, id: str, step: SavedStep, choice: Choice, then: list[str]) -> bool:
        """Whether another choice that is gone, too, could have become this one just as well."""
        gone = [one for one in then if one != id and one not in self.where.members]
        ratio = self._ratio(step, choice)
        own = own_name(choice.id).replace("-", " ")
        return any(ratio - similarity(own_name(one).replace("-", " "), own) < CLEARLY for one in gone)

    # ------------------------------------------------------------ another meaning

    def means_another(self, step: SavedStep, choice: Choice) -> bool:
        """Whether a choice that has the step's id says something unlike it. Where values alone make the text another
        one, it is the same choice."""
        if is_like(step.text or "", choice.text):
            return False
        if choice.label is None and not own_name(choice.id).startswith("each-"):
            return step.id is None or own_name(choice.id) != own_name(step.id)
        if self._old_where is None:
            return True
        return bool(self._wording(self._old_where, step.id or "") != self._wording(self.where, choice.id))

    def _wording(self, where: StoryIndex, id: str) -> Parts | None:
        found = where.members.get(id)
        return found[1].text if found is not None and isinstance(found[1], OfferChoice) else None
