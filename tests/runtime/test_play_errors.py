"""Mistakes that show only while playing: each has a code and its place, and the session stays where it was.

In the stories, `// NC…` stands on the line where the error is expected. Each is played by taking the first choice
until the error comes.
"""

import re
from pathlib import Path
from typing import Any

import pytest

import engine

EXPECTED = re.compile(r"// (NC\d+)")
MOST_TURNS = 60

STORIES = {
    "a range is left": """
        var n: 0..2 = 0
        == s
        + More.
            ~ n += 1 // NC901
            -> s
        """,
    "a range is left below": """
        var n: 0..2 = 1
        == s
        + Less.
            ~ n = n - 1 // NC901
            -> s
        """,
    "a local variable leaves its range": """
        == s
        ~ let n: 1..3 = 3
        + More.
            ~ n += 1 // NC901
        + Less.
            ~ n -= 1
        -> end
        """,
    "a parameter of a scene": """
        var n = 2
        == s
        ~ n += 1
        + On. -> t(n) // NC901
        == t(k: 0..4)
        {k}
        + Back. -> s
        """,
    "a parameter of a visit": """
        var n = 5
        == s
        + On.
            ~ n = n * n
            -> t(n) -> // NC901
        -> end
        == t(k: 0..9)
        {k} -> back
        """,
    "a parameter of borrowed choices": """
        var n = 2
        == s
        ~ n += 1
        + Own. -> s
        <- t(n) // NC901
        == t(k: 0..5)
        + Take {k}. -> s
        """,
    "a parameter of a def": """
        var n = 1
        def f(k: 0..2) = k * 2
        == s
        ~ n += 1
        {f(n)} // NC901
        + On. -> s
        """,
    "a parameter of a function of the host": """
        var n = 1
        extern f(0..2) -> number
        == s
        ~ n += 1
        {f(n)} // NC901
        + On. -> s
        """,
    "division in a setting": """
        var n = 1
        == s
        + On.
            ~ n -= 1
            ~ n = 1 / n // NC902
            -> s
        """,
    "remainder in a text": """
        var n = 2
        == s
        Text before.
        {7 % n} and on. // NC902
        + On.
            ~ n -= 1
            -> s
        """,
    "division in a def": """
        var n = 2
        def part(k) = 10 / k // NC902
        == s
        {part(n)}
        + On.
            ~ n -= 1
            -> s
        """,
    "division in a def that a def calls": """
        var n = 2
        def part(k) = 10 / k // NC902
        def whole(k) = part(k) + 1
        == s
        ~ if whole(n) > 0:
            Fine.
        + On.
            ~ n -= 1
            -> s
        """,
    "division in a guard": """
        var n = 2
        == s
        + On.
            ~ n -= 1
            -> s
        + {if 4 / n > 1} Never mind. -> end // NC902
        """,
    "division in the text of a choice": """
        var n = 2
        == s
        + On.
            ~ n -= 1
            -> s
        + Pay {4 / n}. -> end // NC902
        """,
    "division in a reason": """
        var n = 2
        == s
        + On.
            ~ n -= 1
            -> s
        + {needs n > 5: it is {4 / n}} Pay. -> end // NC902
        """,
    "division in a condition": """
        var n = 2
        == s
        ~ if n > 10:
            No.
        ~ elif 5 / n > 100: // NC902
            No.
        + On.
            ~ n -= 1
            -> s
        """,
    "division in a conditional choice": """
        var n = 2
        == s
        + On.
            ~ n -= 1
            -> s
        ~ if 5 / n > 1: // NC902
            + More. -> end
        """,
    "division in a question": """
        var n = 1
        var t: text
        == s
        + On.
            ~ n -= 1
            ~ ask t: What of {1 / n}? // NC902
            {t}
            -> s
        """,
    "division in a variation": """
        var n = 2
        == s
        {cycle: a {1 / n} | b} // NC902
        + On.
            ~ n -= 1
            -> s
        """,
    "division in a `when`": """
        var n = 2
        == s
        -> any #t ->
        + On.
            ~ n -= 1
            -> s
        == t #t
        ~ when 5 / n > 1 // NC902
        T. -> back
        """,
    "division in a `when` of an `each`": """
        var n = 2
        == s
        + On.
            ~ n -= 1
            -> s
        + each #t
        == t #t
        ~ when 5 / n > 1 // NC902
        T. -> s
        """,
    "too large a sum": """
        var n = 9007199254740990
        == s
        + On.
            ~ n += 1 // NC903
            -> s
        """,
    "too large a product on the way": """
        var n = 9007199254740990
        var m = 0
        == s
        + On.
            ~ n = n + 1 - 1
            ~ m = n * n / n // NC903
            {m}
            -> s
        """,
    "too large a number in a text": """
        var n = 9007199254740991
        == s
        + On.
            ~ n = max(n, 2)
            {n + 1} // NC903
            -> s
        """,
    "too large a number in a comparison": """
        var n = 9007199254740991
        == s
        + On.
            ~ n = max(n, 2)
            ~ if n * 2 > 7: // NC903
                Yes.
            -> s
        """,
    "too large a number in a def": """
        var n = 94906267
        def square(k) = k * k // NC903
        == s
        + On.
            ~ n = max(n, 2)
            {square(n)}
            -> s
        """,
    "a circle": """
        var n = 0
        == s
        + On. -> a
        == a
        ~ n = 1 - n
        -> b // NC904
        == b
        ~ if n > 5:
            -> s
        -> a
        """,
    "a circle in one scene": """
        == s
        + On. -> a
        == a
        ~ if visits(s) > 3:
            -> s
        Round.
        -> a // NC904
        """,
    "a circle of choices that are never open": """
        var n = 0
        == s
        + On.
            ~ n = 1
            -> a
        == a
        + {if n == 0} Never. -> s
        + {needs n == 0: no} Never, too. -> s
        -> a // NC904
        """,
    "a circle of otherwise": """
        var n = 0
        == s
        + On.
            ~ n = 1
            -> a
        == a
        * {if n == 0} Never. -> s
        * {otherwise} -> a // NC904
        """,
    "a loop that is too much": f"""
        var bag: set of {", ".join(f"thing{number}" for number in range(990))}
        var n = 0
        == s
        + On.
            ~ bag = bag + [{", ".join(f"thing{number}" for number in range(990))}]
            ~ for thing in bag: // NC904
                ~ n += 1
            -> s
        """,
    "nothing is left": """
        == s
        * Only one.
            -> s // NC905
        """,
    "an empty range to draw from": """
        var n = 3
        == s
        {random(n, 3)} // NC906
        + On.
            ~ n += 1
            -> s
        """,
    "too wide a range to draw from": """
        var n = 1
        == s
        {random(-n, n)} // NC906
        + On.
            ~ n = n * 100000
            -> s
        """,
    "an empty range to stay in": """
        var n = 3
        == s
        {clamp(1, n, 4)} // NC906
        + On.
            ~ n += 1
            -> s
        """,
    "visits without end": """
        == s
        + On.
            -> s -> // NC907
        + Stop.
        -> back
        """,
    "visits without end and without a choice": """
        == s
        + On. -> t
        == t
        ~ if visits(s) < 2:
            -> t -> // NC907
        -> back
        """,
    "back outside a visit": """
        == s
        -> t ->
        + On. -> t
        == t
        -> back // NC908
        """,
    "a function of the host fails": """
        extern fail(number) -> number
        == s
        + On.
            Text.
            ~ let n = fail(1) // NC909
            {n}
            -> s
        """,
    "a function of the host gives something else": """
        extern wrong(number) -> 1..6
        == s
        + On. -> t
        == t
        + On. {wrong(1)} -> s // NC909
        """,
}


