"""Translates the functions of ink: expressions with a name, functions with a body, and those put in place.

A function that is given variables to change (`ref`) is written once for each set of variables, or, where it does
nothing but set them, in the place of its call.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.importers.builder.tree import (
    Body,
    Comment,
    Declaration,
    DraftBreak,
    DraftIf,
    DraftShow,
    DraftVary,
    Logic,
    Piece,
    Statement,
    Todo,
)
from engine.importers.ink.bodies import BodyWriter
from engine.importers.ink.function_traits import FunctionTraits, traits_of
from engine.importers.ink.kinds import Kinds
from engine.importers.ink.scopes import (
    InkScope,
    ScopedVariable,
    Scopes,
    Untranslatable,
    all_expressions,
    live_branches,
)
from engine.importers.ink.tree import (
    Content,
    Expression,
    Gather,
    Glue,
    InkCall,
    InkComment,
    InkConditional,
    InkName,
    InkReturn,
    InkText,
    Newline,
    Print,
)
from engine.importers.ink.typed_values import Value, in_order, kind_of
from engine.importers.ink.values import Values

if TYPE_CHECKING:
    from engine.importers.ink.translation import Translation


# Parts of a function: what it prints, what it returns, what it makes of the one thing that it is given to change.
FALLBACK = "EXTERNAL {} in ink, with this to fall back on; if your program supplies it, make it an `extern`."
TEXT, VALUE, CHANGED = "text", "value", "changed"


class Functions:
    """All functions of a story."""

    def __init__(self, translation: Translation) -> None:
        self.translation = translation
        self.scopes: Scopes = translation.scopes
        self.traits = traits_of(self.scopes)
        # Functions as they are written: by what they are called here, the declaration.
        self.written: dict[tuple[str, ...], Statement] = {}
        # Functions that print several lines: they are scenes.
        self.scenes: set[InkScope] = set()
        self._under_way: set[tuple[str, ...]] = set()

    # ------------------------------------------------------------ questions

    def prints(self, name: str) -> bool:
        """Whether a function prints text."""
        traits = self._of(name)
        return traits is not None and traits.prints

    def _of(self, name: str) -> FunctionTraits | None:
        place = self.scopes.function(name)
        return self.traits.get(place.path) if place is not None else None

    def is_called_for_effect(self, name: str) -> bool:
        """Whether a function neither prints nor gives a value."""
        traits = self._of(name)
        return traits is not None and not traits.prints and not traits.returns

    def is_scene(self, name: str) -> bool:
        """Whether a function prints more than a part of a sentence, and nothing else keeps it from being a scene."""
        place = self.scopes.function(name)
        if place is None or not self.traits[place.path].prints or self._lines(place) < 2:
            return False
        traits = self.traits[place.path]
        has_references = any(one.reference for one in place.flow.parameters)
        return not traits.returns and not has_references and place.path not in traits.calls

    def ends_glued(self, name: str) -> bool:
        """Whether what a function prints ends with `<>`, so that it goes on behind the call."""
        place = self.scopes.function(name)
        return place is not None and _ends_glued(place.flow.content)

    def does(self, name: str) -> bool:
        """Whether a call of a function does something besides giving a value."""
        traits = self._of(name)
        return traits is not None and bool(traits.sets or traits.draws or traits.varies)

    def returns(self, place: InkScope) -> bool:
        """Whether a function gives a value."""
        traits = self.traits.get(place.path)
        return traits is not None and traits.returns

    def result(self, place: InkScope) -> ScopedVariable:
        """What is known of a function's result, as if it was a variable."""
        known = self.translation.inference.results.get(place.path, Kinds())
        return ScopedVariable(place.flow.name, "", None, set(known.kinds), set(known.lists), set(known.targets))

    def _check(self, place: InkScope) -> FunctionTraits:
        traits = self.traits[place.path]
        if place.path in traits.calls:
            raise Untranslatable(f"the function `{place.path}` calls itself")
        if traits.prints and traits.returns and not self.is_parted(place):
            raise Untranslatable(f"the function `{place.path}` both prints and returns a value")
        if traits.flows:
            raise Untranslatable(f"the function `{place.path}` holds choices or diverts")
        if traits.prints and self._lines(place) > 1:
            raise Untranslatable(f"the function `{place.path}` prints several lines")
        return traits

    def is_parted(self, place: InkScope) -> bool:
        """Whether a function prints and returns, and does nothing else: then it is two functions here."""
        traits = self.traits[place.path]
        acts = traits.sets or traits.draws or traits.varies or any(name in self.traits for name in traits.calls)
        return traits.prints and traits.returns and not acts

    def _lines(self, place: InkScope) -> int:
        """The most lines that a function can print; more than one is more than a part of a sentence."""
        return sum(isinstance(node, Newline) for node in _top_texts(place))

    # ------------------------------------------------------------ calls

    def value(self, call: InkCall, place: InkScope, seen_from: InkScope, values: Values) -> Value:
        """A call within an expression."""
        traits = self._check(place)
        if traits.prints and not traits.returns:
            raise Untranslatable(f"the text that `{place.path}` prints is used as a value")
        if traits.prints:
            if values.say is None:
                raise Untranslatable(f"`{place.path}` prints, and conditions are looked at more than once")
            values.say(self._code(call, place, seen_from, values, TEXT))
            return Value(self._code(call, place, seen_from, values, VALUE), kind_of(self.result(place)))
        if not traits.returns:
            raise Untranslatable(f"`{place.path}` gives no value")
        code = self._code(call, place, seen_from, values)
        kind = kind_of(self.result(place))
        if traits.sets or traits.draws or traits.varies:
            if values.hoist is None:
                raise Untranslatable(f"`{place.path}` does something, and conditions are looked at more than once")
            name = self.scopes.names.new(f"{place.flow.name}_result")
            values.hoist(name, code)
            return Value(name, kind)
        return Value(code, kind)

    def printed(self, call: InkCall, seen_from: InkScope, values: Values) -> str:
        """The code of a call that prints."""
        place = self.scopes.function(call.name)
        assert place is not None
        traits = self._check(place)
        return self._code(call, place, seen_from, values, TEXT if traits.returns else "")

    def shown(self, code: str) -> Piece:
        """A call that prints, as a piece of a text."""
        return DraftShow(code, may_be_empty=False)

    def done(self, call: InkCall, seen_from: InkScope, values: Values) -> str:
        """The code of a call on a line of its own; empty for one that does nothing here."""
        place = self.scopes.function(call.name)
        if place is None:
            if call.name == "SEED_RANDOM":
                raise Untranslatable("the seed belongs to the player")
            if call.name in self.scopes.externals:
                return self.external(call, seen_from, values).code
            raise Untranslatable(f"`{call.name}` is not known here")
        traits = self._check(place)
        if not (traits.sets or traits.draws or traits.varies or traits.calls):
            return ""  # it does nothing here
        changed = self._changed(call, place, seen_from)
        if changed is not None:
            return f"{changed.out} = {self._code(call, place, seen_from, values, CHANGED)}"
        return self._code(call, place, seen_from, values)

    def _changed(self, call: InkCall, place: InkScope, seen_from: InkScope) -> ScopedVariable | None:
        """The temporary that a function changes, if it does nothing else: then the function returns it."""
        given = [
            argument
            for parameter, argument in zip(place.flow.parameters, call.arguments, strict=False)
            if parameter.reference
        ]
        only = given[0] if len(given) == 1 else None
        variable = self.scopes.variable(only.path, seen_from) if isinstance(only, InkName) else None
        traits = self.traits[place.path]
        is_own = variable is not None and variable.place is not None and not variable.is_reference
        others = [one for one in traits.sets if not one.startswith("ref ")]
        return variable if is_own and not (others or traits.draws or traits.varies) else None

    def external(self, call: InkCall, seen_from: InkScope, values: Values) -> Value:
        """A call of a function of the host."""
        parameters = self.scopes.external_parameters[call.name]
        if len(parameters) != len(call.arguments):
            raise Untranslatable(f"`{call.name}` takes {len(parameters)} values, and here are {len(call.arguments)}")
        try:
            self.extern(call.name)
        except Untranslatable as problem:
            why = f"`{call.name}` is a function of the program around the story; declare it with `extern`: {problem}"
            raise Untranslatable(why) from problem
        arguments = [
            values.argument(one, seen_from, parameter)
            for parameter, one in zip(parameters, call.arguments, strict=True)
        ]
        name = self.scopes.names.of("external", call.name)
        return Value(f"{name}({', '.join(arguments)})", kind_of(self.scopes.external_results[call.name]))

    def extern(self, name: str) -> str:
        """The declaration of a function of the host. Raises `Untranslatable` where its types cannot be told."""
        types = [self.translation.type_of(one) for one in self.scopes.external_parameters[name]]
        result = self.translation.type_of(self.scopes.external_results[name])
        return f"extern {self.scopes.names.of('external', name)}({', '.join(types)}) -> {result}"

    def _code(self, call: InkCall, place: InkScope, seen_from: InkScope, values: Values, part: str = "") -> str:
        parameters = place.flow.parameters
        if len(parameters) != len(call.arguments):
            raise Untranslatable(f"`{place.path}` takes {len(parameters)} values, and here are {len(call.arguments)}")
        given = dict(zip(parameters, call.arguments, strict=True))
        references: list[ScopedVariable] = []
        if part != CHANGED:
            references = [self._referred(one, seen_from) for parameter, one in given.items() if parameter.reference]
        arguments = [
            values.argument(one, seen_from, place.locals[parameter.name])
            for parameter, one in in_order(place, call.arguments)
            if not parameter.reference or part == CHANGED
        ]
        name = self._write(place, tuple(references), values, part)
        return f"{name}({', '.join(arguments)})"

    def _referred(self, argument: Expression, seen_from: InkScope) -> ScopedVariable:
        variable = self.scopes.variable(argument.path, seen_from) if isinstance(argument, InkName) else None
        if variable is None or variable.is_reference or variable.place is not None or variable.is_constant:
            raise Untranslatable("a function can change only the variables of the whole story")
        return variable

    # ------------------------------------------------------------ writing

    def _write(self, place: InkScope, references: tuple[ScopedVariable, ...], values: Values, part: str) -> str:
        """The name of a function for certain variables, which is written when it is first called."""
        key = (place.path, part, *(one.out for one in references))
        name = place.scene
        if references or part in (TEXT, CHANGED):
            wanted = "_".join((place.flow.name, *key[1:])).replace("__", "_")
            name = self.scopes.names.of("function", repr(key), wanted)
        if key in self.written or key in self._under_way:
            return name
        self._under_way.add(key)
        kept = dict(values.references), values.hoist, values.say
        given = [place.locals[one.name] for one in place.flow.parameters if one.reference]
        if part == CHANGED:
            values.references |= {one: self.scopes.names.of("changed", repr(key), f"{one.out}_now") for one in given}
        else:
            values.references |= {one: other.out for one, other in zip(given, references, strict=True)}
        values.hoist = values.say = None
        try:
            self.written[key] = self._declaration(place, name, values, part)
        finally:
            values.references, values.hoist, values.say = kept
            self._under_way.discard(key)
        return name

    def _declaration(self, place: InkScope, name: str, values: Values, part: str) -> Statement:
        parameters = [
            self.translation.declaration_of(place.locals[one.name])
            for one, _ in in_order(place, place.flow.parameters)
            if not one.reference or part == CHANGED
        ]
        head = f"def {name}({', '.join(parameters)})"
        nodes = [one for one in place.flow.content if not isinstance(one, InkComment | Newline | Gather)]
        source = self.translation.source(place.flow.file, place.flow.line)
        single = nodes[0] if len(nodes) == 1 else None
        if isinstance(single, InkReturn) and single.value is not None and not self.does(place.path):
            value = values.fit(values.value(single.value, place), self.result(place))
            return Declaration(f"{head} = {value}", source=source, line=place.flow.line)
        writer = BodyWriter(self.translation, place)
        writer.part = part
        body = writer.body(_trimmed(place.flow.content, part))
        if part == CHANGED:
            changed = next(place.locals[one.name] for one in place.flow.parameters if one.reference)
            now = values.references[changed]
            body = (Logic(f"let {now} = {changed.out}"), *body, Logic(f"return {now}"))
        body = self.translation.with_lets(place, body)
        return Declaration(head, _without_breaks(body), source=source, line=place.flow.line)

    def declarations(self, file: int) -> list[Statement]:
        """The functions of a file."""
        found: list[Statement] = []
        for key, one in self.written.items():
            if self.scopes.places[key[0]].flow.file == file:
                if key[0] in self.scopes.externals:
                    found.append(Comment(FALLBACK.format(key[0])))
                found.append(one)
        return found

    def externs(self, file: int) -> list[tuple[int, Statement]]:
        """The functions of the host that a file declares and the story calls, each with its line."""
        called = {
            part.name
            for place in self.scopes.all_places()
            for part in all_expressions(place.flow.content)
            if isinstance(part, InkCall)
        }
        found: list[tuple[int, Statement]] = []
        for one in self.scopes.externals.values():
            if one.file != file or one.name not in called or self.scopes.function(one.name) is not None:
                continue
            source = self.translation.source(file, one.line)
            try:
                found.append((one.line, Declaration(self.extern(one.name), source=source, line=one.line)))
            except Untranslatable as problem:
                found.append((one.line, Todo(str(problem), source=source, line=one.line)))
        return found


