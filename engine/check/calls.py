"""Resolves calls of the functions of the language, as their table (engine/program/functions.py) says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from engine.check.draws import draw_in
from engine.check.places import place_of
from engine.diagnostics import AND_HERE
from engine.patterns import compiled, regex
from engine.program.functions import BUILT_INS, POINT, BuiltIn
from engine.program.intervals import interval_of
from engine.program.limits import MOST, MOST_SPAN
from engine.program.nodes import Apply, ApplyDraw, Count, Node
from engine.program.nodes import Expression as Code
from engine.program.texts import CONJUNCTIONS
from engine.program.types import ANY, NUMBER, TEXT, TRUTH, Type, describe, general, same_kind
from engine.program.walk import map_children
from engine.slips import UNTOLD, Slip, SlipKind
from engine.syntax.tree import Binary, Call, Def, ExpressionNode, Name, Parameter, Text

if TYPE_CHECKING:
    from engine.check.expressions import Resolver

Typed = tuple[Type, Code]
COUNT = Type("number", 0, MOST)
WORD = regex(r"[^\W\d]\w*")
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
EMPTY_RANGE = Slip(SlipKind.EMPTY_RANGE)
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


# A row of the table holds functions of any number of values, which mypy takes for an `Any`.
def call_built_in(  # type: ignore[explicit-any]  # see above
    resolver: Resolver, node: Call, row: BuiltIn, expected: Type | None
) -> Typed:
    """The type and code of a call, where a value of type `expected` is wanted, if given."""
    special = SPECIAL.get(row.name)
    if special is not None:
        return special(resolver, node, expected)
    if row.repeats and len(node.arguments) < len(row.takes):
        message = f"`{row.name}` takes two values or more"
        return resolver.error("NC203", node, message, f"the form is `{form_of(resolver, row.name)}`")
    if not row.repeats and not has_count(resolver, node, len(row.takes)):
        return ANY, 0
    types = (*row.takes, *row.takes[-1:] * (len(node.arguments) - len(row.takes)))
    codes: tuple[Code, ...] = ()
    for one, type in zip(node.arguments, types, strict=True):
        code = _argument(resolver, node, one, type)
        if code is None:
            return ANY, 0
        codes = (*codes, code)
    if row.expands is not None:
        return row.result, _expanded(resolver, node, row.expands(*codes))
    if row.draws:
        return row.result, ApplyDraw(row.name, codes, draw_in(resolver, node, row.name))
    return row.result, Apply(row.name, codes)


def _argument(resolver: Resolver, node: Call, argument: ExpressionNode, type: Type) -> Code | None:
    """The code of a value that a function takes; None after an error. Of a scene or a label, it is how often."""
    if type is POINT:
        return _visits_of(resolver, node)
    return _text(resolver, node, argument) if type is TEXT else resolver.want(argument, type)


def _expanded(resolver: Resolver, node: Call, code: Code) -> Code:
    """What a call stands for, in which each draw that has no place yet gets one."""

    def placed(part: Node) -> object:
        inner = map_children(part, placed)
        if isinstance(inner, ApplyDraw) and not inner.place:
            return inner._replace(place=draw_in(resolver, node, inner.name))
        return inner

    return map_children((code,), placed)[0]


def has_count(resolver: Resolver, node: Call, *allowed: int) -> bool:
    """Whether a call gives as many values as its function takes; reports it if not."""
    given = len(node.arguments)
    if given in allowed:
        return True
    wanted = " or ".join(map(str, allowed))
    message = f"`{node.function}` takes {wanted} value{'' if wanted == '1' else 's'}, not {given}"
    hint = f"the form is `{form_of(resolver, node.function)}`"
    if given > max(allowed):
        taken = ", ".join(resolver.written(one) for one in node.arguments[: max(allowed)])
        hint += f": write `{node.function}({taken})`"
    declared = resolver.names.functions.get(node.function)
    if declared is not None and isinstance(declared.node, Def):
        if given > max(allowed):
            hint += taken_for_a_name(declared.node.parameters)
        _report_count(resolver, node, declared.node, message, hint)
    else:
        resolver.error("NC203", node, message, hint)
    return False


def _report_count(resolver: Resolver, node: Call, declaration: Def, message: str, hint: str) -> None:
    """Report a call with another number of values than its `def` has; calls that are wrong alike are one finding.

    Where the `def` has parameters too many that nothing in it reads, it is named instead.
    """
    resolver.failed = True
    names, call = resolver.names, resolver.source.span(resolver.base + node.at, resolver.base + node.end)
    unread = unread_parameters(declaration)
    read = [one for one in declaration.parameters if one not in unread]
    span, related = call, []
    if unread and len(read) == len(node.arguments):
        source, head = declaration.source, declaration.source.text[declaration.at : declaration.end]
        written = ", ".join(source.text[one.at : one.end] for one in read)
        span = source.span(unread[0].at, unread[0].end)
        message = f"`{head}` takes `{unread[0].name}`, which nothing in it reads, and which it is not given"
        hint = f"write `def {head}({written})`"
        related = [(call, "here, for one")]
    key = "NC203", f"{node.function}({len(node.arguments)})"
    if key in names.misspelt:
        names.report.add_use("NC203", names.misspelt[key], call, AND_HERE)
        return
    names.misspelt[key] = span
    more = len(node.arguments) - len(declaration.parameters)
    slip = Slip(SlipKind.VALUES_TOO_MANY, node.function, owner=str(more)) if more > 0 else UNTOLD
    names.report.error("NC203", span, message, hint, *related, slip=slip)


def unread_parameters(declaration: Def) -> list[Parameter]:
    """The parameters of a `def` whose names nothing in it holds."""
    value = declaration.value
    at, end = declaration.body_at, declaration.body_end
    if value is not None:
        at, end = value.at + value.root.at, value.at + value.root.end
    words = set(WORD.findall(declaration.source.text, at, end))
    return [one for one in declaration.parameters if one.name not in words]


def taken_for_a_name(parameters: Sequence[Parameter]) -> str:
    """What to add to a hint where too much is given: a parameter without a type, behind a set, is a name of the set."""
    type = parameters[-1].type if parameters else None
    if type is None or type.kind != "set" or len(type.names) < 2:
        return ""
    name = type.names[-1].name
    return f"; `{name}` is one of the names of `{parameters[-1].name}` there: `{name}: number` would be another value"


def form_of(resolver: Resolver, name: str) -> str:
    """How a function is called, with a word for each value."""
    row = resolver.names.built_in(name)
    if row is not None:
        return row.forms[0]
    declaration = resolver.names.functions[name].node
    if isinstance(declaration, Def):
        return f"{name}({', '.join(one.name for one in declaration.parameters)})"
    words = {"truth": "true/false", "range": "number", "names": "name"}
    return f"{name}({', '.join(words.get(one.kind, one.kind) for one in declaration.parameters)})"


# ---------------------------------------------------------------- calls that types alone do not tell


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


def _visits_of(resolver: Resolver, node: Call) -> Count | None:
    key = _point(resolver, node)
    if key is None:
        return None
    resolver.counted.add(key)
    return Count("visits", key)


def _visits(resolver: Resolver, node: Call, expected: Type | None) -> Typed:
    code = _visits_of(resolver, node)
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


def _text(resolver: Resolver, node: Call, argument: ExpressionNode) -> Code | None:
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
