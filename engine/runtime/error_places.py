"""From an exception inside generated code to a `PlayError` with the story's place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from engine.diagnostics import Diagnostic
from engine.program.codec import ProgramError
from engine.program.limits import MOST_STEPS
from engine.program.places import line_and_column
from engine.program.program import FunctionNode, Program
from engine.program.story_stop import StoryStop
from engine.runtime.errors import NightcapError, PlayError
from engine.runtime.layout import Layout
from engine.runtime.shared_code import code_in_use
from engine.slips import UNTOLD, Slip
from engine.source import SourceSpan

if TYPE_CHECKING:
    from engine.program.nodes import Operations

SHOWN_PLACES = 6
TOO_LONG = f"the story goes round without a choice: {MOST_STEPS:,} steps in one turn"
Related = tuple[tuple[SourceSpan, str], ...]
Round = tuple[SourceSpan, Related]


def play_error(
    error: Exception, names: Mapping[str, object], otherwise: SourceSpan, round: Round | None = None
) -> Exception:
    """What is raised to the outside for an error in a turn. `names` are those that all generated code shares.

    `otherwise` is the place for an error that arose outside of it; `round` are the places that the turn went round.
    """
    if isinstance(error, NightcapError):
        return error
    hint, slip = None, UNTOLD
    if isinstance(error, StoryStop):
        code, message, hint = error.code, error.message, error.hint
        slip = Slip(owner=error.scene) if error.scene else UNTOLD
    elif isinstance(error, ProgramError):
        code, message = "NC910", str(error)
    elif isinstance(error, ZeroDivisionError):
        code, message, hint = "NC902", "this divides by zero", "ask first: `~ if x != 0:`"
    elif isinstance(error, RecursionError | MemoryError | OverflowError):
        code, message = "NC904", "this is too much work for one turn"
    else:
        # The checker leaves no other way to fail: whoever comes here has changed a program or a state by hand.
        code, message = "NC910", f"the program or the state is damaged ({error.__class__.__name__})"
    if round is not None:
        hint = "put a choice, an ending or a condition that ends it into the circle"
        return PlayError(Diagnostic(code, "error", TOO_LONG, round[0], hint, round[1]))
    places = _places(error.__traceback__, names)
    if not places:
        return PlayError(Diagnostic(code, "error", message, otherwise, hint, slip=slip))
    return PlayError(Diagnostic(code, "error", message, places[-1], hint, _callers(places), slip=slip))


def _places(traceback: TracebackType | None, names: Mapping[str, object]) -> list[SourceSpan]:
    """The story's places in a traceback, the innermost last."""
    places = []
    while traceback is not None:
        if traceback.tb_frame.f_builtins is names:
            code = code_in_use(traceback.tb_frame.f_code, traceback.tb_frame.f_locals)
            positions = list(code.co_positions())
            place = positions[traceback.tb_lasti // 2] if traceback.tb_lasti // 2 < len(positions) else (None,) * 4
            places.append(SourceSpan(code.co_filename, place[0] or 1, place[2] or 1))
        traceback = traceback.tb_next
    return places


def _callers(places: list[SourceSpan]) -> Related:
    """Where the function that made the mistake was asked for."""
    return tuple((place, "asked for here") for place in reversed(places[:-1]) if place != places[-1])[:SHOWN_PLACES]


def circle(program: Program, layout: Layout, trail: Sequence[int]) -> Round | None:
    """The places that a turn without end goes round, from the last segments it ran; None if it was much work only."""
    begin = _last_time(trail)
    found: dict[SourceSpan, str] = {}
    for number, following in zip(trail[begin:], trail[begin + 1 :], strict=False):
        scene = program.scenes[layout.scene_at(number)]
        target = layout.scene_at(following)
        segment = scene.segments[number - layout.segments[layout.scene_at(number)]]
        at = _move_to(segment, target) if following == layout.segments[target] else None
        if at is not None:
            span = span_of(program, scene.file, at)
            found.setdefault(span, f"and on to scene `{program.scenes[target].name}`")
    if not found:
        return None
    first, *more = sorted(found)
    return first, tuple((place, found[place]) for place in more[:SHOWN_PLACES])


def work_place(program: Program, layout: Layout, number: int) -> SourceSpan:
    """The first line of a segment that was too much work, or its scene."""
    from engine.program.nodes import Assign, Case, ForEach, OfferChoice, Say
    from engine.program.walk import walk

    scene = program.scenes[layout.scene_at(number)]
    segment = scene.segments[number - layout.segments[layout.scene_at(number)]]
    at = next(
        (
            operation.at
            for operation in walk(segment)
            if isinstance(operation, Assign | Case | ForEach | OfferChoice | Say)
        ),
        scene.at,
    )
    return span_of(program, scene.file, at)


def _last_time(trail: Sequence[int]) -> int:
    """Where the last round begins: at the last place but one that is the last place, too."""
    for number in range(len(trail) - 2, -1, -1):
        if trail[number] == trail[-1]:
            return number
    return 0


def _move_to(operations: Operations, target: int) -> int | None:
    """The place of the move to a scene in some operations."""
    from engine.program.nodes import DrawScene, MoveTo, VisitScene
    from engine.program.walk import walk

    for operation in walk(operations):
        if isinstance(operation, DrawScene) or (
            isinstance(operation, MoveTo | VisitScene) and operation.scene == target
        ):
            return operation.at
    return None


def span_of(program: Program, file: int, at: int) -> SourceSpan:
    """A place of the program as people are shown it."""
    return SourceSpan(program.files[file], *line_and_column(at))


def missing_function(program: Program, function: FunctionNode) -> Diagnostic:
    """What is said where a function of the host is missing."""
    name = function.name
    span = span_of(program, function.file, function.at)._replace(length=len(name))
    message = f"the host does not supply the function `{name}`"
    return Diagnostic("NC909", "error", message, span, "pass it when the play begins: `story.start(functions={…})`")
