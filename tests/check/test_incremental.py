"""A story that is checked again after each edit has the findings that a whole check has, to the last hint and fix."""

import random
from pathlib import Path

import pytest

from engine.fixes import overlay
from engine.loading import check_file
from engine.lsp.edited_story import EditedStory

CASES = sorted((Path(__file__).parent / "cases").glob("*.story"))
TYPED = ("x", "{", "}", "->", "==", " ", "_", "#", "(", ")", ":", "*", "|", "\\", '"', "- (gather)\n", "~ let x = 1\n")


def edited(text: str, others: list[str], rng: random.Random) -> str:
    """The text after one edit: a line more, or less, or one that moves, or something typed into one."""
    lines = text.split("\n")
    at, chance = rng.randrange(len(lines)), rng.random()
    if chance < 0.25:
        del lines[at]
    elif chance < 0.5:
        lines.insert(at, rng.choice(others))
    elif chance < 0.6:
        lines.insert(at, rng.choice(lines))
    elif chance < 0.9:
        column = rng.randint(0, len(lines[at]))
        lines[at] = lines[at][:column] + rng.choice(TYPED) + lines[at][column + rng.randint(0, 2) :]
    else:
        other = rng.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines) or "\n"


@pytest.mark.parametrize("seed", range(2))
def test_edits(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    others = [line for case in rng.sample(CASES, 12) for line in case.read_text(encoding="utf-8").split("\n")]
    path = (tmp_path / "x.story").resolve()
    text = "\n".join(case.read_text(encoding="utf-8") for case in rng.sample(CASES, 2))
    desk = EditedStory(path, overlay({path: text.encode()}))
    for _ in range(8):
        read = overlay({path: text.encode()})
        desk.touch(read)
        done = desk.check()
        assert done is not None and done.found == check_file(path, read)[0], text
        text = edited(text, others, rng)


def test_what_two_scenes_read_is_read_when_one_of_them_goes(tmp_path: Path) -> None:
    """Equal expressions share what they mean; each scene is known to read what it reads all the same."""
    path = (tmp_path / "x.story").resolve()
    head, a, b = "var gold = 1\n\n", "== a\n{gold} coins.\n-> b\n\n", "== b\n{gold} coins.\n-> end\n"
    desk = EditedStory(path, overlay({path: (head + a + b).encode()}))
    assert desk.check() is not None
    read = overlay({path: (head + a.replace("{gold}", "No") + b).encode()})
    desk.touch(read)
    done = desk.check()
    assert done is not None and done.found == check_file(path, read)[0]


def test_what_sets_are_asked_for_is_known_of_scenes_that_stay(tmp_path: Path) -> None:
    path = (tmp_path / "x.story").resolve()
    head, asks = "var bag: set of rope, lamp, bread\n\n", "{if bag has rope and bag has bread: Both.}\n"
    scenes = f"== a\n~ bag += lamp\n{asks}-> b\n\n== b\n{asks}-> c\n\n== c\n%s\n-> end\n"
    desk = EditedStory(path, overlay({path: (head + scenes % "One.").encode()}))
    for text in ("One.", "Two.", "~ bag += rope", "Three."):
        read = overlay({path: (head + scenes % text).encode()})
        desk.touch(read)
        done = desk.check()
        assert done is not None and done.found == check_file(path, read)[0]
        assert [len(one.related) for one in done.found if one.code == "NC306"] == [1] * (1 if "+=" in text else 2)
