"""Calls of functions that types alone do not tell: of scenes and sets, of ranges, and those that draw."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.check.call_arguments import has_count
from engine.check.draws import draw_in
from engine.check.places import place_of
from engine.patterns import compiled
from engine.program.functions import BUILT_INS
from engine.program.intervals import interval_of
from engine.program.limits import MOST, MOST_SPAN
from engine.program.nodes import Apply, ApplyDraw, Count
from engine.program.nodes import Expression as Code
from engine.program.texts import CONJUNCTIONS
from engine.program.types import ANY, NUMBER, TEXT, TRUTH, Type, describe, general, same_kind
from engine.slips import Slip, SlipKind
from engine.syntax.tree import Binary, Call, ExpressionNode, Name, Text

if TYPE_CHECKING:
    from engine.check.expressions import Resolver

Typed = tuple[Type, Code]
COUNT = Type("number", 0, MOST)
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
EMPTY_RANGE = Slip(SlipKind.EMPTY_RANGE)


def _clamp(resolver: Resolver, node: Call, expected: Type | None) -> Typed:
    if not has_count(resolver, node, 1, 3):
        return ANY, 0
    numbers = [resolver.want(argument, NUMBER) for argument in node.arguments]
    if len(numbers) == 3:
        low, high = numbers[1:]
        type = NUMBER
        if isinstance(low, int) and isinstance(high, int):
            if low > high:
                return resolver.error(
                    "NC202", node, f"this range is empty: {low} is more than {high}", slip=EMPTY_RANGE
                )
            type = Type("number", low, high)
        elif _is_turned(resolver, low, high):
            span = resolver.source.span(resolver.base + node.at, resolver.base + node.end)
            value, first, last = map(resolver.written, node.arguments)
            hint = f"the lower end stands first: `clamp({value}, {last}, {first})`"
            resolver.report.warning("NC333", span, "this range holds one number, or none", hint)
        return type, Apply("clamp", tuple(numbers))
    if expected is None or expected.kind != "number" or expected.low is None or expected.high is None:
        hint = "write `clamp(value, low, high)`, or set a variable that has a range"
        return resolver.error("NC201", node, "`clamp` does not know the range here", hint, Slip(SlipKind.UNKNOWN_RANGE))
    return expected, Apply("clamp", (numbers[0], expected.low, expected.high))


def _is_turned(resolver: Resolver, low: Code, high: Code) -> bool:
    """Whether the lower end of a range is never less than the higher one."""
    first, last = (interval_of(one, resolver.names.interval_of_variable) for one in (low, high))
    return first[0] >= last[1] and first != last


def _chance(resolver: Resolver, node: Call, expected: Type | None) -> Typed:
    """So many of a hundred: with none or all of them, and more, nothing is left to chance."""
    if not has_count(resolver, node, 1):
        return ANY, 0
    code = resolver.want(node.arguments[0], NUMBER)
    if isinstance(code, int) and not 0 <= code <= 100:
        span = resolver.source.span(resolver.base + node.at, resolver.base + node.end)
        message = f"`chance` counts in hundreds: this {'always' if code > 100 else 'never'} holds"
        resolver.report.warning("NC333", span, message, "give it a number from 0 to 100")
    return TRUTH, ApplyDraw("chance", (code,), draw_in(resolver, node, "chance"))


def _turns(resolver: Resolver, node: Call, expected: Type | None) -> Typed:
    has_count(resolver, node, 0)
    resolver.uses_turns = True
    return COUNT, Count("turns")


def _point(resolver: Resolver, node: Call, labels: bool = True) -> str | None:
    """The scene or choice that is asked about: `bar`, `bar.truce`, or (where `labels` count) one of this scene."""
    if not has_count(resolver, node, 1):
        return None
    argument = node.arguments[0]
    if not isinstance(argument, Name):
        hint = f"write a name: `{node.function}(scene)` or `{node.function}(scene.label)`"
        if isinstance(argument, Text):
            hint = f"names stand without quotes: `{node.function}({argument.value})`"
        elif (compared := _compared(resolver, node, argument)) is not None:
            resolver.error("NC201", node, f"`{node.function}` asks about a scene or a label", compared)
            return None
        elif isinstance(argument, Binary) and isinstance(argument.left, Name) and isinstance(argument.right, Name):
            hint = f"a label is written with its scene: `{node.function}({argument.left.name}.{argument.right.name})`"
        resolver.error("NC201", argument, f"`{node.function}` asks about a scene or a label", hint)
        return None
    return place_of(resolver, argument, labels)


def visits_of(resolver: Resolver, node: Call) -> Count | None:
    """How often a scene was entered or a choice taken; None after an error."""
    key = _point(resolver, node)
    if key is None:
        return None
    resolver.counted.add(key)
    return Count("visits", key)


def _visits(resolver: Resolver, node: Call, expected: Type | None) -> Typed:
    code = visits_of(resolver, node)
    return (ANY, 0) if code is None else (COUNT, code)


def _since(resolver: Resolver, node: Call, expected: Type | None) -> Typed:
    key = _point(resolver, node, labels=False)
    if key is None:
        return ANY, 0
    scene, _, place = key.partition(".")
    if place and place not in resolver.names.scenes[scene].points:
        return resolver.error(
            "NC201",
            node,
            "`since` asks about a scene or a point, not about a choice",
            "put a point below the choice, `-- name`, and ask about that",
        )
    resolver.timed.add(key)
    resolver.uses_turns = True
    return COUNT, Count("since", key)


def _lists_names(resolver: Resolver, node: Call) -> bool:
    """Report names side by side where a set is meant, `random(rope, lamp)`; whether they are."""
    names = resolver.names
    values = (resolver.scope.locals, names.variables, names.constants)
    written = [one.name for one in node.arguments if isinstance(one, Name)]
    if len(written) < max(2, len(node.arguments)) or not all(
        one in names.enumerations and not any(one in known for known in values) for one in written
    ):
        return False
    hint = f"write `{node.function}([{', '.join(written)}])`"
    resolver.error("NC203", node, f"`{node.function}` takes a set, whose names stand in square brackets", hint)
    return True


def _random(resolver: Resolver, node: Call, expected: Type | None) -> Typed:
    if _lists_names(resolver, node):
        return ANY, 0
    if not has_count(resolver, node, 1, 2):
        return ANY, 0
    if len(node.arguments) == 1:
        return _random_name(resolver, node, expected)
    low, high = (resolver.want(argument, NUMBER) for argument in node.arguments)
    type = NUMBER
    if isinstance(low, int) and isinstance(high, int):
        if low > high:
            hint = f"write `random({high}, {low})`"
            return resolver.error("NC202", node, f"this range is empty: {low} is more than {high}", hint, EMPTY_RANGE)
        if high - low >= MOST_SPAN:
            return resolver.error("NC202", node, f"`random` draws from at most {MOST_SPAN} numbers")
        type = Type("number", low, high)
    return type, ApplyDraw("random", (low, high), draw_in(resolver, node, f"random {_bound(low)}..{_bound(high)}"))


def _random_name(resolver: Resolver, node: Call, expected: Type | None) -> Typed:
    """One of the names of a set, each as likely as the others."""
    if resolver.infer(node.arguments[0])[0].kind == "number":
        bounds = compiled(r"(\w+)[ \t]*(?:-|\.\.)[ \t]*(\w+)").fullmatch(resolver.written(node.arguments[0]))
        low, high = ("1", resolver.written(node.arguments[0])) if bounds is None else bounds.groups()
        hint = f"write `random({low}, {high})`"
        if expected is not None and expected.kind == "truth" and bounds is None:
            hint = f"write `chance({high})`"
        elif expected is None and bounds is None:
            hint += f"; for a chance of a hundred, `chance({high})`"
        return resolver.error("NC203", node, "`random` takes two numbers, from which to which, or a set", hint)
    type, members = _set(resolver, node)
    if type.kind == "any":
        return ANY, 0
    place = draw_in(resolver, node, f"random 1..{len(type.names)}")
    number = ApplyDraw("random", (1, Apply("count", (members,))), place)
    return Type("names", names=type.names), Apply("nth", (members, number, *type.names))


def _set(resolver: Resolver, node: Call) -> Typed:
    """The set that is a call's first argument; of the type `any` after an error."""
    argument = node.arguments[0]
    if (compared := _compared(resolver, node, argument)) is not None:
        resolver.error("NC201", node, f"`{node.function}` takes a set; this is true or false", compared)
        return ANY, 0
    type, code = resolver.infer(argument)
    if type.kind not in ("set", "any"):
        message = f"`{node.function}` takes a set; this is {describe(general(type))}"
        hint = f"the form is `{BUILT_INS[node.function].forms[-1]}`"
        written = resolver.written(argument)
        if type.kind in ("names", "literal"):
            hint = f"a set of this name alone is `[{written}]`"
            if node.function == "list":
                hint = f"`{{{written}}}` shows it; as a text it is `list([{written}])`"
        elif type.kind == "text":
            hint = (
                f"`length({written})` says how long it is" if node.function == "count" else f"show it: `{{{written}}}`"
            )
        resolver.error("NC201", argument, message, hint)
        return ANY, 0
    return type, code


