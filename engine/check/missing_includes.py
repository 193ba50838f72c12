"""Unknown names that stand in a file beside the story, which no `include` names: one message for each such file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from engine.check.causes import drop_consequences
from engine.diagnostics import Diagnostic
from engine.source import Read, ReadProblem, checksum_of

if TYPE_CHECKING:
    from engine.check.checker import Checked

MOST_FILES, MOST_ENTRIES, DEEPEST = 300, 3000, 3
# Which declarations give what a message misses: an `include` is no help where the file's `pay` is no scene.
CODES = {"NC101": ("==",), "NC103": ("var", "const"), "NC104": ("def", "extern")}
DECLARED = re.compile(rb"^(==[ \t]*|(?:var|const|def|extern)[ \t]+)([^\s:(#=]+)", re.MULTILINE)


def name_files_not_included(
    checked: Checked, path: Path, read: Read, declared: dict[str, frozenset[tuple[str, str]]] | None = None
) -> None:
    """Say of unknown names in which file of the story's folder they stand; those of one file become one message.

    `declared` remembers what files declare, by their checksums.
    """
    declared = {} if declared is None else declared
    unknown = {
        checked.names.name_at[one.code, one.span]: one for one in checked.report.found if _is_unknown(checked, one)
    }
    if not unknown:
        return
    folder = path.resolve().parent
    known = {_resolved(source.name) for source in checked.story.sources}
    for file in islice(_stories_below(folder), MOST_FILES):
        if file in known:
            continue
        data = read(file)
        if isinstance(data, ReadProblem):
            continue
        checksum = checksum_of(data)
        if checksum not in declared:
            declared[checksum] = _declared_in(data)
        names = declared[checksum]
        here = {name: one for name, one in unknown.items() if any((by, name) in names for by in CODES[one.code])}
        if not here:
            continue
        shown = file.relative_to(folder).as_posix()
        checked.report.drop({id(one) for one in here.values()})
        if not any(one.code == "NC030" and f"`{shown}`" in (one.hint or "") for one in checked.report.found):
            checked.report.add(_told(here, shown))
        for name in here:
            del unknown[name]
    # What else is missing for want of these files need not be said.
    drop_consequences(checked.report, checked.story.sources)


def _told(here: dict[str, Diagnostic], shown: str) -> Diagnostic:
    """What is said of unknown names that stand in one file, which is shown so."""
    first, *others = here.values()
    related = [*first.related, *((one.span, one.message) for one in others)]
    hint = f"`{next(iter(here))}` stands in `{shown}`: at the top of the story, write `include {shown}`"
    return first._replace(hint=hint, related=tuple(related), fixes=())


def _declared_in(data: bytes) -> frozenset[tuple[str, str]]:
    found = (match.groups() for match in DECLARED.finditer(data))
    return frozenset((by.decode().strip(), name.decode("utf-8", "replace")) for by, name in found)


def _is_unknown(checked: Checked, one: Diagnostic) -> bool:
    return one.code in CODES and (one.code, one.span) in checked.names.name_at


def _resolved(name: str) -> Path:
    try:
        return Path(name).resolve()
    except OSError:
        return Path(name)


def _stories_below(folder: Path) -> Iterator[Path]:
    """The stories in a folder and the folders in it, bounded in depth and number: it may be anybody's home."""
    waiting, looked_at = [(folder, 0)], 0
    while waiting and looked_at < MOST_ENTRIES:
        folder, depth = waiting.pop(0)
        try:
            entries = sorted(islice(folder.iterdir(), MOST_ENTRIES))
        except OSError:
            continue
        looked_at += len(entries)
        yield from (one for one in entries if one.suffix == ".story" and one.is_file())
        if depth < DEEPEST:
            waiting += [(one, depth + 1) for one in entries if not one.name.startswith(".") and one.is_dir()]
