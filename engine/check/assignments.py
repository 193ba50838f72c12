"""Resolves what gives a variable a value: `~ name = …`, `~ let`, `~ ask`, `~ for` and a call for what it does."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from engine.check.constants import names_in
from engine.check.declared_types import type_of
from engine.check.function_bodies import ASSIGNED, STATEMENT
from engine.check.lookup import excuse
from engine.check.scope import ExpressionScope
from engine.check.unknown_names import report_again, report_unknown
from engine.patterns import compiled
from engine.program.intervals import interval_of
from engine.program.nodes import Apply, CallExtern, LocalRef, Reference, VarRef
from engine.program.nodes import Expression as Code
from engine.program.types import ANY, Type, describe, general
from engine.slips import Slip, SlipKind
from engine.syntax.tree import Ask, Call, Do, For, Let, Loop, Name, Set

if TYPE_CHECKING:
    from engine.check.statements import Walker


def resolve_set(walker: Walker, statement: Set, scope: ExpressionScope) -> None:
    """Resolve `~ name = …`, `+=` or `-=`."""
    target = _variable(walker, statement.name, statement.at, statement.end, scope, statement)
    if target is None:
        # The value is read as one of the variable that was meant; without one, a name in it may be right.
        meant = walker.names.variables.get(walker.names.meant.get(statement.name, ""))
        type = ANY if meant is None else general(meant.type)
        excuse(walker.resolver, type, statement.value.root)
        walker.value(statement.value, scope, type)
        return
    walker.resolved.targets[id(statement)] = target
    reference, type = target
    if statement.operator != "=":
        walker.note_read(reference, statement, scope)
    excuse(walker.resolver, type, statement.value.root)
    found = len(walker.report.found)
    if statement.operator == "=" or type.kind == "set":
        _, code = walker.value(statement.value, scope, type, ASSIGNED)
        _check_range(walker, statement, type, code if len(walker.report.found) == found else None)
    elif type.kind in ("number", "any"):
        _, code = walker.value(statement.value, scope, general(type), ASSIGNED)
        change = Apply(statement.operator[0], (reference, code))
        _check_range(walker, statement, type, change if len(walker.report.found) == found else None)
    elif type.kind == "text" and statement.operator == "+=":
        walker.value(statement.value, scope, type, ASSIGNED)
    else:
        span = walker.source.span(statement.at, statement.end)
        message = f"`{statement.operator}` changes numbers, texts and sets; `{statement.name}` is {describe(type)}"
        if type.kind == "text":
            message = f"`{statement.operator}` takes nothing away from a text"
        walker.report.error("NC201", span, message, f"write `~ {statement.name} = …`")
    if isinstance(reference, LocalRef):
        scope.unset -= {reference.number}


def resolve_let(walker: Walker, statement: Let, scope: ExpressionScope) -> None:
    """Resolve `~ let name = …`, which gives a local variable."""
    wanted = None
    if statement.type is not None:
        wanted = type_of(walker.names, statement.type, walker.source, statement.type.base)
    type, _ = walker.value(statement.value, scope, wanted, ASSIGNED)
    if wanted is None:
        type = general(type)
        if type.kind == "literal":
            type = walker.names.enumeration_of(type.names[0]) or type
        if type.kind == "literal":
            span = walker.source.span(statement.value.at, statement.value.end)
            message = f"it cannot be told which enumeration `{type.names[0]}` belongs to"
            walker.report.error("NC207", span, message, f"write the type: `~ let {statement.name}: one | two = …`")
            type = ANY
    index = walker.declare_local(scope, statement.name, wanted or type, statement.at, statement.end)
    walker.resolved.targets[id(statement)] = (LocalRef(index), wanted or type)


def resolve_ask(walker: Walker, statement: Ask, scope: ExpressionScope) -> None:
    """Resolve `~ ask name = …`."""
    walker.items(statement.prompt.items, scope)
    target = _variable(walker, statement.name, statement.at, statement.end, scope)
    if target is None:
        return
    walker.resolved.targets[id(statement)] = target
    # An empty answer keeps the value that was there.
    walker.note_read(target[0], statement, scope)
    if target[1].kind not in ("text", "number", "any"):
        span = walker.source.span(statement.at, statement.end)
        message = f"`ask` takes a text or a number; `{statement.name}` is {describe(target[1])}"
        walker.report.error("NC201", span, message, "offer choices instead")


def resolve_loop(walker: Walker, loop: For | Loop, node: int, scope: ExpressionScope) -> None:
    """Resolve the set that a loop goes over, and give its names a local variable."""
    type, _ = walker.value(loop.value, scope)
    if type.kind not in ("set", "any"):
        span = walker.source.span(loop.value.at, loop.value.end)
        message = f"`for` goes over the names of a set; this is {describe(general(type))}"
        hint = "a set is a variable of the type `set of one, two`"
        if type.kind == "number":
            from engine.syntax.loops import COUNTED

            hint = COUNTED if isinstance(loop, For) else "write a choice for each"
        walker.report.error("NC201", span, message, hint)
    item = Type("names", names=type.names) if type.kind == "set" else ANY
    walker.resolved.targets[node] = (LocalRef(walker.declare_local(scope, loop.name, item, loop.at, loop.end)), item)


def resolve_do(walker: Walker, statement: Do, scope: ExpressionScope) -> None:
    """A call for what it does. What a function of the host gives is kept in a local variable that nothing reads."""
    type, code = walker.value(statement.call, scope, role=STATEMENT)
    call = statement.call.root
    if isinstance(call, Call) and walker.names.built_in(call.function) is not None and type.kind != "any":
        _report_idle_call(walker, statement, call, scope)
    if isinstance(code, CallExtern):
        walker.resolved.targets[id(statement)] = LocalRef(len(walker.frame)), type
        walker.frame.append(f"{scope.place}: nothing")


def _report_idle_call(walker: Walker, statement: Do, call: Call, scope: ExpressionScope) -> None:
    """A function of the language does nothing but to give a value: `~ max(oil - 1, 0)`."""
    at = statement.call.at
    written = walker.source.text[at : statement.call.end]
    hint = f"use the value: `~ let name = {written}`, `{{{written}}}`"
    used = names_in(statement.call)
    variable = next((name for name in used if name in walker.names.variables or name in scope.locals), None)
    if variable is not None:
        hint = f"to set `{variable}`, write `~ {variable} = {written}`"
    message = f"`{call.function}` only gives back a value, which nothing takes here"
    meant = () if variable is None else (variable,)
    slip = Slip(SlipKind.OTHER, meant=meant)
    walker.report.error("NC210", walker.source.span(at, statement.call.end), message, hint, slip=slip)


def _variable(
    walker: Walker, name: str, at: int, end: int, scope: ExpressionScope, statement: Set | None = None
) -> tuple[Reference, Type] | None:
    """What `~ name = …` sets, or None after an error."""
    local = scope.locals.get(name)
    if local is not None:
        return LocalRef(local[0]), local[1]
    variable = walker.names.variables.get(name)
    if variable is not None:
        variable.writes += 1
        walker.note_act()
        return VarRef(variable.index), variable.type
    span = walker.source.span(at, end)
    if name in walker.names.broken or not name:
        report_again(walker.names, "NC103", span, name)
        return None
    if name in walker.names.constants:
        walker.report.error("NC208", span, f"`{name}` is a constant", f"declare it with `var {name} = …` to set it")
    elif name in walker.names.functions or name in walker.names.scenes:
        walker.report.error("NC208", span, f"`{name}` is not a variable")
    elif name in walker.frame:
        hint = "what `~ let` names is known to the end of its block; put the `~ let` further out, or use a `var`"
        walker.report.error("NC103", span, f"`{name}` is not known any more here", hint)
    elif name.startswith("let") and name[3:].isidentifier() and _stands_below(walker, name[3:], end):
        # What it would name is known to be meant; its uses are no further mistakes.
        walker.names.broken.add(name[3:])
        hint = f"write `~ let {name[3:]} = …`"
        walker.report.error("NC103", span, "a blank is missing behind `let`", hint)
    else:
        # What is given a value is sooner a new name than what is read.
        near = walker.names.speller.nearest(name, chain(scope.locals, walker.names.variables), 0.7)
        known = () if near is None else (near,)
        hint = f"declare it before the first scene, `var {name} = …`, or for a moment only, `~ let {name} = …`"
        if walker.function is not None:
            hint = f"to name a value for these lines, write `~ let {name} = …`"
        turned = _turned_round(walker, statement, name)
        if turned is not None:
            hint = f"the set stands first: `{turned}`"
        slip, message = Slip(SlipKind.UNKNOWN_VARIABLE), f"there is no variable `{name}`"
        near = report_unknown(walker.names, "NC103", span, name, message, known, hint, slip)
        if near in walker.names.variables:
            walker.names.variables[near].writes += 1
    return None


def _turned_round(walker: Walker, statement: Set | None, name: str) -> str | None:
    """How `~ flare -= gear` is written, in which the set and its name have changed places; None for all else."""
    value = None if statement is None or statement.operator == "=" else statement.value.root
    owner = walker.names.variables.get(value.name) if isinstance(value, Name) else None
    if statement is None or owner is None or owner.type.kind != "set" or name not in owner.type.names:
        return None
    return f"~ {owner.node.name} {statement.operator} {name}"


def _stands_below(walker: Walker, name: str, end: int) -> bool:
    """Whether a name is used further down in the file."""
    return compiled(rf"\b{re.escape(name)}\b").search(walker.source.text[end:]) is not None


def _check_range(walker: Walker, statement: Set, type: Type, code: Code | None) -> None:
    """Report a new value that is outside the variable's range whatever the variables in it hold."""
    if code is None or type.kind != "number" or type.low is None or type.high is None:
        return
    low, high = interval_of(code, walker.names.interval_of_variable)
    if low > type.high or high < type.low:
        span = walker.source.span(statement.value.at, statement.value.end)
        message = f"`{statement.name}` would always leave its range, {type.low} to {type.high}"
        walker.report.error("NC202", span, message, "use `clamp(…)` to stay inside")
