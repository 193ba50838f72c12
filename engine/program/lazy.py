"""Rows that are decoded one by one, when they are first asked for: nobody plays all scenes of a story at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

Row = TypeVar("Row")
Item = TypeVar("Item")


class Lazy(Sequence[Item], Generic[Item]):
    """The items that `decode` makes of some data. An item is decoded once; equal rows have equal items."""

    __slots__ = ("_items", "_make")

    def __init__(self, data: Sequence[Row], decode: Callable[[Row], Item]) -> None:
        self._make: Callable[[int], Item] = lambda place: decode(data[place])
        self._items: list[Item | None] = [None] * len(data)

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> list[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | list[Item]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        item = self._items[place]
        if item is None:
            item = self._items[place] = self._make(place)
        return item

    def __reduce__(self) -> tuple[type[tuple[Item, ...]], tuple[tuple[Item, ...]]]:
        return tuple, (tuple(self),)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
