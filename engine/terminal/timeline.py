"""Everything that was played, as a tree: a node for each place where the play stood, a branch for each other way.

Going back only moves along the tree, so nothing that was ever played is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.characters import visible
from engine.named_tuples import NamedTuple
from engine.runtime.history import HostAct
from engine.runtime.session import Session
from engine.runtime.steps import Step
from engine.terminal.blocks import Block, echo_block, one_line, turn_blocks
from engine.terminal.messages import tr

if TYPE_CHECKING:
    from engine.paths.library.records import PathStep


class Taken(NamedTuple):
    """A step of the play: a choice by its id and its text, the answer to a question, or what a host did (`host`)."""

    id: str | None
    text: str
    host: HostAct | None = None


def taken_of(step: PathStep | Step) -> Taken:
    """A step of the library, or of a session, as one of the timeline."""
    if step.host is not None:
        return Taken(None, _told(step.host), step.host)
    return Taken(step.id, step.text or "") if step.answer is None else Taken(None, step.answer)


def _told(host: HostAct) -> str:
    """What a host did, to a player."""
    from engine.paths.differences import written

    if len(host) == 1:
        return tr("(the choices were looked at again)")
    return tr("({name} was set to {value})", name=host[1], value=written(host[2]))


class TimelineNode:
    """Where the play stood after one step.

    `blocks` is what the step printed, its own echo first; `offered` what could be chosen here, with the reason for
    what could not; `question` the id and the text of a question that waits; `latest` the way that was last taken from
    here; `key` the row in the library of plays, and `kept` the step there. `other` says why the way to here is not what
    it was when it was played, in an earlier version of the story, and `lost` why such a way does not go on from here.
    """

    __slots__ = (
        "blocks",
        "children",
        "depth",
        "ending",
        "kept",
        "key",
        "latest",
        "lost",
        "offered",
        "other",
        "parent",
        "question",
        "scene",
        "step",
        "title",
    )

    def __init__(self, parent: TimelineNode | None, step: Taken | None, blocks: list[Block], session: Session) -> None:
        self.parent = parent
        self.step = step
        self.depth: int = parent.depth + 1 if parent is not None else 0
        self.children: list[TimelineNode] = []
        self.latest: TimelineNode | None = None
        self.blocks = blocks
        self.offered = tuple((choice.id, choice.text, choice.reason) for choice in session.choices)
        self.scene = session.scene
        self.title = session.scene_title
        self.ending = session.ending
        self.question = _question(session)
        self.key: int | None = None
        self.kept: PathStep | None = None
        self.other = ""
        self.lost = ""

    def child(self, step: Taken) -> TimelineNode | None:
        """Where this step led when it was taken before."""
        for node in self.children:
            if node.step == step:
                return node
        return None

    def ancestry(self) -> list[TimelineNode]:
        """The nodes from the beginning to this one."""
        nodes: list[TimelineNode] = []
        node: TimelineNode | None = self
        while node is not None:
            nodes.append(node)
            node = node.parent
        return nodes[::-1]

    def tip(self) -> TimelineNode:
        """Where the way that was last taken from here ended."""
        node = self
        while node.latest is not None:
            node = node.latest
        return node

    def place(self) -> str:
        """The scene in a few words."""
        return one_line(self.title or self.scene.replace("_", " "), 60)

    def said(self) -> str:
        """The step that led here in one line."""
        return one_line(self.step.text, 120) if self.step else "The beginning"


def blocks_after(parent: TimelineNode, step: Taken, session: Session, paragraphs: int = 0) -> list[Block]:
    """What a step leaves in the transcript: the question that it answered, itself, and what the story said then.

    `paragraphs` of the turn were there before: what a host does adds to the turn before it.
    """
    if step.host is not None:
        return [Block("aside", ((visible(step.text), "dim"),)), *turn_blocks(session, paragraphs)]
    asked = [Block("asked", ((visible(parent.question[1]), "question"),))] if parent.question else []
    return [*asked, echo_block(step.text), *turn_blocks(session)]


def step_session(session: Session, step: Taken) -> int:
    """Take a step in a session; how many paragraphs of its turn were there before. Raises what `repeat` raises."""
    before = 0 if step.host is None else len(session.text)
    is_answer = step.id is None and step.host is None
    session.repeat(Step("", step.id, step.text, step.text if is_answer else None, step.host))
    return before


def _question(session: Session) -> tuple[str, str] | None:
    if session.question is None:
        return None
    from engine.paths.session_view import question_id

    return question_id(session), session.question.text


def tips(root: TimelineNode) -> Iterator[TimelineNode]:
    """The end of every way that was played, in the order in which the ways parted."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if not node.children:
            yield node
        waiting += reversed(node.children)


def fork_of(tip: TimelineNode, line: set[TimelineNode]) -> TimelineNode:
    """The first node of a way that is not on a line."""
    node = tip
    while node.parent is not None and node.parent not in line:
        node = node.parent
    return node
