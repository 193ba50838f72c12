"""Joins the desks to an editor: `nightcap lsp` speaks the Language Server Protocol on standard input and output."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from engine.diagnostics import Diagnostic, Report
from engine.lsp import actions, answers, completion, hover, tokens
from engine.lsp.desk import Desk
from engine.lsp.texts import Place, Texts, offset_in
from engine.source import Source, read_bytes
from engine.symbols.index import Index, Use
from engine.syntax.mains import main_files_of
from engine.version import VERSION

# After a key, so long is waited for the next one before a check begins, in seconds.
SETTLE = 0.015
SUFFIX = ".story"
KINDS = {
    "scene": types.CompletionItemKind.Class,
    "label": types.CompletionItemKind.Property,
    "variable": types.CompletionItemKind.Variable,
    "local": types.CompletionItemKind.Variable,
    "constant": types.CompletionItemKind.Constant,
    "member": types.CompletionItemKind.EnumMember,
    "function": types.CompletionItemKind.Function,
    "tag": types.CompletionItemKind.Keyword,
    "ending": types.CompletionItemKind.Event,
    "keyword": types.CompletionItemKind.Keyword,
}
SYMBOLS = {
    "scene": types.SymbolKind.Class,
    "label": types.SymbolKind.Property,
    "variable": types.SymbolKind.Variable,
    "constant": types.SymbolKind.Constant,
    "member": types.SymbolKind.EnumMember,
    "function": types.SymbolKind.Function,
    "ending": types.SymbolKind.Event,
    "title": types.SymbolKind.String,
}
MOST_SYMBOLS = 300
Answer = TypeVar("Answer")


class Where:
    """A document that a question is about: its file, the story it belongs to, its text there."""

    def __init__(self, desk: Desk, path: Path, source: Source) -> None:
        self.desk = desk
        self.path = path
        self.source = source

    def offset(self, position: types.Position) -> int:
        """The offset of a place in the text."""
        return offset_in(self.source, (position.line, position.character))

    def use(self, position: types.Position) -> tuple[Index, Use] | None:
        """The name at a place."""
        index = self.desk.index()
        use = index.at(self.source.name, self.offset(position))
        return None if use is None else (index, use)


class Server(LanguageServer):
    """The server of one editor."""

    def __init__(self) -> None:
        super().__init__("nightcap", VERSION, text_document_sync_kind=types.TextDocumentSyncKind.Incremental)
        self.texts = Texts()
        self.desks: dict[Path, Desk] = {}
        # The main files of each open file, and what was published of each story, by file.
        self.mains: dict[Path, list[Path]] = {}
        self.published: dict[Path, dict[str, list[types.Diagnostic]]] = {}
        self.found: dict[Path, list[Diagnostic]] = {}
        self.settling: dict[Path, asyncio.Task[None]] = {}

    # ------------------------------------------------------------ texts

    def opened(self, path: Path, text: str, version: int) -> None:
        """A document was opened."""
        self.texts.set(path, text, version)
        self.files_changed()

    def changed(self, path: Path, version: int, changes: Iterable[tuple[Place | None, Place | None, str]]) -> None:
        """A document was changed."""
        head = _head_of(self.texts, path)
        if not self.texts.change(path, version, changes):
            return
        if _head_of(self.texts, path) != head:
            self.files_changed()
        else:
            self.touch(self.mains.get(path, ()))

    def closed(self, path: Path) -> None:
        """A document was closed."""
        self.texts.close(path)
        self.mains.pop(path, None)
        self.files_changed()

    def files_changed(self) -> None:
        """Files may have come or gone, or include others now: find out anew what belongs to which story."""
        read = self.texts.read()
        for path in self.texts.open:
            self.mains[path] = [one.resolve() for one in main_files_of(path, read)]
        wanted = {main for mains in self.mains.values() for main in mains}
        for main in [one for one in self.desks if one not in wanted]:
            del self.desks[main]
            self.found.pop(main, None)
            self.publish(main, {})
            del self.published[main]
        for main in wanted:
            if main not in self.desks:
                self.desks[main] = Desk(main, read)
        self.touch(wanted)

    def touch(self, mains: Iterable[Path]) -> None:
        """Have stories checked soon."""
        read = self.texts.read()
        for main in mains:
            desk = self.desks.get(main)
            if desk is None:
                continue
            desk.touch(read)
            task = self.settling.get(main)
            if task is None or task.done():
                self.settling[main] = asyncio.get_running_loop().create_task(self._settle(desk))

    async def _settle(self, desk: Desk) -> None:
        """Check a story until its newest texts are checked."""
        while self.desks.get(desk.main) is desk:
            number = desk.number
            await asyncio.sleep(SETTLE)
            if number != desk.number:
                continue  # another key came
            done = await asyncio.to_thread(desk.check)
            if done is not None and self.desks.get(desk.main) is desk:
                self.found[desk.main] = done.found
                by_file: dict[str, list[types.Diagnostic]] = {name: [] for name in done.parsed.sources}
                for one in done.found:
                    listed = by_file.setdefault(one.span.file, [])
                    listed.append(answers.diagnostic_of(one, done.parsed.sources))
                self.publish(desk.main, by_file)
            if number == desk.number and done is not None:
                return

    def publish(self, main: Path, by_file: dict[str, list[types.Diagnostic]]) -> None:
        """Show what was found in the files of a story; what was shown of it before and is not there any more goes.

        A chapter of several stories shows what is wrong with it in any of them.
        """
        gone = self.published.get(main, {}).keys() - by_file.keys()
        self.published[main] = by_file
        for file in (*by_file, *gone):
            shown: list[types.Diagnostic] = []
            for found in self.published.values():
                shown += [one for one in found.get(file, ()) if one not in shown]
            known = self.texts.open.get(Path(file))
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(answers.uri_of(file), shown, None if known is None else known.version)
            )

    # ------------------------------------------------------------ questions

    def where(self, uri: str) -> Where | None:
        """The document that a question is about, if it belongs to a story."""
        path = answers.path_of(uri)
        for main in self.mains.get(path, ()) if path is not None else ():
            desk = self.desks.get(main)
            source = None if desk is None or path is None else desk.parsed().source_of(path)
            if desk is not None and path is not None and source is not None:
                return Where(desk, path, source)
        return None

    def versions(self) -> dict[str, int | None]:
        """The versions of the open documents."""
        return {path.as_posix(): known.version for path, known in self.texts.open.items()}


def _head_of(texts: Texts, path: Path) -> list[str]:
    """The lines of an open text that say to which story it belongs."""
    known = texts.open.get(path)
    return [line for line in known.lines if line.startswith(("include", "title"))] if known is not None else []


def create() -> Server:
    """A server with all that it can do."""
    server = Server()
    _documents(server)
    _names(server)
    _files(server)
    _changes(server)
    return server


def _documents(server: Server) -> None:
    """Opening, changing, saving and closing documents."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: types.DidOpenTextDocumentParams) -> None:
        path = answers.path_of(params.text_document.uri)
        if path is not None:
            server.opened(path, params.text_document.text, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: types.DidChangeTextDocumentParams) -> None:
        path = answers.path_of(params.text_document.uri)
        if path is not None:
            server.changed(path, params.text_document.version, map(_change, params.content_changes))

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(params: types.DidCloseTextDocumentParams) -> None:
        path = answers.path_of(params.text_document.uri)
        if path is not None:
            server.closed(path)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(params: types.DidSaveTextDocumentParams) -> None:
        server.files_changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched(params: types.DidChangeWatchedFilesParams) -> None:
        server.files_changed()


