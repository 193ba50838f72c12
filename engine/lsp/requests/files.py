"""What is asked about a whole file: its outline, what folds, its colours, its usual form."""

from __future__ import annotations

from lsprotocol import types

from engine.diagnostics import Report
from engine.lsp import outline, tokens
from engine.lsp.server import Server


def register(server: Server) -> None:
    """What is asked about a whole file."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        where = await server.where_read(params.text_document.uri)
        return [] if where is None else outline.symbols_in(where.parsed.story, where.source)

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def folding(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        where = await server.where_read(params.text_document.uri)
        return [] if where is None else outline.folds_in(where.parsed.story, where.source)

    legend = types.SemanticTokensLegend(list(tokens.TYPES), [])

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, legend)
    async def colours(params: types.SemanticTokensParams) -> types.SemanticTokens:
        where = await server.where_read(params.text_document.uri)
        if where is None:
            return types.SemanticTokens([])
        return types.SemanticTokens(tokens.tokens_in(where.parsed.story, where.index, where.source))

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        from engine.syntax.formatter import FormatError, format_text

        path = server.addresses.path_of(params.text_document.uri)
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
