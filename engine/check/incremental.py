"""What the checker remembers of scenes that have not changed, while a story is written.

Only what is found again the same way is remembered: of a scene whose tree is the same object as the last time (see
syntax/incremental.py), in a story whose other scenes and declarations have the same names, and only if nothing in it
is an error. All else is checked anew each time, so the result is always that of checking the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Set
from copy import copy
from typing import TYPE_CHECKING, TypeVar, cast

from engine.diagnostics import Diagnostic, Report, moved_down
from engine.named_tuples import NamedTuple
from engine.syntax.tree import Def, Scene, StoryTree, Thread

if TYPE_CHECKING:
    from engine.check.checker import Checked
    from engine.check.flow import SceneFlow
    from engine.check.names import Names, SceneNames
    from engine.check.resolved import LocalScopes
    from engine.check.statements import Walker
    from engine.program.nodes import Expression, Reference
    from engine.program.types import Type

Rule = Callable[["Checked"], None]
Value = TypeVar("Value")


def of_scene(scene: SceneNames, function: Callable[[SceneNames], Value]) -> Value:
    """What a function makes of the tree of a scene alone; remembered while a story is written."""
    if function not in scene.values:
        scene.values[function] = function(scene)
    return cast(Value, scene.values[function])


class Walked(NamedTuple):
    """What resolving the lines of a scene brought about; the places of what was found count from its piece."""

    codes: dict[int, tuple[Type, Expression]]
    targets: dict[int, tuple[Reference, Type]]
    frame: list[str]
    scopes: LocalScopes | None
    reads: dict[str, int]
    writes: dict[str, int]
    counted: frozenset[str]
    timed: frozenset[str]
    uses_turns: bool
    found: list[Diagnostic]


class Meanings(NamedTuple):
    """What a story is like beside the insides of its scenes: the text before the first ones, and what names mean."""

    heads: Hashable
    names: dict[str, Hashable]


class SceneMemory:
    """All that is remembered of one scene, which is held so that its nodes keep their ids."""

    __slots__ = ("asked_about", "flow", "names", "rules", "rules_key", "scene", "values", "walked", "walked_key")

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.names: SceneNames | None = None
        self.values: dict[Callable[[SceneNames], object], object] = {}
        self.walked: Walked | None = None
        self.walked_key: Meanings | None = None
        self.flow: SceneFlow | None = None
        self.rules: list[Diagnostic] | None = None
        self.rules_key: Meanings | None = None
        self.asked_about: tuple[str, ...] = ()


class Memory:
    """Remembers scenes from one check of a story to the next. `begin` each check, `end` it.

    `go_on` is called at each scene and rule; it may raise to end a check that nobody waits for any more.
    """

    def __init__(self, go_on: Callable[[], None] = lambda: None) -> None:
        self.go_on = go_on
        self._kept: dict[int, SceneMemory] = {}
        self._used: dict[int, SceneMemory] = {}
        self._names = Meanings(None, {})
        # The parts of the names that have changed since then, by the id of what was known then.
        self._changed: dict[int, list[list[str]]] = {}
        self._wrong: dict[str, list[int]] = {}
        self._untyped: frozenset[str] = frozenset()

    def begin(self, names: Names) -> None:
        """Note what the story is like beside the insides of its scenes."""
        # Those of a check that was ended are as good as those before it.
        self._kept, self._used = {**self._kept, **self._used}, {}
        meanings: dict[str, Hashable] = {
            name: (tuple(one.node.heading.parameters), tuple(map(repr, one.parameters)), frozenset(one.places))
            for name, one in names.scenes.items()
        }
        meanings.update((f"#{tag}", True) for tag in names.tags)
        meanings.update((f"?{name}", True) for name in names.refused | names.broken)
        new = Meanings(_heads_of(names.story), meanings)
        # One that is the same is the same object, so that scenes can be asked by it.
        self._names = self._names if new == self._names else new
        self._changed = {}
        self._untyped = frozenset(
            name
            for name, function in names.functions.items()
            if isinstance(function.node, Def) and function.node.parameters
        )
        self._note_errors(names.report)

    def _note_errors(self, report: Report) -> None:
        self._wrong = {}
        for one in report.found:
            if one.severity == "error":
                self._wrong.setdefault(one.span.file, []).append(one.span.line)

    def end(self) -> None:
        """Forget the scenes that were not there any more."""
        self._kept, self._used = self._used, {}

    def _of(self, scene: Scene) -> SceneMemory:
        kept = self._used.get(id(scene)) or self._kept.get(id(scene))
        if kept is None or kept.scene is not scene:
            kept = SceneMemory(scene)
        self._used[id(scene)] = kept
        return kept

    def _is_as_before(self, scene: Scene, before: Meanings | None, found: list[Diagnostic]) -> bool:
        """Whether what a scene means cannot have changed since then, by the names of the story.

        A name that comes or goes may change what is found in scenes that hold its words, and what was found already.
        """
        if before is self._names or before is None:
            return before is not None
        if found or before.heads != self._names.heads:
            return False
        words = self._changed.get(id(before))
        if words is None:
            words = self._changed[id(before)] = _changed_words(before.names, self._names.names)
        text = scene.source.text.casefold()
        return not any(all(part in text for part in parts) for parts in words)

    def _holds(self, scene: Scene, words: Set[str]) -> bool:
        """Whether the text of a scene holds one of some words, which may be names in it."""
        text = scene.source.text
        return any(word in text for word in words)

    def _has_errors(self, scene: Scene) -> bool:
        lines = self._wrong.get(scene.source.name)
        if not lines:
            return False
        first, last = scene.source.line_of(scene.heading.at), scene.source.line_of(scene.end)
        return any(first - 1 <= line <= last for line in lines)

    # ------------------------------------------------------------ names

    def choices(self, scene: Scene) -> SceneNames | None:
        """The statements of a scene with its labels and the ids of its choices, if they are known and all was well."""
        return self._of(scene).names

    def keep_choices(self, scene: SceneNames) -> None:
        """Remember them."""
        self._of(scene.node).names = scene

    def values(self, scene: Scene) -> dict[Callable[[SceneNames], object], object]:
        """What functions made of the tree of a scene, and of nothing else."""
        return self._of(scene).values

    # ------------------------------------------------------------ resolving

    def walk(self, walker: Walker, scene: SceneNames) -> None:
        """Resolve a scene, or bring about what resolving it did the last time."""
        self.go_on()
        kept = self._of(scene.node)
        passed_over = walker.names.broken | walker.names.meant.keys()
        if (
            kept.walked is not None
            and self._is_as_before(scene.node, kept.walked_key, kept.walked.found)
            and not self._holds(scene.node, passed_over)
        ):
            kept.walked_key = self._names
            _repeat_walk(walker, scene, kept.walked)
            return
        names, resolver = walker.names, walker.resolver
        before = walker.resolved.codes, walker.resolved.targets
        counted, timed, turns = set(resolver.counted), set(resolver.timed), resolver.uses_turns
        uses = [(one.reads, one.writes) for one in names.variables.values()]
        found = len(names.report.found)
        walker.resolved.codes, walker.resolved.targets = {}, {}
        resolver.counted, resolver.timed, resolver.uses_turns = set(), set(), False
        walker.walk(scene)
        new = names.report.found[found:]
        base = scene.node.source.base_line
        place = scene.node.name
        # A `def` may have its types from its first call; a name of which something was said before is passed over.
        if not self._holds(scene.node, self._untyped | names.broken | names.meant.keys()) and _are_warnings(new):
            changes = [
                (name, one.reads - reads, one.writes - writes)
                for (name, one), (reads, writes) in zip(names.variables.items(), uses, strict=True)
            ]
            kept.walked_key = self._names
            kept.walked = Walked(
                walker.resolved.codes,
                walker.resolved.targets,
                walker.resolved.frames[place],
                walker.resolved.scopes.get(place),
                {name: reads for name, reads, _ in changes if reads},
                {name: writes for name, _, writes in changes if writes},
                frozenset(resolver.counted),
                frozenset(resolver.timed),
                resolver.uses_turns,
                [moved_down(one, -base) for one in new],
            )
        else:
            kept.walked = None
        before[0].update(walker.resolved.codes)
        before[1].update(walker.resolved.targets)
        walker.resolved.codes, walker.resolved.targets = before
        resolver.counted |= counted
        resolver.timed |= timed
        resolver.uses_turns |= turns

    # ------------------------------------------------------------ flows and rules

    def flow(self, scene: SceneNames, read: Callable[[], SceneFlow]) -> SceneFlow:
        """How a scene is left. What includes the choices of others depends on these, and is read each time."""
        kept = self._of(scene.node)
        if kept.flow is None:
            flow = read()
            if any(isinstance(one, Thread) for one in scene.statements):
                return flow
            kept.flow = flow
        return kept.flow

    def rules(self, rules: Iterable[Rule], checked: Checked) -> None:
        """Apply rules that look at one scene after the other, each by itself."""
        self._note_errors(checked.report)
        counted: dict[str, list[str]] = {}
        for asked in sorted(checked.resolver.counted):
            counted.setdefault(asked.partition(".")[0], []).append(asked)
        wrong, passed_over = bool(self._wrong), checked.names.broken | checked.names.meant.keys()
        for name, scene in checked.names.scenes.items():
            self.go_on()
            kept = self._of(scene.node)
            base = scene.node.source.base_line
            # What is asked about, anywhere, of the choices of the scene.
            asked_about = tuple(counted.get(name, ()))
            if (
                kept.rules is None
                or kept.asked_about != asked_about
                or not self._is_as_before(scene.node, kept.rules_key, kept.rules)
                or (wrong and self._has_errors(scene.node))
            ):
                found = _found_alone(rules, checked, {name: scene}, {})
                kept.rules = [moved_down(one, -base) for one in found]
                holds = _are_warnings(found) and not self._holds(scene.node, passed_over)
                kept.asked_about = asked_about
                kept.rules_key = self._names if holds and not self._has_errors(scene.node) else None
            elif kept.rules_key is not None:
                kept.rules_key = self._names
            for one in kept.rules:
                checked.report.add(moved_down(one, base))
        if checked.names.bodies:
            # These stand before the scenes, and are as short as what is read anew with each key.
            for one in _found_alone(rules, checked, {}, checked.names.bodies):
                checked.report.add(one)


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
    alone.report = alone.names.report = Report()
    # What was found before is read by some rules: it is there, but not found again.
    alone.report.found = list(checked.report.found)
    count = len(alone.report.found)
    for rule in rules:
        rule(alone)
    return alone.report.found[count:]


def _repeat_walk(walker: Walker, scene: SceneNames, walked: Walked) -> None:
    walker.resolved.codes.update(walked.codes)
    walker.resolved.targets.update(walked.targets)
    walker.resolved.frames[scene.node.name] = walked.frame
    if walked.scopes is not None:
        walker.resolved.scopes[scene.node.name] = walked.scopes
    variables, resolver = walker.names.variables, walker.resolver
    for name, reads in walked.reads.items():
        variables[name].reads += reads
    for name, writes in walked.writes.items():
        variables[name].writes += writes
    resolver.counted |= walked.counted
    resolver.timed |= walked.timed
    resolver.uses_turns |= walked.uses_turns
    base = scene.node.source.base_line
    for one in walked.found:
        walker.report.add(moved_down(one, base))


def _heads_of(story: StoryTree) -> Hashable:
    """What stands before the first scenes, as text; scenes declare nothing."""
    first: dict[str, int] = {}
    for scene in story.scenes:
        at = scene.source.base_at + scene.heading.at
        first[scene.source.name] = min(first.get(scene.source.name, at), at)
    heads: Iterable[tuple[str, str]] = (
        (source.name, source.text[: first.get(source.name, len(source.text))]) for source in story.sources
    )
    return hash((tuple(heads), story.complete))
