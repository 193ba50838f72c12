"""What follows from a name that a line was meant to give: it is not known where it is used, or a value is wrong."""

from __future__ import annotations

import re

from engine.check.causes.kinds import LAYOUT, OF_FUNCTIONS, TAKEN
from engine.check.causes.line_layout import is_below
from engine.check.causes.losses import Losses
from engine.check.causes.lost_lines import GIVES, LostLine, function_around
from engine.check.causes.one_line import braces_around
from engine.diagnostics import Diagnostic
from engine.patterns import compiled, regex
from engine.slips import SlipKind, shown_in

WORD = regex(r"\w+")
LONGEST_SCENE = 200


def may_be_given(losses: Losses, one: Diagnostic, names: set[str]) -> bool:
    """Whether a name is not known because a line is wrong that may be meant to give it."""
    if one.code == "NC116" and (losses.files_are_lost or losses.headings_are_copied):
        return True
    is_include = any(cause.cause is one and cause.includes for cause in losses.lost)
    if one.code not in TAKEN and losses.includes_are_lost and not is_include:
        return True
    if one.code not in TAKEN and one.code != "NC102" and is_broken(losses, one, names):
        return True
    if one.code == "NC103" and one.slip.name and _is_of_parameter(losses, one):
        return True
    if one.code == "NC104" and any(cause.function == "" and cause.is_function for cause in losses.unread):
        return True
    for cause in losses.misnamed:
        slip = cause.cause.slip
        if cause.cause is not one and (one.slip.name in slip.meant or slip.name in one.slip.meant):
            return True
    if one.code in ("NC101", "NC102", "NC109") and any(_is_heading_of(losses, one, cause) for cause in losses.lost):
        return True
    if one.code == "NC109" and any(cause.ends and cause.cause is not one for cause in losses.lost):
        return True
    if not one.slip.meant and any(is_copy_of(cause, one) for cause in losses.lost):
        return True
    if one.code in ("NC103", "NC105"):
        if _is_local(losses, one, names):
            return True
        if any(name in losses.given and losses.given[name].cause is not one for name in names):
            return True
    if (
        one.code == "NC101"
        and not one.slip.meant
        and losses.unknown_scenes == {one.slip.name}
        and any(cause.cause.code == "NC011" and not cause.written for cause in losses.unread)
    ):
        return True  # it may be the name that the heading lacks
    if one.code in ("NC101", "NC102") and any(_is_place_of(one, names, cause) for cause in losses.lost):
        return True
    if one.code == "NC105" and any(
        cause.cause.code == "NC116" and not cause.meant.isdisjoint(shown_in(one.hint)) for cause in losses.lost
    ):
        return True
    if one.code == "NC103" and any(
        cause.cause.code in LAYOUT
        and cause.is_in_scene(one)
        and not names.isdisjoint(GIVES.findall(losses.sources[cause.file].line(cause.line)))
        for cause in losses.unread
    ):
        return True  # it is known in its own block alone
    return any(_is_named_on(one, names, cause) for cause in losses.unread if one.span[:2] != (cause.file, cause.line))


def _is_of_parameter(losses: Losses, one: Diagnostic) -> bool:
    """Whether a value in a function is unknown because the name of a parameter is taken, or the head is missing."""
    source = losses.sources.get(one.span.file)
    block = None if source is None else function_around(source, one.span.line)
    if block is None:
        return False
    heads = (cause for cause in losses.lost if cause.cause.code == "NC110" and cause.file == one.span.file)
    return losses.functions_are_lost or any(cause.line == block[0] for cause in heads)


def _is_heading_of(losses: Losses, one: Diagnostic, cause: LostLine) -> bool:
    """Whether a scene or an ending is unknown because the name of a heading is taken, or is no name."""
    if cause.cause.code not in ("NC110", "NC112") or not cause.is_heading:
        return False
    if one.code != "NC109":
        return not one.slip.meant and (cause.cause.code == "NC112" or losses.unknown_scenes == {one.slip.name})
    source = losses.sources[cause.file]
    lines = range(cause.line, min(cause.line + LONGEST_SCENE, cause.below))
    return any(f"end: {name}" in source.line(line) for line in lines for name in one.names)


def _is_local(losses: Losses, one: Diagnostic, names: set[str]) -> bool:
    """Whether a value may be one that a heading above gives, or a local whose name is taken."""
    above = [cause for cause in losses.lost if cause.file == one.span.file and cause.line < one.span.line <= cause.last]
    if one.code == "NC103" and any(
        cause.is_heading and cause in losses.unread and not names.isdisjoint(cause.written) for cause in above
    ):
        return True
    if one.code == "NC103" and any(cause.is_function and cause.is_header and cause in losses.unread for cause in above):
        return True  # a parameter of a function whose head cannot be read
    if one.code == "NC103" and any(
        cause.is_loop and cause in losses.unread and is_below(losses.sources[cause.file], cause.line, one.span.line)
        for cause in above
    ):
        return True
    return any(cause.names_local and cause.cause.code == "NC110" for cause in above)


