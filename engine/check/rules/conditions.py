"""NC303: conditions that can never hold, or that always do, whatever the values of the variables in them.

So is a part of one: what an `or` joins that never holds, and what an `and` joins that always does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from engine.check.causes import lines_of
from engine.check.constants import names_in
from engine.check.names import SceneNames
from engine.check.rules.condition_chains import Chain, Kind, chains_of
from engine.check.scene_facts import of_scene
from engine.program.conditions import MOST_ROWS, is_told_by_state, never_holds
from engine.program.functions import Interval
from engine.program.intervals import FULL, Leaf, interval_of, interval_of_leaf
from engine.program.nodes import Apply, Count, LocalRef, Reference
from engine.program.nodes import Expression as Code
from engine.program.types import Value, values_of
from engine.program.walk import walk
from engine.source import Source
from engine.syntax.tree import Ask, Binary, Claim, Def, Expression, Let, Set

if TYPE_CHECKING:
    from engine.check.checker import Checked

# So many arms of one `if` are held against those before them: each is, so twice as many take four times as long.
MOST_ARMS = 12
# How it is said that a value has left its range: which end of it, and how far from that the bound is.
LEAVING = {"<": (0, 0), "<=": (0, -1), ">": (1, 0), ">=": (1, 1)}
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
# What follows where a condition never holds, and where it always does.
FOLLOWS = {
    Kind.SCENE: ("the scene is never drawn", "it says nothing"),
    Kind.CHOICE: ("the choice can never be taken", "it neither hides nor closes the choice"),
    Kind.VALUE: ("what is set here is always false", "what is set here is always true"),
    Kind.BLOCK: ("what stands below it is never done", "it says nothing"),
    Kind.TEXT: ("this text is never shown", "it says nothing"),
}


def check_conditions(checked: Checked) -> None:
    """Warn about conditions that are false whatever the values of the variables in them, or always true."""
    known = _Verdicts(checked)
    for scene in checked.names.tellings():
        if chains := of_scene(scene, chains_of):
            known.look_at(scene)
            for chain in chains:
                known.check(scene, chain)


def check_claims(checked: Checked) -> None:
    """Warn about a `claim never` of what can never be, whatever the story does, and about such parts of claims."""
    known = _Verdicts(checked)
    claims = (one for one in checked.story.declarations if isinstance(one, Claim))
    wrong = lines_of(checked.report)
    for node, claim in zip(claims, checked.claims, strict=True):
        if node.condition is None or claim.condition is None:
            continue
        if node.source.span(node.at)[:2] not in wrong:
            known.check_claim(node, node.condition, claim.condition)


def check_functions(checked: Checked) -> None:
    """Warn about a `def` without parameters that is one condition, and one that never holds, or always."""
    known = _Verdicts(checked)
    wrong = lines_of(checked.report)
    for function in checked.names.functions.values():
        node = function.node
        if not isinstance(node, Def) or node.value is None or node.parameters or function.result.kind != "truth":
            continue
        if node.source.span(node.at)[:2] not in wrong:
            known.check_function(node, node.value, function.body)


def check_repeated_claims(checked: Checked) -> None:
    """Warn about a claim that is the same as one before it."""
    first: dict[str, Claim] = {}
    for node in checked.story.declarations:
        if isinstance(node, Claim):
            written = " ".join(node.source.text[node.at : node.end].split())
            before = first.setdefault(written, node)
            if before is not node:
                where = (before.source.span(before.at, before.end), "the other one")
                span = node.source.span(node.at, node.end)
                checked.report.warning("NC333", span, "this claim stands twice", "delete one of them", where)


def _ranges_in(scene: SceneNames) -> dict[int, Interval]:
    """The ranges of the parameters of a scene for which one is written, by their numbers."""
    written = zip(scene.node.heading.parameters, scene.parameters, strict=False)
    return {
        number: (type.low, type.high)
        for number, (parameter, type) in enumerate(written)
        if parameter.type is not None and type.kind == "number" and type.low is not None and type.high is not None
    }


def _lets_of(checked: Checked, scene: SceneNames) -> dict[int, Interval]:
    """What the values that `~ let` names in a scene can be, by their numbers, where nothing else sets them."""
    if not scene.by_kind.get(Let):
        return {}
    targets, codes = checked.resolved.targets, checked.resolved.codes
    changes: list[Set | Ask] = [*scene.of_kind(Set), *scene.of_kind(Ask)]
    changed = {targets[id(one)][0] for one in changes if id(one) in targets}
    found: dict[int, Interval] = {}
    for let in scene.of_kind(Let):
        target, code = targets.get(id(let)), codes.get(id(let.value))
        if target is None or code is None or target[0] in changed or target[1].kind != "number":
            continue
        interval = interval_of(code[1], checked.names.interval_of_variable)
        if is_told_by_state(code[1]) and interval != FULL:
            found[target[0].number] = interval
    return found


def _parts_of(operator: str, expression: Expression, code: Code) -> Iterator[tuple[Expression, Code]]:
    """What an expression joins by `and` or `or`, each part with its code; nothing if it joins nothing by it."""
    joined = [(expression.root, code)]
    while joined:
        node, code = joined.pop()
        if isinstance(node, Binary) and node.operator == operator and isinstance(code, Apply) and code.name == operator:
            joined += zip((node.right, node.left), reversed(code.arguments), strict=True)
        elif node is not expression.root:
            yield Expression(expression.at + node.at, expression.at + node.end, node), code


class _Verdicts:
    """What is known of conditions, by their code: the same one is asked in many places."""

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        self._never: dict[tuple[Code, str, str], bool] = {}
        # Those of which nothing is to be said where they stand first.
        self._doubtless: set[tuple[Code, str]] = set()
        # The scene in hand, if it has parameters with a written range, and these by their numbers.
        self._with_ranges = ""
        self._ranges: dict[int, Interval] = {}
        self._lets: dict[int, Interval] = {}
        self._domains: list[Sequence[Value] | None] | None = None

    def check(self, scene: SceneNames, chain: Chain) -> None:
        """Warn about the conditions of one `if`, the first of which holds that can: what follows from that is said.

        The scene is the one that was looked at last.
        """
        source = scene.node.source
        before: Code | None = None
        never, always = FOLLOWS[chain.kind]
        # The scene that has been entered where the conditions stand.
        place = scene.node.name if chain.is_entered else ""
        for number, condition in enumerate(chain.conditions):
            known = self._checked.resolved.codes.get(id(condition))
            if known is None or known[0].kind != "truth":
                return
            code = known[1]
            if before is None and not self._with_ranges and (code, place) in self._doubtless:
                before = code
                continue
            if not is_told_by_state(code) and (code is True or self._has_constants(condition)):
                return  # a switch in the header, such as `const DEBUG = false`, is meant to be on or off
            if self._never_holds(code, place):
                self._warn(source, condition, place, f"this can never hold, so {never}")
            elif before is None and self._always_holds(code, place):
                self._warn(source, condition, place, f"this always holds, so {always}")
                return
            elif self._check_parts(source, condition, code, place):
                pass
            elif number >= MOST_ARMS:
                continue
            elif before is not None and self._never_holds(Apply("and", (Apply("not", (before,)), code)), place):
                message = f"this can never hold where those before it fail, so {never}"
                self._warn(
                    source, condition, place, message, "the first that holds is taken: put the narrower one first"
                )
            elif before is None:
                self._doubtless.add((code, place))
            before = code if before is None else Apply("or", (before, code))

    def check_claim(self, node: Claim, condition: Expression, code: Code) -> None:
        """Warn about what a claim says of values that nothing can have."""
        if not is_told_by_state(code):
            return
        is_never = node.kind == "never"
        if is_never and self._never_holds(code, "") and not self._claims_the_range(code):
            root = condition.root
            whole = Expression(condition.at + root.at, condition.at + root.end, root)
            self._warn(node.source, whole, "", "this can never hold, so the claim says nothing of the story")
        else:
            self._check_parts(node.source, condition, code, "", is_never)

    def check_function(self, node: Def, value: Expression, code: Code) -> None:
        """Warn about the value of a function that is always the same."""
        if not is_told_by_state(code) or self._has_constants(value):
            return
        never = self._never_holds(code, "")
        if never or self._always_holds(code, ""):
            holds, result = ("can never hold", "false") if never else ("always holds", "true")
            whole = Expression(value.at + value.root.at, value.at + value.root.end, value.root)
            self._warn(node.source, whole, "", f"this {holds}, so `{node.name}()` is always {result}")

    def _claims_the_range(self, code: Code) -> bool:
        """Whether a condition, or a part of it, says of a value that it has left its range."""
        is_joined = isinstance(code, Apply) and code.name in ("and", "or")
        if isinstance(code, Apply) and is_joined:
            return any(map(self._claims_the_range, code.arguments))
        return self._says_the_range(code)

    def _says_the_range(self, code: Code) -> bool:
        """Whether a condition says of a value that it has left its range, `gold > 9`, which may be claimed besides."""
        is_turned = isinstance(code, Apply) and code.name == "not"
        code = code.arguments[0] if isinstance(code, Apply) and is_turned else code
        if not isinstance(code, Apply) or code.name not in LEAVING:
            return False
        value, bound = code.arguments
        end, beyond = LEAVING[OPPOSITE[code.name] if is_turned else code.name]
        return bound == interval_of(value, self._interval_of)[end] + beyond

    def look_at(self, scene: SceneNames) -> None:
        """Learn the ranges of what a scene knows for itself."""
        ranges = of_scene(scene, _ranges_in)
        self._lets = _lets_of(self._checked, scene)
        self._ranges = {**ranges, **self._lets} if self._lets else ranges
        self._with_ranges = scene.node.name if self._ranges else ""

    def _check_parts(
        self, source: Source, condition: Expression, code: Code, place: str, is_claimed: bool = False
    ) -> bool:
        """Whether it was said of a part of a condition that it never holds, or always, and so decides nothing.

        A part with a constant is meant, as a switch is; so is one that says of a range that it is kept, where that
        `is_claimed`.
        """
        for operator, decides, message in (
            ("or", self._never_holds, "this part can never hold, so it decides nothing"),
            ("and", self._always_holds, "this part always holds, so it decides nothing"),
        ):
            for part, own in _parts_of(operator, condition, code):
                if not is_told_by_state(own) or not decides(own, place) or self._has_constants(part):
                    continue
                if not is_claimed or not self._claims_the_range(own):
                    self._warn(source, part, place, message)
                    return True
        return False

    def _always_holds(self, code: Code, entered: str) -> bool:
        # What was drawn a line above may well be asked about, whatever it is.
        if any(one.number in self._lets for one in walk((code,)) if isinstance(one, LocalRef)):
            return False
        return self._never_holds(Apply("not", (code,)), entered)

    def _never_holds(self, code: Code, entered: str) -> bool:
        key = code, entered, self._with_ranges
        if key not in self._never:
            if self._domains is None:
                self._domains = [values_of(one.type, MOST_ROWS) for one in self._checked.names.variables.values()]

            def leaf(code: Leaf) -> Interval:
                low, high = interval_of_leaf(code)
                return (1, high) if entered and code == Count("visits", entered) else (low, high)

            self._never[key] = never_holds(code, self._domains, self._interval_of, leaf)
        return self._never[key]

    def _interval_of(self, reference: Reference) -> Interval:
        """What a variable or a parameter can hold."""
        if reference.__class__ is LocalRef and reference.number in self._ranges:
            return self._ranges[reference.number]
        return self._checked.names.interval_of_variable(reference)

    def _has_constants(self, condition: Expression) -> bool:
        return any(name in self._checked.names.constants for name in names_in(condition))

    def _warn(self, source: Source, condition: Expression, entered: str, message: str, hint: str = "") -> None:
        names = names_in(condition)
        if any(name in self._checked.names.broken for name in names):
            return  # nobody knows what values it has
        if not hint:
            hint = "compare it with the values its variables can have"
            if entered in names:
                hint = f"the visit under way counts, too: from the second on it is `visits({entered}) > 1`"
        span = source.span(condition.at, condition.end)
        self._checked.report.warning("NC303", span, message, hint)
