"""Hints at endings not found yet: where this play could have gone another way, in three steps from vague to exact.

The ways are looked for from here backwards, place by place, by playing on from each: breadth first as far as a bounded
number of states, then by plays at random. Chance falls as it fell, so what a hint says can be done.
"""

from __future__ import annotations

import random
import time
from collections import deque
from typing import TYPE_CHECKING

from engine.named_tuples import NamedTuple
from engine.runtime.errors import AnswerError, ChoiceError, PlayError, StateError
from engine.terminal.blocks import one_line
from engine.terminal.messages import plural, tr
from engine.terminal.timeline import Taken, TimelineNode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.runtime.session import Session
    from engine.terminal.play import PlayController

SECONDS = 3.0  # for the whole search, of which a half is for plays at random
SOON = 0.3  # seconds that nobody minds
MOST_STATES = 2_000  # that are looked at from one place
MOST_TURNS = 300  # of a play at random
MOST_TOLD = 12  # choices of an exact hint
EXACT = 3


class Route(NamedTuple):
    """A way to an ending: the place at which it leaves the way that was played, and the steps from there."""

    place: TimelineNode
    steps: tuple[Taken, ...]
    ending: str | None


class LastHint(NamedTuple):
    """The hint that was given last: where the play stood, the way it is about, and how exact it was, 1 to 3."""

    here: TimelineNode
    route: Route
    level: int
    told: frozenset[str | None]


class _TimeIsUp(Exception):
    pass


def hint(play: PlayController) -> tuple[str, ...]:
    """The next hint, in lines. Asked again at the same place, it says more; after the third, it is about another."""
    found, total = play.all_endings(), len(play.story.program.endings)
    if len(found) >= total:
        return (tr("You have found all endings of this story."),)
    last = play.hinted if play.hinted is not None and play.hinted.here is play.here else None
    if last is not None and last.level < EXACT:
        play.hinted = last._replace(level=last.level + 1)
    else:
        told = last.told if last is not None else frozenset()
        route, is_whole = find_route(play, found | told)
        if route is None and told:
            told = frozenset()
            route, is_whole = find_route(play, set(found))
        if route is None:
            play.hinted = None
            return (_nothing(is_whole),)
        play.hinted = LastHint(play.here, route, 1, told | {route.ending})
    return _lines(play, play.hinted)


def _nothing(is_whole: bool) -> str:
    if is_whole:
        return tr("No other ending can be reached on this play's way, as chance fell. :new begins another.")
    return tr("No way to another ending was found in a few seconds. That does not mean that there is none.")


def _lines(play: PlayController, hinted: LastHint) -> tuple[str, ...]:
    route, here = hinted.route, play.here
    place = route.place
    back = here.depth - place.depth
    more = tr(":hint says more.")
    if hinted.level == 1:
        if not back:
            where = tr("An ending that you have not found lies ahead.")
        elif back <= 3:
            where = tr("Another ending begins at a choice you made just now.")
        elif place.depth <= here.depth // 3:
            where = tr("Another ending begins at a choice you made early on.")
        else:
            where = tr("Another ending begins at a choice you made on the way.")
        return (f"{where} {more}",)
    turn = tr("turn {turn}, {place}", turn=place.depth, place=place.place())
    if hinted.level == 2:
        taken = here.ancestry()[place.depth + 1].said() if back else ""
        if not back:
            where = tr("It begins here, with the right choice.")
        else:
            where = tr("It begins at {turn}, where you chose “{text}”.", turn=turn, text=taken)
        return (f"{where} {more}",)
    steps = [_step(step) for step in route.steps[:MOST_TOLD]]
    if len(route.steps) > MOST_TOLD:
        steps.append(plural("and {count} more", "and {count} more", len(route.steps) - MOST_TOLD))
    way = " → ".join(steps)
    if not back:
        return (tr("From here: {steps}", steps=way),)
    return (tr("Go back to {turn} (:go {number}), and then: {steps}", turn=turn, number=place.depth, steps=way),)


def _step(step: Taken) -> str:
    if step.id is None:
        return tr("answer “{text}”", text=one_line(step.text, 40))
    return f"“{one_line(step.text, 60)}”"


# ------------------------------------------------------------ the search


