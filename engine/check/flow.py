"""How a scene is left: where it falls off its end, where it moves to, what is never reached, what comes first."""

from __future__ import annotations

from functools import partial

from engine.check.blocks import blocks_of, first_group, holds_point, move_of
from engine.check.names import Names, SceneNames
from engine.data_classes import dataclass, field
from engine.source import Source
from engine.syntax.menus import is_choice
from engine.syntax.reading import before_comment
from engine.syntax.tree import (
    Ask,
    BlockStatement,
    Body,
    Break,
    ChoiceStatement,
    Do,
    Each,
    For,
    If,
    Jump,
    Let,
    Missing,
    Move,
    Point,
    Prose,
    Return,
    Scene,
    Set,
    Statement,
    Thread,
    Unread,
    Vary,
)

MOST_INCLUDED = 40
# What goes on to the next line, and all that never leads anywhere.
PLAIN = frozenset((Set, Let, Do))
STAYING = PLAIN | {Break, Vary, For, Return}


@dataclass(slots=True, frozen=True)
class Exit:
    """A place where a block can be left at its end.

    It may `end` in a comment. It is `dry` when it is left there only because every choice is used up, or when a line
    there could not be read.
    """

    at: int
    end: int
    dry: bool


@dataclass(slots=True)
class FirstMoves:
    """What can happen from a place on, before anything is offered: `first` are the scenes, the points as `scene.point`,
    and the tags as `#tag`, that the play can go to, and `stops` says whether it can come to a choice, a question, an
    ending or a `-> back` before it goes anywhere. `passed` are those of the points to which no move leads: the play
    comes by them."""

    first: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    stops: bool = False


@dataclass(slots=True)
class SceneFlow:
    """What is known of one scene.

    `exits` are the places where it falls off its end; `unreachable` the first statements behind a move in a block,
    and the moves on a choice's line whose block has moved on before; `moves` all moves in it. `begins` says what
    happens first at its beginning and, by `scene.point`, at its points. `unread` is true where a line of it could not
    be read, which may have been a move.
    """

    exits: list[Exit] = field(default_factory=list)
    unreachable: list[Statement | Move] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    visited_tags: list[str] = field(default_factory=list)
    begins: dict[str, FirstMoves] = field(default_factory=dict)
    unread: bool = False


def flows_of(names: Names) -> tuple[dict[str, SceneFlow], list[SceneFlow]]:
    """The flow of every scene, and of those that could not be given a name."""
    included: dict[str, bool] = {}

    def read(scene: SceneNames) -> SceneFlow:
        return _Reader(names, included).read(scene.node, scene.statements)

    memory = names.memory
    flows = {
        name: read(one) if memory is None else memory.flow(one, partial(read, one))
        for name, one in names.scenes.items()
    }
    return flows, [read(one) for one in names.others]


def end_of(statement: Statement) -> int:
    """Where the statement's own line ends."""
    kind = statement.__class__
    if kind is Jump:
        return statement.move.end  # type: ignore[union-attr]  # it is one
    end: int = statement.line.end if kind is Prose else getattr(statement, "end", 0)  # type: ignore[union-attr]  # it is one
    return end if end > statement.at else statement.at + 1


def line_end_of(source: Source, statement: Statement) -> int:
    """The same without a comment there, for what is pointed at."""
    return _shown_end(source, statement.at, end_of(statement))


def exit_end_of(source: Source, exit: Exit) -> int:
    """Where an exit ends without a comment there, for what is pointed at."""
    return _shown_end(source, exit.at, exit.end)


def _shown_end(source: Source, at: int, end: int) -> int:
    return max(before_comment(source.text, at, min(end, len(source.text))), at + 1)


