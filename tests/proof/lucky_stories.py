"""Small stories made at random in which it takes luck to come to an ending, with numbers that are told apart a little."""

from __future__ import annotations

import random

LEAST, MOST = -5, 12


def lucky(seed: int) -> str:
    """A story of a few scenes; all its numbers are without a range, and stay between two ends all the same."""
    return _Maker(random.Random(seed)).story()


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.scenes = ["a", "b", "c"][: chance.randint(1, 3)]
        self.numbers = ["x", "y"][: chance.randint(1, 2)]
        self.locals = 0
        self.known: list[str] = []
        self.has_visit, self.has_lent, self.has_functions, self.has_once, self.has_drawn = (
            chance.random() < 0.4 for _ in range(5)
        )

    def pick(self, *texts: str) -> str:
        return self.chance.choice(texts)

    def amount(self) -> str:
        low = self.chance.randint(0, 2)
        drawn = f"random({low}, {low + self.chance.randint(0, 3)})"
        if self.has_functions:
            drawn = self.pick(drawn, f"thrown({self.chance.randint(1, 4)})")
        return self.pick("1", "2", drawn, drawn, *self.known, "(1 if chance(30) else 0)")

    def condition(self) -> str:
        number = self.pick(*self.numbers)
        compared = f"{number} {self.pick('>', '<', '==', '>=', '<=')} {self.chance.randint(-2, 9)}"
        dice = self.pick("random(1, 6) > random(1, 6)", "random(1, 4) == 3", "chance(40)", f"random(1, 6) > {number}")
        local = (
            f"{self.pick(*self.known)} {self.pick('>', '==')} {self.chance.randint(1, 4)}" if self.known else compared
        )
        one, other = self.pick(compared, compared, dice, dice, local, "f"), self.pick(compared, "not f", dice)
        return self.pick(one, one, f"{one} and {other}", f"{one} or {other}", f"not ({one})")

    def guard(self) -> str:
        number = self.pick(*self.numbers)
        one = f"{number} {self.pick('>', '<', '==', '>=', '<=')} {self.chance.randint(-2, 9)}"
        return self.pick(
            "", "", f"{{if {one}}} ", f"{{if {one}}} ", f"{{if f and {one}}} ", "{if not f} ", f"{{if f or {one}}} "
        )

    def change(self) -> str:
        number, other = self.pick(*self.numbers), self.pick(*self.numbers)
        if self.has_functions and self.chance.random() < 0.2:
            return f"~ hit({self.pick('0', '1', '2', *self.known)})"
        value = self.pick(f"{number} + {self.amount()}", f"{number} - {self.amount()}", self.amount(), f"{other} - 1")
        return self.pick(
            f"~ {number} = min(max({value}, {LEAST}), {MOST})",
            f"~ {number} = min(max({value}, {LEAST}), {MOST})",
            f"~ {number} = max(min({value}, {MOST}), {LEAST})",
            "~ f = " + self.pick("true", "false", "not f"),
        )

    def body(self, own: str, depth: int = 1) -> list[str]:
        lines: list[str] = []
        known = [*self.known]
        for _ in range(self.chance.randint(0, 2)):
            kind = self.chance.random()
            if kind < 0.25:
                self.locals += 1
                self.known.append(f"d{self.locals}")
                lines.append(f"{own}~ let d{self.locals} = random(1, {self.chance.randint(2, 5)})")
            elif kind < 0.6 and depth:
                lines += [f"{own}~ if {self.condition()}:", *self.body(own + "    ", depth - 1)]
                if self.chance.random() < 0.5:
                    lines += [f"{own}~ else:", *self.body(own + "    ", depth - 1)]
            elif kind < 0.65 and depth:
                items = [[f"{own}    -", *self.body(own + "        ", 0)] for _ in range(self.chance.randint(2, 4))]
                lines += [f"{own}~ random:", *(line for item in items for line in item)]
            elif kind < 0.7 and self.has_visit:
                lines.append(f"{own}-> talk({self.chance.randint(0, 3)}) ->")
            else:
                lines.append(own + self.change())
        self.known = known
        if not lines or self.chance.random() < 0.2:
            lines.append(own + self.move() if depth == 0 else own + self.change())
        return lines

    def move(self) -> str:
        if self.has_drawn and self.chance.random() < 0.3:
            return "-> any #drawn"
        return self.pick(*(f"-> {scene}" for scene in self.scenes))

    def mark(self) -> str:
        return self.pick("+", "*") if self.has_once else "+"

    def story(self) -> str:
        lines = [f"var {name} = {self.chance.randint(-1, 8)}" for name in self.numbers] + ["var f = false"]
        if self.has_functions:
            lines += ["def thrown(n) = random(1, n)", "def hit(n):"]
            lines += [
                f"    ~ x = min(max(x - n - random(0, 1), {LEAST}), {MOST})",
                "    ~ if x > 3:",
                "        ~ f = not f",
            ]
        for scene in self.scenes:
            lines.append(f"== {scene}")
            for number in range(self.chance.randint(1, 3)):
                text = f"{self.mark()} {self.guard()}Choice {number}."
                lines += [text, *self.body("    "), "    " + self.move()]
            if self.has_lent and self.chance.random() < 0.5:
                lines.append("<- lent")
            lines.append(f"{self.mark()} Wait. -> " + self.pick(*self.scenes))
            if scene == self.scenes[-1]:
                number, far = self.pick(*self.numbers), self.chance.randint(2, 9)
                lines.append(f"+ {{if {number} {self.pick('>=', '>=', '<=')} {far}}} Out. -> end")
            if "<- lent" in lines[-3:] or self.has_once:
                lines.append(self.move())
        if self.has_visit:
            known, self.known, has_visit, self.has_visit = self.known, ["m"], self.has_visit, self.chance.random() < 0.3
            lines += ["== talk(m)", *self.body("")]
            if self.chance.random() < 0.7:
                lines += ["+ Yes.", *self.body("    "), "    -> back", f"+ {self.guard()}No.", "    -> back"]
            lines.append("-> back")
            self.known, self.has_visit = known, has_visit
        if self.has_drawn:
            for number in range(self.chance.randint(2, 4)):
                lines.append(f"== drawn{number} #drawn")
                if self.chance.random() < 0.3:
                    lines.append(
                        f"~ when {self.pick(*self.numbers)} {self.pick('>', '<=')} {self.chance.randint(0, 6)}"
                    )
                if self.chance.random() < 0.3:
                    lines.append(f"~ priority {self.chance.randint(-1, 1)}")
                if self.chance.random() < 0.3:
                    lines.append("~ once")
                has_drawn, self.has_drawn = self.has_drawn, number == 0
                lines += [*self.body(""), self.move()]
                self.has_drawn = has_drawn
            lines += ["== drawn_last #drawn", "~ priority -2", self.pick(*(f"-> {scene}" for scene in self.scenes))]
        if self.has_lent:
            lines += ["== lent", f"+ {self.guard()}Lent.", *self.body("    "), "    " + self.pick(self.move(), "More.")]
            lines += ["More.", self.move()]
        return "\n".join(lines) + "\n"
