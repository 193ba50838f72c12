"""Writes what a passage does: assignments, questions, moves."""

from __future__ import annotations

import re
from dataclasses import replace

from engine.importers.builder import tree as out
from engine.importers.twine.lines import Lines
from engine.importers.twine.page import DEFAULTS
from engine.importers.twine.shapes import (
    is_number,
)
from engine.importers.twine.tree import (
    TwineAsk,
    TwineAssign,
    TwineGoto,
    TwineInclude,
)
from engine.importers.values.tree import (
    Collection,
    Literal,
    Operation,
    Record,
    SourceCall,
    SourceVariable,
    Unsayable,
    Value,
)
from engine.importers.values.types import NUMBER, SET, TEXT, TRUTH, parts, variables_in


class TwineLogicWriter(Lines):
    """Writes logic."""

    def _logic(self, node: TwineAssign) -> None:
        try:
            statements = self.assignment(node)
        except Unsayable as problem:
            self.flush()
            self.out.append(out.Todo(str(problem), source=node.source, line=node.line))
            return
        self.flush()
        self.out += statements

    def assignment(self, node: TwineAssign) -> list[out.Statement]:
        """An assignment as logic."""
        variable, value = node.variable, node.value
        if isinstance(value, Record) and node.operator == "=":
            found: list[out.Statement] = []
            for name, one in value.fields:
                inner = SourceVariable(f"{variable.name}.{name}", variable.temporary)
                found += self.assignment(replace(node, variable=inner, value=one))
            return found
        match value:
            case SourceCall("either", items) if items and not all(is_number(item) for item in items):
                options = tuple(tuple(self.assignment(replace(node, value=item))) for item in items)
                return [out.DraftVary("random", options, source=node.source, line=node.line)]
            case _:
                pass
        for part in parts(value):
            if isinstance(part, Literal) and isinstance(part.value, str) and not self.writer.story.is_plain(part.value):
                raise Unsayable("a text with markup in it as a value")
        operator = node.operator
        match value:
            case Operation("+" | "-" as sign, (left, right)) if left == variable and operator == "=":
                if variable not in {part for part in parts(right) if isinstance(part, SourceVariable)}:
                    operator, value = f"{sign}=", right
            case _:
                pass
        kind = self.coder.types.of.get(variable, "")
        if variable in self.coder.types.mixed:
            raise Unsayable(f"`{variable.name}` holds values of two types")
        code = self._value(value, variable, kind, operator)
        name = self.coder.variable(variable)
        if not self.writer.story.declared(variable) and variable not in self.writer.locals:
            self.writer.locals.add(variable)
            if self.top and operator == "=" and variable not in variables_in(value):
                return [out.Logic(f"let {name} = {code}", source=node.source, line=node.line)]
            self.writer.lets.append(out.Logic(f"let {name} = {DEFAULTS.get(kind, '0')}"))
        return [out.Logic(f"{name} {operator} {code}", source=node.source, line=node.line)]

    def _value(self, value: Value, variable: SourceVariable, kind: str, operator: str) -> str:
        if kind == SET:
            if not self.coder.types.members.get(variable):
                raise Unsayable("a list that nothing is ever put into")
            match value:
                case Collection(()):
                    return "none"
                case Literal(str() as text) | Collection((Literal(str() as text),)):
                    return self.coder.member(text)
                case _:
                    return self.coder.set_of(value)
        if isinstance(value, Collection):
            raise Unsayable("arrays have no counterpart here")
        code, given = self.coder.code(value)
        if kind == TEXT and given == NUMBER and operator == "+=":
            return self.coder.text(value)
        if given != kind or (kind == TRUTH and operator != "="):
            raise Unsayable("a value of another type than the variable's")
        return code

    def _ask(self, node: TwineAsk) -> None:
        try:
            if node.default is not None:
                default = TwineAssign(node.variable, "=", node.default, node.line, node.source)
                for statement in self.assignment(default):
                    self.add(statement)
            code, kind = self.coder.code(node.variable)
        except Unsayable as problem:
            self.todo(str(problem), node.source, node.line)
            return
        if kind not in (TEXT, NUMBER):
            self.todo("the answer is neither a text nor a number", node.source, node.line)
            return
        prompt = node.prompt
        if not prompt:
            words = re.sub(r"(?<=[a-z])(?=[A-Z])|[_.]", " ", node.variable.name).lower().strip()
            prompt = f"{words[:1].upper()}{words[1:]}?"
            self.writer.story.count("questions that had no words; they ask by the variable's name")
        self.add(out.DraftAsk(code, (prompt,), source=node.source, line=node.line))

    def _move(self, node: TwineInclude | TwineGoto) -> None:
        scene = self.writer.story.scene(node.target)
        if scene is None:
            self.todo(f"there is no passage `{node.target}`", node.source, node.line)
            return
        returns = isinstance(node, TwineInclude) and not node.is_last
        self.add(out.DraftMove(out.Go(scene, returns=returns), source=node.source, line=node.line))
