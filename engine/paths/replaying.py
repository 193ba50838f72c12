"""Replays a saved path: a pure function of a story and a path, with every difference found and none passed over."""

from __future__ import annotations

from collections.abc import Iterator

from engine.named_tuples import NamedTuple
from engine.paths.differences import (
    ANOTHER_MEANING,
    Difference,
    DifferenceKind,
    Judgement,
    StepResult,
    StepVerdict,
    around_changes,
    compared,
    written,
)
from engine.paths.expectations import unmet
from engine.paths.host_steps import LOOK_AGAIN
from engine.paths.judgement import named_ending
from engine.paths.matching import Matcher
from engine.paths.path_parts import Begin, SavedStep
from engine.paths.renames import Renames
from engine.paths.saved_path import Recorder, SavedPath
from engine.paths.session_view import Values, ending_of, hash_of, hash_of_values
from engine.paths.snapshots import begun
from engine.paths.step_judge import StepJudge
from engine.paths.story_index import StoryIndex
from engine.runtime.errors import AnswerError, HostError, PlayError, StateError
from engine.runtime.history import HostAct
from engine.runtime.session import Session
from engine.runtime.state_types import Functions
from engine.runtime.steps import Step
from engine.runtime.story import Story


class Replay(NamedTuple):
    """A replay that is over: where it left the play, how each step went, and the path as it would be saved now."""

    session: Session
    results: tuple[StepResult, ...]
    recorder: Recorder
    path: SavedPath
    where: StoryIndex

    @property
    def stopped(self) -> StepResult | None:
        """The step at which the path could not be followed; None if it was followed to its end."""
        return self.results[-1] if self.results[-1].stopped else None

    @property
    def fits(self) -> bool:
        """Whether the path was followed to its end, and nothing differed but renames that the story records."""
        return all(result.fits for result in self.results)

    @property
    def differing(self) -> tuple[StepResult, ...]:
        """The steps at which something differed."""
        return tuple(result for result in self.results if result.differences)


def replay(
    story: Story,
    path: SavedPath,
    *,
    accept_nearest: bool = False,
    until: int | None = None,
    functions: Functions | None = None,
    original: Story | None = None,
) -> Replay:
    """Replay a path, or its first `until` steps. It stops before the first step that does not fit.

    `original` is the version of the story in which the path was recorded, if somebody kept that: what happened then is
    played again beside what happens now. Raises `PlayError` if the story cannot even begin.
    """
    replayer = PathReplayer(story, path, accept_nearest, functions, original)
    results = tuple(replayer.results(until))
    return Replay(replayer.session, results, replayer.recorder, path, replayer.where)


