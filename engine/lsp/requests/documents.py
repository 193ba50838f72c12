"""Opening, changing, saving and closing documents."""

from __future__ import annotations

import logging

from lsprotocol import types

from engine.lsp.open_documents import Place
from engine.lsp.server import Server


def register(server: Server) -> None:
    """Opening, changing, saving and closing documents."""
    server.feature(types.INITIALIZED)(initialized)
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(did_open)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(did_change)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(did_close)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(did_save)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(watched)


def initialized(ls: Server, params: types.InitializedParams) -> None:
    """The editor is ready."""
    # `Texts` keeps the documents. pygls would keep them too, and go through all lines of one with every key.
    ls.workspace._sync_kind = types.TextDocumentSyncKind.None_
    # It would complain of each change.
    logging.getLogger("pygls.workspace.text_document").setLevel(logging.CRITICAL)


async def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """A document was opened."""
    path = ls.addresses.opened(params.text_document.uri)
    if path is not None:
        ls.opened(path, params.text_document.text, params.text_document.version)


async def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Pieces of a document were changed."""
    path = ls.addresses.path_of(params.text_document.uri)
    if path is not None:
        ls.changed(path, params.text_document.version, map(_change, params.content_changes))


async def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """A document was closed."""
    path = ls.addresses.closed(params.text_document.uri)
    if path is not None:
        ls.closed(path)


async def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """A document was written to its file."""
    ls.files_changed()


async def watched(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Files came, went or changed beside the editor."""
    ls.files_changed()


def _change(change: types.TextDocumentContentChangeEvent) -> tuple[Place | None, Place | None, str]:
    if isinstance(change, types.TextDocumentContentChangeWholeDocument):
        return None, None, change.text
    place = change.range
    return (place.start.line, place.start.character), (place.end.line, place.end.character), change.text
