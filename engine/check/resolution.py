"""What the lines of a story mean, by node: what the checker finds out for the compiler."""

from __future__ import annotations

from collections.abc import MutableMapping

from engine.named_tuples import NamedTuple
from engine.program.nodes import Expression as Code
from engine.program.nodes import Reference
from engine.program.types import Type

Locals = frozenset[int]


class UnsetRead(NamedTuple):
    """Where a local variable is read that has no value then; `offered` says that it is read to offer a choice."""

    at: int
    end: int
    offered: bool


class LocalScopes(NamedTuple):
    """Which local variables are known where, by their numbers: at points and moves, by the id of their nodes.

    `reads` are the numbers of those that are read, each with the offset of the place. `unset` are those that the first
    choices read without a value where another scene borrows them by `<-`, each at its first place.
    """

    known: dict[int, Locals]
    reads: list[tuple[int, int]]
    unset: dict[int, UnsetRead]


class AskedMember(NamedTuple):
    """Where a set of the story is asked for one of its names, counted from the expression or from the file."""

    at: int
    end: int
    set: str
    member: str


Codes = MutableMapping[int, tuple[Type, Code]]
Targets = MutableMapping[int, tuple[Reference, Type]]


class Resolution:
    """What is known of a scene after the walk.

    `codes` maps the id of an expression node to its (type, code); `targets` the id of a `Set`, `Let`, `Ask`, `For`, of
    a `Do`, of a `Choice` with a loop or a `Move` to a value to the variable and its type; `frames` are the names of the
    local variables of each scene and function, parameters first. `scopes` are those of scenes with points or with a
    `~ let` that stands in no block. `asked` are
    the names that sets are asked for in each scene and function (`def` and its name). `common` are
    the codes and targets of functions, where those of a scene are kept apart: the first to call a function checks it.
    """

    def __init__(self) -> None:
        self.codes: Codes = {}
        self.targets: Targets = {}
        self.frames: MutableMapping[str, list[str]] = {}
        self.scopes: MutableMapping[str, LocalScopes] = {}
        self.asked: MutableMapping[str, list[AskedMember]] = {}
        self.common: tuple[Codes, Targets] = self.codes, self.targets
