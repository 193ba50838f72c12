"""States taken up by names in a story that has been edited."""

import contextlib
import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playing import last_of
from umbrella import STORY, edited, play, recorded

import engine
from engine.paths.errors import PathError
from engine.paths.files import load_path
from engine.paths.path_parts import Last
from engine.paths.repairing import repair
from engine.paths.replaying import replay
from engine.paths.saved_path import Recorder, SavedPath
from engine.paths.snapshots import begun, restore, used_up

BEFORE = ["porch.wait-a-while", "porch.ask", "=Mia", "porch.smile"]


def taken_up(story: engine.Story, inputs: list[str] = BEFORE) -> tuple[engine.Session, list[str]]:
    """A session of an edited story that goes on where a play of the first one stood, and what did not fit."""
    last = Last.model_validate_json(last_of(play(edited(), inputs)).model_dump_json())
    session = story.start(seed=7)
    return session, restore(session, last)


def seen(session: engine.Session) -> object:
    return session.scene, session.variables, [choice.id for choice in session.choices]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4])
def test_a_state_is_the_same_in_the_same_story(count: int) -> None:
    session, notes = taken_up(edited(), BEFORE[:count])
    assert (notes, session.state) == ([], play(edited(), BEFORE[:count]).state)


def test_a_state_fits_an_edited_story() -> None:
    story = edited(
        ("var rain", "var coins = 3\nvar rain"),
        ("== porch: The porch", "== cellar\n{random(1, 6)}\n* Up. -> porch\n\n== porch: The porch"),
        ("* Go home. -> end: Dry", "* Sing. -> end: Song\n* Go home. -> end: Dry"),
        ("{name}, he says.", "{name}, says he. {once: Hm.}"),
    )
    session, notes = taken_up(story)
    assert notes == ["the variable `coins` is new; it is 3"]
    assert (session.scene, session.variables["name"], session.variables["coins"]) == ("street", "Mia", 3)
    assert [choice.id for choice in session.choices] == ["street.sing", "street.go-home", "street.party"]
    # The next draw of that place is the same as it would have been.
    session.choose("street.party")
    after = play(edited(), [*BEFORE, "street.party"])
    assert session.text == after.text


def test_used_up_choices_stay_used_up() -> None:
    text = "== a\nA.\n* One. -> a\n* Two. -> a\n* (c) Three. -> a\n+ Out. -> end\n"
    before = play(engine.loads(text), ["a.two", "a.c"])
    session = engine.loads(text.replace("* One. -> a\n", "* Zero. -> a\n* One. -> a\n")).start(seed=1)
    restore(session, last_of(before))
    assert [choice.id for choice in session.choices] == ["a.zero", "a.one", "a.out"]


def test_what_does_not_fit_is_told() -> None:
    session, notes = taken_up(
        edited(
            ("0..3 = 1", "0..1 = 1"), ("var name: text", "var who: text"), ("ask name", "ask who"), ("{name}", "{who}")
        )
    )
    assert notes == [
        "`rain` was 2, which does not fit any more; it is 1",
        "the variable `name` is gone; it was Mia",
        "the variable `who` is new; it is stranger",
    ]
    assert session.variables["mood"] == "glad"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("street", "road", "the scene `street`, where the play stood, is gone"),
        ("* Go home. -> end: Dry\n* (party) Go to the party.\n", "* Stay.\n", "the choices at which the play stood are gone from scene `street`"),
    ],
)  # fmt: skip
def test_a_place_that_is_gone_is_an_error(old: str, new: str, message: str) -> None:
    story = engine.loads(STORY.replace(old, new))
    with pytest.raises(engine.StateError, match=message):
        taken_up(story)


def test_no_snapshot_at_the_end() -> None:
    over = last_of(play(edited(), [*BEFORE, "street.party"]))
    assert (over.ending, over.snapshot) == ("Glad", None)
    with pytest.raises(engine.StateError, match="no state was kept"):
        restore(edited().start(seed=1), over)


VISITS = """\
var n = 0

== hall
A hall. {visits(desk)}
* (meet) Meet her.
    -> desk ->
    Back from the first.
* Again. -> desk ->
~ let toll = random(1, 6)
You owe {toll}.
-> desk ->
You still owe {toll}.
* Pay {toll}. -> end: Paid

== desk
~ let bell = n + 40
A desk. {Ring. | Ring, ring.}
* (sit) Sit by {bell}.
    -> back
+ Stand.
    -> back
"""


