"""Infers what kinds of values variables hold: ink does not say, and here each variable has one type.

Kinds are "number", "truth", "text", "list", "target" and "decimal". They flow from values to variables, parameters
and results, until nothing changes. A variable with one kind has a type; one with two is marked where it is used.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from engine.importers.ink.externals import settle, uses_in
from engine.importers.ink.scopes import (
    InkScope,
    Label,
    ScopedVariable,
    Scopes,
    Untranslatable,
    expressions_of,
    parts_of,
    walk,
)
from engine.importers.ink.tree import (
    Decimal,
    Divert,
    Expression,
    InkAssign,
    InkBinary,
    InkCall,
    InkConditional,
    InkName,
    InkNumber,
    InkReturn,
    InkTruth,
    InkUnary,
    Items,
    Print,
    String,
    Target,
)

NUMBERS = frozenset(
    ("RANDOM", "TURNS", "TURNS_SINCE", "READ_COUNT", "CHOICE_COUNT", "LIST_COUNT", "LIST_VALUE", "INT", "POW")
)
LISTS = frozenset(("LIST_ALL", "LIST_INVERT", "LIST_RANDOM", "LIST_MIN", "LIST_MAX", "LIST_RANGE"))
COMPARISONS = frozenset(("==", "!=", "<", ">", "<=", ">=", "and", "or", "has", "hasnt"))
MOST_ROUNDS = 60


@dataclass(slots=True)
class Kinds:
    """What is known of a value."""

    kinds: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    negative: bool = False
    empty: bool = False


class Inference:
    """Infers the kinds of all variables of a story."""

    def __init__(self, scopes: Scopes) -> None:
        self.scopes = scopes
        # Results of functions, by their names.
        self.results: dict[str, Kinds] = {}
        self.changed = False

    def run(self) -> None:
        """Fill in the kinds of all variables."""
        self._rounds()
        if self.scopes.externals:
            settle(self.scopes)
            self._rounds()
        self._shown_decimals()

    def _rounds(self) -> None:
        for _ in range(MOST_ROUNDS):
            self.changed = False
            self._declarations()
            for place in self.scopes.all_places():
                self._place(place)
            if not self.changed:
                return

    def _shown_decimals(self) -> None:
        """A variable of decimals that is only ever shown is one of texts."""
        variables = {*self.scopes.globals.values()} | {
            one for place in self.scopes.all_places() for one in place.locals.values()
        }
        calculated: set[ScopedVariable] = set()
        for place in self.scopes.all_places():
            for node in walk(place.flow.content):
                for expression in expressions_of(node):
                    shown = isinstance(node, Print) and isinstance(expression, InkName)
                    for part in () if shown else parts_of(expression):
                        variable = self.scopes.variable(part.path, place) if isinstance(part, InkName) else None
                        calculated |= {variable} if variable is not None else set()
                if isinstance(node, InkAssign) and not isinstance(node.value, Decimal):
                    variable = self.scopes.variable(node.name, place)
                    calculated |= {variable} if variable is not None else set()
        for variable in variables:
            if variable.kinds == {"decimal"} and variable not in calculated:
                variable.kinds = {"text"}

    def _declarations(self) -> None:
        for one in self.scopes.globals.values():
            if one.value is not None:
                self._into(one, self.of(one.value, self.scopes.root))
        for found in self.scopes.story.lists:
            self._into(self.scopes.globals[found.name], Kinds({"list"}, {found.name}))

    def _place(self, place: InkScope) -> None:
        for node in walk(place.flow.content):
            if isinstance(node, InkAssign):
                self._assign(node, place)
            elif isinstance(node, InkReturn) and node.value is not None:
                self._result(place, self.of(node.value, place))
            elif isinstance(node, Divert):
                found = self.scopes.target(node.path, place) if node.path else None
                if isinstance(found, InkScope):
                    self._pass(found, node.arguments, place)
                for variable in [self.scopes.variable(node.path, place)] if node.path else []:
                    if variable is not None and not isinstance(found, InkScope):
                        for target in list(variable.targets):
                            goal = self.scopes.places.get(target)
                            if goal is not None:
                                self._pass(goal, node.arguments, place)
            elif isinstance(node, InkConditional) and node.query is not None:
                for branch in node.branches:
                    if branch.condition is not None:
                        self._meet(node.query, branch.condition, place)
            if self.scopes.externals:
                for used, same in uses_in(node):
                    known = Kinds({same}) if isinstance(same, str) else self.of(same, place)
                    self._external(used, known, place)
            for expression in expressions_of(node):
                for part in parts_of(expression):
                    if isinstance(part, InkCall):
                        self._call(part, place)
                    elif isinstance(part, InkBinary):
                        self._meet(part.left, part.right, place)

    def _assign(self, node: InkAssign, place: InkScope) -> None:
        variable = self.scopes.variable(node.name, place)
        if variable is None:
            return
        if isinstance(node.value, InkCall) and node.value.name in self.scopes.externals:
            self.scopes.external_variables.add(variable)
        value = self.of(node.value, place)
        if node.operator != "=" and value.kinds <= {"number", "truth"} and "text" not in variable.kinds:
            if "list" in variable.kinds:
                return  # its names go on by a number
            value.kinds = {"number"}
            value.negative = value.negative or node.operator == "-="
        self._into(variable, value)
        if isinstance(node.value, InkName):
            other = self.scopes.variable(node.value.path, place)
            if other is not None:
                self._share(variable, other)

    def _call(self, call: InkCall, place: InkScope) -> None:
        goal = self.scopes.function(call.name)
        if goal is not None:
            self._pass(goal, call.arguments, place)
        elif call.name in self.scopes.externals:
            parameters = self.scopes.external_parameters[call.name]
            for variable, argument in zip(parameters, call.arguments, strict=False):
                self._into(variable, self.of(argument, place))

    def _external(self, used: InkCall | InkName, known: Kinds, place: InkScope) -> None:
        """What is known of the result of a function of the host, or of a variable that holds it."""
        if isinstance(used, InkName):
            variable = self.scopes.variable(used.path, place)
            if variable in self.scopes.external_variables and not variable.kinds:
                self._into(variable, known)
        elif used.name in self.scopes.externals and self.scopes.function(used.name) is None:
            self._into(self.scopes.external_results[used.name], known)

    def _pass(self, goal: InkScope, arguments: tuple[Expression, ...], place: InkScope) -> None:
        for parameter, argument in zip(goal.flow.parameters, arguments, strict=False):
            variable = goal.locals[parameter.name]
            self._into(variable, self.of(argument, place))
            if isinstance(argument, InkName):
                other = self.scopes.variable(argument.path, place)
                if other is not None:
                    self._share(variable, other)
                    if parameter.reference:
                        self._into(other, _known(variable))

    def _result(self, place: InkScope, value: Kinds) -> None:
        known = self.results.setdefault(place.path, Kinds())
        before = len(known.kinds) + len(known.lists) + len(known.targets) + known.negative + known.empty
        known.kinds |= value.kinds
        known.lists |= value.lists
        known.targets |= value.targets
        known.negative |= value.negative
        known.empty |= value.empty
        after = len(known.kinds) + len(known.lists) + len(known.targets) + known.negative + known.empty
        self.changed = self.changed or after > before

    def _into(self, variable: ScopedVariable, value: Kinds) -> None:
        before = len(variable.kinds) + len(variable.lists) + len(variable.targets)
        flags = variable.may_be_negative, variable.may_be_empty
        variable.kinds |= value.kinds
        variable.lists |= value.lists
        variable.targets |= value.targets
        variable.may_be_negative |= value.negative
        variable.may_be_empty |= value.empty
        after = len(variable.kinds) + len(variable.lists) + len(variable.targets)
        if after > before or flags != (variable.may_be_negative, variable.may_be_empty):
            self.changed = True

    def _share(self, one: ScopedVariable, other: ScopedVariable) -> None:
        """Two variables of which one is given the other hold the same lists, or the same places."""
        for first, second in ((one, other), (other, one)):
            if "list" in first.kinds or "target" in first.kinds:
                self._into(second, Kinds(set(), set(first.lists), set(first.targets)))

    def _meet(self, left: Expression, right: Expression, place: InkScope) -> None:
        """The two sides of an operator: of lists, both have the same names."""
        sides = [self.of(left, place), self.of(right, place)]
        if not any("list" in side.kinds or "target" in side.kinds for side in sides):
            return
        for expression, other in ((left, sides[1]), (right, sides[0])):
            if isinstance(expression, InkName):
                variable = self.scopes.variable(expression.path, place)
                if variable is not None:
                    self._into(variable, Kinds(set(), other.lists, other.targets))

    # ------------------------------------------------------------ expressions

    def of(self, value: Expression, place: InkScope) -> Kinds:
        """What is known of the value of an expression."""
        if isinstance(value, InkNumber):
            return Kinds({"number"}, negative=value.value < 0)
        if isinstance(value, Decimal):
            return Kinds({"decimal"}, negative=True)
        if isinstance(value, InkTruth):
            return Kinds({"truth"})
        if isinstance(value, String):
            return Kinds({"text"}, empty=not value.content)
        if isinstance(value, Target):
            found = self.scopes.target(value.path, place)
            return Kinds({"target"}, targets={value.path if found is None else self.scopes.key(found)})
        if isinstance(value, Items):
            return self._items(value, place)
        if isinstance(value, InkName):
            return self._name(value, place)
        if isinstance(value, InkCall):
            return self._called(value, place)
        if isinstance(value, InkUnary):
            return (
                Kinds({"truth"})
                if value.operator == "not"
                else Kinds(self.of(value.operand, place).kinds, negative=True)
            )
        return self._binary(value, place)

    def _items(self, value: Items, place: InkScope) -> Kinds:
        lists = set()
        for name in value.names:
            found = self._item(name)
            if found is None:
                return self.of(InkName(name), place) if len(value.names) == 1 else Kinds()
            lists.add(found)
        return Kinds({"list"}, lists)

    def _item(self, name: str) -> str | None:
        try:
            found = self.scopes.item(name)
        except Untranslatable:
            return None
        return found[0].name if found is not None else None

    def _name(self, value: InkName, place: InkScope) -> Kinds:
        variable = self.scopes.variable(value.path, place)
        if variable is not None:
            return _known(variable)
        if isinstance(self.scopes.target(value.path, place), InkScope | Label):
            return Kinds({"number"})
        found = self._item(value.path)
        return Kinds({"list"}, {found}) if found is not None else Kinds()

    def _called(self, value: InkCall, place: InkScope) -> Kinds:
        name = value.name
        arguments = [self.of(one, place) for one in value.arguments]
        function = self.scopes.function(name)
        if function is not None:
            known = self.results.get(function.path, Kinds())
            return Kinds(set(known.kinds), set(known.lists), set(known.targets), known.negative, known.empty)
        if name in self.scopes.externals:
            known = _known(self.scopes.external_results[name])
            return replace(known, negative=True)
        if name in NUMBERS:
            negative = any(one.negative for one in arguments) or name not in ("TURNS", "LIST_COUNT", "READ_COUNT")
            return Kinds(
                {"number"}, negative=negative and not (name == "RANDOM" and not any(a.negative for a in arguments))
            )
        if name in LISTS:
            return Kinds({"list"}, arguments[0].lists if arguments else set())
        if name in ("MIN", "MAX"):
            return Kinds(
                set().union(*(one.kinds for one in arguments)), negative=any(one.negative for one in arguments)
            )
        if name in ("FLOOR", "CEILING", "FLOAT"):
            return Kinds({"decimal"} if name == "FLOAT" else {"number"}, negative=True)
        if name in self.scopes.lists:
            return Kinds({"list"}, {name})
        return Kinds()

    def _binary(self, value: InkBinary, place: InkScope) -> Kinds:
        if value.operator in COMPARISONS:
            return Kinds({"truth"})
        left, right = self.of(value.left, place), self.of(value.right, place)
        kinds = left.kinds | right.kinds
        negative = left.negative or right.negative or value.operator == "-"
        if "text" in kinds:
            return Kinds({"text"}, empty=left.empty and right.empty)
        if "list" in kinds:
            return Kinds({"list"}, left.lists | right.lists)
        if "decimal" in kinds:
            return Kinds({"decimal"}, negative=negative)
        return Kinds({"number"} if kinds else set(), negative=negative)


def _known(variable: ScopedVariable) -> Kinds:
    return Kinds(
        set(variable.kinds),
        set(variable.lists),
        set(variable.targets),
        variable.may_be_negative,
        variable.may_be_empty,
    )
