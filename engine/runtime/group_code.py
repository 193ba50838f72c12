"""Python code for the points where the play stops: what is asked, what is offered, and how a choice is taken."""

from __future__ import annotations

import ast
from typing import TypeAlias, TypeGuard

from engine.program import nodes
from engine.program.functions import FUNCTIONS
from engine.program.limits import MOST, MOST_STEPS
from engine.program.nodes import Expression, Member, Members, Point
from engine.program.program import Program
from engine.program.walk import walk
from engine.runtime.ast_builder import Statements
from engine.runtime.expressions import Expressions
from engine.runtime.layout import Layout
from engine.runtime.members import has, is_each, is_fixed, is_known, is_otherwise, is_tagged, threads
from engine.runtime.offers import Take
from engine.runtime.static_text import static_text
from engine.runtime.text import TextKind, unstyled
from engine.runtime.weights import A_STEP, HEAVY, Weights

# The condition of a choice that never changes, if it has one, and the name that it stands in.
KnownChoice: TypeAlias = tuple[ast.expr | None, str]

DRAWING = [row.name for row in FUNCTIONS if row.draws]

# Nodes of which that comes.
CHANGING = (nodes.ApplyDraw, nodes.CallDef, nodes.CallExtern, nodes.OfferThread, nodes.VaryText)
# So many choices are put into a tuple anew at each turn. One that is ready would lie somewhere in memory, and where its
# choices are would only be known when it is there; so they come from memory at the same time.
MOST_MADE = 8
# What changes the state while it is looked at (see machine.py), besides calls of a story's own functions.
EFFECTS = {*DRAWING, "extern", "next_then", "next_cycle", "next_once", "next_shuffle", "add_thread", "add_thread_apart"}


