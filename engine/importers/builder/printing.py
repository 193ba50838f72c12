"""Writes a file of a story, line by line, and remembers which statement made each line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from engine.importers.builder.spacing import cleaned
from engine.importers.builder.text import inner_line, prose_line
from engine.importers.builder.tree import (
    Back,
    Body,
    Comment,
    Declaration,
    DraftAsk,
    DraftBreak,
    DraftChoice,
    DraftFor,
    DraftGuard,
    DraftIf,
    DraftMove,
    DraftPoint,
    DraftProse,
    DraftScene,
    DraftThread,
    DraftVary,
    End,
    File,
    Go,
    Logic,
    MoveTo,
    Statement,
    Text,
    Todo,
)

INDENT = "    "
TITLE_SIGNS = re.compile(r"[\\#{}]|//|->|\[\[")
ENDING_SIGNS = re.compile(r"[\\{}#(]|//|->|\[\[")
NO_TAG = re.compile(r"[^\w-]+")
NO_VALUE = re.compile(r"[\s#{}]+")
PLAIN_REASON = re.compile(r"(?!if\b)[A-Za-z]+( [A-Za-z]+)*")
LONGEST_TODO = 300
Maker = Statement | DraftScene | None


class WrittenLine(NamedTuple):
    """A line of the file, and what it was made of; None for what stands between."""

    text: str
    maker: Maker


class Printed(NamedTuple):
    """A file as text, with the maker of each line."""

    text: str
    makers: tuple[Maker, ...]


def print_file(file: File, cast: tuple[str, ...] = (), effort: Callable[[Statement], int] = lambda _: 0) -> Printed:
    """The text of a file. `effort` says of a statement how much of its text is to be escaped at the least."""
    printer = Printer(cast, effort)
    for key, value in file.entries:
        printer.line(f"{key}: {_entry(value)}", None, 0)
    for include in file.includes:
        printer.line(f"include {include}", None, 0)
    if file.declarations:
        printer.blank()
        printer.body(file.declarations, 0)
    for scene in file.scenes:
        printer.scene(scene)
    return printer.printed()


def tag_of(text: str) -> str | None:
    """A tag out of the words of another tool: `music: night bus` is `music=night-bus`. None where none can be made."""
    name, mark, value = cleaned(text).strip().partition(":")
    if not mark:
        name, mark, value = cleaned(text).strip().partition("=")
    name = NO_TAG.sub("-", name.strip()).strip("-")
    if not name or not (name[0].isalpha() or name[0] == "_") or not name[0].isidentifier():
        return None
    value = NO_VALUE.sub("-", value.strip()).strip("-")
    return f"{name}={value}" if mark and value else name


def tag_with(name: str, value: str) -> str:
    """A tag with a value, such as the address of a picture; without it, if there is none."""
    value = NO_VALUE.sub("-", cleaned(value).strip()).strip("-")
    return f"{name}={value}" if value else name


def todo_line(todo: Todo) -> str:
    """`// TODO why: source`, of one line."""
    source = cleaned(todo.source).strip()
    source = source if len(source) <= LONGEST_TODO else source[: LONGEST_TODO - 1] + "…"
    return f"// TODO {cleaned(todo.why).strip()}" + (f": {source}" if source else "")


class Printer:
    """Collects the lines of a file."""

    def __init__(self, cast: tuple[str, ...], effort: Callable[[Statement], int]) -> None:
        self.cast = cast
        self.effort = effort
        self.lines: list[WrittenLine] = []

    def printed(self) -> Printed:
        """All lines as one text."""
        while self.lines and not self.lines[-1].text:
            self.lines.pop()
        return Printed("".join(f"{line.text}\n" for line in self.lines), tuple(line.maker for line in self.lines))

    def line(self, text: str, maker: Maker, level: int) -> None:
        """Add what may be several lines, each indented to the level."""
        self.lines += [WrittenLine(INDENT * level + line, maker) for line in text.split("\n")]

    def blank(self) -> None:
        """Add a blank line, unless one stands there."""
        if self.lines and self.lines[-1].text:
            self.lines.append(WrittenLine("", None))

    def scene(self, scene: DraftScene) -> None:
        """Add a scene with what stands above its heading."""
        self.blank()
        for comment in scene.comments:
            self._comment(comment, None, 0)
        parameters = f"({', '.join(scene.parameters)})" if scene.parameters else ""
        title = TITLE_SIGNS.sub(lambda found: "\\" + found.group(), cleaned(scene.title).strip())
        tags = "".join(f" #{tag}" for tag in scene.tags)
        self.line(f"== {scene.name}{parameters}{f': {title}' if title else ''}{tags}", scene, 0)
        for one in scene.properties:
            self.line(f"~ {one}", scene, 0)
        self.body(scene.body, 0)

    def body(self, body: Body, level: int) -> None:
        """Add the statements of a block. Of one that would be empty, `is_empty` tells beforehand."""
        before: Statement | None = None
        for statement in body:
            if isinstance(before, DraftChoice) and not isinstance(statement, DraftChoice | Comment | Todo | DraftBreak):
                self.blank()  # for the eye: branches meet here, with or without it
            bodies = [isinstance(one, Declaration) and bool(one.body) for one in (before, statement)]
            if before is not None and any(bodies) and not (isinstance(before, Comment) and bodies[1]):
                self.blank()
            self._statement(statement, level)
            before = statement

    def _statement(self, node: Statement, level: int) -> None:
        if isinstance(node, DraftBreak):
            self.blank()
        elif isinstance(node, DraftProse):
            self.line(self._prose(node), node, level)
        elif isinstance(node, Comment):
            self._comment(node.text, node, level)
        elif isinstance(node, Todo):
            self.line(todo_line(node), node, level)
        elif isinstance(node, DraftChoice):
            self._choice(node, level)
        elif isinstance(node, DraftIf):
            self._if(node, level)
        elif isinstance(node, DraftVary):
            self.line(f"~ {node.kind}:", node, level)
            for item in node.items:
                self._item(item, node, level + 1)
        elif isinstance(node, DraftFor):
            self.line(f"~ for {node.name} in {node.set}:", node, level)
            self.body(node.body, level + 1)
        elif isinstance(node, Declaration):
            self.line(node.code + (":" if node.body else ""), node, level)
            self.body(node.body, level + 1)
        else:
            self.line(self._simple(node), node, level)

    def _simple(self, node: Statement) -> str:
        if isinstance(node, Logic):
            return f"~ {node.code}"
        if isinstance(node, DraftMove):
            return move_text(node.to)
        if isinstance(node, DraftThread):
            return f"<- {node.target}{_arguments(node.arguments)}"
        if isinstance(node, DraftPoint):
            return f"-- {node.name}".rstrip()
        assert isinstance(node, DraftAsk), f"a statement that nobody prints: {node}"
        head = f"~ ask {node.name}: "
        return head + inner_line(node.prompt, head, self.effort(node))

    def _prose(self, node: DraftProse) -> str:
        text = node.text
        first, last = text[:1], text[-1:]
        lead = "<>" + (" " if first and isinstance(first[0], str) and first[0][:1].isspace() else "")
        trail = (" " if last and isinstance(last[0], str) and last[0][-1:].isspace() else "") + "<>"
        line = prose_line(text, self.cast, node.speaker, self.effort(node), node.joins, node.goes_on)
        if not line:
            lead, trail = "<>", ""
        speaker = f"{node.speaker}: " if node.speaker else ""
        line = (lead if node.joins else "") + speaker + line + (trail if node.goes_on else "")
        tags = "".join(f" #{tag}" for tag in node.tags)
        tags = tags if line else tags.lstrip()
        return line + tags + (f" {move_text(node.move)}" if node.move is not None else "")

    def _comment(self, text: str, node: Maker, level: int) -> None:
        for line in text.split("\n"):
            self.line(f"// {cleaned(line).strip()}".rstrip(), node, level)

    def _choice(self, node: DraftChoice, level: int) -> None:
        head = "* " if node.once else "+ "
        head += f"({node.label}) " if node.label else ""
        guards = "".join(self._guard(guard, node) for guard in node.guards)
        if node.text:
            text = inner_line(node.text, head, self.effort(node))
            # Behind a guard nothing can be taken for a label, and what looks like a guard is one more.
            text = inner_line(node.text, head + guards, self.effort(node)) if guards else text
        else:
            text = ""
        tags = "".join(f" #{tag}" for tag in node.tags)
        move = f" {move_text(node.move)}" if node.move is not None else ""
        self.line((head + guards + text).rstrip(" ") + tags + move, node, level)
        self.body(node.body, level + 1)

    def _guard(self, guard: DraftGuard, node: DraftChoice) -> str:
        if guard.kind == "otherwise":
            return "{otherwise} "
        if guard.kind == "if":
            return f"{{if {guard.condition}}} "
        is_plain = len(guard.reason) == 1 and PLAIN_REASON.fullmatch(str(guard.reason[0]))
        reason = str(guard.reason[0]) if is_plain else inner_line(guard.reason, "* ", max(self.effort(node), 1))
        return f"{{needs {guard.condition}: {reason}}} "

    def _if(self, node: DraftIf, level: int) -> None:
        """A block that holds nothing is left out: what follows holds only where its condition does not."""
        passed: list[str] = []
        word = "if"
        for condition, block in (*node.branches, ("", node.otherwise)):
            if is_empty(block):
                self.body(tuple(one for one in block if not isinstance(one, DraftBreak)), level)
                passed += [condition] if condition else []
                continue
            wanted = [
                *(f"not ({one})" for one in passed),
                *([f"({condition})"] if condition and passed else [condition]),
            ]
            full = " and ".join(one for one in wanted if one)
            self.line(f"~ {word} {full}:" if full else "~ else:", node, level)
            self.body(block, level + 1)
            word = "elif"

    def _item(self, item: Body, node: Statement, level: int) -> None:
        """An item of a variation: a text or a move on its line, the rest in a block below."""
        first = item[0] if item else None
        if isinstance(first, DraftProse) and not first.joins and first.speaker is None:
            text = inner_line(first.text, "- ", self.effort(first))
            trail = " <>" if first.goes_on and _ends_blank(first.text) else "<>" if first.goes_on else ""
            tags = "".join(f" #{tag}" for tag in first.tags)
            move = f" {move_text(first.move)}" if first.move is not None else ""
            self.line(f"- {text}{trail}{tags}{move}", first, level)
            item = item[1:]
        elif isinstance(first, DraftMove):
            self.line(f"- {move_text(first.to)}", first, level)
            item = item[1:]
        else:
            self.line("-", node, level)
        self.body(item, level + 1)


def _ends_blank(text: Text) -> bool:
    return bool(text) and isinstance(text[-1], str) and text[-1][-1:].isspace()


def is_empty(body: Iterable[Statement]) -> bool:
    """Whether a block holds nothing but comments and blank lines."""
    return all(isinstance(one, Comment | DraftBreak | Todo) for one in body)


def move_text(to: MoveTo) -> str:
    """A move as it is written."""
    if isinstance(to, End):
        name = ENDING_SIGNS.sub(lambda found: "\\" + found.group(), cleaned(to.name).strip())
        return f"-> end: {name}" if name else "-> end"
    if isinstance(to, Back):
        return "-> back" + (f" -> {to.target}{_arguments(to.arguments)}" if to.target else "")
    assert isinstance(to, Go)
    return f"-> {to.target}{_arguments(to.arguments)}{' ->' if to.returns else ''}"


def _arguments(arguments: tuple[str, ...]) -> str:
    return f"({', '.join(arguments)})" if arguments else ""


def _entry(value: str) -> str:
    """The value of a header line, in which ` //` would begin a comment."""
    return re.sub(r"(?<!\S)//", "/ /", cleaned(value)).strip()