def _trimmed(content: Content, part: str) -> Content:
    """The content of a function without the `return` at its end where that returns nothing."""
    end = len(content)
    while end and isinstance(content[end - 1], InkComment | Newline):
        end -= 1
    last = content[end - 1] if end else None
    needless = isinstance(last, InkReturn) and (last.value is None or part == TEXT)
    return content[: end - 1] if needless else content


def _without_breaks(body: Body) -> Body:
    """A body without blank lines: a function prints one run of text."""
    kept: list[Statement] = []
    for one in body:
        if isinstance(one, DraftIf):
            branches = tuple((condition, _without_breaks(block)) for condition, block in one.branches)
            kept.append(replace(one, branches=branches, otherwise=_without_breaks(one.otherwise)))
        elif isinstance(one, DraftVary):
            kept.append(replace(one, items=tuple(map(_without_breaks, one.items))))
        elif not isinstance(one, DraftBreak):
            kept.append(one)
    return tuple(kept)


def _ends_glued(content: Content) -> bool:
    """Whether the last that a content can print is glue, on each way."""
    for node in reversed(content):
        if isinstance(node, InkComment | Newline | InkReturn) or (isinstance(node, InkText) and not node.text.strip()):
            continue
        if isinstance(node, InkConditional):
            return all(_ends_glued(branch.content) for branch in live_branches(node))
        return isinstance(node, Glue)
    return False


def _top_texts(place: InkScope) -> list[object]:
    """The nodes of a function's own content that end a line of text."""
    found: list[object] = []
    has_text = False
    for node in place.flow.content:
        if isinstance(node, InkText | Print):
            has_text = True
        elif isinstance(node, Newline) and has_text:
            found.append(node)
            has_text = False
    return found
