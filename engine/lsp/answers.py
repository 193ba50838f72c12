"""Answers in the editor's terms: places, diagnostics, edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from lsprotocol import types

from engine.diagnostics import AND_HERE, Diagnostic, Edit
from engine.lsp.open_documents import place_in, range_of
from engine.source import Source, SourceSpan
from engine.symbols.index import Index, Use

# By which address an editor knows a file.
UriOf = Callable[[str], str]
# What no player ever comes to is shown faded.
SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
FADED = {"NC302", "NC303", "NC310", "NC501", "NC502", "NC503", "NC507", "NC509"}


def editor_range(source: Source, at: int, end: int) -> types.Range:
    """A stretch of a file."""
    return types.Range(types.Position(*place_in(source, at)), types.Position(*place_in(source, end)))


def span_range(span: SourceSpan, source: Source | None) -> types.Range:
    """The place of a diagnostic or an edit."""
    begin, end = range_of(span, source)
    return types.Range(types.Position(*begin), types.Position(*end))


def location_of(index: Index, use: Use, uri_of: UriOf) -> types.Location:
    """Where a use stands."""
    return types.Location(uri_of(use.file), editor_range(index.sources[use.file], use.at, use.end))


def diagnostic_of(one: Diagnostic, sources: Mapping[str, Source], uri_of: UriOf) -> types.Diagnostic:
    """A finding for an editor; the hint is a part of its message."""
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(uri_of(span.file), span_range(span, sources.get(span.file))), what
        )
        for span, what in one.related
    ]
    return types.Diagnostic(
        range=span_range(one.span, sources.get(one.span.file)),
        message=f"{one.message}\n{one.hint}" if one.hint else one.message,
        severity=SEVERITIES[one.severity],
        code=one.code,
        source="nightcap",
        tags=[types.DiagnosticTag.Unnecessary] if one.code in FADED else None,
        related_information=related or None,
    )


def diagnostics_of(
    one: Diagnostic, sources: Mapping[str, Source], folder: Path, uri_of: UriOf
) -> Iterator[tuple[str, types.Diagnostic]]:
    """A finding for an editor, by file: at its place, and at others that are as wrong, which look to the first.

    `folder` is that of the story; files are named from there.
    """
    told = one._replace(
        message=one.message.replace(f"{folder.as_posix()}/", ""),
        hint=None if one.hint is None else one.hint.replace(f"{folder.as_posix()}/", ""),
    )
    yield one.span.file, diagnostic_of(told, sources, uri_of)
    for span, what in one.related:
        if what == AND_HERE:
            again = told._replace(span=span, related=((one.span, "first here"),), fixes=())
            yield span.file, diagnostic_of(again, sources, uri_of)


def workspace_edit(
    edits: Iterable[Edit], sources: Mapping[str, Source], versions: Mapping[str, int | None], uri_of: UriOf
) -> types.WorkspaceEdit:
    """Edits in several files, each for the version of its text that is known."""
    by_file: dict[str, list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit]] = {}
    for edit in edits:
        place = span_range(edit.span, sources.get(edit.span.file))
        by_file.setdefault(edit.span.file, []).append(types.TextEdit(place, edit.text))
    changes = [
        types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri_of(file), versions.get(file)), listed)
        for file, listed in by_file.items()
    ]
    return types.WorkspaceEdit(document_changes=list(changes))
