"""Many states in little memory: their bytes in a row, and a table of where each stands.

A dict of bytes takes some 150 bytes a state, most of them for objects. Here it is the state itself and six to twelve
bytes of an open hash table (W. Peterson, 1957), which is slower by a microsecond.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from engine.proof.transitions import Node

FIRST_SIZE = 1 << 12
# Of three places in the table two are taken at most.
TAKEN, OF = 2, 3


class States:
    """Gives states numbers from 0 on. Those that are no bytes of the usual `size` are held in a dict besides."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.data = bytearray()
        self.table = array("I", (0,)) * FIRST_SIZE
        self.count = 0
        self.others: dict[Node, int] = {}
        self.other_nodes: dict[int, Node] = {}

    def __len__(self) -> int:
        return self.count

    def node(self, number: int) -> Node:
        """The state of that number."""
        other = self.other_nodes.get(number)
        return bytes(self.data[number * self.size : (number + 1) * self.size]) if other is None else other

    def numbers_of(self, states: bytes) -> list[int]:
        """The numbers of some states of the usual size in a row; what is new is added, in order."""
        size, data, table, count = self.size, self.data, self.table, self.count
        mask = len(table) - 1
        most = len(table) * TAKEN // OF
        numbers = []
        for first in range(0, len(states), size):
            state = states[first : first + size]
            place = hash(state) & mask
            while found := table[place]:
                at = found * size
                if data[at - size : at] == state:
                    numbers.append(found - 1)
                    break
                place = place + 1 & mask
            else:
                data += state
                numbers.append(count)
                count += 1
                table[place] = count
                if count > most:
                    self.count, table = count, array("I")
                    self._grow()
                    table = self.table
                    mask = len(table) - 1
                    most = len(table) * TAKEN // OF
        self.count = count
        return numbers

    def other_numbers_of(self, states: Iterable[Node]) -> list[int]:
        """The same for states of any other kind."""
        numbers = []
        for state in states:
            number = self.others.get(state)
            if number is None:
                number = self.others[state] = self.count
                self.other_nodes[number] = state
                self.data += bytes(self.size)
                self.count += 1
            numbers.append(number)
        return numbers

    def _grow(self) -> None:
        length = 2 * len(self.table)
        # The old one goes first: both need not be there at once.
        self.table = array("I")
        table = self.table = array("I", (0,)) * length
        mask, size, data, others = length - 1, self.size, self.data, self.other_nodes
        for number in range(self.count):
            if number in others:
                continue
            place = hash(bytes(data[number * size : (number + 1) * size])) & mask
            while table[place]:
                place = place + 1 & mask
            table[place] = number + 1

    def bytes_taken(self, a_state: int | None = None) -> int:
        """How much memory this takes, roughly; `a_state` is what one of the others takes."""
        return len(self.data) + 4 * len(self.table) + len(self.others) * (a_state or 300)
