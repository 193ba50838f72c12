"""What is asked about a name: where it is defined and used, what it is, which ones could be written."""

from __future__ import annotations

from collections.abc import Callable

from lsprotocol import types

from engine.lsp import answers, completion, hover, line_context, signatures
from engine.lsp.server import Server
from engine.symbols.index import Index, Symbol, Use

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


def register(server: Server) -> None:
    """What is asked about a name."""
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(definition)
    server.feature(types.TEXT_DOCUMENT_REFERENCES)(references)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)(highlight)
    server.feature(types.TEXT_DOCUMENT_HOVER)(hovering)
    options = types.CompletionOptions(trigger_characters=[">", "#", ".", "{", "("])
    server.feature(types.TEXT_DOCUMENT_COMPLETION, options)(complete)
    server.feature(types.TEXT_DOCUMENT_SIGNATURE_HELP, types.SignatureHelpOptions(trigger_characters=["(", ","]))(
        signature
    )
    server.feature(types.WORKSPACE_SYMBOL)(symbols)


async def definition(ls: Server, params: types.DefinitionParams) -> list[types.Location]:
    """Where a name is declared."""

    def defined(index: Index, use: Use) -> list[Use]:
        """Of a name that says where a move goes, the scene comes first."""
        scene = Symbol("scene", use.symbol.name)
        scenes = index.definitions(scene) if use.symbol.kind == "member" else []
        return [*scenes, *index.definitions(use.symbol)]

    return await _locations(ls, params, defined)


async def references(ls: Server, params: types.ReferenceParams) -> list[types.Location]:
    """Where a name stands."""
    declared = params.context.include_declaration

    def uses(index: Index, use: Use) -> list[Use]:
        return [one for one in index.uses_of(use.symbol) if declared or one.role != "definition"]

    return await _locations(ls, params, uses)


async def highlight(ls: Server, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
    """Where the name at a place stands in the same file."""
    where = await ls.where(params.text_document.uri)
    use = None if where is None else where.use(params.position)
    if where is None or use is None:
        return []
    write, read = types.DocumentHighlightKind.Write, types.DocumentHighlightKind.Read
    return [
        types.DocumentHighlight(
            answers.editor_range(where.source, one.at, one.end),
            write if one.role in ("definition", "write") else read,
        )
        for one in where.index.uses_of(use.symbol)
        if one.file == where.source.name
    ]


async def hovering(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """What a name is, to be shown beside it."""
    where = await ls.where(params.text_document.uri)
    use = None if where is None else where.use(params.position)
    if where is None:
        return None
    found = hover.form_at(where.source, where.offset(params.position)) if use is None else None
    if use is not None:
        found = use.at, use.end, hover.told(where.index, use)
    if found is None:
        return None
    at, end, told = found
    place = answers.editor_range(where.source, at, end)
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, told), place)


async def complete(ls: Server, params: types.CompletionParams) -> list[types.CompletionItem] | types.CompletionList:
    """What can be written at a place."""
    where = await ls.where(params.text_document.uri)
    if where is None:
        return []
    offset = where.offset(params.position)
    before = line_context.line_before(where.source, offset)
    offered = completion.offers(before, where.index, line_context.around(where.index, where.source, offset))
    shown = completion.fitting(offered, before)
    # The order is by kind; within one, editors sort by name.
    ranks = {kind: f"{number:02}" for number, kind in enumerate(dict.fromkeys(kind for _, kind in shown))}
    items = [types.CompletionItem(name, kind=KINDS[kind], sort_text=ranks[kind] + name) for name, kind in shown]
    return items if len(shown) == len(offered) else types.CompletionList(is_incomplete=True, items=items)


async def signature(ls: Server, params: types.SignatureHelpParams) -> types.SignatureHelp | None:
    """The parameters of the call that is being written."""
    where = await ls.where(params.text_document.uri)
    if where is None:
        return None
    before = line_context.line_before(where.source, where.offset(params.position))
    found = signatures.signature_at(before, where.index)
    if found is None:
        return None
    listed = [types.ParameterInformation(one) for one in found.parameters]
    told = types.SignatureInformation(found.label, found.meaning or None, listed, found.active)
    return types.SignatureHelp([told], 0, found.active)


async def symbols(ls: Server, params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
    """The symbols of all stories whose names hold a text."""
    wanted, found = params.query.casefold(), list[types.SymbolInformation]()
    for index in await ls.indexes():
        seen: set[Symbol] = set()
        for use in index.definitions_with(wanted):
            if use.symbol.kind in SYMBOLS and use.symbol not in seen and wanted in use.symbol.shown.casefold():
                seen.add(use.symbol)
                place = answers.location_of(index, use, ls.addresses.uri_of)
                kind, owner = SYMBOLS[use.symbol.kind], use.symbol.owner or None
                found.append(types.SymbolInformation(place, use.symbol.shown, kind, None, None, owner))
                if len(found) == MOST_SYMBOLS:
                    return found
    return found


async def _locations(
    server: Server, params: types.DefinitionParams | types.ReferenceParams, uses: Callable[[Index, Use], list[Use]]
) -> list[types.Location]:
    where = await server.where(params.text_document.uri)
    use = None if where is None else where.use(params.position)
    if where is None or use is None:
        return []
    return [answers.location_of(where.index, one, server.addresses.uri_of) for one in uses(where.index, use)]
