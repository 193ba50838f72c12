"""An expression of a known shape gives the tree, with its places, that Lark gives; and no other text is taken for one."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import lark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.syntax import expression_shapes, shapes
from engine.syntax.expression_shapes import GluedWord, ShapeParser
from engine.syntax.expression_tree import ExpressionTree
from engine.syntax.grammars import EXPRESSION_STARTS, Problem, parse_expression
from engine.syntax.lr_parser import LRTextParser, Unreadable
from engine.syntax.lr_tables import lr_table
from engine.syntax.tables import FOLDER

# Pieces of expressions: what may look alike and is not, and what is another token elsewhere.
PIECES = str.split(
    "a v7 isalways elsec und if else and or not has true false was set of number text never only e1 π a.b if.c bar.door "
    '0 7 12 007 "a" "b\\"c" "if" "" + - * / % & && < <= > >= == != = += -= -> - > ( ) [ ] , : .. . | ! 1a a1 ² ٣ "'
)
EXPRESSIONS = (
    "a > 3",
    'say == "no" or not (count(bag) <= 2 and bag has lamp)',
    "one if has_key else -2",
    "min(a, b.c, 3) * 2 - 1",
    "[a, b, c]",
    "a, b",
)
DECLARATIONS = {
    "var": ("a (was b, c): 0..9 = 4", 'bag: set of lamp "a lamp" (was light), rope = [lamp]', "wet = true"),
    "let": ("a: true / false = b", "n: -1..MOST = 3"),
    "definition": ("area(a: number, b: x | y, c) = a * 2", "one() = 1", "f(a: set of x, y, b: text) = a"),
    "extern": ("roll(number, a | b) -> 0..6",),
    "heading": ("bar", "bar(a, b: number)"),
    "target": ("bar(1, a + 2)", "bar"),
    "claim": ("never a > 3", "reach bar with b", 'bar.door only after "End"', "an ending is always reachable"),
    "assignment": ("gold += 2", "bag -= a, b"),
}
# The same in other words, numbers and texts, of other lengths.
OTHERS = {"a": "another", "b": "x", "3": "12345678", "2": "0", '"no"': '"a \\" longer text"', "lamp": "hat", "4": "44"}


class PlainTree(lark.Transformer[lark.Token, object]):
    """The same tree, made while Lark parses."""

    def __getattr__(self, rule: str) -> Callable[[list[object]], object]:
        method = getattr(ExpressionTree(), rule)
        return lambda parts: method(*parts)


def parsers() -> tuple[ShapeParser, lark.Lark]:
    """One that remembers shapes, and Lark alone."""
    shaped = ShapeParser(LRTextParser(lr_table("expressions.lark", EXPRESSION_STARTS), ExpressionTree()))
    grammar = (FOLDER / "expressions.lark").read_text(encoding="utf-8")
    given = {"start": EXPRESSION_STARTS, "transformer": PlainTree(), "maybe_placeholders": True}
    return shaped, lark.Lark(grammar, parser="lalr", **given)


SHAPED, PLAIN = parsers()


def read_by(parser: ShapeParser | lark.Lark, start: str, text: str) -> object:
    """The tree, None if there is none, or the word of the grammar that is part of another word."""
    try:
        return parser.parse(start, text) if isinstance(parser, ShapeParser) else parser.parse(text, start=start)
    except GluedWord as error:
        return error
    except (lark.UnexpectedInput, Unreadable):
        return None


@pytest.mark.parametrize("start, text", [("expression", one) for one in EXPRESSIONS[:-1]])
def test_the_second_of_a_shape_is_not_parsed(start: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shaped, plain = parsers()
    assert read_by(shaped, start, text) == read_by(plain, start, text)
    monkeypatch.setattr(shaped, "lr_parser", None)
    assert read_by(shaped, start, text) == read_by(plain, start, text)


def of_other_words(text: str) -> str:
    """The same shape with other values, and other blanks."""
    pieces = (OTHERS.get(piece[0], piece[0]) for piece in SHAPED.pieces.finditer(text))
    return "  " + "  ".join(pieces) + " "


ALL = [("expression", one) for one in EXPRESSIONS] + [
    (start, one) for start, many in DECLARATIONS.items() for one in many
]


@pytest.mark.parametrize("start, text", ALL)
def test_places_and_values_are_those_of_the_text(start: str, text: str) -> None:
    shaped, plain = parsers()
    for one in (text, of_other_words(text), text):
        assert read_by(shaped, start, one) == read_by(plain, start, one)


@given(
    st.sampled_from(EXPRESSION_STARTS),
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " "])), max_size=7),
)
def test_any_text_is_read_as_lark_reads_it(start: str, pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + blank for piece, blank in pieces)
    shaped, plain = read_by(SHAPED, start, text), read_by(PLAIN, start, text)
    if isinstance(shaped, GluedWord):
        assert plain is not None and text[shaped.at : shaped.end].isalpha() and text[shaped.end].isidentifier()
    else:
        assert shaped == plain


def test_words_that_are_not_parted_by_a_blank_are_not_read() -> None:
    """Lark would part them."""
    for start, text, word in (("claim", "an ending isalways reachable", "is"), ("expression", "1 if a elseb", "else")):
        problem = parse_expression(start, text)
        assert isinstance(problem, Problem)
        assert (problem.message, text[problem.at : problem.end]) == (f"a blank is missing behind `{word}`", word)
    for start, text in (("claim", "an ending is always reachable"), ("expression", "1 if a else b")):
        assert read_by(SHAPED, start, text) == read_by(PLAIN, start, text), text


def test_texts_that_look_alike_are_told_apart() -> None:
    alike = ["a > 3", "a < 3", "a >= 3", "a > = 3", "a - b", "a -- b", "a if b else c", "a.b", "a . b", "seen(a.b)"]
    alike += [
        "a and b",
        "a or b",
        "not a",
        "a & b",
        "a && b",
        "a & & b",
        "1 2",
        "12",
        "f(a) // b",
        "f(a) // )",
        "-5",
        "- 5",
    ]
    for text in alike * 2:
        assert read_by(SHAPED, "expression", text) == read_by(PLAIN, "expression", text), text


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expression_shapes, "MOST_SHAPES", 5)
    shaped, plain = parsers()
    for count in range(60):
        text = " + ".join(["a"] * (count + 1))
        assert read_by(shaped, "expression", text) == read_by(plain, "expression", text)
    assert 0 < len(shaped.plans) <= 5
    assert max(map(len, shaped.plans)) <= shapes.LONGEST


def test_threads_do_not_mix_their_notes() -> None:
    shaped, plain = parsers()
    texts = [f"{' + '.join('abc'[: one % 3 + 1])} > {'-' * (one % 7)}{one}" for one in range(200)]
    wrong: list[str] = []

    def read() -> None:
        wrong.extend(one for one in texts if read_by(shaped, "expression", one) != read_by(plain, "expression", one))

    threads = [Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
