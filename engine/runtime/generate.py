"""Python code for a scene, made as a syntax tree and compiled: the one execution engine.

Source text is never pasted: every node is made through `ast`, from numbers, constants and a fixed set of names, so a
story cannot say anything in Python. The nodes carry the story's own lines, so a traceback points into the story.

For scene 3 the module defines

    s3_0(w, emit) …   a function a segment: does it and returns where to go on
    o3_0(w) …         a function a point: what is offered there, or a segment when there is nothing to offer
    c3_0 …            the choices whose text never changes
    h3(w, r)          adds the scene's choices to those of another scene (`<-`)
    w3(w)             whether the scene may be drawn (`~ when`)

`w` is the state under way, a list (see layout.py); `emit` takes fragments (see text.py). Segments are numbered
through the whole story; a negative result is a stop: -1 - point, or beyond the points an ending.
"""

from __future__ import annotations

import ast
from typing import Any

from engine.check.intervals import FULL, TRUTH, Interval, interval_of
from engine.program.model import NOTHING, Program, line_and_column
from engine.runtime.layout import FIRST_SLOT, STACK, Layout
from engine.runtime.pieces import Pieces
from engine.runtime.randomness import place_of
from engine.runtime.text import plain

MOST = 2**53 - 1


class Expressions(Pieces):
    """Makes Python expressions of resolved ones, and of text."""

    def __init__(self, program: Program, layout: Layout) -> None:
        self.program = program
        self.layout = layout
        self.frame = FIRST_SLOT
        self.local_intervals: list[Interval] = []
        # In a `def` the local variables are parameters of a function.
        self.in_def = False
        self.temporaries = 0
        self.called: set[int] = set()

    def go_to(self, at: int) -> None:
        """Take a place of the program for the nodes that follow."""
        self.line, self.column = line_and_column(at)

    def temporary(self) -> str:
        """A fresh name."""
        self.temporaries += 1
        return f"t{self.temporaries}"

    def interval(self, kind: str, number: int) -> Interval:
        """The interval of a variable's type."""
        if kind == "local":
            return self.local_intervals[number] if number < len(self.local_intervals) else FULL
        return interval_of_type(self.program["variables"][number]["type"])

    def expression(self, code: Any) -> Any:
        """A node for a resolved expression."""
        if not isinstance(code, list):
            return self.constant(code)
        operator = code[0]
        if operator == "var":
            return self.slot(self.layout.variables + code[1])
        if operator == "local":
            return self.name(f"a{code[1]}") if self.in_def else self.slot(self.frame + code[1])
        make = getattr(self, f"_{NAMES.get(operator, operator)}")
        return make(code)

    def _arithmetic(self, code: Any) -> Any:
        if len(code) == 2:
            return self.placed(ast.UnaryOp(ast.USub(), self.expression(code[1])))
        return self.binary(code[0], self.expression(code[1]), self.expression(code[2]))

    def _comparison(self, code: Any) -> Any:
        return self.compare(code[0], self.expression(code[1]), self.expression(code[2]))

    def _logic(self, code: Any) -> Any:
        operator = ast.And() if code[0] == "and" else ast.Or()
        return self.placed(ast.BoolOp(operator, [self.expression(code[1]), self.expression(code[2])]))

    def _not(self, code: Any) -> Any:
        return self.negate(self.expression(code[1]))

    def _has(self, code: Any) -> Any:
        if isinstance(code[2], int):
            held = self.binary("&", self.expression(code[1]), self.constant(code[2]))
            return self.compare("==", held, self.constant(code[2]))
        return self.call("has", self.expression(code[1]), self.expression(code[2]))

    def _minus(self, code: Any) -> Any:
        return self.call("without", self.expression(code[1]), self.expression(code[2]))

    def _if(self, code: Any) -> Any:
        return self.either(*(self.expression(one) for one in code[1:]))

    def _function(self, code: Any) -> Any:
        return self.call(code[0], *(self.expression(one) for one in code[1:]))

    def _visits(self, code: Any) -> Any:
        return self.counter(self.layout.counters[f"visits {code[1]}"])

    def _turns(self, code: Any) -> Any:
        return self.slot(self.layout.turns or 0)

    def _since(self, code: Any) -> Any:
        seen = self.counter(self.layout.counters[f"since {code[1]}"])
        return self.call("since", self.slot(self.layout.turns or 0), seen)

    def _random(self, code: Any) -> Any:
        low, high = self.expression(code[1]), self.expression(code[2])
        return self.call("random", self.name("w"), *self.draw(code[3]), low, high)

    def _chance(self, code: Any) -> Any:
        return self.call("chance", self.name("w"), *self.draw(code[2]), self.expression(code[1]))

    def draw(self, name: str) -> list[Any]:
        """What the helpers that draw are told of the place: its number, and where its count stands."""
        page, offset = self.layout.counters[f"draw {name}"]
        return [self.constant(place_of(name)), self.constant(page), self.constant(offset)]

    def _call(self, code: Any) -> Any:
        self.called.add(code[1])
        return self.call(f"f{code[1]}", self.name("w"), *(self.expression(one) for one in code[2]))

    def _extern(self, code: Any) -> Any:
        arguments = self.tuple([self.expression(one) for one in code[2]])
        return self.call("extern", self.name("w"), self.constant(code[1]), arguments)

    # ------------------------------------------------------------ text

    def text(self, parts: list[Any]) -> Any:
        """A node for the text of some parts."""
        if all(isinstance(part, str) for part in parts):
            return self.constant("".join(parts) or NOTHING)
        values = []
        for part in parts:
            if isinstance(part, str):
                values.append(self.constant(part))
            else:
                values.append(self.placed(ast.FormattedValue(self._part(part), -1)))
        return self.placed(ast.JoinedStr(values))

    def _part(self, part: Any) -> Any:
        kind = part[0]
        if kind == "show":
            self.go_to(part[1])
            return self._shown(part[2], part[3], part[4])
        if kind == "if":
            self.go_to(part[1])
            node = self.text(part[3])
            for condition, inner in reversed(part[2]):
                node = self.either(self.expression(condition), self.text(inner), node)
            return node
        return self._varied(part[1], part[2], [self.text(one) for one in part[3]])

    def _shown(self, code: Any, kind: str, names: list[str]) -> Any:
        value = self.expression(code)
        if kind == "text":
            return self.placed(ast.BoolOp(ast.Or(), [value, self.constant(NOTHING)]))
        if kind == "truth":
            return self.either(value, self.constant("true"), self.constant("false"))
        if kind == "set":
            return self.call("listed", value, self.tuple([self.constant(one) for one in names]))
        return value

    def advance(self, kind: str, counter: str, size: int) -> Any:
        """A call that moves a variation on and gives the number of the item that is its turn."""
        page, offset = self.layout.counters[counter]
        arguments = [self.name("w"), self.constant(page), self.constant(offset), self.constant(size)]
        if kind == "shuffle":
            arguments.append(self.constant(place_of(counter)))
        return self.call(f"next_{kind}", *arguments)

    def _varied(self, kind: str, counter: str, items: list[Any]) -> Any:
        number = self.advance(kind, counter, len(items))
        if kind == "once":
            items = [*items, self.constant(NOTHING)]
        if all(isinstance(item, ast.Constant) for item in items):
            return self.placed(ast.Subscript(self.tuple(items), number, ast.Load()))
        name = self.temporary()
        node = items[-1]
        for place in range(len(items) - 2, -1, -1):
            asked = self.name(name)
            if place == 0:
                asked = self.placed(ast.NamedExpr(self.placed(ast.Name(name, ast.Store())), number))
            node = self.either(self.compare("==", asked, self.constant(place)), items[place], node)
        return node if len(items) > 1 else self.either(self.compare("<", number, self.constant(0)), node, node)


