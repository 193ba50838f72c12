"""Calls of functions that are not there: what may be meant by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.patterns import regex
from engine.program.functions import ALSO_CALLED, BUILT_INS
from engine.program.nodes import Expression as Code
from engine.program.types import Type
from engine.syntax.tree import Call, Jump, Name, Number, Text

if TYPE_CHECKING:
    from engine.check.expressions import Resolver

# What is said here for functions of ink, Twine and Yarn Spinner, by their names in small letters, where that is not
# one function with the same values (`ALSO_CALLED`).
WHOLE = "numbers are whole, and `/` rounds down: leave it away"
ELSEWHERE = {
    "dice": "a number drawn at random is `random(1, 6)`",
    "visited": "write `seen(scene)`, or `visits(scene)` for how often",
    "either": "to draw one of some texts, write `{shuffle: … | …}`",
    "floor": WHOLE,
    "round": WHOLE,
    "int": WHOLE,
}
# What tells a size in other languages, what asks the player, and the variable that a line changes.
SIZES = ("len", "size", "length_of", "number_of", "amount", "size_of", "strlen")
QUESTIONS = ("ask", "input", "prompt", "question", "get_input")
CHANGED = regex(r"[ \t]*~[ \t]*(?:let[ \t]+)?([^\W\d]\w*)[ \t]*=")
# `unseen(hall)`: the nearest name would ask the opposite.
NEGATED = regex(r"(?:un|not_?|never_?|isnt_?|is_not_)(?P<asked>\w+)")


def unknown_function(resolver: Resolver, node: Call) -> tuple[Type, Code]:
    """Report a call of a function that nothing declares."""
    name, names = node.function, resolver.names
    where = Name(node.at, node.at + len(name), name)
    if name in names.scenes:
        comes_back = any(
            isinstance(one, Jump) and one.move.kind == "back" and not one.move.leaves
            for one in names.scenes[name].statements
        )
        hint = f"to go there, write `-> {name}`"
        if comes_back:
            hint = f"to go there and come back, write `-> {name} ->`"
        return resolver.error("NC104", where, f"`{name}` is a scene, not a function", hint)
    if name in names.variables or name in names.constants or name in resolver.scope.locals:
        return resolver.error("NC104", where, f"`{name}` is not a function", "write it without brackets")
    asked = node.arguments[0] if len(node.arguments) == 1 else None
    if name.casefold() in SIZES and isinstance(asked, Name) and asked.name in names.variables:
        written = f"{'length' if names.variables[asked.name].type.kind == 'text' else 'count'}({asked.name})"
        return resolver.error("NC104", node, f"there is no function `{name}`", f"write `{written}`")
    if name.casefold() in ELSEWHERE:
        hint = ELSEWHERE[name.casefold()]
        if isinstance(asked, Name):
            hint = hint.replace("(scene)", f"({asked.name})")
        return resolver.error("NC104", node if "(" in hint else where, f"there is no function `{name}`", hint)
    if name.casefold() in QUESTIONS:
        return resolver.error("NC104", where, f"there is no function `{name}`", _question(resolver, node))
    if name.casefold() == "has" and len(node.arguments) == 2:
        written = " has ".join(resolver.written(one) for one in node.arguments)
        return resolver.error("NC104", where, f"`{name}` is not a function", f"it stands between: write `{written}`")
    called = ALSO_CALLED.get(name.casefold())
    if called is not None:
        row, values = BUILT_INS[called], ", ".join(resolver.written(one) for one in node.arguments)
        # `random(6)` is no draw: a form with fewer values takes names.
        forms = row.forms[:1] if any(isinstance(one, Number) for one in node.arguments) else row.forms
        fits = row.repeats or any(form.count(",") + 1 == len(node.arguments) for form in forms)
        hint = f"write `{called}({values})`" if fits else f"write `{row.forms[0]}`"
        return resolver.error("NC104", node, f"there is no function `{name}`", hint)
    negated = NEGATED.fullmatch(name)
    if negated is not None and negated["asked"] in names.known_functions():
        values = ", ".join(resolver.written(one) for one in node.arguments)
        written = f"not {negated['asked']}({values})"
        return resolver.error("NC104", node, f"there is no function `{name}`", f"write `{written}`")
    hint = f"declare it at the top of the file: `def {name}(…) = …`"
    return resolver.unknown("NC104", where, f"there is no function `{name}`", names.known_functions(), hint)


def _question(resolver: Resolver, node: Call) -> str:
    """How the player is asked, with the words of the call."""
    variable = CHANGED.match(resolver.source.line(resolver.source.line_of(resolver.base)))
    asked = node.arguments[0].value if node.arguments and isinstance(node.arguments[0], Text) else "The question?"
    return f"to ask the player, write `~ ask {'name' if variable is None else variable[1]}: {asked}`"
