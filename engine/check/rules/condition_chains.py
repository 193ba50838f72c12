"""The conditions of a scene as rules look at them: each with those that are asked before it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from engine.check.blocks import blocks_of
from engine.check.names import SceneNames
from engine.check.rules.signs import traits_of
from engine.check.scene_facts import of_scene
from engine.named_tuples import NamedTuple
from engine.program.conditions import COMPARING
from engine.syntax.menus import is_choice
from engine.syntax.tree import (
    Binary,
    Body,
    ChoiceStatement,
    Conditional,
    Each,
    Expression,
    If,
    Let,
    Set,
    Styled,
    TextItems,
    Variation,
)


class Kind(Enum):
    """What conditions decide: whether a scene is drawn, a choice offered, a block done, a text shown, a value true."""

    SCENE = "scene"
    CHOICE = "choice"
    VALUE = "value"
    BLOCK = "block"
    TEXT = "text"


class Chain(NamedTuple):
    """The conditions of one `if`, the first of which holds that can, or a single one.

    `is_entered` says that what they ask for how often their own scene was entered is at least 1.
    """

    kind: Kind
    conditions: Sequence[Expression]
    is_entered: bool = False


def chains_of(scene: SceneNames) -> list[Chain]:
    """All conditions of a scene; to be asked for by `of_scene`."""
    found = [
        Chain(Kind.SCENE, (one.value,)) for one in scene.node.properties if one.kind == "when" and one.value is not None
    ]
    choices: list[ChoiceStatement | Each] = [*scene.of_kind(ChoiceStatement), *scene.of_kind(Each)]
    for choice in choices:
        if choice.guards:
            found += [Chain(Kind.CHOICE, (one.condition,)) for one in choice.guards if one.condition is not None]
    changes: list[Set | Let] = [*scene.of_kind(Set), *scene.of_kind(Let)]
    for change in changes:
        root = change.value.root
        # What is set or named by comparing, `~ won = random(1, 6) > 6`.
        if root.__class__ is Binary and root.operator in COMPARING:
            found.append(Chain(Kind.VALUE, (change.value,)))
    varies = of_scene(scene, traits_of).varies
    if varies or If in scene.by_kind:
        own = _own_lines(scene)
        for statement in scene.of_kind(If):
            if not statement.arms:
                conditions = [condition for condition, _ in statement.branches]
                found.append(Chain(Kind.BLOCK, conditions, id(statement) in own))
        for text in scene.texts if varies else ():
            line = text.line
            items = line.items
            if len(items) != 1 or items[0].__class__ is not str:
                _add_texts(items, id(text) in own, found)
            for tag in line.values:
                _add_texts(tag.items, id(text) in own, found)
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


def _add_texts(items: TextItems, is_entered: bool, found: list[Chain]) -> None:
    for item in items:
        if item.__class__ is str:
            continue
        parts: Sequence[TextItems] = ()
        if isinstance(item, Conditional):
            found.append(Chain(Kind.TEXT, [condition for condition, _ in item.branches], is_entered))
            parts = [*[part for _, part in item.branches], item.otherwise]
        elif isinstance(item, Variation):
            parts = item.items
        elif isinstance(item, Styled):
            parts = (item.items,)
        for part in parts:
            if len(part) != 1 or part[0].__class__ is not str:
                _add_texts(part, is_entered, found)
