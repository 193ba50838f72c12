"""Reads a whole story: its file, the files it includes, and all their scenes, with every mistake in one run."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Transformer
from lark.exceptions import UnexpectedToken

from engine.diagnostics import Report
from engine.source import MAX_BYTES, ReadProblem, Source, read_bytes, source_from_bytes, source_from_text
from engine.syntax.grammars import token_parser
from engine.syntax.header import Head, HeadReader, Include
from engine.syntax.lexeme import Lexeme
from engine.syntax.lines import LineReader, SceneTokens
from engine.syntax.reading import Reader
from engine.syntax.text import read_line
from engine.syntax.tree import Body, Choice, If, Line, Scene, Story, Vary

MOST_FILES = 500


def parse_file(path: Path | str, report: Report) -> Story:
    """The syntax tree of the story in a file and the files that it includes. Mistakes go to the report."""
    path = Path(path)
    name = path.as_posix()
    data = read_bytes(path)
    if isinstance(data, ReadProblem):
        report.problem(Source(name, ""), data)
        return Story((Source(name, ""),), (), (), ())
    source, problems = source_from_bytes(name, data)
    return _parse(source, problems, path, report)


def parse_text(text: str, name: str, report: Report) -> Story:
    """The syntax tree of a story in memory, which cannot include files."""
    source, problems = source_from_text(name, text)
    return _parse(source, problems, None, report)


def _parse(source: Source, problems: list[ReadProblem], path: Path | None, report: Report) -> Story:
    files = Files(path, report)
    files.add(source, problems, path, ())
    heads = files.heads
    main = heads[0][1]
    cast = tuple(
        name.strip() for entry in main.entries if entry.key == "cast" for name in entry.value.split(",") if name.strip()
    )
    scenes: list[Scene] = []
    for one, head in heads:
        reader = Reader(one, report)
        for tokens in LineReader(reader, cast).read(head.scenes_at):
            scenes.append(_scene(tokens, reader))
    _report_strays(heads, bool(scenes), bool(problems), report)
    status = next((entry for entry in main.entries if entry.key == "status"), None)
    return Story(
        tuple(one for one, _ in heads),
        tuple(entry for _, head in heads for entry in head.entries),
        tuple(declaration for _, head in heads for declaration in head.declarations),
        tuple(scenes),
        _status(source, status, report),
    )


def _status(source: Source, entry: Any, report: Report) -> Line | None:
    if entry is None:
        return None
    return read_line(Reader(source, report), entry.value_at, entry.end, moves=False)


def _report_strays(heads: list[tuple[Source, Head]], has_scenes: bool, unreadable: bool, report: Report) -> None:
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


class Files:
    """Reads a story's files, each once, and only inside the folder of the first."""

    def __init__(self, path: Path | None, report: Report) -> None:
        self.report = report
        self.folder = path.resolve().parent if path is not None else None
        self.shown_folder = path.parent if path is not None else None
        self.heads: list[tuple[Source, Head]] = []
        self.known: set[Path] = set()
        self.size = 0

    def add(self, source: Source, problems: list[ReadProblem], path: Path | None, chain: tuple[Path, ...]) -> None:
        """Read the head of a source, then the files that it includes. `chain` are the files that led here."""
        for problem in problems:
            self.report.problem(source, problem)
        head = HeadReader(Reader(source, self.report)).read()
        self.heads.append((source, head))
        if path is not None:
            chain = (*chain, path.resolve())
            self.known.add(path.resolve())
        for include in head.includes:
            self._include(source, include, path, chain)

    def _include(self, source: Source, include: Include, path: Path | None, chain: tuple[Path, ...]) -> None:
        def error(message: str, hint: str | None = None) -> None:
            self.report.error("NC030", source.span(include.at, include.end), message, hint)

        if path is None or self.folder is None or self.shown_folder is None:
            error("a story that is not a file cannot include files")
            return
        wanted = Path(include.path)
        if wanted.is_absolute() or "\\" in include.path or include.path[1:2] == ":":
            error("an included file is named by its path from here, with `/`", "for example `chapters/hotel.story`")
            return
        if wanted.suffix != ".story":
            error("the name of an included file ends in `.story`")
            return
        try:
            real = (path.resolve().parent / wanted).resolve()
        except (OSError, RuntimeError, ValueError):
            error(f"`{include.path}` cannot be followed to a file")
            return
        if not real.is_relative_to(self.folder):
            error(f"`{include.path}` lies outside the story's folder", "move the file into the folder of the story")
        elif real in chain:
            way = " -> ".join(one.name for one in (*chain[chain.index(real) :], real))
            error(f"`{include.path}` includes itself: {way}", "delete this line")
        elif real in self.known:
            error(f"`{include.path}` is included already", "delete this line; the order of files does not matter")
        elif len(self.known) >= MOST_FILES:
            error(f"a story has {MOST_FILES} files at the most")
        else:
            self._read(real, error, chain)

    def _read(self, real: Path, error: Any, chain: tuple[Path, ...]) -> None:
        assert self.folder is not None and self.shown_folder is not None
        self.known.add(real)
        name = (self.shown_folder / real.relative_to(self.folder)).as_posix()
        data = read_bytes(real)
        if isinstance(data, ReadProblem):
            error(data.message.replace(str(real), name))
            return
        self.size += len(data)
        if self.size > MAX_BYTES:
            error(f"the story is larger than {MAX_BYTES // 1024 // 1024} MB with this file")
            return
        source, problems = source_from_bytes(name, data)
        self.add(source, problems, real, chain)


