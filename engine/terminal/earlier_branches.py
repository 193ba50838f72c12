"""Brings back into the timeline what earlier sittings left in the library: the other ways of a play, played again.

A way that was played in another version of the story is judged as a saved play is. Where it comes out otherwise, its
nodes say so, before anybody goes there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.paths.differences import StepResult
from engine.paths.errors import PathError
from engine.paths.library.exchange import saved_path, steps_of
from engine.paths.replaying import PathReplayer
from engine.runtime.errors import PlayError
from engine.terminal.blocks import one_line
from engine.terminal.compatibility import reasons
from engine.terminal.timeline import TimelineNode, blocks_after, taken_of

if TYPE_CHECKING:
    from engine.terminal.play import PlayController
    from engine.terminal.saves import PlayedBranch

# Steps that are played again at most, so that the timeline is there in a moment.
MOST_STEPS = 4000


def add_earlier_branches(play: PlayController) -> None:
    """Add the ways that the library knows and the tree does not."""
    none: list[PlayedBranch] = []
    budget = MOST_STEPS
    for branch in play.with_saved_plays(lambda saved: saved.branches(play.tree), none):
        if _is_known(play.root, branch):
            continue
        budget -= len(branch.nodes)
        if budget < 0:
            return
        try:
            _add(play, branch)
        except (PathError, PlayError):
            continue  # nothing of it can be played in the story of today
    for node in _all_nodes(play.root):
        node.children.sort(key=lambda child: child.key or 0)  # in the order of being played


def _is_known(root: TimelineNode, branch: PlayedBranch) -> bool:
    """Whether all of a way is in the tree; notes the rows of its nodes."""
    node: TimelineNode | None = root
    for number, step in zip(branch.nodes, branch.record.steps, strict=True):
        node = node.child(taken_of(step)) if node is not None else None
        if node is None or (branch.version is not None and node.key != number):
            return False
        node.key = node.key or number
    return True


def _add(play: PlayController, branch: PlayedBranch) -> None:
    """Play a way again, step by step, and add what is new of it."""
    replayer = PathReplayer(play.story, saved_path(branch.record), original=branch.version)
    same_version = branch.version is None and not branch.judged
    node, other = play.root, ""
    for result in replayer.results():
        if result.judgement.is_grave and branch.judged:
            other = other or one_line(" ".join(reasons(result)), 300)
        if result.number == 0 or result.stopped:
            _lost(node, result, branch)
            continue
        taken = taken_of(replayer.session.path[-1])
        child = node.child(taken)
        if child is None:
            blocks = blocks_after(node, taken, replayer.session, replayer.recorder.paragraphs_before)
            child = TimelineNode(node, taken, blocks, replayer.session)
            child.other = other
            child.kept = branch.record.steps[result.number - 1] if same_version else None
            child.key = branch.nodes[result.number - 1] if same_version else None
            node.children.append(child)
            if not other:
                node.latest = node.latest or child
        node = child
    if not same_version:
        _record_todays_steps(node, replayer)


def _record_todays_steps(tip: TimelineNode, replayer: PathReplayer) -> None:
    """What goes on from here is another play than the one that was recorded: its steps are those of today."""
    for node, step in zip(tip.ancestry()[1:], steps_of(replayer.recorder.path()), strict=False):
        node.kept = node.kept or step


def _lost(node: TimelineNode, result: StepResult, branch: PlayedBranch) -> None:
    if result.stopped and branch.judged:
        node.lost = one_line(" ".join(result.lines()), 300)


def _all_nodes(root: TimelineNode) -> list[TimelineNode]:
    nodes = [root]
    for node in nodes:
        nodes += node.children
    return nodes
