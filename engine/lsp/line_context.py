"""What stands around a place in a file: the line up to it, its scene or function, and where one can go from there."""

from __future__ import annotations

from engine.check.blocks import statements_of
from engine.lsp.completion import POINT_OF, WORD_BEFORE, LineContext
from engine.source import Source
from engine.symbols.index import Index
from engine.syntax.tree import Def, Point, Scene, Var


def line_before(source: Source, offset: int) -> str:
    """The text of a line up to an offset."""
    return source.text[source.text.rfind("\n", 0, offset) + 1 : offset]


def around(index: Index, source: Source, offset: int) -> LineContext:
    """The surroundings of an offset."""
    above = index.scene_at(source.name, offset)
    scope = above.name if above is not None else _function_at(index, source, offset)
    before = line_before(source, offset)
    dotted = POINT_OF.search(WORD_BEFORE.sub("", before))
    wanted = {scope, dotted.group(1) if dotted is not None else scope} - {None}
    scenes = {name: scene for name in wanted if name is not None and (scene := index.scene_named(name)) is not None}
    points = {name: _points_of(scene) for name, scene in scenes.items()}
    return LineContext(scope, above is None, points, _places(index) if "{" in before else frozenset())


def _places(index: Index) -> frozenset[str]:
    """The variables whose values are names of scenes."""
    scenes = set(index.names_of("scene"))
    return frozenset(
        one.name
        for one in index.declarations
        if isinstance(one, Var) and one.type is not None and not scenes.isdisjoint(name.name for name in one.type.names)
    )


def _points_of(scene: Scene) -> list[str]:
    return [one.name for one in statements_of(scene.body) if isinstance(one, Point) and one.name]


def _function_at(index: Index, source: Source, offset: int) -> str | None:
    """The function in whose line or body an offset stands, as the owner of its locals."""
    for one in index.declarations:
        if isinstance(one, Def) and one.source.name == source.name:
            line_end = source.text.find("\n", one.at)
            end = max(one.body_end, len(source.text) if line_end < 0 else line_end)
            if one.at <= offset <= end:
                return f"def {one.name}"
    return None
