"""Every story in this folder plays as the `.play` file beside it says.

A `.play` file is a transcript (tests/playing.py): lines that begin with `> ` are input, all else is what is shown.
It can hold several plays with a line `---` between them; one that begins with a line `seed N` has that seed, else 1.
A new case is a new story and a file of inputs; `pytest tests/cases --update` writes what it prints. Read that.
"""

import contextlib
import json
import shutil
from pathlib import Path

import pytest
from playing import enter, functions_for, transcript

import engine
from engine.diagnostics import Report
from engine.loading import compile_file
from engine.paths.replaying import replay
from engine.paths.saved_path import path_of
from engine.program.codec import data_of, program_of
from engine.program.files import read_program, write_program
from engine.runtime.story import Story
from engine.syntax.formatter import format_text

HERE = Path(__file__).parent
CASES = sorted(HERE.rglob("*.play"))


def story_of(case: Path) -> Path:
    return case.with_suffix(".story")


def plays_of(text: str) -> list[tuple[int, list[str]]]:
    """The seed and the inputs of each play in a file."""
    plays = []
    for part in text.split("---\n"):
        lines = part.splitlines()
        seed = int(lines[0].split()[1]) if lines and lines[0].startswith("seed ") else 1
        plays.append((seed, [line[2:] for line in lines if line.startswith("> ") or line == ">"]))
    return plays


def played(story: Story, plays: list[tuple[int, list[str]]]) -> str:
    shown = []
    for seed, inputs in plays:
        head = f"seed {seed}\n" if seed != 1 else ""
        shown.append(head + transcript(story, inputs, seed))
    return "---\n".join(shown)


@pytest.mark.parametrize("case", CASES, ids=[str(case.relative_to(HERE).with_suffix("")) for case in CASES])
def test_case(case: Path, update: bool, tmp_path: Path) -> None:
    text = case.read_text(encoding="utf-8")
    plays = plays_of(text)
    actual = played(engine.load(story_of(case)), plays)
    if update:
        case.write_text(actual, encoding="utf-8")
    assert actual == (actual if update else text)
    # The same from the cache, and from a compiled file.
    assert played(engine.load(story_of(case)), plays) == actual
    program, _ = compile_file(story_of(case))
    assert program_of(json.loads(json.dumps(data_of(program)))) == program
    write_program(program, tmp_path / "program.json")
    assert played(Story(read_program(tmp_path / "program.json")), plays) == actual


@pytest.mark.parametrize("case", CASES, ids=[str(case.relative_to(HERE).with_suffix("")) for case in CASES])
def test_plays_are_replayed_in_the_formatted_story(case: Path, tmp_path: Path) -> None:
    """The plays of a case, saved; the story formatted; and then each of them with nothing that differs.

    Not those that go back or restore, which leave the way from the beginning.
    """
    story = engine.load(story_of(case))
    functions = functions_for(story)
    saved = []
    for seed, inputs in plays_of(case.read_text(encoding="utf-8")):
        if any(entered.startswith("/") for entered in inputs):
            continue
        session = story.start(seed=seed, functions=functions)
        for entered in inputs:
            with contextlib.suppress(engine.AnswerError, engine.PlayError):
                enter(session, entered)
        saved.append(path_of(session, functions))
    folder = shutil.copytree(case.parent, tmp_path / "story")
    for path in folder.rglob("*.story"):
        formatted = format_text(path.read_text(encoding="utf-8"), path.name, Report())
        assert formatted is not None
        path.write_text(formatted, encoding="utf-8")
    for path in saved:
        replayed = replay(engine.load(folder / story_of(case).name), path, functions=functions)
        assert replayed.fits, replayed.differing


def test_every_story_has_a_play() -> None:
    stories = {path for path in HERE.rglob("*.story") if path.parent.name != "parts"}
    assert stories == set(map(story_of, CASES))
