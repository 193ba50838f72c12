"""What a turn does from segment to segment, and where it stops: the statements of one scene's operations."""

from __future__ import annotations

import ast
from collections.abc import Callable

from engine.program import nodes
from engine.program.intervals import interval_of_type
from engine.program.nodes import Expression, Operations, Parts
from engine.program.program import Program
from engine.proof.packed.expressions import PackedExpressions
from engine.proof.packed.layout import Field, PackedLayout, longest
from engine.runtime.ast_builder import Statements
from engine.runtime.code import Module
from engine.runtime.randomness import place_of
from engine.runtime.visitor import OperationVisitor


class PackedStatements(PackedExpressions, OperationVisitor[Statements]):
    """Makes the functions of one scene.

    `keeps` give the live bits at each stop, and those at the beginning of a segment while no visits are under way.
    `always` says where nothing has to be looked at to know that something is offered; `watched` are the probes that are
    noted with their first play; `shared` are the names that all functions of a program see.
    """

    def __init__(
        self,
        program: Program,
        layout: PackedLayout,
        index: int,
        keeps: tuple[Callable[[int], int], Callable[[int], int]],
        always: list[bool],
        watched: dict[int, int],
        shared: Module,
    ) -> None:
        super().__init__(program, layout, str(index))
        self.index = self.owner = index
        self.scene = program.scenes[index]
        (self.keep, self.keep_at), self.always, self.watched, self.shared = keeps, always, watched, shared
        self.frame = layout.frames[index]
        self.local_types = [slot.type for slot in self.scene.frame]
        self.visits = layout.has_visits
        self.every_bit = (1 << longest(layout)) - 1

    def _entry(self) -> Statements:
        name = f"visits {self.scene.name}"
        return self._count(name) if name in self.layout.held else []

    def enter_scene(self, operation: nodes.EnterScene) -> Statements:
        return self._entry()

    def pass_point(self, operation: nodes.PassPoint) -> Statements:
        name = f"visits {operation.name}"
        return self._count(name) if name in self.layout.held else []

    # ------------------------------------------------------------ operations

    def operations(self, operations: Operations) -> Statements:
        """Statements for some operations."""
        return [statement for operation in operations for statement in self.operation(operation)]

    def say(self, operation: nodes.Say) -> Statements:
        return self.parts(operation.parts)

    def new_paragraph(self, operation: nodes.NewParagraph) -> Statements:
        return []

    def speak(self, operation: nodes.Speak) -> Statements:
        return []

    def add_tags(self, operation: nodes.AddTags) -> Statements:
        return []

    def parts(self, parts: Parts) -> Statements:
        """Statements for what matters in a text: its probes, its variations, what can fail in it."""
        body: Statements = []
        for part in parts:
            if isinstance(part, nodes.Probe):
                body += self.probe(part)
            elif isinstance(part, nodes.ShowValue):
                body.append(self.do(self.expression(part.value)))
            elif isinstance(part, nodes.ChooseText):
                branches = [(part.at, self.condition(case.condition), self.parts(case.parts)) for case in part.cases]
                body += self.chain(branches, self.parts(part.otherwise))
            elif isinstance(part, nodes.VaryText):
                body += self._vary(part.kind, part.counter, [self.parts(inner) for inner in part.items])
        return body

    def probe(self, operation: nodes.Probe) -> Statements:
        number = self.constant(operation.number)
        reached = self.placed(ast.Subscript(self.name("reached"), number, ast.Load()))
        if operation.number in self.watched:
            return [self.branch(self.negate(reached), [self.do(self.call("bail_out"))])]
        return [
            self.placed(
                ast.Assign([self.placed(ast.Subscript(self.name("reached"), number, ast.Store()))], self.constant(1))
            )
        ]

    def set(self, operation: nodes.Assign) -> Statements:
        field = self.field(self.slot_of(operation.target))
        assert field is not None, "whatever is set has a field"
        return self._stored(field, operation.value, operation.low, operation.high)

    def _stored(self, field: Field, code: Expression, low: int | None, high: int | None) -> Statements:
        """Statements that put the value of an expression into a field, after a check where it could leave its range."""
        if low is None or high is None:
            return [self._put(field, self.expression(code))]
        value, interval = self.unchecked(code), self.interval(code)
        if low <= interval[0] and interval[1] <= high:
            return [self._put(field, value)]
        name = self.temporary()
        outside: list[ast.expr] = []
        if interval[0] < low:
            outside.append(self.compare("<", self.name(name), self.constant(low)))
        if interval[1] > high:
            outside.append(self.compare(">", self.name(name), self.constant(high)))
        wrong = outside[0] if len(outside) == 1 else self.placed(ast.BoolOp(ast.Or(), outside))
        return [
            self.assign(name, value),
            self.branch(wrong, [self.do(self.call("fails"))]),
            self._put(field, self.name(name)),
        ]

    def choose(self, operation: nodes.Branch) -> Statements:
        branches = [(case.at, self.condition(case.condition), self.operations(case.body)) for case in operation.cases]
        return self.chain(branches, self.operations(operation.otherwise))

    def vary(self, operation: nodes.VaryBlock) -> Statements:
        return self._vary(operation.kind, operation.counter, [self.operations(item) for item in operation.items])

    def _vary(self, kind: str, counter: str, items: list[Statements]) -> Statements:
        """Statements that move a variation on and do the item whose turn it was."""
        field, size, name = self.layout.held[counter], len(items), self.temporary()
        now = self.name(name)
        body = [self.assign(name, self.bits_at(field.at, field.width))]
        more = self._now(self.placed(ast.BinOp(self.name("w"), ast.Add(), self.constant(1 << field.at))))
        if kind == "shuffle":
            place = self.constant(place_of(counter))
            body.append(self.assign(name, self.call("shuffled", now, place, self.constant(size))))
            shown = self.temporary()
            body.append(
                self.assign(shown, self.call("shown", self.bits_at(field.at, field.width), now, self.constant(size)))
            )
            body.append(self._put(field, self.name(shown)))
        elif kind == "cycle":
            round_again = self._now(self._without(field.mask))
            body.append(self.branch(self.compare("==", now, self.constant(size - 1)), [round_again], [more]))
        else:
            last = size - 1 if kind == "then" else size
            body.append(self.branch(self.compare("<", now, self.constant(last)), [more]))
        branches = [
            (self.line * 65536, self.compare("==", now, self.constant(turn)), item)
            for turn, item in enumerate(items)
            if item
        ]
        return [*body, *(self.chain(branches, []) if branches else [])]

    # ------------------------------------------------------------ where a turn goes

    def _go(self, segment: int) -> ast.stmt:
        """A statement that goes on with any segment of the story."""
        entry = self.placed(ast.Subscript(self.name("segments"), self.constant(segment), ast.Load()))
        return self.returned(self.placed(ast.Call(entry, [self.name("w")], [])))

    def _own(self, segment: int) -> ast.stmt:
        """A statement that goes on with a segment of this scene."""
        return self.returned(self.call(f"s{self.index}_{segment}", self.name("w")))

    def go_on(self, operation: nodes.Goto) -> Statements:
        number = self.layout.segment(self.index, operation.segment)
        return [self._left_at(number) if self.layout.is_join_point(number) else self._own(operation.segment)]

    def _left_at(self, number: int) -> ast.stmt:
        """A statement that ends at a segment: whoever explores goes on, once for all ways that come to the same."""
        left = self.masked(self.keep_at(number))
        if self.visits:
            # What a visit comes back to may read more.
            left = self.placed(ast.IfExp(self._visiting(), self.name("w"), left))
        return self.returned(self.tuple_of([self.constant(number), left]))

    def halt(self, operation: nodes.Halt) -> Statements:
        point = -1 - self.layout.stop(self.index, operation.point)
        if self.always[point]:
            return self._settled(point)
        return [self.returned(self.call(f"p{self.index}_{operation.point}", self.name("w")))]

    def _settled(self, place: int) -> Statements:
        """Statements that stop: what is dead goes, the number of the stop comes."""
        kept = self._live_bytes(place)
        visiting = self.returned(self.call("settled", self.name("w"), self.constant(place)))
        return (
            [self.branch(self._visiting(), [visiting]), self.returned(kept)] if self.visits else [self.returned(kept)]
        )

    def _live_bytes(self, place: int) -> ast.expr:
        """The bytes of a state at a stop, no visits being under way."""
        live = self.placed(ast.BinOp(self.masked(self.keep(place)), ast.BitOr(), self.constant(place)))
        to_bytes = self.placed(ast.Attribute(live, "to_bytes", ast.Load()))
        return self.placed(ast.Call(to_bytes, [self.constant(self.layout.size_in_bytes), self.constant("little")], []))

    def _visiting(self) -> ast.expr:
        """Whether visits are under way."""
        return self.compare(">=", self.name("w"), self.constant(1 << self.layout.width))

    def end(self, operation: nodes.EndStory) -> Statements:
        place = -1 - self.layout.end(self.index, operation.ending)
        return [self.returned(self._live_bytes(place))]

    def fall_off(self, operation: nodes.FallOff) -> Statements:
        return [self.do(self.call("fails"))]

    def back(self, operation: nodes.GoBack) -> Statements:
        mask = self.constant(self.layout.frame_masks[self.index])
        return [self.returned(self.call("back", self.name("w"), mask))]

    def move(self, operation: nodes.MoveTo) -> Statements:
        body, values = self._arguments_for(operation.scene, operation.arguments)
        if operation.leaves:
            body.append(self._now(self.call("end_visit", self.name("w"))))
        number = self.layout.segment(operation.scene, operation.entry)
        go = self._left_at(number) if self.layout.is_join_point(number) else self._go(number)
        return [*body, *self._leave(), *values, go]

    def visit(self, operation: nodes.VisitScene) -> Statements:
        body, values = self._arguments_for(operation.scene, operation.arguments)
        entry = self._go(self.layout.segment(operation.scene, operation.entry))
        return [*body, *self._push(operation.segment), *values, entry]

    def draw_scene(self, operation: nodes.DrawScene) -> Statements:
        name = self.temporary()
        drawn = self.call(
            "drawn", self.name("w"), self.constant(operation.tag), self.constant(place_of(operation.place))
        )
        leave = self._push(operation.segment) if operation.segment is not None else self._leave()
        entry = self.placed(ast.Subscript(self.name("segments"), self.name(name), ast.Load()))
        go = self.returned(self.placed(ast.Call(entry, [self.name("w")], [])))
        found = self.compare(">=", self.name(name), self.constant(0))
        return [self.assign(name, drawn), self.branch(found, [*leave, go])]

    def _push(self, returns: int) -> Statements:
        """Statements that begin a visit: where to go on is put below the visits under way."""
        layout, segment = self.layout, self.layout.segment(self.index, returns)
        if self.layout.frame_masks[self.index]:
            return [self._now(self.call("push", self.name("w"), self.constant(segment)))]
        deep = self.compare(">=", self.name("w"), self.constant(layout.many_visits))
        visits = self.placed(ast.BinOp(self.name("w"), ast.RShift(), self.constant(layout.width)))
        further = self.placed(ast.BinOp(visits, ast.LShift(), self.constant(layout.width + layout.segment_bits + 1)))
        return_to = self.constant(segment + 1 << layout.width)
        under_way = self.placed(ast.BinOp(further, ast.BitOr(), return_to))
        own = self.masked((1 << layout.width) - 1)
        pushed = self._now(self.placed(ast.BinOp(own, ast.BitOr(), under_way)))
        return [self.branch(deep, [self.do(self.call("bail_out"))]), pushed]

    def _leave(self) -> Statements:
        """Statements that leave the scene for good."""
        body: Statements = []
        if mask := self.layout.frame_masks[self.index]:
            body.append(self._now(self._without(mask)))
        if self.layout.has_threads:
            body.append(self.branch(self._visiting(), [self._now(self.call("drop_threads", self.name("w")))]))
        return body

    def _arguments_for(self, target: int, codes: tuple[Expression, ...]) -> tuple[Statements, Statements]:
        """Statements that evaluate the arguments for a scene, and those that put them into its parameters.

        Whether they lie in their ranges is asked when all are known, as in a play.
        """
        body: Statements = []
        stored: Statements = []
        for place, (code, slot) in enumerate(zip(codes, self.program.scenes[target].frame, strict=False)):
            name, field = self.temporary(), self.layout.locals[target][place]
            body.append(self.assign(name, self.expression(code)))
            if slot.type.kind == "number":
                low, high = interval_of_type(slot.type)
                interval = self.interval(code)
                if interval[0] < low or interval[1] > high:
                    bounds = [self.constant(low), self.name(name), self.constant(high)]
                    stored.append(self.do(self.call("inside", *bounds)))
            stored.append(self._put(field, self.name(name)))
        return body, stored
