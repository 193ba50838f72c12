"""The runtime's machine on packed states: where counters, draws and visits stand in bytes."""

from __future__ import annotations

from typing import Any

from engine.proof.draws import Oracle
from engine.proof.marks import Marked
from engine.proof.packed_code import PackedCode
from engine.proof.packed_layout import PLACE_BYTES, WIDE, PackedLayout
from engine.proof.plain import PlainMachine
from engine.runtime.errors import StoryStop
from engine.runtime.machine import Drawing
from engine.runtime.mistakes import span_of
from engine.runtime.offers import Choice
from engine.runtime.operations import MOST_STACK, MOST_VISITS
from engine.source import Span

THREAD = 0xFFFF
ENTRY = 6
Slices = tuple[tuple[int, int], ...]


class PackedMachine(PlainMachine):
    """The runtime's machine on packed states."""

    def __init__(self, marked: Marked, layout: PackedLayout) -> None:
        super().__init__(marked, Oracle())
        self.packed = self.layout = layout
        self.end = layout.end_of_state
        ours = {
            "count": _count,
            "keep": _keep,
            "use_up": _use_up,
            "next_then": _next_then,
            "next_cycle": _next_cycle,
            "next_once": _next_once,
            "forget": _forget,
            "load": _load,
            "store": _store,
            "index_of": tuple.index,
            "reached": self.reached,
            "push": self._push,
            "back": self._back,
            "drop_threads": self._drop_threads,
            "no_visits": self._no_visits,
            "plain": _no_text,
            "push_thread": self._push_thread,
            "add_each": self._add_each,
        }
        code = PackedCode(marked.program, layout, None, {**self.code.names, **ours})
        code.names.update(has_effects=code.effects.add, weighs=code.point_steps.__setitem__)
        code.watched = marked.watched
        self.code = self.marked_code = code
        code.names["add_thread"] = self._add_thread

    def _where(self, w: Any) -> Span:
        """The place at which the play stands."""
        place = -1 - int.from_bytes(w[:PLACE_BYTES], "little")
        if self.layout.ending_at(place) is not None or not any(w):
            scene = self.program["scenes"][self.program["start"]]
            return span_of(self.program, scene["file"], scene["at"])
        index = self.layout.scene_at(place)
        scene = self.program["scenes"][index]
        return span_of(self.program, scene["file"], scene["points"][self.layout.stop(index, 0) - place]["at"])

    def _next_shuffle(self, w: Any, page: int, offset: int, size: int, place: int) -> int:
        shown = w[page]
        left = [number for number in range(size) if not shown >> number & 1]
        item = left[self.oracle.decide("shuffle", place, size, len(left))]
        shown |= 1 << item
        w[page] = 0 if shown == (1 << size) - 1 else shown
        return item

    def _may_be_drawn(self, w: Any, index: int) -> bool:
        scene = self.program["scenes"][index]
        if scene["once"] and w[self.layout.counters[f"visits {scene['name']}"][0]]:
            return False
        return scene["when"] is True or bool(self.code.when(index)(w))

    def _add_each(self, w: Any, choices: list[Choice], drawing: Drawing, reason: str | None) -> None:
        prefix, tag, counter, returns, slices = drawing
        used = None
        for number, index in enumerate(self.program["tags"].get(tag, ())):
            if counter is not None:
                byte = self.layout.counters[f"{counter} {number // 32}"][0] + number % 32 // 8
                if w[byte] >> number % 8 & 1:
                    continue
                used = byte, 255, 1 << number % 8
            if self._may_be_drawn(w, index):
                name = self.program["scenes"][index]["name"]
                take = self._take_each(index, used, returns, slices)
                choices.append(Choice(prefix + name, None, (), name, take, reason))

    def _take_each(self, index: int, used: tuple[int, int, int] | None, returns: bool, slices: Slices) -> Any:
        entry = self.layout.segment(index, 0)

        def take(w: Any, emit: Any) -> int:
            if used is not None:
                _use_up(w, *used)
            if returns:
                self._push(w, self._follow(w), slices)
            else:
                _forget(w, slices)
                self._drop_threads(w)
            return entry

        return take

    def _follow(self, w: Any) -> int:
        place = -1 - int.from_bytes(w[:PLACE_BYTES], "little")
        scene = self.layout.scene_at(place)
        point = self.program["scenes"][scene]["points"][self.layout.stop(scene, 0) - place]
        return self.layout.segment(scene, point["follow"])

    # ------------------------------------------------------------ visits under way

    def visits(self, state: Any) -> list[tuple[int, bool]]:
        """The visits under way, the last first: where each comes back to, and whether it is one (or choices added)."""
        found, at = [], len(state)
        while at > self.end:
            size = int.from_bytes(state[at - 2 : at], "little")
            found.append((int.from_bytes(state[at - ENTRY : at - 2], "little"), size != THREAD))
            at -= ENTRY + (0 if size == THREAD else size)
        return found

    def _push(self, w: Any, segment: int, slices: Slices) -> None:
        if len(w) > self.end + MOST_VISITS * ENTRY // 2:
            under_way = self.visits(w)
            if len(under_way) >= MOST_VISITS and sum(real for _, real in under_way) >= MOST_VISITS:
                raise StoryStop(
                    "NC907",
                    f"visits are nested more than {MOST_VISITS} deep here",
                    "a scene that visits itself never comes to an end; move there instead",
                )
        saved = b"".join(bytes(w[start:end]) for start, end in slices)
        _forget(w, slices)
        size = len(saved).to_bytes(2, "little") if slices else b"\0\0"
        w += saved + segment.to_bytes(4, "little") + size

    def _push_thread(self, w: Any) -> None:
        if len(self.visits(w)) >= MOST_STACK:
            raise StoryStop("NC907", "choices added by `<-` are nested too deep here")
        w += self._follow(w).to_bytes(4, "little") + THREAD.to_bytes(2, "little")

    def _back(self, w: Any, slices: Slices) -> int:
        if len(w) <= self.end:
            raise StoryStop("NC908", "there is nowhere to go back to: this scene was not visited")
        size = int.from_bytes(w[-2:], "little")
        segment = int.from_bytes(w[-ENTRY:-2], "little")
        del w[-ENTRY:]
        if size != THREAD:
            _forget(w, slices)
            index = self.layout.scene_at(segment)
            at = len(w) - size
            for start, end in self.packed.slices(self.program["scenes"], index):
                w[start:end] = w[at : at + end - start]
                at += end - start
            del w[len(w) - size :]
        return segment

    def _drop_threads(self, w: Any) -> None:
        while len(w) > self.end and w[-1] == w[-2] == 0xFF:
            del w[-ENTRY:]

    def _no_visits(self, w: Any) -> None:
        del w[self.end :]


