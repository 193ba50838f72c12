"""Functions with a body, points, places and loops in the editor: outline, folds, names to write, what calls take."""

from pathlib import Path

import pytest

from engine.lsp import outline, tokens
from engine.lsp.completion import fitting, offers
from engine.lsp.edited_story import EditedStory
from engine.lsp.line_context import around, line_before
from engine.lsp.renaming import rename_at
from engine.lsp.signatures import signature_at
from engine.source import Source, read_bytes
from engine.symbols.index import Index, Symbol
from engine.syntax.tree import StoryTree

STORY = """\
title: Constructs
var home: attic | cellar = attic
var bag: set of rope, lamp = rope
var coins: 0..9 = 3
extern roll(number) -> number
def pay(price: 0..9, who: text):
    ~ let half = price / 2
    ~ if half > 3:
        You pay {half}.
        ~ return true
    ~ return false
def twice(n) = n * 2

== street(what: rope | lamp): The street
-- up
It is late.
~ for item in bag:
    The {item}.
-- down
+ for thing in bag: Use the {thing}.
    ~ coins -= 1
    -> up
* (home_now) Go home. -> {home}
* Pay. -> end: Poor

== attic
{pay(3, "me")}{twice(2)}{roll(2)}
-> street(rope)

== cellar
-> nowhere
"""


@pytest.fixture
def desk(tmp_path: Path) -> EditedStory:
    path = tmp_path / "x.story"
    path.write_text(STORY, encoding="utf-8")
    return EditedStory(path, read_bytes)


def known(desk: EditedStory) -> tuple[StoryTree, Source, Index]:
    parsed = desk.parsed()
    return parsed.story, parsed.story.sources[0], desk.index()


def test_the_outline(desk: EditedStory) -> None:
    story, source, _ = known(desk)
    listed = outline.symbols_in(story, source)
    kinds = [(one.name, one.kind.name, one.range.start.line, one.range.end.line) for one in listed]
    assert kinds == [
        ("home", "Variable", 1, 1),
        ("bag", "Variable", 2, 2),
        ("coins", "Variable", 3, 3),
        ("roll", "Function", 4, 4),
        ("pay", "Function", 5, 10),
        ("twice", "Function", 11, 11),
        ("street", "Class", 13, 23),
        ("attic", "Class", 25, 27),
        ("cellar", "Class", 29, 30),
    ]
    children = [(one.name, one.kind.name) for one in listed[6].children or ()]
    assert children == [("up", "Key"), ("down", "Key"), ("home_now", "Property"), ("Poor", "Event")]


def test_what_folds(desk: EditedStory) -> None:
    story, source, _ = known(desk)
    folds = {(one.start_line, one.end_line) for one in outline.folds_in(story, source)}
    assert {(5, 10), (7, 9), (13, 23), (14, 17), (16, 17), (18, 23), (19, 21)} <= folds
    assert all(first < last for first, last in folds)


def test_outline_and_folds_are_those_of_the_file(desk: EditedStory) -> None:
    more = desk.main.parent / "more.story"
    more.write_text("var luck = 3\n\n== roof\nUp here.\n-- one\n-- two\nThere.\n-> end\n", encoding="utf-8")
    desk.main.write_text(f"include more.story\n{STORY}", encoding="utf-8")
    desk.touch(read_bytes)
    parsed = desk.parsed()
    source = parsed.source_of(more)
    assert source is not None
    assert [one.name for one in outline.symbols_in(parsed.story, source)] == ["luck", "roof"]
    assert [(one.start_line, one.end_line) for one in outline.folds_in(parsed.story, source)] == [(2, 7), (5, 7)]


def test_prose_in_a_function_is_prose(desk: EditedStory) -> None:
    story, source, index = known(desk)
    data = tokens.tokens_in(story, index, source)
    line, prose = 0, []
    for place in range(0, len(data), 5):
        line += data[place]
        if data[place + 3] == tokens.PROSE:
            prose.append(line)
    assert 8 in prose and 15 in prose