class _Reader:
    def __init__(self, names: Names, included: dict[str, bool]) -> None:
        self.names = names
        self.flow = SceneFlow()
        self.scene = ""
        self.included = included
        self.including: list[str] = []

    def read(self, scene: Scene, statements: list[Statement]) -> SceneFlow:
        heading = scene.heading
        self.scene = scene.name
        self.flow.exits = self._body(scene.body, [Exit(heading.at, heading.end, False)], self.flow.unreachable)
        has_points = False
        for statement in statements:
            kind = statement.__class__
            if kind is Prose:
                if statement.line.move is not None:  # type: ignore[union-attr]  # it is prose
                    self._collect(statement)
            elif kind not in STAYING:
                self._collect(statement)
                has_points = has_points or kind is Point
        if has_points:
            self._points(scene.body, ())
        self._begin(scene.name, (scene.body,))
        return self.flow

    def _collect(self, statement: Statement) -> None:
        flow = self.flow
        move = move_of(statement)
        if move is not None:
            flow.unread = flow.unread or _leads_nowhere(move)
            flow.moves.append(move)
            if move.kind == "any" and move.target:
                (flow.visited_tags if move.returns else flow.tags).append(move.target)
        elif is_unread(statement):
            flow.unread = True
        elif isinstance(statement, Thread):
            flow.threads.append(statement)
        elif isinstance(statement, Each):
            (flow.visited_tags if statement.returns else flow.tags).append(statement.tag)

    # ------------------------------------------------------------ exits

    def _body(self, body: Body, entry: list[Exit], unreachable: list[Statement | Move]) -> list[Exit]:
        exits = entry
        skipping = False
        group: list[Statement] = []
        # The last of some statements behind which the play goes on as it came, until another kind of one asks.
        passed: Statement | None = None
        for statement in body:
            kind = statement.__class__
            if kind is Break:
                continue
            passes = kind in PLAIN or (kind is Prose and move_of(statement) is None)
            if passes and exits and not group:
                passed, skipping = statement, False
                continue
            if passed is not None and not passes:
                exits, passed = self._behind(passed, exits), None
            if is_choice(statement):
                group.append(statement)
                continue
            if group:
                was_lost = not exits
                exits, group = self._group(group, exits, unreachable, skipping), []
                # Behind choices that nobody comes to, it is not said again.
                skipping = skipping or was_lost
            if not exits and not holds_point(statement):
                if not skipping and not isinstance(statement, Point):
                    unreachable.append(statement)
                    skipping = True
                continue
            skipping = False
            if passes:
                passed = statement
                continue
            exits = self._statement(statement, exits, unreachable)
        if group:
            return self._group(group, exits, unreachable, skipping)
        return exits if passed is None else self._behind(passed, exits)

    def _behind(self, statement: Statement, entry: list[Exit]) -> list[Exit]:
        """The exit behind a statement that the play just passes."""
        return [Exit(statement.at, end_of(statement), _are_dry(entry))]

    def _statement(self, statement: Statement, entry: list[Exit], unreachable: list[Statement | Move]) -> list[Exit]:
        dry = _are_dry(entry) or is_unread(statement)
        here = Exit(statement.at, end_of(statement), dry)
        if isinstance(statement, Point):
            return [here] if statement.name else entry
        # Nobody comes to what is not entered, but for the points in it.
        begin = [here] if entry else []
        if isinstance(statement, If):
            exits = [one for _, branch in statement.branches for one in self._body(branch, begin, unreachable)]
            return exits + (self._body(statement.otherwise, begin, unreachable) if statement.otherwise else begin)
        if isinstance(statement, Vary):
            exits = [one for item in statement.items for one in self._body(item, begin, unreachable)]
            return exits + (begin if statement.kind == "once" else [])
        if isinstance(statement, BlockStatement):
            inner = [one for block in statement.blocks for one in self._body(block, begin, unreachable)]
            return begin or inner
        move = move_of(statement)
        return [here] if move is None or goes_on_behind(move) else []

    def _group(
        self, group: list[Statement], entry: list[Exit], unreachable: list[Statement | Move], skipping: bool
    ) -> list[Exit]:
        exits: list[Exit] = []
        if not entry:
            if not skipping:
                unreachable.append(group[0])
            group = [one for one in group if holds_point(one)]
            if not group:
                return []
        for statement in group:
            exits += self._member(statement, unreachable)
        if not any(never_used_up(statement) for statement in group):
            last = group[-1]
            exits.append(Exit(last.at, end_of(last), True))
        return exits

    def _member(self, statement: Statement, unreachable: list[Statement | Move]) -> list[Exit]:
        here = Exit(statement.at, end_of(statement), is_unread(statement))
        if isinstance(statement, ChoiceStatement):
            exits = self._body(statement.body, [here], unreachable)
            move = statement.line.move
            if move is None or move.returns:
                return exits
            if not exits:
                unreachable.append(move)
            return exits if goes_on_behind(move) else []
        if isinstance(statement, Each):
            return [here] if statement.returns else []
        if isinstance(statement, If):
            bodies = [body for _, body in statement.branches] + [statement.otherwise]
            inner = [one for body in bodies for one in body if not isinstance(one, Break)]
            return [one for member in inner for one in self._member(member, unreachable)]
        if isinstance(statement, Thread):
            return [here] if self._included_goes_on(statement.target) else []
        return [here]

    def _included_goes_on(self, name: str) -> bool:
        scene = self.names.scenes.get(name)
        if scene is None or name in self.including or len(self.including) > MOST_INCLUDED:
            return False
        if name not in self.included:
            self.including.append(name)
            exits = [one for member in first_group(scene.node.body) for one in self._member(member, [])]
            self.including.pop()
            self.included[name] = bool(exits)
        return self.included[name]

    # ------------------------------------------------------------ what comes first

    def _begin(self, name: str, bodies: tuple[Body, ...]) -> None:
        """Note what happens first where the play goes through some bodies, one behind the other."""
        beginning = self.flow.begins[name] = FirstMoves()
        if all(self._first(body, beginning) for body in bodies) and name != self.scene:
            beginning.stops = True  # it falls off the end of the scene, which is said elsewhere

    def _points(self, body: Body, behind: tuple[Body, ...]) -> None:
        """Note it for the points in a body, behind which the play goes on with others; the last ones first."""
        # Where the choices and blank lines end that may follow.
        end = len(body)
        for number in reversed(range(len(body))):
            statement = body[number]
            if isinstance(statement, Point) and statement.name:
                self._begin(self._place(statement), (body[number + 1 :], *behind))
            is_one = is_choice(statement)
            for block in blocks_of(statement):
                self._points(block, (body[end if is_one else number + 1 :], *behind))
            end = end if is_one or isinstance(statement, Break) else number

    def _place(self, point: Point) -> str:
        return f"{self.scene}.{point.name}"

    def _first(self, body: Body, found: FirstMoves) -> bool:
        """Collect what a body can do before it stops; whether it can be passed through."""
        for statement in body:
            kind = statement.__class__
            if kind in PLAIN or kind is Break:
                continue
            if kind is Prose or kind is Jump:
                move = move_of(statement)
                if move is not None and not self._first_move(move, found):
                    return False
                continue
            if is_choice(statement) or isinstance(statement, Ask):
                found.stops = True
                return False
            if isinstance(statement, Point):
                place = self._place(statement)
                behind = self.flow.begins.get(place)
                if behind is None or behind is found:
                    continue
                # What comes behind it has been looked at.
                if place not in found.first:
                    found.first.add(place)
                    found.passed.add(place)
                return False
            if isinstance(statement, If):
                passes = [self._first(branch, found) for _, branch in statement.branches]
                passes.append(self._first(statement.otherwise, found))
                if not any(passes):
                    return False
            elif isinstance(statement, Vary):
                passes = [self._first(item, found) for item in statement.items]
                if statement.kind != "once" and not any(passes):
                    return False
            elif isinstance(statement, BlockStatement):
                for block in statement.blocks:
                    self._first(block, found)
        return True

    def _first_move(self, move: Move, found: FirstMoves) -> bool:
        if move.kind in ("end", "back"):
            found.stops = True
        elif move.kind == "any":
            found.first.add(f"#{move.target}")
            return True
        elif places := destinations(self.scene, move):
            found.first.update(places)
        else:
            found.stops = True
        return False


