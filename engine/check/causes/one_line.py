"""Several findings of one line: of those that one slip leads to, the first is told."""

from __future__ import annotations

from engine.check.causes.kinds import DOUBTS, LAYOUT, OTHER, UNREAD, VALUES, WAYS, kind_of
from engine.diagnostics import Diagnostic
from engine.slips import SlipKind
from engine.source import Source

# What is wrong in one pair of braces of a line, and says nothing of the rest.
IN_BRACES = frozenset(("NC020", "NC021", "NC022", "NC023", "NC024", "NC026", "NC025"))
# What a doubt about a line says as well: of a heading, that nothing leads there; of a move, that it goes for good.
SAID_WITH = {
    "NC302": ("NC331",),
    "NC315": ("NC302", "NC307", "NC310", "NC314", "NC317"),
    "NC333": ("NC315",),
    "NC317": ("NC302", "NC314"),
    "NC307": ("NC310",),
    "NC024": ("NC014",),
    "NC110": ("NC115",),
}
# What is said of values that are shown, or are not, where braces are broken.
SHOWN_OF_BRACES = frozenset(("NC315", "NC119", "NC333"))
# Of what is wrong in one pair of braces, the first is told.
OF_BRACES = frozenset(("NC103", "NC201", "NC024"))


def repeated_in_lines(found: list[Diagnostic], sources: dict[str, Source]) -> set[int]:
    """Of the findings of each line, those that another on it is the reason for: their `id`s."""
    lines: dict[tuple[str, int], list[Diagnostic]] = {}
    for one in found:
        lines.setdefault(one.span[:2], []).append(one)
    repeated = set()
    for here in lines.values():
        if len(here) > 1:
            first = min(here, key=_first_told)
            others = [one for one in here if one is not first]
            repeated |= {id(one) for one in others if _is_repeated(one, first)}
            source = sources.get(first.span.file)
            if source is not None and first.severity == "error" and first.code in OF_BRACES:
                braces = braces_around(source, first)
                repeated |= {
                    id(one) for one in others if one.code == first.code and braces_around(source, one) == braces
                }
    return repeated


def braces_around(source: Source, one: Diagnostic) -> tuple[int, int]:
    """Where the braces of a line begin and end that a finding is about, counted from 0; else the whole line."""
    text = source.line(one.span.line)
    begin, end = text.rfind("{", 0, one.span.column), text.find("}", one.span.column - 1)
    return (begin, end) if begin >= 0 and end >= 0 else (0, len(text))


def _first_told(one: Diagnostic) -> tuple[bool, bool, int, bool, bool, bool, int, int, str]:
    """The order of what is said of one line: the first is told, and the others may follow from it."""
    kind, span = kind_of(one), one.span
    is_flow = one.slip.kind is SlipKind.OF_FLOW
    return (
        kind != UNREAD,
        one.severity != "error",
        kind,
        not is_flow,
        one.code in LAYOUT,
        one.code == "NC317",
        span.column,
        -span.length,
        one.code,
    )


def _is_repeated(one: Diagnostic, first: Diagnostic) -> bool:
    """Whether the first finding of a line, by its kind, is the reason for another one on it."""
    kind, other = kind_of(first), kind_of(one)
    if first.code in ("NC021", "NC024") and one.code in SHOWN_OF_BRACES:
        return True
    if other == OTHER:
        return False
    if first.code == one.code == "NC106":
        return True
    if one.code in SAID_WITH.get(first.code, ()):
        return True
    if kind == UNREAD and first.code in IN_BRACES:
        if first.code == "NC020" and one.code == "NC202":
            return True  # what its value would be is not known
        if first.code == "NC020" and other == DOUBTS:
            return one.span.column + one.span.length >= first.span.column
        closes_nothing = first.slip.kind is SlipKind.CLOSES_NOTHING
        if closes_nothing and (one.code in (*IN_BRACES, "NC304") or one.slip.kind is SlipKind.NOT_CLOSED):
            return True
        is_behind = one.span.column >= first.span.column or one.code == "NC109"
        if is_behind and (other > UNREAD or first.code == "NC021" or one.slip.kind is SlipKind.CLOSES_NOTHING):
            return True
        return _are_ends_of_one(first, one)
    if kind == other == DOUBTS and first.code == "NC315":
        if one.code == "NC315" and first.slip.kind is SlipKind.OF_FLOW:
            return True
        return 0 <= one.span.column - first.span.column < first.span.length
    if kind >= DOUBTS or (first.severity != "error" and (kind != UNREAD or one.severity == "error")):
        return False
    return kind == other == UNREAD or (kind < other and (other != WAYS or kind < VALUES))


def _are_ends_of_one(one: Diagnostic, other: Diagnostic) -> bool:
    """Whether two things that are wrong in one line are the two ends of one: `{{x}}`, `{% if x %}`, `**x*`."""
    if one.code == other.code and one.message == other.message:
        return one.code in ("NC020", "NC022") or one.slip.kind in (SlipKind.DOUBLED_BRACES, SlipKind.TAG_IN_BRACES)
    if one.code == "NC022" and other.code in ("NC022", "NC315"):
        return True
    return 0 <= other.span.column - one.span.column <= one.span.length
