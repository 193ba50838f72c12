"""The words of a story with their places: every paragraph, speech, choice, question and reason, and words of names.

What proofreaders and voices are given, and what words are counted in. Inline forms stay as they are written.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.program.program import FUNCTION
from engine.source import Source
from engine.syntax.tree import (
    Ask,
    BlockStatement,
    Body,
    ChoiceStatement,
    Def,
    Each,
    Expression,
    Member,
    Prose,
    Scene,
    Show,
    StoryTree,
    Styled,
    TextItems,
    Var,
    Variation,
)

WORD = regex(r"\w[\w'’-]*")


class TextPassage(NamedTuple):
    """A piece of text that a player reads at once.

    `kind` is "prose", "speech", "choice", "question", "reason", "status" or "name", for the words by which players know
    a name of a type; `speaker` is given for a speech. `scene` is "def name" for what stands in the body of a function.
    """

    source: Source
    at: int
    scene: str
    kind: str
    speaker: str | None
    text: str
    words: int


def passages_of(story: StoryTree) -> Iterator[TextPassage]:
    """All passages of a story: its status line, its declarations, its scenes in the order in which they are read."""
    if story.status is not None:
        status = story.status
        yield _passage(story.sources[0], status.at, "", "status", None, status.items)
    for declaration in story.declarations:
        if isinstance(declaration, Var):
            yield from _words_of_names(declaration)
    yield from passages_of_functions(story)
    for scene in story.scenes:
        yield from passages_of_scene(scene)


def passages_of_functions(story: StoryTree) -> Iterator[TextPassage]:
    """All passages in the bodies of functions."""
    for declaration in story.declarations:
        if isinstance(declaration, Def):
            yield from _body(declaration.body, declaration.source, f"{FUNCTION}{declaration.name}")


def passages_of_scene(scene: Scene) -> Iterator[TextPassage]:
    """All passages of a scene, in the order of the source."""
    yield from _body(scene.body, scene.source, scene.name)


def _words_of_names(variable: Var) -> Iterator[TextPassage]:
    for name in variable.type.names if variable.type is not None else ():
        if isinstance(name, Member):
            yield TextPassage(
                variable.source,
                variable.base + name.at,
                "",
                "name",
                None,
                name.words,
                len(WORD.findall(name.words)),
            )


def _body(body: Body, source: Source, scene: str) -> Iterator[TextPassage]:
    for statement in body:
        if isinstance(statement, Prose):
            if statement.line.items:
                kind = "speech" if statement.speaker is not None else "prose"
                yield _passage(source, statement.at, scene, kind, statement.speaker, statement.line.items)
        elif isinstance(statement, (ChoiceStatement, Each)):
            for guard in statement.guards:
                if guard.reason is not None:
                    yield _passage(source, guard.reason.at, scene, "reason", None, guard.reason.items)
            if isinstance(statement, ChoiceStatement):
                if statement.line.items:
                    yield _passage(source, statement.at, scene, "choice", None, statement.line.items)
                yield from _body(statement.body, source, scene)
        elif isinstance(statement, Ask):
            yield _passage(source, statement.at, scene, "question", None, statement.prompt.items)
        elif isinstance(statement, BlockStatement):
            for block in statement.blocks:
                yield from _body(block, source, scene)


def _passage(source: Source, at: int, scene: str, kind: str, speaker: str | None, items: TextItems) -> TextPassage:
    while at < len(source.text) and source.text[at] in " \t\n":
        at += 1
    return TextPassage(source, at, scene, kind, speaker, written(items, source), words_in(items))


def words_in(items: TextItems) -> int:
    """How many words stand in a text, with all that only some plays show; expressions are none."""
    count = 0
    for item in items:
        if isinstance(item, str):
            count += len(WORD.findall(item))
        else:
            count += sum(map(words_in, item.texts))
    return count


def written(items: TextItems, source: Source) -> str:
    """A text as it is written, in one line, without comments, tags and moves."""
    parts: list[str] = []
    for item in items:
        if isinstance(item, str):
            parts.append(item)
        elif isinstance(item, Show):
            parts.append(f"{{{_expression(item.value, source)}}}")
        elif isinstance(item, Styled):
            parts.append(f"{item.style}{written(item.items, source)}{item.style}")
        elif isinstance(item, Variation):
            kind = "" if item.kind == "then" else f"{item.kind}: "
            parts.append(f"{{{kind}{' | '.join(written(one, source) for one in item.items)}}}")
        else:
            branches = [f"if {_expression(test, source)}:{_behind_colon(one, source)}" for test, one in item.branches]
            if item.otherwise:
                branches.append(written(item.otherwise, source))
            parts.append(f"{{{' | '.join(branches)}}}")
    return "".join(parts)


def _behind_colon(items: TextItems, source: Source) -> str:
    text = written(items, source)
    return text if text[:1] in tuple(",.;:!?") else f" {text}"


def _expression(expression: Expression, source: Source) -> str:
    return " ".join(source.text[expression.at : expression.end].split())
