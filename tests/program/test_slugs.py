"""Ids that are made of texts: by one Unicode rule, whatever Python runs."""

import re
import sys
import unicodedata

import pytest

from engine.patterns import NO_MARKS
from engine.program.slugs import slug_of
from engine.program.word_characters import is_of_a_word

KNOWN = "14.0.0"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ask about Steph!", "ask-about-steph"),
        ("Straße, Ärger & Größe", "strasse-ärger-grösse"),
        ("Спросить про Стеф…", "спросить-про-стеф"),
        ("行く？ それとも待つ", "行く-それとも待つ"),
        ("Smile 😀 at_him", "smile-at-him"),
        ("--", ""),
        ("कम काम", "कम-काम"),
        ("กลับบ้าน ❤️", "กลับบ้าน"),
        # Younger than the table: a letter of Unicode 15 (2022) and one of 16 (2024).
        ("a\U00011f04b", "a-b"),
        ("a\u1c89b", "a-b"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_the_table_says_what_that_version_of_unicode_says() -> None:
    """Where Python has the very tables, they agree; elsewhere, on all that was known then."""
    for code in range(0x80, sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.unidata_version == KNOWN or is_of_a_word(char):
            is_mark = unicodedata.category(char) in ("Mn", "Mc") and char not in NO_MARKS and code < 0xE0000
            assert is_of_a_word(char) == (is_mark or bool(re.match(r"\w", char))), hex(code)
