"""NC321: choices that `<-` adds to other scenes and that read what only their own scene has set."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.flow import SceneFlow
from engine.check.names import SceneNames
from engine.check.resolution import UnsetRead
from engine.patterns import compiled
from engine.syntax.tree import (
    Thread,
)

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_lent_locals(checked: Checked) -> None:
    """Report local variables that choices read which `<-` adds to other scenes, where nothing has set them."""
    added: dict[str, tuple[SceneNames, Thread]] = {}
    for name, threads in checked.facts.of(_threads_of).items():
        for thread in threads:
            added.setdefault(thread.target, (checked.names.scenes[name], thread))
    for target, (borrower, thread) in added.items():
        scene = checked.names.scenes.get(target)
        if scene is None:
            continue
        source, frame = scene.node.source, checked.resolved.frames[target]
        for number, read in reads_when_lent(checked, scene).items():
            local = frame[number]
            place = compiled(rf"\b{re.escape(local)}\b").search(source.text, read.at, read.end)
            at, end = (read.at, read.end) if place is None else place.span()
            message = f"`{local}` has no value where `<-` adds this choice: nothing above it is done there"
            hint = f"keep it in a `var`, or make it a parameter: `<- {target}(…)`"
            if not read.offered:
                hint = "keep it in a `var`, or set it below the choice"
            related = borrower.node.source.span(thread.at, thread.end), "it is added here"
            checked.report.error("NC321", source.span(at, end), message, hint, related)


def _threads_of(scene: SceneNames, flow: SceneFlow) -> list[Thread]:
    return flow.threads


def reads_when_lent(checked: Checked, scene: SceneNames) -> dict[int, UnsetRead]:
    """The local variables that the choices of a scene read unset where another one borrows them, each at its first."""
    scopes = checked.resolved.scopes.get(scene.node.name)
    return {} if scopes is None else scopes.unset
