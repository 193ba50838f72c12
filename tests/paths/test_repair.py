"""Mending saved paths after edits, and where two of them part."""

from pathlib import Path

import pytest
from umbrella import PLAIN, PLAY, STORY, recorded

import engine
from engine.cli.main import main
from engine.paths.files import save_path
from engine.paths.path_diff import parting
from engine.paths.path_parts import Expect
from engine.paths.repairing import repair
from engine.paths.replaying import replay
from engine.paths.saved_path import SavedPath

Changes = list[tuple[str, str]]

MENDED: dict[str, tuple[Changes, list[str]]] = {
    "nothing": ([], []),
    "prose only": ([("Say please.", "Say it.")], []),
    "a label renamed": (
        [("(party)", "(dance)")],
        ["step 5: `street.party` is `street.dance` now (untitled.story:37)"],
    ),
    "a choice reworded": (
        [("Wait a while.", "Wait a bit.")],
        ["step 1: `porch.wait-a-while` is `porch.wait-a-bit` now (untitled.story:20)"],
    ),
    "a scene renamed, with its text": (
        [("The street, rain", "A road, rain"), ("street", "road")],
        ["step 5: `street.party` is `road.party` now (untitled.story:37)"],
    ),
    "a choice before everything": (
        [("start: porch", "start: gate"), ("== porch:", "== gate\nA gate.\n* Turn round. -> end: Away\n* Open it. -> porch\n\n== porch:")],
        ["before step 1: take `Open it.` (untitled.story:13)"],
    ),
    "a question more": (
        [("Rain on the porch.", "~ ask name: First, who?\nRain on the porch.")],
        ["before step 1: answer `First, who?` with nothing", "before step 2: answer `First, who?` with nothing"],
    ),
    "a question less": (
        [("~ ask name: Who are you?\n", "")],
        ["step 3 is left out: `Who are you?` is not asked"],
    ),
    "a choice less on the way": (
        [("* (smile) {needs mood != sour: you are too cross} Smile at him.\n    ~ mood = glad\n    -> street\n* Walk off. -> street", "-> street")],
        ["step 4 is left out: `Smile at him.`"],
    ),
    "a choice behind another one": (
        [("* (ask) Ask for it.\n    ~ knows += forecast\n    ~ mood = even\n    Tom: Say please.\n", "* Step closer.\n    * (ask) Ask for it.\n        ~ knows += forecast\n        ~ mood = even\n        Tom: Say please.\n    * Ask for nothing.\n* Ask for rain.\n")],
        ["before step 2: take `Step closer.` (untitled.story:13)"],
    ),
    "two edits": (
        [("(party)", "(dance)"), ("Wait a while.", "Wait a bit.")],
        [
            "step 1: `porch.wait-a-while` is `porch.wait-a-bit` now (untitled.story:20)",
            "step 5: `street.party` is `street.dance` now (untitled.story:37)",
        ],
    ),
}  # fmt: skip


def changed(changes: Changes) -> engine.Story:
    """The story after edits."""
    text = PLAIN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return engine.loads(text)


@pytest.mark.parametrize("name", MENDED)
def test_the_smallest_change_is_found(name: str) -> None:
    changes, expected = MENDED[name]
    story, path = changed(changes), recorded(PLAIN)
    found = repair(story, path)
    assert list(found.changes) == expected
    assert found.path is not None
    done = replay(story, SavedPath.loads(found.path.dumps()))
    assert done.fits
    assert done.session.ending == ("Glad",)


def test_what_is_expected_of_a_step_stays_with_it() -> None:
    path = recorded(PLAIN)
    last = path.steps[4]._replace(expect=Expect(ending="Glad"))
    path = path.model_copy(update={"steps": (*path.steps[:4], last)})
    found = repair(changed([("Wait a while.", "Wait a bit.")]), path)
    assert found.path is not None
    assert [step.expect is not None for step in found.path.steps] == [False] * 4 + [True]


def test_where_there_is_no_small_change_nothing_is_proposed() -> None:
    story = engine.loads("== porch\nAnother story.\n* One.\n    * Two.\n        * Three. -> end\n* Four. -> end\n")
    assert repair(story, recorded(PLAIN)).path is None


