"""Expressions of a program as a writer would put them: what stands in no source any more is told in its words.

Constants stand there with their values, and what the compiler wrote as something simpler stays so. A name and a set
are kept as a text and as a number: what they are is told by the type of what stands beside them, never by anything
that is only somewhere in the same expression.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum

from engine.patterns import regex
from engine.program import nodes
from engine.program.functions import SET, TABLE
from engine.program.nodes import Expression
from engine.program.program import Program
from engine.program.texts import CONJUNCTIONS
from engine.program.types import ANY, NUMBER, TRUTH, SetOf, Type, Value, places_in

# How tightly each thing binds; what stands in a place that wants more gets brackets. As in expressions.lark.
LOOSEST, OR, AND, NOT, COMPARISON, SUM, PRODUCT, FACTOR, ATOM = range(9)
LEVELS = {"or": OR, "and": AND, "+": SUM, "-": SUM, "union": SUM, "minus": SUM, "join": SUM}
LEVELS |= {"*": PRODUCT, "/": PRODUCT, "%": PRODUCT, "&": PRODUCT}
LEVELS |= dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "has"), COMPARISON)
SIGNS = {"union": "+", "minus": "-", "join": "+"}
# Operators whose two operands are of one type, which either of them tells.
ALIKE = ("==", "!=", "has", "union", "minus", "&")
# Functions of the language that take a set, which nothing beside it explains.
OF_A_SET = ("count", "list", "nth")
# What stands in messages is short: so many parts of an `and`, names of a set, characters of a text, and in all.
MOST_PARTS, MOST_NAMES, MOST_OF_A_TEXT, MOST_WRITTEN = 6, 12, 40, 400
CLIPPED = "…"
SPECIAL = regex(r'["\\{}]')


class TypeTold(IntEnum):
    """What the place of a set says of it: nothing, which set it is, or also that a single name will do."""

    OPEN = 0
    TOLD = 1
    WANTED = 2


class ExpressionTexts:
    """Writes the expressions of one scene, or of none; `program` tells the names of what they read."""

    def __init__(self, program: Program, scene: int | None = None) -> None:
        self.program = program
        self.frame = () if scene is None else program.scenes[scene].frame

    def written(self, code: Expression, wanted: int = LOOSEST) -> str:
        """An expression, with brackets if it binds less tightly than `wanted`; the beginning of a very long one."""
        text = self._put(code, wanted)
        return text if len(text) <= MOST_WRITTEN else f"{text[:MOST_WRITTEN].rpartition(' ')[0]} {CLIPPED}"

    def value(self, value: Value, type: Type) -> str:
        """A value of a type, as a story writes it."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return value if type.kind in ("names", "literal") else _quoted(value)
        if type.kind != "set" and not isinstance(value, SetOf):
            return str(value)
        names = self._names_in(value, type)
        return names[0] if len(names) == 1 and names[0] != CLIPPED else _bracketed(names) if names else "none"

    def name_of(self, code: nodes.VarRef | nodes.LocalRef) -> str:
        """The name of a variable."""
        if isinstance(code, nodes.VarRef):
            return self.program.variables[code.number].name
        return self.frame[code.number].name if code.number < len(self.frame) else CLIPPED

    def type_of(self, code: Expression) -> Type:
        """The type of an expression. That of a name, or of a set, which is written out is told by none."""
        if isinstance(code, nodes.VarRef):
            return self.program.variables[code.number].type
        if isinstance(code, nodes.LocalRef):
            return self.frame[code.number].type if code.number < len(self.frame) else ANY
        if isinstance(code, nodes.CallDef | nodes.CallExtern):
            return self.program.functions[code.function].result
        if isinstance(code, nodes.Apply):
            return self._type_of_applied(code)
        if isinstance(code, nodes.ApplyDraw):
            return TABLE[code.name].result
        if isinstance(code, str | SetOf):
            return ANY
        return TRUTH if isinstance(code, bool) else NUMBER

    def _type_of_applied(self, code: nodes.Apply) -> Type:
        name, arguments = code.name, code.arguments
        if name == "if":
            return self._shared(arguments[1:])
        if name == "only":
            return Type("set", names=_texts(arguments[1:]))
        if name == "nth":
            return Type("names", names=_texts(arguments[2:]))
        return self._shared(arguments) if TABLE[name].result == SET else TABLE[name].result

    def _shared(self, codes: Sequence[Expression]) -> Type:
        """The type of what is of one type: that of the first of which it is known."""
        return next((type for type in map(self.type_of, codes) if type.kind != "any"), ANY)

    # ------------------------------------------------------------ sets

    def _names_in(self, mask: int, type: Type) -> list[str]:
        """The names of a set, of a very large one the first; one sign for all where it is not known which set it is."""
        places = places_in(mask)
        known = type.names if type.kind == "set" else self._only_set(len(places) and places[-1] + 1)
        if not known:
            return [CLIPPED] if places else []
        names = [known[place] for place in places if place < len(known)]
        return names if len(names) <= MOST_NAMES else [*names[:MOST_NAMES], CLIPPED]

    def _only_set(self, most: int, words: Sequence[str] = ()) -> tuple[str, ...]:
        """The names of a set that is beside nothing: those of the only type of so many, where there is only one."""
        types = [*[one.type for one in self.program.variables], *[slot.type for slot in self.frame]]
        types += [type for one in self.program.functions for type in (*one.parameters, one.result)]
        for kind in ("set", "names"):
            found = {one.names for one in types if one.kind == kind and len(one.names) >= most}
            if words:
                found = {one for one in found if len(one) == len(words)}
                found = {tuple(words)} if tuple(words) in found else found
            if found:
                return found.pop() if len(found) == 1 else ()
        return ()

    def _members(self, code: Expression) -> list[Expression] | None:
        """What stands in the square brackets of a set that holds names of variables: a constant, and those."""
        members: list[Expression] = []
        while isinstance(code, nodes.Apply) and code.name == "union":
            code, last = code.arguments
            members.insert(0, last)
        members.insert(0, code)
        names = members[isinstance(code, SetOf) and code > 0 :]
        return members if len(members) > 1 and all(map(_is_name, names)) else None

    # ------------------------------------------------------------ writing

    def _put(self, code: Expression, wanted: int, type: Type = ANY, place: TypeTold = TypeTold.OPEN) -> str:
        text, level = self._of(code, type, place)
        return f"({text})" if level < wanted else text

    def _of(self, code: Expression, type: Type, place: TypeTold) -> tuple[str, int]:
        """An expression in a place of a type, and how tightly it binds."""
        if isinstance(code, nodes.VarRef | nodes.LocalRef):
            return self.name_of(code), ATOM
        if isinstance(code, nodes.Count):
            return f"{code.name}({code.key})", ATOM
        if isinstance(code, nodes.CallDef | nodes.CallExtern):
            function = self.program.functions[code.function]
            return _called(function.name, map(self._argument, code.arguments, function.parameters)), ATOM
        if isinstance(code, nodes.ApplyDraw):
            return _called(code.name, map(self._argument, code.arguments)), ATOM
        if isinstance(code, nodes.Apply):
            return self._applied(code, type, place)
        if isinstance(code, SetOf):
            return (self.value(code, type) if place or not code else _bracketed(self._names_in(code, type))), ATOM
        is_negative = not isinstance(code, bool | str) and code < 0
        return self.value(code, type), FACTOR if is_negative else ATOM

    def _argument(self, code: Expression, type: Type = ANY) -> str:
        return self._put(code, LOOSEST, type, TypeTold.WANTED)

    def _applied(self, code: nodes.Apply, type: Type, place: TypeTold) -> tuple[str, int]:
        name, arguments = code.name, code.arguments
        if name == "if":
            condition, this, other = arguments
            type, place = self._shared((this, other)) if type.kind == "any" else type, min(place, TypeTold.TOLD)
            first, then = self._put(this, OR, type, place), self._put(other, LOOSEST, type, place)
            return f"{first} if {self._put(condition, OR)} else {then}", LOOSEST
        if name == "not":
            return f"not {self._put(arguments[0], NOT)}", NOT
        if name == "-" and len(arguments) == 1:
            return f"-{self._put(arguments[0], ATOM)}", FACTOR
        if name in ("and", "or"):
            return self._joined(code), LEVELS[name]
        if (
            name == ">"
            and isinstance(arguments[0], nodes.Count)
            and arguments[0].name == "visits"
            and arguments[1] == 0
        ):
            return f"seen({arguments[0].key})", ATOM
        if name in LEVELS:
            return self._between(code, type, place)
        if name == "only":
            if place is not TypeTold.WANTED and _is_name(code):
                return _bracketed([self._put(arguments[0], ATOM)]), ATOM
            return self._of(arguments[0], self.type_of(arguments[0]), place)
        if name in OF_A_SET:
            return self._of_a_set(code), ATOM
        if name == "word":
            return _called(name, [self._put(arguments[0], LOOSEST)]), ATOM
        return _called(name, map(self._argument, arguments)), ATOM

    def _joined(self, code: nodes.Apply) -> str:
        """What is joined by `and` or `or`; of many parts the first."""
        parts: list[Expression] = []
        first: Expression = code
        while isinstance(first, nodes.Apply) and first.name == code.name:
            first, last = first.arguments
            parts.append(last)
        parts = [first, *reversed(parts)]
        level = LEVELS[code.name]
        texts = [self._put(one, level + 1) for one in parts[:MOST_PARTS]]
        return f" {code.name} ".join(texts + [CLIPPED] * (len(parts) > MOST_PARTS))

    def _between(self, code: nodes.Apply, type: Type, place: TypeTold) -> tuple[str, int]:
        """An operator between its operands."""
        name, (left, right), level = code.name, code.arguments, LEVELS[code.name]
        if name not in ALIKE:
            type, first, second = ANY, TypeTold.OPEN, TypeTold.OPEN
        elif level == COMPARISON:
            type, first = self._shared((left, right)), TypeTold.OPEN
            second = TypeTold.WANTED if name == "has" else TypeTold.TOLD
        else:
            type = type if type.kind == "set" else self._shared((left, right))
            if name == "union" and (members := self._members(code)) is not None:
                names = self._names_in(members[0], type) if isinstance(members[0], SetOf) else []
                return _bracketed(
                    names + [self._put(one, ATOM, type, TypeTold.WANTED) for one in members[len(names) > 0 :]]
                ), ATOM
            first = TypeTold.WANTED if place else TypeTold.OPEN
            second = TypeTold.OPEN if isinstance(left, SetOf) and not place else TypeTold.WANTED
        text = self._put(left, level + (level == COMPARISON), type, first)
        return f"{text} {SIGNS.get(name, name)} {self._put(right, level + 1, type, second)}", level

    def _of_a_set(self, code: nodes.Apply) -> str:
        """A call of a function of the language that takes a set."""
        name, (members, *rest) = code.name, code.arguments
        type = self.type_of(members)
        if name == "nth":
            type = Type("set", names=_texts(rest[1:]))
        elif name == "list" and type.kind == "any":
            type = Type("set", names=self._only_set(0, _texts(rest[1:])))
        given = [self._put(members, LOOSEST, type)]
        if name == "nth":
            is_drawn = isinstance(rest[0], nodes.ApplyDraw) and rest[0].arguments == (
                1,
                nodes.Apply("count", (members,)),
            )
            return _called("random", given) if is_drawn else _called(name, [*given, self._put(rest[0], LOOSEST)])
        if name == "list":
            language = self.program.metadata.get("language", "en").casefold().replace("_", "-")
            if rest[0] != CONJUNCTIONS.get(language.partition("-")[0]):
                given.append(self._put(rest[0], LOOSEST))
        return _called(name, given)


def _is_name(code: Expression) -> bool:
    """Whether something is the set of a name that a variable holds."""
    if not isinstance(code, nodes.Apply) or code.name != "only":
        return False
    return isinstance(code.arguments[0], nodes.VarRef | nodes.LocalRef)


def _texts(codes: Sequence[Expression]) -> tuple[str, ...]:
    return tuple([one for one in codes if isinstance(one, str)])


def _called(name: str, arguments: Iterator[str] | Sequence[str]) -> str:
    return f"{name}({', '.join(arguments)})"


def _bracketed(names: Sequence[str]) -> str:
    return f"[{', '.join(names)}]"


def _quoted(text: str) -> str:
    """A text as it is written, with its escapes; of a long one the beginning."""
    shown = text if len(text) <= MOST_OF_A_TEXT else text[:MOST_OF_A_TEXT].rstrip() + CLIPPED
    return '"' + SPECIAL.sub(r"\\\g<0>", shown) + '"'
