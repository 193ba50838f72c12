"""Which locals of a scene must have a value where: one analysis for what programs may do and what snapshots keep."""

from __future__ import annotations

import engine
from engine.program import nodes
from engine.program.live_locals import LiveLocals
from engine.program.program import SceneNode
from engine.program.walk import map_children

STORY = """\
== start
~ let n = 2
~ let name = "Ada"
Before.
~ if n > 1:
    ~ n = 1
~ ask name: Who are you?
+ Go on, {name}. -> end
+ Wait. -> start
"""


def scene() -> SceneNode:
    found: SceneNode = engine.loads(STORY).program.scenes[0]
    return found


def without_values(scene: SceneNode, number: int) -> SceneNode:
    """The scene in which a local is never set."""

    def left(row: object) -> object:
        if type(row) is tuple:
            row = tuple(one for one in row if not (isinstance(one, nodes.Assign) and one.target == target))
        return map_children(row, left) if isinstance(row, tuple) else row

    target = nodes.LocalRef(number)
    return scene._replace(segments=tuple(tuple(map(left, left(one))) for one in scene.segments))  # type: ignore[arg-type]


def test_what_is_read_must_have_been_set() -> None:
    assert LiveLocals(scene()).has_all()
    for number in range(len(scene().frame)):
        assert not LiveLocals(without_values(scene(), number)).has_all(), scene().frame[number].name


def test_an_empty_answer_keeps_what_is_there() -> None:
    # So what is asked for is read, though it is set as well.
    live = LiveLocals(scene())
    asks = [number for number, point in enumerate(scene().points) if isinstance(point, nodes.AskPoint)]
    assert [scene().frame[one].name for one in live.points[asks[0]]] == ["name"]


def test_the_value_that_a_question_shows_is_read_though_nothing_else_reads_it() -> None:
    start = engine.loads('== start\n~ let name = "Ada"\nBefore.\n~ ask name: Who?\n+ On. -> end\n').program.scenes[0]
    [ask] = [number for number, point in enumerate(start.points) if isinstance(point, nodes.AskPoint)]
    assert [start.frame[one].name for one in LiveLocals(start).points[ask]] == ["name"]


def test_what_is_read_behind_a_drawn_scene_is_read_before_it() -> None:
    reading = nodes.Say(0, (nodes.ShowValue(0, nodes.LocalRef(0), "number", ()),))
    drawing = (nodes.DrawScene(0, "cards", "start|any|0", 1), nodes.EndStory(0))
    one = scene()._replace(segments=(drawing, (reading, nodes.EndStory(0))), points=(), frame=scene().frame[:1])
    assert LiveLocals(one).segments[0] == {0}
    assert not LiveLocals(one).has_all()


def test_borrowed_choices_have_the_parameters_and_no_more() -> None:
    text = "== start\n<- other(1)\n+ Out. -> end\n\n== other(n)\n~ let m = n\n+ {m} of {n}. -> end\n"
    other = engine.loads(text.replace("{m} of ", "")).program.scenes[1]
    assert other.thread is not None
    assert LiveLocals(other).has_all()
    read = nodes.ShowValue(0, nodes.LocalRef(1), "number", ())
    [choice] = other.thread
    assert isinstance(choice, nodes.OfferChoice)
    assert not LiveLocals(other._replace(thread=(choice._replace(text=(read,)),))).has_all()


def test_a_block_that_always_does_something_sets_what_all_its_items_set() -> None:
    setting: nodes.Operations = (nodes.Assign(0, nodes.LocalRef(0), 1, None, None),)
    reading = nodes.Say(0, (nodes.ShowValue(0, nodes.LocalRef(0), "number", ()),))
    for kind, fine in (("cycle", True), ("once", False)):
        body = (nodes.VaryBlock(kind, "vary start 1", (setting, setting)), reading, nodes.EndStory(0))
        one = scene()._replace(segments=(body,), points=(), frame=scene().frame[:1])
        assert LiveLocals(one).has_all() == fine, kind


def test_a_long_row_of_segments_takes_no_time() -> None:
    # Each goes to the one before it, which is the worst order there is.
    count = 5_000
    reading = nodes.Say(0, (nodes.ShowValue(0, nodes.LocalRef(0), "number", ()),))
    rows: list[nodes.Operations] = [(nodes.Goto(count - 1),), (reading, nodes.EndStory(0))]
    rows += [(nodes.Goto(number - 1),) for number in range(2, count)]
    assert not LiveLocals(scene()._replace(segments=tuple(rows), points=())).has_all()
