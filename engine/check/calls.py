"""Resolves calls of the functions that are built in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from engine.program.types import ANY, MOST, NUMBER, TEXT, TRUTH, Type
from engine.syntax.tree import Call, Def, Name

if TYPE_CHECKING:
    from engine.check.expressions import Resolver

Code = Any
BuiltIn = Callable[["Resolver", Call, Type | None], tuple[Type, Code]]
COUNT = Type("number", 0, MOST)
MOST_SPAN = 2**31
# What each function takes, in a writer's words.
FORMS = {
    "min": "a, b",
    "max": "a, b",
    "abs": "n",
    "clamp": "n, low, high",
    "words": "n",
    "turns": "",
    "visits": "scene",
    "seen": "scene",
    "since": "scene",
    "random": "low, high",
    "chance": "percent",
}
# What functions of ink, Twine and Yarn Spinner are called here, by their names in small letters.
DRAW = "a number drawn at random is `random(1, 6)`"
WHOLE = "numbers are whole, and `/` rounds down: leave it away"
ELSEWHERE = {
    "dice": DRAW,
    "randint": DRAW,
    "random_range": DRAW,
    "visited": "write `seen(scene)`, or `visits(scene)` for how often",
    "hasvisited": "write `seen(scene)`",
    "visited_count": "write `visits(scene)`",
    "turns_since": "write `since(scene)`",
    "either": "to draw one of some texts, write `{shuffle: … | …}`",
    "floor": WHOLE,
    "round": WHOLE,
    "int": WHOLE,
}


def has_count(resolver: Resolver, node: Call, *allowed: int) -> bool:
    """Whether a call gives as many values as its function takes; reports it if not."""
    given = len(node.arguments)
    if given in allowed:
        return True
    wanted = " or ".join(map(str, allowed))
    message = f"`{node.function}` takes {wanted} value{'' if wanted == '1' else 's'}, not {given}"
    resolver.error("NC203", node, message, f"the form is `{form_of(resolver, node.function)}`")
    return False


def form_of(resolver: Resolver, name: str) -> str:
    """How a function is called, with a word for each value."""
    if name in FORMS:
        return f"{name}({FORMS[name]})"
    declaration = resolver.names.functions[name].node
    if isinstance(declaration, Def):
        return f"{name}({', '.join(one.name for one in declaration.parameters)})"
    words = {"truth": "true/false", "range": "number", "names": "name"}
    return f"{name}({', '.join(words.get(one.kind, one.kind) for one in declaration.parameters)})"


def _numbers(resolver: Resolver, node: Call) -> list[Code]:
    return [resolver.want(argument, NUMBER) for argument in node.arguments]


def _extreme(resolver: Resolver, node: Call, expected: Type | None) -> tuple[Type, Code]:
    """`min` and `max`."""
    if len(node.arguments) < 2:
        message = f"`{node.function}` takes two values or more"
        return resolver.error("NC203", node, message, f"the form is `{form_of(resolver, node.function)}`")
    return NUMBER, [node.function, *_numbers(resolver, node)]


def _abs(resolver: Resolver, node: Call, expected: Type | None) -> tuple[Type, Code]:
    if not has_count(resolver, node, 1):
        return ANY, 0
    return NUMBER, ["abs", *_numbers(resolver, node)]


def _clamp(resolver: Resolver, node: Call, expected: Type | None) -> tuple[Type, Code]:
    if not has_count(resolver, node, 1, 3):
        return ANY, 0
    numbers = _numbers(resolver, node)
    if len(numbers) == 3:
        low, high = numbers[1:]
        if isinstance(low, int) and isinstance(high, int):
            if low > high:
                return resolver.error("NC202", node, f"this range is empty: {low} is more than {high}")
            return Type("number", low, high), ["clamp", *numbers]
        return NUMBER, ["clamp", *numbers]
    if expected is None or expected.kind != "number" or expected.low is None:
        hint = "write `clamp(value, low, high)`, or set a variable that has a range"
        return resolver.error("NC201", node, "`clamp` does not know the range here", hint)
    return expected, ["clamp", numbers[0], expected.low, expected.high]


def _words(resolver: Resolver, node: Call, expected: Type | None) -> tuple[Type, Code]:
    if not has_count(resolver, node, 1):
        return ANY, ""
    return TEXT, ["words", *_numbers(resolver, node)]


def _turns(resolver: Resolver, node: Call, expected: Type | None) -> tuple[Type, Code]:
    has_count(resolver, node, 0)
    resolver.uses_turns = True
    return COUNT, ["turns"]


def _point(resolver: Resolver, node: Call, labels: bool = True) -> str | None:
    """The scene or choice that is asked about: `bar`, `bar.truce`, or (where `labels` count) one of this scene."""
    if not has_count(resolver, node, 1):
        return None
    argument = node.arguments[0]
    if not isinstance(argument, Name):
        resolver.error(
            "NC201", argument, f"`{node.function}` asks about a scene or a label", "names stand without quotes"
        )
        return None
    return resolver.point(argument, labels)


def _visits(resolver: Resolver, node: Call, expected: Type | None) -> tuple[Type, Code]:
    key = _point(resolver, node)
    if key is None:
        return ANY, 0
    resolver.counted.add(key)
    return COUNT, ["visits", key]


def _seen(resolver: Resolver, node: Call, expected: Type | None) -> tuple[Type, Code]:
    _, code = _visits(resolver, node, None)
    return TRUTH, [">", code, 0]


def _since(resolver: Resolver, node: Call, expected: Type | None) -> tuple[Type, Code]:
    key = _point(resolver, node, labels=False)
    if key is None:
        return ANY, 0
    if "." in key:
        return resolver.error("NC201", node, "`since` asks about a scene, not about a choice")
    resolver.timed.add(key)
    resolver.uses_turns = True
    return COUNT, ["since", key]


def _random(resolver: Resolver, node: Call, expected: Type | None) -> tuple[Type, Code]:
    if not has_count(resolver, node, 2):
        return ANY, 0
    low, high = _numbers(resolver, node)
    type = NUMBER
    if isinstance(low, int) and isinstance(high, int):
        if low > high:
            hint = f"write `random({high}, {low})`"
            return resolver.error("NC202", node, f"this range is empty: {low} is more than {high}", hint)
        if high - low >= MOST_SPAN:
            return resolver.error("NC202", node, f"`random` draws from at most {MOST_SPAN} numbers")
        type = Type("number", low, high)
    return type, ["random", low, high, resolver.draw(node, f"random {_bound(low)}..{_bound(high)}")]


def _chance(resolver: Resolver, node: Call, expected: Type | None) -> tuple[Type, Code]:
    if not has_count(resolver, node, 1):
        return ANY, False
    (percent,) = _numbers(resolver, node)
    return TRUTH, ["chance", percent, resolver.draw(node, "chance")]


def _bound(code: Code) -> str:
    """A bound of a draw as its place is named: the number, or nothing for one that is not fixed."""
    return str(code) if isinstance(code, int) else ""


BUILT_INS: dict[str, BuiltIn] = {
    "min": _extreme,
    "max": _extreme,
    "abs": _abs,
    "clamp": _clamp,
    "words": _words,
    "turns": _turns,
    "visits": _visits,
    "seen": _seen,
    "since": _since,
    "random": _random,
    "chance": _chance,
}
