"""Menus from arms in arms, against what they mean: all prose on the way, and one menu of all choices on the way."""

import random
import re

import pytest

import engine

HEAD = """\
var a = false
var b = false
var c = false
var k: 0..8 = 0
== s
+ {if k < 8} Next.
    ~ k += 1
    ~ a = k % 2 == 1
    ~ b = k / 2 % 2 == 1
    ~ c = k / 4 % 2 == 1
    -> t
-> end
== t
"""
# A text; a choice and what is printed when it is taken; conditions (a variable, and what it must be) and their parts.
Part = tuple[str, str] | tuple[list[tuple[str, bool, "Parts"]], "Parts"] | str
Parts = list[Part]


class Writer:
    """Writes one story: blocks of prose, then conditions, then choices, of which many have the same text."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = 0

    def block(self, deep: int, lines: list[str], level: int, known: tuple[str, ...] = ()) -> Parts:
        """Add the lines of a block; what it means. `known` are the names that `~ let` gave on the way to it."""
        pad = "    " * level
        self.number += 1
        if self.random.random() < 0.5:
            known = (*known, f"n{self.number}")
            lines.append(f"{pad}~ let n{self.number} = k + {self.number}")
        parts: Parts = [f"P{self.number}."]
        lines.append(f"{pad}P{self.number}.")
        for _ in range(self.random.randint(0, 2) if deep else 0):
            cases = []
            for word in self.random.choice((["if"], ["if", "elif"])):
                name, wanted = self.random.choice("abc"), self.random.random() < 0.5
                lines.append(f"{pad}~ {word} {'' if wanted else 'not '}{name}:")
                cases.append((name, wanted, self.block(deep - 1, lines, level + 1, known)))
            otherwise: Parts = []
            if self.random.random() < 0.5:
                lines.append(f"{pad}~ else:")
                otherwise = self.block(deep - 1, lines, level + 1, known)
            parts.append((cases, otherwise))
        for _ in range(self.random.randint(1, 2)):
            self.number += 1
            name = f" {{{self.random.choice(known)}}}" if known else ""
            text = self.random.choice(["Yes.", "No.", f"Go {self.number}{name}."])
            taken = f"Took {self.number}{name}."
            lines += [f"{pad}+ {text}", f"{pad}    {taken}"]
            parts.append((text, taken))
        return parts


def told(parts: Parts, values: dict[str, bool]) -> tuple[list[str], list[tuple[str, str]]]:
    """What is printed, and what is offered."""
    prose: list[str] = []
    offered: list[tuple[str, str]] = []
    for part in parts:
        if isinstance(part, str):
            prose.append(part)
        elif isinstance(part[0], str):
            offered.append(part)  # type: ignore[arg-type]  # it is a choice
        else:
            cases, otherwise = part
            held = next((inner for name, wanted, inner in cases if values[name] is wanted), otherwise)  # type: ignore[misc]
            more, choices = told(held, values)  # type: ignore[arg-type]
            prose += more
            offered += choices
    return prose, offered


def shown(text: str, k: int) -> str:
    """A text with the values of its names, which are `k` and their number."""
    return re.sub(r"\{n(\d+)\}", lambda found: str(k + int(found[1])), text)


@pytest.mark.parametrize("seeds", [range(first, first + 10) for first in (0, 10)], ids=str)
def test_one_menu_of_all_on_the_way(seeds: range) -> None:
    for seed in seeds:
        lines: list[str] = []
        writer = Writer(seed)
        parts = writer.block(3, lines, 0)
        session = engine.loads(HEAD + "\n".join([*lines, "", "End.", "-> s", ""])).start(seed=1)
        for k in range(1, 9):
            session.choose("s.next")
            prose, offered = told(parts, {"a": k % 2 == 1, "b": k // 2 % 2 == 1, "c": k // 4 % 2 == 1})
            assert " ".join(one.text for one in session.text) == " ".join(prose), seed
            assert [one.text for one in session.choices] == [shown(text, k) for text, _ in offered], seed
            taken = writer.random.randrange(len(offered))
            session.choose(session.choices[taken].id)
            assert " ".join(one.text for one in session.text) == f"{shown(offered[taken][1], k)} End.", seed
