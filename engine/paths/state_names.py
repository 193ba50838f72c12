"""The state of a play by names. Made at every choice, so it costs what has changed, not what the story holds.

Where the play stands is said by the ids of the choices there; where a visit comes back to, by the choice that leads to
it and the scene visited; a variation, which the compiler only numbers, by its words. What has no name that an edit
would leave alone, has no snapshot: choices under way that another scene has added with `<-`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from engine.named_tuples import NamedTuple
from engine.paths.session_view import hash_of, question_id
from engine.paths.story_index import Offer, group_of, members_of
from engine.program.limits import COUNTER_BITS
from engine.program.node_codec import encoded
from engine.program.nodes import (
    AskPoint,
    DrawScene,
    Node,
    OfferChoice,
    OfferEach,
    Point,
    VarRef,
    VaryBlock,
    VaryText,
    VisitScene,
)
from engine.program.program import Program, SceneNode, Slot
from engine.program.types import Value
from engine.program.values import outer_value
from engine.program.walk import walk
from engine.runtime.layout import PLACE, STACK
from engine.runtime.session import Session
from engine.runtime.state_types import Page, PageSlot, SavedPlace, SlotContent, State
from engine.runtime.story import Story

# A story that counts more visits than this has no snapshots: they would be written whole at each choice.
MOST_COUNTED = 2000
NUMBERED = "vary "


class SceneStateNames(NamedTuple):
    """The names of one scene: of once-only choices by their counter, of variations, of the segments behind visits."""

    once: dict[str, list[tuple[int, str]]]
    varied: dict[str, str]
    returns: dict[int, list[str]]


class PageNames(NamedTuple):
    """What a page of counters says."""

    visits: dict[str, int]
    since: dict[str, int]
    used: list[str]
    counters: dict[str, int]


class StateNames:
    """StateNames what the states of one story hold."""

    def __init__(self, story: Story) -> None:
        self.program = story.program
        self.layout = story.machine.layout
        self._scenes: dict[int, SceneStateNames] = {}
        self._pages: dict[PageSlot, list[tuple[str, int | None]]] = {}
        self._known: dict[int, tuple[Page, PageNames]] = {}
        owners = {counter: index for index, scene in enumerate(self.program.scenes) for counter in scene.counters}
        for name, (page, _) in self.layout.counters.items():
            self._pages.setdefault(page, []).append((name, owners.get(name)))

    # ------------------------------------------------------------ a state

    def snapshot(self, session: Session, turns: int | None = None) -> dict[str, object] | None:
        """The state of a session by names, as plain data; None where there is none.

        `turns` is how many have been taken, where the caller knows: a session may have to count them.
        """
        state, layout, program = session.packed_state, self.layout, self.program
        if session.over or len(program.visits) + len(program.since) > MOST_COUNTED:
            return None
        index = layout.scene_at(state[PLACE])
        here = self._locals(state, index)
        returns = [self._return(segment, saved) for segment, saved in state[STACK]]
        if here is None or None in returns:
            return None
        named = [self._page(page, state[page]) for page in self._pages]
        snapshot = {
            "point": list(ids_at(session)),
            "variables": session.variables,
            "visits": _joined(one.visits for one in named),
            "since": _joined(one.since for one in named),
            "used": list(dict.fromkeys(id for one in named for id in one.used)),
            "counters": _joined(one.counters for one in named),
            "turns": session.turns if turns is None or layout.turns is not None else turns,
            "returns": returns,
            **here,
        }
        return {key: value for key, value in snapshot.items() if value}

    def _page(self, page: PageSlot, counts: Page) -> PageNames:
        """What a page of counters says; worked out again only when it has changed."""
        known = self._known.get(page)
        if known is None or known[0] is not counts:
            known = self._known[page] = counts, self._named(page, counts)
        return known[1]

    def _named(self, page: PageSlot, counts: Page) -> PageNames:
        named = PageNames({}, {}, [], {})
        for (name, owner), count in zip(self._pages[page], counts, strict=True):
            kind, _, rest = name.partition(" ")
            if kind in ("visits", "since"):
                # Zeros as well: that nobody was there is another thing than that nobody has counted.
                (named.visits if kind == "visits" else named.since)[rest] = count
            elif count and kind in ("once", "each"):
                bits = self.scene(owner).once.get(name, ()) if owner is not None else ()
                named.used.extend(id for bit, id in bits if count & bit)
            elif count:
                named.counters[self.scene(owner).varied.get(name, name) if name.startswith(NUMBERED) else name] = count
        return named

    def _locals(self, state: State, index: int) -> dict[str, object] | None:
        """The local variables in use, and those that are not; None if other scenes have some in use."""
        frame, first, (low, high) = self.program.scenes[index].frame, self.layout.frames[index], self._frames()
        beside = [*state[low:first], *state[first + len(frame) : high]]
        if any(value is not None for value in beside):
            return None
        return _frame(frame, state[first : first + len(frame)])

    def _frames(self) -> tuple[int, int]:
        return self.layout.all_frames

    def _return(self, segment: int, saved: SavedPlace | None) -> dict[str, object] | None:
        """Where a visit comes back to; None if that has no name."""
        index = self.layout.scene_at(segment)
        scene = self.program.scenes[index]
        names = self.scene(index).returns.get(segment - self.layout.segments[index])
        if saved is None or not names:
            return None
        values = {start + place: value for start, part in saved for place, value in enumerate(part)}
        first = self.layout.frames[index]
        here = [values.pop(first + place) for place in range(len(scene.frame))]
        if any(value is not None for value in values.values()):
            return None  # those of scenes whose choices are under way beside it
        return {"scene": scene.name, "behind": names, **_frame(scene.frame, here)}

    # ------------------------------------------------------------ a scene

    def scene(self, index: int | None) -> SceneStateNames:
        """The names of a scene; with None, of what stands in none."""
        key = -1 if index is None else index
        if key not in self._scenes:
            self._scenes[key] = self._names_of(index)
        return self._scenes[key]

    def _names_of(self, index: int | None) -> SceneStateNames:
        if index is None:
            return SceneStateNames({}, dict(_variations("", self.program.status)), {})
        scene = self.program.scenes[index]
        once: dict[str, list[tuple[int, str]]] = {}
        for id, counter, bit in once_only(self.program, scene):
            once.setdefault(counter, []).append((bit, id))
        varied = dict(_variations(scene.name, (scene.segments, scene.points, scene.thread or ())))
        returns: dict[int, list[str]] = {}
        for name, segment in _returns(self.program, scene):
            returns.setdefault(segment, []).append(name)
        return SceneStateNames(once, varied, returns)


def _joined(parts: Iterable[dict[str, int]]) -> dict[str, int]:
    joined: dict[str, int] = {}
    for part in parts:
        joined.update(part)
    return joined


def _frame(frame: tuple[Slot, ...], values: Iterable[SlotContent]) -> dict[str, object]:
    """Local variables by name, and the names of those that have no value yet.

    Two loops of a scene may use one name. Where their values differ, nobody could tell later which is whose: such a
    name is left out, and a story that needs its value is not gone on with.
    """
    pairs = list(zip(frame, values, strict=True))
    known: dict[str, object] = {}
    unclear: set[str] = set()
    for (name, type), value in pairs:
        if value is not None and known.setdefault(name, outer := outer_value(cast(Value, value), type)) != outer:
            unclear.add(name)
    found: dict[str, object] = {
        "locals": {name: value for name, value in known.items() if name not in unclear},
        "unset": [name for (name, _), value in pairs if value is None and name not in known],
    }
    return {key: value for key, value in found.items() if value}


# ------------------------------------------------------------ names in a program


def ids_at(session: Session) -> Iterator[str]:
    """The ids of all choices that stand where a session does, offered or not; or of the question."""
    if session.question is not None:
        yield question_id(session)
        return
    layout, program = session.story.machine.layout, session.story.program
    place = session.packed_state[PLACE]
    index = layout.scene_at(place)
    yield from ids_of(program, index, program.scenes[index].points[-1 - place - layout.points[index]])


def ids_of(program: Program, scene: int, point: Point) -> Iterator[str]:
    """The ids of a point's own choices: a tag or a borrowed scene counts as one of them."""
    name = program.scenes[scene].name
    if isinstance(point, AskPoint):
        known = program.variables if isinstance(point.ref, VarRef) else program.scenes[scene].frame
        yield f"{name}.{known[point.ref.number].name}"
    for member in members_of(group_of(point)):
        if isinstance(member, OfferChoice):
            yield member.id
        elif isinstance(member, OfferEach):
            yield f"{name}.each-#{member.tag}"
        else:
            yield f"{name}.<-{program.scenes[member.scene].name}"