@pytest.mark.parametrize(("left", "is_mended"), [(4, True), (2, True), (1, False)])
def test_what_loses_most_of_its_steps_is_another_play(left: int, is_mended: bool) -> None:
    doings = ["Sing a song", "Wash the pan", "Read my mail", "Open a jar", "Kick the wall"]

    def story(count: int) -> engine.Story:
        return engine.loads("== a\nHere.\n" + "".join(f"+ {one}. -> a\n" for one in doings[:count]) + "* Go. -> end\n")

    session = story(5).start(seed=1)
    for number in range(6):
        session.choose(number)
    assert (repair(story(left), SavedPath.of(session)).path is not None) == is_mended


@pytest.mark.parametrize(
    ("new", "is_mended"),
    [({3: 1}, True), ({3: 2}, True), ({3: 4}, False), ({3: 2, 6: 2}, True), ({3: 1, 4: 1, 5: 1}, True)],
)
def test_few_new_choices_in_a_row_are_taken(new: dict[int, int], is_mended: bool) -> None:
    """Each step that fits begins to count anew."""

    def first(place: int, new: dict[int, int]) -> str:
        return f"new{place}_0" if new.get(place) else f"s{place}"

    def story(new: dict[int, int]) -> engine.Story:
        scenes = []
        for place in range(12):
            for number in range(new.get(place, 0)):
                behind = f"new{place}_{number + 1}" if number + 1 < new[place] else f"s{place}"
                scenes.append(f"== new{place}_{number}\nNew.\n* Look at picture {place}{number}. -> {behind}\n")
            scenes.append(f"== s{place}\nRoom {place}.\n* To door {place}. -> {first(place + 1, new)}\n")
        return engine.loads("\n".join([*scenes, "== s12\nThe end.\n-> end\n"]))

    session = story({}).start(seed=1)
    while not session.over:
        session.choose(0)
    mended = repair(story(new), SavedPath.of(session))
    assert (mended.path is not None) == is_mended
    if mended.path is not None:
        assert len(mended.path.steps) == 12 + sum(new.values())


def test_a_hopeless_path_of_ten_thousand_steps_does_not_take_for_ever() -> None:
    text = "== hall\nA hall.\n+ (on) On. -> hall\n* Out. -> end\n"
    path = recorded(text, ["hall.on"] * 10_000)
    story = engine.loads("== hall\nA hall.\n+ Fly. -> hall\n+ Swim. -> hall\n* Out. -> end\n")
    assert repair(story, path).path is None


def test_a_rename_is_guessed_once() -> None:
    text = "== hall\nA hall.\n+ Walk on slowly. -> hall\n* Out. -> end: Out\n"
    path = recorded(text, ["hall.walk-on-slowly"] * 500 + ["hall.out"])
    for story in (text.replace("slowly", "slower"), text.replace("hall", "aisle")):
        found = repair(engine.loads(story), path)
        assert found.path is not None
        assert len(found.path.steps) == 501
        assert found.path.last is not None
        assert found.path.last.ending == "Out"


def test_the_ending_that_the_path_had_is_preferred() -> None:
    """The nearest choice leads elsewhere; another one, which costs more, leads to the ending of the path."""
    text = "== a\nA.\n* Open the red door. -> end: Red\n* Wait. -> end: Blue\n"
    new = "== a\nA.\n* (blue) Open the red doors. -> end: Blue\n* (green) Open a red door, no: the green. -> end: Red\n"
    found = repair(engine.loads(new), recorded(text, ["a.open-the-red-door"]))
    assert found.changes == (
        "step 1: `Open a red door, no: the green.` instead of `Open the red door.` (untitled.story:4)",
    )


def test_nothing_takes_the_place_of_a_choice_that_the_story_still_has() -> None:
    text = "== a\nA.\n* Open the red door. -> end: Red\n* Wait. -> end\n"
    new = "== a\nA.\n* Open the red doors. -> end: Red\n* Step closer.\n    * Open the red door. -> end: Red\n"
    found = repair(engine.loads(new), recorded(text, ["a.open-the-red-door"]))
    assert found.changes == ("before step 1: take `Step closer.` (untitled.story:4)",)


