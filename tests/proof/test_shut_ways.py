"""Where the door is shut: findings name the condition that shut it, and the values that made it false."""

from __future__ import annotations

import json
import pickle
import tracemalloc
from pathlib import Path

import pytest

import engine
from engine.cli.main import main
from engine.program.expression_text import ExpressionTexts
from engine.proof import segment_graph
from engine.proof.closed_choices import NOTHING_ASKED
from engine.proof.instrumentation import instrument
from engine.proof.prove import prove
from engine.runtime.errors import PlayError

DOOR = "== hall\n+ Down. -> cellar\n+ Leave. -> end\n+ {if wet} Swim. -> hall\n== cellar\n"
# Variables; the cellar; the code that is found; what is told to be shut.
SHUT = {
    "a reason that is shown": ("var key = false", "+ {needs key: locked} Open. -> end\n+ Wait. -> cellar", "NC506",
        ["`cellar.open` is shut: it needs `key`, and `key` is false"]),
    "only what is false of several": ("var gold = 3", "+ {if gold >= 5 and not wet} Pay. -> end\n+ {if wet} Wait. -> cellar",
        "NC505", ["`cellar.pay` is shut: it needs `gold >= 5`, and `gold` is 3",
         "`cellar.wait` is shut: it needs `wet`, and `wet` is false"]),
    "two parts that are false": ("var gold: 0..9\nvar key = true",
        "~ key = false\n+ {if gold > 8 and key} Out. -> end\n+ {if gold < 9} Earn.\n    ~ gold = 9\n    -> cellar\n+ Up. -> cellar",
        "NC506", ["`cellar.out` is shut: it needs `gold > 8 and key`, and `gold` is 0 and `key` is false"]),
    "what a borrowed choice stands in": ("var key = false",
        "~ if wet:\n    <- ways\n+ Wait. -> cellar\n== ways\n+ {if not key} Out. -> end", "NC506",
        ["`ways.out` is shut: `wet and not key` never holds where it is asked"]),
    "what is borrowed through another scene": ("",
        "<- ways\n+ Wait. -> cellar\n== ways\n<- more\n+ Sit. -> cellar\n== more\n+ {if wet} Out. -> end", "NC506",
        ["`more.out` is shut: it needs `wet`, and `wet` is false"]),
    "a block that leaves before it": ("",
        "+ Try.\n    ~ if not wet:\n        Locked.\n        -> cellar\n    -> end\n+ Wait. -> cellar", "NC506",
        ["the way on is shut: it needs `wet`, and `wet` is false"]),
    "the one of a loop that it asks for": ("var bag: set of rope, lamp, hook = rope, lamp",
        "+ {if thing == hook} for thing in bag: Use {thing}. -> end\n+ {if wet} Swim. -> end", "NC505",
        ["`cellar.use-thing` is shut: it needs `bag has hook`, and `bag` is [rope, lamp]",
         "`cellar.swim` is shut: it needs `wet`, and `wet` is false"]),
    "a constant, which nobody asks about": ("const DEBUG = false",
        "+ {if DEBUG} Out. -> end\n+ {if wet} Swim. -> end", "NC505",
        ["`cellar.out` is shut", "`cellar.swim` is shut: it needs `wet`, and `wet` is false"]),
    "a scene with a rival": ("", "-> any #luck ->\n-> cellar\n== fair #luck\n~ when wet\n-> end\n== foul #luck\n~ priority 5\nFoul.\n+ On. -> back",
        "NC506", ["`fair` is not drawn"]),
    "a scene that was drawn": ("", "+ each #luck\n+ {if wet} Swim. -> end\n== fair #luck\n~ once\nFair.\n-> cellar", "NC505",
        ["`fair` is not drawn", "`cellar.swim` is shut: it needs `wet`, and `wet` is false"]),
    "neither of two": ("var gold = 3", "+ {if gold >= 5 or wet} Pay. -> end\n+ Wait. -> cellar", "NC506",
        ["`cellar.pay` is shut: it needs `gold >= 5 or wet`, and `gold` is 3 and `wet` is false"]),
    "what is denied": ("var mood: calm | cross = cross", "+ {if not (mood == cross)} Ask. -> end\n+ Wait. -> cellar",
        "NC506", ["`cellar.ask` is shut: it needs `not mood == cross`, and `mood` is cross"]),
    "names of a set": ("var bag: set of rope, hook = rope", "+ {if bag has hook} Climb. -> end\n+ Wait. -> cellar",
        "NC506", ["`cellar.climb` is shut: it needs `bag has hook`, and `bag` is rope"]),
    "a count": ("", "+ {if visits(hall) > 1} Out. -> end\n+ Wait. -> cellar", "NC506",
        ["`cellar.out` is shut: it needs `visits(hall) > 1`, and `visits(hall)` is 1"]),
    "a function": ("var gold = 3\ndef rich(much: 0..9) = gold >= much", "+ {if rich(4)} Pay. -> end\n+ Wait. -> cellar",
        "NC506", ["`cellar.pay` is shut: it needs `rich(4)`, and `gold` is 3"]),
    "a local variable": ("", "~ let deep: 0..9 = 4\n+ {if deep < 3} Climb. -> end\n+ Wait. -> cellar", "NC506",
        ["`cellar.climb` is shut: it needs `deep < 3`, and `deep` is 4"]),
    "an if around choices": ("", "~ if wet:\n    + Swim out. -> end\n+ Wait. -> cellar", "NC506",
        ["`cellar.swim-out` is shut: it needs `wet`, and `wet` is false"]),
    "a condition behind a choice": ("", "+ Try.\n    ~ if wet:\n        -> end\n    -> cellar", "NC506",
        ["the way on is shut: it needs `wet`, and `wet` is false"]),
    "a scene that is not drawn": ("", "-> any #luck ->\n+ Wait. -> cellar\n== fair #luck\n~ when wet\n-> end", "NC506",
        ["`fair` is not drawn: it needs `wet`, and `wet` is false"]),
    "choices that lead nowhere are not told": ("var key = false",
        "* Look. -> cellar\n+ {if key} Turn it. -> cellar\n+ {if wet} Out. -> end\n+ Wait. -> cellar", "NC506",
        ["`cellar.out` is shut: it needs `wet`, and `wet` is false"]),
    "a door behind the next room": ("", "+ On. -> vault\n== vault\n+ {if wet} Out. -> end\n+ Back. -> cellar", "NC506",
        ["`vault.out` is shut: it needs `wet`, and `wet` is false"]),
    "no door at all": ("", "+ Wait. -> cellar", "NC506", []),
    "a dead end": ("var gold = 1", "+ {if gold > 2} Pay. -> end\n+ {needs wet: no} Swim. -> end", "NC505",
        ["`cellar.pay` is shut: it needs `gold > 2`, and `gold` is 1",
         "`cellar.swim` is shut: it needs `wet`, and `wet` is false"]),
    "a dead end by luck": (
        "",
        "+ {if chance(30)} Swim. -> end",
        "NC505",
        ["`cellar.swim` is shut: it needs `chance(30)`"],
    ),
    "a local variable of another scene": (
        "",
        "~ let near: 0..9 = 1\n+ On, {near}. -> vault\n== vault\n~ let far: 0..9 = 2\n+ {if far > 3} Out. -> end\n+ Back. -> cellar",
        "NC506",
        ["`vault.out` is shut: `far > 3` never holds where it is asked"],
    ),
    "what is used up": ("", "* Look. -> cellar\n+ {if wet} Swim. -> end", "NC508",
        ["`cellar.look` can be taken once, and was", "`cellar.swim` is shut: it needs `wet`, and `wet` is false"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SHUT)
def test_what_shut_the_door_is_named_with_its_values(name: str) -> None:
    variables, cellar, code, told = SHUT[name]
    proof = prove(engine.loads(f"var wet = false\n{variables}\n{DOOR}{cellar}\n"), 5.0)
    assert proof.complete
    [found] = [one for one in proof.findings if one.diagnostic.code == code]
    assert [what for _, what in found.diagnostic.related] == told
    assert [one.what for one in found.shut] == told


ABSENT = {
    "a scene": ("+ {if gold > 2} Buy. -> yard\n+ Leave. -> end\n== yard\n+ On. -> end", "NC501",
        ["`hall.buy` is shut: `gold > 2` never holds where it is asked"]),
    "a scene behind another": ("+ {if gold > 2} Buy. -> yard\n+ Leave. -> end\n== yard\n+ On. -> park\n== park\n-> end",
        "NC501", ["`hall.buy` is shut: `gold > 2` never holds where it is asked"]),
    "an ending that is claimed": ("+ Pray.\n    ~ if gold > 2:\n        -> end: Rich\n    -> hall\n+ Leave. -> end: Poor",
        "NC510", ["the way on is shut: `gold > 2` never holds where it is asked"]),
    "a scene that is claimed": ("+ Pray.\n    ~ if gold > 2:\n        -> yard\n    -> hall\n+ Leave. -> end: Poor\n"
        "== yard\n-> end: Rich", "NC510", ["the way on is shut: `gold > 2` never holds where it is asked"]),
}  # fmt: skip


@pytest.mark.parametrize("name", ABSENT)
def test_what_is_shut_on_the_way_to_where_no_play_comes(name: str) -> None:
    hall, code, told = ABSENT[name]
    wanted = "yard" if "== yard" in hall else '"Rich"'
    claim = f"claim reach {wanted}\n" if code == "NC510" else ""
    proof = prove(engine.loads(f"var gold: 0..3\n{claim}== hall\n+ Earn.\n    ~ gold = 2\n    -> hall\n{hall}\n"), 5.0)
    found = [one.diagnostic for one in proof.findings if one.diagnostic.code == code]
    assert found and all([what for _, what in one.related] == told for one in found), found


def test_a_choice_that_is_never_open_says_which_condition_it_is() -> None:
    proof = prove(engine.loads(
        "var gold: 0..3\n== hall\n+ {if gold > 0} Buy. -> end\n+ {needs gold > 1: no} Bribe. -> end\n+ Leave. -> end\n"
    ))  # fmt: skip
    hints = {one.diagnostic.code: one.diagnostic.hint for one in proof.findings}
    assert hints["NC502"] == "`gold > 0` never holds where it is asked"
    assert hints["NC507"] == "`gold > 1` never holds where it is asked"


def test_of_very_many_findings_the_reasons_of_the_first_are_told() -> None:
    """Each in a search of its own, that of 800 scenes in a row took five seconds."""
    scenes = "".join(f"== s{number}\n+ On. -> s{number + 1}\n" for number in range(60))
    proof = prove(
        engine.loads(f"var wet = false\n== hall\n+ {{if wet}} In. -> s0\n+ Out. -> end\n{scenes}== s60\n-> end\n")
    )
    found = [one for one in proof.findings if one.diagnostic.code == "NC501"]
    assert len(found) == 61
    assert [bool(one.shut) for one in found] == [True] * 20 + [False] * 41


def test_nothing_is_told_of_a_trap_that_is_not_seen_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not looked at may open there."""
    monkeypatch.setattr(segment_graph, "MOST_STATES", 1)
    variables, cellar, code, _ = SHUT["a door behind the next room"]
    proof = prove(engine.loads(f"var wet = false\n{variables}\n{DOOR}{cellar}\n"), 5.0)
    assert [one.shut for one in proof.findings if one.diagnostic.code == code] == [()]


def test_what_is_shut_is_data_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "door.story"
    story.write_text(
        "var key = false\nvar bag: set of rope, hook\n== hall\n+ Key.\n    ~ key = true\n    -> hall\n+ Rope.\n"
        "    ~ bag += rope\n    -> hall\n+ Down. -> cellar\n+ Leave. -> end\n"
        "== cellar\n* Look. -> cellar\n+ {if key and bag has rope} Out. -> end\n",
        encoding="utf-8",
    )
    main(["check", "--json", str(story)])
    [found] = [one for one in json.loads(capsys.readouterr().out) if one["code"] == "NC508"]
    place = {"file": story.as_posix(), "column": 3}
    assert found["shut"] == [
        {"name": "cellar.look", **place, "line": 13, "condition": None, "values": {}, "used_up": True},
        {"name": "cellar.out", **place, "column": 29, "line": 14, "condition": "key and bag has rope",
         "values": {"key": False, "bag": []}, "used_up": False},
    ]  # fmt: skip


def test_expressions_are_written_as_their_writer_did() -> None:
    conditions = [
        "bag has rope and not (mood == cross or n >= 3)",
        "bag == [rope, lamp]",
        'seen(a) and visits(a) < 3 and name == "Ada" and rich(2)',
        "bag - rope == none and (n + 2) * 3 > -1 - (n - 2)",
        "bag has [rope, lamp] and count(bag) > 1 and not seen(a.x)",
        "chance(20) and n == max(n, 3) and turns() % 2 == 0",
        "(1 if n > 2 else 3) < n and since(a) > 1",
        "bag + lamp == [rope, lamp] or bag & rope == bag",
    ]
    choices = "".join(f"+ {{if {one}}} Do {place}. -> a\n" for place, one in enumerate(conditions))
    story = engine.loads(
        'var bag: set of rope, lamp\nvar mood: calm | cross\nvar n = 0\nvar name = ""\n'
        f"def rich(much: 0..9) = n > much\n== a\n{choices}+ (x) Done. -> end\n"
    )
    texts = ExpressionTexts(story.program, 0)
    written = [
        texts.written(guard.condition) for one in story.program.scenes[0].points[0].group for guard in one.guards
    ]
    assert written == conditions


def test_a_long_if_is_held_in_as_much_room_as_it_has_arms() -> None:
    def room(arms: int) -> int:
        text = "var n: 0..9999\n== hall\n+ Go.\n" + "".join(
            f"    ~ {'elif' if arm else 'if'} n == {arm}:\n        -> end\n" for arm in range(arms)
        )
        marked = instrument(engine.loads(text + "    -> hall\n").program)
        tracemalloc.start()
        try:
            graph = segment_graph.SegmentGraph(marked)
            assert len(graph.endings) == 1
            return tracemalloc.get_traced_memory()[0]
        finally:
            tracemalloc.stop()

    assert room(600) < 3 * room(300)


def test_a_dead_end_says_its_scene_as_data() -> None:
    session = engine.loads("== hall\n* Sit. -> den\n== den\n* Wait. -> den\n").start(1)
    session.choose("hall.sit")
    with pytest.raises(PlayError) as failed:
        session.choose("den.wait")
    assert failed.value.diagnostic.code == "NC905" and failed.value.diagnostic.slip.owner == "den"


def test_very_many_conditions_can_be_sent_to_another_process() -> None:
    asked = NOTHING_ASKED.then(0, *range(20_000))
    assert [*pickle.loads(pickle.dumps(asked))] == [*asked] == [(0, number) for number in range(20_000)]
