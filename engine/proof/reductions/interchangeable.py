"""Once-only things between which nothing can tell: only how many of them were used up matters, not which.

Of twenty people to help each subset can have been helped, which makes a million states. If helping one does just what
helping another does, twenty-one are left. The same holds for scenes that are drawn once, as the cards of a deck with
equal values. (Symmetry reduction: C. N. Ip, D. Dill, "Better verification through symmetry", 1996.)

What is found here can be seen where it stands: choices of one group whose guards and consequences are the same, and
that nothing else in the program mentions; scenes that are the same, are entered by their tags alone, and hold nothing
that is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence

from engine.named_tuples import NamedTuple
from engine.program import nodes
from engine.program.nodes import Expression, Members, OfferChoice, Once
from engine.program.program import Program
from engine.program.walk import walk
from engine.proof.budget import go_on
from engine.proof.reductions.automorphisms import SymmetricChoice, symmetric_choices

# A class of fewer is not worth the time that it takes with each state.
FEWEST = 3
# What is said of a place, and what only the author and the player see.
UNSEEN = frozenset(("at", "id", "label", "place", "tags"))


class SymmetryClass(NamedTuple):
    """Things between which nothing can tell: `choices`, or `scenes` by their numbers.

    `probes` are those that stand in each, in the same order, `ids` those of the choices in each.
    """

    choices: tuple[Once, ...]
    scenes: tuple[int, ...]
    probes: tuple[tuple[int, ...], ...]
    ids: tuple[tuple[str, ...], ...]


class OwningSymmetryClass(NamedTuple):
    """Things between which nothing can tell, each with variables and scenes of its own.

    The rest is as in `SymmetryClass`.
    """

    things: tuple[SymmetricChoice, ...]
    probes: tuple[tuple[int, ...], ...]
    ids: tuple[tuple[str, ...], ...]


def interchangeable(
    program: Program, conditions: Sequence[Expression], watched: Collection[int], check: Callable[[], None] = go_on
) -> list[SymmetryClass | OwningSymmetryClass]:
    """The classes of a program in which some probes are `watched`, and some conditions are asked of each state."""
    classes: list[SymmetryClass | OwningSymmetryClass] = [
        *_choices(program, watched, check),
        *_scenes(program, conditions, watched, check),
    ]
    for scene, things in symmetric_choices(program, conditions, watched, check):
        bodies = _Bodies(program, scene, watched)
        probes, ids = [], []
        for choice, _, scenes in things:
            inside = [node for index in scenes for node in walk(program.scenes[index])]
            probes.append((*bodies.probes(choice), *(one.number for one in inside if isinstance(one, nodes.Probe))))
            ids.append((choice.id, *(one.id for one in inside if isinstance(one, OfferChoice))))
        if len({len(one) for one in probes}) == 1 and len({len(one) for one in ids}) == 1:
            classes.append(OwningSymmetryClass(tuple(things), tuple(probes), tuple(ids)))
    return classes


def _choices(program: Program, watched: Collection[int], check: Callable[[], None]) -> Iterator[SymmetryClass]:
    every = (node.once for node in walk(program.scenes) if isinstance(node, OfferChoice))
    uses = Counter(once for once in every if once is not None)
    for index, scene in enumerate(program.scenes):
        check()
        bodies = _Bodies(program, index, watched)
        groups = [point.group for point in scene.points if isinstance(point, nodes.ChoicePoint)]
        for group in (*groups, scene.thread or ()):
            found: dict[Hashable, list[OfferChoice]] = {}
            for member in _used_once(group, uses):
                name = f"{scene.name}.{member.label}"
                if name not in program.visits and name not in program.since and not bodies.counts(member):
                    found.setdefault(bodies.signature(member), []).append(member)
            for members in found.values():
                probes = tuple(bodies.probes(one) for one in members)
                yield from _class([one.once for one in members if one.once], (), probes, [(one.id,) for one in members])


def _used_once(group: Members, uses: Counter[Once]) -> Iterator[OfferChoice]:
    """Choices that are mentioned here alone."""
    for member in group:
        if not isinstance(member, OfferChoice) or member.once is None or uses[member.once] > 1:
            continue
        if all(guard.kind != "otherwise" for guard in member.guards):
            yield member


def _class(
    choices: Iterable[Once], scenes: Iterable[int], probes: tuple[tuple[int, ...], ...], ids: list[tuple[str, ...]]
) -> Iterator[SymmetryClass]:
    """The class, if it is one: as many probes stand in each, and there are enough."""
    if len(probes) >= FEWEST and len({len(one) for one in probes}) == 1 and len({len(one) for one in ids}) == 1:
        yield SymmetryClass(tuple(choices), tuple(scenes), probes, tuple(ids))


class _Bodies:
    """What choices of one scene do."""

    def __init__(self, program: Program, index: int, watched: Collection[int]) -> None:
        self.scene, self.watched = program.scenes[index], watched
        self.known: dict[int, Hashable] = {}

    def signature(self, member: OfferChoice) -> Hashable:
        """What is the same for choices that are offered in the same states and do the same."""
        return (
            _comparable(member.guards, self.watched),
            _comparable(member.text, self.watched),
            self._segment(member.segment),
        )

    def _segment(self, number: int) -> Hashable:
        """What a segment does, and what is done in those in which it goes on. Stops are alike only if they are one."""
        if number not in self.known:
            self.known[number] = "round", number
            self.known[number] = _comparable(self.scene.segments[number], self.watched, self._segment)
        return self.known[number]

    def probes(self, member: OfferChoice) -> tuple[int, ...]:
        """The probes in a choice and in what it does, each segment once."""
        found = [one.number for one in walk((member.guards, member.text)) if isinstance(one, nodes.Probe)]
        for number in self._segments(member):
            found += [one.number for one in walk((self.scene.segments[number],)) if isinstance(one, nodes.Probe)]
        return tuple(found)

    def counts(self, member: OfferChoice) -> bool:
        """Whether a variation stands in what a choice does: each counts for itself."""
        rows = [member.text, member.guards, *(self.scene.segments[number] for number in self._segments(member))]
        return any(isinstance(one, nodes.VaryText | nodes.VaryBlock) for one in walk(tuple(rows)))

    def _segments(self, member: OfferChoice) -> list[int]:
        found = [member.segment]
        for number in found:
            moves = (one.segment for one in walk((self.scene.segments[number],)) if isinstance(one, nodes.Goto))
            found += [one for one in dict.fromkeys(moves) if one not in found]
        return found


def _scenes(
    program: Program, conditions: Sequence[Expression], watched: Collection[int], check: Callable[[], None]
) -> Iterator[SymmetryClass]:
    if not any(scene.once for scene in program.scenes):
        return
    named, asked, counted = {program.start}, set[str](), set[str]()
    for node in walk((program.scenes, program.functions, program.status, tuple(conditions))):
        if isinstance(node, nodes.MoveTo | nodes.VisitScene | nodes.OfferThread):
            named.add(node.scene)
        elif isinstance(node, nodes.Count):
            asked.add(node.key.partition(".")[0])
        elif isinstance(node, nodes.OfferEach) and node.once is not None:
            counted.add(node.tag)
    for scene in program.scenes:
        named.update(scene.includes)
    found: dict[Hashable, list[int]] = {}
    for index, scene in enumerate(program.scenes):
        check()
        tags = frozenset(tag for tag, scenes in program.tags.items() if index in scenes)
        if not scene.once or index in named or scene.name in asked or scene.parameters or tags & counted:
            continue
        if scene.thread is not None or scene.name in program.since or _counts(scene):
            continue
        frame = tuple(slot.type for slot in scene.frame)
        does = _comparable((scene.when, scene.segments, scene.points), watched)
        found.setdefault((tags, scene.priority, frame, does), []).append(index)
    for indexes in found.values():
        rows = [program.scenes[index] for index in indexes]
        probes = tuple(tuple(one.number for one in walk(scene) if isinstance(one, nodes.Probe)) for scene in rows)
        ids = [tuple(one.id for one in walk(scene) if isinstance(one, OfferChoice)) for scene in rows]
        yield from _class((), indexes, probes, ids)


def _counts(scene: object) -> bool:
    """Whether a scene holds something that is counted."""
    for node in walk(scene):
        if isinstance(node, nodes.VaryText | nodes.VaryBlock | nodes.PassPoint):
            return True
        if isinstance(node, OfferChoice | nodes.OfferEach) and node.once is not None:
            return True
    return False


def _comparable(data: object, watched: Collection[int], segment: Callable[[int], Hashable] | None = None) -> Hashable:
    """What of nodes can tell one thing from another; `segment` says it of a segment to which they move on."""
    if (not isinstance(data, tuple) and not hasattr(data, "__iter__")) or isinstance(data, str):
        # True and 1 are not the same.
        return data.__class__.__name__, data
    if isinstance(data, nodes.Goto) and segment is not None:
        return "goto", segment(data.segment)
    names = getattr(data, "_fields", None)
    if names is None:
        rows = (one for one in data if not isinstance(one, nodes.Probe) or one.number in watched)
        return tuple(_comparable(one, watched, segment) for one in rows)
    parts = (_comparable(one, watched, segment) for name, one in zip(names, data, strict=True) if name not in UNSEEN)
    return data.__class__.__name__, *parts
