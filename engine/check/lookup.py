"""Finds what a name in an expression stands for: a variable, a constant, one of an enumeration."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from engine.check.call_arguments import form_of, unread_parameters
from engine.check.scope import ExpressionScope
from engine.check.spelling import meant_hint
from engine.check.unknown_names import report_again
from engine.patterns import regex
from engine.program.functions import BUILT_INS
from engine.program.nodes import Expression as Code
from engine.program.nodes import LocalRef, VarRef
from engine.program.types import ANY, SetOf, Type, listed
from engine.slips import Slip, SlipKind
from engine.syntax.tree import Def, ExpressionNode, Name

if TYPE_CHECKING:
    from engine.check.expressions import Resolver

LIST = regex(r"\[[ \t]*([^\W\d]\w*(?:[ \t]*,[ \t]*[^\W\d]\w*)*)[ \t]*\]")
DICE = regex(r"[dD](\d+)")
LIKE_DIGITS = {"O": "0", "o": "0", "l": "1", "I": "1"}
EMPTY = ("none", "empty", "nothing", "null", "nil", "nobody", "no_one")
# What others ask a value for behind a dot, and the function for it here.
PROPERTIES = {
    **dict.fromkeys(("count", "length", "size", "len"), "count"),
    **dict.fromkeys(("upper", "upcase", "to_upper", "toUpperCase"), "upper"),
    **dict.fromkeys(("lower", "downcase", "to_lower", "toLowerCase"), "lower"),
}
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TRUTH_WORDS = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}


def resolve_name(resolver: Resolver, node: Name, expected: Type | None) -> tuple[Type, Code]:
    """The type and code of a name, where a value of type `expected` is wanted, if given."""
    name = node.name
    local = resolver.scope.locals.get(name)
    if local is not None:
        resolver.uses_local = True
        return local[1], LocalRef(local[0])
    variable = resolver.names.variables.get(name)
    if variable is not None:
        variable.reads += 1
        return variable.type, VarRef(variable.index)
    constant = resolver.names.constants.get(name)
    if constant is not None:
        if constant.type.kind == "literal" and expected is not None and expected.kind in ("names", "set"):
            return resolve_member(resolver, Name(node.at, node.end, str(constant.value)), expected)
        # One that is not settled depends on itself, which will be said.
        resolver.failed = resolver.failed or not constant.settled
        return constant.type, constant.value
    if name in resolver.names.broken:
        resolver.failed = True
        span = resolver.source.span(resolver.base + node.at, resolver.base + node.end)
        report_again(resolver.names, "NC103", span, name)
        return ANY, 0
    if expected is not None and expected.kind in ("names", "set"):
        if ("NC103", name) in resolver.names.misspelt and name not in expected.names:
            resolver.failed = True
            span = resolver.source.span(resolver.base + node.at, resolver.base + node.end)
            report_again(resolver.names, "NC103", span, name)
            return ANY, 0
        return resolve_member(resolver, node, expected)
    if name in resolver.names.enumerations:
        return Type("literal", names=(name,)), name
    return _report_unknown(resolver, node, expected)


def resolve_member(resolver: Resolver, node: Name, expected: Type) -> tuple[Type, Code]:
    """A name where one of an enumeration, or a set, is wanted."""
    if node.name in expected.names:
        if expected.kind == "names":
            return expected, node.name
        return expected, SetOf(1 << expected.names.index(node.name))
    if expected.kind == "set" and node.name == "none":
        return expected, SetOf(0)
    if expected.kind == "set" and node.name.casefold() in EMPTY:
        return resolver.error(
            "NC105", node, f"there is no `{node.name}` in this set", "the empty set is `none`", meant="none"
        )
    locals_like = [one for one, (_, type) in resolver.scope.locals.items() if type.kind in ("names", "set")]
    near = resolver.names.speller.nearest(node.name, chain(locals_like, expected.names))
    hint = f"it has {listed(expected.names)}" if near is None else meant_hint(near, node.name)
    slip = Slip(name=node.name, meant=expected.names if near is None else (near,))
    what = "set" if expected.kind == "set" else "enumeration"
    key = f"{node.name} in {expected.names}"
    span = resolver.source.span(resolver.base + node.at, resolver.base + node.end)
    if resolver.names.misspelt.setdefault(("NC105", key), span) != span:
        resolver.failed = True
        report_again(resolver.names, "NC105", span, key)
        return ANY, 0
    return resolver.error("NC105", node, f"there is no `{node.name}` in this {what}", hint, slip, near)


def _report_unknown(resolver: Resolver, node: Name, expected: Type | None) -> tuple[Type, Code]:
    name = node.name
    slip = Slip(SlipKind.UNKNOWN_VARIABLE, name)
    if "." in name:
        return _report_dotted(resolver, node)
    if name in resolver.names.functions or name in BUILT_INS:
        return resolver.error("NC103", node, f"`{name}` is a function", f"call it: `{form_of(resolver, name)}`")
    is_number = expected is not None and expected.kind == "number"
    if name in resolver.names.scenes:
        typed = f"{resolver.scope.fixed or 'var place'}: {name} | …"
        if resolver.scope.fixed and resolver.scope.fixed.startswith("var "):
            typed = (
                f"{resolver.scope.fixed}: {_enumeration_of(resolver, resolver.scope.fixed.split()[1], name)} = {name}"
            )
        hint = f"`seen({name})` tells whether it was visited; as a value a name needs a type that has it: `{typed}`"
        hint = f"`visits({name})` tells how often it was visited" if is_number else hint
        return resolver.error("NC103", node, f"`{name}` is a scene", hint)
    owner = resolver.names.owner_of(name)
    if owner is not None:
        hint = f"`seen({owner}.{name})` tells whether its choice was taken"
        hint = f"`visits({owner}.{name})` tells how often its choice was taken" if is_number else hint
        return resolver.error("NC103", node, f"`{name}` is a label", hint)
    if name in resolver.scope.frame:
        hint = "what `~ let` names is known to the end of its block; put the `~ let` further out, or use a `var`"
        message = f"`{name}` is not known any more here"
        return resolver.unknown("NC103", node, message, (), hint, f"{name} in {resolver.scope.place}")
    turned = next((one for one in ("true", "false") if sorted(name) == sorted(one)), "")
    truth = TRUTH_WORDS.get(name.casefold(), turned)
    if truth and resolver.names.speller.nearest(name, resolver.scope.locals) is not None:
        return resolver.unknown("NC103", node, f"there is no variable `{name}`", resolver.scope.locals, slip=slip)
    if truth:
        hint = f"write `{truth}`"
        safe = name.casefold() == truth
        return resolver.error("NC103", node, f"there is no variable `{name}`", hint, slip, truth, safe)
    if resolver.scope.fixed:
        return _report_no_constant(resolver, node, expected)
    if name.casefold() in NUMBERS and (expected is None or expected.kind == "number"):
        digits = NUMBERS.index(name.casefold())
        hint = f"a number is written in digits: `{digits}`"
        return resolver.error("NC103", node, f"there is no variable `{name}`", hint, slip, str(digits))
    dice = DICE.fullmatch(name)
    if dice is not None:
        hint = f"a number drawn at random is `random(1, {dice.group(1)})`"
        return resolver.error("NC103", node, f"there is no variable `{name}`", hint, slip)
    return _report_no_variable(resolver, node, expected, slip)


def _report_no_variable(resolver: Resolver, node: Name, expected: Type | None, slip: Slip) -> tuple[Type, Code]:
    """A name that may have been meant to be another one: near, without its blank, or that of a parameter."""
    name, names, scope = node.name, resolver.names, resolver.scope
    message = f"there is no variable `{name}`"
    kind = None if expected is None else expected.kind
    if name in LIKE_DIGITS and kind in (None, "number"):
        return resolver.error("NC103", node, message, f"write `{LIKE_DIGITS[name]}`", slip, LIKE_DIGITS[name])
    rest = name[3:].lstrip("_")
    if name.startswith("not") and rest in chain(scope.locals, names.variables):
        return resolver.error("NC103", node, message, f"write `not {rest}`", slip, f"not {rest}")
    fitting = [one for one, variable in names.variables.items() if variable.type.kind in (kind or "any", "any")]
    # A condition may miss its comparison: what stands in it alone can be of any kind.
    others = names.variables if kind == "truth" else ()
    tiers = (scope.locals, names.variables if kind is None else fitting, names.constants, others)
    near = next((one for one in (names.speller.nearest(name, tier) for tier in tiers) if one is not None), None)
    function = names.functions.get(scope.place[4:]) if scope.place.startswith("def ") else None
    if near is None and function is not None and isinstance(function.node, Def):
        unread = unread_parameters(function.node)
        near = unread[0].name if len(unread) == 1 else None
        message = message if near is None else f"`{function.node.name}` has no parameter `{name}`"
    word = "const" if len(name) > 1 and name.isupper() else "var"
    hint = f"declare it before the first scene: `{word} {name} = {FIRST_VALUES.get(kind or '', '0')}`"
    if kind == "text" or _is_beside_texts(resolver, node):
        hint = f'a text stands in quotes: `"{name}"`'
    elif name == "none" and kind in (None, "number"):
        hint = "nothing is left when a number is `0`; `none` is the empty set"
    elif (variation := _variation_meant(resolver)) is not None:
        hint = f"texts of which one is drawn are written `{variation}`; for plain braces `\\{{`"
    elif _is_local_elsewhere(resolver, name):
        hint = f"what a `~ let` of another scene names is not known here: write `~ let {name} = …`"
    known: Iterable[str] = ()
    if near is None and kind not in ("number", "truth", "text"):
        # Alone, a name of an enumeration is no value: a word that is only somewhat like it is another one.
        alike = names.speller.nearest(name, names.enumerations, ALIKE)
        known = names.enumerations if kind is not None else () if alike is None else (alike,)
    return resolver.unknown("NC103", node, message, known, hint, slip=slip, near=near)


def _is_beside_texts(resolver: Resolver, node: Name) -> bool:
    """Whether `plenty` stands for a value beside texts: `plenty if n > 4 else "little"`."""
    text = resolver.source.text
    behind = BESIDE_TEXT.match(text, resolver.base + node.end)
    return behind is not None


def _variation_meant(resolver: Resolver) -> str | None:
    """What `{two or three or four}` in a text was meant to be; None for all else."""
    text, at = resolver.source.text, resolver.base
    found = CHOSEN.match(text, at) if text[at - 1 : at] == "{" else None
    if found is None:
        return None
    words = [one.strip() for one in OR.split(found["words"])]
    names = resolver.names
    if any(one in names.variables or one in names.constants or one in resolver.scope.locals for one in words):
        return None
    return f"{{random: {' | '.join(words)}}}"


def _is_local_elsewhere(resolver: Resolver, name: str) -> bool:
    """Whether a `~ let` of a scene has a name that is not known here."""
    names = resolver.names
    if names.let_names is None:
        names.let_names = {one for source in names.story.sources for one in LET.findall(source.text)}
    return name in names.let_names


LET = regex(r"~[ \t]*let[ \t]+([^\W\d]\w*)")
BESIDE_TEXT = regex(r"[ \t]+if[ \t][^\n{}|]*?[ \t]else[ \t]+\"")
CHOSEN = regex(r"[ \t]*(?P<words>[^\W\d]\w*(?:[ \t]+or[ \t]+[^\W\d]\w*)+)[ \t]*\}")
OR = regex(r"[ \t]or[ \t]")
ALIKE = 0.8
FIRST_VALUES = {"truth": "false", "text": '""'}


def _report_dotted(resolver: Resolver, node: Name) -> tuple[Type, Code]:
    """`bag.lamp` and `bag.count`, as others write them, and a label that stands for a value."""
    name = node.name
    first, _, last = name.partition(".")
    variable = resolver.names.variables.get(first)
    if variable is not None and last in variable.type.names:
        hint = f"write `{first} {'has' if variable.type.kind == 'set' else '=='} {last}`"
        return resolver.error("NC103", node, f"`{name}` is not a value", hint)
    asked = PROPERTIES.get(last) if variable is not None else None
    if variable is not None and asked is not None:
        asked = "length" if variable.type.kind == "text" and asked == "count" else asked
        return resolver.error("NC103", node, f"`{name}` is not a value", f"write `{asked}({first})`")
    hint = f"labels are asked about with `seen({name})` or `visits({name})`"
    return resolver.error("NC103", node, f"`{name}` is not a value", hint)


def _report_no_constant(resolver: Resolver, node: Name, expected: Type | None) -> tuple[Type, Code]:
    """A name that nothing has, where a declaration gives a value: variables have none yet."""
    name, names = node.name, resolver.names
    known = chain(names.constants, names.enumerations)
    hint = f'a text stands in quotes: `"{name}"`'
    if expected is not None and expected.kind == "text":
        return resolver.error("NC103", node, f"nothing is named `{name}`", hint)
    if expected is not None and expected.kind == "number":
        if name.casefold() in NUMBERS:
            hint = f"write `{NUMBERS.index(name.casefold())}`"
            return resolver.error("NC103", node, f"nothing is named `{name}`", hint)
        hint = "a number is written in digits"
        return resolver.unknown("NC103", node, f"nothing is named `{name}`", known, hint)
    if name == "none":
        hint = f"the empty set needs its type: `{resolver.scope.fixed}: set of a, b`"
    elif (listed_names := LIST.match(resolver.source.text, max(0, resolver.base + node.at - 1))) is not None:
        hint = f"write `{resolver.scope.fixed}: set of {listed_names[1]} = {listed_names[1]}`"
    elif name.casefold() in NUMBERS:
        hint = f"a number is written in digits: `{NUMBERS.index(name.casefold())}`"
        return resolver.error("NC103", node, f"nothing is named `{name}`", hint)
    elif resolver.scope.fixed.startswith("var"):
        others = _enumeration_of(resolver, resolver.scope.fixed.split()[1], name)
        hint = f"a name needs a type that has it: `{resolver.scope.fixed}: {others} = {name}`; {hint}"
    return resolver.unknown("NC103", node, f"nothing is named `{name}`", known, hint)


def _enumeration_of(resolver: Resolver, variable: str, first: str) -> str:
    """The type of a variable that has none, by the names that it is compared with and set to in all the story."""
    from engine.syntax.meant_members import values_of

    others = [one for one in values_of(variable, resolver.names.story.sources) if one != first]
    return " | ".join((first, *others)) if others else f"{first} | …"


def is_unknown(resolver: Resolver, node: Name) -> bool:
    """Whether a name is none of a value; it may be one of an enumeration."""
    name = node.name
    return (
        name not in resolver.scope.locals
        and name not in resolver.names.variables
        and name not in resolver.names.constants
    )


def means_nothing(resolver: Resolver, node: Name, scope: ExpressionScope | None = None) -> bool:
    """Whether nothing in the story has this name, or one like it."""
    names = resolver.names
    known = [
        *(scope or resolver.scope).locals,
        *names.variables,
        *names.constants,
        *names.enumerations,
        *names.functions,
    ]
    taken = {*known, *(scope or resolver.scope).frame, *names.scenes, *names.broken, *TRUTH_WORDS, *BUILT_INS}
    if "." in node.name or node.name.casefold() in taken or node.name in taken or names.owner_of(node.name):
        return False
    return names.story.complete and names.speller.nearest(node.name, known) is None


def excuse(resolver: Resolver, type: Type, node: ExpressionNode) -> None:
    """Say nothing of a name that stands beside a variable without a type, which has been reported."""
    if type.kind == "any" and isinstance(node, Name) and is_unknown(resolver, node):
        resolver.names.broken.add(node.name)
