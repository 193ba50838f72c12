"""The words of forms with a slip of the fingers in them, which would be shown: `{suffle too hot | too cold}`."""

from __future__ import annotations

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS_OF_FORMS = ("cycle", "once", "shuffle", "random", "then")
# Of the others, a word with a letter less or with another letter is mostly a word, too.
LONG_FORMS = ("cycle", "shuffle", "random")
WORDS_LIKE_FORMS = frozenset(("ransom", "fandom", "rando", "scuffle", "snuffle", "souffle", "cyclo", "cycla", "noce"))


def _misspelt_forms() -> dict[str, str]:
    """The words of forms with one slip of the fingers in each, as far as these are no words."""
    found: dict[str, str] = {}
    for form in WORDS_OF_FORMS:
        places = range(len(form))
        slips = [form[:at] + form[at] + form[at:] for at in places]
        slips += [form[:at] + form[at + 1] + form[at] + form[at + 2 :] for at in places[:-1]]
        if form in LONG_FORMS:
            slips += [form[:at] + form[at + 1 :] for at in places]
            slips += [form[:at] + letter + form[at + 1 :] for at in places for letter in LETTERS]
        found.update((one, form) for one in slips if one not in WORDS_LIKE_FORMS and one not in WORDS_OF_FORMS)
    return found


MISSPELT = _misspelt_forms()
BEGINNINGS = frozenset(one[:2] for one in MISSPELT)


def misspelt_form(text: str) -> tuple[str, str] | None:
    """The word with which a text begins, and the form that it was meant as: `suffle` is no word, but `shuffle`."""
    word = text.strip().partition(" ")[0]
    form = MISSPELT.get(word)
    return None if form is None else (word, form)
