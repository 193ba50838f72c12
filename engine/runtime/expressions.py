"""Python expressions for those of the program, and for text.

Source text is never pasted: every node is made through `ast`, from numbers, constants and a fixed set of names, so a
story cannot say anything in Python.
"""

from __future__ import annotations

import ast

from engine.program.functions import TABLE, Interval
from engine.program.intervals import interval_of, interval_of_type
from engine.program.limits import MOST
from engine.program.nodes import (
    Apply,
    ApplyDraw,
    CallDef,
    CallExtern,
    ChooseText,
    Count,
    Expression,
    LocalRef,
    Part,
    Parts,
    Probe,
    Reference,
    ShowValue,
    VarRef,
    VaryText,
)
from engine.program.program import Program
from engine.program.styles import NOTHING
from engine.program.types import NUMBER, Type
from engine.runtime.ast_builder import COMPARISONS, MOST_NESTED, OPERATORS, STORE, AstBuilder
from engine.runtime.layout import FIRST_SLOT, Layout
from engine.runtime.randomness import place_of
from engine.runtime.static_text import options


class Expressions(AstBuilder):
    """Makes Python expressions for one module; `label` begins the names of functions that it needs besides."""

    def __init__(self, program: Program, layout: Layout, label: str) -> None:
        super().__init__()
        self.program = program
        self.layout = layout
        self.label = label
        self.module: list[ast.stmt] = []
        self.frame = FIRST_SLOT
        self.local_types: list[Type] = []
        # In a `def` the local variables are parameters of a function.
        self.in_def = False
        self.temporaries = 0
        self.called: set[int] = set()

    def temporary(self) -> str:
        """A fresh name."""
        self.temporaries += 1
        return f"t{self.temporaries}"

    def interval(self, code: Expression) -> Interval:
        """What an expression can come to."""
        return interval_of(code, self._interval_of_variable)

    def _interval_of_variable(self, reference: Reference) -> Interval:
        if isinstance(reference, LocalRef):
            return interval_of_type(self.local_types[reference.number])
        return interval_of_type(self.program.variables[reference.number].type)

    def slot_of(self, reference: Reference) -> int:
        """The slot of a variable."""
        return (self.layout.variables if isinstance(reference, VarRef) else self.frame) + reference.number

    def expression(self, code: Expression) -> ast.expr:
        """A node for an expression."""
        if not isinstance(code, tuple):
            return self.constant(code)
        if isinstance(code, VarRef):
            return self.slot(self.slot_of(code))
        if isinstance(code, LocalRef):
            return self.name(f"a{code.number}") if self.in_def else self.slot(self.slot_of(code))
        if isinstance(code, Apply):
            return self._applied(code)
        if isinstance(code, Count):
            return self._counted(code)
        if isinstance(code, ApplyDraw):
            given = [self.expression(one) for one in code.arguments]
            if code.name == "random" and _is_count(code.arguments[1]):
                given[1] = self.call("non_empty", given[1])
            return self.call(code.name, self.name("w"), *self.draw(code.place), *given)
        if isinstance(code, CallDef):
            self.called.add(code.function)
            return self.call(f"f{code.function}", self.name("w"), *self._arguments_of(code))
        arguments = self.tuple_of(self._arguments_of(code))
        return self.call("extern", self.name("w"), self.constant(code.function), arguments)

    def _applied(self, code: Apply) -> ast.expr:
        node = self.unchecked(code)
        if TABLE[code.name].result is not NUMBER:
            return node
        low, high = self.interval(code)
        return node if low >= -MOST and high <= MOST else self.within(node, (low, high), (-MOST, MOST), "number")

    def within(
        self, value: ast.expr, interval: Interval, bounds: tuple[int, int], otherwise: str, *more: ast.expr
    ) -> ast.expr:
        """The value if it lies within bounds, else what a function makes of it, which stops the story.

        The comparison stands in the code itself, because calling a function for it takes several times as long; and
        only with the bounds that a value of its interval can pass: what is added to grows, mostly.
        """
        name = self.temporary()
        kept = self.placed(ast.NamedExpr(self.placed(ast.Name(name, STORE)), value))
        low, high = self.constant(bounds[0]), self.constant(bounds[1])
        if interval[0] >= bounds[0]:
            inside = self.placed(ast.Compare(kept, [ast.LtE()], [high]))
        elif interval[1] <= bounds[1]:
            inside = self.placed(ast.Compare(kept, [ast.GtE()], [low]))
        else:
            inside = self.placed(ast.Compare(low, [ast.LtE(), ast.LtE()], [kept, high]))
        return self.either(inside, self.name(name), self.call(otherwise, self.name(name), *more))

    def unchecked(self, code: Expression) -> ast.expr:
        """A node for an expression whose result is checked by whoever asks for it, if it is calculated."""
        if not isinstance(code, Apply):
            return self.expression(code)
        name, values = code.name, [self.expression(one) for one in code.arguments]
        if name in COMPARISONS:
            return self.compare(name, *values)
        if name in OPERATORS:
            return self.binary(name, *values) if len(values) == 2 else self.placed(ast.UnaryOp(ast.USub(), values[0]))
        if name in ("and", "or"):
            return self.placed(ast.BoolOp(ast.And() if name == "and" else ast.Or(), values))
        if name == "not":
            return self.negate(values[0])
        if name == "if":
            return self.either(*values)
        wanted = code.arguments[-1]
        if name == "has" and isinstance(wanted, int):
            held = self.binary("&", values[0], self.constant(wanted))
            return self.compare("==", held, self.constant(wanted))
        return self.call(f"do_{name}", *values)

    def _counted(self, code: Count) -> ast.expr:
        if code.name == "turns":
            return self.slot(self.layout.turns or 0)
        counter = self.counter(self.layout.counters[f"{code.name} {code.key}"])
        return counter if code.name == "visits" else self.call("since", self.slot(self.layout.turns or 0), counter)

    def draw(self, name: str) -> list[ast.expr]:
        """What the helpers that draw are told of the place: its number, and where its count stands."""
        page, offset = self.layout.counters[f"draw {name}"]
        return [self.constant(place_of(name)), self.constant(page), self.constant(offset)]

    def _arguments_of(self, code: CallDef | CallExtern) -> list[ast.expr]:
        """Nodes for the arguments of a call; a number that could leave its parameter's range is checked."""
        function = self.program.functions[code.function]
        values = []
        for one, (kind, low, high, _) in zip(code.arguments, function.parameters, strict=True):
            value = self.expression(one)
            if kind == "number" and low is not None and high is not None:
                interval = self.interval(one)
                if interval[0] < low or interval[1] > high:
                    bounds = self.constant(low), self.constant(high)
                    value = self.call("argument", self.constant(function.name), value, *bounds)
            values.append(value)
        return values

    # ------------------------------------------------------------ text

    def text(self, parts: Parts) -> ast.expr:
        """A node for the text of some parts."""
        if all(isinstance(part, str) for part in parts):
            return self.constant("".join(map(str, parts)) or NOTHING)
        values: list[ast.expr] = []
        for part in parts:
            node = self.constant(part) if isinstance(part, str) else self.part(part)
            is_known = isinstance(part, str) and isinstance(node, ast.Constant)
            values.append(node if is_known else self.placed(ast.FormattedValue(node, -1)))
        return self.placed(ast.JoinedStr(values))

    def option(self, part: Part) -> ast.expr:
        """A node for the number of the text that a part shows, of its `options`."""
        if isinstance(part, VaryText):
            return self.advance(part.kind, part.counter, len(part.items))
        assert isinstance(part, ShowValue | ChooseText), "others have no options"
        self.go_to(part.at)
        asked = [part.value] if isinstance(part, ShowValue) else [case.condition for case in part.cases]
        conditions = [self.expression(one) for one in asked]
        node = self.constant(len(conditions))
        for number in range(len(conditions) - 1, -1, -1):
            node = self.either(conditions[number], self.constant(number), node)
        return node

    def part(self, part: Part) -> ast.expr:
        """A node for what a part of a text shows."""
        if isinstance(part, ShowValue):
            self.go_to(part.at)
            return self._shown(part)
        if isinstance(part, ChooseText):
            self.go_to(part.at)
            return self._chosen(part)
        if isinstance(part, VaryText):
            return self._varied(part)
        assert isinstance(part, Probe), "a plain text is no node"
        return self.call("probe", self.constant(part.number))

    def _shown(self, part: ShowValue) -> ast.expr:
        value = self.expression(part.value)
        if part.kind == "text":
            return self.placed(ast.BoolOp(ast.Or(), [value, self.constant(NOTHING)]))
        if part.kind == "truth":
            return self.either(value, self.constant("true"), self.constant("false"))
        if part.kind == "set":
            return self.call("listed", value, self.constant(tuple(part.names)))
        return value

    def _chosen(self, part: ChooseText) -> ast.expr:
        made = []
        for condition, parts in part.cases:
            self.go_to(part.at)
            made.append((self.expression(condition), self.text(parts)))
        node = self.text(part.otherwise)
        self.go_to(part.at)
        if len(made) > MOST_NESTED:
            body = [self.branch(asked, [self.returned(text)]) for asked, text in made]
            return self._apart([*body, self.returned(node)])
        for asked, text in reversed(made):
            node = self.either(asked, text, node)
        return node

    def _apart(self, body: list[ast.stmt]) -> ast.expr:
        """A call of a function of its own, for text that is too long a chain for one expression."""
        name = f"x{self.label}_{len(self.module)}"
        bound, names = self.bound, ["w"] if self.data is None else ["w", "k"]
        self.module.append(self.function(name, names, body))
        self.bound = bound
        return self.placed(ast.Call(self.own(name), [*map(self.name, names)], []))

    def advance(self, kind: str, counter: str, size: int) -> ast.expr:
        """A call that moves a variation on and gives the number of the item that is its turn."""
        page, offset = self.layout.counters[counter]
        arguments = [self.name("w"), self.constant(page), self.constant(offset), self.constant(size)]
        if kind == "shuffle":
            arguments.append(self.constant(place_of(counter)))
        return self.call(f"next_{kind}", *arguments)

    def _varied(self, part: VaryText) -> ast.expr:
        number = self.advance(part.kind, part.counter, len(part.items))
        texts = options(part)
        if texts is not None:
            return self.placed(ast.Subscript(self.constant(texts), number, ast.Load()))
        items = [self.text(one) for one in part.items]
        if part.kind == "once":
            items.append(self.constant(NOTHING))
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


def _is_count(code: Expression) -> bool:
    """Whether a bound of a draw is the size of a set: that draws one of its names."""
    return isinstance(code, Apply) and code.name == "count"
