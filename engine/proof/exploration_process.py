"""The exploration of a story while it is written, in a process of its own, which an edit ends by killing it.

It reads what to explore from its input, as JSON, and writes a line of JSON for each thing that it finds out: first all
diagnostics, those that plays show among them; then the shortest ways; then what random plays and saved paths see.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from engine.fixes import overlay
from engine.loading import checked_story
from engine.proof.combined_findings import combined_findings
from engine.proof.coverage import CoveredStory, coverages
from engine.proof.prove import prove
from engine.proof.random_plays import plays
from engine.proof.shortest_plays import shortest_plays
from engine.rendering import to_json

RUNS = 200


def explore(main: Path, texts: dict[str, str], seconds: float) -> None:
    """Explore a story with some open texts in it, and say what is found."""
    read = overlay({Path(name): text.encode("utf-8", errors="replace") for name, text in texts.items()})
    story, found, _ = checked_story(main, read)
    if story is None:
        return
    proof = prove(story, seconds)
    verdicts = [
        {"file": one.span.file, "line": one.span.line, "text": one.text, "result": one.result}
        for one in proof.verdicts
        if one.span is not None
    ]
    listed = [to_json(one) for one in combined_findings(found, proof, is_gathered=False)]
    shown = [
        {"file": one.diagnostic.span.file, "line": one.diagnostic.span.line, "play": one.witness.to_json()}
        for one in proof.findings
        if one.witness is not None and one.witness.seed is not None
    ]
    _say({"found": listed, "plays": shown, "verdicts": verdicts, "complete": proof.complete, "states": proof.states})
    found_ways = shortest_plays(story, seconds)
    _say(
        {
            "scenes": {name: one.to_json() for name, one in found_ways.scenes.items()},
            "choices": {name: one.to_json() for name, one in found_ways.choices.items()},
            "complete": found_ways.complete,
        }
    )
    covered = CoveredStory(story)
    seen: Counter[str] = Counter()
    count = 0
    if not story.externs:
        for play in plays(covered, RUNS, 1):
            count += 1
            seen.update(set(play.scenes))
    saved: Counter[str] = Counter()
    for path in coverages(covered, main):
        saved.update((*path.scenes, *path.choices))
    _say({"seen": {name: number / count for name, number in seen.items()} if count else {}, "saved": dict(saved)})


def _say(data: Mapping[str, object]) -> None:
    print(json.dumps(data), flush=True)


def main() -> None:
    """Explore what the input asks for."""
    with suppress(OSError, AttributeError):
        os.nice(5)
    asked = json.load(sys.stdin)
    explore(Path(asked["main"]), asked["texts"], asked["seconds"])


if __name__ == "__main__":
    main()
