"""What the functions of the language do with texts. Letters and lengths are those of single code points.

Which letter is the capital of which is the same for every version of Unicode that a runtime may have: a change of case
counts below U+2000 only, where it makes one letter of one. JavaScript repeats all of it.
"""

from __future__ import annotations

from engine.characters import WIDE
from engine.patterns import regex
from engine.program.limits import MOST_DIGITS, MOST_VALUE
from engine.program.story_stop import StoryStop

# Above, pairs of letters still come into Unicode.
LAST_LETTER = "\u1fff"
# The word before the last of a list, by the first part of the story's `language:`.
CONJUNCTIONS = {
    "ar": "و", "bg": "и", "ca": "i", "cs": "a", "da": "og", "de": "und", "el": "και",
    "en": "and", "es": "y", "et": "ja", "fa": "و ", "fi": "ja", "fr": "et", "he": "ו",
    "hi": "और", "hr": "i", "hu": "és", "id": "dan", "is": "og", "it": "e", "ja": "と",
    "ko": "및", "lt": "ir", "lv": "un", "nb": "og", "nl": "en", "nn": "og", "no": "og",
    "pl": "i", "pt": "e", "ro": "și", "ru": "и", "sk": "a", "sl": "in", "sr": "и",
    "sv": "och", "th": "และ", "tr": "ve", "uk": "і", "vi": "và", "zh": "和",
}  # fmt: skip
# These are written as one with the word behind them.
PREFIXES = ("و", "ו")
# What parts the names of a list, where the word before the last is written in another script than the West's.
WIDE_WORD = regex(f"[{WIDE}]")
ARABIC_WORD = regex("[\u0600-\u06ff]")


def joined(one: str, other: str) -> str:
    """One text behind another."""
    if len(one) + len(other) > MOST_VALUE:
        hint = f"a text that is made of others holds at most {MOST_VALUE} characters; show them side by side instead"
        raise StoryStop("NC911", f"this text would have {len(one) + len(other)} characters", hint)
    return one + other


def upper(text: str) -> str:
    """The text in capital letters."""
    return "".join([_one(letter, letter.upper()) for letter in text])


def lower(text: str) -> str:
    """The text in small letters."""
    return "".join([_one(letter, letter.lower()) for letter in text])


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return upper(text[:1]) + text[1:]


def _one(letter: str, other: str) -> str:
    return other if len(other) == 1 and letter <= LAST_LETTER else letter


def length(text: str) -> int:
    """How many code points the text has."""
    return len(text)


def contains(text: str, part: str) -> bool:
    """Whether a text holds a part."""
    return part in text


def decimal(number: int, digits: int) -> str:
    """A whole number of tenths, hundredths or so, with a point before its last digits."""
    if not 0 <= digits <= MOST_DIGITS:
        raise StoryStop("NC906", f"`decimal` shows from 0 to {MOST_DIGITS} digits behind the point, not {digits}")
    if not digits:
        return str(number)
    written = str(abs(number)).rjust(digits + 1, "0")
    return f"{'-' if number < 0 else ''}{written[:-digits]}.{written[-digits:]}"


def listed(members: int, conjunction: str, *words: str) -> str:
    """The words of the names in a set, in the order in which they are declared: `rope, lamp and bell`.

    A word of Chinese or Japanese stands without blanks, behind `、`; beside one in Arabic letters the commas are `،`.
    """
    held = [word for place, word in enumerate(words) if members >> place & 1]
    if len(held) < 2:
        return "".join(held)
    first, last = held[:-1], held[-1]
    if conjunction.isascii():
        return f"{', '.join(first)} {conjunction} {last}"
    if WIDE_WORD.match(conjunction):
        return f"{'、'.join(first)}{conjunction}{last}"
    comma = "، " if ARABIC_WORD.match(conjunction) else ", "
    blank = "" if conjunction in PREFIXES or (comma == "، " and conjunction.endswith(" ")) else " "
    return f"{comma.join(first)} {conjunction}{blank}{last}"
