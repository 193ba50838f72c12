"""Causes and consequences: what is not said of a story because something else is wrong that may be the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.diagnostics import CONSEQUENCES, Diagnostic, Report
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


# With more lines that could not be read than these, a text is no story with slips in it.
MOST_CAUSES = 200
# What could not be read at all: nobody knows what such a line declares, opens or leads to.
UNREAD = frozenset(("NC010", "NC011", "NC012", "NC013", "NC014", "NC020", "NC021", "NC023", "NC024", "NC025", "NC304"))
UNKNOWN = frozenset(("NC101", "NC102", "NC103", "NC104", "NC107", "NC109", "NC305", "NC306"))
IN_SCENE = CONSEQUENCES | {"NC015", "NC309", "NC313", "NC323"}
LOST_PROPERTIES = frozenset(("NC304", "NC012", "NC024"))
SHOWN = frozenset(("NC315", "NC317", "NC330", "NC332"))
LABELS = frozenset(("NC102", "NC103", "NC104"))
QUOTED = re.compile(r"`([^`]+)`")
WORD = re.compile(r"[^\W\d]\w*")
DECLARING = re.compile(r"[^\w\s]{0,4}[ \t]*(?:def|var|const|extern|let|for|label|LIST|VAR|CONST)\b|=")


def drop_consequences(report: Report, sources: Iterable[Source]) -> None:
    """Take from the report what only follows from a line that could not be read: one slip is one message.

    What is dropped is said as soon as that line is mended, if it is still so.
    """
    report.drop(set(_repeated(report.found)))
    causes = [one for one in report.found if one.code in UNREAD and (one.severity == "error" or one.code == "NC304")]
    if 0 < len(causes) <= MOST_CAUSES and len(report.found) > 1:
        known = {source.name: source for source in sources}
        unread = [_Unread(one, known[one.span.file]) for one in causes if one.span.file in known]
        report.drop({id(one) for one in report.found if _follows(one, unread, known)})


def _repeated(found: list[Diagnostic]) -> Iterable[int]:
    """What says the same again of a line, or only asks about a line that is wrong."""
    wrong: dict[tuple[str, int], list[Diagnostic]] = {}
    for one in found:
        if one.severity == "error":
            wrong.setdefault(one.span[:2], []).append(one)
    if not wrong:
        return
    scenes = {
        word
        for errors in wrong.values()
        for one in errors
        if one.code == "NC103" and "is a scene" in one.message
        for word in QUOTED.findall(one.message)
    }
    for one in found:
        here = wrong.get(one.span[:2], [])
        if (
            (one.code in SHOWN and any(other.code in LABELS or other.code in UNREAD for other in here))
            or ("guard does not stand" in one.message and any(other.code == "NC102" for other in here))
            or (one.code == "NC302" and not scenes.isdisjoint(QUOTED.findall(one.message)))
            or (
                (one.code == "NC020" or "doubled" in one.message) and any(_is_same_before(one, other) for other in here)
            )
        ):
            yield id(one)


def _is_same_before(one: Diagnostic, other: Diagnostic) -> bool:
    return other.code == one.code and other.message == one.message and other.span < one.span


class _Unread:
    """A line that could not be read: its words, and the stretch of lines of the scene around it."""

    def __init__(self, cause: Diagnostic, source: Source) -> None:
        self.cause = cause
        self.file, self.line = cause.span.file, cause.span.line
        # What stands before a value may be what the line declares: the name of a variable, a scene, a label.
        text = source.line(self.line)
        words = (
            [] if cause.code == "NC014" else WORD.findall(BEFORE_VALUE.split(text.lstrip(LINE_MARKS), maxsplit=1)[0])
        )
        self.words = {word for word in words if word not in COMMON}
        self.letters = "".join(words).casefold()
        self.declares = DECLARING.match(text) is not None
        self.starts_logic = text.lstrip().startswith("~ ")
        # Whether the story goes on elsewhere from here, and how many lines may be a block that it does not open.
        self.leads_on = cause.code in ("NC011", "NC014") or LEADING.search(text) is not None
        self.leads_on = self.leads_on or "heading" in cause.message or text.startswith("=")
        self.reaches = (
            LONGEST_BLOCK if cause.code in ("NC304", "NC012", "NC013") and "block" in (cause.hint or "") else 3
        )
        self.first, self.last = _scene_around(source, self.line)


def _scene_around(source: Source, line: int) -> tuple[int, int]:
    """The lines between which the scene stands that holds a line; a heading is taken with the scene before it."""
    at = source.starts()[line - 1]
    before, behind = source.text.rfind("\n==", 0, at), source.text.find("\n==", at)
    first = source.line_of(before + 1) if before >= 0 else int(line > 1 and source.text.startswith("=="))
    return first, source.line_of(behind + 1) if behind >= 0 else len(source.starts()) + 1


def _follows(one: Diagnostic, unread: list[_Unread], sources: dict[str, Source]) -> bool:
    names = set(QUOTED.findall(one.message)) if one.code in UNKNOWN else set()
    is_near = one.hint is not None and one.hint.startswith("did you mean")
    for cause in unread:
        if cause.cause is one:
            continue
        is_here = one.span.file == cause.file
        distance = one.span.line - cause.line if is_here else 0
        behind = one.span.column >= cause.cause.span.column
        if is_here and distance == 0 and behind and (one.code[2] in "123" or "guard does not stand" in one.message):
            return True
        if is_here and 0 < distance < MOST_BLANK and one.code == "NC007":
            return _is_below(sources[cause.file], cause, one)
        if is_here and cause.cause.severity == "error" and cause.first <= one.span.line <= cause.last:
            if one.code in IN_SCENE and (cause.leads_on or (one.code != "NC301" and 0 <= distance <= cause.reaches)):
                return True
            if one.code == "NC015" and 0 < distance <= cause.reaches and not cause.starts_logic:
                return True
        if one.code == "NC012" and "under a heading" in one.message and cause.cause.code in LOST_PROPERTIES:
            return is_here and 0 < distance < MOST_BLANK and "under a heading" not in cause.cause.message
        if any(name in cause.words for name in names) and distance != 0:
            return True
        if any(len(name) > 2 and name.casefold() in cause.letters for name in names) and not is_near:
            return True
        if one.code[:3] == "NC2" and cause.declares and one.span.file in sources:
            written = WORD.findall(sources[one.span.file].line(one.span.line))
            if not cause.words.isdisjoint(word for word in written if len(word) > 1):
                return True
    return False


# Between a line and what is indented below it stand no more blank lines and comments than these.
MOST_BLANK = 6
LINE_MARKS = " \t~*+-=<>#"
LEADING = re.compile(r"->|<-|→|\beach\b")
LONGEST_BLOCK = 20
BEFORE_VALUE = re.compile(r"[={|]")
COMMON = frozenset(("if", "elif", "let", "for", "in", "of", "set", "and", "or", "not", "has", "true", "false", "var"))


def _is_below(source: Source, cause: _Unread, one: Diagnostic) -> bool:
    """Whether nothing but blank lines and comments stands between a line and the indented one below it."""
    between = (source.line(number).strip() for number in range(cause.line + 1, one.span.line))
    return all(not line or line.startswith("//") for line in between)
