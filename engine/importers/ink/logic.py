"""Writes what ink does and shows within a line: assignments, calls, values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.importers.builder.tree import (
    Comment,
    Go,
    Logic,
)
from engine.importers.ink.inlining import inlined
from engine.importers.ink.pieces import pieces_of
from engine.importers.ink.scopes import ScopedVariable, Untranslatable
from engine.importers.ink.tree import (
    InkAssign,
    InkCall,
    InkDo,
    InkName,
    InkReturn,
    Print,
)
from engine.importers.ink.typed_values import Value, is_fixed, kind_of

if TYPE_CHECKING:
    pass
from engine.importers.ink.diverts import DivertWriter


class LogicWriter(DivertWriter):
    """Writes logic."""

    def _logic(self, code: str, line: int) -> None:
        self._flush()
        if self.soft_at is not None:
            raise Untranslatable("in ink, this happens before the choices above are shown")
        self._add(Logic(code, source=self.source(line), line=line))

    def _assign(self, node: InkAssign) -> None:
        variable = self.scopes.variable(node.name, self.place)
        if variable is None:
            raise Untranslatable(f"nothing is called `{node.name}`")
        kind = kind_of(variable)
        if is_fixed(variable):
            return  # it is the same place always
        out = self.values.references.get(variable, variable.out)
        declares = node.temp and self.translation.is_let(variable, node)
        with self.hoisting():
            if node.operator == "=":
                self._set(out, self.values.value(node.value, self.place), variable, declares, node)
            elif kind == "number":
                amount = self.values.number(node.value, self.place)
                self._logic(f"{out} {node.operator} {amount}", node.line)
            elif kind == "list":
                value = self.values.value(node.value, self.place)
                if value.kind == "number":
                    held = self.values.value(InkName(node.name), self.place)
                    moved = self.values.lists.shifted_by(held, node.value, -1 if node.operator == "-=" else 1)
                    self._logic(f"{out} = {moved.code}", node.line)
                    return
                code = value.code
                single = code.startswith("[") and "," not in code and code != "[]"
                self._logic(f"{out} {node.operator} {code[1:-1] if single else code}", node.line)
            elif kind == "text" and node.operator == "+=":
                self._logic(f"{out} += {self.values.text(node.value, self.place)}", node.line)
            else:
                raise Untranslatable(f"`{node.operator}` with what `{node.name}` holds")

    def _set(self, out: str, value: Value, variable: ScopedVariable, declares: bool, node: InkAssign) -> None:
        if value.kind == "item":
            self._logic(f"let {out}_drawn = {value.code}", node.line)
            if not declares:
                self._logic(f"{out} = none", node.line)
                self._logic(f"{out} += {out}_drawn", node.line)
                return
            raise Untranslatable("a temporary list that is drawn")
        code = self.values.fit(value, variable)
        written = self.translation.named(variable) if declares else out
        self._logic(f"{'let ' if declares else ''}{written} = {code}", node.line)

    def _return(self, node: InkReturn) -> None:
        if self.part == "text":
            raise Untranslatable("a function that prints, and returns in the middle")
        if node.value is None and self.part == "changed":
            raise Untranslatable("a function that changes something, and returns in the middle")
        if node.value is None:
            if self.translation.functions.returns(self.place):
                raise Untranslatable("a function that returns a value in some ways only")
            self._logic("return", node.line)
            self.is_dead = True
            return
        result = self.translation.functions.result(self.place)
        with self.hoisting():
            self._logic(f"return {self.values.fit(self.values.value(node.value, self.place), result)}", node.line)
        self.is_dead = True

    # ------------------------------------------------------------ calls and values

    def _do(self, node: InkDo) -> None:
        functions = self.translation.functions
        assignments = inlined(node.call, functions.scopes)
        if assignments is not None:
            for one in assignments:
                self._assign(one)
            return
        if functions.is_scene(node.call.name):
            self._visit_function(node.call, node.line)
            return
        if functions.prints(node.call.name):
            self.pieces.append(functions.shown(functions.printed(node.call, self.place, self.values)))
            self.is_glued = functions.ends_glued(node.call.name)
            return
        code = functions.done(node.call, self.place, self.values)
        if code:
            self._logic(code, node.line)
            self.gap = self.gap if self.is_open else ""
        elif node.call.name in self.scopes.externals:
            self._flush()
            self._add(Comment(f"here ink calls the program around the story: {self.source(node.line)}"))

    def _print(self, node: Print) -> None:
        functions = self.translation.functions
        if isinstance(node.value, InkCall) and functions.is_called_for_effect(node.value.name):
            self._flush()
            self._do(InkDo(node.value, node.line))
            return
        self.is_glued = False
        if isinstance(node.value, InkCall) and functions.prints(node.value.name):
            if functions.is_scene(node.value.name) and not self.pieces and not self.is_open:
                self._visit_function(node.value, node.line)
                return
            self.pieces.append(functions.shown(functions.printed(node.value, self.place, self.values)))
            return
        with self.hoisting():
            self.pieces += pieces_of((node,), self.values, self.place)

    def _visit_function(self, call: InkCall, line: int) -> None:
        """A function that prints several lines is a scene, and its call a visit."""
        found = self.scopes.function(call.name)
        if found is None or self.place.flow.is_function:
            raise Untranslatable(f"the function `{call.name}` prints several lines")
        arguments = self.arguments(found, call.arguments)
        self.translation.functions.scenes.add(found)
        self.line = line
        self._end_of_text()
        self._move(Go(found.scene, arguments, True))
        self._end_line()

    def hoisting(self) -> Hoist:
        """Within it, a call that does something goes onto a line of its own, before what is written."""
        return Hoist(self)


class Hoist:
    """While it is entered, calls that do something are written before what is being written."""

    def __init__(self, writer: LogicWriter) -> None:
        self.writer = writer

    def __enter__(self) -> None:
        values = self.writer.values
        self.kept = values.hoist, values.say
        values.hoist, values.say = self._hoist, self._say

    def __exit__(self, *problem: object) -> None:
        self.writer.values.hoist, self.writer.values.say = self.kept

    def _say(self, code: str) -> None:
        self.writer.pieces.append(self.writer.translation.functions.shown(code))
        self.writer._flush()

    def _hoist(self, name: str, code: str) -> None:
        pieces, self.writer.pieces = self.writer.pieces, []
        try:
            self.writer._logic(f"let {name} = {code}", self.writer.line)
        finally:
            self.writer.pieces = pieces
