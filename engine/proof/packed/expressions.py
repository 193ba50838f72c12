"""Python expressions on states that are numbers, and statements that change such a state (`w`)."""

from __future__ import annotations

import ast
from types import CodeType

from engine.program.nodes import Apply, ApplyDraw, Count, Expression, LocalRef, VarRef
from engine.program.walk import walk
from engine.proof.packed.layout import Field, PackedLayout
from engine.runtime.ast_builder import COMPARISONS, Statements
from engine.runtime.code import Module
from engine.runtime.expressions import Expressions
from engine.runtime.randomness import place_of


class PackedExpressions(Expressions):
    """Makes expressions on states as numbers."""

    layout: PackedLayout
    owner = -1
    # Of this draw the outcome is given, as `d`.
    drawn: Expression | None = None
    # The names that all functions of a program see; masks that leave all but a field are among them.
    shared: Module
    every_bit: int

    def bits_at(self, at: int, width: int) -> ast.expr:
        """`w >> at & mask`."""
        shifted = self.placed(ast.BinOp(self.name("w"), ast.RShift(), self.constant(at)))
        return self.placed(ast.BinOp(shifted, ast.BitAnd(), self.constant((1 << width) - 1)))

    def masked(self, mask: int) -> ast.expr:
        """`w & mask`."""
        return self.placed(ast.BinOp(self.name("w"), ast.BitAnd(), self.constant(mask)))

    def field(self, slot: int) -> Field | None:
        """The field of a slot of the runtime."""
        return self.layout.field(slot, self.owner)

    def slot(self, number: int) -> ast.expr:
        """The value in a slot; what nothing ever sets is a constant."""
        field = self.field(number)
        if field is None:
            return self.constant(self.program.variables[number - self.layout.variables].initial)
        value = self.bits_at(field.at, field.width)
        if field.signed:
            sign = self.constant(field.sign)
            return self.binary("-", self.placed(ast.BinOp(value, ast.BitXor(), sign)), sign)
        if field.values is not None:
            values = self.tuple_of([self.constant(one) for one in field.values])
            return self.placed(ast.Subscript(values, value, ast.Load()))
        return self.binary("+", value, self.constant(field.low)) if field.low else value

    def counter(self, place: tuple[int, int]) -> ast.expr:
        """The value of a counter."""
        return self.bits_at(*place)

    def expression(self, code: Expression) -> ast.expr:
        """A node for an expression; the draw whose outcome is given is that."""
        return self.name("d") if self.drawn is not None and code is self.drawn else super().expression(code)

    def unchecked(self, code: Expression) -> ast.expr:
        """The same for an expression whose result is checked by whoever asks for it."""
        return self.name("d") if self.drawn is not None and code is self.drawn else super().unchecked(code)

    def draw(self, name: str) -> list[ast.expr]:
        """What the helpers that draw are told of the place; nothing is counted."""
        given = [one.place for one in walk((self.drawn,)) if isinstance(one, ApplyDraw)]
        assert name not in given, "what is given is not drawn"
        return [self.constant(place_of(name)), self.constant(0), self.constant(0)]

    def compiled(self) -> CodeType:
        """The module; it leaves the numbers of the functions that it calls in `calls`."""
        calls = self.tuple_of([self.constant(one) for one in sorted(self.called)])
        return compile(ast.Module([*self.module, self.assign("calls", calls)], []), "exploration", "exec")

    def condition(self, code: Expression) -> ast.expr:
        """A node that is true or false as an expression is, made without taking its values out where that is so."""
        if isinstance(code, Apply) and code.name in ("not", "and", "or"):
            parts = [self.condition(one) for one in code.arguments]
            if code.name == "not":
                return self.negate(parts[0])
            return self.placed(ast.BoolOp(ast.And() if code.name == "and" else ast.Or(), parts))
        field = self._field_of(code)
        if field is not None and field.width == 1 and field.values is None and not field.low:
            return self.masked(field.mask)
        if isinstance(code, Apply) and code.name in ("==", "!="):
            found = self._compared(code)
            if found is not None:
                return found
        return self.expression(code)

    def either_of(self, conditions: list[ast.expr]) -> ast.expr:
        """A node that is true if one of the conditions is."""
        return conditions[0] if len(conditions) == 1 else self.placed(ast.BoolOp(ast.Or(), conditions))

    def _field_of(self, code: Expression) -> Field | None:
        """The field that an expression just reads."""
        if isinstance(code, VarRef) or (isinstance(code, LocalRef) and not self.in_def):
            return self.field(self.slot_of(code))
        return self.layout.held[f"visits {code.key}"] if isinstance(code, Count) and code.name == "visits" else None

    def _compared(self, code: Apply) -> ast.expr | None:
        """A field beside a constant, compared where it stands."""
        asked, value = code.arguments
        field = self._field_of(asked)
        if isinstance(value, tuple) or field is None or field.signed:
            return None
        if field.values is not None:
            number = field.values.index(value) if value in field.values else -1
        else:
            number = int(value) - field.low
        if not 0 <= number < 1 << field.width:
            return self.constant(code.name == "!=")
        beside = self.constant(number << field.at)
        return self.placed(ast.Compare(self.masked(field.mask), [COMPARISONS[code.name]], [beside]))

    # ------------------------------------------------------------ changes of the state

    def _now(self, value: ast.expr) -> ast.stmt:
        """`w = value`."""
        return self.assign("w", value)

    def _with_bits(self, bits: int) -> ast.stmt:
        """`w |= bits`."""
        return self._now(self.placed(ast.BinOp(self.name("w"), ast.BitOr(), self.constant(bits))))

    def _without(self, mask: int) -> ast.expr:
        """`w & everything else`, as a value."""
        name = f"K{mask:x}"
        self.shared.setdefault(name, self.every_bit ^ mask)
        return self.placed(ast.BinOp(self.name("w"), ast.BitAnd(), self.name(name)))

    def _put(self, field: Field, value: ast.expr) -> ast.stmt:
        """A statement that puts a value, a node, into a field."""
        if isinstance(value, ast.Constant):
            bits = field.bits(value.value)
            left = self._without(field.mask ^ bits)
            return self._now(self.placed(ast.BinOp(left, ast.BitOr(), self.constant(bits))) if bits else left)
        if field.values is not None:
            value = self.call("index_of", self.constant(field.values), value)
        elif field.signed:
            value = self.placed(ast.BinOp(value, ast.BitAnd(), self.constant((1 << field.width) - 1)))
        elif field.low:
            value = self.binary("-", value, self.constant(field.low))
        moved = self.placed(ast.BinOp(value, ast.LShift(), self.constant(field.at)))
        return self._now(self.placed(ast.BinOp(self._without(field.mask), ast.BitOr(), moved)))

    def _count(self, name: str) -> Statements:
        """Statements that count one more, as far as it counts."""
        field, most = self.layout.held[name], self.layout.most[name]
        if most == 1:
            return [self._with_bits(field.mask)]
        more = self.placed(ast.BinOp(self.name("w"), ast.Add(), self.constant(1 << field.at)))
        return [
            self.branch(self.compare("<", self.bits_at(field.at, field.width), self.constant(most)), [self._now(more)])
        ]