def _compared(resolver: Resolver, node: Call, argument: ExpressionNode) -> str | None:
    """The hint for `count(bag > 1)`, whose bracket closes too late; None for an argument that compares nothing."""
    if not isinstance(argument, Binary) or argument.operator not in COMPARISONS:
        return None
    left, right = resolver.written(argument.left), resolver.written(argument.right)
    return f"write `{node.function}({left}) {argument.operator} {right}`"


def text_code(resolver: Resolver, node: Call, argument: ExpressionNode) -> Code | None:
    """The code of a text that a function takes; None for another value: what serves there stands in the hint."""
    type, code = resolver.infer(argument, TEXT)
    if same_kind(type, TEXT):
        return code
    written, hint = resolver.written(argument), None
    if type.kind in ("names", "literal", "set"):
        as_text = f"list({written})" if type.kind == "set" else f"list([{written}])"
        hint = f"its words as a text are `{as_text}`"
        if type.kind == "set" and node.function == "length":
            hint = f"how many names it has says `count({written})`"
        elif type.kind == "set" and node.function == "contains":
            hint = f"a set is asked with `has`: `{written} has {resolver.written(node.arguments[1])}`"
    elif type.kind == "number":
        hint = f"`words({written})` is a number in words, `decimal({written}, 0)` in digits"
    resolver.error("NC201", argument, f"`{node.function}` takes a text; this is {describe(general(type))}", hint)
    return None


