"""Turns that fail are told once for each error (packed/failures.py), and nothing else changes.

A line that ends in `// NC902` fails in that way.
"""

import re
from collections.abc import Iterator
from itertools import compress
from pathlib import Path

import pytest

import engine
from engine.proof.budget import Budget
from engine.proof.explored import Explored
from engine.proof.instrumentation import Instrumented, instrument
from engine.proof.packed.failures import KnownFailures
from engine.proof.packed.transition_system import PackedSystem
from engine.proof.queries import build_system
from engine.proof.search import search

FAILING = sorted((Path(__file__).parent / "failing").glob("*.story"))
MARK = re.compile(r"// (NC\d+)")


def explored(marked: Instrumented) -> Explored:
    return search(build_system(marked, frozenset(marked.watched), frozenset(marked.nevers)), Budget())


def seen(found: Explored, marked: Instrumented) -> tuple[object, ...]:
    """What a search tells."""
    points = sum(len(scene.points) for scene in found.system.machine.program.scenes)
    first = {str(key): len(found.trace_to(number)) for key, (_, number) in found.found.items()}
    stuck = {found.node(number) for number in found.without_ending(points, lambda: None)}
    # Of claims it is told in `first` where plays come.
    reached = [*compress(found.system.reached, (item.kind != "claim" for item in marked.items))]
    return first, {*found.numbers}, stuck, reached, found.system.closed, found.broken


def both(marked: Instrumented, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Explored, int]]:
    """The search, with how many turns were followed by the runtime; and then where no error is remembered."""
    asked = 0
    again = PackedSystem._run

    def counted(self: PackedSystem, *arguments: object) -> object:
        nonlocal asked
        asked += 1
        return again(self, *arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(PackedSystem, "_run", counted)
        yield explored(marked), asked
        patch.setattr(KnownFailures, "is_known", lambda *_: False)
        before = asked
        yield explored(marked), asked - before


@pytest.mark.parametrize("path", FAILING, ids=lambda path: path.stem)
def test_an_error_is_told_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marked = instrument(engine.load(path).program)
    (quick, few), (slow, many) = both(marked, monkeypatch)
    assert isinstance(quick.system, PackedSystem) and quick.complete
    assert seen(quick, marked) == seen(slow, marked)
    errors = {(event.error.code, event.error.span.line) for event, _ in quick.found.values() if event.error}
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    assert errors == {(code, number) for number, line in lines for code in MARK.findall(line)}
    assert few < 3 * len(errors) < many / 8
