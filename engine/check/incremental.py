"""What the checker remembers of scenes that have not changed, while a story is written.

Only what is found again the same way is remembered: of a scene whose tree is the same object as the last time (see
syntax/incremental.py), in a story whose other scenes and declarations have the same names, and only if nothing in it
is an error. All else is checked anew each time, so the result is always that of checking the whole.

A story may have ten thousand scenes, of which one changes: what is done here for each of them is little.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Hashable, Iterable
from copy import copy
from itertools import count
from typing import TYPE_CHECKING

from engine.check.blocks import move_of
from engine.check.scene_extents import SceneExtents
from engine.check.scene_facts import CachedFacts, Find, RememberedFacts, SceneFacts, of_scene
from engine.check.scene_resolution import SceneResolution, WalkedStory, walked_by
from engine.diagnostics import Diagnostic, Report, moved_down
from engine.named_tuples import NamedTuple
from engine.syntax.tree import Def, Scene, StoryTree, Thread

if TYPE_CHECKING:
    from engine.check.checker import Checked
    from engine.check.flow import SceneFlow
    from engine.check.names import Names, SceneNames
    from engine.check.scene_graph import Reach, ReachFindings, SceneExits
    from engine.check.statements import Walker

Rule = Callable[["Checked"], None]
# So many scenes are gone through between two questions whether to go on.
AT_ONCE = 50


class Meanings(NamedTuple):
    """What a story is like beside the insides of its scenes: the text before the first ones, and what names mean."""

    heads: Hashable
    names: dict[str, Hashable]


class SceneMemory:
    """All that is remembered of one scene, which is held so that its nodes keep their ids.

    `number` is its own: no other scene ever has it.
    """

    __slots__ = (
        *("asked_about", "exits", "flow", "meaning", "names", "number", "rules", "rules_key", "scene", "values"),
        *("walked", "walked_key"),
    )

    def __init__(self, scene: Scene, number: int) -> None:
        self.scene = scene
        self.number = number
        self.names: SceneNames | None = None
        self.values: dict[Callable[[SceneNames], object], object] = {}
        self.meaning: Hashable = None
        self.walked: SceneResolution | None = None
        self.walked_key: Meanings | None = None
        self.flow: SceneFlow | None = None
        self.exits: SceneExits | None = None
        self.rules: list[Diagnostic] | None = None
        self.rules_key: Meanings | None = None
        self.asked_about: tuple[str, ...] = ()


class Memory:
    """Remembers scenes from one check of a story to the next. `begin` each check, `end` it.

    `go_on` is called again and again; it may raise to end a check that nobody waits for any more.
    """

    def __init__(self, go_on: Callable[[], None] = lambda: None) -> None:
        self.go_on = go_on
        self._kept: dict[int, SceneMemory] = {}
        self._used: dict[int, SceneMemory] = {}
        self._numbers = count()
        # The scenes that have names, by their numbers.
        self._scenes: dict[int, SceneNames] = {}
        self._names = Meanings(None, {})
        # The numbers of the scenes that hold a name that changed since then, by the id of what was known then.
        self._changed: dict[int, set[int]] = {}
        self.scene_extents = SceneExtents((), ())
        self._walked = WalkedStory()
        self._gathered: dict[Find[object], CachedFacts] = {}
        self._unsteady: set[int] = set()
        self._reach: ReachFindings | None = None

    def begin(self, names: Names) -> None:
        """Note what the story is like beside the insides of its scenes."""
        # Those of a check that was ended are as good as those before it.
        self._kept, self._used = {**self._kept, **self._used}, {}
        self._scenes = {}
        self._unsteady = set()
        meanings: dict[str, Hashable] = {}
        for name, one in names.scenes.items():
            kept = self.of(one.node)
            self._scenes[kept.number] = one
            meaning = kept.meaning
            if meaning is None or one.parameters:
                meaning = tuple(one.node.heading.parameters), tuple(map(repr, one.parameters)), frozenset(one.places)
                kept.meaning = meaning
            meanings[name] = meaning
        meanings.update((f"#{tag}", True) for tag in names.tags)
        meanings.update((f"?{name}", True) for name in names.refused | names.broken)
        new = Meanings(_heads_of(names.story), meanings)
        # One that is the same is the same object, so that scenes can be asked by it.
        self._names = self._names if new == self._names else new
        self._changed = {}
        self.scene_extents = SceneExtents(names.story.sources, names.scenes.values())

    def end(self, checked: Checked) -> None:
        """Forget the scenes that were not there any more."""
        self._kept, self._used = self._used, {}
        self._reach = checked.reach.findings()

    def of(self, scene: Scene) -> SceneMemory:
        """What is remembered of a scene."""
        kept = self._used.get(id(scene)) or self._kept.get(id(scene))
        if kept is None or kept.scene is not scene:
            kept = SceneMemory(scene, next(self._numbers))
        self._used[id(scene)] = kept
        return kept

    def _is_as_before(self, kept: SceneMemory, before: Meanings | None, found: list[Diagnostic]) -> bool:
        """Whether what a scene means cannot have changed since then, by the names of the story.

        A name that comes or goes may change what is found in scenes that hold its words, and what was found already.
        """
        if before is self._names or before is None:
            return before is not None
        if found or before.heads != self._names.heads:
            return False
        scene = self._scenes[kept.number]
        if of_scene(scene, _goes_to_places):
            return False
        changed = self._changed.get(id(before))
        if changed is None:
            words = _changed_words(before.names, self._names.names)
            changed = self._changed[id(before)] = {
                self.of(scene.node).number for parts in words for scene in self.scene_extents.holding_all(parts)
            }
        return kept.number not in changed

    # ------------------------------------------------------------ names

    def names_of(self, scene: Scene) -> SceneNames | None:
        """The statements of a scene with its labels and the ids of its choices, if they are known and all was well."""
        return self.of(scene).names

    def keep_names(self, scene: SceneNames) -> None:
        """Remember them."""
        self.of(scene.node).names = scene

    def values_of(self, scene: Scene) -> dict[Callable[[SceneNames], object], object]:
        """What functions made of the tree of a scene, and of nothing else."""
        return self.of(scene).values

    # ------------------------------------------------------------ resolving

    def walk(self, walker: Walker) -> None:
        """Resolve all scenes that have names; of most of them, let the walk know what resolving them did before."""
        names, resolved, story, now = walker.names, walker.resolved, self._walked, self._names
        for number in story.scenes.keys() - self._scenes.keys():
            story.take(number)
        resolved.codes, resolved.targets = ChainMap({}, story.codes), ChainMap({}, story.targets)
        resolved.frames, resolved.scopes = ChainMap({}, story.frames), ChainMap({}, story.scopes)
        resolved.asked = ChainMap({}, story.asked)
        resolved.common = resolved.codes, resolved.targets
        # Parameters of a `def` may have their types from its first call.
        untyped = [name for name, one in names.functions.items() if isinstance(one.node, Def) and one.node.parameters]
        with_calls = {self.of(one.node).number for one in self.scene_extents.holding(untyped)}
        passed_over = _ScenesHolding(self, names)
        for place, (number, scene) in enumerate(self._scenes.items()):
            if place % AT_ONCE == 0:
                self.go_on()
            kept = self._used[id(scene.node)]
            walked = kept.walked
            if (
                walked is not None
                and (kept.walked_key is now or self._is_as_before(kept, kept.walked_key, walked.found))
                and number not in passed_over.numbers()
            ):
                kept.walked_key = now
                story.put(number, walked)
            else:
                kept.exits = None
                walked = walked_by(walker, scene)
                # A name of which something was said before is passed over.
                holds = number not in with_calls and number not in passed_over.numbers()
                if holds and walked.is_alone and _are_warnings(walked.found):
                    kept.walked_key, kept.walked = now, walked
                    story.put(number, walked)
                else:
                    kept.walked = None
                    story.take(number)
                    walked.tell(walker)
                continue
            base = scene.node.source.base_line
            for one in walked.found:
                walker.report.add(moved_down(one, base))
        story.tell(walker)

    # ------------------------------------------------------------ flows and rules

    def flow(self, scene: SceneNames, read: Callable[[], SceneFlow]) -> SceneFlow:
        """How a scene is left. What includes the choices of others depends on these, and is read each time."""
        kept = self._used[id(scene.node)]
        if kept.flow is None:
            flow = read()
            if any(isinstance(one, Thread) for one in scene.statements):
                self._unsteady.add(kept.number)
                return flow
            kept.flow = flow
        return kept.flow

    def facts(self, names: Names, flows: dict[str, SceneFlow]) -> SceneFacts:
        """What is found in single scenes."""
        return RememberedFacts(names.scenes, flows, self._gathered, self._scenes, self._unsteady)

    def exits(self, names: Names, find: Callable[[SceneNames], SceneExits]) -> dict[str, SceneExits]:
        """Where each scene goes."""
        passed_over = _ScenesHolding(self, names).numbers()
        found: dict[str, SceneExits] = {}
        for number, scene in self._scenes.items():
            kept = self._used[id(scene.node)]
            exits = kept.exits
            if exits is None or number in passed_over:
                exits = find(scene)
                if kept.walked is not None and kept.flow is not None and number not in passed_over:
                    kept.exits = exits
            found[scene.node.name] = exits
        return found

    def rules(self, rules: Iterable[Rule], checked: Checked) -> None:
        """Apply rules that look at one scene after the other, each by itself."""
        counted: dict[str, list[str]] = {}
        for asked in sorted(checked.resolver.counted):
            counted.setdefault(asked.partition(".")[0], []).append(asked)
        wrong = self._with_errors(checked.report)
        passed_over = _ScenesHolding(self, checked.names).numbers()
        now = self._names
        for place, (number, scene) in enumerate(self._scenes.items()):
            if place % AT_ONCE == 0:
                self.go_on()
            kept = self._used[id(scene.node)]
            # What is asked about, anywhere, of the choices of the scene.
            asked_about = tuple(counted.get(scene.node.name, ()))
            if (
                kept.rules is None
                or kept.asked_about != asked_about
                or not (kept.rules_key is now or self._is_as_before(kept, kept.rules_key, kept.rules))
                or number in wrong
            ):
                self.go_on()
                base = scene.node.source.base_line
                found = _found_alone(rules, checked, {scene.node.name: scene}, {})
                kept.rules = [moved_down(one, -base) for one in found]
                holds = _are_warnings(found) and number not in passed_over and number not in wrong
                kept.asked_about = asked_about
                kept.rules_key = now if holds else None
            elif kept.rules_key is not None:
                kept.rules_key = now
            if kept.rules:
                base = scene.node.source.base_line
                for one in kept.rules:
                    checked.report.add(moved_down(one, base))
        if checked.names.bodies:
            # These stand before the scenes, and are as short as what is read anew with each key.
            for one in _found_alone(rules, checked, {}, checked.names.bodies):
                checked.report.add(one)

    def _with_errors(self, report: Report) -> set[int]:
        """The numbers of the scenes in which errors were reported."""
        lines: dict[str, set[int]] = {}
        for one in report.found:
            if one.severity == "error":
                lines.setdefault(one.span.file, set()).add(one.span.line)
        return {
            self.of(scene.node).number
            for file, listed in lines.items()
            for scene in self.scene_extents.at_lines(file, listed)
        }

    def recall_reach(self, reach: Reach) -> None:
        """Tell what was found out about the ways through the story, if they are what they were."""
        if self._reach is not None:
            reach.take_over(self._reach)


class _ScenesHolding:
    """The numbers of the scenes that hold a name of which something was said: unknown, or perhaps another one."""

    def __init__(self, memory: Memory, names: Names) -> None:
        self._memory = memory
        self._names = names
        self._words: set[str] = set()
        self._size = 0
        self._found: set[int] = set()

    def numbers(self) -> set[int]:
        """These numbers; more names may have been reported since the last time."""
        names = self._names
        if len(names.broken) + len(names.meant) != self._size:
            self._size = len(names.broken) + len(names.meant)
            new = (names.broken | names.meant.keys()) - self._words
            self._words |= new
            memory = self._memory
            self._found |= {memory.of(scene.node).number for scene in memory.scene_extents.holding(new)}
        return self._found


def _changed_words(before: dict[str, Hashable], now: dict[str, Hashable]) -> list[list[str]]:
    """The parts of all names that have come, gone or changed; what is written `The old bar` may mean `the_old_bar`."""
    changed = [name for name in before.keys() | now.keys() if before.get(name) != now.get(name)]
    for name in list(changed):
        for labels in (one[2] for one in (before.get(name), now.get(name)) if isinstance(one, tuple)):
            changed += labels
    return [name.lstrip("#?").casefold().split("_") for name in changed]


def _are_warnings(found: list[Diagnostic]) -> bool:
    return all(one.severity == "warning" for one in found)


def _found_alone(
    rules: Iterable[Rule], checked: Checked, scenes: dict[str, SceneNames], bodies: dict[str, SceneNames]
) -> list[Diagnostic]:
    """What rules find in one scene, or in the bodies of functions."""
    alone = copy(checked)
    alone.names = copy(checked.names)
    alone.names.scenes, alone.names.bodies = scenes, bodies
    alone.flows = {name: checked.flows[name] for name in scenes}
    alone.facts = SceneFacts(scenes, alone.flows)
    alone.report = alone.names.report = Report()
    # What was found before is read by some rules: it is there, but not found again.
    alone.report.found = list(checked.report.found)
    count = len(alone.report.found)
    for rule in rules:
        rule(alone)
    return alone.report.found[count:]


def _heads_of(story: StoryTree) -> Hashable:
    """What stands before the first scenes, as text; scenes declare nothing."""
    first: dict[str, int] = {}
    for scene in story.scenes:
        if scene.source.name not in first:
            first[scene.source.name] = scene.source.base_at + scene.heading.at
    heads = ((source.name, source.text[: first.get(source.name, len(source.text))]) for source in story.sources)
    return tuple(heads), story.complete


def _goes_to_places(scene: SceneNames) -> bool:
    """Whether a move of a scene goes where a value says: to scenes of which it may not hold the names."""
    moves = map(move_of, scene.statements)
    return any(move is not None and move.value is not None for move in moves)
