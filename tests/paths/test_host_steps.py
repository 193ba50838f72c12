"""What a host does in a play, in saved paths and in the library: recorded, replayed, judged, shown, mended, kept."""

import io
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine
from engine.cli.main import main
from engine.paths.differences import StepVerdict
from engine.paths.errors import PathError
from engine.paths.files import load_path, save_path
from engine.paths.library.exchange import import_arguments, saved_path
from engine.paths.library.library import Library
from engine.paths.path_diff import parting
from engine.paths.rename_check import refit
from engine.paths.repairing import repair
from engine.paths.replaying import replay
from engine.paths.saved_path import SavedPath

BUS = """\
title: The Last Bus
ifid: 3B4B2E4C-6C34-4F34-9E0C-0D9B1E5B7A11
extern is_raining() -> true/false
var coins: 0..9 = 2
var name: text = "stranger"
var bag: set of rope, lamp

== stop: At the stop
The last bus waits. {coins} coins.
* (tea) Buy a tea.
    ~ coins -= 1
    -> stop
+ {needs coins >= 2: the fare is two coins} Get on. -> bus
+ {if is_raining()} Stand under the roof. -> stop
+ {if coins < 9} Walk. -> walk

== bus: On the bus
~ ask name: The driver wants to know who you are.
"{name}," he says.
-> end: Home

== walk: The long way
{if bag has lamp: You have light. | It is dark.}
+ On. -> end: The long way
"""
PLAIN = BUS.replace("extern is_raining() -> true/false\n", "def is_raining() = coins == 7\n")


def begun(text: str = PLAIN, **more: Any) -> engine.Session:
    return engine.loads(text, "bus.story").start(seed=7, **more)


@pytest.fixture
def path() -> SavedPath:
    """A play in which the host set three variables, one of them at a question, and looked again."""
    session = begun(scene="stop", variables={"coins": 1, "bag": ["rope"]})
    session.choose("tea")
    session.set("coins", 5)
    session.repeat(engine.Step("", None, None, None, ("refresh",)))
    session.set("bag", ["lamp", "rope"])
    session.choose("stop.get-on")
    session.set("name", "Ada")
    session.answer("")
    return SavedPath.of(session)


def again(path: SavedPath) -> SavedPath:
    return SavedPath.loads(path.dumps())


def test_a_path_has_what_a_host_did(path: SavedPath) -> None:
    assert (
        path.start is not None and path.start.scene == "stop" and path.start.variables == {"coins": 1, "bag": ("rope",)}
    )
    hosts = [step.host for step in path.steps]
    assert hosts == [
        None, ("set", "coins", 5), ("refresh",), ("set", "bag", ("rope", "lamp")), None, ("set", "name", "Ada"), None
    ]  # fmt: skip
    text = path.dumps()
    assert '"start":{"scene":"stop","variables":{"coins":1,"bag":["rope"]}}' in text
    assert '{"set":{"coins":5},"scene":"stop",' in text and '{"refresh":true,"scene":"stop",' in text
    assert again(path) == path and not path.is_proved
    assert SavedPath.of(begun()).is_proved


def test_it_is_played_again(path: SavedPath) -> None:
    done = replay(begun().story, again(path))
    assert done.fits and done.session.ending == ("Home",) and not done.session.is_proved
    assert done.session.beginning == engine.Beginning("stop", {"coins": 1, "bag": ("rope",)})
    assert again(done.recorder.path()) == path
    assert replay(begun().story, path, original=begun().story).fits


def test_a_long_path_has_them_too() -> None:
    session = begun()
    for number in range(9000):
        session.set("coins", number % 9)
        session.choose("stop.walk") if number == 8999 else session.set("name", f"a stranger with the number {number}")
    path = SavedPath.of(session)
    assert '"menus":[' in path.dumps() and again(path).steps == path.steps
    assert replay(session.story, again(path)).fits


