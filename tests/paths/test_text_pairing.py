"""Which text of today an old one has become, where an edit leaves more than one answer."""

import pytest

import engine
from engine.paths.renames import Renames
from engine.paths.text_pairing import Pairing
from engine.paths.tracing import Traced


def paired(before: str, after: str, text: str) -> str | None:
    """The words that a text of the first scene has become."""
    old, today = Traced(engine.loads(before)), engine.loads(after)
    new = Traced(today)
    pairing = Pairing(old, new, Renames(today.program))
    (number,) = [number for number, one in enumerate(old.texts) if one.words == text]
    partner = pairing.partner(number)
    if partner is None:
        return None
    assert pairing.origin(partner) == number
    return new.texts[partner].words


HALL = "== hall\n{}\n* On. -> yard\n== yard\n{}\n* Out. -> end\n"


@pytest.mark.parametrize(
    ("said", "today"),
    [
        ("The lamp is lit, and nobody is here.", "The lamp is lit and nobody is here."),
        # What the story said elsewhere is no new wording of this: the author moved it here.
        ("The lamp is lit, and nobody is there.", None),
    ],
)
def test_what_the_story_had_elsewhere_is_no_new_wording(said: str, today: str | None) -> None:
    text = "The lamp is lit, and nobody is here."
    before = HALL.format(text, "The lamp is lit, and nobody is there.")
    assert paired(before, HALL.format(today or said, "It is cold."), text) == today


def test_the_most_alike_are_paired_first() -> None:
    """Whichever stands first: else a text that is like two others takes the one that belongs to its neighbour."""
    one, other = "The lamp is lit, and the hall is cold.", "The lamp is out, and the yard is cold."
    new = "The lamp is lit, and the yard is cold!", "The lamp is out, and the yard is cold!"
    before = HALL.format(f"{one}\n\n{other}", "Here.")
    for words in (new, new[::-1]):
        after = HALL.format("\n\n".join(words), "Here.")
        assert paired(before, after, other) == new[1]
        assert paired(before, after, one) == new[0]
