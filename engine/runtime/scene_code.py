"""Python code for the segments of a scene: its operations, one after the other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import chain

from engine.program import nodes
from engine.program.nodes import Operations
from engine.program.places import place
from engine.program.styles import NOTHING
from engine.runtime.ast_builder import Statements
from engine.runtime.group_code import GroupCode
from engine.runtime.layout import PLACE, STACK
from engine.runtime.static_text import kind_of, options
from engine.runtime.visitor import OperationVisitor
from engine.runtime.weights import A_STEP, HEAVY


class SceneCode(GroupCode, OperationVisitor[Statements]):
    """Makes the functions of one scene."""

    def build(self, joins: bool) -> Statements:
        """All functions of the scene. With `joins`, the code of a point at which the play stops in one place only
        stands there, and choices do not go through segments that only print: a turn is a call or two less, and so
        many functions less are made. `rest` makes the others when they are asked for, as when somebody goes back.
        """
        scene, self.joins = self.scene, joins
        stops = [*chain.from_iterable(map(_stops_in, scene.segments))] if joins else []
        for number, point in enumerate(scene.points):
            if stops.count(number) == 1 and self.can_join(point):
                self.joined.add(number)
            else:
                self.point(number, point)
        for number in range(len(scene.segments)):
            if number not in self.passed:
                self._segment(number, is_shared=joins)
        if scene.thread is not None:
            self.thread(scene.thread)
        return self.module

    def rest(self) -> Statements:
        """The functions of points whose code may stand elsewhere, and of segments that choices need not go through."""
        self.joins = True
        for number, point in enumerate(self.scene.points):
            if self.can_join(point):
                self.point(number, point)
        for number in range(len(self.scene.segments)):
            if self.past(number) is not None:
                self._segment(number)
        return self.module

    def _segment(self, number: int, is_shared: bool = False) -> None:
        """Make the function of a segment, and the data with which it is one of a scene whose code is shared."""
        scene, operations = self.scene, self.scene.segments[number]
        if is_shared:
            self.data, self.data_apart, self.temporaries = [], [], 0
            self.slots_in_data, self.own_in_data = {}, {}
        probes = 0
        while probes < len(operations) and isinstance(operations[probes], nodes.Probe):
            probes += 1
        self.go_to(place_of(operations[probes:]) or scene.at)
        body = self._entry() if number == 0 and not scene.is_function else []
        weight = self.weights.segment(scene, operations)
        if weight >= HEAVY:
            # What an exploration looks for is seen though this be too much.
            body += self.operations(operations[:probes]) if probes else []
            body.append(self.do(self.call("spend", self.name("emit"), self.constant(weight // A_STEP))))
            operations = operations[probes:]
        body += self.operations(operations)
        self.module.append(self.function(f"s{self.index}_{number}", ["w", "emit", "k"], body))
        if self.data is not None:
            self.module.append(self.assign(f"d{self.index}_{number}", self._all_data(self.data)))
            self.data = None

    def _all_data(self, data: list[ast.expr]) -> ast.expr:
        """A node for the data of the function in hand: what each turn takes from it, and what few do."""
        return self.tuple_of([self.tuple_of(data), self.tuple_of(self.data_apart)])

    def _entry(self) -> Statements:
        """What happens whenever the scene is entered."""
        return [self._emit(self.constant(None)), *self._counted_in(self.scene.name)]

    def _counted_in(self, name: str) -> Statements:
        """Statements that count that the play comes to a scene or a point."""
        body = []
        for kind in ("visits", "since"):
            where = self.layout.counters.get(f"{kind} {name}")
            if where is not None:
                counter = [self.name("w"), *map(self.constant, where)]
                if kind == "visits":
                    body.append(self.do(self.call("count", *counter)))
                else:
                    turn = self.binary("+", self.slot(self.layout.turns or 0), self.constant(1))
                    body.append(self.do(self.call("keep", *counter, turn)))
        return body

    def operations(self, operations: Operations) -> Statements:
        """Statements for some operations."""
        return [one for operation in operations for one in self.operation(operation)]

    def _emit(self, value: ast.expr) -> ast.stmt:
        return self.do(self.call("emit", value))

    def say(self, operation: nodes.Say) -> Statements:
        self.go_to(operation.at)
        known: list[str | tuple[str, ...] | None] = [""]
        values: list[ast.expr] = []
        for part in operation.parts:
            if isinstance(part, str):
                known[-1] = f"{known[-1]}{part}"
                continue
            texts = options(part)
            values.append(self.part(part) if texts is None else self.option(part))
            known += [texts, ""]
        self.go_to(operation.at)
        kept, start = self.kept(known if values else [known[0] or NOTHING])
        places = [self.placed(ast.Constant(place)) for place in (kind_of(operation.parts), start)]
        return [self._emit(self.tuple_of([kept, *places, *values]))]

    def new_paragraph(self, operation: nodes.NewParagraph) -> Statements:
        return [self._emit(self.constant(None))]

    def speak(self, operation: nodes.Speak) -> Statements:
        return [self._emit(self.constant(("speaker", operation.name)))]

    def add_tags(self, operation: nodes.AddTags) -> Statements:
        return [self._emit(self.constant(("tags", operation.tags)))]

    def probe(self, operation: nodes.Probe) -> Statements:
        return [self.do(self.call("probe", self.constant(operation.number)))]

    def set(self, operation: nodes.Assign) -> Statements:
        _, target, value, low, high, _ = operation
        self.go_to(operation.at)
        slot = self.slot_of(target)
        if low is None or high is None:
            return [self.assign_slot(slot, self.expression(value))]
        names = self.program.variables if isinstance(target, nodes.VarRef) else self.scene.frame
        return self.checked(self.unchecked(value), value, (low, high), names[target.number].name, slot)

    def choose(self, operation: nodes.Branch) -> Statements:
        branches = []
        for at, condition, body in operation.cases:
            self.go_to(at)
            branches.append((at, self.expression(condition), self.operations(body)))
        return self.chain(branches, self.operations(operation.otherwise))

    def vary(self, operation: nodes.VaryBlock) -> Statements:
        name = self.temporary()
        at = place(self.line, self.column)
        first = self.assign(name, self.advance(operation.kind, operation.counter, len(operation.items)))
        branches = []
        for turn, item in enumerate(operation.items):
            asked = self.compare("==", self.name(name), self.constant(turn))
            branches.append((at, asked, self.operations(item)))
        return [first, *self.chain(branches, [])]

    def go_on(self, operation: nodes.Goto) -> Statements:
        return [self.returned(self.constant(self.layout.segment(self.index, operation.segment)))]

    def halt(self, operation: nodes.Halt) -> Statements:
        stop = self.place_number(self.layout.stop(self.index, operation.point))
        if operation.point not in self.joined:
            return [self.returned(stop)]
        return [self.assign_slot(PLACE, stop), *self.join(operation.point)]

    def end(self, operation: nodes.EndStory) -> Statements:
        body = [*self.clear(), self.assign_slot(STACK, self.constant(()))]
        return [*body, self.returned(self.constant(self.layout.end(self.index, operation.ending)))]

    def fall_off(self, operation: nodes.FallOff) -> Statements:
        self.go_to(operation.at)
        return [self.returned(self.call("nothing_left", self.constant(self.scene.name)))]

    def back(self, operation: nodes.GoBack) -> Statements:
        self.go_to(operation.at)
        return [self.returned(self.call("back", self.name("w"), self.constant(self.slices)))]

    def move(self, operation: nodes.MoveTo) -> Statements:
        self.go_to(operation.at)
        body, values = self.arguments(operation.arguments)
        if operation.leaves:
            body.append(self.do(self.call("end_visit", self.name("w"))))
        body += self._leave()
        body += self.parameters(operation.scene, operation.arguments, values)
        return [*body, self.returned(self.constant(self.layout.segment(operation.scene, operation.entry)))]

    def visit(self, operation: nodes.VisitScene) -> Statements:
        self.go_to(operation.at)
        body, values = self.arguments(operation.arguments)
        body.append(self.do(self._push(operation.segment)))
        body += self.parameters(operation.scene, operation.arguments, values)
        return [*body, self.returned(self.constant(self.layout.segment(operation.scene, operation.entry)))]

    def enter_scene(self, operation: nodes.EnterScene) -> Statements:
        return self._entry()

    def pass_point(self, operation: nodes.PassPoint) -> Statements:
        self.go_to(operation.at)
        return self._counted_in(operation.name)

    def draw_scene(self, operation: nodes.DrawScene) -> Statements:
        self.go_to(operation.at)
        name = self.temporary()
        drawn = self.call("drawn", self.name("w"), self.constant(operation.tag), *self.draw(operation.place))
        leave = [self.do(self._push(operation.segment))] if operation.segment is not None else self._leave()
        found = self.compare(">=", self.name(name), self.constant(0))
        return [self.assign(name, drawn), self.branch(found, [*leave, self.returned(self.name(name))])]

    def _push(self, returns: int) -> ast.expr:
        """A call that remembers where to come back to, and the local variables of this scene."""
        segment = self.constant(self.layout.segment(self.index, returns))
        return self.call("push", self.name("w"), segment, self.constant(self.slices))

    def _leave(self) -> Statements:
        """Statements that leave the scene for good, and with it the places where `<-` would go on."""
        body = self.clear()
        if self.layout.has_threads:
            body.append(self.do(self.call("drop_threads", self.name("w"))))
        return body

    def clear(self) -> Statements:
        """Statements that forget the scene's local variables, so that states which behave alike are equal."""
        size = sum(end - start for start, end in self.slices)
        if size > 4:
            return [self.do(self.call("forget", self.name("w"), self.constant(self.slices)))]
        return [self.assign_slot(slot, self.constant(None)) for start, end in self.slices for slot in range(start, end)]


def _stops_in(operations: Operations) -> Iterator[int]:
    """The points at which some operations stop, each as often as they do."""
    for operation in operations:
        if isinstance(operation, nodes.Halt):
            yield operation.point
        elif isinstance(operation, nodes.Branch):
            for body in (*(case.body for case in operation.cases), operation.otherwise):
                yield from _stops_in(body)
        elif isinstance(operation, nodes.VaryBlock):
            for item in operation.items:
                yield from _stops_in(item)


def place_of(operations: Operations) -> int | None:
    """The first place that some operations name."""
    for operation in operations:
        if isinstance(operation, nodes.Branch):
            return operation.cases[0].at
        at: int | None = getattr(operation, "at", None)
        if at is not None:
            return at
    return None
