"""Editors that send nonsense: the server stays, and answers what comes next rightly."""

import asyncio
import random
from pathlib import Path

import pytest
from editor import editor
from fuzz_editor import fuzz
from lsprotocol import types

from engine.check.incremental import Memory
from engine.diagnostics import Report
from engine.loading import check_file
from engine.lsp import outline, tokens
from engine.lsp.completion import offers
from engine.lsp.edited_story import EditedStory
from engine.lsp.explored import ExplorationFacts, lenses_of
from engine.lsp.line_context import around, line_before
from engine.lsp.open_documents import OpenText, Texts, column_of, lines_of, offset_in, place_in, units_of
from engine.lsp.signatures import signature_at
from engine.source import Source

ROOT = Path(__file__).resolve().parents[2]
STORY = (ROOT / "tests" / "cli" / "tide" / "tide.story").read_text(encoding="utf-8").replace("include", "// include")
TYPED = (
    "{",
    "}",
    "|",
    "-> ",
    "== x\n",
    "\n",
    "\r\n",
    "\r",
    "~ ",
    "* ",
    "#a",
    "👩",
    "é",
    "\u2028",
    "\x85",
    '"',
    "\\",
    "(was a)",
)


@pytest.mark.parametrize("seed", range(3))
def test_random_edits(seed: int, tmp_path: Path) -> None:
    """After each edit the desk knows what a full check of the same text finds, and nothing that is asked fails."""
    rng = random.Random(seed)
    path = tmp_path / "x.story"
    path.write_text(STORY, encoding="utf-8")
    texts = Texts()
    texts.set(path, STORY, 0)
    desk = EditedStory(path, texts.read())
    plain = OpenText(STORY, 0)
    for number in range(60):
        begin = (rng.randrange(-1, 40), rng.randrange(-1, 60))
        end = (begin[0] + rng.choice((0, 0, 0, 1, 3)), begin[1] + rng.choice((0, 0, 1, 7)))
        text = rng.choice(TYPED)
        texts.change(path, number, [(begin, end, text)])
        plain.change(begin, end, text)
        assert plain.lines == lines_of(plain.text)
        desk.touch(texts.read())
        if number % 3 == 0:
            continue
        done = desk.check()
        assert done is not None
        assert done.found == check_file(path, texts.read())[0], number
        parsed, index = desk.parsed(), desk.index()
        source = parsed.source_of(path)
        assert source is not None
        outline.symbols_in(parsed.story, source)
        outline.folds_in(parsed.story, source)
        data = tokens.tokens_in(parsed.story, index, source)
        assert all(one >= 0 for one in data)
        offset = offset_in(source, begin)
        offers(line_before(source, offset), index, around(index, source, offset))
        signature_at(line_before(source, offset), index)
        for scene in parsed.story.scenes:
            list(lenses_of(scene, {}, ExplorationFacts(0)))


def test_an_editor_that_misbehaves() -> None:
    """A short run of `make editor-edits`."""
    done = fuzz(seed=2, edits=150, each=15)
    assert done.settled > 5 and done.questions


def test_a_folder_behind_a_link(tmp_path: Path) -> None:
    """What is told of files has the addresses by which the editor came to them."""
    (tmp_path / "real" / "parts").mkdir(parents=True)
    (tmp_path / "real" / "a.story").write_text("title: A\ninclude parts/b.story\n== a\n-> b\n", encoding="utf-8")
    (tmp_path / "real" / "parts" / "b.story").write_text("== b\n-> nowhere\n", encoding="utf-8")
    (tmp_path / "link").symlink_to("real")
    main, part = tmp_path / "link" / "a.story", tmp_path / "link" / "parts" / "b.story"

    async def run() -> None:
        async with editor(tmp_path) as one:
            await one.open(main)
            await one.codes(part, ["NC101"])
            (found,) = await one.client.text_document_definition_async(types.DefinitionParams(**one.at(main, 3, 3)))  # type: ignore[misc]
            assert found.uri == part.as_uri()
            one.type(main, 3, 3, "x")
            await one.some(main, "NC101")
            assert set(one.diagnostics) == {main.as_uri(), part.as_uri()}

    asyncio.run(asyncio.wait_for(run(), 60))


