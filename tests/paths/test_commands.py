"""`nightcap replay` and `nightcap test`, as somebody at a terminal meets them."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from umbrella import PLAIN, recorded

from engine.cli.main import main
from engine.paths.files import load_path, save_path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the story and a path of it, in which the commands are run."""
    (tmp_path / "umbrella.story").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "paths").mkdir()
    save_path(recorded(PLAIN), tmp_path / "paths" / "party.path.json")
    monkeypatch.chdir(tmp_path)
    # Where a replay hands over to the player, that one keeps the play: not in the library of whoever runs the tests.
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


def edit(folder: Path, old: str, new: str) -> None:
    """Change the story."""
    file = folder / "umbrella.story"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


PATH = "paths/party.path.json"

PLAYED = """\
Rain on the porch. Tom has the umbrella.

> Wait a while.

It rains many drops.

Rain on the porch. Tom has the umbrella.

> Ask for it.

Tom: Say please.

Who are you?

> Mia

Mia, he says. Drops fall.

> Smile at him.

The street, rain 2. A dog.

> Go to the party.

There is music two doors away.

The end: Glad.

"""


def test_replay_shows_the_play(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", PATH]) == 0
    shown = capsys.readouterr()
    assert shown.out == PLAYED
    assert shown.err == ""


def test_replay_says_where_it_does_not_fit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "* (party) Go to the party.", "* Go to a party.")
    assert main(["replay", PATH, "--quiet"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == (
        "step 5, scene street: the choice `Go to the party.` is gone; nearest: `Go to a party.` (umbrella.story:37)\n"
        "The path was followed for 4 steps.\n"
    )


def test_replay_tells_of_changes_and_goes_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "Tom: Say please.", "Tom: Say it nicely.")
    assert main(["replay", PATH, "--quiet"]) == 0
    assert capsys.readouterr().err == (
        "step 2, scene porch: the text changed: Tom: Say [-please-]{+it nicely+}.\n"
        "The path was followed to its end; 1 of 6 turns differed (1 reworded).\n"
    )


def test_replay_takes_the_nearest_when_told_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "* (party) Go to the party.", "* Go to a party.")
    assert main(["replay", PATH, "--quiet", "--accept-nearest", "--save", "new.path.json"]) == 0
    assert load_path("new.path.json").steps[-1].id == "street.go-to-a-party"


def test_replay_saves_no_part_of_a_path_but_the_one_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "* (party) Go to the party.", "* Go to a party.")
    before = Path(PATH).read_bytes()
    assert main(["replay", PATH, "--quiet", "--save", PATH]) == 1
    assert f"{PATH} is not written: the path does not fit to its end.\n" in capsys.readouterr().err
    assert Path(PATH).read_bytes() == before
    assert main(["replay", PATH, "--quiet", "--until", "4", "--save", "part.path.json"]) == 0
    assert len(load_path("part.path.json").steps) == 4


def test_the_line_of_a_test_has_the_gravest_difference(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "Tom: Say please.", "Tom: Say it nicely.")
    edit(folder, "* (party) Go to the party.", "* Go to a party.")
    assert main(["test", "--junit", "out.xml"]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"FAIL  {PATH}: step 5, scene street: the choice `Go to the party.` is gone; nearest")
    assert " (and 1 more)\n" in out
    failure = next(ElementTree.parse("out.xml").iter("failure"))
    assert failure.get("type") == "choice gone"
    assert "the text changed" in (failure.text or "")


def test_two_stories_of_one_title_are_not_chosen_between(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "draft.story").write_text(PLAIN, encoding="utf-8")
    assert main(["replay", PATH, "--quiet"]) == 2
    expected = "2 stories have the title “The Umbrella” (`draft.story`, `umbrella.story`): `--story FILE`"
    assert expected in capsys.readouterr().err
    assert main(["replay", PATH, "--quiet", "--story", "umbrella.story"]) == 0


