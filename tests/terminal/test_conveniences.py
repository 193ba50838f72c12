"""What players of other systems know: seen text, skipping, quick saves, hints at endings, notes for the author."""

from collections.abc import Callable
from pathlib import Path

import pytest

import engine
from engine.paths.files import load_path
from engine.terminal.commands.table import run_command
from engine.terminal.controller import submit
from engine.terminal.frame import compose
from engine.terminal.hints import find_route
from engine.terminal.keymap import press
from engine.terminal.play import PlayController
from engine.terminal.screen import Screen
from engine.terminal.seen import CHOICE, MOST_BYTES, TEXT, Seen
from engine.terminal.settings import Settings

CHAIN = """\
title: The Long Corridor
var key = false

== hall: The hall
A door stands open.
+ Go on. -> one
+ Look under the mat.
    ~ key = true
    A key.
    -> hall

== one
The first room.
+ Go on. -> two

== two
The second room.
+ Go on. -> three

== three
The third room has two doors.
+ The red door. -> end: Red
+ {if key} The blue door. -> end: Blue
+ Back. -> hall
"""


def new_play(seen: Seen | None = None, text: str = CHAIN) -> PlayController:
    return PlayController(engine.loads(text).start(seed=1), None, Settings(animation=False), seen)


def shown(screen: Screen, size: tuple[int, int] = (70, 30)) -> str:
    return "\n".join("".join(text for text, _ in row) for row in compose(screen, *size).rows)


def test_what_was_seen_is_known_in_the_next_sitting(tmp_path: Path) -> None:
    path = tmp_path / "seen" / "story"
    play = new_play(Seen(path))
    assert play.unread_from is not None
    play.choose(play.session.choices[0])
    assert play.unread_from == play.new_from + 1
    again = new_play(Seen(path))
    assert again.unread_from is None
    assert [again.is_taken(choice) for choice in again.session.choices] == [True, False]
    assert "1. Go on. (taken)" in shown(Screen(again))
    again.settings = again.settings._replace(seen=False)
    assert "(taken)" not in shown(Screen(again))