def between(text: str, inputs: list[str], new: str) -> tuple[engine.Session, list[str]]:
    """A session of a new text that takes up a play of an old one, and what did not fit."""
    last = Last.model_validate_json(last_of(play(engine.loads(text), inputs)).model_dump_json())
    session = engine.loads(new).start(seed=7)
    return session, restore(session, last)


@pytest.mark.parametrize("inputs", [["hall.meet"], ["hall.again"], ["hall.meet", "desk.sit"]])
def test_in_a_visit_with_local_variables_a_state_is_the_same(inputs: list[str]) -> None:
    session, notes = between(VISITS, inputs, VISITS)
    assert (notes, session.state) == ([], play(engine.loads(VISITS), inputs).state)


def test_a_visit_comes_back_to_where_it_began() -> None:
    new = VISITS.replace("A hall.", "* Nothing.\n    No.\nA hall, {n}.").replace("var n = 0", "var n = 0\nvar m = 1")
    new = new.replace("== desk", "== attic\n-> desk ->\n-> end\n\n== desk")
    session, notes = between(VISITS, ["hall.meet"], new)
    assert notes == ["the variable `m` is new; it is 1"]
    session.choose("desk.sit")
    assert session.text[0].text == "Back from the first."
    session, _ = between(VISITS, ["hall.meet", "desk.sit"], new)
    owed = session.state
    session.choose("desk.stand")
    before = play(engine.loads(VISITS), ["hall.meet", "desk.sit", "desk.stand"])
    assert owed and (session.text, session.choices[0].text) == (before.text, before.choices[0].text)


