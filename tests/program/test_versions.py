"""A program says the lowest version of the form that has what it uses, and a reader takes those that it knows."""

import json
from pathlib import Path

import pytest

import engine
from engine.program.codec import ProgramError
from engine.program.files import portable, program_of_json, program_text
from engine.program.functions import BUILT_INS, TABLE, BuiltIn
from engine.program.types import NUMBER

OF_VERSION_3 = BuiltIn(
    "double", (NUMBER,), NUMBER, lambda n: n * 2, lambda one: (one[0] * 2, one[1] * 2), ("double(n)",), "", version=3
)
OF_2, OF_3 = "{abs(n)}", "{if n > 1: {double(n)}}"


@pytest.fixture
def knows_3(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A Nightcap with a function that came with version 3."""
    monkeypatch.setitem(TABLE, "double", OF_VERSION_3)
    monkeypatch.setitem(BUILT_INS, "double", OF_VERSION_3)
    return monkeypatch


def compiled(folder: Path, line: str) -> str:
    """A story with a line, compiled."""
    path = folder / "a.story"
    path.write_text(
        f"var n: 0..9 = 4\n== a\nIt is {line}.\n+ On.\n    ~ n = 5\n    -> a\n+ Out. -> end\n", encoding="utf-8"
    )
    return program_text(portable(engine.load(path, cache=False).program))


def test_the_lowest_version_is_written(knows_3: pytest.MonkeyPatch, tmp_path: Path) -> None:
    versions = {line: json.loads(compiled(tmp_path, line))["version"] for line in (OF_2, OF_3)}
    assert versions == {OF_2: 2, OF_3: 3}


@pytest.mark.parametrize("line", [OF_2, OF_3])
def test_every_known_version_is_read(knows_3: pytest.MonkeyPatch, tmp_path: Path, line: str) -> None:
    text = compiled(tmp_path, line)
    assert program_text(program_of_json(text)) == text


def test_one_that_knows_version_2_alone_refuses_3_at_once(knows_3: pytest.MonkeyPatch, tmp_path: Path) -> None:
    of_2, of_3 = compiled(tmp_path, OF_2), compiled(tmp_path, OF_3)
    knows_3.undo()
    assert program_text(program_of_json(of_2)) == of_2
    with pytest.raises(ProgramError, match="compiled to version 3 of the format: it takes a newer Nightcap"):
        program_of_json(of_3)


def test_a_program_of_version_2_holds_nothing_of_3(knows_3: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = json.loads(compiled(tmp_path, OF_3))
    with pytest.raises(ProgramError, match="of no version 2 of the format"):
        program_of_json(json.dumps({**data, "version": 2}))


def test_a_new_version_leaves_stored_states_good(tmp_path: Path, knows_3: pytest.MonkeyPatch) -> None:
    newer = json.loads(compiled(tmp_path, OF_2))
    knows_3.undo()
    assert json.loads(compiled(tmp_path, OF_2)) == newer
