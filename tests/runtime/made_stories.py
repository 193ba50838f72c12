"""Stories made by hypothesis: valid ones, with everything in them whose meaning could depend on what came before."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

import engine

HEADER = """\
title: Made
status: n {n}{if b: and b}

var n: 0..5 = 1
var m = 3
var b = false
var k: cold | mild | warm
var s: set of red, green "dark green", blue
var u: set of red, green, blue = green
var h: red | green | blue
var home (was house): s0 | s1
var t: text = "nobody"

def doubled(x) = x * 2
def thrown(x) = random(1, x)

def tell(x):
    ~ if b:
        told {x}<>
        ~ b = false
    ~ else:
        <>{cycle: one | two {random(1, 3)}}<>
    ~ for one in s:
        , {one}<>

def drop(x: 0..5):
    ~ if x > n:
        ~ return false
    ~ n -= x
    ~ s += blue
    ~ return chance(70)

def turn():
    ~ b = not b
    ~ s -= red

def greeted(y: text, of: red | green | blue):
    ~ if length(y) > 9:
        ~ return capital(lower(y))
    ~ return y + " of " + list([of])

def first_of(z: set of red, green, blue):
    ~ for one in z:
        ~ return one
    ~ return random([red, blue])

def counted(x):
    ~ if x == 0:
        none
    ~ for one in s:
        {one}, <>
    {words(x)}

def weighed():
    ~ let sum = m
    ~ for one in s:
        ~ if one == red:
            ~ return 1
        ~ sum += n
    ~ return sum % 7