def test_a_file_of_what_was_seen_that_is_cut_off_or_no_file(tmp_path: Path) -> None:
    path = tmp_path / "story"
    Seen(path).add([(TEXT, "one"), (CHOICE, "two")])
    path.write_bytes(path.read_bytes()[:-3])
    torn = Seen(path)
    assert torn.knows(TEXT, "one") and not torn.knows(CHOICE, "two") and not torn.knows(TEXT, "two")
    torn.add([(CHOICE, "three")])
    assert Seen(path).knows(CHOICE, "three") and Seen(path).knows(TEXT, "one")
    path.write_bytes(bytes(range(8)) * (MOST_BYTES // 8 + 10))
    assert not Seen(path).knows(TEXT, "one")
    folder = Seen(tmp_path)
    folder.add([(TEXT, "one")])
    assert folder.knows(TEXT, "one") and not Seen(tmp_path).knows(TEXT, "one")


def test_skipping_goes_on_to_what_is_new_or_to_decide() -> None:
    play = new_play()
    screen = Screen(play)
    press(screen, "tab")
    assert "nothing to skip" in screen.notes[0] and play.here.depth == 0
    press(screen, "1")
    press(screen, "tab")
    assert play.here.depth == 1, "a choice that was never taken is not taken by skipping"
    press(screen, "1")
    press(screen, "1")
    press(screen, "2")
    press(screen, "1")
    compose(screen, 70, 30)
    press(screen, "tab")
    assert play.here.scene == "three" and "Skipped 2 turns" in screen.notes[0]
    assert submit(new_play(), ":skip").notes == ("There is nothing to skip: this is for you to decide.",)


def test_skipping_on_a_page_goes_to_the_first_new_passage() -> None:
    text = "\n\n    ".join(f"Known {number}." for number in range(30))
    play = new_play(text=f"== a\nHere.\n+ One.\n    {text}\n    -> a\n+ Two.\n    {text}\n\n    New.\n    -> a\n")
    screen = Screen(play)
    press(screen, "1")
    press(screen, "2")
    assert "New." not in shown(screen, (70, 12))
    press(screen, "tab")
    assert "New." in shown(screen, (70, 12))
    press(screen, "1")
    assert "1. One." not in shown(screen, (70, 12))
    press(screen, "tab")
    assert "▸ 1. One." in shown(screen, (70, 12)), "all of it was read: on to the choices"


def test_after_undo_nothing_has_to_be_paged_again() -> None:
    text = "\n\n    ".join(f"Paragraph {number}." for number in range(30))
    screen = Screen(new_play(text=f"== a\nHere.\n+ One.\n    {text}\n    -> a\n+ Two. -> a\n"))
    press(screen, "1")
    assert "Paragraph 0." in shown(screen, (70, 12)) and "1. One." not in shown(screen, (70, 12))
    press(screen, "end")
    press(screen, "2")
    press(screen, "u")
    assert "▸ 1. One." in shown(screen, (70, 12))


def test_pages_turn_by_themselves() -> None:
    text = "\n\n    ".join(f"Paragraph {number}." for number in range(30))
    play = new_play(
        text=f"== a\n+ One.\n    {text}\n    -> b\n== b\n+ On.\n    Then.\n    -> c\n== c\n+ X -> a\n+ Y -> a\n"
    )
    screen = Screen(play)
    press(screen, "1")
    shown(screen, (70, 12))
    press(screen, "f8")
    assert screen.pause is not None
    for _ in range(200):
        shown(screen, (70, 12))
        screen.wait(0.5)
    assert play.here.scene == "c" and screen.pause is None and "for you to decide" in screen.notes[0]
    press(screen, "f8")
    press(screen, "t")
    assert screen.pause is None, "whoever does something else wants to look"


def test_width_by_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    screen = Screen(new_play())
    press(screen, "+")
    assert screen.play.settings.width == 76 and "width = 76" in (tmp_path / "nightcap/settings.toml").read_text()
    for _ in range(30):
        press(screen, "-")
    assert screen.play.settings.width == 20


def test_copying_the_last_paragraph() -> None:
    screen = Screen(new_play())
    press(screen, "1")
    press(screen, "f7")
    assert screen.to_copy == "The first room."


def test_search_says_which_of_how_many_and_when_it_goes_round() -> None:
    screen = Screen(new_play())
    for key in ("1", "1", "1"):
        press(screen, key)
        compose(screen, 70, 12)
    screen.search("room")
    found = [screen.notes[0]]
    for key in "nnn":
        press(screen, key)
        found.append(screen.notes[0])
    assert [note.partition(".")[0] for note in found] == ["3 of 3", "2 of 3", "1 of 3", "3 of 3, from the end again"]
    press(screen, "N")
    assert screen.notes[0].startswith("1 of 3, from the beginning again.")


def test_hints_go_from_vague_to_exact() -> None:
    play = new_play()
    for number in (0, 0, 0, 0):
        play.choose(play.session.choices[number])
    assert play.session.over and play.all_endings() == {"Red"}
    vague, where, exact = (submit(play, ":hint").notes[0] for _ in range(3))
    assert "Another ending begins" in vague and "Blue" not in vague + where
    assert where.startswith("It begins at turn 3, three, where you chose “The red door.”.")
    assert "Go back to turn 3, three (:go 3), and then: “Back.” → “Look under the mat.” →" in exact
    assert exact.endswith("→ “The blue door.”")
    run_command(play, "go 3")
    for words in exact.partition("then: ")[2].split(" → "):
        submit(play, words.strip("“”"))
    assert play.all_endings() == {"Red", "Blue"}
    assert submit(play, ":hint").notes == ("You have found all endings of this story.",)


def test_a_hint_says_when_there_is_no_way() -> None:
    play = new_play(text="== a\n+ X -> end: One\n+ {if visits(a) > 5} Y -> end: Two\n")
    play.choose(play.session.choices[0])
    assert "No other ending can be reached" in submit(play, ":hint").notes[0]


def test_hints_in_a_story_that_is_too_large_to_look_at_whole() -> None:
    counters = "\n".join(f"var n{number}: 0..9 = 0" for number in range(6))
    choices = "\n".join(f"+ Count {number}.\n    ~ n{number} = (n{number} + 1) % 10\n    -> a" for number in range(6))
    play = new_play(text=f"{counters}\n== a\n{choices}\n+ Stop. -> end: Stop\n+ {{if n0 > 1}} Go. -> end: Gone\n")
    for _ in range(4):
        submit(play, "count 1")
    submit(play, "stop")
    route, _ = find_route(play, {"Stop"}, 2.0)
    assert route is not None and route.ending == "Gone"


def test_three_quick_saves_are_kept(plain: Callable[..., object], story: Path) -> None:
    out = plain("quicksave\n1\nquicksave\n1\nquicksave\n1\nquicksave\nsaves\nquickload\nwhere\n", str(story)).stdout  # type: ignore[attr-defined]
    saves = out[out.index("Saves:") :]
    assert [saves.count(f"quick save {name}\n") for name in "ABC"] == [1, 1, 1]
    assert out.count("Saved as “quick save A”.") == 2
    assert "The lobby. 3 turns so far." in out


def test_a_save_is_replaced_only_when_asked_twice(plain: Callable[..., object], story: Path) -> None:
    out = plain("1\n:save here\n1\n:save here\nwhere\n:save here\n:save here\n:load here\nwhere\n", str(story)).stdout  # type: ignore[attr-defined]
    assert out.count("There is a save “here” (turn 1, The lobby). Save under that name once more") == 2
    assert out.count("Saved as “here”.") == 2
    assert out.endswith("The lobby. 2 turns so far.\n> \n")


def test_notes_for_the_author_are_paths_to_replay(
    plain: Callable[..., object], command: Callable[..., object], story: Path, tmp_path: Path
) -> None:
    assert "no notes" in command("saves", "export", "--feedback").stdout  # type: ignore[attr-defined]
    out = plain(
        "1\n:feedback\n:feedback The umbrella was dry \x1b[2J before.\nring\nZoë\n:feedback Nice.\n", str(story)
    )
    assert out.stdout.count("Noted with this place.") == 2 and "What is to be said?" in out.stdout  # type: ignore[attr-defined]
    done = command("saves", "export", "--feedback", "notes", "--story", "the night porter")
    assert "Wrote 2 notes to notes" in done.stdout  # type: ignore[attr-defined]
    files = sorted((tmp_path / "notes").glob("*.path.json"))
    assert [len(load_path(file).steps) for file in files] == [1, 3]
    index = (tmp_path / "notes" / "feedback.md").read_text(encoding="utf-8")
    assert "The umbrella was dry" in index and "\x1b" not in index and files[1].name in index
    assert "step 1, " in index and "step 3, " in index
    for file in files:
        assert command("replay", str(file), "--story", str(story)).returncode == 0  # type: ignore[attr-defined]
    assert command("saves", "export").returncode == 2  # type: ignore[attr-defined]
