"""Resolves expressions: finds what each name means, checks types, and gives the resolved form.

The resolved form ("code") is an expression of the program (engine/program/nodes.py).

Equal expressions share one tree, so most are resolved once: what depends on no local variable and draws nothing is
remembered by its tree.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.check.calls import call_built_in
from engine.check.constants import names_in
from engine.check.functions import call_function
from engine.check.lookup import resolve_name
from engine.check.names import Function, Names
from engine.check.operators import as_set, binary, either, unary
from engine.check.resolution import AskedMember, Resolution
from engine.check.scope import ExpressionScope
from engine.check.set_literals import resolve_members
from engine.check.unknown_names import report_unknown
from engine.diagnostics import Edit, Fix
from engine.program.limits import MOST, MOST_ANSWER
from engine.program.nodes import ApplyDraw
from engine.program.nodes import Expression as Code
from engine.program.types import ANY, TEXT, TRUTH, Type, describe, general, same_kind
from engine.slips import UNTOLD, Slip, SlipKind
from engine.source import Source
from engine.syntax.tree import (
    Binary,
    Call,
    Def,
    Either,
    Expression,
    ExpressionNode,
    Members,
    Missing,
    Name,
    Number,
    Text,
    Truth,
    Unary,
)

# Of types with fewer names, one that is another is no slip.
FEWEST_NAMES = 2
MOST_NESTING = 120


class Resolver:
    """Resolves the expressions of one story. Mistakes go to the report; the type is then `ANY`, which fits all."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.report = names.report
        self.memo: dict[tuple[int, int], tuple[Type, Code]] = {}
        self.draws: dict[str, list[str]] = {}
        self.counted: set[str] = set()
        self.timed: set[str] = set()
        self.uses_turns = False
        self.checking: list[Function] = []
        self.source: Source = names.story.sources[0]
        self.base = 0
        self.scope = ExpressionScope("")
        self.uses_local = self.effects = self.failed = False
        self.cost = self.depth = self.nesting = 0
        # The names that sets are asked for: in the expression in hand, and by the roots of those that ask for any.
        self.asked: list[AskedMember] = []
        self.asked_in: dict[int, list[AskedMember]] = {}
        # What is known of all lines; the root of the expression in hand, and where that stands (function_bodies.py).
        self.resolved = Resolution()
        self.called: ExpressionNode | None = None
        self.role = ""

    def resolve(
        self, expression: Expression, source: Source, scope: ExpressionScope, expected: Type | None = None
    ) -> tuple[Type, Code]:
        """The type and the resolved form of an expression, where a value of type `expected` is wanted, if given."""
        key = (id(expression.root), id(expected) if expected is not None else 0)
        known = self.memo.get(key)
        if known is not None:
            return known
        before = self.source, self.base, self.scope, self.uses_local, self.effects, self.failed, self.asked
        self.source, self.base, self.scope = source, expression.at, scope
        self.uses_local = self.effects = self.failed = False
        self.asked = []
        result = as_set(*self.infer(expression.root, expected), expected)
        if expected is not None and not self.failed:
            self.fit(expression.root, result[0], expected, result[1])
        if not (self.uses_local or self.effects or self.failed):
            self.memo[key] = result
        if self.failed:
            result = ANY, result[1]
            self._count_reads(expression)
        if self.asked:
            self.asked_in[id(expression.root)] = self.asked
        effects = self.effects
        self.source, self.base, self.scope, self.uses_local, self.effects, self.failed, self.asked = before
        self.effects = self.effects or effects
        return result

    def note_asked(self, expression: Expression, place: str) -> None:
        """Note which names sets are asked for by an expression that was resolved, in this scene or function."""
        for one in self.asked_in.get(id(expression.root), ()):
            moved = one._replace(at=expression.at + one.at, end=expression.at + one.end)
            self.resolved.asked.setdefault(place, []).append(moved)

    def _count_reads(self, expression: Expression) -> None:
        """After an error, count all variables of the expression as read: some may not have been looked at."""
        for name in names_in(expression):
            variable = self.names.variables.get(self.names.meant.get(name, name))
            if variable is not None:
                variable.reads += 1

    def resolve_body(self, declaration: Def, function: Function) -> tuple[Type, Code, tuple[int, int, bool]]:
        """The type and code of a `def`, whose parameters are settled, and its cost, its depth, whether it draws."""
        scope = ExpressionScope(f"def {declaration.name}", draws=True)
        for place, (parameter, type) in enumerate(zip(declaration.parameters, function.parameters, strict=True)):
            scope.locals[parameter.name] = (place, type)
        before = self.cost, self.depth, self.effects
        self.cost = self.depth = 0
        self.effects = False
        self.checking.append(function)
        assert declaration.value is not None, "one with a body of lines is checked in function_bodies.py"
        type, code = self.resolve(declaration.value, declaration.source, scope)
        self.note_asked(declaration.value, scope.place)
        self.checking.pop()
        weight = self.cost, self.depth, self.effects
        self.cost, self.depth, self.effects = before
        return type, code, weight

    def unknown(
        self,
        code: str,
        node: ExpressionNode,
        message: str,
        known: Iterable[str],
        hint: str | None = None,
        name: str | None = None,
        slip: Slip = UNTOLD,
        near: str | None = None,
    ) -> tuple[Type, Code]:
        """Report a node that names what there is not; `name` if that is not the whole node.

        `near` is what was meant, where more than similarity tells it.
        """
        self.failed = True
        span = self.source.span(self.base + node.at, self.base + node.end)
        whole = self.source.text[self.base + node.at : self.base + node.end]
        shown = whole if name is not None and name in whole.split(".") else None
        report_unknown(self.names, code, span, name or whole, message, known, hint, slip, near, shown)
        return ANY, 0

    def error(
        self,
        code: str,
        node: ExpressionNode,
        message: str,
        hint: str | None = None,
        slip: Slip = UNTOLD,
        meant: str | None = None,
        safe: bool = False,
    ) -> tuple[Type, Code]:
        """Report a mistake at a node of the expression in hand; `meant` is what its fix writes in place of the node."""
        self.failed = True
        span = self.source.span(self.base + node.at, self.base + max(node.end, node.at + 1))
        fixes = () if meant is None else (Fix(f"write `{meant}`", (Edit(span, meant),), safe),)
        self.report.error(code, span, message, hint, fixes=fixes, slip=slip)
        return ANY, 0

    # ------------------------------------------------------------ inference

    def infer(self, node: ExpressionNode, expected: Type | None = None) -> tuple[Type, Code]:
        """The type and code of a node."""
        self.cost += 1
        if isinstance(node, Number):
            if abs(node.value) > MOST:
                return self.error("NC201", node, "this number is too large", f"numbers stay within ±{MOST}")
            return Type("number", node.value, node.value), node.value
        if isinstance(node, Name):
            return resolve_name(self, node, expected)
        if isinstance(node, Truth):
            return TRUTH, node.value
        if isinstance(node, Text):
            if len(node.value) > MOST_ANSWER:
                message = f"this text has {len(node.value):,} characters; a value holds {MOST_ANSWER}"
                return self.error("NC209", node, message, "put it into prose, behind `{if …}` where it has to vary")
            return TEXT, node.value
        if isinstance(node, Missing):
            self.failed = True
            return ANY, 0
        if isinstance(node, Members):
            return resolve_members(self, node, expected)
        if self.nesting >= MOST_NESTING:
            return self.error("NC008", node, "this is nested too deep", "give a part of it a name, with `~ let`")
        self.nesting += 1
        if isinstance(node, Binary):
            result = binary(self, node, expected)
        elif isinstance(node, Call):
            result = self._call(node, expected)
        elif isinstance(node, Unary):
            result = unary(self, node)
        else:
            assert isinstance(node, Either)
            result = either(self, node, expected)
        self.nesting -= 1
        return result

    def want(self, node: ExpressionNode, wanted: Type, better: str | None = None) -> Code:
        """The code of a node that must be of a type; `better` is a hint for a value of another one."""
        type, code = as_set(*self.infer(node, wanted), wanted)
        if not same_kind(type, wanted):
            hint = None
            if better is not None and type.kind in ("number", "literal", "text"):
                hint = better
            elif (meant := self._value_meant(node, type, wanted)) is not None:
                hint = meant
            elif wanted.kind == "truth" and type.kind == "number":
                hint = f"compare it: `{self.written(node)} > 0`"
            elif wanted.kind in ("names", "set") and isinstance(node, Text):
                hint = f"names stand without quotes: `{self._named(node.value, wanted)}`"
            elif wanted.kind == "truth" and type.kind == "literal":
                hint = f"say on both sides what is asked: `… == {type.names[0]}`, or `… has {type.names[0]}` of a set"
            message = f"{describe(wanted)} is wanted here; this is {describe(general(type))}"
            self.error("NC201", node, message, hint, self.odd_name(wanted, type))
            # What is made of it is not used, but may be calculated.
            return False if wanted.kind == "truth" else "" if wanted.kind == "text" else 0
        return code

    def _value_meant(self, node: ExpressionNode, type: Type, wanted: Type) -> str | None:
        """The hint for a value of another kind than wanted whose own words tell what was meant."""
        written = self.written(node)
        is_name = isinstance(node, Text) and (node.value in self.scope.locals or node.value in self.names.variables)
        if wanted.kind in ("number", "truth") and is_name:
            return f"a name stands without quotes: `{written[1:-1]}`"
        if wanted.kind == "text" and type.kind == "literal" and isinstance(node, Name):
            return f'a text stands in quotes: `"{written}"`'
        if wanted.kind == "number" and isinstance(node, Text) and node.value.strip().isdigit():
            return f"numbers stand without quotes: `{node.value.strip()}`"
        if wanted.kind == "truth" and isinstance(node, Text) and node.value in ("true", "false"):
            return f"truth values stand without quotes: `{node.value}`"
        if wanted.kind == "truth" and type.kind == "set" and isinstance(node, Name):
            return f"whether it holds anything says `{written} != none`"
        return None

    def _named(self, words: str, type: Type) -> str:
        """The name of a type that players read as these words, or else the words."""
        shown = ((name, self.names.words.get(name, name)) for name in type.names)
        return next((name for name, own in shown if own.casefold() == words.casefold()), words)

    def odd_name(self, one: Type, other: Type) -> Slip:
        """The name that one of two types has and the other has in another spelling, if they differ in nothing else."""
        if "names" not in (one.kind, other.kind) and "set" not in (one.kind, other.kind):
            return UNTOLD
        only, others = set(one.names) - set(other.names), set(other.names) - set(one.names)
        if len(only) != 1 or len(others) != 1 or len(one.names) < FEWEST_NAMES or len(one.names) != len(other.names):
            return UNTOLD
        first, second = only.pop(), others.pop()
        if self.names.speller.nearest(first, (second,)) is None:
            return UNTOLD
        known = self.names.enumerations
        if len(known.get(first, ())) > len(known.get(second, ())):
            first, second = second, first
        return Slip(SlipKind.ODD_NAME, first, (second,))

    def written(self, node: ExpressionNode) -> str:
        """A node as it stands in the source."""
        return self.source.text[self.base + node.at : self.base + node.end]

    def fit(self, node: ExpressionNode, type: Type, expected: Type, code: Code) -> None:
        """Report a value that does not fit the place it goes to."""
        if not same_kind(type, expected):
            hint = None
            if type.kind == "text" and expected.kind in ("names", "set"):
                hint = "names stand without quotes" + (
                    f": `{self._named(node.value, expected)}`" if isinstance(node, Text) else ""
                )
            hint = hint or self._value_meant(node, type, expected)
            if hint is None and expected.kind == "truth" and isinstance(node, Number) and node.value in (0, 1):
                hint = f"write `{'true' if node.value else 'false'}`"
            got = describe(general(type))
            message = f"{describe(general(expected))} is wanted here; this is {got}"
            self.error("NC201", node, message, hint, self.odd_name(expected, type))
        elif expected.kind == "number" and expected.low is not None and type_is_outside(type, expected):
            allowed = f"{expected.low} to {expected.high}"
            what = f"{code} is" if isinstance(code, int) else "this is always"
            hint = "give it one of these numbers" if isinstance(code, int) else "use `clamp(…)` to stay inside"
            self.error("NC202", node, f"{what} outside the range {allowed}", hint)
        elif expected.kind == "number" and (drawn := _drawn(code)) is not None:
            low, high = drawn
            if expected.low is not None and expected.high is not None and (low < expected.low or high > expected.high):
                message = (
                    f"this draws a number from {low} to {high}; the range here is {expected.low} to {expected.high}"
                )
                meant = f"random({max(low, expected.low)}, {min(high, expected.high)})"
                self.error("NC202", node, message, f"write `{meant}`, or give it a range that holds all of them")

    def _warn_of_words(self, node: Call) -> None:
        """`words(n)` in a story of another language than English."""
        language = self.names.language
        if language and not language.casefold().startswith("en"):
            span = self.source.span(self.base + node.at, self.base + node.end)
            message = f"`words` writes English words, and `language:` says `{language}`"
            hint = "show the digits, or choose words with `{if n == 1: … | …}`"
            entry = next(one for one in self.names.story.entries if one.key == "language")
            said = (entry.source.span(entry.at, entry.end), "the language is said here")
            self.report.warning("NC315", span, message, hint, said, slip=Slip(SlipKind.OF_LANGUAGE, language))

    def _call(self, node: Call, expected: Type | None) -> tuple[Type, Code]:
        if node.function == "words":
            self._warn_of_words(node)
        row = self.names.built_in(node.function)
        if row is not None:
            return call_built_in(self, node, row, expected)
        return call_function(self, node)


def _drawn(code: Code) -> tuple[int, int] | None:
    """Between which numbers a draw draws, if that is fixed; it comes to each of them sooner or later."""
    if not isinstance(code, ApplyDraw) or code.name != "random" or len(code.arguments) != 2:
        return None
    low, high = code.arguments
    return (low, high) if isinstance(low, int) and isinstance(high, int) and low <= high else None


def type_is_outside(type: Type, expected: Type) -> bool:
    """Whether no number of the type lies in the expected range."""
    if type.low is None or type.high is None or expected.low is None or expected.high is None:
        return False
    return type.low > expected.high or type.high < expected.low
