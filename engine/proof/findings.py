"""What an exploration says about a story: findings with a code, a place and a shortest play."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from engine.diagnostics import Diagnostic
from engine.program.nodes import ChoicePoint, OfferChoice
from engine.program.places import line_and_column
from engine.program.program import ClaimNode, SceneNode
from engine.program.walk import walk
from engine.proof.closed_choices import each_line_once, offered_by
from engine.proof.false_conditions import FalseConditions, ShutWay
from engine.proof.instrumentation import Instrumented, Observed, line_of, span_of
from engine.proof.queries import ExplorationResult, Play
from engine.proof.segment_graph import Place, SegmentGraph
from engine.proof.witness import Witness
from engine.proof.witness_validation import ExpectedOutcome
from engine.runtime.layout import Layout
from engine.source import SourceSpan

NOTHING_LEFT = "NC905"
# Of the choices of a dead end so many are told.
MOST_CHOICES = 6
# Of the ways to a scene or an ending that no play comes to, so many.
MOST_DOORS = 3
# Of scenes that no play comes to, the ways to the first are told: often they stand behind the same door.
MOST_EXPLAINED = 20

# Makes the witness of a play that shows something; None if that could not be confirmed in time.
Shown = Callable[[Play, ExpectedOutcome], Witness | None]
# What is known of conditions in the state to which a play leads, or in which it fails.
StateOf = Callable[[Witness | None], FalseConditions]


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic, and the play that shows it where one can; `shut` are ways on that it closes, with what does."""

    diagnostic: Diagnostic
    witness: Witness | None = None
    shut: tuple[ShutWay, ...] = ()


def finding(
    severity: str, code: str, span: SourceSpan, message: str, hint: str | None, witness: Witness | None = None
) -> Finding:
    """A finding; the play is told in its hint."""
    if witness is not None:
        hint = f"{hint}\n  play: {witness}" if hint else f"play: {witness}"
    return Finding(Diagnostic(code, severity, message, span, hint), witness)


def with_shut(found: Finding, shut: Iterable[ShutWay]) -> Finding:
    """A finding with the ways that are shut, which its diagnostic tells with their places."""
    told = tuple(shut)
    related = tuple((one.span, one.what) for one in told)
    return replace(found, diagnostic=found.diagnostic._replace(related=related), shut=told)


def errors(marked: Instrumented, outcome: ExplorationResult, shown: Shown, state_of: StateOf) -> Iterator[Finding]:
    """Errors at play time: NC504, and NC505 or NC508 where nothing is left to do."""
    for error, turns in outcome.errors:
        witness = shown(turns, ExpectedOutcome(error=error))
        steps = [turn.choice for turn in turns or ()] if witness is None else [*witness.choices]
        found = _error(marked, error, witness, [one for one in steps if one is not None])
        if error.code == NOTHING_LEFT and witness is not None and witness.seed is not None:
            found = with_shut(found, _shut_at_failure(marked, error, state_of(witness)))
        yield found


def _shut_at_failure(marked: Instrumented, error: Diagnostic, known: FalseConditions) -> list[ShutWay]:
    """The choices of the point behind which nothing is left, each with what shuts it."""
    stop = known.point()
    if stop is None or marked.program.scenes[stop[0]].name != error.slip.owner:
        return []
    point = marked.program.scenes[stop[0]].points[stop[1]]
    if not isinstance(point, ChoicePoint):
        return []
    offered = [shut for shut, _ in offered_by(marked.program, stop[0], point.group)]
    if any(map(known.is_open, offered)):
        return []  # the play has gone on from there, and what failed is elsewhere
    return [known.told(one, True) for one in each_line_once(offered)[:MOST_CHOICES]]


