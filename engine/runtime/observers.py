"""Functions of a host that are told when a variable changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engine.runtime.errors import HostError
from engine.runtime.host_calls import shown

Observer = Callable[[str, Any], object]


class Observers:
    """The observers of one session."""

    __slots__ = ("are_told", "watched")

    def __init__(self) -> None:
        # The number and the name of a variable, and whom to tell.
        self.watched: list[tuple[int, str, Observer]] = []
        # They are being told of a step: they may look at what has come of it.
        self.are_told = False

    def add(self, number: int, name: str, function: Observer) -> Callable[[], None]:
        """Watch a variable; what is returned stops that. Raises `HostError` if nothing can be called."""
        if not callable(function):
            raise HostError(f"an observer is a function of a name and a value, not {shown(function)}")
        observer = (number, name, function)
        self.watched.append(observer)

        def stop() -> None:
            if observer in self.watched:
                self.watched.remove(observer)

        return stop

    def tell(self, before: Sequence[object], now: Sequence[object], values: Callable[[], Mapping[str, object]]) -> None:
        """Tell of what is not as it was before; both are what states keep of variables, by number.

        `values` gives what a host sees of them, by name. The first error of an observer is raised when all were told.
        """
        changed = [one for one in self.watched if now[one[0]] != before[one[0]]]
        if not changed:
            return
        self.are_told, failed = True, None
        try:
            shown_values = values()
            for _, name, function in changed:
                try:
                    function(name, shown_values[name])
                except Exception as error:
                    failed = failed or error  # the others are told all the same
        finally:
            self.are_told = False
        if failed is not None:
            raise failed
