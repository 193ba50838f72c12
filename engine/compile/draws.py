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
from typing import Any

from engine.program.model import UNNUMBERED

Code = Any
DRAW, SHUFFLE = "draw ", "shuffle "


def name_draws(scenes: list[dict[str, Any]], functions: list[dict[str, Any]], origins: list[str]) -> list[str]:
    """Give every place that draws in some compiled scenes and functions its name.

    `origins` are the oldest names of the scenes. Adds to `functions` what other scenes call too. The result are the
    counters of functions that draw and that no scene calls.
    """
    bodies: list[Code] = [function.get("code") for function in functions]
    drawing = _drawing(bodies)
    given: set[int] = set()
    for scene, origin in zip(scenes, origins, strict=True):
        names = _numbered(origin, "", {}, (one for one in scene["counters"] if UNNUMBERED in one))
        called = _closure(bodies, drawing, _calls(scene)) if drawing else []
        if not names and not called:
            continue
        copies: dict[int, int] = {}
        for number in called:
            # The first scene that calls a function gets the function itself, each other one a copy.
            copies[number] = len(functions) if number in given else number
            if number in given:
                functions.append(dict(functions[number]))
            given.add(number)
        scene.update({key: _renamed(value, names, copies) for key, value in scene.items()})
        scene["counters"] += _name_functions(origin, called, bodies, functions, copies)
    nobodys = sorted(drawing - given)
    return _name_functions("", nobodys, bodies, functions, {number: number for number in nobodys})


def _name_functions(
    origin: str, called: list[int], bodies: list[Code], functions: list[dict[str, Any]], copies: dict[int, int]
) -> list[str]:
    """Name what the functions draw that one scene calls; the counters of that."""
    counters: list[str] = []
    same: dict[str, int] = {}
    for number in called:
        names = _numbered(origin, "def ", same, set(_places(bodies[number])))
        functions[copies[number]]["code"] = _renamed(bodies[number], names, copies)
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


def _renamed(code: Code, names: dict[str, str], copies: dict[int, int]) -> Code:
    """Code in which places have their names, and calls go to the functions of this scene; itself if nothing changes."""
    if isinstance(code, str):
        return names.get(code, code)
    if isinstance(code, dict):
        return {key: _renamed(value, names, copies) for key, value in code.items()}
    if not isinstance(code, list):
        return code
    new = [_renamed(part, names, copies) for part in code]
    if _is_call(code):
        new[1] = copies.get(code[1], code[1])
    return code if all(one is other for one, other in zip(code, new, strict=True)) else new


def _is_call(code: list[Code]) -> bool:
    return len(code) == 3 and code[0] == "call" and isinstance(code[1], int)


def _parts(code: Code) -> Iterator[Code]:
    """Code and all that stands in it."""
    waiting = [code]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += one.values()


def _places(code: Code) -> Iterator[str]:
    return (one for one in _parts(code) if isinstance(one, str) and UNNUMBERED in one)


def _calls(code: Code) -> set[int]:
    """The functions that some code calls itself."""
    return {one[1] for one in _parts(code) if isinstance(one, list) and _is_call(one)}


def _drawing(bodies: list[Code]) -> set[int]:
    """The functions that draw, or call one that does."""
    drawing = {number for number, body in enumerate(bodies) if next(_places(body), None) is not None}
    calls = {number: _calls(body) for number, body in enumerate(bodies)} if drawing else {}
    known = -1
    while known != len(drawing):
        known = len(drawing)
        drawing |= {number for number, called in calls.items() if called & drawing}
    return drawing


def _closure(bodies: list[Code], drawing: set[int], called: set[int]) -> list[int]:
    """Those of the drawing functions that are called, also by each other, in the order of the story."""
    found: set[int] = set()
    waiting = called & drawing
    while waiting:
        found |= waiting
        waiting = {one for number in waiting for one in _calls(bodies[number])} & drawing - found
    return sorted(found)
