"""Every source in `cases` is imported as the files beside it say.

Beside a source stand NAME.imported, the files of the story and the report, and NAME.play, plays of it (tests/cases
tells how those are written). A new case is a new source and a file of inputs; `pytest tests/importers --update` writes
what comes. Read that.
"""

from pathlib import Path

import pytest
from playing import transcript

import engine
from engine.importers.builder.finishing import Finished, finish
from engine.importers.kinds import read

HERE = Path(__file__).parent / "cases"
SOURCES = sorted(
    [path for path in HERE.rglob("*") if path.suffix in (".twee", ".tw", ".html")] + list(HERE.rglob("startup.txt"))
)


def name_of(source: Path) -> Path:
    """A case by its file or, where it has several, by its folder."""
    return source.parent if source.name == "startup.txt" else source.with_suffix("")


def told(finished: Finished) -> str:
    parts = [f"===== {name}\n{text}" for name, text in finished.files.items()]
    report = [f"{count} {what}" for what, count in finished.counts.items()]
    report += [f"{todo.file}:{todo.line}: {todo.text}" for todo in finished.todos]
    return "".join(parts) + "===== report\n" + "".join(f"{line}\n" for line in report)


@pytest.mark.parametrize("source", SOURCES, ids=[str(name_of(path).relative_to(HERE)) for path in SOURCES])
def test_imported(source: Path, update: bool, tmp_path: Path) -> None:
    finished = finish(read(source))
    assert finished.unsolved == []
    for name, text in finished.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    story = engine.load(tmp_path / next(iter(finished.files)))
    expected, plays = name_of(source).with_suffix(".imported"), name_of(source).with_suffix(".play")
    inputs = [
        [line[2:] for line in part.splitlines() if line.startswith("> ")]
        for part in plays.read_text(encoding="utf-8").split("---\n")
    ]
    actual = "---\n".join(transcript(story, one) for one in inputs)
    if update:
        expected.write_text(told(finished), encoding="utf-8")
        plays.write_text(actual, encoding="utf-8")
    assert told(finished) == expected.read_text(encoding="utf-8")
    assert actual == plays.read_text(encoding="utf-8")