NAMES = {
    **dict.fromkeys(("+", "-", "*", "/", "%", "union"), "arithmetic"),
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), "comparison"),
    **dict.fromkeys(("and", "or"), "logic"),
    **dict.fromkeys(("min", "max", "abs", "clamp", "words"), "function"),
}


def interval_of_type(type: list[Any]) -> Interval:
    """The interval of a type as the program keeps it."""
    if type[0] == "truth":
        return TRUTH
    return FULL if type[0] != "number" or type[1] is None else (type[1], type[2])


EFFECTS = {"random", "chance", "extern", "next_then", "next_cycle", "next_once", "next_shuffle", "add_thread"}


class SceneCode(Expressions):
    """Makes the module of one scene."""

    def __init__(self, program: Program, layout: Layout, index: int, numbers: Any) -> None:
        super().__init__(program, layout)
        self.index = index
        self.scene = program["scenes"][index]
        self.numbers = numbers
        self.frame = layout.frames[index]
        self.local_intervals = [interval_of_type(one) for one in self.scene["parameters"]]
        self.slices = layout.slices(program["scenes"], index)
        self.module: list[Any] = []
        self.constants = 0
        self.effects = self.can_be_closed = False

    def call(self, function: str, *arguments: Any) -> Any:
        """A call; those that change the state while choices are looked at are noted (see machine.py)."""
        if function in EFFECTS or function[0] == "f":
            self.effects = True
        return super().call(function, *arguments)

    def build(self) -> ast.Module:
        """The module, ready to be compiled."""
        scene = self.scene
        self.go_to(scene["at"])
        for number, operations in enumerate(scene["segments"]):
            body = self._entry() if number == 0 else []
            body += self.operations(operations)
            self.module.append(self.function(f"s{self.index}_{number}", ["w", "emit"], body))
        for number, point in enumerate(scene["points"]):
            self._point(number, point)
        if scene["thread"] is not None:
            body = []
            for member in scene["thread"]:
                body += self._member(member, threaded=True)
            self.module.append(self.function(f"h{self.index}", ["w", "r"], body))
        self.go_to(scene["at"])
        self.module.append(self.function(f"w{self.index}", ["w"], self._when()))
        return ast.Module(self.module, [])

    def _when(self) -> list[Any]:
        conditions = []
        if self.scene["once"]:
            counter = self.layout.counters[f"visits {self.scene['name']}"]
            conditions.append(self.compare("==", self.counter(counter), self.constant(0)))
        if self.scene["when"] is not True or not conditions:
            conditions.append(self.expression(self.scene["when"]))
        return [self.returned(self.both(*conditions))]

    def _entry(self) -> list[Any]:
        """What happens whenever the scene is entered."""
        body = [self.do(self.call("emit", self.constant(None)))]
        name = self.scene["name"]
        for kind in ("visits", "since"):
            place = self.layout.counters.get(f"{kind} {name}")
            if place is not None:
                counter = [self.name("w"), *map(self.constant, place)]
                if kind == "visits":
                    body.append(self.do(self.call("count", *counter)))
                else:
                    turn = self.binary("+", self.slot(self.layout.turns or 0), self.constant(1))
                    body.append(self.do(self.call("keep", *counter, turn)))
        return body

    # ------------------------------------------------------------ operations

    def operations(self, operations: list[Any]) -> list[Any]:
        """Statements for some operations."""
        body: list[Any] = []
        for operation in operations:
            body += getattr(self, f"_do_{operation[0]}")(operation)
        return body

    def _emit(self, value: Any) -> Any:
        return self.do(self.call("emit", value))

    def _do_say(self, operation: Any) -> list[Any]:
        self.go_to(operation[1])
        text = self.text(operation[2])
        self.go_to(operation[1])
        return [self._emit(text)]

    def _do_break(self, operation: Any) -> list[Any]:
        return [self._emit(self.constant(None))]

    def _do_speak(self, operation: Any) -> list[Any]:
        return [self._emit(self.constant(("speaker", str(operation[1]))))]

    def _do_tags(self, operation: Any) -> list[Any]:
        return [self._emit(self.constant(("tags", tuple(map(str, operation[1])))))]

    def _do_set(self, operation: Any) -> list[Any]:
        _, at, (kind, number), code, low, high = operation
        self.go_to(at)
        slot = (self.layout.variables if kind == "var" else self.frame) + number
        value = self.expression(code)
        if low is None:
            return [self.assign_slot(slot, value)]
        return self._checked(value, interval_of(code, self.interval), low, high, self._named(kind, number), slot)

    def _named(self, kind: str, number: int) -> str:
        return str(self.program["variables"][number]["name"] if kind == "var" else self.scene["frame"][number])

    def _checked(self, value: Any, interval: Interval, low: int, high: int, name: str, slot: int) -> list[Any]:
        """Statements that put a number into a slot, after a check where it could leave its range."""
        if low <= interval[0] and interval[1] <= high:
            return [self.assign_slot(slot, value)]
        temporary = self.temporary()
        inside = self.placed(
            ast.Compare(self.constant(low), [ast.LtE(), ast.LtE()], [self.name(temporary), self.constant(high)])
        )
        wrong = self.call("outside", self.constant(name), self.name(temporary), self.constant(low), self.constant(high))
        good = [self.assign_slot(slot, self.name(temporary))]
        return [self.assign(temporary, value), self.branch(inside, good, [self.do(wrong)])]

    def _do_if(self, operation: Any) -> list[Any]:
        otherwise = self.operations(operation[2])
        for at, code, inner in reversed(operation[1]):
            body = self.operations(inner)
            self.go_to(at)
            otherwise = [self.branch(self.expression(code), body or [self.placed(ast.Pass())], otherwise)]
        return otherwise

    def _do_vary(self, operation: Any) -> list[Any]:
        _, kind, counter, items = operation
        name = self.temporary()
        body = [self.assign(name, self.advance(kind, counter, len(items)))]
        otherwise: list[Any] = []
        for place in range(len(items) - 1, -1, -1):
            inner = self.operations(items[place]) or [self.placed(ast.Pass())]
            asked = self.compare("==", self.name(name), self.constant(place))
            otherwise = [self.branch(asked, inner, otherwise)]
        return body + otherwise

    def _do_goto(self, operation: Any) -> list[Any]:
        return [self.returned(self.constant(self.numbers.segment(self.index, operation[1])))]

    def _do_stop(self, operation: Any) -> list[Any]:
        return [self.returned(self.constant(-1 - self.numbers.point(self.index, operation[1])))]

    def _do_end(self, operation: Any) -> list[Any]:
        body = [*self.clear(), self.assign_slot(STACK, self.constant(()))]
        return [*body, self.returned(self.constant(-1 - self.numbers.points - operation[1]))]

    def _do_fail(self, operation: Any) -> list[Any]:
        self.go_to(operation[1])
        return [self.returned(self.call("nothing_left", self.constant(self.scene["name"])))]

    def _do_back(self, operation: Any) -> list[Any]:
        self.go_to(operation[1])
        return [self.returned(self.call("back", self.name("w"), self.constant(tuple(self.slices))))]

    def _do_move(self, operation: Any) -> list[Any]:
        _, at, target, arguments = operation
        self.go_to(at)
        body, values = self._arguments(arguments)
        body += self.clear()
        if self.numbers.has_threads:
            body.append(self.do(self.call("drop_threads", self.name("w"))))
        body += self._parameters(target, arguments, values)
        return [*body, self.returned(self.constant(self.numbers.segment(target, 0)))]

    def _do_visit(self, operation: Any) -> list[Any]:
        _, at, target, arguments, returns = operation
        self.go_to(at)
        body, values = self._arguments(arguments)
        body += [self.do(self.push(returns)), *self._parameters(target, arguments, values)]
        return [*body, self.returned(self.constant(self.numbers.segment(target, 0)))]

    def _do_any(self, operation: Any) -> list[Any]:
        _, at, tag, draw, returns = operation
        self.go_to(at)
        name = self.temporary()
        drawn = self.call("drawn", self.name("w"), self.constant(tag), *self.draw(draw))
        leave = [self.do(self.push(returns))] if returns is not None else self.clear()
        if returns is None and self.numbers.has_threads:
            leave.append(self.do(self.call("drop_threads", self.name("w"))))
        found = self.compare(">=", self.name(name), self.constant(0))
        return [self.assign(name, drawn), self.branch(found, [*leave, self.returned(self.name(name))])]

    def push(self, returns: int) -> Any:
        """A call that remembers where to come back to, and the local variables of this scene."""
        segment = self.constant(self.numbers.segment(self.index, returns))
        return self.call("push", self.name("w"), segment, self.constant(tuple(self.slices)))

    def clear(self) -> list[Any]:
        """Statements that forget the scene's local variables, so that states which behave alike are equal."""
        return [
            self.assign_slot(slot, self.constant(None)) for start, end in self.slices for slot in range(start, end)
        ]

    def _arguments(self, arguments: list[Any]) -> tuple[list[Any], list[Any]]:
        """Statements that evaluate arguments before anything changes, and nodes for their values."""
        names = [self.temporary() for _ in arguments]
        body = [self.assign(name, self.expression(code)) for name, code in zip(names, arguments, strict=True)]
        return body, [self.name(name) for name in names]

    def _parameters(self, target: int, codes: list[Any], values: list[Any]) -> list[Any]:
        scene = self.program["scenes"][target]
        base = self.layout.frames[target]
        body: list[Any] = []
        for place, (code, value) in enumerate(zip(codes, values, strict=True)):
            kind, low, high, _ = scene["parameters"][place]
            if kind == "number":
                bounds = (-MOST, MOST) if low is None else (low, high)
                interval = interval_of(code, self.interval)
                body += self._checked(value, interval, *bounds, scene["frame"][place], base + place)
            else:
                body.append(self.assign_slot(base + place, value))
        return body

    # ------------------------------------------------------------ points

    def _point(self, number: int, point: Any) -> None:
        self.go_to(point["at"])
        self.effects = self.can_be_closed = False
        if point["kind"] == "ask":
            body = self._question(point)
        else:
            body = self._group(point)
        self.module.append(self.function(f"o{self.index}_{number}", ["w"], body))
        if self.effects:
            place = self.constant(self.numbers.point(self.index, number))
            self.module.append(self.do(self.call("has_effects", place)))

    def _question(self, point: Any) -> list[Any]:
        kind, number = point["ref"]
        slot = (self.layout.variables if kind == "var" else self.frame) + number
        type = point["type"]
        values = [self.constant(type[0]), self.constant(type[1]), self.constant(type[2]), self.constant(slot)]
        follow = self.constant(self.numbers.segment(self.index, point["follow"]))
        return [self.returned(self.call("Question", self.text(point["prompt"]), *values, self.slot(slot), follow))]

    def _group(self, point: Any) -> list[Any]:
        added = [one for member in point["group"] for one in self._member(member, threaded=False)]
        self.go_to(point["at"])
        # What is always offered and never changes begins the list; the rest is added to it.
        first = []
        while added and (always := _always_added(added[0])) is not None:
            first.append(always)
            del added[0]
        body = [self.assign("r", self.placed(ast.List(first, ast.Load()))), *added]
        result = self.returned(self.name("r"))
        some_open = self.call("open_choices", self.name("r")) if self.can_be_closed else self.name("r")
        body.append(result if first else self.branch(some_open, [result]))
        if first:
            return body
        for member in point["group"]:
            body += self._otherwise(member)
        self.go_to(point["at"])
        return [*body, self.returned(self.constant(self.numbers.segment(self.index, point["follow"])))]

    def _member(self, member: Any, threaded: bool) -> list[Any]:
        """Statements that add what a member of a group offers to the list `r`."""
        if member["kind"] == "choice":
            return self._choice(member, threaded)
        if member["kind"] == "each":
            return self._each(member, threaded)
        if member["kind"] == "thread":
            return self._thread(member)
        otherwise = [one for inner in member["otherwise"] for one in self._member(inner, threaded)]
        for at, code, members in reversed(member["branches"]):
            body = [one for inner in members for one in self._member(inner, threaded)]
            self.go_to(at)
            otherwise = [self.branch(self.expression(code), body or [self.placed(ast.Pass())], otherwise)]
        return otherwise

    def _conditions(self, member: Any) -> list[Any]:
        """What must hold for a choice to be offered: it is not used up, and its `if` guards hold."""
        conditions = []
        if member["once"] is not None and member["kind"] == "choice":
            counter, bit = member["once"]
            used = self.binary("&", self.counter(self.layout.counters[counter]), self.constant(bit))
            conditions.append(self.negate(used))
        conditions += [self.expression(guard[1]) for guard in member["guards"] if guard[0] == "if"]
        return conditions

    def _choice(self, member: Any, threaded: bool) -> list[Any]:
        if any(guard[0] == "otherwise" for guard in member["guards"]):
            return []
        self.go_to(member["at"])
        conditions = self._conditions(member)
        take = self._take(member, threaded)
        reason = self._reason(member)
        static = isinstance(reason, ast.Constant) and all(isinstance(part, str) for part in member["text"])
        self.go_to(member["at"])
        values = [self.constant(member["id"]), self.constant(member["label"])]
        values.append(self.constant(tuple(map(str, member["tags"]))))
        if static:
            name = f"c{self.index}_{self.constants}"
            self.constants += 1
            text = self.constant(plain("".join(member["text"])))
            made = self.call("Choice", *values, text, self.name(take))
            self.module.append(self.assign(name, made))
            added = self.name(name)
        else:
            text = self.call("plain", self.text(member["text"]))
            added = self.call("Choice", *values, text, self.name(take), reason)
        statement = self.do(self._append(added))
        return [self.branch(self.both(*conditions), [statement])] if conditions else [statement]

    def _append(self, value: Any) -> Any:
        """`r.append(value)`."""
        return self.placed(ast.Call(self.placed(ast.Attribute(self.name("r"), "append", ast.Load())), [value], []))

    def _reason(self, member: Any) -> Any:
        """A node for the reason why a choice is closed, None while it is open."""
        reason: Any = self.constant(None)
        for guard in reversed(member["guards"]):
            if guard[0] == "needs":
                self.can_be_closed = True
                reason = self.either(self.expression(guard[1]), reason, self.call("plain", self.text(guard[2])))
        return reason

    def _take(self, member: Any, threaded: bool) -> str:
        """The name of the function that takes a choice: the segment itself where nothing has to be noted."""
        segment = f"s{self.index}_{member['segment']}"
        marks = self._marks(member)
        if threaded:
            marks.append(self.do(self.call("push_thread", self.name("w"))))
        if not marks:
            return segment
        name = f"k{self.index}_{self.temporary()}"
        number = self.constant(self.numbers.segment(self.index, member["segment"]))
        self.module.append(self.function(name, ["w", "emit"], [*marks, self.returned(number)]))
        return name

    def _marks(self, member: Any) -> list[Any]:
        """Statements that note that a choice was taken."""
        marks = []
        if member["once"] is not None:
            counter, bit = member["once"]
            place = [self.constant(one) for one in self.layout.counters[counter]]
            marks.append(self.do(self.call("use_up", self.name("w"), *place, self.constant(bit))))
        label = member["label"] and self.layout.counters.get(f"visits {self.scene['name']}.{member['label']}")
        if label:
            marks.append(self.do(self.call("count", self.name("w"), *map(self.constant, label))))
        return marks

    def _otherwise(self, member: Any) -> list[Any]:
        """Statements that go on with the `{otherwise}` choices of a member, where they hold."""
        if member["kind"] == "if":
            branches: list[Any] = [one for inner in member["otherwise"] for one in self._otherwise(inner)]
            for at, code, members in reversed(member["branches"]):
                body = [one for inner in members for one in self._otherwise(inner)]
                self.go_to(at)
                if body or branches:
                    branches = [self.branch(self.expression(code), body or [self.placed(ast.Pass())], branches)]
            return branches
        if member["kind"] != "choice" or not any(guard[0] == "otherwise" for guard in member["guards"]):
            return []
        self.go_to(member["at"])
        conditions = self._conditions(member)
        number = self.constant(self.numbers.segment(self.index, member["segment"]))
        body = [*self._marks(member), self.returned(number)]
        return [self.branch(self.both(*conditions), body)] if conditions else body

    def _each(self, member: Any, threaded: bool) -> list[Any]:
        self.go_to(member["at"])
        page = self.layout.counters[member["once"]] if member["once"] else (-1, 0)
        values = [self.constant(member["id"]), self.constant(member["tag"]), *map(self.constant, page)]
        values += [self.constant(bool(member["returns"])), self.constant(tuple(self.slices)), self._reason(member)]
        statement = self.do(self.call("add_each", self.name("w"), self.name("r"), *values))
        conditions = self._conditions(member)
        return [self.branch(self.both(*conditions), [statement])] if conditions else [statement]

    def _thread(self, member: Any) -> list[Any]:
        self.go_to(member["at"])
        body, values = self._arguments(member["arguments"])
        body += self._parameters(member["scene"], member["arguments"], values)
        return [*body, self.do(self.call("add_thread", self.name("w"), self.name("r"), self.constant(member["scene"])))]


