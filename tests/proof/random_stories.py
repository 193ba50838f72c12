"""Makes small stories at random, with everything in them that a reduction could get wrong.

Each story has only some of the language's features, so that it goes deep into these; which, its seed decides.
"""

from __future__ import annotations

import random
from collections.abc import Callable

FEATURES = (
    "arms", "ask", "borrow", "bounds", "chance", "claims", "counts", "defs", "draw", "each", "enums", "errors", "externs",
    "gather", "guards", "lets", "loops", "names", "nested", "leaves", "numbers", "otherwise", "places", "points", "sets", "since", "status", "strand", "text", "texts",
    "turns", "variations", "visits",
)  # fmt: skip
KINDS = ("then", "cycle", "once", "shuffle")
TEXTS = ('"x"', '"y"', '"stranger"')
DEFS = (
    "def twice(n) = n * 2", "def share(n, m) = n / m", "def near(n: 0..4) = n + 1", "def same(t) = t == name",
    "def thrown(n) = random(1, n)", "def total() = a + b", "def luck(n) = chance(40) or n > 1",
)  # fmt: skip
# What changes nothing is called anywhere, the others on lines of logic and, if they print, in prose.
FUNCTIONS = """\
def take(n: 0..3):
    ~ if n > a:
        ~ return false
    ~ a = clamp(a - n)
    ~ return true

def note(n):
    ~ if c:
        word<>
    ~ else:
        <>{cycle: word | word} {n}<>
    ~ if n > 1:
        ~ c = not c

def bump():
    ~ b = clamp(b + 1)
    ~ bag -= first()

def roll(n: 1..3):
    ~ let x = random(1, n)
    ~ return x

def rolls():
    ~ let one = roll(2)
    ~ bump()
    ~ let two = roll(2)
    ~ return one + two

def greet():
    word {note(b)} and {if c: {note(1)} | word}

def weigh():
    ~ let sum = 0
    ~ for item in bag:
        ~ sum += 1
        ~ if item == lamp:
            ~ sum += a
    ~ return sum

def first():
    ~ for item in bag:
        ~ if item != rope:
            ~ return item
    ~ return rope

def show(n):
    ~ if n > 2:
        many
    ~ for item in bag:
        ~ if bag has rope or item == first():
            {item}

def ratio(n):
    ~ let x: 0..4 = n
    ~ if x == 4:
        ~ return 0
    ~ return 3 / x
"""
EXTERNS = (
    "extern host_number() -> 0..2", "extern host_truth(number) -> true/false", "extern host_mood() -> sour | even | glad",
    "extern host_text() -> text", "extern host_any(0..3) -> number",
)  # fmt: skip


def story(seed: int, features: tuple[str, ...] = ()) -> str:
    """The text of a story, with some features in any case; most have no errors that the checker finds, some have."""
    return _Maker(random.Random(seed), features).story()


