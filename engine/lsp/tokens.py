"""Colours: what each stretch of a file is. Prose is marked as such, so that a spell checker can read prose alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

from engine.check.blocks import statements_of
from engine.lsp.open_documents import units_in
from engine.source import Source
from engine.symbols.index import Index
from engine.syntax.reading import COMMENT
from engine.syntax.tree import (
    Ask,
    ChoiceStatement,
    Conditional,
    Def,
    Each,
    Line,
    Prose,
    Show,
    StoryTree,
    TextItems,
)

TYPES = (
    "class",
    "property",
    "variable",
    "enumMember",
    "function",
    "decorator",
    "parameter",
    "event",
    "string",
    "comment",
)
KINDS = {
    "scene": 0,
    "label": 1,
    "variable": 2,
    "local": 2,
    "constant": 3,
    "member": 3,
    "function": 4,
    "tag": 5,
    "line tag": 5,
    "speaker": 6,
    "ending": 7,
    "title": 8,
}
PROSE, COMMENTED = 8, 9
WORDS = re.compile(r"[^\s][^\n]*")

Stretch = tuple[int, int, int]
END = itemgetter(1)


def tokens_in(story: StoryTree, index: Index, source: Source) -> list[int]:
    """The tokens of a file as the protocol packs them: five numbers each, places relative to the one before."""
    data: list[int] = []
    line_before = unit_before = line = 0
    starts, text = source.starts(), source.text
    for at, end, kind in sorted(_stretches(story, index, source)):
        # They come in order: the line is the one before, or stands soon behind it.
        while line + 1 < len(starts) and starts[line + 1] <= at:
            line += 1
        unit, length = units_in(text[starts[line] : at]), units_in(text[at:end].partition("\n")[0])
        if length <= 0 or (line, unit) < (line_before, unit_before):
            continue
        data += (line - line_before, unit - unit_before if line == line_before else unit, length, kind, 0)
        line_before, unit_before = line, unit
    return data


def _stretches(story: StoryTree, index: Index, source: Source) -> Iterator[Stretch]:
    """Names, comments and prose, none within another and none longer than its line."""
    taken: list[tuple[int, int]] = []
    for use in index.in_file(source.name):
        if use.symbol.kind in KINDS and use.end > use.at:
            yield use.at, use.end, KINDS[use.symbol.kind]
            taken.append((use.at, use.end))
    for found in COMMENT.finditer(source.text):
        yield found.start(), found.end(), COMMENTED
        taken.append(found.span())
    taken = _joined(taken)
    bodies = [(one.body, 0) for one in story.declarations if isinstance(one, Def) and one.source.name == source.name]
    bodies += [(one.body, one.source.base_at) for one in story.scenes if one.source.name == source.name]
    for body, base in bodies:
        for begin, end, holes in _texts(statements_of(body)):
            holes = [(base + at, base + to) for at, to in holes]
            within = taken[bisect_right(taken, base + begin, key=END) : bisect_left(taken, (base + end, 0))]
            yield from _prose(source, base + begin, base + end, [*holes, *within])


def _joined(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, of which those that overlap are one."""
    joined: list[tuple[int, int]] = []
    for at, end in sorted(stretches):
        if joined and at <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((at, end))
    return joined


def _prose(source: Source, begin: int, end: int, holes: Iterable[tuple[int, int]]) -> Iterator[Stretch]:
    at = begin
    for hole, behind in [*sorted(holes), (end, end)]:
        for found in WORDS.finditer(source.text, at, max(at, min(hole, end))):
            yield found.start(), at_end(found), PROSE
        at = max(at, behind)


def at_end(found: re.Match[str]) -> int:
    """Where a stretch ends without the blanks behind it."""
    return found.start() + len(found.group().rstrip())


def _texts(statements: Iterable[object]) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """The texts of a scene: where each begins and ends, and what in it is no prose."""
    for one in statements:
        lines: list[Line] = []
        if isinstance(one, Prose):
            lines.append(one.line)
        elif isinstance(one, (ChoiceStatement, Each)):
            lines += [guard.reason for guard in one.guards if guard.reason is not None]
            if isinstance(one, ChoiceStatement):
                lines.append(one.line)
        elif isinstance(one, Ask):
            lines.append(one.prompt)
        for line in lines:
            if line.items:
                holes = list(_holes(line.items))
                end = line.end if line.move is None else min(line.end, line.move.at)
                yield line.at, end, holes


def _holes(items: TextItems) -> Iterator[tuple[int, int]]:
    for item in items:
        if isinstance(item, Show):
            yield item.at, item.end
        elif isinstance(item, Conditional):
            at = item.at
            for condition, branch in item.branches:
                yield at, condition.end + 1
                yield from _holes(branch)
                at = condition.end
            yield from _holes(item.otherwise)
        elif not isinstance(item, str):
            for part in item.texts:
                yield from _holes(part)