def _change(change: Any) -> tuple[Place | None, Place | None, str]:
    place = getattr(change, "range", None)
    if place is None:
        return None, None, change.text
    return (place.start.line, place.start.character), (place.end.line, place.end.character), change.text


def _names(server: Server) -> None:
    """What is asked about a name."""

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        return _locations(server, params, lambda index, use: index.definitions(use.symbol))

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        declared = params.context.include_declaration

        def uses(index: Index, use: Use) -> list[Use]:
            return [one for one in index.uses[use.symbol] if declared or one.role != "definition"]

        return _locations(server, params, uses)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlight(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        where = server.where(params.text_document.uri)
        found = None if where is None else where.use(params.position)
        if where is None or found is None:
            return []
        index, use = found
        write, read = types.DocumentHighlightKind.Write, types.DocumentHighlightKind.Read
        return [
            types.DocumentHighlight(
                answers.editor_range(where.source, one.at, one.end),
                write if one.role in ("definition", "write") else read,
            )
            for one in index.uses[use.symbol]
            if one.file == where.source.name
        ]

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovering(params: types.HoverParams) -> types.Hover | None:
        where = server.where(params.text_document.uri)
        found = None if where is None else where.use(params.position)
        if where is None or found is None:
            return None
        index, use = found
        told = hover.told(index, where.desk.parsed().story, use)
        place = answers.editor_range(where.source, use.at, use.end)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, told), place)

    options = types.CompletionOptions(trigger_characters=[">", "#", ".", "{", "("])

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    def complete(params: types.CompletionParams) -> list[types.CompletionItem]:
        where = server.where(params.text_document.uri)
        if where is None:
            return []
        offset = where.offset(params.position)
        before = where.source.text[where.source.text.rfind("\n", 0, offset) + 1 : offset]
        scenes = [one for one in where.desk.parsed().story.scenes if one.source.name == where.source.name]
        above = [one for one in scenes if one.source.base_at + one.heading.at <= offset]
        scene = above[-1].name if above else None
        offered = completion.offers(before, where.desk.index(), scene, not above)
        return [types.CompletionItem(name, kind=KINDS[kind]) for name, kind in offered]

    @server.feature(types.WORKSPACE_SYMBOL)
    def symbols(params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
        wanted, found = params.query.casefold(), list[types.SymbolInformation]()
        for desk in server.desks.values():
            index = desk.index()
            for symbol in index:
                if symbol.kind in SYMBOLS and wanted in symbol.shown.casefold():
                    for use in index.definitions(symbol)[:1]:
                        place = answers.location_of(index, use)
                        owner = symbol.owner or None
                        found.append(
                            types.SymbolInformation(place, symbol.shown, SYMBOLS[symbol.kind], None, None, owner)
                        )
        return found[:MOST_SYMBOLS]


def _locations(server: Server, params: Any, uses: Callable[[Index, Use], list[Use]]) -> list[types.Location]:
    where = server.where(params.text_document.uri)
    found = None if where is None else where.use(params.position)
    if found is None:
        return []
    return [answers.location_of(found[0], one) for one in uses(*found)]


def _files(server: Server) -> None:
    """What is asked about a whole file."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        where = server.where(params.text_document.uri)
        return [] if where is None else answers.symbols_in(where.desk.parsed().story, where.source)

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        where = server.where(params.text_document.uri)
        return [] if where is None else answers.folds_in(where.desk.parsed().story, where.source)

    legend = types.SemanticTokensLegend(list(tokens.TYPES), [])

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, legend)
    def colours(params: types.SemanticTokensParams) -> types.SemanticTokens:
        where = server.where(params.text_document.uri)
        if where is None:
            return types.SemanticTokens([])
        story = where.desk.parsed().story
        return types.SemanticTokens(tokens.tokens_in(story, where.desk.index(), where.source))

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        from engine.syntax.formatter import FormatError, format_text

        path = answers.path_of(params.text_document.uri)
        known = None if path is None else server.texts.open.get(path)
        if known is None:
            return []
        try:
            formatted = format_text(known.text, params.text_document.uri, Report())
        except FormatError:
            formatted = None
        if formatted is None or formatted == known.text:
            return []
        end = types.Position(len(known.lines), 0)
        return [types.TextEdit(types.Range(types.Position(0, 0), end), formatted)]


def _changes(server: Server) -> None:
    """What changes the story: corrections and renaming."""

    kinds = types.CodeActionOptions(
        [types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite, types.CodeActionKind.SourceFixAll]
    )

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)
    def act(params: types.CodeActionParams) -> list[types.CodeAction]:
        where = server.where(params.text_document.uri)
        if where is None:
            return []
        parsed, source = where.desk.parsed(), where.source
        offset = where.offset(params.range.start)
        found = server.found.get(where.desk.main, [])
        listed = list(actions.corrections(found, source.name, params.range.start.line + 1, params.range.end.line + 1))
        stub = actions.stub(where.desk.index(), source, offset)
        listed += [stub] if stub is not None else []
        listed += actions.labels(parsed, source, offset, read_bytes)
        return [
            types.CodeAction(
                one.title,
                kind=types.CodeActionKind(one.kind) if one.kind in _KINDS else one.kind,
                edit=answers.workspace_edit(one.edits, parsed.sources, server.versions()),
                is_preferred=one.preferred or None,
                diagnostics=None if one.settles is None else [answers.diagnostic_of(one.settles, parsed.sources)],
            )
            for one in listed
        ]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        from engine.symbols.renaming import KINDS as RENAMED

        where = server.where(params.text_document.uri)
        found = None if where is None else where.use(params.position)
        if where is None or found is None or found[1].symbol.kind not in RENAMED:
            return None
        place = answers.editor_range(where.source, found[1].at, found[1].end)
        return types.PrepareRenamePlaceholder(place, found[1].symbol.name)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        from pygls.exceptions import JsonRpcException

        from engine.lsp.renaming import rename_at
        from engine.symbols.renaming import CannotRename

        where = server.where(params.text_document.uri)
        found = None if where is None else where.use(params.position)
        if where is None or found is None:
            return None
        index, use = found
        read, sources = server.texts.read(), dict(index.sources)
        try:
            edits, told = await asyncio.to_thread(rename_at, where.desk.main, use.symbol, params.new_name, index, read)
        except CannotRename as error:
            raise JsonRpcException(str(error), -32803) from None
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, told))
        return answers.workspace_edit(edits, sources, server.versions())


_KINDS = {one.value for one in types.CodeActionKind}


def main() -> None:
    """Serve the editor on standard input and output until it goes."""
    create().start_io()
