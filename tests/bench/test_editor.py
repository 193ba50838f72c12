"""How fast the language server answers, driven by pygls' client: Joe's Bar, 1,000 and 10,000 scenes.

A key to its diagnostics, the time from the last of fifteen keys typed at 60 ms to its diagnostics, and definition, hover
and completion right after a key. An exploration of Joe's Bar begins between two keys, as it does for an author.
"""

import asyncio
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests" / "lsp"))

from editor import Editor, editor  # noqa: E402
from lsprotocol import types  # noqa: E402

# What is to be kept, in milliseconds: a key, fifteen keys, a question.
TARGETS = {"joes_bar": (50, 150, 20), "1000": (100, 150, 20), "10000": (400, 600, 20)}
KEYS = 15


def milliseconds(seconds: float) -> float:
    return seconds * 1000


async def measured(one: Editor, path: Path, line: int, name: str) -> dict[str, float]:
    now = time.perf_counter
    await one.open(path)
    await one.settled(path, 1, 120)
    keys, questions = [], []
    for _ in range(KEYS):
        begun = now()
        one.type(path, line, 0, "x")
        await one.settled(path, one.texts[path][1], 60)
        keys.append(milliseconds(now() - begun))
        await asyncio.sleep(0.05)
    for number in range(KEYS):
        one.type(path, line, 0, "x")
        begun = now()
        asked: Any = (
            one.client.text_document_definition_async(types.DefinitionParams(**one.at(path, line, 3))),
            one.client.text_document_hover_async(types.HoverParams(**one.at(path, line, 3))),
            one.client.text_document_completion_async(types.CompletionParams(**one.at(path, line, 3))),
        )[number % 3]
        await asked
        questions.append(milliseconds(now() - begun))
        await asyncio.sleep(0.3)
    for _ in range(KEYS):
        one.type(path, line, 0, "x")
        await asyncio.sleep(0.06)
    begun = now()
    await one.settled(path, one.texts[path][1], 60)
    return {
        "key": statistics.median(keys),
        "most": max(keys),
        "fifteen": milliseconds(now() - begun),
        "question": statistics.median(questions),
        "slowest": max(questions),
    }


def memory_of(pid: int) -> float:
    """The megabytes of a process."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


@pytest.mark.parametrize("name", list(TARGETS))
def test_editor(name: str, tmp_path: Path) -> None:
    if name == "joes_bar":
        shutil.copytree(ROOT / "stories", tmp_path / "stories")
        path = tmp_path / "stories" / "chapters" / "frost.story"
    else:
        subprocess.run([sys.executable, str(HERE / "gen_pair.py"), name, str(tmp_path)], check=True)
        path = tmp_path / f"s{name}.story"
    text = path.read_text(encoding="utf-8")
    middle = text.index("\n\n", text.index("\n==", len(text) // 2))
    line = text[:middle].count("\n") + 2

    async def run() -> tuple[dict[str, float], float]:
        async with editor(tmp_path) as one:
            found = await measured(one, path, line, name)
            return found, memory_of(one.client._server.pid)  # type: ignore[union-attr]

    found, memory = asyncio.run(run())
    key, fifteen, question = TARGETS[name]
    print(
        f"\n{name}: a key {found['key']:.0f} ms (most {found['most']:.0f}, wanted {key}), fifteen keys "
        f"{found['fifteen']:.0f} ms (wanted {fifteen}), a question {found['question']:.0f} ms "
        f"(most {found['slowest']:.0f}, wanted {question}), {memory:.0f} MB"
    )
