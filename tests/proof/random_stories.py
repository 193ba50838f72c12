"""Makes small stories at random, with everything in them that a reduction could get wrong.

Each story has only some of the language's features, so that it goes deep into these; which, its seed decides.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Callable

from random_values import KINDS, NAMES, TEXTS, Expressions

import engine
from engine.runtime.errors import StoryErrors

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
# With sets, names and texts as values.
VALUE_FUNCTIONS = """\
def rest_of(z: set of rope, lamp, bread) = [rope, lamp, bread] - z

def hides(h: rope | lamp | bread, z: set of rope, lamp, bread) = z has h and count(z) > 1

def swapped(z: set of rope, lamp, bread):
    ~ let before = bag
    ~ bag = z
    ~ return before

def lightest(z: set of rope, lamp, bread):
    ~ for item in z:
        ~ if item != hand:
            ~ return item
    ~ return rope

def heavy(z: set of rope, lamp, bread):
    ~ let sum: 0..9 = count(z)
    ~ if z has spare:
        ~ sum += a
    ~ return sum

def greeting(y: text, n):
    ~ if n > 1:
        ~ return y
    ~ elif n == 0:
        ~ return "x"
    ~ return name

def tell(y: text, h: rope | lamp | bread):
    {y}<>
    ~ if h == lamp:
        <> glows <>
    ~ else:
        and {h} {if bag has h: word | word}

def drawn_one():
    ~ if bag == none:
        ~ return bread
    ~ return random(bag)
