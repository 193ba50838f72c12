"""Groups of paths by where they first differ: what readers sent is a hundred files and three mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.paths.suite import PathOutcome

MOST_NAMED = 5


def groups_of(outcomes: Iterable[PathOutcome]) -> list[list[PathOutcome]]:
    """The paths that do not fit, together where they first differ in the same way; the largest group first."""
    groups: dict[str, list[PathOutcome]] = {}
    for one in outcomes:
        if not one.fits:
            groups.setdefault(one.first, []).append(one)
    return sorted(groups.values(), key=lambda group: -len(group))


def lines_of(groups: Sequence[Sequence[PathOutcome]]) -> Iterator[str]:
    """What to tell people: how many paths first differ so, and which."""
    for group in groups:
        how_many = "1 path first differs" if len(group) == 1 else f"{len(group)} paths first differ"
        yield f"{how_many} here: {group[0].first}"
        names = [one.file for one in group[:MOST_NAMED]]
        more = len(group) - len(names)
        yield f"      {', '.join(names)}" + (f" and {more} more" if more else "")
