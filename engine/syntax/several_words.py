"""Several words where one name stands, as in `boat == the Heron`: the name, or the text, that they were meant to be.

The story tells: a name that is made of the words, or that shows them; a variable that holds texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from engine.patterns import compiled, regex
from engine.syntax.file_lines import VARIABLE_LINES, lines_with
from engine.syntax.grammars import reads
from engine.syntax.logic_meant import TEXT_VARIABLE
from engine.syntax.messages import as_name

NO_WORD = r"(?!(?:and|or|not|has|if|else|in|is|then|to)\b)"
WORDS = regex(rf"(?<![\w.\"]){NO_WORD}[^\W\d]\w*(?:[ \t]+{NO_WORD}[^\W\d]\w*)+(?![\w(\"])")
BEHIND_SIGN = regex(r"([^\W\d]\w*)[ \t]*(?:[=!]=|[-+]?=|\bhas)[ \t]*$")
# `'rope'`, a name of a type in the quotes that texts have elsewhere.
QUOTED = regex(r"(?<![\w\"])['‘’]([^\W\d]\w*)['‘’](?!\w)")
DECLARED = regex(r"^(?:var|const)[ \t]+([^\W\d]\w*+)", re.MULTILINE)
SHOWING_LINES = regex(r"^(?:var|extern|def)\b.*", re.MULTILINE)
# Names as they stand in code and prose; in quotes they are texts.
NAMES = regex(r"(?<![\w\"])[^\W\d]\w*+")
MEMBER = r"(?m)^var[ \t]+\w+[ \t]*:[^\n=]*(?<![\w\"]){name}(?![\w\"])"
MOST_WORDS = 5
FORM = 'a name is one word, such as `{name}`; a text stands in quotes: `"{words}"`'


def words_meant(start: str, text: str, story: str) -> str | None:
    """An expression that can be read, with one name or text in the place of several words; None for no idea."""
    if "'" in text or "’" in text:
        bare = QUOTED.sub(lambda one: one[1] if _is_member(one[1], text[: one.start()], story) else one[0], text)
        if bare != text and reads(start, bare):
            return bare.strip()
    for found in WORDS.finditer(text):
        before = text[: found.start()]
        if before.count('"') % 2:
            continue
        for written in _readings(found.group(), before, story):
            changed = f"{before}{written}{text[found.end() :]}"
            if reads(start, changed):
                return changed.strip()
    return None


def _is_member(word: str, before: str, story: str) -> bool:
    """Whether a word is one of the names of a type, and does not stand beside a variable that holds texts."""
    sign = BEHIND_SIGN.search(before)
    if sign is not None and sign[1] in _all_of(TEXT_VARIABLE, story):
        return False
    lines = lines_with(VARIABLE_LINES, story)
    return word in lines and compiled(MEMBER.format(name=word)).search(lines) is not None


@lru_cache(maxsize=8)
def _all_of(pattern: re.Pattern[str], story: str) -> frozenset[str]:
    """All names that a pattern finds in a file: each line that cannot be read asks for some."""
    return frozenset(pattern.findall(story))


@lru_cache(maxsize=2)
def _folded(text: str) -> str:
    return text.casefold()


def _readings(words: str, before: str, story: str) -> Iterator[str]:
    """What several words may be, that which is surest first."""
    joined, parts = as_name(words), words.split()
    if len(parts) > MOST_WORDS:
        return
    for name in dict.fromkeys((joined, joined.casefold(), joined.upper())):
        if name in _all_of(NAMES, story):
            yield name
    lines = lines_with(SHOWING_LINES, story)
    if f'"{words.casefold()}"' in _folded(lines):
        shown = compiled(rf"(?m)^[^\n]*?(?<![\w\"])([^\W\d]\w*)[ \t]*\"(?i:{words})\"").search(lines)
        if shown is not None:
            yield shown[1]
    if before.rstrip()[-1:] in ("(", ",") and all(one in _all_of(DECLARED, story) for one in parts):
        yield ", ".join(parts)
    sign = BEHIND_SIGN.search(before)
    if sign is not None and sign[1] in _all_of(TEXT_VARIABLE, story):
        yield f'"{words}"'
    if sign is not None and len(parts) == 2 and parts[1] in _all_of(DECLARED, story):
        yield " and ".join(parts)


def form_of_words(text: str) -> str | None:
    """What to say of several words behind a `==` or `has` of which nothing tells what they were meant to be."""
    for found in WORDS.finditer(text):
        if found.group().startswith("no ") and text[: found.start()].rstrip().endswith("has"):
            return "what a set does not hold is asked with `not`: `not bag has lamp`"
        if BEHIND_SIGN.search(text[: found.start()]) is not None and text.count('"', 0, found.start()) % 2 == 0:
            return FORM.format(name=as_name(found.group()).casefold(), words=found.group())
    return None
