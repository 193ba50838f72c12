"""What can be done at a place: corrections, a stub for a scene that is not there, a label that keeps saved plays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from engine.check.blocks import statements_of
from engine.diagnostics import Diagnostic, Edit, Report, replaced
from engine.fixes import chosen
from engine.lsp.edited_story import ParsedStory
from engine.named_tuples import NamedTuple
from engine.patterns import compiled, regex
from engine.program.slugs import slug_of
from engine.source import Read, ReadProblem, Source, source_from_bytes
from engine.symbols.index import Index
from engine.syntax.parser import parse_part
from engine.syntax.tree import ChoiceStatement, Scene

WORD = regex(r"\w+")


class EditorAction(NamedTuple):
    """Something that can be done: what it is called, its kind in the protocol, its edits, what it settles."""

    title: str
    kind: str
    edits: list[Edit]
    preferred: bool = False
    settles: Diagnostic | None = None


def corrections(found: list[Diagnostic], file: str, first: int, last: int) -> Iterator[EditorAction]:
    """The fixes of what was found on some lines of a file, and all safe ones of the file."""
    for one in found:
        if one.span.file == file and first <= one.span.line <= last:
            for fix in one.fixes:
                yield EditorAction(fix.title, "quickfix", list(fix.edits), fix.safe, one)
    safe = [fix for fix in chosen(found) if any(edit.span.file == file for edit in fix.edits)]
    if safe:
        edits = [edit for fix in safe for edit in fix.edits]
        yield EditorAction(f"Make all {len(safe)} safe corrections", "source.fixAll.nightcap", edits)


def stubs(index: Index, source: Source, offset: int) -> Iterator[EditorAction]:
    """Write down scenes that are named on a line and are not there yet, behind the last line of this file."""
    line = source.line_of(offset)
    begin = source.starts()[line - 1]
    missing = {
        use.symbol: None
        for use in index.between(source.name, begin, begin + len(source.line(line)))
        if use.symbol.kind == "scene" and not index.definitions(use.symbol)
    }
    end = len(source.text)
    before = "" if source.text.endswith("\n\n") else "\n" if source.text.endswith("\n") else "\n\n"
    for symbol in missing:
        lines = f"== {symbol.name}\n// TODO: write this scene\n-> end\n"
        yield EditorAction(f"Write the scene `{symbol.name}`", "quickfix", [replaced(source, end, end, before + lines)])


def labels(parsed: ParsedStory, source: Source, offset: int, saved: Read) -> Iterator[EditorAction]:
    """Give the choice at a place a label: with the name by which saved plays know it, in the file as it was saved."""
    scene = _scene_at(parsed, source, offset)
    if scene is None:
        return
    choices = _choices_of(scene)
    base = scene.source.base_at
    line = source.line_of(offset)
    choice = next((one for one in choices if source.line_of(base + one.at) == line), None)
    if choice is None or choice.label is not None or not choice.source:
        return
    known = slug_of(choice.source)
    before = _reworded(scene, choices.index(choice), len(choices), saved)
    taken = {one.label for one in choices}
    label = _label_for(known, taken)
    at = base + (choice.guards[0].at if choice.guards else choice.at)
    if before is not None and before != known:
        title = f"Keep saved plays: this choice was `{before}`"
        yield EditorAction(title, "quickfix", [replaced(source, at, at, f"({label} was {before}) ")], True)
    elif known:
        title = "Give this choice a label, by which saved plays will know it"
        yield EditorAction(title, "refactor.rewrite", [replaced(source, at, at, f"({label} was {known}) ")])


def _reworded(scene: Scene, number: int, count: int, saved: Read) -> str | None:
    """The slug that the choice had in the saved file, if its scene has as many choices there."""
    data = saved(Path(scene.source.name))
    if isinstance(data, ReadProblem):
        return None
    source, _ = source_from_bytes(scene.source.name, data)
    begins = compiled(rf"^==[ \t]*{re.escape(scene.name)}\b", re.MULTILINE).search(source.text)
    if begins is None:
        return None
    ends = source.text.find("\n==", begins.end())
    text = source.text[begins.start() : len(source.text) if ends < 0 else ends + 1]
    for old in parse_part(Source(source.name, text), (), Report()).scenes[:1]:
        choices = _choices_of(old)
        if len(choices) == count and choices[number].label is None:
            return slug_of(choices[number].source) or None
    return None


def _label_for(slug: str, taken: set[str | None]) -> str:
    words = [one for one in WORD.findall(slug.replace("-", " ")) if not one[0].isdigit()]
    label = "_".join(words[:2]) or "choice"
    number = 2
    unique = label
    while unique in taken:
        unique, number = f"{label}_{number}", number + 1
    return unique


def _scene_at(parsed: ParsedStory, source: Source, offset: int) -> Scene | None:
    for scene in parsed.story.scenes:
        base = scene.source.base_at
        if scene.source.name == source.name and base + scene.heading.at <= offset <= base + scene.end:
            return scene
    return None


def _choices_of(scene: Scene) -> list[ChoiceStatement]:
    return [one for one in statements_of(scene.body) if isinstance(one, ChoiceStatement)]
