"""What makes a story large: the parts of its states with the most values, and where they are set in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import log2

from engine.program import nodes
from engine.program.places import line_and_column
from engine.program.program import Program, SceneNode
from engine.program.types import NUMBER
from engine.program.walk import walk
from engine.runtime.layout import Layout
from engine.runtime.state_types import State

# Parts with fewer values are not named; so many are, and so many states are looked at.
FEW, SHOWN, LOOKED_AT = 3, 5, 4000
# From a stop with more ways on, it is what chance or an answer can come to that makes the story large.
MANY_WAYS = 40
# So it is told of what can come out in more ways than these within one turn.
MANY_OUTCOMES = 1000
# How large something is, as the logarithm of its values, and what is said of it.
Said = tuple[float, str]


def what_is_large(
    program: Program, layout: Layout, states: Sequence[State], ways: Iterable[tuple[int, int, int]]
) -> list[str]:
    """What some states differ in most; `ways` are stops (scene and point) with how many ways lead on from there.

    The program may have more variables than the story, which stand for its counts; their names say so.
    """
    variables = [*_variables(program, layout, states), *_few_each(program, layout, states)]
    said = [*variables, *_counters(program, layout, states), *_ways(program, ways)]
    return [text for _, text in sorted(said, key=lambda one: -one[0])[:SHOWN]]


def what_draws(program: Program) -> list[str]:
    """The stretches of scenes in which chance can come out in the most ways at once, where these are many."""
    found: list[Said] = []
    for scene in program.scenes:
        for operations in scene.segments:
            lines: list[int] = []
            size, at = 0.0, 0
            for node in walk(operations):
                at = getattr(node, "at", 0) or at
                if isinstance(node, nodes.ApplyDraw) and (ways := _ways_of(node)) > 1:
                    lines.append(at)
                    size += log2(ways)
            if size > log2(MANY_OUTCOMES):
                place = place_in_words(program, scene, min(lines))
                many = "a draw" if len(lines) == 1 else f"{len(lines)} draws"
                text = (
                    f"{many} in one turn of `{scene.name}`, from {place} on, can come out in up to "
                    f"{round(2 ** min(size, 60)):,} ways: keep but a sum of them, or what they are compared with"
                )
                found.append((size, text))
    return [text for _, text in sorted(found, key=lambda one: -one[0])[:SHOWN]]


def _ways_of(draw: nodes.ApplyDraw) -> int:
    """In how many ways a draw can come out, as far as that is written there."""
    if draw.name == "chance":
        return 2
    low, high = draw.arguments if len(draw.arguments) == 2 else (0, 0)
    return max(1, high - low + 1) if isinstance(low, int) and isinstance(high, int) else 1


def _variables(program: Program, layout: Layout, states: Sequence[State]) -> Iterator[Said]:
    for number, variable in enumerate(program.variables):
        values = len({state[layout.variables + number] for state in states})
        if values > FEW and not variable.name.startswith("claim "):
            unbounded = "; it is unbounded: give it a range" if variable.type == NUMBER else ""
            what = f"`{variable.name}`{_set_at(program, number)}"
            if " " in variable.name or variable.name == "turns":
                # A count that was made a variable (reductions/counters.py).
                what = _count(program, *variable.name.partition(" ")[::2])
            yield log2(values), f"{what} has {values:,} values in the last {len(states):,} states{unbounded}"


def _few_each(program: Program, layout: Layout, states: Sequence[State]) -> Iterator[Said]:
    """Variables with few values each, which are many together; and the names of a set."""
    alone: dict[int, int] = {}
    names: dict[str, int] = {}
    for number, variable in enumerate(program.variables):
        values = len({state[layout.variables + number] for state in states})
        owner, _, name = variable.name.partition(" has ")
        if 1 < values <= FEW and name:
            names[owner] = names.get(owner, 0) + 1
        elif 1 < values <= FEW and " " not in variable.name:
            alone[number] = values
    numbers = {variable.name: number for number, variable in enumerate(program.variables)}
    for owner, count in names.items():
        if count > FEW:
            where = _set_at(program, numbers[owner]) if owner in numbers else ""
            yield count, f"{count} names of `{owner}`{where} can each be in it or not: {_combinations(count)}"
    size = sum(map(log2, alone.values()))
    if len(alone) > FEW:
        first, *others = alone
        told = ", ".join(f"`{program.variables[number].name}`" for number in others[: SHOWN - 3])
        more = ", …" if len(others) > SHOWN - 3 else ""
        yield (
            size,
            (
                f"{len(alone)} variables with few values each (`{program.variables[first].name}`"
                f"{_set_at(program, first)}, {told}{more}) can each be different: {_combinations(size)}"
            ),
        )


def _combinations(size: float) -> str:
    """Up to how many there are, of which the logarithm is known."""
    return f"up to {round(2 ** min(size, 60)):,} combinations"


def _set_at(program: Program, number: int) -> str:
    """The first line of the scenes that sets a variable."""
    for scene in program.scenes:
        for node in walk((scene.segments,)):
            if isinstance(node, nodes.Assign) and node.target == nodes.VarRef(number) and node.at:
                return f" (set in {place_in_words(program, scene, node.at)})"
        for point in scene.points:
            if isinstance(point, nodes.AskPoint) and point.ref == nodes.VarRef(number):
                return f" (asked for in {place_in_words(program, scene, point.at)})"
    return ""


def _counters(program: Program, layout: Layout, states: Sequence[State]) -> Iterator[Said]:
    once: dict[str, int] = {}
    for name, (page, offset) in layout.counters.items():
        values = {state[page][offset] for state in states}
        kind, _, rest = name.partition(" ")
        if kind == "once":
            used, always = 0, -1
            for value in values:
                used, always = used | value, always & value
            scene = rest.rpartition(" ")[0]
            once[scene] = once.get(scene, 0) + (used & ~always).bit_count()
        elif len(values) > FEW:
            place = _count(program, kind, rest) if kind in ("visits", "since") else _variation(kind, rest)
            yield log2(len(values)), f"{place} has {len(values):,} values in the last {len(states):,} states"
    for scene, count in once.items():
        if count > 1:
            yield (
                count,
                (
                    f"{count} once-only choices of `{scene}`{_scene_at(program, scene)} can each have been taken or "
                    f"not: {_combinations(count)}"
                ),
            )


def _count(program: Program, kind: str, name: str) -> str:
    if kind == "turns":
        return "the number of turns, which the story asks for,"
    what, line = "how often" if kind == "visits" else "how long ago", _scene_at(program, name.partition(".")[0])
    return f"{what} `{name}`{line} was visited, which the story asks for,"


def _scene_at(program: Program, name: str) -> str:
    return next((f" ({place_in_words(program, one, one.at)})" for one in program.scenes if one.name == name), "")


def place_in_words(program: Program, scene: SceneNode, at: int) -> str:
    """A place of a scene: its line, with its file where there are several."""
    line = line_and_column(at)[0]
    return f"line {line}" if len(program.files) == 1 else f"{program.files[scene.file]}:{line}"


def _variation(kind: str, name: str) -> str:
    scene = name.partition("|")[0].rpartition(" ")[0] or name.partition("|")[0]
    return f"a {'shuffle' if kind == 'shuffle' else 'variation'} in `{scene}`"


def _ways(program: Program, ways: Iterable[tuple[int, int, int]]) -> Iterator[Said]:
    """The stops from which chance, or an answer, leads on in many ways."""
    found: dict[str, int] = {}
    for scene, point, count in ways:
        place = place_in_words(program, program.scenes[scene], program.scenes[scene].points[point].at)
        found[place] = max(found.get(place, 0), count)
    for place, count in found.items():
        if count > MANY_WAYS:
            yield log2(count), f"from the choices in {place}, draws and answers lead on in {count:,} ways"
