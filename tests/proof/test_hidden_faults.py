"""Faults hidden in stories: all are found, each with a shortest play, which saved and replayed leads there.

A line that ends in `// NC504 after 3` has that finding, shown by a play of three steps; without `after`, no play can
show it.
"""

import re
from pathlib import Path

import pytest

import engine
from engine.cli.main import main
from engine.paths.files import load_path
from engine.proof.budget import Budget
from engine.proof.false_conditions import FalseConditions
from engine.proof.findings import errors
from engine.proof.instrumentation import instrument
from engine.proof.prove import prove
from engine.proof.queries import Play, Query, explore
from engine.proof.witness import Witness
from engine.proof.witness_validation import ExpectedOutcome

FAULTS = sorted((Path(__file__).parent / "faults").glob("*.story"))
FAULT = re.compile(r"// (?P<code>NC\d+)(?: after (?P<steps>\d+))?$")


def planted(path: Path) -> set[tuple[str, int, int | None]]:
    found = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if match := FAULT.search(line):
            found.add((match["code"], number, int(match["steps"]) if match["steps"] else None))
    assert found
    return found


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.stem)
def test_each_fault_is_found_with_a_shortest_play(path: Path) -> None:
    proof = prove(engine.load(path), 60)
    assert proof.complete
    assert not proof.unconfirmed
    found = {
        (one.diagnostic.code, one.diagnostic.span.line, one.witness and len(one.witness.choices))
        for one in proof.findings
    }
    assert found == planted(path)


def test_each_place_of_the_status_line_that_fails_is_told() -> None:
    proof = prove(engine.load(Path(__file__).parent / "stories" / "status_that_fails_at_two_places.story"), 60)
    found = [(one.diagnostic.span.column, one.witness and len(one.witness.choices)) for one in proof.findings]
    assert proof.complete and sorted(found) == [(12, 0), (19, 3)]


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.stem)
def test_no_play_is_shorter(path: Path) -> None:
    """The plain exploration comes to no error, and into no trap, in fewer steps.

    What is met first in it is met by a shortest play: some states are enough, unless they do not lead so far.
    """
    marked = instrument(engine.load(path).program)
    faults = planted(path)
    lines = {line for code, line, _ in faults if code == "NC506"}
    for number, item in enumerate(marked.items):
        if item.kind == "point" and marked.span(item).line in lines:
            marked.watched[number] = -1
    shortest = {steps for code, _, steps in faults if steps is not None and code != "NC510"}
    for states in (1000, 20_000):
        outcome = explore(marked, Query(frozenset(marked.watched), plain=True), Budget(states=states))
        plays = [turns for _, turns in outcome.errors]
        plays += [turns for number, turns in outcome.hits.items() if marked.watched[number] == -1]
        steps = {sum(turn.choice is not None or turn.answer is not None for turn in turns) for turns in plays}
        if outcome.complete or steps >= shortest:
            break
    assert steps == shortest


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.stem)
def test_the_saved_play_leads_there(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--prove", "--jobs", "1", "--save", str(tmp_path), str(path)])
    saved = sorted(tmp_path.glob("NC*.path.json"))
    steps = [(code, line) for code, line, steps in planted(path) if steps is not None]
    assert sorted((one.name.split("-")[0], int(one.name.split("-")[1])) for one in saved) == sorted(steps)
    for one in saved:
        capsys.readouterr()
        assert main(["replay", "--quiet", "--story", str(path), str(one)]) == 0
        code, _, count = next(fault for fault in planted(path) if one.name.startswith(f"{fault[0]}-{fault[1]}-"))
        # An error is one step further than a saved play can go.
        assert len(load_path(one).steps) == (count or 0) - (code in ("NC504", "NC505", "NC508"))


def no_play(turns: Play, what: ExpectedOutcome) -> None:
    """No play could be put together."""


def no_state(witness: Witness | None) -> FalseConditions:
    """Nobody asks for what is known behind a play that there is not."""
    raise AssertionError(witness)


def test_used_up_choices_are_told_as_such_where_no_play_was_put_together() -> None:
    for guard, code in (("", "NC508"), ("{if helped < 1} ", "NC505")):
        text = f"var helped = 0\n== street\n* {guard}Help.\n    ~ helped += 1\n    -> street\n+ {{if helped > 5}} Rest. -> end\n"
        marked = instrument(engine.loads(text).program)
        outcome = explore(marked, Query(), Budget(20))
        outcome.errors = [(error, None) for error, _ in outcome.errors]
        [found] = [one.diagnostic for one in errors(marked, outcome, no_play, no_state)]
        assert found.code == code