def _are_dry(exits: list[Exit]) -> bool:
    """Whether all of some exits are dry."""
    for one in exits:  # noqa: SIM110  # nearly always there is one
        if not one.dry:
            return False
    return True


def destinations(scene: str, move: Move) -> tuple[str, ...]:
    """Where a move of a scene goes, as places are named in `SceneFlow.begins`; no draws, endings and ways back."""
    if move.kind == "point":
        return (f"{scene}.{move.target}",)
    if move.kind != "scene" or move.target is None:
        return ()
    return (move.target if move.point is None else f"{move.target}.{move.point}",)


def is_unread(statement: Statement) -> bool:
    """Whether a statement, or the move on its line, could not be read; what happens there is not known."""
    if isinstance(statement, If):
        for condition, _ in statement.branches:  # noqa: SIM110  # nearly always there is one
            if condition.root.__class__ is Missing:
                return True
        return False
    move = move_of(statement)
    return statement.__class__ is Unread or (move is not None and _leads_nowhere(move))


def _leads_nowhere(move: Move) -> bool:
    """Whether the place that a move goes to could not be read."""
    return move.target is None and move.kind in ("scene", "any")


def goes_on_behind(move: Move) -> bool:
    """Whether the play can go on behind a move: after a visit, or when there was nothing to draw."""
    return move.returns or move.kind == "any" or (move.kind == "scene" and move.target is None)


def never_used_up(statement: Statement) -> bool:
    """Whether a member of a group is always there to be taken."""
    if not isinstance(statement, ChoiceStatement):
        return False
    if statement.guards and any(guard.kind == "otherwise" for guard in statement.guards):
        return True
    # The set that `+ for` goes over may be empty.
    return not statement.once and not statement.guards and statement.loop is None
