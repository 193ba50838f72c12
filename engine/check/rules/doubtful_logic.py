"""NC333: logic that can be read, and hardly does what its writer means.

What nothing reads, a change that changes nothing or the other way round, two `~ if` of one question where the second
has the `~ else`, a set that is asked whether it is one of its names: each is allowed, and each is mostly a slip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.blocks import blocks_of, statements_of
from engine.check.constants import names_in
from engine.check.names import SceneNames
from engine.check.parameters import expressions_of
from engine.check.rules.condition_chains import chains_of
from engine.check.rules.signs import traits_of
from engine.check.scene_facts import of_scene
from engine.patterns import regex
from engine.slips import Slip, SlipKind
from engine.syntax.menus import HIDDEN
from engine.syntax.messages import shortened
from engine.syntax.tree import (
    Ask,
    Binary,
    Body,
    Call,
    ChoiceStatement,
    Do,
    Expression,
    ExpressionNode,
    If,
    Jump,
    Let,
    Loop,
    Name,
    Number,
    Prose,
    Set,
    Statement,
    Unary,
    Variation,
)

if TYPE_CHECKING:
    from engine.check.checker import Checked

# What tells code from prose, and words.
PIECE = regex(r"\n[ \t]*+~?|->|<-|[{}]|\w++")
# How like a variable a local name must be to be taken for it.
NEAR = 0.7


def check_doubtful_logic(checked: Checked) -> None:
    """Warn about values that nothing reads, changes that change nothing, questions that ask for something else."""
    types = {name: one.type for name, one in checked.names.variables.items()}
    # The names of sets that can hold several.
    sets = {name: one.names for name, one in types.items() if one.kind == "set" and len(one.names) > 1}
    for scene in checked.names.tellings():
        traits = of_scene(scene, traits_of)
        if traits.renamed:
            for choice in scene.texts:
                if isinstance(choice, ChoiceStatement) and choice.loop is not None:
                    _check_loop(checked, scene, choice, choice.loop)
        kinds = scene.by_kind
        for let in of_scene(scene, _unread) if Let in kinds else ():
            if let.name not in checked.lost:
                _report_unread(checked, scene, let)
        for change in of_scene(scene, _idle_changes) if Set in kinds else ():
            _report_idle(checked, scene, change)
        for first, second in of_scene(scene, _parted_questions) if If in kinds else ():
            _report_parted(checked, scene, first, second)
        for chain in of_scene(scene, chains_of) if sets else ():
            for condition in chain.conditions:
                _check_sets(checked, scene, condition, sets)


# ---------------------------------------------------------------- values that nothing reads


def _unread(scene: SceneNames) -> list[Let]:
    """What `~ let` names, and no other code of the scene has a word for.

    A word is used in code on a line of logic, behind an arrow, or in braces, which may have been opened lines above.
    """
    unread: dict[str, list[Let]] = {}
    for one in scene.statements:
        if isinstance(one, Let) and not one.name.startswith(HIDDEN):
            unread.setdefault(one.name, []).append(one)
    if not unread:
        return []
    text = scene.node.source.text
    is_logic, has_arrow, depth = False, False, 0
    for piece in PIECE.finditer(text, scene.node.heading.at, scene.node.end):
        word, at = piece[0], piece.start()
        if word[0] == "\n":
            is_logic, has_arrow = word[-1] == "~", False
            if text.startswith("\n\n", at):
                depth = 0
        elif word in ("->", "<-"):
            has_arrow = True
        elif word in ("{", "}"):
            depth += 1 if word == "{" else -1
        elif word in unread and (is_logic or has_arrow or depth > 0):
            unread[word] = [one for one in unread[word] if one.at <= at < one.end]
    return sorted((one for lets in unread.values() for one in lets), key=lambda one: one.at)


def _report_unread(checked: Checked, scene: SceneNames, let: Let) -> None:
    source, value = scene.node.source, _written(scene, let.value, let.value.root)
    variables = checked.names.variables
    hint, slip = "show it, or delete this line", Slip(SlipKind.OTHER, let.name)
    used = [name for name in dict.fromkeys(names_in(let.value)) if name in variables]
    near = checked.names.speller.nearest(let.name, variables, NEAR)
    if near is not None:
        hint, slip = f"to set `{near}`, write `~ {near} = {shortened(value)}`", slip._replace(meant=(near,))
    elif isinstance(let.value.root, Call) and let.value.root.function in checked.names.functions:
        hint = f"to call it for what it does, write `~ {shortened(value)}`"
    elif len(used) == 1 and not isinstance(let.value.root, Name):
        hint, slip = f"to set `{used[0]}`, write `~ {used[0]} = {shortened(value)}`", slip._replace(meant=(used[0],))
    checked.report.warning("NC333", source.span(let.at, let.value.end), f"nothing reads `{let.name}`", hint, slip=slip)


def _written(scene: SceneNames, value: Expression, node: ExpressionNode) -> str:
    """A node of an expression as it stands in the source."""
    return scene.node.source.text[value.at + node.at : value.at + node.end]


# ---------------------------------------------------------------- changes


def _idle_changes(scene: SceneNames) -> list[Set]:
    """Changes that take away less than nothing, add nothing, or set a variable to itself."""
    return list(filter(_is_idle, scene.of_kind(Set)))


def _is_idle(change: Set) -> bool:
    root = change.value.root
    if change.operator == "=":
        return isinstance(root, Name) and root.name == change.name
    if isinstance(root, Number):
        return root.value == 0 or (change.operator == "-=" and root.value < 0)
    return change.operator == "-=" and isinstance(root, Unary) and root.operator == "-"


def _report_idle(checked: Checked, scene: SceneNames, change: Set) -> None:
    source, root = scene.node.source, change.value.root
    span = source.span(change.at, change.value.end)
    if isinstance(root, Unary) or (isinstance(root, Number) and root.value):
        operand = source.text[change.value.at + root.at : change.value.end].lstrip("- \t")
        message = f"this adds {operand}: what is taken away is negative"
        hint = f"write `~ {change.name} -= {operand}` to take away, `~ {change.name} += {operand}` to add"
    else:
        message, hint = f"this leaves `{change.name}` as it is", "give it another value, or delete this line"
    checked.report.warning("NC333", span, message, hint)


# ---------------------------------------------------------------- choices that read the same


def _check_loop(checked: Checked, scene: SceneNames, choice: ChoiceStatement, loop: Loop) -> None:
    """`+ for item in bag: Use it.`, whose choices nobody can tell apart."""
    items = choice.line.items
    if any(isinstance(one, Variation) for one in items):
        return  # each name has the next text
    if any(loop.name in names_in(one) for one in expressions_of(items)) or not items:
        return
    message = f"the choices of this `for` all have the same text: `{loop.name}` is not in it"
    hint = f"show the name: `{{{loop.name}}}`"
    span = scene.node.source.span(choice.line.at, choice.line.end)
    checked.report.warning("NC333", span, message, hint)


# ---------------------------------------------------------------- one question in two


def _parted_questions(scene: SceneNames) -> list[tuple[If, If]]:
    """Each `~ if` right below one that asks the same name for another value, where only the second has an `~ else`."""
    found: list[tuple[If, If]] = []
    if len(scene.by_kind[If]) < 2:
        return found
    bodies: list[Body] = [scene.node.body]
    while bodies:
        above: Statement | None = None
        for one in bodies.pop():
            if one.__class__ is If and above.__class__ is If and _is_one_question(above, one):
                found.append((above, one))
            if one.__class__ is not Prose:
                bodies += blocks_of(one)
            above = one
    return found


def _is_one_question(first: If, second: If) -> bool:
    if first.otherwise or not second.otherwise or first.arms or second.arms:
        return False
    asked = {_asked(condition.root) for condition, _ in (*first.branches, *second.branches)}
    names, values = {one[0] for one in asked if one}, {one[1] for one in asked if one}
    count = len(first.branches) + len(second.branches)
    if None in asked or len(names) != 1 or len(values) != count:
        return False
    return not any(map(_leads_elsewhere, statements_of(tuple(one for block in first.blocks for one in block))))


def _asked(root: ExpressionNode) -> tuple[str, object] | None:
    """Which name is compared with which value."""
    if not isinstance(root, Binary) or root.operator != "==" or not isinstance(root.left, Name):
        return None
    if isinstance(root.right, Name):
        return root.left.name, root.right.name
    return (root.left.name, root.right.value) if isinstance(root.right, Number) else None


def _leads_elsewhere(statement: Statement) -> bool:
    """Whether a statement may change what is asked, or leave the block: then the second question is one of its own."""
    if isinstance(statement, Prose | ChoiceStatement):
        return statement.line.move is not None or isinstance(statement, ChoiceStatement)
    return isinstance(statement, Set | Ask | Do | Jump)


def _report_parted(checked: Checked, scene: SceneNames, first: If, second: If) -> None:
    source = scene.node.source
    condition = second.branches[0][0]
    written = _written(scene, condition, condition.root)
    span = source.span(condition.at, condition.end)
    above = _written(scene, first.branches[0][0], first.branches[0][0].root)
    message = f"this `~ if` has the `~ else`, which is done where `{shortened(above)}`, too"
    hint = f"for one question, write `~ elif {shortened(written)}:`; for two, put a blank line between them"
    other = (source.span(first.at, first.branches[0][0].end), "the question above")
    checked.report.warning("NC333", span, message, hint, other)


# ---------------------------------------------------------------- a set for one of its names


def _check_sets(checked: Checked, scene: SceneNames, condition: Expression, sets: dict[str, tuple[str, ...]]) -> None:
    """`bag == lamp` asks whether it is all that the set holds; what was meant is whether it is in it."""
    known = checked.resolved.codes.get(id(condition))
    if known is None or known[0].kind != "truth":
        return
    nodes: list[ExpressionNode] = [condition.root]
    while nodes:
        node = nodes.pop()
        if node.__class__ is Unary:
            nodes.append(node.operand)
        elif isinstance(node, Binary) and node.operator in ("and", "or"):
            nodes += node.left, node.right
        elif isinstance(node, Binary) and node.operator in ("==", "!=") and isinstance(node.right, Name):
            name, asked = node.right.name, node.left
            if not isinstance(asked, Name) or name not in sets.get(asked.name, ()):
                continue
            source = scene.node.source
            span = source.span(condition.at + node.at, condition.at + node.end)
            message = f"this asks whether `{name}` is all that `{asked.name}` holds"
            has = f"{asked.name} has {name}" if node.operator == "==" else f"not {asked.name} has {name}"
            hint = f"for one of its names, write `{has}`; for all of them, `{asked.name} {node.operator} [{name}]`"
            checked.report.warning("NC333", span, message, hint)
