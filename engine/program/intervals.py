"""What an expression can come to: interval analysis.

Source of the method: P. Cousot and R. Cousot, "Static determination of dynamic properties of programs" (1976).
Used to tell conditions that can never hold (conditions.py), by the runtime to leave out range checks that cannot fail,
and by the proof.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from engine.program.functions import ANY_TRUTH, BUILT_INS, FULL, TABLE, Interval
from engine.program.limits import MOST
from engine.program.nodes import Apply, ApplyDraw, CallDef, CallExtern, Count, Expression, LocalRef, Reference, VarRef
from engine.program.types import Type

__all__ = ["FULL", "MOST", "Interval", "Lookup", "interval_of", "interval_of_type"]

Lookup = Callable[[Reference], Interval]
# What reads the state, or is told by whoever is called.
Leaf: TypeAlias = Count | CallDef | CallExtern


def interval_of_leaf(code: Leaf) -> Interval:
    """What a count, or a call of which nothing is known, can come to."""
    return BUILT_INS[code.name].interval() if isinstance(code, Count) else FULL


def interval_of(code: Expression, lookup: Lookup, leaf: Callable[[Leaf], Interval] = interval_of_leaf) -> Interval:
    """The least and the greatest value that an expression can have; truth values count as 0 and 1.

    Texts, names and sets give the full interval: nothing is claimed about them.
    """
    if isinstance(code, int):
        return int(code), int(code)
    if isinstance(code, VarRef | LocalRef):
        return lookup(code)
    if isinstance(code, Apply | ApplyDraw):
        return TABLE[code.name].interval(*[interval_of(one, lookup, leaf) for one in code.arguments])
    return FULL if isinstance(code, str) else leaf(code)


def interval_of_type(type: Type) -> Interval:
    """The interval of all values of a type."""
    if type.kind == "truth":
        return ANY_TRUTH
    return FULL if type.kind != "number" or type.low is None or type.high is None else (type.low, type.high)
