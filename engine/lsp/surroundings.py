"""What stands around a place in a file: the line up to it, its scene or function, and where one can go from there."""

from __future__ import annotations

from engine.check.blocks import statements_of
from engine.lsp.completion import POINT_OF, WORD_BEFORE, Around
from engine.source import Source
from engine.syntax.tree import Def, Point, Scene, StoryTree, Var


def line_before(source: Source, offset: int) -> str:
    """The text of a line up to an offset."""
    return source.text[source.text.rfind("\n", 0, offset) + 1 : offset]


def around(story: StoryTree, source: Source, offset: int) -> Around:
    """The surroundings of an offset."""
    here = [one for one in story.scenes if one.source.name == source.name]
    above = [one for one in here if one.source.base_at + one.heading.at <= offset]
    scope = above[-1].name if above else _function_at(story, source, offset)
    dotted = POINT_OF.search(WORD_BEFORE.sub("", line_before(source, offset)))
    wanted = {scope, dotted.group(1) if dotted is not None else scope}
    points = {one.name: _points_of(one) for one in story.scenes if one.name in wanted}
    scenes = {one.name for one in story.scenes}
    places = {
        one.name
        for one in story.declarations
        if isinstance(one, Var) and one.type is not None and {name.name for name in one.type.names} & scenes
    }
    return Around(scope, not above, points, frozenset(places))


def _points_of(scene: Scene) -> list[str]:
    return [one.name for one in statements_of(scene.body) if isinstance(one, Point) and one.name]


def _function_at(story: StoryTree, source: Source, offset: int) -> str | None:
    """The function in whose line or body an offset stands, as the owner of its locals."""
    for one in story.declarations:
        if isinstance(one, Def) and one.source.name == source.name:
            line_end = source.text.find("\n", one.at)
            end = max(one.body_end, len(source.text) if line_end < 0 else line_end)
            if one.at <= offset <= end:
                return f"def {one.name}"
    return None
