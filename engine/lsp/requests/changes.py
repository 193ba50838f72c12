"""What changes the story: corrections and renaming."""

from __future__ import annotations

import asyncio

from lsprotocol import types

from engine.lsp import actions, answers, declarations
from engine.lsp.server import Server, Where
from engine.source import read_bytes

_KINDS = {one.value for one in types.CodeActionKind}


def register(server: Server) -> None:
    """What changes the story: corrections and renaming."""
    kinds = types.CodeActionOptions(
        [types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite, types.CodeActionKind.SourceFixAll]
    )
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(act)
    server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(prepare)
    server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))(rename)


async def act(ls: Server, params: types.CodeActionParams) -> list[types.Command | types.CodeAction]:
    """What can be done at a place: corrections, declarations, labels, and questions about its plays."""
    where = await ls.where_read(params.text_document.uri)
    if where is None:
        return []
    parsed, source, index = where.parsed, where.source, where.index
    offset, line = where.offset(params.range.start), params.range.start.line + 1
    found = ls.found.get(where.desk.main, [])
    listed = [
        *actions.corrections(found, source.name, line, params.range.end.line + 1),
        *actions.stubs(index, source, offset),
        *declarations.declared(found, parsed, index, source, line),
        *actions.labels(parsed, source, offset, read_bytes),
        *declarations.speaker(parsed, source, line),
    ]
    asked = _plays_that_show(ls, where, params.range) + _question(ls, where, params.range.start)
    made = [
        types.CodeAction(
            one.title,
            kind=types.CodeActionKind(one.kind) if one.kind in _KINDS else one.kind,
            edit=answers.workspace_edit(one.edits, parsed.sources, ls.versions(), ls.addresses.uri_of),
            is_preferred=one.preferred or None,
            diagnostics=None
            if one.settles is None
            else [answers.diagnostic_of(one.settles, parsed.sources, ls.addresses.uri_of)],
        )
        for one in listed
    ]
    return [*made, *_new_file(ls, where, line), *asked]


def _question(ls: Server, where: Where, position: types.Position) -> list[types.Command]:
    """Which values the variable here can have in its scene, as something to ask."""
    use = where.use(position)
    if use is None or use.symbol.kind != "variable" or use.scene is None:
        return []
    if not where.index.definitions(use.symbol):
        return []
    name, scene = use.symbol.name, use.scene
    title = f"Which values can `{name}` have when a play enters `{scene}`?"
    arguments = [ls.addresses.uri_of(where.path.as_posix()), name, scene]
    return [types.Command(title, "nightcap.values", arguments=list(arguments))]


async def prepare(ls: Server, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """The name at a place that can be renamed, and where it stands."""
    from engine.symbols.renaming import KINDS as RENAMED

    where = await ls.where(params.text_document.uri)
    use = None if where is None else where.use(params.position)
    if where is None or use is None or use.symbol.kind not in RENAMED:
        return None
    return types.PrepareRenamePlaceholder(answers.editor_range(where.source, use.at, use.end), use.symbol.name)


async def rename(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """All edits that give a name another one, those of saved plays among them."""
    from pygls.exceptions import JsonRpcException

    from engine.lsp.renaming import rename_at
    from engine.symbols.renaming import CannotRename

    where = await ls.where(params.text_document.uri)
    use = None if where is None else where.use(params.position)
    if where is None or use is None:
        return None
    index, read = where.index, ls.texts.read()
    try:
        edits, told = await asyncio.to_thread(rename_at, where.desk.main, use.symbol, params.new_name, index, read)
    except CannotRename as error:
        raise JsonRpcException(str(error), -32803) from None
    ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, told))
    return answers.workspace_edit(edits, index.sources, ls.versions(), ls.addresses.uri_of)


def _new_file(server: Server, where: Where, line: int) -> list[types.CodeAction]:
    """Begin the chapter that an `include` names and that is not there, where the editor can make files."""
    workspace = server.client_capabilities.workspace
    can = (
        None if workspace is None or workspace.workspace_edit is None else workspace.workspace_edit.resource_operations
    )
    path = declarations.missing_file(where.source, line, where.desk.main.parent)
    if path is None or types.ResourceOperationKind.Create not in (can or ()):
        return []
    edit = types.WorkspaceEdit(document_changes=[types.CreateFile(uri=server.addresses.uri_of(path.as_posix()))])
    return [types.CodeAction(f"Begin the file `{path.name}`", types.CodeActionKind.QuickFix, edit=edit)]


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
            arguments = [server.addresses.uri_of(one["file"]), one["play"]]
            found.append(types.Command(title, "nightcap.playThis", arguments=arguments))
    return found