def _is_place_of(one: Diagnostic, names: set[str], cause: LostLine) -> bool:
    """Whether a scene, a point or a label is unknown because of brackets that are none, or because one is taken."""
    if cause.cause.slip.kind is SlipKind.ODD_LABEL and cause.cause is not one:
        return any(meant.rpartition(".")[2] in names for meant in cause.meant)
    if cause.cause.code != "NC110" or one.span.file != cause.file:
        return False
    return (cause.is_point and cause.is_in_scene(one)) or cause.declared in names


def is_of_function(losses: Losses, one: Diagnostic, names: set[str]) -> bool:
    """Whether a call is wrong because the body of the function is, or the function because a line in it is."""
    lost = {cause.function for cause in losses.lost if cause.function and cause.cause.code not in OF_FUNCTIONS}
    if one.code in OF_FUNCTIONS:
        unknown = (losses.broken | losses.unknown) - names  # by what is said of it here, its own name is broken
        return not lost.isdisjoint(names) or any(not unknown.isdisjoint(_words_of(losses, name)) for name in names)
    lost = {cause.function for cause in losses.unread if cause.function and one.span[:2] != (cause.file, cause.line)}
    return not lost.isdisjoint(_written_around(losses, one))


def _words_of(losses: Losses, function: str) -> set[str]:
    """The words in the body of a function: what a broken name in it would do, it does not."""
    head = compiled(rf"^def[ \t]+{re.escape(function)}\b", re.MULTILINE)
    for source in losses.sources.values():
        found = head.search(source.text)
        block = function_around(source, source.line_of(found.start())) if found is not None else None
        if block is not None:
            return {word for line in range(block[0], block[1]) for word in WORD.findall(source.line(line))}
    return set()


def is_broken(losses: Losses, one: Diagnostic, names: set[str]) -> bool:
    """Whether a value or a name is wrong because of a declaration that is: `sour` of a type that is not known."""
    if one.span.file not in losses.sources:
        return False
    if id(one) in losses.breaking:
        # Of two declarations, the one that cannot be read is the cause.
        unread = {cause.declared for cause in losses.unread if cause.cause is not one} - {""}
        return not unread.isdisjoint(_written_around(losses, one))
    broken = losses.broken | {
        cause.names_local
        for cause in losses.lost
        if cause.names_local and cause.file == one.span.file and cause.line < one.span.line <= cause.last
    }
    if one.slip.kind is SlipKind.UNKNOWN_RANGE:
        broken |= losses.unknown
    if not broken:
        return False
    return not broken.isdisjoint(_written_around(losses, one) | names)


def reads_unknown(losses: Losses, one: Diagnostic) -> bool:
    """Whether a condition reads a name that is not known, or a function that is not: of it nothing can be said."""
    functions = {cause.function for cause in losses.unread if cause.function and cause.cause is not one}
    unknown = losses.unknown | losses.broken | functions
    return not unknown.isdisjoint(_written_around(losses, one))


def _written_around(losses: Losses, one: Diagnostic) -> set[str]:
    """The words in the braces that a finding is about, or in its line."""
    source = losses.sources.get(one.span.file)
    if source is None:
        return set()
    begin, end = braces_around(source, one)
    return set(WORD.findall(source.line(one.span.line)[begin:end]))


def is_copy_of(cause: LostLine, one: Diagnostic) -> bool:
    """Whether a declaration has the name of another one, as it was copied, and may be meant to give this one.

    It is used in several places, then, or asked about in the scene.
    """
    if cause.cause.code != "NC110" or not cause.declared:
        return False
    if not one.related and not (cause.is_heading and one.slip.kind is SlipKind.UNKNOWN_PLACE):
        return False
    return one.code in (("NC101", "NC102") if cause.is_heading else ("NC103", "NC104"))


def _is_named_on(one: Diagnostic, names: set[str], cause: LostLine) -> bool:
    """Whether a line that could not be read has the words of a name which nothing gives."""
    if one.code == "NC102" and cause.scene in names and cause.is_of_flow:
        return True
    if one.code == "NC109" and names and all(cause.written.issuperset(name.split()) for name in names):
        return True
    # `lo st` is read as `lo_st`, which is `lost` sooner than another name.
    is_near = len(one.slip.meant) == 1 and one.slip.meant[0].replace("_", "") not in names
    return any(
        name in cause.words or (len(name) > 2 and name.casefold().replace("_", "") in cause.letters and not is_near)
        for name in names
    )
