"""What the server can do for an editor: one function for each request of the protocol, by what it is about."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from lsprotocol import types

from engine.check.blocks import statements_of
from engine.diagnostics import Report
from engine.lsp import actions, answers, completion, hover, tokens
from engine.lsp.explored import id_of, lenses_of
from engine.lsp.playing import path_of, path_to, values_told
from engine.lsp.server import Server, Where
from engine.lsp.texts import Place
from engine.source import read_bytes
from engine.symbols.index import Index, Use
from engine.syntax.tree import Choice, Scene, Story

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


def create() -> Server:
    """A server with all that it can do."""
    server = Server()
    _documents(server)
    _names(server)
    _files(server)
    _changes(server)
    _plays(server)
    return server


def _documents(server: Server) -> None:
    """Opening, changing, saving and closing documents."""

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        # `Texts` keeps the documents. pygls would keep them too, and go through all lines of one with every key.
        server.workspace._sync_kind = types.TextDocumentSyncKind.None_

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
            return [one for one in index.uses_of(use.symbol) if declared or one.role != "definition"]

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
            for one in index.uses_of(use.symbol)
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
            for symbol in dict.fromkeys(index.defined()):
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
    def act(params: types.CodeActionParams) -> list[types.Command | types.CodeAction]:
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
        asked = _question(where, params.range.start) + _plays_that_show(server, where, params.range)
        return asked + [
            types.CodeAction(
                one.title,
                kind=types.CodeActionKind(one.kind) if one.kind in _KINDS else one.kind,
                edit=answers.workspace_edit(one.edits, parsed.sources, server.versions()),
                is_preferred=one.preferred or None,
                diagnostics=None if one.settles is None else [answers.diagnostic_of(one.settles, parsed.sources)],
            )
            for one in listed
        ]

    def _question(where: Where, position: types.Position) -> list[types.Command]:
        """Which values the variable here can have in its scene, as something to ask."""
        found = where.use(position)
        if found is None or found[1].symbol.kind != "variable" or found[1].scene is None:
            return []
        name, scene = found[1].symbol.name, found[1].scene
        title = f"Which values can `{name}` have when a play enters `{scene}`?"
        arguments = [answers.uri_of(where.path.as_posix()), name, scene]
        return [types.Command(title, "nightcap.values", arguments=list(arguments))]

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


def _plays(server: Server) -> None:
    """What exploring tells: how far it is to a place, and playing from there."""

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        where = server.where(params.text_document.uri)
        explored = None if where is None else server.explored.get(where.desk.main)
        if where is None or explored is None:
            return []
        found = []
        for scene in where.desk.parsed().story.scenes:
            if scene.source.name == where.source.name:
                ids = _ids_of(scene)
                for at, told, name in lenses_of(scene, ids, explored):
                    place = answers.editor_range(where.source, scene.source.base_at + at, scene.source.base_at + at)
                    command = types.Command(told, "nightcap.play", arguments=[params.text_document.uri, name])
                    found.append(types.CodeLens(place, command))
        return found

    @server.command("nightcap.playFrom")
    async def play_from(uri: str, name: str) -> list[str] | None:
        """The command that plays from a scene or a choice on, by the shortest way there; for a terminal."""
        where = server.where(uri)
        if where is None:
            return None
        return await asyncio.to_thread(path_to, where.desk.main, name, server.texts.read())

    @server.command("nightcap.playSteps")
    async def play_steps(uri: str, play: object) -> list[str] | None:
        """The command that plays on behind a play that shows a fault."""
        where = server.where(uri)
        if where is None:
            return None
        return await asyncio.to_thread(path_of, where.desk.main, _plain(play), server.texts.read())

    @server.command("nightcap.values")
    async def values(uri: str, variable: str, scene: str) -> str | None:
        """Which values a variable can have when a scene is entered; told in a message, too."""
        where = server.where(uri)
        if where is None:
            return None
        told = await asyncio.to_thread(values_told, where.desk.main, variable, scene, server.texts.read())
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, told))
        return told

    @server.command("nightcap.playAt")
    async def play_at(uri: str, line: int, character: int) -> list[str] | None:
        """The same for a place in a file."""
        where = server.where(uri)
        if where is None:
            return None
        offset = where.offset(types.Position(line, character))
        name = None
        for scene in where.desk.parsed().story.scenes:
            base = scene.source.base_at
            if scene.source.name == where.source.name and base + scene.heading.at <= offset:
                name, ids = scene.name, _ids_of(scene)
                for statement in statements_of(scene.body):
                    if not isinstance(statement, Choice) or base + statement.at > offset:
                        continue
                    if id_of(statement) in ids and _holds(statement, offset - base):
                        name = ids[id_of(statement)]
        return None if name is None else await asyncio.to_thread(path_to, where.desk.main, name, server.texts.read())


def _plays_that_show(server: Server, where: Where, place: types.Range) -> list[types.Command]:
    """Playing what an exploration found on some lines: up to the step before it fails."""
    explored = server.explored.get(where.desk.main)
    if explored is None or explored.number != where.desk.number:
        return []
    found = []
    for one in explored.plays:
        if one["file"] == where.source.name and place.start.line < one["line"] <= place.end.line + 1:
            count = len(one["play"]["steps"])
            title = f"Play this ({count} step{'' if count == 1 else 's'})"
            arguments = [answers.uri_of(one["file"]), one["play"]]
            found.append(types.Command(title, "nightcap.playThis", arguments=arguments))
    return found


def _plain(value: object) -> object:
    """Data of the protocol as plain lists and dictionaries."""
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if hasattr(value, "_asdict"):
        return {key: _plain(one) for key, one in value._asdict().items()}
    return {key: _plain(one) for key, one in value.items()} if isinstance(value, dict) else value


def _holds(statement: Choice, offset: int) -> bool:
    """Whether an offset stands in the block of a choice, below its line."""
    ends = [inner.at for inner in statements_of(statement.body)]
    return bool(ends) and statement.end < offset <= max(ends) + 1


def _ids_of(scene: Scene) -> dict[int, str]:
    """The ids of the choices of a scene."""
    from engine.check.names import Names

    return Names(Story((scene.source,), (), (), (scene,)), Report()).ids_of_choices()


_KINDS = {one.value for one in types.CodeActionKind}


def main() -> None:
    """Serve the editor on standard input and output until it goes."""
    create().start_io()