def find_route(
    play: PlayController, known: set[str | None] | frozenset[str | None], seconds: float = SECONDS
) -> tuple[Route | None, bool]:
    """The nearest way to an ending that is not among the known ones, and whether all of them were looked at."""
    begun = time.monotonic()
    line = play.here.ancestry()
    scratch = play.started()
    visited: dict[object, None] = {}
    states = _states(play, line)
    is_whole = True
    try:
        for node, state in zip(reversed(line), reversed(states), strict=True):
            if play.progress is not None and time.monotonic() - begun > SOON:
                play.progress(tr("Looking for other endings"))
            route, is_done = _breadth_first(scratch, node, state, visited, known, begun + seconds / 2)
            if route is not None:
                return route, True
            is_whole = is_whole and is_done
    except _TimeIsUp:
        is_whole = False
    if is_whole:
        return None, True
    return _at_random(scratch, line, states, known, begun + seconds), False


def _states(play: PlayController, line: list[TimelineNode]) -> list[object]:
    """The states at the places of a way."""
    session = play.started()
    states: list[object] = [session.state]
    for node in line[1:]:
        assert node.step is not None, "only the beginning has no step"
        _take(session, node.step)
        states.append(session.state)
    return states


def _take(session: Session, step: Taken) -> None:
    if step.id is None:
        session.answer(step.text)
    else:
        session.choose(step.id)


def _ways_on(session: Session) -> Iterator[Taken]:
    """What can be done where a session stands; at a question, to keep the answer that is there."""
    if session.question is not None:
        yield Taken(None, session.question.default)
    for choice in session.choices:
        if choice.enabled:
            yield Taken(choice.id, choice.text)


def _breadth_first(
    scratch: Session,
    node: TimelineNode,
    state: object,
    visited: dict[object, None],
    known: set[str | None] | frozenset[str | None],
    until: float,
) -> tuple[Route | None, bool]:
    """The shortest way from a place, through states that no place behind it has looked at; and whether that was all."""
    waiting: deque[tuple[object, tuple[Taken, ...]]] = deque([(state, ())])
    looked_at = 0
    while waiting:
        here, steps = waiting.popleft()
        if here in visited:
            continue
        if looked_at >= MOST_STATES:
            return None, False
        visited[here] = None
        looked_at += 1
        scratch.restore(here)
        for step in list(_ways_on(scratch)):
            if time.monotonic() > until:
                raise _TimeIsUp
            try:
                scratch.restore(here)
                _take(scratch, step)
            except (ChoiceError, AnswerError, PlayError, StateError):
                continue
            if scratch.ending is not None and scratch.ending.name not in known:
                return Route(node, (*steps, step), scratch.ending.name), True
            if not scratch.over and scratch.state not in visited:
                waiting.append((scratch.state, (*steps, step)))
    return None, True


def _at_random(
    scratch: Session,
    line: list[TimelineNode],
    states: list[object],
    known: set[str | None] | frozenset[str | None],
    until: float,
) -> Route | None:
    """A way that a play at random found, from places near the end of the way first, farther back in each round."""
    chance = random.Random(0)
    round_number = 0
    while time.monotonic() < until:
        round_number += 1
        for back in range(min(len(line), 2**round_number)):
            number = len(line) - 1 - back
            steps: list[Taken] = []
            scratch.restore(states[number])
            while not scratch.over and len(steps) < MOST_TURNS and time.monotonic() < until:
                ways = list(_ways_on(scratch))
                if not ways:
                    break
                step = chance.choice(ways)
                try:
                    _take(scratch, step)
                except (ChoiceError, AnswerError, PlayError):
                    break
                steps.append(step)
            if scratch.ending is not None and scratch.ending.name not in known:
                return _leaving(line, number, steps, scratch.ending.name)
    return None


def _leaving(line: list[TimelineNode], number: int, steps: list[Taken], ending: str | None) -> Route:
    """The way from where it leaves the one that was played: what both have in common is no hint."""
    shared = 0
    while shared < len(steps) and number + shared + 1 < len(line) and line[number + shared + 1].step == steps[shared]:
        shared += 1
    return Route(line[number + shared], tuple(steps[shared:]), ending)