def test_a_story_that_is_a_chapter_too(tmp_path: Path) -> None:
    """Its edits are checked in both stories."""
    (tmp_path / "b.story").write_text("title: B\ninclude one.story\n== b\n-> one\n", encoding="utf-8")
    (tmp_path / "one.story").write_text("title: One\n== one\n-> end\n", encoding="utf-8")

    async def run() -> None:
        async with editor(tmp_path) as one:
            await one.open(tmp_path / "b.story")
            await one.codes(tmp_path / "b.story", [])
            await one.open(tmp_path / "one.story")
            await one.codes(tmp_path / "one.story", ["NC010"])
            one.type(tmp_path / "one.story", 1, 3, "x")
            await one.codes(tmp_path / "one.story", ["NC010", "NC101"])

    asyncio.run(asyncio.wait_for(run(), 60))


@pytest.mark.parametrize("line", ["", "plain", "é👩b", "👩👩", "a\u2028b"])
def test_columns(line: str) -> None:
    for column in range(len(line) + 1):
        assert column_of(line, units_of(line, column)) == column
    source = Source("x", f"one\n{line}\nthree")
    for offset in range(len(source.text) + 1):
        assert offset_in(source, place_in(source, offset)) == offset


def test_places_that_are_none() -> None:
    source = Source("x", "one\ntwo")
    assert [offset_in(source, place) for place in ((-1, 5), (0, 99), (9, 9), (1, -4))] == [0, 3, 7, 4]


def test_old_versions_count_for_nothing(tmp_path: Path) -> None:
    texts = Texts()
    texts.set(tmp_path, "abc", 5)
    assert not texts.change(tmp_path, 4, [((0, 0), (0, 1), "")])
    assert not texts.change(tmp_path / "other", 9, [(None, None, "x")])
    assert texts.open[tmp_path].text == "abc"


def test_a_check_that_is_not_wanted_any_more_ends(tmp_path: Path) -> None:
    path = tmp_path / "x.story"
    path.write_text(STORY, encoding="utf-8")
    texts = Texts()
    desk = EditedStory(path, texts.read())
    calls = 0

    def touched() -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            desk.touch(texts.read())
        EditedStory._go_on(desk)

    desk._memory = Memory(touched)
    assert desk.check() is None and calls == 2
    assert desk.check() is not None
    report = Report()
    assert report.found == []


def test_nonsense_over_the_pipe(tmp_path: Path) -> None:
    path = tmp_path / "x.story"
    path.write_text("title: X\n== a\n* Go. -> b\n== b\n-> end\n", encoding="utf-8")

    async def run() -> None:
        async with editor(tmp_path) as one:
            await one.open(path)
            await one.codes(path, [])
            for line, column in ((99, 99), (0, 10**6)):
                one.type(path, line, column, "x")
                for ask, params in (
                    (one.client.text_document_hover_async, types.HoverParams),
                    (one.client.text_document_definition_async, types.DefinitionParams),
                    (one.client.text_document_completion_async, types.CompletionParams),
                ):
                    await ask(params(**one.at(path, line, column)))  # type: ignore[arg-type,operator]
            strange = types.TextDocumentIdentifier("untitled:Untitled-1")
            assert not await one.client.text_document_document_symbol_async(types.DocumentSymbolParams(strange))
            elsewhere = types.TextDocumentIdentifier((tmp_path / "gone.story").as_uri())
            assert not await one.client.text_document_folding_range_async(types.FoldingRangeParams(elsewhere))
            one.replace(path, "\x00\x1b[2J== \ud7ff{{{{" * 50)
            one.replace(path, "title: X\n== a\n* Go. -> c\n== b\n-> end\n")
            await one.some(path, "NC101")
            one.replace(path, "title: X\n== a\n* Go. -> b\n== b\n-> end\n")
            await one.codes(path, [])
            assert sorted(file.name for file in tmp_path.iterdir()) == ["x.story"]

    asyncio.run(asyncio.wait_for(run(), 60))
