"""Nothing that a story says keeps the engine busy or eats its memory: every turn is played or refused soon.

The limits are wide, as machines differ; without the budget most of these would take hours.
"""

import json
import time

import pytest

import engine

SOON = 20.0
LONG = "x" * 200
FOLDED = "def f0(n) = n + n + n + n + n + n + n + n\n" + "".join(
    f"def f{number}(n) = f{number - 1}(n) + f{number - 1}(n) - f{number - 1}(n)\n" for number in range(1, 7)
)

# Stories that play, each for five turns.
PLAYED = {
    "3000 scenes to draw from": "var n = 0\n== s\n-> any #t ->\n~ n += 1\n+ On. -> s\n"
    + "".join(f"== k{i} #t\n~ once\n~ when n < {i}\n-> back\n" for i in range(3000)),
    "3000 scenes offered": "var n = 0\n== s\n~ n += 1\n* each #t ->\n* {otherwise} -> end\n-> s\n"
    + "".join(f"== k{i} #t\n~ when n < 9000\n-> back\n" for i in range(3000)),
    "a group of 3000": "== s\n" + "".join(f"* C{i}. -> s\n" for i in range(3000)) + "-> end\n",
    "2000 groups": "== s\n" + "".join(f"* C{i}.\nThen.\n" for i in range(2000)) + "-> end\n",
    "1000 drawn visits in a row": "== s\n" + "-> any #t ->\n" * 1000 + "+ On. -> s\n== k #t\n-> back\n",
    "2000 branches": "var n = 1999\n== s\n~ if n < 0:\n    A\n"
    + "".join(f"~ elif n == {i}:\n    B{i}\n" for i in range(2000))
    + "~ n += 0\n+ On. -> s\n",
    "2000 conditional choices": "var n = 1999\n== s\n~ if n < 0:\n    + A. -> s\n"
    + "".join(f"~ elif n == {i}:\n    + B{i}. -> s\n" for i in range(2000))
    + "+ On.\n    ~ n += 0\n    -> s\n",
    "blocks in blocks": "var n = 1\n== s\n"
    + "".join("    " * i + "~ if n > 0:\n" for i in range(31))
    + "    " * 31
    + "Deep.\n~ n += 0\n+ On. -> s\n",
    "1000 inline branches": "var n = 900\n== s\n{"
    + " | ".join(f"if n == {i}: a{{n}}" for i in range(900))
    + "}\n~ n += 0\n+ On. -> s\n",
    "2000 items": "var n = 1\n== s\n{shuffle: " + " | ".join(["a{n}"] * 2000) + "}\n~ n += 0\n+ On. -> s\n",
    "3000 blocks to shuffle": "== s\n~ shuffle:\n" + "    - It.\n" * 3000 + "+ On. -> s\n",
    "a wide range": "== s\n{random(-1073741823, 1073741824)}\n+ On. -> s\n",
    "a long sum": "var n = 1\n== s\n{" + "n + " * 90 + "n}\n~ n += 0\n+ On. -> s\n",
    "not not not": "var b = true\n== s\n{" + "not " * 100 + "b}\n~ b = true\n+ On. -> s\n",
}

# Stories that are refused, at the latest in their third turn.
REFUSED = {
    "a circle": "var n = 0\n== s\n+ On. -> t\n== t\n~ n += 1\n~ if n > 0:\n    -> t\n-> s\n",
    "a circle of prose": "var n = 0\n== s\n+ On. -> t\n== t\n"
    + ("word " * 3000 + "\n\n") * 20
    + "~ n += 1\n~ if n > 0:\n    -> t\n-> s\n",
    "a circle of visits": "var n = 0\n== s\n+ On. -> t\n== t\n-> v ->\n~ if n > 0:\n    -> t\n-> s\n"
    "== v\n~ n += 1\n-> back\n",
    "a circle of text": f'var n = 0\nvar t = "{LONG}"\n== s\n+ On. -> t1\n== t1\n'
    '{t}\n~ n += 1\n~ if n > 0:\n    -> t1\n~ t = ""\n-> s\n',
    "a circle of shuffles": "var n = 0\n== s\n+ On. -> t\n== t\n~ shuffle:\n"
    + "    - It.\n" * 2000
    + "~ n += 1\n~ if n > 0:\n    -> t\n-> s\n",
    "visits in visits": "var n = 0\n== s\n+ On.\n    -> t ->\n    -> s\n== t\n~ n += 1\n~ if n > 0:\n    -> s2 ->\n-> back\n"
    "== s2\n~ if n > 0:\n    -> t ->\n-> back\n",
    "much text in little": f'const T = "{LONG}"\n== s\n+ On. -> t\n== t\n' + ("{T}" * 3000 + "\n") * 10 + "-> s\n",
    "much text in choices": f'const T = "{LONG}"\n== s\n+ On. -> t\n== t\n'
    + "".join(f"+ {i} " + "{T}" * 3000 + " -> s\n" for i in range(8)),
    "defs that call each other": FOLDED + "== s\n+ On. -> t\n== t\n" + "{f6(1)}" * 1500 + "\n-> s\n",
    "defs in choices": FOLDED
    + "== s\n+ On. -> t\n== t\n"
    + "".join(f"+ {i} {{if f6({i}) > 0: a}} {{f6(2)}} {{f6(3)}} -> s\n" for i in range(500)),
    "a circle of 2000 scenes": "var n = 0\n== s\n+ On. -> k0\n"
    + "".join(f"== k{i}\n~ if n > 1:\n    -> s\n-> k{(i + 1) % 2000}\n" for i in range(2000))
    + "",
}
REFUSED["a circle of 2000 scenes"] = REFUSED["a circle of 2000 scenes"].replace(
    "+ On. ->", "+ On.\n    ~ n = 0\n    ->"
)


@pytest.mark.parametrize("name", PLAYED)
def test_plays_soon(name: str) -> None:
    begin = time.process_time()
    session = engine.loads(PLAYED[name]).start(seed=1)
    for _ in range(5):
        assert session.text is not None
        if session.over:
            break
        session.choose(0)
    json.dumps(session.state)
    states = session.state
    session.restore(states)
    assert session.state == states
    assert time.process_time() - begin < SOON


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_soon(name: str) -> None:
    begin = time.process_time()
    session = engine.loads(REFUSED[name]).start(seed=1)
    before = session.state
    with pytest.raises(engine.PlayError) as caught:
        session.choose(0)
    assert caught.value.diagnostic.code in ("NC904", "NC907")
    assert caught.value.diagnostic.span.line > 1
    assert session.state == before
    assert time.process_time() - begin < SOON


def test_what_is_much_is_not_too_much() -> None:
    """A long page, and a turn that passes through many scenes, are fine."""
    page = "== s\n" + ("A sentence with some words in it. " * 20 + "\n\n") * 500 + "+ On. -> s\n"
    session = engine.loads(page).start(seed=1)
    assert len(session.text) == 500
    walk = "var n = 0\n== s\n~ n += 1\n~ if n % 2000 != 0:\n    Step {n}.\n    -> s\n+ On. -> s\n"
    session = engine.loads(walk).start(seed=1)
    session.choose(0)
    assert sum(len(paragraph.text) for paragraph in session.text) > 10_000


def test_a_long_play_stays_small() -> None:
    """History costs little, and going back far is possible."""
    session = engine.loads("var n = 0\n== s\n{n}\n+ On.\n    ~ n += 1\n    -> s\n").start(seed=1)
    for _ in range(20_000):
        session.choose(0)
    for _ in range(500):
        assert session.undo()
    assert session.text[-1].text == "19500"
    assert len(session.path) == 19_500
