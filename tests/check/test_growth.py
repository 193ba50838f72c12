"""Twice as long a story is twice the work, whatever there is much of in it: no rule looks at all for each.

A rule that holds each `~ let` of a scene against all others, or searches the file for each scene, is quick in a story
of a test, and takes minutes for one of ten thousand lines. So the work is counted for three sizes of each story: where
it grows evenly, the second step costs what the first one did. If this fails for a file, its work grows faster there:
look things up in a dictionary, keep what was found, search between the ends of a scene and not in the whole text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from engine.check.checker import Checked, check
from engine.compile.compiler import compile_story
from engine.diagnostics import Report
from engine.source import Source
from engine.syntax import nesting
from engine.syntax.file_lines import in_file, lines_with
from engine.syntax.parser import parse_text, read_scenes
from tests.check.counted_work import ENGINE, CountedText, Work, counted_patterns
from tests.check.growing_stories import HEADER, KINDS, TOLD, UNREADABLE, WRONG, story

SIZES = (5, 10, 15)


@pytest.fixture(scope="module", autouse=True)
def all_is_counted() -> Iterator[None]:
    check(parse_text(story("prose", 2), "streets.story", Report()), Report())  # loads the rules
    longest, nesting.LONGEST = nesting.LONGEST, 0  # a short scene is not read, where one like it was
    nesting.scene_parser().plans.clear()
    with counted_patterns():
        yield
    nesting.LONGEST = longest


def checked_story(text: str) -> Checked:
    report = Report()
    tree = parse_text(text, "streets.story", report)
    for source in tree.sources:
        source.starts()  # the index of lines is made when it is needed first
        source.text = CountedText(source.text)
    checked = check(tree, report)
    assert report.found == []
    return checked


def work_of(action: Callable[[], object]) -> Work:
    action()  # what is made once a process is made
    work = Work()
    with work.counted():
        action()
    return work


def uneven(works: list[Work]) -> list[str]:
    """The files that do more for the second step than for the first."""
    found = []
    for what in ("lines", "characters"):
        small, middle, large = (getattr(one, what) for one in works)
        for file in large:
            first, second = middle[file] - small[file], large[file] - middle[file]
            if second > 1.02 * first + 20:
                found.append(f"{file.removeprefix(ENGINE)}: {first}, then {second} {what}")
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_work_grows_with_the_story(kind: str) -> None:
    texts = [story(kind, size) for size in SIZES]
    checked = [checked_story(text) for text in texts]
    read = [work_of(lambda text=text: parse_text(text, "streets.story", Report())) for text in texts]  # type: ignore[misc]
    assert uneven(read) == []
    told = [work_of(lambda one=one: check(one.story, Report())) for one in checked]  # type: ignore[misc]
    assert uneven(told) == []
    compiled = [work_of(lambda one=one: compile_story(one, "1")) for one in checked]  # type: ignore[misc]
    assert uneven(compiled) == []


@pytest.mark.parametrize("line", TOLD)
def test_lines_of_which_something_is_said_ask_the_scene_once(line: str) -> None:
    works = []
    for size in SIZES:
        body = "".join(line.replace("{n}", str(100 + one)) for one in range(size))
        tree = parse_text(f"{HEADER}\n== start\n{body}-> end\n", "streets.story", Report())
        for source in tree.sources:
            source.starts()
            source.text = CountedText(source.text)
        works.append(work_of(lambda tree=tree: check(tree, Report())))  # type: ignore[misc]
    # What follows from what, is asked of each message: of them there are few.
    assert [one for one in uneven(works) if one.startswith(TOLD[line])] == []


@pytest.mark.parametrize("line", WRONG)
def test_wrong_lines_are_not_looked_through_for_each(line: str) -> None:
    def work(size: int) -> Work:
        body = "".join(line.replace("{n}", str(100 + one)) for one in range(size))
        text = f"{HEADER}\n== start\n~ if wet:\n    Yes.\n{body}-> end\n"
        return work_of(lambda: parse_text(text, "streets.story", Report()))

    assert uneven([work(size) for size in (20, 40, 60)]) == []


@pytest.mark.parametrize("line", UNREADABLE)
def test_lines_that_cannot_be_read_ask_the_file_once(line: str) -> None:
    """What each of them was meant to be, the whole file tells; not each of thousands goes through it."""

    def looked_at(size: int) -> int:
        body = "".join(line.replace("{n}", str(100 + one)) for one in range(size))
        text = CountedText(f"{HEADER}\n== start\n{body}-> end\n")
        source = Source("streets.story", text)
        source.starts()
        work = Work()
        lines_with.cache_clear()
        in_file.cache_clear()
        with work.counted():
            read_scenes(source, text.index("\n== ") + 1, (), Report())
        return sum(work.characters.values())

    looked_at(SIZES[0])  # what is made once a process is made
    small, middle, large = map(looked_at, SIZES)
    assert large - middle <= 1.1 * (middle - small) + 20, f"{small}, {middle}, {large} characters"
