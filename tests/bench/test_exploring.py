"""How quickly stories are explored, and in how much memory. Run by `make bench`.

The bounds are those of a quiet machine on which bare Python takes 10 ms to start; what counts beside them is what the
reductions are worth, in one run.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import engine
from engine.proof.budget import Budget
from engine.proof.instrumentation import instrument
from engine.proof.queries import build_system
from engine.proof.reference import ReferenceSystem
from engine.proof.search import search

HERE = Path(__file__).parent
JOES_BAR = HERE.parents[1] / "stories" / "joes_bar.story"
STATES = 500_000
LEAST_A_SECOND, MOST_BYTES, MOST_SECONDS = 200_000, 200, 10.0
# In a process of its own, so that the memory is that of the states alone. What `getrusage` says begins with the most that
# the process had which started this one; what Linux says of a process, with nothing.
EXPLORE = """
import resource, sys, time
from pathlib import Path

import engine
from engine.proof.budget import Budget
from engine.proof.queries import build_system
from engine.proof.instrumentation import instrument
from engine.proof.search import search

def memory(what):
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith(what)) * 1024

marked = instrument(engine.load(sys.argv[1]).program)
system = build_system(marked, frozenset(), frozenset())
before, began = memory("VmRSS"), time.process_time()
explored = search(system, Budget(states=int(sys.argv[2])))
print(explored.states, time.process_time() - began, memory("VmHWM") - before)
"""


def bounded_pair(folder: Path, scenes: int) -> Path:
    """The synthetic story of so many scenes with a range for each of its numbers."""
    subprocess.run([sys.executable, str(HERE / "gen_pair.py"), str(scenes), str(folder)], check=True)
    path = folder / f"s{scenes}.story"
    text = re.sub(r"^(var v\d+): number", r"\1: 0..20", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(text.replace("var gold: number", "var gold: 0..1000"), encoding="utf-8")
    return path


def test_states_a_second_and_bytes_a_state(tmp_path: Path) -> None:
    story = bounded_pair(tmp_path, 1000)
    found = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", EXPLORE, str(story), str(STATES)], check=True, capture_output=True, text=True
        )
        states, seconds, taken = map(float, done.stdout.split())
        found.append((states / seconds, taken / states))
    rate, size = max(one for one, _ in found), statistics.median(one for _, one in found)
    print(f"\nexploring: {rate:,.0f} states a second and core, {size:.0f} bytes a state")
    assert 0 < size <= MOST_BYTES
    assert rate >= LEAST_A_SECOND


def test_joes_bar_is_proved_in_time() -> None:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "engine", "check", "--prove", str(JOES_BAR)], capture_output=True, text=True
    )
    seconds = time.monotonic() - began
    print(f"\nJoe's Bar proved in {seconds:.1f} s: {done.stdout.splitlines()[0]}")
    assert done.returncode == 0
    assert "not decided" not in done.stdout
    assert seconds < MOST_SECONDS


def test_reductions_are_worth_their_code() -> None:
    marked = instrument(engine.load(JOES_BAR).program)
    quick = search(build_system(marked, frozenset(marked.watched), frozenset()), Budget())
    plain = search(ReferenceSystem(marked), Budget(seconds=20 * quick.seconds))
    print(
        f"\nJoe's Bar with reductions: {quick.states:,} states in {quick.seconds:.1f} s; "
        f"without: more than {plain.states:,} in {plain.seconds:.1f} s"
    )
    assert quick.complete
    assert not plain.complete
    assert plain.states > quick.states
