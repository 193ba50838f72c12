"""The page's own words: whole in each language, and those of the terminal where both say the same."""

import json
import re
from collections.abc import Iterator

import pytest
from javascript import JavaScript

from engine.terminal.compatibility import VERDICTS
from engine.terminal.messages import plural, tr, use_language
from engine.web.export import catalogues
from engine.web.scripts import HERE

WORDS = (HERE / "page" / "words.js").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    use_language("")


def test_each_language_has_all_words() -> None:
    english = set(re.findall(r"^  (\w+):", WORDS[: WORDS.index("\n}")], re.MULTILINE))
    assert len(english) > 50
    assert {name: english ^ set(words) for name, words in catalogues().items()} == {"de": set(), "fr": set()}


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_terminal_says_the_same(language: str) -> None:
    use_language(language)
    untold, outcome, meaning = (tr(word) for word in VERDICTS.values())
    bounds, place = {"low": -2, "high": 9}, {"number": 7, "scene": "hall"}
    many = "That is too long: {count} characters, and {most} are the most."
    wanted = {
        ("cannotBeTold", ()): untold,
        ("anotherOutcome", ()): outcome,
        ("anotherMeaning", ()): meaning,
        ("atBeginning", ()): tr("the beginning"),
        ("atStep", tuple(place.items())): tr("step {number}, scene {scene}", **place),
        ("wholeNumber", ()): tr("Please type a whole number."),
        ("wholeNumberFrom", tuple(bounds.items())): tr("Please type a whole number from {low} to {high}.", **bounds),
        ("tooLong", (("count", 300), ("most", 200))): plural(many.replace("ters", "ter"), many, 300, most=200),
    }
    context = JavaScript("page/words.js").context
    said = json.dumps(catalogues())
    asked = json.dumps([[key, dict(values)] for key, values in wanted])
    said = context.eval(f"JSON.stringify({asked}.map(([key, values]) => wordsIn('{language}', {said})(key, values)))")
    assert json.loads(said) == list(wanted.values())
