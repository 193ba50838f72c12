"""Brings a draft to files that check: what cannot be kept becomes a `// TODO` with the source line.

An importer translates what it understands; whether types and ways fit together, the checker knows best. So it is
asked: the statement at whose line it finds an error is first written with more escapes, if it has a text, and then
gives way to a TODO that says what was found. This ends: each round turns a statement into a comment or ends a scene.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from engine.check.checker import check
from engine.diagnostics import Diagnostic, Report
from engine.importers.builder.printing import Maker, Printed, print_file
from engine.importers.builder.spacing import alternatives_of, left_out
from engine.importers.builder.text import ALL
from engine.importers.builder.tree import (
    Comment,
    Declaration,
    Draft,
    DraftBreak,
    DraftChoice,
    DraftFor,
    DraftIf,
    DraftMove,
    DraftProse,
    DraftScene,
    DraftVary,
    End,
    File,
    Statement,
    Text,
    Todo,
)
from engine.source import ReadProblem
from engine.syntax.formatter import FormatError, format_text
from engine.syntax.parser import parse_file

# What the ways through a story show; other mistakes may be their reason, so they wait until those are mended.
OF_WAYS = frozenset(f"NC{number}" for number in range(301, 320)) - {"NC304", "NC315"}
# The first character of a line is escaped, before all of it is.
FIRST_EFFORT = 1
MOST_ROUNDS = 40
FOLDER = Path("/import")


@dataclass(frozen=True, slots=True)
class TodoPlace:
    """A line of the finished story that a person has to decide."""

    file: str
    line: int
    text: str


class Finished(NamedTuple):
    """The files of a story by their names, main file first; what is left to decide; what there is to count.

    `unsolved` are errors of the checker that no rule here could mend; without them the story checks.
    """

    files: dict[str, str]
    todos: list[TodoPlace]
    counts: dict[str, int]
    unsolved: list[Diagnostic]


def finish(draft: Draft) -> Finished:
    """The story as formatted files that check."""
    finisher = Finisher(draft)
    errors: list[Diagnostic] = []
    for _ in range(MOST_ROUNDS):
        errors = finisher.errors()
        if not errors or not finisher.mend(errors):
            break
    texts: dict[str, str] = {}
    for name, printed in finisher.printed.items():
        texts[name] = _formatted(printed.text, name)
    todos = [
        TodoPlace(name, number, line.strip().removeprefix("// TODO "))
        for name, text in texts.items()
        for number, line in enumerate(text.split("\n"), 1)
        if line.lstrip().startswith("// TODO ")
    ]
    return Finished(texts, todos, counts_of(finisher.files, draft.counts), errors)


def _formatted(text: str, name: str) -> str:
    try:
        return format_text(text, name, Report()) or text
    except FormatError:
        return text


class Finisher:
    """The files of a draft while they are being mended."""

    def __init__(self, draft: Draft) -> None:
        self.files = list(draft.files)
        casts = [value for key, value in self.files[0].entries if key == "cast"]
        self.cast = tuple(name.strip() for name in ",".join(casts).split(",") if name.strip())
        self.efforts: dict[int, int] = {}
        self.printed: dict[str, Printed] = {}

    def errors(self) -> list[Diagnostic]:
        """Print all files anew, and say what the checker finds wrong in them."""
        self.printed = {
            file.name: print_file(file, self.cast, lambda node: self.efforts.get(id(node), 0)) for file in self.files
        }
        report = Report()
        tree = parse_file(FOLDER / self.files[0].name, report, self._read)
        check(tree, report)
        return [one for one in report.sorted() if one.severity == "error"]

    def _read(self, path: Path) -> bytes | ReadProblem:
        name = path.relative_to(FOLDER.resolve()).as_posix() if path.is_relative_to(FOLDER.resolve()) else path.name
        printed = self.printed.get(name)
        if printed is None:
            return ReadProblem("NC001", f"there is no file `{name}`")
        return printed.text.encode("utf-8", "replace")

    def mend(self, errors: list[Diagnostic]) -> bool:
        """Mend what the errors show; false if nothing can be done about any of them."""
        causes = [one for one in errors if one.code not in OF_WAYS] or errors
        instead: dict[int, tuple[Statement, ...]] = {}
        ended: set[int] = set()
        done = False
        for one in causes:
            maker = self._maker(one)
            effort = self.efforts.get(id(maker), 0)
            if isinstance(maker, DraftProse | DraftChoice) and _is_of_reading(one) and effort < ALL:
                self.efforts[id(maker)] = FIRST_EFFORT if effort < FIRST_EFFORT else ALL
                done = True
            elif one.code == "NC301":
                scene = self._scene_at(one)
                if scene is not None:
                    ended.add(id(scene))
            elif isinstance(maker, Statement) and not isinstance(maker, Todo | Comment):
                instead[id(maker)] = (Todo(one.message, source=maker.source, line=maker.line),)
        if instead or ended:
            self.files = [_changed_file(file, instead, ended) for file in self.files]
            done = True
        return done

    def _printed_at(self, one: Diagnostic) -> Printed | None:
        for name, printed in self.printed.items():
            if one.span.file.endswith(f"/{name}"):
                return printed
        return None

    def _maker(self, one: Diagnostic) -> Maker:
        printed = self._printed_at(one)
        number = one.span.line - 1
        return printed.makers[number] if printed is not None and number < len(printed.makers) else None

    def _scene_at(self, one: Diagnostic) -> DraftScene | None:
        printed = self._printed_at(one)
        makers = printed.makers[: one.span.line] if printed is not None else ()
        return next((maker for maker in reversed(makers) if isinstance(maker, DraftScene)), None)


def _is_of_reading(one: Diagnostic) -> bool:
    """Whether a text was taken for something else: more escapes may help."""
    return one.code[2] == "0" or one.code == "NC304"


def _changed_file(file: File, instead: dict[int, tuple[Statement, ...]], ended: set[int]) -> File:
    scenes = []
    for scene in file.scenes:
        body = _changed(scene.body, instead)
        if id(scene) in ended:
            body = (*body, DraftBreak(), Todo("the source does not say how it goes on here"), DraftMove(End()))
        scenes.append(scene if body is scene.body else replace(scene, body=body))
    return replace(file, scenes=tuple(scenes), declarations=_changed(file.declarations, instead))


def _changed(body: tuple[Statement, ...], instead: dict[int, tuple[Statement, ...]]) -> tuple[Statement, ...]:
    """A block with some of its statements exchanged; the same object where nothing changes."""
    changed: list[Statement] = []
    is_new = False
    for node in body:
        if id(node) in instead:
            changed += instead[id(node)]
            is_new = True
            continue
        new = _changed_inside(node, instead)
        is_new = is_new or new is not node
        changed.append(new)
    return tuple(changed) if is_new else body


def _changed_inside(node: Statement, instead: dict[int, tuple[Statement, ...]]) -> Statement:
    if isinstance(node, DraftChoice | DraftFor | Declaration):
        body = _changed(node.body, instead)
        return node if body is node.body else replace(node, body=body)
    if isinstance(node, DraftVary):
        items = tuple(_changed(item, instead) for item in node.items)
        return (
            node if all(new is old for new, old in zip(items, node.items, strict=True)) else replace(node, items=items)
        )
    if isinstance(node, DraftIf):
        branches = tuple((condition, _changed(block, instead)) for condition, block in node.branches)
        otherwise = _changed(node.otherwise, instead)
        same = all(new[1] is old[1] for new, old in zip(branches, node.branches, strict=True))
        return node if same and otherwise is node.otherwise else replace(node, branches=branches, otherwise=otherwise)
    return node


# ---------------------------------------------------------------- counting


def counts_of(files: list[File], counts: dict[str, int]) -> dict[str, int]:
    """How much there is of what, with what the importer has counted itself behind it."""
    words = choices = dropped = 0
    for file in files:
        for scene in file.scenes:
            for node in walk(scene.body):
                if isinstance(node, DraftProse | DraftChoice):
                    words += len(" ".join(strings(node.text)).split())
                    dropped += sum(map(left_out, strings(node.text)))
                choices += isinstance(node, DraftChoice) and all(guard.kind != "otherwise" for guard in node.guards)
    told = {"scenes": sum(len(file.scenes) for file in files), "choices": choices, "words": words}
    if dropped:
        told["characters that a story may not hold, left out"] = dropped
    return told | counts


def walk(body: tuple[Statement, ...]) -> Iterator[Statement]:
    """All statements of a block, also those inside others."""
    for node in body:
        yield node
        if isinstance(node, DraftChoice | DraftFor | Declaration):
            yield from walk(node.body)
        elif isinstance(node, DraftVary):
            for item in node.items:
                yield from walk(item)
        elif isinstance(node, DraftIf):
            for _, block in node.branches:
                yield from walk(block)
            yield from walk(node.otherwise)


def strings(text: Text) -> Iterator[str]:
    """The plain parts of a text, also those inside forms."""
    for piece in text:
        if isinstance(piece, str):
            yield piece
        else:
            for items in alternatives_of(piece):
                yield from strings(items)