def _count(resolver: Resolver, node: Call, expected: Type | None) -> Typed:
    if _lists_names(resolver, node) or not has_count(resolver, node, 1):
        return ANY, 0
    type, members = _set(resolver, node)
    return Type("number", 0, len(type.names)), Apply("count", (members,))


def _list(resolver: Resolver, node: Call, expected: Type | None) -> Typed:
    names = node.arguments[:-1]
    if len(names) > 1 and isinstance(node.arguments[-1], Text) and all(isinstance(one, Name) for one in names):
        listed = ", ".join(resolver.written(one) for one in names)
        hint = f"write `list([{listed}], {resolver.written(node.arguments[-1])})`"
        return resolver.error("NC203", node, "`list` takes a set, whose names stand in square brackets", hint)
    if _lists_names(resolver, node) or not has_count(resolver, node, 1, 2):
        return ANY, 0
    type, members = _set(resolver, node)
    conjunction: Code | None
    if len(node.arguments) == 2:
        conjunction = resolver.want(node.arguments[1], TEXT)
    else:
        language = resolver.names.language
        conjunction = CONJUNCTIONS.get(re.split("[-_]", language.casefold())[0]) if language else CONJUNCTIONS["en"]
        if conjunction is None:
            hint = f'give it: `list({resolver.written(node.arguments[0])}, "and")`'
            message = f"the word before the last name is not known in the language `{language}`"
            return resolver.error("NC201", node, message, hint, Slip(SlipKind.OF_LANGUAGE, language))
    return TEXT, Apply("list", (members, conjunction, *[resolver.names.words.get(one, one) for one in type.names]))


def _bound(code: Code) -> str:
    """A bound of a draw as its place is named: the number, or nothing for one that is not fixed."""
    return str(code) if isinstance(code, int) else ""


SPECIAL: dict[str, Callable[[Resolver, Call, Type | None], Typed]] = {
    "clamp": _clamp,
    "chance": _chance,
    "turns": _turns,
    "visits": _visits,
    "since": _since,
    "random": _random,
    "count": _count,
    "list": _list,
}
