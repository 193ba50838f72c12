"""NC306: a name of a set that is asked for and that nothing ever puts in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.names import SceneNames, Variable
from engine.check.resolution import AskedMember
from engine.check.scene_facts import of_scene
from engine.diagnostics import AND_HERE
from engine.named_tuples import NamedTuple
from engine.source import Source, SourceSpan
from engine.syntax.tree import Members, Name, Set

if TYPE_CHECKING:
    from engine.check.checker import Checked

MOST_USES = 5


class Given(NamedTuple):
    """What a scene puts into sets, and which sets it may fill with anything."""

    names: set[tuple[str, str]]
    all_of: set[str]


def check_unfilled_sets(checked: Checked) -> None:
    """Warn about names of sets that conditions ask for, where no line of the story can put them in."""
    wrong = {one.span[:2] for one in checked.report.found if one.severity == "error"}
    sets = {
        name: one
        for name, one in checked.names.variables.items()
        if one.type.kind == "set" and one.writes and one.node.source.span(one.node.at)[:2] not in wrong
    }
    if not sets or not checked.story.complete:
        return
    asked: dict[tuple[str, str], list[SourceSpan]] = {}
    for source, (at, end, name, member) in _all_asked(checked):
        if name in sets and not _is_initial(sets[name], member):
            asked.setdefault((name, member), []).append(source.span(at, end))
    if not asked:
        return
    frames, given, filled = checked.resolved.frames, set[tuple[str, str]](), set[str]()
    for scene in (*checked.names.tellings(), *checked.names.others):
        here = of_scene(scene, _given_in) if Set in scene.by_kind else None
        if here is None:
            continue
        filled |= here.all_of
        given |= here.names
        frame = frames.get(scene.node.name, ())
        # A name that is none of the set is a value of which anything can be true.
        filled |= {
            name for name, one in here.names if name in sets and (one not in sets[name].type.names or one in frame)
        }
    for (name, member), uses in asked.items():
        if name in filled or (name, member) in given or not checked.lost.isdisjoint((name, member)):
            continue
        message = f"nothing ever puts `{member}` into `{name}`"
        hint = f"where it comes into it, write `~ {name} += {member}`"
        others = [(one, AND_HERE) for one in uses[1 : 1 + MOST_USES]]
        checked.report.warning("NC306", uses[0], message, hint, *others)


def _is_initial(variable: Variable, member: str) -> bool:
    initial = variable.initial
    return isinstance(initial, int) and bool(initial >> variable.type.names.index(member) & 1)


def _given_in(scene: SceneNames) -> Given:
    """What the lines of a scene put into sets."""
    names, all_of = set[tuple[str, str]](), set[str]()
    for one in scene.of_kind(Set):
        value = one.value.root
        if one.operator == "-=":
            continue
        if isinstance(value, Name):
            names.update(() if value.name == "none" else ((one.name, value.name),))
        elif isinstance(value, Members):
            names.update((one.name, each.name) for each in value.names)
        else:
            all_of.add(one.name)
    return Given(names, all_of)


def _all_asked(checked: Checked) -> Iterator[tuple[Source, AskedMember]]:
    """Each name of a set that scenes and functions ask for, with its file."""
    names, asked = checked.names, checked.resolved.asked
    places = {name: scene.node.source for name, scene in names.scenes.items()}
    places |= {f"def {name}": function.node.source for name, function in names.functions.items()}
    for place, source in places.items():
        for one in sorted(asked.get(place, ())):
            yield source, one
