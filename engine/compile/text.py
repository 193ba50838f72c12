"""Compiles text with inline forms into parts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping

from engine.check.resolution import Resolution
from engine.data_classes import replace
from engine.program import nodes
from engine.program.evaluate import applied
from engine.program.nodes import Parts
from engine.program.places import place
from engine.program.slugs import UNNUMBERED
from engine.program.styles import CALL, CALL_END, EMPHASIS, EMPHASIS_END, JOIN, NOTHING, STRONG, STRONG_END, TAG
from engine.source import Source
from engine.syntax.text_forms import FORM_OF
from engine.syntax.tree import (
    Body,
    Conditional,
    Do,
    Expression,
    If,
    Line,
    Prose,
    Show,
    Statement,
    Styled,
    TextItem,
    TextItems,
    Variation,
    Vary,
)

STYLES = {"*": (EMPHASIS, EMPHASIS_END), "**": (STRONG, STRONG_END)}


class TextCompiler:
    """Compiles the texts of one scene, and names the counters of its variations.

    `words` are those by which players know names of enumerations and sets, where a story gives them. All texts stand
    between two offsets of the source.
    """

    def __init__(
        self, resolved: Resolution, words: Mapping[str, str], source: Source, owner: str, between: tuple[int, int]
    ) -> None:
        self.codes = resolved.codes
        self.words = words
        self.source = source
        self.line_starts = source.starts()
        # The lines there: a place is found among few sooner than among all of a long file.
        self.first = bisect_right(self.line_starts, between[0])
        self.last = bisect_right(self.line_starts, between[1], self.first)
        self.owner = owner
        self.counters: dict[int, str] = {}
        # The places that draw for `random`, each once.
        self.draws: dict[str, None] = {}

    def at(self, offset: int) -> int:
        """The place of an offset, as the program keeps it."""
        # As `source.place_of` tells it: this is asked for each line and each part of it.
        starts = self.line_starts
        line = bisect_right(starts, offset, self.first, self.last)
        return place(line, offset - starts[line - 1] + 1)

    def code(self, expression: Expression) -> nodes.Expression:
        """The resolved form of an expression."""
        return self.codes[id(expression)][1]

    def counter(self, node: Variation | Vary) -> str:
        """The name of a variation's counter; the same whenever the same variation is compiled again.

        A shuffle draws: its name is numbered when all of the scene is compiled (engine/compile/draws.py).
        """
        if id(node) not in self.counters:
            name = f"vary {self.owner} {len(self.counters) + 1}"
            if FORM_OF[node.kind].operation == "shuffle":
                name = f"shuffle {len(node.items)}{UNNUMBERED}{node.at}"
            self.counters[id(node)] = name
        return self.counters[id(node)]

    def one_of(self, node: Variation | Vary) -> list[nodes.Expression]:
        """The conditions under which each but the last item of a `random` is the one, asked in their order.

        Of n items, the first is drawn once in n times, the second once in n - 1 of the others, and so on: each is as
        likely as any other, and a draw is one that the language has anyway.
        """
        conditions: list[nodes.Expression] = []
        for left in range(len(node.items), 1, -1):
            name = f"random 1..{left}{UNNUMBERED}{node.at}"
            self.draws[name] = None
            conditions.append(nodes.Apply("==", (nodes.ApplyDraw("random", (1, left), name), 1)))
        return conditions

    def _random(self, item: Variation) -> Parts:
        *parts, last = [self.parts(one) for one in item.items]
        conditions = self.one_of(item)
        if not conditions:
            return last
        cases = [nodes.TextCase(condition, one) for condition, one in zip(conditions, parts, strict=True)]
        return (nodes.ChooseText(self.at(item.at), tuple(cases), last),)

    def parts(self, items: TextItems) -> Parts:
        """The parts of a text; texts that stand beside each other are joined."""
        if not items:
            return ()
        if len(items) == 1 and isinstance(items[0], str):
            return (items[0],)
        return joined([part for item in items for part in self._parts_of(item)])

    def joined(self, line: Line) -> Parts:
        """The parts of a line of prose, with the marks of where it joins what stands before and behind it."""
        if not line.joins:
            return self.parts(line.items)
        begin, end = (JOIN,) if "<" in line.joins else (), (JOIN,) if ">" in line.joins else ()
        return joined((*begin, *self.parts(line.items), *end))

    def tags(self, line: Line) -> list[str | Parts]:
        """The tags of a line; those whose values hold inline forms as texts that are tags."""
        tags: list[str | Parts] = list(line.tags)
        for value in line.values:
            name = line.tags[value.number].partition("=")[0]
            tags[value.number] = joined((f"{TAG}{name}=", *self.parts(value.items)))
        return tags

    def described(self, line: Line) -> Parts:
        """The text of a choice; where a tag is made while it is played, with all tags behind it."""
        parts = self.parts(line.items)
        if not line.values:
            return parts
        made = [(TAG + tag,) if isinstance(tag, str) else tag for tag in self.tags(line)]
        return joined((*parts, *(part for tag in made for part in tag)))

    def _parts_of(self, item: TextItem) -> Parts:
        if isinstance(item, str):
            return (item,)
        if isinstance(item, Show):
            type, code = self.codes[id(item.value)]
            # Of any type is only what a function is given that nobody calls.
            kind = {"literal": "text", "any": "number"}.get(type.kind, type.kind)
            words = self.words
            if type.kind in ("names", "literal") and any(name in words for name in type.names):
                kind = "text"
                pairs = [part for name in type.names if name in words for part in (name, words[name])]
                code = applied("word", code, *pairs)
            names = tuple([words.get(name, name) for name in type.names]) if kind == "set" else ()
            return (nodes.ShowValue(self.at(item.at), code, kind, names),)
        if isinstance(item, Conditional):
            cases = [nodes.TextCase(self.code(condition), self.parts(branch)) for condition, branch in item.branches]
            return (nodes.ChooseText(self.at(item.at), tuple(cases), self.parts(item.otherwise)),)
        if isinstance(item, Variation):
            operation = FORM_OF[item.kind].operation
            if operation is None:
                return self._random(item)
            return (nodes.VaryText(operation, self.counter(item), tuple([self.parts(one) for one in item.items])),)
        begin, end = STYLES[item.style]
        return (begin, *self.parts(item.items), end)


def joined(parts: Iterable[nodes.Part]) -> Parts:
    """Parts with the texts joined that stand beside each other."""
    joined: list[nodes.Part] = []
    for part in parts:
        if joined and isinstance(part, str) and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)


class CallsInText:
    """Takes lines of prose apart that call functions which are scenes; `scene_of` tells a call of one."""

    def __init__(self, scene_of: Callable[[Expression], nodes.CallDef | None]) -> None:
        self.scene_of = scene_of
        # By the line, so that a line that is compiled twice has the same pieces, and its variations the same counters.
        self.known: dict[int, tuple[Statement, list[Statement]]] = {}
        self.calls: dict[int, Do] = {}

    def is_piece(self, statement: Statement) -> bool:
        """Whether a call is one that stood in a text."""
        return id(statement) in self.calls

    def of_call(self, call: Do) -> list[Statement]:
        """The same as `of` for a line of logic that calls a function which prints: what it prints is a line."""
        if id(call) not in self.known:
            show = Show(call.at, call.end, call.call)
            self.known[id(call)] = call, self._taken_apart(Prose(call.at, Line(call.at, call.end, (show,))))
        return self.known[id(call)][1]

    def has_call(self, items: TextItems) -> bool:
        """Whether a text calls such a function."""
        for item in items:
            if isinstance(item, Show):
                if self.scene_of(item.value) is not None:
                    return True
            elif not isinstance(item, str) and any(map(self.has_call, item.texts)):
                return True
        return False

    def of(self, prose: Prose) -> list[Statement]:
        """Statements that print the same: its texts, calls, and blocks for the inline forms that hold calls."""
        if id(prose) not in self.known:
            self.known[id(prose)] = prose, self._taken_apart(prose)
        return self.known[id(prose)][1]

    def _taken_apart(self, prose: Prose) -> list[Statement]:
        line = prose.line
        pieces = self._pieces(prose.at, line.items)
        last = len(pieces) - 1
        for number, one in enumerate(pieces):
            if isinstance(one, Prose):
                begins = "<" if number or "<" in line.joins else ""
                ends = ">" if number < last or ">" in line.joins else ""
                whole = replace(one.line, joins=begins + ends)
                pieces[number] = replace(one, line=whole, speaker=prose.speaker if number == 0 else None)
        end = pieces[last]
        assert isinstance(end, Prose), "a text stands at both ends"
        pieces[last] = replace(end, line=replace(end.line, tags=line.tags, move=line.move))
        return pieces

    def _pieces(self, at: int, items: TextItems) -> list[Statement]:
        pieces: list[Statement] = []
        text: list[TextItem] = []

        def end_text() -> None:
            # A text that is empty would join what stands before and behind the line.
            pieces.append(Prose(at, Line(at, at, tuple(text) or (EMPHASIS + EMPHASIS_END,), joins="<>")))
            text.clear()

        for item in items:
            if isinstance(item, str) or not self.has_call((item,)):
                text.append(item)
            elif isinstance(item, Show):
                text.append(CALL)
                end_text()
                call = Do(item.at, item.end, item.value)
                self.calls[id(call)] = call
                pieces.append(call)
                text.append(CALL_END)
            elif isinstance(item, Styled):
                begin, end = STYLES[item.style]
                text.append(begin)
                end_text()
                pieces += self._pieces(at, item.items)
                text.append(end)
            else:
                end_text()
                pieces.append(self._block(at, item))
        end_text()
        return pieces

    def _block(self, at: int, item: Conditional | Variation) -> Statement:
        def body(items: TextItems) -> Body:
            return tuple(self._pieces(at, items or (NOTHING,)))

        if isinstance(item, Conditional):
            branches = tuple([(condition, body(branch)) for condition, branch in item.branches])
            return If(item.at, branches, body(item.otherwise))
        return Vary(item.at, item.end, item.kind, tuple(map(body, item.items)))
