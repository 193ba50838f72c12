"""Puts marks into a program, so that an exploration can tell what of it was reached.

A marked program is a program with one more operation and one more part of text, ["mark", n]; item n says what was
reached then. The claims are written into it as well: `reach` and `only after` become marks behind conditions, with a
variable that remembers whether a scene was entered where that is asked. So a claim is nothing special to what explores.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.program.model import Operation, Parts, Program
from engine.proof.reductions.growth import Growth
from engine.proof.total import shown, total
from engine.source import Span

# So many characters of a text are shown where it is named.
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Item:
    """What a mark stands for.

    Kind: "scene", "segment", "point", "choice", "branch" (of an `if`), "else" (its last part), "item" (of a variation)
    or "claim". `name` is the scene's name, the choice's id, a variation's counter or the claim's number; `place` is the
    number of an item in its variation. What holds the item has the mark `parent`, -1 if nothing does. `text` is how
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
class Marked:
    """A marked program. `watched` are the marks of claims; `nevers` the conditions that must hold at no stop.

    The claim number `status` is that the status line, which is shown at every stop, can be calculated; None where it
    can in any case.
    """

    program: Program
    items: list[Item] = field(default_factory=list)
    watched: dict[int, int] = field(default_factory=dict)
    nevers: dict[int, Any] = field(default_factory=dict)
    status: int | None = None
    _growth: Growth | None = None

    def growth(self) -> Growth:
        """How large the program's numbers can become."""
        if self._growth is None:
            self._growth = Growth(self.program)
        return self._growth

    def span(self, item: Item) -> Span:
        """Where an item stands in the source."""
        return span_of(self.program, item.scene, item.at)


