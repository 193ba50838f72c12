"""NC303: conditions that can never hold, or that always do, whatever the values of the variables in them.

And NC333: conditions that ask a set whether it is one of its names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.check.blocks import blocks_of
from engine.check.constants import names_in
from engine.check.incremental import of_scene
from engine.check.names import SceneNames
from engine.check.rules.signs import traits_of
from engine.program.conditions import COMPARING, is_told_by_state, never_holds
from engine.program.functions import Interval
from engine.program.intervals import Leaf, interval_of_leaf
from engine.program.nodes import Apply, Count
from engine.program.nodes import Expression as Code
from engine.program.types import Type, Value
from engine.syntax.menus import is_choice
from engine.syntax.tree import (
    Binary,
    Body,
    ChoiceStatement,
    Conditional,
    Each,
    Expression,
    ExpressionNode,
    If,
    Let,
    Name,
    Set,
    Statement,
    Styled,
    TextItems,
    Unary,
    Variation,
)

if TYPE_CHECKING:
    from engine.check.checker import Checked

Chain = Sequence[Expression]
# So many arms of one `if` are held against those before them: each is, so twice as many take four times as long.
MOST_ARMS = 12
BLOCK, TEXT = "what stands below it is never done", "this text is never shown"


def check_conditions(checked: Checked) -> None:
    """Warn about conditions that are false whatever the values of the variables in them, or always true."""
    known = _Verdicts(checked)
    for scene in checked.names.tellings():
        for prop in scene.node.properties:
            if prop.kind == "when" and prop.value is not None:
                known.check(scene, (prop.value,), "the scene is never drawn", "it says nothing")
        traits = of_scene(scene, traits_of)
        if ChoiceStatement in traits.kinds or Each in traits.kinds:
            for statement in scene.statements if Each in traits.kinds else scene.texts:
                if statement.__class__ is ChoiceStatement or statement.__class__ is Each:
                    for guard in statement.guards:
                        if guard.condition is not None:
                            never, always = "the choice can never be taken", "it neither hides nor closes the choice"
                            known.check(scene, (guard.condition,), never, always)
        if Set in traits.kinds or Let in traits.kinds:
            for value in of_scene(scene, _compared_values):
                known.check(scene, (value,), "what is set here is always false", "what is set here is always true")
        if If in traits.kinds or traits.varies:
            own = of_scene(scene, _own_lines)
            for statement, chain, what in of_scene(scene, _chains):
                known.is_entered = id(statement) in own
                known.check(scene, chain, what, "it says nothing")
            known.is_entered = False


def _chains(scene: SceneNames) -> list[tuple[Statement, Chain, str]]:
    """The conditions of each `~ if` and each `{if …}`, with the line they stand on and what stands behind them."""
    found: list[tuple[Statement, Chain, str]] = []
    for statement in scene.statements:
        if statement.__class__ is If:
            assert isinstance(statement, If)
            if not statement.arms:
                found.append((statement, [condition for condition, _ in statement.branches], BLOCK))
    for text in scene.texts:
        items = text.line.items
        if items[1:] or (items and items[0].__class__ is not str):
            _add_chains(text, items, found)
        for value in text.line.values:
            _add_chains(text, value.items, found)
    return found


def _compared_values(scene: SceneNames) -> list[Expression]:
    """What is set or named by comparing, `~ won = random(1, 6) > 6`."""
    found = []
    for one in scene.statements:
        if one.__class__ is Set or one.__class__ is Let:
            value: Expression = one.value
            if value.root.__class__ is Binary and value.root.operator in COMPARING:
                found.append(value)
    return found


def _own_lines(scene: SceneNames) -> set[int]:
    """The lines that ask how often their own scene was entered and are in no choice, which others may borrow; by id."""
    if scene.node.source.text.find(f"({scene.node.name})", scene.node.heading.end, scene.node.end) < 0:
        return set()
    found: set[int] = set()
    bodies: list[Body] = [scene.node.body]
    while bodies:
        for one in bodies.pop():
            if not is_choice(one):
                found.add(id(one))
                bodies += blocks_of(one)
    return found


def _add_chains(text: Statement, items: TextItems, found: list[tuple[Statement, Chain, str]]) -> None:
    for item in items:
        if item.__class__ is str:
            continue
        if isinstance(item, Conditional):
            found.append((text, [condition for condition, _ in item.branches], TEXT))
            for _, part in item.branches:
                _add_chains(text, part, found)
            _add_chains(text, item.otherwise, found)
        elif isinstance(item, Variation):
            for part in item.items:
                _add_chains(text, part, found)
        elif isinstance(item, Styled):
            _add_chains(text, item.items, found)


class _Verdicts:
    """What is known of conditions, by their code: the same one is asked in many places."""

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        self._never: dict[tuple[Code, str], bool] = {}
        # Those of which nothing is to be said where they stand first.
        self._doubtless: set[tuple[Code, str]] = set()
        # Whether the scene in hand has been entered where the condition stands.
        self.is_entered = False
        # The names of sets that can hold several.
        types = {name: one.type for name, one in checked.names.variables.items()}
        self._sets = {name: one.names for name, one in types.items() if one.kind == "set" and len(one.names) > 1}
        self._domains: list[Sequence[Value] | None] | None = None

    def check(self, scene: SceneNames, chain: Chain, never: str, always: str) -> None:
        """Warn about the conditions of one `if`, the first of which holds that can: what follows from that is said."""
        before: Code | None = None
        for number, condition in enumerate(chain):
            known = self._checked.resolved.codes.get(id(condition))
            if known is None or known[0].kind != "truth":
                return
            code = known[1]
            if self._sets:
                self._check_sets(scene, condition)
            place = scene.node.name if self.is_entered else ""
            if before is None and (code, place) in self._doubtless:
                before = code
                continue
            if not is_told_by_state(code) and (code is True or self._has_constants(condition)):
                return  # a switch in the header, such as `const DEBUG = false`, is meant to be on or off
            if self._never_holds(code, place):
                self._warn(scene, condition, f"this can never hold, so {never}")
            elif before is None and self._never_holds(Apply("not", (code,)), place):
                self._warn(scene, condition, f"this always holds, so {always}")
                return
            elif number >= MOST_ARMS:
                continue
            elif before is not None and self._never_holds(Apply("and", (Apply("not", (before,)), code)), place):
                message = f"this can never hold where those before it fail, so {never}"
                self._warn(scene, condition, message, "the first that holds is taken: put the narrower one first")
            elif before is None:
                self._doubtless.add((code, place))
            before = code if before is None else Apply("or", (before, code))

    def _never_holds(self, code: Code, entered: str) -> bool:
        if (code, entered) not in self._never:
            if self._domains is None:
                self._domains = [_domain(one.type) for one in self._checked.names.variables.values()]

            def leaf(code: Leaf) -> Interval:
                low, high = interval_of_leaf(code)
                return (1, high) if entered and code == Count("visits", entered) else (low, high)

            lookup = self._checked.names.interval_of_variable
            self._never[code, entered] = never_holds(code, self._domains, lookup, leaf)
        return self._never[code, entered]

    def _check_sets(self, scene: SceneNames, condition: Expression) -> None:
        """`bag == lamp` asks whether it is all that the set holds; what was meant is whether it is in it."""
        nodes: list[ExpressionNode] = [condition.root]
        while nodes:
            node = nodes.pop()
            if node.__class__ is Unary:
                nodes.append(node.operand)
            elif isinstance(node, Binary) and node.operator in ("and", "or"):
                nodes += node.left, node.right
            elif isinstance(node, Binary) and node.operator in ("==", "!=") and isinstance(node.right, Name):
                name, asked = node.right.name, node.left
                if not isinstance(asked, Name) or name not in self._sets.get(asked.name, ()):
                    continue
                source = scene.node.source
                span = source.span(condition.at + node.at, condition.at + node.end)
                message = f"this asks whether `{name}` is all that `{asked.name}` holds"
                has = f"{asked.name} has {name}" if node.operator == "==" else f"not {asked.name} has {name}"
                hint = f"for one of its names, write `{has}`; for all of them, `{asked.name} {node.operator} [{name}]`"
                self._checked.report.warning("NC333", span, message, hint)

    def _has_constants(self, condition: Expression) -> bool:
        return any(name in self._checked.names.constants for name in names_in(condition))

    def _warn(self, scene: SceneNames, condition: Expression, message: str, hint: str = "") -> None:
        names = names_in(condition)
        if any(name in self._checked.names.broken for name in names):
            return  # nobody knows what values it has
        if not hint:
            hint = "compare it with the values its variables can have"
            if self.is_entered and scene.node.name in names:
                hint = f"the visit under way counts, too: from the second on it is `visits({scene.node.name}) > 1`"
        span = scene.node.source.span(condition.at, condition.end)
        self._checked.report.warning("NC303", span, message, hint)


def _domain(type: Type) -> Sequence[Value] | None:
    """All values of a type as the runtime keeps them, or None where there are too many."""
    if type.kind == "truth":
        return (False, True)
    if type.kind == "names":
        return tuple(type.names)
    if type.kind == "set" and len(type.names) <= 8:
        return range(1 << len(type.names))
    if type.kind == "number" and type.low is not None and type.high is not None and type.high - type.low < 600:
        return range(type.low, type.high + 1)
    return None
