"""Of which kind a finding is, by its code: what can be the cause of it, and what can follow from it."""

from __future__ import annotations

from engine.diagnostics import Diagnostic, Report
from engine.slips import SlipKind

UNREAD, NAMES, VALUES, DOUBTS, WAYS, USES, OTHER = range(7)
KINDS = {
    UNREAD: "NC005 NC006 NC007 NC009 NC010 NC011 NC012 NC013 NC014 NC015 NC020 NC021 NC022 NC023 NC024 NC025"
    " NC026 NC030 NC304",
    NAMES: "NC101 NC102 NC103 NC104 NC105 NC107 NC109 NC110 NC111 NC112 NC115 NC116",
    VALUES: "NC201 NC202 NC203 NC204 NC205 NC206 NC207 NC208 NC210 NC211 NC324",
    DOUBTS: "NC106 NC315 NC317 NC318 NC319 NC320 NC329 NC330 NC332 NC333",
    WAYS: "NC301 NC303 NC307 NC308 NC309 NC310 NC311 NC312 NC313 NC314 NC321 NC322 NC323",
    USES: "NC302 NC305 NC306 NC331",
}
KIND = {code: kind for kind, codes in KINDS.items() for code in codes.split()}

# With one of these errors, a move, a draw or a heading is not what was meant: any scene may be the one it leads to.
LOST_MOVES = frozenset(("NC011", "NC013", "NC014", "NC030", "NC101", "NC102", "NC107", "NC304"))
# What is said of a scene's end or of the lines behind a move follows from one of these above.
LOST_ENDS = frozenset(("NC014", "NC304", "NC307", "NC318"))
# Where the ways between scenes are looked at as a whole: one move that is lost may be the one that is missed.
BETWEEN = frozenset(("NC302", "NC307", "NC308", "NC322"))
# Lines of a heading or a move: with one of these, any way may be the one that is missed.
LOST_WAYS = frozenset(("NC030", "NC101", "NC102", "NC107", "NC116", "NC301"))
# How lines are indented, and the lines that can be wrong because one above them is.
LAYOUT = frozenset(("NC006", "NC007", "NC009", "NC015"))
# What is declared with one of these is known all the same.
KNOWN_STILL = frozenset(("NC105", "NC202", "NC203", "NC204", "NC205", "NC209"))
# What is wrong with a function as a whole, or with a call for what kind of function it is.
OF_FUNCTIONS = frozenset(("NC210", "NC211"))
# Names that are taken: each is wrong by itself.
TAKEN = frozenset(("NC110", "NC111", "NC112", "NC115", "NC116"))


def kind_of(one: Diagnostic) -> int:
    """The kind of a finding."""
    # A guard behind something else may well stand right, where that is not what was meant.
    return VALUES if one.slip.kind is SlipKind.GUARD_IN_TEXT else KIND.get(one.code, OTHER)


def moves_are_lost(report: Report) -> bool:
    """Whether a move of the story goes nobody knows where."""
    return any(one.code in LOST_MOVES and (one.severity == "error" or one.code == "NC304") for one in report.found)


def files_are_lost(report: Report) -> bool:
    """Whether an `include` names no file: what is unknown may stand there, and what is idle be used there."""
    return any(one.code == "NC030" for one in report.found)


def lines_of(report: Report, codes: frozenset[str] | None = None) -> set[tuple[str, int]]:
    """The lines on which one of the codes, or any error, has been reported: file and number."""
    return {
        (one.span.file, one.span.line)
        for one in report.found
        if (one.code in codes if codes is not None else one.severity == "error")
    }
