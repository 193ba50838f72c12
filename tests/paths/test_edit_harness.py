"""Edits of a story between playing and going on: no other outcome in silence, no needless question, in any place.

Here each third edit is tried in two places; `make edits` tries all plays of it in all places, with more seeds, or those
that are named: `make edits SEEDS="4 5"`.
"""

import os
from collections import Counter
from pathlib import Path

import pytest
from edit_harness import COLUMNS, PLAYS, SOURCE, Changes, Sitting, edited, is_other, turns_before, turns_of
from edit_list import EDITS, PROSE

LONG = bool(os.environ.get("NIGHTCAP_LONG"))
SEEDS = [int(seed) for seed in os.environ.get("NIGHTCAP_SEEDS", "0 1 2 3" if LONG else "0").split()]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))


def outcomes(
    tmp_path: Path, edits: dict[str, Changes], columns: list[str]
) -> tuple[Counter[str], list[str], list[str]]:
    """How often anything was said, by column; each silent other outcome; each thing said for which there is no reason."""
    counts: Counter[str] = Counter()
    silent, needless = [], []
    sittings: dict[tuple[int, int], Sitting] = {}
    for seed in SEEDS:
        for number in range(len(PLAYS)) if LONG else [seed % len(PLAYS)]:
            for place, (name, changes) in enumerate(list(edits.items())[:: 1 if LONG else 3]):
                if not LONG and place % len(PLAYS) != 0:
                    number = place % len(PLAYS)
                if (seed, number) not in sittings:
                    sittings[seed, number] = Sitting(tmp_path / f"{seed}-{number}", number, seed)
                sitting = sittings[seed, number]
                sitting.begin_again()
                text = edited(changes)
                story = sitting.edit(text)
                for column in columns if LONG else [columns[place % len(columns)], columns[(place + 2) % len(columns)]]:
                    told = COLUMNS[column](sitting, story)
                    steps = sitting.beside if column in ("timeline", "continue") else sitting.steps
                    then = turns_before(seed, tuple(steps))
                    other = is_other(then, turns_of(story, seed, told.steps), SOURCE, text)
                    counts[f"{column} said" if told.said else f"{column} silent"] += 1
                    where = f"{name} | {column} | play {number}, seed {seed}"
                    if other and not told.said:
                        silent.append(where)
                    if told.said and not other and column in ("continue", "load", "timeline"):
                        needless.append(f"{where}: {' / '.join(told.lines)[:400]}")
    return counts, silent, needless


def test_no_other_outcome_in_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    counts, silent, _ = outcomes(tmp_path, EDITS, list(COLUMNS))
    print(counts, *silent, sep="\n")
    assert silent == []
    assert len(EDITS) >= 60


def test_no_question_for_words_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert len(PROSE) >= 60
    counts, silent, needless = outcomes(tmp_path, PROSE, ["continue", "load", "timeline"])
    print(counts, *silent, sep="\n")
    assert silent == []
    assert needless == []