# ---------------------------------------------------------------- operations on packed states


def _count(w: Any, byte: int, most: int) -> None:
    if w[byte] < most:
        w[byte] += 1


def _keep(w: Any, byte: int, most: int, value: int) -> None:
    w[byte] = value


def _use_up(w: Any, byte: int, most: int, bit: int) -> None:
    w[byte] |= bit


def _next_then(w: Any, byte: int, most: int, size: int) -> int:
    number: int = w[byte]
    if number < size - 1:
        w[byte] = number + 1
    return number


def _next_cycle(w: Any, byte: int, most: int, size: int) -> int:
    number: int = w[byte]
    w[byte] = (number + 1) % size
    return number


def _next_once(w: Any, byte: int, most: int, size: int) -> int:
    number: int = w[byte]
    if number < size:
        w[byte] = number + 1
    return number


def _forget(w: Any, slices: Slices) -> None:
    for start, end in slices:
        w[start:end] = bytes(end - start)


def _load(w: Any, start: int, size: int) -> int:
    return int.from_bytes(w[start : start + size], "little", signed=size == WIDE)


def _store(w: Any, start: int, size: int, value: int) -> None:
    w[start : start + size] = int(value).to_bytes(size, "little", signed=size == WIDE)


def _no_text(raw: str) -> str:
    return ""
