"""Walks through scenes, resolving what their lines mean; the results stand in tables by node for the compiler."""

from __future__ import annotations

from engine.check.assignments import resolve_ask, resolve_do, resolve_let, resolve_loop, resolve_set
from engine.check.blocks import first_group
from engine.check.expressions import Resolver
from engine.check.flow import goes_on_behind
from engine.check.function_bodies import ASSIGNED, LOOKED_AT, SHOWN
from engine.check.lookup import means_nothing
from engine.check.moves import resolve_move, resolve_tag, resolve_target
from engine.check.names import Function, Names, SceneNames
from engine.check.near_forms import report_near_form
from engine.check.resolution import Locals, LocalScopes, Resolution, UnsetRead
from engine.check.scope import ExpressionScope
from engine.check.unknown_names import report_unknown
from engine.program.nodes import Expression as Code
from engine.program.nodes import LocalRef
from engine.program.types import ANY, NUMBER, TRUTH, Type, describe, general, same_kind
from engine.program.walk import walk
from engine.slips import Slip, SlipKind
from engine.source import Source
from engine.syntax.menus import HIDDEN, asked_arm, is_choice, noted_arm
from engine.syntax.parser import cast_of
from engine.syntax.text_forms import FORM_WORDS
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
    Vary,
)

NONE: Locals = frozenset()


