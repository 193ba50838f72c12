"""Python code that takes states, as numbers, from stop to stop: one call a turn.

For scene 3 a module defines

    s3_0(w)   a function a segment: the bytes of the state at the stop that it leads to
    k3_t1(w)  the same, for a choice whose taking has to be noted first
    h3(w, r)  adds to such a list what `<-` adds of the scene; gives the function that takes its `{otherwise}`
    o3_0(w)   what a point offers: a list of such functions, and of the ids of closed choices; or one such function,
              with which the play goes on as nothing is open
    p3_0(w)   a stop at a point that may have nothing to offer
    m3(w)     whether the scene may be drawn

`w` is the state (bits.py). Whatever is out of the ordinary (an error, a mark of a claim that is met for the first time,
an answer, an effect of looking) raises, and the turn is run again by plain.py: so there is one meaning only.
"""

from __future__ import annotations

import ast
from types import CodeType
from typing import Any

from engine.proof.bits import BitLayout, Field, longest
from engine.program.model import Operation, Parts, Program
from engine.program.values import MOST
from engine.runtime.expressions import Expressions
from engine.runtime.pieces import COMPARISONS, Statements
from engine.runtime.randomness import place_of

DRAWS = ("random", "chance", "extern")


class QuickExpressions(Expressions):
    """Makes expressions on states as numbers."""

    layout: BitLayout
    owner = -1

    def bits_at(self, at: int, width: int) -> Any:
        """`w >> at & mask`."""
        shifted = self.placed(ast.BinOp(self.name("w"), ast.RShift(), self.constant(at)))
        return self.placed(ast.BinOp(shifted, ast.BitAnd(), self.constant((1 << width) - 1)))

    def masked(self, mask: int) -> Any:
        """`w & mask`."""
        return self.placed(ast.BinOp(self.name("w"), ast.BitAnd(), self.constant(mask)))

    def field(self, slot: int) -> Field | None:
        """The field of a slot of the runtime."""
        return self.layout.field(slot, self.owner)

    def slot(self, number: int) -> Any:
        """The value in a slot; what nothing ever sets is a constant."""
        field = self.field(number)
        if field is None:
            return self.constant(self.program["variables"][number - self.layout.variables]["initial"])
        value = self.bits_at(field.at, field.width)
        if field.signed:
            sign = self.constant(field.sign)
            return self.binary("-", self.placed(ast.BinOp(value, ast.BitXor(), sign)), sign)
        if field.values is not None:
            values = self.tuple_of([self.constant(one) for one in field.values])
            return self.placed(ast.Subscript(values, value, ast.Load()))
        return self.binary("+", value, self.constant(field.low)) if field.low else value

    def counter(self, place: tuple[int, int]) -> Any:
        """The value of a counter."""
        return self.bits_at(*place)

    def draw(self, name: str) -> list[Any]:
        """What the helpers that draw are told of the place; nothing is counted."""
        return [self.constant(place_of(name)), self.constant(0), self.constant(0)]

    def compiled(self) -> CodeType:
        """The module; it leaves the numbers of the functions that it calls in `calls`."""
        calls = self.tuple_of([self.constant(one) for one in sorted(self.called)])
        return compile(ast.Module([*self.module, self.assign("calls", calls)], []), "exploration", "exec")

    def condition(self, code: Any) -> Any:
        """A node that is true or false as an expression is, made without taking its values out where that is so."""
        if not isinstance(code, list):
            return self.constant(code)
        if code[0] == "not":
            return self.negate(self.condition(code[1]))
        if code[0] in ("and", "or"):
            operator = ast.And() if code[0] == "and" else ast.Or()
            return self.placed(ast.BoolOp(operator, [self.condition(code[1]), self.condition(code[2])]))
        field = self._field_of(code)
        if field is not None and field.width == 1 and field.values is None and not field.low:
            return self.masked(field.mask)
        if code[0] in ("==", "!=") and not isinstance(code[2], list):
            found = self._compared(code)
            if found is not None:
                return found
        return self.expression(code)

    def _field_of(self, code: Any) -> Field | None:
        """The field that an expression just reads."""
        if not isinstance(code, list):
            return None
        if code[0] == "var":
            return self.field(self.layout.variables + code[1])
        if code[0] == "local" and not self.in_def:
            return self.field(self.frame + code[1])
        return self.layout.held[f"visits {code[1]}"] if code[0] == "visits" else None

    def _compared(self, code: Any) -> Any:
        """A field beside a constant, compared where it stands."""
        field, value = self._field_of(code[1]), code[2]
        if field is None or field.signed:
            return None
        if field.values is not None:
            number = field.values.index(value) if value in field.values else -1
        else:
            number = value - field.low
        if not 0 <= number < 1 << field.width:
            return self.constant(code[0] == "!=")
        beside = self.constant(number << field.at)
        return self.placed(ast.Compare(self.masked(field.mask), [COMPARISONS[code[0]]], [beside]))


