"""`(was …)` on variables, on names of enumerations and sets, on endings: a path fits as if nothing had happened."""

import pytest
from playing import last_of

import engine
from engine.diagnostics import Report
from engine.paths.replaying import replay
from engine.paths.saved_path import SavedPath
from engine.paths.snapshots import restore
from engine.syntax.formatter import format_bytes

STORY = """\
title: T

var coins: 0..9 = 3
var mood: sour | even | glad = even
var bag: set of key, rope
var home: bar | hall = bar
var name: text = "x"

== bar: The bar
~ ask name: Who?
You have {coins} coins.
* (take) Take it.
    ~ coins -= 1
    ~ mood = glad
    ~ bag += key
    -> hall

== hall: The hall
A hall.
* Go. -> end: Morning
"""
RENAMED = (
    STORY.replace("var coins:", "var pence (was coins):").replace("{coins}", "{pence}").replace("~ coins", "~ pence")
    .replace("sour | even | glad = even", "cross (was sour) | calm (was even) | merry (was glad) = calm")
    .replace("~ mood = glad", "~ mood = merry")
    .replace("set of key, rope", "set of silver (was iron, key), rope").replace("~ bag += key", "~ bag += silver")
    .replace("var home: bar | hall = bar", "var home: pub | hall = pub").replace("== bar: The bar", "== pub (was bar): The bar")
    .replace("var name: text", "var who (was name): text").replace("ask name:", "ask who:")
    .replace("-> end: Morning", "-> end: A Late Morning (was Morning, Dawn)")
)  # fmt: skip


def played(story: engine.Story, count: int) -> SavedPath:
    session = story.start(seed=2)
    for step in ("=Mia", "bar.take", "hall.go")[:count]:
        if step.startswith("="):
            session.answer(step[1:])
        else:
            session.choose(step)
    return SavedPath.of(session).model_copy(update={"last": last_of(session)})


def test_renames_that_the_story_records_change_nothing() -> None:
    old = engine.loads(STORY)
    story = engine.loads(RENAMED)
    for kept in (None, old):
        done = replay(story, SavedPath.loads(played(old, 3).dumps()), original=kept)
        assert [line for result in done.results for line in result.lines() if not result.fits] == []
        assert done.fits and not any(one.judgement.is_grave for one in done.results)
        assert done.session.ending == ("A Late Morning",)
    session = story.start(seed=9)
    last = played(old, 2).last
    assert last is not None
    assert restore(session, last) == []
    assert session.variables == {"pence": 2, "mood": "merry", "bag": ("silver",), "home": "pub", "who": "Mia"}


def test_without_a_record_they_are_told() -> None:
    story = engine.loads(RENAMED.replace("pence (was coins)", "pence").replace("merry (was glad)", "merry"))
    lines = [line for result in replay(story, played(engine.loads(STORY), 3)).results for line in result.lines()]
    assert "the beginning: the variable `coins` is gone" in lines
    assert any("`mood` is merry, and was glad" in line for line in lines)


def test_they_are_printed_as_they_are_written() -> None:
    report = Report()
    assert format_bytes(RENAMED.encode(), "t.story", report) == RENAMED
    messy = RENAMED.replace("pence (was coins)", "pence  ( was  coins )").replace("(was sour)", "( was sour)")
    assert format_bytes(messy.encode(), "t.story", report) == RENAMED


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("var home:", "var home (was coins):", "`coins` is a variable of this story"),
        ("sour | even", "sour (was even) | even", "`even` is a name in the type of `mood` of this story"),
        ("sour | even", "sour (was calm) | even (was calm)", "`sour` was `calm` already"),
        ("-> end: Morning", "-> end: Night (was Noon)\n* Stay. -> end: Noon", "`Noon` is an ending of this story"),
    ],
)
def test_old_names_that_are_not_free(old: str, new: str, message: str) -> None:
    with pytest.raises(engine.StoryErrors) as caught:
        engine.loads(STORY.replace(old, new))
    assert [(one.code, one.message) for one in caught.value.diagnostics if one.severity == "error"] == [
        ("NC113", message)
    ]
