"""What resolving the lines of scenes brought about, each scene by itself, so that it need not be done again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.check.resolution import AskedMember, LocalScopes
from engine.diagnostics import Diagnostic, moved_down
from engine.named_tuples import NamedTuple

if TYPE_CHECKING:
    from engine.check.names import SceneNames
    from engine.check.statements import Walker
    from engine.program.nodes import Expression, Reference
    from engine.program.types import Type


class SceneResolution(NamedTuple):
    """What resolving the lines of a scene brought about; the places of what was found count from its piece."""

    name: str
    codes: dict[int, tuple[Type, Expression]]
    targets: dict[int, tuple[Reference, Type]]
    frame: list[str]
    scopes: LocalScopes | None
    asked: list[AskedMember]
    reads: dict[str, int]
    writes: dict[str, int]
    counted: frozenset[str]
    timed: frozenset[str]
    uses_turns: bool
    found: list[Diagnostic]
    # Whether all that was found stands in the scene: a function that it calls first is checked then, too.
    is_alone: bool

    def tell(self, walker: Walker) -> None:
        """Let the walk that brought it about know of it."""
        resolver, resolved = walker.resolver, walker.resolved
        resolved.codes.update(self.codes)
        resolved.targets.update(self.targets)
        resolved.frames[self.name] = self.frame
        if self.scopes is not None:
            resolved.scopes[self.name] = self.scopes
        if self.asked:
            resolved.asked[self.name] = self.asked
        _count_uses(walker, self.reads, self.writes)
        resolver.counted |= self.counted
        resolver.timed |= self.timed
        resolver.uses_turns |= self.uses_turns


class WalkedStory:
    """What the scenes of a story brought about together: a scene that is new, changes or goes makes the difference."""

    def __init__(self) -> None:
        self.scenes: dict[int, SceneResolution] = {}
        self.codes: dict[int, tuple[Type, Expression]] = {}
        self.targets: dict[int, tuple[Reference, Type]] = {}
        self.frames: dict[str, list[str]] = {}
        self.scopes: dict[str, LocalScopes] = {}
        self.asked: dict[str, list[AskedMember]] = {}
        self._reads: Counter[str] = Counter()
        self._writes: Counter[str] = Counter()
        self._counted: Counter[str] = Counter()
        self._timed: Counter[str] = Counter()
        self._with_turns = 0

    def put(self, number: int, walked: SceneResolution) -> None:
        """Put in what the scene of a number brought about."""
        if self.scenes.get(number) is walked:
            return
        self.take(number)
        self.scenes[number] = walked
        self.codes.update(walked.codes)
        self.targets.update(walked.targets)
        self.frames[walked.name] = walked.frame
        if walked.scopes is not None:
            self.scopes[walked.name] = walked.scopes
        if walked.asked:
            self.asked[walked.name] = walked.asked
        self._reads.update(walked.reads)
        self._writes.update(walked.writes)
        self._counted.update(walked.counted)
        self._timed.update(walked.timed)
        self._with_turns += walked.uses_turns

    def take(self, number: int) -> None:
        """Take out what the scene of a number brought about."""
        walked = self.scenes.pop(number, None)
        if walked is None:
            return
        for node in walked.codes:
            self.codes.pop(node, None)
        for node in walked.targets:
            self.targets.pop(node, None)
        if self.frames.get(walked.name) is walked.frame:
            del self.frames[walked.name]
            self.scopes.pop(walked.name, None)
            self.asked.pop(walked.name, None)
        self._reads.subtract(walked.reads)
        self._writes.subtract(walked.writes)
        self._counted.subtract(walked.counted)
        self._timed.subtract(walked.timed)
        self._with_turns -= walked.uses_turns

    def tell(self, walker: Walker) -> None:
        """Let a walk know of all that was not walked through again."""
        resolver = walker.resolver
        _count_uses(walker, self._reads, self._writes)
        resolver.counted.update(name for name, times in self._counted.items() if times)
        resolver.timed.update(name for name, times in self._timed.items() if times)
        resolver.uses_turns |= self._with_turns > 0


def _count_uses(walker: Walker, reads: Mapping[str, int], writes: Mapping[str, int]) -> None:
    variables = walker.names.variables
    for name, times in reads.items():
        if times:
            variables[name].reads += times
    for name, times in writes.items():
        if times:
            variables[name].writes += times


def walked_by(walker: Walker, scene: SceneNames) -> SceneResolution:
    """Resolve a scene by itself. What it brings about is not in the tables of the walk, but what it found is reported.

    The variables that it reads and sets are counted as before.
    """
    names, resolver, resolved = walker.names, walker.resolver, walker.resolved
    before = resolved.codes, resolved.targets
    codes: dict[int, tuple[Type, Expression]] = {}
    targets: dict[int, tuple[Reference, Type]] = {}
    asked = resolver.counted, resolver.timed, resolver.uses_turns
    # An expression that another scene has, too, is resolved again: what it reads is read here as well.
    memo, resolver.memo = resolver.memo, {}
    uses = [(one.reads, one.writes) for one in names.variables.values()]
    found = len(names.report.found)
    resolved.codes, resolved.targets = codes, targets
    resolver.counted, resolver.timed, resolver.uses_turns = set(), set(), False
    walker.walk(scene)
    reads, writes = {}, {}
    for (name, one), (read, written) in zip(names.variables.items(), uses, strict=True):
        if one.reads != read:
            reads[name] = one.reads - read
        if one.writes != written:
            writes[name] = one.writes - written
        one.reads, one.writes = read, written
    source, new = scene.node.source, names.report.found[found:]
    base, lines = source.base_line, len(source.starts())
    is_alone = all(one.span.file == source.name and base < one.span.line <= base + lines for one in new)
    walked = SceneResolution(
        scene.node.name,
        codes,
        targets,
        resolved.frames.pop(scene.node.name),
        resolved.scopes.pop(scene.node.name, None),
        resolved.asked.pop(scene.node.name, []),
        reads,
        writes,
        frozenset(resolver.counted),
        frozenset(resolver.timed),
        resolver.uses_turns,
        [moved_down(one, -base) for one in new],
        is_alone,
    )
    resolver.memo = memo
    resolved.codes, resolved.targets = before
    resolver.counted, resolver.timed, resolver.uses_turns = asked
    return walked
