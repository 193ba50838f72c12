"""Resolves operators: arithmetic, comparison, `and`, `or`, `not`, `has`, and `a if c else b`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from engine.check.lookup import excuse, is_unknown, means_nothing
from engine.check.resolution import AskedMember
from engine.program.evaluate import applied
from engine.program.functions import BUILT_INS, TABLE
from engine.program.limits import MOST
from engine.program.nodes import Apply, VarRef
from engine.program.nodes import Expression as Code
from engine.program.types import ANY, NUMBER, TEXT, TRUTH, Type, describe, general, same_kind
from engine.program.values import is_number
from engine.slips import Slip, SlipKind
from engine.syntax.tree import Binary, Call, Either, ExpressionNode, Members, Name, Number, SetLiteral, Text, Unary

if TYPE_CHECKING:
    from engine.check.expressions import Resolver

Typed = tuple[Type, Code]
ORDER = {"<", "<=", ">", ">="}
# What these are between two sets.
OF_SETS = {"+": "union", "-": "minus", "&": "&"}


def unary(resolver: Resolver, node: Unary) -> Typed:
    """`not x` and `-x`."""
    row = TABLE[node.operator]
    code = applied(row.name, resolver.want(node.operand, row.takes[0]))
    return (Type("number", code, code) if is_number(code) else row.result), code


def binary(resolver: Resolver, node: Binary, expected: Type | None = None) -> Typed:
    """An operator between two operands, where a value of type `expected` is wanted, if given."""
    operator = node.operator
    if operator == "&" or TABLE[operator].result is NUMBER:
        return _arithmetic(resolver, node, expected)
    if operator in ("and", "or"):
        left, right = resolver.want(node.left, TRUTH), resolver.want(node.right, TRUTH, _both_sides(resolver, node))
        return TRUTH, Apply(operator, (left, right))
    if operator == "has":
        return _has(resolver, node)
    if operator in ORDER:
        for side in (node.left, node.right):
            type = _quiet(resolver, side)
            if type.kind not in ("number", "any"):
                hint = "only numbers have an order; names are compared with `==`"
                other = resolver.written(node.right if side is node.left else node.left)
                if type.kind == "set" and side is node.left:
                    hint = f"how many names it has says `count`: `count({resolver.written(side)}) {operator} {other}`"
                elif isinstance(side, Text) and side.value.strip().lstrip("-").isdecimal():
                    hint = f"a number stands without quotes: `{side.value.strip()}`"
                return resolver.error("NC201", side, f"`{operator}` compares numbers; this is {describe(type)}", hint)
        return TRUTH, Apply(operator, (resolver.want(node.left, NUMBER), resolver.want(node.right, NUMBER)))
    return _equality(resolver, node)


def _both_sides(resolver: Resolver, node: Binary) -> str | None:
    """What is written for `gold == 3 or 4`: the comparison on both sides."""
    first = node.left.right if isinstance(node.left, Binary) and node.left.operator in ("and", "or") else node.left
    if not isinstance(first, Binary) or first.operator not in ("==", "!=", "has", *ORDER):
        return None
    asked, other = resolver.written(first.left), resolver.written(node.right)
    both = f"{resolver.written(node.left)} {node.operator} {asked} {first.operator} {other}"
    return f"say on both sides what is asked: `{both}`"


def _quiet(resolver: Resolver, node: ExpressionNode) -> Type:
    """The type of a node for a message that is better than the general one; reports nothing."""
    if isinstance(node, Name):
        if node.name in resolver.scope.locals:
            return resolver.scope.locals[node.name][1]
        if node.name in resolver.names.variables:
            return resolver.names.variables[node.name].type
        if node.name in resolver.names.enumerations and node.name not in resolver.names.constants:
            return Type("literal", names=(node.name,))
    if isinstance(node, Text):
        return TEXT
    return ANY


def _arithmetic(resolver: Resolver, node: Binary, expected: Type | None) -> Typed:
    operator = node.operator
    kinds = [_kind_of(resolver, side) for side in (node.left, node.right)]
    if "text" in kinds:
        return _joined(resolver, node)
    if operator in OF_SETS and ("set" in kinds or (expected is not None and expected.kind == "set")):
        return _of_sets(resolver, node, expected)
    if operator == "&":
        both = f"{resolver.written(node.left)} and {resolver.written(node.right)}"
        hint = f"`&` is what two sets have in common; for conditions write `{both}`"
        return resolver.error("NC201", node, "`&` stands between two sets", hint)
    left, right = resolver.want(node.left, NUMBER), resolver.want(node.right, NUMBER)
    if operator in ("/", "%") and right == 0 and isinstance(right, int):
        return resolver.error("NC204", node.right, "this divides by zero", _hint_of_zero(node.right))
    code = Apply(operator, (left, right)) if resolver.failed else applied(operator, left, right)
    if not is_number(code):
        return NUMBER, code
    if abs(code) > MOST:
        return resolver.error("NC201", node, "this number is too large", f"numbers stay within ±{MOST}")
    return Type("number", code, code), code


def _kind_of(resolver: Resolver, node: ExpressionNode) -> str:
    """The kind of a node's type, where that tells which operator is meant; nothing is reported."""
    if isinstance(node, Binary) and node.operator in OF_SETS:
        kinds = {_kind_of(resolver, node.left), _kind_of(resolver, node.right)}
        return next((kind for kind in ("text", "set") if kind in kinds), "any")
    if isinstance(node, Either):
        return _kind_of(resolver, node.this)
    if isinstance(node, SetLiteral):
        return "set"
    if isinstance(node, Call):
        row = resolver.names.built_in(node.function)
        if row is not None:
            return row.result.kind
        function = resolver.names.functions.get(node.function)
        if function is None or function in resolver.checking:
            return "any"
        # One whose body has not been looked at yet is, once: else a fan of calls would be looked at again and again.
        if function.checked:
            return function.result.kind
        cost = resolver.cost
        kind = resolver.infer(node)[0].kind
        resolver.cost = cost
        return kind
    if isinstance(node, Name) and node.name in resolver.names.constants:
        return resolver.names.constants[node.name].type.kind
    return _quiet(resolver, node).kind


