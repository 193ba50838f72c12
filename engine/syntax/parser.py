"""Reads a whole story: its file, the files it includes, and all their scenes, with every mistake in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from engine.data_classes import replace
from engine.diagnostics import Fix, Report, replaced
from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.slips import Slip, SlipKind
from engine.source import Read, ReadProblem, Source, read_bytes, source_from_bytes, source_from_text
from engine.syntax.files import Files
from engine.syntax.header import FileHead, HeadReader
from engine.syntax.lines import SceneLineReader
from engine.syntax.messages import LONGEST, shortened
from engine.syntax.nesting import parse_tokens
from engine.syntax.points import with_points
from engine.syntax.reading import PieceReader
from engine.syntax.text import read_line
from engine.syntax.tree import (
    Declaration,
    Def,
    For,
    HeaderEntry,
    Line,
    Point,
    Scene,
    StoryTree,
    UnreadableDeclaration,
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


def parse_part(source: Source, cast: tuple[str, ...], report: Report) -> StoryTree:
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


# `cast: Ada, Bob,`, right above a line that goes on with it.
CAST_ABOVE = regex(r"(?:\A|(?<=\n))cast:[ \t]*+(?P<names>[^\n]*,)[ \t]*+\n[ \t]*+\Z")
# `bag var: set of rope`
TURNED = regex(r"(?P<name>[^\W\d]\w*)[ \t]+(?P<word>var|const|def|extern)\b(?P<rest>[ \t]*[:=(][^\n]*)")


# A cast as a list of YAML: `cast:`, and each name on a line behind a dash.
CAST_LIST = regex(r"(?:\A|(?<=\n))cast:[ \t]*+(?P<names>(?:\n[ \t]*+[-*+][ \t]++[^\n]++)+)\Z")
ITEM = regex(r"[-*+][ \t]+([^\n]*[^\s,])")
LIST_LINE = regex(r"[ \t]*+[-*+][ \t]++[^\n]++(?:\n|\Z)")


def _end_of_list(text: str, at: int) -> int:
    """Where the lines end that begin with a dash, from the line of an offset on."""
    at = text.rfind("\n", 0, at) + 1
    while (found := LIST_LINE.match(text, at)) is not None:
        at = found.end()
    return at - (text[at - 1 : at] == "\n")


def _report_strays(heads: list[tuple[Source, FileHead]], has_scenes: bool, unreadable: bool, report: Report) -> None:
    """Text outside any scene; a story without a scene."""
    for number, (source, head) in enumerate(heads):
        if head.first_stray is None:
            continue
        if number == 0 and not has_scenes:
            break
        message = "only `key: value` lines and declarations can stand before the first scene"
        hint = "put prose and choices below a `== name` line"
        fixes: tuple[Fix, ...] = ()
        cast = CAST_ABOVE.search(source.text, 0, head.first_stray[0])
        if cast is not None:
            names = f"{cast['names']} {source.text[slice(*head.first_stray)].strip()}"
            message, hint = "the names of a cast stand on one line", f"write `cast: {shortened(names, LONGEST)}`"
            written = f"cast: {names}"
            fixes = (Fix(hint, (replaced(source, cast.start(), head.first_stray[1], written),)),)
        listed = CAST_LIST.search(source.text, 0, _end_of_list(source.text, head.first_stray[0]))
        if listed is not None:
            names = ", ".join(ITEM.findall(listed["names"]))
            message, hint = "the names of a cast stand on one line", f"write `cast: {shortened(names, LONGEST)}`"
            fixes = (Fix(f"write `cast: {shortened(names)}`", (replaced(source, *listed.span(), f"cast: {names}"),)),)
        turned = TURNED.match(source.text, head.first_stray[0])
        if turned is not None:
            hint = f"write `{turned['word']} {turned['name']}{shortened(turned['rest'], LONGEST)}`"
        report.error(
            "NC010", source.span(*head.first_stray), message, hint, fixes=fixes, slip=Slip(SlipKind.STRAY_LINE)
        )
    if not has_scenes and not unreadable:
        source, head = heads[0]
        at, end = head.first_stray or (0, 1)
        hint = "a scene begins with a line such as `== bar: The bar`"
        report.error("NC016", source.span(at, end), "this story has no scene", hint)
