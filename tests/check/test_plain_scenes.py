"""What rules are not asked about scenes of plain sentences (engine/check/rules/plain_scenes.py): nothing is lost by it.

With a question of plain scenes that always says no, each rule of texts looks at all of them; what is found must be the
same. The words of the stories made here are those of the patterns of all rules, so a rule that comes later is held to
it as well.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from engine.check.checker import check
from engine.check.rules import plain_scenes
from engine.diagnostics import Report
from engine.syntax.parser import parse_text

RULES = Path(plain_scenes.__file__).parent
TESTS = RULES.parents[2] / "tests"
HEAD = """title: Plain
ifid: 78E77BD1-AAE4-4C5C-927D-3AA034F162DB
cast: Jo, avery

var wet = false
var coins: 0..9 = 4
var cycle: number = 1
var bag: set of lamp, rope = none
var A = false
var _x_ = 1
def light(n) = n > 1
def tell():
    The lamp burns.

"""
SCENES = ("one", "cellar", "Stair", "STOP", "A")
NAMES = (*SCENES, "wet", "coins", "bag", "lamp", "light", "Jo", "avery", "cycle", "A", "B", "I", "l", "go", "is", "has")
SIGNS = ("->", "<>", "**", "//", "--", "++", *"*+-=<>|#@$%&~^_`'\"/\\()[]{}:;!?…—–’“”«»•·→é")
PLAIN = ("the", "rain", "falls", "on", "a", "window", "harbour", "slowly", "nobody", "waits")


@cache
def words() -> list[str]:
    """All words in the rules, in their patterns and in what they look for."""
    found: set[str] = set()
    for path in sorted(RULES.rglob("*.py")):
        for text in re.findall(r"[\"'](.*?)[\"']", path.read_text(encoding="utf-8")):
            found.update(re.findall(r"[A-Za-z]{1,12}", re.sub(r"\\.", " ", text)))
    return sorted(found)


class Writer:
    """Writes stories of which all is plain, but for a few odd things that are put in."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.choice = self.random.choice

    def words(self, least: int, most: int) -> str:
        return " ".join(self.choice(PLAIN) for _ in range(self.random.randint(least, most)))

    def form(self) -> str:
        texts = [self.words(2, 3) for _ in range(self.random.randint(2, 3))]
        condition = self.choice(
            ("wet", "coins > 2", "coins * 2 > 3 - A", "light(coins)", "coins == 1", "coins + A > 1")
        )
        if self.random.random() < 0.5:
            return f"{{if {condition}: {' | '.join(texts[: self.random.randint(1, 2)])}}}"
        return f"{{{self.choice(('', '', '', 'cycle: ', 'once: '))}{' | '.join(texts)}}}"

    def sentence(self) -> str:
        text = self.choice((f"{self.words(1, 5)}, {self.words(1, 4)}", self.words(1, 6)))
        if self.random.random() < 0.4:
            text += f" {self.form()}{self.choice(('', '', f' {self.words(1, 3)}', f', {self.words(1, 3)}'))}"
        return text.capitalize() if "{" not in text else text[:1].upper() + text[1:]

    def line(self, end: str = ".") -> str:
        return ". ".join(self.sentence() for _ in range(self.random.randint(1, 2))) + end

    def scene(self, name: str) -> Iterator[str]:
        yield f"== {name}{self.choice(('', '', f': {self.words(1, 3).capitalize()}'))}"
        for _ in range(self.random.randint(1, 3)):
            kind = self.choice(("prose", "prose", "lines", "if", "speech", "cycle", "word"))
            if kind == "prose":
                yield self.line()
            elif kind == "lines":
                yield f"{self.words(1, 3).capitalize()}{self.choice('., ')}\n{self.words(1, 3).capitalize()}."
            elif kind == "if":
                yield from ("~ if wet:", f"    {self.line()}", "~ else:", "    ~ coins = clamp(coins - 1)")
            elif kind == "speech":
                yield f"Jo: {self.line()}"
            elif kind == "cycle":
                yield from ("~ cycle:", f"    - {self.line()}", f"    - {self.line()}")
            else:
                yield self.words(1, 1).capitalize()
            yield from ("",) * self.random.randint(0, 1)
        for _ in range(self.random.randint(0, 3)):
            label = self.choice(("", "", f"(go{self.random.randint(0, 99)}) "))
            guard = self.choice(("", "", "{if coins > 1} ", f"{{needs wet: {self.words(1, 3)}}} "))
            yield f"{self.choice('*+')} {label}{guard}{self.line(self.choice(('', '.')))}"
            yield f"    {self.line()}"
        yield f"-> {self.choice(SCENES)}"

    def odd(self) -> str:
        """Something that may be no plain text, or is taken for something else where it stands."""
        word = self.choice((*NAMES, self.choice(words()), self.choice(words()), self.choice(words())))
        phrase = self.choice(
            ("WORD", "Word", "WORD.", ", WORD", ". WORD", ", if WORD", "when WORD", "{WORD}", "}", "{")
        )
        sign = self.choice((*SIGNS, ", ", ". ", ".", ",", "\n", "\n    ", "  ", "\t", "5"))
        phrase = phrase.replace("WORD", word).replace("Word", word.capitalize())
        return self.choice((phrase, f" {phrase}", f" {phrase} ", f"{phrase} ", sign, f"{sign}{word}", f"{word}{sign}"))

    def story(self) -> str:
        names = ("one", *self.random.sample(SCENES[1:], self.random.randint(0, 1)))
        text = "\n".join(line for name in names for line in (*self.scene(name), ""))
        for _ in range(self.random.randint(0, 3)):
            at = self.choice([found.start() for found in re.finditer(r"\b|$", text)])
            left = at + self.choice((0, 0, 0, 1, 4))
            text = text[:at] + self.odd() + text[left:]
        return HEAD + text


