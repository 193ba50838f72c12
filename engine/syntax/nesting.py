"""From the line tokens of a file to its scenes: what stands in which block."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias, cast

from engine.syntax.lexeme import Lexeme
from engine.syntax.lr_parser import END, LRParser
from engine.syntax.lr_tables import lr_table
from engine.syntax.menus import with_menus
from engine.syntax.shapes import LONGEST, MOST_SHAPES, Plan, Shape, plan_of
from engine.syntax.tree import BlockStatement, Body, ChoiceStatement, If, Property, Statement, Vary

# Lines below which no block can stand.
RUN = frozenset(("PROSE", "BREAK", "JUMP", "POINT", "LOGIC", "EACH", "THREAD"))
# A scene's heading, properties and statements.
Block: TypeAlias = tuple[Lexeme, tuple[Property, ...], Body]


def parse_tokens(tokens: list[Lexeme]) -> list[Block]:
    """The scenes that some tokens make. `SceneLineReader` settles every mistake of nesting, so they always fit."""
    parse = scene_parser().parse
    return [parse(scene) for scene in scenes_in(tokens)]


def scenes_in(tokens: list[Lexeme]) -> list[list[Lexeme]]:
    """The tokens of each scene, with one for each run of lines without blocks, and for each block of such lines alone.

    Of most stories the parser has a third to do then.
    """
    scenes: list[list[Lexeme]] = []
    scene: list[Lexeme] = []
    run: list[Statement | None] | None = None
    for token in tokens:
        type = token.type
        if type in RUN:
            if run is None:
                run = [token.value]
                scene.append(Lexeme("LINES", token.at, token.end, run))
            else:
                run.append(token.value)
            continue
        if type == "DEDENT" and run is not None and scene[-2].type == "INDENT":
            scene[-2:] = [Lexeme("LEAF", token.at, token.end, run)]
        elif type == "HEADING":
            scene = [token]
            scenes.append(scene)
        else:
            scene.append(token)
        run = None
    return scenes


class SceneParser:
    """Makes scenes of their tokens: one of a new shape is parsed, others are made as the first one of their shape."""

    def __init__(self, lr_parser: LRParser) -> None:
        self.lr_parser = lr_parser
        self.plans: dict[Shape, Plan] = {}

    def parse(self, tokens: list[Lexeme]) -> Block:
        """The scene that some tokens make."""
        shape = tuple([token.type for token in tokens])
        plan = self.plans.get(shape)
        if plan is None:
            types = iter(shape)
            calls, made = self.lr_parser.calls("scene", lambda _: next(types, END))
            plan = plan_of(calls, made, range(1, len(shape) + 1))
            if len(shape) <= LONGEST:
                if len(self.plans) >= MOST_SHAPES:
                    self.plans.clear()
                self.plans[shape] = plan
        return cast(Block, plan.carried_out(tokens))


@cache
def scene_parser() -> SceneParser:
    """The parser for the lines of a scene."""
    return SceneParser(LRParser(lr_table("story.lark", ["scene"]), SceneTree()))


class SceneTree:
    """One method for each rule of story.lark. Lines that could not be read have no node and are left out."""

    def scene(self, heading: Lexeme, *rest: Any) -> Block:
        return heading, tuple([token.value for token in rest[:-1]]), rest[-1]

    def body(self, *statements: Any) -> Body:
        body: list[Statement] = []
        for item in statements:
            if item.__class__ is Lexeme:
                body += [node for node in item.value if node is not None]
            else:
                body.append(item)
        return tuple(with_menus(body) if If in [node.__class__ for node in body] else body)

    def block(self, indent: Lexeme, body: Body, dedent: Lexeme) -> Body:
        return body

    def leaf(self, lines: Lexeme) -> Body:
        return tuple([node for node in lines.value if node is not None])

    def choice(self, token: Lexeme, body: Body | None = None) -> ChoiceStatement:
        node: ChoiceStatement = token.value
        if body is None:
            return node
        place = node.at, node.end, node.once, node.label, node.label_at
        return ChoiceStatement(*place, node.guards, node.line, node.source, body, node.was, node.loop)

    def condition(self, *parts: Any) -> If:
        pairs = list(zip(parts[::2], parts[1::2], strict=True))
        branches = tuple([(token.value, body) for token, body in pairs if token.type != "ELSE"])
        otherwise = next((body for token, body in pairs if token.type == "ELSE"), ())
        return If(parts[0].at, branches, otherwise)

    def variation(self, token: Lexeme, indent: Lexeme, *rest: Any) -> Vary:
        return Vary(token.at, token.end, token.value.kind, tuple(rest[:-1]))

    def with_block(self, token: Lexeme, body: Body) -> Statement:
        node: BlockStatement = token.value
        return node.with_blocks((body,))

    def item(self, token: Lexeme, body: Body | None = None) -> Body:
        first: Body = token.value or ()
        return first + body if body is not None else first
