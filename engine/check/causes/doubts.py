"""What follows from a text that may not be meant as text, and what is said twice of one name."""

from __future__ import annotations

from collections.abc import Iterable

from engine.check.causes.kinds import BETWEEN, DOUBTS, LAYOUT, NAMES, OF_FUNCTIONS, USES, kind_of
from engine.check.causes.lost_lines import LONGEST_BLOCK, function_around, scene_around
from engine.diagnostics import Diagnostic
from engine.patterns import regex
from engine.slips import SlipKind
from engine.source import Source

WORD = regex(r"\w+")
LONE_NAME = regex(r"-[ \t]*\(?\w+\)?:?")
# An error where a scene does not go on, as a line in it that is asked about was meant to do.
ENDLESS = frozenset(("NC301", "NC309"))
# So many lines may have been meant to be joined to one.
MOST_JOINED = 3
UNKNOWN_NAMES = frozenset(("NC103", "NC105"))
OF_A_USE = frozenset(("NC103", "NC105", "NC116", "NC201", "NC203"))
# Codes of lines that may have been meant to use a name.
USED_THERE = frozenset(("NC210", "NC304", "NC315", "NC333"))
IN_TEXTS = frozenset(("NC304", "NC315"))
# What is shown at the end of a line that was meant to break there.
LINE_ENDS = frozenset(("/", "//", "|", "\\\\", "¶", "↵"))
IDLE = frozenset(("NC305", "NC306"))


def doubts_behind(
    found: list[Diagnostic], sources: dict[str, Source], most: int
) -> Iterable[tuple[Diagnostic, Diagnostic]]:
    """Errors that follow from a line which is asked about, each with what is asked; none where more are than `most`."""
    doubts = [
        one
        for one in found
        if (kind_of(one) == DOUBTS or one.code in ("NC108", "NC310") or one.slip.kind is SlipKind.ODD_ENDING)
        and one.span.file in sources
    ]
    errors = [
        one
        for one in found
        if one.severity == "error" and (kind_of(one) <= NAMES or one.code in ENDLESS or one.code in OF_FUNCTIONS)
    ]
    if not doubts or not errors or len(doubts) > most:
        return
    for error in errors:
        doubt = None
        if error.code in ENDLESS:
            doubt = _behind_an_end(error, doubts, sources)
        elif error.code in LAYOUT or error.slip.kind is SlipKind.LOST_PROPERTY:
            doubt = _above_a_line(error, doubts)
        elif error.code in OF_FUNCTIONS:
            doubt = _in_a_function(error, doubts, sources)
        elif error.code == "NC109":
            doubt = next((one for one in doubts if error.slip.name in one.slip.meant), None)
        elif kind_of(error) == NAMES and error.code != "NC111":
            doubt = _around_a_name(error, doubts, sources)
        if doubt is not None:
            yield error, doubt


def _behind_an_end(error: Diagnostic, doubts: list[Diagnostic], sources: dict[str, Source]) -> Diagnostic | None:
    """The doubt about the line where a scene ends, or about a move of it."""
    names, source = set(error.names), sources.get(error.span.file)
    first, last = (0, 0) if source is None else scene_around(source, error.span.line)[:2]
    here = next((one for one in reversed(doubts) if one.code == "NC315" and one.span[:2] == error.span[:2]), None)
    if here is not None:
        return here
    for one in doubts:
        is_in_scene = one.span.file == error.span.file and first <= one.span.line <= last
        is_move = one.code == "NC310" and one.slip.kind is SlipKind.MOVED_ON
        if one.code == "NC310" and (not names.isdisjoint(one.names) or (is_in_scene and is_move)):
            return one
    return None


def _above_a_line(error: Diagnostic, doubts: list[Diagnostic]) -> Diagnostic | None:
    """The doubt about a line above one that stands wrong, to which that may have been meant to be joined."""
    above = {one.span[:2]: one for one in doubts if one.code in ("NC315", "NC317")}
    nearest = error.span.line - 1
    for line in range(nearest, max(0, nearest - MOST_JOINED), -1):
        doubt = above.get((error.span.file, line))
        if doubt is not None:
            return doubt if line == nearest or doubt.slip.kind is SlipKind.JOINS_NOTHING else None
    return None


def _around_a_name(error: Diagnostic, doubts: list[Diagnostic], sources: dict[str, Source]) -> Diagnostic | None:
    """The doubt about a text elsewhere that holds a name which is not known."""
    names = {name for name in error.names if len(name) > 1}
    for doubt in doubts:
        if doubt.span[:2] != error.span[:2] and not names.isdisjoint(_words_at(doubt, sources)):
            return doubt
    return None


def _in_a_function(error: Diagnostic, doubts: list[Diagnostic], sources: dict[str, Source]) -> Diagnostic | None:
    """The doubt about a line of a function that is wrong as a whole, or in a call."""
    names = set(error.names)
    for doubt in doubts:
        block = function_around(sources[doubt.span.file], doubt.span.line)
        if block is not None and block[2] in names:
            return doubt
    return None


def _text_at(one: Diagnostic, sources: dict[str, Source]) -> str:
    begin = one.span.column - 1
    return sources[one.span.file].line(one.span.line)[begin : begin + one.span.length]


def _words_at(one: Diagnostic, sources: dict[str, Source]) -> list[str]:
    """The words of the text that a finding is about; of a mark before a single word, that one."""
    text = _text_at(one, sources)
    line = sources[one.span.file].line(one.span.line).strip()
    return WORD.findall(line if text.strip() in ("-", "") and LONE_NAME.fullmatch(line) else text)


