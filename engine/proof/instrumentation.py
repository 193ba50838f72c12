"""Puts probes into a program, so that an exploration can tell what of it was reached.

A marked program is a program with one more operation and one more part of text, a probe; item n says what was reached
then. The claims are written into it as well: `reach` and `only after` become probes behind conditions, with a
variable that remembers whether a scene was entered where that is asked. So a claim is nothing special to what explores.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from engine.program import nodes
from engine.program.nodes import Expression, Member, Members, OfferChoice, Operation, Operations, Parts, Point, Probe
from engine.program.places import line_and_column
from engine.program.program import ClaimedPlace, ClaimNode, Program, SceneNode, VariableNode
from engine.program.styles import is_tag
from engine.program.types import TRUTH
from engine.program.walk import walk
from engine.proof.definedness import Calculable
from engine.proof.reductions.points_passed_once import without_flags_of_points_passed_once
from engine.proof.reductions.value_ranges import ValueRanges
from engine.source import SourceSpan

# What no player sees: probes of style, of joining, of calls.
MARKS = r"[\x01-\x06\x10\x11]"
# So many characters of a text are shown where it is named.
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Observed:
    """What a probe stands for.

    Kind: "scene", "segment", "point", "choice", "branch" (of an `if`), "else" (its last part), "item" (of a variation)
    or "claim". `name` is the scene's name, the choice's id, a variation's counter or the claim's number; `place` is the
    number of an item in its variation. What holds the item has the probe `parent`, -1 if nothing does. `text` is how
    the text that it holds begins.
    """

    kind: str
    scene: int
    at: int
    name: str = ""
    place: int = 0
    parent: int = -1
    text: str = ""


@dataclass(slots=True)
class Instrumented:
    """A marked program. `watched` are the probes of claims; `nevers` the conditions that must hold at no stop.

    The claim number `status` is that the status line, which is shown at every stop, can be calculated; None where it
    can in any case.
    """

    program: Program
    items: list[Observed] = field(default_factory=list)
    watched: dict[int, int] = field(default_factory=dict)
    nevers: dict[int, Expression] = field(default_factory=dict)
    status: int | None = None
    _ranges: ValueRanges | None = None
    _uncounted: Program | None = None

    def ranges(self) -> ValueRanges:
        """How large the program's numbers can become."""
        if self._ranges is None:
            self._ranges = ValueRanges(self.program)
        return self._ranges

    def uncounted(self, check: Callable[[], None]) -> Program:
        """The program without what need not be counted, as no play comes by again (points_passed_once.py)."""
        if self._uncounted is None:
            self._uncounted = without_flags_of_points_passed_once(self.program, check)
        return self._uncounted

    def span(self, item: Observed) -> SourceSpan:
        """Where an item stands in the source."""
        return span_of(self.program, item.scene, item.at)


def line_of(id: str) -> str:
    """What the choices of one line share: those of a loop have the name that each is for behind its id."""
    scene, _, own = id.partition(".")
    return f"{scene}.{own.partition('.')[0]}"


def span_of(program: Program, scene: int, at: int, length: int = 1) -> SourceSpan:
    """A place of a scene as a span."""
    return SourceSpan(program.files[program.scenes[scene].file], *line_and_column(at), length)


# What is to be done where a play comes to a place that claims speak of.
AtPlaces = dict[ClaimedPlace, list[Operation]]


def instrument(program: Program) -> Instrumented:
    """A copy of the program with probes in it."""
    marked = Instrumented(program)
    places: AtPlaces = {}
    for number, claim in enumerate(program.claims):
        _claim(marked, places, number, claim)
    _status(marked)
    scenes = [_SceneInstrumenter(marked, places, index).scene() for index in range(len(program.scenes))]
    marked.program = marked.program._replace(scenes=tuple(scenes))
    return marked


def _claim(marked: Instrumented, places: AtPlaces, number: int, claim: ClaimNode) -> None:
    """Note what is to be done at the places of a claim."""
    program = marked.program
    if claim.condition is not None:
        # The code of a claim is made from the program's claims.
        made = Calculable(program)
        claim = claim._replace(condition=made.is_total(claim.condition))
        claims = (*program.claims[:number], claim, *program.claims[number + 1 :])
        program = marked.program = made.program._replace(claims=claims)
    if claim.kind == "never" and claim.condition is not None:
        marked.nevers[number] = claim.condition
    if claim.point is None:
        return
    hit = _new(marked, Observed("claim", 0, claim.place, str(number)))
    marked.watched[hit] = number
    at, operation = claim.place, Probe(hit)
    done: Operation = operation
    if claim.kind == "only_after" and claim.after is not None:
        variable = nodes.VarRef(len(program.variables))
        known = VariableNode(f"claim {number}", TRUTH, False)
        marked.program = program._replace(variables=(*program.variables, known))
        places.setdefault(claim.after, []).append(nodes.Assign(at, variable, True, None, None))
        done = nodes.Branch((nodes.Case(at, nodes.Apply("not", (variable,)), (operation,)),), ())
    elif claim.condition is not None:
        done = nodes.Branch((nodes.Case(at, claim.condition, (operation,)),), ())
    places.setdefault(claim.point, []).append(done)


