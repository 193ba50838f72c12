"""What a replay knows of then and now, for the judgement of each step: the kept version, and today's story, traced."""

from __future__ import annotations

from engine.paths.differences import (
    ANOTHER_MEANING,
    LED_ELSEWHERE,
    REWORDED,
    SAME,
    Difference,
    DifferenceKind,
    Judgement,
    StepVerdict,
)
from engine.paths.judgement import Judge
from engine.paths.original_play import OriginalPlay, PlayPlace
from engine.paths.path_parts import Begin, SavedStep
from engine.paths.renames import Renames
from engine.paths.saved_path import Recorder, SavedPath
from engine.paths.session_view import ending_of
from engine.paths.similarity import SOME, similarity
from engine.paths.snapshots import begun
from engine.paths.state_names import ids_at
from engine.paths.story_index import StoryIndex
from engine.paths.text_judgement import judge_texts
from engine.paths.tracing import PrintedParagraph, Traced
from engine.runtime.session import Session
from engine.runtime.state_types import Functions
from engine.runtime.story import Story

GRAVITY = list(StepVerdict)
NO_FUNCTIONS = "it prints something else, and functions of the host had their part in it"


class StepJudge:
    """Judges a replay step by step; `original` is the version in which it was recorded, played beside it."""

    def __init__(
        self,
        recorder: Recorder,
        path: SavedPath,
        renames: Renames,
        where: StoryIndex,
        functions: Functions | None,
        original: Story | None,
    ) -> None:
        self.recorder, self.session, self.path = recorder, recorder.session, path
        self.renames, self.where = renames, where
        self.functions = functions
        self.original = None if original is None or functions else OriginalPlay(original, path)
        self._traced: Traced | None = None
        self._again: Session | None = None
        self._applied = 0
        self._scene = self.session.scene
        self._judge: Judge | None = None

    def took(self, step: SavedStep) -> None:
        """Note that a step was taken."""
        if self.original is not None:
            self.original.take(step)

    def judged(
        self, step: SavedStep | Begin, differences: tuple[Difference, ...], same_prose: bool, prose: str
    ) -> Judgement:
        """What became of the turn that was just played."""
        choice = _of_choice(differences)
        turn = self._turn(step, differences, same_prose, prose)
        if choice.verdict is StepVerdict.MEANING and not turn.is_grave and not turn.edited and _is_mild(differences):
            choice = REWORDED
        self._scene = self.session.scene
        return max(choice, turn, key=lambda one: GRAVITY.index(one.verdict))

    def _turn(
        self, step: SavedStep | Begin, differences: tuple[Difference, ...], same_prose: bool, prose: str
    ) -> Judgement:
        then = None if self.original is None else self.original.place
        if then is not None:
            now = self._place()
            if step.prose is None:
                same_prose = "\n\n".join(one.text for one in then.printed) == prose
            self._judge = self._judge or Judge(self.original.traced, self._story(), self.renames, self.where)  # type: ignore[union-attr]  # it has a place
            return self._judge.judge(then, now, self.printed, same_prose)
        for one in differences:
            if one.kind in (DifferenceKind.STATE, *LED_ELSEWHERE) and not one.expected and not one.again:
                return Judgement(StepVerdict.OUTCOME, one.message)
        if not any(one.kind is DifferenceKind.PROSE for one in differences):
            return SAME
        if self.functions:
            return Judgement(StepVerdict.UNTOLD, NO_FUNCTIONS)
        old = next(one.old for one in differences if one.kind is DifferenceKind.PROSE)
        scenes = {self._scene, self.session.scene}
        return judge_texts(old, self.printed(), self._story(), scenes, self.path.texts.values())

    def _place(self) -> PlayPlace:
        session = self.session
        points = () if session.over else tuple(ids_at(session))
        return PlayPlace(session.scene, ending_of(session), session.variables, points, ())

    def _story(self) -> Traced:
        self._traced = self._traced or Traced(self.session.story)
        return self._traced

    def printed(self) -> tuple[PrintedParagraph, ...]:
        """What the last turn printed, text by text. The play is repeated in the traced story as far as it has come."""
        traced = self._story()
        if self._again is None:
            self._again = begun(traced.story, self.path.seed, self.path.beginning, self.functions)[0]
        for step in self.recorder.steps[self._applied :]:
            self._again.repeat(step.as_step())
        self._applied = len(self.recorder.steps)
        return traced.printed(self._again)


def _is_mild(differences: tuple[Difference, ...]) -> bool:
    """Whether a choice that says something else still shares words with what it said. What it does decides then."""
    return all(
        similarity(one.old or "", one.new or "") >= SOME for one in differences if one.kind is DifferenceKind.MEANING
    )


def _of_choice(differences: tuple[Difference, ...]) -> Judgement:
    """What became of the choice itself."""
    for one in differences:
        if one.kind in (DifferenceKind.MEANING, DifferenceKind.NEAREST):
            return Judgement(StepVerdict.MEANING, one.message.replace(ANOTHER_MEANING, ""))
    reworded = (DifferenceKind.REWORDED, DifferenceKind.RENAMED, DifferenceKind.MOVED)
    return REWORDED if any(one.kind in reworded and not one.expected for one in differences) else SAME
