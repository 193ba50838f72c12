"""Makes small stories at random, with everything in them that a reduction could get wrong."""

from __future__ import annotations

import random

CONDITIONS = (
    "a > {n}", "b == {n}", "c", "not c", "mood == sour", "mood != glad", "bag has rope", "a > b", "seen({scene})",
    "visits({scene}) > {n}", "since({scene}) > {n}", "turns() > {n}", "chance(50)", "a + b == {n}", "c or a > {n}",
)  # fmt: skip
CHANGES = (
    "a = {n}", "a += 1", "a = clamp(a + 1, 0, 3)", "b = a", "b = clamp(b - 1, 0, 3)", "c = not c", "mood = glad",
    "mood = sour", "bag += rope", "bag -= lamp", "a = random(0, 2)", "d += 1", "c = chance(30)", "b = 3 - a",
    "a = 3 / b", "c = d > 2", "let m = a",
)  # fmt: skip


def story(seed: int) -> str:
    """The text of a story; most of these have no errors that the checker finds, some have."""
    make = _Maker(random.Random(seed))
    return make.story()


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.written = 0
        self.scenes = [f"s{number}" for number in range(chance.randint(2, 4))]
        self.tagged = [f"t{number}" for number in range(chance.randint(0, 3))]

    def one(self, kinds: tuple[str, ...]) -> str:
        return self.chance.choice(kinds).format(n=self.chance.randint(0, 2), scene=self.chance.choice(self.scenes))

    def condition(self, draws: bool = True) -> str:
        condition = self.one(CONDITIONS)
        return condition if draws or "chance" not in condition else "c"

    def story(self) -> str:
        lines = ["var a: 0..3 = 1", "var b: 0..3 = 0", "var c = false", "var d: 0..9 = 0"]
        lines += ["var mood: sour | even | glad = even", "var bag: set of rope, lamp = lamp"]
        for _ in range(self.chance.randint(0, 3)):
            never = f"claim never {self.condition(False)} and {self.condition(False)}"
            scene, other = self.chance.choice(self.scenes), self.chance.choice(self.scenes)
            reach = f"claim reach {scene} with {self.condition(False)}"
            lines.append(self.chance.choice([never, reach, f"claim {scene} only after {other}"]))
        for scene in self.scenes:
            lines += ["", f"== {scene}", *self.body(1), self.move()]
        for scene in self.tagged:
            lines += ["", f"== {scene} #odd"]
            lines += [f"~ when {self.condition(False)}"] if self.chance.random() < 0.7 else []
            lines += ["~ once"] if self.chance.random() < 0.5 else []
            lines += [f"~ {self.change()}", "Odd.", "-> back"]
        return "\n".join(lines) + "\n"

    def change(self) -> str:
        change = self.one(CHANGES)
        return change if not change.startswith("let") else "b = a"

    def move(self) -> str:
        return self.chance.choice([f"-> {self.chance.choice(self.scenes)}", "-> end: Done", "-> end"])

    def body(self, depth: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self.chance.randint(1, 3)):
            lines += self.line(depth)
        return [*lines, *self.choices(depth)]

    def line(self, depth: int) -> list[str]:
        kind = self.chance.randint(0, 6)
        if kind == 0:
            return [f"Text {{{self.chance.choice(['', 'cycle: ', 'once: ', 'shuffle: '])}one | two | three}}."]
        if kind == 1:
            return [f"Text {{if {self.condition()}: yes | no}}."]
        if kind == 2:
            return [f"~ if {self.condition()}:", f"    ~ {self.change()}", "~ else:", f"    ~ {self.change()}"]
        if kind == 3 and self.tagged:
            return ["-> any #odd ->"]
        if kind == 4:
            kinds = self.chance.choice(["cycle", "once", "then", "shuffle"])
            return [f"~ {kinds}:", f"    - One.{'' if depth > 1 else ' #x'}", "    - Two.", f"      ~ {self.change()}"]
        return [f"~ {self.change()}"]

    def choices(self, depth: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self.chance.randint(1, 3)):
            mark = self.chance.choice("*+")
            guard = self.chance.choice(["", "", f"{{if {self.condition()}}} ", f"{{needs {self.condition()}: no}} "])
            self.written += 1
            lines.append(f"{mark} {guard}Choice {self.written}.")
            lines += [f"    ~ {self.change()}"] if self.chance.random() < 0.6 else []
            if depth < 2 and self.chance.random() < 0.25:
                lines += [f"    {line}" for line in self.choices(depth + 1)]
            lines += [f"    {self.move()}"] if self.chance.random() < 0.5 else []
        if self.tagged and self.chance.random() < 0.2:
            lines.append("* each #odd ->")
        return lines
