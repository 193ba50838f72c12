"""Compiles the functions of a story: expressions, and bodies of lines that change nothing of a play.

What does change something is a scene that is visited: see scenes.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar, cast

from engine.check.blocks import statements_of
from engine.check.checker import Checked
from engine.check.function_bodies import has_body
from engine.check.names import Function, Names, SceneNames
from engine.compile.assignments import assignment, frame_of, settled
from engine.compile.text import TextCompiler
from engine.data_classes import replace
from engine.program import nodes
from engine.program.nodes import Step, Steps
from engine.program.places import place
from engine.program.program import FunctionNode
from engine.program.walk import map_children
from engine.syntax.tree import Body, Def, Do, For, If, Let, Prose, Return, Set

Kind = TypeVar("Kind")


def is_scene(function: Function) -> bool:
    """Whether calls of a function are visits of a scene: it does more than to give back a value or to print."""
    return has_body(function) and (function.acts or function.kind == "action")


def compile_function(function: Function, checked: Checked, files: list[str]) -> FunctionNode:
    """A function that is no scene, as the program keeps it."""
    node = function.node
    known = FunctionNode(
        node.name,
        files.index(node.source.name),
        place(*node.source.place_of(node.at)),
        tuple(map(settled, function.parameters)),
        settled(function.result),
    )
    if not isinstance(node, Def):
        return known
    if not has_body(function):
        return known._replace(bodies=(function.body,))
    names = checked.resolved.frames[f"def {node.name}"]
    compiler = _FunctionCompiler(checked, node)
    frame = frame_of(names, function.parameters, statements_of(node.body), compiler.targets, compiler.text)
    steps = compiler.steps(node.body)
    return known._replace(frame=frame, steps=(steps,), prints=function.kind == "text")


def scene_of(function: Function, names: Names) -> SceneNames:
    """A function that is a scene, as the compiler of scenes takes it."""
    return replace(names.bodies[function.node.name], parameters=function.parameters)


def renumbered(node: Kind, numbers: Mapping[int, int]) -> Kind:
    """Nodes in which functions have other numbers."""
    if isinstance(node, list):
        return cast(Kind, [renumbered(one, numbers) for one in node])
    new: object = map_children(node, lambda part: renumbered(part, numbers))
    if isinstance(new, nodes.CallDef | nodes.CallExtern):
        new = new._replace(function=numbers[new.function])
    return cast(Kind, new)


class _FunctionCompiler:
    """Compiles the lines of one function."""

    def __init__(self, checked: Checked, node: Def) -> None:
        self.targets = checked.resolved.targets
        between = node.at, node.body_end
        self.text = TextCompiler(checked.resolved, checked.names.words, node.source, f"def {node.name}", between)

    def steps(self, body: Body) -> Steps:
        """The steps of a block."""
        return tuple([one for statement in body for one in self._step(statement)])

    def _step(self, statement: object) -> list[Step]:
        at = self.text.at
        if isinstance(statement, (Set, Let)):
            return [assignment(self.text, self.targets[id(statement)], statement)]
        if isinstance(statement, Prose):
            return [nodes.Say(at(statement.at), self.text.joined(statement.line))]
        if isinstance(statement, If):
            cases = [
                nodes.StepCase(at(condition.at), self.text.code(condition), self.steps(body))
                for condition, body in statement.branches
            ]
            return [nodes.StepBranch(tuple(cases), self.steps(statement.otherwise))]
        if isinstance(statement, For):
            item, of = self.targets[id(statement)]
            assert isinstance(item, nodes.LocalRef), "the name of a loop is local"
            value = self.text.code(statement.value)
            return [nodes.ForEach(at(statement.at), item, value, of.names, self.steps(statement.body))]
        if isinstance(statement, Return):
            return [nodes.ReturnValue(at(statement.at), self.text.code(statement.value))]
        if isinstance(statement, Do):
            shown = nodes.ShowValue(at(statement.at), self.text.code(statement.call), "text", ())
            return [nodes.Say(at(statement.at), (shown,))]
        raise AssertionError(f"{type(statement).__name__} cannot stand in a function that gives a value")
