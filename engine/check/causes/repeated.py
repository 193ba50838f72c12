"""What is said of several places for one reason is one finding, which names them all."""

from __future__ import annotations

from collections.abc import Hashable

from engine.check.causes.kinds import DOUBTS, kind_of
from engine.diagnostics import Diagnostic, Report
from engine.slips import SlipKind


def join_repeated(report: Report) -> None:
    """Join findings that say the same of several places of a line, and those that follow from the story's language."""
    groups: dict[Hashable, list[Diagnostic]] = {}
    for one in report.found:
        if one.slip.kind is SlipKind.OF_LANGUAGE:
            groups.setdefault(one.slip.kind, []).append(one)
        elif kind_of(one) == DOUBTS:
            groups.setdefault((one.span[:2], one.code, one.message, one.hint), []).append(one)
    for group in groups.values():
        if len(group) > 1:
            _join(report, sorted(group, key=lambda one: one.span[:3]))


def _join(report: Report, group: list[Diagnostic]) -> None:
    unknown = next((one for one in group if one.code == "NC119"), None)
    if unknown is not None:
        # No such language is known: what its words are like is not asked.
        report.drop({id(one) for one in group if one is not unknown})
        if any(one.severity == "error" for one in group):
            report.raise_to_error(unknown)
        return
    for code in dict.fromkeys(one.code for one in group):
        same = [one for one in group if one.code == code]
        first = same[0]
        if first.slip.kind is SlipKind.OF_LANGUAGE and first.related and len(same) > 1:
            # Of one line and several, the one is sooner wrong.
            (language, _), *_ = first.related
            first = report.put(first, first._replace(span=language, related=((first.span, "here"),)))
        report.join(first, same[1:])
