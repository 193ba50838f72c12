"""Mends a saved path whose story was edited: the smallest change with which it can be followed to its end.

A search, cheapest first, over what can be done where a step does not fit: take a choice under its new name, take the
nearest one, leave the step out, or take another choice before it. What a change costs says how much it guesses. A
replay never guesses; here the author reads the proposal before anything is written.
"""

from __future__ import annotations

from heapq import heappop, heappush

from engine.named_tuples import NamedTuple
from engine.paths.differences import DifferenceKind, StepResult
from engine.paths.host_steps import LOOK_AGAIN, told_host
from engine.paths.judgement import named_ending
from engine.paths.path_parts import SavedStep
from engine.paths.renames import Renames
from engine.paths.replaying import Replay, replay
from engine.paths.saved_path import Recorder, SavedPath
from engine.paths.session_view import ending_of, question_id, says
from engine.paths.snapshots import begun
from engine.paths.story_index import NEAR, StoryIndex, nearness, own_name
from engine.program.nodes import OfferChoice
from engine.runtime.errors import AnswerError, ChoiceError, HostError, PlayError, StateError
from engine.runtime.history import HostAct
from engine.runtime.offers import Choice
from engine.runtime.session import Session
from engine.runtime.state_types import Functions
from engine.runtime.steps import Step
from engine.runtime.story import Story

KNOWN, RENAMED, MOVED, NEAREST, LEFT_OUT, INSERTED, NOT_ASKED, CUT = 0.0, 1.0, 2.0, 3.0, 4.0, 4.5, 2.0, 8.0
OTHER_ENDING = 5.0
MOST_INSERTED = 2
# A path that loses more steps at its end is not mended.
MOST_CUT = 3
# What costs more than so much, and so much for each step, is no small change: it is another play.
MOST_COST = (6.0, 1.5)
# How far the search goes: steps played in all, so that a path of ten thousand steps does not take for ever.
MOST_STEPS_PLAYED = 400_000
MOST_WAYS = 2_000


class RepairAction(NamedTuple):
    """What to do: take a choice (its id), give an answer or do what a host did, and from which step it comes."""

    choice: str | None
    answer: str | None
    step: int | None
    host: HostAct | None = None


class RepairPath(NamedTuple):
    """A way through the story found so far, ordered by what it costs.

    `learned` are the names that it has found for others, so that a rename is guessed once and not at every step.
    `settled` says that it is over, with what another ending costs in its price.
    """

    cost: float
    left: int
    number: int
    actions: tuple[RepairAction, ...] = ()
    changes: tuple[str, ...] = ()
    learned: tuple[tuple[str, str], ...] = ()
    inserted: int = 0
    settled: bool = False


class Repair(NamedTuple):
    """What was found: the changes in words, and the path with them; None if there is no small change.

    `notes` say where the mended path comes out otherwise than it did, which no change of it can mend; `proposals` what
    to write into the story, so that every path finds a choice under its new name.
    """

    changes: tuple[str, ...]
    path: SavedPath | None
    fitted: int
    notes: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()


class RepairOption(NamedTuple):
    """Something to do at a step: `uses` says that it takes the step's place."""

    cost: float
    action: RepairAction | None
    change: str | None
    uses: bool


def repair(story: Story, path: SavedPath, functions: Functions | None = None) -> Repair:
    """Find the smallest change that makes a path whole. Raises `PlayError` if the story cannot even begin."""
    done = replay(story, path, functions=functions)
    where, renames = done.where, _renamed(done.results)
    proposals = tuple(_proposal(where, old, new) for old, new in renames.items())
    notes = tuple(f"{_place(one)}: {one.judgement.verdict}: {one.judgement.why}" for one in _grave(done.results))
    if done.stopped is None:
        changes = tuple(f"step {number}: `{old}` is `{new}` now{where.place(new)}" for number, old, new in _first(done))
        return Repair(changes, done.recorder.path(), len(path.steps), notes, tuple(filter(None, proposals)))
    found = _RepairSearch(story, path, functions).run()
    return found._replace(notes=(*notes, *found.notes), proposals=tuple(filter(None, proposals)))


