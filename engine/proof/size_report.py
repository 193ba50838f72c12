"""What makes a story large: the parts of its states with the most values, and where they are set in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import log2

from engine.program import nodes
from engine.program.places import line_and_column
from engine.program.program import Program, SceneNode
from engine.program.types import NUMBER, Type
from engine.program.walk import walk
from engine.runtime.layout import Layout
from engine.runtime.state_types import State

# Parts with fewer values are not named; so many are, and so many states are looked at.
FEW, SHOWN, LOOKED_AT = 3, 5, 4000
# From a stop with more ways on, it is what chance or an answer can come to that makes the story large.
MANY_WAYS = 40
# So it is told of what can come out in more ways than these within one turn.
MANY_OUTCOMES = 1000
# And of once-only choices of a scene that are more than these, where no state was looked at.
MANY_ONCE = 20
# Powers of two that are larger are not written out.
MOST_WRITTEN = 60
# How large something is, as the logarithm of its values, what is said of it, and what helps.
Said = tuple[float, str, str]
# Numbers whose range has no more values are small enough.
SMALL_RANGE = 12

# What helps where something has many values.
UNBOUNDED = "it is unbounded: give it a range"
NARROWER = "a smaller range, or a few words for what is asked of it, makes fewer"
TYPED = "answers are told apart by the texts that they are compared with: fewer of these make fewer"
FLAGS = "a name for each step (`var step: asleep | awake | gone`) makes fewer than flags that come one after the other"
NAMES = "what asks how many a set holds, and not which, makes fewer"
ONCE = "those that come later, in a scene that does not lead back, make fewer; a range cannot help"
COUNTED = "ask for it up to a number (`>= 3`), or modulo one"
SHUFFLED = "it remembers what was shown; `random:` remembers nothing"
FEWER = "asking for fewer of them makes fewer"
DRAWN = "keep but a sum of them, or what they are compared with"


def largest(said: Iterable[Said]) -> list[str]:
    """What is said, the largest first, and behind each the help that fits it, each but once."""
    told: list[str] = []
    helps: set[str] = set()
    for _, what, helped in sorted(said, key=lambda one: -one[0])[:SHOWN]:
        told.append(f"{what}; {helped}" if helped and helped not in helps else what)
        helps.add(helped)
    return told


def what_is_large(
    program: Program, layout: Layout, states: Sequence[State], ways: Iterable[tuple[int, int, int]]
) -> list[Said]:
    """What some states differ in most, and what helps; `ways` are stops (scene and point), and how many ways lead on.

    The program may have more variables than the story, which stand for its counts; their names say so.
    """
    variables = [*_variables(program, layout, states), *_few_each(program, layout, states)]
    return [*variables, *_counters(program, layout, states), *_turns(layout, states), *_ways(program, ways)]


def what_draws(program: Program) -> list[Said]:
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
                    f"{round(2 ** min(size, 60)):,} ways"
                )
                found.append((size, text, DRAWN))
    return found


def what_is_taken_once(program: Program) -> list[Said]:
    """The scenes with very many once-only choices, which can be large though no state was looked at."""
    found: list[Said] = []
    for scene in program.scenes:
        offered = walk((scene.points, scene.thread or ()))
        count = len({one.once for one in offered if isinstance(one, nodes.OfferChoice) and one.once is not None})
        if count > MANY_ONCE:
            found.append((count, _once_only(program, scene.name, count), ONCE))
    return found


def _once_only(program: Program, scene: str, count: int) -> str:
    what = f"{count:,} once-only choices of `{scene}`{_scene_at(program, scene)} can each have been taken or not"
    return f"{what}: {_combinations(count)}"


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
            what, helped = f"`{variable.name}`{_set_at(program, number)}", _help_of(variable.type)
            if " " in variable.name or variable.name == "turns":
                # A count that was made a variable (reductions/counters.py).
                what, helped = _count(program, *variable.name.partition(" ")[::2]), COUNTED
            yield log2(values), f"{what} has {_values(values, states)}", helped


def _values(count: int, states: Sequence[State]) -> str:
    return f"{count:,} values in the {len(states):,} states looked at"


def _help_of(type: Type) -> str:
    """What makes a variable of a type have fewer values, if anything does."""
    if type == NUMBER:
        return UNBOUNDED
    if type.kind == "text":
        return TYPED
    if type.kind == "set":
        return NAMES
    return NARROWER if type.low is not None and (type.high or 0) - type.low >= SMALL_RANGE else ""


def _few_each(program: Program, layout: Layout, states: Sequence[State]) -> Iterator[Said]:
    """Variables with few values each, which are many together; and the names of a set."""
    alone: dict[int, int] = {}
    names: dict[str, list[int]] = {}
    for number, variable in enumerate(program.variables):
        values = len({state[layout.variables + number] for state in states})
        owner, _, name = variable.name.partition(" has ")
        if 1 < values <= FEW and name:
            names.setdefault(owner, []).append(number)
        elif 1 < values <= FEW and " " not in variable.name:
            alone[number] = values
    for owner, flags in names.items():
        if (count := len(flags)) > FEW:
            where = next((told for number in flags if (told := _set_at(program, number))), "")
            yield count, f"{count} names of `{owner}`{where} can each be in it or not: {_combinations(count)}", NAMES
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
            FLAGS,
        )


def _combinations(size: float) -> str:
    """Up to how many there are, of which the logarithm is known."""
    return f"up to {round(2**size):,} combinations" if size <= MOST_WRITTEN else f"up to 2^{size:,.0f} combinations"


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
    drawn_once: list[str] = []
    few: dict[str, int] = {}
    scenes = {one.name for one in program.scenes if one.once}
    for name, (page, offset) in layout.counters.items():
        values = {state[page][offset] for state in states}
        kind, _, rest = name.partition(" ")
        if kind in ("once", "each"):
            used, always = 0, -1
            for value in values:
                used, always = used | value, always & value
            scene = rest.partition(" ")[0]
            once[scene] = once.get(scene, 0) + (used & ~always).bit_count()
        elif kind == "visits" and rest in scenes and len(values) > 1:
            drawn_once.append(rest)
        elif len(values) > FEW:
            place, helped = _count(program, kind, rest), COUNTED
            if kind not in ("visits", "since"):
                place, helped = _variation(program, rest, kind), SHUFFLED if kind == "shuffle" else ""
            yield log2(len(values)), f"{place} has {_values(len(values), states)}", helped
        elif kind == "visits" and len(values) > 1:
            few[rest] = len(values)
    for scene, count in once.items():
        if count > 1:
            yield count, _once_only(program, scene, count), ONCE
    if len(alone := [scene for scene, count in once.items() if count == 1]) > 1:
        what = f"once-only choices of {_each(program, alone, 'scenes')} can each have been taken or not"
        yield len(alone), f"{what}: {_combinations(len(alone))}", ONCE
    if len(drawn_once) > 1:
        what = f"{_each(program, drawn_once, 'scenes that come once')} can each have come or not"
        yield len(drawn_once), f"{what}: {_combinations(len(drawn_once))}", ONCE
    if len(few) > FEW:
        size = sum(map(log2, few.values()))
        what = f"{_each(program, [*few], 'places')}, of which the story asks how often they were visited,"
        yield size, f"{what} can each be different: {_combinations(size)}", FEWER


def _each(program: Program, names: list[str], what: str) -> str:
    """Some places, of which a few are named."""
    told = ", ".join(f"`{name}`" for name in names[1 : SHOWN - 2])
    first = f"`{names[0]}`{_scene_at(program, names[0].partition('.')[0])}"
    return f"{len(names)} {what} ({first}{told and ', '}{told}{', …' if len(names) > SHOWN - 2 else ''})"


def _turns(layout: Layout, states: Sequence[State]) -> Iterator[Said]:
    """The number of turns, where the story asks for it."""
    if layout.turns is not None and (values := len({state[layout.turns] for state in states})) > FEW:
        what = "the number of turns, which the story asks for,"
        yield log2(values), f"{what} has {_values(values, states)}", COUNTED


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


def _variation(program: Program, name: str, kind: str) -> str:
    scene = name.partition("|")[0].rpartition(" ")[0] or name.partition("|")[0]
    what = "a shuffle" if kind == "shuffle" else "a variation"
    return f"{what} in `{scene}`{_scene_at(program, scene)}"


def _ways(program: Program, ways: Iterable[tuple[int, int, int]]) -> Iterator[Said]:
    """The stops from which chance, or an answer, leads on in many ways."""
    found: dict[tuple[str, str, str], int] = {}
    for scene, number, count in ways:
        point = program.scenes[scene].points[number]
        told = ("question", "answers", TYPED) if isinstance(point, nodes.AskPoint) else ("choices", "draws", DRAWN)
        key = (f"from the {told[0]} in {place_in_words(program, program.scenes[scene], point.at)}, ", *told[1:])
        found[key] = max(found.get(key, 0), count)
    for (place, what, helped), count in found.items():
        if count > MANY_WAYS:
            yield log2(count), f"{place}{what} lead on in {count:,} ways", helped
