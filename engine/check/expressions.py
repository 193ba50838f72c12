"""Resolves expressions: finds what each name means, checks types, and gives the resolved form.

The resolved form ("code") is an expression of the program (engine/program/nodes.py).

Equal expressions share one tree, so most are resolved once: what depends on no local variable and draws nothing is
remembered by its tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from engine.check.calls import call_built_in
from engine.check.constants import names_in
from engine.check.functions import call_function
from engine.check.names import Function, Names, SceneNames
from engine.check.operators import as_set, binary, either, unary
from engine.check.resolved import Resolved
from engine.program.functions import BUILT_INS
from engine.program.limits import MOST, MOST_ANSWER
from engine.program.nodes import Apply, LocalRef, VarRef
from engine.program.nodes import Expression as Code
from engine.program.slugs import UNNUMBERED
from engine.program.types import ANY, TEXT, TRUTH, SetOf, Type, describe, general, listed, same_kind
from engine.source import Source
from engine.syntax.tree import (
    Binary,
    Call,
    ChoiceStatement,
    Def,
    Either,
    Expression,
    ExpressionNode,
    Members,
    Missing,
    Name,
    Number,
    SetLiteral,
    Text,
    Truth,
    Unary,
)

MOST_NESTING = 120
DICE = re.compile(r"[dD](\d+)")
# What stands in brackets at the beginning of a choice's text.
BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
TRUTH_WORDS = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}


@dataclass(slots=True)
class ExpressionScope:
    """Where an expression stands: the local variables known there, and the name of the place for draws.

    `place` is a scene's name or `def name`. `draws` is false where chance may not decide (`when`, `status`, claims).
    `fixed` is `var name` or `const name` for the value that one of these begins with.
    """

    place: str
    scene: str | None = None
    locals: dict[str, tuple[int, Type]] = field(default_factory=dict)
    draws: bool = True
    fixed: str = ""
    frame: list[str] = field(default_factory=list)


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
        # What is known of all lines; the root of the expression in hand, and where that stands (function_bodies.py).
        self.resolved = Resolved()
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
        before = self.source, self.base, self.scope, self.uses_local, self.effects, self.failed
        self.source, self.base, self.scope = source, expression.at, scope
        self.uses_local = self.effects = self.failed = False
        result = as_set(*self.infer(expression.root, expected), expected)
        if expected is not None and not self.failed:
            self.fit(expression.root, result[0], expected, result[1])
        if not (self.uses_local or self.effects or self.failed):
            self.memo[key] = result
        if self.failed:
            result = ANY, result[1]
            self._count_reads(expression)
        effects = self.effects
        self.source, self.base, self.scope, self.uses_local, self.effects, self.failed = before
        self.effects = self.effects or effects
        return result

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
    ) -> tuple[Type, Code]:
        """Report a node that names what there is not; `name` if that is not the whole node."""
        self.failed = True
        span = self.source.span(self.base + node.at, self.base + node.end)
        self.names.unknown(
            code, span, name or self.source.text[self.base + node.at : self.base + node.end], message, known, hint
        )
        return ANY, 0

    def error(self, code: str, node: ExpressionNode, message: str, hint: str | None = None) -> tuple[Type, Code]:
        """Report a mistake at a node of the expression in hand."""
        self.failed = True
        span = self.source.span(self.base + node.at, self.base + max(node.end, node.at + 1))
        self.report.error(code, span, message, hint)
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
            return self._name(node, expected)
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
            return self._members(node, expected)
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
            elif wanted.kind == "truth" and type.kind == "number":
                hint = f"compare it: `{self.written(node)} > 0`"
            elif wanted.kind in ("names", "set") and isinstance(node, Text):
                hint = f"names stand without quotes: `{node.value}`"
            elif wanted.kind == "truth" and type.kind == "literal":
                hint = f"say on both sides what is asked: `… == {type.names[0]}`, or `… has {type.names[0]}` of a set"
            self.error("NC201", node, f"{describe(wanted)} is wanted here; this is {describe(general(type))}", hint)
            # What is made of it is not used, but may be calculated.
            return False if wanted.kind == "truth" else "" if wanted.kind == "text" else 0
        return code

    def written(self, node: ExpressionNode) -> str:
        """A node as it stands in the source."""
        return self.source.text[self.base + node.at : self.base + node.end]

    def means_nothing(self, node: Name, scope: ExpressionScope | None = None) -> bool:
        """Whether nothing in the story has this name, or one like it."""
        names = self.names
        known = [
            *(scope or self.scope).locals,
            *names.variables,
            *names.constants,
            *names.enumerations,
            *names.functions,
        ]
        taken = {*known, *(scope or self.scope).frame, *names.scenes, *names.broken, *TRUTH_WORDS, *BUILT_INS}
        if "." in node.name or node.name.casefold() in taken or node.name in taken or names.owner_of(node.name):
            return False
        return names.story.complete and names.speller.nearest(node.name, known) is None

    def fit(self, node: ExpressionNode, type: Type, expected: Type, code: Code) -> None:
        """Report a value that does not fit the place it goes to."""
        if not same_kind(type, expected):
            hint = None
            if type.kind == "text" and expected.kind in ("names", "set"):
                hint = "names stand without quotes" + (f": `{node.value}`" if isinstance(node, Text) else "")
            got = describe(general(type))
            self.error("NC201", node, f"{describe(general(expected))} is wanted here; this is {got}", hint)
        elif expected.kind == "number" and expected.low is not None and type_is_outside(type, expected):
            allowed = f"{expected.low} to {expected.high}"
            what = f"{code} is" if isinstance(code, int) else "this is always"
            hint = "give it one of these numbers" if isinstance(code, int) else "use `clamp(…)` to stay inside"
            self.error("NC202", node, f"{what} outside the range {allowed}", hint)

    def _name(self, node: Name, expected: Type | None) -> tuple[Type, Code]:
        name = node.name
        local = self.scope.locals.get(name)
        if local is not None:
            self.uses_local = True
            return local[1], LocalRef(local[0])
        variable = self.names.variables.get(name)
        if variable is not None:
            variable.reads += 1
            return variable.type, VarRef(variable.index)
        constant = self.names.constants.get(name)
        if constant is not None:
            if constant.type.kind == "literal" and expected is not None and expected.kind in ("names", "set"):
                return self._member(Name(node.at, node.end, str(constant.value)), expected)
            # One that is not settled depends on itself, which will be said.
            self.failed = self.failed or not constant.settled
            return constant.type, constant.value
        if name in self.names.broken:
            self.failed = True
            span = self.source.span(self.base + node.at, self.base + node.end)
            self.names.used_again("NC103", span, name)
            return ANY, 0
        if expected is not None and expected.kind in ("names", "set"):
            return self._member(node, expected)
        if name in self.names.enumerations:
            return Type("literal", names=(name,)), name
        return self._unknown(node, expected)

    def _member(self, node: Name, expected: Type) -> tuple[Type, Code]:
        """A name where one of an enumeration, or a set, is wanted."""
        if node.name in expected.names:
            if expected.kind == "names":
                return expected, node.name
            return expected, SetOf(1 << expected.names.index(node.name))
        if expected.kind == "set" and node.name == "none":
            return expected, SetOf(0)
        hint = self.names.speller.hint(node.name, expected.names)
        hint = hint or f"it has {listed(expected.names)}"
        what = "set" if expected.kind == "set" else "enumeration"
        key = f"{node.name} in {expected.names}"
        span = self.source.span(self.base + node.at, self.base + node.end)
        if self.names.misspelt.setdefault(("NC105", key), span) != span:
            self.failed = True
            self.names.used_again("NC105", span, key)
            return ANY, 0
        return self.error("NC105", node, f"there is no `{node.name}` in this {what}", hint)

    def _unknown(self, node: Name, expected: Type | None) -> tuple[Type, Code]:
        name = node.name
        if "." in name:
            hint = f"labels are asked about with `seen({name})` or `visits({name})`"
            return self.error("NC103", node, f"`{name}` is not a value", hint)
        if name in self.names.functions or name in BUILT_INS:
            return self.error("NC103", node, f"`{name}` is a function", f"call it: `{name}(…)`")
        if name in self.names.scenes:
            return self.error("NC103", node, f"`{name}` is a scene", f"`seen({name})` tells whether it was visited")
        owner = self.names.owner_of(name)
        if owner is not None:
            hint = f"`seen({owner}.{name})` tells whether its choice was taken"
            return self.error("NC103", node, f"`{name}` is a label", hint)
        if name in self.scope.frame:
            hint = "what `~ let` names is known to the end of its block; put the `~ let` further out, or use a `var`"
            return self.error("NC103", node, f"`{name}` is not known any more here", hint)
        if name.casefold() in TRUTH_WORDS:
            hint = f"write `{TRUTH_WORDS[name.casefold()]}`"
            return self.error("NC103", node, f"there is no variable `{name}`", hint)
        names = self.names
        if self.scope.fixed:
            known = chain(names.constants, names.enumerations)
            hint = f'a text stands in quotes: `"{name}"`'
            if name == "none":
                hint = f"the empty set needs its type: `{self.scope.fixed}: set of a, b`"
            elif self.scope.fixed.startswith("var"):
                hint = f"a name needs a type that has it: `{self.scope.fixed}: {name} | … = {name}`; {hint}"
            return self.unknown("NC103", node, f"nothing is named `{name}`", known, hint)
        dice = DICE.fullmatch(name)
        if dice is not None:
            hint = f"a number drawn at random is `random(1, {dice.group(1)})`"
            return self.error("NC103", node, f"there is no variable `{name}`", hint)
        known = chain(self.scope.locals, names.variables, names.constants, names.enumerations)
        hint = f"declare it before the first scene: `var {name} = 0`"
        if expected is not None and expected.kind == "text":
            hint = f'a text stands in quotes: `"{name}"`'
        return self.unknown("NC103", node, f"there is no variable `{name}`", known, hint)

    def excuse(self, type: Type, node: ExpressionNode) -> None:
        """Say nothing of a name that stands beside a variable without a type, which has been reported."""
        if type.kind == "any" and isinstance(node, Name) and self.is_unknown(node):
            self.names.broken.add(node.name)

    def is_unknown(self, node: Name) -> bool:
        """Whether a name is none of a value; it may be one of an enumeration."""
        name = node.name
        return name not in self.scope.locals and name not in self.names.variables and name not in self.names.constants

    def _members(self, node: Members, expected: Type | None) -> tuple[Type, Code]:
        if expected is None or expected.kind != "set":
            if expected is not None and expected.kind == "any":
                return ANY, 0
            told = self.set_of(node) if isinstance(node, SetLiteral) else None
            if told is not None:
                return self._members(node, told)
            if isinstance(node, SetLiteral):
                hint = "put it beside a variable: `bag + [rope]`, `bag == [rope]`, `bag has [rope]`"
                return self.error("NC201", node, "which set this is cannot be told here", hint)
            return self.error("NC201", node, "several names with commas are a set; no set is wanted here")
        mask = 0
        others: list[Code] = []
        for name in node.names:
            type, code = self._member(name, expected) if self.is_unknown(name) else self._name(name, expected)
            if isinstance(code, int):
                mask |= code
            elif type.kind == "names":
                others.append(self.want(name, expected))
            else:
                self.want(name, Type("names", names=expected.names))
        held: Code = SetOf(mask)
        for one in others:
            held = Apply("union", (held, one)) if held else one
        return expected, held

    def set_of(self, node: SetLiteral) -> Type | None:
        """The type of a set that is written out, where only one has all its names."""
        found: set[Type] | None = None
        for name in node.names:
            types = set(self._types_with(name))
            found = types if found is None else found & types
        for kind in ("set", "names"):
            known = [one for one in found or () if one.kind == kind]
            if known:
                return Type("set", names=known[0].names) if len(known) == 1 else None
        return None

    def _types_with(self, node: Name) -> Iterator[Type]:
        """The enumerations and sets that have a name, or all names that a variable can hold."""
        if self.is_unknown(node):
            yield from self.names.enumerations.get(node.name, ())
            return
        variable = self.names.variables.get(node.name)
        type = self.scope.locals[node.name][1] if node.name in self.scope.locals else variable and variable.type
        if type and type.kind == "names":
            for one in self.names.enumerations[type.names[0]]:
                if set(type.names) <= set(one.names):
                    yield one

    def _warn_of_words(self, node: Call) -> None:
        """`words(n)` in a story of another language than English."""
        language = self.names.language
        if language and not language.casefold().startswith("en"):
            span = self.source.span(self.base + node.at, self.base + node.end)
            message = f"`words` writes English words, and `language:` says `{language}`"
            hint = "show the digits, or choose words with `{if n == 1: … | …}`"
            self.report.warning("NC315", span, message, hint)

    def _call(self, node: Call, expected: Type | None) -> tuple[Type, Code]:
        if node.function == "words":
            self._warn_of_words(node)
        row = self.names.built_in(node.function)
        if row is not None:
            return call_built_in(self, node, row, expected)
        return call_function(self, node)

    # ------------------------------------------------------------ for calls

    def point(self, node: Name, labels: bool = True) -> str | None:
        """The key of the scene, point or (where `labels` count) choice that a name stands for; None after an error."""
        name, scenes = node.name, self.names.scenes
        if "." in name:
            scene_name, _, label = name.partition(".")
            scene = scenes.get(scene_name)
            if scene is None:
                self.unknown("NC101", node, f"there is no scene `{scene_name}`", scenes, name=scene_name)
            elif label not in scene.labels and label not in scene.points:
                if self._report_odd_label(scene, label):
                    return None
                hint = f"a choice gets a label at its beginning: `* ({label}) Text`"
                message = f"scene `{scene_name}` has no choice labelled `{label}`"
                self.unknown("NC102", node, message, scene.places, hint, label)
            else:
                return name
            return None
        here = scenes.get(self.scope.scene or "")
        if here is not None and name in here.points:
            self.uses_local = True
            return f"{here.node.name}.{name}"
        if here is not None and name in here.labels and (labels or name not in scenes):
            self.uses_local = True
            if name in scenes:
                self._warn_of_hidden_scene(node, here.node.name)
            return f"{here.node.name}.{name}"
        if name in scenes:
            return name
        owner = self.names.owner_of(name)
        if owner is not None:
            hint = f"the label of another scene is written `{owner}.{name}`"
            self.error("NC101", node, f"there is no scene or label `{name}`", hint)
            return None
        known = chain(here.places if here else (), scenes)
        self.unknown("NC101", node, f"there is no scene or label `{name}`", known)
        return None

    def _report_odd_label(self, scene: SceneNames, label: str) -> bool:
        """Report brackets that were meant as the label, such as `(the rail)` for `rail`; whether there are any."""
        for choice in scene.statements:
            if (
                not isinstance(choice, ChoiceStatement)
                or choice.source[:1] not in ("(", "[")
                or choice.label is not None
            ):
                continue
            brackets = BRACKETS.match(choice.source)
            if brackets is None or label not in re.split(r"\W+", brackets.group(1)):
                continue
            span = scene.node.source.span(choice.at, choice.at + brackets.end())
            message = f"these brackets are no label, so there is no choice `{scene.node.name}.{label}`"
            hint = f"a label is one name in round brackets, before the conditions: `({label})`"
            asked = self.source.span(self.base, self.base + 1)
            self.failed = True
            self.report.error("NC102", span, message, hint, (asked, "it is asked about here"))
            return True
        return False

    def _warn_of_hidden_scene(self, node: Name, here: str) -> None:
        span = self.source.span(self.base + node.at, self.base + node.end)
        message = f"this asks about the choice labelled `{node.name}`, not about the scene `{node.name}`"
        hint = f"for the choice, write `{here}.{node.name}`; for the scene, give the label another name"
        self.report.warning("NC316", span, message, hint)

    def draw(self, node: Call, kind: str) -> str:
        """The name of the place that draws in a call, not yet numbered (engine/compile/draws.py).

        `kind` is what draws, and its shape: `random 1..6`.
        """
        self.effects = True
        if not self.scope.draws:
            self.error("NC205", node, *self.no_draw(node))
        name = f"{kind}{UNNUMBERED}{self.base + node.at}"
        self.draws.setdefault(self.scope.place, []).append(name)
        return name

    def no_draw(self, node: Call) -> tuple[str, str]:
        """What is said, and hinted, of a call that draws where chance may not decide."""
        text = self.source.text[self.base + node.at : self.base + node.end]
        why, name = "what is asked here is asked at any time", "name"
        hint = f"draw in a scene, with `~ name = {text}`, and ask for `name` here"
        if self.scope.fixed:
            word, _, name = self.scope.fixed.partition(" ")
            why = f"a {'variable' if word == 'var' else 'constant'} begins with a fixed value"
            hint = ("" if word == "var" else "make it a `var`, and ") + f"draw in a scene: `~ {name} = {text}`"
        return f"`{node.function}` draws by chance and cannot stand here: {why}", hint


def type_is_outside(type: Type, expected: Type) -> bool:
    """Whether no number of the type lies in the expected range."""
    if type.low is None or type.high is None or expected.low is None or expected.high is None:
        return False
    return type.low > expected.high or type.high < expected.low
