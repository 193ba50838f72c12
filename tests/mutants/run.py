"""Puts small mistakes into copies of the engine, and says which of them no test catches: `make mutants`.

    python tests/mutants/run.py [WORD...]     only the mistakes whose name has one of the words
    python tests/mutants/run.py --list

A mistake is caught if the tests that stand for it pass without it and fail with it. Ends with 1 if one gets away.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from mistakes import MISTAKES, Mistake

ROOT = Path(__file__).resolve().parents[2]
# What tests read; the rest of a checkout is much larger.
COPIED = ("engine", "stories", "tests", "docs", "README.md", "pyproject.toml", "Makefile")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", ".hypothesis")
SECONDS = 300


def main(arguments: list[str]) -> int:
    """Try the mistakes that the arguments name, or all."""
    words = [one for one in arguments if not one.startswith("-")]
    chosen = [one for one in MISTAKES if not words or any(word in one.name for word in words)]
    if "--list" in arguments:
        print("\n".join(f"{one.name}  {one.file}" for one in chosen))
        return 0
    with tempfile.TemporaryDirectory(prefix="nightcap-mutants-") as folder:
        copy = Path(folder) / "nightcap"
        _copy_to(copy)
        bad = _without_mistakes(copy, chosen)
        missed = [one.name for one in chosen if not _is_caught(copy, one, bad)]
    print(f"{len(chosen) - len(missed)} of {len(chosen)} mistakes are caught.")
    if missed:
        print(f"No test catches: {', '.join(missed)}")
    return 1 if missed else 0


def _copy_to(copy: Path) -> None:
    copy.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=LEFT_OUT)
        else:
            shutil.copy(ROOT / name, copy / name)


def _without_mistakes(copy: Path, chosen: Sequence[Mistake]) -> bool:
    """Whether the tests fail as it is: then nothing can be said."""
    tests = sorted({test for one in chosen for test in one.tests})
    fails, told = _run(copy, tests)
    if fails:
        print(f"Tests fail without any mistake: {told}\n")
    return fails


def _is_caught(copy: Path, mistake: Mistake, bad: bool) -> bool:
    """Put a mistake in, run its tests, and take it out again."""
    file = copy / mistake.file
    text = file.read_text(encoding="utf-8")
    if text.count(mistake.old) != 1:
        print(f"{mistake.name}: its text stands {text.count(mistake.old)} times in {mistake.file}; bring it up to date")
        return False
    begun = time.monotonic()
    try:
        file.write_text(text.replace(mistake.old, mistake.new), encoding="utf-8")
        fails, told = _run(copy, mistake.tests)
    finally:
        file.write_text(text, encoding="utf-8")
    verdict = "not caught" if not fails else f"caught by {told}"
    print(f"{mistake.name}: {verdict} ({time.monotonic() - begun:.0f} s)", flush=True)
    return fails and not bad


def _run(copy: Path, tests: Sequence[str]) -> tuple[bool, str]:
    """Run some tests in the copy: whether one fails, and which."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(copy),  # before the checkout, which an editable install adds
        "PYTHONDONTWRITEBYTECODE": "1",  # a file changed twice in one second has the bytecode of the first
        "CI": "1",
    }
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", *tests]
    try:
        run = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return True, f"time: more than {SECONDS} s"
    failed = [
        line.partition(" ")[2].partition(" - ")[0]
        for line in run.stdout.splitlines()
        if line.startswith(("FAILED ", "ERROR "))
    ]
    if run.returncode not in (0, 1):
        # Not even collected: of a mistake this small, some import says so.
        return True, failed[0] if failed else f"pytest's {run.returncode}: {run.stdout[-300:]}{run.stderr[-300:]}"
    return run.returncode == 1, failed[0] if failed else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
