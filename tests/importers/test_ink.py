"""Imports ink: each case is a source, the story that comes of it, and plays of inkjs that the story must follow.

`pytest tests/importers/test_ink.py --update` writes the stories anew; `make ink-plays` records the plays.
"""

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from engine.importers.builder.finishing import finish
from engine.importers.builder.import_errors import ImportFault
from engine.importers.kinds import read
from engine.loading import loads
from tests.importers.comparing import compare

CASES = Path(__file__).parent / "ink" / "cases"
SOURCES = [*sorted(CASES.glob("*.ink")), CASES / "included" / "main.ink"]
# What of these is marked, because there is no safe rule for it: their plays part at the first mark.
MARKED = ("marked",)


def shown(files: dict[str, str]) -> str:
    """All files of a story as one text, as the cases keep them."""
    first, *others = files.items()
    return first[1] + "".join(f"\n// file: {name}\n{text}" for name, text in others)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_story(source: Path, request: pytest.FixtureRequest) -> None:
    finished = finish(read(source))
    expected = source.with_suffix(".expected")
    if request.config.getoption("--update"):
        expected.write_text(shown(finished.files), encoding="utf-8")
    assert shown(finished.files) == expected.read_text(encoding="utf-8")
    assert finished.unsolved == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_it_plays_as_in_ink(source: Path) -> None:
    plays = json.loads(source.with_suffix(".plays").read_text(encoding="utf-8"))
    compared = compare(source, plays)
    if source.stem in MARKED:
        assert compared.todos
    else:
        assert compared.difference == ""
        assert compared.todos == []


BROKEN = [
    ("* [Go", 1, "`]`"),
    ("Text {a|b", 1, "not closed"),
    ("{x:\n- 1: a\n", 1, "not closed"),
    ("VAR x\n", 1, "VAR x = …"),
    ("VAR x = \n", 1, "value is missing"),
    ("Hi\n=== \n", 2, "name is missing"),
    ("~ x = \n", 1, "value is missing"),
    ("~ 5 + 3\n", 1, "does nothing"),
    ("-> \n", 1, "name of a knot is missing"),
    ("INCLUDE ../outside.ink\n", 1, "outside the folder"),
    ("INCLUDE /etc/passwd\n", 1, "outside the folder"),
    ("INCLUDE missing.ink\n", 1, "missing.ink"),
    ("INCLUDE story.ink\n", 1, "includes itself"),
    ("LIST a = b,\n", 2, "name of an item"),
    ("{" * 100 + "x" + "}" * 100, 1, "nested more than"),
    ("~ x = " + "(" * 5000 + "1" + ")" * 5000, 1, "nested more than"),
    ("{a: x|y|z}\n", 1, "two texts at the most"),
    ('~ x = "open', 1, "not closed"),
    ("Fine.\n" + "word " * 50_000, 2, "200,000 characters at the most"),
]


@pytest.mark.parametrize(("text", "line", "message"), BROKEN)
def test_a_broken_source_is_an_error_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    source = tmp_path / "story.ink"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(ImportFault, match=re.escape(message)) as raised:
        finish(read(source))
    assert f"story.ink:{line}: " in str(raised.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"Hi\n\xff\xfe", "story.ink:2: this file is not UTF-8"), ("Hé".encode("utf-16"), "UTF-16"), (b"a\n\0", ":2: ")],
)
def test_other_encodings(tmp_path: Path, data: bytes, message: str) -> None:
    source = tmp_path / "story.ink"
    source.write_bytes(data)
    with pytest.raises(ImportFault, match=re.escape(message)):
        read(source)


def test_the_command_writes_nothing_where_the_source_is_broken(tmp_path: Path) -> None:
    source = tmp_path / "story.ink"
    source.write_text("Fine.\n* [Go\n", encoding="utf-8")
    command = [sys.executable, "-m", "engine", "import", str(source), "-o", str(tmp_path / "out")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr == "nightcap import: story.ink:2: the `]` of this choice is missing; nothing was written\n"
    assert not (tmp_path / "out").exists()


def test_the_command_reports_what_is_left(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "engine", "import", str(CASES / "marked.ink"), "-o", str(out)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "       2 scenes\n" in run.stdout
    assert re.search(r"marked\.story:\d+: .*VAR weight = 2\.5\n", run.stdout)
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 2
    assert "nothing was written" in again.stderr


def test_other_importers_are_not_loaded() -> None:
    code = (
        "import sys; from pathlib import Path; from engine.importers.kinds import read; import engine.cli.main;"
        "assert not [name for name in sys.modules if name.startswith('engine.importers.ink')];"
        f"read(Path({str(CASES / 'tags.ink')!r}));"
        "print(sorted({name.split('.')[2] for name in sys.modules if name.startswith('engine.importers.')}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['builder', 'ink', 'kinds']"


def test_a_large_source_is_read_in_time(tmp_path: Path) -> None:
    source = tmp_path / "story.ink"
    line = "Once more {a|b} unto the breach, <> dear friends. // so it is\n"
    source.write_text(line * 3000 + "-> END\n", encoding="utf-8")
    assert len(read(source).files[0].scenes[0].body) > 3000


def test_what_is_cut_off_or_mixed_up_is_a_fault_or_a_story(tmp_path: Path) -> None:
    """Whatever stands in a file, the result is a story that checks or a fault with a place."""
    rng = random.Random(7)
    marks = [
        "{",
        "}",
        "|",
        "->",
        "<-",
        "<>",
        "*",
        "+",
        "-",
        "=",
        "==",
        "~",
        "(",
        ")",
        "[",
        "]",
        '"',
        "#",
        ":",
        "\n",
        "//",
        "/*",
        "\\",
    ]
    texts = [path.read_text(encoding="utf-8") for path in CASES.glob("*.ink")]
    for number in range(60):
        text = rng.choice(texts)
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(text))
            text = (
                rng.choice(
                    [text[:at], text[:at] + rng.choice(marks) + text[at:], text[:at] + text[at + rng.randint(1, 9) :]]
                )
                or "x"
            )
        source = tmp_path / f"story{number}.ink"
        source.write_text(text, encoding="utf-8")
        try:
            finished = finish(read(source))
        except ImportFault as fault:
            assert re.match(rf"story{number}\.ink:\d+: ", str(fault)), text
            continue
        assert finished.unsolved == [], text
        loads(next(iter(finished.files.values())))
