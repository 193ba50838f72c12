"""Opening, changing, saving and closing documents."""

from __future__ import annotations

import logging

from lsprotocol import types

from engine.lsp.open_documents import Place
from engine.lsp.server import Server


def register(server: Server) -> None:
    """Opening, changing, saving and closing documents."""

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        # `Texts` keeps the documents. pygls would keep them too, and go through all lines of one with every key.
        server.workspace._sync_kind = types.TextDocumentSyncKind.None_
        # It would complain of each change.
        logging.getLogger("pygls.workspace.text_document").setLevel(logging.CRITICAL)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: types.DidOpenTextDocumentParams) -> None:
        path = server.addresses.opened(params.text_document.uri)
        if path is not None:
            server.opened(path, params.text_document.text, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: types.DidChangeTextDocumentParams) -> None:
        path = server.addresses.path_of(params.text_document.uri)
        if path is not None:
            server.changed(path, params.text_document.version, map(_change, params.content_changes))

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(params: types.DidCloseTextDocumentParams) -> None:
        path = server.addresses.closed(params.text_document.uri)
        if path is not None:
            server.closed(path)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(params: types.DidSaveTextDocumentParams) -> None:
        server.files_changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched(params: types.DidChangeWatchedFilesParams) -> None:
        server.files_changed()


def _change(change: types.TextDocumentContentChangeEvent) -> tuple[Place | None, Place | None, str]:
    if isinstance(change, types.TextDocumentContentChangeWholeDocument):
        return None, None, change.text
    place = change.range
    return (place.start.line, place.start.character), (place.end.line, place.end.character), change.text