"""

CONDITIONS = (
    "n > 2", "n == 1", "b", "not b", "k == warm", "k != cold", "s has red", "visits(s1) > 1", "seen(v0)",
    "turns() % 2 == 0", "since(s0) < 3", "m % 3 == 0", "weighed() > 2", "n + m > 4 or b", "doubled(n) > 4 and not b", "t == \"nobody\"",
    "s & u == [green]", "count(s + u) > 2", "u has h", "s has [red, blue]", "contains(t, \"d\")", "h == red", "home == s1",
    "seen(s1.again)",
)  # fmt: skip
DRAWS = ("chance(50)", "random(1, 3) == 2", "thrown(4) > 2")
VALUES = ("n", "m", "k", "s", "t", "b", "words(n)", "visits(s0)", "turns()", "doubled(n)", "n - m", "random(1, 6)",
          "thrown(9)", "since(s1)", "max(n, m % 7)", "counted(n)", "weighed()", "h", "u - s", "list(s + u)", "count(s & u)",
          "list(u, \"or\")", "upper(t)", "length(t)", "decimal(m, 1)", "home", "random(s + [green])")  # fmt: skip
SETTINGS = (
    "n = clamp(n + 1)", "n = clamp(n - 2)", "n = random(0, 5)", "m = (m * 5 + 1) % 11", "b = not b", "b = chance(30)",
    "k = warm", "k = mild if b else cold", "s += red", "s += green, blue", "s -= red", "s = none", "t = \"Ada\"",
    "m = thrown(5) + n", "b = drop(2)", "drop(1)", "turn()", "tell(m)", "m = weighed()", "s = [red] + s",
    "u = s - [red]", "u = (s if b else u) & [green, blue]", "h = random(s + [blue])", "h = first_of(u)", "h = green",
    "t = greeted(\"ada\", h)", "t = upper(\"bo\") + words(n)", "home = s0", "home = s1 if b else home", "u += h", "s -= h",
)  # fmt: skip
KINDS = ("then", "cycle", "once", "shuffle", "random")


@dataclass
class Making:
    """What is being written: lines, and how many things have been named."""

    draw: st.DrawFn
    lines: list[str] = field(default_factory=list)
    named: int = 0
    locals: int = 0
    words: int = 0
    points: int = 0

    def pick(self, values: tuple[str, ...]) -> str:
        return self.draw(st.sampled_from(values))

    def upto(self, most: int) -> int:
        return self.draw(st.integers(0, most))

    def chance(self) -> bool:
        return self.draw(st.booleans())

    def add(self, depth: int, line: str) -> None:
        self.lines.append("    " * depth + line)

    def word(self) -> str:
        self.words += 1
        return f"w{self.words}"

    def condition(self, draws: bool = True) -> str:
        return self.pick(CONDITIONS + DRAWS if draws else CONDITIONS)

    def text(self, deep: int = 2) -> str:
        """A word, perhaps with something inside braces."""
        form = self.upto(6)
        if deep == 0 or form < 2:
            return self.word()
        if form == 2:
            return f"{self.word()} {{{self.pick(VALUES)}}}"
        if form == 3:
            return f"{{if {self.condition()}: {self.text(deep - 1)} | {self.text(deep - 1)}}} {self.word()}"
        if form == 4:
            return f"{self.word()} {{if {self.condition()}: {self.text(deep - 1)}}}"
        if form == 5:
            return f"*{self.word()}* {{{self.text(deep - 1)} | {self.text(deep - 1)}}}"
        items = " | ".join(self.text(deep - 1) for _ in range(1 + self.upto(3)))
        return f"{{{self.pick(KINDS)}: {items}}}"

    def block(self, depth: int, deep: int, scene: str) -> None:
        """Some statements; the play always comes out at their end."""
        self.add(depth, f"Line {self.text()}{self.pick(('', '', ' {tell(n)}', ' {if b: and {tell(m)} | or}'))}.")
        for _ in range(self.upto(3)):
            self.statement(depth, deep, scene)

    def statement(self, depth: int, deep: int, scene: str) -> None:
        form = self.upto(11)
        if form == 10 and scene != "b":
            self.points += 1
            self.add(depth, f"-- p{self.points}")
            self.add(depth, self.text().capitalize() + ".")
            if self.chance():
                # Some hundred times at most; behind it no local variable is read.
                self.add(depth, f"~ if visits(p{self.points}) % 3 > 0:")
                self.add(depth + 1, f"-> p{self.points}")
        elif form == 11:
            self.locals += 1
            self.add(depth, f"~ for l{self.locals} in {self.pick(('s', 's + [red]', '[blue, green]'))}:")
            self.add(depth + 1, f"Over {{l{self.locals}}} {self.text(1)}.")
            self.add(depth + 1, f"~ {self.pick((*SETTINGS, f's -= l{self.locals}', f's += l{self.locals}'))}")
        elif form < 2:
            begin, end = self.pick(("", "", "<>", "<> ", "東")), self.pick((".", ".", "<>", " <>", "京"))
            tag = self.pick(("", "", " #plain", " #n={n} #k={k}", " #more={cycle: a | b}_{if b: c | d e}"))
            self.add(depth, f"{begin}{self.text().capitalize()}{end}{tag}")
        elif form == 2:
            self.add(depth, "")
        elif form == 3:
            self.locals += 1
            self.add(depth, f"~ let l{self.locals} = {self.pick(('n + 1', 'm', 'thrown(6)', 'n * m'))}")
            self.add(depth, f"Local {{l{self.locals}}}.")
        elif form == 4 and deep:
            self.add(depth, f"~ if {self.condition()}:")
            self.block(depth + 1, deep - 1, scene)
            if self.chance():
                self.add(depth, "~ else:")
                self.block(depth + 1, deep - 1, scene)
        elif form == 5 and deep:
            self.add(depth, f"~ {self.pick(KINDS)}:")
            for _ in range(1 + self.upto(2)):
                self.add(depth + 1, f"- Item {self.text()}.")
                if self.chance():
                    self.block(depth + 2, deep - 1, scene)
        elif form == 6 and deep:
            self.group(depth, deep - 1, scene)
        elif form == 7 and scene[0] == "s":
            self.add(depth, self.pick(("-> v0 ->", "-> v1(n) ->", "-> v2(t, h, home) ->", "-> any #drawn ->")))
        elif form == 8 and scene[0] == "s":
            self.add(depth, self.pick(("~ ask t: Who?", "~ ask n: How many, {t}?")))
        else:
            self.add(depth, f"~ {self.pick(SETTINGS)}")

    def guards(self) -> str:
        guards = ""
        if self.upto(3) == 0:
            guards += f"{{if {self.condition()}}} "
        if self.upto(4) == 0:
            guards += f"{{needs {self.condition()}: {self.text(1)}}} "
        return guards

    def choice(self, depth: int, deep: int, scene: str) -> None:
        self.named += 1
        label = f"(c{self.named}) " if self.chance() else ""
        loop = f"for c{self.named}_one in s: " if self.upto(3) == 0 else ""
        self.add(
            depth,
            f"{self.pick(('*', '+'))} {label}{self.guards()}{loop}{self.pick((f'Take {self.text()}', 'Again'))}."
            f"{self.pick(('', ' #take={n}'))}",
        )
        if self.chance():
            self.block(depth + 1, deep, scene)
        if scene == "v" and self.upto(3) == 0:
            self.add(
                depth + 1, self.pick(("-> back -> s0", "-> back -> s1", "-> back -> {home}", "-> back -> s1.again"))
            )

    def group(self, depth: int, deep: int, scene: str) -> None:
        """A group whose branches meet; choices of the arms of an `~ if` before it belong to it."""
        if deep and self.upto(3) == 0:
            self.locals += 1
            self.add(depth, f"~ if {self.condition()}:")
            self.add(depth + 1, f"~ let l{self.locals} = {self.pick(('n + 1', 'm', 'thrown(6)'))}")
            local = f"{{l{self.locals}}}"
            self.block(depth + 1, 0, scene)
            self.choice(depth + 1, deep - 1, scene)
            self.add(depth + 1, f"+ Arm {local}.")
            self.add(depth + 2, f"Of {local}.")
        for _ in range(1 + self.upto(2)):
            self.choice(depth, deep, scene)
        if scene[0] == "s" and self.upto(3) == 0:
            self.add(depth, self.pick(("<- borrowed(n)", "* each #drawn ->", "+ each #drawn ->")))
        if self.upto(3) == 0:
            self.add(depth, f"~ if {self.condition()}:")
            self.choice(depth + 1, deep, scene)
        if self.upto(2) == 0:
            self.named += 1
            self.add(depth, f"* (c{self.named}) {{otherwise}}")
            self.block(depth + 1, 0, scene)
        self.add(depth, f"Meet {self.text()}.")

    def scene(self, name: str, scenes: int) -> None:
        self.add(0, f"== {name}")
        self.block(0, 2, name)
        for _ in range(self.upto(2)):
            self.named += 1
            self.add(0, f"* (c{self.named}) {self.guards()}Once {self.text()}.")
            self.block(1, 1, name)
            self.add(1, f"-> s{self.upto(scenes - 1)}")
        if name == "s1":
            self.add(0, "-- again (was once_more)")
        self.named += 1
        self.add(0, f"+ (c{self.named}) On {self.text()}. -> s{self.upto(scenes - 1)}")
        self.add(0, self.pick(("+ Home. -> {home}", "+ Home. -> {random([s0, s1])}", "+ Home. -> s1.again")))
        if self.upto(3) == 0:
            self.add(0, "+ (stop) Stop. -> end: Stopped (was Over) #stop")
        self.add(0, "")


@st.composite
def story_texts(draw: st.DrawFn) -> str:
    """The text of a valid story."""
    making = Making(draw)
    scenes = 2 + making.upto(1)
    for number in range(scenes):
        making.scene(f"s{number}", scenes)
    for heading in (
        "v0",
        "v1(p: 0..5)",
        "v2(y: text, of: red | green | blue, to: s0 | s1)",
        "red_one: Red #drawn",
        "blue_one: Blue #drawn",
        "green_one #drawn",
    ):
        making.add(0, f"== {heading}")
        if "#" in heading:
            if making.chance():
                making.add(0, f"~ when {making.condition(draws=False)}")
            if making.chance():
                making.add(0, "~ once")
            making.add(0, f"~ priority {making.upto(1)}")
        making.block(0, 1, "v")
        if heading.startswith("v2"):
            making.add(0, "For {y}, {of}, {to}: {greeted(y, of)}.")
        making.add(0, "-> back -> {to}" if heading.startswith("v2") and making.chance() else "-> back")
        making.add(0, "")
    making.add(0, "== borrowed(q: 0..5)")
    making.choice(0, 1, "b")
    making.add(0, "+ Borrowed {q}.")
    making.add(1, "~ q = clamp(q + 1)")
    making.add(1, "+ Borrowed deeper {q}.")
    making.add(0, "-> end")
    return HEADER + "\n".join(making.lines) + "\n"


MOVES = st.lists(st.integers(0, 2**16), min_size=1, max_size=25)
SEEDS = st.integers(0, 2**32 - 1)


def step(session: engine.Session, number: int) -> bool:
    """Go on by what a number says; false when the play is over or fails here, which changes nothing."""
    try:
        if session.question is not None:
            answers = ("", "Ada", "Old Tom") if session.question.kind == "text" else ("", "0", "5")
            session.answer(answers[number % len(answers)])
            return True
        choices = [choice for choice in session.choices if choice.enabled]
        if not choices:
            return False
        session.choose(choices[number % len(choices)])
    except engine.PlayError:
        return False
    return True
