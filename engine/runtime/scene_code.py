"""Python code for the segments of a scene: its operations, one after the other."""

from __future__ import annotations

from typing import Any

from engine.program.model import Operation, place
from engine.runtime.group_code import GroupCode
from engine.runtime.layout import STACK
from engine.runtime.weights import A_STEP, HEAVY


class SceneCode(GroupCode):
    """Makes the functions of one scene."""

    def build(self) -> list[Any]:
        """All functions of the scene."""
        scene = self.scene
        for number, operations in enumerate(scene["segments"]):
            self.go_to(_place_of(operations) or scene["at"])
            body = self._entry() if number == 0 else []
            weight = self.weights.operations(operations)
            if weight >= HEAVY:
                body.append(self.do(self.call("spend", self.name("emit"), self.constant(weight // A_STEP))))
            body += self.operations(operations)
            self.module.append(self.function(f"s{self.index}_{number}", ["w", "emit"], body))
        for number, point in enumerate(scene["points"]):
            self.point(number, point)
        if scene["thread"] is not None:
            self.thread(scene["thread"])
        return self.module

    def _entry(self) -> list[Any]:
        """What happens whenever the scene is entered."""
        body = [self._emit(self.constant(None))]
        name = self.scene["name"]
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

    def operations(self, operations: list[Operation]) -> list[Any]:
        """Statements for some operations."""
        body: list[Any] = []
        for operation in operations:
            body += getattr(self, f"_do_{operation[0]}")(operation)
        return body

    def _emit(self, value: Any) -> Any:
        return self.do(self.call("emit", value))

    def _do_say(self, operation: Operation) -> list[Any]:
        self.go_to(operation[1])
        text = self.text(operation[2])
        self.go_to(operation[1])
        return [self._emit(text)]

    def _do_break(self, operation: Operation) -> list[Any]:
        return [self._emit(self.constant(None))]

    def _do_speak(self, operation: Operation) -> list[Any]:
        return [self._emit(self.constant(("speaker", operation[1])))]

    def _do_tags(self, operation: Operation) -> list[Any]:
        return [self._emit(self.constant(("tags", tuple(operation[1]))))]

    def _do_set(self, operation: Operation) -> list[Any]:
        _, at, (kind, number), code, low, high = operation
        self.go_to(at)
        slot = (self.layout.variables if kind == "var" else self.frame) + number
        if low is None:
            return [self.assign_slot(slot, self.expression(code))]
        name = self.program["variables"][number]["name"] if kind == "var" else self.scene["frame"][number][0]
        return self.checked(self.unchecked(code), code, (low, high), name, slot)

    def _do_if(self, operation: Operation) -> list[Any]:
        branches = []
        for at, code, inner in operation[1]:
            self.go_to(at)
            branches.append((at, self.expression(code), self.operations(inner)))
        return self.chain(branches, self.operations(operation[2]))

    def _do_vary(self, operation: Operation) -> list[Any]:
        _, kind, counter, items = operation
        name = self.temporary()
        at = place(self.line, self.column)
        first = self.assign(name, self.advance(kind, counter, len(items)))
        branches = []
        for turn, item in enumerate(items):
            asked = self.compare("==", self.name(name), self.constant(turn))
            branches.append((at, asked, self.operations(item)))
        return [first, *self.chain(branches, [])]

    def _do_goto(self, operation: Operation) -> list[Any]:
        return [self.returned(self.constant(self.layout.segment(self.index, operation[1])))]

    def _do_stop(self, operation: Operation) -> list[Any]:
        return [self.returned(self.constant(self.layout.stop(self.index, operation[1])))]

    def _do_end(self, operation: Operation) -> list[Any]:
        body = [*self.clear(), self.assign_slot(STACK, self.constant(()))]
        return [*body, self.returned(self.constant(self.layout.end(self.index, operation[1])))]

    def _do_fail(self, operation: Operation) -> list[Any]:
        self.go_to(operation[1])
        return [self.returned(self.call("nothing_left", self.constant(self.scene["name"])))]

    def _do_back(self, operation: Operation) -> list[Any]:
        self.go_to(operation[1])
        return [self.returned(self.call("back", self.name("w"), self.constant(self.slices)))]

    def _do_move(self, operation: Operation) -> list[Any]:
        _, at, target, arguments = operation
        self.go_to(at)
        body, values = self.arguments(arguments)
        body += self._leave()
        body += self.parameters(target, arguments, values)
        return [*body, self.returned(self.constant(self.layout.segment(target, 0)))]

    def _do_visit(self, operation: Operation) -> list[Any]:
        _, at, target, arguments, returns = operation
        self.go_to(at)
        body, values = self.arguments(arguments)
        body += [self.do(self._push(returns)), *self.parameters(target, arguments, values)]
        return [*body, self.returned(self.constant(self.layout.segment(target, 0)))]

    def _do_any(self, operation: Operation) -> list[Any]:
        _, at, tag, draw, returns = operation
        self.go_to(at)
        name = self.temporary()
        drawn = self.call("drawn", self.name("w"), self.constant(tag), *self.draw(draw))
        leave = [self.do(self._push(returns))] if returns is not None else self._leave()
        found = self.compare(">=", self.name(name), self.constant(0))
        return [self.assign(name, drawn), self.branch(found, [*leave, self.returned(self.name(name))])]

    def _push(self, returns: int) -> Any:
        """A call that remembers where to come back to, and the local variables of this scene."""
        segment = self.constant(self.layout.segment(self.index, returns))
        return self.call("push", self.name("w"), segment, self.constant(self.slices))

    def _leave(self) -> list[Any]:
        """Statements that leave the scene for good, and with it the places where `<-` would go on."""
        body = self.clear()
        if self.layout.has_threads:
            body.append(self.do(self.call("drop_threads", self.name("w"))))
        return body

    def clear(self) -> list[Any]:
        """Statements that forget the scene's local variables, so that states which behave alike are equal."""
        size = sum(end - start for start, end in self.slices)
        if size > 4:
            return [self.do(self.call("forget", self.name("w"), self.constant(self.slices)))]
        return [self.assign_slot(slot, self.constant(None)) for start, end in self.slices for slot in range(start, end)]


def _place_of(operations: list[Operation]) -> int | None:
    """The first place that some operations name."""
    for operation in operations:
        if operation[0] in ("say", "set", "move", "visit", "any", "back", "fail"):
            return int(operation[1])
        if operation[0] == "if":
            return int(operation[1][0][0])
    return None
