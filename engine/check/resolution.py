"""What the lines of a story mean, by node: what the checker finds out for the compiler."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Resolution:
    """What is known of a scene after the walk.

    `codes` maps the id of an expression node to its (type, code); `targets` the id of a `Set`, `Let`, `Ask`, `For`, of
    a `Do`, of a `Choice` with a loop or a `Move` to a value to the variable and its type; `frames` are the names of the
    local variables of each scene and function, parameters first. `scopes` are those of scenes with points. `common` are
    the codes and targets of functions, where those of a scene are kept apart: the first to call a function checks it.
    """

    codes: Codes = field(default_factory=dict)
    targets: Targets = field(default_factory=dict)
    frames: MutableMapping[str, list[str]] = field(default_factory=dict)
    scopes: MutableMapping[str, LocalScopes] = field(default_factory=dict)
    common: tuple[Codes, Targets] = field(init=False)

    def __post_init__(self) -> None:
        self.common = self.codes, self.targets
