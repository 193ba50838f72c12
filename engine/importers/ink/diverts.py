"""Writes diverts, tunnels and threads as moves, visits and borrowed choices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.importers.builder.tree import (
    Back,
    Body,
    DraftIf,
    DraftMove,
    DraftProse,
    DraftThread,
    End,
    Go,
    MoveTo,
)
from engine.importers.ink.scopes import InkScope, Label, Untranslatable
from engine.importers.ink.tree import (
    Divert,
    Expression,
)
from engine.importers.ink.typed_values import in_order, kind_of

if TYPE_CHECKING:
    pass
from engine.importers.ink.lines import LineWriter


class DivertWriter(LineWriter):
    """Writes where a scene goes."""

    def _divert(self, node: Divert) -> None:
        try:
            if node.kind == "thread":
                self._thread(node)
            elif self.soft_at is not None and not (node.kind == "go" and node.path == "DONE"):
                raise Untranslatable("in ink, the choices above and those that come now are one list")
            elif several := self._several(node):
                self._dispatch(node, several)
            else:
                self._move(self._to(node))
        except Untranslatable as problem:
            self._todo(problem, node.line)

    def _to(self, node: Divert) -> MoveTo:
        if node.kind == "onwards" and self.place.is_thread and not self.is_visited_thread:
            # Here `-> back` in a choice that was added goes back to where it was added.
            if node.path:
                raise Untranslatable("a thread that leaves the tunnel around it for another knot")
            return Go(self.translation.leaving())
        if node.kind == "onwards" and not node.path:
            return Back()
        if node.path == "DONE" and self.is_visited_thread:
            return Back()
        if node.path in ("END", "DONE"):
            return End()
        returns = node.kind == "tunnel"
        target, arguments = self.divert_target(node.path, node.arguments)
        return Back(target, arguments) if node.kind == "onwards" else Go(target, arguments, returns)

    def _move(self, to: MoveTo) -> None:
        had_text = self.is_open or bool(self.pieces)
        self._flush()
        if self.translation.glues_backwards:
            self._part_from_glue()
        self._left_tags()
        self.is_glued = False
        last = self.out[-1] if self.out else None
        joins = had_text and not isinstance(to, End)
        if joins and isinstance(last, DraftProse) and self.is_open:
            self.out[-1] = replace(last, text=(*last.text, self.gap) if self.gap else last.text, goes_on=True)
        elif joins and self.is_open:
            self._add(DraftProse((), joins=True))
        self._add(DraftMove(to, source=self.source(self.line), line=self.line))
        self.is_open = False
        if not (isinstance(to, Go) and to.returns):
            self.is_dead = True

    # ------------------------------------------------------------ targets

    def divert_target(self, path: str, given: tuple[Expression, ...]) -> tuple[str, tuple[str, ...]]:
        """Where a divert leads, and with what."""
        variable = self.scopes.variable(path, self.place) if "." not in path else None
        if variable is not None and ("target" in variable.kinds or variable.is_parameter):
            return self._variable_divert_target(path, given)
        found = self.scopes.target(path, self.place)
        if found is None:
            raise Untranslatable(f"there is no knot, stitch or label `{path}`")
        return self._divert_target_at(found, given)

    def _divert_target_at(self, found: InkScope | Label, given: tuple[Expression, ...]) -> tuple[str, tuple[str, ...]]:
        if isinstance(found, Label):
            if found.place is self.place:
                return found.out, ()
            return f"{found.place.scene}.{found.out}", ()
        if found is self.place and self.values.counting.needs_top(found):
            return self.translation.top_of(found), ()
        if found.flow.is_function:
            raise Untranslatable(f"`{found.path}` is a function")
        return found.scene, self.arguments(found, given)

    def arguments(self, found: InkScope, given: tuple[Expression, ...]) -> tuple[str, ...]:
        """The values for the parameters of a scene."""
        parameters = found.flow.parameters
        if len(parameters) != len(given):
            raise Untranslatable(f"`{found.path}` takes {len(parameters)} values, and here are {len(given)}")
        if any(one.reference for one in parameters):
            raise Untranslatable("a scene cannot change the variable of another one")
        return tuple(
            self.values.argument(value, self.place, found.locals[parameter.name])
            for parameter, value in in_order(found, given)
        )

    def _variable_divert_target(self, path: str, given: tuple[Expression, ...]) -> tuple[str, tuple[str, ...]]:
        variable = self.scopes.variable(path, self.place)
        assert variable is not None
        if kind_of(variable) != "target":
            raise Untranslatable(f"`{path}` is no place to go to")
        goals = [self.scopes.target(one, self.scopes.root) for one in variable.targets]
        if len(goals) == 1 and goals[0] is not None:
            return self._divert_target_at(goals[0], given)
        if given or not all(isinstance(one, InkScope) and not one.flow.parameters for one in goals):
            raise Untranslatable("the scenes that a variable can name take no values")
        return f"{{{self.values.references.get(variable, variable.out)}}}", ()

    def _several(self, node: Divert) -> list[tuple[str, InkScope | Label]]:
        """Where a divert to a variable can lead that has to ask for each place; nothing for all other diverts."""
        variable = self.scopes.variable(node.path, self.place) if "." not in node.path else None
        if variable is None or variable.kinds != {"target"} or len(variable.targets) < 2:
            return []
        goals = [(key, self.scopes.target(key, self.scopes.root)) for key in sorted(variable.targets)]
        is_simple = all(isinstance(one, InkScope) and not one.flow.parameters for _, one in goals)
        if is_simple and node.kind == "go" and not node.arguments:
            return []
        return [(key, one) for key, one in goals if one is not None]

    def _dispatch(self, node: Divert, goals: list[tuple[str, InkScope | Label]]) -> None:
        """A divert to a variable, place by place."""
        variable = self.scopes.variable(node.path, self.place)
        assert variable is not None
        out = self.values.references.get(variable, variable.out)
        self._flush()
        branches: list[tuple[str, Body]] = []
        for key, goal in goals:
            target, arguments = self._divert_target_at(goal, node.arguments)
            to: MoveTo = Go(target, arguments, node.kind == "tunnel")
            to = Back(target, arguments) if node.kind == "onwards" else to
            branches.append((f"{out} == {self.scopes.value_of(key)}", (DraftMove(to),)))
        last = self.out[-1] if self.out else None
        if self.is_open and isinstance(last, DraftProse):
            self.out[-1] = replace(last, goes_on=True)
        self._add(DraftIf(tuple(branches[:-1]), branches[-1][1], source=self.source(node.line), line=node.line))
        self.is_open = False
        self.is_dead = self.is_dead or node.kind != "tunnel"

    # ------------------------------------------------------------ threads

    def _offers(self, thread: Divert) -> bool:
        """Whether a thread offers choices, and does not only print."""
        found = self.scopes.target(thread.path, self.place)
        return not isinstance(found, InkScope) or bool(self.translation.threads.plan(found).choices)

    def _thread(self, node: Divert) -> None:
        found = self.scopes.target(node.path, self.place)
        if not isinstance(found, InkScope):
            raise Untranslatable(
                "the choices of a label or of a variable place" if found else f"there is no `{node.path}`"
            )
        plan = self.translation.threads.plan(found)
        if plan.why:
            raise Untranslatable(plan.why)
        self._flush()
        if self.is_glued:
            self._glue_last()
        if self.is_open and plan.text and self.soft_at is None:
            self._add(DraftProse((), joins=True))
        self._end_of_text()
        arguments = self.arguments(found, node.arguments)
        if plan.text:
            # What a thread prints comes before all choices.
            visit = DraftMove(Go(plan.text, arguments, True), source=self.source(node.line), line=node.line)
            if self.soft_at is None:
                self._add(visit)
            else:
                self.out.insert(self.soft_at, visit)
                self.soft_at += 1
        if plan.choices:
            if self.soft_at is None:
                self.soft_at = len(self.out)
            self._add(DraftThread(plan.choices, arguments, source=self.source(node.line), line=node.line))
