"""Prints a line from its nodes: the mark it begins with, what stands behind it, its tags and its comment."""

from __future__ import annotations

from engine.syntax.header import FileHead
from engine.syntax.lexeme import Lexeme
from engine.syntax.printing.expressions import (
    print_declaration,
    print_inline,
    print_move,
    print_name_and_value,
    print_parameters,
    print_target,
    print_value,
)
from engine.syntax.printing.text import print_line, print_rest
from engine.syntax.reading import BLANKS, PieceReader, without_tags
from engine.syntax.text import read_line
from engine.syntax.tree import (
    Ask,
    BlockStatement,
    ChoiceStatement,
    Do,
    Each,
    Expression,
    For,
    Guard,
    HeaderEntry,
    Heading,
    Jump,
    Let,
    Name,
    Point,
    Property,
    Prose,
    Return,
    Set,
    Thread,
    Vary,
)


def print_head(reader: PieceReader, head: FileHead) -> dict[int, tuple[str, str]]:
    """What stands on the lines before the first scene, by line number, and the comment behind it."""
    source = reader.source
    printed = {}

    def add(at: int, line: str) -> None:
        end = source.text.find("\n", at)
        end = len(source.text) if end < 0 else end
        printed[source.line_of(at)] = line, source.text[reader.end_of_line(at, end) : end].strip(BLANKS)

    for entry in head.entries:
        add(entry.at, _entry(reader, entry))
    for include in head.includes:
        add(include.at, f"include {source.text[include.at : include.end]}")
    for node in head.declarations:
        add(node.at, print_declaration(source.text, node))
    return printed


def _entry(reader: PieceReader, entry: HeaderEntry) -> str:
    if entry.key == "status":
        line = read_line(reader, entry.value_at, entry.end, moves=False)
        return print_line(reader, "status:", line, entry.value_at, entry.end)
    touches = reader.source.text[entry.value_at - 1] == ":" and entry.value.startswith("//")
    return f"{entry.key}:{'' if touches or not entry.value else ' '}{entry.value}"


def print_token(reader: PieceReader, token: Lexeme, end: int) -> str:
    """A line of a scene with its comment, or all lines of a stretch of prose, which ends at `end`."""
    text, node = reader.source.text, token.value
    if isinstance(node, Prose):
        return _prose(reader, "", node, end)
    if isinstance(node, ChoiceStatement):
        label = f" ({node.label}{_was(node.was)})" if node.label else ""
        mark = ("*" if node.once else "+") + label + _guards(reader, node.guards)
        if node.loop is not None:
            mark += f" for {node.loop.name} in {print_value(text, node.loop.value)}:"
        return print_line(reader, mark, node.line, node.line.at, end)
    if isinstance(node, Ask):
        return print_line(reader, f"~ ask {node.name}:", node.prompt, node.prompt.at, end)
    if token.type == "ITEM":
        return _item(reader, token, end)
    if isinstance(node, Jump):
        return print_move(text, node.move) + print_rest(reader, node.move.end, end)
    stop = reader.end_of_line(token.at, end)
    if isinstance(node, Point):
        named = f" {node.name}" + (f" ({_was(node.was).lstrip()})" if node.was else "") if node.name else ""
        return f"--{named}" + print_rest(reader, stop, end)
    if isinstance(node, Heading):
        return _heading(reader, node, stop) + print_rest(reader, stop, end)
    return _logic(reader, token, stop) + print_rest(reader, stop, end)


def _logic(reader: PieceReader, token: Lexeme, end: int) -> str:
    text, node = reader.source.text, token.value
    if isinstance(node, Set):
        return f"~ {node.name} {node.operator} {print_value(text, node.value)}"
    if isinstance(node, Let):
        return f"~ let {print_name_and_value(text[node.at : end], node.name, node.type, node.value)}"
    if isinstance(node, Property):
        return f"~ {node.kind}" + (f" {print_value(text, node.value)}" if node.value else "")
    if isinstance(node, Vary):
        return f"~ {node.kind}:"
    if isinstance(node, Do):
        return f"~ {print_value(text, node.call)}"
    if isinstance(node, Return):
        return f"~ return {print_value(text, node.value)}"
    if isinstance(node, For):
        return f"~ for {node.name} in {print_value(text, node.value)}:"
    if isinstance(node, Thread):
        return f"<- {print_target(text, node.target, node.arguments)}"
    if isinstance(node, Each):
        visit = " ->" if node.returns else ""
        return f"{'*' if node.once else '+'}{_guards(reader, node.guards)} each #{node.tag}{visit}"
    if isinstance(node, BlockStatement):
        return f"~ {' '.join([node.word, *[print_value(text, one) for one in node.conditions]])}:"
    condition = f" {print_value(text, node)}" if isinstance(node, Expression) else ""
    return f"~ {token.type.lower()}{condition}:"


def _guards(reader: PieceReader, guards: tuple[Guard, ...]) -> str:
    printed = ""
    for guard in guards:
        condition = f" {print_inline(reader.source.text, guard.condition)}" if guard.condition else ""
        inside = guard.kind + condition
        if guard.reason is not None:
            inside = print_line(reader, f"{inside}:", guard.reason, guard.reason.at, guard.end - 1)
        printed += f" {{{inside}}}"
    return printed


def _prose(reader: PieceReader, mark: str, node: Prose, end: int) -> str:
    if node.speaker is not None and "：" in reader.source.text[node.at : node.line.at]:
        head = f"{mark} {node.speaker}：" if mark else f"{node.speaker}："
        return head + print_line(reader, "", node.line, node.line.at, end)
    if node.speaker is not None:
        mark = f"{mark} {node.speaker}:" if mark else f"{node.speaker}:"
    return print_line(reader, mark, node.line, node.line.at, end)


def _item(reader: PieceReader, token: Lexeme, end: int) -> str:
    if not token.value:
        return "-" + print_rest(reader, token.at + 1, end)
    (node,) = token.value
    if isinstance(node, Prose):
        return _prose(reader, "-", node, end)
    return f"- {print_move(reader.source.text, node.move)}{print_rest(reader, node.move.end, end)}"


def _was(names: tuple[Name, ...]) -> str:
    return f" was {', '.join(name.name for name in names)}" if names else ""


def _heading(reader: PieceReader, node: Heading, end: int) -> str:
    text = reader.source.text
    named, tags = without_tags(text[node.at : end].rstrip())
    stop = reader.end_of_expression(node.at, node.at + len(named), ":")
    printed = f"== {node.name}"
    if node.parameters:
        printed += f"({print_parameters(text[node.at : end], node.parameters)})"
    if node.was:
        printed += f" ({_was(node.was).lstrip()})"
    title = text[stop + 1 : node.at + len(named)].rstrip(BLANKS)
    if title:
        # A `//` or `#` that touches the colon is a part of the title.
        touches = title.startswith(("//", "#"))
        printed += f":{'' if touches else ' '}{title.lstrip(BLANKS)}"
    return printed + "".join(f" #{tag}" for tag in tags)
