"""The outline of a file, and what of it folds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lsprotocol import types

from engine.check.blocks import blocks_of, move_of, statements_of
from engine.lsp.answers import editor_range
from engine.source import Source
from engine.symbols.mention_collector import mentions_of_scene
from engine.syntax.tree import (
    Body,
    Const,
    Def,
    Extern,
    Point,
    Scene,
    Statement,
    StoryTree,
    Var,
)

DECLARED = {
    Var: types.SymbolKind.Variable,
    Const: types.SymbolKind.Constant,
    Def: types.SymbolKind.Function,
    Extern: types.SymbolKind.Function,
}


def symbols_in(story: StoryTree, source: Source) -> list[types.DocumentSymbol]:
    """What a file declares, and its scenes, each with its points, its labelled choices and its endings."""
    found = [_declared(one, source) for one in _declarations(story, source)]
    for scene in story.scenes:
        if scene.source.name != source.name:
            continue
        base, heading = scene.source.base_at, scene.heading
        end = max(base + heading.end, _end_of_text(source, base + scene.end))
        whole = editor_range(source, source.text.rfind("\n", 0, base + heading.at) + 1, end)
        name = editor_range(source, base + heading.at, base + heading.end)
        symbol = types.DocumentSymbol(
            name=heading.name or "?",
            kind=types.SymbolKind.Class,
            range=whole,
            selection_range=name,
            detail=heading.title,
            children=_children(scene, source),
        )
        found.append(symbol)
    return found


def _declarations(story: StoryTree, source: Source) -> Iterator[Var | Const | Def | Extern]:
    for one in story.declarations:
        if isinstance(one, (Var, Const, Def, Extern)) and one.source.name == source.name:
            yield one


def _declared(one: Var | Const | Def | Extern, source: Source) -> types.DocumentSymbol:
    line_end = source.text.find("\n", one.at)
    end = len(source.text) if line_end < 0 else line_end
    if isinstance(one, Def) and one.body:
        end = max(end, _end_of_text(source, one.body_end))
    begin = source.text.rfind("\n", 0, one.at) + 1
    name = editor_range(source, one.at, one.at + len(one.name))
    return types.DocumentSymbol(one.name, DECLARED[type(one)], editor_range(source, begin, end), name)


def _children(scene: Scene, source: Source) -> list[types.DocumentSymbol]:
    base = scene.source.base_at
    points = {one.at for one in statements_of(scene.body) if isinstance(one, Point)}
    children = []
    for one in sorted(mentions_of_scene(scene), key=lambda mention: mention.at):
        if one.role == "definition" and one.kind in ("label", "ending"):
            place = editor_range(source, base + one.at, base + one.end)
            kind = types.SymbolKind.Event if one.kind == "ending" else types.SymbolKind.Property
            if one.at in points:
                kind = types.SymbolKind.Key
            children.append(types.DocumentSymbol(name=one.name, kind=kind, range=place, selection_range=place))
    return children


def folds_in(story: StoryTree, source: Source) -> list[types.FoldingRange]:
    """What can be folded: scenes and functions, the blocks in them, and what stands behind a point up to the next."""
    folds: list[tuple[int, int]] = []
    for one in story.declarations:
        if isinstance(one, Def) and one.body and one.source.name == source.name:
            folds.append((source.line_of(one.at), _last_line(source, one.body_end)))
            folds += _folds_of(one.body, source, 0)
    for scene in story.scenes:
        if scene.source.name == source.name:
            base = scene.source.base_at
            folds.append((source.line_of(base + scene.heading.at), _last_line(source, base + scene.end)))
            folds += _folds_of(scene.body, source, base)
            folds += _folds_of_points(scene.body, source, base, base + scene.end)
    return [types.FoldingRange(first - 1, last - 1) for first, last in folds if last > first]


def _folds_of(body: Body, source: Source, base: int) -> Iterator[tuple[int, int]]:
    for statement in statements_of(body):
        inner = [one for block in blocks_of(statement) for one in block]
        if inner:
            end = max(base + _end(one) for one in inner)
            yield source.line_of(base + statement.at), _last_line(source, end)


def _folds_of_points(body: Body, source: Source, base: int, end: int) -> Iterator[tuple[int, int]]:
    """Of the points in the outermost block of a scene."""
    points = [base + one.at for one in body if isinstance(one, Point) and one.name]
    for at, stop in pairwise([*points, end]):
        last = stop if stop == end else source.text.rfind("\n", 0, stop)
        yield source.line_of(at), _last_line(source, last)


def _end(statement: Statement) -> int:
    ends = [getattr(statement, "end", 0), statement.at]
    for part in (getattr(statement, "line", None), move_of(statement)):
        ends.append(part.end if part is not None else 0)
    for block in blocks_of(statement):
        ends += map(_end, block)
    return max(ends)


def _end_of_text(source: Source, end: int) -> int:
    """Where the last text before an offset ends."""
    end = min(end, len(source.text))
    while end > 0 and source.text[end - 1] in "\n \t":
        end -= 1
    return end


def _last_line(source: Source, end: int) -> int:
    """The last line with something on it before an offset."""
    return source.line_of(_end_of_text(source, end))
