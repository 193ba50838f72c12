"""An editor for the tests: pygls' client, which starts the real server and remembers what it publishes."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient


class Editor:
    """One editor with its server."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.texts: dict[Path, list[Any]] = {}
        self.diagnostics: dict[str, list[types.Diagnostic]] = {}
        self.published = asyncio.Condition()
        self.count = 0
        self.messages: list[str] = []

    async def open(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        self.texts[path] = [text, 1]
        item = types.TextDocumentItem(path.as_uri(), "story", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, path: Path, line: int, character: int, text: str, erased: int = 0) -> None:
        """Put a text at a place, as it is typed."""
        known = self.texts[path]
        known[1] += 1
        place = types.Range(types.Position(line, character), types.Position(line, character + erased))
        change = types.TextDocumentContentChangePartial(range=place, text=text)
        document = types.VersionedTextDocumentIdentifier(version=known[1], uri=path.as_uri())
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def replace(self, path: Path, text: str) -> None:
        """Put a text in place of the whole."""
        known = self.texts[path]
        known[:] = [text, known[1] + 1]
        document = types.VersionedTextDocumentIdentifier(version=known[1], uri=path.as_uri())
        change = types.TextDocumentContentChangeWholeDocument(text=text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def at(self, path: Path, line: int, character: int) -> dict[str, Any]:
        """A place in a document, as most questions have it."""
        return {"text_document": self.document(path), "position": types.Position(line, character)}

    def document(self, path: Path) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(path.as_uri())

    async def codes(self, path: Path, wanted: list[str], seconds: float = 20) -> list[types.Diagnostic]:
        """Wait until a document has just these codes."""

        def has() -> bool:
            listed = self.diagnostics.get(path.as_uri())
            return listed is not None and [one.code for one in listed] == wanted

        async with self.published:
            try:
                await asyncio.wait_for(self.published.wait_for(has), seconds)
            except TimeoutError:
                shown = [
                    (one.code, one.range.start.line, one.message) for one in self.diagnostics.get(path.as_uri(), [])
                ]
                raise AssertionError(f"wanted {wanted}, got {shown}") from None
        return self.diagnostics[path.as_uri()]

    async def some(self, path: Path, code: str, seconds: float = 20) -> None:
        """Wait until a code is among those of a document."""
        async with self.published:
            has = self.published.wait_for(lambda: code in [one.code for one in self.diagnostics.get(path.as_uri(), ())])
            await asyncio.wait_for(has, seconds)

    async def settled(self, path: Path, version: int, seconds: float = 30) -> float:
        """Wait until what is published is of a version of a document."""
        async with self.published:
            await asyncio.wait_for(
                self.published.wait_for(lambda: self.versions.get(path.as_uri()) == version), seconds
            )
        return asyncio.get_running_loop().time()

    @property
    def versions(self) -> dict[str, int | None]:
        return self.client.versions  # type: ignore[attr-defined]


@asynccontextmanager
async def editor(folder: Path, *command: str) -> AsyncIterator[Editor]:
    """An editor whose server runs until the end of the block, and then ends well."""
    client = LanguageClient("tests", "1")
    one = Editor(client)
    client.versions = {}  # type: ignore[attr-defined]

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    async def published(params: types.PublishDiagnosticsParams) -> None:
        async with one.published:
            one.diagnostics[params.uri] = list(params.diagnostics)
            client.versions[params.uri] = params.version  # type: ignore[attr-defined]
            one.count += 1
            one.published.notify_all()

    @client.feature(types.WINDOW_SHOW_MESSAGE)
    def told(params: types.ShowMessageParams) -> None:
        one.messages.append(params.message)

    await client.start_io(*(command or (sys.executable, "-m", "engine", "lsp")))
    capabilities = types.ClientCapabilities()
    await client.initialize_async(
        types.InitializeParams(process_id=None, root_uri=folder.as_uri(), capabilities=capabilities)
    )
    client.initialized(types.InitializedParams())
    try:
        yield one
        await asyncio.wait_for(client.shutdown_async(None), 20)
    finally:
        client.exit(None)
        await client.stop()