class PathReplayer:
    """A replay under way, step by step: whoever shows it looks at `session` between two results."""

    def __init__(
        self,
        story: Story,
        path: SavedPath,
        accept_nearest: bool = False,
        functions: Functions | None = None,
        original: Story | None = None,
    ) -> None:
        self.path = path
        self._unfit: list[str] = []
        self._refused: str | None = None
        try:
            self.session, self._unfit = begun(story, path.seed, path.beginning, functions)
        except StateError as error:
            self.session, self._refused = story.start(path.seed, functions), str(error)
        origin = path.origin if self._refused is None else None
        self.recorder = Recorder(self.session, path.begin.expect, origin)
        self.where = StoryIndex(story.program)
        self.renames = Renames(story.program)
        self.judge = StepJudge(self.recorder, path, self.renames, self.where, functions, original)
        self.matcher = Matcher(self.session, self.renames, self.where, path.steps, accept_nearest, self.judge.original)
        self._expected: Values = dict(path.variables)
        # A variable that the path does not know is new, and no difference; one that the story lacks is said once.
        today = self.renames.variable
        self._missing = [name for name in path.variables if today(name) not in self.recorder.first]
        is_as_it_was = not self.renames.variables and not self.renames.values
        self._comparable = is_as_it_was and path.variables.keys() == self.recorder.first.keys()
        self._differing: Values = {}
        self._same_before = self._same_prose = False
        self._old_hash: tuple[Values, str] = ({}, "")
        self._told: set[tuple[DifferenceKind, str | None, str | None]] = set()

    def results(self, until: int | None = None) -> Iterator[StepResult]:
        """The results of the beginning and of each step, each as soon as it was taken."""
        beginning = self._beginning()
        yield beginning
        if beginning.stopped:
            return
        steps = self.path.steps if until is None else self.path.steps[: max(0, until)]
        for number, step in enumerate(steps, 1):
            result = self._step(number, step)
            yield result
            if result.stopped:
                return

    def _beginning(self) -> StepResult:
        # If it mattered, it shows elsewhere: in a text, in another variable, in what is offered.
        gone = [
            Difference(DifferenceKind.STATE, f"the variable `{name}` is gone", name, expected=True)
            for name in self._missing
        ]
        if self._refused is not None:
            return self._stop(0, self.session.scene, (self._no_beginning(self._refused),))
        what = "of the stored state, " if self.path.origin is not None else "of what the play began with, "
        recorded = self.path.start is not None  # of that, only variables can be missing
        unfit = [Difference(DifferenceKind.STATE, f"{what}{one}", one, expected=recorded) for one in self._unfit]
        differences = (*unfit, *gone, *self._after(self.path.begin, self._is_last(0)))
        judgement = self.judge.judged(self.path.begin, differences, self._same_prose, self.recorder.printed)
        return StepResult(0, self.session.scene, differences, None, judgement)

    def _step(self, number: int, step: SavedStep) -> StepResult:
        session, recorder = self.session, self.recorder
        scene = step.scene or session.scene
        found = self.matcher.find(step, self._same_before)
        choice = found.choice
        if choice is None and not found.takes_none:
            return self._stop(number, scene, found.differences)
        host, gone = self._host_today(step)
        taken = Step(scene, None if choice is None else choice.id, None, None if host or choice else step.answer, host)
        try:
            recorder.take(taken, step.expect)
        except HostError as error:
            message = f"the value that was set from outside does not fit any more: {error}"
            return self._stop(
                number, scene, (*found.differences, Difference(DifferenceKind.HOST, message, step.told()))
            )
        except AnswerError as error:
            message = f"the answer `{step.answer}` does not fit any more: {error}"
            return self._stop(
                number, scene, (*found.differences, Difference(DifferenceKind.REFUSED, message, step.answer))
            )
        except PlayError as error:
            message = f"the story makes a mistake behind `{step.told()}`: {error}"
            return self._stop(number, scene, (*found.differences, Difference(DifferenceKind.MISTAKE, message)))
        if step.changed:
            self._expected.update(step.changed)
        after = self._after(step, self._is_last(number))
        before = (*found.differences, *gone)
        differences = self._marked(before) + after if before or after else ()
        self.judge.took(step)
        judgement = self.judge.judged(step, differences, self._same_prose, recorder.printed)
        if judgement.verdict is not StepVerdict.MEANING:
            differences = tuple(map(_as_reworded, differences))
        return StepResult(number, scene, differences, None if choice is None else choice.id, judgement)

    def _no_beginning(self, why: str) -> Difference:
        if self.path.origin is not None:
            return Difference(
                DifferenceKind.STATE_GONE, f"the stored state in which the play begins does not fit: {why}"
            )
        return Difference(DifferenceKind.HOST, f"the play cannot begin where it did: {why}")

    def _host_today(self, step: SavedStep) -> tuple[HostAct | None, tuple[Difference, ...]]:
        """What the host did at a step, with the names of today. Of a variable that is gone, looking again is left."""
        if step.host is None:
            return None, ()
        host = self.renames.host(step.host, self.recorder.first)
        if host == step.host or host != LOOK_AGAIN or len(step.host) == 1:
            return host, ()
        message = f"the variable `{step.host[1]}`, which was set from outside, is gone"
        return host, (Difference(DifferenceKind.STATE, message, step.host[1], expected=True),)

    def _stop(self, number: int, scene: str, differences: tuple[Difference, ...]) -> StepResult:
        last = differences[-1]
        verdict = StepVerdict.CLOSED if last.kind is DifferenceKind.CLOSED else StepVerdict.GONE
        return StepResult(number, scene, differences, None, Judgement(verdict, last.message))

    def _marked(self, differences: tuple[Difference, ...]) -> tuple[Difference, ...]:
        """The differences, each of which is new once only: a renamed scene is told of where it is first met."""
        marked = []
        for one in differences:
            key = one.kind, one.old, one.new
            marked.append(one._replace(again=key in self._told))
            self._told.add(key)
        return tuple(marked)

    def _is_last(self, number: int) -> bool:
        return number == len(self.path.steps)

    # ------------------------------------------------------------ after a step

    def _after(self, step: SavedStep | Begin, last: bool) -> tuple[Difference, ...]:
        """What differs behind a step: what it printed, the variables, the ending, what is expected."""
        recorder = self.recorder
        written_down = recorder.steps[-1] if recorder.steps else recorder.begin
        self._same_prose = step.prose is not None and step.prose == written_down.prose
        self._same_before = self._same_prose and bool(recorder.printed)
        differences: list[Difference] = []
        if step.prose is not None and step.prose != written_down.prose:
            differences.append(self._prose(step.prose))
        if step.state is not None and (step.state != self._state_hash() or not self._comparable or self._differing):
            differences += self._state(step.state)
        if last and self.path.last is not None:
            differences += self._last_place()
        if step.expect is not None:
            differences += unmet(step.expect, self.session, recorder.printed, recorder.view.values(), self.renames)
        return tuple(differences)

    def _state_hash(self) -> str:
        """The hash of the variables as the path has it: older ones were made otherwise."""
        if self.path.version > 1:
            return self.recorder.view.values_hash()
        values = self.recorder.view.values()
        if self._old_hash[0] is not values:
            self._old_hash = values, hash_of_values(values, self.path.version)
        return self._old_hash[1]

    def _prose(self, hash: str) -> Difference:
        new = self.recorder.printed
        old = self.path.texts.get(hash, "" if hash == NOTHING_PRINTED else None)
        if old is None:
            return Difference(DifferenceKind.PROSE, "the text is another one (the earlier one was not kept)", None, new)
        return Difference(DifferenceKind.PROSE, f"the text changed: {around_changes(compared(old, new))}", old, new)

    def _state(self, hash: str) -> list[Difference]:
        """The variables that differ from what the path wrote down."""
        values, expected = self.recorder.view.values(), self.renames.all_values(self._expected)
        differing = {name: values[name] for name, value in expected.items() if name in values and values[name] != value}
        if not differing and not self._missing and hash_of_values(self._expected, self.path.version) != hash:
            self._differing = {}
            return [Difference(DifferenceKind.STATE, "the state differs, and the path does not say how", hash)]
        differences = [
            Difference(
                DifferenceKind.STATE,
                f"`{name}` is {written(value)}, and was {written(expected[name])}",
                f"{name} = {written(expected[name])}",
                f"{name} = {written(value)}",
                again=name in self._differing,
            )
            for name, value in differing.items()
        ]
        self._differing = differing
        return differences

    def _last_place(self) -> list[Difference]:
        """Whether the play stands at the end of the path where it stood when it was saved."""
        last, session = self.path.last, self.session
        assert last is not None, "asked before"
        ending = ending_of(session)
        if ending != last.ending:
            recorded = last.ending is not None and self.renames.ending(last.ending) == ending
            message = f"the path led to {named_ending(last.ending)}, and leads to {named_ending(ending)} now"
            if recorded:
                message = f"{named_ending(last.ending)} is {named_ending(ending)} now"
            return [Difference(DifferenceKind.ENDING, message, last.ending, ending, recorded)]
        scene = last.scene and self.renames.scene(last.scene)
        if ending is None and scene is not None and scene != session.scene:
            if self._same_before and not self.renames.exists(scene):
                return [self.matcher.moved(last.scene or "", session.scene, False)]
            message = f"the path led to scene `{last.scene}`, and leads to `{session.scene}` now"
            return [Difference(DifferenceKind.PLACE, message, last.scene, session.scene)]
        return []


NOTHING_PRINTED = hash_of("")


def _as_reworded(one: Difference) -> Difference:
    """A choice that says something else, and does what it did, was reworded."""
    if one.kind is not DifferenceKind.MEANING:
        return one
    return one._replace(kind=DifferenceKind.REWORDED, message=one.message.partition(ANOTHER_MEANING)[0])
