"""Where choices and scenes stand in a story's source, and why a choice is not offered."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeAlias

from engine.named_tuples import NamedTuple
from engine.program.nodes import ChoicePoint, Members, OfferChoice, OfferEach, OfferIf, OfferThread, Point
from engine.program.places import line_and_column
from engine.program.program import Program, SceneNode
from engine.runtime.layout import PLACE
from engine.runtime.offers import Choice
from engine.runtime.session import Session

Offer: TypeAlias = OfferChoice | OfferEach | OfferThread

# Texts that share less than this are not said to be near each other.
NEAR = 0.55


class StoryIndex:
    """Finds choices and scenes in one program. Looks through it only when it is first asked."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.scenes = {scene.name: scene for scene in program.scenes}
        self._members: dict[str, tuple[SceneNode, Offer]] | None = None

    @property
    def members(self) -> dict[str, tuple[SceneNode, Offer]]:
        """Each choice by its id, with its scene. Those that `each` offers stand under the scene they lead to."""
        if self._members is None:
            self._members = {}
            for scene in self.program.scenes:
                for member in self._all_of(scene):
                    for id in self._ids(scene, member):
                        self._members.setdefault(id, (scene, member))
        return self._members

    def _all_of(self, scene: SceneNode) -> Iterator[Offer]:
        for point in scene.points:
            yield from members_of(group_of(point))
        yield from members_of(scene.thread or ())

    def _ids(self, scene: SceneNode, member: Offer) -> list[str]:
        if isinstance(member, OfferChoice):
            return [member.id]
        if not isinstance(member, OfferEach):
            return []
        tagged = self.program.tags.get(member.tag, ())
        return [f"{scene.name}.each-{self.program.scenes[one].name}" for one in tagged]

    def place(self, id: str) -> str:
        """The file and line of a choice: " (stories/bar.story:212)"; nothing if it is not in the story."""
        found = self.members.get(id)
        return "" if found is None else self._written(found[0], found[1].at)

    def scene_place(self, name: str) -> str:
        """The file and line of a scene, written likewise."""
        scene = self.scenes.get(name)
        return "" if scene is None else self._written(scene, scene.at)

    def _written(self, scene: SceneNode, at: int) -> str:
        """The place; nothing in a published program, which has none."""
        if self.program.checksums == ("",):
            return ""
        return f" ({self.program.files[scene.file]}:{line_and_column(at)[0]})"

    def point_members(self, session: Session) -> list[Offer]:
        """All members of the group at which a session stands, offered or not."""
        place, layout = session.packed_state[PLACE], session.story.machine.layout
        if layout.ending_at(place) is not None:
            return []
        scene = layout.scene_at(place)
        point = self.program.scenes[scene].points[-1 - place - layout.points[scene]]
        found = list(members_of(group_of(point)))
        for member in list(found):
            if isinstance(member, OfferThread):
                found += members_of(self.program.scenes[member.scene].thread or ())
        return found

    def why_not(self, session: Session, id: str) -> tuple[bool, str]:
        """Whether a choice that is not offered stands where the session does, and why it is not offered."""
        _, member = self.members[id]
        if member not in self.point_members(session) and id not in map(_own_id, self.point_members(session)):
            return False, f"is not among the choices here; it stands elsewhere{self.place(id)}"
        if isinstance(member, OfferChoice) and member.once is not None:
            page, offset = session.story.machine.layout.counters[member.once.counter]
            if session.packed_state[page][offset] & member.once.bit:
                return True, f"has been taken, and can be taken only once{self.place(id)}"
        return True, f"is hidden: its condition does not hold{self.place(id)}"


def _own_id(member: Offer) -> str | None:
    return member.id if isinstance(member, OfferChoice) else None


def group_of(point: Point) -> Members:
    """The members of what a point offers; a question offers none."""
    return point.group if isinstance(point, ChoicePoint) else ()


def members_of(group: Members) -> Iterator[Offer]:
    """The members of a group, also those in its `~ if` blocks."""
    for member in group:
        if not isinstance(member, OfferIf):
            yield member
            continue
        for case in member.branches:
            yield from members_of(case.members)
        yield from members_of(member.otherwise)


@lru_cache(maxsize=10_000)
def nearness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1."""
    return SequenceMatcher(None, one.casefold()[:400], other.casefold()[:400], autojunk=False).ratio()


class NearbyChoice(NamedTuple):
    """A choice that is offered, and how near it is."""

    choice: Choice
    ratio: float


def nearest(choices: tuple[Choice, ...], id: str | None, text: str | None) -> NearbyChoice | None:
    """The open choice that is most like the one wanted, in its text or in its own name; None if none is."""
    best: NearbyChoice | None = None
    own = own_name(id) if id else ""
    for choice in choices:
        if not choice.enabled:
            continue
        ratio = nearness(choice.text, text) if text else 0.0
        if own:
            ratio = max(ratio, nearness(own_name(choice.id), own))
        if ratio >= NEAR and (best is None or ratio > best.ratio):
            best = NearbyChoice(choice, ratio)
    return best


def own_name(id: str) -> str:
    """A choice's id without its scene."""
    return id.partition(".")[2]
