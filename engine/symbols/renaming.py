"""Renames a thing of a story in all its files: the edits, and the proof that every name still means what it meant.

Prose is never touched, because only places of the index are edited. What saved paths know by name, such as a scene, a
label, a variable or an ending, gets its old name written beside the new one, `(was …)`. A name that says where a move
`-> {place}` goes is renamed with its scene. Whether the new name is free, is no word of the language
and is hidden by nothing is not asked beforehand: the edited story is read, and each of its names must mean the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from engine.characters import in_one_line
from engine.check.blocks import move_of, statements_of
from engine.check.checker import Checked
from engine.diagnostics import Diagnostic, Edit, Report, replaced
from engine.fixes import edited, overlay
from engine.loading import check_tree
from engine.named_tuples import NamedTuple
from engine.patterns import know_marks_of, regex
from engine.source import Read, ReadProblem, read_bytes
from engine.symbols.index import WORDS, Index, Symbol, index_of
from engine.symbols.old_names import choices_of, old_names_written
from engine.syntax.reading import NAME

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
# A new name of one of these is printed: saved paths are followed, with other words.
PRINTED = ("speaker", "line tag", "member")
TAG = regex(r"[^\W\d][\w-]*")
PLAIN = re.compile(r"[^\n{}#\\|*]*")
# What a new name may hold, by kind; else it is one word.
FORMS = {"tag": TAG, "line tag": TAG, "speaker": re.compile(r"[^\n,:{}#\\*]*"), "ending": PLAIN}


class CannotRename(Exception):
    """A thing cannot be renamed so. Its text is for the writer."""


def things_named(index: Index, checked: Checked, name: str, kind: str | None = None) -> list[Symbol]:
    """What a name can mean that can be renamed: names of the index, and choices without a label by their ids."""
    found = [symbol for symbol in index.named(name) if symbol.kind in KINDS]
    ids = checked.names.ids_of_choices()
    for scene in checked.story.scenes:
        for choice in choices_of(scene):
            if choice.label is None and ids.get(id(choice)) == name:
                found.append(Symbol("choice", name.partition(".")[2], scene.name))
    return [symbol for symbol in found if kind is None or symbol.kind == kind]


def edits_of(index: Index, checked: Checked, symbol: Symbol, new: str) -> list[Edit]:
    """The edits that rename a thing, in all files. Raises `CannotRename` if `new` is no name for it."""
    know_marks_of(new)
    form = FORMS.get(symbol.kind, NAME)
    if not new.strip() or new != " ".join(new.split()) or not form.fullmatch(new):
        what = "choice" if symbol.kind == "choice" else WORDS[symbol.kind]
        raise CannotRename(f"`{in_one_line(new)}` is no name for a {what}")
    if new == symbol.name:
        raise CannotRename(f"it is named `{in_one_line(new)}` already")
    edits: list[Edit] = []
    together = renamed_together(checked, symbol)
    for one in together:
        other = one._replace(name=new)
        if index.uses_of(other) and index.definitions(one):
            raise CannotRename(f"there is a {WORDS[one.kind]} `{in_one_line(other.shown)}` already")
        edits += [replaced(index.sources[use.file], use.at, use.end, new) for use in index.uses_of(one)]
        if one.kind == "scene" or len(together) == 1:  # what names a scene is known by that one's old name
            edits += old_names_written(checked.story, checked.names.ids_of_choices(), one, new)
    return edits


def renamed_together(checked: Checked, symbol: Symbol) -> list[Symbol]:
    """What is renamed with a symbol, itself first: a scene, and the names that say to a move where to go."""
    pair = {"scene": "member", "member": "scene"}.get(symbol.kind)
    if pair is None or symbol.name not in _places(checked) or symbol.name not in checked.names.scenes:
        return [symbol]
    return [symbol, symbol._replace(kind=pair)]


def _places(checked: Checked) -> set[str]:
    """The names that a move to a value can go to."""
    found: set[str] = set()
    for scene in checked.story.scenes:
        for statement in statements_of(scene.body):
            move = move_of(statement)
            known = None if move is None or move.value is None else checked.resolved.codes.get(id(move.value))
            if known is not None:
                found.update(known[0].names)
    return found


# ------------------------------------------------------------ the proof


class Renamed(NamedTuple):
    """A story in which a thing has a new name: what its changed files hold now, and in how many places it stood."""

    texts: dict[Path, bytes]
    places: int


def renamed(path: Path, old: str, new: str, kind: str | None = None, read: Read = read_bytes) -> tuple[Symbol, Renamed]:
    """Rename a thing of the story in a file. Raises `CannotRename`, and changes nothing on the disk."""
    report = Report()
    checked = check_tree(path, report, read)
    index = index_of(checked.story)
    found = things_named(index, checked, old, kind)
    if not found:
        raise CannotRename(f"nothing that can be renamed is named `{in_one_line(old)}`")
    if len(found) > 1 and set(found) != set(renamed_together(checked, found[0])):
        told = [f"{one.shown} ({one.kind})" for one in found[:8]]
        how = "name the scene too, as in `bar.truce`" if len({one.kind for one in found}) == 1 else "say which: --kind"
        raise CannotRename(f"{len(found)} things are named `{in_one_line(old)}`, {how}: {in_one_line(', '.join(told))}")
    symbol = found[0]
    edits = edits_of(index, checked, symbol, new)
    texts = texts_of(edits, read)
    prove_same(path, renamed_together(checked, symbol), new, index, report.sorted(), overlay(texts, read))
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


def prove_same(path: Path, symbols: list[Symbol], new: str, index: Index, found: list[Diagnostic], read: Read) -> None:
    """Raise `CannotRename` unless, in the edited story that `read` gives, all names mean what they meant.

    `symbols` are those that have the new name. `index` and `found` are of the story before.
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
    added = next((Symbol("label", new, one.owner) for one in symbols if one.kind == "choice"), None)
    for file in index.sources:
        uses = index.in_file(file)
        uses_now = [one for one in after.in_file(file) if (one.symbol, one.role) != (added, "definition")]
        before = [(_mapped(use.symbol, symbols, new), use.role) for use in uses]
        now = [(use.symbol, use.role) for use in uses_now]
        if before != now:
            pairs = zip(before, now, strict=False)
            at = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(before), len(now)))
            if at < len(now) and now[at][0] in [_mapped(one, symbols, new) for one in symbols]:
                span, message = after.span(uses_now[at]), f"what is `{in_one_line(new)}` here now would be it, too"
            else:
                use = uses[min(at, len(uses) - 1)]
                span, message = index.span(use), f"`{in_one_line(use.symbol.name)}` would mean something else"
            raise CannotRename(f"`{in_one_line(new)}` does not do: {message} ({in_one_line(span.file)}:{span.line})")


def _taken(known: Counter[tuple[str, str]], key: tuple[str, str]) -> bool:
    """Whether there is one of these left in a count, which is taken."""
    known[key] -= 1
    return known[key] >= 0


def _mapped(one: Symbol, symbols: list[Symbol], new: str) -> Symbol:
    """What a symbol is called after the renaming: those renamed, and those that a renamed scene or function owns."""
    for symbol in symbols:
        if one == symbol:
            return one._replace(name=new)
        owners = {"scene": (symbol.name, new), "function": (f"def {symbol.name}", f"def {new}")}
        old_owner, new_owner = owners.get(symbol.kind, ("", ""))
        if old_owner and (one.owner == old_owner or one.owner.startswith(f"{old_owner} ")):
            return one._replace(owner=new_owner + one.owner[len(old_owner) :])
    return one
