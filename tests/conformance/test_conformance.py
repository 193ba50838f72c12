"""The cases are what the Python engine plays, and the runtime in JavaScript plays them, too."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conformance.driver import Driver
from conformance.make_cases import FROZEN, frozen, lines_of, vectors
from conformance.run import HERE, cases, differences, refusals, taken


def test_there_are_enough_cases() -> None:
    assert len(cases()) >= 150 and len(refusals()) >= 20


def test_vectors_are_current() -> None:
    """What the small functions give is a part of the standard."""
    assert (HERE / "vectors.json").read_text(encoding="utf-8") == lines_of(vectors())


def test_version_2_is_frozen() -> None:
    """A program that was compiled once plays the same for ever: cases are added (make_cases.py), none is changed. Where
    a program would have to be another one, or to play differently, that is version 3 (docs/program.md, Versions)."""
    kept = json.loads(FROZEN.read_text(encoding="utf-8"))
    now = frozen()
    assert {name: now.get(name) for name in kept} == kept
    assert now.keys() == kept.keys(), "make_cases.py notes cases that are new"


def test_the_python_engine() -> None:
    assert failures(Driver().answer) == {}


def failures(ask: Callable[[dict[str, Any]], Any]) -> dict[str, list[str]]:
    """By case, where a runtime differs."""
    found = {case.name: list(differences(case, ask)) for case in cases()}
    found |= {program.name: list(taken(program, ask)) for program in refusals()}
    return {name: told for name, told in found.items() if told}


def test_the_runtime_in_javascript() -> None:
    racer = pytest.importorskip("py_mini_racer")
    from engine.web.scripts import joined

    context = racer.MiniRacer()
    context.eval(joined("runtime/session.js") + (HERE / "driver.js").read_text(encoding="utf-8"))
    ask: Callable[[dict[str, Any]], Any] = lambda request: json.loads(context.call("ask", json.dumps(request)))  # noqa: E731
    assert failures(ask) == {}


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js on this machine")
def test_the_runtime_in_node(tmp_path: Path) -> None:
    from engine.web.scripts import joined

    script = tmp_path / "driver.js"
    script.write_text(joined("runtime/session.js") + (HERE / "driver.js").read_text(encoding="utf-8"), encoding="utf-8")
    # All cases are played by the other engine of JavaScript above.
    command = [sys.executable, str(HERE / "run.py"), "--cases", "host", "node", str(script)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"{len(cases('host'))} cases, 0 differ\n"), done.stderr


def test_the_runner_speaks_with_a_driver() -> None:
    command = [sys.executable, str(HERE / "run.py"), "--cases", "whole"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"{len(cases('whole'))} cases, 0 differ\n"), done.stderr


def test_a_runtime_that_differs_is_told(tmp_path: Path) -> None:
    driver = Driver()

    def ask(request: dict[str, Any]) -> Any:
        answer = driver.answer(request)
        return {**answer, "status": "wrong"} if "status" in answer else answer

    found = list(differences(cases()[0], ask))
    assert len(found) == 1 and ".status is" in found[0]


def test_every_code_and_node_is_in_some_case() -> None:
    """Cases that leave out what the language has would let a runtime pass that does not know it."""
    programs = "".join((case / "program.json").read_text(encoding="utf-8") for case in cases())
    plays = "".join((case / "play.json").read_text(encoding="utf-8") for case in cases())
    from engine.program.functions import TABLE

    wanted = [name for name, row in TABLE.items() if row.is_in_programs]
    wanted += ["say", "break", "speak", "tags", "set", "if", "vary", "goto", "stop", "move", "visit", "any", "back"]
    wanted += [
        "end",
        "fail",
        "show",
        "var",
        "local",
        "call",
        "extern",
        "visits",
        "since",
        "turns",
        "needs",
        "otherwise",
    ]
    assert [name for name in wanted if f'["{name}"' not in programs] == []
    kinds = ["choices", "ask", "choice", "each", "thread", "if"]
    assert [kind for kind in kinds if f'"kind":"{kind}"' not in programs] == []
    codes = ["NC901", "NC902", "NC903", "NC904", "NC905", "NC906", "NC907", "NC908", "choice", "answer"]
    assert [code for code in codes if f'{{"error": "{code}"}}' not in plays] == []
