"""Calls that draw by chance: the places that they get, and where they cannot stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.program.slugs import UNNUMBERED
from engine.syntax.tree import Call

if TYPE_CHECKING:
    from engine.check.expressions import Resolver


def draw_in(resolver: Resolver, node: Call, kind: str) -> str:
    """The name of the place that draws in a call, not yet numbered (engine/compile/draws.py).

    `kind` is what draws, and its shape: `random 1..6`.
    """
    resolver.effects = True
    if not resolver.scope.draws:
        resolver.error("NC205", node, *why_no_draw(resolver, node))
    name = f"{kind}{UNNUMBERED}{resolver.base + node.at}"
    resolver.draws.setdefault(resolver.scope.place, []).append(name)
    return name


def why_no_draw(resolver: Resolver, node: Call) -> tuple[str, str]:
    """What is said, and hinted, of a call that draws where chance may not decide."""
    text = resolver.source.text[resolver.base + node.at : resolver.base + node.end]
    why, name = "what is asked here is asked at any time", "name"
    hint = f"draw in a scene, with `~ name = {text}`, and ask for `name` here"
    if resolver.scope.fixed:
        word, _, name = resolver.scope.fixed.partition(" ")
        why = f"a {'variable' if word == 'var' else 'constant'} begins with a fixed value"
        hint = ("" if word == "var" else "make it a `var`, and ") + f"draw in a scene: `~ {name} = {text}`"
    return f"`{node.function}` draws by chance and cannot stand here: {why}", hint
