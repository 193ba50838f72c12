"""Expressions and texts of stories that are made at random, of all types."""

from __future__ import annotations

import random

from engine.program.codec import VERSION
from engine.program.functions import FUNCTIONS, BuiltIn

FEATURES = (
    "arms", "ask", "borrow", "bounds", "chance", "claims", "counts", "defs", "draw", "each", "enums", "errors", "externs",
    "functions", "gather", "guards", "lets", "leaves", "loops", "made", "names", "nested", "numbers", "otherwise", "places",
    "points", "sets", "since", "status", "strand", "text", "texts", "turns", "values", "variations", "visits",
)  # fmt: skip
# These are made only where they are asked for, so that the stories of a seed stay what they were.
ASKED_FOR = ("again", "alike", "arm_lets", "doors", "failing", "inner_points", "nests", "sinces", "ways_on_line")
KINDS = ("then", "cycle", "once", "shuffle", "random")
TEXTS = ('"x"', '"y"', '"stranger"')
NAMES = ("rope", "lamp", "bread")


class Expressions:
    """Makes expressions and texts of what a story has where it writes.

    `locals` are the local names that are known there: of numbers if they begin with l, n or m, of sets with z, of texts
    with y, of one of `NAMES` with h. `items` are names of loops, each of which holds one of `NAMES`.
    """

    def __init__(
        self, chance: random.Random, features: tuple[str, ...], small: bool = False, without: tuple[str, ...] = ()
    ) -> None:
        self.chance = chance
        self.small = small
        own = {one for one in FEATURES if chance.random() < (0.15 if small else 0.35)}
        self.features = own.union(features).difference(without)
        self.locals: list[str] = []
        self.items: list[str] = []
        self.labels: list[str] = []
        # Whether chance may decide here; whether what acts may be called.
        self.draws = True
        self.scenes = [f"s{number}" for number in range(chance.randint(1, 2 if small else 3))]
        self.visited = ["v0", "v1"] if self.has("visits") else []
        self.odd = [f"t{number}" for number in range(chance.randint(1, 3))] if self.has("draw", "each") else []
        self.pointed = [*self.scenes, *self.visited] if self.has("points") else []

    def has(self, *features: str) -> bool:
        return any(one in self.features for one in features)

    def pick(self, *values: str) -> str:
        return self.chance.choice(values)

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def known(self, first: str) -> list[str]:
        """The local names of a type."""
        return [one for one in self.locals if one[0] in first]

    def points(self) -> list[str]:
        return [f"{scene}.{point}" for scene in self.pointed for point in self.points_of(scene)]

    def points_of(self, scene: str) -> list[str]:
        return [f"{scene}_p{number}" for number in range(2)]

    def calls(self, kind: str) -> list[str]:
        """Calls of all functions of a kind that came later than those which stand here by hand, by their types."""
        known = [row for row in FUNCTIONS if row.version > VERSION or (row.expands is not None and row.name != "seen")]
        return [self.call(row) for row in known if row.result.kind == kind and self.can_call(row)]

    def can_call(self, row: BuiltIn) -> bool:
        is_asked = self.has("errors") if row.defined else not row.draws or (self.draws and self.has("chance"))
        kinds = {one.kind for one in (*row.takes, row.result)}
        return is_asked and (self.has("text") or "text" not in kinds) and (self.has("values") or "set" not in kinds)

    def call(self, row: BuiltIn) -> str:
        """A call of a function with small values."""
        makers = {"number": lambda: self.number(0), "truth": lambda: self.truth(0), "text": lambda: self.words(0)}
        makers |= {"set": lambda: self.set(0, False), "point": self.counted, "scene": self.entered}
        return f"{row.name}({', '.join(makers[one.kind]() for one in row.takes)})"

    def counted(self) -> str:
        return self.pick(*self.scenes, *self.visited, *self.odd, *self.labels, *self.points())

    def entered(self) -> str:
        return self.pick(*self.scenes, *self.visited, *self.odd, *self.points())

    def number(self, deep: int = 1) -> str:
        simple = ["a", "b", "a", "d", "TOP", *map(str, range(4)), *self.known("lnm")]
        simple += ["g"] if self.has("numbers") else []
        simple += ["far"] if self.has("bounds") else []
        simple += ["turns()"] if self.has("turns") else []
        simple += [f"since({self.pick(*self.scenes)})"] if self.has("since") else []
        simple += [f"since({self.entered()})"] if self.has("sinces") else []
        simple += [f"visits({self.counted()})"] if self.has("counts") else []
        if self.draws:
            simple += ["random(0, 2)"] if self.has("chance") else []
            simple += ["host_number()", f"host_any({self.pick('1', 'a')})"] if self.has("externs") else []
        if self.has("functions"):
            simple += ["weigh()", *(["ratio(a)", "ratio(d)"] if self.has("errors") else [])]
        if self.has("values"):
            simple += [f"count({self.set(0, False)})", *([f"length({self.words(0)})"] if self.has("made") else [])]
            simple += ["heavy(bag)"] if self.has("functions") else []
        if self.has("defs"):
            simple += ["total()", *(["thrown(3)"] if self.draws else [])]
        if self.has("failing") and self.often(0.12):
            one = self.pick("a", "b", "d", *self.known("lnm"))
            draws = [f"random({one}, 2)"] if self.draws and self.has("chance") else []
            return self.pick(f"(4 / {one})", f"(5 % ({one} - 1))", f"(6 / (2 - {one}))", *draws)
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
        forms += [*self.calls("number"), *([f"twice({one})"] if self.has("defs") else [])]
        forms += [f"share({one}, {two})", f"near({one})"] if self.has("defs") and self.has("errors") else []
        return self.pick(*forms)

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
        kinds += self._truths_of_values(min(deep, 1)) if self.has("values") else []
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
        kinds += [f"since({self.entered()}) {self.pick('>', '==')} {self.pick('0', '2')}"] if self.has("sinces") else []
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
        forms = [f"{one} and {two}", f"{one} or {two}", f"not ({one})", f"({one}) == ({two})", compared]
        return self.pick(*forms, *self.calls("truth"))

    def _truths_of_values(self, deep: int) -> list[str]:
        """Conditions about sets, names and texts as values."""
        kinds = [
            f"{self.set(deep, False)} {self.pick('==', '!=', 'has')} {self.set(0)}",
            f"count({self.set(deep, False)}) > 1",
        ]
        kinds += [f"{self.set(0, False)} has {self.name(deep)}", f"{self.name(deep)} == {self.name(0)}"]
        kinds += [f"{self.name(0)} {self.pick('==', '!=')} {self.pick(*NAMES)}"]
        if self.has("text"):
            kinds += [f"{self.words(deep)} == {self.words(0)}"]
        if self.has("text") and self.has("made"):
            kinds += [f'contains({self.words(0)}, "x")', f"length({self.words(0)}) > {self.pick('1', '6')}"]
        if self.has("functions"):
            kinds += [f"hides({self.name(0)}, {self.set(0)})"]
        return kinds

    def set(self, deep: int = 1, literal: bool = True) -> str:
        """A set of `NAMES`; a `literal` can stand only where its type is known."""
        known = ["bag", "spare", *self.known("z") * 2]
        literal = ["[lamp, bread]", f"[{self.name(0)}, {self.name(0)}]", f"[{self.name(0)}]"] if literal else []
        if deep == 0 or self.often(0.4):
            return self.pick(*known, *literal)
        # Of a literal alone it cannot be told which set it is.
        one, two = self.pick(*known), self.set(deep - 1)
        forms = [f"{one} + {two}", f"{one} - {two}", f"{one} & {two}", f"({one} if {self.truth(0)} else {two})"]
        forms += [f"{one} - {self.name(0)}"]
        forms += [f"rest_of({one})"] * 2 if self.has("functions") else []
        return self.pick(*forms)

    def name(self, deep: int = 1) -> str:
        """One of `NAMES`."""
        simple = ["hand", *self.known("h") * 2, *self.items * 2]
        if deep == 0 or self.often(0.4):
            return self.pick(*simple)
        forms = [f"({self.name(0)} if {self.truth(0)} else {self.name(0)})"]
        forms += ["random(spare + [rope])"] if self.draws and self.has("chance") else []
        forms += ["random(bag)"] if self.draws and self.has("chance") and self.has("errors") else []
        forms += [f"lightest({self.set(0)})"] * 2 if self.has("functions") else []
        return self.pick(*forms)

    def words(self, deep: int = 1) -> str:
        """A text as a value."""
        simple = ["name", "other", *TEXTS[:2], *self.known("y") * 2]
        if deep == 0 or self.often(0.4):
            return self.pick(*simple)
        one = self.words(deep - 1)
        forms = [f"({one} if {self.truth(0)} else {self.words(0)})"]
        if self.has("made"):
            # What is made of others is unknown to the proof where somebody typed them.
            forms += [f"{one} + {self.words(0)}", f"capital({one})", f"upper({one})", f"lower({one})"]
            forms += [f'list({self.set(0, False)}, "or")']
        forms += [f"greeting({one}, {self.number(0)})"] * 2 if self.has("functions") else []
        forms += self.calls("text")
        return self.pick(*forms)

    def text(self, deep: int = 2, shown: bool = False) -> str:
        """A text; one that is `shown` is more than looked at."""
        kind = self.chance.randint(0, 5) if deep else 0
        if self.has("functions") and self.often(0.3):
            acting = [f"note({self.number(0)})", "greet()"] if shown else []
            acting += [f"tell({self.words(0)}, {self.name(0)})"] * 2 if self.has("values") else []
            return self.pick(*(f"{{{one}}}" for one in ("show(a)", *acting)), f"*{{show({self.number(0)})}}*")
        if kind == 0:
            return self.pick("word", "*word*")
        if kind == 1:
            values = [self.number(), self.truth(), f"words({self.number(0)})"]
            values += ["mood"] if self.has("enums") else []
            values += [*self.items] * 2
            values += ["bag"] if self.has("sets") else []
            values += ["name"] if self.has("text") else []
            if self.has("values"):
                values += [self.set(1, False), self.name(), f'list({self.set(1, False)}, "and")']
                values += [self.words(), "decimal(d, 1)"] if self.has("text") else []
            return f"{{{self.pick(*values)}}}"
        if kind == 2:
            return f"{{if {self.truth()}: {self.text(deep - 1, shown)} | {self.text(deep - 1, shown)}}}"
        if kind == 3:
            return (
                f"{{if {self.truth()}: {self.text(deep - 1, shown)} | if {self.truth()}: {self.text(deep - 1, shown)}}}"
            )
        parts = [self.text(deep - 1, shown) for _ in range(self.chance.randint(2, 3))]
        return f"{{{self.pick(*KINDS)}: {' | '.join(parts)}}}"
