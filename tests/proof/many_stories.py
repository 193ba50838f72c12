"""Holds what is proved of very many stories against the brute force, and counts what these stories are made of.

    python tests/proof/many_stories.py --first 700000 --complete 2000 --seconds 3600

Half of the stories, those of odd seeds, have nothing for which states cannot be numbers. It goes on until so many stories were explored completely by both, or until the time is over. Then it prints how many
of the complete ones have each feature, and which two features were seldom together. Every story whose brute force
comes to no end is left out, but for one in twenty-five: there, what plays of a few steps see is held against the proof.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
import traceback
from collections import Counter
from itertools import combinations

import held_against
from test_brute_force import made

from engine.proof import prove as proving
from engine.runtime.errors import StoryErrors

# By what a feature is known in the text of a story.
SIGNS = {
    "borrowed choices": r"^ *<- ",
    "borrowed with values": r"^ *<- \w+\(",
    "borrowed twice": r"^ *<- (b\d).*\n~ if .*\n +<- \1",
    "stops inside borrowed choices": r"^== b\d(?:.*\n)(?:(?!== ).*\n)*? +(?:~ ask|[*+] )",
    "visits": r"-> v\d(\(.*\))? ->",
    "visits with values": r"-> v\d\(.*\) ->",
    "visits at a choice's line": r"^ *[*+] .*-> v\d(\(.*\))? ->$",
    "visits in visits": r"^== v0(?:.*\n)(?:(?!== ).*\n)*?.*-> v1(\(.*\))? ->",
    "visits left for good": r"-> back -> ",
    "visits and moves by value": r"-> \{",
    "scenes drawn": r"-> any #",
    "choices of scenes drawn": r"[*+] .*each #",
    "drawn once": r"^~ once$",
    "random numbers": r"\brandom\(\d",
    "random names": r"random\((?!\d)",
    "chance": r"\bchance\(",
    "{random:}": r"\{random:",
    "{shuffle:}": r"\{shuffle:",
    "~ random:": r"^ *~ random:",
    "~ shuffle:": r"^ *~ shuffle:",
    "{cycle:}, {once:}, {then:}": r"\{(cycle|once|then):",
    "since": r"\bsince\(",
    "since of points and others": r"\bsince\((?!s\d\))",
    "turns": r"\bturns\(",
    "counts": r"\b(visits|seen)\(",
    "sets": r"\b(bag|spare|open|z\d*) [-+&]?= ",
    "set parameters and functions": r"rest_of\(|swapped\(|heavy\(|hides\(|z: set",
    "loops": r"^ *~ for ",
    "a choice for each name": r"[*+] .*\bfor i\d+ in ",
    "points": r"-> \w+\.\w+_p\d|-> \w+_p\d",
    "visits of points": r"-> \w+\.\w+_p\d ->",
    "functions that act": r"\b(take|note|bump|roll|rolls|drawn_one|greet)\((?!n)",
    "functions of the host": r"\bhost_\w+\((?!number|0\.\.3)",
    "tags with values": r" #\w+=\{",
    "equal texts of choices": r"[*+] [^\n]*Choice\.",
    "questions": r"^ *~ ask ",
    "typed texts": r"~ ask (name|other)",
    "arms of a menu": r"^ +Arm\.$",
    "closed choices": r"\{needs ",
    "otherwise": r"\{otherwise\}",
    "local variables": r"^ *~ let ",
    "status": r"^status:",
    "claims": r"^claim ",
}


def features_of(text: str) -> list[str]:
    return [name for name, sign in SIGNS.items() if re.search(sign, text, re.MULTILINE)]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--complete", type=int, default=2000, help="so many complete ones")
    parser.add_argument("--seconds", type=float, default=3600.0, help="for so long at most")
    parser.add_argument("--nodes", type=int, default=250, help="so many states by brute force at most")
    given = parser.parse_args()
    proving.WALK_SECONDS = 0.1
    held_against.SECONDS, held_against.STATES = 20.0, 2_000  # the machine may be busy
    kinds: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    sizes: list[int] = []
    different, seed, began = 0, given.first, time.monotonic()
    while kinds["complete"] < given.complete and time.monotonic() - began < given.seconds:
        try:
            text = made(seed, packed=seed % 2 > 0)
            found = held_against.held(text, given.nodes, only_complete=seed % 25 > 0)
        except StoryErrors:
            found = held_against.Held("with errors", [])
        except Exception:
            found = held_against.Held("failed", [traceback.format_exc()])
        kinds[found.kind] += 1
        if found.differences:
            different += 1
            print(f"story {seed} ({found.kind}):", *found.differences, sep="\n    ", flush=True)
        if found.kind == "complete":
            sizes.append(found.nodes)
            there = features_of(text)
            alone.update(there)
            pairs.update(combinations(there, 2))
        seed += 1
        if sum(kinds.values()) % 100 == 0:
            print(f"{seed - given.first}: {dict(kinds)}, {different} differ", file=sys.stderr, flush=True)
    print(f"seeds {given.first} to {seed - 1}: {dict(kinds)}; {different} differ; {time.monotonic() - began:.0f} s")
    print(f"states of the complete ones: {sum(sizes):,}; their quartiles: {statistics.quantiles([*sizes, 0, 0])}")
    for name in SIGNS:
        print(f"{alone[name]:6,}  {name}")
    rare = sorted(combinations(SIGNS, 2), key=lambda pair: pairs[pair])[:20]
    print("seldom together:", *(f"{pairs[pair]:6,}  {pair[0]} + {pair[1]}" for pair in rare), sep="\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
