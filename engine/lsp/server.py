"""Joins the desks to an editor: `nightcap lsp` speaks the Language Server Protocol on standard input and output."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import aclosing
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from engine.check.missing_includes import CODES
from engine.diagnostics import Diagnostic
from engine.lsp import answers
from engine.lsp.edited_story import EditedStory, ParsedStory
from engine.lsp.explored import ExplorationFacts
from engine.lsp.open_documents import Place, Texts, offset_in
from engine.lsp.uris import DocumentAddresses
from engine.proof.exploration_client import explorations
from engine.source import Source
from engine.symbols.index import Index, Use
from engine.syntax.header import is_heading
from engine.syntax.lines import HEADINGS
from engine.syntax.main_file import main_files_of, real_path
from engine.version import VERSION

HEAD_LINES = ("include", "title")
# After a key, so long is waited for the next one before a check begins, in seconds.
SETTLE = 0.015
# After so long it is asked again whether a text has been read.
SOON = 0.003
# So long a story is left alone before it is explored, and so long it is then explored for.
IDLE, EXPLORE = 0.6, 5.0


class Where:
    """A document that a question is about: its file, the story it belongs to with all its names, its text there."""

    def __init__(self, desk: EditedStory, path: Path, source: Source, index: Index) -> None:
        self.desk = desk
        self.path = path
        self.source = source
        self.index = index

    def offset(self, position: types.Position) -> int:
        """The offset of a place in the text."""
        return offset_in(self.source, (position.line, position.character))

    def use(self, position: types.Position) -> Use | None:
        """The name at a place."""
        return self.index.at(self.source.name, self.offset(position))


class WhereRead(Where):
    """The same, with the trees of the newest texts."""

    def __init__(self, desk: EditedStory, path: Path, source: Source, index: Index, parsed: ParsedStory) -> None:
        super().__init__(desk, path, source, index)
        self.parsed = parsed


class Server(LanguageServer):
    """The server of one editor."""

    def __init__(self) -> None:
        super().__init__("nightcap", VERSION, text_document_sync_kind=types.TextDocumentSyncKind.Incremental)
        self.texts = Texts()
        self.addresses = DocumentAddresses()
        self.desks: dict[Path, EditedStory] = {}
        # The main files of each open file, and what was published of each story, by file.
        self.mains: dict[Path, list[Path]] = {}
        self.published: dict[Path, dict[str, list[types.Diagnostic]]] = {}
        self.found: dict[Path, list[Diagnostic]] = {}
        self.settling: dict[Path, asyncio.Task[None]] = {}
        self.explored: dict[Path, ExplorationFacts] = {}
        self.exploring: dict[Path, asyncio.Task[None]] = {}

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
            # A story of its own may be a chapter of another one, too.
            self.touch([main for main, desk in self.desks.items() if desk.reads(path) or self._may_name(main, path)])

    def _may_name(self, main: Path, path: Path) -> bool:
        """Whether what is said of a story may name a file that it does not include."""
        if not path.is_relative_to(main.parent):
            return False
        # What is being found out now is not known yet.
        settling = self.settling.get(main)
        is_checked = settling is not None and not settling.done()
        return is_checked or any(one.code in CODES for one in self.found.get(main, ()))

    def closed(self, path: Path) -> None:
        """A document was closed."""
        self.texts.close(path)
        self.mains.pop(path, None)
        self.files_changed()

    def files_changed(self) -> None:
        """Files may have come or gone, or include others now: find out anew what belongs to which story."""
        read, marks = self.texts.read(), self.texts.marks()
        for path in self.texts.open:
            self.mains[path] = [real_path(one) for one in main_files_of(path, read)]
        wanted = {main for mains in self.mains.values() for main in mains}
        for main in [one for one in self.desks if one not in wanted]:
            del self.desks[main]
            # Should the story come back soon, what settles the old one ends without it.
            self.settling.pop(main, None)
            self.found.pop(main, None)
            self.publish(main, {})
            del self.published[main]
        for main in wanted:
            if main not in self.desks:
                self.desks[main] = EditedStory(main, read, marks, freezes=True)
        self.touch(wanted, on_disk=True)

    def touch(self, mains: Iterable[Path], on_disk: bool = False) -> None:
        """Have stories checked soon."""
        read, marks = self.texts.read(), self.texts.marks()
        for main in mains:
            desk = self.desks.get(main)
            if desk is None:
                continue
            desk.touch(read, marks, on_disk)
            self.stop_exploring(main)
            task = self.settling.get(main)
            if task is None or task.done():
                self.settling[main] = asyncio.get_running_loop().create_task(self._settle(desk))

    async def _settle(self, desk: EditedStory) -> None:
        """Check a story until its newest texts are checked."""
        while self.desks.get(desk.main) is desk:
            number = desk.number
            await asyncio.sleep(SETTLE)
            if number != desk.number:
                continue  # another key came
            done = await asyncio.to_thread(desk.check)
            if done is not None and self.desks.get(desk.main) is desk:
                self.show(desk, done.parsed, done.found)
                await asyncio.to_thread(desk.remember_index)
                if not any(one.severity == "error" for one in done.found):
                    self.explore(desk, done.parsed)
            if number == desk.number and done is not None:
                return

    def show(self, desk: EditedStory, parsed: ParsedStory, found: list[Diagnostic]) -> None:
        """Show what was found in the texts of a story."""
        self.found[desk.main] = found
        by_file: dict[str, list[types.Diagnostic]] = {name: [] for name in parsed.sources}
        for one in found:
            for file, shown in answers.diagnostics_of(one, parsed.sources, desk.main.parent, self.addresses.uri_of):
                by_file.setdefault(file, []).append(shown)
        self.publish(desk.main, by_file)

    # ------------------------------------------------------------ exploring

    def explore(self, desk: EditedStory, parsed: ParsedStory) -> None:
        """Have a story without errors explored, if it is left as it is for a while."""
        self.stop_exploring(desk.main)
        task = asyncio.get_running_loop().create_task(self._explore(desk, parsed))
        self.exploring[desk.main] = task

    def stop_exploring(self, main: Path) -> None:
        """End an exploration; what it found is not of the newest texts."""
        task = self.exploring.pop(main, None)
        if task is not None:
            task.cancel()

    async def _explore(self, desk: EditedStory, parsed: ParsedStory) -> None:
        await asyncio.sleep(IDLE)
        explored = ExplorationFacts(parsed.number)
        texts = {path.as_posix(): known.text for path, known in self.texts.open.items()}
        async with aclosing(explorations(desk.main, texts, EXPLORE)) as said:
            async for data in said:
                if desk.number != parsed.number:
                    return
                explored.learn(data)
                self.explored[desk.main] = explored
                if "found" in data and explored.found is not None:
                    self.show(desk, parsed, explored.found)
                else:
                    self._refresh_lenses()

    def _refresh_lenses(self) -> None:
        workspace = self.client_capabilities.workspace
        lenses = None if workspace is None else workspace.code_lens
        if lenses is not None and lenses.refresh_support:
            self.workspace_code_lens_refresh(None, lambda _: None)

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
                types.PublishDiagnosticsParams(
                    self.addresses.uri_of(file), shown, None if known is None else known.version
                )
            )

    # ------------------------------------------------------------ questions

    async def where(self, uri: str) -> Where | None:
        """The document that a question is about, if it belongs to a story. It waits for no check."""
        path = self.addresses.path_of(uri)
        for desk in self._desks_of(path):
            index = await self._newest(desk)
            source = None if index is None or path is None else index.sources.get(path.as_posix())
            if index is not None and path is not None and source is not None:
                return Where(desk, path, source, index)
        return None

    async def where_read(self, uri: str) -> WhereRead | None:
        """The same for a question about a whole file: when its newest text was read."""
        path = self.addresses.path_of(uri)
        for desk in self._desks_of(path):
            while self.desks.get(desk.main) is desk:
                index, parsed = await self._newest(desk), desk.last_parsed
                if index is not None and parsed is not None and parsed.number == desk.number:
                    source = None if path is None else parsed.source_of(path)
                    if path is not None and source is not None:
                        return WhereRead(desk, path, source, index, parsed)
                    break
                await asyncio.sleep(SOON)
        return None

    def _desks_of(self, path: Path | None) -> list[EditedStory]:
        mains = () if path is None else self.mains.get(path, ())
        return [self.desks[main] for main in mains if main in self.desks]

    async def _newest(self, desk: EditedStory) -> Index | None:
        """The index of the newest texts. Only what was just opened, or changed in very many lines, is waited for."""
        index = desk.newest()
        while index is None and self.desks.get(desk.main) is desk:
            await asyncio.sleep(SOON)
            index = desk.newest()
        return index

    async def indexes(self) -> list[Index]:
        """Those of all stories."""
        found = [await self._newest(desk) for desk in list(self.desks.values())]
        return [index for index in found if index is not None]

    def versions(self) -> dict[str, int | None]:
        """The versions of the open documents."""
        return {path.as_posix(): known.version for path, known in self.texts.open.items()}


def _head_of(texts: Texts, path: Path) -> list[str]:
    """The lines of an open text that say to which story it belongs: those of its head."""
    known = texts.open.get(path)
    found: list[str] = []
    for written in known.lines if known is not None else ():
        line = written.lstrip("\ufeff \t")
        if line.startswith(HEAD_LINES):
            found.append(line)
        elif line[:1] in HEADINGS and line and is_heading(written.lstrip("\ufeff").rstrip("\r\n")):
            break
    return found
