"""Takes from a report what only follows from something else in it, step by step."""

from __future__ import annotations

from engine.check.causes.consequences import Consequences, missed
from engine.check.causes.declarations import blame_declarations
from engine.check.causes.doubts import behind_joined, behind_marks, doubts_behind, said_twice, used_in_doubt
from engine.check.causes.kinds import WAYS, kind_of
from engine.check.causes.lost_lines import LostLine
from engine.check.causes.lost_names import is_copy_of
from engine.check.causes.one_line import repeated_in_lines
from engine.check.causes.repeated import join_repeated
from engine.diagnostics import Diagnostic, Report
from engine.slips import SlipKind
from engine.source import Source

# With more lines that could not be read than these, a text is no story with slips in it.
MOST_CAUSES = 200


def drop(report: Report, known: dict[str, Source]) -> None:
    """Take what follows from something else from a report with several findings, of the sources with these names."""
    report.drop(missed(report.found))
    found = report.found
    if all(kind_of(one) >= WAYS and one.severity != "error" for one in found):
        report.drop(repeated_in_lines(found, known))
        return
    join_repeated(report)
    blame_declarations(report, known)
    for error, doubt in doubts_behind(found, known, MOST_CAUSES):
        report.raise_to_error(doubt)
        report.drop({id(error)})
    report.drop(repeated_in_lines(report.found, known) | used_in_doubt(report.found, known, MOST_CAUSES))
    report.drop(
        said_twice(report.found, known) | behind_joined(report.found, known) | behind_marks(report.found, known)
    )
    causes = [one for one in report.found if one.severity == "error" or one.code == "NC304"]
    if 0 < len(causes) <= MOST_CAUSES:
        # A header line in an included file is read all the same: nothing is lost with it.
        lost = [
            LostLine(one, known[one.span.file])
            for one in causes
            if one.span.file in known and one.slip.kind is not SlipKind.HEADER_LINE_ELSEWHERE
        ]
        consequences = Consequences(lost, known)
        followed = [one for one in report.found if consequences.holds(one)]
        report.drop({id(one) for one in followed})
        for cause in lost:
            _tell_name(report, cause, followed)
            if cause.cause.slip.kind is SlipKind.NO_PARAMETERS:
                _tell_parameters(report, cause, followed)
            if cause.cause.code == "NC301" and any(one.code == "NC111" for one in followed):
                _tell_doubled(report, cause, followed)
            if cause.cause.slip.kind is SlipKind.ODD_LABEL:
                _tell_label(report, cause, followed)


def _tell_name(report: Report, cause: LostLine, followed: list[Diagnostic]) -> None:
    """Say of a declaration whose name is taken which name it may have been meant to give: one that nothing has."""
    copied = {
        one.slip.name: one
        for one in followed
        if one.slip.name and one.slip.kind is not SlipKind.UNKNOWN_PLACE and is_copy_of(cause, one)
    }
    if len(copied) == 1:
        (name, one), *_ = copied.items()
        hint = f"write `{name}`, which nothing is called, if that is meant; else give it another name"
        related = (*cause.cause.related, (one.span, f"`{name}` is used here"))
        report.put(cause.cause, cause.cause._replace(hint=hint, related=related))


def _tell_doubled(report: Report, cause: LostLine, followed: list[Diagnostic]) -> None:
    """Say of a choice without a move that it stands right below once more."""
    below = (cause.file, cause.line + 1)
    double = next((one for one in followed if one.code == "NC111" and one.span[:2] == below), None)
    if double is not None:
        related = (*cause.cause.related, (double.span, "the same line"))
        hint = f"the same choice stands below: delete one of them; else {cause.cause.hint}"
        report.put(cause.cause, cause.cause._replace(hint=hint, related=related))


def _tell_parameters(report: Report, cause: LostLine, followed: list[Diagnostic]) -> None:
    """Write the names that the body of a function reads, and nothing has, into the brackets that its head lacks."""
    unknown = [
        one.slip.name for one in followed if one.slip.kind is SlipKind.UNKNOWN_VARIABLE and cause.is_in_scene(one)
    ]
    if unknown:
        hint = f"write `def {cause.function}({', '.join(dict.fromkeys(unknown))}):`"
        report.put(cause.cause, cause.cause._replace(hint=hint))


def _tell_label(report: Report, cause: LostLine, followed: list[Diagnostic]) -> None:
    """Write the label that the story asks about, where the brackets that are none hold it among other words."""
    label, hint = cause.cause.slip.name, cause.cause.hint or ""
    asked = [
        one.slip.name
        for one in followed
        if one.slip.kind in (SlipKind.UNKNOWN_LABEL, SlipKind.UNKNOWN_PLACE) and one.slip.name in label.split("_")
    ]
    if asked:
        report.put(cause.cause, cause.cause._replace(hint=hint.replace(f"({label})", f"({asked[0]})")))
