"""What is said to a writer about a story: one shape for the terminal, for JSON and for an editor."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from engine.named_tuples import NamedTuple
from engine.slips import UNTOLD, Slip, shown_in
from engine.source import ReadProblem, Source, SourceSpan

MOST_DIAGNOSTICS = 1000
# So many further places are listed with one finding.
MOST_USES = 50
SEVERITIES = ("error", "warning", "note")
# What is said of the ways through a story: another mistake may be the reason.
CONSEQUENCES = frozenset(("NC301", "NC302", "NC303", "NC305", "NC306", "NC308", "NC310", "NC311", "NC314"))


class Edit(NamedTuple):
    """Text that takes the place of a span. A span of length 0 inserts; a longer one may run over ends of lines."""

    span: SourceSpan
    text: str


class Fix(NamedTuple):
    """A correction that a program can make: what it does, as an order to a writer, and the edits, made all or none.

    It is `safe` if the writer can have meant nothing else, and nothing that was well is lost.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


def replaced(source: Source, start: int, end: int, text: str) -> Edit:
    """The edit that puts `text` between two offsets of a source; it inserts where they are equal."""
    line, column = source.place_of(start)
    return Edit(SourceSpan(source.name, line, column, end - start), text)


class Diagnostic(NamedTuple):
    """One finding. `code` is stable and has a page in docs/diagnostics; `severity` is "error", "warning" or "note".

    A note says how something is read that can be taken for something else, and is no reason to change it. `related`
    are further places that belong to it, each with what is to be seen there; `fixes` are corrections of which one is
    enough, the best first. `slip` says as data what programs ask about it, so that nothing reads the message.
    """

    code: str
    severity: str
    message: str
    span: SourceSpan
    hint: str | None = None
    related: tuple[tuple[SourceSpan, str], ...] = ()
    fixes: tuple[Fix, ...] = ()
    slip: Slip = UNTOLD

    @property
    def names(self) -> list[str]:
        """The names and the code of the story that the message shows."""
        return shown_in(self.message)

    @property
    def shown(self) -> list[str]:
        """The names and the code of the story that the message and the hint show."""
        return self.names + shown_in(self.hint)


def moved_down(diagnostic: Diagnostic, lines: int) -> Diagnostic:
    """A diagnostic of a file whose text stands so many lines further down now, with all its places."""
    if not lines:
        return diagnostic

    def moved(span: SourceSpan) -> SourceSpan:
        return SourceSpan(span.file, span.line + lines, span.column, span.length)

    return diagnostic._replace(
        span=moved(diagnostic.span),
        related=tuple((moved(span), what) for span, what in diagnostic.related),
        fixes=tuple(
            fix._replace(edits=tuple(Edit(moved(edit.span), edit.text) for edit in fix.edits))
            for fix in diagnostic.fixes
        ),
    )


# What is said of a place where the same is wrong again.
AND_HERE = "and here"


