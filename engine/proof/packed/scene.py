"""Python code that takes states, as numbers, from stop to stop: one call a turn.

For scene 3 a module defines

    s3_0(w)   a function a segment: the bytes of the state at the stop that it leads to, or the segment and the state
              with which it comes to a draw
    x3_0(w, d)  the same, for a segment that begins with a draw, of what is drawn
    k3_t1(w)  the same, for a choice whose taking has to be noted first
    h3(w, r)  adds to such a list what `<-` adds of the scene; gives the function that takes its `{otherwise}`
    o3_0(w)   what a point offers: a list of such functions, and of the ids of closed choices; or one such function,
              with which the play goes on as nothing is open
    p3_0(w)   a stop at a point that may have nothing to offer
    m3(w)     whether the scene may be drawn

`w` is the state (layout.py). Whatever is out of the ordinary (an error, a probe of a claim that is met for the first
time, an effect of looking) raises, and the turn is run again by reference.py: so there is one meaning only.
"""

from __future__ import annotations

import ast

from engine.program import nodes
from engine.program.limits import COUNTER_BITS
from engine.program.nodes import Member, OfferChoice, OfferEach, Once, Operations, Point
from engine.proof.draws import MOST_OUTCOMES
from engine.proof.packed.offers import can_be_closed, has_thread, is_otherwise, needs_tuples, with_added
from engine.proof.packed.statements import PackedStatements
from engine.proof.reductions.draw_outcomes import Told, first_draw, outcomes_of
from engine.proof.reductions.drawn_locals import Outcome, drawn_alone
from engine.runtime.ast_builder import Statements


