"""What keeping each choice costs, and a thousand kills. Run with `pytest --capture=no tests/library/bench`."""

import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

import engine
from engine.paths.library.library import Library
from engine.paths.library.records import PathStep, StoredState, StoryKey
from engine.terminal.play import PlayController
from engine.terminal.saves import SavedPlays

STEPS = 10_000


def test_the_ten_thousandth_choice_costs_what_the_first_did(tmp_path: Path) -> None:
    file = tmp_path / "plays.sqlite"
    state = {"state": ["fingerprint", -1, [], 1, 0, 4, "frost", False, *[[0] * 30] * 3], "last": {"scene": "bar"}}
    took: list[float] = []
    with Library.open(file) as library:
        play = library.begin(StoryKey("ifid:BAR", "Joe's Bar", ""), 7)
        for number in range(STEPS):
            scene = f"scene{number % 30}"
            text = f"Ask about the weather, number {number % 9}"
            step = PathStep(scene, f"{scene}.ask-{number % 9}", text[:32], None, f"{number:016x}")
            begin = time.perf_counter()
            library.record(play, step, scenes=(scene,), snapshot=StoredState("fingerprint", state))
            took.append((time.perf_counter() - begin) * 1000)
        begin = time.perf_counter()
        assert len(library.path_of(play.node)) == STEPS
        reading = time.perf_counter() - begin
    size = file.stat().st_size
    for start in range(0, STEPS, 1000):
        part = sorted(took[start : start + 1000])
        median, slow, slowest = statistics.median(part), part[990], part[-1]
        print(f"{start:>6}: median {median:.3f} ms, one in a hundred {slow:.2f} ms, slowest {slowest:.1f} ms")
    print(f"{STEPS} steps: {size / 1e6:.2f} MB, read in {reading * 1000:.0f} ms")
    first, last = statistics.median(took[:1000]), statistics.median(took[-1000:])
    assert last < 0.2 and last < 2.5 * first
    assert size < 1_500_000


STORY = """\
title: Rain
var n: 0..9 = 0

== hall
{Dry. | Wet.} It rains {random(1, 100000)} drops on the roof of the long house by the sea, and nobody minds that.
+ Ask about the weather, which has been bad for as long as anybody here can think.
    ~ n = (n + 1) % 10
    -> hall
+ Go over to the other room and look around there for a while. -> room ->
    -> hall

== room
~ let k = random(1, 6)
The other room. {cycle: One. | Two. | Three.} You count {k}.
+ Count the chairs, all {k} of them, and then once more to be sure of it. -> back
+ Go back to the hall, where the others are. -> back
"""


def test_a_player_keeps_the_ten_thousandth_choice_as_cheaply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    story = engine.loads(STORY)
    play, dice = PlayController(story.start(1), SavedPlays(story)), random.Random(1)
    took: list[float] = []
    for _ in range(STEPS):
        choice = dice.choice(play.session.choices)
        begin = time.process_time()
        play.choose(choice)
        took.append((time.process_time() - begin) * 1000)
    assert play.troubles == [] and play.saved_plays is not None
    play.saved_plays.close()
    size = (tmp_path / "nightcap" / "plays.sqlite").stat().st_size
    first, last = statistics.median(took[:1000]), statistics.median(took[-1000:])
    print(f"a turn with keeping it: {first:.3f} ms at first, {last:.3f} ms at last; {size / 1e6:.2f} MB")
    assert last < 2 * first
    assert size < 1_500_000


def test_a_thousand_kills(tmp_path: Path) -> None:
    killing = Path(__file__).parent.parent / "killing.py"
    seed = str(time.time_ns() % 1_000_000)
    done = subprocess.run(
        [sys.executable, str(killing), str(tmp_path), "1000", seed], capture_output=True, text=True, check=False
    )
    print(f"seed {seed}: {done.stdout}{done.stderr}")
    assert done.returncode == 0