def story_text(indented: str) -> str:
    lines = indented.strip("\n").split("\n")
    margin = len(lines[0]) - len(lines[0].lstrip())
    return "\n".join(line[margin:] for line in lines) + "\n"


def expected_in(text: str) -> tuple[str, int]:
    """The code and the line of the expected error."""
    for number, line in enumerate(text.split("\n"), 1):
        found = EXPECTED.search(line)
        if found:
            return found.group(1), number
    raise AssertionError("no error is expected")


def fail(number: int) -> int:
    raise OSError("the dice\nfell \x1b[2J off the table")


FUNCTIONS: dict[str, Any] = {"fail": fail, "wrong": lambda number: 7, "f": lambda number: number}


def everything(session: engine.Session) -> tuple[Any, ...]:
    """All that can be seen of a session."""
    return session.state, session.text, session.choices, session.path, session.ending, session.turns


def play_into_error(session: engine.Session) -> engine.PlayError:
    """Take the first choice until something goes wrong; check that nothing has changed then."""
    for _ in range(MOST_TURNS):
        before = everything(session)
        try:
            session.choose(0)
        except engine.PlayError as error:
            assert everything(session) == before
            with pytest.raises(engine.PlayError) as again:
                session.choose(0)
            assert again.value.diagnostic == error.diagnostic
            assert everything(session) == before
            if session.path:
                assert session.undo()
                assert session.redo()
                assert everything(session) == before
            return error
    raise AssertionError("nothing went wrong")


