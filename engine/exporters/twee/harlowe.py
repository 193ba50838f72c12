"""Says in Harlowe what stands within a passage: text, settings, questions, conditions; and names what there is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace

from engine.characters import speaker_colon
from engine.exporters.twee.expressions import (
    NotInHarlowe,
    TweeScope,
    assigned,
    expression,
    place_of,
    quoted,
    words_of,
    written,
)
from engine.exporters.twee.text import TextWriter, plain
from engine.source import Source
from engine.syntax.menus import HIDDEN, noted_arm
from engine.syntax.tree import (
    Ask,
    Call,
    Const,
    Def,
    Expression,
    Let,
    Line,
    Name,
    Number,
    Prose,
    Set,
    StoryTree,
    TypeNode,
    Var,
)

LONGEST_NAME = 40
UNSAFE = re.compile(r"[^\w .,:;!?'’…-]|_")


@dataclass(slots=True)
class WrittenPassage:
    """A passage: its name, its tags, its text."""

    name: str
    text: str
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class Exported:
    """The passages, first the one where a play begins; the header; what could not be said, counted."""

    passages: list[WrittenPassage]
    title: str
    ifid: str
    start: str
    left_out: Counter[str] = field(default_factory=Counter)


class PassageText:
    """Names, counters, and what is said within a passage."""

    def __init__(self, story: StoryTree) -> None:
        self.story = story
        self.passages: list[WrittenPassage] = []
        self.names: set[str] = set()
        self.left_out: Counter[str] = Counter()
        # The passages of scenes, and those of the points in them.
        self.named: dict[str, str] = {}
        self.points: dict[tuple[str, str], str] = {}
        self.scenes = {scene.name: scene for scene in story.scenes}
        self.colon = speaker_colon(next((one.value for one in story.entries if one.key == "language"), ""))
        self.counters: list[str] = []
        # What is known at the end of arms whose choices stand behind them, by our variable and the arm's number.
        self.arms: dict[tuple[str, int], Mapping[str, str]] = {}
        self.taken = {f"${one.name}" for one in story.declarations if isinstance(one, Var)}
        variables = [one for one in story.declarations if isinstance(one, Var)]
        types = [one for one in nodes_in((story.declarations, story.scenes)) if isinstance(one, TypeNode)]
        self.scope = TweeScope(
            constants={one.name: one for one in story.declarations if isinstance(one, Const)},
            functions={one.name: one for one in story.declarations if isinstance(one, Def)},
            words=words_of(types),
            sets=frozenset(one.name for one in variables if one.type is not None and one.type.kind == "set"),
            counted=self._counted(),
            scenes=frozenset(self.scenes),
            ranges={one.name: one.type for one in variables if one.type is not None and one.type.kind == "range"},
        )
        self.text = TextWriter(self._counter, self._left_out_comment)

    # ------------------------------------------------------------ the beginning

    def _beginning(self) -> str:
        """What variables are before the first passage."""
        lines = []
        for one in self.story.declarations:
            if isinstance(one, Var):
                lines.append(f"(set: ${one.name} to {self._first_value(one)})")
        lines += [f"(set: {count} to 0)" for count in [*self.scope.counted.values(), *self.counters]]
        return "\n".join(lines)

    def _first_value(self, one: Var) -> str:
        kind = one.type.kind if one.type is not None else ""
        try:
            if one.value is not None:
                if kind == "set" and isinstance(one.value.root, Name):
                    name = one.value.root.name
                    return "(ds:)" if name == "none" else f"(ds: {quoted(self.scope.words.get(name, name))})"
                return expression(one.value, self.scope)
            if kind == "range" and one.type is not None:
                return _lowest(one.type, self.scope)
        except NotInHarlowe as problem:
            self._left_out_comment(str(problem))
            return "0"
        if kind == "names" and one.type is not None:
            return written(one.type.names[0], self.scope)
        return {"truth": "false", "text": '""', "set": "(ds:)"}.get(kind, "0")

    # ------------------------------------------------------------ names and counters

    def _counted(self) -> dict[str, str]:
        """The variables that count visits, for the places that the story asks about."""
        parts: list[tuple[str, object]] = [("", self.story.declarations)]
        parts += [(scene.name, (scene.properties, scene.body)) for scene in self.story.scenes]
        found: dict[str, str] = {}
        for scene, part in parts:
            scope = TweeScope(scenes=frozenset(self.scenes), scene=scene)
            for node in nodes_in(part):
                match node:
                    case Call(function="visits" | "seen", arguments=(Name(name=name),)):
                        place = place_of(name, scope)
                        found[place] = "$visits_" + place.replace(".", "_")
                    case _:
                        pass
        return found

    def _counter(self, wanted: str = "shown") -> str:
        """A variable that begins as 0 and that nothing else is called."""
        self.counters.append(self._fresh(wanted))
        return self.counters[-1]

    def _fresh(self, wanted: str) -> str:
        """A variable that nothing else is called."""
        name, number = f"${wanted}", 1
        while name in self.taken:
            number += 1
            name = f"${wanted}_{number}"
        self.taken.add(name)
        return name

    def _left_out_comment(self, what: str) -> str:
        """What is left out, as a comment in its place."""
        self.left_out[what] += 1
        return f"<!-- left out: {what.replace('--', '- -')} -->"

    def _name(self, wanted: str) -> str:
        """A name for a passage that nothing has yet. Harlowe reads names in links as markup, so it holds none."""
        bare = re.sub(r"(['.,:;!?-])\1+", r"\1", UNSAFE.sub(" ", wanted))
        base = " ".join(bare.split())[:LONGEST_NAME].strip() or "passage"
        name, number = base, 1
        while name in self.names:
            number += 1
            name = f"{base} {number}"
        self.names.add(name)
        return name

    # ------------------------------------------------------------ text and logic

    def _prose(self, node: Prose, scope: TweeScope) -> str:
        begin = f"\n\n{plain(node.speaker)}{self.colon} " if node.speaker else ""
        lead = "" if node.line.joins.startswith("<") else " "
        trail = "\\\n" if node.line.joins.endswith(">") else ""
        return lead + begin + self.text.write(node.line.items, scope) + self._tags(node.line) + trail

    def _tags(self, line: Line) -> str:
        found = ""
        for tag in line.tags:
            name, _, value = str(tag).partition("=")
            if name == "image" and value and "{" not in value:
                found += f'<img src="{value.replace(chr(34), "")}">'
            else:
                found += self._left_out_comment(f"the tag `#{name}`")
        return found

    def _set(self, node: Set | Let, scope: TweeScope) -> tuple[str, TweeScope]:
        if isinstance(node, Let):
            name = "menu" if node.name.startswith(HIDDEN) else node.name
            inner = replace(scope, locals={**scope.locals, node.name: self._fresh(f"{scope.scene}_{name}")})
        else:
            inner = scope
        target = inner.variable(node.name)
        if (arm := noted_arm(node)) is not None:
            self.arms[target, arm[1]] = scope.locals
        try:
            value = assigned(node.name, node.value, scope)
        except NotInHarlowe as problem:
            return self._left_out_comment(str(problem)), inner
        scope = inner
        operator = getattr(node, "operator", "=")
        if node.name in scope.sets:
            value = value if value.startswith(("(ds:", "$", "(")) else f"(ds: {value})"
        if operator != "=":
            value = f"it {operator[0]} {value}"
        return f"(set: {target} to {value})", scope

    def _ask(self, node: Ask, scope: TweeScope) -> str:
        target = scope.variable(node.name)
        question = "".join(item for item in node.prompt.items if isinstance(item, str))
        if len(node.prompt.items) > 1:
            self._left_out_comment("values in a question")
        numeric = any(
            isinstance(one, Var)
            and one.name == node.name
            and (one.type is None or one.type.kind in ("number", "range"))
            for one in self.story.declarations
        )
        asked = f"(prompt: {quoted(question)}, (str: {target}))"
        return f"(set: {target} to {f'(num: {asked})' if numeric else asked})"

    def _test(self, condition: Expression, scope: TweeScope) -> str:
        try:
            return expression(condition, scope)
        except NotInHarlowe as problem:
            self._left_out_comment(f"a condition with {problem}")
            return "false"


def nodes_in(*begin: object) -> Iterator[object]:
    """All nodes of the tree in some of it."""
    waiting: list[object] = list(begin)
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            waiting += reversed(one)
        elif is_dataclass(one) and not isinstance(one, Source):
            yield one
            waiting += [getattr(one, part.name) for part in reversed(fields(one))]


def _lowest(node: TypeNode, scope: TweeScope) -> str:
    """What a range begins as: 0, or its lowest number where 0 is not in it."""
    if isinstance(node.low, Number) and isinstance(node.high, Number):
        return "0" if node.low.value <= 0 <= node.high.value else str(node.low.value)
    return written(node.low, scope) if node.low is not None else "0"
