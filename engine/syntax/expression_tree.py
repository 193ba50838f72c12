"""Builds the nodes of an expression, as its grammar finds its parts."""

from __future__ import annotations

import re
from typing import TypeAlias, cast

from engine.syntax.lr_parser import Token
from engine.syntax.tree import (
    Binary,
    Call,
    Either,
    ExpressionNode,
    Member,
    Members,
    Name,
    Number,
    Parameter,
    SetLiteral,
    Text,
    Truth,
    TypeNode,
    Unary,
)

# What stands for a number of more digits: it is too large in any case.
MANY_DIGITS = 30
TOO_LARGE = 10**MANY_DIGITS

# A name, and those that it had before.
Declared: TypeAlias = tuple[Name, tuple[Name, ...]]
# What a claim says: its kind, a condition, a place, and the place that comes before it.
Claimed: TypeAlias = tuple[str, ExpressionNode | None, ExpressionNode | None, ExpressionNode | None]


def _end(token: Token) -> int:
    return token.end_pos


def _end_of(parts: tuple[ExpressionNode | Token | None, ...]) -> int:
    """Where the last of some parts ends, which is a bracket."""
    return _end(cast(Token, parts[-1]))


def _at(token: Token) -> int:
    return token.start_pos


def _name(token: Token) -> Name:
    return Name(_at(token), _end(token), str(token))


def _unquoted(token: Token) -> str:
    return re.sub(r"\\(.)", r"\1", token[1:-1])


