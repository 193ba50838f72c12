"""Stories made at random with numbers in them that are made more and less wherever a play comes by."""

from __future__ import annotations

import random
import re

COUNTERS = ("k0", "k1", "k2", "k3")
FLAGS = ("met0", "met1", "met2")
STEPS = (
    "{k} += 1",
    "{k} += 2",
    "{k} -= 1",
    "{k} += random(0, 2)",
    "{k} = 3",
    "{k} = max({k} - 2, 0)",
    "{k} += 1 if c else 2",
)


def with_counters(text: str, seed: int) -> str:
    """A story (random_stories.py) with counters and flags, which change on some of its lines."""
    chance = random.Random(seed)
    lines = text.splitlines()
    found = [f"var {name} = 0" for name in COUNTERS] + [f"var {name} = false" for name in FLAGS]
    is_inside = False
    share = chance.choice((0.05, 0.15, 0.4))
    # Most counters of a story change in few ways, or hardly anything would be known of them.
    steps = {name: chance.sample(STEPS, chance.choice((1, 1, 2, 3))) for name in COUNTERS}
    for number, line in enumerate(lines):
        is_inside |= line.startswith("== ")
        words = line.lstrip(" ")
        own = line[: len(line) - len(words)]
        is_plain = re.match(r"(?!~ (elif|else|once|if|for|cycle|shuffle|random|then)\b)([A-Za-z~]|->|<>)", words)
        if is_inside and own and is_plain and chance.random() < share:
            found += _counted(chance, steps, own)
        if re.match(r"\s*[*+] ", line) and chance.random() < share:
            line = re.sub(r"([*+] (?:\(\w+\) )?)(?!.*\{if)", rf"\1{{if not {chance.choice(FLAGS)}}} ", line, count=1)
        found.append(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        is_begun = re.match(r"(== |-- |~ [a-z]\w* [-+]?=)", line) and following.startswith(
            (" ", "->", "~ if", "*", "+")
        )
        if is_inside and is_begun and chance.random() < share:
            found += _counted(chance, steps, "")
    return "\n".join(found) + "\n"


def _counted(chance: random.Random, steps: dict[str, list[str]], own: str) -> list[str]:
    name = chance.choice(COUNTERS)
    step = chance.choice(steps[name]).format(k=name)
    flag = chance.choice(FLAGS)
    return chance.choice(
        (
            [f"{own}~ {step}"],
            [f"{own}~ {step}"],
            [f"{own}~ {step}", f"{own}~ {flag} = true"],
            [f"{own}~ {flag} = true", f"{own}~ {step}"],
            [f"{own}~ if not {flag}:", f"{own}    ~ {flag} = true", f"{own}    ~ {step}"],
            [f"{own}~ if {flag}:", f"{own}    Known.", f"{own}~ else:", f"{own}    ~ {step}", f"{own}    ~ {flag} = true"],
            [f"{own}~ once:", f"{own}    - One.", f"{own}      ~ {step}", f"{own}    - Two."],
            [f"{own}~ then:", f"{own}    - One.", f"{own}      ~ {step}", f"{own}    - Two.", f"{own}      ~ {step}", f"{own}    - Three."],
            [f"{own}~ if {flag} == false and b < 3:", f"{own}    ~ {step}"],
        )
    )  # fmt: skip
