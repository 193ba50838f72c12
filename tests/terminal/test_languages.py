"""The player's words in other languages: the catalogues are whole, and a story's `language:` chooses."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import engine
from engine.paths.transcripts import TranscriptTurn, markdown, plain_text
from engine.terminal.blocks import turn_blocks
from engine.terminal.controller import submit
from engine.terminal.frame import compose
from engine.terminal.messages import LOCALE, plural, tr, use_language
from engine.terminal.play import PlayController
from engine.terminal.screen import Screen

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))
import make_catalogues  # noqa: E402

LANGUAGES = sorted(folder.name for folder in LOCALE.iterdir())
MOST_MISSING = 10  # texts that were added since somebody last translated


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    use_language("")


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
def test_a_catalogue_is_whole_and_its_places_are_those_of_the_text(language: str) -> None:
    file = LOCALE / language / "LC_MESSAGES" / "nightcap.po"
    known = make_catalogues.read_po(file)
    missing = [message for message in make_catalogues.messages() if not all(known.get(message, [""]))]
    assert len(missing) <= MOST_MISSING, missing
    for (one, many), forms in known.items():
        for number, form in enumerate(forms):
            wanted = set(re.findall(r"\{\w+\}", many if number else one))
            found = set(re.findall(r"\{\w+\}", form))
            assert not form or found == wanted or (many and found | {"{count}"} == wanted | {"{count}"}), (one, form)
            assert set(re.findall(r":(?:[a-z]{3,})\b", form)) == set(re.findall(r":(?:[a-z]{3,})\b", one)) or not form
    assert file.with_suffix(".mo").read_bytes() == make_catalogues.mo_bytes(language, known)
    as_written = make_catalogues.po_text(language, make_catalogues.messages(), known)
    assert file.read_text(encoding="utf-8") == as_written, "docs/make_catalogues.py has not been run"


def test_reading_a_catalogue_gives_back_what_was_written(tmp_path: Path) -> None:
    known = {('A "quoted" \\ text\n', ""): ["Ein „Text“\n"], ("{count} x", "{count} xs"): ["{count} ü", "{count} üs"]}
    path = tmp_path / "some.po"
    path.write_text(make_catalogues.po_text("de", {message: ["here.py"] for message in known}, known), encoding="utf-8")
    assert make_catalogues.read_po(path) == known


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [("de", "Ende."), ("de-AT", "Ende."), ("DE_ch", "Ende."), ("fr", "Fin."), ("en", "The end."), ("tlh", "The end."),
     ("", "The end."), ("../../x", "The end.")],
)  # fmt: skip
def test_the_language_of_the_story_chooses(tag: str, wanted: str) -> None:
    use_language(tag)
    assert tr("The end.") == wanted


def test_forms_for_one_and_several() -> None:
    assert [plural("{count} turn", "{count} turns", count) for count in (0, 1, 2)] == ["0 turns", "1 turn", "2 turns"]
    use_language("fr")
    assert [plural("{count} turn", "{count} turns", count) for count in (0, 1, 2)] == ["0 tour", "1 tour", "2 tours"]
    use_language("de")
    assert [plural("{count} turn", "{count} turns", count) for count in (0, 1, 2)] == ["0 Züge", "1 Zug", "2 Züge"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_and_message_can_be_shown(language: str) -> None:
    """No text has a place that is not filled, in any language, and everything fits the screen."""
    use_language(language)
    play = PlayController(
        engine.loads("var n: 0..5 = 1\n== a\nX.\n+ Y. -> b\n== b\n~ ask n: How many?\n* Z. -> end: Z\n").start()
    )
    screen = Screen(play)
    for line in (":help", ":timeline all", ":endings", ":map", ":settings", ":hint", ":nonsense", "nonsense", "99", "q",
                 ":undo", ":go 9", ":branch 3", ":save", ":load", ":set width 9", ":where", "1", "9", "2", "1"):  # fmt: skip
        screen.outcome(submit(play, line))
        for size in ((80, 24), (20, 5), (40, 12)):
            text = "\n".join("".join(part for part, _ in row) for row in compose(screen, *size).rows)
            assert "{" not in text
    assert play.session.over


def test_a_german_story_in_the_plain_player(plain: Callable[..., object], tmp_path: Path) -> None:
    path = tmp_path / "story.story"
    path.write_text("title: Nacht\nlanguage: de\n== a\nEs regnet.\n+ Weiter.\n    -> a\n* Aufhören. -> end\n")
    out = plain("1\nu\nquatsch\n2\n", str(path)).stdout  # type: ignore[attr-defined]
    assert "Zurückgenommen: „Weiter.“" in out and "1. Weiter. (schon gewählt)" in out
    assert "Keine Wahl beginnt mit „quatsch“. Schreib eine Zahl von 1 bis 2" in out
    assert "Ende.\n\n1. Die letzte Wahl zurücknehmen\n" in out


@pytest.mark.parametrize(
    ("language", "shown"),
    [("fr", "Mia\xa0: Oui."), ("fr-CA", "Mia\xa0: Oui."), ("en", "Mia: Oui."), ("frr", "Mia: Oui.")],
)
def test_the_colon_of_a_speaker_is_that_of_the_storys_language(language: str, shown: str) -> None:
    session = engine.loads(f"language: {language}\ncast: Mia\n== start\nMia : Oui.\n-> end\n").start(seed=1)
    assert "".join(piece for piece, _ in turn_blocks(session)[0].pieces) == shown
    turn = TranscriptTurn(None, session.text, None)
    assert list(plain_text(session.story, [turn])) == [f"{shown}\n\n"]
    speaker = shown.removesuffix(" Oui.")
    assert "".join(markdown(session.story, [turn])) == f"**{speaker}** Oui.\n\n"
