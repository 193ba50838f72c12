"""The names of a set as a text, in the languages whose word before the last name is known."""

from __future__ import annotations

import pytest

from engine.program.texts import CONJUNCTIONS, listed


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "a, b and c"),
        ("ru", "a, b и c"),
        ("ja", "a、bとc"),
        ("zh", "a、b和c"),
        ("ar", "a، b وc"),
        ("fa", "a، b و c"),
        ("he", "a, b וc"),
    ],
)
def test_lists_in_languages(language: str, expected: str) -> None:
    assert listed(7, CONJUNCTIONS[language], "a", "b", "c") == expected
    assert listed(2, CONJUNCTIONS[language], "a", "b", "c") == "b"
