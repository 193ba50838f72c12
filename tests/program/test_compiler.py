"""What the compiler makes of a story, where a play does not show it."""

import json
from typing import Any
from unittest import mock

import pytest

import engine
from engine.compile.text import TextCompiler
from engine.program.codec import FORMAT, VERSION, data_of
from engine.program.places import line_and_column, place
from engine.source import Source


def program_of(text: str) -> dict[str, Any]:
    return data_of(engine.loads(text, "a.story").program)


def size_of(program: dict[str, Any]) -> int:
    return len(json.dumps(program))


def test_head() -> None:
    program = program_of("title: T\nauthor: A\ncast: Mia, Tom\nstart: b\n== a\n-> end\n== b\n-> a\n")
    assert (program["format"], program["version"], program["files"]) == (FORMAT, VERSION, ["a.story"])
    assert (program["cast"], program["start"], program["endings"]) == (["Mia", "Tom"], 1, [None])
    assert program["metadata"]["title"] == "T"
    assert len(program["fingerprint"]) == 16


def test_fingerprint_is_that_of_the_text() -> None:
    text = "== a\nText.\n-> end\n"
    assert program_of(text)["fingerprint"] == program_of(text)["fingerprint"]
    assert program_of(text)["fingerprint"] != program_of(text.replace("Text", "Other"))["fingerprint"]


def test_claims_are_kept() -> None:
    program = program_of(
        "var n: 0..3 = 0\nclaim never n > 2\nclaim reach b\nclaim b only after a.go\n"
        'claim reach "Done" with n == 1\nclaim an ending is always reachable\n'
        "== a\n+ (go) Go.\n    ~ n = 1\n    -> b\n== b\n-> end: Done\n"
    )
    claims = program["claims"]
    assert [claim["kind"] for claim in claims] == ["never", "reach", "only_after", "reach", "ending"]
    assert [line_and_column(claim["place"])[0] for claim in claims] == [2, 3, 4, 5, 6]
    assert claims[0]["condition"] == [">", ["var", 0], 2]
    assert claims[1]["point"] == {"scene": "b"}
    assert (claims[2]["point"], claims[2]["after"]) == ({"scene": "b"}, {"label": "a.go"})
    assert claims[3]["point"] == {"ending": "Done"}


def test_only_what_is_asked_about_is_counted() -> None:
    """States stay small, and those that behave alike are equal."""
    plain = program_of("== a\n+ On. -> b\n== b\n+ On. -> a\n")
    assert (plain["visits"], plain["since"], plain["turns"]) == ([], [], False)
    counting = program_of("== a\n{visits(b)} {since(b)}\n+ (go) On. -> b\n== b\n{seen(a.go)}\n+ On. -> a\n")
    assert (counting["visits"], counting["since"], counting["turns"]) == (["a.go", "b"], ["b"], True)


def test_equal_situations_are_equal_states() -> None:
    """Local variables are forgotten when their scene is left, so that exploring finds fewer states."""
    story = engine.loads("== a\n+ One. -> b(1)\n+ Two. -> b(2)\n== b(n)\n~ let m = n\n{m}\n+ On. -> a\n")
    states = set()
    for which in (0, 1):
        session = story.start(seed=1)
        session.choose(which)
        session.choose(0)
        states.add(session.state)
    assert len(states) == 1


def test_each_line_is_compiled_once() -> None:
    """A program grows with its story and no faster, whatever ways lead through it."""
    repeated = {
        "-> any #t ->\nText.\n": "\n+ On. -> s\n== k #t\n-> back\n",
        "-> v ->\nText.\n": "+ On. -> s\n== v\n-> back\n",
        "* C{}.\n    More.\nText.\n": "-> end\n",
        "~ if n > {}:\n    -> v ->\nText.\n": "~ n += 1\n+ On. -> s\n== v\n-> back\n",
        "~ cycle:\n    - A.\n        -> v ->\n    - B.\n": "+ On. -> s\n== v\n-> back\n",
    }
    for lines, end in repeated.items():
        sizes = []
        for count in (20, 40):
            body = "".join(lines.replace("{}", str(number)) for number in range(count))
            head = "var n = 0\n" if "n >" in lines else ""
            sizes.append(size_of(program_of(f"{head}== s\n{body}{end}")))
        assert sizes[1] < 2.2 * sizes[0]


