"""States of which only some is known, and what the turns between them are made of."""

from __future__ import annotations

from collections.abc import Hashable

from engine.named_tuples import NamedTuple
from engine.proof.abstract.environments import Visit
from engine.proof.abstract.values import Env
from engine.proof.reductions.value_ranges import Location

# Where it stands (a stop's number, from 0), what is kept, the visits under way.
State = tuple[int, Env, tuple[Visit, ...]]
# A segment to go on with, what is kept, the visits under way.
Going = tuple[int, Env, tuple[Visit, ...]]


class AbstractOption(NamedTuple):
    """A choice or an answer at a stop: whether it is open in any case, and where it can lead; nowhere if it fails.

    `key` tells it from others at its stop, with whatever is kept. `doubt` is what is not known and would tell whether
    it is open, `in_turn` what would tell where it leads.
    """

    key: Hashable
    is_sure: bool
    targets: frozenset[State]
    doubt: frozenset[Location]
    in_turn: frozenset[Location]


class Begun(NamedTuple):
    """A choice or an answer at a stop, with where its turn can stop at once, and with what it goes on."""

    key: Hashable
    is_sure: bool
    targets: frozenset[State]
    further: tuple[Going, ...]
    doubt: frozenset[Location]


class Part(NamedTuple):
    """A part of turns: where it stops, with what it goes on, what is not known in it, which probes it comes by."""

    targets: frozenset[State]
    further: tuple[Going, ...]
    doubt: frozenset[Location]
    reached: frozenset[int]