class Walker:
    """Resolves all lines of a story."""

    def __init__(self, names: Names, resolver: Resolver) -> None:
        self.names = names
        self.resolver = resolver
        self.report = names.report
        self.resolved: Resolution = resolver.resolved
        # The function whose lines these are, if they are no scene's.
        self.function: Function | None = None
        self.source: Source = names.story.sources[0]
        self.frame: list[str] = []
        self.scopes: LocalScopes | None = None
        # What is known at the end of arms whose choices stand behind them, by our variable's number and the arm's.
        self.arms: dict[tuple[int, int], dict[str, tuple[int, Type]]] = {}

    def walk(self, scene: SceneNames) -> None:
        """Resolve one scene."""
        node, name = scene.node, scene.node.name
        self.source = node.source
        self.frame, self.arms = [], {}
        has_lets = Let in scene.by_kind and any(one.__class__ is Let for one in node.body)
        self.scopes = LocalScopes({}, [], {}) if scene.points or has_lets else None
        if self.names.scenes.get(name) is scene:
            # Of two scenes of one name, the first is that scene.
            self.resolved.frames[name] = self.frame
            if self.scopes is not None:
                self.resolved.scopes[name] = self.scopes
        scope = ExpressionScope(name, name, frame=self.frame)
        for parameter, type in zip(node.heading.parameters, scene.parameters, strict=True):
            self.declare_local(scope, parameter.name, type, parameter.at, parameter.end)
        for prop in node.properties:
            if prop.kind == "when" and prop.value is not None:
                self.condition(prop.value, ExpressionScope(name, name, draws=False))
            elif prop.kind == "priority" and prop.value is not None:
                self._priority(prop.value)
        if has_lets:
            self._body_that_lends(node.body, scope)
        else:
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
            self.declare_local(scope, parameter.name, type, parameter.at, parameter.end)
        self.body(node.body, scope)

    def note_act(self) -> None:
        """Note that the function in hand does more than to give back a value or to print."""
        if self.function is not None:
            self.function.acts = True

    def _priority(self, value: Expression) -> None:
        if isinstance(value.root, Name) and value.root.name not in self.names.constants:
            span = self.source.span(value.at, value.end)
            self.report.error("NC201", span, "a priority is a fixed number", "for example `~ priority 2`")
            return
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
        self.resolver.note_asked(expression, scope.place)
        if self.scopes is not None:
            for one in walk((result[1],)):
                self.note_read(one, expression, scope)
        return result

    def note_read(self, code: object, place: Expression | Set | Ask, scope: ExpressionScope) -> None:
        """Note that the value of a local variable is read at a place, if it is one."""
        if self.scopes is not None and isinstance(code, LocalRef):
            self.scopes.reads.append((code.number, place.at))
            if code.number in scope.unset:
                self.scopes.unset.setdefault(code.number, UnsetRead(place.at, place.end, scope.offers))

    def note_known(self, node: Point | Move, scope: ExpressionScope) -> None:
        """Note which local variables are known at a place."""
        if self.scopes is not None:
            self.scopes.known[id(node)] = frozenset(number for number, _ in scope.locals.values())

    def condition(self, expression: Expression, scope: ExpressionScope) -> None:
        """Resolve an expression that must be true or false."""
        root, names = expression.root, self.names
        kinds = (scope.locals, names.variables, names.constants, names.enumerations)
        is_unknown = isinstance(root, Name) and not any(root.name in kind for kind in kinds)
        type, _ = self.value(expression, scope, TRUTH if is_unknown else None)
        if not same_kind(type, TRUTH):
            written, hint = self.source.text[expression.at : expression.end], None
            if type.kind == "number":
                hint = f"compare it: `{written} > 0`"
            elif type.kind == "set":
                hint = f"whether it holds anything says `{written} != none`"
            elif type.kind == "literal":
                hint = f"say what is asked: `… == {written}`, or `… has {written}` of a set"
            message = f"a condition is true or false; this is {describe(general(type))}"
            self.report.error("NC201", self.source.span(expression.at, expression.end), message, hint)

    def line(self, line: Line, scope: ExpressionScope) -> None:
        """Resolve a line of text with its tags, and the move at its end."""
        self.items(line.items, scope, SHOWN)
        self._tag_values(line, scope)
        if line.move is not None:
            self._move(line.move, scope)

    def _move(self, move: Move, scope: ExpressionScope) -> None:
        resolve_move(self, move, scope)
        if not goes_on_behind(move):
            scope.unset = NONE  # what stands behind it is not come to by this way

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
        if isinstance(root, Name) and scope.draws and means_nothing(self.resolver, root, scope):
            hint = f"for plain braces write `\\{{{root.name}\\}}`; a variable is declared before the first scene"
            if self.source.text.startswith("}:", item.value.end) and root.name in cast_of(self.names.story):
                hint = f"who speaks stands without braces: `{root.name}:`; for plain braces write `\\{{{root.name}\\}}`"
            if root.name in FORM_WORDS:
                hint = f"the text stands in the braces: `{{{root.name}: …}}`"
            span = self.source.span(item.value.at, item.value.end)
            slip, message = Slip(SlipKind.UNKNOWN_VARIABLE), f"there is no variable `{root.name}`"
            report_unknown(self.names, "NC103", span, root.name, message, (), hint, slip)
            return
        self.value(item.value, scope, role=role)

    def _variation(self, item: Variation, scope: ExpressionScope, role: str) -> None:
        self.note_act()
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

    def _body_that_lends(self, body: Body, scope: ExpressionScope) -> None:
        """Resolve a scene's block; the choices that `<-` adds elsewhere come there without what is set above them."""
        lent = {id(one) for one in first_group(body)}
        given = {number for number, _ in scope.locals.values()}
        above: Locals | None = None
        for statement in body:
            scope.offers = id(statement) in lent
            if scope.offers and above is None:
                above = frozenset(number for number, _ in scope.locals.values() if number not in given)
            scope.unset = above if scope.offers and above is not None else NONE
            self._statement(statement, scope)

    def _apart(self, body: Body, scope: ExpressionScope) -> Locals:
        """Resolve a block that may be passed over; which local variables have no value at its end."""
        unset = scope.unset
        self.body(body, scope)
        at_end, scope.unset = scope.unset, unset
        return at_end

    def _statement(self, statement: Statement, scope: ExpressionScope) -> None:
        if isinstance(statement, Prose):
            line = statement.line
            is_plain = len(line.items) == 1 and line.items[0].__class__ is str
            if not is_plain or line.move is not None or line.values:
                self.line(line, scope)
        elif isinstance(statement, ChoiceStatement):
            self._choice(statement, scope)
        elif isinstance(statement, Set):
            resolve_set(self, statement, scope)
            arm = noted_arm(statement)
            if arm is not None:
                self.arms[scope.locals[arm[0]][0], arm[1]] = scope.locals.copy()
        elif isinstance(statement, If):
            self._if(statement, scope)
        elif isinstance(statement, Jump):
            self._move(statement.move, scope)
        elif isinstance(statement, Return):
            known = self.function.result if self.function is not None else ANY
            self.function_result(statement, scope, known)
        elif isinstance(statement, Do):
            resolve_do(self, statement, scope)
        elif isinstance(statement, Let):
            resolve_let(self, statement, scope)
        elif isinstance(statement, Point):
            self.note_known(statement, scope)
        elif isinstance(statement, Ask):
            resolve_ask(self, statement, scope)
        elif isinstance(statement, For):
            self._for(statement, scope)
        elif isinstance(statement, Each):
            self._guards(statement.guards, scope)
            resolve_tag(self, statement.tag, statement.tag_at)
        elif isinstance(statement, Thread):
            resolve_target(self, statement.target, statement.target_at, statement.arguments, scope)
        elif isinstance(statement, BlockStatement):
            # A function with it is compiled as a scene (compile/functions.py).
            self.note_act()
            for condition in statement.conditions:
                self.condition(condition, scope)
            at_ends = [self._apart(block, scope) for block in statement.blocks]
            if isinstance(statement, Vary):
                scope.unset = NONE.union(*at_ends, scope.unset if statement.kind == "once" else NONE)

    def _if(self, statement: If, scope: ExpressionScope) -> None:
        at_ends = []
        for condition, branch in statement.branches:
            self.condition(condition, scope)
            if statement.arms:
                self._choices_of_arm(condition, branch, scope)
            else:
                at_ends.append(self._apart(branch, scope))
        at_ends.append(self._apart(statement.otherwise, scope))
        if scope.unset and not is_choice(statement):
            # Behind choices the play may come when there are none left.
            scope.unset = NONE.union(*at_ends)

    def _choices_of_arm(self, condition: Expression, choices: Body, scope: ExpressionScope) -> None:
        """The choices of an arm that stand behind the arm: they know the names that are known at its end."""
        known = scope.locals
        name, value = asked_arm(condition)
        scope.locals = known | self.arms[known[name][0], value]
        self._apart(choices, scope)
        scope.locals = known

    def _choice(self, choice: ChoiceStatement, scope: ExpressionScope) -> None:
        known, unset, offers = dict(scope.locals), scope.unset, scope.offers
        if choice.loop is not None:
            resolve_loop(self, choice.loop, id(choice), scope)
        self._guards(choice.guards, scope)
        self.items(choice.line.items, scope)
        self._tag_values(choice.line, scope)
        scope.offers = False
        move = choice.line.move
        if move is not None and move.returns:
            resolve_move(self, move, scope)
        for statement in choice.body:
            self._statement(statement, scope)
        if move is not None and not move.returns:
            resolve_move(self, move, scope)
        scope.locals, scope.unset, scope.offers = known, unset, offers

    def function_result(self, statement: Return, scope: ExpressionScope, known: Type) -> None:
        """Resolve what a function gives back; `known` is the type of what it gives back above."""
        expected = known if known.kind in ("names", "set") else None
        type, _ = self.value(statement.value, scope, expected, ASSIGNED)
        if self.function is not None and known.kind == "any":
            self.function.result = general(type)

    def _for(self, loop: For, scope: ExpressionScope) -> None:
        known = dict(scope.locals)
        resolve_loop(self, loop, id(loop), scope)
        # The set as it was when the loop began, and how many of its names have had their turn.
        self.frame += [f"{loop.name}: set", f"{loop.name}: place"]
        self._apart(loop.body, scope)
        scope.locals = known

    def _guards(self, guards: tuple[Guard, ...], scope: ExpressionScope) -> None:
        for guard in guards:
            if guard.condition is not None:
                self.condition(guard.condition, scope)
            if guard.reason is not None:
                self.items(guard.reason.items, scope)

    def declare_local(self, scope: ExpressionScope, name: str, type: Type, at: int, end: int) -> int:
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
