"""Writes down what a renamed thing was called, `(was …)`, where saved paths look for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engine.check.blocks import move_of, statements_of
from engine.diagnostics import Edit, Report, replaced
from engine.source import Source
from engine.symbols.index import Symbol
from engine.symbols.places import ending_end, heading_end
from engine.syntax.reading import PieceReader, tags_begin
from engine.syntax.tree import ChoiceStatement, Heading, Name, Point, Scene, StoryTree, Var

# The words by which players know a name of a type stand between it and what it was called.
WORDS = re.compile(r'(?:[ \t]*"(?:[^"\\\n]|\\.)*")?')
# What cannot stand among the old names of an ending.
SEPARATORS = re.compile(r"[(),]")


def old_names_written(story: StoryTree, ids: dict[int, str], symbol: Symbol, new: str) -> Iterator[Edit]:
    """The edits that write down what a symbol was called before it is called `new`.

    `ids` are those of the choices, as `Names` has them.
    """
    if symbol.kind in ("variable", "member"):
        for one in story.declarations:
            if isinstance(one, Var):
                yield from _var_was(one, symbol, new)
    for scene in story.scenes:
        if symbol.kind == "scene" and scene.name == symbol.name:
            yield _scene_was(scene.source, scene.heading, symbol.name, new)
        elif symbol.kind == "ending":
            yield from _endings_were(scene, symbol.name, new)
        elif symbol.kind in ("label", "choice") and symbol.owner == scene.name:
            yield from _labels_were(scene, ids, symbol, new)


def choices_of(scene: Scene) -> Iterable[ChoiceStatement]:
    """All choices of a scene."""
    return (one for one in statements_of(scene.body) if isinstance(one, ChoiceStatement))


def _var_was(var: Var, symbol: Symbol, new: str) -> Iterator[Edit]:
    """What a variable was called, or a name in its type."""
    if symbol.kind == "variable":
        if var.name == symbol.name:
            yield _behind(var.source, _moved(var.was, var.base), var.at + len(var.name), var.name, new)
        return
    type = var.type
    for number, name in enumerate(type.names if type is not None else ()):
        if name.name == symbol.name:
            was = type.was[number] if type is not None and type.was else ()
            found = WORDS.match(var.source.text, var.base + name.end)
            end = var.base + name.end if found is None else found.end()
            yield _behind(var.source, _moved(was, var.base), end, name.name, new)


def _endings_were(scene: Scene, old: str, new: str) -> Iterator[Edit]:
    if SEPARATORS.search(old):
        return
    for statement in statements_of(scene.body):
        move = move_of(statement)
        if move is not None and move.kind == "end" and move.target == old:
            yield _behind(scene.source, move.was, ending_end(scene.source, move), old, new)


def _labels_were(scene: Scene, ids: dict[int, str], symbol: Symbol, new: str) -> Iterator[Edit]:
    """What the label of a choice or a point was; of a choice without one, the slug by which saved paths know it."""
    for one in statements_of(scene.body):
        if isinstance(one, Point):
            if symbol.kind == "label" and one.name == symbol.name:
                yield _behind(scene.source, one.was, one.end, one.name, new)
        elif not isinstance(one, ChoiceStatement):
            continue
        elif symbol.kind == "label" and one.label == symbol.name:
            yield _was(scene.source, one.was, one.label_at + len(symbol.name), symbol.name, new)
        elif symbol.kind == "choice" and ids.get(id(one)) == f"{scene.name}.{symbol.name}":
            at = one.guards[0].at if one.guards else one.at
            yield replaced(scene.source, at, at, f"({new} was {symbol.name}) ")


def _scene_was(source: Source, heading: Heading, old: str, new: str) -> Edit:
    """What a scene was called: behind its name and its parameters."""
    stop = heading_end(source, heading)
    colon = PieceReader(source, Report()).end_of_expression(heading.at, stop, ":")
    end = tags_begin(source.text, heading.end, stop) if colon >= stop else colon
    at = heading.at + len(source.text[heading.at : end].rstrip())
    return _behind(source, heading.was, at, old, new, first_stays=True)


def _moved(names: tuple[Name, ...], base: int) -> tuple[Name, ...]:
    return tuple(Name(one.at + base, one.end + base, one.name) for one in names)


def _behind(source: Source, was: tuple[Name, ...], at: int, old: str, new: str, first_stays: bool = False) -> Edit:
    """The edit that writes an old name behind a name, in brackets of its own."""
    if was:
        return _was(source, was, at, old, new, first_stays)
    return replaced(source, at, at, f" (was {old})")


def _was(source: Source, was: tuple[Name, ...], at: int, old: str, new: str, first_stays: bool = False) -> Edit:
    """The edit that puts an old name before those that stand there, or behind a label.

    A name that is new again goes, but for a scene's first one, by which its draws are known.
    """
    if was:
        names = [old, *(name.name for name in was[:-1] if name.name not in (old, new))]
        if was[-1].name != new or first_stays:
            names.append(was[-1].name)
        return replaced(source, was[0].at, was[-1].end, ", ".join(names))
    return replaced(source, at, at, f" was {old}")
