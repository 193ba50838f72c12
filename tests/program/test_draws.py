"""What names a place that draws: never its wording, never what other scenes do."""

import json

import pytest

import engine
from engine.program.codec import data_of
from engine.runtime.randomness import winner

STORY = """
def roll() = random(1, 6)
def twice() = roll() + roll()

== a
~ let n = random(1, 1000000)
~ let m = random(1, 1000000)
{n} {m} {shuffle: An owl | A dog | A cat} {twice()}.
+ {if chance(50)} Perhaps.
    -> a
+ Go. -> b

== b
{random(1, 1000000)} {twice()}
-> any #gossip
-> end

== wedding #gossip
A wedding.
-> end

== drought #gossip
A drought.
-> end

== fire #gossip
A fire.
-> end
"""


def story(*changes: tuple[str, str]) -> engine.Story:
    text = STORY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return engine.loads(text)


def said(of: engine.Story, seed: int) -> list[list[str]]:
    session = of.start(seed)
    begin = [one.text for one in session.text]
    session.choose("a.go")
    return [begin, [one.text for one in session.text]]


def test_the_places_are_named_by_scene_kind_shape_and_number() -> None:
    program = data_of(story().program)
    found = [counter for scene in program["scenes"] for counter in scene["counters"]]
    assert sorted(found) == [
        "draw a|chance|0",
        "draw a|def random 1..6|0",
        "draw a|random 1..1000000|0",
        "draw a|random 1..1000000|1",
        "draw b|any|0",
        "draw b|def random 1..6|0",
        "draw b|random 1..1000000|0",
        "shuffle a|3|0",
    ]
    assert len(program["functions"]) == 4  # both are there once for each scene that calls them
    assert "\\u0000" not in json.dumps(program)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("An owl", "Ann owl"),
        ("(1, 1000000)\n~ let m", "( 1,  1000000 )\n~ let m"),
        ("{if chance(50)} Perhaps", "{if chance(50)} Maybe"),
    ],
)
def test_wording_changes_no_draw(old: str, new: str) -> None:
    for seed in range(20):
        before, after = said(story(), seed), said(story((old, new)), seed)
        assert [line.replace("Ann", "An") for line in after[0]] == before[0]
        assert after[1] == before[1]


def test_another_call_of_a_def_leaves_other_scenes_alone() -> None:
    more = story(("{n} {m}", "{twice()} {n} {m}"))
    for seed in range(20):
        assert said(more, seed)[1] == said(story(), seed)[1]


def test_scenes_moved_about_are_drawn_as_before() -> None:
    fire = "== fire #gossip\nA fire.\n-> end\n"
    moved = story((fire, ""), ("== wedding", f"{fire}\n== wedding"))
    assert all(said(moved, seed) == said(story(), seed) for seed in range(40))


def test_a_scene_that_is_added_changes_only_what_it_wins() -> None:
    more = story(("== wedding", "== birth #gossip\nA birth.\n-> end\n\n== wedding"))
    pairs = [(said(story(), seed)[1], said(more, seed)[1]) for seed in range(80)]
    assert all(before == after or after[-1] == "A birth." for before, after in pairs)
    assert any(before == after for before, after in pairs)
    assert any(before != after for before, after in pairs)


def test_lots_are_even() -> None:
    won = [winner(seed, 77, 0, (5, 1_000_000_007, 9)) for seed in range(6000)]
    assert all(1850 < won.count(number) < 2150 for number in range(3))
