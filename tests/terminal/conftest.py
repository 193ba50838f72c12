"""What the tests of the players share: a story, terminals, pipes, and a user of their own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminals import ROOT, STORY, Terminal


@pytest.fixture
def environment(tmp_path: Path, own_cache: Path) -> dict[str, str]:
    """A user of its own: data, settings, no colours of the outside."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "XDG_CACHE_HOME")}
    return {
        **kept,
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "HOME": str(tmp_path / "home"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PYTHONPATH": str(ROOT),
    }


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "porter.story"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def terminal(tmp_path: Path, environment: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Starts commands in terminals, and ends them with the test."""
    started: list[Terminal] = []

    def start(*arguments: str, size: tuple[int, int] = (80, 24), shell: bool = False, **more: str) -> Terminal:
        started.append(Terminal(list(arguments), size, {**environment, **more}, tmp_path, shell))
        return started[-1]

    yield start
    for one in started:
        one.kill()


@pytest.fixture
def command(tmp_path: Path, environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs any command of this user."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        whole = [sys.executable, "-m", "engine", *arguments]
        return subprocess.run(whole, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)

    return run


@pytest.fixture
def plain(tmp_path: Path, environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Plays through pipes."""

    def run(lines: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "engine", "play", *arguments]
        return subprocess.run(
            command, input=lines, capture_output=True, text=True, env=environment, cwd=tmp_path, timeout=60, check=False
        )

    return run
