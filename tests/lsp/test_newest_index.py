"""What an editor is answered from while it types: the index of the newest texts, of which only changed scenes are read.

It must be the index that reading all of them gives, after any edits.
"""

import random
from pathlib import Path

import pytest
from fuzz_editor import named

from engine.diagnostics import Report
from engine.lsp.edited_story import EditedStory
from engine.lsp.open_documents import Place, Texts
from engine.symbols.index import index_of
from engine.syntax.parser import parse_file

MAIN = (
    "title: A\ninclude more.story\ncast: Ada\nvar gold: 0..9 = 2\nvar home: hall | attic = hall\nconst MOST = 3\n"
    "\n== hall: The hall\nIt is cold. {gold} {MOST}\n* (ask) {if gold > 1} Ask.\n    ~ let more = 1\n    {more}\n    -> attic\n"
    "+ Up. -> {home}\n\n== attic #draw\n-- turn\n* Turn. -> turn\n* Down. -> cellar\n-> end\n"
)
MORE = "var lamp = false\n== cellar (was vault)\nDark.\n~ gold += 1\n{if lamp: Light.}\n-> any #draw\n-> hall.ask\n"
LINES = (
    "== ", "== gold", "== new: A new one #draw", "var more = 1", "const gold = 1", "var mood: lamp | gold", "def gold(x) = x",
    "{gold} {lamp}", "* (turn) Turn. -> new", "~ let gold = 1", "-> end: Out", "", "-- ask", "\\", "{", "👩 Ada: Hm. {gold}",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_it_is_the_index_of_all_that_is_written(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    files = {tmp_path / "x.story": MAIN, tmp_path / "more.story": MORE}
    texts = Texts()
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
        texts.set(path, text, 0)
    main = next(iter(files))
    desk = EditedStory(main, texts.read(), texts.marks())
    answered = 0
    for number in range(50):
        if number % 10 == 0:
            desk.index()
        path = chance.choice(list(files))
        line = chance.randrange(len(texts.open[path].lines))
        begin: Place = (line, 0)
        end: Place = (line + chance.choice((0, 0, 1, 1, 2)), chance.choice((0, 0, 0, 3)))
        typed = chance.choice(LINES) + chance.choice(("\n", "\n", "\n", "\r\n", "", "\n\n"))
        assert texts.change(path, number, [(begin, end, typed)])
        desk.touch(texts.read(), texts.marks())
        newest = desk.newest()
        if newest is None:
            continue
        fresh = index_of(parse_file(main, Report(), texts.read()))
        if fresh.sources.keys() != newest.sources.keys():
            continue  # an `include` came or went since, and nobody has read that
        answered += 1
        for file, source in fresh.sources.items():
            assert newest.sources[file].text == source.text
            assert list(newest.sources[file].starts()) == list(source.starts())
            # Who speaks in a scene that was not changed is known when it is read with the new cast.
            found, wanted = (named(one.in_file(file), ("speaker",)) for one in (newest, fresh))
            assert found == wanted, number
    assert answered > 20


def test_a_text_that_was_opened_anew_is_not_the_one_that_was_read(tmp_path: Path) -> None:
    """It may have as many changes as the one before: nobody knows what is in it until it is read."""
    main = tmp_path / "x.story"
    main.write_text(MAIN.replace("include more.story\n", ""), encoding="utf-8")
    texts = Texts()
    texts.set(main, "== a\n-> end\n", 0)
    desk = EditedStory(main, texts.read(), texts.marks())
    assert desk.index().scene_named("a") is not None
    texts.close(main)
    texts.set(main, "== b\n-> end\n", 0)
    desk.touch(texts.read(), texts.marks())
    assert desk.newest() is None
    assert desk.index().scene_named("b") is not None
    newest = desk.newest()
    assert newest is not None and newest.scene_named("a") is None
