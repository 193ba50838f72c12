"""Compiled stories as files: written whole, read with suspicion."""

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playing import functions_for

import engine
from engine.loading import compile_file
from engine.program.codec import FORMAT, VERSION, ProgramError, data_of, newest, program_of
from engine.program.files import read_program, write_program
from engine.program.limits import MOST
from engine.program.validation import check_program
from engine.runtime.story import Story

HERE = Path(__file__).parent
CASES = sorted((HERE.parent / "cases").rglob("*.play"))
PROGRAMS = [compile_file(case.with_suffix(".story"))[0] for case in CASES]


def test_round_trip(tmp_path: Path) -> None:
    for number, program in enumerate(PROGRAMS):
        path = tmp_path / f"{number}.json"
        write_program(program, path)
        assert read_program(path) == program
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{number}.json" for number in range(number + 1))


def test_a_file_that_cannot_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "story.json"
    target.mkdir()
    with pytest.raises(OSError):
        write_program(PROGRAMS[0], target)
    assert [path.name for path in tmp_path.iterdir()] == ["story.json"]
    with pytest.raises(OSError):
        write_program(PROGRAMS[0], tmp_path / "no" / "story.json")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"a":' * 100_000, "not JSON"),
        (b"1" * 10_000, "not JSON"),
        (b"null", "no compiled story"),
        (b"[]", "no compiled story"),
        (b"{}", "no compiled story"),
        (b'{"format": "ink", "version": 1}', "no compiled story"),
        (json.dumps({"format": FORMAT, "version": newest() + 1}).encode(), f"version {newest() + 1} of the format"),
        (json.dumps({"format": FORMAT, "version": "2.0"}).encode(), f"version {VERSION} is wanted"),
        (json.dumps({"format": FORMAT}).encode(), "version unknown"),
        (json.dumps({"format": FORMAT, "version": VERSION}).encode(), "damaged"),
        (b'{"format": NaN}', "no compiled story"),
    ],
)
def test_what_is_no_program(tmp_path: Path, content: bytes, part: str) -> None:
    path = tmp_path / "story.json"
    path.write_bytes(content)
    with pytest.raises(ProgramError, match=part):
        read_program(path)
    with pytest.raises(engine.StoryErrors) as caught:
        engine.load(path)
    assert part in caught.value.diagnostics[0].message


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(ProgramError):
            read_program(path)


def played(program: dict[str, Any], seed: int) -> None:
    """Play at random; a mistake of the program is a `PlayError` or a `ProgramError`."""
    chance = random.Random(seed)
    story = Story(program_of(program))
    try:
        session = story.start(seed=seed, functions=functions_for(story) if set(story.externs) <= KNOWN else None)
        for _ in range(12):
            assert all(isinstance(paragraph.text, str) for paragraph in session.text)
            repr((session.status, session.scene_title, session.variables))
            json.dumps(session.state)
            open_choices = [choice for choice in session.choices if choice.enabled]
            if session.question is not None:
                session.answer(chance.choice(["", "5", "Ada"]))
            elif open_choices:
                session.choose(chance.choice(open_choices))
            else:
                break
            if chance.random() < 0.3:
                session.undo()
                session.redo()
            if chance.random() < 0.2:
                session.restore(json.loads(json.dumps(session.state)))
    except engine.PlayError as error:
        # What passed the verification fails as any story can, and is never found to be damaged in play.
        assert error.diagnostic.code != "NC910", error
    except (engine.AnswerError, engine.StateError):
        pass


KNOWN = {"roll_dice", "greeting", "is_open", "mood_of", "bag_of"}

WRONG: list[Any] = [
    None, True, False, -1, 0, 1, 2, 7, 65537, 2**31, 2**53, 2**80, -(2**63), 1.5, "", "x", "goto", "var", "if", "\x1b[2J",
    "\x05", "\u202e", [], {}, [[]], ["goto", 0], ["var", 0], ["if", [], []], ["call", 0, []], {"kind": "choice"}, "say",
    ["+", 1, "a"], ["stop", 0], ["random", 9, 1, "x"], "f0", "__import__", 10**400,
]  # fmt: skip


