"""Long paths with long texts: small, a step a line, and when they are read again all is there."""

import json
import random

import pytest

import engine
from engine.paths.model import SavedPath
from engine.paths.replaying import replay

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
    assert [json.loads(line.rstrip(","))["id"][:6] for line in lines[first : first + STEPS]] == ["scene_"] * STEPS
    again = SavedPath.loads(text)
    lost = [number for number, step in enumerate(again.steps) if step != path.steps[number]]
    assert all(again.steps[number] == path.steps[number].model_copy(update={"text": None}) for number in lost)
    assert len(lost) < STEPS / 10
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


def test_a_brief_path_is_read_as_the_whole_one() -> None:
    text = "var n: 0..9 = 0\n== a\nA.\n+ Wait {n} times (so long)! -> b\n+ (on) Go on. -> b\n== b\nB {n}.\n+ Back.\n    ~ n += 1\n    -> a\n"
    story = engine.loads(text)
    session = story.start(seed=1)
    for id in ["a.on", "b.back", "a.on", "b.back", "a.wait-n-times-so-long", "b.back", "a.wait-n-times-so-long"]:
        session.choose(id)
    whole = SavedPath.of(session)
    brief = json.loads(whole.dumps()) | {"brief": True}
    brief["steps"] = [
        {"id": "a.on", "text": "Go on.", "prose": whole.steps[0].prose},
        {"id": "b.*", "text": "Back.", "prose": whole.steps[1].prose, "changed": {"n": 1}},
        {"id": "a.on", "prose": whole.steps[2].prose},
        {"id": "b.back", "prose": whole.steps[3].prose, "changed": {"n": 2}},
        {"id": "a.wait-n-times-so-long", "text": "Wait 2 times (so long)!", "prose": whole.steps[4].prose},
        {"id": "b.back", "prose": whole.steps[5].prose, "changed": {"n": 3}},
        {"id": "a.wait-n-times-so-long", "text": "Wait 3 times (so long)!", "prose": whole.steps[6].prose},
    ]
    path = SavedPath.loads(json.dumps(brief))
    assert path == SavedPath.loads(whole.dumps())
    # What was left out counts as if it stood there.
    done = replay(
        engine.loads(text.replace("n += 1", "n += 2").replace("Back.", "Go back.").replace("+ Go b", "+ (back) Go b")),
        path,
    )
    assert [line for result in done.results for line in result.lines()][:2] == [
        "step 2, scene b: the choice `Back.` now says `Go back.`",
        "step 2, scene b: `n` is 2, and was 1",
    ]
