"""Proofs with most of the state forgotten that workers make, while something else is done here.

Each worker has some of the claims, beside the plays that decide claims.
"""

from __future__ import annotations

import gc
from concurrent.futures import BrokenExecutor, CancelledError, Future

from engine.program.garbage_collection import without_collector
from engine.program.program import Program
from engine.proof.abstract.abstraction import MOST_STATES, Abstraction
from engine.proof.budget import Budget, BudgetExceeded, go_on
from engine.proof.instrumentation import instrument
from engine.proof.proof_run import Run
from engine.proof.workers import stopped

# The kinds of claims in the order in which they are tried.
ORDER = ("only_after", "ending", "never", "reach")
# Of the time of a piece, or of a proof, each claim has such shares in one round after another. Each round is longer
# than all before it, as what is not done in one may have to begin anew.
ROUNDS = (0.02, 0.05, 0.12, 0.3, 0.5)
# The time that is reckoned with for each claim where no end is told, in seconds.
CLAIM_SECONDS = 20.0
# The bytes that a state takes there with all that leads on from it, generously, where several searches are remembered.
A_STATE = 20_000
# In less time a worker is hardly awake.
WORTH_A_WORKER = 0.5

# In how many states each claim was proved; None of one that cannot be, whatever time there is.
Proved = dict[int | None, int | None]


class BackgroundProofs:
    """The proofs of some claims by workers, if there are any: claims by their numbers, and None for the one that
    nobody wrote."""

    def __init__(self, run: Run, claims: list[int | None]) -> None:
        self.run = run
        count = 0 if run.workers is None else min(max(1, len(run.workers) - 1), len(claims))
        self.groups = [claims[first::count] for first in range(count)]
        self.under_way: list[Future[Proved]] = []

    def begin(self, left: float | None) -> bool:
        """Have workers begin, if it pays in so many seconds; whether they did."""
        if not self.groups or (left is not None and left < WORTH_A_WORKER):
            return False
        self.under_way = [self._submitted(place, group, left) for place, group in enumerate(self.groups)]
        return True

    def awaited(self, left: float | None) -> Proved:
        """What workers have proved in so many seconds from now."""
        self.run.await_all(self.under_way, left)
        found: Proved = {}
        for future in self.under_way:
            found |= _result(future) or {}
        return found

    def _submitted(self, place: int, group: list[int | None], seconds: float | None) -> Future[Proved]:
        assert self.run.workers is not None, "there is somebody to begin"
        workers = self.run.workers
        return workers.submit_to(place, prove_some, self.run.story.program, group, seconds, workers.room_told)


def _result(future: Future[Proved]) -> Proved | None:
    """What a worker proved; None if it did not."""
    try:
        return future.result(0)
    except (CancelledError, TimeoutError, BrokenExecutor):
        return None


def prove_some(program: Program, claims: list[int | None], seconds: float | None, room: int | None = None) -> Proved:
    """In a worker: the claims that are proved with most of the state forgotten, and in how many states.

    With `room` it takes about so many bytes at most, and gives them back: the worker is to hold states after that.
    """
    most = MOST_STATES if room is None else min(MOST_STATES, room // (A_STATE * len(claims)))
    found = _proved_of(program, claims, seconds, most)
    if room is not None:
        gc.collect()
    return found


def _proved_of(program: Program, claims: list[int | None], seconds: float | None, most: int) -> Proved:
    abstraction = Abstraction(instrument(program), go_on, most)
    found: Proved = {}
    left = in_order(program, claims)
    whole = Budget(seconds)
    for share in ROUNDS if len(left) > 1 else (1.0,):
        for claim in [*left]:
            time = min(share * (CLAIM_SECONDS if seconds is None else seconds), whole.end - whole.clock())
            holds = proved(abstraction, claim, Budget(max(0.0, time), stop=stopped, cpu_end=whole.cpu_end))
            if holds is not None:
                left.remove(claim)
                found[claim] = abstraction.states if holds else None
    return found


def in_order(program: Program, claims: list[int | None]) -> list[int | None]:
    """Claims in the order in which they are tried. That a play comes somewhere is shown by one, so it is asked last."""
    kinds = {number: "ending" if number is None else program.claims[number].kind for number in claims}
    return sorted(claims, key=lambda number: ORDER.index(kinds[number]))


def proved(abstraction: Abstraction, number: int | None, budget: Budget) -> bool | None:
    """Whether a claim is proved with most of the state forgotten; None if it was not known in time.

    It goes on where it was. That there is no play is what is proved of a `reach`.
    """
    abstraction.check = budget.check
    claims = abstraction.marked.program.claims
    kind = "ending" if number is None else claims[number].kind
    try:
        # Much is remembered, and next to nothing of it is ever garbage.
        with without_collector():
            if number is None or kind == "ending":
                return abstraction.ending()
            if kind == "never":
                return abstraction.never(number)
            return abstraction.unreached(
                next(probe for probe, one in abstraction.marked.watched.items() if one == number)
            )
    except BudgetExceeded:
        return None
