"""Random text and spoilt stories: reading and checking them gives diagnostics, whatever they hold."""

import random
import time
from pathlib import Path

import pytest
from findings import MARK, findings
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.loading import diagnose

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS = 10.0

STORIES = [
    MARK.sub("", chunk)
    for path in sorted([*ROOT.glob("tests/*/cases/*.story"), *ROOT.glob("stories/**/*.story")])
    for chunk in path.read_text(encoding="utf-8").split("\n---\n")
]

PIECES = """\
== a
== b: Title #tag
== c(n: 0..3)
* One.
+ (label) Two. -> b
* {if x > 1} Three.
* {otherwise}
* {needs x > 1: why} Four
* each #tag ->
<- b
-> a
-> b ->
-> back
-> end: Fine
-> any #tag
~ x += 1
~ let n = random(1, 6)
~ if x > 1:
~ elif x < 0:
~ else:
~ cycle:
~ once:
- item
~ ask t: Name?
~ when x > 1
~ priority 2
Mia: Hello {t}.
Text {a | b} and {if x > 1: c | d}.
{x}
*emphasis* and **strong**
{cycle: a | {once: b}}
var x = 1
var m: p | q
var s: set of p, r
const C = x
def f(a) = a + 1
extern g(number) -> text
claim never x > 1
cast: Mia
title: T
status: {x}
start: a
include b.story
// comment
#tag
{
}
*
"
(
)
|
:
->
<-
=
==
~
-
if x:
else:
*One
+One
- > b
=== k ===
<<set x>>
[[a]]
x = 1
$x = 1
{x: a}
é
日本
9999999999999999999999999999999999999999
((((((((((((((((((((((((((((((((((((((((
{{{{{{{{{{{{{{{{{{{{
""".splitlines()
PIECES += [
    "\\",
    "\\{",
    "\t",
    "    ",
    "\u202e",
    "\x00",
    "\ufeff",
    "\r",
    "\u2028",
    "9" * 40,
    "not " * 30,
    "(" * 40,
    "{" * 20,
]

# What stands in braces, right and wrong.
IN_BRACES = (
    *("if x > 1", "if x > 1:", "cycle:", "once", "random:", "needs x > 1", "otherwise", "not x", "x", "f(x)", "{x}"),
    *(
        "|",
        "||",
        ":",
        "::",
        ";",
        "/",
        "~",
        "&",
        "=",
        "$",
        "?",
        "\\",
        '"',
        '"s"',
        "*loud*",
        "*",
        "A text.",
        "else",
        "1.",
    ),
)


def survives(text: str) -> None:
    """Nothing but diagnostics, each at a place that there is, and soon."""
    started = time.process_time()
    found = findings(text)
    assert time.process_time() - started < MOST_SECONDS
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in found:
        assert one.code.startswith("NC") and one.severity in ("error", "warning", "note") and one.message
        assert 1 <= one.span.line <= len(lines) and one.span.column >= 1 and one.span.length >= 1


def story_of(lines: list[tuple[int, str]]) -> str:
    return "\n".join("    " * depth + text for depth, text in lines)


@given(st.text(max_size=400))
def test_random_text(text: str) -> None:
    survives(text)
    survives(f"== a\n{text}\n-> end\n")


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(PIECES)), max_size=40).map(story_of))
@settings(max_examples=300)
def test_random_lines(text: str) -> None:
    survives(text)
    survives(f"var x = 1\n== start\n{text}")


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join), max_size=12).map("\n".join))
@settings(max_examples=200)
def test_random_pieces(text: str) -> None:
    survives(f"cast: Mia\nvar x = 1\n== start\n{text}")


@given(st.lists(st.tuples(st.sampled_from(["#", "$", "A*", ""]), st.lists(st.sampled_from(IN_BRACES), max_size=6))))
@settings(max_examples=300)
def test_random_forms(forms: list[tuple[str, list[str]]]) -> None:
    texts = "\n\n".join(f"{before}{{{' '.join(pieces)}}}." for before, pieces in forms)
    survives(f"var x = 1\ndef f(a) = a + 1\n== start\n{texts}\n-> end\n")


@pytest.mark.parametrize("before", ["", "#", "$", "A"])
def test_forms_without_a_condition(before: str) -> None:
    """A quotation mark that is never closed, within a condition: nothing is left of the form."""
    survives(f'var x = 1\n== start\n{before}{{if x > 1" *loud*||}}.\n-> end\n')


def spoil(story: str, choose: random.Random) -> str:
    """A story with a few lines or characters deleted, doubled, swapped, or put in."""
    for _ in range(choose.randint(1, 4)):
        by_lines = choose.random() < 0.5
        parts = story.split("\n") if by_lines else list(story)
        if not parts:
            break
        at, other = choose.randrange(len(parts)), choose.randrange(len(parts))
        kind = choose.randrange(5)
        if kind == 0:
            del parts[at]
        elif kind == 1:
            parts.insert(at, parts[other])
        elif kind == 2:
            parts[at], parts[other] = parts[other], parts[at]
        elif kind == 3:
            parts.insert(at, choose.choice(PIECES))
        else:
            parts[at] = "    " + parts[at] if by_lines else ""
        story = ("\n" if by_lines else "").join(parts)
    return story


@given(st.sampled_from(STORIES), st.integers(0, 2**32))
@settings(max_examples=300)
def test_spoilt_stories(story: str, seed: int) -> None:
    survives(spoil(story, random.Random(seed)))


@given(st.binary(max_size=300))
def test_random_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "random.story"
    path.write_bytes(b"== a\n" + data)
    assert isinstance(diagnose(path), list)