def span_of(program: Program, scene: int, at: int, length: int = 1) -> Span:
    """A place of a scene as a span."""
    return Span(program["files"][program["scenes"][scene]["file"]], at // 65536, at % 65536, length)


def mark(program: Program) -> Marked:
    """A copy of the program with marks in it."""
    marked = Marked({**program, "variables": list(program["variables"]), "claims": list(program["claims"])})
    points: dict[tuple[str, str], list[Operation]] = {}
    for number, claim in enumerate(program["claims"]):
        _claim(marked, points, number, claim)
    _status(marked)
    scenes = [_SceneMarks(marked, points, index).scene() for index in range(len(program["scenes"]))]
    marked.program["scenes"] = scenes
    return marked


def _claim(marked: Marked, points: dict[tuple[str, str], list[Operation]], number: int, claim: dict[str, Any]) -> None:
    """Note what is to be done at the points of a claim."""
    if "condition" in claim:
        # The code of a claim is made from the program's claims.
        claim = marked.program["claims"][number] = {**claim, "condition": total(marked.program, claim["condition"])}
    if claim["kind"] == "never":
        marked.nevers[number] = claim["condition"]
    if "point" not in claim:
        return
    hit = _new(marked, Item("claim", 0, claim["place"], str(number)))
    marked.watched[hit] = number
    at, operation = claim["place"], ["mark", hit]
    if claim["kind"] == "only_after":
        variable = ["var", len(marked.program["variables"])]
        kind = {"name": f"claim {number}", "type": ["truth", None, None, []], "initial": False}
        marked.program["variables"].append(kind)
        points.setdefault(_key(claim["after"]), []).append(["set", at, variable, True, None, None])
        operation = ["if", [[at, ["not", variable], [operation]]], []]
    elif "condition" in claim:
        operation = ["if", [[at, claim["condition"], [operation]]], []]
    points.setdefault(_key(claim["point"]), []).append(operation)


def _status(marked: Marked) -> None:
    """Claim that the status line can be calculated."""
    holds = shown(marked.program, marked.program["status"])
    if holds is not True:
        marked.status = len(marked.program["claims"])
        claim = {"kind": "never", "condition": ["not", holds], "file": marked.program["files"][0], "place": 0}
        marked.program["claims"].append(claim)
        marked.nevers[marked.status] = claim["condition"]


def _key(point: dict[str, Any]) -> tuple[str, str]:
    return next(iter(point.items()))


def _new(marked: Marked, item: Item) -> int:
    marked.items.append(item)
    return len(marked.items) - 1


class _SceneMarks:
    """Marks one scene."""

    def __init__(self, marked: Marked, points: dict[tuple[str, str], list[Operation]], index: int) -> None:
        self.marked = marked
        self.points = points
        self.index = index
        self.before = marked.program["scenes"][index]
        self.starts: dict[int, list[Operation]] = {}
        self.point_marks: list[Operation] = []
        # Where the line stands whose text is marked.
        self.line = int(self.before["at"])

    def new(self, kind: str, at: int, name: str = "", place: int = 0, parent: int = -1, inner: Any = ()) -> Operation:
        """A new mark."""
        return ["mark", _new(self.marked, Item(kind, self.index, at, name, place, parent, _beginning(inner)))]

    def scene(self) -> dict[str, Any]:
        """The scene with marks."""
        scene = self.before
        name = scene["name"]
        self.starts[0] = [self.new("scene", scene["at"], name), *self.points.get(("scene", name), ())]
        self.point_marks = [self.new("point", point["at"]) for point in scene["points"]]
        points = [self._point(point, self.point_marks[number][1]) for number, point in enumerate(scene["points"])]
        thread = scene["thread"] and [self._member(member, -1) for member in scene["thread"]]
        segments = []
        for number, operations in enumerate(scene["segments"]):
            start = self.starts.get(number) or [self.new("segment", scene["at"])]
            segments.append([*start, *self._operations(operations, start[0][1])])
        return {**scene, "points": points, "thread": thread, "segments": segments}

    def _point(self, point: dict[str, Any], parent: int) -> dict[str, Any]:
        self.line = point["at"]
        if point["kind"] == "ask":
            return {**point, "prompt": self._parts(point["prompt"], parent)}
        return {**point, "group": [self._member(member, parent) for member in point["group"]]}

    def _member(self, member: dict[str, Any], parent: int) -> dict[str, Any]:
        if member["kind"] == "if":
            branches = [
                [at, code, [self._member(one, parent) for one in inner]] for at, code, inner in member["branches"]
            ]
            otherwise = [self._member(one, parent) for one in member["otherwise"]]
            return {**member, "branches": branches, "otherwise": otherwise}
        if member["kind"] == "thread":
            return member
        self.line = member["at"]
        guards = [
            ["needs", guard[1], self._parts(guard[2], parent)] if guard[0] == "needs" else guard
            for guard in member["guards"]
        ]
        if member["kind"] == "each":
            return {**member, "guards": guards}
        if member["segment"] not in self.starts:
            taken = [self.new("choice", member["at"], member["id"], parent=parent)]
            if member["label"]:
                taken += self.points.get(("label", f"{self.before['name']}.{member['label']}"), ())
            self.starts[member["segment"]] = taken
        return {**member, "guards": guards, "text": self._parts(member["text"], self.starts[member["segment"]][0][1])}

    def _operations(self, operations: list[Operation], parent: int) -> list[Operation]:
        done: list[Operation] = []
        for operation in operations:
            kind = operation[0]
            if kind == "say":
                self.line = operation[1]
                done.append(["say", operation[1], self._parts(operation[2], parent)])
            elif kind == "if":
                branches = []
                for at, code, inner in operation[1]:
                    new = self.new("branch", at, parent=parent, inner=inner)
                    branches.append([at, code, [new, *self._operations(inner, new[1])]])
                done.append(["if", branches, self._else(operation[2], parent)])
            elif kind == "vary":
                done.append([*operation[:3], self._items(operation, self._operations, parent)])
            elif kind == "stop":
                done += [self.point_marks[operation[1]], operation]
            elif kind == "end":
                ending = self.marked.program["endings"][operation[1]]
                done += [*self.points.get(("ending", ending), ()), operation]
            else:
                done.append(operation)
        return done

    def _else(self, operations: list[Operation], parent: int) -> list[Operation]:
        """What is done where no condition holds; what only goes on there is nobody's last part."""
        if not (at := _first_place(operations)):
            return self._operations(operations, parent)
        new = self.new("else", at, parent=parent, inner=operations)
        return [new, *self._operations(operations, new[1])]

    def _items(self, data: Any, inside: Any, parent: int) -> list[Any]:
        """The items of a variation."""
        at, items = self._place_of(data), []
        for place, inner in enumerate(data[3]):
            # An item that holds nothing is not missed by anybody; nor is such a part of an `if`.
            if inner:
                new = self.new("item", at, data[2], place, parent, inner)
                items.append([new, *inside(inner, new[1])])
            else:
                items.append([])
        return items

    def _parts(self, parts: Parts, parent: int) -> Parts:
        done: Parts = []
        for part in parts:
            if isinstance(part, str) or part[0] == "show":
                done.append(part)
            elif part[0] == "if":
                branches = []
                for place, (code, inner) in enumerate(part[2]):
                    if inner:
                        new = self.new("branch", part[1], "", place, parent, inner)
                        inner = [new, *self._parts(inner, new[1])]
                    branches.append([code, inner])
                otherwise = part[3]
                if otherwise:
                    new = self.new("else", part[1], "", len(branches), parent, otherwise)
                    otherwise = [new, *self._parts(otherwise, new[1])]
                done.append(["if", part[1], branches, otherwise])
            else:
                done.append([*part[:3], self._items(part, self._parts, parent)])
        return done

    def _place_of(self, data: Any) -> int:
        """The first place that is named inside a variation; that of its line where there is none."""
        return _first_place(data) or self.line


def _beginning(data: Any) -> str:
    """How the text in an item begins: of its parts, or of the first operation that prints some."""
    for part in data:
        if isinstance(part, str) and part.strip():
            text = " ".join(part.split())
            return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"
        if isinstance(part, list) and part and part[0] == "say":
            return _beginning(part[2])
    return ""


def _first_place(data: Any) -> int:
    if isinstance(data, list):
        if data and data[0] in ("say", "set", "show", "if", "move", "visit", "any", "back") and len(data) > 1:
            if isinstance(data[1], int):
                return data[1]
            if data[1] and isinstance(data[1][0], list) and isinstance(data[1][0][0], int):
                return data[1][0][0]
        for part in data:
            if place := _first_place(part):
                return place
    return 0


__all__ = ["Item", "Marked", "mark", "span_of"]
