"""What a compiled story that is handed on holds besides its nodes: what its parts cost; and what it leaves out."""

from __future__ import annotations

from engine.program import nodes
from engine.program.places import place
from engine.program.program import Program, SceneNode
from engine.program.walk import map_children
from engine.runtime.weights import A_STEP, HEAVY, Weights

# By segment and by point of a scene.
Costs = tuple[list[int], list[int]]
NO_PLACE = place(1, 1)
PUBLISHED = "story"


def costs_of(program: Program) -> list[Costs]:
    """The steps that each segment and each point of each scene takes from a turn's budget."""
    weights = Weights(program)

    def of_point(point: nodes.Point) -> int:
        if isinstance(point, nodes.AskPoint):
            return _steps(weights.parts(point.prompt))
        return _steps(weights.members(point.group))

    return [
        (
            [_steps(weights.segment(scene, operations)) for operations in scene.segments],
            [of_point(point) for point in scene.points],
        )
        for scene in program.scenes
    ]


def _steps(weight: int) -> int:
    return 1 + (weight // A_STEP if weight >= HEAVY else 0)


def published(program: Program, *, with_claims: bool = False) -> Program:
    """The program without what only its author needs: places in the source, names of files, and claims."""
    claims = tuple([claim._replace(file=PUBLISHED, place=NO_PLACE) for claim in program.claims]) if with_claims else ()
    scenes = tuple([_without_places(scene) for scene in program.scenes])
    functions = tuple(
        [
            one._replace(file=0, at=NO_PLACE, steps=map_children(tuple(one.steps), _placeless))
            for one in program.functions
        ]
    )
    return program._replace(
        files=(PUBLISHED,),
        checksums=("",),
        claims=claims,
        functions=functions,
        scenes=scenes,
        status=map_children(tuple(program.status), _placeless),
    )


def _without_places(scene: SceneNode) -> SceneNode:
    return scene._replace(
        file=0,
        at=NO_PLACE,
        when_at=NO_PLACE,
        segments=map_children(tuple(scene.segments), _placeless),
        points=map_children(tuple(scene.points), _placeless),
        thread=None if scene.thread is None else map_children(tuple(scene.thread), _placeless),
    )


def _placeless(node: object) -> object:
    """A node, and all nodes in it, without their places."""
    if not isinstance(node, tuple):
        return node
    inner = map_children(node, _placeless)
    replace = getattr(inner, "_replace", None) if hasattr(inner, "at") else None
    return inner if replace is None else replace(at=NO_PLACE)
