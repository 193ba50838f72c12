"""Writes a scene of ChoiceScript as a scene here: labels become points, options choices, commands logic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.importers.builder import tree as out
from engine.importers.builder.printing import is_empty
from engine.importers.choicescript.commands import Commands, SceneContext
from engine.importers.choicescript.expressions import read_value
from engine.importers.choicescript.tree import (
    Blank,
    Body,
    Chart,
    ChoiceCommand,
    ChoiceOption,
    ChoiceOptionIf,
    IfCommand,
    ListCommand,
    Options,
    PlainCommand,
    ProseLine,
    Statement,
)
from engine.importers.values.tree import Unsayable


class SceneWriter:
    """Writes one scene; `reuse` is what the scene says of options that say nothing themselves."""

    def __init__(self, story: SceneContext, file: str, points: dict[str, str]) -> None:
        self.story = story
        self.file = file
        self.points = points
        self.scope = story.scope(file)
        self.reuse = ""

    def write(self, body: Body) -> out.Body:
        """The body of the scene; a scene that runs out is finished."""
        # A game begins on an empty page.
        block = BlockWriter(self, fresh=self.story.is_beginning(self.file))
        block.statements(body)
        block.flush()
        if block.goes_on:
            block.command(PlainCommand("finish", "", body[-1].line if body and not isinstance(body[-1], Blank) else 0))
        return tuple(block.out)


class BlockWriter(Commands):
    """The statements of one level."""

    # ------------------------------------------------------------ statements

    def statements(self, body: Body) -> None:
        """Write statements. What stands behind a jump, without a label, is never reached: it stays as a comment."""
        for node in body:
            if not self.goes_on and not (isinstance(node, PlainCommand) and node.name == "label"):
                self._unreached(node)
            else:
                self._statement(node)

    def _unreached(self, node: Statement) -> None:
        match node:
            case ProseLine(text):
                self.out.append(out.Comment(f"never reached: {text}"))
            case PlainCommand("comment", data):
                self.out.append(out.Comment(data))
            case Blank() | ListCommand():
                pass
            case PlainCommand(name, data):
                self.out.append(out.Comment(f"never reached: *{name} {data}".strip()))
            case IfCommand(branches, otherwise):
                if any(_has_label(arm) for _, arm in branches) or _has_label(otherwise):
                    self._if(node)
            case ChoiceCommand(options=options) if _has_label((node,)):
                self.out.append(out.Comment("never reached: a choice; what its labels lead to stands below"))
                self._only_labels(options)
            case ChoiceCommand() | Chart():
                self.out.append(out.Comment("never reached: a choice or a chart"))

    def _only_labels(self, options: Options) -> None:
        """Options that are never offered, and into which something goes by a label: what stands there."""
        for option in options:
            if isinstance(option, ChoiceOptionIf):
                for inner in (*(inner for _, inner in option.branches), option.otherwise):
                    self._only_labels(inner)
            elif isinstance(option, ChoiceOption) and _has_label(option.body):
                self.statements(option.body)
                if self.goes_on:
                    self.todo("this option runs on behind its choice", f"#{option.text}", option.line)
                    self._leave(out.End())

    def _statement(self, node: Statement) -> None:
        match node:
            case ProseLine(text, line):
                self.text(text, line)
            case Blank():
                self.paragraph()
            case IfCommand():
                self._if(node)
            case ChoiceCommand():
                self._choice(node)
            case Chart():
                self._chart(node)
            case ListCommand(name):
                self.story.count("achievements, declared" if name == "achievement" else "lists of scenes")
            case PlainCommand():
                self.command(node)

    def _if(self, node: IfCommand) -> None:
        self.flush()
        branches: list[tuple[str, out.Body]] = []
        goes_on, fresh = False, True
        for condition, arm in node.branches:
            code = self.condition(condition, node.line)
            block = self._inner(arm, self.fresh)
            goes_on = goes_on or block.goes_on
            fresh = fresh and (block.fresh or not block.goes_on)
            branches.append((code, tuple(block.out)))
        block = self._inner(node.otherwise, self.fresh)
        goes_on = goes_on or block.goes_on
        self.fresh = fresh and (block.fresh or not block.goes_on)
        if all(is_empty(arm) for _, arm in branches) and is_empty(tuple(block.out)):
            self.out += [one for _, arm in branches for one in arm] + block.out
            return
        self._apart()
        self.out.append(out.DraftIf(tuple(branches), tuple(block.out), line=node.line))
        self.goes_on = goes_on

    def _inner(self, body: Body, fresh: bool = False) -> BlockWriter:
        block = BlockWriter(self.writer, fresh)
        block.statements(body)
        block.flush()
        while block.out and isinstance(block.out[-1], out.DraftBreak):
            block.out.pop()
        self.tags += block.tags
        return block

    def condition(self, source: str, line: int) -> str:
        """A condition as an expression; one that cannot be said is marked, and never holds."""
        try:
            return self.story.coder.truth(read_value(source, self.scope))
        except Unsayable as problem:
            self.out.append(out.Todo(f"{problem}; until then this never holds", source=f"*if {source}", line=line))
            return "false"

    # ------------------------------------------------------------ choices

    def _choice(self, node: ChoiceCommand) -> None:
        self.paragraph()
        if len(node.groups) > 1:
            self.todo("a choice of several things at once", f"*choice {' '.join(node.groups)}", node.line)
            self.add(out.DraftMove(out.End()))
            self.goes_on = False
            return
        self._apart()
        choices, goes_on, always = self._options(node.options)
        self.out += choices
        self.goes_on = goes_on or not always
        if not always and not goes_on:
            # ChoiceScript stops with an error where no option is left.
            self.out += [out.DraftBreak(), out.DraftMove(out.End())]
            self.goes_on = False
        self.fresh = False

    def _options(self, options: Options) -> tuple[list[out.Statement], bool, bool]:
        """Options as choices; whether one of them goes on behind the menu, and whether there is always one."""
        found: list[out.Statement] = []
        goes_on = always = False
        for option in options:
            match option:
                case ChoiceOption():
                    choice, ends = self._option(option, found)
                    found.append(choice)
                    goes_on = goes_on or ends
                    always = always or not (choice.once or choice.guards)
                case ChoiceOptionIf(branches, otherwise, line):
                    arms: list[tuple[str, out.Body]] = []
                    for condition, inner in branches:
                        code = self.condition(condition, line)
                        choices, ends, _ = self._options(inner)
                        arms.append((code, tuple(choices)))
                        goes_on = goes_on or ends
                    choices, ends, _ = self._options(otherwise)
                    goes_on = goes_on or ends
                    found.append(out.DraftIf(tuple(arms), tuple(choices), line=line))
                case PlainCommand("comment", data):
                    found.append(out.Comment(data))
                case PlainCommand(name, data, line):
                    found.append(out.Todo("only options stand in a choice", source=f"*{name} {data}", line=line))
        return found, goes_on, always

    def _option(self, option: ChoiceOption, before: list[out.Statement]) -> tuple[out.DraftChoice, bool]:
        self.source = (option.text, option.line)
        text = self.reader.read(option.text)
        guards: list[out.DraftGuard] = []
        label = None
        reuse = option.reuse or self.writer.reuse
        if option.condition:
            guards.append(out.DraftGuard("if", self.condition(option.condition, option.line)))
        if option.selectable:
            guards.append(out.DraftGuard("needs", self.condition(option.selectable, option.line), ("unavailable",)))
            self.story.count("closed options; ChoiceScript gives no reason, so write one for `unavailable`")
        if reuse == "disable":
            label = self.story.new_name(option.text.lower())
            guards.append(out.DraftGuard("needs", f"not seen({label})", ("already chosen",)))
        if reuse in ("hide", "disable") and self.story.comes_back(self.writer.file):
            why = "a choice is used up for the whole story here, in ChoiceScript until its scene begins anew"
            before.append(out.Todo(why, source=f"*{reuse}_reuse #{option.text}", line=option.line))
        before += self.todos
        self.todos = []
        block = self._inner(option.body, fresh=True)
        choice = out.DraftChoice(
            text,
            reuse == "hide",
            label,
            tuple(guards),
            body=tuple(block.out),
            source=f"#{option.text}",
            line=option.line,
        )
        only = block.out[0] if len(block.out) == 1 else None
        if isinstance(only, out.DraftMove) and not (isinstance(only.to, out.Go) and only.to.returns):
            choice = replace(choice, body=(), move=only.to)
        return choice, block.goes_on

    # ------------------------------------------------------------ charts

    def _chart(self, node: Chart) -> None:
        self.story.count("charts, as lines of text")
        self.paragraph()
        for row in node.rows:
            try:
                shown = out.DraftShow(self.story.coder.code(self.scope(row.variable.lower()))[0])
            except Unsayable as problem:
                self.todo(str(problem), f"{row.kind} {row.variable} {row.label}", node.line)
                continue
            label = self.reader.read(row.label)
            percent: out.Text = ("%",) if row.kind != "text" else ()
            self.line += [*([out.LineBreak()] if self.line else []), *label, ": ", shown, *percent]
        self.paragraph()


def _has_label(body: Body) -> bool:
    for node in body:
        match node:
            case PlainCommand("label"):
                return True
            case IfCommand(branches, otherwise):
                if any(_has_label(arm) for _, arm in branches) or _has_label(otherwise):
                    return True
            case ChoiceCommand(options=options):
                if any(map(_has_label, _bodies(options))):
                    return True
            case _:
                pass
    return False


def _bodies(options: Options) -> Iterator[Body]:
    for option in options:
        if isinstance(option, ChoiceOption):
            yield option.body
        elif isinstance(option, ChoiceOptionIf):
            for inner in (*(inner for _, inner in option.branches), option.otherwise):
                yield from _bodies(inner)
