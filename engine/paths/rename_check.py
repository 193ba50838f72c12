"""Whether saved paths fit a story after a renaming as they did before; those that name variables are written anew."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from engine.loading import checked_story
from engine.named_tuples import NamedTuple
from engine.paths.differences import Kind
from engine.paths.errors import PathError
from engine.paths.files import load_path
from engine.paths.model import Expect, SavedPath, SavedStep
from engine.paths.replaying import Replay, replay
from engine.paths.story_lookup import story_of
from engine.paths.suite import paths_in
from engine.program.values import OuterValue
from engine.runtime.errors import PlayError
from engine.runtime.story import Story
from engine.source import Read

MOST_LISTED, MOST_SAID = 8, 160


class Refit(NamedTuple):
    """How a path fits: the story before, the story after, why not, and what its file is to hold if that changes."""

    before: bool
    after: bool
    why: str = ""
    rewritten: str | None = None


class Fitting(NamedTuple):
    """How the saved paths beside a story fit after a renaming: lines for the writer, and files to be written anew."""

    lines: list[str]
    lost: int
    rewritten: dict[Path, bytes]


def refit(old: Story, new: Story, path: SavedPath, variables: Mapping[str, str]) -> Refit:
    """Replay a path in a story before and after a renaming. `variables` are those with new names, by their old ones.

    A path knows variables by name, so one that names a renamed variable fits only when it is written anew. It is
    if each step takes the same choice, prints the same and sets the same, under the new names.
    """
    before = _replayed(old, path)
    if before is None or not before.fits:
        return Refit(False, False)
    if not variables:
        after = _replayed(new, path)
        fits = after is not None and after.fits
        return Refit(True, fits, "" if fits else _why(after))
    mapped = _mapped(path, variables)
    after = _replayed(new, mapped)
    if after is None or after.stopped or any(_is_grave(after, number) for number in range(len(after.results))):
        return Refit(True, False, _why(after))
    written = after.recorder.path()
    same = all(
        (one.id, one.prose, one.changed) == (other.id, other.prose, _values(other.changed, variables))
        for one, other in zip(written.steps, before.recorder.path().steps, strict=True)
        if one.answer is None
    )
    if not same:
        return Refit(True, False, "a step sets something else")
    return Refit(True, True, "", written.dumps())


def fitting_of(path: Path, before: Read, after: Read, variables: Mapping[str, str]) -> Fitting:
    """Replay the saved paths beside a story, in it and in what it would become: `before` and `after` read its files."""
    old, new = checked_story(path, before)[0], checked_story(path, after)[0]
    if old is None or new is None:
        why = "the story has errors: what could not be read is not renamed, and no saved path was replayed"
        return Fitting([why], 0, {})
    lines: list[str] = []
    rewritten: dict[Path, bytes] = {}
    fit = unfit = lost = 0
    for file in paths_in(path.parent):
        try:
            saved = load_path(file)
            if story_of(saved, file).resolve() != path.resolve():
                continue
        except PathError:
            continue
        found = refit(old, new, saved, variables)
        if not found.before:
            unfit += 1
        elif found.after:
            fit += 1
            if found.rewritten is not None:
                rewritten[file] = found.rewritten.encode("utf-8")
        else:
            lost += 1
            if lost <= MOST_LISTED:
                why = found.why if len(found.why) <= MOST_SAID else found.why[: MOST_SAID - 1] + "…"
                lines.append(f"{file.as_posix()} would not fit any more: {why}")
    if lost > MOST_LISTED:
        lines.append(f"and {lost - MOST_LISTED} more")
    if fit:
        written = f", {len(rewritten)} of them written anew with the new name" if rewritten else ""
        lines.append(f"{fit} saved path{' fits' if fit == 1 else 's fit'}{written}")
    if unfit:
        lines.append(f"{unfit} did not fit before")
    return Fitting(lines, lost, rewritten)


def _replayed(story: Story, path: SavedPath) -> Replay | None:
    try:
        return replay(story, path)
    except PlayError:
        return None


def _is_grave(done: Replay, number: int) -> bool:
    """Whether a step differs in more than the hash of its variables."""
    return any(not one.expected and one.kind != Kind.STATE for one in done.results[number].differences)


def _why(done: Replay | None) -> str:
    if done is None:
        return "the story makes a mistake when it begins"
    worst = next((one for one in done.results if not one.fits), None)
    return "" if worst is None else (worst.lines() or ["it differs"])[0]


def _mapped(path: SavedPath, names: Mapping[str, str]) -> SavedPath:
    """The path with the new names of variables. Hashes of states are those of the old names still."""
    steps = tuple(_step(step, names) for step in path.steps)
    begin = path.begin
    if begin.expect is not None:
        begin = begin.model_copy(update={"expect": _expect(begin.expect, names)})
    start = path.start
    if start is not None:
        start = start.model_copy(update={"variables": _values(start.variables, names)})
    update = {"variables": _values(path.variables, names), "steps": steps, "begin": begin, "start": start}
    return path.model_copy(update=update)


def _step(step: SavedStep, names: Mapping[str, str]) -> SavedStep:
    step = step._replace(changed=_values(step.changed, names))
    if step.host is not None and len(step.host) == 3:
        step = step._replace(host=("set", names.get(step.host[1], step.host[1]), step.host[2]))
    if step.answer is not None and step.id is not None:
        scene, _, own = step.id.rpartition(".")
        step = step._replace(id=f"{scene}.{names.get(own, own)}")
    if step.expect is not None:
        step = step._replace(expect=_expect(step.expect, names))
    return step


def _expect(expect: Expect, names: Mapping[str, str]) -> Expect:
    return expect.model_copy(update={"variables": _values(expect.variables, names)})


def _values(values: Mapping[str, OuterValue], names: Mapping[str, str]) -> dict[str, OuterValue]:
    return {names.get(name, name): value for name, value in values.items()}
