"""Plays of a story, kept turn by turn so that a test can ask what was shown when, and what was known by then."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import engine

BOUND = 60
"""Turns after which a play counts as going round in circles: nearly twice the longest one there is."""

Weight = Callable[[engine.Choice], float]


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What one choice led to: the text, the choices that came next, and the memory at that moment."""

    step: engine.Step | None
    scene: str
    paragraphs: tuple[engine.Paragraph, ...]
    choices: tuple[engine.Choice, ...]
    status: str
    variables: dict[str, Any]
    taken: frozenset[str]

    @property
    def texts(self) -> list[str]:
        """Everything readable of this turn: paragraphs and choices."""
        return [paragraph.text for paragraph in self.paragraphs] + [choice.text for choice in self.choices]

    def knows(self, fact: str) -> bool:
        """Whether a fact holds: a choice's id, `name value` of a variable, `name` of a truth value; `or` between."""
        return any(self._holds(part) for part in fact.split(" or "))

    def _holds(self, fact: str) -> bool:
        if "." in fact:
            return fact in self.taken
        name, _, value = fact.partition(" ")
        held = self.variables[name]
        return bool(held) if not value else value in held if isinstance(held, tuple) else value == str(held)


@dataclass(frozen=True, kw_only=True)
class Play:
    """A whole play and the name of its ending; `name` says where it is from."""

    name: str
    seed: int
    turns: tuple[Turn, ...]
    ending: str | None

    @property
    def paragraphs(self) -> list[engine.Paragraph]:
        return [paragraph for turn in self.turns for paragraph in turn.paragraphs]


def spoken(paragraph: engine.Paragraph) -> str:
    """What is said aloud in a paragraph: all of a labelled line, else what stands between quotation marks."""
    if paragraph.speaker:
        return paragraph.text
    return " / ".join(re.findall(r'"([^"]*)"', paragraph.text))


def steps(path: Path) -> list[str]:
    """The choice ids of a `.choices` file; a line that begins with `=` is an answer."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def follow(story: engine.Story, name: str, taken: Iterable[str], *, seed: int = 1) -> Play:
    """Play a list of choices. It must end with the last one, and not before."""
    session, turns = _begin(story, seed)
    for step in taken:
        assert not session.over, f"{name} ends before {step}"
        if step.startswith("="):
            session.answer(step[1:].strip())
        else:
            session.choose(step)
        turns.append(_turn(session))
    assert session.ending is not None, f"{name} stops in scene {session.scene}, before an ending"
    return Play(name=name, seed=seed, turns=tuple(turns), ending=session.ending.name)


def wander(story: engine.Story, seed: int, weight: Weight) -> Play:
    """Play with dice. A dead end or a play without end fails here."""
    session, turns = _begin(story, seed)
    dice = random.Random(seed)
    while not session.over:
        assert len(turns) < BOUND, f"seed {seed} is still in {session.scene} after {BOUND} turns"
        if session.question is not None:
            session.answer(dice.choice(["", "the flat knot"]))
        else:
            open_ones = [choice for choice in session.choices if choice.enabled]
            assert open_ones, f"seed {seed} has nowhere to go in {session.scene}"
            session.choose(dice.choices(open_ones, [weight(choice) for choice in open_ones])[0])
        turns.append(_turn(session))
    assert session.ending is not None
    return Play(name=f"seed {seed}", seed=seed, turns=tuple(turns), ending=session.ending.name)


def _begin(story: engine.Story, seed: int) -> tuple[engine.Session, list[Turn]]:
    session = story.start(seed=seed)
    return session, [_turn(session)]


def _turn(session: engine.Session) -> Turn:
    return Turn(
        step=session.path[-1] if session.path else None,
        scene=session.scene,
        paragraphs=session.text,
        choices=session.choices,
        status=session.status.text if session.status else "",
        variables=dict(session.variables),
        taken=frozenset(step.id for step in session.path if step.id),
    )