def test_places() -> None:
    assert line_and_column(place(12, 5)) == (12, 5)
    assert line_and_column(place(3, 10**9)) == (3, 65535)
    program = program_of("== a\n\n    \nText.\n+ On. -> a\n")
    (segment, *_) = program["scenes"][0]["segments"]
    assert line_and_column(segment[0][1]) == (4, 1)


def test_functions_keep_their_numbers_where_one_of_them_is_a_scene() -> None:
    """One that acts is compiled as a scene, so those behind it have other numbers: also the host's."""
    story = engine.loads(
        "extern is_open(number) -> true/false\ndef greet(n):\n    ~ gold += n\ndef price(n) = n + 1\n"
        "extern weather(number) -> number\nvar gold: 0..20 = 3\nclaim never price(gold) == 0\nstatus: {weather(gold)}\n"
        "== a\nGold {gold}, weather {weather(2)}, price {price(2)}.\n"
        "* {if is_open(weather(3)) and price(gold) > 2} Open.\n"
        "    ~ greet(price(1))\n    It is {weather(4)}, and {gold}.\n    -> end\n* Leave. -> end\n"
    )
    session = story.start(seed=1, functions={"is_open": lambda n: n == 6, "weather": lambda n: n * 2})
    assert [one.text for one in session.text] == ["Gold 3, weather 4, price 3."]
    session.choose("a.open")
    assert [one.text for one in session.text] == ["It is 8, and 5."]
    assert session.status is not None and session.status.text == "10"


BLOCKS = [
    [],
    ["-> c"],
    ["Text.", "", "More."],
    ["~ let m = 2", "{m}", "-> b(m) ->"],
    ["* Inner. -> b(1) ->", "    Deep.", "* {otherwise} -> c", "", "Behind."],
    ["~ ask name: Who?", "{name}"],
    ["~ if visits(a) > 1:", "    -> c", "-> b(2) ->"],
    ["~ cycle:", "    - -> b(3) ->", "        Item.", "    - -> c"],
]
LINES = ["* Go.", "+ (go) {if n < 3} Go. #tag", "* {otherwise}"]


def story_with(choice: list[str]) -> str:
    lines = [
        *("var n: 0..9 = 1", 'var name: text = "x"', "== a", "~ n = n % 9 + 1", "* {if n > 2} Other."),
        *(*choice, "Behind the choices {n} {name}.", "-> c"),
        *("== b(k)", "b{k}", "-> back", "== t #t", "~ when visits(t) < 2", "t", "-> back", "== c", "-> end"),
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(
    ("move", "first"), [("-> b(n) ->", True), ("-> any #t ->", True), ("-> any #t", False), ("-> c", False)]
)
def test_a_move_on_a_choices_line_is_one_in_its_block(line: str, block: list[str], move: str, first: bool) -> None:
    """A visit is the block's first line, a move its last, whatever is in the block."""
    if "#t" in move and not first:
        move = move.replace("#t", "#u")
    below = [move, *block] if first else [*block, move]
    tail = "== u #u\n-> c\n"
    with (
        mock.patch.object(Source, "place_of", lambda source, offset: (1, 1)),
        mock.patch.object(TextCompiler, "at", lambda text, offset: place(1, 1)),
    ):
        written = program_of(story_with([f"{line} {move}", *("    " + one for one in block)]) + tail)
        same = program_of(story_with([line, *("    " + one for one in below)]) + tail)
    for key in ("fingerprint", "checksums"):
        del written[key], same[key]
    assert written == same