@pytest.mark.parametrize("name", STORIES)
def test_error_and_place(name: str) -> None:
    text = story_text(STORIES[name])
    story = engine.loads(text, "a.story")
    code, line = expected_in(text)
    functions = {extern: FUNCTIONS[extern] for extern in story.externs}
    error = play_into_error(story.start(seed=1, functions=functions)).diagnostic
    assert (error.code, error.span.file, error.span.line) == (code, "a.story", line), error
    assert error.severity == "error" and error.hint, error
    column = text.split("\n")[line - 1][: error.span.column - 1]
    assert len(column) == error.span.column - 1, error.span
    assert not re.search("[\x00-\x1f]", error.message)


def test_place_in_an_included_file(tmp_path: Path) -> None:
    main = tmp_path / "main.story"
    main.write_text("include more/inner.story\n== s\n+ On. -> t\n", encoding="utf-8")
    inner = tmp_path / "more" / "inner.story"
    inner.parent.mkdir()
    inner.write_text("var n = 0\n\ndef half(k) = 1 / k\n\n== t\nIn.\n~ n = half(n)\n-> end\n", encoding="utf-8")
    for cache in (False, True, True):
        session = engine.load(main, cache=cache).start(seed=1)
        error = play_into_error(session).diagnostic
        assert Path(error.span.file).name == "inner.story"
        assert (error.span.line, error.span.column) == (3, 5)
        # The `def` was asked for in the scene; that is said as well.
        assert [(Path(span.file).name, span.line) for span, _ in error.related] == [("inner.story", 7)]


def test_places_of_a_circle_are_named() -> None:
    text = story_text(STORIES["a circle"])
    error = play_into_error(engine.loads(text, "a.story").start(seed=1)).diagnostic
    lines = [error.span.line, *(span.line for span, _ in error.related)]
    assert sorted(lines) == [6, 10]
    assert "`a`" in error.related[0][1] or "`b`" in error.related[0][1]


def test_error_before_the_first_choice() -> None:
    with pytest.raises(engine.PlayError) as caught:
        engine.loads("var n = 0\n== s\n{1 / n}\n~ n = 1\n-> end\n").start(seed=1)
    assert caught.value.diagnostic.code == "NC902"
    assert caught.value.diagnostic.span.line == 3


def test_error_in_the_status_line() -> None:
    session = engine.loads("status: Left {6 / n}\nvar n = 2\n== s\n+ On.\n    ~ n -= 1\n    -> s\n").start(seed=1)
    session.choose(0)
    session.choose(0)
    with pytest.raises(engine.PlayError) as caught:
        assert session.status
    assert caught.value.diagnostic.span.line == 1
    assert session.undo()
    assert session.status is not None
    assert session.status.text == "Left 6"


def test_error_behind_a_question_leaves_it_open() -> None:
    session = engine.loads("var n = 5\n== s\n~ ask n: Divide by?\n{10 / n}\n-> end\n").start(seed=1)
    before = session.state
    with pytest.raises(engine.PlayError):
        session.answer("0")
    assert session.state == before
    assert session.question is not None
    session.answer("3")
    assert session.text[0].text == "3"


def test_missing_function_of_the_host() -> None:
    story = engine.loads("extern dice(number) -> number\n== s\n{dice(6)}\n-> end\n")
    for functions in (None, {}, {"dice": 5}, {"die": lambda n: n}):
        with pytest.raises(engine.PlayError) as caught:
            story.start(seed=1, functions=functions)  # type: ignore[arg-type]  # a number is no function
        assert caught.value.diagnostic.span.line == 1
        assert "dice" in caught.value.diagnostic.message


