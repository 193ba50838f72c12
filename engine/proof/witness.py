"""Shortest plays that show what was found, as steps that a player can repeat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypedDict

from engine.proof.budget import BudgetExceeded
from engine.proof.draws import Draw
from engine.proof.seeds import seeds_for
from engine.proof.transitions import Turn
from engine.proof.work_clock import A_STEP, SOME_SEEDS, spend
from engine.runtime.errors import ChoiceError, PlayError

if TYPE_CHECKING:
    from engine.runtime.session import Session
    from engine.runtime.story import Story

# So many looks at some hundred seeds; a play that is tried takes as long as some of them.
MOST_SEEDS, SEEDS_A_PLAY, ANY_SEED = 4000, 20, 2
SHOWN_STEPS = 24


class PlayData(TypedDict):
    """A play as plain data; each step is a `choice` or an `answer`."""

    seed: int | None
    steps: list[dict[str, str | None]]


@dataclass(frozen=True, slots=True)
class Witness:
    """A play: ids of choices and answers in order (`choices[n]` is None where `answers[n]` is one), and its draws.

    `seed` makes chance go this way; None if none was found. Where nothing is drawn any seed will do, and it is 0. Not
    each is known to be a shortest one.
    """

    choices: tuple[str | None, ...]
    answers: tuple[str | None, ...]
    draws: tuple[Draw, ...]
    seed: int | None
    is_shortest: bool = True

    def to_json(self) -> PlayData:
        """The play as plain data."""
        steps: list[dict[str, str | None]] = [
            {"answer": answer} if choice is None else {"choice": choice}
            for choice, answer in zip(self.choices, self.answers, strict=True)
        ]
        return {"seed": self.seed, "steps": steps}

    def __str__(self) -> str:
        steps = [
            f'"{answer}"' if choice is None else choice
            for choice, answer in zip(self.choices, self.answers, strict=True)
        ]
        shown = steps if len(steps) <= SHOWN_STEPS else [*steps[:4], "…", *steps[4 - SHOWN_STEPS :]]
        chance = ""
        if self.draws:
            chance = f", seed {self.seed}" if self.seed is not None else ", where chance or the host has it so"
        if not steps:
            return f"as soon as the story begins{chance}"
        count = f"{len(steps)} step{'s' if len(steps) > 1 else ''}"
        count += "" if self.is_shortest else " (there may be a shorter play)"
        return f"{count}{chance}: {' › '.join(shown)}"


# Whether a witness does what it must under a seed.
Suits = Callable[[Witness, int], bool]


def witness_of(turns: list[Turn], story: Story, check: Callable[[], None], suits: Suits | None = None) -> Witness:
    """The witness that some turns make, with a seed found by trying; `check` ends that by raising `BudgetExceeded`.

    Under the seed the play can be repeated, or does what `suits` asks for.
    """
    steps = [turn for turn in turns if turn.choice is not None or turn.answer is not None]
    witness = Witness(
        tuple(turn.choice for turn in steps),
        tuple(None if turn.answer is None else str(turn.answer) for turn in steps),
        tuple(draw for turn in turns for draw in turn.draws),
        None,
    )
    seed = _seed(witness, story, check, suits or partial(repeats, story))
    return Witness(witness.choices, witness.answers, witness.draws, seed)


def _seed(witness: Witness, story: Story, check: Callable[[], None], suits: Suits) -> int | None:
    """The first seed under which the draws come out as they must and the play does what it must."""
    if story.externs:
        return None
    # Often any seed will do, as where a turn does not end however chance goes.
    for any_seed in range(ANY_SEED if witness.draws else 0):
        if suits(witness, any_seed):
            return any_seed
    left = MOST_SEEDS
    for tried, seed in enumerate(seeds_for(witness.draws)):
        # The first one is played in any case: without draws there is no other.
        if tried and _is_over(check):
            break
        left -= 1 if seed is None else SEEDS_A_PLAY
        spend(SOME_SEEDS if seed is None else A_STEP * len(witness.choices))
        if seed is not None and suits(witness, seed):
            return seed
        if left <= 0:
            break
    return None


def _is_over(check: Callable[[], None]) -> bool:
    try:
        check()
    except BudgetExceeded:
        return True
    return False


def repeats(story: Story, witness: Witness, seed: int) -> bool:
    """Whether the play can be repeated in the runtime; an error may only come at its last step."""
    return _replayed(story, witness, seed)[0]


def replayed(story: Story, witness: Witness) -> Session | None:
    """The session that a witness leads to, or None if no seed does; an error is one step further.

    A play that fails as soon as it begins has no session either.
    """
    session = None if witness.seed is None else _replayed(story, witness, witness.seed)[1]
    if session is None:
        return None
    try:
        _ = session.status
    except PlayError:
        return session if session.undo() else None
    return session


def _replayed(story: Story, witness: Witness, seed: int) -> tuple[bool, Session | None]:
    """Whether a play goes so, and the session that it leads to."""
    done, session = 0, None
    try:
        session = story.start(seed)
        for choice, answer in zip(witness.choices, witness.answers, strict=True):
            done += 1
            if choice is not None:
                session.choose(choice)
            elif session.question is None:
                return False, None
            else:
                session.answer(str(answer))
    except ChoiceError:
        return False, None
    except PlayError:
        right = done == len(witness.choices)
        return right, session if right else None
    return True, session