def _error(marked: Instrumented, error: Diagnostic, witness: Witness | None, choices: list[str]) -> Finding:
    if error.code != NOTHING_LEFT:
        return finding("error", "NC504", error.span, f"a play fails here: {error.message}", error.hint, witness)
    name = error.slip.owner
    scene = next((one for one in marked.program.scenes if one.name == name), None)
    taken = {one for one in choices if one == choices[-1] or one.startswith(f"{name}.")}
    if any(_is_once(marked, choice) for choice in taken) or (not choices and _is_used_up(scene, error.span)):
        message = f"once-only choices can strand the player in `{name}`: when they are used up, nothing is left to do"
        return finding("error", "NC508", error.span, message, error.hint, witness)
    return finding("error", "NC505", error.span, f"no way on: {error.message}", error.hint, witness)


def _is_used_up(scene: SceneNode | None, span: SourceSpan | None) -> bool:
    """Whether nothing can be left at a place only where once-only choices are used up: where no play could be put
    together in time, a choice that nothing else closes tells that."""
    points = () if scene is None or span is None else [one for one in scene.points if isinstance(one, ChoicePoint)]
    here = [one for one in points if span is not None and line_and_column(one.at)[0] == span.line] or points
    return bool(here) and all(
        any(isinstance(one, OfferChoice) and one.once is not None and not one.guards for one in point.group)
        for point in here
    )


def _is_once(marked: Instrumented, choice: str) -> bool:
    found = _choices(marked).get(choice)
    return found is not None and found.once is not None


def _choices(marked: Instrumented) -> dict[str, OfferChoice]:
    """The choices of the program by their ids, also those that scenes lend to others."""
    rows = tuple([(scene.points, scene.thread or ()) for scene in marked.program.scenes])
    return {node.id: node for node in walk(rows) if isinstance(node, OfferChoice)}


def traps(marked: Instrumented, outcome: ExplorationResult, shown: Shown, state_of: StateOf) -> Iterator[Finding]:
    """States from which no ending can be reached any more: NC506. A story without endings promises none."""
    for scene, own, turns in outcome.traps if marked.program.endings else ():
        at = marked.program.scenes[scene].points[own].at
        message = "from here on no ending can be reached any more, whatever is chosen"
        witness = shown(turns, ExpectedOutcome(point=(scene, own)))
        if witness is not None and not outcome.are_shortest:
            witness = replace(witness, is_shortest=False)
        found = finding("error", "NC506", span_of(marked.program, scene, at), message, None, witness)
        known = state_of(witness)
        yield with_shut(found, map(known.told, outcome.shut.get((scene, own), ())))


def unreached(marked: Instrumented, graph: SegmentGraph, reached: Sequence[int], closed: set[str]) -> Iterator[Finding]:
    """What no play reaches: NC501 scenes, NC502 choices, NC503 texts, NC507 choices that stay closed, NC509 tags."""
    included = {one for scene in marked.program.scenes for one in scene.includes}
    taken = {
        line_of(item.name) for number, item in enumerate(marked.items) if item.kind == "choice" and reached[number]
    }
    known, choices = FalseConditions(marked.program, Layout(marked.program), None), _choices(marked)
    passed = graph.passed(reached)
    explained = 0
    reached = _of_functions(marked, reached)
    unseen = [number for number in range(len(marked.items)) if not reached[number]]
    rare = {(marked.items[one].name, marked.items[one].place) for one in unseen if marked.items[one].kind == "item"}
    for number, item in enumerate(marked.items):
        if (
            reached[number]
            or (item.kind == "choice" and line_of(item.name) in taken)
            or (item.parent >= 0 and not reached[item.parent])
        ):
            continue
        if item.kind == "scene" and item.scene not in included:
            if marked.program.scenes[item.scene].is_function:
                continue  # whoever calls it has its own findings
            explained += 1
            wanted: list[Place] = [("segment", item.scene, 0)] if explained <= MOST_EXPLAINED else []
            doors = each_line_once(graph.doors(passed, wanted))
            yield with_shut(_scene(marked, item), map(known.told, doors[:MOST_DOORS]))
        elif item.kind == "choice" and not _is_last_resort(choices.get(item.name)):
            taken.add(line_of(item.name))
            offered = graph.offered.get(line_of(item.name))
            condition = "" if offered is None else known.told(offered).condition
            yield _choice(marked, item, item.name in closed, condition)
        elif item.kind == "branch":
            what = f"“{item.text}”" if item.text else "what it holds"
            message = f"no play comes here with this condition true: {what} is never shown"
            yield finding("warning", "NC503", marked.span(item), message, None)
        elif item.kind == "else":
            what = f"“{item.text}”" if item.text else "the last part"
            message = f"in every play that comes here one of the conditions is true: {what} is never shown"
            yield finding("warning", "NC503", marked.span(item), message, None)
        elif item.kind == "item" and (item.name, item.place - 1) not in rare:
            message = f"no play comes here often enough for {_items(item, rare)} of this variation"
            message += f", “{item.text}”" if item.text else ""
            yield finding("warning", "NC503", marked.span(item), message, None)


