"""A play that its story has outgrown: the last place that fits, the stored state, or a new beginning."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from terminals import Terminal

import engine
from engine.paths.files import load_path

Plain = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[..., Terminal]

FIRST = ("* (umbrella) Take the umbrella.\n    It drips.\n    -> lobby\n", "* (hat) Take the hat.\n    -> lobby\n")


def change(story: Path, *pairs: tuple[str, str]) -> None:
    text = story.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    story.write_text(text, encoding="utf-8")


def test_the_stored_state_is_taken_up_and_kept(plain: Plain, story: Path) -> None:
    plain("umbrella\n4\n", str(story))
    plain("continue\nRing\nZoë\n:save at the desk\n", str(story))
    change(
        story,
        FIRST,
        ("0..3 = 2", "0..1 = 1"),
        ("~ coins = 2", "~ coins = 1"),
        ("coins == 3", "coins == 1"),
        ("guest", "name"),
    )
    change(story, ("var name", "var lift = true\nvar name"))
    out = plain(":load at the desk\nstored\nwhere\n", str(story)).stdout
    assert "step 1, scene lobby: the choice `Take the umbrella.` is gone" in out
    assert "  turn 3, The desk\n" in out
    for note in (
        "`coins` was 2, which does not fit any more; it is 1",
        "the variable `guest` is gone; it was Zoë",
        "the variable `name` is new; it is nobody",
        "the variable `lift` is new; it is true",
        "choices that were taken and are gone: `lobby.umbrella`",
    ):
        assert f"  not as it was: {note}\n" in out
        assert f"{note[0].upper()}{note[1:]}.\n" in out.partition("Taken up, but for this:")[2]
    assert "Type a number from 1 to 4, or :resume then, :stored, :resume before or :new." in out
    # What was read there last stands there again, and the choices are those of the place, one of which is used up.
    assert "So you are Zoë.\n\n1. Go up to bed." in out.partition("Taken up")[2]
    assert "The desk. 0 turns so far." in out


def test_what_is_played_from_a_stored_state_is_kept_like_any_play(plain: Plain, story: Path) -> None:
    plain("umbrella\ntea\ncount\nRing\nZoë\n", str(story))
    change(story, FIRST)
    out = plain("continue\nstored\nGo back\n", str(story)).stdout
    out = plain("continue\nwhere\nundo\nundo\nGo up\nrestart\ntimeline\n", str(story)).stdout
    assert "does not fit" not in out
    # The tea stays used up, the umbrella is gone, and the hat is new.
    assert (
        "1. Take the hat.\n-. Take the lift. (the lift costs three coins)\n2. Count your coins. (taken)\n3. Ring" in out
    )
    assert "The end: Asleep." in out
    assert "Branch 1: Go back to the lobby.\n" in out
    # Edited once more, in what was played since: it fits up to there, from the stored state on.
    change(story, ("* Go up to bed. -> end: Asleep\n", "* Sleep on it. -> end: Asleep\n"))
    out = plain("continue\nstored\n", str(story)).stdout
    assert "step 1, scene desk: the choice `Go up to bed.` is gone" in out
    assert "Go on from the last place that fits (you are here)\n  the beginning" in out
    assert "The stored state cannot be taken up: the play was at its end." in out


def test_a_story_that_has_outgrown_the_stored_state_as_well(plain: Plain, story: Path) -> None:
    plain("umbrella\nRing\nZoë\n", str(story))
    change(story, FIRST)
    plain("continue\nstored\nGo back\n", str(story))
    change(story, ("desk", "counter"))
    done = plain("continue\nwhere\nsaves\nstored\n", str(story))
    assert done.returncode == 0
    assert "the scene `desk`, where the play stood, is gone" in done.stdout
    # Where the play stood after it is found all the same.
    assert "You are in the stored state, The lobby." in done.stdout
    assert "The lobby. 0 turns so far." in done.stdout


@pytest.mark.parametrize(
    ("typed", "pairs", "reason"),
    [
        ("umbrella\nRing\nZoë\n", (FIRST, ("desk", "counter")), "The scene `desk`, where the play stood, is gone."),
        ("umbrella\nRing\nZoë\n1\n", (FIRST,), "The play was at its end."),
        ("umbrella\nRing\nZoë\n", (FIRST, ("bed. ->", "my bed. ->"), ("Go back", "Walk back")), "The choices at which the play stood are gone from scene `desk`."),
    ],
)  # fmt: skip
def test_a_stored_state_that_does_not_fit_is_refused(
    plain: Plain, story: Path, typed: str, pairs: tuple[tuple[str, str], ...], reason: str
) -> None:
    plain(typed, str(story))
    change(story, *pairs)
    out = plain("continue\nstored\nwhere\nnew\nwhere\n", str(story)).stdout
    assert f"The stored state cannot be taken up\n  {reason}\n" in out
    assert "Type a number from 1 to 3, or :resume then, :resume before or :new." in out
    assert out.count("The lobby. 0 turns so far.") == 2
    assert "“" not in plain("saves\n", str(story)).stdout  # the earlier play is there, and nothing else was kept


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("+ Ring the bell.\n    -> lobby", "it led to scene `desk`, and leads to `lobby` now"),
        ("+ Ring the bell.\n    -> end: Rung", "it led to no ending, and leads to the ending `Rung` now"),
    ],
)
def test_the_last_choice_leads_elsewhere_now(plain: Plain, story: Path, new: str, reason: str) -> None:
    plain("umbrella\nRing\n", str(story))
    change(story, ("+ Ring the bell.\n    -> desk", new))
    out = plain("continue\nstored\nZoë\nwhere\n", str(story)).stdout
    assert f"  step 2, scene lobby: another outcome: {reason}\n" in out
    assert "1. Go on with the story as it is now\n  turn 2\n" in out
    assert "Go on from the last place before (you are here)\n  after turn 1, The lobby\n" in out
    assert "So you are Zoë." in out.partition("You are in the stored state, The desk.")[2]
    # Whoever goes on from that last place leaves the earlier play as it was.
    plain(":load 2\n:resume before\nundo\ntea\n", str(story))
    assert f"step 2, scene lobby: another outcome: {reason}\n" in plain(":load 3\n", str(story)).stdout


def test_where_the_story_asks_something_the_ways_on_are_no_answers(plain: Plain, story: Path) -> None:
    plain("umbrella\nRing\nZoë\nGo back\n", str(story))
    change(story, ("* Go back to the lobby.", "* Leave."), ("~ ask guest", "~ ask coins: How many coins?\n~ ask guest"))
    out = plain("continue\n:stored\nwhere\n", str(story)).stdout
    assert "the story asks `How many coins?`, where the path answers `What is your name?`" in out
    assert ":stored, :resume before" in out
    assert "You are in the stored state, The lobby." in out


def test_stored_without_such_a_play(plain: Plain, story: Path) -> None:
    out = plain("stored\n1\nstored\n", str(story)).stdout
    assert out.count("There is no stored state to go on from") == 2


def test_on_the_full_screen(terminal: Start, plain: Plain, story: Path) -> None:
    plain("umbrella\nRing\nZoë\n", str(story))
    change(story, FIRST, ("0..3 = 2", "0..1 = 1"), ("~ coins = 2", "~ coins = 1"), ("coins == 3", "coins == 1"))
    one = terminal("play", str(story), size=(80, 30))
    one.until("Welcome back")
    one.ready()
    one.press("\r", "The story was changed since you played it")
    text = one.until("Your earlier play is kept as it was.")
    assert "the choice `Take the umbrella.` is gone" in text
    assert "not as it was: `coins` was 2, which does not fit any more; it is 1" in text
    one.press("2\r", "So you are Zoë.")
    one.until("Taken up, but for this:")
    one.press("1", "The end: Asleep.")
    one.press("q", lambda: not one.child.isalive() or "is kept" in one.text())
    again = terminal("play", str(story), "--continue", size=(80, 30))
    again.until("The end: Asleep.")


def test_on_the_full_screen_the_other_ways(terminal: Start, plain: Plain, story: Path) -> None:
    plain("tea\numbrella\nRing\nZoë\n", str(story))
    change(story, FIRST)
    one = terminal("play", str(story), "--continue", size=(60, 24))
    one.until("The story was changed since you played it")
    one.ready()
    # Escape, or Enter on the first: at the last place that fits.
    one.press("\x1b", lambda: "changed since" not in one.text() and "Take the hat." in one.text())
    assert "Take some tea." in one.text()
    one.press(":continue\r", "The story was changed")
    one.press("b", lambda: "A new play begins." in one.text() and "changed since" not in one.text())
    assert "4. Take some tea." in one.text() and "lamp is lit" in one.text()
    tiny = terminal("play", str(story), "--continue", size=(24, 8))
    tiny.until("The story was")


def test_a_play_from_a_stored_state_is_exported_and_imported(
    plain: Plain, command: Plain, story: Path, tmp_path: Path
) -> None:
    plain("umbrella\nRing\nZoë\n", str(story), "--seed", "5")
    change(story, FIRST)
    plain("continue\nstored\nGo back\ncount\n:save counted\n", str(story))
    shown = command("saves", "show", "counted").stdout
    assert "seed 5, begun" in shown and "from a stored state" in shown
    assert command("saves", "export", "counted", "counted.path.json").returncode == 0
    path = load_path(tmp_path / "counted.path.json")
    assert (path.seed, len(path.steps), path.origin is not None) == (5, 2, True)
    assert path.engine and path.story.source == engine.load(story).program.fingerprint
    assert "You have 2." in path.texts[path.steps[-1].prose or ""]
    done = command("replay", "counted.path.json", "--quiet")
    assert (done.returncode, done.stdout) == (0, "")
    command("saves", "delete", "counted")
    assert command("saves", "import", "counted.path.json", "--story", str(story)).returncode == 0
    out = plain(":load counted\nwhere\nundo\n", str(story)).stdout
    assert "You have 2." in out and "The lobby. 2 turns so far." in out


def test_a_path_with_a_snapshot_hands_over_to_the_player(
    terminal: Start, plain: Plain, story: Path, tmp_path: Path
) -> None:
    plain("umbrella\nRing\nZoë\n:save desk here\n", str(story))
    made = terminal("saves", "export", "desk here", "desk.path.json")
    assert made.end() == 0
    change(story, FIRST)
    one = terminal("replay", "desk.path.json", "--quiet", "--go-on")
    one.until("Go on from the stored state")
    one.ready()
    one.press("1\r", "So you are Zoë.")
    assert "The desk" in one.press(":where\r", "The desk")
