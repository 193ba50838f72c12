"""The dialects of expressions: Harlowe's, and the JavaScript-like ones of SugarCube, Chapbook and Snowman."""

from __future__ import annotations

from engine.importers.twine.expressions import Dialect
from engine.importers.values.tree import (
    Choose,
    Collection,
    Literal,
    Operation,
    Record,
    SourceCall,
    SourceVariable,
    Unsayable,
    Value,
)

# ---------------------------------------------------------------- Harlowe

_HARLOWE_FUNCTIONS = {
    "random": "random",
    "either": "either",
    "abs": "abs",
    "min": "min",
    "max": "max",
    "floor": "floor",
    "round": "round",
    "uppercase": "upper",
    "lowercase": "lower",
    "upperfirst": "capital",
    "str": "text",
    "string": "text",
    "text": "text",
    "num": "number",
    "number": "number",
    "visited": "seen",
    "clamp": "clamp",
}


def macro_name(macro: str) -> str:
    """A macro's name as Harlowe compares it: case, `-` and `_` do not count."""
    return macro.lower().replace("-", "").replace("_", "")


def _harlowe_function(name: str, arguments: tuple[Value, ...]) -> Value:
    macro = macro_name(name)
    if macro in ("visits", "visit"):
        return SourceCall("visits", ())
    if macro in ("a", "array", "ds", "dataset"):
        return Collection(arguments, macro in ("ds", "dataset"))
    if macro in ("dm", "datamap"):
        fields = []
        for key, value in zip(arguments[::2], arguments[1::2], strict=False):
            if not (isinstance(key, Literal) and isinstance(key.value, str)):
                raise Unsayable("this data map cannot be read")
            fields.append((key.value, value))
        return Record(tuple(fields))
    if macro == "history" and not arguments:
        return SourceCall("history", ())
    if macro == "cond" and len(arguments) % 2 == 1:
        value = arguments[-1]
        for number in range(len(arguments) - 3, -1, -2):
            value = Choose(arguments[number], arguments[number + 1], value)
        return value
    if macro in _HARLOWE_FUNCTIONS:
        return SourceCall(_HARLOWE_FUNCTIONS[macro], arguments)
    raise Unsayable(f"`({name}:)` has no counterpart here")


def _property(value: Value, name: str, arguments: tuple[Value, ...] | None) -> Value:
    """A field of an object, which is a variable of its own, or something asked of a value."""
    if arguments is None:
        if name == "length":
            return SourceCall("length", (value,))
        if isinstance(value, SourceVariable):
            return SourceVariable(f"{value.name}.{name}", value.temporary)
        raise Unsayable(f"`{name}` of this value has no counterpart here")
    if name in ("includes", "contains") and len(arguments) == 1:
        return Operation("has", (value, arguments[0]))
    if name in ("toUpperCase", "toLocaleUpperCase") and not arguments:
        return SourceCall("upper", (value,))
    if name in ("toLowerCase", "toLocaleLowerCase") and not arguments:
        return SourceCall("lower", (value,))
    if name == "toUpperFirst" and not arguments:
        return SourceCall("capital", (value,))
    if name == "toString" and not arguments:
        return SourceCall("text", (value,))
    if name == "random" and not arguments and isinstance(value, Collection):
        return SourceCall("either", value.items)
    raise Unsayable(f"`.{name}()` has no counterpart here")


HARLOWE = Dialect(
    levels=(
        {"and": "and", "or": "or"},
        {"is": "==", "is not": "!=", "isn't": "!="},
        {
            "contains": "has",
            "does not contain": "lacks",
            "is in": "in",
            "is not in": "not in",
        },
        {"<": "<", ">": ">", "<=": "<=", ">=": ">="},
        {"+": "+", "-": "-"},
        {"*": "*", "/": "/", "%": "%"},
    ),
    negations=frozenset({"not"}),
    function=_harlowe_function,
    property=_property,
    words=frozenset({"it", "visits", "visit"}),
    mixes_and_or=False,
)

# ---------------------------------------------------------------- SugarCube, Chapbook, Snowman

_JS_FUNCTIONS = {
    "visited": "visits",
    "hasVisited": "seen",
    "either": "either",
    "random": "random",
    "clone": "same",
    "Math.abs": "abs",
    "Math.min": "min",
    "Math.max": "max",
    "Math.floor": "floor",
    "Math.trunc": "trunc",
    "Math.round": "round",
    "Math.clamp": "clamp",
    "String": "text",
    "Number": "number",
    "parseInt": "number",
}


def _js_function(name: str, arguments: tuple[Value, ...]) -> Value:
    if name == "random" and len(arguments) == 1:
        return SourceCall("random", (Literal(0), *arguments))
    if name == "clone" and len(arguments) == 1:
        return arguments[0]
    if name in ("passage.visits", "visits"):
        return SourceCall("visits", ())
    if name.startswith("random.d") and name[8:].isdigit() and not arguments and 0 < int(name[8:][:6]) == int(name[8:]):
        return SourceCall("random", (Literal(1), Literal(int(name[8:]))))
    if name == "random.coinFlip" and not arguments:
        return Operation("==", (SourceCall("random", (Literal(0), Literal(1))), Literal(1)))
    if name in _JS_FUNCTIONS and name != "random":
        return SourceCall(_JS_FUNCTIONS[name], arguments)
    if name == "random" and len(arguments) == 2:
        return SourceCall("random", arguments)
    raise Unsayable(f"`{name}` has no counterpart here")


_JS_LEVELS: tuple[dict[str, str], ...] = (
    {"||": "or", "or": "or"},
    {"&&": "and", "and": "and"},
    {
        "==": "==",
        "===": "==",
        "!=": "!=",
        "!==": "!=",
        "is": "==",
        "is not": "!=",
        "isnot": "!=",
        "eq": "==",
        "neq": "!=",
    },
    {"<": "<", ">": ">", "<=": "<=", ">=": ">=", "lt": "<", "gt": ">", "lte": "<=", "gte": ">="},
    {"+": "+", "-": "-"},
    {"*": "*", "/": "/", "%": "%"},
)
SUGARCUBE = Dialect(_JS_LEVELS, frozenset({"!", "not"}), _js_function, _property)
PLAIN_JS = Dialect(_JS_LEVELS, frozenset({"!"}), _js_function, _property, bare_names=True)
