"""Causes before consequences: of what one slip leads to, only the slip itself is told.

Findings are of a few kinds, each of which can be a cause of those behind it: lines that cannot be read, names that are
not known, values of the wrong kind, texts that may not be meant so, how a scene goes on, and what the story uses at
all. A finding follows from an earlier kind where both meet: on one line, in one scene, or in one name. What is left
out is told as soon as its cause is mended, if it is still so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.check.lost_lines import LAYOUT, LONGEST_BLOCK, LostLine, broken_names, scene_around
from engine.diagnostics import Diagnostic, Report
from engine.patterns import regex
from engine.source import Source

# With one of these errors, a move, a draw or a heading is not what was meant: any scene may be the one it leads to.
LOST_MOVES = frozenset(("NC011", "NC013", "NC014", "NC030", "NC101", "NC102", "NC107", "NC304"))
# What is said of a scene's end or of the lines behind a move follows from one of these above.
LOST_ENDS = frozenset(("NC014", "NC304", "NC307", "NC318"))


def moves_are_lost(report: Report) -> bool:
    """Whether a move of the story goes nobody knows where."""
    return any(one.code in LOST_MOVES and (one.severity == "error" or one.code == "NC304") for one in report.found)


def lines_of(report: Report, codes: frozenset[str] | None = None) -> set[tuple[str, int]]:
    """The lines on which one of the codes, or any error, has been reported: file and number."""
    return {
        (one.span.file, one.span.line)
        for one in report.found
        if (one.code in codes if codes is not None else one.severity == "error")
    }


UNREAD, NAMES, VALUES, DOUBTS, WAYS, USES, OTHER = range(7)
KINDS = {
    UNREAD: "NC006 NC007 NC009 NC010 NC011 NC012 NC013 NC014 NC015 NC020 NC021 NC022 NC023 NC024 NC025"
    " NC026 NC030 NC304",
    NAMES: "NC101 NC102 NC103 NC104 NC105 NC107 NC109 NC110 NC112 NC115 NC116",
    VALUES: "NC201 NC202 NC203 NC204 NC205 NC206 NC207 NC208 NC210 NC211 NC324",
    DOUBTS: "NC106 NC315 NC317 NC318 NC319 NC320 NC329 NC330 NC332",
    WAYS: "NC301 NC303 NC307 NC308 NC309 NC310 NC311 NC312 NC313 NC314 NC321 NC322 NC323",
    USES: "NC302 NC305 NC306 NC331",
}
KIND = {code: kind for kind, codes in KINDS.items() for code in codes.split()}
# Where the ways between scenes are looked at as a whole: one move that is lost may be the one that is missed.
BETWEEN = frozenset(("NC302", "NC307", "NC308"))
# Lines of a heading or a move: with one of these, any way may be the one that is missed.
LOST_WAYS = frozenset(("NC030", "NC101", "NC102", "NC107", "NC301"))
MOST_PROPERTIES = 6
# What is declared with one of these is known all the same.
KNOWN_STILL = frozenset(("NC105", "NC202", "NC203", "NC204", "NC205", "NC209"))
# With more lines that could not be read than these, a text is no story with slips in it.
MOST_CAUSES = 200
WORD = regex(r"\w+")
QUOTED = regex(r"`([^`]+)`")
# What is wrong in one pair of braces of a line, and says nothing of the rest.
IN_BRACES = frozenset(("NC020", "NC021", "NC022", "NC023", "NC024", "NC026", "NC025"))
GUARD = "this guard does not stand"
PROPERTY = "does not stand under a heading"
BLAMED = "nothing uses the name"
NO_LABEL = "these brackets are no label"
NO_RANGE = "`clamp` does not know"
EMPTY = "this range is empty"
CLOSES_NOTHING = "closes nothing"
NOT_CLOSED = "is not closed"
MOVED_ON = "this move is never made: the story"
DOUBLED = "braces are doubled"
# Of what is wrong in one line of values, the first is told.
OF_A_VALUE = frozenset(("NC103", "NC201"))
# An error where a scene does not go on, as a line in it that is asked about was meant to do.
ENDLESS = frozenset(("NC301", "NC309"))
JOINS = "joins nothing to it"
# So many lines may have been meant to be joined to one.
MOST_JOINED = 3
NO_SCENE = "only `key: value`"
# A header line in an included file is read all the same: nothing is lost with it.
ELSEWHERE = "but no header lines"
UNKNOWN = frozenset(("NC103", "NC104"))
UNKNOWN_NAMES = frozenset(("NC103", "NC105"))
OF_A_USE = frozenset(("NC103", "NC105", "NC116", "NC201"))
# Names that are taken: each is wrong by itself.
TAKEN = frozenset(("NC110", "NC112", "NC115", "NC116"))


def drop_consequences(report: Report, sources: Iterable[Source]) -> None:
    """Take from the report what only follows from something else in it: one slip is one message.

    Where an error follows from a warning, the warning is an error instead.
    """
    found = report.found
    if len(found) < 2 or all(KIND.get(one.code, OTHER) >= WAYS and one.severity != "error" for one in found):
        return
    known = {source.name: source for source in sources}
    for error, doubt in _doubts_behind(found, known):
        report.raise_to_error(doubt)
        report.drop({id(error)})
    report.drop(_repeated(report.found, known) | _used_in_doubt(report.found, known))
    report.drop(_said_twice(report.found))
    causes = [one for one in report.found if one.severity == "error" or one.code == "NC304"]
    if 0 < len(causes) <= MOST_CAUSES:
        lost = [
            LostLine(one, known[one.span.file])
            for one in causes
            if one.span.file in known and ELSEWHERE not in one.message
        ]
        judge = _Judge(lost, known)
        report.drop({id(one) for one in report.found if judge.follows(one)})


def _kind(one: Diagnostic) -> int:
    # A guard behind something else may well stand right, where that is not what was meant.
    return VALUES if GUARD in one.message else KIND.get(one.code, OTHER)


def _repeated(found: list[Diagnostic], sources: dict[str, Source]) -> set[int]:
    """Of the findings of one line, those that another on it is the reason for."""
    lines: dict[tuple[str, int], list[Diagnostic]] = {}
    for one in found:
        lines.setdefault(one.span[:2], []).append(one)
    repeated = set()
    for here in lines.values():
        if len(here) > 1:
            first = min(here, key=_first_told)
            repeated |= {id(one) for one in here if one is not first and _is_repeated(one, first)}
            source = sources.get(first.span.file)
            if source is not None and first.severity == "error" and first.code in OF_A_VALUE:
                piece = _piece_of(source, first)
                repeated |= {
                    id(one)
                    for one in here
                    if one is not first and one.code == first.code and _piece_of(source, one) == piece
                }
    return repeated


def _first_told(one: Diagnostic) -> tuple[bool, bool, int, int, int, str]:
    """The order of what is said of one line: the first is told, and the others may follow from it."""
    kind, span = _kind(one), one.span
    return kind != UNREAD, one.severity != "error", kind, span.column, -span.length, one.code


def _is_repeated(one: Diagnostic, first: Diagnostic) -> bool:
    """Whether the first finding of a line, by its kind, is the reason for another one on it."""
    kind, other = _kind(first), _kind(one)
    if other == OTHER:
        return False
    if first.code == one.code == "NC106":
        return True
    if kind == UNREAD and first.code in IN_BRACES:
        if first.code == "NC020" and other == DOUBTS:
            return one.span.column + one.span.length >= first.span.column
        if CLOSES_NOTHING in first.message and (one.code in IN_BRACES or NOT_CLOSED in one.message):
            return True
        is_behind = one.span.column >= first.span.column or one.code == "NC109"
        return (is_behind and (other > UNREAD or first.code == "NC021" or CLOSES_NOTHING in one.message)) or _overlap(
            first, one
        )
    if kind == other == DOUBTS and first.code == "NC315":
        return 0 <= one.span.column - first.span.column < first.span.length
    if kind >= DOUBTS or (first.severity != "error" and (kind != UNREAD or one.severity == "error")):
        return False
    return kind == other == UNREAD or (kind < other and (other != WAYS or kind < VALUES))


def _overlap(one: Diagnostic, other: Diagnostic) -> bool:
    """Whether two things that are wrong in one line are the two ends of one: `{{x}}`, `{% if x %}`, `**x*`."""
    if one.code == other.code and one.message == other.message and (one.code == "NC020" or DOUBLED in one.message):
        return True
    if one.code == "NC022" and other.code in ("NC022", "NC315"):
        return True
    return 0 <= other.span.column - one.span.column <= one.span.length


def _doubts_behind(found: list[Diagnostic], sources: dict[str, Source]) -> Iterable[tuple[Diagnostic, Diagnostic]]:
    """Errors that follow from a line which is asked about, each with what is asked."""
    doubts = [
        one for one in found if (_kind(one) == DOUBTS or one.code in ("NC108", "NC310")) and one.span.file in sources
    ]
    errors = [one for one in found if one.severity == "error" and (_kind(one) <= NAMES or one.code in ENDLESS)]
    if not doubts or not errors or len(doubts) > MOST_CAUSES:
        return
    above = {one.span[:2]: one for one in doubts if one.code in ("NC315", "NC317")}
    here = {one.span[:2]: one for one in doubts if one.code == "NC315"}
    for error in errors:
        if error.code in ENDLESS:
            names = set(QUOTED.findall(error.message))
            source = sources.get(error.span.file)
            first, last = (0, 0) if source is None else scene_around(source, error.span.line)[:2]
            doubt = here.get(error.span[:2]) or next(
                (
                    one
                    for one in doubts
                    if one.code == "NC310"
                    and (
                        not names.isdisjoint(QUOTED.findall(one.message))
                        or (
                            one.span.file == error.span.file
                            and first <= one.span.line <= last
                            and MOVED_ON in one.message
                        )
                    )
                ),
                None,
            )
            if doubt is not None:
                yield error, doubt
        elif error.code in LAYOUT or (error.code == "NC012" and PROPERTY in error.message):
            lines = range(error.span.line - 1, max(0, error.span.line - 1 - MOST_JOINED), -1)
            doubt = next((above[error.span.file, line] for line in lines if (error.span.file, line) in above), None)
            if doubt is not None and (doubt.span.line == lines[0] or JOINS in doubt.message):
                yield error, doubt
        elif _kind(error) == NAMES:
            names = {name for name in QUOTED.findall(error.message) if len(name) > 1}
            for doubt in doubts:
                span = doubt.span
                shown = sources[span.file].line(span.line)[span.column - 1 : span.column - 1 + span.length]
                if span[:2] != error.span[:2] and not names.isdisjoint(re.findall(r"\w+", shown)):
                    yield error, doubt
                    break


def _said_twice(found: list[Diagnostic]) -> set[int]:
    """An unknown name that is said twice, of one code and another; and the only idle name, where one is unknown."""
    first: dict[str, Diagnostic] = {}
    twice = set()
    unknown = [one for one in found if one.code in UNKNOWN_NAMES and one.severity == "error"]
    for one in sorted(unknown, key=lambda one: one.span):
        quoted = QUOTED.search(one.message)
        if quoted is not None and first.setdefault(quoted[1], one).code != one.code:
            twice.add(id(one))
    doubts = [one.span for one in found if one.code in ("NC315", "NC317")]
    twice |= {
        id(one)
        for one in found
        if one.code == "NC303"
        and "otherwise" in one.message
        and any(at.file == one.span.file and 0 < one.span.line - at.line <= LONGEST_BLOCK for at in doubts)
    }
    idle = [one for one in found if one.code in ("NC305", "NC306")]
    wrong = [one for one in found if one.code in OF_A_USE and one.severity == "error" and id(one) not in twice]
    if len(idle) == len(wrong) == 1 and not _has_near(wrong[0]):
        # What is wrong there may be the use that is missed.
        twice.add(id(idle[0]))
    return twice


def _has_near(one: Diagnostic) -> bool:
    return (one.hint or "").startswith("did you mean")


def _used_in_doubt(found: list[Diagnostic], sources: dict[str, Source]) -> set[int]:
    """What is said of the use of names that a text holds which may not be meant as text."""
    uses = [one for one in found if _kind(one) == USES]
    doubts = [one for one in found if one.code in ("NC315", "NC304") and one.span.file in sources] if uses else []
    if not doubts or len(doubts) > MOST_CAUSES:
        return set()
    words: set[str] = set()
    for one in doubts:
        line = sources[one.span.file].line(one.span.line)
        words.update(WORD.findall(line[one.span.column - 1 : one.span.column - 1 + one.span.length]))
    return {id(one) for one in uses if not words.isdisjoint(QUOTED.findall(one.message))}


class _Judge:
    """Tells what follows from lines that are wrong."""

    def __init__(self, lost: list[LostLine], sources: dict[str, Source]) -> None:
        self.lost = lost
        self.sources = sources
        self.kinds = {id(one.cause): _kind(one.cause) for one in lost}
        self.unread = [one for one in lost if KIND.get(one.cause.code) == UNREAD or one.cause.code == "NC315"]
        declared = [
            one for one in lost if one.declared and (one.cause.code not in KNOWN_STILL or EMPTY in one.cause.message)
        ]
        self.broken = broken_names(declared, sources)
        renamed = {name for one in lost if BLAMED in one.cause.message for name in QUOTED.findall(one.cause.message)}
        self.broken |= broken_names([], sources, renamed) if renamed else set()
        self.unknown = {name for one in lost if one.cause.code in UNKNOWN for name in QUOTED.findall(one.cause.message)}
        self.breaking = {id(one.cause) for one in lost if one in declared or BLAMED in one.cause.message}
        self.ways_are_lost = any(
            one.is_heading
            or one.leads_to_value
            or (one.is_point and one.cause.code == "NC110")
            or one.cause.code in LOST_WAYS
            or (self.kinds[id(one.cause)] in (UNREAD, DOUBTS) and one.is_of_flow)
            for one in lost
        )
        self.includes_are_lost = any(one.includes for one in lost)

    def follows(self, one: Diagnostic) -> bool:
        """Whether a finding follows from another one."""
        kind = _kind(one)
        if kind == UNREAD or one.code in ("NC108", "NC110", "NC112"):
            return any(self._is_of_block(one, cause) for cause in self.unread)
        names = set(QUOTED.findall(one.message))
        if one.code in ("NC318", "NC319", "NC320"):
            return any(
                one.span.file == cause.file and cause.is_of_flow and 0 < one.span.line - cause.line <= LONGEST_BLOCK
                for cause in self.unread
                if cause.first <= one.span.line <= cause.last
            )
        if one.code == "NC106":
            written = {word for name in names for word in name.split()}
            return any(cause.is_header and written and cause.words >= written for cause in self.unread)
        if kind == NAMES:
            return self._is_lost(one, names)
        if kind == VALUES:
            if one.code in ("NC210", "NC211") and any(
                cause.function in names and cause.cause.code not in ("NC210", "NC211")
                for cause in self.lost
                if cause.function
            ):
                return True
            return self._is_broken(one, names)
        if kind in (WAYS, USES):
            return self._is_of_ways(one, kind, names)
        return False

    def _is_of_block(self, one: Diagnostic, cause: LostLine) -> bool:
        """Whether a line is wrong because a line above it opens no block, or another one than was meant."""
        if one is cause.cause or one.span.file != cause.file or not cause.first <= one.span.line <= cause.last:
            return False
        distance = one.span.line - cause.line
        if cause.is_header and cause.cause.message.startswith(NO_SCENE):
            return distance > 0
        if cause.is_header and one.message.startswith(NO_SCENE):
            return 0 < distance <= LONGEST_BLOCK and _is_block(self.sources[cause.file], cause.line + 1, one.span.line)
        if one.code == "NC012" and PROPERTY in one.message:
            return 0 < distance <= (1 if PROPERTY in cause.cause.message else MOST_PROPERTIES)
        if (
            cause.is_header
            or one.code not in LAYOUT
            or not 0 < distance <= LONGEST_BLOCK
            or one.code == cause.cause.code == "NC015"
        ):
            return False
        if one.code == "NC009" or cause.cause.code == "NC009":
            return one.code != cause.cause.code
        if one.code != "NC015" and not _is_block(self.sources[cause.file], cause.line, one.span.line):
            return False
        return cause.is_of_flow or distance == 1

    def _is_lost(self, one: Diagnostic, names: set[str]) -> bool:
        """Whether a name is not known because a line cannot be read that may give it."""
        if (
            self.includes_are_lost
            and one.code not in TAKEN
            and not any(cause.cause is one and cause.includes for cause in self.lost)
        ):
            return True
        if one.code not in TAKEN and one.code != "NC102" and self._is_broken(one, names):
            return True
        is_near = one.hint is not None and one.hint.startswith("did you mean")
        if one.code == "NC103" and any(
            cause.is_heading and one.span.file == cause.file and cause.line < one.span.line <= cause.last
            for cause in self.unread
            if not names.isdisjoint(cause.written)
        ):
            return True
        if one.code in ("NC103", "NC105") and any(
            cause.names_local and one.span.file == cause.file and cause.line < one.span.line <= cause.last
            for cause in self.lost
            if cause.cause.code == "NC110"
        ):
            return True
        if one.code in ("NC101", "NC102") and any(
            cause.cause.code == "NC102" and NO_LABEL in cause.cause.message and cause.cause is not one
            for cause in self.lost
            if any(meant.rpartition(".")[2] in names for meant in cause.meant)
        ):
            return True
        if one.code in ("NC101", "NC102") and any(
            cause.cause.code == "NC110"
            and one.span.file == cause.file
            and ((cause.is_point and cause.first <= one.span.line <= cause.last) or cause.declared in names)
            for cause in self.lost
        ):
            return True
        if one.code == "NC105" and any(
            cause.cause.code == "NC116" and not cause.meant.isdisjoint(QUOTED.findall(one.hint or ""))
            for cause in self.lost
        ):
            return True
        for cause in self.unread:
            if one.span[:2] == (cause.file, cause.line):
                continue
            if one.code == "NC102" and cause.scene in names and cause.is_of_flow:
                return True
            if one.code == "NC109" and cause.ends:
                return True
            if one.code == "NC109" and names and all(cause.written.issuperset(name.split()) for name in names):
                return True
            if any(
                name in cause.words or (len(name) > 2 and name.casefold() in cause.letters and not is_near)
                for name in names
            ):
                return True
        return False

    def _is_broken(self, one: Diagnostic, names: set[str]) -> bool:
        """Whether a value or a name is wrong because of a declaration that is: `sour` of a type that is not known."""
        if one.span.file not in self.sources or id(one) in self.breaking:
            return False
        locals = {
            cause.names_local
            for cause in self.lost
            if cause.names_local and cause.file == one.span.file and cause.line < one.span.line <= cause.last
        }
        broken = self.broken | locals
        if one.code == "NC201" and NO_RANGE in one.message:
            broken |= self.unknown
        return bool(broken) and not broken.isdisjoint({*WORD.findall(_piece(self.sources[one.span.file], one)), *names})

    def _is_of_ways(self, one: Diagnostic, kind: int, names: set[str]) -> bool:
        if self.ways_are_lost and (one.code in BETWEEN or (one.code == "NC314" and "draws" in one.message)):
            return True
        if self.includes_are_lost and kind == USES:
            return True
        for cause in self.lost:
            of_cause = self.kinds[id(cause.cause)]
            if of_cause >= WAYS or cause.cause is one:
                continue
            is_in_scene = one.span.file == cause.file and cause.first <= one.span.line <= cause.last
            is_lost_way = of_cause in (UNREAD, DOUBTS) or cause.cause.code in LOST_MOVES or cause.is_heading
            if is_in_scene and cause.is_choice and of_cause == NAMES and one.code == "NC303":
                return "otherwise" in one.message
            if of_cause == NAMES and not (cause.is_heading or cause.borrows) and one.code in ("NC301", "NC310"):
                continue
            if is_in_scene and kind == WAYS and cause.is_of_flow and is_lost_way:
                return one.code not in ("NC303", "NC314") or "otherwise" in one.message
            if of_cause <= NAMES and not names.isdisjoint(cause.meant):
                return True
            is_code = of_cause == UNREAD or (of_cause == NAMES and cause.is_code and kind == USES)
            if is_code and not names.isdisjoint(cause.written):
                return True
        return False


def _piece(source: Source, one: Diagnostic) -> str:
    """The line of a finding, or the braces in it that the finding is about."""
    begin, end = _piece_of(source, one)
    return source.line(one.span.line)[begin:end]


def _piece_of(source: Source, one: Diagnostic) -> tuple[int, int]:
    text = source.line(one.span.line)
    begin, end = text.rfind("{", 0, one.span.column), text.find("}", one.span.column - 1)
    return (begin, end) if begin >= 0 and end >= 0 else (0, len(text))


def _is_block(source: Source, first: int, last: int) -> bool:
    """Whether no line between two lines is indented less than both."""
    widths = [
        len(text) - len(text.lstrip()) for number in range(first, last + 1) if (text := source.line(number)).strip()
    ]
    return bool(widths) and min(widths) >= min(widths[0], widths[-1])
