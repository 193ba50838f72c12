"""Small stories made at random, full of numbers that are made of draws and told apart in all ways."""

from __future__ import annotations

import random


def drawn(seed: int) -> str:
    """A story of a few scenes in which draws are compared, kept, given on, shown, and calculated with."""
    return "\n".join(_Drawn(random.Random(seed)).lines()) + "\n"


class _Drawn:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.locals: list[str] = []
        self.count = 0

    def pick(self, *forms: str) -> str:
        return self.chance.choice(forms)

    def draw(self) -> str:
        low = self.chance.randint(-1, 2)
        return f"random({low}, {low + self.chance.randint(0, 3)})"

    def sum(self) -> str:
        """A number made of draws and constants."""
        one, other, number = self.draw(), self.draw(), self.chance.randint(2, 4)
        return self.pick(
            one,
            f"{one} + {number}",
            f"{number} - {one}",
            f"{one} + {other}",
            f"{one} - {other}",
            f"{number} * {one} + {other}",
            f"{one} * {number}",
            f"max({one} + {other}, {number})",
            f"min({one}, {other}) - {self.draw()}",
            "thrown()",
            "twice(2)",
            f"-{one}",
            f"({one} + {other} if chance(50) else {number})",
        )

    def condition(self) -> str:
        number, name = self.chance.randint(-2, 8), self.pick("<", "<=", ">", ">=", "==", "!=")
        kind = self.chance.random()
        if kind < 0.45:
            return f"{self.pick('x', 'y', 'x', 'y', *self.locals)} {name} {number}"
        if kind < 0.8:
            return f"{self.sum()} {name} {number}"
        if kind < 0.9:
            return f"{self.sum()} {name} {self.sum()}"
        return f"{self.sum()} {name} {self.pick('x', *self.locals)}"

    def statement(self, own: str) -> list[str]:
        kind = self.chance.random()
        if kind < 0.3:
            return [f"{own}~ {self.pick('x', 'y')} = {self.sum()}"]
        if kind < 0.45 and not own:
            self.locals.append(f"l{self.count}")
            self.count += 1
            return [f"~ let {self.locals[-1]} = {self.sum()}"]
        if kind < 0.55 and self.locals:
            return [f"{own}~ {self.pick(*self.locals)} = {self.sum()}"]
        if kind < 0.65:
            return [f"{own}~ {self.pick('x', 'y')} = {self.pick('x', 'y', *self.locals)}"]
        if kind < 0.7:
            return [f"{own}~ x = clamp(x {self.pick('+', '-')} {self.draw()}, -3, 9)"]
        if kind < 0.75:
            return [f"{own}word {{{self.pick('x', 'y', *self.locals)}}}."]
        if kind < 0.8:
            return [f"{own}-> visited({self.sum()}) ->"]
        rows = [f"{own}~ if {self.condition()}:", f"{own}    word", *self.way(f"{own}    ", 0.4)]
        if self.chance.random() < 0.5:
            rows += [f"{own}~ elif {self.condition()}:", f"{own}    word", *self.way(f"{own}    ", 0.4)]
        return rows

    def way(self, own: str, share: float) -> list[str]:
        if self.chance.random() > share:
            return []
        return [f"{own}-> {self.pick('a', 'b', 'end: One', 'end: Two')}"]

    def scene(self, name: str) -> list[str]:
        self.locals = []
        rows = [f"== {name}", "word"]
        for _ in range(self.chance.randint(1, 4)):
            rows += self.statement("")
        for number in range(self.chance.randint(1, 2)):
            guard = f"{{if {self.pick('x', 'y', *self.locals)} > {self.chance.randint(0, 4)}}} " if number else ""
            rows += [f"{self.pick('*', '+')} {guard}Choice {name}{number}.", *self.statement("    ")]
            rows += self.way("    ", 1)
        return [*rows, f"+ Other {name}.", f"    -> end: {'One' if name == 'a' else 'Three'}"]

    def lines(self) -> list[str]:
        claims = [f"claim never {self.pick('x', 'y')} {self.pick('==', '>', '<')} {self.chance.randint(-3, 9)}"]
        claims += ['claim reach "One"', "claim never seen(b) and x > y"]
        rows = [*claims[: self.chance.randint(1, 3)], "var x = 0", "var y = 1"]
        rows += ["def thrown() = random(1, 2) + random(1, 3)", "def twice(n) = random(1, n) + random(0, n)"]
        rows += [
            *self.scene("a"),
            *self.scene("b"),
            "== visited(n)",
            f"~ if n > {self.chance.randint(0, 5)}:",
            "    word",
        ]
        return [*rows, "    ~ x = n" if self.chance.random() < 0.5 else "    ~ x = 2", "-> back"]
