"""Where everything stands in a state.

A state is a tuple: fingerprint of the program, place, stack of visits, seed, then the slots: turns (if the story
reads them), variables, local variables, and pages of counters. Counters (visits, once-only choices, variations,
draws) grow with the story, so they are kept in pages (counters.py): a turn copies the slots and the few pages that it
changes, which costs nearly the same for ten scenes and for ten thousand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from engine.program.outline import ProgramOutline, outline_of
from engine.program.program import Program, SceneNode
from engine.runtime.state_types import CountSlot, PageSlot, SlotContent, Visit

FINGERPRINT: Final = 0
PLACE: Final = 1
STACK: Final = 2
SEED: Final = 3
FIRST_SLOT = 4
MOST_ON_A_PAGE = 256
Slices = list[tuple[int, int]]


class Layout:
    """The slots of one program, and the numbers that its segments, points and endings have through the whole story.

    Where a play stops is a negative number: -1 - point, or beyond the points an ending in a scene.
    """

    def __init__(self, program: Program) -> None:
        outline = outline_of(program)
        self.segments = [0, *accumulate(outline.segments)]
        self.points = [0, *accumulate(outline.points)]
        self.endings = max(1, len(program.endings))
        self.has_threads = bool(outline.threads)
        slots: list[SlotContent] = []
        self.turns: CountSlot | None = None
        if program.turns:
            self.turns = CountSlot(FIRST_SLOT)
            slots.append(0)
        self.variables = FIRST_SLOT + len(slots)
        slots += [variable.initial for variable in program.variables]
        self._place_frames(outline, slots)
        self._place_counters(program, outline, slots)
        self.initial: tuple[SlotContent, ...] = tuple(slots)
        self.size = FIRST_SLOT + len(slots)

    def _place_frames(self, outline: ProgramOutline, slots: list[SlotContent]) -> None:
        """Local variables. Scenes share one region, as only one is under way; a scene whose choices are added to
        others has a region of its own, as it is under way beside them."""
        base = FIRST_SLOT + len(slots)
        threads = set(outline.threads)
        shared = max([size for index, size in enumerate(outline.frames) if index not in threads], default=0)
        self.frames = [base] * len(outline.frames)
        self.shared = (base, base + shared)
        end = base + shared
        self.own: dict[int, tuple[int, int]] = {}
        for index in outline.threads:
            size = outline.frames[index]
            self.frames[index] = end
            self.own[index] = (end, end + size)
            end += size
        self.all_frames = (base, end)
        slots += [None] * (end - base)

    def slices(self, scenes: Sequence[SceneNode], index: int) -> Slices:
        """The slots that hold a scene's local variables: to save for a visit, and to clear when it is left."""
        if index in self.own or scenes[index].includes:
            return [self.all_frames] if self.all_frames[0] < self.all_frames[1] else []
        size = len(scenes[index].frame)
        return [(self.frames[index], self.frames[index] + size)] if size else []

    def borrower(self, scene: int, below: Sequence[Visit]) -> int:
        """The scene whose local variables stand in the shared slots while a scene is under way.

        A scene whose choices are borrowed (`<-`) has slots of its own. As long as one of its choices is under way, the
        shared ones still hold what the borrowing scene has in them: it goes on behind the choices. `below` are the
        entries of the stack under the scene, of which the borrowing scenes are those without saved variables.
        """
        for segment, saved in reversed(below):
            if scene not in self.own or saved is not None:
                break
            scene = self.scene_at(segment)
        return scene

    def segment(self, scene: int, number: int) -> int:
        """The number of a scene's segment."""
        return self.segments[scene] + number

    def stop(self, scene: int, point: int) -> int:
        """The number of a stop at a scene's point."""
        return -1 - self.points[scene] - point

    def end(self, scene: int, ending: int) -> int:
        """The number of a stop at an ending that a scene comes to."""
        return -1 - self.points[-1] - scene * self.endings - ending

    def ending_at(self, place: int) -> int | None:
        """The ending that a stop is, or None if it is at a point."""
        beyond = -1 - place - self.points[-1]
        return beyond % self.endings if beyond >= 0 else None

    def scene_at(self, place: int) -> int:
        """The scene of a segment's number, or of a stop's."""
        if place >= 0:
            return bisect_right(self.segments, place) - 1
        beyond = -1 - place - self.points[-1]
        return beyond // self.endings if beyond >= 0 else bisect_right(self.points, -1 - place) - 1

    def counter_after(self, counter: str, number: int) -> tuple[PageSlot, int]:
        """The place of a counter that stands so many behind another one."""
        page, offset = self.counters[counter]
        return PageSlot(page + (offset + number) // self.page_size), (offset + number) % self.page_size

    def _place_counters(self, program: Program, outline: ProgramOutline, slots: list[SlotContent]) -> None:
        names = [f"visits {name}" for name in program.visits]
        names += [f"since {name}" for name in program.since]
        names += program.counters
        names += outline.counters
        size = 32
        while size * size < 8 * len(names) and size < MOST_ON_A_PAGE:
            size *= 2
        self.page_size = size
        base = FIRST_SLOT + len(slots)
        self.counters = {name: (PageSlot(base + number // size), number % size) for number, name in enumerate(names)}
        for start in range(0, len(names), size):
            slots.append(bytes(min(size, len(names) - start)))
