"""What is asked about a whole file: its outline, what folds, its colours, its usual form."""

from __future__ import annotations

from lsprotocol import types

from engine.diagnostics import Report
from engine.lsp import outline, tokens
from engine.lsp.server import Server


def register(server: Server) -> None:
    """What is asked about a whole file."""
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(symbols)
    server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)(folding)
    legend = types.SemanticTokensLegend(list(tokens.TYPES), [])
    server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, legend)(colours)
    server.feature(types.TEXT_DOCUMENT_FORMATTING)(formatting)


async def symbols(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """The outline of a file."""
    where = await ls.where_read(params.text_document.uri)
    return [] if where is None else outline.symbols_in(where.parsed.story, where.source)


async def folding(ls: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """What of a file can be folded."""
    where = await ls.where_read(params.text_document.uri)
    return [] if where is None else outline.folds_in(where.parsed.story, where.source)


async def colours(ls: Server, params: types.SemanticTokensParams) -> types.SemanticTokens:
    """The colours of a file, as the protocol packs them."""
    where = await ls.where_read(params.text_document.uri)
    if where is None:
        return types.SemanticTokens([])
    return types.SemanticTokens(tokens.tokens_in(where.parsed.story, where.index, where.source))


def formatting(ls: Server, params: types.DocumentFormattingParams) -> list[types.TextEdit]:
    """The edit that gives a file its usual form; none while it has errors."""
    from engine.syntax.formatter import FormatError, format_text

    path = ls.addresses.path_of(params.text_document.uri)
    known = None if path is None else ls.texts.open.get(path)
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
