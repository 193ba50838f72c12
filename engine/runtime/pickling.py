"""Stories and sessions in parts, so that `pickle` can hand them to another process or keep them.

A session is its story, its functions, where it began and what was done: it is played again when it is taken up, which
gives the same state or an error that says so. Where the host's functions take part that may not be so, and all states
are kept instead.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from engine.runtime.counters import outer_state
from engine.runtime.errors import NightcapError, StateError
from engine.runtime.history import NOT_LOOKED_AT, Act
from engine.runtime.machine import Stop
from engine.runtime.offers import Choice
from engine.runtime.state_types import Working
from engine.runtime.steps import Step
from engine.runtime.text import Emit, joined

if TYPE_CHECKING:
    from engine.runtime.session import Session
    from engine.runtime.story import Story


def story_in_parts(story: Story) -> tuple[object, ...]:
    """What `pickle` keeps of a story: where its file is, or all of it where there is none."""
    if story.path is None or story.reader is None:
        return type(story), (story.program, story.path, story.warnings, None, story.has_source)
    return story.reader, (os.path.abspath(story.path), story.path, story.program.fingerprint)  # noqa: PTH100


def session_in_parts(session: Session) -> tuple[object, ...]:
    """What `pickle` keeps of a session."""
    history = session._history
    steps = [(step.id, step.text) if isinstance(step, Choice) else step for step in history.steps]
    stops = (
        None if history.stops is None else [(state, [*map(joined, printed)]) for state, _, printed, _ in history.stops]
    )
    restored = outer_state(history.kept[0]) if session._restored else None
    scenes, state = dict(history.scenes), session._now[0]
    began = session._now[0][3], session.functions, session._beginning, restored
    return session_again, (session.story, began, steps, scenes, stops, state, type(session))


def session_again(
    story: Story, began: Any, steps: Any, scenes: Any, stops: Any, state: Any, kind: type[Session] | None = None
) -> Session:
    """A session as it was. Raises `StateError` if its steps lead elsewhere now."""
    seed, functions, beginning, restored = began
    if kind is None or (stops is not None and len(state) != story.machine.layout.size):
        raise StateError("this session was kept by another version of Nightcap")
    if stops is not None:
        looks: list[Stop] = [(state, NOT_LOOKED_AT, printed, None) for state, printed in stops]
        done = [Choice(step[0], None, (), step[1], _gone) if type(step) is tuple else step for step in steps]
        return kind(story, seed, functions, beginning, (restored is not None, done, scenes, looks))
    try:
        session = kind(story, seed, functions, beginning)
        if restored is not None:
            session.restore(restored)
        for step in steps:
            _do_again(session, step)
    except NightcapError as error:
        raise StateError(f"the session cannot be played again: {error}") from error
    if session.state != outer_state(state):
        raise StateError("the session leads to another state than it did: the story has changed")
    return session


def _do_again(session: Session, step: Act | str | tuple[str, str]) -> None:
    if isinstance(step, Act):
        session.repeat(Step("", None, None, None, step.said))
    elif isinstance(step, str):
        session.answer(step)
    else:
        session.choose(Choice(step[0], None, (), step[1], _gone))


def _gone(w: Working, emit: Emit) -> int:
    raise AssertionError("a step that was kept is not taken again: its stop is kept, too")
