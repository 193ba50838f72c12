"""The state of a play by names, so that it can be taken up in a story that has been edited since.

A path is the better save: it is played again, and every difference shows. A snapshot is for when a path no longer
fits. It can be taken wherever the play is in no visit and no local variable is in use: what comes back from a visit
is a place in the compiled story, which has no name that an edit would leave alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.paths.differences import written
from engine.paths.model import Last, Snapshot
from engine.paths.renames import Renames
from engine.paths.watching import ending_of, question_id
from engine.paths.whereabouts import members_of
from engine.program.model import Program
from engine.program.values import fits, inner_value, outer_value
from engine.runtime.errors import StateError
from engine.runtime.layout import PLACE, STACK, Layout
from engine.runtime.session import Session

# A place counts as the same one if at least this share of its choices is.
SAME_PLACE = 0.5


def last_of(session: Session) -> Last:
    """Where a play stands, with a snapshot wherever one can be taken."""
    snapshot = snapshot_of(session)
    return Last.model_construct(scene=session.scene, ending=ending_of(session), snapshot=snapshot)


def snapshot_of(session: Session) -> Snapshot | None:
    """The state of a play by names; None at an ending, and where visits or local variables are in use."""
    layout, program, state = session.story.machine.layout, session.story.program, session.state
    in_use = any(value is not None for value in state[slice(*layout.all_frames)])
    if session.over or state[STACK] or in_use:
        return None
    counts = {name: int(state[page][offset]) for name, (page, offset) in layout.counters.items()}
    named = {name: count for name, count in counts.items() if count and not name.startswith(("once ", "each "))}
    visits = {name.removeprefix("visits "): count for name, count in named.items() if name.startswith("visits ")}
    used = [id for id, counter, bit in _once_only(program) if counts.get(counter, 0) & bit]
    return Snapshot.model_construct(
        point=tuple(_ids_at(session)),
        variables=session.variables,
        visits=visits,
        used=tuple(dict.fromkeys(used)),
        counters={name: count for name, count in named.items() if not name.startswith("visits ")},
        turns=session.turns,
    )


def restore(session: Session, last: Last) -> list[str]:
    """Take up a play from its snapshot; says what did not fit any more and was left as a new play has it.

    Raises `StateError` if there is none, or if the place where the play stood cannot be found in the story.
    """
    snapshot = last.snapshot
    if snapshot is None or last.scene is None:
        raise StateError("there is no stored state that another version of the story could take up")
    story = session.story
    layout, program, renames = story.machine.layout, story.program, Renames(story.program)
    place = _place(layout, program, renames, last.scene, snapshot)
    state: list[Any] = [program["fingerprint"], place, (), session.seed, *layout.initial]
    notes = _set_variables(layout, program, state, snapshot)
    counts = {f"visits {_today(renames, name)}": count for name, count in snapshot.visits.items()} | snapshot.counters
    used = {renames.choice(id) for id in snapshot.used}
    for id, counter, bit in _once_only(program):
        if id in used:
            counts[counter] = counts.get(counter, 0) | bit
    for name, count in counts.items():
        if name in layout.counters:
            page, offset = layout.counters[name]
            state[page] = (*state[page][:offset], count, *state[page][offset + 1 :])
    if layout.turns is not None:
        state[layout.turns] = snapshot.turns
    session.restore(tuple(state))
    return notes


def _today(renames: Renames, name: str) -> str:
    return renames.choice(name) if "." in name else renames.scene(name)


def _set_variables(layout: Layout, program: Program, state: list[Any], snapshot: Snapshot) -> list[str]:
    """Put the variables into a state; says which do not fit."""
    notes = []
    known = {variable["name"]: number for number, variable in enumerate(program["variables"])}
    for name, value in snapshot.variables.items():
        if name not in known:
            notes.append(f"the variable `{name}` is gone")
            continue
        number = known[name]
        type = program["variables"][number]["type"]
        inner = inner_value(value, type)
        if inner is None or not fits(inner, type):
            fresh = written(outer_value(state[layout.variables + number], type))
            notes.append(f"`{name}` was {written(value)}, which does not fit any more; it is {fresh}")
        else:
            state[layout.variables + number] = inner
    return notes


def _place(layout: Layout, program: Program, renames: Renames, scene: str, snapshot: Snapshot) -> int:
    """The stop whose choices are those where the play stood, or most of them."""
    names = [one["name"] for one in program["scenes"]]
    today = renames.scene(scene)
    if today not in names:
        raise StateError(f"the scene `{scene}`, where the play stood, is gone")
    index = names.index(today)
    wanted = {renames.choice(id) for id in snapshot.point}
    best, found = SAME_PLACE, None
    for number, point in enumerate(program["scenes"][index]["points"]):
        there = set(_ids_of(program, index, point))
        share = len(wanted & there) / max(1, len(wanted | there))
        if share > best or (share == best and found is None):
            best, found = share, layout.stop(index, number)
    if found is None:
        raise StateError(f"the choices at which the play stood are gone from scene `{today}`")
    return found


def _ids_at(session: Session) -> list[str]:
    """The ids of all choices, or of the question, where a session stands."""
    if session.question is not None:
        return [question_id(session)]
    layout, program = session.story.machine.layout, session.story.program
    index = layout.scene_at(session.state[PLACE])
    point = program["scenes"][index]["points"][-1 - session.state[PLACE] - layout.points[index]]
    return list(_ids_of(program, index, point))


def _ids_of(program: Program, scene: int, point: Any) -> Iterator[str]:
    """The ids of a point's own choices: a tag or a borrowed scene counts as one of them."""
    name = program["scenes"][scene]["name"]
    if point["kind"] == "ask":
        kind, number = point["ref"]
        names = program["variables"][number]["name"] if kind == "var" else program["scenes"][scene]["frame"][number][0]
        yield f"{name}.{names}"
    for member in members_of(point.get("group", ())):
        if member["kind"] == "choice":
            yield member["id"]
        elif member["kind"] == "each":
            yield f"{name}.each-#{member['tag']}"
        else:
            yield f"{name}.<-{program['scenes'][member['scene']]['name']}"


def _once_only(program: Program) -> Iterator[tuple[str, str, int]]:
    """All choices that can be taken once: their ids, counters and bits."""
    for scene in program["scenes"]:
        groups = [point.get("group", ()) for point in scene["points"]] + [scene["thread"] or ()]
        for member in (one for group in groups for one in members_of(group)):
            if member["kind"] == "choice" and member["once"] is not None:
                yield member["id"], member["once"][0], member["once"][1]
            elif member["kind"] == "each" and member["once"] is not None:
                for place, target in enumerate(program["tags"].get(member["tag"], ())):
                    id = f"{scene['name']}.each-{program['scenes'][target]['name']}"
                    yield id, f"{member['once']} {place // 32}", 1 << place % 32
