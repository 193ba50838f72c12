"""How many values a call gives, and the form that it should have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.diagnostics import AND_HERE
from engine.patterns import regex
from engine.slips import UNTOLD, Slip, SlipKind
from engine.syntax.tree import Call, Def, Parameter

if TYPE_CHECKING:
    from engine.check.expressions import Resolver

WORD = regex(r"[^\W\d]\w*")


def has_count(resolver: Resolver, node: Call, *allowed: int) -> bool:
    """Whether a call gives as many values as its function takes; reports it if not."""
    given = len(node.arguments)
    if given in allowed:
        return True
    wanted = " or ".join(map(str, allowed))
    message = f"`{node.function}` takes {wanted} value{'' if wanted == '1' else 's'}, not {given}"
    hint = f"the form is `{form_of(resolver, node.function)}`"
    if given > max(allowed):
        taken = ", ".join(resolver.written(one) for one in node.arguments[: max(allowed)])
        hint += f": write `{node.function}({taken})`"
    declared = resolver.names.functions.get(node.function)
    if declared is not None and isinstance(declared.node, Def):
        if given > max(allowed):
            hint += taken_for_a_name(declared.node.parameters)
        _report_count(resolver, node, declared.node, message, hint)
    else:
        resolver.error("NC203", node, message, hint)
    return False


def _report_count(resolver: Resolver, node: Call, declaration: Def, message: str, hint: str) -> None:
    """Report a call with another number of values than its `def` has; calls that are wrong alike are one finding.

    Where the `def` has parameters too many that nothing in it reads, it is named instead.
    """
    resolver.failed = True
    names, call = resolver.names, resolver.source.span(resolver.base + node.at, resolver.base + node.end)
    unread = unread_parameters(declaration)
    read = [one for one in declaration.parameters if one not in unread]
    span, related = call, []
    if unread and len(read) == len(node.arguments):
        source, head = declaration.source, declaration.source.text[declaration.at : declaration.end]
        written = ", ".join(source.text[one.at : one.end] for one in read)
        span = source.span(unread[0].at, unread[0].end)
        message = f"`{head}` takes `{unread[0].name}`, which nothing in it reads, and which it is not given"
        hint = f"write `def {head}({written})`"
        related = [(call, "here, for one")]
    key = "NC203", f"{node.function}({len(node.arguments)})"
    if key in names.misspelt:
        names.report.add_use("NC203", names.misspelt[key], call, AND_HERE)
        return
    names.misspelt[key] = span
    more = len(node.arguments) - len(declaration.parameters)
    slip = Slip(SlipKind.VALUES_TOO_MANY, node.function, owner=str(more)) if more > 0 else UNTOLD
    names.report.error("NC203", span, message, hint, *related, slip=slip)


def unread_parameters(declaration: Def) -> list[Parameter]:
    """The parameters of a `def` whose names nothing in it holds."""
    value = declaration.value
    at, end = declaration.body_at, declaration.body_end
    if value is not None:
        at, end = value.at + value.root.at, value.at + value.root.end
    words = set(WORD.findall(declaration.source.text, at, end))
    return [one for one in declaration.parameters if one.name not in words]


def taken_for_a_name(parameters: Sequence[Parameter]) -> str:
    """What to add to a hint where too much is given: a parameter without a type, behind a set, is a name of the set."""
    type = parameters[-1].type if parameters else None
    if type is None or type.kind != "set" or len(type.names) < 2:
        return ""
    name = type.names[-1].name
    return f"; `{name}` is one of the names of `{parameters[-1].name}` there: `{name}: number` would be another value"


def form_of(resolver: Resolver, name: str) -> str:
    """How a function is called, with a word for each value."""
    row = resolver.names.built_in(name)
    if row is not None:
        return row.forms[0]
    declaration = resolver.names.functions[name].node
    if isinstance(declaration, Def):
        return f"{name}({', '.join(one.name for one in declaration.parameters)})"
    words = {"truth": "true/false", "range": "number", "names": "name"}
    return f"{name}({', '.join(words.get(one.kind, one.kind) for one in declaration.parameters)})"