class ExpressionTree:
    """One method for each alternative of expressions.lark, with what stands in it."""

    def either(self, this: ExpressionNode, condition: ExpressionNode, other: ExpressionNode) -> ExpressionNode:
        return Either(this.at, other.end, this, condition, other)

    def either_or(self, left: ExpressionNode, right: ExpressionNode) -> ExpressionNode:
        return Binary(left.at, right.end, "or", left, right)

    def both(self, left: ExpressionNode, right: ExpressionNode) -> ExpressionNode:
        return Binary(left.at, right.end, "and", left, right)

    def negated(self, word: Token, operand: ExpressionNode) -> ExpressionNode:
        return Unary(_at(word), operand.end, "not", operand)

    def has(self, left: ExpressionNode, right: ExpressionNode) -> ExpressionNode:
        return Binary(left.at, right.end, "has", left, right)

    def compared(self, left: ExpressionNode, operator: Token, right: ExpressionNode) -> ExpressionNode:
        return Binary(left.at, right.end, str(operator), left, right)

    calculated = compared

    def minus(self, sign: Token, operand: ExpressionNode) -> ExpressionNode:
        if isinstance(operand, Number) and operand.value > 0:
            return Number(_at(sign), operand.end, -operand.value)
        return Unary(_at(sign), operand.end, "-", operand)

    def number(self, token: Token) -> ExpressionNode:
        # Longer than any number that fits; Python would refuse to read thousands of digits.
        value = int(token) if len(token) <= MANY_DIGITS else TOO_LARGE
        return Number(_at(token), _end(token), value)

    def text(self, token: Token) -> ExpressionNode:
        return Text(_at(token), _end(token), _unquoted(token))

    def true(self, token: Token) -> ExpressionNode:
        return Truth(_at(token), _end(token), True)

    def false(self, token: Token) -> ExpressionNode:
        return Truth(_at(token), _end(token), False)

    def name(self, token: Token) -> ExpressionNode:
        return _name(token)

    def grouped(self, opened: Token, inner: ExpressionNode, closed: Token) -> ExpressionNode:
        return inner

    def call(self, function: Token, opened: Token, *rest: ExpressionNode | Token | None) -> ExpressionNode:
        arguments = tuple(one for one in rest if isinstance(one, ExpressionNode))
        return Call(_at(function), _end_of(rest), str(function), arguments)

    def members(self, *names: Token) -> ExpressionNode:
        return Members(_at(names[0]), _end(names[-1]), tuple(_name(name) for name in names))

    def set_of(self, opened: Token, *rest: Token | None) -> ExpressionNode:
        names = tuple(_name(name) for name in rest[:-1] if name is not None)
        return SetLiteral(_at(opened), _end_of(rest), names)

    def assignment(self, name: Token, operator: Token, value: ExpressionNode) -> tuple[Name, str, ExpressionNode]:
        return _name(name), str(operator), value

    def let(
        self, name: Token, kind: TypeNode | None, value: ExpressionNode
    ) -> tuple[Name, TypeNode | None, ExpressionNode]:
        return _name(name), kind, value

    def renamed(self, name: Token, *rest: Token | None) -> tuple[Name, tuple[Name, ...]]:
        old = (item for item in rest if item is not None and item.type == "NAME")
        return _name(name), tuple(_name(token) for token in old)

    def var(
        self, declared: tuple[Name, tuple[Name, ...]], kind: TypeNode | None, value: ExpressionNode
    ) -> tuple[tuple[Name, tuple[Name, ...]], TypeNode | None, ExpressionNode]:
        return declared, kind, value

    def const(self, name: Token, value: ExpressionNode) -> tuple[Name, ExpressionNode]:
        return _name(name), value

    def parameter(self, name: Token, kind: TypeNode | None) -> Parameter:
        return Parameter(_at(name), _end(name), str(name), kind)

    def heading(
        self, name: Token, *rest: ExpressionNode | Parameter | Token | None
    ) -> tuple[Name, tuple[ExpressionNode | Parameter, ...]]:
        return _name(name), tuple(item for item in rest if isinstance(item, ExpressionNode | Parameter))

    target = heading

    def definition(
        self, name: Token, opened: Token, *rest: ExpressionNode | Parameter | Token | None
    ) -> tuple[Name, tuple[Parameter, ...], ExpressionNode]:
        return (
            _name(name),
            tuple(item for item in rest[:-1] if isinstance(item, Parameter)),
            cast(ExpressionNode, rest[-1]),
        )

    def extern(
        self, name: Token, opened: Token, *rest: TypeNode | Token | None
    ) -> tuple[Name, tuple[TypeNode, ...], TypeNode]:
        types = tuple(item for item in rest if isinstance(item, TypeNode))
        return _name(name), types[:-1], types[-1]

    def truth_type(self, first: Token, last: Token) -> TypeNode:
        return TypeNode(_at(first), _end(last), "truth")

    def number_type(self) -> TypeNode:
        return TypeNode(0, 0, "number")

    def text_type(self) -> TypeNode:
        return TypeNode(0, 0, "text")

    def range_type(self, low: ExpressionNode, high: ExpressionNode) -> TypeNode:
        return TypeNode(low.at, high.end, "range", low, high)

    def member(self, name: Token, words: Token | None, *rest: Token | None) -> tuple[Name, tuple[Name, ...]]:
        _, old = self.renamed(name, *rest)
        plain = _name(name)
        return (plain if words is None else Member(_at(name), _end(name), str(name), _unquoted(words))), old

    def names_type(self, *names: tuple[Name, tuple[Name, ...]]) -> TypeNode:
        return _type_of_names("names", names)

    def set_type(self, *names: tuple[Name, tuple[Name, ...]]) -> TypeNode:
        return _type_of_names("set", names)

    def claim_never(self, condition: ExpressionNode) -> Claimed:
        return "never", condition, None, None

    def claim_reach(self, point: ExpressionNode, condition: ExpressionNode | None) -> Claimed:
        return "reach", condition, point, None

    def claim_only_after(self, point: ExpressionNode, after: ExpressionNode) -> Claimed:
        return "only_after", None, point, after

    def claim_ending(self) -> Claimed:
        return "ending", None, None, None


def _type_of_names(kind: str, names: tuple[tuple[Name, tuple[Name, ...]], ...]) -> TypeNode:
    listed, was = tuple(name for name, _ in names), tuple(old for _, old in names)
    return TypeNode(listed[0].at, listed[-1].end, kind, names=listed, was=was if any(was) else ())