def _grave(results: tuple[StepResult, ...]) -> list[StepResult]:
    """The steps that come out otherwise; not the one at which the path stops."""
    return [one for one in results if one.judgement.is_grave and not one.stopped]


def _place(result: StepResult) -> str:
    return f"step {result.number}, scene {result.scene}" if result.number else "the beginning"


def _first(done: Replay) -> list[tuple[int, str, str]]:
    """Each choice that has another id now, with the step at which it is first taken."""
    found: dict[str, tuple[int, str, str]] = {}
    for result, step in zip(done.results[1:], done.path.steps, strict=False):
        if step.id is not None and result.taken is not None and step.id != result.taken:
            found.setdefault(step.id, (result.number, step.id, result.taken))
    return list(found.values())


def _renamed(results: tuple[StepResult, ...]) -> dict[str, str]:
    """The choices that were found under another id, which the story does not record."""
    found = {}
    for result in results:
        for one in result.differences:
            is_found = one.kind in (DifferenceKind.RENAMED, DifferenceKind.REWORDED) and not one.expected
            if is_found and one.old_id is not None and result.taken is not None and one.old_id != result.taken:
                found[one.old_id] = result.taken
    return found


def _proposal(where: StoryIndex, old: str, new: str) -> str:
    """What to write into the story, so that all paths find a choice that has another id now."""
    found = where.members.get(new)
    if found is None or not isinstance(found[1], OfferChoice):
        return ""
    scene, own = old.partition(".")[0], own_name(old)
    was = own if scene == found[0].name else old
    label = found[1].label or own_name(new).replace("-", "_")
    return f"`({label} was {was})` before the text of `{new}`{where.place(new)}: then every path finds it"


