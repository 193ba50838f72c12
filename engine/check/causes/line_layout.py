"""Whether a line is wrong because of one above it: as part of its block, of its paragraph or of its head."""

from __future__ import annotations

from engine.check.causes.kinds import LAYOUT
from engine.check.causes.lost_lines import LONGEST_BLOCK, LostLine
from engine.diagnostics import Diagnostic
from engine.slips import SlipKind
from engine.source import Source

MOST_PROPERTIES = 6
# What opens something that the lines below may close.
OPEN = frozenset(("NC021", "NC022", "NC026"))


def is_of_block(one: Diagnostic, cause: LostLine, source: Source) -> bool:
    """Whether a line is wrong because a line above it opens no block, or another one than was meant."""
    if one is cause.cause or not cause.is_in_scene(one):
        return False
    distance = one.span.line - cause.line
    if cause.is_header and cause.cause.slip.kind is SlipKind.STRAY_LINE:
        return distance > 0
    if cause.is_header and one.slip.kind is SlipKind.STRAY_LINE:
        return 0 < distance <= LONGEST_BLOCK and _is_block(source, cause.line + 1, one.span.line)
    if one.slip.kind is SlipKind.LOST_PROPERTY:
        return 0 < distance <= (1 if cause.cause.slip.kind is SlipKind.LOST_PROPERTY else MOST_PROPERTIES)
    if (
        cause.is_header
        or one.code not in LAYOUT
        or not 0 < distance <= LONGEST_BLOCK
        or one.code == cause.cause.code == "NC015"
    ):
        return False
    if one.code == "NC009" or cause.cause.code == "NC009":
        return one.code != cause.cause.code
    if one.code == "NC015":
        return True  # what stands above it is no `~ if` any more, or not the block of one
    if not _is_block(source, cause.line, one.span.line):
        return False
    return cause.is_of_flow or distance == 1


def is_of_head(one: Diagnostic, cause: LostLine, source: Source) -> bool:
    """Whether a line of the header stands right below the head of a function below which nothing is indented."""
    if cause.cause.code != "NC009" or not cause.is_function or one.code not in ("NC010", "NC110"):
        return False
    return one.span.file == cause.file and _follow_closely(source, cause.line, one.span.line)


def is_of_empty_block(one: Diagnostic, cause: LostLine, source: Source) -> bool:
    """Whether a line may be meant as part of a block, right above it, that is empty because nothing is indented."""
    if cause.cause.code != "NC009" or cause.cause is one or not cause.is_in_scene(one):
        return False
    return _follow_closely(source, cause.line, one.span.line)


def is_of_paragraph(one: Diagnostic, cause: LostLine, source: Source) -> bool:
    """Whether something is wrong with the text of a paragraph in which a brace or a star above is not closed."""
    if cause.cause.slip.kind is SlipKind.CLOSES_NOTHING and one.code == "NC315" and cause.file == one.span.file:
        lines = range(*sorted((one.span.line, cause.line)))  # the brace of a bar is missing
        return len(lines) <= LONGEST_BLOCK and all(source.line(n).strip() for n in lines)
    if cause.cause.code not in OPEN or cause.cause is one or cause.file != one.span.file:
        return False
    if one.code == "NC024":
        is_end = cause.cause.code == "NC021" and one.slip.kind is SlipKind.CLOSES_NOTHING
        return is_end and 0 < one.span.line - cause.line <= LONGEST_BLOCK and cause.is_in_scene(one)
    return _follow_closely(source, cause.line, one.span.line)


def is_item(one: Diagnostic, cause: LostLine, source: Source) -> bool:
    """Whether a line may be meant as an item of the block that a line above was meant to open."""
    if cause.cause.slip.kind is SlipKind.LINES_IN_BRACES and _is_dash_below(one, cause, source):
        return True
    is_below_it = one is not cause.cause and _is_item_below(one, cause, source)
    if cause.cause.slip.kind is SlipKind.LOST_ITEMS:
        return is_below_it
    if one.code == "NC315" or cause.cause.code == one.code or not cause.is_in_scene(one):
        return False  # a block of ink is told line by line
    return is_below_it and is_below(source, cause.line, one.span.line)


def _is_item_below(one: Diagnostic, cause: LostLine, source: Source) -> bool:
    """Whether a line begins with a dash, not far below another one."""
    is_near = one.span.file == cause.file and 0 < one.span.line - cause.line <= LONGEST_BLOCK
    return is_near and source.line(one.span.line).lstrip().startswith("- ")


def _is_dash_below(one: Diagnostic, cause: LostLine, source: Source) -> bool:
    """Whether a line is one of those right below another one that begin with a dash."""
    return (
        one.span.file == cause.file
        and 0 < one.span.line - cause.line <= LONGEST_BLOCK
        and all(source.line(n).lstrip().startswith("-") for n in range(cause.line + 1, one.span.line + 1))
    )


def is_below(source: Source, first: int, last: int) -> bool:
    """Whether all lines behind the first one, up to the last, are indented further than it."""
    widths = [_width(source, number) for number in range(first, last + 1) if source.line(number).strip()]
    return len(widths) > 1 and min(widths[1:]) > widths[0]


def _follow_closely(source: Source, first: int, last: int) -> bool:
    """Whether a line stands below another one, and no blank one between them."""
    return 0 < last - first <= LONGEST_BLOCK and all(source.line(line).strip() for line in range(first, last))


def _width(source: Source, line: int) -> int:
    text = source.line(line)
    return len(text) - len(text.lstrip())


def _is_block(source: Source, first: int, last: int) -> bool:
    """Whether no line between two lines is indented less than both."""
    widths = [_width(source, number) for number in range(first, last + 1) if source.line(number).strip()]
    return bool(widths) and min(widths) >= min(widths[0], widths[-1])
