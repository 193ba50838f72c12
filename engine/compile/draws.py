"""Names the places that draw, so that chance does not follow wording.

A place is the scene that is played, the kind of draw, its shape, and its number among equals in that scene, in the
order of the source: `bar|random 1..6|0`, `bar|chance|1`, `bar|any|0`, `shuffle bar|3|0`. Correcting words
changes none of them, and neither does an edit in another scene. What a `def` draws belongs to the scene that calls it
(`bar|def random 1..6|0`): such a `def` is in the program once for each scene that does.

How many equals a place has is known when its scene is compiled. Until then its name is its kind and shape and, behind
`UNNUMBERED`, its offset in the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

from engine.program.nodes import ApplyDraw, CallDef, DrawScene, Expression, Node, VaryBlock, VaryText, VisitScene
from engine.program.program import FunctionNode, SceneNode
from engine.program.slugs import UNNUMBERED
from engine.program.walk import map_children, walk

Kind = TypeVar("Kind")
DRAW, SHUFFLE = "draw ", "shuffle "


def name_draws(scenes: list[SceneNode], functions: list[FunctionNode], origins: list[str]) -> list[str]:
    """Give every place that draws in some compiled scenes and functions its name; both are changed in place.

    `origins` are the oldest names of the scenes. Adds to `functions` what other scenes call too. The result are the
    counters of functions that draw and that no scene calls.
    """
    bodies: list[Expression] = [function.body or 0 for function in functions]
    drawing = _drawing(bodies)
    given: set[int] = set()
    for index, (scene, origin) in enumerate(zip(scenes, origins, strict=True)):
        names = _numbered(origin, "", {}, (one for one in scene.counters if UNNUMBERED in one))
        called = _closure(bodies, drawing, _calls(scene)) if drawing else []
        if not names and not called:
            continue
        copies: dict[int, int] = {}
        for number in called:
            # The first scene that calls a function gets the function itself, each other one a copy.
            copies[number] = len(functions) if number in given else number
            if number in given:
                functions.append(functions[number])
            given.add(number)
        counters = tuple([names.get(one, one) for one in scene.counters])
        more = _name_functions(origin, called, bodies, functions, copies)
        scenes[index] = _renamed(scene, names, copies)._replace(counters=(*counters, *more))
    nobodys = sorted(drawing - given)
    return _name_functions("", nobodys, bodies, functions, {number: number for number in nobodys})


def copy_functions(scenes: list[SceneNode], functions: list[FunctionNode], origins: list[str]) -> list[str]:
    """Give each scene functions of its own that are scenes and draw, as what they draw belongs to whoever calls them.

    `origins` are the oldest names of the scenes that are no functions, which come first in `scenes`. Copies are added
    to these; the result are the origins of all. The variations of a function are the same in all copies.
    """
    count = len(origins)
    bodies: list[Expression] = [function.body or 0 for function in functions]
    drawing, drawn = _drawing(bodies), set[int]()
    for number in range(count, len(scenes)):
        shuffles = [one for one in scenes[number].counters if one.startswith(SHUFFLE) and UNNUMBERED in one]
        names = _numbered(scenes[number].name, "", {}, shuffles)
        counters = tuple([names.get(one, one) for one in scenes[number].counters])
        scenes[number] = _renamed(scenes[number], names, {})._replace(counters=counters)
        if next(_places(scenes[number]), None) is not None or _calls(scenes[number]) & drawing:
            drawn.add(number)
    visits = {number: _visited(scenes[number], count) for number in range(count, len(scenes))}
    known = -1
    while known != len(drawn):
        known = len(drawn)
        drawn |= {number for number, called in visits.items() if called & drawn}
    every = [*origins, *(scene.name for scene in scenes[count:])]
    given: set[int] = set()
    for index in range(count):
        called, waiting = set[int](), _visited(scenes[index], count) & drawn
        while waiting:
            called |= waiting
            waiting = {one for number in waiting for one in visits[number]} & drawn - called
        own: dict[int, int] = {}
        for number in sorted(called):
            own[number] = len(scenes) if number in given else number
            if number in given:
                # What it counts besides is counted where the first one is.
                draws = tuple([one for one in scenes[number].counters if one.startswith(DRAW)])
                scenes.append(scenes[number]._replace(counters=draws))
                every.append("")
            given.add(number)
            every[own[number]] = f"{origins[index]}|{scenes[number].name}"
        for place in (index, *own.values()):
            scenes[place] = _visiting(scenes[place], own)
    return every


def _visited(scene: SceneNode, first: int) -> set[int]:
    """The functions that a scene visits: those scenes from a number on."""
    return {one.scene for one in walk(scene) if isinstance(one, VisitScene) and one.scene >= first}


def _visiting(node: Kind, own: dict[int, int]) -> Kind:
    """A node in which visits lead to other scenes."""
    new: object = map_children(node, lambda part: _visiting(part, own))
    if isinstance(new, VisitScene):
        new = new._replace(scene=own.get(new.scene, new.scene))
    return cast(Kind, new)


def _name_functions(
    origin: str, called: list[int], bodies: list[Expression], functions: list[FunctionNode], copies: dict[int, int]
) -> list[str]:
    """Name what the functions draw that one scene calls; the counters of that."""
    counters: list[str] = []
    same: dict[str, int] = {}
    for number in called:
        names = _numbered(origin, "def ", same, set(_places(bodies[number])))
        functions[copies[number]] = functions[copies[number]]._replace(
            bodies=(_renamed(bodies[number], names, copies),)
        )
        counters += [name for name in names.values() if name.startswith(DRAW)]
    return counters


def _numbered(origin: str, prefix: str, same: dict[str, int], places: Iterable[str]) -> dict[str, str]:
    """The names of places, in the order of the source; `same` counts those of one kind and shape."""
    names: dict[str, str] = {}
    for place in sorted({one.removeprefix(DRAW) for one in places}, key=_offset):
        kind = place.partition(UNNUMBERED)[0]
        number = same[kind] = same.get(kind, -1) + 1
        if kind.startswith(SHUFFLE):
            names[place] = f"{SHUFFLE}{origin}|{kind.removeprefix(SHUFFLE)}|{number}"
            continue
        names[place] = f"{origin}|{prefix}{kind}|{number}"
        names[DRAW + place] = DRAW + names[place]
    return names


def _offset(place: str) -> int:
    return int(place.partition(UNNUMBERED)[2])


def _renamed(node: Kind, names: dict[str, str], copies: dict[int, int]) -> Kind:
    """A node in which places have their names, and calls go to the functions of this scene."""
    new: object = map_children(node, lambda part: _renamed(part, names, copies))
    if isinstance(new, ApplyDraw | DrawScene):
        new = new._replace(place=names.get(new.place, new.place))
    elif isinstance(new, VaryText | VaryBlock):
        new = new._replace(counter=names.get(new.counter, new.counter))
    elif isinstance(new, CallDef):
        new = new._replace(function=copies.get(new.function, new.function))
    return cast(Kind, new)


def _parts(code: Expression | SceneNode) -> Iterator[Node]:
    """A node and all that stands in it."""
    if isinstance(code, tuple):
        yield code
        yield from walk(code)


def _places(code: Expression | SceneNode) -> Iterator[str]:
    return (one.place for one in _parts(code) if isinstance(one, ApplyDraw) and UNNUMBERED in one.place)


def _calls(code: Expression | SceneNode) -> set[int]:
    """The functions that some code calls itself."""
    return {one.function for one in _parts(code) if isinstance(one, CallDef)}


def _drawing(bodies: list[Expression]) -> set[int]:
    """The functions that draw, or call one that does."""
    drawing = {number for number, body in enumerate(bodies) if next(_places(body), None) is not None}
    calls = {number: _calls(body) for number, body in enumerate(bodies)} if drawing else {}
    known = -1
    while known != len(drawing):
        known = len(drawing)
        drawing |= {number for number, called in calls.items() if called & drawing}
    return drawing


def _closure(bodies: list[Expression], drawing: set[int], called: set[int]) -> list[int]:
    """Those of the drawing functions that are called, also by each other, in the order of the story."""
    found: set[int] = set()
    waiting = called & drawing
    while waiting:
        found |= waiting
        waiting = {one for number in waiting for one in _calls(bodies[number])} & drawing - found
    return sorted(found)
