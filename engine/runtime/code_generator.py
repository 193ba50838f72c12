"""Python code for a program, made as syntax trees and compiled: the one execution engine.

For scene 3 a module defines

    s3_0(w, emit, k)  a function a segment: does it and returns where to go on, or what is offered
    d3_0 …            what that finds in `k`, from a place on: its code is shared with other scenes (shared_code.py)
    o3_0(w) …         a function a point: what is offered there, or a segment when there is nothing to offer; where
                      the play stops there in one place only, that is done there (see scene_code.py)
    c3_1 …            the choices whose text never changes
    g3_4 …            tuples of these, where a group can come out in a few ways only
    k3_2(w, emit) …   functions that take a choice, where that has to be noted
    h3(w, r)          adds the scene's choices to those of another scene (`<-`)

and other modules `w3(w)`, whether scene 3 may be drawn (`~ when`), `f0(w, a0, …)`, the first `def`, and `status(w)`.

`w` is the state under way, a list (see layout.py); `emit` takes fragments (see text.py). Segments are numbered
through the whole story; a negative result is a stop. The nodes carry the story's own lines, at which errors are told
(error_places.py); a traceback of Python shows those of the first scene that has the code.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from types import CodeType

from engine.program.codec import ProgramError
from engine.program.garbage_collection import without_collector
from engine.program.program import Program
from engine.runtime.expressions import Expressions
from engine.runtime.function_code import FunctionCode
from engine.runtime.layout import Layout
from engine.runtime.scene_code import SceneCode
from engine.runtime.weights import Weights

# What is wrong with a program when code cannot be made of it.
DAMAGE = (RecursionError, MemoryError, OverflowError, LookupError, TypeError, ValueError, AttributeError)


def module_of(program: Program, layout: Layout, weights: Weights, kind: str, index: int) -> CodeType:
    """The compiled module of a scene, of its `when`, of a `def` ("function") or of the status line.

    In that of a scene, points may be without a function, as their code stands in the segments that stop there, and so
    may segments, which choices need not go through; the "rest" has the functions of these. A "scene apart" has all.
    """
    try:
        with without_collector(settle=False):
            file, maker = MODULES[kind](program, layout, weights, index)
            if maker.called:
                calls = maker.tuple_of([maker.constant(one) for one in sorted(maker.called)])
                maker.module.append(maker.assign("calls", calls))
            return compile(ast.Module(maker.module, []), program.files[file], "exec", dont_inherit=True)
    except DAMAGE as error:
        what = f"{kind} {index}"
        raise ProgramError(f"the program is damaged: {what} cannot be made ({error.__class__.__name__})") from error


def _scene(program: Program, layout: Layout, weights: Weights, index: int) -> tuple[int, Expressions]:
    maker = SceneCode(program, layout, index, weights)
    maker.build(joins=True)
    return program.scenes[index].file, maker


def _scene_apart(program: Program, layout: Layout, weights: Weights, index: int) -> tuple[int, Expressions]:
    maker = SceneCode(program, layout, index, weights)
    maker.build(joins=False)
    return program.scenes[index].file, maker


def _rest(program: Program, layout: Layout, weights: Weights, index: int) -> tuple[int, Expressions]:
    maker = SceneCode(program, layout, index, weights)
    maker.rest()
    return program.scenes[index].file, maker


def _when(program: Program, layout: Layout, weights: Weights, index: int) -> tuple[int, Expressions]:
    scene = program.scenes[index]
    maker = Expressions(program, layout, f"when{index}")
    maker.go_to(scene.when_at)
    maker.module.append(maker.function(f"w{index}", ["w"], [maker.returned(maker.expression(scene.when))]))
    return scene.file, maker


def _function(program: Program, layout: Layout, weights: Weights, index: int) -> tuple[int, Expressions]:
    function = program.functions[index]
    assert not function.is_extern, "an `extern` has no code"
    maker = FunctionCode(program, layout, f"function{index}")
    maker.make(index)
    return function.file, maker


def _status(program: Program, layout: Layout, weights: Weights, index: int) -> tuple[int, Expressions]:
    maker = Expressions(program, layout, "status")
    text = maker.text(program.status)
    maker.module.append(maker.function("status", ["w"], [maker.returned(text)]))
    return 0, maker


Maker = Callable[[Program, Layout, Weights, int], tuple[int, Expressions]]
MODULES: dict[str, Maker] = {
    "scene": _scene,
    "scene apart": _scene_apart,
    "rest": _rest,
    "when": _when,
    "function": _function,
    "status": _status,
}
