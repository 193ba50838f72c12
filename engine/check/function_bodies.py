"""Checks functions with a body: what they do, what they give back, and where they may be called.

Such a function prints one run of text, or gives back a value on every way, or does neither. One that `acts` (sets a
variable, draws, moves a variation on, or calls one that does) is called on lines of logic, and in prose if it prints:
what is asked in conditions and texts of choices is looked at more often than anybody sees.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.blocks import blocks_of, statements_of
from engine.check.flow import line_end_of
from engine.check.names import Function
from engine.check.rules.plain_blocks import FUNCTION, report_unfit
from engine.patterns import regex
from engine.program.nodes import Expression as Code
from engine.program.types import ANY, NUMBER, TEXT, Type, describe, general, same_kind
from engine.syntax.tree import Body, Break, Call, Def, If, Prose, Return, Statement, Vary

if TYPE_CHECKING:
    from engine.check.expressions import Resolver
    from engine.check.statements import Walker

# Where a call stands, besides within another expression.
STATEMENT, ASSIGNED, SHOWN, LOOKED_AT = "statement", "assigned", "shown", "looked at"


RETURN = regex(r"\breturn\b", re.IGNORECASE)


def has_body(function: Function) -> bool:
    """Whether a function is a `def` with a body of lines."""
    return isinstance(function.node, Def) and function.node.value is None


def check_body(resolver: Resolver, function: Function) -> None:
    """Check the body of a function whose parameters have their types."""
    from engine.check.statements import Walker

    declaration = function.node
    assert isinstance(declaration, Def)
    report, source = resolver.report, declaration.source
    before = resolver.source, resolver.base, resolver.scope, resolver.uses_local, resolver.effects, resolver.failed
    weight = resolver.cost, resolver.depth, resolver.nesting, resolver.called, resolver.role
    resolver.effects, resolver.cost, resolver.depth, resolver.nesting = False, 0, 0, 0
    resolver.checking.append(function)
    walker = Walker(resolver.names, resolver)
    statements = [*statements_of(declaration.body)]
    returns = [one for one in statements if isinstance(one, Return)]
    prints = [one for one in statements if isinstance(one, Prose) and one.line.items]
    function.kind = "value" if returns else "text" if prints else "action"
    report_unfit(report, source, declaration.body, FUNCTION)
    _report_lines(walker, function, statements, prints)
    walker.walk_function(function)
    if function.kind == "text":
        function.result = TEXT
    elif returns:
        _settle_result(resolver, function, returns)
        if prints:
            # A line that was meant to give back a value, and is printed, is the one that is wrong.
            odd = next((one for one in prints if RETURN.search(source.text, one.at, one.line.end)), returns[0])
            _report(resolver, function, odd, "it gives back a value and prints, and can do but one of these")
        elif not _returns(declaration.body):
            span = source.span(declaration.at, declaration.end)
            message = f"`{declaration.name}` gives back a value on some ways only"
            hint, related = "put a `~ return …` at its end", []
            if gaps := _gaps(declaration.body):
                hint = "put a `~ return …` at its end, or into each block that has none"
                related = [(source.span(one.at, line_end_of(source, one)), "no `~ return` behind this") for one in gaps]
            report.error("NC211", span, message, hint, *related)
        _report_unreached(resolver, function, declaration.body)
    resolver.checking.pop()
    function.acts = function.acts or resolver.effects
    function.effects = function.acts
    function.cost, function.depth = resolver.cost + len(statements), resolver.depth + 1
    resolver.source, resolver.base, resolver.scope, resolver.uses_local, resolver.effects, resolver.failed = before
    resolver.cost, resolver.depth, resolver.nesting, resolver.called, resolver.role = weight


def _report(resolver: Resolver, function: Function, statement: Statement, what: str) -> None:
    source = function.node.source
    hint = "make two functions of it, or keep the value in a variable"
    span = source.span(statement.at, line_end_of(source, statement))
    resolver.report.error("NC211", span, f"`{function.node.name}`: {what}", hint)


def _report_lines(walker: Walker, function: Function, statements: list[Statement], prints: list[Prose]) -> None:
    """Report what a run of text cannot hold: paragraphs, dialogue, tags."""
    source, report = function.node.source, walker.report
    places = [place for place, one in enumerate(statements) if any(one is prose for prose in prints)]
    for place, one in enumerate(statements):
        if isinstance(one, Break) and places and places[0] < place < places[-1]:
            hint = "a function prints one run of text; several paragraphs are a scene, visited with `-> scene ->`"
            report.error("NC324", source.span(one.at), f"a blank line cannot part the text in {FUNCTION}", hint)
            return
        if isinstance(one, Prose) and (one.speaker is not None or one.line.tags):
            what = "dialogue" if one.speaker is not None else "a tag"
            hint = "a function prints text in the middle of a sentence; put this into a scene"
            at = one.at if one.speaker is not None else source.text.find(f"#{one.line.tags[0]}", one.at)
            span = source.span(at, line_end_of(source, one))
            report.error("NC324", span, f"{what} cannot stand in {FUNCTION}", hint)


def _settle_result(resolver: Resolver, function: Function, returns: list[Return]) -> None:
    """The type of what a function gives back: that of its first `~ return` with one; the others must be alike."""
    from engine.check.functions import result_of_literal

    known = [resolver.resolved.codes[id(one.value)][0] for one in returns]
    settled = next((one for one in known if one.kind not in ("any", "literal")), None)
    literals = [name for one in known if one.kind == "literal" for name in one.names]
    result = ANY if settled is None else general(settled)
    if settled is None and literals:
        result = result_of_literal(resolver, Type("literal", names=tuple(dict.fromkeys(literals))))
    odd = _truth_in_numbers(resolver, returns)
    if odd is not None:
        span = function.node.source.span(odd.value.at, odd.value.end)
        number = resolver.resolved.codes[id(odd.value)][1]
        message = f"true or false is given back elsewhere; this is {describe(NUMBER)}"
        resolver.report.error("NC201", span, message, f"write `~ return {'true' if number else 'false'}`")
        function.result = ANY
        return
    for statement, type in zip(returns, known, strict=True):
        if not same_kind(type, result):
            span = function.node.source.span(statement.value.at, statement.value.end)
            message = f"{describe(result)} is given back above; this is {describe(general(type))}"
            resolver.report.error("NC201", span, message, "a function gives back values of one type")
    if settled is None and result.kind == "literal":
        span = function.node.source.span(returns[0].value.at, returns[0].value.end)
        message = f"it cannot be told which enumeration `{result.names[0]}` belongs to"
        resolver.report.error("NC207", span, message, "keep it in a variable of that type, and give that back")
        result = ANY
    function.result = result


def _truth_in_numbers(resolver: Resolver, returns: list[Return]) -> Return | None:
    """A `~ return 0` or `1` beside a `~ return true` or `false`."""
    codes = [resolver.resolved.codes[id(one.value)] for one in returns]
    if not any(type.kind == "truth" for type, _ in codes):
        return None
    pairs = zip(returns, codes, strict=True)
    return next((one for one, (type, code) in pairs if type.kind == "number" and code in (0, 1)), None)


def _returns(body: Body) -> bool:
    """Whether every way through a body comes to a `~ return`."""
    for statement in body:
        if isinstance(statement, Return):
            return True
        if isinstance(statement, If) and all(map(_returns, statement.blocks)):
            return True
        if isinstance(statement, Vary) and statement.kind != "once" and all(map(_returns, statement.items)):
            return True
    return False


def _gaps(body: Body) -> list[Statement]:
    """The last lines of the blocks that lack a `~ return`, where a body ends in an `~ if` of which others have one."""
    last = next((one for one in reversed(body) if not isinstance(one, Break)), None)
    if not isinstance(last, If) or not last.otherwise or not any(map(_returns, last.blocks)):
        return []
    found: list[Statement] = []
    for block in last.blocks:
        if not _returns(block):
            found += _gaps(block) or [one for one in block if not isinstance(one, Break)][-1:]
    return found


def _report_unreached(resolver: Resolver, function: Function, body: Body) -> None:
    """Warn about lines behind a `~ return`."""
    for number, statement in enumerate(body):
        behind = [one for one in body[number + 1 :] if not isinstance(one, Break)]
        if behind and _returns((statement,)):
            source = function.node.source
            span = source.span(behind[0].at, line_end_of(source, behind[0]))
            if any(one.code == "NC324" and one.span[:2] == span[:2] for one in resolver.report.found):
                return
            resolver.report.warning("NC310", span, "no way comes here: the function has gone back above", "delete it")
            return
        for block in blocks_of(statement):
            _report_unreached(resolver, function, block)


def misplaced(resolver: Resolver, node: Call, function: Function) -> tuple[Type, Code] | None:
    """An error where a function cannot be called; None where it can."""
    role = resolver.role if node is resolver.called else ""
    name, written = node.function, resolver.written(node)
    if not has_body(function) or function.kind == "value":
        is_def = isinstance(function.node, Def)
        if role == STATEMENT and is_def and not (has_body(function) and function.acts):
            hint = f"use the value: `~ let name = {written}`, `{{{written}}}`"
            return resolver.error("NC210", node, f"`{name}` only gives back a value, which nothing takes here", hint)
        if not has_body(function) or not function.acts or role in (STATEMENT, ASSIGNED):
            return None
        what = "does more than to give back a value, and cannot be called here"
        return resolver.error("NC210", node, f"`{name}` {what}", _before(resolver, f"~ let name = {written}"))
    if function.kind == "action":
        if role == STATEMENT:
            return None
        hint = f"call it on a line of its own, `~ {written}`, or let it give back a value with `~ return`"
        return resolver.error("NC210", node, f"`{name}` gives back nothing", hint)
    if role in (SHOWN, STATEMENT) or (role == LOOKED_AT and not function.acts):
        return None
    if role == LOOKED_AT:
        what = "does more than to print, and this text is looked at at any time"
        return resolver.error("NC210", node, f"`{name}` {what}", _before(resolver, f"{{{written}}}"))
    hint = f"a function that prints stands in braces of its own: `{{{written}}}`"
    return resolver.error("NC210", node, f"`{name}` prints, and gives back no value", hint)


def _before(resolver: Resolver, line: str) -> str:
    if resolver.scope.draws:
        return f"call it on a line above, `{line}`, and ask for what came of it"
    return f"call it in a scene, `{line}`, and ask here for a variable that it sets"