def _words_of_line(one: Diagnostic, sources: dict[str, Source]) -> list[str]:
    source = sources.get(one.span.file)
    return [] if source is None else WORD.findall(source.line(one.span.line))


def said_twice(found: list[Diagnostic], sources: dict[str, Source]) -> set[int]:
    """An unknown name that is said twice, of one code and another; and the only idle name, where one is unknown."""
    first: dict[str, Diagnostic] = {}
    twice = set()
    unknown = [one for one in found if one.code in UNKNOWN_NAMES and one.severity == "error"]
    for one in sorted(unknown, key=lambda one: one.span):
        names = one.names
        if names and first.setdefault(names[0], one).code != one.code:
            twice.add(id(one))
    doubts = [one.span for one in found if one.code in ("NC315", "NC317")]
    twice |= {
        id(one)
        for one in found
        if one.code == "NC303"
        and one.slip.kind is SlipKind.FALLBACK
        and any(at.file == one.span.file and 0 < one.span.line - at.line <= LONGEST_BLOCK for at in doubts)
    }
    cast = [words for one in found if one.code == "NC114" for words in (set(_words_of_line(one, sources)),)]
    twice |= {
        id(one)
        for one in found
        if one.code == "NC106" and any({word for name in one.names for word in name.split()} <= words for words in cast)
    }
    meant = {name for one in found if one.code == "NC103" for name in one.slip.meant}
    twice |= {id(one) for one in found if one.code == "NC333" and one.slip.name in meant}
    twice |= {id(one) for one in found if one.code == "NC119" and not meant.isdisjoint(one.names)}
    keys = {one.slip.meant for one in found if one.code == "NC108"}
    twice |= {id(one) for one in found if one.code == "NC106" and ("cast",) in keys}
    drawn = [
        sources[one.span.file].line(one.span.line) for one in found if one.code == "NC202" and one.span.file in sources
    ]
    twice |= {id(one) for one in found if drawn and one.code == "NC303" and _is_given_in(one, drawn, sources)}
    ends = [one.span for one in found if one.code == "NC315" and _text_at(one, sources).strip() in LINE_ENDS]
    twice |= {id(one) for one in found if one.code == "NC317" for at in ends if one.span[:2] == (at.file, at.line + 1)}
    idle = [one for one in found if one.code in IDLE]
    wrong = [one for one in found if one.code in OF_A_USE and one.severity == "error" and id(one) not in twice]
    if len(idle) == len(wrong) == 1 and len(wrong[0].slip.meant) != 1:
        # What is wrong there may be the use that is missed.
        twice.add(id(idle[0]))
    return twice


def _is_given_in(one: Diagnostic, lines: list[str], sources: dict[str, Source]) -> bool:
    """Whether one of some lines gives values to the scene of a finding, which may be wrong because they are."""
    source = sources.get(one.span.file)
    scene = "" if source is None else scene_around(source, one.span.line)[2]
    return bool(scene) and any(f"{scene}(" in line for line in lines)


def used_in_doubt(found: list[Diagnostic], sources: dict[str, Source], most: int) -> set[int]:
    """What is said of the use of names that a text holds which may not be meant as text: their `id`s."""
    uses = [one for one in found if kind_of(one) == USES]
    doubts = [one for one in found if one.code in USED_THERE and one.span.file in sources] if uses else []
    if not doubts or len(doubts) > most:
        return set()
    words = {word for one in doubts for word in one.slip.meant}
    words.update(word for one in doubts if one.code in IN_TEXTS for word in _words_at(one, sources))
    is_way = any(one.slip.kind is SlipKind.OF_FLOW for one in doubts)
    return {id(one) for one in uses if (is_way and one.code in BETWEEN) or not words.isdisjoint(one.names)}


def _is_choice(one: Diagnostic, sources: dict[str, Source]) -> bool:
    source = sources.get(one.span.file)
    return source is not None and source.line(one.span.line).lstrip()[:2] in ("* ", "+ ")


def behind_joined(found: list[Diagnostic], sources: dict[str, Source]) -> set[int]:
    """What is said of lines below a choice that was meant to go on there, or may be none: their `id`s."""
    choices = [
        one.span
        for one in found
        if one.slip.kind is SlipKind.JOINS_NOTHING or (one.code == "NC315" and _is_choice(one, sources))
    ]
    return {
        id(one)
        for one in found
        if one.code in ("NC310", "NC318")
        and any(at.file == one.span.file and 0 < one.span.line - at.line <= MOST_JOINED for at in choices)
    }


def behind_marks(found: list[Diagnostic], sources: dict[str, Source]) -> set[int]:
    """Of marks that stand behind a blank, those below another one of the paragraph, or below a `<>` that is none."""
    marks = sorted((one for one in found if one.code == "NC320"), key=lambda one: one.span)
    others = [
        one.span
        for one in found
        if marks and (one.code == "NC026" or (one.code == "NC315" and _text_at(one, sources).strip("<> ") == ""))
    ]
    behind: set[int] = set()
    for one in marks:
        source = sources.get(one.span.file)
        above = one.span.line - 1
        while (
            source is not None and above > 0 and source.line(above).strip() and one.span.line - above <= LONGEST_BLOCK
        ):
            spans = [other.span for other in marks if other is not one and id(other) not in behind]
            if any(span[:2] == (one.span.file, above) for span in (*others, *spans)):
                behind.add(id(one))
                break
            above -= 1
    return behind
