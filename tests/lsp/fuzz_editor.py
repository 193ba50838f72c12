"""Random edits against the language server: `make editor-edits`, and a short run of it among the tests.

An editor that misbehaves in every way: half-typed lines, pastes of whole scenes, undo, other line ends, places that are
none, versions that are old, files that come, go and are renamed on the disk, two main files for a chapter, none at all,
folders named like files. The server runs in this process, so nothing that it raises is lost. Now and then it is left
to settle; then what it shows must be what a fresh check of the same texts finds, and nothing else.
"""

from __future__ import annotations

import argparse
import asyncio
import inspect
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types

import engine.lsp.server
from engine.diagnostics import Diagnostic, Report
from engine.loading import check_file
from engine.lsp import answers
from engine.lsp.features import create
from engine.lsp.open_documents import OpenText
from engine.symbols.index import Use, index_of
from engine.syntax.main_file import main_files_of, real_path
from engine.syntax.parser import parse_file

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "a.story": "title: A\ninclude chapters/one.story\ninclude chapters/two.story\ncast: Ada, Bo\nvar gold: 0..9 = 2\n"
    "var home: hall | attic = hall\nvar bag: set of rope, lamp\n\ndef pay(n: 0..3):\n    ~ gold -= n\n    You pay.\n"
    "    ~ return gold > 1\n\n== hall: The hall\nIt is cold. {gold} {if pay(1): yes | no}\n"
    "* (ask) {if gold > 1} Ask.\n    Ada: Hm.\n    -> cellar\n+ Up. -> {home}\n* Down. -> one ->\n-> end: Out\n\n"
    "== attic #draw\n~ for item in bag:\n    The {item}.\n-- turn\n* Turn. -> turn\n-> end\n",
    "b.story": "title: B\ninclude chapters/one.story\nvar gold = 1\n\n== first\n-> one ->\n-> end\n",
    "chapters/one.story": "== one\n{One. | Again.} <>\n{gold} coins.\n+ for x in bag: Use the {x}.\n    -> back\n-> back\n",
    "chapters/two.story": "== cellar (was vault)\nDark. // TODO: more\n<- hall\n~ gold += 1\n-> any #draw\n-> hall.turn\n",
}
LINES = [
    *(line for text in FILES.values() for line in text.split("\n") if line),
    "~ if gold > 2:", "    ~ elif gold:", "~ else:", "{", "}", "{if", "{cycle: a | b | ", "\\", "\\{", '"', "->", "-> {", "<>",
    "== ", "==", "== new(a: 0..3, b) (was old): Title #tag", "* (x was y, z) {needs gold: no} Text -> new(1, 2) ->",
    "include chapters/one.story", "include ../a.story", "title: X", "var x: set of a, b", "def f(x) = f(x)", "claim never gold > 3",
    "~ let x = ", "~ ask name: Who?", "-- ", "-- point", "//", "👩‍🚀 🗝 e\u0301 ﷺ", "\u2028\u2029\x85", "\x00\x1b[2J", "\ufeff", "\ud7ff",
    "- item", "~ cycle:", "~ shuffle:", "\t* Tab", "        deep", "+ {otherwise}", "#tag=1", "~ return 1", "Ada: Hello", "-> back -> hall",
]  # fmt: skip
NOT_READ = 30.0
NAMELESS = re.compile(r"\?\d+")
Question = Callable[[dict[str, object]], object]


