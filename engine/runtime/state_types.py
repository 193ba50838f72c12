"""What stands in a state, for the checker of types: at run time a state is a tuple, and one under way a list.

The first four cells are known (layout.py); behind them stand values, and pages of counters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NewType, SupportsIndex, TypeAlias

from engine.program.types import Value

# As counters.py says.
Page: TypeAlias = bytes | tuple[int, ...]
PageSlot = NewType("PageSlot", int)
# Slots in which a number, and in which a value stands.
CountSlot = NewType("CountSlot", int)
ValueSlot = NewType("ValueSlot", int)

# Local variables that wait for the end of a visit: the first slot of each stretch, and what stood there.
SavedPlace: TypeAlias = tuple[tuple[int, tuple["SlotContent", ...]], ...]
# A segment to come back to. Choices that were added by `<-` go on there, and save nothing.
Visit: TypeAlias = tuple[int, SavedPlace | None]
Stack: TypeAlias = tuple[Visit, ...]

# A local variable that is not in use is None.
SlotContent: TypeAlias = Value | Page | Stack | None

# The functions of the host, by name.
Functions: TypeAlias = Mapping[str, Callable[..., object]]

# A slot is of one kind, which mypy cannot know: to it, a `PageSlot` could be 1.
if TYPE_CHECKING:
    from typing import Literal, overload

    class State(tuple[SlotContent, ...]):
        """A state."""

        @overload  # type: ignore[override]  # its slots are of several kinds
        def __getitem__(self, slot: Literal[0], /) -> str: ...  # type: ignore[overload-overlap]  # see above
        @overload
        def __getitem__(self, slot: Literal[1, 3], /) -> int: ...  # type: ignore[overload-overlap]  # see above
        @overload
        def __getitem__(self, slot: Literal[2], /) -> Stack: ...  # type: ignore[overload-overlap]  # see above
        @overload
        def __getitem__(self, slot: PageSlot, /) -> Page: ...
        @overload
        def __getitem__(self, slot: CountSlot, /) -> int: ...
        @overload
        def __getitem__(self, slot: ValueSlot, /) -> Value: ...
        @overload
        def __getitem__(self, slot: SupportsIndex, /) -> SlotContent: ...
        @overload
        def __getitem__(self, slot: slice, /) -> tuple[SlotContent, ...]: ...
        def __getitem__(self, slot: SupportsIndex | slice, /) -> SlotContent | tuple[SlotContent, ...]:
            raise NotImplementedError

    class Working(list[SlotContent]):
        """A state under way."""

        @overload  # type: ignore[override]  # its slots are of several kinds
        def __getitem__(self, slot: Literal[0], /) -> str: ...  # type: ignore[overload-overlap]  # see above
        @overload
        def __getitem__(self, slot: Literal[1, 3], /) -> int: ...  # type: ignore[overload-overlap]  # see above
        @overload
        def __getitem__(self, slot: Literal[2], /) -> Stack: ...  # type: ignore[overload-overlap]  # see above
        @overload
        def __getitem__(self, slot: PageSlot, /) -> Page: ...
        @overload
        def __getitem__(self, slot: CountSlot, /) -> int: ...
        @overload
        def __getitem__(self, slot: ValueSlot, /) -> Value: ...
        @overload
        def __getitem__(self, slot: SupportsIndex, /) -> SlotContent: ...
        @overload
        def __getitem__(self, slot: slice, /) -> list[SlotContent]: ...
        def __getitem__(self, slot: SupportsIndex | slice, /) -> SlotContent | list[SlotContent]:
            raise NotImplementedError
else:
    State = tuple
    Working = list
