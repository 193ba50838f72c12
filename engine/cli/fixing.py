"""`nightcap check --fix`: makes the corrections that are mechanical, shown as a diff first."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from engine.characters import harmless, in_one_line
from engine.cli.exit_codes import FINE, WRONG_USE
from engine.cli.files import put_in_place
from engine.diagnostics import Diagnostic, Fix
from engine.fixes import chosen, edited, edits_by_file, overlay
from engine.loading import check_file
from engine.source import ReadProblem, read_bytes

MOST_ROUNDS = 50


def fix(path: Path, unsafe: bool, ask: bool) -> int:
    """Correct the files of a story. `ask` is false where the diff is all that is wanted."""
    texts, made = corrected(path, unsafe)
    if not made:
        left = sum(bool(one.fixes) for one in check_file(path)[0])
        more = f"; {left} could be, with --fix --unsafe" if left and not unsafe else ""
        print(f"{in_one_line(path.name)}: nothing is corrected{more}")
        return FINE
    for line in diff_of(texts):
        print(line)
    count = f"{made} correction{'' if made == 1 else 's'} in {len(texts)} file{'' if len(texts) == 1 else 's'}"
    if not ask or not agreed(f"{count}: write {'it' if made == 1 else 'them'}?"):
        print(f"{count}, not written")
        return FINE
    for file, data in texts.items():
        if not put_in_place(file, data, "check"):
            return WRONG_USE
    print(f"{count}, written")
    return FINE


def corrected(path: Path, unsafe: bool) -> tuple[dict[Path, bytes], int]:
    """What the files of a story hold once they are corrected, and how many corrections were made.

    The story is read again after each round, for what a correction brings to light. A correction that makes the story
    worse is left out.
    """
    texts: dict[Path, bytes] = {}
    refused: set[Fix] = set()
    made = 0
    found = check_file(path)[0]
    for _ in range(MOST_ROUNDS):
        fixes = [one for one in chosen(_without(found, refused), unsafe) if one not in refused]
        if not fixes:
            break
        for several in (fixes, *([one] for one in fixes)):
            tried = {**texts, **_edited(several, texts)}
            after = check_file(path, overlay(tried))[0]
            if after != found and _is_better(found, after):
                texts, found, made = tried, after, made + len(several)
                break
            if len(several) == 1:
                refused.add(several[0])
    return {file: data for file, data in texts.items() if read_bytes(file) != data}, made


def _without(found: list[Diagnostic], refused: set[Fix]) -> list[Diagnostic]:
    """The diagnostics without the fixes that did not help."""
    return [one._replace(fixes=tuple(fix for fix in one.fixes if fix not in refused)) for one in found]


def _is_better(before: list[Diagnostic], after: list[Diagnostic]) -> bool:
    """Whether no line has become unreadable, and no errors were added but those that unreadable lines had hidden."""
    unread, still_unread = (Counter(one.code for one in found if _is_unread(one)) for found in (before, after))
    errors, left = (sum(one.severity == "error" for one in found) for found in (before, after))
    return not still_unread - unread and (left <= errors or unread.total() > still_unread.total())


def _is_unread(one: Diagnostic) -> bool:
    return one.severity == "error" and one.code.startswith("NC0")


def _edited(fixes: list[Fix], texts: dict[Path, bytes]) -> dict[Path, bytes]:
    changed: dict[Path, bytes] = {}
    for name, edits in edits_by_file(fixes).items():
        file = Path(name).resolve()
        data = texts.get(file) or read_bytes(file)
        if not isinstance(data, ReadProblem):
            changed[file] = edited(data, edits)
    return changed


def diff_of(texts: dict[Path, bytes]) -> Iterator[str]:
    """What new contents of files change, as a unified diff in lines; coloured nowhere, safe for a terminal."""
    here = Path.cwd()
    for file, data in texts.items():
        name = (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()
        old = read_bytes(file)
        before = b"" if isinstance(old, ReadProblem) else old
        one, other = (each.decode("utf-8", "replace").replace("\r\n", "\n").split("\n") for each in (before, data))
        for line in unified_diff(one, other, name, name, n=1, lineterm=""):
            yield harmless(line)


def agreed(question: str) -> bool:
    """Whether the user says yes; where nobody can be asked, the command itself was the answer."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    print(f"{question} [Y/n] ", end="", flush=True)
    return sys.stdin.readline().casefold() in ("\n", "y\n", "yes\n")
