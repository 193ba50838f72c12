"""NC307: `-> back` where there is nowhere to go back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.flow import SceneFlow, end_of
from engine.check.names import SceneNames
from engine.data_classes import dataclass
from engine.source import SourceSpan
from engine.syntax.tree import Each, Move

if TYPE_CHECKING:
    from engine.check.checker import Checked

MOST_PLACES = 5
# Of more moves than these that are no visits, the scene is told that they go to.
MOST_BLAMED = 2


@dataclass(frozen=True, slots=True)
class SceneEntry:
    """A place that goes to scenes without a visit: a move or a draw; `written` is how it would be a visit."""

    span: SourceSpan
    scenes: tuple[str, ...]
    written: str
    is_draw: bool


def check_back_outside_visit(checked: Checked) -> None:
    """Report scenes that say `-> back` and are entered without a visit.

    Where one move or one draw is to blame it is named; where many lead to a scene that nothing visits, its `-> back`.
    """
    if not checked.story.complete:
        return
    with_backs = checked.facts.of(_backs_in)
    if not with_backs:
        return
    plain, visited = checked.reach.plainly_entered, checked.reach.visited
    suspects = {
        name: [checked.names.scenes[name].node.source.span(move.at, move.end) for move in backs]
        for name, backs in with_backs.items()
        if name in plain and name not in checked.reach.included and name not in checked.lost
    }
    if not suspects:
        return
    blamed: dict[SceneEntry, list[str]] = {}
    entries = [entry for entry in _entries(checked) if any(name in suspects for name in entry.scenes)]
    for name, backs in suspects.items():
        own = [entry for entry in entries if name in entry.scenes]
        is_clear = len(own) <= MOST_BLAMED if name in visited else len(own) == 1
        if own and name != checked.start and (is_clear or all(one.is_draw for one in own)):
            for entry in own:
                blamed.setdefault(entry, []).append(name)
        else:
            _report_backs(checked, name, backs, own)
    for entry, names in blamed.items():
        _report_entry(checked, entry, names, suspects)


def _backs_in(scene: SceneNames, flow: SceneFlow) -> list[Move]:
    return [move for move in flow.moves if move.kind == "back" or move.leaves]


def _entries(checked: Checked) -> list[SceneEntry]:
    """All moves and draws that are no visits, in scenes to which the story comes without one."""
    found: list[SceneEntry] = []
    for name, flow in checked.flows.items():
        if name not in checked.reach.plainly_entered:
            continue
        source = checked.names.scenes[name].node.source
        for move in flow.moves:
            scenes = _scenes_of(checked, move)
            if scenes and not move.returns:
                written = f"{source.text[move.at : move.end]} ->"
                found.append(SceneEntry(source.span(move.at, move.end), scenes, written, move.kind == "any"))
        for each in checked.names.scenes[name].statements:
            if isinstance(each, Each) and not each.returns:
                begin = source.text.rfind("\n", 0, each.at) + 1
                written = f"{source.text[begin : each.end].strip()} ->"
                scenes = tuple(checked.names.tags.get(each.tag, ()))
                found.append(SceneEntry(source.span(each.at, end_of(each)), scenes, written, True))
    return found


def _scenes_of(checked: Checked, move: Move) -> tuple[str, ...]:
    if move.kind == "scene" and move.target in checked.flows:
        return (move.target,)
    if move.value is not None:
        return checked.reach.places(move)
    return tuple(checked.names.tags.get(move.target or "", ())) if move.kind == "any" else ()


def _report_entry(checked: Checked, entry: SceneEntry, names: list[str], suspects: dict[str, list[SourceSpan]]) -> None:
    listed = ", ".join(f"`{name}`" for name in names[:MOST_PLACES]) + (", …" if len(names) > MOST_PLACES else "")
    what = f"scene {listed} ends" if len(names) == 1 else f"the scenes {listed} end"
    message = f"this is no visit, but {what} with `-> back`, and there is nowhere to go back to"
    hint = f"write `{entry.written}` to come back here"
    backs = [(suspects[name][0], f"`{name}` goes back here") for name in names[:MOST_PLACES]]
    is_warning = all(name in checked.reach.visited for name in names)
    report = checked.report.warning if is_warning else checked.report.error
    report("NC307", entry.span, message, hint, *backs)


def _report_backs(checked: Checked, name: str, backs: list[SourceSpan], entries: list[SceneEntry]) -> None:
    places = [(entry.span, "it is moved to here") for entry in entries[:MOST_PLACES]]
    for span in backs:
        if name not in checked.reach.visited:
            message = f"there is nowhere to go back to: nothing visits scene `{name}`"
            hint = f"a visit is written `-> {name} ->`; a plain move goes on with `-> scene`"
            checked.report.error("NC307", span, message, hint, *places)
        else:
            message = f"scene `{name}` is also moved to without a visit; there is nowhere to go back to then"
            hint = f"write `-> {name} ->` wherever it should come back"
            checked.report.warning("NC307", span, message, hint, *places)
