"""Translates calls of the functions that ink has: of numbers, of lists, and of what was visited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.importers.ink.scopes import InkScope, Untranslatable
from engine.importers.ink.tree import Expression, InkCall, InkName, InkNumber, Target
from engine.importers.ink.typed_values import Value, kind_of

if TYPE_CHECKING:
    from engine.importers.ink.values import Values


class BuiltInFunctions:
    """Translates such calls for the `values` of one story."""

    def __init__(self, values: Values) -> None:
        self.values, self.scopes, self.lists = values, values.scopes, values.lists

    def value(self, call: InkCall, place: InkScope) -> Value:
        """The value of a call. Raises `Untranslatable` for one that has no counterpart."""
        name, arguments = call.name, call.arguments
        if name in ("TURNS_SINCE", "READ_COUNT") and len(arguments) == 1:
            return self._counted(name, arguments[0], place)
        if name == "TURNS" and not arguments:
            return Value("turns()", "number")
        if name in ("RANDOM", "MIN", "MAX") and len(arguments) == 2:
            first, second = (self.values.number(one, place) for one in arguments)
            return Value(f"{name.lower()}({first}, {second})", "number")
        if name in ("INT", "FLOOR", "CEILING") and len(arguments) == 1:
            return Value(self.values.number(arguments[0], place), "number")
        if name.startswith("LIST_") and arguments:
            return self._list_function(name, call, place)
        if name in self.scopes.lists:
            return self._list_of_number(call)
        raise Untranslatable(f"`{name}` is not known here")

    def _counted(self, name: str, argument: Expression, place: InkScope) -> Value:
        if not isinstance(argument, Target):
            return self._counted_of_variable(name, argument, place)
        found = self.scopes.target(argument.path, place)
        if found is None:
            raise Untranslatable(f"nothing is called `{argument.path}`")
        visited = self.values.visited(found, place)
        if name == "READ_COUNT":
            return Value(f"visits({visited})", "number")
        if found is place:
            return Value(f"since({visited})", "number")
        return Value(f"(since({visited}) if seen({visited}) else -1)", "number")

    def _counted_of_variable(self, name: str, argument: Expression, place: InkScope) -> Value:
        """The same of a place that a variable holds: each that it can hold is asked for."""
        variable = self.scopes.variable(argument.path, place) if isinstance(argument, InkName) else None
        if variable is None or kind_of(variable) != "target" or not variable.targets:
            raise Untranslatable(f"`{name}` of a place that cannot be told")
        code = ""
        for target in sorted(variable.targets):
            one = self._counted(name, Target(target), self.scopes.root).code
            held = self.values.target(target, self.scopes.root).code
            code = f"({one} if {variable.out} == {held} else {code})" if code else one
        return Value(code, "number")

    def _list_function(self, name: str, call: InkCall, place: InkScope) -> Value:
        value = self.values.value(call.arguments[0], place)
        if value.kind != "list":
            raise Untranslatable(f"`{name}` is for lists")
        lists = set(value.lists)
        if name == "LIST_COUNT":
            return Value(str(len(value.names)) if value.names is not None else f"count({value.code})", "number")
        if name == "LIST_RANDOM":
            return Value(f"random({value.code})", "item")
        if name == "LIST_VALUE":
            return Value(self.lists.value_of(value.code, value.names, lists), "number")
        if name in ("LIST_MIN", "LIST_MAX"):
            code = self.lists.end_of(value.code, value.names, lists, name == "LIST_MAX")
            return Value(code, "list", lists=value.lists)
        lists = lists or self.values.inference.of(call.arguments[0], place).lists
        if not lists or (len(lists) > 1 and name != "LIST_RANGE"):
            raise Untranslatable("which list this is cannot be told")
        if name == "LIST_ALL":
            return self.lists.known(self.lists.all_of(lists))
        if name == "LIST_INVERT":
            return self.lists.combined("-", self.lists.known(self.lists.all_of(lists)), value)
        if name == "LIST_RANGE" and len(call.arguments) == 3:
            low, high = (
                self._bound(one, place, highest) for one, highest in zip(call.arguments[1:], (False, True), strict=True)
            )
            return self.lists.combined("&", value, self.lists.known(self.lists.between(lists, low, high)))
        raise Untranslatable(f"`{name}` has no counterpart: names of a set have no numbers")

    def _bound(self, expression: Expression, place: InkScope, highest: bool) -> int:
        """The number of an end of a range, which must be known."""
        value = self.values.value(expression, place)
        if value.names:
            return int(self.lists.value_of(value.code, value.names, set(), highest))
        if isinstance(expression, InkNumber):
            return expression.value
        raise Untranslatable("the ends of this range cannot be told")

    def _list_of_number(self, call: InkCall) -> Value:
        """`list()`, `list(2)`: an empty one, or the name with that number."""
        found = self.scopes.lists[call.name]
        if not call.arguments:
            return Value("[]", "list", names=frozenset(), lists=frozenset((found.name,)))
        (number, *_) = call.arguments
        if not isinstance(number, InkNumber):
            raise Untranslatable("names of a set have no numbers here")
        return self.lists.known(self.lists.named(found, number.value))