class Fuzz:
    """One editor, its folder, and what it believes the texts to be."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.rng = random.Random(seed)
        self.folder = folder
        self.server = create()
        self.server.protocol.client_capabilities = types.ClientCapabilities()
        self.shown: dict[str, list[types.Diagnostic]] = {}
        self.server.text_document_publish_diagnostics = self.published  # type: ignore[method-assign]
        self.server.window_show_message = lambda params: None  # type: ignore[method-assign]
        self.versions: dict[Path, int] = {}
        self.before: dict[Path, list[str]] = {}
        self.typing: tuple[Path, str] | None = None
        self.edits = self.questions = self.settled = self.named = 0
        self.raised: list[str] = []

    def known(self, path: Path) -> OpenText:
        """What the server keeps of an open document."""
        real = self.server.addresses.path_of(path.as_uri())
        assert real is not None
        return self.server.texts.open[real]

    def uri_of(self, file: str) -> str:
        return self.server.addresses.uri_of(file)

    def is_new(self, path: Path) -> bool:
        """Whether a path leads to no document that is open under another one."""
        try:
            return path.resolve() not in self.server.texts.open
        except (OSError, RuntimeError):
            return False

    def published(self, params: types.PublishDiagnosticsParams) -> None:
        self.shown[params.uri] = list(params.diagnostics)

    # ------------------------------------------------------------ what is asked of the server

    def tell(self, method: str, params: object) -> object:
        """Call what the server does for a message."""
        return self.server.protocol.fm.features[method](params)

    async def open(self, path: Path, text: str) -> None:
        self.versions[path] = 1
        self.before[path] = []
        item = types.TextDocumentItem(path.as_uri(), "story", 1, text)
        await self.tell(types.TEXT_DOCUMENT_DID_OPEN, types.DidOpenTextDocumentParams(item))  # type: ignore[misc]

    async def change(self, path: Path, place: types.Range | None, text: str, version: int | None = None) -> None:
        """Send a change, and hold the text that the server keeps against what an editor has then."""
        known = self.known(path)
        old = known.text
        if version is None:
            self.before[path] = [*self.before[path][-8:], old]
            self.versions[path] += 1
        document = types.VersionedTextDocumentIdentifier(
            self.versions[path] if version is None else version, path.as_uri()
        )
        one: types.TextDocumentContentChangeEvent = types.TextDocumentContentChangeWholeDocument(text)
        if place is not None:
            one = types.TextDocumentContentChangePartial(place, text)
        await self.tell(types.TEXT_DOCUMENT_DID_CHANGE, types.DidChangeTextDocumentParams(document, [one]))  # type: ignore[misc]
        self.edits += 1
        now = self.known(path).text
        if version is not None:
            assert now == old, "an old version counts for nothing"
        elif place is None:
            assert now == text
        else:
            begin, end = unit_offset(old, place.start), unit_offset(old, place.end)
            if begin is not None and end is not None and begin <= end:
                assert now == old[:begin] + text + old[end:], (old, place, text)

    async def disk(self) -> None:
        await self.tell(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, types.DidChangeWatchedFilesParams([]))  # type: ignore[misc]

    # ------------------------------------------------------------ what an editor does

    def place(self, text: str) -> types.Range:
        """A stretch of a text, short as a rule; one time in ten it is none."""
        rng, lines = self.rng, text.split("\n")
        if rng.random() < 0.1:
            begin = types.Position(rng.choice((0, len(lines) + 3, 10**6)), rng.choice((0, 10**6, 3)))
            return types.Range(begin, types.Position(begin.line + rng.choice((0, 2)), rng.choice((0, 10**7))))
        line = rng.randrange(len(lines))
        column = rng.randrange(len(lines[line]) * 2 + 1) if rng.random() < 0.1 else rng.randint(0, len(lines[line]))
        if rng.random() < 0.6:
            return types.Range(types.Position(line, column), types.Position(line, column))
        last = min(len(lines) - 1, line + rng.choice((0, 0, 0, 1, 2, 9)))
        to = rng.randint(column if last == line else 0, len(lines[last]) + 1 if last != line else column + 6)
        return types.Range(types.Position(line, column), types.Position(last, to))

    async def step(self) -> None:
        rng = self.rng
        if self.typing is not None:
            path, rest = self.typing
            self.typing = (path, rest[1:]) if len(rest) > 1 else None
            if path in self.versions:
                lines = self.known(path).lines
                line = min(getattr(self, "line", 0), len(lines) - 1)
                column = len(lines[line].rstrip("\r\n").encode("utf-16-le")) // 2
                at = types.Position(line, column)
                if rng.random() < 0.05:
                    await self.ask(path, self.known(path).text)
                return await self.change(path, types.Range(at, at), rest[0])
        opened = list(self.versions)
        if not opened or rng.random() < 0.01:
            return await self.other_files()
        path = rng.choice(opened)
        text = self.known(path).text
        what = rng.random()
        if what < 0.3:
            self.line = rng.randrange(text.count("\n") + 1)
            self.typing = (path, rng.choice(("", "\n", "\r\n")) + rng.choice(LINES) + rng.choice(("", "\n")))
            return None
        if what < 0.6:
            await self.change(
                path, self.place(text), rng.choice(("", "", "\n", rng.choice(LINES), rng.choice(LINES)[:4]))
            )
        elif what < 0.68:
            await self.change(
                path, self.place(text), "\n" + rng.choice(FILES[rng.choice(list(FILES))].split("\n\n")) + "\n"
            )
        elif what < 0.78 and self.before[path]:
            await self.change(path, None, self.before[path].pop())
        elif what < 0.82:
            ends = rng.choice(("\n", "\r\n", "\r"))
            await self.change(path, None, text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", ends))
        elif what < 0.86:
            name = path.relative_to(self.folder).as_posix()
            await self.change(path, None, FILES.get(name, FILES["a.story"]))
        elif what < 0.9:
            await self.change(path, self.place(text), "old", version=self.versions[path] - rng.randint(1, 5))
        else:
            await self.ask(path, text)
        if len(text) > 6000:
            await self.change(path, None, text[:1500])
        return None

    async def other_files(self) -> None:
        """Files are opened and closed, come, go and are renamed."""
        rng = self.rng
        name = rng.choice([*FILES, "c.story", "chapters/three.story", "deep/er/d.story"])
        path = self.folder / name
        what = rng.random()
        if what < 0.45:
            if path not in self.versions and self.is_new(path) and len(self.versions) < 4:
                await self.open(path, path.read_text(encoding="utf-8") if path.is_file() else "")
            elif path in self.versions and rng.random() < 0.5:
                del self.versions[path]
                document = types.TextDocumentIdentifier(path.as_uri())
                await self.tell(types.TEXT_DOCUMENT_DID_CLOSE, types.DidCloseTextDocumentParams(document))  # type: ignore[misc]
            return
        gone(path)
        if what < 0.6:
            pass
        elif what < 0.65:
            path.mkdir(parents=True, exist_ok=True)
        elif what < 0.7:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(rng.choice((path.name, "nowhere", "..", "a.story", "../../elsewhere/x.story")))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(rng.choice((FILES.get(name, ""), "\n".join(rng.choices(LINES, k=9)), "")), encoding="utf-8")
        other = self.folder / rng.choice(list(FILES))
        if what > 0.9 and path.is_file() and not other.exists():
            other.parent.mkdir(parents=True, exist_ok=True)
            path.rename(other)
        await self.disk()

    async def ask(self, path: Path, text: str) -> None:
        """Ask everything about a place; the answers are used nowhere, but none may fail."""
        self.compare_names()
        document = types.TextDocumentIdentifier(path.as_uri())
        place = self.place(text)
        at = {"text_document": document, "position": place.start}
        asked: list[tuple[str, object]] = [
            (types.TEXT_DOCUMENT_DEFINITION, types.DefinitionParams(**at)),  # type: ignore[arg-type]
            (types.TEXT_DOCUMENT_REFERENCES, types.ReferenceParams(types.ReferenceContext(True), **at)),  # type: ignore[arg-type]
            (types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, types.DocumentHighlightParams(**at)),  # type: ignore[arg-type]
            (types.TEXT_DOCUMENT_HOVER, types.HoverParams(**at)),  # type: ignore[arg-type]
            (types.TEXT_DOCUMENT_COMPLETION, types.CompletionParams(**at)),  # type: ignore[arg-type]
            (types.TEXT_DOCUMENT_SIGNATURE_HELP, types.SignatureHelpParams(**at)),  # type: ignore[arg-type]
            (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolParams(document)),
            (types.TEXT_DOCUMENT_FOLDING_RANGE, types.FoldingRangeParams(document)),
            (types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, types.SemanticTokensParams(document)),
            (types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensParams(document)),
            (types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionParams(document, place, types.CodeActionContext([]))),
            (types.TEXT_DOCUMENT_PREPARE_RENAME, types.PrepareRenameParams(**at)),  # type: ignore[arg-type]
            (types.WORKSPACE_SYMBOL, types.WorkspaceSymbolParams(self.rng.choice(("", "h", "zz")))),
            (
                types.TEXT_DOCUMENT_FORMATTING,
                types.DocumentFormattingParams(document, types.FormattingOptions(4, True)),
            ),
        ]
        for method, params in self.rng.sample(asked, 5):
            answer = self.tell(method, params)
            if inspect.isawaitable(answer):
                await asyncio.wait_for(answer, 20)
            self.questions += 1

    # ------------------------------------------------------------ what must be so

    def compare_names(self) -> None:
        """What is answered from must be the names of the newest texts, whether these have been read or not."""
        read = self.server.texts.read()
        for main, desk in self.server.desks.items():
            index = desk.newest()
            if index is None:
                continue
            fresh = index_of(parse_file(main, Report(), read))
            # Who speaks in a scene that was not changed is known when it is read with the new cast.
            passed_over = ("speaker",)
            for file, source in fresh.sources.items():
                if file in index.sources:
                    assert index.sources[file].text == source.text
                    assert list(index.sources[file].starts()) == list(source.starts())
                    found, wanted = (named(one.in_file(file), passed_over) for one in (index, fresh))
                    assert found == wanted, f"{main}, {file}: {set(found) ^ set(wanted)}"
                    self.named += 1

    async def settle(self) -> None:
        """Wait until nothing is left to check, and compare with a fresh check."""
        end = time.monotonic() + 60
        while any(not task.done() for task in self.server.settling.values()):
            assert time.monotonic() < end, "it does not settle"
            await asyncio.sleep(0.002)
        for task in self.server.settling.values():
            task.result()
        read = self.server.texts.read()
        mains = {real_path(main) for path in self.server.texts.open for main in main_files_of(path, read)}
        assert mains == set(self.server.desks), (
            f"the stories that open files belong to: {mains}, {set(self.server.desks)}"
        )
        expected: dict[str, list[types.Diagnostic]] = {}
        for main in self.server.published:
            found, sources = check_file(main, read)
            known = self.server.found[main]
            assert known == found, f"otherwise in {main}: {differing(known, found)}, {differing(found, known)}"
            own: dict[str, list[types.Diagnostic]] = {}
            for one in found:
                for file, shown in answers.diagnostics_of(one, sources, main.parent, self.uri_of):
                    own.setdefault(self.uri_of(file), []).append(shown)
            for uri, listed in own.items():
                known = expected.setdefault(uri, [])
                known += [one for one in listed if one not in known]
        for uri in self.shown.keys() | expected.keys():
            shown, wanted = self.shown.get(uri, []), expected.get(uri, [])
            assert shown == wanted, f"stale: {uri}: {only(shown, wanted)} shown, {only(wanted, shown)} found"
        self.settled += 1


def named(uses: list[Use], passed_over: tuple[str, ...]) -> list[Use]:
    """The uses with one name for all scenes without a name, which are called by their places; but for some kinds."""
    return [
        one._replace(
            symbol=one.symbol._replace(owner=NAMELESS.sub("?", one.symbol.owner)),
            scene=None if one.scene is None else NAMELESS.sub("?", one.scene),
        )
        for one in uses
        if one.symbol.kind not in passed_over
    ]


def differing(some: list[Diagnostic], others: list[Diagnostic]) -> list[tuple[Diagnostic, Diagnostic | None]]:
    """What is in one list and not in the other, each with what the other has of its place."""
    places = {(one.code, one.span): one for one in others}
    return [(one, places.get((one.code, one.span))) for one in some if one not in others][:3]


def only(some: list[types.Diagnostic], others: list[types.Diagnostic]) -> list[tuple[object, int, str]]:
    """What is in one list and not in the other."""
    return [(one.code, one.range.start.line, one.message) for one in some if one not in others]


def gone(path: Path) -> None:
    """Take away whatever is there."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)


