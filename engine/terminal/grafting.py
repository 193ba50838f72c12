"""Brings back into the timeline what earlier sittings left in the library: the other ways of a play, played again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.runtime.errors import AnswerError, ChoiceError, PlayError
from engine.terminal.timeline import Node, Taken, blocks_after, taken_of

if TYPE_CHECKING:
    from engine.paths.library import PathStep
    from engine.runtime.session import Session
    from engine.terminal.play import Play

MOST_NODES = 2000


def graft(play: Play) -> None:
    """Add the ways that the library knows and the tree does not, as many as can be played again in a moment."""
    waiting: list[tuple[Node, Session | None]] = [(play.root, None)]
    budget = MOST_NODES
    while waiting and budget > 0:
        node, session = waiting.pop()
        key = node.key if node.parent is not None else 0
        known = {child.step: child for child in node.children}
        for number, step in _branches(play, key) if key is not None else ():
            taken = taken_of(step)
            budget -= 1
            if taken in known:
                known[taken].key = number
                continue
            # A session can go on to one place only: the first branch takes it, the others get their own.
            session = session or _session_at(play, node)
            child = _played(session, node, taken) if session is not None else None
            if child is not None:
                child.key, child.kept = number, step
                waiting.append((child, session))
                node.latest = node.latest or child
            session = None
        waiting += [(child, None) for child in known.values()]
        node.children.sort(key=lambda child: child.key or 0)  # in the order of being played


def _branches(play: Play, key: int) -> list[tuple[int, PathStep]]:
    none: list[tuple[int, PathStep]] = []
    return play.on_shelf(lambda shelf: shelf.branches(key), none)


def step_session(session: Session, step: Taken) -> None:
    """Take a step in a session. Raises what `choose` and `answer` raise."""
    if step.id is None:
        session.answer(step.text)
    else:
        session.choose(step.id)


def _session_at(play: Play, node: Node) -> Session | None:
    """A session of its own that stands at a node."""
    try:
        session = play.started()
        for one in node.line()[1:]:
            assert one.step is not None, "only the beginning has no step"
            step_session(session, one.step)
    except (ChoiceError, AnswerError, PlayError):
        return None
    return session


def _played(session: Session, node: Node, step: Taken) -> Node | None:
    """The new node that a step leads to; None where an edited story does not have it any more."""
    try:
        step_session(session, step)
    except (ChoiceError, AnswerError, PlayError):
        return None
    child = Node(node, step, blocks_after(node, step, session), session)
    node.children.append(child)
    return child