def _joined(resolver: Resolver, node: Binary) -> Typed:
    """One text behind another."""
    if node.operator != "+":
        hint = "texts are joined with `+`"
        return resolver.error("NC201", node, f"`{node.operator}` does not stand between texts", hint)
    codes = []
    for side in (node.left, node.right):
        type, code = resolver.infer(side)
        if not same_kind(type, TEXT):
            hint = f"put it into prose beside the text: `{{{resolver.written(side)}}}`"
            if (inner := _inside(resolver, node)) is not None:
                return resolver.error(
                    "NC201", node, "a text is wanted here; this is a number", f"write `{inner}`", meant=inner
                )
            if type.kind == "number":
                hint = f"as words: `words({resolver.written(side)})`; as digits: `decimal({resolver.written(side)}, 0)`"
            return resolver.error("NC201", side, f"a text is wanted here; this is {describe(general(type))}", hint)
        codes.append(code)
    return TEXT, Apply("join", tuple(codes)) if resolver.failed else applied("join", *codes)


def _inside(resolver: Resolver, node: Binary) -> str | None:
    """`words(cues) + 1`, whose bracket closes too early: it, with the number inside; None for others."""
    call, number = node.left, node.right
    if not (isinstance(call, Call) and call.function == "words" and call.arguments and isinstance(number, Number)):
        return None
    inner = ", ".join(map(resolver.written, call.arguments))
    return f"{call.function}({inner} {node.operator} {resolver.written(number)})"


def _of_sets(resolver: Resolver, node: Binary, expected: Type | None) -> Typed:
    """The union, the difference, or what two sets have in common."""
    first, second = node.left, node.right
    if expected is not None and expected.kind == "set":
        type = expected
    else:
        is_open = isinstance(first, SetLiteral) or (isinstance(first, Name) and is_unknown(resolver, first))
        known = second if is_open else first
        type, _ = resolver.infer(known)
        if type.kind == "any":
            return ANY, 0
    codes = resolver.want(first, type), resolver.want(second, type)
    return type, Apply(OF_SETS[node.operator], codes)