class GroupCode(Expressions):
    """Makes the functions of a scene's points.

    In them `r` is the list of choices, or the tuple of them, and `q` the function that takes the first `{otherwise}`
    that holds, or None.
    """

    def __init__(self, program: Program, layout: Layout, index: int, weights: Weights) -> None:
        super().__init__(program, layout, str(index))
        self.index = index
        self.scene = program.scenes[index]
        self.weights = weights
        self.frame = layout.frames[index]
        self.local_types = [slot.type for slot in self.scene.frame]
        self.slices = tuple(layout.slices(program.scenes, index))
        self.named = 0
        self.effects = self.can_be_closed = False
        # Whether what is added here may be added once more, with other values for its parameters.
        self.adds_several = False
        # Whether code of several parts may be made one.
        self.joins = False
        # The points whose code stands where the play stops there.
        self.joined: set[int] = set()
        # The segments that choices do not go through.
        self.passed: set[int] = set()

    def call(self, function: str, *arguments: ast.expr) -> ast.expr:
        """A call; those that change the state are noted."""
        if function in EFFECTS or (function[0] == "f" and function[1:].isdigit()):
            self.effects = True
        return super().call(function, *arguments)

    def can_join(self, point: Point) -> TypeGuard[nodes.ChoicePoint]:
        """Whether the code of a point could stand where the play stops there.

        If looking at it changed the state, or took from the turn's budget, the machine would have to know before.
        """
        if isinstance(point, nodes.AskPoint) or self.weights.members(point.group) >= HEAVY:
            return False
        return not any(isinstance(node, CHANGING) for node in walk(point.group))

    def join(self, number: int) -> Statements:
        """The code of a point, for the one place where the play stops there.

        Where nothing is offered it gives the number of the stop, and the machine asks the point's own function.
        """
        point = self.scene.points[number]
        assert isinstance(point, nodes.ChoicePoint), "others cannot be joined"
        self.go_to(point.at)
        self.can_be_closed = False
        offered = self._offered(point)
        if isinstance(offered[-1], ast.Return):
            return offered
        return [*offered, self.returned(self.constant(self.layout.stop(self.index, number)))]

    def point(self, number: int, point: Point) -> None:
        """Make the function of a point."""
        self.go_to(point.at)
        self.effects = self.can_be_closed = False
        if isinstance(point, nodes.AskPoint):
            weight, body = self.weights.parts(point.prompt), self._question(point)
        else:
            weight, body = self.weights.members(point.group), self._group(point)
        if weight > MOST_STEPS * A_STEP:
            body = [self.do(self.call("too_long"))]
        self.module.append(self.function(f"o{self.index}_{number}", ["w"], body))
        place = self.constant(-1 - self.layout.stop(self.index, number))
        if self.effects:
            self.module.append(self.do(self.call("has_effects", place)))
        if weight >= HEAVY:
            self.module.append(self.do(self.call("weighs", place, self.constant(weight // A_STEP))))

    def thread(self, members: Members) -> None:
        """Make the function that adds the scene's choices to those of another; it gives the `{otherwise}`."""
        body: Statements = []
        self.adds_several = True
        for member in members:
            body += self._member(member, threaded=True)
        self.go_to(self.scene.at)
        first = [self.assign("q", self.constant(None))]
        self.module.append(self.function(f"h{self.index}", ["w", "r"], [*first, *body, self.returned(self.name("q"))]))

    def _question(self, point: nodes.AskPoint) -> Statements:
        slot, type = self.slot_of(point.ref), point.type
        values = [self.constant(type.kind), self.constant(type.low), self.constant(type.high), self.constant(slot)]
        follow = self.constant(self.layout.segment(self.index, point.follow))
        text = self.text(point.prompt)
        self.go_to(point.at)
        return [self.returned(self.call("Question", text, *values, self.slot(slot), follow))]

    def _group(self, point: nodes.ChoicePoint) -> Statements:
        body = self._offered(point)
        if isinstance(body[-1], ast.Return):
            return body
        if has(point.group, is_otherwise):
            taken = self.call("q", self.name("w"), self.constant(None))
            body.append(self.branch(self.name("q"), [self.returned(taken)]))
        return [*body, self.returned(self.constant(self.layout.segment(self.index, point.follow)))]

    def _offered(self, point: nodes.ChoicePoint) -> Statements:
        """Statements that give the list of what is offered, if that is something."""
        self.adds_several = threads(point.group) > 1
        if is_known(point.group):
            return self._known_offer(point)
        added = [one for member in point.group for one in self._member(member, threaded=False)]
        self.go_to(point.at)
        # What is always offered and never changes begins the list; the rest is added to it.
        first: list[ast.expr] = []
        while len(first) < len(added) and (always := _always_added(added[len(first)])) is not None:
            first.append(always)
        body = [self.assign("r", self.placed(ast.List(first, ast.Load()))), *added[len(first) :]]
        if has(point.group, is_otherwise):
            body.insert(0, self.assign("q", self.constant(None)))
        if has(point.group, is_each):
            # Before anything is asked of them: of two, the first counts, also where that is closed.
            body.append(self.assign("r", self.call("once_each", self.name("r"))))
        given = [self.returned(self.call("tuple", self.name("r")))]
        if first:
            return [*body, *given]
        some_open = self.call("open_choices", self.name("r")) if self.can_be_closed else self.name("r")
        return [*body, self.branch(some_open, given)]

    def _known_offer(self, point: nodes.ChoicePoint) -> Statements:
        """Statements that give one of the tuples of choices that can come out, which are all made beforehand."""
        known: list[KnownChoice] = []
        for member in point.group:
            assert isinstance(member, nodes.OfferChoice), "only these are known"
            self.go_to(member.at)
            conditions = self._conditions(member)
            known.append((self.both(*conditions) if conditions else None, self._fixed_choice(member, False)))
        self.go_to(point.at)
        offer = self._known_tuple(known, ())
        if any(condition is None for condition, _ in known):
            return [self.returned(offer)]
        return [self.assign("r", offer), self.branch(self.name("r"), [self.returned(self.name("r"))])]

    def _known_tuple(self, known: list[KnownChoice], chosen: tuple[str, ...]) -> ast.expr:
        """A node for the tuple of the choices whose conditions hold, behind those that are in it already."""
        for place, (condition, name) in enumerate(known):
            if condition is not None:
                with_it, without = (self._known_tuple(known[place + 1 :], one) for one in ((*chosen, name), chosen))
                return self.either(condition, with_it, without)
            chosen = (*chosen, name)
        if len(chosen) <= MOST_MADE:
            return self.tuple_of([self.own(one) for one in chosen])
        name = self._fresh("g")
        self.module.append(self.assign(name, self.tuple_of([self.name(one) for one in chosen])))
        return self.own(name)

    def _fresh(self, kind: str) -> str:
        """A fresh name of the module."""
        self.named += 1
        return f"{kind}{self.index}_{self.named}"

    # ------------------------------------------------------------ members

    def _member(self, member: Member, threaded: bool) -> Statements:
        """Statements that add what a member of a group offers."""
        if isinstance(member, nodes.OfferChoice):
            return self._choice(member, threaded)
        if isinstance(member, nodes.OfferEach):
            return self._each(member)
        if isinstance(member, nodes.OfferThread):
            return self._thread(member)
        branches = []
        for at, code, members in member.branches:
            self.go_to(at)
            condition = self.expression(code)
            branches.append((at, condition, [one for inner in members for one in self._member(inner, threaded)]))
        return self.chain(branches, [one for inner in member.otherwise for one in self._member(inner, threaded)])

    def _conditions(self, member: nodes.OfferChoice | nodes.OfferEach) -> list[ast.expr]:
        """What must hold for a choice to be offered: it is not used up, and its `if` guards hold."""
        conditions = []
        if isinstance(member, nodes.OfferChoice) and member.once is not None:
            used = self.binary(
                "&", self.counter(self.layout.counters[member.once.counter]), self.constant(member.once.bit)
            )
            conditions.append(self.negate(used))
        conditions += [self.expression(guard.condition) for guard in member.guards if guard.kind == "if"]
        return conditions

    def _choice(self, member: nodes.OfferChoice, threaded: bool) -> Statements:
        self.go_to(member.at)
        conditions = self._conditions(member)
        if is_otherwise(member):
            taken = self.own(self._taking(member, threaded))
            free = self.placed(ast.Compare(self.name("q"), [ast.Is()], [self.constant(None)]))
            return [self.branch(self.both(free, *conditions), [self.assign("q", taken)])]
        if is_fixed(member):
            added = self.own(self._fixed_choice(member, threaded))
        else:
            reason = self._reason(member)
            shown = [self.constant(member.tags), self.call("unstyled", self.text(member.text))]
            if is_tagged(member):
                shown = [self.placed(ast.Starred(self.call("with_tags", self.text(member.text)), ast.Load()))]
            self.go_to(member.at)
            take = self._take(member, threaded)
            taking = self.own(take) if isinstance(take, str) else self.constant(take)
            added = self.call("Choice", self.constant(member.id), self.constant(member.label), *shown, taking, reason)
        statement = self.do(self._append(added))
        return [self.branch(self.both(*conditions), [statement])] if conditions else [statement]

    def _fixed_choice(self, member: nodes.OfferChoice, threaded: bool) -> str:
        """The name of a choice of which all is known."""
        name, take = self._fresh("c"), self._take(member, threaded)
        with self.constants_of_its_own():
            known = self.constant((member.id, member.label, member.tags, unstyled("".join(map(str, member.text)))))
            taking = self.name(take) if isinstance(take, str) else self.constant(take)
            self.module.append(self.assign(name, self.call("fixed_choice", known, taking)))
        return name

    def _take(self, member: nodes.OfferChoice, threaded: bool) -> Take | str:
        """How a choice is taken, or the name of the function that does it: where it has to be noted."""
        is_noted = threaded or member.once is not None or self._label_counter(member) is not None
        return self._taking(member, threaded) if is_noted else self._target(member.segment)

    def _label_counter(self, member: nodes.OfferChoice) -> tuple[int, int] | None:
        """Where it is counted how often a choice with a label was taken."""
        return self.layout.counters.get(f"visits {self.scene.name}.{member.label}") if member.label else None

    def _append(self, value: ast.expr) -> ast.expr:
        """`r.append(value)`."""
        return self.placed(ast.Call(self.placed(ast.Attribute(self.name("r"), "append", ast.Load())), [value], []))

    def _reason(self, member: nodes.OfferChoice | nodes.OfferEach) -> ast.expr:
        """A node for the reason why a choice is closed, None while it is open."""
        reason = self.constant(None)
        for guard in reversed(member.guards):
            if guard.kind == "needs":
                self.can_be_closed = True
                closed = self.call("unstyled", self.text(guard.reason))
                self.go_to(member.at)
                reason = self.either(self.expression(guard.condition), reason, closed)
        return reason

    def _taking(self, member: nodes.OfferChoice, threaded: bool) -> str:
        """The name of a function that takes a choice: it notes that, and goes on with the choice's segment."""
        name, bound = self._fresh("k"), self.bound
        self.bound = {}
        with self.constants_of_its_own():
            number = self.constant(self.layout.segment(self.index, member.segment))
            body = [*self._note_taken(member, threaded), self.returned(number)]
            self.module.append(self.function(name, ["w", "emit"], body))
        self.bound = bound
        return name

    def _target(self, number: int) -> Take:
        """Where a choice leads, as `Choice.take` says it."""
        past = self.past(number) if self.joins else None
        if past is None:
            return self.layout.segment(self.index, number)
        self.passed.add(number)
        return past

    def past(self, number: int) -> tuple[int] | tuple[int, str, TextKind] | None:
        """The segment behind one that need not be gone through, with what that prints."""
        operations = self.scene.segments[number]
        said = static_text(operations[:-1])
        # The first one enters the scene.
        if number == 0 or said is None or self.weights.segment(self.scene, operations) >= HEAVY:
            return None
        last = operations[-1]
        if isinstance(last, nodes.Goto):
            return self.layout.segment(self.index, last.segment), *said
        has_more = self.slices or self.layout.has_threads
        if isinstance(last, nodes.MoveTo) and not (last.arguments or last.leaves or has_more):
            return self.layout.segment(last.scene, last.entry), *said
        return None

    def _note_taken(self, member: nodes.OfferChoice, threaded: bool) -> Statements:
        """Statements that note that a choice was taken."""
        marks = []
        if member.once is not None:
            place = [self.constant(one) for one in self.layout.counters[member.once.counter]]
            marks.append(self.do(self.call("use_up", self.name("w"), *place, self.constant(member.once.bit))))
        label = self._label_counter(member)
        if label is not None:
            marks.append(self.do(self.call("count", self.name("w"), *map(self.constant, label))))
        if threaded:
            marks.append(self.do(self.call("push_thread", self.name("w"))))
        return marks

    def _each(self, member: nodes.OfferEach) -> Statements:
        self.go_to(member.at)
        prefix = f"{self.scene.name}.each-"
        drawing = (prefix, member.tag, member.once, bool(member.returns), self.slices)
        values = [self.name("w"), self.name("r"), self.constant(drawing), self._reason(member)]
        statement = self.do(self.call("add_each", *values))
        conditions = self._conditions(member)
        return [self.branch(self.both(*conditions), [statement])] if conditions else [statement]

    def _thread(self, member: nodes.OfferThread) -> Statements:
        self.go_to(member.at)
        # What is borrowed may be closed.
        self.can_be_closed = True
        body, values = self.arguments(member.arguments)
        body += self.parameters(member.scene, member.arguments, values)
        adding = "add_thread_apart" if member.arguments and self.adds_several else "add_thread"
        added = self.call(adding, self.name("w"), self.name("r"), self.constant(member.scene))
        otherwise = self.temporary()
        either = self.placed(ast.BoolOp(ast.Or(), [self.name("q"), self.name(otherwise)]))
        return [*body, self.assign(otherwise, added), self.assign("q", either)]

    # ------------------------------------------------------------ values for another scene

    def arguments(self, codes: tuple[Expression, ...]) -> tuple[Statements, list[ast.expr]]:
        """Statements that evaluate arguments before anything changes, and nodes for their values."""
        names = [self.temporary() for _ in codes]
        body = [self.assign(name, self.unchecked(code)) for name, code in zip(names, codes, strict=True)]
        return body, [self.name(name) for name in names]

    def parameters(self, target: int, codes: tuple[Expression, ...], values: list[ast.expr]) -> Statements:
        """Statements that put values into the parameters of a scene."""
        body: Statements = []
        frame = self.program.scenes[target].frame
        for place, (code, value) in enumerate(zip(codes, values, strict=True)):
            name, (kind, low, high, _) = frame[place]
            slot = self.layout.frames[target] + place
            if kind == "number":
                bounds = (-MOST, MOST) if low is None or high is None else (low, high)
                body += self.checked(value, code, bounds, name, slot)
            else:
                body.append(self.assign_slot(slot, value))
        return body

    def checked(self, value: ast.expr, code: Expression, bounds: tuple[int, int], name: str, slot: int) -> Statements:
        """Statements that put a number, made of `code`, into a slot, after a check where it could leave its range."""
        low, high = bounds
        interval = self.interval(code)
        if low <= interval[0] and interval[1] <= high:
            return [self.assign_slot(slot, value)]
        known = self.seldom((name, low, high))
        return [self.assign_slot(slot, self.within(value, interval, bounds, "outside", known))]


def _always_added(statement: ast.stmt) -> ast.expr | None:
    """The choice that a statement `r.append(choice)` adds, if it is made already; None for all else."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and not isinstance(call.args[0], ast.Call):
        return call.args[0]
    return None
