"""Long paths with long texts: small, a step a line, and when they are read again all is there."""

import json
import random
from pathlib import Path

import pytest

import engine
from engine.paths.files import load_path
from engine.paths.replaying import replay
from engine.paths.saved_path import SavedPath

STEPS = 10_000
WORDS = [
    "rain",
    "falls",
    "slowly",
    "on",
    "every",
    "roof",
    "of",
    "this",
    "long",
    "town",
    "where",
    "nobody",
    "asks",
    "about",
    "weather",
    "and",
    "she",
    "waits",
    "again",
]


def long_story(scenes: int) -> str:
    """A story in which each scene offers ten choices of 60 to 120 characters without labels."""
    dice = random.Random(scenes)
    lines = ["var n: 0..9 = 0", 'var who: text = "?"', ""]
    for number in range(scenes):
        lines.append(f"== scene_{number}\nScene {number}. {{random(1, 9)}}")
        for place in range(10):
            text = f"{place} " + " ".join(dice.choices(WORDS, k=30))
            effect = "    ~ n = (n + 1) % 10\n" if place % 2 else ""
            lines.append(f"+ {text[: dice.randint(60, 118)].strip()}.\n{effect}    -> scene_{(number + 1) % scenes}")
    return "\n".join(lines) + "\n"


def played(story: engine.Story, steps: int) -> SavedPath:
    session, dice = story.start(seed=5), random.Random(5)
    for _ in range(steps):
        session.choose(dice.choice(session.choices))
    return SavedPath.of(session)


@pytest.mark.parametrize("scenes", [3, 300])
def test_ten_thousand_choices_with_long_texts_stay_small(scenes: int) -> None:
    story = engine.loads(long_story(scenes))
    path = played(story, STEPS)
    text = path.dumps()
    assert len(text.encode()) < 1_500_000
    lines = text.splitlines()
    first = lines.index('"steps":[') + 1
    ids, choices = json.loads(text)["ids"], json.loads(text)["choices"]
    steps = [json.loads(line.rstrip(",")) for line in lines[first : first + STEPS]]
    assert [ids[choices[step["choice"]]["id"]] for step in steps] == [step.id for step in path.steps]
    again = SavedPath.loads(text)
    assert again.steps == path.steps
    assert replay(story, again).fits
    assert again.dumps() == text


def test_long_ids_of_other_letters_stay_small_too() -> None:
    text = long_story(40).translate({ord("a") + place: 0x430 + place for place in range(26)})
    for word in ("var n", 'var who: text = "?"', "-> scene_", "== scene_", "{random(1, 9)}", "~ n = (n + 1) % 10"):
        text = text.replace(word.translate({ord("a") + place: 0x430 + place for place in range(26)}), word)
    story = engine.loads(text)
    path = played(story, STEPS)
    written = path.dumps()
    assert len(written.encode()) < 1_500_000
    again = SavedPath.loads(written)
    assert [step.id for step in again.steps] == [step.id for step in path.steps]
    assert replay(story, again).fits
    assert again.dumps() == written


def test_a_cut_id_that_could_be_two_is_neither() -> None:
    story = engine.loads("== a\nA.\n+ Go to the end of the road. -> a\n+ Go to the end of the lane. -> a\n")
    ids = [
        "a.go-to-the-end-of-the-road",
        "a.go-to-the-end-of-the-lane",
        "a.go-to-the-end-…",
        "a.go-to-the-end-of-the-l…",
    ]
    steps = ",".join(json.dumps({"id": id}) for id in ids)
    path = SavedPath.loads(f'{{"format":"nightcap path","version":1,"brief":true,"steps":[{steps}]}}')
    assert path.steps[3].id == ids[1]
    stopped = replay(story, path).stopped
    assert stopped is not None and (stopped.number, stopped.kind) == (3, "choice gone")


@pytest.mark.parametrize("name", ["whole", "brief"])
def test_paths_of_version_1_still_fit(name: str) -> None:
    """Their hashes are of what Python made of the variables, and are compared by their own old function."""
    folder = Path(__file__).parent / "older"
    path = load_path(folder / f"{name}.path.json")
    assert path == load_path(folder / "whole.path.json")
    assert [step.id for step in path.steps[3:]] == [
        "b.back",
        "a.wait-n-times-so-long",
        "b.back",
        "a.wait-n-times-so-long",
    ]
    done = replay(engine.load(folder / "back_and_forth.story"), path)
    assert done.fits
    now = done.recorder.path()
    assert now.version == 2 and now.steps[0].state != path.steps[0].state and now.steps[0].prose == path.steps[0].prose
    assert SavedPath.loads(path.dumps()) == path