def _hint_of_zero(node: ExpressionNode) -> str:
    if isinstance(node, Name):
        return f"`{node.name}` is always 0; give it another value"
    return "write the number of parts here, such as 2 for the half"


def _has(resolver: Resolver, node: Binary) -> Typed:
    type, code = resolver.infer(node.left)
    if type.kind == "any":
        return TRUTH, False
    if type.kind != "set":
        hint = "names are compared with `==`" if type.kind in ("names", "literal") else None
        if type.kind == "text" and isinstance(node.right, Name | Text):
            part = resolver.written(node.right) if isinstance(node.right, Text) else f'"{node.right.name}"'
            hint = f"whether a text has a part says `contains({resolver.written(node.left)}, {part})`"
        asked = node if hint is not None and "contains" in hint else node.left
        return resolver.error("NC201", asked, f"`has` asks a set; this is {describe(general(type))}", hint)
    wanted = resolver.want(node.right, type)
    if isinstance(code, VarRef) and isinstance(node.left, Name):
        sides: Iterable[ExpressionNode] = node.right.names if isinstance(node.right, Members) else (node.right,)
        members = (one.name for one in sides if isinstance(one, Name) and is_unknown(resolver, one))
        resolver.asked += [AskedMember(node.at, node.end, node.left.name, one) for one in members if one in type.names]
    return TRUTH, Apply("has", (code, wanted))


def _equality(resolver: Resolver, node: Binary) -> Typed:
    first, second = node.left, node.right
    if isinstance(first, SetLiteral) or (isinstance(first, Name) and is_unknown(resolver, first)):
        first, second = second, first  # only its neighbour's type can explain a name
    type, one = resolver.infer(first)
    if isinstance(first, Name) and first.name in resolver.names.variables:
        excuse(resolver, type, second)
    expected = type if type.kind in ("names", "set") else None
    if type.kind == "text" and isinstance(second, Name) and means_nothing(resolver, second):
        quoted = f'a text stands in quotes: `"{second.name}"`; a variable is declared before the first scene'
        slip = Slip(SlipKind.UNKNOWN_VARIABLE, second.name)
        resolver.error("NC103", second, f"there is no variable `{second.name}`", quoted, slip)
        return TRUTH, False
    other_type, other = resolver.infer(second, expected)
    if not same_kind(type, other_type):
        kinds = {type.kind, other_type.kind}
        hint = _compared_elsewhere(resolver, node, first, type, other_type)
        if hint is not None:
            resolver.error("NC201", node, _not_compared(type, other_type), f"write `{hint}`", meant=hint)
            return TRUTH, Apply(node.operator, (one, other))
        if "text" in kinds and kinds & {"names", "literal"}:
            written = next((one for one in (first, second) if isinstance(one, Text)), None)
            names = type.names or other_type.names
            hint = "names stand without quotes"
            if written is not None:
                sides = (
                    _named(resolver, one.value, names) if one is written else resolver.written(one)
                    for one in (node.left, node.right)
                )
                hint = f"{hint}: `{f' {node.operator} '.join(sides)}`"
        elif "set" in kinds:
            asked, name = (first, second) if type.kind == "set" else (second, first)
            hint = f"a set is asked with `has`: `{resolver.written(asked)} has {resolver.written(name)}`"
            if isinstance(name, Text):
                value = name.value.strip()
                hint = f"the empty set is `none`: `{resolver.written(asked)} {node.operator} none`"
                hint = f"a set is asked with `has`: `{resolver.written(asked)} has {value}`" if value else hint
                if value.casefold() in ("all", "everything", "full"):
                    every = ", ".join((type if type.kind == "set" else other_type).names)
                    hint = f"a set with all its names: `{resolver.written(asked)} {node.operator} [{every}]`"
        resolver.error("NC201", node, _not_compared(type, other_type), hint)
    return TRUTH, Apply(node.operator, (one, other))