def places_of(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The ways to all parts of a program."""
    found = [here] if here else []
    if isinstance(value, dict):
        for key in value:
            found += places_of(value[key], (*here, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            found += places_of(one, (*here, number))
    return found


DATA = [data_of(program) for program in PROGRAMS]
PLACES = [places_of(data) for data in DATA]


def mutated(program: dict[str, Any], way: tuple[Any, ...], kind: int, wrong: Any, other: tuple[Any, ...]) -> Any:
    """A copy with one part replaced by something wrong or by another part, removed, or doubled."""
    changed = copy.deepcopy(program)
    holder: Any = changed
    for key in way[:-1]:
        holder = holder[key]
    if kind == 0:
        holder[way[-1]] = wrong
    elif kind == 1:
        part: Any = program
        for key in other:
            part = part[key]
        holder[way[-1]] = copy.deepcopy(part)
    elif kind == 2:
        del holder[way[-1]]
    elif isinstance(holder, list):
        holder.insert(way[-1], copy.deepcopy(holder[way[-1]]))
    return changed


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_changed_program_is_refused_or_plays(data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(PROGRAMS) - 1))
    program, places = DATA[number], PLACES[number]
    changed = program
    for _ in range(data.draw(st.integers(1, 2))):
        way, other = data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))
        kind = data.draw(st.sampled_from([0, 0, 0, 1, 1, 2, 3]))
        try:
            changed = mutated(changed, way, kind, data.draw(st.sampled_from(WRONG)), other)
        except (KeyError, IndexError, TypeError):
            continue
    try:
        text = json.dumps(changed)
        changed = json.loads(text)
        check_program(changed)
    except (ProgramError, ValueError):
        return
    played(changed, data.draw(st.integers(0, 99)))


def small() -> dict[str, Any]:
    """A small program to spoil."""
    text = (
        "var n = 1\ndef f(x) = x + 1\ndef g(x) = f(x) + 1\n== s\n{g(n)}\n<- t\n+ On. -> s\n\n"
        "== t\n+ T. -> s\n<- u\n\n== u\n+ U. -> s\n"
    )
    program: dict[str, Any] = data_of(engine.loads(text).program)
    check_program(program)
    return program


def test_circles_are_refused() -> None:
    program = small()
    program["functions"][0]["code"] = ["call", 1, [["local", 0]]]
    with pytest.raises(ProgramError, match="functions"):
        check_program(program)
    program = small()
    program["scenes"][2]["thread"].append({"kind": "thread", "at": 65537, "scene": 1, "arguments": []})
    with pytest.raises(ProgramError, match="thread"):
        check_program(program)


def test_long_chains_are_refused() -> None:
    program = small()
    function = program["functions"][0]
    for number in range(1, 100):
        program["functions"].append({**function, "name": f"h{number}", "code": ["call", number + 1, [1]]})
    program["functions"].append({**function, "name": "last", "code": 1})
    with pytest.raises(ProgramError, match="functions"):
        check_program(program)


def test_explosions_are_refused_when_they_are_played() -> None:
    """Each function calls the one before twice: a way of doing nothing for a very long time."""
    program = small()
    function = program["functions"][0]
    program["functions"] = [{**function, "code": 1}]
    for number in range(1, 50):
        call = ["call", number - 1, [1]]
        program["functions"].append({**function, "name": f"h{number}", "code": ["+", call, call]})
    program["scenes"][0]["segments"][0].insert(0, ["set", 65537, ["var", 0], ["call", 49, [1]], -MOST, MOST])
    check_program(program)
    with pytest.raises(engine.PlayError) as caught:
        Story(program_of(program)).start(seed=1)
    assert caught.value.diagnostic.code == "NC904"


def test_borrowed_choices_that_explode_are_refused_when_they_are_played() -> None:
    program = small()
    scene = program["scenes"][2]
    size = 40
    for number in range(size):
        thread = {"kind": "thread", "at": 65537, "scene": 2 + number, "arguments": []}
        program["scenes"].append(
            {**scene, "name": f"x{number}", "counters": [], "thread": [thread, thread], "includes": [2 + number]}
        )
    program["scenes"][0]["includes"].append(2 + size)
    program["scenes"][0]["points"][0]["group"].append(
        {"kind": "thread", "at": 65537, "scene": 2 + size, "arguments": []}
    )
    check_program(program)
    with pytest.raises(engine.PlayError) as caught:
        Story(program_of(program)).start(seed=1)
    assert caught.value.diagnostic.code == "NC904"


@pytest.mark.parametrize("what", ["expression", "text", "operations", "members"])
def test_deep_parts_are_refused(what: str) -> None:
    program = small()
    nested: Any = {"expression": 1, "text": "x", "operations": ["break"], "members": None}[what]
    for _ in range(300):
        if what == "expression":
            nested = ["not", nested]
        elif what == "text":
            nested = ["if", 65537, [[True, [nested]]], []]
        elif what == "operations":
            nested = ["if", [[65537, True, [nested]]], []]
        else:
            nested = {"kind": "if", "branches": [[65537, True, [nested] if nested else []]], "otherwise": []}
    scene = program["scenes"][0]
    if what == "expression":
        scene["segments"][0].insert(0, ["set", 65537, ["var", 0], nested, -MOST, MOST])
    elif what == "text":
        scene["segments"][0].insert(0, ["say", 65537, [nested]])
    elif what == "operations":
        scene["segments"][0].insert(0, nested)
    else:
        scene["points"][0]["group"].append(nested)
    with pytest.raises(ProgramError, match="deep"):
        check_program(program)


def test_control_characters_are_refused() -> None:
    for spoilt in ("\x1b[2J", "\x08", "\u202e", "a\x00b", "\ud800", "\r"):
        program = small()
        program["scenes"][0]["segments"][0].insert(0, ["say", 65537, [spoilt]])
        with pytest.raises(ProgramError):
            check_program(program)
        program = small()
        program["metadata"]["title"] = spoilt
        with pytest.raises(ProgramError):
            check_program(program)
