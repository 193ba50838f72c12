"""What an exploration walks on: nodes and the turns between them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from engine.diagnostics import Diagnostic
from engine.named_tuples import NamedTuple
from engine.proof.draws import Draw, Oracle

if TYPE_CHECKING:
    from engine.proof.reference_machine import ReferenceMachine
    from engine.runtime.state_types import State

# A node is a state in which the play stops; each system has nodes of its own kind.
Node = Hashable


class Event(NamedTuple):
    """Something seen in a turn: the probe of a claim, or an error."""

    probe: int | None
    error: Diagnostic | None

    @property
    def key(self) -> Hashable:
        """What makes two events the same finding."""
        if self.error is not None:
            return self.error.code, self.error.span
        return self.probe


class Turn(NamedTuple):
    """One turn: the id of the choice or the value of the answer (neither in the first turn), draws, where it leads."""

    choice: str | None
    answer: str | None
    draws: tuple[Draw, ...]
    node: Node | None
    events: tuple[Event, ...]


# Where a point in the middle of turns leads, at which something is drawn: stops, and further such points. There are
# very many, so it is a plain tuple.
ChanceNode = tuple[Collection[Node], Collection[int]]


class TransitionSystem(Protocol):
    """A story as something to explore.

    Points in the middle of turns have numbers from 0 on, and are put into `fresh` in that order when they are found.
    """

    oracle: Oracle
    events: list[Event]
    through: list[int]
    fresh: list[ChanceNode]
    reached: bytearray
    closed: set[str]

    def first(self) -> Sequence[Node]:
        """Where a play can stop first. Fills `events`, `reached` and `closed` like `after`."""

    def after(self, node: Node) -> Sequence[Node]:
        """Where the next turn can lead, each as often as it likes; where it leads through a point in the middle, only
        the number of that is put into `through`.

        Appends to `events` what was seen on the way; notes in `reached` each probe, in `closed` each choice that was
        shown closed.
        """

    def canonical(self, node: Node) -> Node:
        """The node that stands for one from `turns`; `first` and `after` give no others."""

    def spread_probes(self) -> None:
        """Note as reached and closed what is so because something else is that is just like it."""

    def forget_chance_nodes(self) -> None:
        """Begin anew with the numbers of points in the middle, for somebody who does not know those that there are."""

    def turns(self, node: Node | None) -> Iterator[Turn]:
        """The same in full, one by one, for witnesses; from None the first turns."""

    def place(self, node: Node) -> int:
        """The stop's number: of its point, or beyond the points of its ending."""

    def violated(self, node: Node) -> Sequence[int]:
        """The numbers of the claims `never` that do not hold there."""

    def status_error(self, node: Node) -> Diagnostic | None:
        """What goes wrong when the status line is made there."""

    @property
    def machine(self) -> ReferenceMachine:
        """The machine of the runtime's states."""

    def parts(self, node: Node) -> tuple[State, tuple[int, ...]]:
        """The state of the runtime and the draws of a node."""

    @property
    def nevers(self) -> Mapping[int, object]:
        """The claims `never` that are looked at, by number."""

    @property
    def inexact(self) -> set[str]:
        """Why not all was tried; empty if all was."""