# ---------------------------------------------------------------- scenes


@cache
def scene_parser() -> Lark:
    """The parser for the lines of one scene."""
    return token_parser("story.lark", "scene", SceneTree())


def _scene(scene: SceneTokens, reader: Reader) -> Scene:
    def report_misplaced(error: UnexpectedToken) -> bool:
        token = error.token
        if isinstance(token, Lexeme) and token.type in MISPLACED:
            message, hint = MISPLACED[token.type]
            reader.error("NC015", token.at, token.end, message, hint)
        # Parsing goes on without the token; the INDENT and DEDENT around its block are dropped the same way.
        return isinstance(token, Lexeme)

    result = scene_parser().parse(scene.tokens, on_error=report_misplaced)  # type: ignore[arg-type]
    heading, properties, body = result  # type: ignore[misc]
    return Scene(reader.source, heading, properties, body, scene.end)


MISPLACED = {
    "ELIF": ("there is no `~ if` above this `~ elif`", "it stands right below the block of its `~ if`"),
    "ELSE": ("there is no `~ if` above this `~ else`", "it stands right below the block of its `~ if`"),
}


class SceneTree(Transformer[Any, Any]):
    """One method for each rule of story.lark. Lines that could not be read have no node and are left out."""

    def scene(self, parts: list[Any]) -> tuple[Any, Any, Body]:
        return parts[0].value, tuple(token.value for token in parts[1:-1]), parts[-1]

    def body(self, statements: list[Any]) -> Body:
        nodes = [item.value if item.__class__ is Lexeme else item for item in statements]
        return tuple([node for node in nodes if node is not None])

    def block(self, parts: list[Any]) -> Body:
        return parts[1]  # type: ignore[no-any-return]

    def choice(self, parts: list[Any]) -> Choice:
        node: Choice = parts[0].value
        if len(parts) == 1:
            return node
        place = node.at, node.end, node.once, node.label, node.label_at
        return Choice(*place, node.guards, node.line, node.source, parts[1])

    def condition(self, parts: list[Any]) -> If:
        pairs = list(zip(parts[::2], parts[1::2], strict=True))
        branches = tuple((token.value, body) for token, body in pairs if token.type != "ELSE")
        otherwise = next((body for token, body in pairs if token.type == "ELSE"), ())
        return If(parts[0].at, branches, otherwise)

    def variation(self, parts: list[Any]) -> Vary:
        return Vary(parts[0].at, parts[0].end, parts[0].value.kind, tuple(parts[2:-1]))

    def item(self, parts: list[Any]) -> Body:
        first: Body = parts[0].value or ()
        return first + parts[1] if len(parts) > 1 else first
