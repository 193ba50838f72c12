"""Resolves expressions: finds what each name means, checks types, and gives the resolved form.

The resolved form ("code") is plain data, the same that a compiled program holds:

    5, true, "text"                 constants; a name of an enumeration is its text, a set is a bit mask
    ["var", i]  ["local", i]        variables by number
    ["-", a] ["not", a]             and so on for every operator: ["+", a, b], ["==", a, b], ["and", a, b]
    ["has", s, t] ["union", s, t] ["minus", s, t]
    ["if", c, a, b]                 `a if c else b`
    ["min", …] ["max", …] ["abs", a] ["clamp", x, low, high] ["words", n]
    ["call", i, [args]] ["extern", i, [args]]
    ["visits", key] ["since", key] ["turns"]
    ["random", a, b, draw] ["chance", p, draw]   `draw` names the place that draws

Equal expressions share one tree, so most are resolved once: what depends on no local variable and draws nothing is
remembered by its tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.check.names import BUILT_IN, Function, Names
from engine.check.types import ANY, MOST, NUMBER, TEXT, TRUTH, Type, describe, general, listed, same_kind
from engine.source import Source
from engine.syntax.tree import (
    Binary,
    Call,
    Def,
    Either,
    Expression,
    Members,
    Missing,
    Name,
    Node,
    Number,
    Text,
    Truth,
    Unary,
)

Code = Any
MOST_COST = 20_000
MOST_DEPTH = 40
ARITHMETIC = {"+", "-", "*", "/", "%"}
ORDER = {"<", "<=", ">", ">="}


@dataclass(slots=True)
class Scope:
    """Where an expression stands: the local variables known there, and the name of the place for draws.

    `place` is a scene's name or `def name`. `draws` is false where chance may not decide (`when`, `status`, claims).
    """

    place: str
    scene: str | None = None
    locals: dict[str, tuple[int, Type]] = field(default_factory=dict)
    draws: bool = True


class Resolver:
    """Resolves the expressions of one story. Mistakes go to the report; the type is then `ANY`, which fits all."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.report = names.report
        self.memo: dict[tuple[int, int], tuple[Type, Code]] = {}
        self.draw_counts: dict[tuple[str, str], int] = {}
        self.draws: dict[str, list[str]] = {}
        self.counted: set[str] = set()
        self.timed: set[str] = set()
        self.uses_turns = False
        self.checking: list[Function] = []
        self.source: Source = names.story.sources[0]
        self.base = 0
        self.scope = Scope("")
        self.uses_local = self.effects = self.failed = False
        self.cost = self.depth = 0

    def resolve(
        self, expression: Expression, source: Source, scope: Scope, expected: Type | None = None
    ) -> tuple[Type, Code]:
        """The type and the resolved form of an expression, where a value of type `expected` is wanted, if given."""
        key = (id(expression.root), id(expected) if expected is not None else 0)
        known = self.memo.get(key)
        if known is not None:
            return known
        before = self.source, self.base, self.scope, self.uses_local, self.effects, self.failed
        self.source, self.base, self.scope = source, expression.at, scope
        self.uses_local = self.effects = self.failed = False
        result = self.infer(expression.root, expected)
        if expected is not None and not self.failed:
            self.fit(expression.root, result[0], expected, result[1])
        if not (self.uses_local or self.effects or self.failed):
            self.memo[key] = result
        if self.failed:
            result = ANY, result[1]
        effects = self.effects
        self.source, self.base, self.scope, self.uses_local, self.effects, self.failed = before
        self.effects = self.effects or effects
        return result

    def error(self, code: str, node: Node, message: str, hint: str | None = None) -> tuple[Type, Code]:
        """Report a mistake at a node of the expression in hand."""
        self.failed = True
        span = self.source.span(self.base + node.at, self.base + max(node.end, node.at + 1))
        self.report.error(code, span, message, hint)
        return ANY, 0

    # ------------------------------------------------------------ inference

    def infer(self, node: Node, expected: Type | None = None) -> tuple[Type, Code]:
        """The type and code of a node."""
        self.cost += 1
        if isinstance(node, Number):
            if abs(node.value) > MOST:
                return self.error("NC201", node, "this number is too large", f"numbers stay within ±{MOST}")
            return Type("number", node.value, node.value), node.value
        if isinstance(node, Name):
            return self._name(node, expected)
        if isinstance(node, Binary):
            return self._binary(node)
        if isinstance(node, Call):
            return self._call(node, expected)
        if isinstance(node, Truth):
            return TRUTH, node.value
        if isinstance(node, Text):
            return TEXT, node.value
        if isinstance(node, Unary):
            return self._unary(node)
        if isinstance(node, Either):
            return self._either(node, expected)
        if isinstance(node, Members):
            return self._members(node, expected)
        assert isinstance(node, Missing)
        self.failed = True
        return ANY, 0

    def want(self, node: Node, wanted: Type) -> Code:
        """The code of a node that must be of a type."""
        type, code = self.infer(node, wanted)
        if not same_kind(type, wanted):
            hint = None
            if wanted.kind == "truth" and type.kind == "number":
                hint = "compare it: `… > 0`"
            self.error("NC201", node, f"{describe(wanted)} is wanted here; this is {describe(general(type))}", hint)
        return code

    def fit(self, node: Node, type: Type, expected: Type, code: Code) -> None:
        """Report a value that does not fit the place it goes to."""
        if not same_kind(type, expected):
            hint = "names stand without quotes" if type.kind == "text" and expected.kind in ("names", "set") else None
            got = describe(general(type))
            self.error("NC201", node, f"{describe(general(expected))} is wanted here; this is {got}", hint)
        elif expected.kind == "number" and expected.low is not None and type_is_outside(type, expected):
            allowed = f"{expected.low} to {expected.high}"
            what = f"{code} is" if isinstance(code, int) else "this is always"
            self.error("NC202", node, f"{what} outside the range {allowed}", "use `clamp(…)` to stay inside")

    def _name(self, node: Name, expected: Type | None) -> tuple[Type, Code]:
        name = node.name
        local = self.scope.locals.get(name)
        if local is not None:
            self.uses_local = True
            return local[1], ["local", local[0]]
        variable = self.names.variables.get(name)
        if variable is not None:
            variable.reads += 1
            return variable.type, ["var", variable.index]
        constant = self.names.constants.get(name)
        if constant is not None:
            if constant.type.kind == "literal" and expected is not None and expected.kind in ("names", "set"):
                return self._member(Name(node.at, node.end, constant.value), expected)
            return constant.type, constant.value
        if name in self.names.broken:
            self.failed = True
            return ANY, 0
        if expected is not None and expected.kind in ("names", "set"):
            return self._member(node, expected)
        if name in self.names.enumerations:
            return Type("literal", names=(name,)), name
        return self._unknown(node)

    def _member(self, node: Name, expected: Type) -> tuple[Type, Code]:
        """A name where one of an enumeration, or a set, is wanted."""
        if node.name in expected.names:
            if expected.kind == "names":
                return expected, node.name
            return expected, 1 << expected.names.index(node.name)
        if expected.kind == "set" and node.name == "none":
            return expected, 0
        hint = self.names.speller.hint(node.name, expected.names)
        hint = hint or f"it has {listed(expected.names)}"
        what = "set" if expected.kind == "set" else "enumeration"
        return self.error("NC105", node, f"there is no `{node.name}` in this {what}", hint)

    def _unknown(self, node: Name) -> tuple[Type, Code]:
        name = node.name
        if "." in name:
            hint = f"labels are asked about with `seen({name})` or `visits({name})`"
            return self.error("NC103", node, f"`{name}` is not a value", hint)
        if name in self.names.functions or name in BUILT_IN:
            return self.error("NC103", node, f"`{name}` is a function", f"call it: `{name}(…)`")
        if name in self.names.scenes:
            return self.error("NC103", node, f"`{name}` is a scene", f"`seen({name})` tells whether it was visited")
        known = [*self.scope.locals, *self.names.variables, *self.names.constants, *self.names.enumerations]
        hint = self.names.speller.hint(name, known)
        if hint is None:
            hint = f"variables are declared before the first scene: `var {name} = 0`"
        return self.error("NC103", node, f"there is no variable `{name}`", hint)

    def _members(self, node: Members, expected: Type | None) -> tuple[Type, Code]:
        if expected is None or expected.kind != "set":
            if expected is not None and expected.kind == "any":
                return ANY, 0
            return self.error("NC201", node, "several names with commas are a set; no set is wanted here")
        mask = 0
        for name in node.names:
            _, code = self._member(name, expected)
            mask |= code
        return expected, mask

    def _unary(self, node: Unary) -> tuple[Type, Code]:
        if node.operator == "not":
            code = self.want(node.operand, TRUTH)
            return TRUTH, (not code) if isinstance(code, bool) else ["not", code]
        code = self.want(node.operand, NUMBER)
        if isinstance(code, int):
            return Type("number", -code, -code), -code
        return NUMBER, ["-", code]

    def _binary(self, node: Binary) -> tuple[Type, Code]:
        operator = node.operator
        if operator in ARITHMETIC:
            return self._arithmetic(node)
        if operator in ("and", "or"):
            left, right = self.want(node.left, TRUTH), self.want(node.right, TRUTH)
            return TRUTH, [operator, left, right]
        if operator == "has":
            return self._has(node)
        if operator in ORDER:
            for side in (node.left, node.right):
                type, _ = self._quiet(side)
                if type.kind not in ("number", "any"):
                    hint = "only numbers have an order; names are compared with `==`"
                    return self.error("NC201", side, f"`{operator}` compares numbers; this is {describe(type)}", hint)
            return TRUTH, [operator, self.want(node.left, NUMBER), self.want(node.right, NUMBER)]
        return self._equality(node)

    def _quiet(self, node: Node) -> tuple[Type, Code]:
        """The type of a node for a message that is better than the general one; reports nothing."""
        if isinstance(node, Name):
            if node.name in self.scope.locals:
                return self.scope.locals[node.name][1], None
            if node.name in self.names.variables:
                return self.names.variables[node.name].type, None
            if node.name in self.names.enumerations and node.name not in self.names.constants:
                return Type("literal", names=(node.name,)), None
        if isinstance(node, Text):
            return TEXT, None
        return ANY, None

    def _arithmetic(self, node: Binary) -> tuple[Type, Code]:
        for side in (node.left, node.right):
            type, _ = self._quiet(side)
            if type.kind == "text":
                hint = "put texts side by side in prose: `{a} {b}`"
                return self.error("NC201", side, "texts cannot be calculated with", hint)
        left, right = self.want(node.left, NUMBER), self.want(node.right, NUMBER)
        operator = node.operator
        if operator in ("/", "%"):
            if right == 0 and isinstance(right, int):
                return self.error("NC204", node.right, "this divides by zero")
            if isinstance(left, int) and isinstance(right, int) and not self.failed:
                value = left // right if operator == "/" else left % right
                return Type("number", value, value), value
            return NUMBER, [operator, left, right]
        if isinstance(left, int) and isinstance(right, int) and not self.failed:
            value = {"+": left + right, "-": left - right, "*": left * right}[operator]
            if abs(value) > MOST:
                return self.error("NC201", node, "this number is too large", f"numbers stay within ±{MOST}")
            return Type("number", value, value), value
        return NUMBER, [operator, left, right]

    def _has(self, node: Binary) -> tuple[Type, Code]:
        type, code = self.infer(node.left)
        if type.kind == "any":
            return TRUTH, False
        if type.kind != "set":
            return self.error("NC201", node.left, f"`has` asks a set; this is {describe(general(type))}")
        wanted = self.want(node.right, type)
        return TRUTH, ["has", code, wanted]

    def _is_bare(self, node: Node) -> bool:
        """Whether a node is a name that only its neighbour's type can explain."""
        if not isinstance(node, Name):
            return False
        name = node.name
        return name not in self.scope.locals and name not in self.names.variables and name not in self.names.constants

    def _equality(self, node: Binary) -> tuple[Type, Code]:
        first, second = (node.right, node.left) if self._is_bare(node.left) else (node.left, node.right)
        type, one = self.infer(first)
        expected = type if type.kind in ("names", "set") else None
        other_type, other = self.infer(second, expected)
        if not same_kind(type, other_type):
            hint = None
            kinds = {type.kind, other_type.kind}
            if "text" in kinds and kinds & {"names", "literal"}:
                hint = "names stand without quotes"
            elif "set" in kinds:
                hint = "a set is asked with `has`"
            message = f"{describe(general(type))} cannot be compared with {describe(general(other_type))}"
            self.error("NC201", node, message, hint)
        return TRUTH, [node.operator, one, other]

    def _either(self, node: Either, expected: Type | None) -> tuple[Type, Code]:
        condition = self.want(node.condition, TRUTH)
        one_type, one = self.infer(node.this, expected)
        other_type, other = self.infer(node.other, expected or (one_type if one_type.kind == "names" else None))
        if not same_kind(one_type, other_type):
            message = f"one side is {describe(general(one_type))}, the other {describe(general(other_type))}"
            return self.error("NC201", node, message)
        code = ["if", condition, one, other]
        if one_type.kind == "number" and None not in (one_type.low, other_type.low, one_type.high, other_type.high):
            bounds = one_type.low, other_type.low, one_type.high, other_type.high
            return Type("number", min(bounds[:2]), max(bounds[2:])), code  # type: ignore[type-var]  # none is None
        if one_type.kind == "literal" and other_type.kind == "literal":
            return Type("literal", names=tuple(dict.fromkeys(one_type.names + other_type.names))), code
        return (other_type if one_type.kind in ("literal", "any") else general(one_type)), code

    # ------------------------------------------------------------ calls

    def _call(self, node: Call, expected: Type | None) -> tuple[Type, Code]:
        name = node.function
        if name in BUILT_IN:
            return getattr(self, f"_{name}")(node, expected)  # type: ignore[no-any-return]
        function = self.names.functions.get(name)
        if function is None:
            return self._unknown_function(node)
        return self._user_function(node, function)

    def _unknown_function(self, node: Call) -> tuple[Type, Code]:
        name = node.function
        where = Name(node.at, node.at + len(name), name)
        if name in self.names.broken:
            self.failed = True
            return ANY, 0
        if name in self.names.scenes:
            return self.error("NC104", where, f"`{name}` is a scene, not a function", f"to go there, write `-> {name}`")
        if name in self.names.variables or name in self.names.constants or name in self.scope.locals:
            return self.error("NC104", where, f"`{name}` is not a function", "write it without brackets")
        hint = self.names.speller.hint(name, [*self.names.functions, *sorted(BUILT_IN)])
        return self.error("NC104", where, f"there is no function `{name}`", hint)

    def _count(self, node: Call, *allowed: int) -> bool:
        given = len(node.arguments)
        if given in allowed:
            return True
        wanted = " or ".join(map(str, allowed))
        message = f"`{node.function}` takes {wanted} value{'' if wanted == '1' else 's'}, not {given}"
        self.error("NC203", node, message)
        return False

    def _numbers(self, node: Call) -> list[Code]:
        return [self.want(argument, NUMBER) for argument in node.arguments]

    def _min(self, node: Call, expected: Type | None) -> tuple[Type, Code]:
        if len(node.arguments) < 2:
            return self.error("NC203", node, f"`{node.function}` takes two values or more")
        return NUMBER, [node.function, *self._numbers(node)]

    _max = _min

    def _abs(self, node: Call, expected: Type | None) -> tuple[Type, Code]:
        if not self._count(node, 1):
            return ANY, 0
        return NUMBER, ["abs", *self._numbers(node)]

    def _clamp(self, node: Call, expected: Type | None) -> tuple[Type, Code]:
        if not self._count(node, 1, 3):
            return ANY, 0
        numbers = self._numbers(node)
        if len(numbers) == 3:
            low, high = numbers[1:]
            if isinstance(low, int) and isinstance(high, int):
                if low > high:
                    return self.error("NC202", node, f"this range is empty: {low} is more than {high}")
                return Type("number", low, high), ["clamp", *numbers]
            return NUMBER, ["clamp", *numbers]
        if expected is None or expected.kind != "number" or expected.low is None:
            hint = "write `clamp(value, low, high)`, or set a variable that has a range"
            return self.error("NC201", node, "`clamp` does not know the range here", hint)
        return expected, ["clamp", numbers[0], expected.low, expected.high]

    def _words(self, node: Call, expected: Type | None) -> tuple[Type, Code]:
        if not self._count(node, 1):
            return ANY, ""
        return TEXT, ["words", *self._numbers(node)]

    def _turns(self, node: Call, expected: Type | None) -> tuple[Type, Code]:
        self._count(node, 0)
        self.uses_turns = True
        return Type("number", 0, MOST), ["turns"]

    def _point(self, node: Call) -> str | None:
        """The scene or choice that is asked about: `bar`, `bar.truce`, or a label of this scene."""
        if not self._count(node, 1):
            return None
        argument = node.arguments[0]
        if not isinstance(argument, Name):
            self.error("NC201", argument, f"`{node.function}` asks about a scene or a label")
            return None
        return self.point(argument)

    def point(self, node: Name) -> str | None:
        """The key of the scene or the choice that a name stands for, or None after an error."""
        name = node.name
        if "." in name:
            scene_name, _, label = name.partition(".")
            scene = self.names.scenes.get(scene_name)
            if scene is None:
                hint = self.names.speller.hint(scene_name, self.names.scenes)
                self.error("NC101", node, f"there is no scene `{scene_name}`", hint)
                return None
            if label not in scene.labels:
                hint = self.names.speller.hint(label, scene.labels)
                self.error("NC102", node, f"scene `{scene_name}` has no choice labelled `{label}`", hint)
                return None
            return name
        here = self.names.scenes.get(self.scope.scene or "")
        if here is not None and name in here.labels:
            self.uses_local = True
            return f"{here.node.name}.{name}"
        if name in self.names.scenes:
            return name
        known = [*(here.labels if here else ()), *self.names.scenes]
        hint = self.names.speller.hint(name, known)
        if hint is None:
            owner = next((one.node.name for one in self.names.scenes.values() if name in one.labels), None)
            hint = None if owner is None else f"the label of another scene is written `{owner}.{name}`"
        self.error("NC101", node, f"there is no scene or label `{name}`", hint)
        return None

    def _visits(self, node: Call, expected: Type | None) -> tuple[Type, Code]:
        key = self._point(node)
        if key is None:
            return ANY, 0
        self.counted.add(key)
        return Type("number", 0, MOST), ["visits", key]

    def _seen(self, node: Call, expected: Type | None) -> tuple[Type, Code]:
        _, code = self._visits(node, None)
        return TRUTH, [">", code, 0]

    def _since(self, node: Call, expected: Type | None) -> tuple[Type, Code]:
        key = self._point(node)
        if key is None:
            return ANY, 0
        if "." in key:
            return self.error("NC201", node, "`since` asks about a scene, not about a choice")
        self.timed.add(key)
        self.uses_turns = True
        return Type("number", 0, MOST), ["since", key]

    def _draw(self, node: Call) -> str:
        """The name of the place that draws: its scene, its text, and which of its kind it is there.

        So an edit elsewhere, or of another draw in the same scene, leaves the draws of this one as they were.
        """
        self.effects = True
        if not self.scope.draws:
            self.error("NC205", node, f"`{node.function}` cannot stand here: what is asked here is asked at any time")
        text = self.source.text[self.base + node.at : self.base + node.end]
        key = (self.scope.place, " ".join(text.split()))
        count = self.draw_counts.get(key, 0)
        self.draw_counts[key] = count + 1
        name = f"{key[0]}|{key[1]}|{count}"
        self.draws.setdefault(key[0], []).append(name)
        return name

    def _random(self, node: Call, expected: Type | None) -> tuple[Type, Code]:
        if not self._count(node, 2):
            return ANY, 0
        low, high = self._numbers(node)
        type = NUMBER
        if isinstance(low, int) and isinstance(high, int):
            if low > high:
                return self.error("NC202", node, f"this range is empty: {low} is more than {high}")
            if high - low >= 2**31:
                return self.error("NC202", node, "`random` draws from at most 2147483648 numbers")
            type = Type("number", low, high)
        return type, ["random", low, high, self._draw(node)]

    def _chance(self, node: Call, expected: Type | None) -> tuple[Type, Code]:
        if not self._count(node, 1):
            return ANY, False
        (percent,) = self._numbers(node)
        return TRUTH, ["chance", percent, self._draw(node)]

    def _user_function(self, node: Call, function: Function) -> tuple[Type, Code]:
        declaration = function.node
        if isinstance(declaration, Def):
            wanted = len(declaration.parameters)
        else:
            wanted = len(function.parameters)
        if len(node.arguments) != wanted:
            self._count(node, wanted)
            return ANY, 0
        if not function.checked:
            types, codes = [], []
            for argument in node.arguments:
                type, code = self.infer(argument)
                types.append(self._settled(argument, type))
                codes.append(code)
            self.check_def(function, types)
        else:
            codes = []
            for argument, type in zip(node.arguments, function.parameters, strict=True):
                inferred, code = self.infer(argument, type)
                self.fit(argument, inferred, type, code)
                codes.append(code)
        if function in self.checking:
            return ANY, 0
        self.effects = self.effects or function.effects or not isinstance(declaration, Def)
        if function.effects and isinstance(declaration, Def) and not self.scope.draws:
            message = f"`{node.function}` draws by chance; what is asked here is asked at any time"
            return self.error("NC205", node, message)
        self.cost += function.cost
        self.depth = max(self.depth, function.depth + 1)
        kind = "call" if isinstance(declaration, Def) else "extern"
        return function.result, [kind, function.index, codes]

    def _settled(self, node: Node, type: Type) -> Type:
        """The type of a parameter that takes this argument: without bounds, and never a name alone."""
        if type.kind != "literal":
            return general(type)
        types = [one for one in self.names.enumerations[type.names[0]] if one.kind == "names"]
        if len(types) == 1:
            return types[0]
        message = f"it cannot be told which enumeration `{type.names[0]}` belongs to"
        self.error("NC207", node, message, "write the type: `def f(x: one | two) = …`")
        return ANY

    def check_def(self, function: Function, types: list[Type]) -> None:
        """Check the body of a `def` for the types it is first called with; written types come first."""
        declaration = function.node
        assert isinstance(declaration, Def)
        if function in self.checking:
            names = " -> ".join(one.node.name for one in (*self.checking, function))
            span = declaration.source.span(declaration.at, declaration.end)
            self.report.error("NC206", span, f"this `def` comes back to itself: {names}", "a `def` cannot recur")
            self.failed = True
            return
        function.checked = True
        function.parameters = types
        for place, parameter in enumerate(declaration.parameters):
            if parameter.type is not None:
                types[place] = self.names.type_of(parameter.type, declaration.source, parameter.type.at)
        scope = Scope(f"def {declaration.name}", draws=True)
        for place, (parameter, type) in enumerate(zip(declaration.parameters, types, strict=True)):
            scope.locals[parameter.name] = (place, type)
        before = self.cost, self.depth, self.effects
        self.cost = self.depth = 0
        self.effects = False
        self.checking.append(function)
        type, function.code = self.resolve(declaration.value, declaration.source, scope)
        self.checking.pop()
        function.result = general(type) if type.kind != "literal" else self._result_of_literal(declaration, type)
        function.effects = self.effects
        function.cost, function.depth = self.cost, self.depth + 1
        if function.cost > MOST_COST or function.depth > MOST_DEPTH:
            span = declaration.source.span(declaration.at, declaration.end)
            self.report.error("NC206", span, f"`{declaration.name}` does too much: its `def`s call each other too often")
            function.cost = function.depth = 1
        self.cost, self.depth, self.effects = before

    def _result_of_literal(self, declaration: Def, type: Type) -> Type:
        types = [
            one for one in self.names.enumerations[type.names[0]] if one.kind == "names" and same_kind(type, one)
        ]
        return types[0] if len(types) == 1 else type


def type_is_outside(type: Type, expected: Type) -> bool:
    """Whether no number of the type lies in the expected range."""
    if type.low is None or type.high is None or expected.low is None or expected.high is None:
        return False
    return type.low > expected.high or type.high < expected.low