def found_in(text: str) -> list[object]:
    """What is said of a story."""
    report = Report()
    check(parse_text(text, "plain.story", report), report)
    return [tuple(one) for one in report.sorted()]


def nothing_is_lost(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Check a story with and without the question; how many of its scenes are plain."""
    plain: list[bool] = []
    asked = plain_scenes.is_plain

    def noted(scene: object) -> bool:
        plain.append(asked(scene))  # type: ignore[arg-type]
        return plain[-1]

    with monkeypatch.context() as patch:
        patch.setattr(plain_scenes, "is_plain", noted)
        found = found_in(text)
    if any(plain):
        with monkeypatch.context() as patch:
            patch.setattr(plain_scenes, "is_plain", lambda scene: False)
            assert found == found_in(text), text
    return sum(plain)


# Words and no sign in them, or hardly one; something is said of each.
FOUND = (
    "He waits. cellar",
    "Jo: He waits. cellar",
    "He waits.\nSTOP\nHe goes.",
    "He waits., cellar",
    "cellar",
    "Go down goto cellar",
    "You leave, if wet",
    "* Go down, if wet",
    "* Go down if bag has lamp",
    "TODO write more of it.",
    "He waits. then go. once",
    "It is {slowly slowly | slowly slowly}.",
    "It is {wet | all is dry}.",
    "It is {the rain if wet | the sun}.",
    "It is{if wet: very wet}.",
    "{cycle he waits | he goes}",
    "He goes{if wet: slowly | Otherwise he runs}.",
    "+ Go {if coins + A > 2: up | down}.",
    "* {needs wet: when wet} Go.",
    "He waits. {if\n_x_ > 1: He goes | He stays}.",
)


@pytest.mark.parametrize("text", FOUND)
def test_what_is_found_in_words(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    story = f"{HEAD}== one\n{text}\n-> cellar\n\n== cellar\nIt is dark.\n-> STOP\n\n== STOP\nHe rests.\n-> end\n"
    assert nothing_is_lost(story, monkeypatch) == 3  # and the function
    assert found_in(story)


def test_plain_scenes_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "He waits, and it rains. {It is cold | It is colder}.\n* {if wet} Go on. -> one\n+ Stay.\n    Nothing comes.\n"
    )
    assert nothing_is_lost(f"{HEAD}== one\n{text}    -> one\n", monkeypatch) == 2


def test_made_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sum(nothing_is_lost(Writer(seed).story(), monkeypatch) for seed in range(100)) > 30


if __name__ == "__main__":
    import sys

    patch = pytest.MonkeyPatch()
    count = stories = 0
    for seed in range(int(sys.argv[1]), int(sys.argv[2])):
        try:
            some = nothing_is_lost(Writer(seed).story(), patch)
            count, stories = count + some, stories + bool(some)
        except AssertionError as error:
            print(seed, error)
    print(count, stories)
