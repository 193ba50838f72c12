"""Texts as an editor changes them, against a plain text: places count UTF-16 units, lines end in three ways."""

import random
import re
from pathlib import Path

import pytest

from engine.lsp.open_documents import OpenText, Place, Texts, lines_of, offset_in, place_in, range_of
from engine.source import source_from_text

PIECES = ("a", "be", " ", "👩", "é", "\n", "\n", "\r\n", "\r", "\u2028", "== x", "\n\n", "")


def line_ends(text: str) -> list[tuple[int, int]]:
    """Where each line begins, and where it ends without its line end."""
    ends = [(one.start(), one.end()) for one in re.finditer(r"\r\n|\r|\n", text)]
    begins = [0, *(end for _, end in ends)]
    return list(zip(begins, [*(begin for begin, _ in ends), len(text)], strict=True))


def offset_of(text: str, place: Place) -> int:
    """The offset of a place, or the nearest one."""
    lines = line_ends(text)
    if place[0] >= len(lines):
        return len(text)
    begin, end = lines[max(0, place[0])]
    units = 0
    for at in range(begin, end):
        if units >= place[1]:
            return at
        units += len(text[at].encode("utf-16-le")) // 2
    return end


def text_at_random(chance: random.Random, count: int) -> str:
    return "".join(chance.choice(PIECES) for _ in range(count))


def place_at_random(chance: random.Random, text: str) -> Place:
    return chance.randrange(len(line_ends(text)) + 2), chance.randrange(8)


@pytest.mark.parametrize("seed", range(40))
def test_changes_do_what_they_do_to_a_plain_text(seed: int) -> None:
    chance = random.Random(seed)
    text = text_at_random(chance, 40)
    known = OpenText(text, 0)
    before: list[tuple[int, list[str]]] = []
    for _ in range(60):
        before.append((known.changes, list(known.lines)))
        begin, end = sorted((place_at_random(chance, text), place_at_random(chance, text)))
        typed = text_at_random(chance, chance.randrange(4))
        whole = chance.random() < 0.03
        known.change(None if whole else begin, None if whole else end, typed)
        text = typed if whole else text[: offset_of(text, begin)] + typed + text[offset_of(text, end) :]
        assert known.text == text
        assert known.lines == lines_of(text)
        for changes, lines in before[-8:]:
            # What stands outside of the lines that have changed since is as it was.
            changed = known.changed_since(changes)
            assert changed is not None
            assert lines[: changed.first] == known.lines[: changed.first]
            assert lines[changed.last :] == known.lines[changed.end :]


def test_nothing_has_changed_since_now() -> None:
    known = OpenText("a\nb\n", 0)
    known.change((0, 0), (0, 0), "x")
    assert known.changed_since(known.changes) is None


def test_very_many_changes_are_forgotten() -> None:
    """Then all lines may have changed."""
    known = OpenText("a\nb\nc\n", 0)
    for _ in range(2500):
        known.change((1, 0), (1, 0), "x")
    all_lines = known.changed_since(0)
    assert all_lines is not None
    assert (all_lines.first, all_lines.end) == (0, 4)
    assert all_lines.last >= 4
    last = known.changed_since(2499)
    assert last is not None
    assert (last.first, last.last) == (0, 3)


@pytest.mark.parametrize("seed", range(10))
def test_places_and_offsets_are_inverse(seed: int) -> None:
    chance = random.Random(seed)
    source = source_from_text("a.story", text_at_random(chance, 60))[0]
    for offset in range(len(source.text) + 1):
        place = place_in(source, offset)
        assert offset_in(source, place) == offset
        assert place == (
            source.line_of(offset) - 1,
            len(source.text[source.starts()[place[0]] : offset].encode("utf-16-le")) // 2,
        )
    assert offset_in(source, (-1, 5)) == 0
    assert offset_in(source, (10_000, 0)) == len(source.text)


def test_a_span_counts_in_units() -> None:
    source = source_from_text("a.story", "x\n👩👩 Ada\n")[0]
    assert range_of(source.span(2, 5), source) == ((1, 0), (1, 5))
    assert range_of(source.span(5, 8), source) == ((1, 5), (1, 8))
    assert range_of(source.span(5, 8), None) == ((1, 3), (1, 6))


def test_what_is_open_is_read_as_it_is_now(tmp_path: Path) -> None:
    path = tmp_path / "a.story"
    path.write_bytes(b"disk")
    texts = Texts()
    assert texts.read()(path) == b"disk"
    texts.set(path, "open", 1)
    before = texts.read()
    assert before(path) == b"open"
    assert texts.change(path, 2, [((0, 0), (0, 0), "more "), ((0, 0), (0, 0), "still ")])
    assert texts.read()(path) == b"still more open"
    assert before(path) == b"open"
    assert not texts.change(path, 1, [((0, 0), (0, 0), "older ")])
    assert texts.read()(path) == b"still more open"
    texts.set(path, "anew", 0)
    assert texts.read()(path) == b"anew"
    texts.close(path)
    assert texts.read()(path) == b"disk"
    assert not texts.change(path, 3, [(None, None, "closed")])
    assert texts.marks() == {}
