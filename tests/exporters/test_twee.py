"""A story that is written as Twee plays there as it does here; the importer of Twine stands for Twine."""

import random
import re
from pathlib import Path

import pytest

import engine
from engine.cli.main import main
from engine.diagnostics import Report
from engine.exporters.twee.text import plain
from engine.exporters.twee.writing import twee_of
from engine.importers.builder.finishing import finish
from engine.importers.twine.archive import read_archive
from engine.importers.twine.harlowe import HarloweReader
from engine.importers.twine.story import draft_of
from engine.importers.twine.tree import Words
from engine.loading import check_tree
from engine.syntax.parser import parse_text

TESTS = Path(__file__).parent.parent
# All that these say can be said in Harlowe, too.
WHOLE = [
    *("choices/conditional", "choices/meeting", "choices/same_text"),
    *("choices/split_groups", "logic/conditions", "prose/paragraphs"),
]
LOST = """title: Lost
status: {n} left
const MOST = 3
var n: 0..3 = 3
var bag: set of rope, lamp "old lamp"
var mood: sour | glad "very glad"
var name: text = "Pim"
def few(k) = k < 2

== start: The hall #dark
The hall. {First. | Again.} {if few(n): Few. | {n} of {MOST}.} #image=hall.png
Pim: Take $5, [one] *soft* `tick` (if: x) and http://x.
* (take) {if bag == none} Take the lamp.
    ~ bag += lamp
    ~ mood = glad
    You are {mood}.
    -> start
* {needs bag has lamp: it is dark} Go down. -> cellar(2, "stairs")
+ {if seen(take)} Wait.
    ~ n = clamp(n - 5)
    -> start
* {otherwise} -> end: Stuck

== cellar(k: number, what: text)
~ let deep = k * 7 / 2 % 4
You go down the {what}, {deep} deep.
~ cycle:
    - A drop falls.
    - Nothing.
-> rain ->
~ if deep > 9:
    -> end
It is {if visits(cellar) == 1: new | known}.
-> end: Below

== rain
It rains.
-> back
"""


def story_of(text: str) -> str:
    """A Twee file as a story, of which nothing is marked."""
    finished = finish(draft_of(read_archive(text, "x"), "x.story"))
    assert [todo.text for todo in finished.todos] == []
    return finished.files["x.story"]


def shown(session: engine.Session) -> tuple[str, list[str]]:
    text = "".join(f"{one.speaker}:{one.text}" if one.speaker else one.text for one in session.text)
    return re.sub(r"[\s*]+", "", text), [choice.text.replace("*", "") for choice in session.choices if choice.enabled]


def same(one: engine.Story, other: engine.Story, closed: str = "", plays: int = 6) -> None:
    """Play both at random, the same choices in both. What a `closed` choice says is text in the other one."""
    for seed in range(plays):
        draw = random.Random(seed)
        here, there = one.start(seed=1), other.start(seed=1)
        for _ in range(12):
            text, choices = shown(there)
            assert shown(here) == (text.replace(closed, ""), choices)
            number = len([choice for choice in here.choices if choice.enabled])
            if not number:
                break
            picked = draw.randrange(number)
            for session in (here, there):
                session.choose([choice for choice in session.choices if choice.enabled][picked])


ARMS = """title: Arms
var n: 0..9 = 4

== well
~ if n > 3:
    ~ let half = n / 2
    Half of it is {half}.
    ~ if n > 2:
        ~ let less = half - 1
        Less is {less}.
        * Take {less}, not {half}.
            ~ n -= less
            Now {n}.
    * Take {half}.
        ~ half = 0
        None of {half}.
~ else:
    ~ let half = 7
    Not much: {half}.
    * Pour in {half}.
* Leave.
{n} are left.
-> end
"""


def test_choices_of_an_arm_know_its_names(tmp_path: Path) -> None:
    path = tmp_path / "arms.story"
    path.write_text(ARMS, encoding="utf-8")
    text, exported = twee_of(check_tree(path, Report()).story)
    assert not exported.left_out
    same(engine.load(path), engine.loads(story_of(text)))


@pytest.mark.parametrize("name", WHOLE)
def test_what_harlowe_can_say_plays_alike(name: str) -> None:
    path = TESTS / "cases" / f"{name}.story"
    text, exported = twee_of(check_tree(path, Report()).story)
    assert not exported.left_out
    same(engine.load(path), engine.loads(story_of(text)))


def test_a_story_with_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lost.story"
    path.write_text(LOST, encoding="utf-8")
    assert main(["export", "--twee", str(path)]) == 0
    assert "passages" in capsys.readouterr().out
    twee = (tmp_path / "lost.twee").read_text(encoding="utf-8")
    assert '<img src="hall.png">' in twee
    imported = re.sub(r"\n-> status ->", "", story_of(twee))
    same(engine.load(path), engine.loads(imported), closed="Godown.(itisdark)")


WAYS = """title: Ways
var n: 0..9 = 0

== the_hall
You come in.
-- at_the_top
{visits(at_the_top)} times at the top.
* "It's 'open'." $n *now*
    ~ n = clamp(n + 1)
    -> deeper_in
+ Again. -> at_the_top
* Window. -> the_street.by_the_window

~ if n > 0:
    -- deeper_in
    Deeper in.
-> the_street

== the_street
The street.
-- by_the_window
By the window.
* Back. -> the_hall
* Up. -> the_hall.at_the_top
--
+ Home. -> end
"""


def test_points_and_names(tmp_path: Path) -> None:
    """Points are passages. Harlowe reads names in links as markup, so `the_hall` would be `the` and a variable."""
    path = tmp_path / "ways.story"
    path.write_text(WAYS, encoding="utf-8")
    text, exported = twee_of(check_tree(path, Report()).story)
    assert not exported.left_out
    assert [passage.name for passage in exported.passages if re.search(r"[_$*(\[\"`]|''|//", passage.name)] == []
    assert exported.start == "the hall"
    same(engine.load(path), engine.loads(story_of(text)))


@pytest.mark.parametrize(
    "text", ["$x", "(if: x)", "[[a->b]]", "''b''", "//i//", "http://x", "`t`", "a & b < c > d", "* x"]
)
def test_plain_text_stays_plain(text: str) -> None:
    assert "".join(node.text for node in HarloweReader(plain(text), 1).read() if isinstance(node, Words)) == text


def test_what_twine_cannot_say_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.story"
    path.write_text("== a\n{words(turns())} #pause\n<- b\n-> end\n\n== b\n* B.\n    -> end\n", encoding="utf-8")
    assert main(["export", "--twee", str(path), "-o", str(tmp_path / "b.tw")]) == 0
    out = capsys.readouterr().out
    assert "1 left out: `words(…)`" in out
    assert "1 left out: the tag `#pause`" in out
    assert main(["export", "--twee", str(path), "-o", str(tmp_path / "b.html")]) == 2


def test_errors_write_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.story"
    path.write_text("== a\n-> b\n", encoding="utf-8")
    assert main(["export", "--twee", str(path)]) == 1
    assert not (tmp_path / "a.twee").exists()
    assert "no scene `b`" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["he_said_so, __name__ and _private", "__init__ $__x ___"])
def test_low_lines_are_no_variables(text: str) -> None:
    story = parse_text(f"== start\n{text}\n-> end\n", "x.story", Report())
    back = engine.loads(story_of(twee_of(story)[0]))
    assert [one.text for one in back.start(seed=1).text] == [text]