class PackedScene(PackedStatements):
    """Makes the functions of one scene."""

    # By the numbers of segments that begin with a draw: what can be drawn, what is enough once some probes were
    # reached, and which; and by what is drawn, the segment with the next draw, if nothing is done before it.
    # By place, what is told apart of random numbers; by scene and number of a segment, what it takes from a turn's
    # budget where that has to be counted.
    spreads: dict[int, tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]
    passes: dict[int, dict[int, int]]
    plain: list[bool]
    told: Told
    counted: dict[tuple[int, int], int]
    # By once-only choices, the bits of those of the same class with their ids; by names of functions that take one of
    # a class, the same; and the classes that the look under way has offered by now.
    alike: dict[Once, dict[int, str]]
    takes_alike: dict[str, dict[int, str]]
    offered: list[dict[int, str]]

    def build(self) -> None:
        """Make all functions of the scene."""
        self.spreads, self.passes, self.takes_alike = {}, {}, {}
        for number, operations in enumerate(self.scene.segments):
            body = self._heavy(number)
            body += self._entry() if number == 0 and not self.scene.is_function else []
            body += self.operations(operations)
            self.module.append(self.function(f"s{self.index}_{number}", ["w"], body))
            if self.layout.segment(self.index, number) in self.layout.apart:
                self._spread(number, operations)
        for number, point in enumerate(self.scene.points):
            self._point(number, point)
        if self.scene.thread is not None:
            self._thread_of(self.scene.thread)
        conditions = self._may_be_drawn(self.index)
        may = self.both(*conditions) if conditions else self.constant(True)
        self.module.append(self.function(f"m{self.index}", ["w"], [self.returned(may)]))

    def _heavy(self, number: int) -> Statements:
        """What a segment that is much work in itself takes from the turn's budget."""
        steps = self.counted.get((self.index, number))
        return [] if steps is None else [self.do(self.call("spend", self.constant(steps)))]

    def _spread(self, number: int, operations: Operations) -> None:
        """Make a function of what is drawn at the beginning of a segment, if that is one of few numbers."""
        alone, found = drawn_alone(operations, self.told)
        if alone:
            self._spread_alone(number, operations, len(alone), found)
            return
        draw = first_draw(operations[0])
        outcomes = () if draw is None else outcomes_of(draw, self.told)
        if 0 < len(outcomes) <= MOST_OUTCOMES:
            self.drawn = draw
            body = [*self._heavy(number), *self.operations(operations)]
            self.module.append(self.function(f"x{self.index}_{number}", ["w", "d"], body))
            self.drawn = None
            self.spreads[number] = tuple(outcomes), (), ()
            branch = operations[0]
            if isinstance(branch, nodes.Branch) and branch.cases[0].condition is draw:
                ways = {True: branch.cases[0].body}
                if len(branch.cases) == 1:
                    ways[False] = branch.otherwise
                follows = {holds: self._next_draw(body) for holds, body in ways.items()}
                self.passes[number] = {holds: follow for holds, follow in follows.items() if follow is not None}

    def _next_draw(self, body: Operations) -> int | None:
        """The segment that begins with a draw to which operations lead that do nothing else."""
        for _ in self.scene.segments:
            if len(body) != 1 or not isinstance(body[0], nodes.Goto):
                break
            segment = body[0].segment
            if self.layout.segment(self.index, segment) in self.layout.apart:
                return segment
            body = self.scene.segments[segment]
        return None

    def _spread_alone(self, number: int, operations: Operations, many: int, found: frozenset[Outcome]) -> None:
        """The same where the first operations put what is drawn into a local variable and change that by more draws.

        What is given is the number of an outcome. First come those in which no probe is passed.
        """
        first = operations[0]
        assert isinstance(first, nodes.Assign), "what draws alone begins so"
        field = self.field(self.slot_of(first.target))
        assert field is not None, "whatever is set has a field"
        plain = [(value, frozenset[int]()) for value in sorted({value for value, _ in found})]
        noted = sorted((one for one in found if one[1]), key=lambda one: (one[0], sorted(one[1])))
        rows = [*plain, *noted]
        values = self.tuple_of([self.constant(value) for value, _ in rows])
        value = self.placed(ast.Subscript(values, self.name("d"), ast.Load()))
        body = [*self._heavy(number), self._put(field, value)]
        for place, (_, probes) in enumerate(noted, len(plain)):
            notes = [one for probe in sorted(probes) for one in self.probe(nodes.Probe(probe))]
            body.append(self.branch(self.compare("==", self.name("d"), self.constant(place)), notes))
        body += self.operations(operations[many:])
        self.module.append(self.function(f"x{self.index}_{number}", ["w", "d"], body))
        each = tuple(place for place, row in enumerate(rows) if row in found)
        asked = {probe for _, probes in noted for probe in probes}
        self.spreads[number] = each, tuple(range(len(plain))), tuple(sorted(asked))

    # ------------------------------------------------------------ what is offered

    def _point(self, number: int, point: Point) -> None:
        look, stop = f"o{self.index}_{number}", f"p{self.index}_{number}"
        place = -1 - self.layout.stop(self.index, number)
        if needs_tuples(self.program, point):
            bail_out = [self.do(self.call("bail_out"))]
            self.module += [self.function(look, ["w"], bail_out), self.function(stop, ["w"], bail_out)]
            return
        if isinstance(point, nodes.AskPoint):
            body = [*self.parts(point.prompt), *self._settled(place)]
            self.module += [
                self.function(look, ["w"], [self.do(self.call("bail_out"))]),
                self.function(stop, ["w"], body),
            ]
            return
        self.module.append(self.function(look, ["w"], self._look(point)))
        offered = self.placed(ast.Compare(self.call("kind_of", self.name("r")), [ast.Is()], [self.name("list")]))
        # What `<-` adds is told by the number of the stop where to go on.
        here = (
            self._put(self.layout.place, self.constant(place)) if has_thread(point.group) else self.placed(ast.Pass())
        )
        stopped = [
            *self._open_at_once(point, place),
            here,
            self.assign("r", self.call(look, self.name("w"))),
            self.branch(offered, self._settled(place)),
            self.returned(self.call("r", self.name("w"))),
        ]
        self.module.append(self.function(stop, ["w"], stopped))

    def _open_at_once(self, point: nodes.ChoicePoint, place: int) -> Statements:
        """Statements that stop where something can be taken; only where looking does nothing else."""
        if not self.plain[place]:
            return []
        conditions = []
        for member in point.group:
            if not isinstance(member, OfferChoice) or is_otherwise(member):
                continue
            asked = [self.condition(guard.condition) for guard in member.guards]
            if member.once is not None:
                asked.insert(0, self.negate(self.masked(self.layout.once[member.once].mask)))
            if asked:
                conditions.append(self.both(*asked))
        return [self.branch(self.either_of(conditions), self._settled(place))] if conditions else []

    def _look(self, point: nodes.ChoicePoint) -> Statements:
        self.offered = []
        added = [one for member in point.group for one in self._member(member)]
        members = with_added(self.program, point.group, ())
        body: Statements = [self.assign("r", self.placed(ast.List([], ast.Load())))]
        otherwise = has_thread(point.group) or any(map(is_otherwise, members))
        if otherwise:
            body.append(self.assign("q", self.constant(None)))
        closable = any(map(can_be_closed, members))
        some_open = self.call("some_open", self.name("r")) if closable else self.name("r")
        body += [*added, self.branch(some_open, [self.returned(self.name("r"))])]
        if otherwise:
            body.append(self.branch(self.name("q"), [self.returned(self.name("q"))]))
        return [*body, self.returned(self.name(f"s{self.index}_{point.follow}"))]

    def _thread_of(self, members: nodes.Members) -> None:
        """Make the function that adds the scene's choices to those of another."""
        body: Statements = [self.assign("q", self.constant(None))]
        for member in members:
            body += self._member(member, threaded=True)
        self.module.append(self.function(f"h{self.index}", ["w", "r"], [*body, self.returned(self.name("q"))]))

    def _member(self, member: Member, threaded: bool = False) -> Statements:
        """Statements that add what a member of a group offers."""
        if isinstance(member, nodes.OfferThread):
            adding = self.placed(ast.Subscript(self.name("threads"), self.constant(member.scene), ast.Load()))
            added = self.placed(ast.Call(adding, [self.name("w"), self.name("r")], []))
            name = self.temporary()
            either = self.placed(ast.BoolOp(ast.Or(), [self.name("q"), self.name(name)]))
            return [self.assign(name, added), self.assign("q", either)]
        if isinstance(member, nodes.OfferIf):
            branches = [
                (at, self.condition(code), [one for inner in members for one in self._member(inner, threaded)])
                for at, code, members in member.branches
            ]
            return self.chain(branches, [one for inner in member.otherwise for one in self._member(inner, threaded)])
        conditions = [self.condition(guard.condition) for guard in member.guards if guard.kind == "if"]
        if isinstance(member, OfferEach):
            body = self._each(member)
        else:
            ids = None if threaded or member.once is None else self.alike.get(member.once)
            if ids is not None:
                # Of things that are alike the first is offered that was not taken, for all others.
                if ids in self.offered:
                    return []
                self.offered.append(ids)
                every = self.constant(sum(ids))
                conditions.insert(0, self.placed(ast.Compare(self.masked(sum(ids)), [ast.NotEq()], [every])))
                take = self.name(self._taking_one_of(member, ids))
            else:
                if member.once is not None:
                    conditions.insert(0, self.negate(self.masked(self.layout.once[member.once].mask)))
                take = self.name(self._taking(member, threaded))
            if is_otherwise(member):
                free = self.placed(ast.Compare(self.name("q"), [ast.Is()], [self.constant(None)]))
                return [self.branch(self.both(free, *conditions), [self.assign("q", take)])]
            closed = self._append(self.constant(member.id))
            body = [*self.parts(member.text), *self._open_or_closed(member, [self._append(take)], [closed])]
        return [self.branch(self.both(*conditions), body)] if conditions else body

    def _open_or_closed(self, member: OfferChoice | OfferEach, opened: Statements, closed: Statements) -> Statements:
        for guard in reversed(member.guards):
            if guard.kind == "needs":
                otherwise = [*self.parts(guard.reason), *closed]
                opened = [self.branch(self.condition(guard.condition), opened, otherwise)]
        return opened

    def _append(self, value: ast.expr) -> ast.stmt:
        return self.do(
            self.placed(ast.Call(self.placed(ast.Attribute(self.name("r"), "append", ast.Load())), [value], []))
        )

    def _taking(self, member: OfferChoice, threaded: bool) -> str:
        """The name of the function that takes a choice."""
        probes: Statements = []
        if member.once is not None:
            probes.append(self._with_bits(self.layout.once[member.once].mask))
        label = f"visits {self.scene.name}.{member.label}"
        if member.label and label in self.layout.held:
            probes += self._count(label)
        if threaded:
            probes.append(self._now(self.call("push_thread", self.name("w"))))
        if not probes:
            return f"s{self.index}_{member.segment}"
        name = f"k{self.index}_{self.temporary()}"
        self.module.append(self.function(name, ["w"], [*probes, self._own(member.segment)]))
        return name

    def _taking_one_of(self, member: OfferChoice, ids: dict[int, str]) -> str:
        """The name of the function that takes the first choice of a class that was not taken."""
        name = f"k{self.index}_{self.temporary()}"
        taken = self._now(self.call("with_next", self.name("w"), self.constant(sum(ids))))
        self.module.append(self.function(name, ["w"], [taken, self._own(member.segment)]))
        self.takes_alike[name] = ids
        return name

    def _each(self, member: OfferEach) -> Statements:
        """Statements that offer each scene with a tag. Whether they are closed is asked once, before any scene is."""
        is_open, body = self.temporary(), Statements()
        if can_be_closed(member):
            ways = [[self.assign(is_open, self.constant(one))] for one in (True, False)]
            body = self._open_or_closed(member, *ways)
        for number, index in enumerate(self.program.tags.get(member.tag, ())):
            bit, conditions = 0, self._may_be_drawn(index)
            if member.once is not None:
                counter = self.layout.held[f"{member.once} {number // COUNTER_BITS}"]
                bit = 1 << counter.at + number % COUNTER_BITS
                conditions.insert(0, self.negate(self.masked(bit)))
            added = [self._append(self.name(self._taking_each(member, index, bit)))]
            if can_be_closed(member):
                closed = self.constant(f"{self.scene.name}.each-{self.program.scenes[index].name}")
                added = [self.branch(self.name(is_open), added, [self._append(closed)])]
            body += [self.branch(self.both(*conditions), added)] if conditions else added
        return body

    def _may_be_drawn(self, index: int) -> list[ast.expr]:
        """What must hold for a scene to be drawn."""
        scene, conditions = self.program.scenes[index], []
        if scene.once:
            conditions.append(self.negate(self.masked(self.layout.held[f"visits {scene.name}"].mask)))
        return conditions if scene.when is True else [*conditions, self.condition(scene.when)]

    def _taking_each(self, member: OfferEach, index: int, bit: int) -> str:
        """The name of the function that goes to a drawn scene."""
        name = f"k{self.index}_{self.temporary()}"
        body: Statements = [self._with_bits(bit)] if bit else []
        body += [self._now(self.call("push_each", self.name("w")))] if member.returns else self._leave()
        self.module.append(self.function(name, ["w"], [*body, self._go(self.layout.segment(index, 0))]))
        return name
