"""Which segments have to be counted for a turn's budget, because they are much work in themselves.

A segment through which a turn comes at most once adds to the turn's work no more than once; if what all such segments
can add is little, it need not be counted while exploring. A turn comes by a segment once at most if no way leads from
it to itself within one turn (control_flow.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.program import nodes
from engine.program.limits import MOST_STEPS
from engine.program.program import Program
from engine.proof.reductions.control_flow import ControlFlow
from engine.runtime.weights import A_STEP, HEAVY, Weights

# So much of a turn's budget is left for the segments that it can go through, and for the points with no open choice.
MOST_SPENT = MOST_STEPS // 2
# Where looking weighs as much as this, states are not kept as numbers: their code does not count what it takes.
HEAVY_LOOK = 50 * A_STEP


def has_heavy_looks(program: Program) -> bool:
    """Whether looking at some point takes so much of a turn's budget that it must be counted."""
    weights = Weights(program)
    return any(
        weights.parts(point.prompt) >= HEAVY_LOOK
        if isinstance(point, nodes.AskPoint)
        else weights.members(point.group) >= HEAVY_LOOK
        for scene in program.scenes
        for point in scene.points
    )


def counted_work(program: Program, always: Sequence[bool]) -> tuple[dict[tuple[int, int], int], int]:
    """The segments that have to be counted, by scene and number, and what each takes; and how much may be taken.

    `always` says of which points something is offered in any case.
    """
    weights, heavy = Weights(program), dict[tuple[int, int], int]()
    for index, scene in enumerate(program.scenes):
        for number, operations in enumerate(scene.segments):
            if (weight := weights.segment(scene, operations)) >= HEAVY:
                heavy[index, number] = weight // A_STEP
    if not heavy:
        return heavy, MOST_SPENT
    asks = [isinstance(point, nodes.AskPoint) for scene in program.scenes for point in scene.points]
    flow = ControlFlow(program, [not (ask or one) for ask, one in zip(asks, always, strict=True)])
    counted = {key: steps for key, steps in heavy.items() if flow.goes_round(flow.segment(*key))}
    left = MOST_SPENT - sum(steps for key, steps in heavy.items() if key not in counted)
    return (heavy, MOST_SPENT) if left < 0 else (counted, left)
