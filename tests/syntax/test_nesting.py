"""A scene of a known shape has the statements of its own tokens, each in the block where it stands."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.syntax import nesting
from engine.syntax.lexeme import Lexeme
from engine.syntax.lr_tables import lr_table
from engine.syntax.menus import with_menus
from engine.syntax.nesting import SceneTree, parse_tokens, scene_parser
from engine.syntax.tree import Break, ChoiceStatement, Expression, For, If, Line, Name, Property, Statement, Vary

VALUE = Expression(0, 1, Name(0, 1, "a"))


class Story:
    """A random story, as tokens and as what must come of them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.tokens: list[Lexeme] = []
        self.bodies: list[tuple[Statement, ...]] = []
        for _ in range(random.randint(1, 4)):
            self.tokens.append(Lexeme("HEADING", self.at, 0))
            self.tokens += [Lexeme("PROPERTY", self.at, 0, Property(1, 2, "once"))] * random.randint(0, 1)
            self.bodies.append(self.body(0))

    @property
    def at(self) -> int:
        return len(self.tokens)

    def body(self, depth: int) -> tuple[Statement, ...]:
        """Some statements, of which a line that could not be read leaves nothing."""
        found: list[Statement] = []
        for _ in range(self.random.randint(0, 3)):
            kind = self.random.choice(["line", "line", "unread", "choice", "if", "vary", "for"])
            if kind == "line" or (depth > 2 and kind != "unread"):
                found.append(Break(self.at))
                self.tokens.append(Lexeme(self.random.choice(["PROSE", "LOGIC"]), self.at, 0, found[-1]))
            elif kind == "unread":
                self.tokens.append(Lexeme("LOGIC", self.at, 0, None))
            else:
                found.append(getattr(self, f"a_{kind}")(depth + 1))
        return tuple(with_menus(found))

    def block(self, depth: int) -> tuple[Statement, ...]:
        self.tokens.append(Lexeme("INDENT", self.at, 0))
        body = self.body(depth)
        self.tokens.append(Lexeme("DEDENT", self.at, 0))
        return body

    def a_choice(self, depth: int) -> Statement:
        at = self.at
        line = Line(0, 1, (f"at {at}",))
        self.tokens.append(Lexeme("CHOICE", at, 0, ChoiceStatement(at, 0, True, None, 0, (), line, "")))
        body = self.block(depth) if self.random.random() < 0.5 else ()
        return ChoiceStatement(at, 0, True, None, 0, (), line, "", body)

    def a_if(self, depth: int) -> Statement:
        at, branches, otherwise = self.at, [], ()
        for type in ["IF", *["ELIF"] * self.random.randint(0, 2)]:
            condition = Expression(self.at, 1, VALUE.root)
            self.tokens.append(Lexeme(type, self.at, 0, condition))
            branches.append((condition, self.block(depth)))
        if self.random.random() < 0.5:
            self.tokens.append(Lexeme("ELSE", self.at, 0))
            otherwise = self.block(depth)
        return If(at, tuple(branches), otherwise)

    def a_vary(self, depth: int) -> Statement:
        at, items = self.at, []
        self.tokens += [Lexeme("VARY", at, 0, Vary(at, 0, "cycle", ())), Lexeme("INDENT", at, 0)]
        for _ in range(self.random.randint(1, 3)):
            first = self.random.choice([(), (Break(self.at),)])
            self.tokens.append(Lexeme("ITEM", self.at, 0, first))
            items.append(first + (self.block(depth) if self.random.random() < 0.5 else ()))
        self.tokens.append(Lexeme("DEDENT", self.at, 0))
        return Vary(at, 0, "cycle", tuple(items))

    def a_for(self, depth: int) -> Statement:
        at = self.at
        self.tokens.append(Lexeme("BLOCK", at, 0, For(at, 0, "one", VALUE)))
        return For(at, 0, "one", VALUE, self.block(depth))


@settings(max_examples=40)
@given(st.randoms(use_true_random=False))
def test_each_statement_is_in_its_block(random: Random) -> None:
    made = Story(random)
    assert [body for _, _, body in parse_tokens(made.tokens)] == made.bodies


def test_the_second_scene_of_a_shape_is_not_parsed(monkeypatch) -> None:
    parser = scene_parser.__wrapped__()
    types = ("HEADING", "IF", "LEAF", "ELSE", "LEAF")
    one = [Lexeme(type, 1, 0, value) for type, value in zip(types, (None, VALUE, [None], None, [None]), strict=True)]
    values = (None, VALUE, [Break(3)], None, [Break(4)])
    two = [Lexeme(type, 2, 0, value) for type, value in zip(types, values, strict=True)]
    # Of the first one, both blocks are the same empty tuple.
    assert parser.parse(one)[2] == (If(1, ((VALUE, ()),), ()),)
    monkeypatch.setattr(parser, "lr_parser", None)
    assert parser.parse(two)[2] == (If(2, ((VALUE, (Break(3),)),), (Break(4),)),)


def test_what_is_remembered_is_bounded(monkeypatch) -> None:
    monkeypatch.setattr(nesting, "MOST_SHAPES", 5)
    parser = scene_parser.__wrapped__()
    for count in range(100):
        tokens = [Lexeme("HEADING", 0, 0), *[Lexeme("CHOICE", 0, 0, Break(one)) for one in range(count)]]
        assert len(parser.parse(tokens)[2]) == count
    assert 0 < len(parser.plans) <= 5
    assert max(map(len, parser.plans)) <= nesting.LONGEST


def test_the_tree_has_a_method_for_each_rule() -> None:
    rules = {method for _, _, _, method, _ in lr_table("story.lark", ["scene"])["rules"]}
    assert {one for one in rules if not one.startswith("__")} == {one for one in vars(SceneTree) if one[0] != "_"}
