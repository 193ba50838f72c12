"""The input rule, case by case: tests/terminal/typed_lines.txt."""

import re
from pathlib import Path

import pytest

import engine
from engine.terminal.application import KEY_NAMES
from engine.terminal.commands.table import COMMANDS, KEYS
from engine.terminal.controller import submit
from engine.terminal.play import PlayController
from engine.terminal.typed_input import Meaning, meaning

FILE = Path(__file__).with_name("typed_lines.txt")
LINE = re.compile(r"(?:(full|plain): )?(.*?) -> (\w+)(?: ([^|]*?))?(?: \| (.*))?")


def cases() -> list[object]:
    found = []
    for case in FILE.read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, _, lines = case.partition("\n\n")
        title, _, choices = head.partition("\n")
        for line in lines.strip().split("\n"):
            match = LINE.fullmatch(line)
            assert match is not None, line
            found.append(pytest.param(choices, *match.groups(), id=f"{title}: {line.partition(' -> ')[0]}"))
    return found


def kind_of(meant: Meaning) -> tuple[str, str]:
    if meant.choice is not None:
        return "choice", meant.choice.text
    if meant.command is not None:
        return "command", meant.command
    return ("nothing", "") if meant.answer is None else ("answer", meant.answer)


@pytest.mark.parametrize(("choices", "where", "typed", "kind", "what", "told"), cases())
def test_a_typed_line(
    choices: str, where: str | None, typed: str, kind: str, what: str | None, told: str | None
) -> None:
    session = engine.loads(f"== a\nHere.\n{choices}\n+ (last) Wait. -> a\n-> a\n").start(seed=1)
    for keys in {"full": [False], "plain": [True]}.get(where or "", [False, True]):
        meant = meaning(session, typed, keys)
        assert kind_of(meant) == (kind, what or "")
        if told is None:
            assert not meant.note or kind == "nothing"
        else:
            assert told in meant.note


def test_every_command_gives_way_to_a_choice_and_works_behind_a_colon() -> None:
    for name in COMMANDS:
        story = engine.loads(f"== a\nHere.\n+ {name.capitalize()} it is.\n    So be it.\n    -> a\n+ No. -> a\n")
        play = PlayController(story.start(seed=1))
        for typed in (name, name.upper(), f"{name} it"):
            outcome = submit(play, typed, keys=True)
            assert outcome.chosen == f"{name.capitalize()} it is." and not outcome.leave
        assert meaning(play.session, f":{name} x").command == f"{name} x"
    assert all(len(key) == 1 or key in KEY_NAMES.values() for key in KEYS)
    assert len(KEYS) == sum(bool(row.key) for row in COMMANDS.values()), "two commands have one key"


def test_a_question_takes_every_line_but_one_behind_a_colon() -> None:
    story = engine.loads('var name: text = "x"\n== a\n~ ask name: Name?\n* (quit) Go. -> end\n')
    session = story.start(seed=1)
    for typed in ("quit", "1", "u", "?", "undo 2", ""):
        assert meaning(session, typed, keys=True).answer == typed
    assert ":quit is the command" in meaning(session, "quit", keys=True).note
    assert meaning(session, ":quit").command == "quit"
