"""Reads a whole story: its file, the files it includes, and all their scenes, with every mistake in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, cast

from lark import Lark, Transformer

from engine.diagnostics import Report
from engine.named_tuples import NamedTuple
from engine.source import Read, ReadProblem, Source, read_bytes, source_from_bytes, source_from_text
from engine.syntax.files import Files
from engine.syntax.grammars import token_parser
from engine.syntax.header import FileHead, HeadReader
from engine.syntax.lexeme import Lexeme
from engine.syntax.lines import SceneLineReader
from engine.syntax.menus import with_menus
from engine.syntax.points import with_points
from engine.syntax.reading import PieceReader
from engine.syntax.text import read_line
from engine.syntax.tree import (
    BlockStatement,
    Body,
    ChoiceStatement,
    Declaration,
    Def,
    For,
    HeaderEntry,
    If,
    Line,
    Point,
    Property,
    Scene,
    Statement,
    StoryTree,
    UnreadableDeclaration,
    Vary,
)


class ReadScenes(NamedTuple):
    """The scenes of a file, declarations that stand where none can be, and whether no `include` is among them."""

    scenes: list[Scene]
    broken: list[UnreadableDeclaration]
    complete: bool


# What reads the scenes of a source from an offset on, with the cast of the story: `read_scenes`, or one that remembers.
SceneReader = Callable[[Source, int, tuple[str, ...], Report], "ReadScenes"]


def parse_file(
    path: Path | str, report: Report, read: Read = read_bytes, scenes: SceneReader | None = None
) -> StoryTree:
    """The syntax tree of the story in a file and the files that it includes. Mistakes go to the report.

    `read` gives what a file holds; an editor has texts that are not saved yet. `scenes` reads the scenes of a file.
    """
    path = Path(path)
    name = path.as_posix()
    data = read(path)
    if isinstance(data, ReadProblem):
        report.problem(Source(name, ""), data)
        return StoryTree((Source(name, ""),), (), (), (), None, False)
    source, problems = source_from_bytes(name, data)
    return _parse(source, problems, Files(path, report, read), report, scenes or read_scenes)


def parse_text(text: str, name: str, report: Report) -> StoryTree:
    """The syntax tree of a story in memory, which cannot include files."""
    source, problems = source_from_text(name, text)
    return _parse(source, problems, Files(None, report), report, read_scenes)


def parse_stretch(source: Source, cast: tuple[str, ...], report: Report) -> StoryTree:
    """The syntax tree of a stretch of a file, from its beginning or from the heading of a scene on."""
    head = HeadReader(PieceReader(source, report)).read()
    cast = _cast(head.entries) or cast
    declarations = [_with_body(one, PieceReader(source, report), cast) for one in head.declarations]
    found = read_scenes(source, head.scenes_at, cast, report)
    status = next((entry for entry in head.entries if entry.key == "status"), None)
    scenes, declarations = tuple(found.scenes), [*declarations, *found.broken]
    line = _status(source, status, report)
    return StoryTree((source,), head.entries, tuple(declarations), scenes, line, head.complete and found.complete)


def read_scenes(source: Source, at: int, cast: tuple[str, ...], report: Report) -> ReadScenes:
    """The scenes of a source from an offset on."""
    lines = SceneLineReader(PieceReader(source, report), cast)
    return ReadScenes(scenes_of(lines, at), lines.broken, lines.complete)


def scenes_of(lines: SceneLineReader, at: int) -> list[Scene]:
    """The scenes that a reader of lines finds from an offset on."""
    tokens = lines.read(at)
    parsed = parse_tokens(tokens)
    source = lines.reader.source
    # Nearly all files have no points: nobody looks for them in the trees of these.
    has_points = "--" in source.text and any(token.value.__class__ is Point for token in tokens)
    return [
        Scene(
            source,
            heading.value,
            properties,
            with_points(body, heading.value.name) if has_points else body,
            heading.end,
        )
        for heading, properties, body in parsed
    ]


def _parse(
    source: Source, problems: list[ReadProblem], files: Files, report: Report, reading: SceneReader
) -> StoryTree:
    files.read(source, problems)
    heads = files.heads
    main = heads[0][1]
    cast = _cast(main.entries)
    complete, scenes = files.complete, list[Scene]()
    declarations = [
        _with_body(declaration, PieceReader(one, report), cast)
        for one, head in heads
        for declaration in head.declarations
    ]
    for one, head in heads:
        found = reading(one, head.scenes_at, cast, report)
        scenes += found.scenes
        declarations += found.broken
        complete = complete and found.complete
    _report_strays(heads, bool(scenes), bool(problems), report)
    status = next((entry for entry in main.entries if entry.key == "status"), None)
    return StoryTree(
        tuple(one for one, _ in heads),
        tuple(entry for _, head in heads for entry in head.entries),
        tuple(declarations),
        tuple(scenes),
        _status(source, status, report),
        complete,
    )


def cast_of(story: StoryTree) -> tuple[str, ...]:
    """The names in the `cast:` line of a story."""
    return _cast(entry for entry in story.entries if entry.source is story.sources[0])


def _cast(entries: Iterable[HeaderEntry]) -> tuple[str, ...]:
    written = (entry.value for entry in entries if entry.key == "cast")
    return tuple(name.strip() for value in written for name in value.split(",") if name.strip())


def _with_body(node: Declaration, reader: PieceReader, cast: tuple[str, ...]) -> Declaration:
    """A declaration; a function with its body."""
    if not isinstance(node, Def) or node.value is not None:
        return node
    lines = SceneLineReader(reader, cast)
    ((_, _, (head, *_)),) = parse_tokens(lines.read_function(node))
    assert isinstance(head, For), "what stands for its head opens a block like a loop"
    return replace(node, body=head.body)


def _status(source: Source, entry: HeaderEntry | None, report: Report) -> Line | None:
    if entry is None:
        return None
    return read_line(PieceReader(source, report), entry.value_at, entry.end, moves=False)


def _report_strays(heads: list[tuple[Source, FileHead]], has_scenes: bool, unreadable: bool, report: Report) -> None:
    """Text outside any scene; a story without a scene."""
    for number, (source, head) in enumerate(heads):
        if head.first_stray is None:
            continue
        if number == 0 and not has_scenes:
            break
        message = "only `key: value` lines and declarations can stand before the first scene"
        report.error("NC010", source.span(*head.first_stray), message, "put prose and choices below a `== name` line")
    if not has_scenes and not unreadable:
        source, head = heads[0]
        at, end = head.first_stray or (0, 1)
        hint = "a scene begins with a line such as `== bar: The bar`"
        report.error("NC016", source.span(at, end), "this story has no scene", hint)


# ---------------------------------------------------------------- scenes

# Lines below which no block can stand.
RUN = frozenset(("PROSE", "BREAK", "JUMP", "POINT", "LOGIC", "EACH", "THREAD"))
# What the rules made of a rule's parts, which Lark hands on: lexemes, statements, bodies.
Parts: TypeAlias = list[Any]
# A scene's heading, properties and statements.
Block: TypeAlias = tuple[Lexeme, tuple[Property, ...], Body]


@cache
def line_parser() -> Lark:
    """The parser for the lines of a file's scenes."""
    return token_parser("story.lark", "file", SceneBuilder())