class _Maker:
    """Makes one story. `locals` are the number variables that are known where it writes, `scene` is that scene."""

    def __init__(self, chance: random.Random, features: tuple[str, ...]) -> None:
        self.chance = chance
        self.features = {one for one in FEATURES if chance.random() < 0.35}.union(features)
        self.written = 0
        self.locals: list[str] = []
        # Names of loops, each of which holds a name of `bag`; and whether nothing may stop the play here.
        self.items: list[str] = []
        self.plain = False
        self.labels: list[str] = []
        self.endings: list[str] = []
        self.scene = ""
        self.draws = True
        self.scenes = [f"s{number}" for number in range(chance.randint(1, 3))]
        self.visited = ["v0", "v1"] if self.has("visits") else []
        self.borrowed = ["b0", "b1"] if self.has("borrow") else []
        self.odd = [f"t{number}" for number in range(chance.randint(1, 3))] if self.has("draw", "each") else []
        self.ahead = ""
        self.pointed = [*self.scenes, *self.visited] if self.has("points") else []
        self.ways = ["w0", "w1"] if self.odd and chance.random() < 0.5 else []

    def has(self, *features: str) -> bool:
        return any(one in self.features for one in features)

    def pick(self, *values: str) -> str:
        return self.chance.choice(values)

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    # ------------------------------------------------------------ the whole

    def story(self) -> str:
        body: list[str] = []
        for scene in self.scenes:
            body += ["", self.heading(scene), *self.in_scene(scene, [], self.move)]
        for number, scene in enumerate(self.visited):
            parameter = self.pick("n: 0..3", "n") if number == 0 else ""
            body += ["", f"== {scene}({parameter})" if parameter else f"== {scene}"]
            body += self.in_scene(scene, ["n"] if parameter else [], self.way_back)
        for number, scene in enumerate(self.borrowed):
            body += ["", f"== {scene}(m: 0..3)" if number == 0 else f"== {scene}"]
            self.scene, self.locals = scene, ["m"] if number == 0 else []
            body += [*self.group(1, thread=number == 0), *(["More."] if self.often(0.5) else []), "-> end"]
        for scene in self.odd:
            body += ["", f"== {scene}: Odd #odd", *self.properties()]
            body += self.in_scene(scene, [], lambda: "-> back", small=True)
        for scene in self.ways:
            body += ["", f"== {scene} #way", *self.properties()]
            body += self.in_scene(scene, [], self.move, small=True)
        self.endings = ['"Done"'] if any(line.endswith("-> end: Done") for line in body) else []
        return "\n".join([*self.header(), *body]) + "\n"

    def heading(self, scene: str) -> str:
        return f"== {scene} (was old_{scene}): Title #place" if self.has("names") else f"== {scene}"

    def header(self) -> list[str]:
        lines = ["var a: 0..3 = 1", "var b: 0..3", "var c = false", "var d: -2..6 = 2", "const TOP = 2"]
        lines += ["var mood: sour | even | glad = even", "var bag: set of rope, lamp, bread = lamp"]
        lines += [f"var place: {' | '.join(self.scenes)} = s0"] if self.places() else []
        lines += ['var name: text = "stranger"', 'var other: text = "x"', "var g = 0", "var far: 0..100000 = 7"]
        lines += DEFS if self.has("defs") else ()
        lines += EXTERNS if self.has("externs") else ()
        lines += FUNCTIONS.splitlines() if self.has("functions") else ()
        self.scene, self.locals, self.draws = "", [], False
        if self.has("status"):
            lines.append(f"status: At {{{self.number(1)}}}{{if {self.truth(1)}: now}}")
        for _ in range(self.chance.randint(1, 4) if self.has("claims") else 0):
            lines.append(self.claim())
        self.draws = True
        return lines

    def claim(self) -> str:
        place, other = self.place(), self.place()
        return self.pick(
            f"claim never {self.truth(1)} and {self.truth(1)}", f"claim never {self.truth(2)}", f"claim reach {place}",
            f"claim reach {self.pick(*self.labels, *self.odd, *self.visited, self.scenes[0]) if not self.pointed else place} with {self.truth(1) if not self.pointed else 'c'}", f"claim {place} only after {other}",
            "claim an ending is always reachable",
        )  # fmt: skip

    def place(self) -> str:
        return self.pick(*self.scenes, *self.labels, *self.endings, *self.points())

    def places(self) -> bool:
        return self.has("places") and len(self.scenes) > 1

    def points(self) -> list[str]:
        return [f"{scene}.{point}" for scene in self.pointed for point in self.points_of(scene)]

    def points_of(self, scene: str) -> list[str]:
        return [f"{scene}_p{number}" for number in range(2)]

    def properties(self) -> list[str]:
        self.scene, self.locals, self.draws = "", [], False
        lines = [f"~ when {self.truth(1)}"] if self.often(0.6) else []
        lines += ["~ once"] if self.often(0.4) else []
        lines += [f"~ priority {self.pick('1', '2', 'TOP')}"] if self.often(0.5) else []
        self.draws = True
        return lines

    # ------------------------------------------------------------ expressions

    def number(self, deep: int = 1) -> str:
        simple = ["a", "b", "a", "d", "TOP", *map(str, range(4)), *self.locals]
        simple += ["g"] if self.has("numbers") else []
        simple += ["far"] if self.has("bounds") else []
        simple += ["turns()"] if self.has("turns") else []
        simple += [f"since({self.pick(*self.scenes)})"] if self.has("since") else []
        simple += [f"visits({self.counted()})"] if self.has("counts") else []
        if self.draws:
            simple += ["random(0, 2)"] if self.has("chance") else []
            simple += ["host_number()", f"host_any({self.pick('1', 'a')})"] if self.has("externs") else []
        if self.has("functions"):
            simple += ["weigh()", *(["ratio(a)", "ratio(d)"] if self.has("errors") else [])]
        if self.has("defs"):
            simple += ["total()", *(["thrown(3)"] if self.draws else [])]
        if deep == 0 or self.often(0.5):
            return self.pick(*simple)
        one, two = self.number(deep - 1), self.number(deep - 1)
        forms = [f"{one} + {two}", f"{one} - {two}", f"min({one}, {two})", f"max({one}, 1, {two})", f"abs({one} - 2)"]
        forms += [
            f"({one} if {self.truth(0)} else {two})",
            f"clamp({one}, 0, 2)",
            f"({one} + 1) % 3",
            f"{one} * 2",
            f"-{one}",
        ]
        forms += (
            [f"{one} / 2", f"{one} % {two}", f"{one} / {two}", f"clamp({one}, {two}, 3)"] if self.has("errors") else []
        )
        forms += [f"twice({one})"] if self.has("defs") else []
        forms += [f"share({one}, {two})", f"near({one})"] if self.has("defs") and self.has("errors") else []
        return self.pick(*forms)

    def counted(self) -> str:
        return self.pick(*self.scenes, *self.visited, *self.odd, *self.labels, *self.points())

    def truth(self, deep: int = 1) -> str:
        kinds = [
            "c",
            "not c",
            f"{self.number(0)} {self.pick('<', '<=', '>', '>=', '==', '!=')} {self.pick('0', '1', '2', '3')}",
        ] * 2
        kinds += [f"{self.pick('1', 'TOP')} {self.pick('<', '==')} {self.number(0)}"]
        kinds += ["mood == sour", "mood != glad"] if self.has("enums") else []
        kinds += ["bag has rope", "bag has lamp and not bag has bread", "bag == none"] if self.has("sets") else []
        kinds += ["first() == lamp", "bag has first()"] if self.has("functions") else []
        kinds += [f"bag has {one}" for one in self.items] + [
            f"{one} == {self.pick('rope', 'lamp')}" for one in self.items
        ]
        kinds += [f"name == {self.pick(*TEXTS)}", f"other != {self.pick(*TEXTS)}"] if self.has("text") else []
        kinds += ["name == other"] if self.has("text") and self.has("ask") else []
        kinds += [f"seen({self.counted()})"] if self.has("counts") else []
        kinds += [f"visits({self.counted()}) > {self.pick('1', '2')}"] * 2 if self.has("counts") else []
        kinds += (
            [f"since({self.pick(*self.scenes)}) {self.pick('>', '<=', '==')} {self.pick('1', '2')}"] * 2
            if self.has("since")
            else []
        )
        kinds += [f"turns() {self.pick('>', '==')} {self.pick('2', '3')}"] * 2 if self.has("turns") else []
        kinds += [f"g {self.pick('>', '>=', '<')} {self.pick('3', '-2')}"] * 2 if self.has("numbers") else []
        kinds += [f"far {self.pick('>', '>=', '==')} {self.pick('5', '5000')}"] * 2 if self.has("bounds") else []
        if self.has("defs"):
            kinds += [f"same({self.pick(*TEXTS)})"] if self.has("text") else []
            kinds += ["luck(a)"] if self.draws else []
        if self.draws:
            kinds += ["chance(50)", "chance(1)", "chance(100)"] if self.has("chance") else []
            kinds += ["host_truth(a)", "host_mood() == glad"] if self.has("externs") else []
            kinds += ['host_text() == "y"'] if self.has("externs") and self.has("text") else []
        if deep == 0 or self.often(0.6):
            return self.pick(*kinds)
        one, two = self.truth(deep - 1), self.truth(deep - 1)
        compared = f"{self.number(1)} {self.pick('<', '==', '>=')} {self.number(1)}"
        return self.pick(f"{one} and {two}", f"{one} or {two}", f"not ({one})", f"({one}) == ({two})", compared)

    # ------------------------------------------------------------ logic

    def change(self) -> str:
        kinds = [
            f"a = clamp({self.number()})",
            f"b = clamp({self.number()}, 0, 3)",
            "a = clamp(a + 1)",
            "b = a",
            "c = not c",
        ]
        kinds += [f"c = {self.truth()}"]
        kinds += [f"a = {self.number()}", f"d += {self.number(0)}", "b -= 1"] if self.has("errors") else []
        kinds += (
            ["mood = glad", "mood = sour", f"mood = sour if {self.truth(0)} else even"] if self.has("enums") else []
        )
        kinds += ["bag += rope", "bag -= lamp, rope", "bag = none", "bag = bread"] if self.has("sets") else []
        kinds += [f"bag {self.pick('+', '-')}= {one}" for one in self.items] * 2
        kinds += [f"name = {self.pick(*TEXTS)}", "other = name", "name = words(a)"] if self.has("text") else []
        kinds += ["g += 1", "g += 2", "g -= 1", "g = 0", f"g = {self.number()}"] if self.has("numbers") else []
        kinds += ["far += 1", "far = clamp(far + 3000)", "far = 0", "far = 5000"] if self.has("bounds") else []
        kinds += [f"place = {self.pick(*self.scenes)}"] * 2 if self.places() else []
        kinds += [f"{one} = {self.number(0)}" for one in self.locals if one[0] == "l"]
        if self.has("functions"):
            kinds += ["bump()", "c = take(1)", f"take({self.pick('1', '2', 'b')})", "a = roll(3)", "bag += first()"] * 2
            kinds += ["note(2)", "greet()", *(["d = rolls()"] if self.has("errors") else ["rolls()"])]
            kinds += ["b = roll(2)", *(f"{one} = rolls()" for one in self.locals if one[0] == "l")]
        if self.has("externs"):
            kinds += ["mood = host_mood()"] if self.has("enums") else []
            kinds += ["g = host_any(2)"] if self.has("numbers") else []
            kinds += ["name = host_text()"] if self.has("text") else []
        return self.pick(*kinds)

    def statement(self, depth: int) -> list[str]:
        """One statement, out of which the play always comes at the end, or not at all."""
        kinds = ["set", "set", "if"]
        kinds += ["text"] * 2 if self.has("texts") else []
        kinds += ["vary"] * 2 if self.has("variations") else []
        kinds += ["for"] * 2 if self.has("loops") and depth < 3 else []
        kinds += ["ask"] if self.has("ask") and not self.plain else []
        kinds += ["let"] if self.has("lets") else []
        if not self.plain:
            kinds += ["visit"] * 2 if self.visited and self.scene[0] in "s" else []
            kinds += ["any"] * 2 if self.odd and self.has("draw") and self.scene[0] in "sv" else []
            kinds += ["way"] if self.ways and self.scene[0] == "s" else []
            kinds += ["jump"] * 2 if self.ahead else []
        kind = self.pick(*kinds)
        if kind == "text":
            return [f"{self.pick('', '', '<>')}Text {self.text(shown=True)}{self.pick('.', '<>')}{self.tag()}"]
        if kind == "jump":
            return [f"~ if {self.truth()}:", f"    -> {self.ahead}"]
        if kind == "if":
            return self.condition(depth)
        if kind == "vary":
            lines = [f"~ {self.pick(*KINDS)}:"]
            for _ in range(self.chance.randint(1, 3)):
                lines.append("    - One.")
                lines += [f"      {line}" for line in self.block(depth + 1)] if self.often(0.5) else []
            return lines
        if kind == "for":
            return self.loop(depth)
        if kind == "ask":
            asked = self.pick("a", "a", *(["name", "name", "other"] if self.has("text") else []))
            asked = self.pick("g", asked) if self.has("numbers") else asked
            asked = self.pick("far", asked) if self.has("bounds") else asked
            return [f"~ ask {asked}: What{self.pick('', f' {{{self.number()}}}')}?"]
        if kind == "let":
            self.written += 1
            self.locals.append(f"l{self.written}")
            return [
                f"~ let l{self.written}{self.pick('', '', ': 0..4')} = {self.number(1) if self.often(0.5) else 'a'}"
            ]
        if kind == "visit":
            visited = self.pick(*self.visited)
            if self.pointed and self.often(0.4):
                return [f"-> {visited}.{self.pick(*self.points_of(visited))} ->"]
            return [f"-> v0({self.pick('a', '2', self.number())}) ->" if visited == "v0" else "-> v1 ->"]
        if kind in ("any", "way"):
            return ["-> any #odd ->" if kind == "any" else "-> any #way"]
        return [f"~ {self.change()}"]

    def loop(self, depth: int) -> list[str]:
        before, plain, self.plain = list(self.items), self.plain, True
        self.written += 1
        head = f"~ for i{self.written} in {self.members()}:"
        self.items.append(f"i{self.written}")
        lines = [head, *self.inside(depth)]
        self.items, self.plain = before, plain
        return lines

    def members(self) -> str:
        """A set that a loop goes over."""
        sets = ["bag", "bag", "bag + [rope]", "bag - [lamp, bread]", *(f"bag - {one}" for one in self.items)]
        return self.pick(*sets)

    def tag(self) -> str:
        return self.pick("", "", " #quiet", f" #value={self.text(1)}" if self.has("texts") else "")

    def condition(self, depth: int) -> list[str]:
        lines = [f"~ if {self.truth()}:", *self.inside(depth)]
        lines += [f"~ elif {self.truth()}:", *self.inside(depth)] if self.often(0.2) else []
        return [*lines, "~ else:", *self.inside(depth)] if self.often(0.5) else lines

    def inside(self, depth: int) -> list[str]:
        return [f"    {line}" for line in self.block(depth + 1)]

    def block(self, depth: int) -> list[str]:
        """An inner block: its own `let` names end with it."""
        known = list(self.locals)
        lines: list[str] = []
        for _ in range(self.chance.randint(1, 2) if depth < 3 else 1):
            lines += self.statement(depth) if depth < 3 else [f"~ {self.change()}"]
        self.locals = known
        return lines

    def text(self, deep: int = 2, shown: bool = False) -> str:
        """A text; one that is `shown` is more than looked at."""
        kind = self.chance.randint(0, 5) if deep else 0
        if self.has("functions") and self.often(0.3):
            acting = [f"note({self.number(0)})", "greet()"] if shown else []
            return self.pick(*(f"{{{one}}}" for one in ("show(a)", *acting)), f"*{{show({self.number(0)})}}*")
        if kind == 0:
            return self.pick("word", "*word*")
        if kind == 1:
            values = [self.number(), self.truth(), f"words({self.number(0)})"]
            values += ["mood"] if self.has("enums") else []
            values += [*self.items] * 2
            values += ["bag"] if self.has("sets") else []
            values += ["name"] if self.has("text") else []
            return f"{{{self.pick(*values)}}}"
        if kind == 2:
            return f"{{if {self.truth()}: {self.text(deep - 1, shown)} | {self.text(deep - 1, shown)}}}"
        if kind == 3:
            return (
                f"{{if {self.truth()}: {self.text(deep - 1, shown)} | if {self.truth()}: {self.text(deep - 1, shown)}}}"
            )
        parts = [self.text(deep - 1, shown) for _ in range(self.chance.randint(2, 3))]
        return f"{{{self.pick(*KINDS)}: {' | '.join(parts)}}}"

    # ------------------------------------------------------------ scenes and choices

    def in_scene(self, scene: str, known: list[str], move: Callable[[], str], small: bool = False) -> list[str]:
        self.scene, self.locals = scene, list(known)
        lines: list[str] = []
        points = self.points_of(scene) if scene in self.pointed else []
        self.ahead = self.pick("", *points)
        for _ in range(self.chance.randint(0, 1 if small else 2)):
            lines += self.statement(1)
        if points:
            self.locals, self.ahead = [], points[1]
            lines += [f"-- {points[0]}"]
        if not small or self.often(0.3):
            lines += self.group(1)
            self.ahead = ""
            if points:
                lines += [f"-- {points[1]}", *self.statement(1), *self.group(1)]
            if self.has("gather") and not small:
                lines += ["Meet.", *self.statement(1), *self.group(1)]
        if self.has("strand") and not small and self.often(0.4):
            # Nothing behind these: when they are used up, nothing is left to do.
            lines.append("Then.")
            for _ in range(self.chance.randint(1, 2)):
                self.written += 1
                lines += [f"{self.pick('*', '+')} Only {self.written}.", f"    ~ {self.change()}", f"    {move()}"]
            return ["", *lines]
        return [*lines, move()]

    def move(self) -> str:
        own = [f"-> {point}" for point in self.points_of(self.scene)] if self.scene in self.pointed else []
        others = [f"-> {point}" for point in self.points() if point[0] == "s"]
        kinds = [f"-> {scene}" for scene in self.scenes]
        if self.places():
            kinds += ["-> {place}"] * 2 + [f"-> {{s1 if {self.truth(0)} else place}}"]
        return self.pick(*kinds, *own[:1], *others, "-> end: Done", "-> end")

    def way_back(self) -> str:
        if self.has("leaves") and self.often(0.3):
            return f"-> back -> {self.pick(*self.scenes, *(one for one in self.points() if one[0] == 's'))}"
        return (
            self.pick("-> back", "-> back", "-> back", "-> v1", "-> end: Far away") if self.scene == "v0" else "-> back"
        )

    def leave(self) -> str:
        if self.scene[0] == "v":
            return self.way_back()
        return "-> back" if self.scene[0] == "t" else self.move()

    def group(self, depth: int, thread: bool = True) -> list[str]:
        lines: list[str] = []
        while self.has("arms") and depth < 3 and self.often(0.4):
            lines += self.arms(depth)
        for _ in range(self.chance.randint(1, 3)):
            lines += self.choice(depth)
        if self.has("guards") and self.often(0.3):
            lines += [f"~ if {self.truth()}:", *(f"    {line}" for line in self.choice(depth + 1))]
        if self.odd and self.has("each") and self.scene[0] == "s" and self.often(0.4):
            guard = self.pick("", f"{{if {self.truth()}}} ", f"{{needs {self.truth()}: no}} ")
            lines.append(
                f"{self.pick('*', '+')} {guard}each {'#odd ->' if not self.ways or self.often(0.5) else '#way'}"
            )
        if self.borrowed and thread and self.scene[0] in "svb" and self.often(0.5):
            target = "b1" if self.scene == "b0" else self.pick("b0", "b1")
            if self.scene != target:
                lines.append(f"<- b0({self.pick('a', '1')})" if target == "b0" else "<- b1")
        if self.has("otherwise") and self.often(0.5):
            self.written += 1
            guard = self.pick("", f"{{if {self.truth()}}} ")
            lines.append(f"* (o{self.written}) {guard}{{otherwise}} {self.leave() if self.often(0.6) else ''}".rstrip())
        return lines

    def arms(self, depth: int) -> list[str]:
        """An `~ if` whose arms end in choices, which are one menu with those that follow."""
        lines: list[str] = []
        for word in self.pick("if", "if else", "if elif", "if elif else").split():
            lines.append(f"~ {word}:" if word == "else" else f"~ {word} {self.truth()}:")
            before = ["Arm."] if self.often(0.5) else self.block(depth + 1)
            choices = [line for _ in range(self.chance.randint(0, 2)) for line in self.choice(depth + 1)]
            lines += [f"    {line}" for line in (*before, *choices)]
        return lines

    def choice(self, depth: int) -> list[str]:
        self.written += 1
        number = self.written
        guard, loop, before = "", "", list(self.items)
        if self.has("loops") and self.often(0.3):
            loop = f"for i{number} in {self.members()}: "
            self.items.append(f"i{number}")
        if self.has("guards"):
            guard += self.pick("", "", f"{{if {self.truth()}}} ")
            guard += self.pick("", "", f"{{needs {self.truth()}: no{self.pick('', ' {c}')}}} ")
        text = f"Choice {self.written}{self.pick('', f' {self.text(1)}') if self.has('texts') else ''}."
        label = ""
        if self.has("counts", "claims", "names"):
            label = f"(c{self.written}{f' was gone-{self.written}' if self.has('names') and self.often(0.5) else ''}) "
        tag = " #tag=1" if self.has("names") else self.tag()
        lines = [f"{self.pick('*', '*', '+')} {label}{guard}{loop}{text}{tag}"]
        known = list(self.locals)
        lines += [f"    ~ {self.change()}"] if self.often(0.6) else []
        if depth < 2 and self.often(0.25):
            lines += [f"    {line}" for line in self.statement(depth + 1)]
        if depth < 2 and self.has("nested") and self.often(0.4):
            lines += [f"    {line}" for line in self.group(depth + 1, thread=False)]
        self.locals, self.items = known, before
        if label:
            self.labels.append(f"{self.scene}.c{number}")
        return [*lines, *([f"    {self.leave()}"] if self.often(0.5) else [])]