class _RepairSearch:
    def __init__(self, story: Story, path: SavedPath, functions: Functions | None) -> None:
        self.story = story
        self.path = path
        self.functions = functions
        self.renames = Renames(story.program)
        self.where = StoryIndex(story.program)
        self.played = 0
        self.numbers = 0
        self.heap: list[RepairPath] = []
        self.seen: set[object] = set()

    def run(self) -> Repair:
        total = len(self.path.steps)
        self._add(RepairPath(0.0, total, 0))
        fitted = 0
        while self.heap and self.numbers < MOST_WAYS and self.played < MOST_STEPS_PLAYED:
            way = heappop(self.heap)
            session = self._at(way.actions)
            if session is None:
                continue
            way = self._along(session, way)
            fitted = max(fitted, total - way.left)
            if way.left == 0:
                extra = self._other_ending(session)
                if not extra or way.settled:
                    kept = sum(action.step is not None for action in way.actions)
                    if kept * 2 < total:
                        break  # what is left is another play
                    mended = self._recorded(way.actions)
                    return Repair(way.changes, mended, total, self._otherwise(session))
                self._add(way._replace(cost=way.cost + extra, settled=True))
                continue
            key = (way.left, session.packed_state, way.inserted)
            if key not in self.seen:
                self.seen.add(key)
                self._branch(session, way)
        return Repair((), None, fitted)

    def _otherwise(self, session: Session) -> tuple[str, ...]:
        """What is to be told of where a mended path leads."""
        last, ending = self.path.last, ending_of(session)
        if last is None or last.ending == ending or self.renames.ending(last.ending or "") == ending:
            return ()
        return (
            f"the end: another outcome: it led to {named_ending(last.ending)}, and leads to {named_ending(ending)}",
        )

    def _add(self, way: RepairPath) -> None:
        if way.cost <= MOST_COST[0] + MOST_COST[1] * len(self.path.steps):
            self.numbers += 1
            heappush(self.heap, way._replace(number=self.numbers))

    def _at(self, actions: tuple[RepairAction, ...]) -> Session | None:
        """A session that has taken some actions; None if one of them cannot be taken."""
        try:
            session, _ = begun(self.story, self.path.seed, self.path.beginning, self.functions)
        except StateError:
            return None
        self.played += len(actions)
        return session if all(_done(session, action) for action in actions) else None

    def _along(self, session: Session, way: RepairPath) -> RepairPath:
        """The way, as far as steps fit that need no guess."""
        actions, changes, left, inserted = list(way.actions), list(way.changes), way.left, way.inserted
        learned = dict(way.learned)
        while left:
            place = len(self.path.steps) - left
            option = next((one for one in self._options(session, place, learned) if one.cost == KNOWN), None)
            if option is None or option.action is None or not _done(session, option.action):
                break
            self.played += 1
            actions.append(option.action)
            changes += [option.change] if option.change else []
            left -= 1
            inserted = 0
        return way._replace(left=left, actions=tuple(actions), changes=tuple(changes), inserted=inserted)

    def _branch(self, session: Session, way: RepairPath) -> None:
        """Add all that can be done at a step that does not fit."""
        place = len(self.path.steps) - way.left
        step = self.path.steps[place]
        for option in self._options(session, place, dict(way.learned)):
            if not option.uses and way.inserted >= MOST_INSERTED:
                continue
            self._add(
                way._replace(
                    cost=way.cost + option.cost,
                    left=way.left - option.uses,
                    actions=way.actions if option.action is None else (*way.actions, option.action),
                    changes=way.changes if option.change is None else (*way.changes, option.change),
                    learned=way.learned + (self._learned(session, step, option.action) if option.uses else ()),
                    inserted=0 if option.uses else way.inserted + 1,
                )
            )
        if session.over and way.left <= MOST_CUT:
            change = f"the path ends before step {place + 1}: the story does"
            self._add(way._replace(cost=way.cost + CUT, left=0, changes=(*way.changes, change)))

    def _learned(self, session: Session, step: SavedStep, action: RepairAction | None) -> tuple[tuple[str, str], ...]:
        """The names that taking a choice at a step teaches: the choice's, and the scene's if the old one is gone."""
        if action is None or action.choice is None or step.id is None:
            return ()
        learned: tuple[tuple[str, str], ...] = ((step.id, action.choice),)
        if step.scene is not None and not self.renames.exists(self.renames.scene(step.scene)):
            learned = (*learned, (step.scene, session.scene))
        return learned

    def _other_ending(self, session: Session) -> float:
        last = self.path.last
        return OTHER_ENDING if last is not None and last.ending != ending_of(session) else 0.0

    def _recorded(self, actions: tuple[RepairAction, ...]) -> SavedPath:
        """The path of some actions, with what its author expects of the steps that stay."""
        session, _ = begun(self.story, self.path.seed, self.path.beginning, self.functions)
        recorder = Recorder(session, self.path.begin.expect, self.path.beginning)
        for action in actions:
            expect = None if action.step is None else self.path.steps[action.step].expect
            recorder.take(_step_of(action), expect)
        return recorder.path()

    # ------------------------------------------------------------ what can be done

    def _options(self, session: Session, place: int, learned: dict[str, str]) -> list[RepairOption]:
        step, number = self.path.steps[place], place + 1
        named = step.told()
        if session.over:
            return []
        if step.host is not None:
            return self._host(session, step, place)
        if session.question is not None:
            return self._answers(session, step, place)
        if step.answer is not None:
            return [RepairOption(NOT_ASKED, None, f"step {number} is left out: `{named}` is not asked", True)]
        id = None if step.id is None else learned.get(step.id) or self.renames.choice(step.id)
        enabled = [choice for choice in session.choices if choice.enabled]
        # The others are looked at only if none of these will do: how near they are takes time to find out.
        likely = [one for one in enabled if one.id == id or (step.id is None and says(one.text, step.text))]
        known = [self._choice(session, step, choice, place, learned) for choice in likely]
        known = [option for option in known if option.cost == KNOWN]
        if known:
            return known
        options = [self._choice(session, step, choice, place, learned) for choice in enabled]
        return [*options, RepairOption(LEFT_OUT, None, f"step {number} is left out: `{named}`", True)]

    def _choice(
        self, session: Session, step: SavedStep, choice: Choice, place: int, learned: dict[str, str]
    ) -> RepairOption:
        """What it means to take a choice at a step."""
        number, where = place + 1, self.where.place(choice.id)
        action = RepairAction(choice.id, None, place)
        id = None if step.id is None else learned.get(step.id) or self.renames.choice(step.id)
        scene = step.scene and (learned.get(step.scene) or self.renames.scene(step.scene))
        same_scene = scene is None or scene == session.scene
        renamed = f"step {number}: `{step.id}` is `{choice.id}` now{where}"
        if id == choice.id == step.id:
            renamed = f"step {number}: `{choice.id}` is taken in scene `{session.scene}`"
        if id == choice.id and step.id not in learned and self._is_contradicted(session, step, choice):
            change = f"step {number}: `{choice.id}` is taken, which says `{choice.text}` now{where}"
            return RepairOption(NEAREST, action, change, True)
        if id == choice.id and same_scene:
            return RepairOption(KNOWN, action, None if id == step.id else renamed, True)
        if step.id is None and says(choice.text, step.text):
            return RepairOption(KNOWN, action, None, True)
        if id == choice.id or (says(choice.text, step.text) and same_scene):
            return RepairOption(RENAMED, action, renamed, True)
        if says(choice.text, step.text) or (step.id is not None and own_name(step.id) == own_name(choice.id)):
            return RepairOption(MOVED, action, renamed, True)
        ratio = nearness(choice.text, step.text) if step.text is not None else 0.0
        if step.id is not None:
            ratio = max(ratio, nearness(own_name(choice.id), own_name(step.id)))
        # Nothing takes the place of a choice that the story still has, behind another one perhaps.
        if ratio >= NEAR and same_scene and id not in self.where.members:
            change = f"step {number}: `{choice.text}` instead of `{step.text or step.id}`{where}"
            return RepairOption(NEAREST + 1.0 - ratio, action, change, True)
        before = f"before step {number}: take `{choice.text}`{where}"
        return RepairOption(INSERTED, RepairAction(choice.id, None, None), before, False)

    def _is_contradicted(self, session: Session, step: SavedStep, choice: Choice) -> bool:
        """Whether another choice says what the step's choice said, which a replay does not decide."""
        if step.text is None or says(choice.text, step.text):
            return False
        return any(says(one.text, step.text) for one in session.choices)

    def _host(self, session: Session, step: SavedStep, place: int) -> list[RepairOption]:
        """What a host did is done again in its scene, or left out."""
        left_out = RepairOption(LEFT_OUT, None, f"step {place + 1} is left out: {step.told()}", True)
        if step.scene is not None and self.renames.scene(step.scene) != session.scene:
            return [left_out]
        host = self.renames.host(step.host or LOOK_AGAIN, {one.name for one in self.story.program.variables})
        change = None if host == step.host else f"step {place + 1}: {step.told()} is {told_host(host)} now"
        return [RepairOption(KNOWN, RepairAction(None, None, place, host), change, True), left_out]

    def _answers(self, session: Session, step: SavedStep, place: int) -> list[RepairOption]:
        question = session.question
        assert question is not None, "asked before"
        keep = f"before step {place + 1}: answer `{question.text}` with nothing"
        options = [RepairOption(NOT_ASKED, RepairAction(None, "", None), keep, False)]
        if step.answer is None:
            return options
        same = (
            step.id is None
            or own_name(self.renames.question(step.id)) == own_name(question_id(session))
            or says(question.text, step.text)
        )
        in_scene = step.scene is None or self.renames.scene(step.scene) == session.scene
        change = None if same else f"step {place + 1}: the answer is given to `{question.text}`"
        if same and not in_scene:
            same, change = False, f"step {place + 1}: `{question.text}` is answered in scene `{session.scene}`"
        refused = f"step {place + 1}: nothing is answered to `{question.text}`: `{step.answer}` does not fit"
        return [
            RepairOption(KNOWN if same else MOVED, RepairAction(None, step.answer, place), change, True),
            RepairOption(NEAREST, RepairAction(None, "", place), refused, True),
            *options,
        ]


def _done(session: Session, action: RepairAction) -> bool:
    """Do it; false if it cannot be done."""
    try:
        session.repeat(_step_of(action))
    except (AnswerError, ChoiceError, HostError, PlayError):
        return False
    return True


def _step_of(action: RepairAction) -> Step:
    return Step("", action.choice, None, action.answer, action.host)
