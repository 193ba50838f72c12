"""What reading, checking and compiling a plain story may cost, counted in calls: no clock, so that no machine matters.

A scene of many stories holds nothing that a rule looks for. A rule that asks first whether its signs are there
(engine/check/rules/signs.py) costs such a scene a handful of calls, however long its texts are. One that goes through
each text with a pattern costs hundreds, and all stories wait for it at each key. If this fails for your rule, let it
ask first; if all of it is dearer for a good reason, say so where you raise the number. How the work grows with a story
is asked by test_growth.py.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from types import FrameType

import pytest

from engine.check.checker import Checked, check
from engine.check.rules import RULES
from engine.check.rules.signs import traits_of
from engine.check.scene_facts import of_scene
from engine.check.texts import texts_of
from engine.compile.compiler import compile_story
from engine.diagnostics import Report
from engine.syntax.parser import parse_text

HEAD = "title: Plain\nifid: 78E77BD1-AAE4-4C5C-927D-3AA034F162DB\n\nvar coins: 0..9 = 4\nvar wet = false\n"
SCENE = """
== s{here}: A street
The street goes down to the harbour, past the houses of people who sleep, and the wind goes with it. {{Cold | Colder}}.
It has no lamps, so far as she can see.

~ coins = clamp(coins - 1)
~ if coins > 2:
    She counts them, and there are more than she thought.
~ else:
    ~ wet = true
She walks on. {{if wet: It rains | It is dry}}, and nobody is there to say so.
* Knock at the door. -> s{next}
+ {{if coins > 1}} Go round the corner.
    There is another street, with another harbour at its end.
    -> s{next}
+ Wait for a while.
    Nothing comes, and it takes its time.
    -> s{next}
"""
SCENES = 6
LINES = SCENE.count("\n")


def story(scenes: int) -> str:
    """A story of so many scenes in which nothing is wrong."""
    return HEAD + "".join(SCENE.format(here=one, next=(one + 1) % scenes) for one in range(scenes))


def calls(work: Callable[[], object]) -> tuple[int, int]:
    """How many functions something calls, and how many of these are methods of patterns."""
    count = patterns = 0

    def note(frame: FrameType, event: str, called: object) -> None:
        nonlocal count, patterns
        count += event in ("call", "c_call")
        patterns += event == "c_call" and isinstance(getattr(called, "__self__", None), re.Pattern)

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count, patterns


def of_a_scene(work: Callable[[Checked], object], shared: bool = False) -> tuple[float, float]:
    """The calls that one more scene takes; with `shared`, what all rules ask of a scene is known already."""
    stories = fresh(SCENES), fresh(2 * SCENES)
    for scene in (scene for checked in stories if shared for scene in checked.names.scenes.values()):
        of_scene(scene, traits_of)
        of_scene(scene, texts_of)
    few, many = (calls(lambda checked=checked: work(checked)) for checked in stories)
    return (many[0] - few[0]) / SCENES, (many[1] - few[1]) / SCENES


def fresh(scenes: int) -> Checked:
    """A story that has been checked, of which the rules remember nothing."""
    report = Report()
    checked = check(parse_text(story(scenes), "plain.story", report), report)
    assert report.found == []
    for one in checked.names.scenes.values():
        one.values.clear()
    checked.facts._known.clear()
    return checked


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_asks_first(rule: Callable[[Checked], None]) -> None:
    rule(fresh(2))  # patterns are compiled when they are first used
    count, patterns = of_a_scene(rule, shared=True)
    # What stands in braces is looked at one by one.
    most = 160 if rule.__name__ == "check_odd_variations" else 80
    assert count <= most, f"{count:.0f} calls for a scene of {LINES} plain lines"
    assert patterns <= 12, f"{patterns:.0f} searches in a scene of {LINES} plain lines"


def test_all_together() -> None:
    def read(checked: Checked) -> None:
        parse_text(checked.story.sources[0].text, "plain.story", Report())

    def check_again(checked: Checked) -> None:
        check(checked.story, Report())

    def compiled(checked: Checked) -> None:
        compile_story(checked, "1")

    found = {}
    for work, most in ((read, 45), (check_again, 80), (compiled, 38)):
        # A shape of lines is parsed once a process (engine/syntax/shapes.py), until so many are kept: what other tests
        # read must not matter, so each story is read once before it is counted.
        for scenes in (SCENES, 2 * SCENES):
            work(fresh(scenes))
        found[work.__name__] = of_a_scene(work)[0] / LINES, most
    assert all(count <= most for count, most in found.values()), f"calls for each line, and how many may be: {found}"


@pytest.mark.parametrize("line", ["* {{a{}: b", "* {{a{}", "-- a{} b", "* {{-- a{}: b"])
def test_blanks_are_gone_through_once(line: str) -> None:
    """A pattern that parts a run of blanks in every way takes minutes for these, where one look takes no time."""
    begin = time.process_time()
    parse_text(f"{HEAD}\n== s\n{line.format(' ' * 40_000)}\n-> end\n", "blanks.story", Report())
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("stars", ["`" + "*a " * 4000 + "`", "`" + "*a " * 4000, "`*a " * 4000, "`*a` " * 4000])
def test_stars_behind_a_backtick_look_near_by(stars: str) -> None:
    """Each star asks whether it stands in code: not of the whole line."""
    begin = time.process_time()
    parse_text(f"{HEAD}\n== s\n{stars}\n-> end\n", "stars.story", Report())
    assert time.process_time() - begin < 1