@pytest.mark.parametrize(
    ("inputs", "old", "new", "message"),
    [
        (["hall.meet", "desk.sit"], "You still owe {toll}.\n", "-> desk ->\nYou still owe {toll}.\n", "the place in scene `hall` to which a visit comes back cannot be told any more"),
        (["hall.meet"], "hall", "lobby", "the scene `hall`, to which a visit comes back, is gone"),
        (["hall.meet", "desk.sit"], "let toll = random(1, 6)", "let toll = chance(5)", "`toll` of scene `hall` was .*, which does not fit any more"),
        (["hall.meet", "desk.sit"], "toll", "due", "scene `hall` needs `due`, which it did not have then"),
        (["hall.meet"], "bell", "gong", "scene `desk` needs `gong`, which it did not have then"),
        (["hall.meet"], "* (sit) Sit by {bell}.\n    -> back\n+ Stand.", "+ Lie by {bell}.", "the choices at which the play stood are gone from scene `desk`"),
        (["hall.meet"], "Sit by {bell}.", "Sit by {bell / n}.", "the story makes a mistake where the play stood: untitled.story:[0-9]+: this divides by zero"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_refused(inputs: list[str], old: str, new: str, message: str) -> None:
    assert old in VISITS
    with pytest.raises(engine.StateError, match=message):
        between(VISITS, inputs, VISITS.replace(old, new))


LOCALS = """== a
~ let seen = 1
Once {seen}.
* One.
    ~ let n = random(1, 6)
    N {n}.
+ {if seen > 0} Again. -> a
-> end
"""
DRAWN = "    ~ let n = random(1, 6)\n    N {n}.\n"
V = ("-> end\n", "-> end\n\n== v(k)\nK {k}.\n+ Back. -> back\n")
EARLIER = ("Once {seen}.\n", "Once {seen}.\n~ let n = 3\n")


@pytest.mark.parametrize(
    ("edits", "needed"),
    [
        # Set before the place where the play stands, and read behind it: the play has no value for it.
        ([EARLIER, ("    ~ let n = random(1, 6)\n", "")], "n"),
        ([EARLIER, ("    ~ let n = random(1, 6)\n", "    ~ n += 1\n")], "n"),
        ([EARLIER, ("+ {if seen > 0}", "+ {if n > 0}"), ("    ~ let n = random(1, 6)\n    N {n}.", "    None.")], "n"),
        ([EARLIER, (DRAWN, "    -> v(n) ->\n"), V], "n"),
        ([EARLIER, (DRAWN, "    -> v(n)\n"), (V[0], V[1].replace("-> back", "-> end"))], "n"),
        ([EARLIER, (DRAWN, "    Well.\n    <- v(n)\n"), V], "n"),
        # Set again before it is read, or not read at all.
        ([(DRAWN, "    ~ let n = 4\n    -> v(n) ->\n"), V], None),
        ([("    N {n}.", "    * Two.\n        N {n}.")], None),
        ([("Once {seen}.", "~ let unread = 2\nOnce {seen} {unread}.")], None),
    ],
)
def test_a_local_without_a_value_is_refused_where_it_is_read(edits: list[tuple[str, str]], needed: str | None) -> None:
    text = LOCALS
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    if needed is not None:
        with pytest.raises(engine.StateError, match=f"scene `a` needs `{needed}`, which it did not have then"):
            between(LOCALS, [], text)
        return
    session, notes = between(LOCALS, [], text)
    session.choose("a.one")  # nothing behind it misses a value
    assert notes == []


def test_variations_are_known_by_their_words_and_not_by_their_number() -> None:
    new = VISITS.replace("A desk.", "{cycle: A. | B. | C.} A desk.")
    session, notes = between(VISITS, ["hall.meet", "desk.stand"], new)
    names = [counter for counter in session.story.program.scenes[1].counters if counter.startswith("vary")]
    found = {
        name: session.state[page][offset] for name, (page, offset) in session.story.machine.layout.counters.items()
    }
    assert [found[name] for name in names] == [0, 1]
    assert notes == []
    _, notes = between(VISITS, ["hall.meet", "desk.stand"], VISITS.replace("Ring. |", "Ding. |"))
    assert notes == ["a text that varies has changed, and begins anew"]


def test_what_was_not_counted_is_told() -> None:
    text = "== a\nA.\n+ (on) On. -> a\n+ Out. -> end\n"
    session, notes = between(text, ["a.on"], text.replace("A.", "A {visits(a)} {seen(a.on)}."))
    assert notes == ["`a`, `a.on`: visits were not counted, and are 0"]
    assert session.scene == "a"


def test_a_choice_that_can_be_taken_only_once_now_is_used_up() -> None:
    text = "== a\nA.\n+ (on) On. -> a\n+ Out. -> end\n"
    path = recorded(text, ["a.on"])
    path = path.model_copy(update={"last": last_of(play(engine.loads(text), ["a.on"]))})
    session = engine.loads(text.replace("+ (on)", "* (on)")).start(seed=7)
    assert path.last is not None
    assert restore(session, used_up(path.last, path)) == []
    assert [choice.id for choice in session.choices] == ["a.out"]


@pytest.mark.parametrize(
    ("stood", "left", "same"), [(2, 1, True), (3, 1, False), (4, 2, True), (5, 2, False), (1, 1, True)]
)
def test_a_place_is_the_same_if_half_of_its_choices_still_stand_there(stood: int, left: int, same: bool) -> None:
    choices = [f"+ Choice {number}. -> end\n" for number in range(stood)]
    old, new = "== a\nA.\n" + "".join(choices), "== a\nA.\n" + "".join(choices[:left]) + "+ Another. -> end\n"
    if same:
        assert between(old, [], new)[0].scene == "a"
    else:
        with pytest.raises(engine.StateError, match="are gone from scene `a`"):
            between(old, [], new)


def test_a_choice_that_was_used_up_is_so_under_its_new_name() -> None:
    text = "== a\nA.\n* (on) On. -> a\n* Off. -> a\n+ Out. -> end\n"
    session, notes = between(text, ["a.on"], text.replace("(on)", "(go was on)"))
    assert (notes, [choice.id for choice in session.choices]) == ([], ["a.off", "a.out"])


def test_each_of_many_scenes_is_used_up_by_itself() -> None:
    text = "== a\nA.\n* each #t ->\n+ Out. -> end\n-> a\n" + "".join(f"== k{n} #t\n-> back\n" for n in range(40))
    inputs = ["a.each-k3", "a.each-k38", "a.each-k33"]
    session, notes = between(text, inputs, text)
    assert (notes, session.state) == ([], play(engine.loads(text), inputs).state)


def test_two_places_alike_are_not_taken_for_one() -> None:
    text = "== a\nA.\n+ each #t\n== b: B #t\n~ when true\n* Go. -> end\n"
    twice = text.replace("+ each #t\n", "+ each #t\nThen.\n+ each #t\n")
    with pytest.raises(engine.StateError, match="could have stood at 2 places of scene `a`"):
        between(text, [], twice)


def test_a_path_that_begins_in_a_stored_state_is_a_path_like_others() -> None:
    story = edited(("var rain", "var coins = 3\nvar rain"))
    last = last_of(play(edited(), BEFORE))
    session, _ = begun(story, 7, last)
    recorder = Recorder(session, None, last)
    recorder.take(engine.Step("street", "street.party", None, None))
    path = SavedPath.loads(recorder.path().dumps())
    done = replay(story, path)
    assert done.stopped is None and done.session.ending == ("Glad",)
    assert done.recorder.path().dumps() == path.dumps()
    gone = replay(engine.loads(STORY.replace("street", "road")), path)
    assert gone.stopped is not None and gone.stopped.kind == "stored state unfit"
    assert gone.stopped.lines() == [
        "the beginning: the stored state in which the play begins does not fit: "
        "the scene `street`, where the play stood, is gone"
    ]
    assert repair(engine.loads(STORY.replace("street", "road")), path).path is None
    assert repair(engine.loads(STORY.replace("* Go home. -> end: Dry\n", "")), path).path is not None


def test_every_state_of_the_plays_of_joes_bar_is_the_same(root: Path) -> None:
    story = engine.load(root / "stories" / "joes_bar.story")
    without = []
    for file in sorted((root / "stories" / "paths").glob("*.path.json")):
        path = load_path(file)
        session = story.start(path.seed)
        for step in path.steps:
            session.choose(step.id) if step.answer is None else session.answer(step.answer)
            last = Last.model_validate_json(last_of(session).model_dump_json(exclude_defaults=True))
            if last.snapshot is None:
                without += [step.id] if not session.over else []
                continue
            again = story.start(path.seed)
            assert (restore(again, last), again.state) == ([], session.state)
    assert {one.partition(".")[0] for one in without} == {"bar_business"}  # among choices that another scene has lent


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 2**60), st.text(max_size=5), st.just("a" * 300), st.floats(),
    st.lists(st.sampled_from(["hall.meet", "desk.sit", "|desk|1/1", 7]), max_size=3), st.dictionaries(st.sampled_from(["n", "toll", "vary desk 1", "a b", ""]), st.integers(-1, 9), max_size=3),
)  # fmt: skip


@given(st.lists(st.tuples(st.randoms(use_true_random=False), VALUES), min_size=1, max_size=4), st.booleans())
def test_a_stored_state_from_anywhere_does_no_harm(changes: list[tuple[Random, object]], into_origin: bool) -> None:
    """Whatever stands in a snapshot, the state is one of the story, or refused."""
    session = play(engine.loads(VISITS), ["hall.meet", "desk.sit"])
    data = last_of(session).model_dump(mode="json")
    for dice, value in changes:
        at = data["snapshot"] if isinstance(data.get("snapshot"), dict) else data
        while True:
            key = dice.choice(sorted(at)) if isinstance(at, dict) else dice.randrange(len(at))
            if not isinstance(at[key], dict | list) or not at[key] or dice.random() < 0.3:
                break
            at = at[key]
        at[key] = value
    head = {"format": "nightcap path", "version": 1, "seed": 7, "steps": []}
    with contextlib.suppress(PathError):
        path = SavedPath.loads(json.dumps(head | {"origin" if into_origin else "last": data}))
        with contextlib.suppress(engine.StateError):
            last = path.origin or path.last
            assert last is not None
            fresh = engine.loads(VISITS).start(seed=7)
            restore(fresh, last)
            fresh.restore(fresh.state)  # it is a state of the story
            with contextlib.suppress(engine.PlayError):
                for choice in fresh.choices[:1]:
                    fresh.choose(choice)
        replay(engine.loads(VISITS), path)


TWICE = """\
var bag: set of rope, lamp = rope, lamp
== a
{before}+ for item in bag: Take the {{item}}.
    + Look.
        {{item}}.
--
+ for item in bag: Use the {{item}}.
    + {{if item == lamp}} Light it.
        {{item}}.
    + Drop it.
-> end
"""


def test_locals_of_one_name_are_not_taken_for_each_other() -> None:
    """Two loops use one name: where their values differ, a state is not gone on with by a guess."""
    taken = ["a.take-the-item.rope", "a.look", "a.use-the-item.lamp"]
    last = Last.model_validate_json(last_of(play(engine.loads(TWICE.format(before="")), taken)).model_dump_json())
    edited_story = engine.loads(TWICE.format(before="Now.\n"))
    with pytest.raises(engine.StateError, match="needs `item`"):
        restore(edited_story.start(seed=7), last)
    # One value for both is none to choose from.
    taken[2] = "a.use-the-item.rope"
    last = Last.model_validate_json(last_of(play(engine.loads(TWICE.format(before="")), taken)).model_dump_json())
    session = edited_story.start(seed=7)
    restore(session, last)
    assert [choice.id for choice in session.choices] == ["a.drop-it"]