def parse_tokens(tokens: list[Lexeme]) -> list[Block]:
    """The scenes that some tokens make. `SceneLineReader` settles every mistake of nesting, so they always fit."""
    return cast(list[Block], line_parser().parse(cast(str, with_runs(tokens))))


def with_runs(tokens: list[Lexeme]) -> list[Lexeme]:
    """The tokens with one for each run of lines without blocks: of most stories the parser has the half to do then."""
    made: list[Lexeme] = []
    run: list[Statement | None] | None = None
    for token in tokens:
        if token.type not in RUN:
            made.append(token)
            run = None
        elif run is None:
            run = [token.value]
            made.append(Lexeme("LINES", token.at, token.end, run))
        else:
            run.append(token.value)
    return made


class SceneBuilder(Transformer[Lexeme, object]):
    """One method for each rule of story.lark. Lines that could not be read have no node and are left out."""

    def file(self, scenes: Parts) -> Parts:
        return scenes

    def scene(self, parts: Parts) -> Block:
        return parts[0], tuple(token.value for token in parts[1:-1]), parts[-1]

    def body(self, statements: Parts) -> Body:
        body: list[Statement] = []
        for item in statements:
            if item.__class__ is Lexeme:
                body += [node for node in item.value if node is not None]
            else:
                body.append(item)
        return tuple(with_menus(body) if any(node.__class__ is If for node in body) else body)

    def block(self, parts: Parts) -> Body:
        return cast(Body, parts[1])

    def choice(self, parts: Parts) -> ChoiceStatement:
        node: ChoiceStatement = parts[0].value
        if len(parts) == 1:
            return node
        place = node.at, node.end, node.once, node.label, node.label_at
        return ChoiceStatement(*place, node.guards, node.line, node.source, parts[1], node.was, node.loop)

    def condition(self, parts: Parts) -> If:
        pairs = list(zip(parts[::2], parts[1::2], strict=True))
        branches = tuple((token.value, body) for token, body in pairs if token.type != "ELSE")
        otherwise = next((body for token, body in pairs if token.type == "ELSE"), ())
        return If(parts[0].at, branches, otherwise)

    def variation(self, parts: Parts) -> Vary:
        return Vary(parts[0].at, parts[0].end, parts[0].value.kind, tuple(parts[2:-1]))

    def with_block(self, parts: Parts) -> Statement:
        node: BlockStatement = parts[0].value
        return node.with_blocks((parts[1],))

    def item(self, parts: Parts) -> Body:
        first: Body = parts[0].value or ()
        return first + parts[1] if len(parts) > 1 else first
