"""Renames a thing of a story in all its files: the edits, and the proof that every name still means what it meant.

Prose is never touched, because only places of the index are edited. A scene, a label and a choice write their old name
beside the new one, `(was …)`, so that saved paths find them. Whether the new name is free, is no word of the language
and is hidden by nothing is not asked beforehand: the edited story is read, and each of its names must mean the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from engine.characters import in_one_line
from engine.check.blocks import statements_of
from engine.diagnostics import Diagnostic, Edit, Report, replaced
from engine.fixes import edited, overlay
from engine.loading import check_tree
from engine.named_tuples import NamedTuple
from engine.source import Read, ReadProblem, Source, read_bytes
from engine.symbols.index import WORDS, Index, Symbol, Use, index_of
from engine.symbols.places import heading_end
from engine.syntax.reading import NAME, Reader, tags_begin
from engine.syntax.tree import Choice, Heading, Name, Point, Scene, Story

KINDS = (
    "scene",
    "label",
    "variable",
    "constant",
    "function",
    "member",
    "tag",
    "line tag",
    "local",
    "speaker",
    "ending",
)
TAG = re.compile(r"[^\W\d][\w-]*")
PLAIN = re.compile(r"[^\n{}#\\|*]*")
# What a new name may hold, by kind; else it is one word.
FORMS = {"tag": TAG, "line tag": TAG, "speaker": re.compile(r"[^\n,:{}#\\*]*"), "ending": PLAIN}


class CannotRename(Exception):
    """A thing cannot be renamed so. Its text is for the writer."""


def things_named(index: Index, story: Story, ids: dict[int, str], name: str, kind: str | None = None) -> list[Symbol]:
    """What a name can mean that can be renamed: names of the index, and choices without a label by their ids.

    `ids` are those of the choices, as `Names` has them.
    """
    found = [symbol for symbol in index.named(name) if symbol.kind in KINDS]
    for scene in story.scenes:
        for choice in _choices_of(scene):
            if choice.label is None and ids.get(id(choice)) == name:
                found.append(Symbol("choice", name.partition(".")[2], scene.name))
    return [symbol for symbol in found if kind is None or symbol.kind == kind]


def edits_of(index: Index, story: Story, ids: dict[int, str], symbol: Symbol, new: str) -> list[Edit]:
    """The edits that rename a thing, in all files. Raises `CannotRename` if `new` is no name for it."""
    form = FORMS.get(symbol.kind, NAME)
    if not new.strip() or new != " ".join(new.split()) or not form.fullmatch(new):
        what = "choice" if symbol.kind == "choice" else WORDS[symbol.kind]
        raise CannotRename(f"`{in_one_line(new)}` is no name for a {what}")
    if new == symbol.name:
        raise CannotRename(f"it is named `{in_one_line(new)}` already")
    other = symbol._replace(name=new)
    if index.uses_of(other) and index.definitions(symbol):
        raise CannotRename(f"there is a {WORDS[symbol.kind]} `{in_one_line(other.shown)}` already")
    edits = [replaced(index.sources[use.file], use.at, use.end, new) for use in index.uses_of(symbol)]
    for scene in story.scenes:
        if symbol.kind == "scene" and scene.name == symbol.name:
            edits.append(_scene_was(scene.source, scene.heading, symbol.name, new))
        for choice in _choices_of(scene) if symbol.owner == scene.name else ():
            if symbol.kind == "label" and choice.label == symbol.name:
                edits.append(_was(scene.source, choice.was, choice.label_at + len(symbol.name), symbol.name, new))
            elif symbol.kind == "choice" and ids.get(id(choice)) == f"{scene.name}.{symbol.name}":
                at = choice.guards[0].at if choice.guards else choice.at
                edits.append(replaced(scene.source, at, at, f"({new} was {symbol.name}) "))
        for point in _points_of(scene) if symbol.kind == "label" and symbol.owner == scene.name else ():
            if point.name == symbol.name:
                edits.append(_point_was(scene.source, point, new))
    return edits


def _points_of(scene: Scene) -> Iterable[Point]:
    return (one for one in statements_of(scene.body) if isinstance(one, Point))


def _point_was(source: Source, point: Point, new: str) -> Edit:
    """The edit that writes down behind a point what it was named."""
    if point.was:
        return _was(source, point.was, point.end, point.name, new)
    return replaced(source, point.end, point.end, f" (was {point.name})")


def _choices_of(scene: Scene) -> Iterable[Choice]:
    return (one for one in statements_of(scene.body) if isinstance(one, Choice))


def _scene_was(source: Source, heading: Heading, old: str, new: str) -> Edit:
    """The edit that writes down in a heading what its scene was named: behind the name and the parameters."""
    stop = heading_end(source, heading)
    colon = Reader(source, Report()).end_of_expression(heading.at, stop, ":")
    end = tags_begin(source.text, heading.end, stop) if colon >= stop else colon
    at = heading.at + len(source.text[heading.at : end].rstrip())
    if heading.was:
        return _was(source, heading.was, at, old, new, first_stays=True)
    return replaced(source, at, at, f" (was {old})")


def _was(source: Source, was: tuple[Name, ...], at: int, old: str, new: str, first_stays: bool = False) -> Edit:
    """The edit that puts an old name before those that stand there, or behind a label.

    A name that is new again goes, but for a scene's first one, by which its draws are known.
    """
    if was:
        names = [old, *(name.name for name in was[:-1] if name.name not in (old, new))]
        if was[-1].name != new or first_stays:
            names.append(was[-1].name)
        return replaced(source, was[0].at, was[-1].end, ", ".join(names))
    return replaced(source, at, at, f" was {old}")


# ------------------------------------------------------------ the proof


class Renamed(NamedTuple):
    """A story in which a thing has a new name: what its changed files hold now, and in how many places it stood."""

    texts: dict[Path, bytes]
    places: int


def renamed(path: Path, old: str, new: str, kind: str | None = None, read: Read = read_bytes) -> tuple[Symbol, Renamed]:
    """Rename a thing of the story in a file. Raises `CannotRename`, and changes nothing on the disk."""
    report = Report()
    checked = check_tree(path, report, read)
    index, ids = index_of(checked.story), checked.names.ids_of_choices()
    found = things_named(index, checked.story, ids, old, kind)
    if not found:
        raise CannotRename(f"nothing that can be renamed is named `{in_one_line(old)}`")
    if len(found) > 1:
        told = [f"{one.shown} ({one.kind})" for one in found[:8]]
        how = "name the scene too, as in `bar.truce`" if len({one.kind for one in found}) == 1 else "say which: --kind"
        raise CannotRename(f"{len(found)} things are named `{in_one_line(old)}`, {how}: {in_one_line(', '.join(told))}")
    symbol = found[0]
    edits = edits_of(index, checked.story, ids, symbol, new)
    texts = texts_of(edits, read)
    prove_same(path, symbol, new, index, report.sorted(), overlay(texts, read))
    return symbol, Renamed(texts, max(1, len(index.uses_of(symbol))))


def texts_of(edits: Iterable[Edit], read: Read) -> dict[Path, bytes]:
    """What files hold after edits, by their real paths."""
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.span.file, []).append(edit)
    texts: dict[Path, bytes] = {}
    for name, of_file in by_file.items():
        data = read(Path(name))
        if not isinstance(data, ReadProblem):
            texts[Path(name).resolve()] = edited(data, of_file)
    return texts


def prove_same(path: Path, symbol: Symbol, new: str, index: Index, found: list[Diagnostic], read: Read) -> None:
    """Raise `CannotRename` unless, in the edited story that `read` gives, all names mean what they meant.

    `index` and `found` are of the story before.
    """
    report = Report()
    after = index_of(check_tree(path, report, read).story)
    known = Counter((one.code, one.severity) for one in found)
    worse = [one for one in report.sorted() if not _taken(known, (one.code, one.severity))]
    if worse:
        # That a name is taken comes before what follows from it.
        one = min(worse, key=lambda one: (not one.code.startswith("NC11"), one.severity))
        place = in_one_line(f"{one.span.file}:{one.span.line}")
        raise CannotRename(f"`{in_one_line(new)}` does not do: {in_one_line(one.message)} ({place})")
    added = Symbol("label", new, symbol.owner) if symbol.kind == "choice" else None
    for file in index.sources:
        before = [(_mapped(use.symbol, symbol, new), use.role) for use in index.in_file(file)]
        now = [(use.symbol, use.role) for use in after.in_file(file) if (use.symbol, use.role) != (added, "definition")]
        if before != now:
            use = _first_difference(index.in_file(file), before, now)
            span = index.span(use)
            message = f"`{in_one_line(use.symbol.name)}` would mean something else"
            raise CannotRename(f"`{in_one_line(new)}` does not do: {message} ({in_one_line(span.file)}:{span.line})")


def _taken(known: Counter[tuple[str, str]], key: tuple[str, str]) -> bool:
    """Whether there is one of these left in a count, which is taken."""
    known[key] -= 1
    return known[key] >= 0


def _first_difference(uses: list[Use], before: Sequence[object], now: Sequence[object]) -> Use:
    return next((use for use, one, other in zip(uses, before, now, strict=False) if one != other), uses[-1])


def _mapped(one: Symbol, symbol: Symbol, new: str) -> Symbol:
    """What a symbol is called after the renaming: the one itself, and those that a renamed scene or function owns."""
    if one == symbol:
        return one._replace(name=new)
    owners = {"scene": (symbol.name, new), "function": (f"def {symbol.name}", f"def {new}")}
    old_owner, new_owner = owners.get(symbol.kind, ("", ""))
    if old_owner and (one.owner == old_owner or one.owner.startswith(f"{old_owner} ")):
        return one._replace(owner=new_owner + one.owner[len(old_owner) :])
    return one
