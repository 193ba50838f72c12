"""The words of forms with a slip of the fingers in them, which would be shown: `{suffle too hot | too cold}`."""

from __future__ import annotations

from engine.syntax.text_forms import FORM_WORDS, SURE_WORDS, TEXT_FORMS

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _misspelt_forms() -> dict[str, str]:
    """The words of forms with one slip of the fingers in each, as far as these are no words."""
    found: dict[str, str] = {}
    words = {near for row in TEXT_FORMS for near in row.near_words}
    for form in FORM_WORDS:
        places = range(len(form))
        slips = [form[:at] + form[at] + form[at:] for at in places]
        slips += [form[:at] + form[at + 1] + form[at] + form[at + 2 :] for at in places[:-1]]
        # Of the others, a word with a letter less or with another letter is mostly a word, too.
        if form in SURE_WORDS:
            slips += [form[:at] + form[at + 1 :] for at in places]
            slips += [form[:at] + letter + form[at + 1 :] for at in places for letter in LETTERS]
        found.update((one, form) for one in slips if one not in words and one not in FORM_WORDS)
    return found


MISSPELT = _misspelt_forms()
BEGINNINGS = frozenset(one[:2] for one in MISSPELT)


def misspelt_form(text: str) -> tuple[str, str] | None:
    """The word with which a text begins, and the form that it was meant as: `suffle` is no word, but `shuffle`."""
    word = text.strip().partition(" ")[0]
    form = MISSPELT.get(word)
    return None if form is None else (word, form)
