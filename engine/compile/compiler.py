"""Compiles a checked story into a program."""

from __future__ import annotations

import re

from engine.check.checker import Checked
from engine.check.names import Function, SceneNames
from engine.check.rules.dialogue import cast_of
from engine.check.rules.old_names import renamed_names
from engine.compile.assignments import settled
from engine.compile.calls import Calls
from engine.compile.draws import copy_functions, name_draws
from engine.compile.functions import compile_function, is_scene, renumbered, scene_of
from engine.compile.scenes import SceneCompiler
from engine.compile.text import TextCompiler
from engine.program.codec import VERSION
from engine.program.nodes import Parts, VarRef
from engine.program.places import place
from engine.program.program import FUNCTION, Program, SceneNode, VariableNode
from engine.program.types import default_of
from engine.source import Source, digest_of


def compile_story(checked: Checked, engine_version: str) -> Program:
    """The program of a story that has been checked without errors."""
    names = checked.names
    scenes = list(names.scenes.values())
    status, claims = _status(checked), tuple(checked.claims)
    index = {scene.node.name: scene.index for scene in scenes}
    files = [source.name for source in checked.story.sources]
    included = {thread.target for flow in checked.flows.values() for thread in flow.threads}
    endings = {name: number for number, name in enumerate(checked.endings)}
    entered = _entered(checked, included)
    called = [function for function in names.functions.values() if is_scene(function)]
    calls = _calls(called, len(scenes), len(names.variables))
    index |= {f"{FUNCTION}{one.node.name}": calls.scenes[one.index] for one in called}

    def compiler(scene: SceneNames, function: int | None = None) -> SceneCompiler:
        file = files.index(scene.node.source.name)
        return SceneCompiler(checked, scene, index, endings, file, entered, calls, function)

    compiled = [compiler(scene).compile(scene.node.name in included) for scene in scenes]
    compiled += [compiler(scene_of(one, names), one.index).compile(included=False) for one in called]
    functions = [
        compile_function(function, checked, files) for function in names.functions.values() if not is_scene(function)
    ]
    origins = [scene.node.heading.origin for scene in scenes]
    if called:
        own = [one.index for one in names.functions.values() if not is_scene(one)]
        numbers = {number: place for place, number in enumerate(own)}
        compiled, functions = renumbered(compiled, numbers), renumbered(functions, numbers)
        status, claims = renumbered(status, numbers), renumbered(claims, numbers)
        origins = copy_functions(compiled, functions, origins)
    counters = name_draws(compiled, functions, origins)
    metadata = {entry.key: entry.value for entry in checked.story.entries}
    for key in metadata.keys() & {"title", "author"}:
        metadata[key] = re.sub(r"\\(.)", r"\1", metadata[key])
    return Program(
        engine=engine_version,
        metadata=metadata,
        cast=tuple(cast_of(checked)),
        files=tuple(files),
        checksums=tuple([source.checksum for source in checked.story.sources]),
        fingerprint=_fingerprint(checked),
        start=index[checked.start or ""],
        variables=tuple(
            [VariableNode(name, settled(variable.type), variable.initial) for name, variable in names.variables.items()]
            + [_result(one) for one in called if one.index in calls.results]
        ),
        functions=tuple(functions),
        visits=tuple(sorted(_counted(checked))),
        since=tuple(sorted(checked.resolver.timed)),
        turns=checked.resolver.uses_turns,
        counters=tuple(counters),
        scenes=tuple(compiled),
        endings=tuple(checked.endings),
        tags=_tags(checked, compiled),
        was=renamed_names(checked),
        status=status,
        claims=tuple(
            [claim._replace(place=place(*_source(checked, claim.file).place_of(claim.place))) for claim in claims]
        ),
    )


def _entered(checked: Checked, included: set[str]) -> dict[str, tuple[str, ...]]:
    """The points by which scenes are entered; also by choices that they lend to other scenes."""
    found: dict[str, dict[str, None]] = {}
    for name, flow in checked.flows.items():
        for move in flow.moves:
            scene, point = (name, move.target) if move.kind == "point" else (move.target, move.point)
            if point is not None and (move.kind != "point" or name in included):
                found.setdefault(scene or "", {})[point] = None
    return {scene: tuple(sorted(points)) for scene, points in found.items()}


def _calls(called: list[Function], scenes: int, variables: int) -> Calls:
    """The scenes of functions, which stand behind those of the story, and the variables for what they give back."""
    numbers = {one.index: scenes + place for place, one in enumerate(called)}
    valued = [one for one in called if one.kind == "value"]
    results = {one.index: (VarRef(variables + place), _result(one).type) for place, one in enumerate(valued)}
    return Calls(numbers, results, frozenset(one.index for one in called if one.kind == "text"))


def _result(function: Function) -> VariableNode:
    type = settled(function.result)
    return VariableNode(f"{function.node.name}()", type, default_of(type))


def _fingerprint(checked: Checked) -> str:
    """A short hash of the story's sources and the form's oldest version: a state belongs to programs with the same one.

    A newer version of the form adds to it and changes nothing, so states stay good.
    """
    digests = [str(VERSION), *(digest_of(source.text.encode()) for source in checked.story.sources)]
    return digest_of(" ".join(digests).encode())[:16]


def _source(checked: Checked, name: str) -> Source:
    return next(source for source in checked.story.sources if source.name == name)


def _counted(checked: Checked) -> set[str]:
    """What visit counts the story reads: those asked about, and those of scenes drawn once only."""
    once = {
        name
        for name, scene in checked.names.scenes.items()
        if any(prop.kind == "once" for prop in scene.node.properties)
    }
    return checked.resolver.counted | once


def _tags(checked: Checked, compiled: list[SceneNode]) -> dict[str, tuple[int, ...]]:
    """The scenes of each tag, highest priority first."""
    scenes = checked.names.scenes
    tags = {}
    for tag, members in checked.names.tags.items():
        numbers = [scenes[name].index for name in dict.fromkeys(members)]
        tags[tag] = tuple(sorted(numbers, key=lambda one: -compiled[one].priority))
    return tags


def _status(checked: Checked) -> Parts:
    line = checked.story.status
    if line is None:
        return ()
    between = line.at, line.end
    compiler = TextCompiler(checked.resolved, checked.names.words, checked.story.sources[0], "status", between)
    return compiler.parts(line.items)
