"""Things that are alike with all that is their own: a flag each, a scene each. Nothing can tell which of them is which.

Of twenty people, each with `var helped_ada = false`, a choice that sets it and perhaps a scene, only how many were
helped matters, if whatever asks for these flags asks for all of them alike: `a and b and c`, `(1 if a else 0) + …`.

Choices of one group that look the same but for variables and scenes are candidates. What decides is that the program is
the same program when two of them change places (an automorphism; C. N. Ip, D. Dill, "Better verification through
symmetry", 1996). Two that can change places with a third can with each other, so each is tried with one only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from engine.named_tuples import NamedTuple
from engine.program import nodes
from engine.program.nodes import Expression, Member, Members, OfferChoice, Once
from engine.program.program import Program, SceneNode
from engine.program.walk import walk
from engine.proof.budget import go_on

# A class of fewer is not worth the time that it takes with each state; of more the search for it is not.
FEWEST, MOST = 3, 64
# What is said of a place, and what only the author and the player see.
UNSEEN = frozenset(("at", "id", "label", "place", "tags"))
COMMUTATIVE = ("and", "or", "+")
# What cannot fail, made of what cannot fail: in which order it is asked for does not matter.
SAFE = frozenset((*COMMUTATIVE, "not", "if", "==", "!=", "<", "<=", ">", ">="))


Named = TypeVar("Named", bound=Hashable)
# A part of a program: the scene (-1 is none), what it is, and which of them.
Key = tuple[int, str, int]


class SymmetricChoice(NamedTuple):
    """A choice with what is its own: variables and scenes by their numbers."""

    choice: OfferChoice
    variables: tuple[int, ...]
    scenes: tuple[int, ...]


@dataclass(slots=True)
class _Names:
    """What takes the place of variables, scenes and once-only choices when a program is told."""

    variables: Mapping[int, Hashable] = field(default_factory=dict)
    scenes: Mapping[int, Hashable] = field(default_factory=dict)
    onces: Mapping[Once, Hashable] = field(default_factory=dict)


def symmetric_choices(
    program: Program, conditions: Sequence[Expression], watched: Collection[int], check: Callable[[], None] = go_on
) -> Iterator[tuple[int, list[SymmetricChoice]]]:
    """Things between which nothing in a program can tell, with the scene of their choices.

    Some probes are `watched`, and some conditions are asked of each state.
    """
    finder = _AutomorphismFinder(program, conditions, watched)
    for index, scene in enumerate(program.scenes):
        for point in scene.points:
            if isinstance(point, nodes.ChoicePoint) and len(point.group) >= FEWEST:
                for candidates in finder.candidates(index, point.group):
                    check()
                    yield from ((index, things) for things in finder.classes(candidates, check))


class _AutomorphismFinder:
    """Looks for things that are alike in one program."""

    def __init__(self, program: Program, conditions: Sequence[Expression], watched: Collection[int]) -> None:
        self.program, self.conditions, self.watched = program, conditions, watched
        self.counted = {*program.visits, *program.since}
        self.entered = Counter(
            node.scene
            for node in walk(program.scenes)
            if isinstance(node, nodes.MoveTo | nodes.VisitScene | nodes.OfferThread)
        )
        drawn = {index for scenes in program.tags.values() for index in scenes}
        included = {one for scene in program.scenes for one in scene.includes}
        self.public = {program.start, *drawn, *included}
        # The parts of the program by scene, kind and number; what they mention, and are told as, once that is asked.
        self.parts: dict[Key, object] = {}
        self.mentions: dict[Key, frozenset[Hashable]] = {}
        self.told: dict[Key, Hashable] = {}

    # ------------------------------------------------------------ candidates

    def candidates(self, index: int, group: Members) -> Iterator[list[SymmetricChoice]]:
        """Choices of a group that look the same but for truths and scenes, with those in which they differ."""
        found: dict[Hashable, list[tuple[OfferChoice, list[int], list[int]]]] = {}
        for member in group:
            if not isinstance(member, OfferChoice) or any(guard.kind == "otherwise" for guard in member.guards):
                continue
            if f"{self.program.scenes[index].name}.{member.label}" in self.counted:
                continue
            shape = _Shape(self, index, member)
            if shape.variables or shape.scenes:
                found.setdefault(shape.form(), []).append((member, [*shape.variables], [*shape.scenes]))
        for rows in found.values():
            if FEWEST <= len(rows) <= MOST:
                variables, scenes = _differing([row[1] for row in rows]), _differing([row[2] for row in rows])
                if variables is not None and scenes is not None and (variables[0] or (scenes[0] and rows[0][0].once)):
                    things = zip(rows, variables, scenes, strict=True)
                    yield [SymmetricChoice(choice, own, of) for (choice, _, _), own, of in things]

    def is_own(self, scene: int) -> bool:
        """Whether a scene can belong to a thing: it is entered from one place, and holds nothing that is counted."""
        node = self.program.scenes[scene]
        if scene in self.public or self.entered[scene] != 1 or node.name in self.counted or node.frame or node.thread:
            return False
        counting = nodes.VaryText | nodes.VaryBlock | nodes.PassPoint
        once = (one.once for one in walk((node.points,)) if isinstance(one, OfferChoice | nodes.OfferEach))
        return not any(isinstance(one, counting) for one in walk((node.segments, node.points))) and not any(once)

    # ------------------------------------------------------------ which of them are alike

    def classes(self, things: list[SymmetricChoice], check: Callable[[], None]) -> Iterator[list[SymmetricChoice]]:
        """Those of some candidates that can change places with each other."""
        if not self.parts:
            self.parts = dict(self._parts())
            self.mentions = {key: frozenset(_mentioned(part)) for key, part in self.parts.items()}
        left = things
        while len(left) >= FEWEST:
            first, *others = left
            alike = [first]
            for other in others:
                check()
                if self._can_change(first, other):
                    alike.append(other)
            if len(alike) >= FEWEST:
                yield alike
            left = [one for one in others if one not in alike]

    def _can_change(self, one: SymmetricChoice, other: SymmetricChoice) -> bool:
        """Whether the program is the same when two things change places."""
        names = _Names(
            _exchanged(one.variables, other.variables),
            _exchanged(one.scenes, other.scenes),
            _exchanged([one.choice.once], [other.choice.once]) if one.choice.once and other.choice.once else {},
        )
        rows = self.program.variables
        for number, second in zip(one.variables, other.variables, strict=True):
            if rows[number].initial != rows[second].initial:
                return False
        scenes = dict(zip((*one.scenes, *other.scenes), (*other.scenes, *one.scenes), strict=True))
        about: set[Hashable] = {("var", number) for number in names.variables} | {
            ("scene", number) for number in names.scenes
        }
        about |= {("once", once) for once in names.onces}
        for key, part in self.parts.items():
            place, kind, number = key
            if place in scenes:
                if not self._is_told(self._tell(part, place, names), (scenes[place], kind, number)):
                    return False
            elif about & self.mentions[key] and not self._is_told(self._tell(part, place, names), key):
                return False
        return True

    def _is_told(self, form: Hashable, key: Key) -> bool:
        """Whether a part of the program is told like that."""
        if key not in self.told:
            self.told[key] = self._tell(self.parts[key], key[0], _Names()) if key in self.parts else None
        return self.told[key] == form

    # ------------------------------------------------------------ telling a program

    def _parts(self) -> Iterator[tuple[Key, object]]:
        """The parts of the program; what is done when a choice is taken belongs to that."""
        for index, scene in enumerate(self.program.scenes):
            for number in _segments_beside_choices(self.program, index):
                yield (index, "segment", number), scene.segments[number]
            for number, point in enumerate(scene.points):
                yield (index, "point", number), point
            yield (index, "rest", 0), (scene.when, scene.thread, scene.frame, scene.priority, scene.once)
        yield (-1, "all", 0), (self.program.functions, self.program.status, tuple(self.conditions))

    def _tell(self, part: object, index: int, names: _Names) -> Hashable:
        if isinstance(part, nodes.ChoicePoint):
            last = [one for one in part.group if _is_last(one)]
            others = Counter(self.tell(one, index, names) for one in part.group if not _is_last(one))
            return part.follow, frozenset(others.items()), tuple(self.tell(one, index, names) for one in last)
        return _form(part, names, self.watched, None)

    def tell(self, member: Member, index: int, names: _Names) -> Hashable:
        """A member of a group, and all that is done when it is taken."""
        if not isinstance(member, OfferChoice):
            return _form(member, names, self.watched, None)
        segment = _Inlined(self.program.scenes[index], names, self.watched)
        parts = (member.guards, member.text, member.once, f"{member.label}" if self._counts(index, member) else None)
        return _form(parts, names, self.watched, segment.of), segment.of(member.segment)

    def _counts(self, index: int, member: OfferChoice) -> bool:
        return f"{self.program.scenes[index].name}.{member.label}" in self.counted


class _Shape:
    """What a choice looks like, with each truth and each scene of its own by when it comes first."""

    def __init__(self, finder: _AutomorphismFinder, index: int, member: OfferChoice) -> None:
        self.finder, self.index, self.member = finder, index, member
        self.variables: dict[int, Hashable] = {}
        self.scenes: dict[int, Hashable] = {}
        program = finder.program
        segments = program.scenes[index].segments
        self._note((member.guards, member.text))
        seen = [member.segment]
        for number in seen:
            self._note(segments[number])
            goes = (one.segment for one in walk(segments[number]) if isinstance(one, nodes.Goto))
            seen += [one for one in dict.fromkeys(goes) if one not in seen]
        led = [*self.scenes]
        for scene in led:
            self._note((program.scenes[scene].segments, program.scenes[scene].points))
            led += [one for one in self.scenes if one not in led]

    def form(self) -> Hashable:
        """What is the same for choices of the same shape."""
        once = self.member.once
        names = _Names(self.variables, self.scenes, {} if once is None else {once: "own"})
        return self.finder.tell(self.member, self.index, names), len(self.variables), len(self.scenes)

    def _note(self, part: object) -> None:
        program = self.finder.program
        for node in walk(part):
            if isinstance(node, nodes.VarRef) and program.variables[node.number].type.kind == "truth":
                self.variables.setdefault(node.number, f"truth {len(self.variables)}")
            elif isinstance(node, nodes.MoveTo) and len(self.scenes) < MOST and self.finder.is_own(node.scene):
                self.scenes.setdefault(node.scene, f"scene {len(self.scenes)}")


class _Inlined:
    """What segments of a scene do, with what is done in those in which they go on."""

    def __init__(self, scene: SceneNode, names: _Names, watched: Collection[int]) -> None:
        self.scene, self.names, self.watched = scene, names, watched
        self.known: dict[int, Hashable] = {}

    def of(self, number: int) -> Hashable:
        """What a segment does. One that goes round is like no other."""
        if number not in self.known:
            self.known[number] = "round", number
            self.known[number] = _form(self.scene.segments[number], self.names, self.watched, self.of)
        return self.known[number]


def _form(data: object, names: _Names, watched: Collection[int], segment: Callable[[int], Hashable] | None) -> Hashable:
    """Nodes without what nobody can tell, in which other names stand; `segment` says what is done in one."""
    if (not isinstance(data, tuple) and not hasattr(data, "__iter__")) or isinstance(data, str):
        # True and 1 are not the same.
        return data.__class__.__name__, data
    if isinstance(data, Once):
        return "once", names.onces.get(data, data)
    if isinstance(data, nodes.VarRef):
        return "var", names.variables.get(data.number, data.number)
    if isinstance(data, nodes.Goto) and segment is not None:
        return "goto", segment(data.segment)
    if isinstance(data, nodes.Apply) and data.name in COMMUTATIVE and all(map(_is_safe, data.arguments)):
        operands = (_form(one, names, watched, segment) for one in _flat(data.name, data))
        return data.name, tuple(sorted(operands, key=repr))
    fields = getattr(data, "_fields", None)
    if fields is None:
        rows = (one for one in data if not isinstance(one, nodes.Probe) or one.number in watched)
        return tuple(_form(one, names, watched, segment) for one in rows)
    made: list[Hashable] = [data.__class__.__name__]
    for name, one in zip(fields, data, strict=True):
        if name == "scene":
            made.append(names.scenes.get(one, one))
        elif name not in UNSEEN:
            made.append(_form(one, names, watched, segment))
    return tuple(made)


def _flat(name: str, code: Expression) -> Iterator[Expression]:
    if isinstance(code, nodes.Apply) and code.name == name:
        for one in code.arguments:
            yield from _flat(name, one)
    else:
        yield code


def _is_safe(code: Expression) -> bool:
    if isinstance(code, nodes.Apply):
        return code.name in SAFE and all(map(_is_safe, code.arguments))
    return not isinstance(code, tuple) or isinstance(code, nodes.VarRef | nodes.LocalRef)


def _is_last(member: Member) -> bool:
    return isinstance(member, OfferChoice) and any(guard.kind == "otherwise" for guard in member.guards)


def _exchanged(some: Sequence[Named], others: Sequence[Named]) -> dict[Named, Hashable]:
    return dict(zip((*some, *others), (*others, *some), strict=True))


def _differing(rows: list[list[int]]) -> list[tuple[int, ...]] | None:
    """Of equally long rows the places at which they are not all the same; None where one stands in two of them."""
    places = [place for place in range(len(rows[0])) if any(row[place] != rows[0][place] for row in rows)]
    own = [tuple(row[place] for place in places) for row in rows]
    every = [one for row in own for one in row]
    return own if len({*every}) == len(every) else None


def _mentioned(part: object) -> Iterator[Hashable]:
    for node in walk((part,)):
        if isinstance(node, nodes.VarRef):
            yield "var", node.number
        elif isinstance(node, nodes.MoveTo | nodes.VisitScene | nodes.OfferThread):
            yield "scene", node.scene
        elif isinstance(node, OfferChoice) and node.once is not None:
            yield "once", node.once


def _segments_beside_choices(program: Program, index: int) -> list[int]:
    """The segments of a scene that can be come to without taking one of its choices."""
    scene = program.scenes[index]
    roots = {0, *(point.follow for point in scene.points)}
    for node in walk(program.scenes):
        if isinstance(node, nodes.MoveTo | nodes.VisitScene) and node.scene == index:
            roots.add(node.entry)
    for node in walk((scene.segments, scene.thread or ())):
        if isinstance(node, nodes.VisitScene | nodes.DrawScene | OfferChoice) and node.segment is not None:
            roots.add(node.segment)
    found = [*roots]
    for number in found:
        goes = (one.segment for one in walk(scene.segments[number]) if isinstance(one, nodes.Goto))
        found += [one for one in dict.fromkeys(goes) if one not in found]
    return sorted(found)
