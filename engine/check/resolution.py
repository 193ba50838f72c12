"""What the lines of a story mean, by node: what the checker finds out for the compiler."""

from __future__ import annotations

from collections.abc import MutableMapping

from engine.named_tuples import NamedTuple
from engine.program.nodes import Expression as Code
from engine.program.nodes import Reference
from engine.program.types import Type


class LocalScopes(NamedTuple):
    """Which local variables are known where, by their numbers: at points and moves, by the id of their nodes.

    `reads` are the numbers of those that are read, each with the offset of the place.
    """

    known: dict[int, frozenset[int]]
    reads: list[tuple[int, int]]


Codes = MutableMapping[int, tuple[Type, Code]]
Targets = MutableMapping[int, tuple[Reference, Type]]


class Resolution:
    """What is known of a scene after the walk.

    `codes` maps the id of an expression node to its (type, code); `targets` the id of a `Set`, `Let`, `Ask`, `For`, of
    a `Do`, of a `Choice` with a loop or a `Move` to a value to the variable and its type; `frames` are the names of the
    local variables of each scene and function, parameters first. `scopes` are those of scenes with points. `common` are
    the codes and targets of functions, where those of a scene are kept apart: the first to call a function checks it.
    """

    def __init__(self) -> None:
        self.codes: Codes = {}
        self.targets: Targets = {}
        self.frames: MutableMapping[str, list[str]] = {}
        self.scopes: MutableMapping[str, LocalScopes] = {}
        self.common: tuple[Codes, Targets] = self.codes, self.targets