class Report:
    """Collects the diagnostics of one run, in any order, each only once; an error takes the place of a warning."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self._seen: dict[tuple[str, SourceSpan], int] = {}
        # Where the first so many of them stand, by file and line; made when it is asked for.
        self._on_lines: dict[tuple[str, int], list[int]] = {}
        self._placed = 0

    def copy(self) -> Report:
        """Another report with what was found so far."""
        other = Report()
        other.found, other._seen = [*self.found], {**self._seen}
        return other

    def error(
        self,
        code: str,
        span: SourceSpan,
        message: str,
        hint: str | None = None,
        *related: tuple[SourceSpan, str],
        fixes: tuple[Fix, ...] = (),
        slip: Slip = UNTOLD,
    ) -> None:
        """Add an error: the story cannot be played before it is mended."""
        self.add(Diagnostic(code, "error", message, span, hint, related, fixes, slip))

    def warning(
        self,
        code: str,
        span: SourceSpan,
        message: str,
        hint: str | None = None,
        *related: tuple[SourceSpan, str],
        fixes: tuple[Fix, ...] = (),
        slip: Slip = UNTOLD,
    ) -> None:
        """Add a warning: the story plays, but probably not as meant."""
        self.add(Diagnostic(code, "warning", message, span, hint, related, fixes, slip))

    def note(
        self, code: str, span: SourceSpan, message: str, hint: str | None = None, *related: tuple[SourceSpan, str]
    ) -> None:
        """Add a note: how the story is read, where nothing need be wrong."""
        self.add(Diagnostic(code, "note", message, span, hint, related))

    def problem(self, source: Source, problem: ReadProblem) -> None:
        """Add what reading a file found."""
        span = SourceSpan(source.name, 1, 1, 1) if problem.offset is None else source.span(problem.offset)
        fixes = (Fix("delete this character", (Edit(span, ""),), safe=True),) if problem.removable else ()
        if problem.blanks:
            blanks = span._replace(length=problem.blanks)
            fixes = (Fix(problem.hint or "", (Edit(blanks, " "),), safe=True),)
        self.error(problem.code, span, problem.message, problem.hint, fixes=fixes)

    def add(self, diagnostic: Diagnostic) -> None:
        """Add a finding, unless it is there already."""
        key = (diagnostic.code, diagnostic.span)
        known = self._seen.get(key)
        if known is not None:
            if diagnostic.severity == "error" and self.found[known].severity == "warning":
                self.found[known] = diagnostic
        elif len(self.found) < MOST_DIAGNOSTICS:
            self._seen[key] = len(self.found)
            self.found.append(diagnostic)
        elif diagnostic.severity == "error" and not self.has_errors:
            # However many warnings there are, that the story cannot be played is never lost behind them.
            self.found[-1] = diagnostic
            self._forget_lines()

    def covers(self, code: str, span: SourceSpan) -> bool:
        """Whether the code has been reported for a place around the beginning of the span."""
        return any(
            one.code == code and one.span.column <= span.column < one.span.column + one.span.length
            for one in self.on_line(span.file, span.line)
        )

    def on_line(self, file: str, line: int) -> list[Diagnostic]:
        """What has been found on a line: to look through all, once for each line, takes long where many are wrong."""
        found = self.found
        if len(found) < self._placed:
            self._forget_lines()
        for number in range(self._placed, len(found)):
            self._on_lines.setdefault(found[number].span[:2], []).append(number)
        self._placed = len(found)
        return [found[number] for number in self._on_lines.get((file, line), ())]

    def _forget_lines(self) -> None:
        self._on_lines, self._placed = {}, 0

    @property
    def has_errors(self) -> bool:
        """Whether anything found keeps the story from being played."""
        return any(diagnostic.severity == "error" for diagnostic in self.found)

    def add_use(self, code: str, first: SourceSpan, span: SourceSpan, what: str) -> None:
        """Add a place to what has been reported at the place `first`; its first fix then mends all the places."""
        at = self._seen.get((code, first))
        if at is None or self.found[at].span != first or span == first:
            return
        known = self.found[at]
        fixes = known.fixes
        if span.length != first.length:
            fixes = ()  # it is written in another way here
        elif fixes and fixes[0].edits:
            # A longer list of places would only be scrolled over, but a fix that leaves one out is none.
            edits = (*fixes[0].edits, Edit(span, fixes[0].edits[0].text))
            fixes = (fixes[0]._replace(edits=tuple(dict.fromkeys(edits))), *fixes[1:])
        related = known.related
        if len(related) < MOST_USES and (span, what) not in related:
            related = (*related, (span, what))
        self.found[at] = known._replace(related=related, fixes=fixes)

    def put(self, old: Diagnostic, new: Diagnostic) -> Diagnostic:
        """Put a finding in the place of another one; the new one."""
        at = next((number for number, one in enumerate(self.found) if one is old), None)
        if at is not None:
            self.found[at] = new
            self._forget_lines()
            self._seen = {(one.code, one.span): number for number, one in enumerate(self.found)}
        return new

    def join(self, first: Diagnostic, others: Iterable[Diagnostic]) -> None:
        """Make one finding of several that say the same of other places: all are named, and one fix mends them."""
        others = [one for one in others if one is not first]
        fixes = first.fixes
        if fixes and all(one.fixes for one in others):
            edits = (edit for one in (first, *others) for edit in one.fixes[0].edits)
            fixes = (fixes[0]._replace(edits=tuple(dict.fromkeys(edits))), *fixes[1:])
        places = ((one.span, AND_HERE) for one in others)
        related = (*first.related, *islice(places, MOST_USES))
        self.put(first, first._replace(related=related, fixes=fixes))
        self.drop({id(one) for one in others})

    def drop(self, ids: set[int]) -> None:
        """Take findings away again, by their `id`s."""
        if ids:
            self.found = [one for one in self.found if id(one) not in ids]
            self._forget_lines()
            self._seen = {(one.code, one.span): number for number, one in enumerate(self.found)}

    def raise_to_error(self, warning: Diagnostic) -> None:
        """Make an error of a warning, because an error follows from it."""
        self.put(warning, warning._replace(severity="error"))

    def sorted(self) -> list[Diagnostic]:
        """What was found: errors first, notes last, causes before what follows from them, then by their lines."""
        return sorted(self.found, key=_rank)


def _rank(one: Diagnostic) -> tuple[int, bool, str, int, int, str]:
    span = one.span
    return SEVERITIES.index(one.severity), one.code in CONSEQUENCES, span.file, span.line, span.column, one.code