@pytest.mark.parametrize(
    ("edit", "kind", "said"),
    [
        (("coins: 0..9 = 2", "coins: 0..4 = 2"), "host step unfit",
         "step 2, scene stop: the value that was set from outside does not fit any more: `coins` takes a whole number from 0 to 4, not 5"),
        (("rope, lamp", "rope, torch"), "host step unfit", "`bag` takes"),
        (("== stop: At", "== halt: At"), "host step unfit", "the beginning: the play cannot begin where it did: the story has no scene `stop`"),
        (("-> bus", "-> end: Home"), "ends sooner", "`set name = Ada` is not reached"),
        (("-> bus", "-> walk"), "another scene", "the play stands in scene `walk`"),
    ],
)  # fmt: skip
def test_what_does_not_fit_any_more_stops(path: SavedPath, edit: tuple[str, str], kind: str, said: str) -> None:
    text = PLAIN.replace(*edit).replace("has lamp", "has torch" if "torch" in edit[1] else "has lamp")
    done = replay(begun(text if "halt" not in edit[1] else text.replace("-> stop", "-> halt")).story, path)
    assert done.stopped is not None and done.stopped.kind == kind
    assert said in done.stopped.lines()[-1]
    assert done.stopped.judgement.is_grave


def test_renames_that_the_story_records(path: SavedPath) -> None:
    text = (
        PLAIN.replace("var coins:", "var money (was coins):").replace("coins ", "money ").replace("{coins}", "{money}")
    )
    text = (
        text.replace("== stop: At", "== halt (was stop): At")
        .replace("-> stop", "-> halt")
        .replace("rope, lamp", "rope, torch (was lamp)")
    )
    done = replay(begun(text.replace("has lamp", "has torch")).story, path)
    assert done.stopped is None and all(one.judgement.verdict is StepVerdict.SAME for one in done.results)
    hosts = [step.host for step in done.recorder.path().steps if step.host]
    assert hosts[0] == ("set", "money", 5) and hosts[2] == ("set", "bag", ("rope", "torch"))
    assert done.session.beginning == engine.Beginning("halt", {"money": 1, "bag": ("rope",)})


def test_a_variable_that_is_gone_is_no_more_than_a_look(path: SavedPath) -> None:
    text = PLAIN.replace("var bag: set of rope, lamp\n", "").replace(
        "{if bag has lamp: You have light. | It is dark.}", "It is dark."
    )
    done = replay(begun(text).story, path)
    assert done.fits and "the variable `bag`, which was set from outside, is gone" in str(done.results[4].lines())
    assert [step.host for step in done.recorder.path().steps][3] == ("refresh",)


def test_another_outcome_of_what_a_host_does_is_told() -> None:
    """Where nothing is left to choose, the story goes on at once; with an edit it goes on elsewhere."""
    text = PLAIN.replace("-> walk\n\n==", "-> walk\n{coins} it is.\n-> walk\n\n==", 1)
    text = text.replace("+ {needs coins >= 2: the fare is two coins} Get on.", "+ {if coins < 9} Get on.")
    text = text.replace("* (tea) Buy", "* (tea) {if coins < 9} Buy")
    session = begun(text)
    session.set("coins", 9)
    assert [one.text for one in session.text] == ["The last bus waits. 2 coins.", "9 it is.", "It is dark."]
    path = SavedPath.of(session)
    assert replay(session.story, path).fits
    edited = begun(text.replace("{coins} it is.\n-> walk", "{coins} it is.\n-> bus"))
    for kept in (None, session.story):
        done = replay(edited.story, path, original=kept)
        assert done.results[1].judgement.verdict is StepVerdict.OUTCOME


