"""Makes very many slips by rule (mutations.py) and counts what is said of them.

    python tests/slips/mutate.py [--of-kind N] [--sample N] [--seed N] [--show silent several elsewhere] [--kind TEXT]

A mutant that gives no message and another program is silent. Many of these are stories that a writer can mean (another
number, a line less): they are read by a person, kind by kind.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent))

from mutations import Mutant, mutants_of

from engine.check.checker import check
from engine.compile.compiler import compile_story
from engine.compile.text import TextCompiler
from engine.diagnostics import Report
from engine.program.codec import data_of
from engine.program.places import place
from engine.source import Source
from engine.syntax.parser import parse_text

FOLDER = Path(__file__).parent
STORIES = ("signal_box.txt", "night_ferry.story")


def program_of(text: str) -> Any:
    """The program of a story without errors, without places."""
    report = Report()
    checked = check(parse_text(text, "story", report), report)
    with (
        mock.patch.object(Source, "place_of", lambda source, offset: (1, 1)),
        mock.patch.object(TextCompiler, "at", lambda text, offset: place(1, 1)),
    ):
        program = data_of(compile_story(checked, "test"))
    for key in ("checksums", "fingerprint"):
        del program[key]
    program["metadata"].pop("status", None)
    for claim in program["claims"]:
        del claim["text"]
    return program


def verdict_of(mutant: Mutant, base: Any) -> tuple[str, str]:
    """`silent`, `same` (it means the same), `one`, `several` or `elsewhere`; and what was said."""
    report = Report()
    try:
        check(parse_text(mutant.text, "story", report), report)
    except Exception as error:
        return "CRASH", repr(error)
    found = [one for one in report.sorted() if one.severity != "note"]
    said = " ;; ".join(
        f"{d.code}@{d.span.line - mutant.line:+d} {d.message} [{(d.hint or '')[:80]}]" for d in found[:4]
    )
    if not found:
        return ("same" if program_of(mutant.text) == base else "silent"), ""
    if not any(mutant.line <= d.span.line <= mutant.last for d in found):
        return "elsewhere", said
    return ("one" if len(found) == 1 else "several"), said


def main() -> None:
    """Run, and print the counts and the mutants of the verdicts that are asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int)
    parser.add_argument("--of-kind", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", nargs="*", default=["silent"])
    parser.add_argument("--each", type=int, default=2)
    parser.add_argument("--story", nargs="*", default=STORIES)
    parser.add_argument("--kind", default="")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    shown: dict[tuple[str, str], list[str]] = {}
    for name in options.story:
        story = (FOLDER / name).read_text(encoding="utf-8")
        base = program_of(story)
        mutants = [one for one in mutants_of(story) if options.kind in one.kind]
        random.Random(options.seed).shuffle(mutants)
        kinds: Counter[str] = Counter()
        if options.of_kind:
            kept = []
            for one in mutants:
                kinds[one.kind] += 1
                if kinds[one.kind] <= options.of_kind:
                    kept.append(one)
            mutants = kept
        if options.sample:
            mutants = mutants[: options.sample]
        print(name, len(mutants), "mutants", flush=True)
        for mutant in mutants:
            verdict, said = verdict_of(mutant, base)
            counts[verdict] += 1
            if verdict in options.show or verdict == "CRASH":
                shown.setdefault((verdict, mutant.kind), []).append(
                    f"{mutant.line}: {mutant.shown}\n        {said}".rstrip()
                )
    for (verdict, kind), examples in sorted(shown.items(), key=lambda one: (one[0][0], -len(one[1]))):
        print(f"{verdict} {len(examples):4} {kind}")
        for example in examples[: options.each]:
            print("      ", example)
    print(dict(counts))


if __name__ == "__main__":
    main()
