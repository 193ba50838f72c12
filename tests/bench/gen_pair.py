#!/usr/bin/env python3
"""Write one synthetic story twice, in ink and in .story, so that two engines can be timed on the same work.

    gen_pair.py N OUT_DIR [--once] [--seed 1]     ->  OUT_DIR/sN.ink  and  OUT_DIR/sN.story

N scenes. Each has about 80 words of prose, an inline conditional, a three-step variation, two variable updates, a
block conditional and three choices that go to other scenes, one of them guarded. The story never ends (choices can be
taken again); with --once they are used up, and one repeatable choice goes on to the next scene.
"""

import argparse
import random
from pathlib import Path

VOCABULARY = (
    "the a old grey cold lamp harbour letter captain window rain door quiet river stone road garden clock shadow voice "
    "hand paper storm bell ship winter candle stair market bridge salt iron glass smoke wolf crown field tower silver "
    "walked turned listened waited opened carried forgot answered counted burned folded crossed watched whispered "
    "slowly again never almost behind under beside through before after without toward"
).split()
VARIABLES = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenes", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    n = args.scenes

    def words(count):
        chosen = [rng.choice(VOCABULARY) for _ in range(count)]
        return " ".join([chosen[0].capitalize(), *chosen[1:]])

    def prose(count):
        sentences = []
        while count > 0:
            take = min(count, rng.randint(7, 14))
            sentences.append(words(take) + ".")
            count -= take
        return " ".join(sentences)

    mark = "*" if args.once else "+"
    starts = [rng.randint(0, 5) for _ in range(VARIABLES)]
    ink = [f"VAR v{i} = {s}" for i, s in enumerate(starts)] + ["VAR gold = 10", "-> k0", ""]
    story = ["title: Synthetic", "start: k0", ""]
    story += [f"var v{i}: number = {s}" for i, s in enumerate(starts)] + ["var gold: number = 10", ""]
    for i in range(n):
        t = [rng.randrange(n) for _ in range(3)]
        x, y, z = (rng.randrange(VARIABLES) for _ in range(3))
        step, gold = rng.randint(1, 3), rng.choice([-1, 1, 2])
        one, two, a, b = prose(32), prose(32), words(4), words(4)
        block, v1, v2, v3 = words(8), words(2), words(2), words(2)
        c1, c2, c2_after, c3, c3_after = words(4), words(3), words(3), words(5), words(6)
        gold_ink = f"gold += {gold}" if gold > 0 else f"gold -= {-gold}"
        ink += [
            f"=== k{i} ===",
            f"{one} {{v{x} > 3: {a}|{b}}}.",
            f"~ v{x} = (v{x} + {step}) % 7",
            f"~ {gold_ink}",
            f"{{ v{y} > v{z}:",
            f"    {block}.",
            "- else:",
            f"    ~ v{y} += 1",
            "}",
            f"{two} {{{v1}|{v2}|{v3}}}.",
            f"{mark} [{c1}.] -> k{t[0]}",
            f"{mark} {{v{z} > 1}} [{c2}.]",
            f"    {c2_after}.",
            f"    -> k{t[1]}",
            f"{mark} [{c3}.]",
            f"    {c3_after}.",
            f"    -> k{t[2]}",
        ]
        story += [
            f"== k{i}",
            f"{one} {{if v{x} > 3: {a} | {b}}}.",
            f"~ v{x} = (v{x} + {step}) % 7",
            f"~ {gold_ink}",
            f"~ if v{y} > v{z}:",
            f"    {block}.",
            "~ else:",
            f"    ~ v{y} += 1",
            f"{two} {{{v1} | {v2} | {v3}}}.",
            f"{mark} {c1}. -> k{t[0]}",
            f"{mark} {{if v{z} > 1}} {c2}.",
            f"    {c2_after}.",
            f"    -> k{t[1]}",
            f"{mark} {c3}.",
            f"    {c3_after}.",
            f"    -> k{t[2]}",
        ]
        if args.once:
            ink += [f"+ [Move on.] -> k{(i + 1) % n}"]
            story += [f"+ Move on. -> k{(i + 1) % n}"]
        ink.append("")
        story.append("")
    args.out.mkdir(parents=True, exist_ok=True)
    for suffix, lines in (("ink", ink), ("story", story)):
        (args.out / f"s{n}.{suffix}").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
