"""Compiles a checked story into a program."""

from __future__ import annotations

from engine.check.checker import Checked
from engine.check.names import Function
from engine.check.rules.old_names import renamed_names
from engine.check.rules.speakers import cast_of
from engine.compile.draws import name_draws
from engine.compile.groups import settled
from engine.compile.scenes import SceneCompiler
from engine.compile.text import Text
from engine.program.codec import VERSION
from engine.program.nodes import Parts
from engine.program.places import place
from engine.program.program import FunctionNode, Program, SceneNode, VariableNode
from engine.source import Source, digest_of
from engine.syntax.tree import Def


def compile_story(checked: Checked, engine_version: str) -> Program:
    """The program of a story that has been checked without errors."""
    names = checked.names
    scenes = list(names.scenes.values())
    index = {scene.node.name: scene.index for scene in scenes}
    files = [source.name for source in checked.story.sources]
    included = {thread.target for flow in checked.flows.values() for thread in flow.threads}
    endings = {name: number for number, name in enumerate(checked.endings)}
    entered = _entered(checked, included)
    compiled = [
        SceneCompiler(checked, scene, index, endings, files.index(scene.node.source.name), entered).compile(
            scene.node.name in included
        )
        for scene in scenes
    ]
    functions = [_function(function, checked, files) for function in names.functions.values()]
    counters = name_draws(compiled, functions, [scene.node.heading.origin for scene in scenes])
    metadata = {entry.key: entry.value for entry in checked.story.entries}
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
        status=_status(checked),
        claims=tuple(
            [
                claim._replace(place=place(*_source(checked, claim.file).place_of(claim.place)))
                for claim in checked.claims
            ]
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


def _fingerprint(checked: Checked) -> str:
    """A short hash of the story's sources and the program's version: a state belongs to programs with the same one."""
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


def _function(function: Function, checked: Checked, files: list[str]) -> FunctionNode:
    node = function.node
    return FunctionNode(
        node.name,
        files.index(node.source.name),
        place(*node.source.place_of(node.at)),
        tuple(map(settled, function.parameters)),
        settled(function.result),
        (function.body,) if isinstance(node, Def) else (),
    )


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
    return Text(checked.resolved, checked.names.words, checked.story.sources[0], "status").parts(line.items)