def test_replay_hands_over_to_the_player(folder: Path) -> None:
    edit(folder, "* (party) Go to the party.", "* Go to a party.")
    command = [sys.executable, "-m", "engine", "replay", PATH, "--quiet", "--go-on"]
    done = subprocess.run(command, input="1\n", capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0
    assert "is gone; nearest" in done.stderr
    assert done.stdout.startswith("The Umbrella\n\nThe street, rain 2. A dog.\n\n1. Go home.\n2. Go to a party.\n> ")
    assert "The end: Dry." in done.stdout


def test_replay_stops_after_so_many_steps(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", PATH, "--until", "1"]) == 0
    assert capsys.readouterr().out == PLAYED.partition("> Ask")[0]


def test_replay_one_step_at_a_time(folder: Path) -> None:
    command = [sys.executable, "-m", "engine", "replay", PATH, "--step"]
    done = subprocess.run(command, input="\n" * 5, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, PLAYED)


def test_replay_writes_transcripts(folder: Path) -> None:
    edit(folder, "Tom: Say please.", "Tom: Say *please* 2 * 3 _now_.\n\n    1. Count {1}\\\n    - slowly.")
    assert main(["replay", PATH, "--quiet", "--transcript", "play.md"]) == 0
    text = (folder / "play.md").read_text(encoding="utf-8")
    assert text.startswith("# The Umbrella\n\nRain on the porch.")
    assert "> **Ask for it.**\n\n**Tom:** Say *please* 2 \\* 3 \\_now\\_.\n\n1\\. Count 1\\\n\\- slowly.\n\n" in text
    assert text.endswith("\n---\n\n*The end: Glad.*\n")
    assert main(["replay", PATH, "--quiet", "--transcript", "play.txt"]) == 0
    assert (folder / "play.txt").read_text(encoding="utf-8").startswith("The Umbrella\n\nRain on the porch.")


def test_an_ending_whose_name_has_a_full_stop(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "-> end: Glad", "-> end: So glad! (was Glad)")
    for name in ("play.md", "play.txt"):
        assert main(["replay", PATH, "--transcript", name]) == 0
        assert (folder / name).read_text(encoding="utf-8").rstrip("\n").rstrip("*").endswith("The end: So glad!")
    assert capsys.readouterr().out.count("The end: So glad!\n") == 2


def test_replay_writes_a_recording(folder: Path) -> None:
    assert main(["replay", PATH, "--quiet", "--cast", "play.cast"]) == 0
    head, *events = [json.loads(line) for line in (folder / "play.cast").read_text(encoding="utf-8").splitlines()]
    assert (head["version"], head["width"], head["height"], head["title"]) == (2, 80, 24, "The Umbrella")
    assert "".join(text for _, _, text in events).replace("\r\n", "\n") == PLAYED
    times = [time for time, _, _ in events]
    assert times == sorted(times)
    assert {kind for _, kind, _ in events} == {"o"}


def test_replay_finds_the_story_by_its_title(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = "title: Another\n\n== start\nHm.\n* Go. -> end\n"
    (folder / "another.story").write_text(other, encoding="utf-8")
    assert main(["replay", PATH, "--quiet"]) == 0
    edit(folder, "title: The Umbrella", "title: The Parasol")
    assert main(["replay", PATH, "--quiet"]) == 2
    assert capsys.readouterr().err == (
        "nightcap replay: paths/party.path.json: “The Umbrella” is not beside it; name the story: `--story FILE`\n"
    )
    assert main(["replay", PATH, "--quiet", "--story", "umbrella.story"]) == 0
    (folder / "another.story").unlink()
    assert main(["replay", PATH, "--quiet"]) == 0


WRONG = {
    "none.path.json": "none.path.json: there is no file `none.path.json`",
    "bad.path.json": "bad.path.json:1:54: step 1, id: this holds a character or a form that is not allowed here",
}


@pytest.mark.parametrize("name", WRONG)
def test_replay_of_what_is_no_path(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    bad = '{"format":"nightcap path","version":1,"steps":[{"id":"\\u001b[2J"}]}'
    (folder / "bad.path.json").write_text(bad, encoding="utf-8")
    assert main(["replay", name]) == 2
    assert capsys.readouterr().err == f"nightcap replay: {WRONG[name]}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [PATH, "--speed", "0"],
        [PATH, "--transcript", "play.pdf"],
        [PATH, "--step", "--quiet"],
        [PATH, "--until", "x"],
    ],
)
def test_wrong_use_of_replay(folder: Path, arguments: list[str]) -> None:
    assert main(["replay", *arguments]) == 2


def test_a_typed_list_of_choices_becomes_a_path(folder: Path) -> None:
    typed = "# ending: Dry\nporch.ask\n=Mia\nporch.walk-off\n\n# and home\nstreet.go-home\n"
    (folder / "dry.choices").write_text(typed, encoding="utf-8")
    assert main(["replay", "dry.choices", "--quiet", "--save", "paths/dry.path.json"]) == 0
    path = load_path("paths/dry.path.json")
    assert [step.id for step in path.steps] == ["porch.ask", "porch.name", "porch.walk-off", "street.go-home"]
    assert path.steps[-1].expect is not None
    assert path.steps[-1].expect.ending == "Dry"
    assert main(["test"]) == 0
    (folder / "dry.choices").write_text(typed.replace("Dry", "Wet"), encoding="utf-8")
    assert main(["replay", "dry.choices", "--quiet"]) == 1


def test_test_says_one_line_a_path(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test"]) == 0
    assert capsys.readouterr().out == "ok    paths/party.path.json  (5 steps)\n1 path: 1 fit, 0 failed\n"
    assert main(["replay", "--all", "paths"]) == 0
    edit(folder, "Tom: Say please.", "Tom: Say it nicely.")
    assert main(["test", "paths"]) == 1
    assert capsys.readouterr().out.endswith(
        "FAIL  paths/party.path.json: step 2, scene porch: the text changed: Tom: Say [-please-]{+it nicely+}.\n"
        "1 path: 0 fit, 1 failed (1 reworded)\n"
    )


def test_test_accepts_when_told_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "Tom: Say please.", "Tom: Say it nicely.")
    assert main(["test", "--accept"]) == 0
    assert "{+it nicely+}" in capsys.readouterr().out
    assert main(["test"]) == 0
    assert load_path(PATH).steps[0] == recorded(PLAIN).steps[0]


def test_test_never_accepts_a_path_that_stops(folder: Path) -> None:
    edit(folder, "* (party) Go to the party.", "* Go to a party.")
    before = Path(PATH).read_bytes()
    assert main(["test", "--accept"]) == 1
    assert Path(PATH).read_bytes() == before


def test_many_paths_are_replayed_in_several_processes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(40):
        save_path(recorded(PLAIN), folder / "paths" / f"again{number:02}.path.json")
    (folder / "paths" / "broken.path.json").write_text("{", encoding="utf-8")
    assert main(["test", "--junit", "out.xml"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines[:-1]] == sorted(line.split()[1] for line in lines[:-1])
    assert lines[-1] == "42 paths: 41 fit, 1 failed (1 gone)"
    suite = ElementTree.parse(folder / "out.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("42", "0", "1")
    errors = suite.findall("testcase/error")
    assert [one.get("type") for one in errors] == ["no saved path"]
    assert "it is not JSON" in str(errors[0].text)


def test_test_without_paths(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["test", "empty"]) == 2
    assert main(["test", "nowhere"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "nightcap test: there is no saved path (*.path.json) here",
        "nightcap test: there is no folder and no file `nowhere`",
    ]


def test_a_story_with_errors_fails_its_paths(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "-> street\n* Walk", "-> steet\n* Walk")
    assert main(["test"]) == 1
    assert capsys.readouterr().out.startswith("FAIL  paths/party.path.json: umbrella.story:30:")
