"""Which type each variable has: what is put into it, anywhere in the story, says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from engine.importers.values.tree import (
    Choose,
    Collection,
    Literal,
    Operation,
    Record,
    SourceCall,
    SourceVariable,
    Value,
)

TRUTH, NUMBER, TEXT, SET = "truth", "number", "text", "set"
_NUMBERS = "random visits abs min max floor trunc round clamp number length turns fairadd fairsub"
_OF_CALL = dict.fromkeys(_NUMBERS.split(), NUMBER) | {
    "text": TEXT,
    "upper": TEXT,
    "lower": TEXT,
    "capital": TEXT,
    "letter": TEXT,
    "seen": TRUTH,
}
_TRUTHS = frozenset([*["==", "!=", "<", "<=", ">", ">=", "has", "and", "or", "not"]])


@dataclass(frozen=True, slots=True)
class AssignedValue:
    """A value that a variable is given somewhere: `operator` is `=`, `+=` or `-=`."""

    variable: SourceVariable
    operator: str
    value: Value


@dataclass(slots=True)
class Types:
    """The types of variables, those that hold values of several, the members of sets, those never below zero."""

    of: dict[SourceVariable, str] = field(default_factory=dict)
    mixed: set[SourceVariable] = field(default_factory=set)
    members: dict[SourceVariable, dict[str, None]] = field(default_factory=dict)
    never_negative: set[SourceVariable] = field(default_factory=set)
    # Lists of which some are arrays: these can hold a value twice, so how long they are is not known here.
    arrays: set[SourceVariable] = field(default_factory=set)

    def type_of(self, value: Value) -> str:
        """The type of a value; "" where nothing tells."""
        match value:
            case Literal(bool()):
                return TRUTH
            case Literal(int()):
                return NUMBER
            case Literal(str()):
                return TEXT
            case SourceVariable():
                return self.of.get(value, "")
            case Operation(operator, operands):
                if operator in _TRUTHS:
                    return TRUTH
                kinds = [self.type_of(operand) for operand in operands]
                if SET in kinds:
                    return SET
                return TEXT if TEXT in kinds or operator == "&" else NUMBER if operator != "+" or all(kinds) else ""
            case SourceCall("either", arguments):
                return next((kind for kind in map(self.type_of, arguments) if kind), "")
            case SourceCall(function, _):
                return _OF_CALL.get(function, "")
            case Collection(items):
                return SET if all(isinstance(item, Literal) and isinstance(item.value, str) for item in items) else ""
            case Choose(_, this, other):
                return self.type_of(this) or self.type_of(other)
            case _:
                return ""


def flattened(given: Iterable[AssignedValue]) -> Iterator[AssignedValue]:
    """Assignments, with one for each field where an object is given."""
    for one in given:
        if isinstance(one.value, Record) and one.operator == "=":
            for name, value in one.value.fields:
                inner = SourceVariable(f"{one.variable.name}.{name}", one.variable.temporary)
                yield from flattened([AssignedValue(inner, "=", value)])
        else:
            yield one


def inferred(given: Iterable[AssignedValue], uses: Iterable[Value], fixed: Mapping[SourceVariable, str]) -> Types:
    """The types that follow from what variables are given; `fixed` are known beforehand, `uses` are read elsewhere."""
    types = Types(of=dict(fixed))
    assignments = list(flattened(given))
    for one in assignments:
        if one.operator == "=" and isinstance(one.value, Collection) and types.type_of(one.value) == SET:
            types.of.setdefault(one.variable, SET)
    changed = True
    while changed:
        changed = False
        for one in assignments:
            if one.variable not in types.of and (kind := types.type_of(one.value)):
                types.of[one.variable] = kind
                changed = True
    for one in assignments:
        if one.variable not in types.of and _counts_up(one):
            types.of[one.variable] = NUMBER
    for one in assignments:
        kind, known = types.type_of(one.value), types.of.get(one.variable)
        if known == SET and one.operator != "=" and kind == TEXT:
            continue
        if kind and known and kind != known:
            types.mixed.add(one.variable)
    _collect_members(types, assignments, uses)
    _find_never_negative(types, assignments, set(fixed))
    return types


def _counts_up(one: AssignedValue) -> bool:
    """Whether a variable that is given nothing else is counted up or down: it is a number."""
    if one.operator != "=":
        return isinstance(one.value, Literal) and type(one.value.value) is int
    match one.value:
        case Operation("+" | "-", (left, Literal(int()))):
            return left == one.variable
        case _:
            return False


def _collect_members(types: Types, assignments: list[AssignedValue], uses: Iterable[Value]) -> None:
    def add(variable: Value, value: Value) -> None:
        if not (isinstance(variable, SourceVariable) and types.of.get(variable) == SET):
            return
        members = types.members.setdefault(variable, {})
        for item in value.items if isinstance(value, Collection) else (value,):
            match item:
                case Literal(str() as text):
                    members[text] = None
                case Collection():
                    add(variable, item)
                case _:
                    pass

    for one in assignments:
        value = one.value
        if any(isinstance(part, Collection) and not part.is_set and part.items for part in parts(value)):
            types.arrays.add(one.variable)
        if one.operator == "+=" and isinstance(value, Literal):
            types.arrays.add(one.variable)
        if isinstance(value, Operation):
            for operand in value.operands:
                add(one.variable, operand)
        add(one.variable, value)
    for use in uses:
        for part in parts(use):
            match part:
                case Operation("has", (variable, value)):
                    add(variable, value)
                case _:
                    pass


def parts(value: Value) -> Iterator[Value]:
    """A value and all values in it."""
    yield value
    match value:
        case Operation(_, inner) | SourceCall(_, inner) | Collection(inner):
            for one in inner:
                yield from parts(one)
        case Choose(condition, this, other):
            for one in (condition, this, other):
                yield from parts(one)
        case Record(fields):
            for _, one in fields:
                yield from parts(one)
        case _:
            pass


def variables_in(value: Value) -> set[SourceVariable]:
    """The variables that a value reads."""
    return {part for part in parts(value) if isinstance(part, SourceVariable)}


def draws(value: Value) -> bool:
    """Whether a value draws by chance."""
    return any(isinstance(part, SourceCall) and part.function in ("random", "either") for part in parts(value))


def _find_never_negative(types: Types, assignments: list[AssignedValue], fixed: set[SourceVariable]) -> None:
    """Those numbers that begin at zero or above and are only given such values; the others are taken away in turn."""
    types.never_negative = {name for name, kind in types.of.items() if kind == NUMBER and name not in fixed}
    changed = True
    while changed:
        changed = False
        for one in assignments:
            fine = one.operator != "-=" and is_never_negative(types, one.value)
            if one.variable in types.never_negative and not fine:
                types.never_negative.discard(one.variable)
                changed = True


def is_never_negative(types: Types, value: Value) -> bool:
    """Whether a number is certainly zero or above."""
    match value:
        case Literal(int() as number):
            return number >= 0
        case SourceVariable():
            return value in types.never_negative
        case Operation("+" | "*" | "/" | "%", operands):
            return all(is_never_negative(types, operand) for operand in operands)
        case SourceCall("visits" | "length" | "abs" | "turns", _):
            return True
        case SourceCall("random" | "either" | "floor" | "round" | "trunc" | "max" | "min", arguments):
            return all(is_never_negative(types, argument) for argument in arguments)
        case _:
            return False
