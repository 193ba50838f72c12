"""How long a player waits: for the first text, for the first full frame, and from a key to its redraw.

Run with `make bench`. Each figure is the best of several; the bounds are those of a machine on which bare Python
takes 10 ms, and are scaled by what it takes here.
"""

import asyncio
import io
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

import engine
from engine.terminal.application import PlayerApplication
from engine.terminal.blocks import Block
from engine.terminal.play import PlayController
from engine.terminal.screen import Screen
from engine.terminal.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "stories" / "joes_bar.story"
ROUNDS = 10
FIRST_TEXT, FIRST_FRAME, REDRAW = 60, 150, 20


def bare_python() -> float:
    """Milliseconds that an empty program takes."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def start_up(environment: dict[str, str], text: bytes = b"stools", *arguments: str) -> tuple[float, float, float]:
    """Milliseconds from the start to the first text, to the last piece of the first frame, and to where keys are read."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(sys.executable, [sys.executable, "-m", "engine", "play", str(STORY), *arguments], environment)
    start = time.perf_counter()
    last = b"leave" if text == b"stools" else b"Esc"
    data, first, full, ready = b"", 0.0, 0.0, 0.0
    while not ready and time.perf_counter() - start < 10:
        if select.select([terminal], [], [], 0.01)[0]:
            data += os.read(terminal, 65536)
            first = first or ((time.perf_counter() - start) * 1000 if text in data else 0.0)
            full = full or ((time.perf_counter() - start) * 1000 if last in data else 0.0)
            ready = (time.perf_counter() - start) * 1000 if b"\x1b[?2004h" in data else 0.0
    os.write(terminal, b"qq")
    while True:
        try:
            if not os.read(terminal, 65536):
                break
        except OSError:
            break
    os.close(terminal)
    os.waitpid(child, 0)
    return first, full, ready


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **environment,
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(tmp_path / "pycache"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }


def test_start(environment: dict[str, str]) -> None:
    start_up(environment)
    bare = bare_python()
    found = [start_up(environment) for _ in range(ROUNDS)]
    first, full, ready = (min(one[part] for one in found) for part in range(3))
    scale = max(1.0, bare / 10)
    print(
        f"\nbare Python {bare:.1f} ms; first text {first:.1f} ms; first full frame {full:.1f} ms; keys read {ready:.1f} ms"
    )
    assert first < FIRST_TEXT * scale
    assert full < FIRST_FRAME * scale


def test_start_with_an_earlier_play(environment: dict[str, str]) -> None:
    play = [sys.executable, "-m", "engine", "play", str(STORY), "--plain"]
    subprocess.run(play, input=b"1\n1\n", env=environment, check=True, capture_output=True)
    start_up(environment, b"Welcome back")
    bare = bare_python()
    first = min(start_up(environment, b"Welcome back")[0] for _ in range(ROUNDS))
    print(f"\nbare Python {bare:.1f} ms; the offer to go on {first:.1f} ms")
    assert first < FIRST_FRAME * max(1.0, bare / 10)


KEYS = {"Down": "\x1b[B", "Page Up": "\x1b[5~", "Home": "\x1b[H", "End": "\x1b[F", "take a choice": "1", "undo": "u"}


def redraws(lines: int) -> dict[str, float]:
    """Milliseconds from a key to the end of its redraw, with a transcript of so many lines."""
    play = PlayController(engine.load(STORY).start(seed=1), None, Settings(animation=False))
    text = "Rain on the window, rain on the awning, rain on the two cabs that wait in front."
    play.transcript[:0] = [Block("prose", ((f"{number}. {text}", ""),)) for number in range(lines // 3)]
    play.root.blocks = list(play.transcript)
    found: dict[str, float] = {}

    async def run(app: PlayerApplication, send: object) -> None:
        drawn = asyncio.Event()
        app.app.after_render += lambda _: drawn.set()
        task = asyncio.ensure_future(app.app.run_async(pre_run=app.sync))
        await drawn.wait()
        for _ in range(3):
            for name, key in KEYS.items():
                drawn.clear()
                start = time.perf_counter()
                send(key)  # type: ignore[operator]
                await asyncio.wait_for(drawn.wait(), 10)
                found[name] = min(found.get(name, 1e9), (time.perf_counter() - start) * 1000)
                await asyncio.sleep(0.1)
        app.screen.done = True
        app.sync()
        await task

    with create_pipe_input() as source:
        output = Vt100_Output(io.StringIO(), lambda: Size(rows=40, columns=120), term="xterm-256color")
        asyncio.run(run(PlayerApplication(Screen(play), source, output), source.send_text))
    return found


def test_redraw() -> None:
    small, large = redraws(100), redraws(100_000)
    scale = max(1.0, bare_python() / 10)
    print()
    for name in KEYS:
        print(f"{name}: {small[name]:.1f} ms at 100 lines, {large[name]:.1f} ms at 100,000")
    assert max(large.values()) < REDRAW * scale
