"""What an importer puts into a text is what the player reads, whatever it would mean in a story file."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.importers.builder.finishing import finish
from engine.importers.builder.names import BuilderNames, slug
from engine.importers.builder.printing import tag_of
from engine.importers.builder.tree import (
    Comment,
    Condition,
    Declaration,
    Draft,
    DraftBreak,
    DraftChoice,
    DraftGuard,
    DraftIf,
    DraftMove,
    DraftProse,
    DraftScene,
    DraftShow,
    DraftStyled,
    DraftVariation,
    DraftVary,
    End,
    File,
    LineBreak,
    Logic,
    Piece,
    Text,
    Todo,
)
from engine.loading import loads

WORDS = [
    *("a", "Mia", "if", "else", "elif", "var", "const", "def", "include", "label", "jump", "return", "end", "cycle"),
    *("once", "needs", "otherwise", "each", "while", "TODO:", "VAR x =", "if x:", "else:", "cycle:", "note:", "Mia:"),
    *("*", "**", "+", "-", "~", "->", "<-", "<>", "==", "===", "=", "//", "/*", "#", "#tag", "#tag=1", "# tag", "--"),
    *("{", "}", "{{", "|", "\\", '"', "'", "(", ")", "(lie)", "[", "]", "[[", "]]", "[[a->b]]", "<<", ">>", "<!--"),
    *("$x", "$x = 5", "@{x y}", "1.", "10:30", "•", "…", "–", "é", "日本", "http://x", ".", ",", "!", "?", ":", ";"),
    *(" ", "  ", "\u00a0", "x", "->back", "-> end", "*set x 5", "(set: $x to 5)", '"Go":', "x = 5", "&amp;", "_a_"),
]
PLAIN = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join) | st.text(max_size=6)


def texts(depth: int, star: bool = True) -> st.SearchStrategy[Text]:
    pieces: st.SearchStrategy[Piece] = PLAIN
    if depth:
        inner = texts(depth - 1, star)
        pieces |= st.builds(
            lambda whether, this, other: Condition((("x" if whether else "not x", this),), other),
            st.booleans(),
            inner,
            inner,
        )
        pieces |= st.builds(
            DraftVariation, st.sampled_from(["then", "cycle"]), st.lists(inner, min_size=2, max_size=3).map(tuple)
        )
        pieces |= st.just(DraftShow('"shown"')) | st.just(DraftShow("nothing", may_be_empty=True))
    if star:
        pieces |= st.builds(DraftStyled, st.sampled_from(["*", "**"]), texts(max(depth - 1, 0), False))
    return st.lists(pieces, min_size=1, max_size=4).map(tuple)


def meant(text: Text) -> str:
    """What a player reads the first time, but for the number of blanks."""
    shown = ""
    for piece in text:
        if isinstance(piece, str):
            shown += piece
        elif isinstance(piece, DraftShow):
            shown += "shown" if not piece.may_be_empty else ""
        elif isinstance(piece, DraftStyled):
            shown += meant(piece.items)
        elif isinstance(piece, LineBreak):
            shown += "\n"
        elif isinstance(piece, DraftVariation):
            shown += meant(piece.items[0])
        else:
            (condition, this), *_ = piece.branches
            shown += meant(this if condition == "x" else piece.otherwise)
    return shown


def words(text: str) -> str:
    """A text with its blanks alike, and without what no story may hold."""
    return re.sub(
        r"[ \t\r\n]+", " ", re.sub(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]", "", text)
    ).strip(" ")


HEAD = (Declaration("var x = true"), Declaration('var nothing: text = ""'))


def played(*body: object, entries: tuple[tuple[str, str], ...] = ()) -> tuple[object, str]:
    """The session of a scene with this body, and its file."""
    finished = finish(Draft([File("s.story", (DraftScene("s", body),), HEAD, entries)]))  # type: ignore[arg-type]
    assert finished.unsolved == []
    text = finished.files["s.story"]
    return loads(text).start(), text


@settings(max_examples=100, deadline=None)
@given(texts(2))
def test_prose_is_what_it_was_meant_to_be(text: Text) -> None:
    begin = DraftProse(("Begin.",))
    session, written = played(
        begin,
        DraftBreak(),
        DraftProse(text),
        DraftBreak(),
        DraftProse(("x",)),
        DraftMove(End()),
        entries=(("cast", "Mia"),),
    )
    shown = [words(paragraph.text) for paragraph in session.text]
    assert shown == ["Begin.", *([words(meant(text))] if words(meant(text)) else []), "x"], written
    assert "\n// TODO" not in written, written


@settings(max_examples=40, deadline=None)
@given(texts(1), texts(1))
def test_choices_and_reasons_are_what_they_were_meant_to_be(text: Text, reason: Text) -> None:
    if not words(meant(text)) or not words(meant(reason)):
        return
    closed = (DraftGuard("needs", "not x", reason),)
    session, written = played(
        DraftChoice(("a", *text)), DraftChoice(("b", *text), guards=closed), DraftChoice(text), DraftMove(End())
    )
    first, second, third = session.choices
    assert (words(first.text), words(third.text)) == (words("a" + meant(text)), words(meant(text))), written
    assert words(second.reason) == words(meant(reason)), written


@settings(max_examples=40, deadline=None)
@given(texts(1), texts(0))
def test_items_titles_and_comments(text: Text, title: Text) -> None:
    if not words(meant(text)):
        return
    item = (DraftProse(text), Comment(meant(text)), Todo(meant(text), source=meant(title)))
    session, written = played(DraftVary("cycle", (item, (DraftProse(("z",)),))), DraftMove(End(meant(title))))
    assert [words(paragraph.text) for paragraph in session.text] == [words(meant(text))], written
    assert (session.ending.name or "").split() == words(meant(title)).split(), written


def test_an_ending_or_a_tag_is_what_it_was_meant_to_be() -> None:
    assert tag_of("music: night bus") == "music=night-bus"
    assert tag_of("CLASS:a#b") == "CLASS=a-b"
    assert tag_of("12") is None


def test_names_are_kept_and_unique() -> None:
    names = BuilderNames(["gold"])
    assert names.of("scene", "The Bar!") == "The_Bar"
    assert names.of("scene", "The Bar!") == "The_Bar"
    assert names.of("scene", "the bar") == "the_bar"
    assert names.of("variable", "The Bar!") == "The_Bar_2"
    assert names.new("gold") == "gold_2"
    assert names.new("visits") == "visits_2"
    assert names.new("7 up") == "_7_up"
    assert names.new("…", "passage") == "passage"
    assert slug("été à la mer") == "été_à_la_mer"


def test_what_does_not_check_becomes_a_todo_with_its_source() -> None:
    body = (
        Logic("x = 5", source="~ x = 5"),
        DraftIf((("x + 1", (DraftProse(("never",)),)),), source="{x + 1: never}"),
        DraftProse(("Then. ", DraftShow("unknown")), source="Then. {unknown}"),
        DraftChoice(("Go.",), body=(Logic("x = false"),)),
    )
    session, written = played(*body)
    assert "// TODO true or false is wanted here; this is a number: ~ x = 5\n" in written
    assert written.count("// TODO") == 4
    assert written.endswith("// TODO the source does not say how it goes on here\n-> end\n")
    assert [choice.text for choice in session.choices] == ["Go."]