def _status(marked: Instrumented) -> None:
    """Claim that the status line can be calculated."""
    made = Calculable(marked.program)
    holds = made.shown(marked.program.status)
    program = made.program
    if holds is not True:
        marked.status = len(program.claims)
        broken = nodes.Apply("not", (holds,))
        claim = ClaimNode("never", "", 0, program.files[0], broken)
        marked.program = program._replace(claims=(*program.claims, claim))
        marked.nevers[marked.status] = broken


def _new(marked: Instrumented, item: Observed) -> int:
    marked.items.append(item)
    return len(marked.items) - 1


class _SceneInstrumenter:
    """Marks one scene."""

    def __init__(self, marked: Instrumented, places: AtPlaces, index: int) -> None:
        self.marked = marked
        self.places = places
        self.index = index
        self.before = marked.program.scenes[index]
        self.starts: dict[int, tuple[Probe, list[Operation]]] = {}
        self.point_probes: list[Probe] = []
        # Segments that a play comes to without a choice; a choice that only goes on there gets one of its own before.
        self.shared = _gone_to(self.before)
        self.added: list[Operations] = []
        # Where the line stands whose text is marked.
        self.line = self.before.at
        # Marks in the choices of a loop, which all have the same text, by their line and what they stand for.
        self.of_line = ""
        self.in_loops: dict[tuple[str, str, int, str, int], Probe] = {}

    def new(self, kind: str, at: int, name: str = "", place: int = 0, parent: int = -1, text: str = "") -> Probe:
        """A new probe, or that of the same text in another choice of a loop."""
        key = self.of_line, kind, at, name, place
        known = self.in_loops.get(key) if self.of_line else None
        if known is None:
            known = Probe(_new(self.marked, Observed(kind, self.index, at, name, place, parent, text)))
            if self.of_line:
                self.in_loops[key] = known
        return known

    def _at(self, kind: str, name: str) -> list[Operation]:
        """What claims do at a place."""
        return self.places.get(ClaimedPlace(kind, name), [])

    def scene(self) -> SceneNode:
        """The scene with probes."""
        scene = self.before
        self.starts[0] = self.new("scene", scene.at, scene.name), self._at("scene", scene.name)
        self.point_probes = [self.new("point", point.at) for point in scene.points]
        points = [
            self._point(point, probe.number) for point, probe in zip(scene.points, self.point_probes, strict=True)
        ]
        thread = None if scene.thread is None else self._members(scene.thread, -1)
        segments = []
        for number, operations in enumerate(scene.segments):
            start = self.starts.get(number) or (self.new("segment", scene.at), [])
            segments.append((start[0], *start[1], *self._operations(operations, start[0].number)))
        return scene._replace(points=tuple(points), thread=thread, segments=(*segments, *self.added))

    def _point(self, point: Point, parent: int) -> Point:
        self.line = point.at
        if isinstance(point, nodes.AskPoint):
            return point._replace(prompt=self._parts(point.prompt, parent))
        return point._replace(group=self._members(point.group, parent))

    def _members(self, members: Members, parent: int) -> Members:
        return tuple([self._member(member, parent) for member in members])

    def _member(self, member: Member, parent: int) -> Member:
        if isinstance(member, nodes.OfferIf):
            branches = tuple([case._replace(members=self._members(case.members, parent)) for case in member.branches])
            return member._replace(branches=branches, otherwise=self._members(member.otherwise, parent))
        if isinstance(member, nodes.OfferThread):
            return member
        self.line = member.at
        self.of_line = line_of(member.id) if isinstance(member, OfferChoice) and line_of(member.id) != member.id else ""
        guards = tuple([guard._replace(reason=self._parts(guard.reason, parent)) for guard in member.guards])
        if isinstance(member, nodes.OfferEach):
            return member._replace(guards=guards)
        of_line, self.of_line = self.of_line, ""
        taken = self.new("choice", member.at, member.id, parent=parent)
        labelled = self._at("label", f"{self.before.name}.{member.label}") if member.label else []
        segment = member.segment
        if segment in self.starts or segment in self.shared:
            segment = len(self.before.segments) + len(self.added)
            self.added.append((taken, *labelled, nodes.Goto(member.segment)))
        else:
            self.starts[segment] = taken, labelled
        self.of_line = of_line
        text = self._parts(member.text, taken.number)
        self.of_line = ""
        return member._replace(guards=guards, text=text, segment=segment)

    def _operations(self, operations: Operations, parent: int) -> Operations:
        done: list[Operation] = []
        for operation in operations:
            match operation:
                case nodes.Say():
                    self.line = operation.at
                    done.append(operation._replace(parts=self._parts(operation.parts, parent)))
                case nodes.Branch():
                    done.append(self._branch(operation, parent))
                case nodes.VaryBlock():
                    at, items = self._place_of(operation), []
                    for place, inner in enumerate(operation.items):
                        new = self._item(at, operation.counter, place, parent, _beginning(inner)) if inner else None
                        items.append((new, *self._operations(inner, new.number)) if new else ())
                    done.append(operation._replace(items=tuple(items)))
                case nodes.EnterScene():
                    done += [operation, self.starts[0][0], *self.starts[0][1]]
                case nodes.PassPoint():
                    done += [operation, *self._at("label", operation.name)]
                case nodes.Halt():
                    done += [self.point_probes[operation.point], operation]
                case nodes.EndStory():
                    ending = self.marked.program.endings[operation.ending]
                    done += [*(self._at("ending", ending) if ending is not None else ()), operation]
                case _:
                    done.append(operation)
        return tuple(done)

    def _branch(self, operation: nodes.Branch, parent: int) -> nodes.Branch:
        cases = []
        for case in operation.cases:
            if _is_place(case.body, case.at):
                cases.append(case)
                continue
            new = self.new("branch", case.at, parent=parent, text=_beginning(case.body))
            cases.append(case._replace(body=(new, *self._operations(case.body, new.number))))
        # What is done where no condition holds; what only goes on there is nobody's last part.
        otherwise = operation.otherwise
        if not (at := _first_place(otherwise)) or _is_place(otherwise, operation.cases[0].at):
            return nodes.Branch(tuple(cases), self._operations(otherwise, parent))
        new = self.new("else", at, parent=parent, text=_beginning(otherwise))
        return nodes.Branch(tuple(cases), (new, *self._operations(otherwise, new.number)))

    def _item(self, at: int, counter: str, place: int, parent: int, text: str) -> Probe:
        """The probe of an item of a variation. One that holds nothing has none: nobody misses it."""
        return self.new("item", at, counter, place, parent, text)

    def _parts(self, parts: Parts, parent: int) -> Parts:
        done: list[nodes.Part] = []
        for part in parts:
            if isinstance(part, nodes.ChooseText):
                cases = []
                for place, case in enumerate(part.cases):
                    inner = case.parts
                    if inner:
                        new = self.new("branch", part.at, "", place, parent, _beginning(inner))
                        inner = (new, *self._parts(inner, new.number))
                    cases.append(case._replace(parts=inner))
                otherwise = part.otherwise
                if otherwise:
                    new = self.new("else", part.at, "", len(cases), parent, _beginning(otherwise))
                    otherwise = (new, *self._parts(otherwise, new.number))
                done.append(part._replace(cases=tuple(cases), otherwise=otherwise))
            elif isinstance(part, nodes.VaryText):
                at, items = self._place_of(part), []
                for place, inner in enumerate(part.items):
                    probe = self._item(at, part.counter, place, parent, _beginning(inner)) if inner else None
                    items.append((probe, *self._parts(inner, probe.number)) if probe else ())
                done.append(part._replace(items=tuple(items)))
            else:
                done.append(part)
        return tuple(done)

    def _place_of(self, node: nodes.VaryBlock | nodes.VaryText) -> int:
        """The first place that is named inside a variation; that of its line where there is none."""
        return _first_place(node) or self.line