def _always_added(statement: Any) -> Any:
    """The choice that a statement `r.append(choice)` adds, if it stands in a name already; None for all else."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and isinstance(call.args[0], ast.Name):
        return call.args[0]
    return None


def function_module(program: Program, layout: Layout, index: int) -> tuple[ast.Module, set[int]]:
    """The module of a `def`, and the numbers of the functions that it calls."""
    function = program["functions"][index]
    maker = Expressions(program, layout)
    maker.in_def = True
    maker.local_intervals = [interval_of_type(one) for one in function["parameters"]]
    maker.go_to(function["at"])
    value = maker.expression(function["code"])
    interval = interval_of(function["code"], maker.interval)
    if function["result"][0] == "number" and not (-MOST <= interval[0] and interval[1] <= MOST):
        value = maker.call("number", value)
    names = ["w", *(f"a{place}" for place in range(len(function["parameters"])))]
    module = ast.Module([maker.function(f"f{index}", names, [maker.returned(value)])], [])
    return module, maker.called


def status_module(program: Program, layout: Layout) -> tuple[ast.Module, set[int]]:
    """The module of the status line: a function of a state that gives its text."""
    maker = Expressions(program, layout)
    text = maker.text(program["status"])
    return ast.Module([maker.function("status", ["w"], [maker.returned(text)])], []), maker.called
