"""The characters that no text may hold: they would command a terminal, or show a text in another order than it has.

Everything else passes: the joiners that hold an emoji together, no-break and narrow spaces, characters that are newer
than this Python.
"""

from __future__ import annotations

import re

# For the inside of a class in a pattern: DEL and C1, the separators that some programs take for line ends,
# bidirectional embeddings, overrides and isolates, halves of characters, byte order marks. C0 is up to the user.
NEVER = "\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
# Wide characters of East Asia (UAX #11, W and F) that are written without blanks between words: kana, ideographs,
# their marks, and full-width forms. Korean has blanks.
WIDE = (
    "\u2e80-\u303f\u3041-\u30ff\u3105-\u312f\u3190-\u31ef\u3200-\u321e\u3220-\u3247\u3250-\u4dbf\u4e00-\u9fff"
    "\ua000-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)
# A pattern is compiled when it is first used: a start does not wait for it.
_HARMFUL = f"[\x00-\x09\x0b-\x1f{NEVER}]"
# In Greek, `;` asks.
_GREEK_QUESTION = r"(?<=[\u0370-\u03ff\u1f00-\u1fff];)|(?<=\u037e)"


def harmless(text: str) -> str:
    """A text, in lines, that only shows: a tab becomes a space, what could do more U+FFFD. Its length stays."""
    if text.isprintable():
        return text
    return re.sub(_HARMFUL, "\ufffd", text.replace("\t", " "))


def in_one_line(text: str) -> str:
    """The same for a part of a line: a line break becomes a space."""
    return harmless(text).replace("\n", " ")


def visible(text: str) -> str:
    """A harmless text for a terminal: without soft hyphens, which some terminals show and others do not."""
    return harmless(text).replace("\xad", "")


def closed(sentence: str) -> str:
    """A sentence that ends in a title and a full stop, without the stop where the title has one, or `!`, `?` or `…`."""
    return re.sub(rf"(?:(?<=[.!?…。！？।॥؟۔։])|{_GREEK_QUESTION})([\"'”’»)]?)\.$", r"\1", sentence)


def speaker_colon(language: str) -> str:
    """The colon behind a speaker in a language, such as `fr-CA`: French has a no-break blank before it."""
    return "\xa0:" if re.split("[-_]", language.lower())[0] == "fr" else ":"


def json_text(value: object, indent: int | None = None) -> str:
    """A value as JSON for a terminal or a log: readable, with escapes for the characters that could do harm."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return re.sub(f"[{NEVER}]", lambda found: f"\\u{ord(found.group()):04x}", text)