def test_the_command_shows_them(path: SavedPath, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bus.story").write_text(PLAIN)
    file = tmp_path / "play.path.json"
    save_path(path, file)
    assert main(["replay", str(file), "--transcript", str(tmp_path / "play.md")]) == 0
    shown = capsys.readouterr()
    assert "(from outside: set coins = 5)\n\n(from outside: looked again at what is offered)" in shown.out
    assert shown.out.count("The last bus waits. 0 coins.") == 1
    assert "what `nightcap check` proves does not hold for it" in shown.err
    assert "*(from outside: set bag = rope, lamp)*" in (tmp_path / "play.md").read_text()
    assert main(["test", str(tmp_path)]) == 0


def test_an_edit_is_mended(path: SavedPath) -> None:
    found = repair(begun(PLAIN.replace("coins: 0..9 = 2", "coins: 0..4 = 2")).story, path)
    assert found.path is None or "is left out: set coins = 5" in str(found.changes)
    text = PLAIN.replace("Get on.", "Get on board.")
    found = repair(begun(text).story, path)
    assert found.path is not None and [step.host for step in found.path.steps] == [step.host for step in path.steps]
    assert replay(begun(text).story, found.path).fits


def test_a_renamed_variable_is_followed(path: SavedPath) -> None:
    text = (
        PLAIN.replace("var coins:", "var money (was coins):").replace("coins ", "money ").replace("{coins}", "{money}")
    )
    assert refit(begun().story, begun(text).story, path).after
    assert not refit(begun().story, begun(text.replace(" (was coins)", "")).story, path).after


def test_paths_part_where_the_host_did_something_else(path: SavedPath) -> None:
    other = path.model_copy(
        update={"steps": (path.steps[0], path.steps[1]._replace(host=("set", "coins", 4)), *path.steps[2:])}
    )
    assert parting(path, other).lines(("a", "b"))[-2:] == [
        "  a: “set coins = 5”, then 5 more, to the ending “Home”",
        "  b: “set coins = 4”, then 5 more, to the ending “Home”",
    ]
    assert parting(path, path).same


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ('{"set":{}}', "step 1, set"),
        ('{"set":{"a":1,"b":2}}', "step 1, set"),
        ('{"set":{"a":1},"refresh":true}', "is nothing else beside it"),
        ('{"set":{"a":1},"id":"b"}', "is nothing else beside it"),
        ('{"refresh":true,"answer":""}', "is nothing else beside it"),
        ('{"refresh":false}', "step 1, refresh"),
        ('{"set":{"a":1.5}}', "step 1, set"),
        ('{"set":{"a\\u001b":1}}', "step 1, set"),
        ('{"id":"a"}],"start":{"scene":"x"},"origin":{},"texts":{},"menus":[', "not with both"),
    ],
)  # fmt: skip
def test_what_is_no_such_step_is_told(step: str, told: str) -> None:
    with pytest.raises(PathError) as caught:
        SavedPath.loads('{"format":"nightcap path","version":2,"steps":[' + step + "]}")
    assert told in str(caught.value)


# ------------------------------------------------------------ the library and the player


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    Path("bus.story").write_text(PLAIN)
    yield tmp_path


def test_the_library_keeps_them(path: SavedPath, tmp_path: Path) -> None:
    with Library.open(tmp_path / "plays.sqlite") as library:
        save = library.import_(name="bus", **import_arguments(path))
        assert (
            saved_path(library.resume(save)).dumps()
            == path.model_copy(update={"texts": saved_path(library.resume(save)).texts}).dumps()
        )
        assert library.saves()[0].seed != 7
        other = path.model_copy(update={"start": None})
        assert library.import_(name="from the beginning", **import_arguments(other)).seed == 7


def played(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, *arguments: str) -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert main(["play", "bus.story", "--plain", *arguments]) == 0
    return capsys.readouterr().out