def not_come_to(graph: SegmentGraph, found: Finding, claim: ClaimNode, reached: Sequence[int]) -> Finding:
    """A refuted claim `reach`, where all plays were seen, with the ways there that are shut in all of them."""
    program, point = graph.program, claim.point
    wanted: list[Place] = []
    if point is not None and point.kind == "ending":
        wanted = [("end", number, 0) for number, name in enumerate(program.endings) if name == point.name]
    elif point is not None and point.kind == "scene":
        wanted = [("segment", number, 0) for number, one in enumerate(program.scenes) if one.name == point.name]
    known = FalseConditions(program, Layout(program), None)
    return with_shut(
        found, map(known.told, each_line_once(graph.doors(graph.passed(bytes(reached)), wanted))[:MOST_DOORS])
    )


def _of_functions(marked: Instrumented, reached: Sequence[int]) -> Sequence[int]:
    """What is reached, where each scene has its own copy of a function: what one comes to, all do; each once."""
    first: dict[tuple[str, str, int, int], int] = {}
    known = list(reached)
    for number, item in enumerate(marked.items):
        scene = marked.program.scenes[item.scene]
        if scene.is_function:
            original = first.setdefault((scene.name, item.kind, item.at, item.place), number)
            if original != number:
                known[original] |= known[number]
                known[number] = 1
    return known


def _items(item: Observed, rare: set[tuple[str, int]]) -> str:
    """An unseen item and those unseen behind it, as they are counted by people."""
    last = item.place
    while (item.name, last + 1) in rare:
        last += 1
    return f"item {item.place + 1}" if last == item.place else f"items {item.place + 1} to {last + 1}"


def _scene(marked: Instrumented, item: Observed) -> Finding:
    program = marked.program
    scene = program.scenes[item.scene]
    span = span_of(program, item.scene, item.at, len(scene.name))
    if scene.tags and any(item.scene in members for members in program.tags.values()):
        message = f"`{scene.name}` is never drawn: no play comes to where its tag is asked while it is the best one"
        return finding("warning", "NC509", span, message, "see its `~ when` and `~ priority`, and those of its rivals")
    return finding("warning", "NC501", span, f"no play reaches scene `{scene.name}`", None)


def _choice(marked: Instrumented, item: Observed, closed: bool, condition: str) -> Finding:
    id = line_of(item.name)
    hint = f"`{condition}` never holds where it is asked" if condition else None
    if closed:
        message = f"`{id}` is closed in every play: what it needs never holds where it is shown"
        return finding("warning", "NC507", marked.span(item), message, hint)
    return finding("warning", "NC502", marked.span(item), f"`{id}` is offered in no play", hint)


def _is_last_resort(choice: OfferChoice | None) -> bool:
    """Whether a choice is an `{otherwise}`: one that is never needed does no harm."""
    return choice is not None and any(guard.kind == "otherwise" for guard in choice.guards)