def _is_place(operations: Operations, at: int) -> bool:
    """Whether operations are one of the moves of `-> {place}`: that a place is never gone to is nobody's mistake."""
    first = operations[0] if len(operations) == 1 else None
    return isinstance(first, nodes.MoveTo | nodes.VisitScene) and first.at == at


def _gone_to(scene: SceneNode) -> set[int]:
    """The segments of a scene that a play comes to without a choice: where branches meet, and behind visits."""
    found = {0, *(point.follow for point in scene.points)}
    for node in walk(tuple(scene.segments)):
        if isinstance(node, nodes.Goto | nodes.VisitScene | nodes.DrawScene) and node.segment is not None:
            found.add(node.segment)
    return found


def _beginning(rows: Operations | Parts) -> str:
    """How the text in an item begins: of its parts, or of the first operation that prints some."""
    for part in rows:
        if isinstance(part, str) and (plain := re.sub(MARKS, "", part)).strip():
            text = " ".join(plain.split())
            return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"
        if isinstance(part, nodes.Say) and not is_tag(part.parts):
            return _beginning(part.parts)
    return ""


PLACED = (
    nodes.Say,
    nodes.Assign,
    nodes.ShowValue,
    nodes.ChooseText,
    nodes.Case,
    nodes.MoveTo,
    nodes.VisitScene,
    nodes.DrawScene,
    nodes.GoBack,
)


def _first_place(rows: object) -> int:
    """The first place that is named in operations or in a text; 0 where there is none."""
    return next((node.at for node in walk(rows) if isinstance(node, PLACED)), 0)
