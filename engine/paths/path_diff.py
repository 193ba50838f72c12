"""Where two saved paths part."""

from __future__ import annotations

from engine.named_tuples import NamedTuple
from engine.paths.differences import around_changes, compared
from engine.paths.path_parts import Begin, SavedStep
from engine.paths.saved_path import SavedPath

Turn = Begin | SavedStep


class PathComparison(NamedTuple):
    """How two paths compare: how many steps they share, what differs on the way, and each one's way from there."""

    shared: int
    notes: tuple[str, ...]
    scene: str | None
    ways: tuple[str, str] | None

    @property
    def same(self) -> bool:
        """Whether both are the same play of the same story."""
        return self.ways is None and not self.notes

    def lines(self, names: tuple[str, str]) -> list[str]:
        """What to tell people."""
        lines = list(self.notes)
        steps = f"{self.shared} step{'' if self.shared == 1 else 's'}"
        if self.ways is None:
            return [*lines, f"Both take the same {steps}."] if self.shared else [*lines, "Neither has a step."]
        place = f"step {self.shared + 1}" + (f", scene {self.scene}" if self.scene else "")
        begin = f"The first {steps} are the same" if self.shared > 1 else f"They share {steps}" if self.shared else ""
        lines.append(f"{begin}; they part at {place}:" if begin else f"They part at {place}:")
        return lines + [f"  {name}: {way}" for name, way in zip(names, self.ways, strict=True)]


def parting(first: SavedPath, second: SavedPath) -> PathComparison:
    """Compare two paths. The same step is one that takes the same choice, or gives the same answer, in one scene."""
    notes: list[str] = []
    titles = (first.story.title, second.story.title)
    if all(titles) and titles[0] != titles[1]:
        notes.append(f"They belong to different stories: “{titles[0]}” and “{titles[1]}”.")
    elif first.story.source != second.story.source and first.story.source and second.story.source:
        notes.append("They were saved with different versions of the story.")
    if first.seed != second.seed:
        notes.append(f"Their seeds differ, and with them all chance: {first.seed} and {second.seed}.")
    if first.beginning != second.beginning:
        notes.append("They do not begin in the same place: at least one begins elsewhere than the story.")
    notes += _turn("the beginning", first, first.begin, second, second.begin)
    shared = 0
    for one, other in zip(first.steps, second.steps, strict=False):
        if not _same(one, other):
            break
        shared += 1
        notes += _turn(f"step {shared}", first, one, second, other)
    if shared == len(first.steps) == len(second.steps):
        return PathComparison(shared, tuple(notes), None, None)
    scene = next((path.steps[shared].scene for path in (first, second) if shared < len(path.steps)), None)
    return PathComparison(shared, tuple(notes), scene, (_way(first, shared), _way(second, shared)))


def _same(one: SavedStep, other: SavedStep) -> bool:
    if one.scene is not None and other.scene is not None and one.scene != other.scene:
        return False
    if one.host is not None or other.host is not None:
        return one.host == other.host
    if one.answer is not None or other.answer is not None:
        return one.answer == other.answer
    return one.id == other.id if one.id and other.id else one.text == other.text


def _turn(place: str, first: SavedPath, one: Turn, second: SavedPath, other: Turn) -> list[str]:
    """What differs behind a step that both take."""
    notes = []
    if one.prose is not None and other.prose is not None and one.prose != other.prose:
        here, there = first.texts.get(one.prose), second.texts.get(other.prose)
        words = "" if here is None or there is None else f": {around_changes(compared(here, there))}"
        notes.append(f"{place}: the text differs{words}")
    if one.state is not None and other.state is not None and one.state != other.state:
        notes.append(f"{place}: the variables differ")
    return notes


def _way(path: SavedPath, shared: int) -> str:
    """How a path goes on from where it leaves the other."""
    rest = len(path.steps) - shared
    if rest == 0:
        return f"stops here{_ending(path)}"
    step = path.steps[shared]
    what = f"answers “{step.answer}”" if step.answer is not None else f"“{step.told()}”"
    more = f", then {rest - 1} more" if rest > 1 else ""
    return f"{what}{more}{_ending(path)}"


def _ending(path: SavedPath) -> str:
    if path.last is None or path.last.ending is None:
        return ""
    return f", to the ending “{path.last.ending}”" if path.last.ending else ", to the unnamed ending"