"""
EXTERNS = (
    "extern host_number() -> 0..2", "extern host_truth(number) -> true/false", "extern host_mood() -> sour | even | glad",
    "extern host_text() -> text", "extern host_any(0..3) -> number",
)  # fmt: skip


def story(seed: int, features: tuple[str, ...] = (), small: bool = False, without: tuple[str, ...] = ()) -> str:
    """The text of a story, with some features in any case; most have no errors that the checker finds, some have.

    A `small` one has few features beside these, and mostly so few states that all of them can be looked at. None has
    those that it is to be `without`.
    """
    return _Maker(random.Random(seed), features, small, without).story()


@functools.cache
def loaded(seed: int) -> engine.Story | None:
    """The story, or None where the checker finds errors in it. Several tests have the same ones."""
    try:
        return engine.loads(story(seed))
    except StoryErrors:
        return None


class _Maker(Expressions):
    """Makes one story. `scene` is the one where it writes, `plain` says whether nothing may stop the play there."""

    def __init__(
        self, chance: random.Random, features: tuple[str, ...], small: bool = False, without: tuple[str, ...] = ()
    ) -> None:
        super().__init__(chance, features, small, without)
        self.written = 0
        self.plain = False
        self.endings: list[str] = []
        self.scene = ""
        self.borrowed = ["b0", "b1"] if self.has("borrow") else []
        self.ahead = ""
        # Points in blocks, by scene; none in the items of variations.
        self.inner: dict[str, list[str]] = {}
        self.ways = ["w0", "w1"] if self.odd and chance.random() < 0.5 else []
        # The first letters of the parameters of scenes that have some.
        self.parameters = {scene: self._letters(letter) for scene, letter in (("v0", "n"), ("b0", "m"))}

    def _letters(self, number: str) -> str:
        letters = number + "".join(one for one in "yhz" if self.has("values") and self.often(0.5))
        return letters + "p" if self.doors() else letters

    # ------------------------------------------------------------ the whole

    def story(self) -> str:
        body: list[str] = []
        for scene in self.scenes:
            body += ["", self.heading(scene), *self.in_scene(scene, [], self.move)]
        for scene in self.visited:
            known = [*self.parameters.get(scene, "")]
            body += ["", self.with_parameters(scene), *self.in_scene(scene, known, self.way_back)]
        for scene in self.borrowed:
            body += ["", self.with_parameters(scene)]
            self.scene, self.locals = scene, [*self.parameters.get(scene, "")]
            body += [*self.group(1, thread=scene == "b0"), *(["More."] if self.often(0.5) else []), "-> end"]
        for scene in self.odd:
            body += ["", f"== {scene}: Odd #odd", *self.properties()]
            body += self.in_scene(scene, [], lambda: "-> back", small=True)
        for scene in self.ways:
            body += ["", f"== {scene} #way", *self.properties()]
            body += self.in_scene(scene, [], self.move, small=True)
        self.endings = ['"Done"'] if any(line.endswith("-> end: Done") for line in body) else []
        return "\n".join([*self.header(), *body]) + "\n"

    def with_parameters(self, scene: str) -> str:
        types = {"z": f"z: set of {', '.join(NAMES)}", "y": "y: text", "h": f"h: {' | '.join(NAMES)}"}
        types |= {"n": self.pick("n: 0..3", "n"), "m": "m: 0..3", "p": f"p: {' | '.join(self.scenes)}"}
        taken = ", ".join(types[one] for one in self.parameters.get(scene, ""))
        return f"== {scene}({taken})" if taken else f"== {scene}"

    def given(self, scene: str, number: str) -> str:
        """What a scene is entered with, in brackets."""
        makers = {"z": self.set, "y": self.words, "h": self.name, "p": lambda _: self.pick(*self.scenes)}
        given = [makers[one](1) if one in makers else number for one in self.parameters.get(scene, "")]
        return f"{scene}({', '.join(given)})" if given else scene

    def heading(self, scene: str) -> str:
        return f"== {scene} (was old_{scene}): Title #place" if self.has("names") else f"== {scene}"

    def header(self) -> list[str]:
        lines = ["var a: 0..3 = 1", "var b: 0..3", "var c = false", "var d: -2..6 = 2", "const TOP = 2"]
        lines += ["var mood: sour | even | glad = even", "var bag: set of rope, lamp, bread = lamp"]
        lines += [f"var place: {' | '.join(self.scenes)} = s0"] if self.places() else []
        if self.has("values"):
            lines += ['var spare: set of rope, lamp "old lamp", bread = rope, bread', "var hand: rope | lamp | bread"]
        lines += ["var ward: v1 | w1 = v1"] if self.wards() else []
        lines += [f"var open: set of {', '.join(self.scenes)} = s0"] if self.doors() else []
        lines += ['var name: text = "stranger"', 'var other: text = "x"', "var g = 0", "var far: 0..100000 = 7"]
        lines += DEFS if self.has("defs") else ()
        lines += EXTERNS if self.has("externs") else ()
        lines += FUNCTIONS.splitlines() if self.has("functions") else ()
        lines += VALUE_FUNCTIONS.splitlines() if self.has("functions") and self.has("values") else ()
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

    def doors(self) -> bool:
        return self.has("doors") and len(self.scenes) > 1

    def wards(self) -> bool:
        return self.has("places") and bool(self.visited and self.ways)

    def properties(self) -> list[str]:
        self.scene, self.locals, self.draws = "", [], False
        lines = [f"~ when {self.truth(1)}"] if self.often(0.6) else []
        lines += ["~ once"] if self.often(0.4) else []
        lines += [f"~ priority {self.pick('1', '2', 'TOP')}"] if self.often(0.5) else []
        self.draws = True
        return lines

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
        kinds += self._changes_of_values() if self.has("values") else []
        kinds += ["ward = w1", "ward = v1"] if self.wards() else []
        kinds += (
            [f"name = {self.pick(*TEXTS)}", "other = name", *(["name = words(a)"] if self.has("made") else [])]
            if self.has("text")
            else []
        )
        kinds += ["g += 1", "g += 2", "g -= 1", "g = 0", f"g = {self.number()}"] if self.has("numbers") else []
        kinds += ["far += 1", "far = clamp(far + 3000)", "far = 0", "far = 5000"] if self.has("bounds") else []
        kinds += [f"place = {self.pick(*self.scenes)}"] * 2 if self.places() else []
        kinds += [f"open {self.pick('+=', '-=', '=')} {self.pick(*self.scenes)}"] * 2 if self.doors() else []
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

    def _changes_of_values(self) -> list[str]:
        kinds = [f"bag {self.pick('=', '+=', '-=')} {self.set()}", f"spare = {self.set()}", f"hand = {self.name()}"]
        kinds += [f"{one} {self.pick('=', '-=')} {self.set()}" for one in self.known("z")]
        kinds += [f"{one} = {self.name()}" for one in self.known("h")]
        if self.has("text"):
            kinds += [f"{one} = {self.words()}" for one in (*self.known("y"), "name")]
        if self.has("functions"):
            sets = ["spare", *self.known("z")]
            kinds += ["hand = drawn_one()", f"{self.pick(*sets)} = swapped({self.set()})", f"swapped({self.set()})"]
        return kinds

    def statement(self, depth: int) -> list[str]:
        """One statement, out of which the play always comes at the end, or not at all."""
        kinds = ["set", "set", "if"]
        kinds += ["text"] * 2 if self.has("texts") else []
        kinds += ["vary"] * 2 if self.has("variations") else []
        kinds += ["for"] * 2 if self.has("loops") and depth < 3 else []
        kinds += ["ask"] if self.has("ask") and not self.plain else []
        kinds += ["let"] if self.has("lets") else []
        if not self.plain:
            visits = "sb" if self.has("nests") else "s"
            kinds += ["visit"] * 2 if self.visited and (self.scene[0] in visits or self.deeper()) else []
            kinds += ["any"] * 2 if self.odd and self.has("draw") and self.scene[0] in "sv" else []
            kinds += ["way"] if self.ways and self.scene[0] == "s" else []
            kinds += ["jump"] * 2 if self.ahead else []
        if self.has("inner_points") and not self.plain and self.scene[0] in "sv" and self.often(0.3):
            return self.inner_point()
        kind = self.pick(*kinds)
        if kind == "text":
            return [f"{self.pick('', '', '<>')}Text {self.text(shown=True)}{self.pick('.', '<>')}{self.tag()}"]
        if kind == "jump":
            return [f"~ if {self.truth()}:", f"    -> {self.ahead}"]
        if kind == "if":
            return self.condition(depth)
        if kind == "vary":
            lines, plain = [f"~ {self.pick(*KINDS)}:"], self.plain
            self.plain = plain or self.has("inner_points")
            for _ in range(self.chance.randint(1, 3)):
                lines.append("    - One.")
                lines += [f"      {line}" for line in self.block(depth + 1)] if self.often(0.5) else []
            self.plain = plain
            return lines
        if kind == "for":
            return self.loop(depth)
        if kind == "ask":
            asked = self.pick("a", "a", *(["name", "name", "other"] if self.has("text") else []))
            asked = self.pick("g", asked) if self.has("numbers") else asked
            asked = self.pick("far", asked) if self.has("bounds") else asked
            return [f"~ ask {asked}: What{self.pick('', f' {{{self.number()}}}')}?"]
        if kind == "let":
            return self.let()
        if kind == "visit":
            visited = "v1" if self.deeper() else self.pick(*self.visited)
            if self.pointed and self.often(0.4):
                return [f"-> {visited}.{self.pick(*self.points_of(visited))} ->"]
            if self.wards() and self.often(0.4):
                return ["-> {ward} ->"]
            return [f"-> {self.given(visited, self.pick('a', '2', self.number()))} ->"]
        if kind in ("any", "way"):
            return ["-> any #odd ->" if kind == "any" else "-> any #way"]
        return [f"~ {self.change()}"]

    def inner_point(self) -> list[str]:
        """A point where no local is known, or a move to one of the scene: some times, so that it ends."""
        names = self.inner.setdefault(self.scene, [])
        if names and self.often(0.5):
            name = self.pick(*names)
            return [f"~ if visits({name}) % {self.pick('2', '3')} > 0:", f"    -> {name}"]
        if self.locals or self.items:
            return [f"~ {self.change()}"]
        names.append(f"{self.scene}_q{len(names)}")
        return [f"-- {names[-1]}", f"{self.pick('', '<>')}Inner{self.pick('.', '<>')}"]

    def deeper(self) -> bool:
        """Whether a visit may begin another one here."""
        return self.has("nests") and self.scene == "v0"

    def let(self) -> list[str]:
        self.written += 1
        letter = self.pick("l", *("lzyh" if self.has("values") else ""))
        name = f"{letter}{self.written}"
        makers = {"z": self.set, "y": self.words, "h": self.name}
        value = makers[letter]() if letter in makers else self.number(1) if self.often(0.5) else "a"
        typed = self.pick("", "", ": 0..4") if letter == "l" else ""
        self.locals.append(name)
        return [f"~ let {name}{typed} = {value}"]

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
        sets += [self.set(1, False)] * 3 if self.has("values") else []
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
                meet = "--" if self.has("ways_on_line") else "Meet."
                lines += [meet, *self.statement(1), *self.group(1)]
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
        if self.doors():
            kinds += ["-> {random(open + [s0])}", "-> {p}" if "p" in self.locals else "-> {random(open + [s1])}"]
        ends = ["-> end: Done", "-> end"] * (len(kinds) + 1 if self.small else 1)
        return self.pick(*kinds, *own[:1], *others, *ends)

    def way_back(self) -> str:
        if self.has("leaves") and self.often(0.3):
            if "p" in self.locals and self.often(0.5):
                return "-> back -> {p}"
            return f"-> back -> {self.pick(*self.scenes, *(one for one in self.points() if one[0] == 's'))}"
        if "p" in self.locals and self.often(0.3):
            return "-> {p}"
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
        for _ in range(self.chance.randint(1, 2 if self.small else 3)):
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
                lines.append(f"<- {self.given(target, self.pick('a', '1'))}")
                if self.has("again") and self.scene[0] in "sv":
                    lines += [f"~ if {self.truth()}:", f"    <- {self.given(target, self.pick('b', '2', '0'))}"]
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
            known = list(self.locals)
            own = self.let() if self.has("arm_lets") else []
            before = [*own, "Arm."] if self.often(0.5) else [*own, *self.block(depth + 1)]
            choices = [line for _ in range(self.chance.randint(0, 2)) for line in self.choice(depth + 1)]
            self.locals = known
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
        label, ending = "", ""
        if self.has("alike") and self.often(0.5):
            text = "Choice."
        if self.has("ways_on_line") and self.scene[0] == "s" and self.often(0.4):
            visits = [f"-> {self.given(one, self.pick('a', '2'))} ->" for one in self.visited]
            ending = self.pick(*(f" -> {scene}" for scene in self.scenes), *(f" {one}" for one in visits))
        elif self.has("counts", "claims", "names"):
            label = f"(c{self.written}{f' was gone-{self.written}' if self.has('names') and self.often(0.5) else ''}) "
        tag = " #tag=1" if self.has("names") else self.tag()
        lines = [f"{self.pick('*', '*', '+')} {label}{guard}{loop}{text}{tag}{ending}"]
        known = list(self.locals)
        lines += [f"    ~ {self.change()}"] if self.often(0.6) else []
        if depth < 2 and self.often(0.25):
            lines += [f"    {line}" for line in self.statement(depth + 1)]
        if depth < 2 and self.has("nested") and self.often(0.4):
            lines += [f"    {line}" for line in self.group(depth + 1, thread=False)]
        self.locals, self.items = known, before
        if label:
            self.labels.append(f"{self.scene}.c{number}")
        if ending and not ending.endswith("->"):
            return lines
        return [*lines, *([f"    {self.leave()}"] if self.often(0.5) else [])]
