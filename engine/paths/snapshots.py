"""Takes up a play in a story that has been edited since, from its state by names (engine/paths/state_names.py).

A path is the better save: it is played again, and every difference shows. A snapshot is for when a path no longer
fits. What it holds and the story has no place for is told, value by value; where the play stood must be found for
certain, or nothing is taken up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from engine.paths.differences import written
from engine.paths.path_parts import Last, NamedState, Origin, SavedReturn, Start
from engine.paths.renames import Renames
from engine.paths.saved_path import SavedPath
from engine.paths.state_names import StateNames, ids_of, once_only
from engine.paths.story_index import StoryIndex
from engine.program.live_locals import LiveLocals, Locals
from engine.program.types import Value
from engine.program.values import OuterValue, fits, inner_value, outer_value
from engine.runtime.counters import keep, outer_state
from engine.runtime.errors import HostError, PlayError, StateError
from engine.runtime.session import Session
from engine.runtime.state_types import Functions, Stack, State, ValueSlot, Visit, Working
from engine.runtime.story import Story

# A place counts as the same one if at least this share of the choices that stood there stands there now.
SAME_PLACE = 0.5
MOST_LISTED = 8
NO_STATE = "no state was kept with it that a changed story could take up"


def begun(
    story: Story, seed: int, beginning: Origin | None, functions: Functions | None = None
) -> tuple[Session, list[str]]:
    """A session that begins with the story, where a host began it, or at a stored state; and what of that did not fit.

    Raises `PlayError` as `Story.start` does, and `StateError` where it cannot begin there.
    """
    if isinstance(beginning, Start):
        return _started(story, seed, beginning, functions)
    session = story.start(seed, functions)
    return session, [] if beginning is None else restore(session, beginning)


def _started(story: Story, seed: int, start: Start, functions: Functions | None) -> tuple[Session, list[str]]:
    """A session that begins where a host began it, with the names of today."""
    renames, known = Renames(story.program), {variable.name for variable in story.program.variables}
    values = renames.all_values(start.variables)
    notes = [
        f"the variable `{name}` is gone; it was {written(value)}" for name, value in values.items() if name not in known
    ]
    scene = None if start.scene is None else renames.scene(start.scene)
    try:
        session = story.start(seed, functions, scene, {name: value for name, value in values.items() if name in known})
    except HostError as error:
        raise StateError(str(error)) from error
    return session, notes


def used_up(last: Last, path: SavedPath) -> Last:
    """A stored state in which every choice of the path counts as taken: some can be taken only once since."""
    if last.snapshot is None:
        return last
    taken = (step.id for step in path.steps if step.id is not None and step.answer is None)
    used = tuple(dict.fromkeys((*last.snapshot.used, *taken)))
    return last.model_copy(update={"snapshot": last.snapshot.model_copy(update={"used": used})})


def restore(session: Session, last: Last) -> list[str]:
    """Take up a play from its snapshot; says what of it does not fit the story, and what stands there instead.

    Raises `StateError` if there is no snapshot, or if where the play stood, or what it needs there, cannot be told
    for certain; the session stays where it was.
    """
    if last.snapshot is None or last.scene is None:
        raise StateError(NO_STATE)
    taking = _StateBuilder(session, last.snapshot)
    state = taking.state(last.scene)
    try:
        session.restore(state)
    except PlayError as error:
        raise StateError(f"the story makes a mistake where the play stood: {error}") from error
    return taking.notes


class _StateBuilder:
    """Makes a state of a story from a snapshot, and notes what does not fit."""

    def __init__(self, session: Session, snapshot: NamedState) -> None:
        self.session = session
        self.snapshot = snapshot
        self.program, self.layout = session.story.program, session.story.machine.layout
        self.names = StateNames(session.story)
        self.renames = Renames(self.program)
        self.indices = {scene.name: index for index, scene in enumerate(self.program.scenes)}
        self.values = Working((self.program.fingerprint, 0, (), session.seed, *self.layout.initial))
        self.notes: list[str] = []

    def state(self, scene: str) -> State:
        index = self._scene(scene, "where the play stood")
        point = self._point(index)
        place = self.layout.stop(index, point)
        self.values[0:4] = self.program.fingerprint, place, self._returns(), self.session.seed
        self._locals(index, point)
        self._variables()
        self._counters()
        if self.layout.turns is not None:
            self.values[self.layout.turns] = self.snapshot.turns
        return outer_state(State(self.values))

    # ------------------------------------------------------------ where the play stood

    def _scene(self, name: str, what: str) -> int:
        today = self.renames.scene(name)
        if today not in self.indices:
            raise StateError(f"the scene `{name}`, {what}, is gone")
        return self.indices[today]

    def _point(self, index: int) -> int:
        """The point whose choices are those where the play stood, or most of them."""
        scene = self.program.scenes[index]
        wanted = set(map(self.renames.point, self.snapshot.point))
        shares = [
            (_share(wanted, set(ids_of(self.program, index, point))), number)
            for number, point in enumerate(scene.points)
        ]
        best = max((share for share, _ in shares), default=0.0)
        if best < SAME_PLACE:
            raise StateError(f"the choices at which the play stood are gone from scene `{scene.name}`")
        found = [number for share, number in shares if share == best]
        if len(found) > 1:
            raise StateError(f"the play could have stood at {len(found)} places of scene `{scene.name}`")
        return found[0]

    def _returns(self) -> Stack:
        """The visits under way."""
        return tuple(self._return(one) for one in self.snapshot.returns)

    def _return(self, one: SavedReturn) -> Visit:
        index = self._scene(one.scene, "to which a visit comes back")
        scene = self.program.scenes[index]
        behind = {name: segment for segment, names in self.names.scene(index).returns.items() for name in names}
        found = {behind.get(self._today(name)) for name in one.behind}
        segment = found.pop() if len(found) == 1 else None
        if segment is None:
            raise StateError(f"the place in scene `{scene.name}` to which a visit comes back cannot be told any more")
        live = LiveLocals(scene).segments[segment]
        values = self._frame(index, one.locals, live)
        first = self.layout.frames[index]
        slots = {first + place: value for place, value in enumerate(values)}
        slices = self.layout.slices(self.program.scenes, index)
        saved = tuple((start, tuple(slots.get(slot) for slot in range(start, end))) for start, end in slices)
        return self.layout.segment(index, segment), saved

    def _today(self, behind: str) -> str:
        """The name of the place behind a visit, with the names of today."""
        choice, _, rest = behind.partition("|")
        target, _, number = rest.rpartition("|")
        return f"{self.renames.choice(choice) if choice else ''}|{self.renames.scene(target)}|{number}"

    def _locals(self, index: int, point: int) -> None:
        live = LiveLocals(self.program.scenes[index]).points[point]
        values = self._frame(index, self.snapshot.locals, live)
        first = self.layout.frames[index]
        self.values[first : first + len(values)] = values

    def _frame(self, index: int, values: Mapping[str, OuterValue], live: Locals) -> tuple[Value | None, ...]:
        """The local variables of a scene; those that are read before they are set again must have a value."""
        scene = self.program.scenes[index]
        frame = []
        needed = Counter(scene.frame[number].name for number in live)
        for number, (name, type) in enumerate(scene.frame):
            if needed[name] > 1:
                raise StateError(f"which `{name.strip()}` of scene `{scene.name}` is which cannot be told any more")
            inner = inner_value(values[name], type) if name in values else None
            if name in values and (inner is None or not fits(inner, type)):
                raise StateError(
                    f"`{name}` of scene `{scene.name}` was {written(values[name])}, which does not fit any more"
                )
            if name not in values and number in live:
                raise StateError(f"scene `{scene.name}` needs `{name}`, which it did not have then")
            frame.append(inner)
        return tuple(frame)

    # ------------------------------------------------------------ what the play had

    def _variables(self) -> None:
        known = {one.name: number for number, one in enumerate(self.program.variables) if not one.is_hidden}
        stored = self.renames.all_values(self.snapshot.variables)
        for name, value in stored.items():
            if name not in known:
                self.notes.append(f"the variable `{name}` is gone; it was {written(value)}")
                continue
            slot = ValueSlot(self.layout.variables + known[name])
            type = self.program.variables[known[name]].type
            inner = inner_value(value, type)
            if inner is None or not fits(inner, type):
                fresh = written(outer_value(self.values[slot], type))
                self.notes.append(f"`{name}` was {written(value)}, which does not fit any more; it is {fresh}")
            else:
                self.values[slot] = inner
        for name, number in known.items():
            if name not in stored:
                now = outer_value(
                    self.values[ValueSlot(self.layout.variables + number)], self.program.variables[number].type
                )
                self.notes.append(f"the variable `{name}` is new; it is {written(now)}")

    def _counters(self) -> None:
        used = {self.renames.choice(id) for id in self.snapshot.used}
        counts: dict[str, int] = {}
        by_words: dict[str, str] = {}
        for index in (None, *self.indices.values()):
            names = self.names.scene(index)
            by_words |= {name: counter for counter, name in names.varied.items()}
            scene = None if index is None else self.program.scenes[index]
            for id, counter, bit in once_only(self.program, scene) if scene is not None else ():
                if id in used:
                    counts[counter] = counts.get(counter, 0) | bit
        members = StoryIndex(self.program).members
        gone = [f"`{id}`" for id in self.snapshot.used if self.renames.choice(id) not in members]
        if gone:
            self.notes.append(f"choices that were taken and are gone: {_listed(gone)}")
        began = 0
        for name, count in self.snapshot.counters.items():
            counter = by_words.get(name, name)
            if counter in self.layout.counters:
                counts[counter] = count
            else:
                began += not name.startswith("draw ")
        self._counted("visits", self.snapshot.visits, counts)
        self._counted("since", self.snapshot.since, counts)
        if began:
            what = (
                f"{began} texts that vary have changed, and begin"
                if began > 1
                else "a text that varies has changed, and begins"
            )
            self.notes.append(f"{what} anew")
        for counter, count in counts.items():
            page, offset = self.layout.counters[counter]
            keep(self.values, page, offset, count)

    def _counted(self, kind: str, stored: Mapping[str, int], counts: dict[str, int]) -> None:
        """Take over what was counted of scenes and choices; says what was not counted then and is now."""
        today = {self._named_today(name): count for name, count in stored.items()}
        uncounted = []
        for name in self.program.visits if kind == "visits" else self.program.since:
            if name in today:
                counts[f"{kind} {name}"] = today[name]
            else:
                uncounted.append(f"`{name}`")
        if uncounted:
            what = "visits were not counted, and are 0" if kind == "visits" else "it was not noted when they were seen"
            self.notes.append(f"{_listed(uncounted)}: {what}")

    def _named_today(self, name: str) -> str:
        return self.renames.choice(name) if "." in name else self.renames.scene(name)


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return ", ".join(names[:MOST_LISTED]) + more


def _share(one: set[str], other: set[str]) -> float:
    """How much of the first is in the second."""
    return len(one & other) / max(1, len(one))
