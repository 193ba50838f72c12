"""A program says the lowest version of the form that has what it uses, and a reader takes those that it knows."""

import json
from pathlib import Path

import pytest

import engine
from engine.program.codec import ProgramError, newest
from engine.program.files import portable, program_of_json, program_text
from engine.program.functions import BUILT_INS, TABLE, BuiltIn
from engine.program.types import NUMBER

NEXT = newest() + 1
OF_NEXT = BuiltIn(
    "twofold",
    (NUMBER,),
    NUMBER,
    lambda n: n * 2,
    lambda one: (one[0] * 2, one[1] * 2),
    ("twofold(n)",),
    "",
    version=NEXT,
)
OF_2, WITH_NEXT = "{abs(n)}", "{if n > 1: {twofold(n)}}"


@pytest.fixture
def knows_next(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A Nightcap with a function that comes with the next version."""
    monkeypatch.setitem(TABLE, "twofold", OF_NEXT)
    monkeypatch.setitem(BUILT_INS, "twofold", OF_NEXT)
    return monkeypatch


def compiled(folder: Path, line: str) -> str:
    """A story with a line, compiled."""
    path = folder / "a.story"
    path.write_text(
        f"var n: 0..9 = 4\n== a\nIt is {line}.\n+ On.\n    ~ n = 5\n    -> a\n+ Out. -> end\n", encoding="utf-8"
    )
    return program_text(portable(engine.load(path, cache=False).program))


def test_the_lowest_version_is_written(knows_next: pytest.MonkeyPatch, tmp_path: Path) -> None:
    versions = {line: json.loads(compiled(tmp_path, line))["version"] for line in (OF_2, WITH_NEXT)}
    assert versions == {OF_2: 2, WITH_NEXT: NEXT}


@pytest.mark.parametrize("name, call", [("random", "random(1, 6)"), ("visits", "visits(a)"), ("max", "max(n, 2)")])
def test_what_draws_and_what_counts_has_a_version_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, call: str
) -> None:
    monkeypatch.setitem(TABLE, name, TABLE[name]._replace(version=NEXT))
    assert json.loads(compiled(tmp_path, f"{{{call}}}"))["version"] == NEXT


@pytest.mark.parametrize("line", [OF_2, WITH_NEXT])
def test_every_known_version_is_read(knows_next: pytest.MonkeyPatch, tmp_path: Path, line: str) -> None:
    text = compiled(tmp_path, line)
    assert program_text(program_of_json(text)) == text


def test_one_of_before_refuses_the_next_version_at_once(knows_next: pytest.MonkeyPatch, tmp_path: Path) -> None:
    of_2, of_next = compiled(tmp_path, OF_2), compiled(tmp_path, WITH_NEXT)
    knows_next.undo()
    assert program_text(program_of_json(of_2)) == of_2
    with pytest.raises(ProgramError, match=f"compiled to version {NEXT} of the format: it takes a newer Nightcap"):
        program_of_json(of_next)


def test_a_program_of_version_2_holds_nothing_of_next(knows_next: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = json.loads(compiled(tmp_path, WITH_NEXT))
    with pytest.raises(ProgramError, match="of no version 2 of the format"):
        program_of_json(json.dumps({**data, "version": 2}))


def test_a_new_version_leaves_stored_states_good(tmp_path: Path, knows_next: pytest.MonkeyPatch) -> None:
    newer = json.loads(compiled(tmp_path, OF_2))
    knows_next.undo()
    assert json.loads(compiled(tmp_path, OF_2)) == newer
