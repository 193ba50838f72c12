"""What is forgotten never changes a verdict: every reduction against the plain exploration and against real plays.

On stories made at random, and on those in tests/proof/stories, each of which was once judged wrongly.
"""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from comparing import compare
from random_stories import loaded, story

import engine
from engine.program.codec import data_of
from engine.proof import prove as proving

STORIES = int(os.environ.get("NIGHTCAP_PROOF_STORIES", "48"))
BATCHES = 6
MOST_MADE = 320
# Seeds that had all of the language when they were looked for. Where that is not so any more, the others are tried too.
VARIED = (2, 37, 49, 87, 107, 129, 142, 170, 173)
JUDGED = sorted((Path(__file__).parent / "stories").glob("*.story"))


@pytest.fixture(autouse=True)
def short_walks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plays at random only save time: with few of them, more is decided by the searches that are tested here."""
    monkeypatch.setattr(proving, "WALK_SECONDS", 0.1)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_same_is_said_with_and_without_reductions(batch: int) -> None:
    kinds: Counter[str] = Counter()
    for seed in range(batch, STORIES, BATCHES):
        made = loaded(seed)
        if made is None:
            kinds["not a story"] += 1
            continue
        compared = compare(made)
        assert not compared.differences, f"story {seed}"
        kinds[compared.kind] += 1
    assert kinds["complete"] + kinds["prefix"] > STORIES / BATCHES / 3, kinds


@pytest.mark.parametrize("path", JUDGED, ids=lambda path: path.stem)
def test_what_was_judged_wrongly_once(path: Path) -> None:
    assert not compare(engine.load(path)).differences


def test_the_stories_made_at_random_use_the_whole_language() -> None:
    used: Counter[str] = Counter()
    rare = {*EVERYTHING}
    for seed in dict.fromkeys((*VARIED, *range(MOST_MADE))):
        used["was"] += "(was " in story(seed)
        if (made := loaded(seed)) is None:
            continue
        _count(data_of(made.program), used)
        rare = {name for name in rare if used[name] < 2}
        if not rare:
            return
    assert not rare, {name: used[name] for name in rare}


# What programs consist of (engine/program/codec.py): operations, parts of text, expressions, members, claims.
EVERYTHING = (
    "say", "break", "tags", "set", "if", "vary", "goto", "stop", "move", "visit", "any", "any visit", "back", "end",
    "fail", "show", "then", "cycle", "once", "shuffle", "choices", "ask", "ask number", "ask text", "choice", "each",
    "thread", "members if", "guard if", "guard needs", "guard otherwise", "once choice", "sticky choice", "once each",
    "returning each", "local", "var", "visits", "since", "turns", "call", "extern", "random", "chance", "+", "-", "*",
    "/", "%", "==", "!=", "<", "<=", ">", ">=", "and", "or", "not", "has", "union", "minus", "expression if", "min",
    "max", "abs", "clamp", "words", "length", "contains", "capital", "count", "list", "&", "nth", "only", "never", "reach", "reach with", "only_after", "ending", "number", "truth", "names",
    "set of", "text", "when", "once scene", "priority", "parameters", "drawing def", "named ending", "was", "status",
)  # fmt: skip


def _count(program: dict[str, Any], used: Counter[str]) -> None:
    """Count what a program has."""
    used["status"] += bool(program["status"])
    used["named ending"] += any(program["endings"])
    for variable in program["variables"]:
        used[{"set": "set of"}.get(variable["type"][0], variable["type"][0])] += 1
    for claim in program["claims"]:
        used[claim["kind"] + (" with" if claim["kind"] == "reach" and "condition" in claim else "")] += 1
    for function in program["functions"]:
        _count_in(function.get("code"), used)
        used["drawing def"] += "draw " in str(program["counters"])
    for scene in program["scenes"]:
        used["when"] += scene["when"] is not True
        used["once scene"] += scene["once"]
        used["priority"] += scene["priority"] != 0
        used["parameters"] += scene["parameters"] > 0
        _count_in([scene["segments"], scene["points"], scene["thread"], scene["when"]], used)


def _count_in(data: Any, used: Counter[str]) -> None:
    if isinstance(data, dict):
        kind = data["kind"]
        used["members if" if kind == "if" else kind] += 1
        if kind == "ask":
            used[f"ask {data['type'][0]}"] += 1
        for guard in data.get("guards", ()):
            used[f"guard {guard[0]}"] += 1
        if kind in ("choice", "each"):
            used[f"{'once' if data['once'] else 'sticky'} {kind}"] += 1
            used["returning each"] += kind == "each" and data["returns"]
        for part in data.values():
            _count_in(part, used)
    elif isinstance(data, list):
        if data and isinstance(data[0], str):
            name = data[0]
            if name == "if" and len(data) == 4 and isinstance(data[1], list | bool):
                name = "expression if"
            used[name] += 1
            used["any visit"] += name == "any" and data[4] is not None
            if name == "vary":
                used[data[1]] += 1
        for part in data:
            _count_in(part, used)