def unit_offset(text: str, place: types.Position) -> int | None:
    """The offset of a place in UTF-16 units; None for a place that the text does not have."""
    at = 0
    for _ in range(place.line):
        ends = [one for one in (text.find("\n", at), text.find("\r", at)) if one >= 0]
        if not ends:
            return None
        at = min(ends) + (2 if text.startswith("\r\n", min(ends)) else 1)
    units = 0
    while units < place.character:
        if at >= len(text) or text[at] in "\r\n":
            return None
        units += 2 if ord(text[at]) > 0xFFFF else 1
        at += 1
    return at if units == place.character else None


def _told(context: dict[str, Any]) -> str:
    """What an exception was that nobody waited for."""
    error = context.get("exception")
    return context["message"] if error is None else "".join(traceback.format_exception(error))


async def run(seed: int, edits: int, each: int, folder: Path) -> Fuzz:
    """So many edits in a folder; compared after each so many of them."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    one = Fuzz(seed, folder)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: one.raised.append(_told(context)))
    compared = 0
    while one.edits < edits:
        await one.step()
        if one.rng.random() < 0.05:
            await asyncio.sleep(one.rng.choice((0, 0.001, 0.02)))
        if one.edits >= compared + each:
            compared = one.edits
            await one.settle()
        assert not one.raised, one.raised
    await one.settle()
    assert not one.raised, one.raised
    return one


def fuzz(seed: int, edits: int, each: int) -> Fuzz:
    """Run in a folder of its own, beside one that must stay as it is."""
    engine.lsp.server.IDLE = NOT_READ  # exploring has tests of its own, and takes processes
    with tempfile.TemporaryDirectory() as name:
        folder, elsewhere = Path(name).resolve() / "story", Path(name).resolve() / "elsewhere"
        folder.mkdir()
        elsewhere.mkdir()
        (elsewhere / "x.story").write_text("title: Elsewhere\n== x\n-> end\n", encoding="utf-8")
        before = (elsewhere / "x.story").stat().st_mtime_ns
        done = asyncio.run(run(seed, edits, each, folder))
        assert [one.name for one in elsewhere.iterdir()] == ["x.story"]
        assert (elsewhere / "x.story").stat().st_mtime_ns == before
        assert sorted(one.name for one in Path(name).iterdir()) == ["elsewhere", "story"]
    return done


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=100_000, help="how many edits in all")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--each", type=int, default=25, help="so many edits between two comparisons")
    given = parser.parse_args()
    edits = questions = settled = 0
    seed = given.seed
    while edits < given.edits:
        try:
            done = fuzz(seed, min(2000, given.edits - edits), given.each)
        except BaseException:
            print(f"seed {seed}", flush=True)
            raise
        edits, questions, settled = edits + done.edits, questions + done.questions, settled + done.settled
        print(f"seed {seed}: {edits} edits, {questions} questions, {settled} comparisons", flush=True)
        seed += 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