def test_a_choice_that_was_found_under_its_id_is_found_again() -> None:
    """Another one says what it said, and leads astray: that is found out once, and not at every step."""
    text = "== hall\nA hall.\n+ (on) Walk on. -> hall\n* Out. -> end: Out\n"
    new = text.replace("(on) Walk on. -> hall", "(on) Run. -> hall\n+ (off) Walk on. -> end: Fell")
    found = repair(engine.loads(new), recorded(text, ["hall.on"] * 8 + ["hall.out"]))
    assert found.changes == ("step 1: `hall.on` is taken, which says `Run.` now (untitled.story:3)",)


def test_a_play_of_which_hardly_a_step_is_left_is_another_one() -> None:
    questions = "".join(f"~ ask name: Who is number {number}?\n" for number in range(8))
    text = f"var name: text\n== a\n{questions}A.\n* Go. -> end\n"
    found = repair(engine.loads(text.replace(questions, "")), recorded(text, ["=Ada"] * 8 + ["a.go"]))
    assert found.path is None


def test_the_command_shows_and_writes_only_when_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("umbrella.story").write_text(PLAIN.replace("(party)", "(dance)"), encoding="utf-8")
    save_path(recorded(PLAIN), "party.path.json")
    before = Path("party.path.json").read_bytes()
    assert main(["repair", "party.path.json"]) == 1
    assert capsys.readouterr().out == (
        "step 5: `street.party` is `street.dance` now (umbrella.story:37)\n"
        "or write in the story: `(dance was party)` before the text of `street.dance` (umbrella.story:37): "
        "then every path finds it\nNothing was written. To write this: --write\n"
    )
    assert Path("party.path.json").read_bytes() == before
    assert main(["repair", "party.path.json", "--write"]) == 0
    assert main(["test"]) == 0
    capsys.readouterr()
    assert main(["repair", "party.path.json"]) == 0
    assert capsys.readouterr().out == "The path can be followed as it is.\n"


def test_two_paths_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    save_path(recorded(PLAIN), "a.path.json")
    save_path(recorded(PLAIN, [*PLAY[:-1], "street.go-home"]), "b.path.json")
    assert main(["diff", "a.path.json", "b.path.json"]) == 1
    assert capsys.readouterr().out == (
        "The first 4 steps are the same; they part at step 5, scene street:\n"
        "  a.path.json: “Go to the party.”, to the ending “Glad”\n"
        "  b.path.json: “Go home.”, to the ending “Dry”\n"
    )
    assert main(["diff", "a.path.json", "a.path.json"]) == 0
    assert main(["diff", "a.path.json", "none.path.json"]) == 2


def test_two_paths_part_at_an_answer_and_at_the_end() -> None:
    first, other = recorded(PLAIN), recorded(PLAIN, ["porch.wait-a-while", "porch.ask", "=Ada", "porch.smile"])
    assert parting(first, other).lines(("a", "b")) == [
        "The first 2 steps are the same; they part at step 3, scene porch:",
        "  a: answers “Mia”, then 2 more, to the ending “Glad”",
        "  b: answers “Ada”, then 1 more",
    ]
    assert parting(first, recorded(PLAIN, PLAY[:1])).lines(("a", "b"))[-1] == "  b: stops here"


def test_two_paths_with_the_same_steps_through_different_texts() -> None:
    other = recorded(PLAIN.replace("Say please.", "Say it.").replace("0..3 = 1", "0..3 = 0"))
    assert parting(recorded(PLAIN), other).lines(("a", "b"))[:4] == [
        "They were saved with different versions of the story.",
        "the beginning: the variables differ",
        "step 1: the variables differ",
        "step 2: the text differs: Tom: Say [-please-]{+it+}.",
    ]


def test_a_path_that_fits_costs_no_search(saved: SavedPath, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand steps that fit are only played: nothing is compared with anything."""

    def refuse(one: str, other: str) -> float:
        raise AssertionError(f"`{one}` was compared with `{other}`")

    monkeypatch.setattr("engine.paths.repairing.nearness", refuse)
    found = repair(engine.loads(STORY), saved)
    assert (found.changes, found.fitted) == ((), len(saved.steps))
