"""Whether saved paths fit a story after a renaming as they did before."""

from __future__ import annotations

from pathlib import Path

from engine.loading import checked_story
from engine.named_tuples import NamedTuple
from engine.paths.differences import DifferenceKind
from engine.paths.errors import PathError
from engine.paths.files import load_path
from engine.paths.replaying import Replay, replay
from engine.paths.saved_path import SavedPath
from engine.paths.story_lookup import story_of
from engine.paths.suite import paths_in
from engine.runtime.errors import PlayError
from engine.runtime.story import Story
from engine.source import Read

MOST_LISTED, MOST_SAID = 8, 160


class FitResult(NamedTuple):
    """How a path fits: the story before, the story after, why not."""

    before: bool
    after: bool
    why: str = ""


class RenamedPaths(NamedTuple):
    """How the saved paths beside a story fit after a renaming: lines for the writer, and how many would not fit."""

    lines: list[str]
    lost: int


def refit(old: Story, new: Story, path: SavedPath, words_change: bool = False) -> FitResult:
    """Replay a path in a story before and after a renaming, which leaves all that is printed as it is.

    With `words_change`, the name that is new is printed: then only the words may differ.
    """
    before = _replayed(old, path)
    if before is None or not before.fits:
        return FitResult(False, False)
    after = _replayed(new, path)
    fits = after is not None and (after.fits or (words_change and _is_followed(after)))
    return FitResult(True, fits, "" if fits else _why(after))


def fitting_of(path: Path, before: Read, after: Read, words_change: bool = False) -> RenamedPaths:
    """Replay the saved paths beside a story, in it and in what it would become: `before` and `after` read its files.

    `words_change` as for `refit`.
    """
    old, new = checked_story(path, before)[0], checked_story(path, after)[0]
    if old is None or new is None:
        why = "the story has errors: what could not be read is not renamed, and no saved path was replayed"
        return RenamedPaths([why], 0)
    lines: list[str] = []
    fit = unfit = lost = 0
    for file in paths_in(path.parent):
        try:
            saved = load_path(file)
            if story_of(saved, file).resolve() != path.resolve():
                continue
        except PathError:
            continue
        found = refit(old, new, saved, words_change)
        if not found.before:
            unfit += 1
        elif found.after:
            fit += 1
        else:
            lost += 1
            if lost <= MOST_LISTED:
                why = found.why if len(found.why) <= MOST_SAID else found.why[: MOST_SAID - 1] + "…"
                lines.append(f"{file.as_posix()} would not fit any more: {why}")
    if lost > MOST_LISTED:
        lines.append(f"and {lost - MOST_LISTED} more")
    if fit:
        words = "; in some of them other words are printed now" if words_change else ""
        lines.append(f"{fit} saved path{' fits' if fit == 1 else 's fit'}{words}")
    if unfit:
        lines.append(f"{unfit} saved path{' did' if unfit == 1 else 's did'} not fit before this renaming either")
    return RenamedPaths(lines, lost)


def _replayed(story: Story, path: SavedPath) -> Replay | None:
    try:
        return replay(story, path)
    except PlayError:
        return None


def _is_followed(done: Replay) -> bool:
    """Whether a path goes the way it went, whatever is printed."""
    differences = [one for result in done.results for one in result.differences]
    return done.stopped is None and all(one.expected or one.kind == DifferenceKind.PROSE for one in differences)


def _why(done: Replay | None) -> str:
    if done is None:
        return "the story makes a mistake when it begins"
    worst = next((one for one in done.results if not one.fits), None)
    return "" if worst is None else (worst.lines() or ["it differs"])[0]
