"""Python code for packed states: the runtime's, but for where values stand and for what is printed."""

from __future__ import annotations

import ast
from types import CodeType
from typing import Any

from engine.proof.packed_layout import Field, PackedLayout
from engine.proof.plain import MarkedCode, MarkedScene, MarkedWeights
from engine.runtime.expressions import Expressions
from engine.runtime.layout import STACK


class PackedExpressions(Expressions):
    """Makes expressions on packed states."""

    layout: PackedLayout
    owner = -1

    def _field(self, slot: int) -> Field | None:
        if self.layout.variables <= slot < self.layout.variables + len(self.program["variables"]):
            return self.layout.fields.get(slot)
        return self.layout.field(slot, self.owner)

    def slot(self, number: int) -> Any:
        """The value in a slot; what nothing ever sets is a constant."""
        field = self._field(number)
        if field is None:
            return self.constant(self.program["variables"][number - self.layout.variables]["initial"])
        if field.size == 1:
            value = self._byte(field.start)
        else:
            value = self.call("load", self.name("w"), self.constant(field.start), self.constant(field.size))
        if field.values is not None:
            values = self.tuple_of([self.constant(one) for one in field.values])
            return self.placed(ast.Subscript(values, value, ast.Load()))
        return self.binary("+", value, self.constant(field.low)) if field.low else value

    def _byte(self, start: int) -> Any:
        return self.placed(ast.Subscript(self.name("w"), self.constant(start), ast.Load()))

    def counter(self, place: tuple[int, int]) -> Any:
        """The value of a counter."""
        return self._byte(place[0])

    def assign_slot(self, number: int, value: Any) -> Any:
        """A statement that puts a value into a slot; the stack is only ever emptied so."""
        if number == STACK:
            return self.do(self.call("no_visits", self.name("w")))
        field = self._field(number)
        assert field is not None, "whatever is assigned has a field"
        if field.values is not None:
            known = isinstance(value, ast.Constant)
            index = field.values.index(value.value) if known else 0
            table = self.constant(field.values)
            value = self.constant(index) if known else self.call("index_of", table, value)
        elif field.low:
            value = self.binary("-", value, self.constant(field.low))
        if field.size == 1:
            target = self.placed(ast.Subscript(self.name("w"), self.constant(field.start), ast.Store()))
            return self.placed(ast.Assign([target], value))
        return self.do(self.call("store", self.name("w"), self.constant(field.start), self.constant(field.size), value))


class PackedScene(PackedExpressions, MarkedScene):
    """Makes the code of one scene; nothing is printed."""

    def __init__(self, program: Any, layout: PackedLayout, index: int, watched: dict[int, int]) -> None:
        MarkedScene.__init__(self, program, layout, index, MarkedWeights(program))
        self.owner = index
        self.watched = watched

    def _emit(self, value: Any) -> Any:
        return self.do(value)

    def clear(self) -> list[Any]:
        """Statements that forget the scene's local variables."""
        return [self.do(self.call("forget", self.name("w"), self.constant(self.slices)))] if self.slices else []

    def parameters(self, target: int, codes: list[Any], values: list[Any]) -> list[Any]:
        """Statements that put values into the parameters of a scene: its slots are meant, not ours."""
        self.owner = target
        body = super().parameters(target, codes, values)
        self.owner = self.index
        return body

    def _do_mark(self, operation: Any) -> list[Any]:
        if operation[1] in self.watched:
            return super()._do_mark(operation)
        target = self.placed(ast.Subscript(self.name("reached"), self.constant(operation[1]), ast.Store()))
        return [self.placed(ast.Assign([target], self.constant(1)))]


class PackedCode(MarkedCode):
    """The code of a slice, for packed states."""

    layout: PackedLayout
    watched: dict[int, int]

    def _make(self, kind: str, index: int) -> CodeType:
        maker: PackedExpressions
        scenes, functions = self.program["scenes"], self.program["functions"]
        if kind == "scene":
            file = scenes[index]["file"]
            maker = scene = PackedScene(self.program, self.layout, index, self.watched)
            scene.build()
        else:
            maker = PackedExpressions(self.program, self.layout, f"{kind}{index}")
            names = ["w"]
            if kind == "function":
                file, at, code = functions[index]["file"], functions[index]["at"], functions[index]["code"]
                maker.in_def, maker.local_types = True, functions[index]["parameters"]
                names += [f"a{place}" for place in range(len(functions[index]["parameters"]))]
            elif kind == "when":
                file, at, code = scenes[index]["file"], scenes[index]["at"], scenes[index]["when"]
            else:
                claim = self.program["claims"][index]
                file, at, code = self.program["files"].index(claim["file"]), claim["place"], claim["condition"]
            maker.go_to(at)
            begin = {"function": "f", "when": "w", "claim": "n"}[kind]
            maker.module.append(maker.function(f"{begin}{index}", names, [maker.returned(maker.expression(code))]))
        calls = maker.tuple_of([maker.constant(one) for one in sorted(maker.called)])
        module = ast.Module([*maker.module, maker.assign("calls", calls)], [])
        return compile(module, self.program["files"][file], "exec", dont_inherit=True)
