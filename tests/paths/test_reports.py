"""Reports of readers: words, and a save below them, as mail brings them."""

from pathlib import Path

import pytest
from umbrella import STORY, recorded

from engine.cli.main import main
from engine.paths.errors import PathError
from engine.paths.reports import parted, read_report

SAVE = recorded().dumps()


@pytest.mark.parametrize("words", [
    "The lamp stays dark.", 'He says "{no}" [sic]\n\n{\n  "format": "poem"\n}', "\ufeffLate.\n\n> {} null", "\n\nHello\n",
])  # fmt: skip
@pytest.mark.parametrize("end", ["", "\n\n-- \nSent from my phone\n"])
@pytest.mark.parametrize("lines", ["\n", "\r\n"])
def test_the_save_is_found_below_the_words(tmp_path: Path, words: str, end: str, lines: str) -> None:
    file = tmp_path / "report.txt"
    text = f"{words}\n\n{SAVE}{end}".replace("\n", lines)
    file.write_bytes(text.encode())
    report = read_report(file)
    assert report.path.steps == recorded().steps
    assert report.words.startswith(words.strip("\ufeff\n").splitlines()[0])
    assert ("Sent from my phone" in report.words) == bool(end)


def test_a_save_alone_has_no_words() -> None:
    assert parted(SAVE) == ("", SAVE)
    assert parted(f"\ufeff\n{SAVE}")[0] == ""
    assert parted("no save\n{}") == ("", "no save\n{}")


def test_what_is_wrong_in_it_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    broken = SAVE.replace('"seed"', '"seeds"', 1)
    file.write_text(f"One.\nTwo.\n\n{broken}", encoding="utf-8")
    alone = tmp_path / "alone.path.json"
    alone.write_text("\n\n\n" + broken, encoding="utf-8")
    with pytest.raises(PathError) as report:
        read_report(file)
    with pytest.raises(PathError) as path:
        read_report(alone)
    assert report.value.problems == path.value.problems


def test_replay_shows_the_words_and_plays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "umbrella.story").write_text(STORY, encoding="utf-8")
    file = tmp_path / "report.txt"
    file.write_text(f"It is \x1b[31m dark.\n\n{SAVE}", encoding="utf-8")
    assert main(["replay", str(file)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("The reader writes:\n\nIt is ")
    assert "\x1b" not in out
