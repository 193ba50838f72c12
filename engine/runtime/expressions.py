"""Python expressions for resolved ones (engine/check/expressions.py), and for text.

Source text is never pasted: every node is made through `ast`, from numbers, constants and a fixed set of names, so a
story cannot say anything in Python.
"""

from __future__ import annotations

import ast
from typing import Any

from engine.program.intervals import FULL, MOST, TRUTH, Interval, interval_of
from engine.program.model import NOTHING, Program
from engine.runtime.layout import FIRST_SLOT, Layout
from engine.runtime.pieces import MOST_NESTED, STORE, Pieces
from engine.runtime.randomness import place_of

OPERATORS = {
    **dict.fromkeys(("+", "-", "*", "/", "%", "union"), "arithmetic"),
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), "comparison"),
    **dict.fromkeys(("and", "or"), "logic"),
    **dict.fromkeys(("min", "max", "abs", "clamp", "words"), "function"),
}


class Expressions(Pieces):
    """Makes Python expressions for one module; `label` begins the names of functions that it needs besides."""

    def __init__(self, program: Program, layout: Layout, label: str) -> None:
        super().__init__()
        self.program = program
        self.layout = layout
        self.label = label
        self.module: list[Any] = []
        self.frame = FIRST_SLOT
        self.local_types: list[Any] = []
        # In a `def` the local variables are parameters of a function.
        self.in_def = False
        self.temporaries = 0
        self.called: set[int] = set()

    def temporary(self) -> str:
        """A fresh name."""
        self.temporaries += 1
        return f"t{self.temporaries}"

    def interval(self, code: Any) -> Interval:
        """What an expression can come to."""
        return interval_of(code, self._interval_of_variable)

    def _interval_of_variable(self, kind: str, number: int) -> Interval:
        if kind == "local":
            return interval_of_type(self.local_types[number])
        return interval_of_type(self.program["variables"][number]["type"])

    def expression(self, code: Any) -> Any:
        """A node for a resolved expression."""
        if not isinstance(code, list):
            return self.constant(code)
        operator = code[0]
        if operator == "var":
            return self.slot(self.layout.variables + code[1])
        if operator == "local":
            return self.name(f"a{code[1]}") if self.in_def else self.slot(self.frame + code[1])
        make = getattr(self, f"_{OPERATORS.get(operator, operator)}")
        return make(code)

    def _arithmetic(self, code: Any) -> Any:
        node = self.unchecked(code)
        low, high = self.interval(code)
        return node if low >= -MOST and high <= MOST else self.call("number", node)

    def unchecked(self, code: Any) -> Any:
        """A node for an expression whose result is checked by whoever asks for it, if it is calculated."""
        if not isinstance(code, list) or OPERATORS.get(code[0]) != "arithmetic":
            return self.expression(code)
        if len(code) == 2:
            return self.placed(ast.UnaryOp(ast.USub(), self.expression(code[1])))
        return self.binary(code[0], self.expression(code[1]), self.expression(code[2]))

    def _comparison(self, code: Any) -> Any:
        return self.compare(code[0], self.expression(code[1]), self.expression(code[2]))

    def _logic(self, code: Any) -> Any:
        operator = ast.And() if code[0] == "and" else ast.Or()
        return self.placed(ast.BoolOp(operator, [self.expression(code[1]), self.expression(code[2])]))

    def _not(self, code: Any) -> Any:
        return self.negate(self.expression(code[1]))

    def _has(self, code: Any) -> Any:
        if isinstance(code[2], int):
            held = self.binary("&", self.expression(code[1]), self.constant(code[2]))
            return self.compare("==", held, self.constant(code[2]))
        return self.call("has", self.expression(code[1]), self.expression(code[2]))

    def _minus(self, code: Any) -> Any:
        return self.call("without", self.expression(code[1]), self.expression(code[2]))

    def _if(self, code: Any) -> Any:
        return self.either(*(self.expression(one) for one in code[1:]))

    def _function(self, code: Any) -> Any:
        return self.call(code[0], *(self.expression(one) for one in code[1:]))

    def _visits(self, code: Any) -> Any:
        return self.counter(self.layout.counters[f"visits {code[1]}"])

    def _turns(self, code: Any) -> Any:
        return self.slot(self.layout.turns or 0)

    def _since(self, code: Any) -> Any:
        seen = self.counter(self.layout.counters[f"since {code[1]}"])
        return self.call("since", self.slot(self.layout.turns or 0), seen)

    def _random(self, code: Any) -> Any:
        low, high = self.expression(code[1]), self.expression(code[2])
        return self.call("random", self.name("w"), *self.draw(code[3]), low, high)

    def _chance(self, code: Any) -> Any:
        return self.call("chance", self.name("w"), *self.draw(code[2]), self.expression(code[1]))

    def draw(self, name: str) -> list[Any]:
        """What the helpers that draw are told of the place: its number, and where its count stands."""
        page, offset = self.layout.counters[f"draw {name}"]
        return [self.constant(place_of(name)), self.constant(page), self.constant(offset)]

    def _call(self, code: Any) -> Any:
        self.called.add(code[1])
        return self.call(f"f{code[1]}", self.name("w"), *self._arguments_of(code))

    def _extern(self, code: Any) -> Any:
        return self.call("extern", self.name("w"), self.constant(code[1]), self.tuple_of(self._arguments_of(code)))

    def _arguments_of(self, code: Any) -> list[Any]:
        """Nodes for the arguments of a call; a number that could leave its parameter's range is checked."""
        function = self.program["functions"][code[1]]
        nodes = []
        for one, (kind, low, high, _) in zip(code[2], function["parameters"], strict=True):
            node = self.expression(one)
            if kind == "number" and low is not None:
                interval = self.interval(one)
                if interval[0] < low or interval[1] > high:
                    bounds = self.constant(low), self.constant(high)
                    node = self.call("argument", self.constant(function["name"]), node, *bounds)
            nodes.append(node)
        return nodes

    # ------------------------------------------------------------ text

    def text(self, parts: list[Any]) -> Any:
        """A node for the text of some parts."""
        if all(isinstance(part, str) for part in parts):
            return self.constant("".join(parts) or NOTHING)
        values = []
        for part in parts:
            if isinstance(part, str):
                values.append(self.constant(part))
            else:
                values.append(self.placed(ast.FormattedValue(self._part(part), -1)))
        return self.placed(ast.JoinedStr(values))

    def _part(self, part: Any) -> Any:
        kind = part[0]
        if kind == "show":
            self.go_to(part[1])
            return self._shown(part[2], part[3], part[4])
        if kind == "if":
            self.go_to(part[1])
            return self._conditional(part[1], part[2], part[3])
        return self._varied(part[1], part[2], part[3])

    def _shown(self, code: Any, kind: str, names: list[str]) -> Any:
        value = self.expression(code)
        if kind == "text":
            return self.placed(ast.BoolOp(ast.Or(), [value, self.constant(NOTHING)]))
        if kind == "truth":
            return self.either(value, self.constant("true"), self.constant("false"))
        if kind == "set":
            return self.call("listed", value, self.tuple_of([self.constant(one) for one in names]))
        return value

    def _conditional(self, at: int, branches: list[Any], otherwise: list[Any]) -> Any:
        nodes = []
        for code, parts in branches:
            self.go_to(at)
            nodes.append((self.expression(code), self.text(parts)))
        node = self.text(otherwise)
        self.go_to(at)
        if len(nodes) > MOST_NESTED:
            body = [self.branch(condition, [self.returned(text)]) for condition, text in nodes]
            return self._apart([*body, self.returned(node)])
        for condition, text in reversed(nodes):
            node = self.either(condition, text, node)
        return node

    def _apart(self, body: list[Any]) -> Any:
        """A call of a function of its own, for text that is too long a chain for one expression."""
        name = f"x{self.label}_{len(self.module)}"
        self.module.append(self.function(name, ["w"], body))
        return self.call(name, self.name("w"))

    def advance(self, kind: str, counter: str, size: int) -> Any:
        """A call that moves a variation on and gives the number of the item that is its turn."""
        page, offset = self.layout.counters[counter]
        arguments = [self.name("w"), self.constant(page), self.constant(offset), self.constant(size)]
        if kind == "shuffle":
            arguments.append(self.constant(place_of(counter)))
        return self.call(f"next_{kind}", *arguments)

    def _varied(self, kind: str, counter: str, parts: list[Any]) -> Any:
        number = self.advance(kind, counter, len(parts))
        items = [self.text(one) for one in parts]
        if kind == "once":
            items.append(self.constant(NOTHING))
        if all(isinstance(item, ast.Constant) for item in items):
            return self.placed(ast.Subscript(self.tuple_of(items), number, ast.Load()))
        if len(items) == 1:
            return self.either(self.compare("<", number, self.constant(0)), items[0], items[0])
        name = self.temporary()
        if len(items) > MOST_NESTED:
            body = [
                self.branch(self.compare("==", self.name(name), self.constant(place)), [self.returned(item)])
                for place, item in enumerate(items)
            ]
            return self._apart([self.assign(name, number), *body])
        node = items[-1]
        for place in range(len(items) - 2, -1, -1):
            asked = self.name(name)
            if place == 0:
                asked = self.placed(ast.NamedExpr(self.placed(ast.Name(name, STORE)), number))
            node = self.either(self.compare("==", asked, self.constant(place)), items[place], node)
        return node


def interval_of_type(type: list[Any]) -> Interval:
    """The interval of a type as the program keeps it."""
    if type[0] == "truth":
        return TRUTH
    return FULL if type[0] != "number" or type[1] is None else (type[1], type[2])