WRONG = {
    "truth": ("true/false", (1, 0, "true", None, [])),
    "number": ("number", (1.0, "1", True, None, 2**53, -(2**53))),
    "range": ("1..6", (0, 7, True, "3")),
    "names": ("sour | glad", ("sweet", 0, None, ["sour"], {})),
    "set": ("set of sour, glad", ("sour", ["sweet"], 3, None, [["sour"]], [None])),
    "text": ("text", (b"bytes", 5, None, ["x"])),
}


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_types_from_the_host(kind: str) -> None:
    type, values = WRONG[kind]
    story = engine.loads(f"extern f(number) -> {type}\n== s\n+ On. -> t\n== t\n{{f(1)}}\n-> end\n")
    for value in values:
        session = story.start(seed=1, functions={"f": lambda number, value=value: value})
        error = play_into_error(session).diagnostic
        assert (error.code, error.span.line) == ("NC909", 5)


def test_interrupt_in_a_function_of_the_host_passes_and_changes_nothing() -> None:
    def interrupted(number: int) -> int:
        raise KeyboardInterrupt

    story = engine.loads("extern f(number) -> number\n== s\n+ On. -> t\n== t\n{f(1)}\n-> end\n")
    session = story.start(seed=1, functions={"f": interrupted})
    before = everything(session)
    with pytest.raises(KeyboardInterrupt):
        session.choose(0)
    assert everything(session) == before


def test_story_without_a_choice_ends_at_once() -> None:
    session = engine.loads("== s\nText.\n-> end: At once\n").start(seed=1)
    assert session.over
    with pytest.raises(engine.ChoiceError):
        session.choose(0)
    with pytest.raises(engine.AnswerError):
        session.answer("x")
    assert not session.undo()
    assert not session.redo()


class Loud(str):
    """A text that shows itself as it likes."""

    def __str__(self) -> str:
        return "\x1b[31mloud"

    def __format__(self, form: str) -> str:
        return "\x1b[31mloud"

    def __getitem__(self, key: Any) -> str:
        return "\x1b[31mloud"


class Many(int):
    """A number that does."""

    def __format__(self, form: str) -> str:
        return "\x1b[31mmany"

    def __le__(self, other: object) -> bool:
        return True


class Mute(Exception):
    """What cannot be shown."""

    def __str__(self) -> str:
        raise ValueError

    __repr__ = __str__


def fail(error: BaseException) -> Any:
    raise error


@pytest.mark.parametrize(
    ("kind", "gives", "shown"),
    [
        ("text", lambda: Loud("quiet"), "quiet"),
        ("number", lambda: Many(7), "7"),
        ("frost | thaw", lambda: Loud("thaw"), "thaw"),
        ("set of rope, lamp", lambda: [Loud("lamp"), Loud("rope")], "rope, lamp"),
    ],
)
def test_values_of_the_host_that_show_themselves(kind: str, gives: Any, shown: str) -> None:
    story = engine.loads(f"extern given() -> {kind}\nvar kept = false\n== a\n{{given()}}\n+ Go. -> end\n")
    session = story.start(seed=1, functions={"given": gives})
    assert [paragraph.text for paragraph in session.text] == [shown]


@pytest.mark.parametrize(
    ("gives", "told"),
    [
        (lambda: Many(99), "gave 99, which is not of its type"),
        (lambda: fail(Mute()), "failed: Mute"),
        (lambda: fail(KeyError("x\x1b[2J")), "failed: KeyError: 'x"),
        (lambda: Mute(), "gave Mute, which is not of its type"),
        (lambda: fail(RecursionError()), "failed: RecursionError"),
        (lambda: [fail(Mute()) for _ in range(2)], "failed: Mute"),
    ],
)
def test_what_the_host_does_wrong_is_told_as_its_own(gives: Any, told: str) -> None:
    story = engine.loads("extern given() -> 0..9\n== a\n{given()}\n+ Go. -> end\n")
    with pytest.raises(engine.PlayError) as caught:
        story.start(seed=1, functions={"given": gives})
    diagnostic = caught.value.diagnostic
    assert (diagnostic.code, diagnostic.span.line) == ("NC909", 3)
    assert told in diagnostic.message and "\x1b" not in diagnostic.message
