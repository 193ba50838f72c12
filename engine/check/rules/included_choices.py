"""NC312: `<- scene` where that scene has nothing fit to be included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.flow import first_group
from engine.check.names import is_choice
from engine.source import Source
from engine.syntax.tree import Break, Thread

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_included_choices(checked: Checked) -> None:
    """Report included scenes without choices, circles of includes, and a scene included twice in one place.

    Warn where a scene that is only ever included holds more than choices: the rest is never read.
    """
    for name, flow in checked.flows.items():
        source = checked.names.scenes[name].node.source
        for thread in flow.threads:
            target = checked.names.scenes.get(thread.target)
            if target is None:
                continue
            span = source.span(thread.at, thread.end)
            if not first_group(target.node.body):
                message = f"scene `{thread.target}` has no choices to add here"
                checked.report.error("NC312", span, message, "only its first group of choices is added")
                continue
            lines = [one for one in target.node.body if not isinstance(one, Break)]
            if thread.target not in checked.reach.entered and not all(is_choice(one) for one in lines):
                other = next(one for one in lines if not is_choice(one))
                where = (target.node.source.span(other.at), "this is never read")
                message = f"only the choices of `{thread.target}` are added here"
                checked.report.warning("NC312", span, message, None, where)
        _check_repetition(checked, name, source)


def _check_repetition(checked: Checked, name: str, source: Source) -> None:
    """A scene that comes in twice, directly or through others."""
    for thread in checked.flows[name].threads:
        ways: dict[str, int] = {}
        if not _count_ways(checked, thread, ways, (name,)):
            span = source.span(thread.at, thread.end)
            checked.report.error("NC312", span, f"`{thread.target}` comes back to itself through its `<-` lines")
        elif any(count > 1 for count in ways.values()):
            twice = next(one for one, count in ways.items() if count > 1)
            span = source.span(thread.at, thread.end)
            checked.report.error("NC312", span, f"the choices of `{twice}` would be added twice here")


def _count_ways(checked: Checked, thread: Thread, ways: dict[str, int], chain: tuple[str, ...]) -> bool:
    """Count how often each scene is included through a thread; false for a circle."""
    if thread.target in chain or len(chain) > 40:
        return False
    ways[thread.target] = ways.get(thread.target, 0) + 1
    if ways[thread.target] > 1 or thread.target not in checked.flows:
        return True
    group = first_group(checked.names.scenes[thread.target].node.body)
    inner = [one for one in checked.flows[thread.target].threads if one in group]
    return all(_count_ways(checked, one, ways, (*chain, thread.target)) for one in inner)
