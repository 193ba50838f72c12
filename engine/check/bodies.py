"""Walks through scenes, resolving what their lines mean; the results stand in tables by node for the compiler."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from engine.check.expressions import ExpressionScope, Resolver
from engine.check.function_bodies import ASSIGNED, LOOKED_AT, SHOWN, STATEMENT
from engine.check.names import Function, Names, SceneNames
from engine.check.near_forms import report_near_form
from engine.check.resolved import LocalScopes, Resolved
from engine.program.intervals import interval_of
from engine.program.nodes import Apply, CallExtern, LocalRef, Reference, VarRef
from engine.program.nodes import Expression as Code
from engine.program.types import ANY, NUMBER, TRUTH, Type, describe, general, same_kind
from engine.program.walk import walk
from engine.source import Source, SourceSpan
from engine.syntax.menus import HIDDEN
from engine.syntax.tree import (
    Ask,
    BlockStatement,
    Body,
    ChoiceStatement,
    Conditional,
    Def,
    Do,
    Each,
    Expression,
    For,
    Guard,
    If,
    Jump,
    Let,
    Line,
    Loop,
    Move,
    Name,
    Point,
    Prose,
    Return,
    Set,
    Show,
    Statement,
    Styled,
    TextItems,
    Thread,
    Variation,
)

GATHER = re.compile(r"^[ \t]*-+[ \t]*\(([^\W\d]\w*)\)", re.MULTILINE)
# What other tools call the end of a story, and the way back from a visit.
ENDINGS = ("end", "done", "finish", "the_end", "quit", "stop")
RETURNS = ("back", "return")


@lru_cache(maxsize=4)
def _gathers(text: str) -> frozenset[str]:
    """The names in lines such as `- (opts)`, as ink has them."""
    return frozenset(GATHER.findall(text))


class Walker:
    """Resolves all lines of a story."""

    def __init__(self, names: Names, resolver: Resolver) -> None:
        self.names = names
        self.resolver = resolver
        self.report = names.report
        self.resolved: Resolved = resolver.resolved
        # The function whose lines these are, if they are no scene's.
        self.function: Function | None = None
        self.source: Source = names.story.sources[0]
        self.frame: list[str] = []
        self.scopes: LocalScopes | None = None

    def walk(self, scene: SceneNames) -> None:
        """Resolve one scene."""
        node = scene.node
        self.source = node.source
        self.frame = []
        self.resolved.frames[node.name] = self.frame
        self.scopes = LocalScopes({}, []) if scene.points else None
        if self.scopes is not None:
            self.resolved.scopes[node.name] = self.scopes
        scope = ExpressionScope(node.name, node.name, frame=self.frame)
        for parameter, type in zip(node.heading.parameters, scene.parameters, strict=True):
            self._local(scope, parameter.name, type, parameter.at, parameter.end)
        quiet = ExpressionScope(node.name, node.name, draws=False)
        for prop in node.properties:
            if prop.kind == "when" and prop.value is not None:
                self.condition(prop.value, quiet)
            elif prop.kind == "priority" and prop.value is not None:
                self._priority(prop.value)
        self.body(node.body, scope)

    def walk_function(self, function: Function) -> None:
        """Resolve the lines of a function; what they set of the story, and what in them moves on, it acts by."""
        node = function.node
        assert isinstance(node, Def)
        self.source, self.function, self.frame = node.source, function, []
        place = f"def {node.name}"
        self.resolved.frames[place] = self.frame
        scope = ExpressionScope(place, frame=self.frame)
        for parameter, type in zip(node.parameters, function.parameters, strict=True):
            self._local(scope, parameter.name, type, parameter.at, parameter.end)
        self.body(node.body, scope)

    def _acts(self) -> None:
        """Note that the function in hand does more than to give back a value or to print."""
        if self.function is not None:
            self.function.acts = True

    def _priority(self, value: Expression) -> None:
        _, code = self.value(value, ExpressionScope("", draws=False), NUMBER)
        if not isinstance(code, int):
            span = self.source.span(value.at, value.end)
            self.report.error("NC201", span, "a priority is a fixed number", "for example `~ priority 2`")

    # ------------------------------------------------------------ expressions

    def value(
        self, expression: Expression, scope: ExpressionScope, expected: Type | None = None, role: str = ""
    ) -> tuple[Type, Code]:
        """Resolve an expression and keep the result for the compiler; `role` is where it stands, for calls."""
        self.resolver.called, self.resolver.role = expression.root, role
        result = self.resolver.resolve(expression, self.source, scope, expected)
        self.resolver.called = None
        self.resolved.codes[id(expression)] = result
        if self.scopes is not None:
            read = (one.number for one in walk((result[1],)) if isinstance(one, LocalRef))
            self.scopes.reads.extend((number, expression.at) for number in read)
        return result

    def _known(self, node: Point | Move, scope: ExpressionScope) -> None:
        """Note which local variables are known at a place."""
        if self.scopes is not None:
            self.scopes.known[id(node)] = frozenset(number for number, _ in scope.locals.values())

    def condition(self, expression: Expression, scope: ExpressionScope) -> None:
        """Resolve an expression that must be true or false."""
        type, _ = self.value(expression, scope)
        if not same_kind(type, TRUTH):
            hint = (
                f"compare it: `{self.source.text[expression.at : expression.end]} > 0`"
                if type.kind == "number"
                else None
            )
            message = f"a condition is true or false; this is {describe(general(type))}"
            self.report.error("NC201", self.source.span(expression.at, expression.end), message, hint)

    def line(self, line: Line, scope: ExpressionScope) -> None:
        """Resolve a line of text with its tags, and the move at its end."""
        self.items(line.items, scope, SHOWN)
        self._tag_values(line, scope)
        if line.move is not None:
            self.move(line.move, scope)

    def _tag_values(self, line: Line, scope: ExpressionScope) -> None:
        for value in line.values:
            self.items(value.items, scope)

    def items(self, items: TextItems, scope: ExpressionScope, role: str = LOOKED_AT) -> None:
        """Resolve the expressions in a text, which is shown, or only looked at."""
        for item in items:
            if isinstance(item, str):
                continue
            if isinstance(item, Show):
                self._show(item, scope, role)
            elif isinstance(item, Conditional):
                for condition, branch in item.branches:
                    self.condition(condition, scope)
                    self.items(branch, scope, role)
                self.items(item.otherwise, scope, role)
            elif isinstance(item, Variation):
                self._variation(item, scope, role)
            elif isinstance(item, Styled):
                self.items(item.items, scope, role)

    def _show(self, item: Show, scope: ExpressionScope, role: str) -> None:
        root = item.value.root
        if isinstance(root, Name) and scope.draws and self.resolver.means_nothing(root, scope):
            hint = f"for plain braces write `\\{{{root.name}\\}}`; a variable is declared before the first scene"
            span = self.source.span(item.value.at, item.value.end)
            self.names.unknown("NC103", span, root.name, f"there is no variable `{root.name}`", (), hint)
            return
        self.value(item.value, scope, role=role)

    def _variation(self, item: Variation, scope: ExpressionScope, role: str) -> None:
        self._acts()
        if item.kind == "then":
            report_near_form(self, item, scope)
        if not scope.draws:
            span = self.source.span(item.at, item.end)
            message = "a text that changes each time it is shown cannot stand here: this is shown at any time"
            self.report.error("NC205", span, message, "use `{if condition: this | that}`")
        for part in item.items:
            self.items(part, scope, role)

    # ------------------------------------------------------------ statements

    def body(self, body: Body, scope: ExpressionScope) -> None:
        """Resolve the statements of a block; names that it gives are known to its end."""
        known = dict(scope.locals)
        for statement in body:
            self._statement(statement, scope)
        scope.locals = known

    def _statement(self, statement: Statement, scope: ExpressionScope) -> None:
        if isinstance(statement, Prose):
            if statement.line.items or statement.line.move is not None or statement.line.values:
                self.line(statement.line, scope)
        elif isinstance(statement, ChoiceStatement):
            self._choice(statement, scope)
        elif isinstance(statement, Set):
            self._set(statement, scope)
        elif isinstance(statement, If):
            for condition, branch in statement.branches:
                self.condition(condition, scope)
                self.body(branch, scope)
            self.body(statement.otherwise, scope)
        elif isinstance(statement, Jump):
            self.move(statement.move, scope)
        elif isinstance(statement, Return):
            known = self.function.result if self.function is not None else ANY
            self.function_result(statement, scope, known)
        elif isinstance(statement, Do):
            self._do(statement, scope)
        elif isinstance(statement, Let):
            self._let(statement, scope)
        elif isinstance(statement, Point):
            self._known(statement, scope)
        elif isinstance(statement, Ask):
            self._ask(statement, scope)
        elif isinstance(statement, For):
            self._for(statement, scope)
        elif isinstance(statement, Each):
            self._guards(statement.guards, scope)
            self._tag(statement.tag, statement.tag_at)
        elif isinstance(statement, Thread):
            self._target(statement.target, statement.target_at, statement.arguments, scope, statement.end)
        elif isinstance(statement, BlockStatement):
            # A function with it is compiled as a scene (compile/functions.py).
            self._acts()
            for condition in statement.conditions:
                self.condition(condition, scope)
            for block in statement.blocks:
                self.body(block, scope)

    def _choice(self, choice: ChoiceStatement, scope: ExpressionScope) -> None:
        known = dict(scope.locals)
        if choice.loop is not None:
            self._over(choice.loop, id(choice), scope)
        self._guards(choice.guards, scope)
        self.items(choice.line.items, scope)
        self._tag_values(choice.line, scope)
        move = choice.line.move
        if move is not None and move.returns:
            self.move(move, scope)
        for statement in choice.body:
            self._statement(statement, scope)
        if move is not None and not move.returns:
            self.move(move, scope)
        scope.locals = known

    def function_result(self, statement: Return, scope: ExpressionScope, known: Type) -> None:
        """Resolve what a function gives back; `known` is the type of what it gives back above."""
        expected = known if known.kind in ("names", "set") else None
        type, _ = self.value(statement.value, scope, expected, ASSIGNED)
        if self.function is not None and known.kind == "any":
            self.function.result = general(type)

    def _do(self, statement: Do, scope: ExpressionScope) -> None:
        """A call for what it does. What a function of the host gives is kept in a local variable that nothing reads."""
        type, code = self.value(statement.call, scope, role=STATEMENT)
        if isinstance(code, CallExtern):
            self.resolved.targets[id(statement)] = LocalRef(len(self.frame)), type
            self.frame.append(f"{scope.place}: nothing")

    def _for(self, loop: For, scope: ExpressionScope) -> None:
        known = dict(scope.locals)
        self._over(loop, id(loop), scope)
        # The set as it was when the loop began, and how many of its names have had their turn.
        self.frame += [f"{loop.name}: set", f"{loop.name}: place"]
        self.body(loop.body, scope)
        scope.locals = known

    def _over(self, loop: For | Loop, node: int, scope: ExpressionScope) -> None:
        """Resolve the set that a loop goes over, and give its names a local variable."""
        type, _ = self.value(loop.value, scope)
        if type.kind not in ("set", "any"):
            span = self.source.span(loop.value.at, loop.value.end)
            message = f"`for` goes over the names of a set; this is {describe(general(type))}"
            hint = "a set is a variable of the type `set of one, two`"
            if type.kind == "number":
                hint = "there is no loop that counts; a move back to the scene goes round"
            self.report.error("NC201", span, message, hint)
        item = Type("names", names=type.names) if type.kind == "set" else ANY
        self.resolved.targets[node] = (LocalRef(self._local(scope, loop.name, item, loop.at, loop.end)), item)

    def _guards(self, guards: tuple[Guard, ...], scope: ExpressionScope) -> None:
        for guard in guards:
            if guard.condition is not None:
                self.condition(guard.condition, scope)
            if guard.reason is not None:
                self.items(guard.reason.items, scope)

    def _variable(self, name: str, at: int, end: int, scope: ExpressionScope) -> tuple[Reference, Type] | None:
        """What `~ name = …` sets, or None after an error."""
        local = scope.locals.get(name)
        if local is not None:
            return LocalRef(local[0]), local[1]
        variable = self.names.variables.get(name)
        if variable is not None:
            variable.writes += 1
            self._acts()
            return VarRef(variable.index), variable.type
        span = self.source.span(at, end)
        if name in self.names.broken or not name:
            self.names.used_again("NC103", span, name)
            return None
        if name in self.names.constants:
            self.report.error("NC208", span, f"`{name}` is a constant", f"declare it with `var {name} = …` to set it")
        elif name in self.names.functions or name in self.names.scenes:
            self.report.error("NC208", span, f"`{name}` is not a variable")
        elif name in self.frame:
            hint = "what `~ let` names is known to the end of its block; put the `~ let` further out, or use a `var`"
            self.report.error("NC103", span, f"`{name}` is not known any more here", hint)
        else:
            known = chain(scope.locals, self.names.variables)
            hint = f"declare it before the first scene: `var {name} = …`"
            near = self.names.unknown("NC103", span, name, f"there is no variable `{name}`", known, hint)
            if near in self.names.variables:
                self.names.variables[near].writes += 1
        return None

    def _set(self, statement: Set, scope: ExpressionScope) -> None:
        target = self._variable(statement.name, statement.at, statement.end, scope)
        if target is None:
            # The value is read as one of the variable that was meant; without one, a name in it may be right.
            meant = self.names.variables.get(self.names.meant.get(statement.name, ""))
            type = ANY if meant is None else general(meant.type)
            self.resolver.excuse(type, statement.value.root)
            self.value(statement.value, scope, type)
            return
        self.resolved.targets[id(statement)] = target
        reference, type = target
        if statement.operator != "=":
            self._changed(reference, statement.at)
        self.resolver.excuse(type, statement.value.root)
        found = len(self.report.found)
        if statement.operator == "=" or type.kind == "set":
            _, code = self.value(statement.value, scope, type, ASSIGNED)
            self._check_range(statement, type, code if len(self.report.found) == found else None)
        elif type.kind in ("number", "any"):
            _, code = self.value(statement.value, scope, general(type), ASSIGNED)
            change = Apply(statement.operator[0], (reference, code))
            self._check_range(statement, type, change if len(self.report.found) == found else None)
        elif type.kind == "text" and statement.operator == "+=":
            self.value(statement.value, scope, type, ASSIGNED)
        else:
            span = self.source.span(statement.at, statement.end)
            message = f"`{statement.operator}` changes numbers, texts and sets; `{statement.name}` is {describe(type)}"
            if type.kind == "text":
                message = f"`{statement.operator}` takes nothing away from a text"
            self.report.error("NC201", span, message, f"write `~ {statement.name} = …`")

    def _changed(self, reference: Reference, at: int) -> None:
        """Note that the value which a local variable had is read, to change it or to keep it."""
        if self.scopes is not None and isinstance(reference, LocalRef):
            self.scopes.reads.append((reference.number, at))

    def _check_range(self, statement: Set, type: Type, code: Code | None) -> None:
        """Report a new value that is outside the variable's range whatever the variables in it hold."""
        if code is None or type.kind != "number" or type.low is None or type.high is None:
            return
        low, high = interval_of(code, self.names.interval_of_variable)
        if low > type.high or high < type.low:
            span = self.source.span(statement.value.at, statement.value.end)
            message = f"`{statement.name}` would always leave its range, {type.low} to {type.high}"
            self.report.error("NC202", span, message, "use `clamp(…)` to stay inside")

    def _local(self, scope: ExpressionScope, name: str, type: Type, at: int, end: int) -> int:
        """Give a local variable a number; reports a name that is taken."""
        taken = not name.startswith(HIDDEN) and name in scope.locals
        taken = taken or name in self.names.places or name in self.names.enumerations
        if taken:
            message = f"the name `{name}` is taken"
            self.report.error("NC110", self.source.span(at, end), message, "choose another name")
        index = len(self.frame)
        self.frame.append(name)
        scope.locals[name] = (index, type)
        return index

    def _let(self, statement: Let, scope: ExpressionScope) -> None:
        wanted = None
        if statement.type is not None:
            wanted = self.names.type_of(statement.type, self.source, statement.type.base)
        type, _ = self.value(statement.value, scope, wanted, ASSIGNED)
        if wanted is None:
            type = general(type)
            if type.kind == "literal":
                type = self.names.enumeration_of(type.names[0]) or type
            if type.kind == "literal":
                span = self.source.span(statement.value.at, statement.value.end)
                message = f"it cannot be told which enumeration `{type.names[0]}` belongs to"
                self.report.error("NC207", span, message, f"write the type: `~ let {statement.name}: one | two = …`")
                type = ANY
        index = self._local(scope, statement.name, wanted or type, statement.at, statement.end)
        self.resolved.targets[id(statement)] = (LocalRef(index), wanted or type)

    def _ask(self, statement: Ask, scope: ExpressionScope) -> None:
        self.items(statement.prompt.items, scope)
        target = self._variable(statement.name, statement.at, statement.end, scope)
        if target is None:
            return
        self.resolved.targets[id(statement)] = target
        self._changed(target[0], statement.at)
        if target[1].kind not in ("text", "number", "any"):
            span = self.source.span(statement.at, statement.end)
            message = f"`ask` takes a text or a number; `{statement.name}` is {describe(target[1])}"
            self.report.error("NC201", span, message, "offer choices instead")

    # ------------------------------------------------------------ moves

    def move(self, move: Move, scope: ExpressionScope) -> None:
        """Resolve where a move goes."""
        if move.kind == "point":
            self._known(move, scope)
        elif move.value is not None:
            self._place(move, move.value, scope)
        elif move.point is not None:
            self._point(move)
        elif move.kind == "scene" and move.target is not None:
            self._target(move.target, move.target_at, move.arguments, scope, move.end)
        elif move.kind == "any" and move.target is not None:
            self._tag(move.target, move.target_at)

    def _target(self, name: str, at: int, arguments: tuple[Expression, ...], scope: ExpressionScope, end: int) -> None:
        scene = self.names.scenes.get(name)
        span = self.source.span(at, at + len(name))
        if scene is None:
            if name not in self.names.refused:
                self._report_unknown_scene(name, span)
            return
        given, wanted = len(arguments), len(scene.parameters)
        if given != wanted:
            message = f"scene `{name}` takes {wanted} value{'' if wanted == 1 else 's'}, not {given}"
            where = scene.node.source.span(scene.node.heading.at, scene.node.heading.end)
            form = ", ".join(one.name for one in scene.node.heading.parameters)
            hint = f"write `{name}(…)`, with a value for `{form}`" if form else f"write `{name}` alone"
            self.report.error("NC203", span, message, hint, (where, "it begins here"))
            return
        for argument, type in zip(arguments, scene.parameters, strict=True):
            self.value(argument, scope, type)

    def _place(self, move: Move, value: Expression, scope: ExpressionScope) -> None:
        """Check where `-> {place}` goes. A value that is more than a variable is kept in a local one of ours."""
        type, code = self.value(value, scope)
        span = self.source.span(value.at, value.end)
        if type.kind not in ("names", "literal", "any"):
            message = f"a move goes to a scene; this is {describe(general(type))}"
            hint = "a place is a variable that holds names of scenes: `var place: bar | street`"
            self.report.error("NC201", span, message, hint)
            return
        if not isinstance(code, VarRef | LocalRef):
            self.frame.append("place")
            code = LocalRef(len(self.frame) - 1)
        self.resolved.targets[id(move)] = code, type
        for name in type.names:
            scene = self.names.scenes.get(name)
            if scene is None and name not in self.names.refused:
                hint = f"write a scene `== {name}`, or give the variable a type of which every name is a scene"
                self.report.error("NC116", span, f"this can be `{name}`, which is no scene", hint)
                return
            if scene is not None and scene.parameters:
                where = scene.node.source.span(scene.node.heading.at, scene.node.heading.end)
                message = f"this can be `{name}`, a scene that takes values"
                self.report.error("NC116", span, message, "a place is a scene without parameters", (where, "the scene"))
                return

    def _point(self, move: Move) -> None:
        """Check where `-> scene.point` goes."""
        name, point = move.target or "", move.point or ""
        scene = self.names.scenes.get(name)
        if scene is None:
            if name not in self.names.refused:
                self._report_unknown_scene(name, self.source.span(move.target_at, move.target_at + len(name)))
        elif point not in scene.points:
            is_dotted = self.source.text.startswith(f"{name}.", move.target_at)
            at = self.source.text.find(point, move.target_at + (len(name) + 1 if is_dotted else 0), move.end)
            at = move.target_at if at < 0 else at
            message, hint = (
                f"scene `{name}` has no point `{point}`",
                f"a point stands on a line of its own: `-- {point}`",
            )
            if point in scene.labels:
                hint = f"`{point}` is the label of a choice; {hint}"
            elif point in self.names.scenes:
                hint = f"`{point}` is a scene: write `-> {point}`"
            self.names.unknown("NC102", self.source.span(at, at + len(point)), point, message, scene.points, hint)

    def _report_unknown_scene(self, name: str, span: SourceSpan) -> None:
        message = f"there is no scene `{name}`"
        if name in self.names.reported_headings:
            return
        if name.casefold() in ENDINGS:
            self.report.error("NC101", span, message, "to end the story, write `-> end`")
        elif name.casefold() in RETURNS:
            self.report.error("NC101", span, message, "to come back from a visit, write `-> back`")
        else:
            hint = f"a scene begins with a line such as `== {name}`"
            if name in _gathers(self.source.whole):
                hint = f"`- ({name})` is prose here; a point inside a scene is a line of its own, `-- {name}`"
            owner = self.names.owner_of(name)
            if owner is not None and name in self.names.scenes[owner].points:
                hint = f"the point of another scene is written `-> {owner}.{name}`"
                self.report.error("NC101", span, message, hint)
                return
            self.names.unknown("NC101", span, name, message, self.names.scenes, hint)

    def _tag(self, tag: str, at: int) -> None:
        if tag not in self.names.tags:
            hint = f"tags of scenes stand behind their title: `== scene: Title #{tag}`"
            span = self.source.span(at, at + len(tag))
            self.names.unknown("NC107", span, tag, f"no scene has the tag `{tag}`", self.names.tags, hint)
