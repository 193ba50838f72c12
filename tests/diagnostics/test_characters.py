"""What of a text reaches a terminal or a file."""

import pytest

from engine.characters import closed, harmless, in_one_line, visible
from engine.source import source_from_text

COMMANDS = ["\x1b[2J", "\x9b2J", "\x07", "\x00", "\r", "\x7f", "\u202e", "\u2066", "\u2028", "\ufeff", "\ud800"]
KEPT = [
    "caf\u00e9",
    "Vraiment\u202f? Oui\u00a0!",
    "\u2009thin\u200band zero",
    "👩\u200d🚀",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "\u200eשלום",
    "in lines\nof text",
    "\U0001fae9",
]


@pytest.mark.parametrize("command", COMMANDS, ids=ascii)
def test_what_could_command_a_terminal_is_replaced(command: str) -> None:
    shown = harmless(f"a{command}b")
    assert len(shown) == len(command) + 2
    assert command[0] not in shown and shown[1] == "\ufffd"


@pytest.mark.parametrize("text", KEPT, ids=ascii)
def test_what_only_shows_is_kept(text: str) -> None:
    assert harmless(text) == visible(text) == text


@pytest.mark.parametrize("text", KEPT, ids=ascii)
def test_what_is_kept_may_stand_in_a_story(text: str) -> None:
    assert source_from_text("a.story", text)[1] == []


def test_a_line_has_no_line_breaks() -> None:
    assert in_one_line("a\tb\nc\rd") == "a b c\ufffdd"


def test_soft_hyphens_are_not_sent_to_a_terminal() -> None:
    assert visible("bal\xadloon\x1b") == "balloon\ufffd"
    assert harmless("bal\xadloon") == "bal\xadloon"


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The end: Wet.", "The end: Wet."),
        ("The end: Wet..", "The end: Wet."),
        ("The end: Wet?.", "The end: Wet?"),
        ("Fin : « Quoi ! »", "Fin : « Quoi ! »"),
        ("The end: “No!”.", "The end: “No!”"),
        ("The end: And so on….", "The end: And so on…"),
        ("The end: Τέλος; ναι;.", "The end: Τέλος; ναι;"),
        ("The end: Wet;.", "The end: Wet;."),
    ],
)
def test_one_full_stop(sentence: str, wanted: str) -> None:
    assert closed(sentence) == wanted