@pytest.mark.parametrize(
    ("behind", "typed", "wanted", "lacking"),
    [
        ("-- down", "-> ", {"up", "down", "attic", "nowhere", "end"}, {"home_now", "coins"}),
        ("-- down", "-> street.", {"up", "down"}, {"attic", "home_now"}),
        ("-- down", "-> {", {"home", "what"}, {"coins", "attic"}),
        ("-- down", "-> end: ", {"Poor"}, {"attic"}),
        ("-- down", "~ for x in ", {"bag", "coins"}, set()),
        ("-- down", "+ for x in ", {"bag"}, set()),
        ("-- down", "+ for x in bag: Take ", set(), {"bag"}),
        ("-- down", "~ pa", {"pay"}, set()),
        ("-- down", "~ pay(", {"coins", "what", "twice"}, set()),
        ("    ~ let half", "    ~ return ", {"price", "who", "half", "coins"}, {"what"}),
        ("    ~ let half", "    ~ ", {"return", "price", "if"}, {"item"}),
        ("~ for item", "    {", {"item", "what", "coins", "cycle: "}, {"half"}),
        ("~ for item", "    {coins > ", {"item", "coins"}, {"cycle: "}),
        ("-- down", "// -> ", set(), {"up", "attic"}),
        ("-- down", "The sign says \\{", set(), {"coins"}),
        ("-- down", "The sign says \\\\{", {"coins"}, set()),
    ],
)
def test_names_to_write(behind: str, typed: str, wanted: set[str], lacking: set[str], desk: EditedStory) -> None:
    at = STORY.index("\n", STORY.index(behind)) + 1
    desk.main.write_text(f"{STORY[:at]}{typed}\n{STORY[at:]}", encoding="utf-8")
    desk.touch(read_bytes)
    _, source, index = known(desk)
    offset = at + len(typed)
    offered = {name for name, _ in offers(line_before(source, offset), index, around(index, source, offset))}
    assert wanted <= offered and not lacking & offered


@pytest.mark.parametrize(("typed", "first"), [("", "k0_b"), ("b", "b0_k"), ("k", "k0_b"), ("zz", None)])
def test_of_very_many_names_those_that_begin_as_is_typed_come_first(typed: str, first: str | None) -> None:
    few = [(f"{name}{number}", "scene") for number in range(100) for name in ("k", "b")]
    assert fitting(few, f"-> {typed}") == few
    many = [(name, "scene") for number in range(200) for name in (f"k{number}_b", f"b{number}_k")]
    shown = fitting(many, f"-> {typed}")
    assert len(shown) == (0 if first is None else 300)
    assert [name for name, _ in shown[:1]] == ([] if first is None else [first])
    begins = [name.startswith(typed) for name, _ in shown]
    assert begins == sorted(begins, reverse=True)
    assert all(typed in name for name, _ in shown)


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("~ pay(", ("pay(price: 0..9, who: text)", 0)),
        ("~ let x = pay(2, ", ("pay(price: 0..9, who: text)", 1)),
        ("~ if pay(min(1, 2), ", ("pay(price: 0..9, who: text)", 1)),
        ("~ pay(min(1, 2)", ("pay(price: 0..9, who: text)", 0)),
        ("~ pay(min(1, 2", ("min(a, b)", 1)),
        ("{twice(", ("twice(n)", 0)),
        ("{twice(1, ", ("twice(n)", 0)),
        ("{roll(", ("roll(number)", 0)),
        ("-> street(", ("street(what: rope | lamp)", 0)),
        ("{random(1, ", ("random(low, high)", 1)),
        ('{pay(1, "a, (b', ("pay(price: 0..9, who: text)", 1)),
        ("He said (", None),
        ("{twice(2)", None),
    ],
)
def test_what_a_call_takes(before: str, wanted: tuple[str, int] | None, desk: EditedStory) -> None:
    found = signature_at(before, desk.index())
    assert (None if found is None else (found.label, found.active)) == wanted
    assert found is None or all(one in found.label for one in found.parameters)


@pytest.mark.parametrize(
    ("kind", "name", "owner", "new", "lines"),
    [
        ("label", "up", "street", "upwards", ["-- upwards (was up)", "    -> upwards"]),
        ("local", "item", "street", "one", ["~ for one in bag:", "    The {one}."]),
        (
            "local",
            "half",
            "def pay",
            "part",
            ["    ~ let part = price / 2", "    ~ if part > 3:", "        You pay {part}."],
        ),
        ("local", "price", "def pay", "cost", ["def pay(cost: 0..9, who: text):", "    ~ let half = cost / 2"]),
        (
            "member",
            "lamp",
            "",
            "torch",
            ["var bag: set of rope, torch (was lamp) = rope", "== street(what: rope | torch): The street"],
        ),
        ("function", "pay", "", "spend", ["def spend(price: 0..9, who: text):", '{spend(3, "me")}{twice(2)}{roll(2)}']),
        ("scene", "attic", "", "loft", ["var home: loft | cellar = loft", "== loft (was attic)"]),
    ],
)
def test_renaming(kind: str, name: str, owner: str, new: str, lines: list[str], desk: EditedStory) -> None:
    from engine.fixes import edited

    edits, _ = rename_at(desk.main, Symbol(kind, name, owner), new, desk.index(), read_bytes)
    after = edited(STORY.encode(), edits).decode().split("\n")
    assert [one for one in after if one not in STORY.split("\n")] == lines