def test_import_load_undo_and_export(
    path: SavedPath, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    save_path(path, "p.path.json")
    assert main(["saves", "import", "p.path.json", "--name", "p", "--story", "bus.story"]) == 0
    assert main(["saves", "show", "p"]) == 0
    shown = capsys.readouterr().out
    assert "stop: (from outside: set coins = 5)" in shown and "begun elsewhere than the story" in shown
    out = played(monkeypatch, capsys, ":undo 3\n:timeline\n:go 2\n:choices\n:redo 9\n:restart\n:quit\n", "--load", "p")
    assert "2. (coins was set to 5)" in out and "“Ada,” he says." in out.replace('"Ada,"', "“Ada,”")
    assert "Get on." in out.partition("2. (coins was set")[2]
    assert main(["saves", "export", "p", "out.path.json"]) == 0
    written = load_path("out.path.json")
    assert (written.start, written.steps) == (path.start, path.steps)


def test_an_edit_is_told_before_the_play_goes_on(
    path: SavedPath, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    save_path(path, "p.path.json")
    assert main(["saves", "import", "p.path.json", "--name", "p", "--story", "bus.story"]) == 0
    Path("bus.story").write_text(
        PLAIN.replace("0..9 = 2", "0..4 = 2").replace("coins < 9", "coins < 4").replace("coins == 7", "coins == 3")
    )
    out = played(monkeypatch, capsys, ":quit\n", "--load", "p")
    assert "The story was changed since you played it" in out and "from outside" in out


def test_a_play_that_begins_elsewhere_is_kept_when_asked(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = played(monkeypatch, capsys, "1\n:quit\n", "--scene", "stop", "--set", "coins=1")
    assert "it is not kept (--keep does that)" in out
    assert main(["saves"]) == 0 and "There are no saved plays." in capsys.readouterr().out
    out = played(monkeypatch, capsys, "1\n:save x\n:restart\n:quit\n", "--scene", "stop", "--set", "coins=1", "--keep")
    assert "it is kept as it is" in out and out.count("1 coins") == 2
    assert "0 coins" in played(monkeypatch, capsys, ":quit\n", "--load", "x")
    out = played(monkeypatch, capsys, ":undo\n:quit\n", "--continue")
    assert "0 coins" in out and "Taken back: “Buy a tea.”" in out
    assert main(["saves", "export", "x", "x.path.json"]) == 0
    assert main(["replay", "x.path.json", "--quiet"]) == 0
    Path("bus.story").write_text(PLAIN.replace("Buy a tea.\n", "Buy a tea. It is hot.\n"))
    out = played(monkeypatch, capsys, ":quit\n", "--load", "x")
    assert "0 coins" in out and "was changed" not in out


# ------------------------------------------------------------ laws

WORLD = """\
var n: 0..6 = 2
var word: text = "x"
var bag: set of rope, lamp
== a
{n} {cycle: one | two} {if bag has rope: rope}.
+ {if n > 0} Less.
    ~ n -= 1
    -> a
* {needs n > 3: too few} Once. -> b
+ {if bag has lamp} Ask.
    ~ ask word: Word?
    {word}
    -> b
On.
-> b
== b
B {n}. {random(1, 9)}
+ {if n < 6} Back. -> a
+ {if bag has rope} End. -> end: E
~ n = 1
-> a
"""
ACTS: list[tuple[Any, ...]] = [("set", "n", n) for n in range(7)]
ACTS += [("set", "word", "y"), ("set", "bag", ("rope",)), ("set", "bag", ("lamp",)), ("set", "bag", ()), ("refresh",)]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_whatever_a_host_does_is_played_again(seed: int) -> None:
    dice = random.Random(seed)
    story = engine.loads(WORLD)
    start = {"scene": dice.choice([None, "a", "b"]), "variables": dice.choice([{}, {"n": 5}, {"bag": ["rope"]}])}
    session = story.start(seed=seed, **start)
    for _ in range(dice.randrange(25)):
        try:
            if session.over:
                break
            if dice.random() < 0.5:
                session.repeat(engine.Step("", None, None, None, dice.choice(ACTS)))
            elif session.question is not None:
                session.answer("z")
            else:
                session.choose(dice.choice([one.id for one in session.choices if one.enabled]))
        except (engine.PlayError, IndexError):
            continue
        if dice.random() < 0.2:
            session.undo()
    path = SavedPath.of(session)
    done = replay(story, again(path), original=story)
    assert done.fits and done.session.state == session.state and done.session.path == session.path
    assert all(one.judgement.verdict is StepVerdict.SAME for one in done.results)
