"""A story in numbers: how much there is of it, how long a play is, how likely each scene is seen."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from typing import Any

from engine.proof.budget import Budget
from engine.proof.goals import reduced
from engine.proof.marks import mark
from engine.proof.plays import plays
from engine.proof.search import Explored, search
from engine.runtime.session import Story

WORDS_A_MINUTE = 200
WORD = re.compile(r"\w[\w'’-]*")


def numbers_of(story: Story, runs: int, seed: int, seconds: float) -> dict[str, Any]:
    """All numbers of a story as plain data; `runs` plays at random, and an exploration of so many seconds."""
    scenes = story.program["scenes"]
    choices = {member["id"] for scene in scenes for member in _choices(scene)}
    shortest, longest = _lengths(story, seconds)
    seen: Counter[str] = Counter()
    lengths, words = [], []
    ends: Counter[str] = Counter()
    for play in plays(story, runs, seed) if not story.externs else ():
        seen.update(play.scenes)
        lengths.append(len(play.steps))
        words.append(play.words)
        ends[play.ending if play.ending else "(no ending)" if play.ending is None else "(unnamed)"] += 1
    return {
        "words": sum(map(_words, [part for scene in scenes for part in (scene["segments"], scene["points"])])),
        "scenes": len(scenes),
        "choices": len(choices),
        "endings": len(story.endings),
        "shortest": shortest,
        "longest": longest,
        "average": round(sum(lengths) / len(lengths), 1) if lengths else None,
        "minutes": round(sum(words) / len(words) / WORDS_A_MINUTE, 1) if words else None,
        "plays": len(lengths),
        "seen": {
            scene["name"]: round(seen[scene["name"]] / max(1, len(lengths)), 4) for scene in scenes if scene["points"]
        },
        "ends": dict(ends.most_common()),
    }


def _choices(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict):
        own = [data] if data.get("kind") == "choice" else []
        return own + [one for part in data.values() for one in _choices(part)]
    return [one for part in data for one in _choices(part)] if isinstance(data, list) else []


def _words(data: Any) -> int:
    """The words in operations, points and text."""
    if isinstance(data, dict):
        return sum(_words(data[key]) for key in ("group", "text", "prompt", "branches", "otherwise") if key in data)
    if not isinstance(data, list):
        return 0
    if data and data[0] in ("say", "vary", "if") and len(data) > 2:
        return sum(map(_texts, data[2:])) if data[0] == "say" else sum(map(_words, data[1:]))
    return sum(len(WORD.findall(one)) if isinstance(one, str) and " " in one else _words(one) for one in data)


def _texts(data: Any) -> int:
    if isinstance(data, str):
        return len(WORD.findall(data))
    if not isinstance(data, list) or (data and data[0] in ("show", "var", "visits")):
        return 0
    if data and data[0] == "vary":
        return _texts(data[3])
    if data and data[0] == "if" and len(data) == 4:
        return sum(_texts(parts) for _, parts in data[2]) + _texts(data[3])
    return sum(map(_texts, data))


def _lengths(story: Story, seconds: float) -> tuple[int | None, int | None]:
    """The fewest steps to an ending, and the most of any play: None where unknown, or where a play can go round."""
    system = reduced(mark(story.program), frozenset(), frozenset())
    explored = search(system, Budget(seconds))
    points = sum(len(scene["points"]) for scene in story.program["scenes"])
    ends = (number for node, number in explored.numbers.items() if system.place(node) >= points)
    first = next(ends, None)
    shortest = len(explored.line(first)) - 2 if first is not None else None
    return shortest, _longest(explored) if explored.complete else None


def _longest(explored: Explored) -> int | None:
    """The length of the longest way through the states; None if they go round (A. Kahn's topological order, 1962)."""
    count = explored.states + 1
    before = array("I", bytes(4 * count))
    for target in explored.targets:
        before[target] += 1
    length = array("I", bytes(4 * count))
    ready, done = [0], 0
    while ready:
        number = ready.pop()
        done += 1
        for place in range(explored.starts[number], explored.starts[number + 1]):
            target = explored.targets[place]
            length[target] = max(length[target], length[number] + 1)
            before[target] -= 1
            if not before[target]:
                ready.append(target)
    return max(length) - 1 if done == count and count > 1 else None
