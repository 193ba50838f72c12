"""Checks a whole story: names, then types, then the rules, each of which adds what it finds to one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.check.bodies import Resolved, Walker
from engine.check.expressions import Resolver, Scope
from engine.check.flow import Flow, flows_of
from engine.check.names import Constant, Names, Variable
from engine.check.parameters import infer_parameters
from engine.check.types import ANY, Type, default_of, general
from engine.diagnostics import Report
from engine.syntax.header import KNOWN_KEYS
from engine.syntax.tree import Claim, Const, Def, Expression, Line, Name, Story, Text


@dataclass(slots=True)
class Checked:
    """A story with all that the checker found out about it; the compiler and the rules read it."""

    story: Story
    names: Names
    resolver: Resolver
    resolved: Resolved
    flows: dict[str, Flow]
    start: str | None
    claims: list[dict[str, Any]]
    endings: list[str | None]
    report: Report


def check(story: Story, report: Report) -> Checked:
    """Check a story. Whatever is wrong goes to the report; nothing is raised."""
    names = Names(story, report)
    resolver = Resolver(names)
    walker = Walker(names, resolver)
    _resolve_constants(names, resolver)
    _resolve_variables(names, resolver)
    infer_parameters(names)
    for scene in names.scenes.values():
        walker.walk(scene)
    _check_unused_functions(names, resolver)
    flows = flows_of(names)
    checked = Checked(story, names, resolver, walker.resolved, flows, None, [], [], report)
    checked.endings = _endings(checked)
    _check_header(checked, walker)
    checked.claims = [_claim(node, checked) for node in story.declarations if isinstance(node, Claim)]
    from engine.check.rules import RULES

    for rule in RULES:
        rule(checked)
    return checked


def _resolve_constants(names: Names, resolver: Resolver) -> None:
    """Give every constant its value; one may use others, in any order, but not itself."""
    resolving: list[str] = []

    def resolve(constant: Constant) -> None:
        node = constant.node
        if constant.value is not None or node.name in resolving:
            return
        resolving.append(node.name)
        for other in _names_in(node.value):
            if other in names.constants:
                resolve(names.constants[other])
        scope = Scope("const", draws=False)
        constant.type, code = resolver.resolve(node.value, node.source, scope)
        if isinstance(code, list) or (code is None):
            constant.type = ANY
            span = node.source.span(node.value.at + node.value.root.at, node.value.at + node.value.root.end)
            names.report.error("NC207", span, f"the value of `{node.name}` is not fixed", "a constant never changes")
            code = 0
        constant.type = general(constant.type) if constant.type.kind != "number" else constant.type
        constant.value = code
        resolving.pop()

    for constant in names.constants.values():
        resolve(constant)


def _names_in(expression: Expression) -> list[str]:
    found: list[str] = []
    stack: list[Any] = [expression.root]
    while stack:
        node = stack.pop()
        if isinstance(node, Name):
            found.append(node.name)
        for slot in ("left", "right", "operand", "this", "condition", "other"):
            if hasattr(node, slot):
                stack.append(getattr(node, slot))
        stack.extend(getattr(node, "arguments", ()))
    return found


def _resolve_variables(names: Names, resolver: Resolver) -> None:
    for variable in names.variables.values():
        _resolve_variable(variable, names, resolver)


def _resolve_variable(variable: Variable, names: Names, resolver: Resolver) -> None:
    node = variable.node
    written = None if node.type is None else variable.type
    if node.value is None:
        if written is None:
            span = node.source.span(node.at, node.end)
            hint = f"write `var {node.name} = 0`, or give it a type: `var {node.name}: text`"
            names.report.error("NC207", span, f"`{node.name}` has neither a type nor a value", hint)
        variable.initial = default_of(variable.type)
        return
    type, code = resolver.resolve(node.value, node.source, Scope("var", draws=False), written)
    root = node.value.root
    span = node.source.span(node.value.at + root.at, node.value.at + root.end)
    if written is None:
        if type.kind == "literal":
            hint = f"write its type: `var {node.name}: {type.names[0]} | … = {type.names[0]}`"
            names.report.error("NC207", span, f"it cannot be told which type `{type.names[0]}` belongs to", hint)
            type = ANY
        variable.type = general(type)
    if isinstance(code, list):
        message = f"`{node.name}` cannot begin with a value that is not fixed"
        names.report.error("NC207", span, message, "set it in a scene with a `~` line")
        code = default_of(variable.type)
    variable.initial = code


def _check_unused_functions(names: Names, resolver: Resolver) -> None:
    """A `def` that nobody calls is checked as well, for parameters of any type."""
    for function in names.functions.values():
        if not function.checked and isinstance(function.node, Def):
            resolver.check_def(function, [ANY for _ in function.node.parameters])


def _endings(checked: Checked) -> list[str | None]:
    """The names of all endings, in the order of the source; None stands for the unnamed one."""
    found: dict[str | None, None] = {}
    for flow in checked.flows.values():
        for move in flow.moves:
            if move.kind == "end":
                found.setdefault(move.target)
    return list(found)


def _check_header(checked: Checked, walker: Walker) -> None:
    names, report = checked.names, checked.report
    scenes = list(names.scenes)
    checked.start = scenes[0] if scenes else None
    seen: dict[str, Any] = {}
    main = checked.story.sources[0]
    for entry in checked.story.entries:
        key_span = entry.source.span(entry.at, entry.at + len(entry.key))
        if entry.source is not main:
            message = "an included file has declarations and scenes, but no header lines"
            report.error("NC010", key_span, message, "move this line into the main file")
            continue
        if entry.key in seen:
            other = entry.source.span(seen[entry.key].at, seen[entry.key].at + len(entry.key))
            report.error("NC110", key_span, f"`{entry.key}` stands twice", None, (other, "the first one"))
            continue
        seen[entry.key] = entry
        if entry.key not in KNOWN_KEYS:
            hint = names.speller.hint(entry.key, KNOWN_KEYS)
            hint = hint or "it is kept, but means nothing to the engine"
            report.warning("NC108", key_span, f"`{entry.key}` is not a header line of the language", hint)
        if entry.key == "start":
            _check_start(checked, entry)
    if checked.story.status is not None:
        walker.source = main
        walker.items(checked.story.status.items, Scope("status", draws=False))


def _check_start(checked: Checked, entry: Any) -> None:
    name = entry.value.strip()
    span = entry.source.span(entry.value_at, entry.end)
    scene = checked.names.scenes.get(name)
    if scene is None:
        hint = checked.names.speller.hint(name, checked.names.scenes)
        checked.report.error("NC101", span, f"there is no scene `{name}` to start in", hint)
    elif scene.parameters:
        message = f"the story cannot start in `{name}`: it takes values"
        checked.report.error("NC203", span, message, "start in a scene that moves there")
    else:
        checked.start = name


def _claim(node: Claim, checked: Checked) -> dict[str, Any]:
    """A claim as the program keeps it."""
    resolver = checked.resolver
    scope = Scope("claim", draws=False)
    text = node.source.text[node.at : node.end]
    claim: dict[str, Any] = {"kind": node.kind, "text": text, "place": node.at, "file": node.source.name}
    if node.condition is not None:
        type, code = resolver.resolve(node.condition, node.source, scope)
        if type.kind not in ("truth", "any"):
            span = node.source.span(node.condition.at + node.condition.root.at, node.end)
            checked.report.error("NC201", span, "a claim needs a condition: something true or false")
        claim["condition"] = code
    for part, point in (("point", node.point), ("after", node.after)):
        if point is not None:
            claim[part] = _claimed_point(point, node, checked)
    return claim


def _claimed_point(point: Name | Text, node: Claim, checked: Checked) -> dict[str, Any]:
    resolver = checked.resolver
    if isinstance(point, Text):
        if point.value not in checked.endings:
            known = [ending for ending in checked.endings if ending]
            hint = checked.names.speller.hint(point.value, known)
            span = node.source.span(point.at, point.end)
            checked.report.error("NC109", span, f"no ending is named `{point.value}`", hint)
        return {"ending": point.value}
    resolver.source, resolver.base, resolver.scope = node.source, 0, Scope("claim", draws=False)
    key = resolver.point(point)
    return {"label" if key and "." in key else "scene": key}


def expected_type(checked: Checked, name: str) -> Type:
    """The type of a variable."""
    return checked.names.variables[name].type


__all__ = ["Checked", "Line", "check"]
