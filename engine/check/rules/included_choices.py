"""NC312: `<- scene` where that scene has nothing fit to be included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from engine.check.blocks import blocks_of, first_group, groups_of
from engine.check.flow import MOST_INCLUDED, SceneFlow, line_end_of
from engine.check.names import SceneNames
from engine.check.rules.lent_locals import reads_when_lent
from engine.syntax.menus import is_choice
from engine.syntax.tree import Break, If, Statement, Thread

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_included_choices(checked: Checked) -> None:
    """Report included scenes without choices, circles of includes, and a scene included twice in one place.

    Warn of what a scene that is only ever included holds beside its choices: it is never read.
    """
    for name, threads in checked.facts.of(_threads_of).items():
        source = checked.names.scenes[name].node.source
        for thread in threads:
            target = checked.names.scenes.get(thread.target)
            if target is None:
                continue
            span = source.span(thread.at, thread.end)
            if not first_group(target.node.body):
                message = f"scene `{thread.target}` has no choices to add here"
                checked.report.error("NC312", span, message, "only its first group of choices is added")
                continue
            lines = [one for one in target.node.body if not isinstance(one, Break)]
            # A choice that goes to a point of its scene goes there from here as well.
            entered = thread.target in checked.reach.entered
            entered = entered or any(move.kind == "point" for move in checked.flows[thread.target].moves)
            is_told = checked.report.covers("NC301", span) or bool(reads_when_lent(checked, target))
            if not entered and not all(is_choice(one) for one in lines) and not is_told:
                other = next(one for one in lines if not is_choice(one))
                never_read = target.node.source.span(other.at, line_end_of(target.node.source, other))
                message = f"this is never read: `<- {thread.target}` adds nothing but the scene's first choices"
                hint = f"to tell all of it there, visit it: `-> {thread.target} ->`"
                if other is lines[0]:
                    # It begins like a scene to be gone to.
                    message = f"this adds nothing but the first choices of `{thread.target}`: its text is never read"
                    hint = f"to go there, write `-> {thread.target}`; to come back from it, `-> {thread.target} ->`"
                    checked.report.warning("NC312", span, message, hint, (never_read, "this is never read"))
                else:
                    checked.report.warning("NC312", never_read, message, hint, (span, "they are added here"))
    _check_repetition(checked)


def _check_repetition(checked: Checked) -> None:
    """Report a scene that comes into one group of choices twice, directly or through others, or into itself."""
    counts = Counts(checked)
    for name in checked.facts.of(_threads_of):
        scene = checked.names.scenes[name]
        for group in groups_of(scene.node.body):
            seen: dict[str, set[int]] = {}
            for thread, block in threads_in(group):
                span = scene.node.source.span(thread.at, thread.end)
                ways = counts.of(thread.target, (name,))
                if ways is None:
                    message = f"`{thread.target}` comes back to itself through its `<-` lines, or they are too many"
                    checked.report.error("NC312", span, message, "take one of the `<-` lines away")
                    continue
                # Under conditions, two may stand for each other.
                is_sure = not any(isinstance(statement, If) for statement in group)
                twice = next(
                    (one for one, many in ways.items() if (many > 1 and is_sure) or block in seen.get(one, ())), None
                )
                if twice is not None:
                    message = f"the choices of `{twice}` would be added twice here"
                    checked.report.error("NC312", span, message, "one `<-` line is enough")
                for one in ways:
                    seen.setdefault(one, set()).add(block)


def _threads_of(scene: SceneNames, flow: SceneFlow) -> list[Thread]:
    return flow.threads


def threads_in(group: Sequence[Statement], number: int = 0) -> Iterator[tuple[Thread, int]]:
    """The `<-` lines of a group, also those under a condition, each with a number for the lines of its block."""
    for statement in group:
        if isinstance(statement, Thread):
            yield statement, number
        elif isinstance(statement, If):
            for block in blocks_of(statement):
                yield from threads_in(block, id(block))


class Counts:
    """How often each scene comes in through a `<-` line: 2 stands for more than once."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.known: dict[str, dict[str, int] | None] = {}

    def of(self, name: str, chain: tuple[str, ...]) -> dict[str, int] | None:
        """The counts for the choices of a scene; None where they come back to themselves, or nest too deep."""
        if name in chain or len(chain) > MOST_INCLUDED:
            return None
        if name not in self.known:
            ways: dict[str, int] | None = {name: 1}
            scene = self.checked.names.scenes.get(name)
            for thread, _ in threads_in(first_group(scene.node.body)) if scene is not None else ():
                inner = self.of(thread.target, (*chain, name))
                if inner is None or ways is None:
                    ways = None
                    break
                for one, count in inner.items():
                    ways[one] = min(2, ways.get(one, 0) + count)
            if ways is None:
                return None  # not kept: it may hold for this chain only
            self.known[name] = ways
        return self.known[name]
