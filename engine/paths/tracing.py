"""Says which texts of a story a turn printed, and which values it showed.

A traced story is the story with a number before each of its texts and around each value that it shows, in control
characters that no story can hold. It plays exactly as the story does: text is no part of a state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.named_tuples import NamedTuple
from engine.paths.session_view import prose_of
from engine.program import nodes
from engine.program.nodes import Expression, Operation, Operations, Parts
from engine.program.program import Program, SceneNode
from engine.runtime.session import Session
from engine.runtime.story import Story
from engine.runtime.text import Fragment, Paragraph, paragraphs_of, unstyled

TEXT, SHOWN, END = "t", "s", "e"
MARK = "\x0e{}\x0f"
MARKS = re.compile("\x0e([tse])(\\d*)\x0f")
# What stands before a text and joins it with another one, or styles it, stays in front of its mark.
LEAD = re.compile("[\x00-\x1f ]*")
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f]")
A_LETTER = re.compile(r"\w")


class TracedText(NamedTuple):
    """A text of a story as it stands in the source, between forms. `chosen` says that something decides about it."""

    scene: str
    words: str
    chosen: bool


class PrintedParagraph(NamedTuple):
    """A paragraph that was printed: as plain text, the numbers of its texts, and the values shown, by their places."""

    text: str
    texts: tuple[int, ...]
    shown: tuple[tuple[int, str], ...]


class Traced:
    """A traced story: `story` to be played, `texts` by number, and the code of each shown value by number."""

    def __init__(self, story: Story) -> None:
        self.texts: list[TracedText] = []
        self.shows: list[tuple[Expression, str]] = []
        self._scene = ""
        self.story = Story(self._program(story.program), story.path)
        self.by_scene: dict[str, list[int]] = {}
        for number, text in enumerate(self.texts):
            self.by_scene.setdefault(text.scene, []).append(number)

    def printed(self, session: Session) -> tuple[PrintedParagraph, ...]:
        """What the last turn of a session of the traced story printed.

        Blanks are settled without the marks, as the story itself does it.
        """
        marked = [one for one in map(_printed, session.text) if one.text]
        said = [one for one in paragraphs_of(_unmarked(session.fragments)) if one.text]
        if len(said) != len(marked):
            return tuple(PrintedParagraph(_spoken(one, one.text), (), ()) for one in said)
        return tuple(one._replace(text=_spoken(other, other.text)) for one, other in zip(marked, said, strict=True))

    def prose(self, session: Session) -> str:
        """All that the last turn printed, exactly as the story itself prints it."""
        return prose_of(paragraphs_of(_unmarked(session.fragments)))

    # ------------------------------------------------------------ marking

    def _program(self, program: Program) -> Program:
        return program._replace(scenes=tuple(map(self._marked_scene, program.scenes)))

    def _marked_scene(self, scene: SceneNode) -> SceneNode:
        self._scene = scene.name
        return scene._replace(segments=tuple([self._operations(one, False) for one in scene.segments]))

    def _operations(self, operations: Operations, chosen: bool) -> Operations:
        return tuple([self._operation(one, chosen) for one in operations])

    def _operation(self, operation: Operation, chosen: bool) -> Operation:
        if isinstance(operation, nodes.Say):
            return operation._replace(parts=self._parts(operation.parts, chosen))
        if isinstance(operation, nodes.Branch):
            cases = [case._replace(body=self._operations(case.body, True)) for case in operation.cases]
            return nodes.Branch(tuple(cases), self._operations(operation.otherwise, True))
        if isinstance(operation, nodes.VaryBlock):
            return operation._replace(items=tuple([self._operations(inner, True) for inner in operation.items]))
        return operation

    def _parts(self, parts: Parts, chosen: bool) -> Parts:
        marked: list[nodes.Part] = []
        for part in parts:
            if isinstance(part, str):
                marked.append(self._text(part, chosen))
            elif isinstance(part, nodes.ShowValue):
                self.shows.append((part.value, part.kind))
                marked += [MARK.format(f"{SHOWN}{len(self.shows) - 1}"), part, MARK.format(END)]
            elif isinstance(part, nodes.ChooseText):
                cases = [case._replace(parts=self._parts(case.parts, True)) for case in part.cases]
                marked.append(part._replace(cases=tuple(cases), otherwise=self._parts(part.otherwise, True)))
            elif isinstance(part, nodes.VaryText):
                marked.append(part._replace(items=tuple([self._parts(inner, True) for inner in part.items])))
        return tuple(marked)

    def _text(self, text: str, chosen: bool) -> str:
        words = " ".join(UNSEEN.sub("", text).split())
        if not A_LETTER.search(words):
            return text
        self.texts.append(TracedText(self._scene, words, chosen))
        lead = LEAD.match(text).end()  # type: ignore[union-attr]  # it matches nothing, too
        return f"{text[:lead]}{MARK.format(f'{TEXT}{len(self.texts) - 1}')}{text[lead:]}"


def _printed(paragraph: Paragraph) -> PrintedParagraph:
    """A paragraph with what its marks say."""
    texts: list[int] = []
    shown: list[tuple[int, str]] = []
    for kind, number, value in _marked_parts(paragraph.raw):
        if kind == TEXT:
            texts.append(number)
        else:
            shown.append((number, value))
    return PrintedParagraph(unstyled(MARKS.sub("", paragraph.raw)), tuple(texts), tuple(shown))


def _unmarked(fragments: list[Fragment]) -> list[Fragment]:
    return [MARKS.sub("", one) if isinstance(one, str) else one for one in fragments]


def _spoken(paragraph: Paragraph, text: str) -> str:
    return f"{paragraph.speaker}: {text}" if paragraph.speaker else text


def _marked_parts(raw: str) -> Iterator[tuple[str, int, str]]:
    open_at: tuple[int, int] | None = None
    for found in MARKS.finditer(raw):
        kind, number = found.groups()
        if kind == TEXT:
            yield TEXT, int(number), ""
        elif kind == SHOWN:
            open_at = int(number), found.end()
        elif open_at is not None:
            yield SHOWN, open_at[0], UNSEEN.sub("", raw[open_at[1] : found.start()])
            open_at = None