def members_in(scene: SceneNode) -> Iterator[Offer]:
    """All members of a scene's choices, also those that it lends to others."""
    for group in (*map(group_of, scene.points), scene.thread or ()):
        yield from members_of(group)


def once_only(program: Program, scene: SceneNode) -> Iterator[tuple[str, str, int]]:
    """The choices of a scene that can be taken once: their ids, counters and bits."""
    for member in members_in(scene):
        if isinstance(member, OfferChoice) and member.once is not None:
            yield member.id, member.once.counter, member.once.bit
        elif isinstance(member, OfferEach) and member.once is not None:
            for place, target in enumerate(program.tags.get(member.tag, ())):
                id = f"{scene.name}.each-{program.scenes[target].name}"
                yield id, f"{member.once} {place // COUNTER_BITS}", 1 << place % COUNTER_BITS


def _variations(owner: str, rows: object) -> Iterator[tuple[str, str]]:
    """The counters of numbered variations, each with a name made of its words."""
    found: dict[str, Node] = {}
    for node in walk(rows):
        if isinstance(node, VaryText | VaryBlock):
            found.setdefault(node.counter, node)
    same: dict[str, int] = {}
    for counter, items in found.items():
        words = hash_of("\n".join(_words(encoded(items))))
        same[words] = same.get(words, 0) + 1
        yield counter, f"vary {owner} {words} {same[words]}"


def _words(code: object) -> Iterator[str]:
    """All texts in the plain data of a variation but the names of counters."""
    waiting = [code]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) and not one.startswith((NUMBERED, "shuffle ")):
            yield one
        elif isinstance(one, list):
            waiting += reversed(one)


def _returns(program: Program, scene: SceneNode) -> Iterator[tuple[str, int]]:
    """The segments behind visits, each with a name: `choice|scene visited|which of how many`."""
    behind = {member.segment: member.id for member in members_in(scene) if isinstance(member, OfferChoice)}
    places: dict[tuple[str, str], list[int]] = {}
    for number, operations in enumerate(scene.segments):
        for node in walk(operations):
            if isinstance(node, VisitScene):
                places.setdefault((behind.get(number, ""), program.scenes[node.scene].name), []).append(node.segment)
            elif isinstance(node, DrawScene) and node.segment is not None:
                places.setdefault((behind.get(number, ""), f"#{node.tag}"), []).append(node.segment)
    for point in scene.points:
        for member in members_of(group_of(point)):
            if isinstance(member, OfferEach) and member.returns:
                places.setdefault(("", f"#{member.tag}"), []).append(point.follow)
    for (choice, target), segments in places.items():
        for place, segment in enumerate(segments, 1):
            yield f"{choice}|{target}|{place}/{len(segments)}", segment