class QuickScene(QuickExpressions):
    """Makes the functions of one scene. `keep` gives the live bits at each stop; `always` says where nothing has to be
    looked at to know that something is offered; `watched` are the marks that are noted with their first play; `shared`
    are the names that all functions of a program see."""

    def __init__(
        self,
        program: Program,
        layout: BitLayout,
        index: int,
        keep: Any,
        always: list[bool],
        watched: dict[int, int],
        shared: dict[str, Any],
    ) -> None:
        super().__init__(program, layout, str(index))
        self.index = self.owner = index
        self.scene = program["scenes"][index]
        self.keep, self.always, self.watched, self.shared = keep, always, watched, shared
        self.frame = layout.frames[index]
        self.local_types = [type for _, type in self.scene["frame"]]
        self.visits = layout.has_visits
        self.every_bit = (1 << longest(layout)) - 1

    def build(self) -> None:
        """Make all functions of the scene."""
        for number, operations in enumerate(self.scene["segments"]):
            body = self._entry() if number == 0 else []
            body += self.operations(operations)
            self.module.append(self.function(f"s{self.index}_{number}", ["w"], body))
        for number, point in enumerate(self.scene["points"]):
            self._point(number, point)
        if self.scene["thread"] is not None:
            self._thread_of()
        conditions = self._may_be_drawn(self.index)
        may = self.both(*conditions) if conditions else self.constant(True)
        self.module.append(self.function(f"m{self.index}", ["w"], [self.returned(may)]))

    # ------------------------------------------------------------ changes of the state

    def _now(self, value: Any) -> Any:
        """`w = value`."""
        return self.assign("w", value)

    def _with_bits(self, bits: int) -> Any:
        """`w |= bits`."""
        return self._now(self.placed(ast.BinOp(self.name("w"), ast.BitOr(), self.constant(bits))))

    def _without(self, mask: int) -> Any:
        """`w & everything else`, as a value."""
        name = f"K{mask:x}"
        self.shared.setdefault(name, self.every_bit ^ mask)
        return self.placed(ast.BinOp(self.name("w"), ast.BitAnd(), self.name(name)))

    def _put(self, field: Field, value: Any) -> Any:
        """A statement that puts a value, a node, into a field."""
        if isinstance(value, ast.Constant):
            bits = field.bits(value.value)
            left = self._without(field.mask ^ bits)
            return self._now(self.placed(ast.BinOp(left, ast.BitOr(), self.constant(bits))) if bits else left)
        if field.values is not None:
            value = self.call("index_of", self.constant(field.values), value)
        elif field.signed:
            value = self.placed(ast.BinOp(value, ast.BitAnd(), self.constant((1 << field.width) - 1)))
        elif field.low:
            value = self.binary("-", value, self.constant(field.low))
        moved = self.placed(ast.BinOp(value, ast.LShift(), self.constant(field.at)))
        return self._now(self.placed(ast.BinOp(self._without(field.mask), ast.BitOr(), moved)))

    def _count(self, name: str) -> Statements:
        """Statements that count one more, as far as it counts."""
        field, most = self.layout.held[name], self.layout.most[name]
        if most == 1:
            return [self._with_bits(field.mask)]
        more = self.placed(ast.BinOp(self.name("w"), ast.Add(), self.constant(1 << field.at)))
        return [self.branch(self.compare("<", self.bits_at(field.at, field.width), self.constant(most)), [self._now(more)])]

    def _entry(self) -> Statements:
        name = f"visits {self.scene['name']}"
        return self._count(name) if name in self.layout.held else []

    # ------------------------------------------------------------ operations

    def operations(self, operations: list[Operation]) -> Statements:
        """Statements for some operations."""
        body: Statements = []
        for operation in operations:
            body += getattr(self, f"_do_{operation[0]}")(operation)
        return body

    def _do_say(self, operation: Operation) -> Statements:
        return self.parts(operation[2])

    def parts(self, parts: Parts) -> Statements:
        """Statements for what matters in a text: its marks, its variations, what can fail in it."""
        body: Statements = []
        for part in parts:
            if isinstance(part, str):
                continue
            if part[0] == "mark":
                body += self._do_mark(part)
            elif part[0] == "show":
                body.append(self.do(self.expression(part[2])))
            elif part[0] == "if":
                branches = [(part[1], self.condition(code), self.parts(inner)) for code, inner in part[2]]
                body += self.chain(branches, self.parts(part[3]))
            else:
                body += self._vary(part[1], part[2], [self.parts(inner) for inner in part[3]])
        return body

    def _do_mark(self, operation: Any) -> Statements:
        number = self.constant(operation[1])
        reached = self.placed(ast.Subscript(self.name("reached"), number, ast.Load()))
        if operation[1] in self.watched:
            return [self.branch(self.negate(reached), [self.do(self.call("unusual"))])]
        return [self.placed(ast.Assign([self.placed(ast.Subscript(self.name("reached"), number, ast.Store()))], self.constant(1)))]

    def _do_set(self, operation: Operation) -> Statements:
        _, _, (kind, number), code, low, high = operation
        field = self.field((self.layout.variables if kind == "var" else self.frame) + number)
        assert field is not None, "whatever is set has a field"
        return self._stored(field, code, low, high)

    def _stored(self, field: Field, code: Any, low: int | None, high: int | None) -> Statements:
        """Statements that put the value of an expression into a field, after a check where it could leave its range."""
        if low is None or high is None:
            return [self._put(field, self.expression(code))]
        value, interval = self.unchecked(code), self.interval(code)
        if low <= interval[0] and interval[1] <= high:
            return [self._put(field, value)]
        name = self.temporary()
        outside = []
        if interval[0] < low:
            outside.append(self.compare("<", self.name(name), self.constant(low)))
        if interval[1] > high:
            outside.append(self.compare(">", self.name(name), self.constant(high)))
        wrong = outside[0] if len(outside) == 1 else self.placed(ast.BoolOp(ast.Or(), outside))
        return [
            self.assign(name, value),
            self.branch(wrong, [self.do(self.call("unusual"))]),
            self._put(field, self.name(name)),
        ]

    def _do_if(self, operation: Operation) -> Statements:
        branches = [(at, self.condition(code), self.operations(inner)) for at, code, inner in operation[1]]
        return self.chain(branches, self.operations(operation[2]))

    def _do_vary(self, operation: Operation) -> Statements:
        return self._vary(operation[1], operation[2], [self.operations(item) for item in operation[3]])

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
            body.append(self.assign(shown, self.call("shown", self.bits_at(field.at, field.width), now, self.constant(size))))
            body.append(self._put(field, self.name(shown)))
        elif kind == "cycle":
            round_again = self._now(self._without(field.mask))
            body.append(self.branch(self.compare("==", now, self.constant(size - 1)), [round_again], [more]))
        else:
            last = size - 1 if kind == "then" else size
            body.append(self.branch(self.compare("<", now, self.constant(last)), [more]))
        branches = [
            (self.line * 65536, self.compare("==", now, self.constant(turn)), item) for turn, item in enumerate(items) if item
        ]
        return [*body, *(self.chain(branches, []) if branches else [])]

    # ------------------------------------------------------------ where a turn goes

    def _go(self, segment: int) -> Any:
        """A statement that goes on with any segment of the story."""
        entry = self.placed(ast.Subscript(self.name("segments"), self.constant(segment), ast.Load()))
        return self.returned(self.placed(ast.Call(entry, [self.name("w")], [])))

    def _own(self, segment: int) -> Any:
        """A statement that goes on with a segment of this scene."""
        return self.returned(self.call(f"s{self.index}_{segment}", self.name("w")))

    def _do_goto(self, operation: Operation) -> Statements:
        return [self._own(operation[1])]

    def _do_stop(self, operation: Operation) -> Statements:
        number = operation[1]
        point = -1 - self.layout.stop(self.index, number)
        if self.always[point] and not self._is_unusual(self.scene["points"][number]):
            return self._settled(point)
        return [self.returned(self.call(f"p{self.index}_{number}", self.name("w")))]

    def _settled(self, place: int) -> Statements:
        """Statements that stop: what is dead goes, the number of the stop comes."""
        kept = self._kept(place)
        visiting = self.returned(self.call("settled", self.name("w"), self.constant(place)))
        return [self.branch(self._visiting(), [visiting]), self.returned(kept)] if self.visits else [self.returned(kept)]

    def _kept(self, place: int) -> Any:
        """The bytes of a state at a stop, no visits being under way."""
        live = self.placed(ast.BinOp(self.masked(self.keep(place)), ast.BitOr(), self.constant(place)))
        to_bytes = self.placed(ast.Attribute(live, "to_bytes", ast.Load()))
        return self.placed(ast.Call(to_bytes, [self.constant(self.layout.size_in_bytes), self.constant("little")], []))

    def _visiting(self) -> Any:
        """Whether visits are under way."""
        return self.compare(">=", self.name("w"), self.constant(1 << self.layout.width))

    def _do_end(self, operation: Operation) -> Statements:
        place = -1 - self.layout.end(self.index, operation[1])
        return [self.returned(self._kept(place))]

    def _do_fail(self, operation: Operation) -> Statements:
        return [self.do(self.call("unusual"))]

    def _do_back(self, operation: Operation) -> Statements:
        mask = self.constant(self.layout.frame_masks[self.index])
        return [self.returned(self.call("back", self.name("w"), mask))]

    def _do_move(self, operation: Operation) -> Statements:
        _, _, target, arguments = operation
        body, values = self._arguments_for(target, arguments)
        return [*body, *self._leave(), *values, self._go(self.layout.segment(target, 0))]

    def _do_visit(self, operation: Operation) -> Statements:
        _, _, target, arguments, returns = operation
        body, values = self._arguments_for(target, arguments)
        return [*body, *self._push(returns), *values, self._go(self.layout.segment(target, 0))]

    def _do_any(self, operation: Operation) -> Statements:
        _, _, tag, draw, returns = operation
        name = self.temporary()
        drawn = self.call("drawn", self.name("w"), self.constant(tag), self.constant(place_of(draw)))
        leave = self._push(returns) if returns is not None else self._leave()
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
        return [self.branch(deep, [self.do(self.call("unusual"))]), pushed]

    def _leave(self) -> Statements:
        """Statements that leave the scene for good."""
        body: Statements = []
        if mask := self.layout.frame_masks[self.index]:
            body.append(self._now(self._without(mask)))
        if self.layout.has_threads:
            body.append(self.branch(self._visiting(), [self._now(self.call("drop_threads", self.name("w")))]))
        return body

    def _arguments_for(self, target: int, codes: list[Any]) -> tuple[Statements, Statements]:
        """Statements that evaluate the arguments for a scene, and those that put them into its parameters."""
        body, stored = [], []
        for place, (code, (_, type)) in enumerate(zip(codes, self.program["scenes"][target]["frame"], strict=False)):
            name, field = self.temporary(), self.layout.locals[target][place]
            body.append(self.assign(name, self.expression(code)))
            if type[0] == "number":
                low, high = (-MOST, MOST) if type[1] is None else type[1:3]
                interval = self.interval(code)
                if interval[0] < low or interval[1] > high:
                    bounds = [self.constant(low), self.name(name), self.constant(high)]
                    body.append(self.do(self.call("inside", *bounds)))
            stored.append(self._put(field, self.name(name)))
        return body, stored

    # ------------------------------------------------------------ what is offered

    def _point(self, number: int, point: Any) -> None:
        look, stop = f"o{self.index}_{number}", f"p{self.index}_{number}"
        place = -1 - self.layout.stop(self.index, number)
        if self._is_unusual(point):
            unusual = [self.do(self.call("unusual"))]
            self.module += [self.function(look, ["w"], unusual), self.function(stop, ["w"], unusual)]
            return
        if point["kind"] == "ask":
            body = [*self.parts(point["prompt"]), *self._settled(place)]
            self.module += [
                self.function(look, ["w"], [self.do(self.call("unusual"))]),
                self.function(stop, ["w"], body),
            ]
            return
        self.module.append(self.function(look, ["w"], self._look(point)))
        offered = self.placed(ast.Compare(self.call("kind_of", self.name("r")), [ast.Is()], [self.name("list")]))
        # What `<-` adds is told by the number of the stop where to go on.
        here = self._put(self.layout.place, self.constant(place)) if _has_thread(point["group"]) else self.placed(ast.Pass())
        stopped = [
            here,
            self.assign("r", self.call(look, self.name("w"))),
            self.branch(offered, self._settled(place)),
            self.returned(self.call("r", self.name("w"))),
        ]
        self.module.append(self.function(stop, ["w"], stopped))

    def _is_unusual(self, point: Any) -> bool:
        """Whether looking at a point can change the state, or is rare enough to be left to the general code."""
        if point["kind"] == "ask":
            return self._draws(point["prompt"])
        members = self._with_added(point["group"], ())
        if any(member["kind"] == "thread" for member in members):
            return True
        return sum(member["kind"] == "each" for member in members) > 1 or self._draws(members)

    def _with_added(self, members: list[Any], through: tuple[int, ...]) -> list[Any]:
        """All members of a group, with those that `<-` adds; one that sets parameters, or adds itself, stays."""
        found = []
        for member in _all_members(members):
            if member["kind"] == "thread" and not member["arguments"] and member["scene"] not in through:
                added = self.program["scenes"][member["scene"]]["thread"]
                found += self._with_added(added, (*through, member["scene"]))
            else:
                found.append(member)
        return found

    def _draws(self, data: Any) -> bool:
        """Whether something draws or moves a variation on, in itself or in a function that it calls."""
        if isinstance(data, dict):
            return any(map(self._draws, data.values()))
        if not isinstance(data, list) or not data:
            return False
        if data[0] in DRAWS or (data[0] == "vary" and len(data) == 4):
            return True
        if data[0] == "call" and self._draws(self.program["functions"][data[1]]["code"]):
            return True
        return any(map(self._draws, data))

    def _look(self, point: Any) -> Statements:
        added = [one for member in point["group"] for one in self._member(member)]
        members = self._with_added(point["group"], ())
        threaded = _has_thread(point["group"])
        body: Statements = [self.assign("r", self.placed(ast.List([], ast.Load())))]
        otherwise = threaded or any(map(_is_otherwise, members))
        if otherwise:
            body.append(self.assign("q", self.constant(None)))
        can_be_closed = any(guard[0] == "needs" for member in members for guard in member.get("guards", ()))
        some_open = self.call("some_open", self.name("r")) if can_be_closed else self.name("r")
        body += [*added, self.branch(some_open, [self.returned(self.name("r"))])]
        if otherwise:
            body.append(self.branch(self.name("q"), [self.returned(self.name("q"))]))
        return [*body, self.returned(self.name(f"s{self.index}_{point['follow']}"))]

    def _thread_of(self) -> None:
        """Make the function that adds the scene's choices to those of another."""
        body: Statements = [self.assign("q", self.constant(None))]
        for member in self.scene["thread"]:
            body += self._member(member, threaded=True)
        self.module.append(self.function(f"h{self.index}", ["w", "r"], [*body, self.returned(self.name("q"))]))

    def _member(self, member: Any, threaded: bool = False) -> Statements:
        """Statements that add what a member of a group offers."""
        if member["kind"] == "thread":
            adding = self.placed(ast.Subscript(self.name("threads"), self.constant(member["scene"]), ast.Load()))
            added = self.placed(ast.Call(adding, [self.name("w"), self.name("r")], []))
            name = self.temporary()
            either = self.placed(ast.BoolOp(ast.Or(), [self.name("q"), self.name(name)]))
            return [self.assign(name, added), self.assign("q", either)]
        if member["kind"] == "if":
            branches = [
                (at, self.condition(code), [one for inner in members for one in self._member(inner, threaded)])
                for at, code, members in member["branches"]
            ]
            return self.chain(branches, [one for inner in member["otherwise"] for one in self._member(inner, threaded)])
        conditions = [self.condition(guard[1]) for guard in member["guards"] if guard[0] == "if"]
        if member["kind"] == "each":
            body = self._each(member)
        else:
            if member["once"] is not None:
                conditions.insert(0, self.negate(self.masked(self.layout.once[tuple(member["once"])].mask)))
            take = self.name(self._taking(member, threaded))
            if _is_otherwise(member):
                free = self.placed(ast.Compare(self.name("q"), [ast.Is()], [self.constant(None)]))
                return [self.branch(self.both(free, *conditions), [self.assign("q", take)])]
            closed = self._append(self.constant(member["id"]))
            body = [*self.parts(member["text"]), *self._open_or_closed(member, [self._append(take)], [closed])]
        return [self.branch(self.both(*conditions), body)] if conditions else body

    def _open_or_closed(self, member: Any, opened: Statements, closed: Statements) -> Statements:
        for guard in reversed(member["guards"]):
            if guard[0] == "needs":
                opened = [self.branch(self.condition(guard[1]), opened, [*self.parts(guard[2]), *closed])]
        return opened

    def _append(self, value: Any) -> Any:
        return self.do(self.placed(ast.Call(self.placed(ast.Attribute(self.name("r"), "append", ast.Load())), [value], [])))

    def _taking(self, member: Any, threaded: bool) -> str:
        """The name of the function that takes a choice."""
        marks: Statements = []
        if member["once"] is not None:
            marks.append(self._with_bits(self.layout.once[tuple(member["once"])].mask))
        label = f"visits {self.scene['name']}.{member['label']}"
        if member["label"] and label in self.layout.held:
            marks += self._count(label)
        if threaded:
            marks.append(self._now(self.call("push_thread", self.name("w"))))
        if not marks:
            return f"s{self.index}_{member['segment']}"
        name = f"k{self.index}_{self.temporary()}"
        self.module.append(self.function(name, ["w"], [*marks, self._own(member["segment"])]))
        return name

    def _each(self, member: Any) -> Statements:
        """Statements that offer each scene with a tag."""
        body: Statements = []
        for number, index in enumerate(self.program["tags"].get(member["tag"], ())):
            bit, conditions = 0, self._may_be_drawn(index)
            if member["once"] is not None:
                bit = 1 << self.layout.held[f"{member['once']} {number // 32}"].at + number % 32
                conditions.insert(0, self.negate(self.masked(bit)))
            take = self.name(self._taking_each(member, index, bit))
            closed = f"{self.scene['name']}.each-{self.program['scenes'][index]['name']}"
            added = self._open_or_closed(member, [self._append(take)], [self._append(self.constant(closed))])
            body += [self.branch(self.both(*conditions), added)] if conditions else added
        return body

    def _may_be_drawn(self, index: int) -> list[Any]:
        """What must hold for a scene to be drawn."""
        scene, conditions = self.program["scenes"][index], []
        if scene["once"]:
            conditions.append(self.negate(self.masked(self.layout.held[f"visits {scene['name']}"].mask)))
        return conditions if scene["when"] is True else [*conditions, self.condition(scene["when"])]

    def _taking_each(self, member: Any, index: int, bit: int) -> str:
        """The name of the function that goes to a drawn scene."""
        name = f"k{self.index}_{self.temporary()}"
        body: Statements = [self._with_bits(bit)] if bit else []
        body += [self._now(self.call("push_each", self.name("w")))] if member["returns"] else self._leave()
        self.module.append(self.function(name, ["w"], [*body, self._go(self.layout.segment(index, 0))]))
        return name


def _all_members(members: list[Any]) -> list[Any]:
    """The members of a group with those in its branches."""
    found = []
    for member in members:
        if member["kind"] == "if":
            inner = [one for _, _, branch in member["branches"] for one in branch]
            found += _all_members([*inner, *member["otherwise"]])
        else:
            found.append(member)
    return found


def _has_thread(members: list[Any]) -> bool:
    """Whether `<-` adds something to a group."""
    return any(member["kind"] == "thread" for member in _all_members(members))


def _is_otherwise(member: Any) -> bool:
    return any(guard[0] == "otherwise" for guard in member.get("guards", ()))

