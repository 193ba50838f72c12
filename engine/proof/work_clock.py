"""A clock that goes on by what is done, not by what time passes: so a verdict does not depend on the machine.

Who asks how long something may take gets the same answer on a quick machine and on a slow one, on one that is busy with
something else and on one that is not. What does the work says so (`spend`), in the seconds that it takes on a usual
machine. Each process, and each thread, has a clock of its own, as it has one of its CPU.

The seconds of each kind of work were measured, on a core that does ten million additions of Python (`n += 1`) in
half a second; tests/proof/test_work_clock.py and test_proof_budget.py hold them against the CPU's.
"""

from __future__ import annotations

import threading

# What looking at a budget counts for at least, in seconds: nothing that asks again and again is free.
A_LOOK = 3e-6
# To find the part of a program on which something depends takes so long, and for each of its nodes; what is made of
# that part, for each of its own; to find what numbers come to; to make code, for states that are numbers and for those
# of the runtime.
A_SLICE, A_SLICED_NODE, A_NODE = 3e-3, 16e-6, 80e-6
A_NODE_OF_SUMS, A_NODE_OF_CODE, A_NODE_OF_RUNTIME_CODE = 6e-6, 80e-6, 40e-6
# A state that is a number, from which all turns are followed; each turn, or part of one to or from a draw; a state to
# which another is taken that is like it; a step of a turn that goes round; a turn on states of the runtime, and a
# segment in it; a choice that is looked at there; a point in the middle of a turn; one way in which draws come out, and
# each draw in it.
A_STATE, A_TURN, AN_IMAGE, A_ROUND, A_SLOW_TURN, A_SEGMENT = 6e-6, 1.6e-6, 5e-6, 1e-6, 22e-6, 1.1e-6
AN_OFFER, A_CHANCE_NODE, AN_OUTCOME, A_DRAW = 1e-6, 9e-6, 3e-6, 7e-6
# One step further away from the beginning, and a state in which claims are looked at.
A_LEVEL, A_JUDGED_STATE = 7e-6, 2e-6
# A state whose turns are followed one at a time, by who plays rather than searches, and one that was so before; each of
# these turns; a place where it is looked for what is new in a state.
A_STATE_LED, A_STATE_AGAIN, A_TURN_LED, A_PLACE = 15e-6, 3e-6, 4e-6, 0.5e-6
# A part of a turn with most of the state forgotten; a choice there; an expression that is evaluated.
A_PART, AN_OPTION, AN_EXPRESSION = 50e-6, 15e-6, 15e-6
# A step of a play by the runtime, of a saved play that is judged, and of a turn that is long; some hundred seeds that
# are tried; a state that is looked at for what makes it large, and each thing in it.
A_STEP, A_SAVED_STEP, A_LONG_STEP, SOME_SEEDS, A_LARGE_STATE, A_SLOT = 24e-6, 0.5e-3, 8e-6, 4e-3, 12e-6, 0.5e-6


class _Clock(threading.local):
    seconds = 0.0


_clock = _Clock()


def work_time() -> float:
    """How much was done in this thread, in seconds."""
    return _clock.seconds


def spend(seconds: float) -> None:
    """Note that something was done that takes so many seconds on a usual machine."""
    _clock.seconds += seconds


def wait_until(time: float) -> None:
    """Note that it was waited for others until a time, if that is not over."""
    _clock.seconds = max(_clock.seconds, time)