def _not_compared(type: Type, other: Type) -> str:
    return f"{describe(general(type))} cannot be compared with {describe(general(other))}"


def _compared_elsewhere(resolver: Resolver, node: Binary, first: ExpressionNode, type: Type, other: Type) -> str | None:
    """What was meant by a comparison with a number in quotes, of a set with a number, or of a truth value with 1."""
    kinds, sides = {type.kind, other.kind}, (node.left, node.right)
    if kinds == {"set", "number"}:
        of_left = (type if first is node.left else other).kind == "set"
        left, right = map(resolver.written, sides)
        left, right = (f"count({left})", right) if of_left else (left, f"count({right})")
        return f"{left} {node.operator} {right}"
    plain = next((one for one in sides if isinstance(one, Text | Number)), None)
    if plain is None:
        return None
    asked = node.right if plain is node.left else node.left
    if kinds == {"number", "text"} and isinstance(plain, Text) and plain.value.strip().isdecimal():
        value = str(int(plain.value))
        written = (resolver.written(asked), value) if asked is node.left else (value, resolver.written(asked))
        return f" {node.operator} ".join(written)
    value = str(plain.value).strip().casefold()
    if "truth" in kinds and value in TRUTH_VALUES and isinstance(asked, Name | Call):
        is_meant = TRUTH_VALUES[value] == (node.operator == "==")
        return f"{'' if is_meant else 'not '}{resolver.written(asked)}"
    return None


# What others compare a truth value with.
TRUTH_VALUES = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def _is_word(resolver: Resolver, node: Name) -> bool:
    """Whether nothing has just this name; something may have one that is like it."""
    names = resolver.names
    return is_unknown(resolver, node) and not any(
        node.name in known for known in (names.enumerations, names.functions, names.scenes, names.broken, BUILT_INS)
    )


def _named(resolver: Resolver, words: str, names: Sequence[str]) -> str:
    """The name that is shown in some words, or the words where none of `names` is."""
    return next((one for one in names if resolver.names.words.get(one) == words), words)


def either(resolver: Resolver, node: Either, expected: Type | None) -> Typed:
    """`this if condition else other`."""
    sides = [one for one in (node.this, node.other) if isinstance(one, Name)]
    if expected is None and len(sides) == 2 and all(_is_word(resolver, one) for one in sides):
        resolver.want(node.condition, TRUTH)
        this, that = (f'"{side.name}"' for side in sides)
        hint = f"texts stand in quotes: `{this} if {resolver.written(node.condition)} else {that}`"
        return resolver.error("NC103", node, f"there are no variables `{sides[0].name}` and `{sides[1].name}`", hint)
    condition = resolver.want(node.condition, TRUTH)
    one_type, one = resolver.infer(node.this, expected)
    other_type, other = resolver.infer(node.other, expected or (one_type if one_type.kind == "names" else None))
    if not same_kind(one_type, other_type):
        message = f"one side is {describe(general(one_type))}, the other {describe(general(other_type))}"
        return resolver.error("NC201", node, message)
    code = Apply("if", (condition, one, other))
    if one_type.kind == "number" and None not in (one_type.low, other_type.low, one_type.high, other_type.high):
        bounds = one_type.low, other_type.low, one_type.high, other_type.high
        return Type("number", min(bounds[:2]), max(bounds[2:])), code  # type: ignore[type-var]  # none is None
    if one_type.kind == "literal" and other_type.kind == "literal":
        return Type("literal", names=tuple(dict.fromkeys(one_type.names + other_type.names))), code
    return (other_type if one_type.kind in ("literal", "any") else general(one_type)), code


def as_set(type: Type, code: Code, wanted: Type | None) -> tuple[Type, Code]:
    """A name, where a set is wanted that can hold it: the set of this name alone."""
    if wanted is None or wanted.kind != "set" or type.kind != "names" or not set(type.names) <= set(wanted.names):
        return type, code
    return wanted, Apply("only", (code, *wanted.names))
