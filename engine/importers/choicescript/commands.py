"""Writes the text and the commands of ChoiceScript: paragraphs, settings, jumps, questions, tags."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.importers.builder import tree as out
from engine.importers.builder.printing import tag_with
from engine.importers.choicescript.expressions import Scope, read_setting, read_several, read_value
from engine.importers.choicescript.text import TextReader
from engine.importers.choicescript.tree import (
    PlainCommand,
)
from engine.importers.tables import words_of
from engine.importers.values.code import Coder
from engine.importers.values.tree import Literal, Operation, SourceCall, SourceVariable, Unsayable, Value
from engine.importers.values.types import NUMBER, TEXT

if TYPE_CHECKING:
    from engine.importers.choicescript.scene import SceneWriter

# What belongs to the program around the story; a story has nothing of it.
PAGE = words_of(
    "advertisement ai author check_achievements check_registration config delay_break delay_ending end_trial "
    "feedback finish_advertisement ifid kindle_image kindle_product kindle_search login looplimit more_games "
    "page_break_advertisement print_discount purchase_discount restore_game restore_password restore_purchases "
    "save_checkpoint save_game scene_list share_this_game show_password subscribe timer title track_event youtube "
    "product params"
)
JUMPS = words_of(
    "goto gotoref goto_scene goto_random_scene redirect_scene return ending finish abort restore_checkpoint"
)
TAGS = {"image": "image", "text_image": "image", "sound": "sound"}
NO_BLANK_BEHIND = re.compile(r"([-\u2011-\u2014]|\[c/\])$")


@dataclass(frozen=True, slots=True)
class SceneContext:
    """What a scene has to know of the story around it.

    `first` is the scene in which the game begins. `target(file, label)` is a scene or a point of one, None if there is
    none; `next_scene(file)` comes behind `*finish`; `parameters(file, label)` are those that `*params` names behind a
    label.
    """

    coder: Coder
    first: str
    variable: Callable[[SourceVariable], str]
    target: Callable[[str, str], str | None]
    next_scene: Callable[[str], str | None]
    parameters: Callable[[str, str], tuple[str, ...]]
    new_name: Callable[[str], str]
    count: Callable[[str], None]
    comes_back: Callable[[str], bool]
    is_beginning: Callable[[str], bool]
    scope: Callable[[str], Scope]


class Commands:
    """Writes text and commands of one level."""

    def __init__(self, writer: SceneWriter, fresh: bool = False) -> None:
        self.writer = writer
        self.story = writer.story
        self.out: list[out.Statement] = []
        self.line: list[out.Piece] = []
        self.todos: list[out.Statement] = []
        self.tags: list[str] = []
        # Whether what is written next can be reached, and whether the page is certainly still empty.
        self.goes_on = True
        self.fresh = fresh
        self.source = ("", 0)
        self.scope = writer.scope
        self.reader = TextReader(self.story.coder, self._mark, self.scope)

    def _mark(self, why: str, source: str) -> None:
        self.todos.append(out.Todo(why, source=source, line=self.source[1]))

    # ------------------------------------------------------------ text

    def text(self, text: str, line: int) -> None:
        """A line of prose; lines join to a paragraph."""
        self.source = (text, line)
        if self.line and not isinstance(self.line[-1], out.LineBreak):
            last = self.line[-1]
            if not (isinstance(last, str) and NO_BLANK_BEHIND.search(last)):
                self.line.append(" ")
        self.line += self.reader.read(text)
        self.fresh = False

    def flush(self) -> None:
        """Write the paragraph so far."""
        while self.line and isinstance(self.line[-1], out.LineBreak):
            self.line.pop()
        text, self.line = tuple(self.line), []
        self.out += self.todos
        self.todos = []
        if text:
            tags, self.tags = tuple(self.tags), []
            self.out.append(out.DraftProse(text, tags, source=self.source[0], line=self.source[1]))

    def paragraph(self) -> None:
        """End the paragraph."""
        self.flush()
        if self.out and not isinstance(self.out[-1], out.DraftBreak):
            self.out.append(out.DraftBreak())

    def add(self, statement: out.Statement) -> None:
        """Add a statement behind the text so far."""
        self.flush()
        self.out.append(statement)

    def todo(self, why: str, source: str, line: int) -> None:
        """Mark what a person has to decide."""
        self.add(out.Todo(why, source=source, line=line))

    # ------------------------------------------------------------ commands

    def command(self, node: PlainCommand) -> None:
        """Write a command."""
        try:
            self._command(node)
        except Unsayable as problem:
            source = f"*{node.name} {node.data}".strip()
            if node.name in JUMPS:
                self.todo(f"{problem}; until then the story ends here", source, node.line)
                self._leave(out.End())
            else:
                self.todo(str(problem), source, node.line)

    def _command(self, node: PlainCommand) -> None:
        name, data, line = node.name, node.data, node.line
        source = f"*{name} {data}".strip()
        match name:
            case "comment":
                self.add(out.Comment(data))
            case "label":
                self.paragraph()
                point = self.writer.points.get(data.lower())
                if point is not None:
                    self.out.append(out.DraftPoint(point))
                self.goes_on, self.fresh = True, False
            case "set" | "temp" | "rand":
                self._set(node, source)
            case "goto" | "goto_scene" | "redirect_scene":
                self._leave(out.Go(self._target(node)))
            case "gosub" | "gosub_scene":
                self._visit(node, source)
            case "return":
                self._leave(out.Back())
            case "restart":
                # That scene begins by making all variables anew.
                self._leave(out.Go(self.story.first))
            case "finish":
                self._finish(data, line)
            case "ending":
                self._leave(out.End())
            case "page_break":
                if not self.fresh:
                    self._button(data, "Next", line, None)
            case "line_break":
                if self.line:
                    self.line.append(out.LineBreak())
            case "print":
                self.text(f"${{{data}}}", line)
            case "input_text" | "input_number":
                self._input(node, source)
            case "achieve":
                self._tag("achievement", data)
                self.story.count("achievements, as tags")
            case "image" | "text_image" | "sound":
                self._tag(TAGS[name], data.partition(" ")[0])
                self.story.count("pictures and sounds, as tags")
            case "link" | "link_button":
                self.text(data.partition(" ")[2] or data, line)
                self.story.count("links to the web, as text")
            case "create":
                # A scene that begins anew makes its variables anew.
                if self.story.comes_back(self.writer.file) and not data.lower().startswith("implicit_control_flow"):
                    self._set(node, source)
            case "hide_reuse" | "disable_reuse" | "allow_reuse":
                self.writer.reuse = name.partition("_")[0]
            case "else" | "elseif" | "elsif":
                raise Unsayable("no `*if` stands directly before this")
            case _ if name in PAGE:
                self.story.count("commands for the page around the story, left out")
            case _:
                raise Unsayable(f"`*{name}` has no counterpart here")

    def _tag(self, name: str, value: str) -> None:
        made = tag_with(name, value)
        for number in range(len(self.out) - 1, -1, -1):
            last = self.out[number]
            if isinstance(last, out.DraftProse) and not self.line:
                self.out[number] = replace(last, tags=(*last.tags, made))
                return
            if not isinstance(last, out.Logic | out.Comment | out.DraftBreak):
                break
        self.tags.append(made)

    # ------------------------------------------------------------ moves

    def _leave(self, to: out.MoveTo) -> None:
        self.add(out.DraftMove(to))
        self.goes_on = False

    def _finish(self, words: str, line: int) -> None:
        scene = self.story.next_scene(self.writer.file)
        if scene is None:
            self._leave(out.End())
        elif self.fresh:
            self._leave(out.Go(scene))
        else:
            self._button(words, "Next Chapter", line, out.Go(scene))
            self.goes_on = False

    def _button(self, words: str, default: str, line: int, move: out.MoveTo | None) -> None:
        """A choice of one, as `*page_break` and `*finish` make them."""
        self.paragraph()
        self._apart()
        self.source = (words, line)
        self.out.append(out.DraftChoice(self.reader.read(words or default), False, move=move, source=words, line=line))
        self.fresh = True

    def _apart(self) -> None:
        """Keep a menu apart from one directly before it."""
        for last in reversed(self.out):
            if isinstance(last, out.DraftBreak | out.Comment | out.Todo):
                continue
            if _offers(last):
                self.out.append(out.DraftPoint())
            return

    def _target(self, node: PlainCommand) -> str:
        words = node.data.split()
        if not words or "{" in node.data or "[" in node.data:
            raise Unsayable("where this goes is known only while playing")
        if node.name.endswith("scene"):
            file, label = words[0], words[1] if len(words) > 1 else ""
        else:
            file, label = self.writer.file, words[0]
        target = self.story.target(file, label)
        if target is None:
            raise Unsayable(f"there is no label `{label}`" if label else f"there is no scene `{file}`")
        own = self.story.target(self.writer.file, "")
        return target.removeprefix(f"{own}.") if own else target

    def _visit(self, node: PlainCommand, source: str) -> None:
        words = node.data.split()
        scene = node.name == "gosub_scene"
        target = self._target(node)
        file = words[0] if scene else self.writer.file
        label = words[1] if scene and len(words) > 1 else "" if scene else words[0]
        given = read_several(" ".join(words[2:] if scene else words[1:]), self.scope)
        names = self.story.parameters(file, label)
        if len(given) > len(names):
            raise Unsayable("a subroutine that is given more than its `*params` names")
        for name, value in zip(names, given, strict=False):
            variable = self.story.scope(file)(name)
            self.add(out.Logic(f"{self.story.variable(variable)} = {self.story.coder.code(value)[0]}", source=source))
        if scene or "." in target:
            full = target
        else:
            full = self.story.target(file, label) or target
        self.add(out.DraftMove(out.Go(full, returns=True), source=source, line=node.line))
        self.fresh = False

    # ------------------------------------------------------------ logic

    def _set(self, node: PlainCommand, source: str) -> None:
        """`*set`, `*temp`, `*rand`, and `*create` where it is done again."""
        value: Value
        if node.name == "rand":
            words = read_several(node.data, self.scope)
            if len(words) != 3 or not isinstance(words[0], SourceVariable):
                raise Unsayable("this draw cannot be read")
            variable, value = words[0], SourceCall("random", (words[1], words[2]))
        elif node.name in ("temp", "create"):
            name, _, rest = node.data.partition(" ")
            variable = self.scope(name.lower()) if node.name == "temp" else SourceVariable(name.lower())
            if not rest.strip():
                return
            value = read_value(rest, self.scope)
        else:
            variable, value = read_setting(node.data, self.scope)
        coder = self.story.coder
        if variable in coder.types.mixed:
            raise Unsayable(f"`{variable.name}` holds values of two types")
        code, kind = coder.code(value)
        known = coder.types.of.get(variable)
        if known is None:
            raise Unsayable(f"there is no variable `{variable.name}`")
        if known == TEXT and kind == NUMBER:
            code, kind = coder.text(value), TEXT
        if kind != known:
            raise Unsayable("a value of another type than the variable's")
        written = self.story.variable(variable)
        operator = "="
        match value:
            case Operation("+" | "-" as sign, (left, right)) if left == variable:
                operator, code = f"{sign}=", coder.number(right)
            case Operation("&", (left, right)) if left == variable:
                operator, code = "+=", coder.text(right)
            case _:
                pass
        self.add(out.Logic(f"{written} {operator} {code}", source=source, line=node.line))

    def _input(self, node: PlainCommand, source: str) -> None:
        words = read_several(node.data.partition(" ")[0], self.scope)
        variable = words[0] if words else None
        if not isinstance(variable, SourceVariable):
            raise Unsayable("where the answer goes is known only while playing")
        coder = self.story.coder
        name, kind = coder.code(variable)
        prompt = variable.name.rpartition("|")[2].replace("_", " ").strip()
        prompt = f"{prompt[:1].upper()}{prompt[1:]}?"
        self.story.count("questions that had no words; they ask by the variable's name")
        self.paragraph()
        if node.name == "input_text":
            if kind != TEXT:
                raise Unsayable("the answer is no text")
            self.add(out.DraftAsk(name, (prompt,), source=source, line=node.line))
        else:
            bounds = read_several(node.data.partition(" ")[2], self.scope)
            low, high = bounds if len(bounds) == 2 else (None, None)
            if kind != NUMBER or not (isinstance(low, Literal) and isinstance(high, Literal)):
                raise Unsayable("a number between bounds that are known only while playing")
            answer = self.story.new_name(f"{name}_answer")
            self.add(out.Logic(f"let {answer}: {low.value}..{high.value} = {low.value}", source=source, line=node.line))
            self.add(out.DraftAsk(answer, (prompt,), source=source, line=node.line))
            self.add(out.Logic(f"{name} = {answer}", source=source, line=node.line))
        self.fresh = True


def _offers(node: out.Statement) -> bool:
    """Whether a statement holds a choice on its level, so that one beside it would join its menu."""
    if isinstance(node, out.DraftChoice):
        return True
    return isinstance(node, out.DraftIf) and any(
        _offers(one) for arm in (*(arm for _, arm in node.branches), node.otherwise) for one in arm
    )
